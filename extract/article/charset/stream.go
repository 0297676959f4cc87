package charset

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// Reader gives a stream as UTF-8 and says what it was written in. It decides by
// what r has buffered, so fill r first; what it takes for UTF-8 is handed on as
// it is, because a stream of a gigabyte may hold its first odd byte at the end:
// give each of its records to Record.
func Reader(r *bufio.Reader, declared string) (io.Reader, Name) {
	head, _ := r.Peek(r.Buffered())
	name, mark := Detect(whole(head), declared)
	if mark > 0 {
		// Cannot fail: so many bytes have just been looked at.
		_, _ = r.Discard(mark)
	}
	if name == UTF8 {
		return r, name
	}
	return transform.NewReader(r, find(name).NewDecoder()), name
}

// Record gives one record of a stream that was taken for UTF-8.
func Record(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out, _ := Decode([]byte(s), "")
	return out
}

// whole cuts off a character that the end of the buffer cuts in two.
func whole(b []byte) []byte {
	for i := 1; i <= min(utf8.UTFMax, len(b)); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

// Of reads the charset out of a Content-Type: "text/html; charset=windows-1251".
func Of(contentType string) string {
	_, rest, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, ";")
	return strings.Trim(strings.TrimSpace(rest), `"'`)
}
