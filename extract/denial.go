package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// content reports whether a clause says what was said at an event and not whether
// it was: "told him in a call that the fund cannot lend".
func (s *sentence) content(v int) bool {
	k := s.child(v, syntax.Nsubj, syntax.Nsubjpass)
	if k < 0 {
		return false
	}
	switch s.tokens[k].Tag {
	case "WDT", "WP":
		return false
	}
	return s.has(v, "that") && strings.ToLower(s.tokens[k].Text) != "that"
}

// unplanned reports whether there are said to be no plans for what a token tells.
func (s *sentence) unplanned(k int) bool {
	for n := 0; k >= 0 && n < 6; k, n = s.tokens[k].Head, n+1 {
		switch s.lemma(k) {
		case "plan", "intention":
			if s.noun(k) && (s.denial(k) || s.negated(k)) {
				return true
			}
		}
	}
	return false
}

// dropped reports whether a verb tells of what would have been at an event that is
// said to be called off: "suspended a trip in which she would be received".
func (s *sentence) dropped(v int) bool {
	for i, n := v, 0; i >= 0 && n < 10; i, n = s.tokens[i].Head, n+1 {
		if !s.noun(i) || i == v {
			continue
		}
		g, relation := s.carried(i)
		if g < 0 || g == v || s.within(g, v) {
			continue
		}
		if s.lex.Trigger(s.lemma(i), true) == nil {
			if relation == "subject" && cancels[s.lemma(g)] && s.child(g, syntax.Dobj) < 0 && !s.passive(g) {
				return true // "Hamzik, who was to come for talks, has cancelled"
			}
			continue
		}
		switch l := s.lemma(g); {
		case cancels[l] && (relation == "object" || s.passive(g)), l == "leave" && s.passive(g) && len(s.preps(g, "for")) > 0, l == "call" && s.has(g, "off"), l == "put" && s.has(g, "off"), l == "be" && s.has(g, "off"):
			return !s.moved(g)
		}
	}
	return false
}

// denial reports whether a noun's event is said not to have been: "no meeting",
// "there was no telephone conversation", "denied a report of talks".
func (s *sentence) denial(n int) bool {
	for _, k := range s.kids[n] {
		if low := strings.ToLower(s.tokens[k].Text); low == "no" && s.tokens[k].Dep == syntax.Det || low == "any" && s.governor(n) >= 0 && denies[s.lemma(s.governor(n))] {
			return true
		}
	}
	return false
}

// deniedAbove reports whether a verb above v denies what v tells: "denied that
// they had met", "denied a report that".
func (s *sentence) deniedAbove(v int) event.Modality {
	i := v
	for depth := 0; depth < 6; depth++ {
		t := s.tokens[i]
		h := t.Head
		if h < 0 {
			return ""
		}
		switch t.Dep {
		case syntax.Ccomp, syntax.Xcomp, syntax.Acl, syntax.Conj, syntax.Dobj, syntax.Pcomp, syntax.Pobj, syntax.Prep, syntax.Relcl, syntax.Advcl, syntax.Acomp:
		default:
			return ""
		}
		if t.Dep == syntax.Relcl || t.Dep == syntax.Advcl && !(denies[s.lemma(h)] && s.has(i, "having")) {
			if !reported(s.lemma(h)) {
				return ""
			}
		}
		if s.lemma(h) == "be" && s.false(h) {
			return event.Denied // "it is not correct that"
		}
		if s.verb(h) && (denies[s.lemma(h)] || s.dismisses(h, i)) && (s.lemma(h) != "rule" || s.has(h, "out")) && !s.negated(h) {
			return event.Denied
		}
		i = h
	}
	return ""
}

// false reports whether the verb "be" says that what follows is not so.
func (s *sentence) false(be int) bool {
	for _, k := range s.children(be, syntax.Acomp, syntax.Attr) {
		switch l := s.lemma(k); {
		case untrue[l] || l == "incorrect" || l == "wrong" || l == "inaccurate":
			return !s.negated(be)
		case l == "correct" || l == "true" || l == "accurate" || l == "right":
			return s.negated(be)
		}
	}
	return false
}

// dismisses reports whether a verb turns down a report, be it that the clause of it
// hangs on the verb: "dismissed reports in the local media that".
func (s *sentence) dismisses(v, below int) bool {
	switch s.lemma(v) {
	case "dismiss", "reject", "refute":
	default:
		return false
	}
	o := s.child(v, syntax.Dobj)
	return reported(s.lemma(below)) || o >= 0 && o < below && reported(s.lemma(o))
}

// reported reports whether a noun is a report that may be denied.
func reported(lemma string) bool {
	switch lemma {
	case "report", "rumour", "rumor", "claim", "suggestion", "allegation", "story", "speculation":
		return true
	}
	return false
}
