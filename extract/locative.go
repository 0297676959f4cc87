package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// topic reports whether a noun is what was talked of rather than who talked or where.
func (s *sentence) topic(i int) bool {
	t := s.tokens[i]
	if t.Tag != "NN" && t.Tag != "NNS" || s.temporal(i) || s.who.At(i) != nil || venueNoun[t.Lemma] || settlement[t.Lemma] || vicinity[t.Lemma] {
		return false
	}
	if t.Dep != syntax.Dobj && t.Dep != syntax.Pobj && t.Dep != syntax.Conj || s.lex.Trigger(t.Lemma, true) != nil {
		return false
	}
	switch t.Lemma {
	case "war", "situation", "conflict", "crisis", "ceasefire", "cease-fire", "truce", "fighting", "violence", "peace", "security", "stability", "development", "election",
		"cooperation", "escalation", "hostility", "operation", "unrest", "coup", "humanitarian", "aid", "tension", "offensive", "troop", "reform", "project", "investment":
		return true
	}
	return false
}

// sidelines reports whether something takes place beside an event: "on the
// sidelines of the summit", "in the margins of the session".
func (s *sentence) sidelines(n int) bool {
	h := s.tokens[n].Head
	if h < 0 || s.tokens[n].Dep != syntax.Pobj || s.lemma(h) != "of" || s.tokens[h].Head < 0 {
		return false
	}
	switch s.lemma(s.tokens[h].Head) {
	case "sideline", "margin", "fringe", "sidelines":
		return true
	}
	return false
}

// vicinity are the words for what lies around or in a town.
var vicinity = set(`suburb district area region outskirts neighbourhood neighborhood quarter harbour harbor port waterfront island province zone airport`)

// fitsPlace says how well the place that a preposition puts at some tokens fits
// the trigger k carried by the verb carrier. A place that is near, as no region is,
// belongs to the verb that it follows whatever the parser hung it on.
func (s *sentence) fitsPlace(first, last, k, carrier int, near bool) int {
	if s.opened(first, k, "since") || s.opened(first, k, "after", "before", "until") || s.elsewhere(first, k) {
		return 0
	}
	score := s.fits(dated{first: first, last: last}, k, carrier)
	if near && first > k && first-k < 14 && s.straight(k, first) {
		score = max(score, 72+max(0, 20-(first-k)))
	}
	if score > 60 && (first > k || carrier >= 0 && carrier < k && first > carrier) {
		score += 8 // what follows the verb is surer than what stands between commas
	}
	return score
}

// straight reports whether no other verb stands between two tokens, nor the end of
// a clause.
func (s *sentence) straight(from, to int) bool {
	for i := from + 1; i < to; i++ {
		switch t := s.tokens[i]; {
		case i >= 0 && s.phraseAt(i) != nil && strings.HasPrefix(t.Tag, "VB"):
			// a part of a name that the tagger takes for a verb
		case strings.HasPrefix(t.Tag, "VB") && t.Tag != "VBG" || t.Tag == "MD" || t.Tag == "WDT" || t.Tag == "WP" || t.Tag == "WRB":
			return false
		case t.Text == ";" || t.Text == ":" || t.Text == "(":
			return false
		}
		switch s.lemma(i) {
		case "after", "before", "since", "ahead", "follow", "from", "about", "on", "over", "that":
			if !s.datedBy(i) {
				return false
			}
		}
		if strings.HasPrefix(s.tokens[i].Tag, "NN") && s.lex.Trigger(s.lemma(i), true) != nil && !s.within(i, from) {
			return false
		}
	}
	return true
}

// datedBy reports whether a preposition stands before a date or an hour: "on
// Monday".
func (s *sentence) datedBy(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	for _, d := range s.dates {
		if d.first == i+1 || d.first == i+2 {
			return true
		}
	}
	return s.tokens[i+1].Tag == "CD"
}

// elsewhere reports whether a place hangs on what was before or after the event, or
// on what was talked of: "after a stop in Cairo", "discussed the war in Gaza".
func (s *sentence) elsewhere(i, k int) bool {
	for n := 0; i >= 0 && i != k && n < 12; n++ {
		t := s.tokens[i]
		switch {
		case t.Dep == syntax.Prep || t.Tag == "IN":
			switch s.lemma(i) {
			case "after", "before", "since", "following", "about", "over", "concern", "regard":
				return !s.within(k, i)
			}
		case n > 0 && s.topic(i) && !s.within(k, i):
			return true // "discussed the war in Gaza"
		case !s.verb(k) && s.verb(i) && s.has(i, "since", "because", "although", "though"):
			return true // "their first encounter since rebels seized two towns in the east"
		}
		i = t.Head
	}
	return false
}

