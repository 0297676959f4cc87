package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tokenize cuts the sentence text[start:end] into tokens as the Penn Treebank
// does: contractions and possessives apart (do|n't, Kremlin|'s), marks apart,
// but hyphenated words (US-led, Trump-Xi), numbers (10:30, 1.4bn), addresses
// and abbreviations whole. It panics, as a slice expression does, when start
// and end are not offsets into text. Only Start, End and Text are set, and Head
// to -1.
func Tokenize(text string, start, end int) []Token {
	// English has a token for every six bytes.
	return AppendTokens(make([]Token, 0, (end-start)/5+4), text, start, end)
}

// AppendTokens does what Tokenize does and appends to ts, so that a caller can
// use one slice for many sentences.
func AppendTokens(ts []Token, text string, start, end int) []Token {
	s := text[start:end]
	// The stop after the last word is the sentence's own, whatever closing
	// marks follow it.
	last := strings.TrimRightFunc(s, func(r rune) bool { return isSpace(r) || isCloser(r) || r == '.' })
	c := cutter{text: text, ts: ts, tail: start + len(last), abbreviations: abbreviations()}
	at := -1
	for i, r := range s {
		if !isSpace(r) {
			if at < 0 {
				at = i
			}
		} else if at >= 0 {
			c.chunk(start+at, start+i)
			at = -1
		}
	}
	if at >= 0 {
		c.chunk(start+at, end)
	}
	return c.ts
}

// cutter holds what the cutting of one sentence shares.
type cutter struct {
	text          string
	ts            []Token
	tail          int // where the sentence's last word ends, without its stop
	abbreviations map[string]abbreviation
}

func (c *cutter) emit(a, b int) {
	if a < b {
		c.ts = append(c.ts, Token{Start: a, End: b, Text: c.text[a:b], Head: -1})
	}
}

