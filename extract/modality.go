package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// Verbs and adjectives above an event that say whether it took place. Each list
// holds lemmas; a verb counts when the event is its object, its subject in the
// passive, or its infinitive.
var (
	plans = set(`plan schedule expect arrange set fix agree prepare intend confirm announce due slate book promise aim decide anticipate await plan likely
		poise bound tip pencil confirm accept vow pledge foresee`)
	proposals = set(`propose suggest offer urge ask request invite want hope seek wish consider ready willing open appeal demand try need encourage press push
		possible prepared like prefer call recommend explore mull discuss float welcome eager keen able beg implore insist require advise
		refuse reject demand hint contemplate weigh raise attempt`)
	cancels = set(`cancel scrap shelve postpone drop suspend delay abandon scuttle axe forgo skip ditch defer nix`)
	denies  = set(`deny rule dismiss refute disprove`)
	// untrue are what is said of a report that is denied.
	untrue = set(`untrue false fiction fake fabrication lie rumour rumor nonsense fantasy`)
	future = set(`will shall 'll wo`)
	maybe  = set(`may might could can should must would`)
)

// modality reads whether the event of the trigger took place.
func (r *reading) modality(s *sentence, k int) event.Modality {
	t := s.tokens[k]
	top := k
	if !s.verb(k) {
		if s.denial(k) {
			return event.Denied
		}
		// What stands before the noun: "planned talks", "a possible meeting".
		for _, c := range s.kids[k] {
			switch low := strings.ToLower(s.tokens[c].Text); low {
			case "planned", "upcoming", "forthcoming", "scheduled", "expected", "coming", "looming", "proposed", "possible", "potential", "cancelled", "canceled", "postponed", "prospective", "alleged", "hypothetical", "eventual", "future", "next", "imminent":
				switch low {
				case "proposed", "possible", "potential", "prospective", "hypothetical", "eventual":
					return event.Proposed
				case "cancelled", "canceled", "postponed":
					return event.Cancelled
				case "alleged":
					return event.Held
				}
				return event.Planned
			}
			// "a summit planned for June", "the talks due on Friday", "talks to be held".
			switch s.tokens[c].Dep {
			case syntax.Acl, syntax.Amod, syntax.Relcl, syntax.Advcl, syntax.Xcomp:
				if m := s.verbModality(c, true); m != "" && m != event.Held {
					return m
				}
			}
		}
		verb, relation := s.carrier(k)
		if verb < 0 {
			if s.headline && s.tokens[k].Head < 0 {
				return event.Held
			}
			return event.Held
		}
		switch relation {
		case "object", "subject", "in", "into", "to", "for", "on", "with", "about", "other":
			top = verb
			lemma := s.lemma(verb)
			switch {
			case cancels[lemma], lemma == "call" && s.has(verb, "off"), lemma == "put" && s.has(verb, "off"), lemma == "pull" && s.has(verb, "out"), lemma == "fall" && s.has(verb, "through"):
				if relation == "object" || relation == "subject" || relation == "other" {
					return event.Cancelled
				}
			case denies[lemma] && relation == "object":
				return event.Denied
			case (proposals[lemma] || lemma == "call" && relation == "for" || lemma == "ask" || lemma == "push" && relation == "for") && (relation == "object" || relation == "for" || relation == "to" || relation == "subject" && s.passive(verb)):
				if lemma == "discuss" || lemma == "welcome" || lemma == "raise" || lemma == "like" || lemma == "reject" {
					break
				}
				return event.Proposed
			case plans[lemma] && (relation == "object" || relation == "subject" && s.passive(verb)):
				if lemma != "confirm" && lemma != "announce" && lemma != "promise" && lemma != "accept" || s.tokens[verb].Tag == "VBN" {
					if !(lemma == "agree" && relation == "object") {
						return event.Planned
					}
				}
			}
			if relation == "object" || relation == "subject" || relation == "in" && supports[lemma] || relation == "other" {
				break
			}
			if relation == "in" {
				// "told him in a call": as the verb; "will be in Cairo for meetings" too.
				break
			}
			if relation == "to" || relation == "for" || relation == "into" {
				break
			}
			return event.Held
		case "after":
			// "after the talks" happened, "ahead of the talks" did not yet.
			h := t.Head
			if h >= 0 {
				switch strings.ToLower(s.tokens[h].Text) {
				case "before", "ahead":
					return event.Planned
				case "of":
					if g := s.tokens[h].Head; g >= 0 && strings.EqualFold(s.tokens[g].Text, "ahead") {
						return event.Planned
					}
				}
			}
			return event.Held
		case "ahead", "before":
			return event.Planned
		default:
			return event.Held
		}
	}
	if m := s.verbModality(top, false); m != "" {
		return m
	}
	return event.Held
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
		case lemma == "due", lemma == "plan", lemma == "schedule", lemma == "expect", lemma == "set", lemma == "slate":
			m = event.Planned
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
			return event.Denied
		}
		return event.Denied
	}
	if m != "" && m != event.Held {
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
	if h < 0 || !s.verb(h) {
		return ""
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
		case lemma == "proposal" || lemma == "invitation" || lemma == "offer" || lemma == "request" || lemma == "readiness" || lemma == "willingness" || lemma == "desire" || lemma == "wish" || lemma == "bid" || lemma == "effort" || lemma == "attempt" || lemma == "chance" || lemma == "opportunity":
			return event.Proposed
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
		case syntax.Ccomp, syntax.Xcomp, syntax.Acl, syntax.Conj, syntax.Dobj, syntax.Pcomp, syntax.Pobj, syntax.Prep, syntax.Relcl, syntax.Advcl:
		default:
			return ""
		}
		if t.Dep == syntax.Relcl || t.Dep == syntax.Advcl {
			return ""
		}
		if s.verb(h) && denies[s.lemma(h)] && (s.lemma(h) != "rule" || s.has(h, "out")) && !s.negated(h) {
			return event.Denied
		}
		i = h
	}
	return ""
}