// goes are verbs whose goal is where one meets.
var goes = set(`go travel fly come arrive head return depart leave visit journey drive walk invite welcome send move head rush hurry proceed head`)

// antecedentOf returns the noun that the clause of verb v modifies by "where" or
// "when", -1 when it has none.
func (s *sentence) antecedentOf(v int, word string) int {
	for n := 0; v >= 0 && n < 4; n++ {
		if s.has(v, word) {
			if s.tokens[v].Dep == syntax.Relcl || s.tokens[v].Dep == syntax.Advcl || s.tokens[v].Dep == syntax.Acl {
				k := s.child(v, syntax.Advmod)
				for _, c := range s.kids[v] {
					if strings.EqualFold(s.tokens[c].Text, word) {
						k = c
					}
				}
				// What stands right before the word, over a comma, is surer than the parse.
				for j := k - 1; j >= 0 && j > k-3; j-- {
					if s.noun(j) || s.tokens[j].Tag == "CD" {
						return j
					}
				}
				return s.tokens[v].Head
			}
			return s.wordBefore(v, word)
		}
		if d := s.tokens[v].Dep; d != syntax.Conj && d != syntax.Xcomp {
			return s.wordBefore(v, word)
		}
		v = s.tokens[v].Head
	}
	return -1
}

// wordBefore finds the word in front of the verb v, whatever the parser made of it,
// and returns the noun that stands before it: "from Brussels, where earlier in the
// day he saw Tusk".
func (s *sentence) wordBefore(v int, word string) int {
	for i := v - 1; i > 0 && i > v-16; i-- {
		if tag := s.tokens[i].Tag; tag == "VBD" || tag == "VBZ" || tag == "VBP" || s.tokens[i].Text == ";" {
			if l := s.lemma(i); s.tokens[i].Head != v && l != "be" && l != "have" {
				return -1
			}
		}
		if !strings.EqualFold(s.tokens[i].Text, word) {
			continue
		}
		for j := i - 1; j >= 0 && j > i-3; j-- {
			if s.noun(j) || s.tokens[j].Tag == "CD" {
				return j
			}
		}
		return -1
	}
	return -1
}

// prepositionOf returns the preposition before a place, over articles and
// adjectives: "in the Swiss resort of Crans-Montana" gives "in".
func (s *sentence) prepositionOf(i int) string {
	for j, n := i-1, 0; j >= 0 && n < 9; j, n = j-1, n+1 {
		t := s.tokens[j]
		low := strings.ToLower(t.Text)
		switch {
		case t.Tag == "IN" || t.Tag == "TO":
			if low == "of" {
				continue // "the city of Istanbul", "at the town hall of Derry"
			}
			return low
		case t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "POS" || t.Tag == "CD" || strings.HasPrefix(t.Tag, "JJ") || strings.HasPrefix(t.Tag, "NN"):
			continue
		case low == "," && j > 0:
			// "at Wright-Patterson Air Force Base, Dayton"
			continue
		}
		return ""
	}
	return ""
}

// leaving reports whether the verb g, "leave", tells where an event was that took place
// right before: "left the palace after a meeting with", "before leaving Oslo they sat
// down with".
func (s *sentence) leaving(g, k, carrier int) bool {
	if s.tokens[g].Tag == "VBG" && s.tokens[g].Dep == syntax.Pcomp {
		h := s.tokens[g].Head
		return h >= 0 && s.lemma(h) == "before" && carrier >= 0 && s.within(g, carrier)
	}
	for _, o := range s.preps(g, "after", "following") {
		if o == k || s.within(k, o) {
			return true
		}
	}
	return false
}

// stays reports whether the token i is in a clause that tells where the subject of the
// verb carrier was: "the premier, who was in Baku for the race, met".
func (s *sentence) stays(i, carrier int) bool {
	g := s.governor(i)
	if g < 0 || carrier < 0 || s.tokens[g].Dep != syntax.Relcl || s.lemma(g) != "be" && s.lemma(g) != "stay" {
		return false
	}
	subject, _ := s.subject(carrier)
	h := s.tokens[g].Head
	if subject < 0 || h < 0 {
		return false
	}
	p := s.phraseAt(subject)
	return subject == h || p != nil && p.First <= h && h <= p.Last
}