// chunk cuts text[a:b], which holds no space. It goes over the runes once and
// hands every stretch between two marks to word.
func (c *cutter) chunk(a, b int) {
	w := a // start of the word being read
	for i := a; i < b; {
		if i == w {
			if n := address(c.text[i:b]); n > 0 {
				c.emit(i, i+n)
				i += n
				w = i
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(c.text[i:b])
		if unicode.IsLetter(r) {
			i += size
			continue
		}
		from, to := c.mark(r, size, a, w, i, b)
		if to == 0 {
			i += size
			continue
		}
		c.word(w, from)
		c.emit(from, to)
		i, w = to, to
	}
	c.word(w, b)
}

// mark says whether the rune r at i is, or begins, a token of its own, and
// where that token ends; 0, 0 if it belongs to the word around it. The word
// before it begins at w; the chunk is text[a:b]. An empty token (from == to)
// only ends the word.
func (c *cutter) mark(r rune, size, a, w, i, b int) (from, to int) {
	t := c.text
	prev, next := rune(0), rune(0)
	if i > w {
		prev, _ = utf8.DecodeLastRuneInString(t[w:i])
	}
	if i+size < b {
		next, _ = utf8.DecodeRuneInString(t[i+size : b])
	}
	one := func() (int, int) { return i, i + run(t[i:b], r) }
	switch r {
	case '(':
		if i > w && (strings.HasPrefix(t[i:b], "(s)") || strings.HasPrefix(t[i:b], "(es)")) { // minister(s)
			return 0, 0
		}
		return i, i + size
	case ')':
		if i > w && (strings.HasSuffix(t[w:i], "(s") || strings.HasSuffix(t[w:i], "(es")) {
			return 0, 0
		}
		return i, i + size
	case '[', ']', '{', '}', '"', '“', '”', '„', '«', '»':
		return i, i + size
	case '…', '?', '!', ';', '•', '·', '■', '●', '►', '▪', '|', '—', '―':
		return one()
	case '$', '€', '£', '¥', '₹', '₽', '₺', '₩', '฿':
		if r == '$' && i > w && i-w <= 3 && capitals(t[w:i]) { // US$, HK$
			return w, i + size
		}
		return i, i + size
	case '%', '‰':
		if isDigit(prev) || i == w {
			return i, i + size
		}
	case ',', ':':
		if !isDigit(prev) || !isDigit(next) {
			return one()
		}
	case '.':
		if next == '.' {
			return one()
		}
		// "said.He", "2025.The", "Gen.Smith": a space was lost after the stop.
		if unicode.IsUpper(next) && i-w >= 2 && (unicode.IsLower(prev) || isDigit(prev)) {
			n := utf8.RuneLen(next)
			if after, _ := utf8.DecodeRuneInString(t[i+size+n : b]); unicode.IsLower(after) {
				return i + size, i + size
			}
		}
	case '-':
		if next == '-' {
			return one()
		}
		if i == a && !isDigit(next) { // a bullet, a speaker's dash
			return i, i + size
		}
	case '–', '‒':
		// Between words it is a hyphen (Ukraine–Russia), else a dash.
		if !isWord(prev) || !isWord(next) {
			return one()
		}
	case '/':
		// Moscow/Kyiv apart; and/or, 24/7, km/h whole.
		if i == w || (lettersBefore(t[w:i]) >= 4 && lettersAfter(t[i+size:b]) >= 4) {
			return i, i + size
		}
	case '`', '*', '#', '=', '<', '>', '~', '^', '_':
		if i == w || i+size == b {
			return one()
		}
	}
	return 0, 0
}

// word cuts text[a:b], which marks can stand in only as quotes, apostrophes
// and stops, and emits its parts.
func (c *cutter) word(a, b int) {
	t := c.text
	for a < b {
		n := quoteSize(t[a:b])
		if n == 0 || clitic(t[a:b]) == b-a { // "Russia 's", as text cut before has it
			break
		}
		if a+n < b && isDigit(rune(t[a+n])) { // '90s
			break
		}
		if m := quoteSize(t[a+n : b]); m > 0 { // ''
			n += m
		}
		c.emit(a, a+n)
		a += n
	}
	// Cut from the right; parts come out in the reverse order, so they wait.
	var waiting [6][2]int
	k := 0
	for a < b && k < len(waiting) {
		cut := b
		if t[b-1] == '.' {
			if !c.keepsStop(a, b) {
				cut = b - 1
			}
		} else if n := clitic(t[a:b]); n > 0 && n < b-a {
			cut = b - n
		} else if n := quoteSizeLast(t[a:b]); n > 0 && n < b-a {
			if strings.HasSuffix(t[a:b], "''") {
				n = 2
			}
			cut = b - n
		}
		if cut == b {
			break
		}
		waiting[k] = [2]int{cut, b}
		k++
		b = cut
	}
	if b-a == 6 && strings.EqualFold(t[a:b], "cannot") {
		c.emit(a, a+3)
		a += 3
	}
	c.emit(a, b)
	for k--; k >= 0; k-- {
		c.emit(waiting[k][0], waiting[k][1])
	}
}

// keepsStop reports whether the stop at the end of the word text[a:b] belongs
// to the word.
func (c *cutter) keepsStop(a, b int) bool {
	core := c.text[a : b-1]
	if core == "" {
		return true
	}
	final := b-1 >= c.tail // nothing but closing marks follows in the sentence
	if initials(core) {
		// "J." is an initial, "plan B." ends a sentence; "U.S." may do both.
		return !final || strings.Contains(core, ".")
	}
	if i := strings.LastIndexAny(core, "-–"); i >= 0 { // Lt.-Gen.
		core = core[i+1:]
	}
	switch c.abbreviations[core] {
	case keepsAnywhere:
		return true
	case keepsInside:
		return !final
	case keepsBeforeDigit:
		rest := strings.TrimLeftFunc(c.text[b:max(b, c.tail)], isSpace)
		return rest != "" && isDigit(rune(rest[0]))
	}
	return false
}
