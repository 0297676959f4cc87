package when

import "strings"

// token is a word, a number or a mark of a sentence. Start and end are bytes of
// the whole text.
type token struct {
	start, end int
	class      class
	value      int
	digits     uint8 // of a number
	plural     bool
	capital    bool // begins with a capital letter
	name       bool // begins a row of data/names.tsv
	space      bool // white space before it
	line       bool // first of its line
}

// longest is the length of the longest word of the vocabulary.
const longest = 13

// tokenize appends the tokens of text[start:end] to toks and reports whether any
// of them can be the heart of a date expression. Most sentences of a text have
// none, and cost no more than this.
func tokenize(know *tables, text string, start, end int, toks []token) ([]token, bool) {
	heart := false
	space, line := false, true
	for i := start; i < end; {
		c := text[i]
		switch c {
		case ' ', '\t':
			space = true
			i++
			continue
		case '\n', '\r':
			space, line = true, true
			i++
			continue
		}
		t := token{start: i, space: space, line: line}
		switch {
		case c >= '0' && c <= '9':
			i = lexNumber(text, i, end, &t)
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			i = lexWord(know, text, i, end, &t)
		case c >= 0x80:
			n := blank(text[i:end])
			if n > 0 {
				space = true
				i += n
				continue
			}
			i = lexWide(text, i, end, &t)
		default:
			i = lexMark(text, i, end, &t)
		}
		t.end = i
		space, line = false, false
		heart = heart || hearts[t.class] || t.name
		toks = append(toks, t)
	}
	return toks, heart
}

// hearts are the classes without one of which no expression can be. The last
// class stands here, and in opens, only to give the array its length.
var hearts = [...]bool{wOrdinal: true, wDecade: true, wShortYear: true, wNumericDate: true, wMonth: true, wMonthAbbr: true, wWeekday: true, wSeason: true,
	wUnit: true, wDayPart: true, wLong: true, wDeictic: true, wTonight: true, wNumber: true, wCardinal: true, wFunction: false}

// blank is the length of the white space that begins s, of the kinds that are
// more than a byte: no-break and typographic spaces.
func blank(s string) int {
	switch {
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\u202f"), strings.HasPrefix(s, "\u2009"), strings.HasPrefix(s, "\u2002"), strings.HasPrefix(s, "\u2003"),
		strings.HasPrefix(s, "\u200b"), strings.HasPrefix(s, "\ufeff"):
		return 3
	}
	return 0
}

// lexWord reads a word of ASCII letters and looks it up. A word that goes on
// with other letters is none of ours.
func lexWord(know *tables, text string, i, end int, t *token) int {
	var buf [longest]byte
	start := i
	for i < end {
		c := text[i] | 0x20
		if c < 'a' || c > 'z' {
			break
		}
		if n := i - start; n < longest {
			buf[n] = c
		}
		i++
	}
	t.capital = text[start] < 'a'
	if i < end && text[i] >= 0x80 && blank(text[i:end]) == 0 && mark(text[i:end]) == 0 {
		for i < end && (text[i] >= 0x80 && blank(text[i:end]) == 0 && mark(text[i:end]) == 0 || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z') {
			i++
		}
		return i
	}
	n := i - start
	if n > longest || n > 1 && know.starts[int(buf[0]-'a')*26+int(buf[1]-'a')]&(1<<n) == 0 {
		return i
	}
	w, ok := know.words[string(buf[:n])]
	if !ok {
		return i
	}
	switch w.class {
	case wMonth, wWeekday, wMonthAbbr, wWeekdayAbbr:
		if !t.capital {
			return i // "may", "march", "sat"
		}
	}
	t.name = w.name
	t.class, t.value, t.plural = w.class, w.value, w.plural
	return i
}

// mark is the length of the typographic quote or dash that begins s.
func mark(s string) int {
	if len(s) >= 3 && s[0] == 0xe2 && s[1] == 0x80 && (s[2] >= 0x90 && s[2] <= 0x95 || s[2] >= 0x98 && s[2] <= 0x9f || s[2] == 0xa2 || s[2] == 0xa6) {
		return 3
	}
	return 0
}

// lexWide reads what begins with a byte above ASCII: typographic marks, or a
// word of other letters.
func lexWide(text string, i, end int, t *token) int {
	n := mark(text[i:end])
	if n == 0 {
		for i < end && (text[i] >= 0x80 && blank(text[i:end]) == 0 && mark(text[i:end]) == 0 || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z') {
			i++
		}
		t.capital = true
		return i
	}
	switch text[i : i+n] {
	case "‐", "‑", "‒", "–":
		t.class = wDash
	case "—", "―":
		t.class = wPause
	case "’", "‘":
		return lexApostrophe(text, i, i+n, end, t)
	case "“", "”", "„", "‟":
		t.class = wQuote
	default:
		t.class = wSymbol
	}
	return i + n
}

// lexMark reads ASCII punctuation.
func lexMark(text string, i, end int, t *token) int {
	switch c := text[i]; c {
	case ',':
		t.class = wComma
	case '.':
		t.class = wDot
	case ':', ';':
		t.class = wColon
	case '-', '_':
		t.class = wDash
		if i+1 < end && text[i+1] == c || c == '_' {
			t.class = wPause
			for i+1 < end && text[i+1] == c {
				i++
			}
		}
	case '/':
		t.class = wSlash
	case '&':
		t.class = wAnd
	case '\'', '`':
		return lexApostrophe(text, i, i+1, end, t)
	case '"':
		t.class = wQuote
	case '(', '[':
		t.class = wOpenBracket
	case ')', ']':
		t.class = wCloseBracket
	case '<':
		// A tag left over from a page is as good as nothing.
		if j := strings.IndexByte(text[i:min(end, i+40)], '>'); j > 0 {
			t.class = wSymbol
			return i + j + 1
		}
		t.class = wSymbol
	default:
		t.class = wSymbol
	}
	return i + 1
}

// lexApostrophe tells the possessive of "Friday's" and "weeks'", the short year
// and decade of '98 and '80s, and quotation marks.
func lexApostrophe(text string, i, j, end int, t *token) int {
	digit := func(k int) bool { return k < end && text[k] >= '0' && text[k] <= '9' }
	letter := func(k int) bool { return k >= 0 && k < end && text[k]|0x20 >= 'a' && text[k]|0x20 <= 'z' }
	if !t.space && letter(i-1) {
		if letter(j) {
			t.class = wPossessive
			if text[j]|0x20 != 's' || letter(j+1) {
				t.class = wSymbol // 'll, 've
			}
			for letter(j) {
				j++
			}
			return j
		}
		if text[i-1]|0x20 == 's' {
			t.class = wPossessive
			return j
		}
	}
	if digit(j) && digit(j+1) && !digit(j+2) {
		t.value = int(text[j]-'0')*10 + int(text[j+1]-'0')
		t.class = wShortYear
		j += 2
		if j < end && text[j] == 's' && !letter(j+1) && t.value%10 == 0 {
			t.class = wDecade
			j++
		}
		return j
	}
	t.class = wQuote
	return j
}
