package where

import (
	"unicode"
	"unicode/utf8"
)

// shape is how a word is written.
type shape uint8

const (
	lower   shape = iota
	capital       // Paris, McAllen
	upper         // PARIS, US, U.S.
	number        // 10, 38th
)

// gap is what stands between a word and the one before it.
type gap uint8

const (
	atStart gap = iota // nothing: the text's first word
	space
	hyphen
	comma
	stop   // the end of a sentence, a colon or semicolon
	abbrev // the full stop of an abbreviation
	line   // one line end, which may be a mere wrap
	blank  // more than one line end
	dash
	open // an opening bracket
	shut // a closing bracket
	slash
	quote
	other
)

// joins tells that words on both sides may belong to one name.
func (g gap) joins() bool { return g == space || g == hyphen || g == abbrev || g == line }

// begins tells that a word after this gap has a capital letter for standing there.
func (g gap) begins() bool { return g == atStart || g == stop || g == blank || g == quote }

// word is a word of the text.
type word struct {
	start, end int32
	shape      shape
	gap        gap
	// possessive: 's or an apostrophe follows (and is not part of the word).
	possessive bool
	// dotted: the word holds or is followed by a full stop that may belong to it.
	dotted bool
}

// scan returns the words of text. abbreviation tells of a word before a full stop
// that the stop does not end the sentence.
func scan(text string, abbreviation func(string) bool) []word {
	words := make([]word, 0, len(text)/5+8)
	for i := 0; i < len(text); {
		begin := i
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !isLetter(r) && (r < '0' || r > '9') && r != '&' {
			i += size
			continue
		}
		w := word{start: int32(begin)}
		if n := dotted(text[i:]); n > 0 {
			w.end, w.shape, w.dotted = int32(i+n), upper, true
			i += n
		} else {
			i = w.read(text, i)
		}
		last := 0
		if n := len(words); n > 0 {
			last = int(words[n-1].end)
			if words[n-1].possessive {
				last = pastPossessive(text, last)
			}
		}
		w.gap = between(text[last:begin], len(words) == 0)
		if w.gap == stop && len(words) > 0 {
			if b := words[len(words)-1]; b.dotted && text[begin-1] == ' ' && begin-int(b.end) <= 2 && (b.end-b.start == 1 || abbreviation(text[b.start:b.end])) {
				w.gap = abbrev
			}
		}
		words = append(words, w)
	}
	return words
}

// read reads the rest of a word that begins at i and returns where to go on.
func (w *word) read(text string, i int) int {
	letters, uppers, digits := 0, 0, 0
	first := rune(0)
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isLetter(r):
			letters++
			if r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r) {
				uppers++
			}
			if first == 0 {
				first = r
			}
		case r >= '0' && r <= '9':
			digits++
			if first == 0 {
				first = r
			}
		case r >= 0x300 && r < 0x370: // a mark on the letter before
		case r == '&' && letters+digits == 0:
			w.end = int32(i + size)
			return i + size
		case isApostrophe(r) && letters > 0:
			rest := text[i+size:]
			if len(rest) > 0 && (rest[0] == 's' || rest[0] == 'S') && !letterAt(rest, 1) {
				w.end, w.possessive = int32(i), true
				w.setShape(letters, uppers, first)
				return i + size + 1
			}
			if !letterAt(rest, 0) {
				w.end, w.possessive = int32(i), true
				w.setShape(letters, uppers, first)
				return i + size
			}
		default:
			w.end = int32(i)
			w.setShape(letters, uppers, first)
			// The stop of an abbreviation: "St. Thomas", "Ky. (AP)". A word of six
			// letters or more is none.
			w.dotted = r == '.' && letters <= 5 && w.shape != lower && w.shape != number
			return i
		}
		i += size
	}
	w.end = int32(i)
	w.setShape(letters, uppers, first)
	return i
}

func (w *word) setShape(letters, uppers int, first rune) {
	switch {
	case letters == 0 || first >= '0' && first <= '9':
		w.shape = number
	case uppers > 1 && uppers == letters:
		w.shape = upper
	case unicode.IsUpper(first):
		w.shape = capital
	}
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isLetter(r)
}

// dotted returns the length of an abbreviation of letters with stops ("U.S.",
// "D.C.", "P.E.I.") at the beginning of s, or 0.
func dotted(s string) int {
	n := 0
	for n+1 < len(s) && s[n] >= 'A' && s[n] <= 'Z' && s[n+1] == '.' {
		n += 2
	}
	if n < 4 {
		// "U.S" before a word's end, as some agencies write it.
		if n == 2 && len(s) > 2 && s[2] >= 'A' && s[2] <= 'Z' && !letterAt(s, 3) {
			return 3
		}
		return 0
	}
	return n
}

func pastPossessive(text string, i int) int {
	_, size := utf8.DecodeRuneInString(text[i:])
	i += size
	if i < len(text) && (text[i] == 's' || text[i] == 'S') && !letterAt(text, i+1) {
		i++
	}
	return i
}

// between says what a stretch without words is.
func between(s string, first bool) gap {
	if first {
		return atStart
	}
	if s == " " {
		return space
	}
	if s == "-" || s == "‑" || s == "‐" || s == "–" {
		return hyphen
	}
	lines, g := 0, space
	for i, r := range s {
		switch r {
		case ' ', '\t', '\r', '\u00a0', '\u202f', '\u2009':
		case '\n':
			lines++
		case ',':
			g = comma
		case '.', '!', '?', ':', ';', '…':
			g = stop
		case '—', '–', '―':
			g = dash
		case '-':
			if i > 0 && (s[i-1] == ' ' || s[i-1] == '-' || s[i-1] == ')') {
				g = dash
			} else if g == space {
				g = other
			}
		case '(', '[':
			g = open
		case ')', ']':
			g = shut
		case '/':
			g = slash
		case '"', '“', '”', '„', '«', '»', '‘', '’', '\'':
			if g != stop && g != comma {
				g = quote
			}
		default:
			if g == space {
				g = other
			}
		}
	}
	switch {
	case lines > 1:
		return blank
	case lines == 1 && g == space:
		return line
	case lines == 1 && g == quote:
		return stop
	}
	return g
}
