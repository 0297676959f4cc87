package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// moved reports whether the verb puts an event off to a day that it names.
func (s *sentence) moved(v int) bool {
	if !movers[s.lemma(v)] {
		return false
	}
	for _, o := range s.preps(v, "to", "until", "till") {
		if s.temporal(o) || s.tokens[o].Tag == "CD" || months[s.lemma(o)] {
			return true
		}
		for _, d := range s.dates {
			if d.first <= o && o <= d.last {
				return true
			}
		}
	}
	return false
}

var months = set(`january february march april may june july august september october november december spring summer autumn fall winter`)

// movers are the verbs by which an event gets another day.
var movers = set(`move transfer postpone delay defer reschedule push shift put bring adjourn`)

// moves reports whether a date, from its first token on, is the day that an event is
// put off to.
func (s *sentence) moves(first int) bool {
	i := first - 1
	if i < 0 || s.tokens[i].Tag != "TO" && s.tokens[i].Tag != "IN" {
		return false
	}
	switch strings.ToLower(s.tokens[i].Text) {
	case "to", "until", "till":
		g := s.governor(i)
		return g >= 0 && movers[s.lemma(g)]
	}
	return false
}

// verbModality reads the verb v and those above it. It returns "" when nothing
// tells.
func (s *sentence) verbModality(v int, modifier bool) event.Modality {
	negated := s.negated(v)
	m := event.Modality("")
	lemma := s.lemma(v)
	if modifier {
		switch {
		case cancels[lemma] && s.tokens[v].Tag != "VBG":
			return event.Cancelled
		case lemma == "due", lemma == "plan", lemma == "schedule", lemma == "expect", lemma == "set", lemma == "slate", lemma == "agree" && s.tokens[v].Tag == "VBN":
			m = event.Planned
		}
	}
	if lemma == "be" {
		for _, k := range s.children(v, syntax.Acomp, syntax.Advcl, syntax.Xcomp, syntax.Attr) {
			switch s.lemma(k) {
			case "due", "set", "likely", "bound", "poised":
				m = event.Planned
			}
			if s.tokens[k].Dep == syntax.Xcomp && s.tokens[k].Tag == "VB" && s.has(k, "to") {
				m = event.Planned // "is to take place"
			}
		}
	}
	for _, k := range s.kids[v] {
		t := s.tokens[k]
		low := strings.ToLower(t.Text)
		switch t.Dep {
		case syntax.Aux:
			switch {
			case future[low]:
				m = event.Planned
			case low == "would":
				m = event.Planned
			case low == "may" || low == "might" || low == "could" || low == "can" || low == "should" || low == "must":
				if m == "" {
					m = event.Proposed
				}
			case low == "to":
				if m == "" {
					m = s.infinitive(v)
				}
			}
		case syntax.Mark, syntax.Advmod:
			if (low == "if" || low == "unless" || low == "whether") && t.Dep == syntax.Mark {
				m = event.Proposed
			}
		}
	}
	// "is meeting on Friday" tells of the future when its date does; that is settled
	// when the date is known.
	if negated {
		switch m {
		case event.Planned:
			if s.tokens[v].Tag == "VB" && !s.has(v, "to") {
				return event.Cancelled // "will not take place"
			}
			return event.Denied
		case event.Proposed:
			if s.has(v, "could") && (happens[lemma] || supports[lemma]) {
				return event.Cancelled // "could not take place for want of time"
			}
			return event.Denied
		}
		return event.Denied
	}
	if m != "" && m != event.Held {
		if m == event.Planned && s.tokens[v].Tag == "VBN" && s.has(v, "to") && s.has(v, "have") {
			return event.Cancelled // "was to have met them"
		}
		if m == event.Planned && s.dropped(v) {
			return event.Cancelled
		}
		if m == event.Planned || m == event.Proposed {
			if d := s.deniedAbove(v); d != "" {
				return d
			}
			if h := s.hedge(v); h != "" {
				return h
			}
		}
		return m
	}
	if d := s.deniedAbove(v); d != "" {
		return d
	}
	if s.tokens[v].Tag == "VBN" && s.auxiliary(v, func(t syntax.Token) bool { return t.Dep == syntax.Auxpass && t.Tag == "VB" }) {
		if h := s.hedge(v); h != "" {
			return h // "proposed that a conference be held"
		}
	}
	if s.tokens[v].Tag == "VBG" {
		if p := s.tokens[v].Head; p >= 0 && s.tokens[v].Dep == syntax.Pcomp && s.tokens[p].Head >= 0 {
			switch n := s.tokens[p].Head; s.lemma(n) {
			case "intention", "plan", "idea":
				if s.negated(n) || s.denial(n) {
					return event.Denied // "has no intention of meeting"
				}
				return event.Planned
			}
		}
		if g := s.governor(v); g >= 0 && s.lemma(g) == "look" && s.has(g, "forward") {
			return event.Planned
		}
	}
	if t := s.tokens[v]; t.Tag == "VB" && t.Dep == syntax.Conj && t.Head >= 0 && s.verb(t.Head) && s.tokens[t.Head].Tag == "VB" {
		return s.verbModality(t.Head, modifier) // "is going to fly there and meet him"
	}
	if t := s.tokens[v]; (t.Dep == syntax.Ccomp || t.Dep == syntax.Advcl) && strings.EqualFold(t.Text, t.Lemma) && t.Head >= 0 && s.verb(t.Head) && !s.has(v, "to") {
		switch s.lemma(t.Head) {
		case "see", "have", "let", "make", "get", "help":
			return s.verbModality(t.Head, modifier) // "wants to see them sit down"
		}
	}
	// Participles and gerunds take it from above: "after agreeing to meet".
	switch s.tokens[v].Tag {
	case "VBG", "VB":
		h := s.tokens[v].Head
		if h >= 0 && (s.verb(h) || s.tokens[h].Tag == "IN") {
			g := h
			if !s.verb(g) {
				g = s.governor(v)
			}
			if g >= 0 {
				l := s.lemma(g)
				switch {
				case cancels[l]:
					return event.Cancelled
				case proposals[l]:
					return event.Proposed
				case plans[l] && s.tokens[v].Dep == syntax.Xcomp:
					return event.Planned
				}
			}
		}
	}
	return m
}

