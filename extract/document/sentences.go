package document

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"github.com/demarche-graph/demarche/extract/lexicon"
)

// Reader cuts texts. It holds the sentence splitter's trained data and the
// phrases of navigation, and may be used by many goroutines at once.
type Reader struct {
	splitter *sentences.DefaultSentenceTokenizer
	phrases  [256][]lexicon.Phrase // by their first byte
}

// NewReader loads the splitter's data. The phrases say which lines are no part
// of an article.
func NewReader(navigation []lexicon.Phrase) (*Reader, error) {
	splitter, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		return nil, fmt.Errorf("sentence splitter: %w", err)
	}
	splitter.WordTokenizer = stops{splitter.WordTokenizer}
	r := &Reader{splitter: splitter}
	for _, p := range navigation {
		if p.Text != "" {
			r.phrases[p.Text[0]] = append(r.phrases[p.Text[0]], p)
		}
	}
	return r, nil
}

// sentences splits a stretch of one line.
func (r *Reader) sentences(text string, body Span) []Span {
	var out []Span
	from := body.Start
	for _, s := range r.splitter.Tokenize(body.Of(text)) {
		// The splitter drops white space between sentences from its offsets at times;
		// the sentence's own words are what can be relied on.
		i := strings.Index(text[from:body.End], strings.TrimFunc(s.Text, space))
		if i < 0 {
			continue
		}
		span := trim(text, Span{from + i, from + i + len(strings.TrimFunc(s.Text, space))})
		from = span.End
		out = append(out, split(text, span)...)
	}
	return joined(text, out)
}

// split cuts where the splitter takes a number with its full stop for an
// ordinal, "on August 15. Lula thanked him", and the network X for an initial,
// "wrote on X. Lula thanked him".
func split(text string, s Span) []Span {
	var out []Span
	w := s.Of(text)
	start := 0
	for i := 1; i+2 < len(w); i++ {
		if w[i] != '.' || !digit(w[i-1]) && !onX(w[:i]) {
			continue
		}
		j := i + 1
		for j < len(w) && (w[j] == '"' || strings.HasPrefix(w[j:], "”")) {
			_, n := utf8.DecodeRuneInString(w[j:])
			j += n
		}
		rest := strings.TrimLeftFunc(w[j:], space)
		if len(rest) == len(w[j:]) {
			continue
		}
		next, n := utf8.DecodeRuneInString(rest)
		if strings.ContainsRune("“\"‘", next) {
			next, _ = utf8.DecodeRuneInString(rest[n:])
		}
		// "No. 7. In" is rare, "8. Mai" is German: a capital begins a sentence.
		if !unicode.IsUpper(next) {
			continue
		}
		out = append(out, trim(text, Span{s.Start + start, s.Start + j}))
		start = j
	}
	return append(out, trim(text, Span{s.Start + start, s.End}))
}

// onX reports whether a text ends in the name of the network X.
func onX(s string) bool {
	for _, end := range []string{" on X", " platform X", " via X", " network X", " to X"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

// joined puts together what the splitter tore apart: a sentence does not begin
// in lower case after an abbreviation's stop, and a closing mark or bracket
// alone belongs to the sentence before it.
func joined(text string, in []Span) []Span {
	var out []Span
	for _, s := range in {
		if s.Len() == 0 {
			continue
		}
		if n := len(out); n > 0 {
			first, _ := utf8.DecodeRuneInString(s.Of(text))
			lone := strings.TrimFunc(s.Of(text), func(r rune) bool { return strings.ContainsRune("\"”’')]»", r) }) == ""
			prev := out[n-1].Of(text)
			last, _ := utf8.DecodeLastRuneInString(prev)
			abbreviation := unicode.IsLower(first) && strings.HasSuffix(prev, ".") || endsInitial(prev) ||
				unicode.IsLetter(last) // "the U.S.-Africa Leaders Summit"
			if lone || abbreviation {
				out[n-1].End = s.End
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// titles that stand before a name and never end a sentence.
var beforeName = strings.Fields("Mr. Mrs. Ms. Dr. Gen. Lt. Col. Maj. Brig. Adm. Capt. Sgt. Sen. Rep. Gov. Prof. Rev. Hon. St. Amb. Messrs. Ven. Fr. Sr.")

// endsInitial reports whether a text ends in a title or an initial with its stop,
// which goes on to a name: "Lt. Gen.", "Antony J.".
func endsInitial(s string) bool {
	w := s[strings.LastIndexFunc(s, space)+1:]
	for _, t := range beforeName {
		if w == t {
			return true
		}
	}
	// "Franklin D." goes on, "plan B." and "U.S." may not.
	if len(w) == 2 && w[1] == '.' && 'A' <= w[0] && w[0] <= 'Z' {
		before := strings.TrimRightFunc(s[:len(s)-2], space)
		before = before[strings.LastIndexFunc(before, space)+1:]
		r, _ := utf8.DecodeRuneInString(before)
		return unicode.IsUpper(r)
	}
	return false
}
