// Package charset turns the bytes of an article into UTF-8, whatever they were
// written in.
//
// What is believed, first to last: a byte order mark; bytes that are UTF-8 (a
// page saved by a browser is UTF-8 though its head still names another charset);
// the charset that the document or its server declares; the pattern of NULs that
// UTF-16 leaves; and last a guess by frequencies.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Name is the name of a charset in lower case, as WHATWG's Encoding Standard
// writes it, and "utf-32le" and "utf-32be" beside.
type Name string

// UTF8 is what everything becomes.
const UTF8 Name = "utf-8"

// lookAhead is how many bytes are looked at before a charset is guessed: enough
// for steady frequencies, little enough to cost nothing.
const lookAhead = 64 << 10

// Decode gives b as UTF-8, without byte order mark, and the charset that it was
// read as. declared is the charset that came with b (an HTTP header, a <meta>, an
// XML declaration), or "". Bytes that the charset has no character for become
// U+FFFD.
func Decode(b []byte, declared string) (string, Name) {
	name, mark := Detect(b, declared)
	b = b[mark:]
	if name == UTF8 {
		return strings.ToValidUTF8(string(b), "\uFFFD"), name
	}
	out, err := find(name).NewDecoder().Bytes(b)
	if err != nil {
		// The decoders of x/text replace what they cannot read and report no
		// error; should one ever, what is left is no worse than the bytes.
		return strings.ToValidUTF8(string(b), "\uFFFD"), UTF8
	}
	return string(out), name
}

// Detect says in which charset b is written, and how long its byte order mark
// is. See Decode for declared.
func Detect(b []byte, declared string) (name Name, mark int) {
	if name, mark = byMark(b); mark > 0 {
		return name, mark
	}
	head := b[:min(len(b), lookAhead)]
	if name, ok := byNULs(head); ok {
		return name, 0
	}
	if utf8Like(b) {
		return UTF8, 0
	}
	if name, ok := lookUp(declared); ok {
		return name, 0
	}
	return guess(head), 0
}

// byMark reads a byte order mark. UTF-32's little one begins like UTF-16's, so
// it is asked for first.
func byMark(b []byte) (Name, int) {
	for _, m := range []struct {
		mark string
		name Name
	}{
		{"\xEF\xBB\xBF", UTF8},
		{"\xFF\xFE\x00\x00", "utf-32le"},
		{"\x00\x00\xFE\xFF", "utf-32be"},
		{"\xFF\xFE", "utf-16le"},
		{"\xFE\xFF", "utf-16be"},
	} {
		if bytes.HasPrefix(b, []byte(m.mark)) {
			return m.name, len(m.mark)
		}
	}
	return "", 0
}

// byNULs knows UTF-16 without a mark by its NULs: text in nearly every script
// has spaces, line ends and figures, whose high byte is NUL, and no low byte is.
func byNULs(b []byte) (Name, bool) {
	var nul [2]int
	for i, c := range b {
		if c == 0 {
			nul[i&1]++
		}
	}
	units := len(b) / 2
	if units < 8 {
		return "", false
	}
	for parity, name := range []Name{"utf-16be", "utf-16le"} {
		if nul[parity]*20 < units || nul[1-parity]*50 > nul[parity] {
			continue
		}
		// A table of small binary numbers has the same NULs but is no text.
		text, err := find(name).NewDecoder().Bytes(b[:units*2])
		if err == nil && readable(text) {
			return name, true
		}
	}
	return "", false
}

// readable reports whether nearly all of a UTF-8 text is what people write.
func readable(text []byte) bool {
	total, odd := 0, 0
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		total++
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError || r >= 0xE000 && r < 0xF900 {
			odd++
		}
	}
	return odd*50 <= total
}

// utf8Like reports whether b is UTF-8, or is but for a few bytes that came in
// from elsewhere (a comment pasted in Latin-1, a character cut in two).
func utf8Like(b []byte) bool {
	if utf8.Valid(b) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		i += n
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case i+3 >= len(b) && !utf8.FullRune(b[i-1:]):
			i = len(b) // the end of what was looked at cuts a character
		default:
			bad++
		}
	}
	return good >= 4*bad
}

// lookUp finds a declared charset. UTF-16 is not believed here: bytes that are
// UTF-16 were known by their mark or their NULs, and a page in single bytes that
// declares it is not.
func lookUp(declared string) (Name, bool) {
	e, err := htmlindex.Get(strings.Trim(strings.TrimSpace(declared), `"'`))
	if err != nil {
		return "", false
	}
	name, err := htmlindex.Name(e)
	if err != nil || strings.HasPrefix(name, "utf-") || name == "replacement" || name == "x-user-defined" {
		return "", false
	}
	return Name(name), true
}

// find gives the decoder of a charset that this package named.
func find(name Name) encoding.Encoding {
	switch name {
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	}
	e, err := htmlindex.Get(string(name))
	if err != nil {
		return unicode.UTF8
	}
	return e
}
