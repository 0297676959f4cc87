package when

import (
	"slices"
	"strings"
	"sync"
)

// finder walks the tokens of one sentence.
type finder struct {
	text       string
	start, end int
	toks       []token
	know       *tables
	// cut holds the token after the first part of the range read last, and the
	// first token of its second part.
	cut [2]int
	// may says whether "May" is a person here, once that was asked.
	may answer
}

// reach is how many tokens away the words may stand that an expression is read
// by, and window how many bytes are read at once. A sentence of news has both to
// spare; a page without stops must not make the work grow with its square.
const (
	reach  = 60
	window = 1 << 14
)

// spaces keeps the memory for the tokens of a sentence, which Find would else
// ask for and drop for each.
var spaces = sync.Pool{New: func() any { s := make([]token, 0, 256); return &s }}

// Find returns the date expressions of text[start:end], a sentence or a line, in
// order and without overlaps (the parts of an expression apart). It looks at the
// words only. Start and end are bytes.
func Find(text string, start, end int) []Expression {
	know := vocabulary()
	space := spaces.Get().(*[]token)
	defer spaces.Put(space)
	var found []Expression
	for at := start; at < end; {
		stop := end
		if stop-at > window {
			stop = at + window
			if k := strings.LastIndexAny(text[at:stop], "\n "); k > 0 {
				stop = at + k + 1
			}
		}
		toks, heart := tokenize(know, text, at, stop, (*space)[:0])
		*space = toks
		if heart {
			f := finder{text: text, start: start, end: stop, toks: toks, know: know}
			found = f.find(found)
		}
		at = stop
	}
	return found
}

// find appends the expressions among the tokens.
func (f *finder) find(found []Expression) []Expression {
	for i := 0; i < len(f.toks); {
		m, next, ok := f.expression(i)
		if !ok {
			i++
			continue
		}
		if m.kind != noKind {
			found = append(found, f.make(m, i, next))
		}
		i = max(next, i+1)
	}
	return found
}

// class is the class of token i, other beyond either end.
func (f *finder) class(i int) class {
	if i < 0 || i >= len(f.toks) {
		return wOther
	}
	return f.toks[i].class
}

func (f *finder) is(i int, cs ...class) bool {
	return i >= 0 && i < len(f.toks) && slices.Contains(cs, f.toks[i].class)
}

// word is the text of token i, "" beyond either end.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.toks) {
		return ""
	}
	return f.text[f.toks[i].start:f.toks[i].end]
}

func (f *finder) value(i int) int { return f.toks[i].value }

// close reports whether token i follows the one before it with no space.
func (f *finder) close(i int) bool { return i > 0 && i < len(f.toks) && !f.toks[i].space }

// expression reads the longest expression that begins at token i. It gives the
// meaning and the token after it. An ok with noKind says that the words are to
// be passed over: a name with a date in it, an age.
func (f *finder) expression(i int) (m meaning, next int, ok bool) {
	t := &f.toks[i]
	if t.name && t.capital || t.class == wNumber {
		if m, next, ok = f.named(i); ok {
			return m, next, ok
		}
	}
	if !opens[t.class] {
		return m, i, false
	}
	if m, next, ok = f.count(i); ok {
		return m, next, ok
	}
	if m, next, ok = f.prefixed(i); !ok {
		return m, i, false
	}
	if joint, after, ok := f.through(i, m, next); ok {
		return joint, after, true
	}
	return f.listed(m, next), next, true
}

// opens are the classes with which an expression can begin.
var opens = [...]bool{wFunction: false, wNumber: true, wOrdinal: true, wCardinal: true, wDecade: true, wShortYear: true, wNumericDate: true,
	wMonth: true, wMonthAbbr: true, wWeekday: true, wWeekdayAbbr: true, wSeason: true, wUnit: true, wDayPart: true, wLong: true,
	wDeictic: true, wTonight: true, wShift: true, wThat: true, wEarlier: true, wLater: true, wEarly: true, wPiece: true, wArticle: true,
	wThe: true, wFew: true}

