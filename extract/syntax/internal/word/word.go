// Package word says about a word by itself, without its sentence, what the
// taggers and the parser look at.
package word

import (
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// Word holds numbers that stand for parts of a word. They are hashes: equal for
// equal parts, without meaning otherwise.
type Word struct {
	Form             uint64 // the word in lower case, digits levelled
	Pre1, Pre2, Pre3 uint64 // its beginning, in lower case
	Suf1, Suf2, Suf3 uint64 // its end
	Suf4             uint64
	Shape            uint64 // capitals, small letters, digits and marks, runs cut to two
	Kind             Kind
}

// Kind is a set of facts about a word.
type Kind uint16

// The facts.
const (
	Title  Kind = 1 << iota // begins with a capital
	Upper                   // has two letters or more, all capitals
	Lower                   // has a small letter
	Digit                   // has a digit
	Hyphen                  // has a hyphen inside
	Comma
	Quote
	Mark // has neither letter nor digit
)

// Of reads a word. buf is scratch that the caller may use again.
func Of(text string, buf []byte) (Word, []byte) {
	var w Word
	buf = buf[:0]
	var shape [12]byte
	n, letters, capitals, digits := 0, 0, 0, 0
	var last, before byte
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		var s byte
		switch {
		case 'a' <= r && r <= 'z':
			s = 'x'
			w.Kind |= Lower
			letters++
			buf = append(buf, byte(r))
		case 'A' <= r && r <= 'Z':
			s = 'X'
			letters++
			capitals++
			buf = append(buf, byte(r)|0x20)
		case '0' <= r && r <= '9':
			s = 'd'
			digits++
			w.Kind |= Digit
			buf = append(buf, '0')
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '\'':
			s = '\''
			buf = append(buf, '\'')
		case r == '“' || r == '”' || r == '"' || r == '«' || r == '»' || r == '„':
			s = '"'
			buf = append(buf, '"')
		case r == '-' || r == '–' || r == '‒':
			s = '-'
			if i > 0 && i+size < len(text) {
				w.Kind |= Hyphen
			}
			buf = append(buf, '-')
		case r == '—' || r == '―':
			s = '-'
			buf = append(buf, '-', '-')
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			letters++
			s = 'x'
			if unicode.IsUpper(r) {
				s = 'X'
				capitals++
			} else {
				w.Kind |= Lower
			}
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		default:
			s = byte(min(r, 127))
			buf = append(buf, text[i:i+size]...)
		}
		if n == 0 && s == 'X' && i == 0 {
			w.Kind |= Title
		}
		if (s != last || s != before) && n < len(shape) {
			shape[n] = s
			n++
		}
		before, last = last, s
		i += size
	}
	if letters >= 2 && capitals == letters {
		w.Kind |= Upper
	}
	if letters == 0 && digits == 0 {
		w.Kind |= Mark
		switch string(buf) {
		case ",":
			w.Kind |= Comma
		case `"`, "''", "'":
			w.Kind |= Quote
		}
	}
	form := buf
	if digits > 0 && digits == len(buf) && digits != 4 { // years are of four digits, the length of others says little
		form = buf[:1]
	}
	w.Form = linear.Hash(form)
	w.Shape = linear.Hash(shape[:n])
	w.Pre1, w.Pre2, w.Pre3 = head(buf, 1), head(buf, 2), head(buf, 3)
	w.Suf1, w.Suf2, w.Suf3, w.Suf4 = tail(buf, 1), tail(buf, 2), tail(buf, 3), tail(buf, 4)
	return w, buf
}

func head(b []byte, n int) uint64 {
	var v uint64
	for i := range min(n, len(b)) {
		v = v<<8 | uint64(b[i])
	}
	return v<<8 | uint64(n)
}

func tail(b []byte, n int) uint64 {
	var v uint64
	for i := max(0, len(b)-n); i < len(b); i++ {
		v = v<<8 | uint64(b[i])
	}
	return v<<8 | uint64(n)
}