// hedge reports a verb above v that makes a plan a proposal: "suggested that
// they would meet", "hoped it would resume".
func (s *sentence) hedge(v int) event.Modality {
	if s.tokens[v].Dep != syntax.Ccomp && s.tokens[v].Dep != syntax.Advcl {
		return ""
	}
	h := s.tokens[v].Head
	if h >= 0 && s.lemma(h) == "possible" {
		return event.Proposed // "it is possible that they will meet"
	}
	if h < 0 || !s.verb(h) {
		return ""
	}
	if s.lemma(h) == "be" && s.tokens[v].Dep == syntax.Ccomp {
		for _, k := range s.children(h, syntax.Acomp) {
			if l := s.lemma(k); l == "possible" || l == "conceivable" {
				return event.Proposed
			}
		}
	}
	switch s.lemma(h) {
	case "hope", "suggest", "propose", "wish", "demand", "urge", "insist", "want":
		return event.Proposed
	}
	return ""
}

// infinitive reads what an infinitive depends on: "is to meet", "agreed to
// hold", "invited him to visit", "a plan to meet", a headline's bare "to meet".
func (s *sentence) infinitive(v int) event.Modality {
	for i := v; ; {
		t := s.tokens[i]
		h := t.Head
		if h < 0 {
			return event.Planned // a headline: "Minister to receive counterpart"
		}
		if t.Dep == syntax.Conj {
			i = h
			continue
		}
		lemma := s.lemma(h)
		switch t.Dep {
		case syntax.Xcomp, syntax.Ccomp, syntax.Advcl, syntax.Acl, syntax.Relcl, syntax.Acomp, syntax.Other, syntax.Dobj, syntax.Pobj, syntax.Oprd:
		default:
			if s.headline {
				return event.Planned
			}
		}
		switch {
		case lemma == "be" && s.present(h, v):
			// "was in Islamabad to see the premier": as whether he was there
			if m := s.verbModality(h, false); m != "" {
				return m
			}
			return event.Held
		case lemma == "go" && s.negated(h):
			return event.Denied
		case lemma == "be", lemma == "due", lemma == "go", lemma == "look":
			return event.Planned
		case cancels[lemma]:
			return event.Cancelled
		case denies[lemma] || lemma == "decline":
			return event.Denied
		case lemma == "refuse" || lemma == "reject":
			return event.Denied
		case proposals[lemma]:
			return event.Proposed
		case plans[lemma]:
			return event.Planned
		case lemma == "plan" || lemma == "agreement" || lemma == "decision" || lemma == "preparation" || lemma == "arrangement":
			return event.Planned
		case lemma == "invitation" && s.accepted(h):
			return event.Planned
		case lemma == "proposal" || lemma == "invitation" || lemma == "offer" || lemma == "request" || lemma == "readiness" || lemma == "willingness" || lemma == "desire" || lemma == "wish" || lemma == "bid" || lemma == "effort" || lemma == "attempt" || lemma == "chance" || lemma == "opportunity":
			return event.Proposed
		}
		if t.Dep == syntax.Acl && s.passive(i) && s.noun(h) {
			return event.Planned // "talks to be held in Oslo"
		}
		// Purpose: "flew to Geneva to meet", "will leave to attend": as the verb above.
		if s.verb(h) {
			if m := s.verbModality(h, false); m != "" {
				return m
			}
			if tag := s.tokens[h].Tag; s.headline && (tag == "VBZ" || tag == "VBP") {
				return event.Planned
			}
			return event.Held
		}
		if s.tokens[h].Dep == syntax.Root && s.headline {
			return event.Planned
		}
		return ""
	}
}

// accepted reports whether an invitation is taken up.
func (s *sentence) accepted(n int) bool {
	g, relation := s.carrier(n)
	return g >= 0 && s.lemma(g) == "accept" && (relation == "object" || s.passive(g)) && !s.negated(g)
}

// present reports whether a place stands between the verb "be" and the infinitive
// v: "is in Moscow to see".
func (s *sentence) present(be, v int) bool {
	for _, k := range s.children(be, syntax.Prep) {
		switch s.lemma(k) {
		case "in", "at":
			if o := s.child(k, syntax.Pobj); k > be && k < v && o >= 0 && strings.HasPrefix(s.tokens[o].Tag, "NNP") {
				return true
			}
		}
	}
	return false
}