// make fills in what the caller may know of an expression besides its meaning.
func (f *finder) make(m meaning, from, next int) Expression {
	e := f.piece(m, from, next)
	e.Heading = f.heading(from, next)
	e.Background = f.background(from)
	e.local = f.word(next) == "local" && f.word(next+1) == "time"
	e.lead = f.lead(from)
	e.attributive = f.attributive(next)
	e.afterComma = f.is(from-1, wComma) || from == 0
	switch {
	case m.kind == between2:
		e.Parts = []Expression{f.piece(*m.from, from, f.cut[0]), f.piece(*m.to, f.cut[1], next)}
	case m.inner != nil:
		e.Parts = []Expression{f.piece(*m.inner, f.cut[1], next)}
		e.Parts[0].lead = f.lead(f.cut[1])
	}
	return e
}

// lead is the class of the word that governs the expression at token i: the
// preposition before it, past articles and hedges.
func (f *finder) lead(i int) class {
	for n := i - reach; i > 0 && i > n; {
		i--
		if !f.is(i, wThe, wArticle, wApprox, wEarly, wEarlier, wLater) {
			return f.toks[i].class
		}
	}
	return wOther
}

// piece is the bare expression of the tokens from to next.
func (f *finder) piece(m meaning, from, next int) Expression {
	a, b := f.toks[from].start, f.toks[next-1].end
	return Expression{Start: a, End: b, Text: f.text[a:b], Rule: m.rule(), means: m, sentence: f.start}
}

// ends reports whether the phrase can end before token j: nothing follows, or a
// word that cannot be the noun that the phrase describes.
func (f *finder) ends(j int) bool {
	if j >= len(f.toks) || f.toks[j].line {
		return true
	}
	switch f.toks[j].class {
	case wOther:
		return adverb(f.word(j))
	case wUnit, wDash, wSlash, wPossessive, wNumber, wSymbol, wCardinal, wQuantity:
		return false
	}
	return true
}

// attributive reports whether the expression that ends before token next
// describes a noun: "Friday's talks", "the July summit".
func (f *finder) attributive(next int) bool {
	if f.is(next, wDayPart) {
		next++
	}
	if f.is(next, wPossessive) {
		return true
	}
	if next >= len(f.toks) {
		return false
	}
	t := f.toks[next]
	return t.class == wOther && !t.capital && !t.line && t.space && !adverb(f.word(next)) && f.know.verbs[f.word(next)].isZero()
}

// adverb reports whether a word that follows a date looks like the verb or the
// adverb that goes on with the sentence rather than a noun.
func adverb(w string) bool {
	n := len(w)
	return n > 3 && (w[n-2:] == "ly" || w[n-2:] == "ed" || w[n-3:] == "ing")
}

// heading reports whether the expression stands alone on its line, or opens the
// line and is followed by a dash or a colon.
func (f *finder) heading(from, next int) bool {
	first := f.toks[from]
	if !first.line || !lineStart(f.text, first.start) {
		return false
	}
	if next < len(f.toks) && !f.toks[next].line {
		return f.is(next, wPause, wColon) || f.is(next, wDash) && f.toks[next].space
	}
	return lineEnd(f.text, f.toks[next-1].end)
}

// lineStart reports whether nothing but blanks and marks of a list stands
// between the start of the line and byte i.
func lineStart(text string, i int) bool {
	for i--; i >= 0 && text[i] != '\n' && text[i] != '\r'; i-- {
		if c := text[i]; c != ' ' && c != '\t' && c != '*' && c != '#' {
			return false
		}
	}
	return true
}

// lineEnd reports whether nothing but blanks and stops stands between byte i
// and the end of the line.
func lineEnd(text string, i int) bool {
	for ; i < len(text) && text[i] != '\n' && text[i] != '\r'; i++ {
		if c := text[i]; c != ' ' && c != '\t' && c != '*' && c != '.' && c != ':' {
			return false
		}
	}
	return true
}

// background reports whether a word that opens a clause of its own stands
// between the start of the sentence, or the last stop, and the expression.
func (f *finder) background(from int) bool {
	for k := from - 1; k > 0 && k > from-reach; k-- {
		switch f.toks[k].class {
		case wColon, wPause:
			return false
		case wRelative, wSince:
			return true
		case wThat:
			return k+1 < from
		case wAfter, wBefore:
			// "after they met": a clause, unless a noun follows.
			return f.is(k+1, wFunction)
		}
	}
	return false
}
