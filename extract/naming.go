package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// names reports whether a verb gives its object a name or a description: "called it
// a crime", "described the talks as useful".
func (s *sentence) names(v int, passive bool) bool {
	object := s.child(v, syntax.Dobj)
	if s.lemma(v) != "call" {
		if passive {
			return len(s.under(v, "by")) > 0
		}
		return s.followed(v, "as") || object >= 0 && (len(s.preps(v, "as")) > 0 || s.has(v, "as") || s.has(object, "as") || s.quotedAfter(v) || s.child(v, syntax.Oprd) >= 0)
	}
	if s.child(v, syntax.Prt) >= 0 || s.followed(v, "on", "upon", "for", "off") {
		return false
	}
	if s.twoObjects(v) {
		return true
	}
	if x := s.child(v, syntax.Oprd); x >= 0 {
		if p := s.phraseAt(v + 1); p != nil && p.First <= x && x <= p.Last || object < 0 && s.phraseAt(x) != nil {
			return false // "called the Taoiseach, Leo Varadkar,"
		}
	}
	x := s.child(v, syntax.Oprd, syntax.Xcomp, syntax.Acomp, syntax.Ccomp, syntax.Attr)
	return x >= 0 && !s.later(x-1, x) && !s.has(x, "to") || // "called to exchange views"
		s.child(v, syntax.Dobj, syntax.Nsubj) >= 0 && s.quotedAfter(v)
}

// twoObjects reports whether two noun phrases follow the verb v, the thing and what it
// is called: "called the outcome a victory", "has called it treason". Parsers hang
// them in many ways; what shows is the second article. A time is no name: "called the
// premier the next morning".
func (s *sentence) twoObjects(v int) bool {
	k := v + 1
	if k+1 >= len(s.tokens) || s.tokens[k].Tag != "DT" && s.tokens[k].Tag != "PRP$" && !s.noun(k) && s.tokens[k].Tag != "JJ" {
		return false
	}
	if s.tokens[k].Tag == "PRP" {
		switch t := s.tokens[k+1]; t.Tag {
		case "NN", "NNS":
			return !s.timed(k + 1)
		case "JJ":
			return !s.timed(k+1) && !s.timed(k+2)
		}
	}
	for k++; k < len(s.tokens) && k < v+14; k++ {
		switch t := s.tokens[k]; {
		case t.Tag == "DT" && s.noun(k-1) && s.tokens[k-1].Tag != "PRP$":
			n := k + 1
			for n < len(s.tokens) && (strings.HasPrefix(s.tokens[n].Tag, "JJ") || strings.HasPrefix(s.tokens[n].Tag, "RB") || strings.HasPrefix(s.tokens[n].Tag, "VB") || s.tokens[n].Tag == "``") {
				if s.timed(n) {
					return false
				}
				n++
			}
			for n+1 < len(s.tokens) && s.noun(n+1) {
				n++
			}
			return n < len(s.tokens) && s.noun(n) && !s.later(k, n)
		case t.Tag == "DT", t.Tag == "PRP$", t.Tag == "POS", t.Tag == "CD", t.Tag == "HYPH", strings.HasPrefix(t.Tag, "JJ"), s.noun(k), t.Tag == "IN" && (t.Text == "of" || t.Text == "on"):
		default:
			return false
		}
	}
	return false
}

// later reports whether a noun with the article at a token tells when: "the same day",
// "a day later"; but not "a good day".
func (s *sentence) later(article, n int) bool {
	if !s.timed(n) {
		return false
	}
	if low := strings.ToLower(s.tokens[max(article, 0)].Text); low != "a" && low != "an" && !strings.HasPrefix(s.tokens[max(article, 0)].Tag, "JJ") || s.timed(n-1) {
		return true
	}
	return n+1 < len(s.tokens) && strings.HasPrefix(s.tokens[n+1].Tag, "RB")
}

// timed reports whether a token is of a time: "the next day", "an hour later".
func (s *sentence) timed(k int) bool {
	if k >= len(s.tokens) {
		return false
	}
	for _, d := range s.dates {
		if d.first <= k && k <= d.last {
			return true
		}
	}
	switch s.lemma(k) {
	case "next", "following", "same", "previous", "first", "second", "third", "last", "time", "moment", "while", "once":
		return true
	}
	return s.temporal(k)
}

// worded reports whether "put it" tells how somebody worded a thing: "as she put it", "put
// it more kindly"; but not "put it in a drawer".
func (s *sentence) worded(v int) bool {
	k := v + 2
	if v > 0 && strings.EqualFold(s.tokens[v-1].Text, "they") {
		return false // anybody
	}
	if k >= len(s.tokens) {
		return true
	}
	switch t := s.tokens[k]; {
	case strings.HasPrefix(t.Tag, "RB"), t.Tag == "JJR", t.Text == ",", t.Text == ".", t.Text == ":", t.Text == "``":
		return t.Tag != "RB" || t.Text != "back" && t.Text != "down" && t.Text != "aside" && t.Text != "away" && t.Text != "off"
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "this", "another", "like", "more", "as":
		return true
	}
	return s.has(v, "as")
}

// estimates reports whether a number follows "at" in the clause of the verb v: "put the
// dead at forty", "at nearly 99 per cent"; but not "put them at one table".
func (s *sentence) estimates(v int) bool {
	for k := v + 2; k+1 < len(s.tokens) && !s.verb(k); k++ {
		if s.tokens[k].Text != "at" {
			continue
		}
		for k++; k < len(s.tokens); k++ {
			switch t := s.tokens[k]; {
			case t.Tag == "CD" || t.Tag == "$":
				next := min(k+1, len(s.tokens)-1)
				if !strings.HasPrefix(s.tokens[next].Tag, "NN") && s.tokens[next].Tag != "CD" {
					return true
				}
				switch s.lemma(next) {
				case "%", "cent", "percent", "dollar", "euro", "pound":
					return true
				}
			case strings.HasPrefix(t.Tag, "RB") || t.Tag == "IN" || t.Tag == "JJR":
			default:
				return s.lemma(k) == "cent"
			}
		}
	}
	return false
}
