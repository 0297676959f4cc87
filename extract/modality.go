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
		poise bound tip pencil confirm accept vow pledge foresee mean suppose`)
	proposals = set(`propose suggest offer urge ask request invite want hope seek wish consider ready willing open appeal demand try need encourage press push
		possible prepared like prefer call recommend explore mull discuss float welcome eager keen able beg implore insist require advise
		refuse reject demand hint contemplate weigh raise attempt`)
	cancels = set(`cancel scrap shelve postpone drop suspend delay abandon scuttle axe forgo skip ditch defer nix`)
	denies  = set(`deny rule refute disprove`)
	// untrue are what is said of a report that is denied.
	untrue = set(`untrue false fiction fake fabrication lie rumour rumor nonsense fantasy`)
	future = set(`will shall 'll wo`)
	maybe  = set(`may might could can should must would`)
)

// happens are verbs by which an event's noun, as their subject, takes place or
// fails to.
var happens = set(`take hold begin start open resume end conclude finish close continue occur happen convene follow come proceed last go collapse break
	stall fail fall kick wrap run be have bring focus address discuss yield produce lead mark pave clear precede touch dwell deal cover evidence see`)

// modality reads whether the event of the trigger took place; empty when the
// words only point to it and tell nothing of that.
func (r *reading) modality(s *sentence, k int) event.Modality {
	m := r.stated(s, k)
	if s.question() && (m == event.Planned || m == event.Held && s.tokens[k].Tag == "VB") {
		return event.Proposed // "Is he going to call him?"
	}
	return m
}

// question reports whether the sentence asks.
func (s *sentence) question() bool {
	n := len(s.tokens)
	return n > 0 && (s.tokens[n-1].Text == "?" || n > 1 && s.tokens[n-2].Text == "?")
}

func (r *reading) stated(s *sentence, k int) event.Modality {
	if s.verb(k) {
		if m := s.verbModality(k, false); m != "" {
			return m
		}
		return event.Held
	}
	if s.denial(k) {
		return event.Denied
	}
	attributed := s.attributed(k)
	if attributed == event.Cancelled || attributed == event.Denied {
		return attributed
	}
	if s.ahead(k) {
		return event.Planned
	}
	verb, relation := s.carrier(k)
	carried := event.Modality("")
	if verb >= 0 && relation == "subject" {
		// "had to be called off", "is to be held": the verb that says what becomes of it.
		switch s.lemma(verb) {
		case "have", "be", "get", "seem", "appear", "need":
			if s.lemma(verb) == "be" && s.has(verb, "off") && verb+2 < len(s.tokens) && (strings.EqualFold(s.tokens[verb+1].Text, "off") || strings.EqualFold(s.tokens[verb+2].Text, "off")) {
				return event.Cancelled // "the lunch is off"
			}
			if x := s.child(verb, syntax.Xcomp); x >= 0 && s.has(x, "to") && (cancels[s.lemma(x)] || s.lemma(x) == "call" && s.has(x, "off") || s.lemma(x) == "put" && s.has(x, "off", "back")) {
				return event.Cancelled
			}
		}
	}
	if r.asked(s, k) {
		return event.Proposed
	}
	if verb >= 0 {
		lemma := s.lemma(verb)
		switch {
		case relation == "object" || relation == "subject":
			if moved := s.moved(verb); moved && (relation == "object" || s.passive(verb)) {
				return event.Planned // "was put off to 5 October"
			}
			switch {
			case cancels[lemma], lemma == "call" && s.has(verb, "off"), lemma == "put" && s.has(verb, "off", "back"), lemma == "pull" && s.has(verb, "out"), lemma == "strike" && s.has(verb, "off", "from"), lemma == "fall" && s.has(verb, "through"), lemma == "rule" && s.has(verb, "out"):
				if relation == "object" || s.passive(verb) || lemma == "fall" {
					if s.negated(verb) || lemma == "rule" {
						break
					}
					return event.Cancelled
				}
			case relation == "subject" && s.negated(verb) && (lemma == "materialise" || lemma == "materialize" || lemma == "go" && s.has(verb, "ahead", "forward") || lemma == "come" && s.has(verb, "about", "off")):
				return event.Cancelled // "did not go ahead"
			case denies[lemma] && relation == "object":
				return event.Denied
			case lemma == "follow" && relation == "object" && (s.tokens[verb].Tag == "VBD" || s.tokens[verb].Tag == "VBZ"):
				return event.Held // "The announcement followed the first talks in years"
			case lemma == "leave" && s.passive(verb):
				for _, o := range s.preps(verb, "for", "to") {
					if l := s.lemma(o); l == "occasion" || l == "time" || l == "day" || l == "date" {
						return event.Cancelled // "was left for another occasion"
					}
				}
			}
			object := relation == "object" || s.passive(verb)
			switch {
			case object && (plans[lemma] || asks[lemma]) && s.deniedAbove(verb) != "":
				return event.Denied // "denied a report that a call had been arranged"
			case object && s.negated(verb) && (plans[lemma] || asks[lemma]):
				return event.Denied
			case object && (asks[lemma] || lemma == "consider"):
				carried = event.Proposed
			case object && plans[lemma] && lemma != "confirm" && lemma != "announce" && lemma != "agree" && lemma != "promise":
				carried = event.Planned
			case relation == "object" && (supports[lemma] || hosting[lemma]), relation == "subject" && (happens[lemma] || hosting[lemma] || s.passive(verb)):
				carried = s.verbModality(verb, false)
				if carried == "" && (!s.definite(k) || s.past(verb) || s.perfect(verb)) {
					carried = event.Held // "the meeting went well"
				}
			case lemma == "be" || lemma == "suggest" || lemma == "consider":
				carried = s.verbModality(verb, false)
			}
		case relation == "in" || relation == "for" || relation == "into" || relation == "to":
			switch {
			case relation == "for" && (asks[lemma] || lemma == "call" || lemma == "push" || lemma == "hope" || lemma == "press" || lemma == "ask" || lemma == "appeal"):
				carried = event.Proposed
			case relation != "in" || supports[lemma] || remote(s.medium(k)) || !s.definite(k):
				carried = s.verbModality(verb, false)
				if carried == event.Denied && relation != "in" {
					carried = ""
				}
			}
			if carried == "" && (relation == "in" || relation == "for") && !s.definite(k) {
				carried = event.Held
			}
		case relation == "after":
			return event.Held
		}
	}
	switch {
	case carried != "" && carried != event.Held:
		return carried
	case attributed != "" && !(carried == event.Held && relation == "subject" && happens[s.lemma(verb)]):
		return attributed
	case carried != "":
		return carried
	case !s.definite(k):
		return event.Held
	}
	return ""
}

// moved reports whether the verb puts an event off to a day that it names.
func (s *sentence) moved(v int) bool {
	switch s.lemma(v) {
	case "move", "transfer", "postpone", "delay", "defer", "reschedule", "push", "shift", "put", "bring", "adjourn":
	default:
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

// asked reports whether the noun is what another noun asks for: "a request for a
// call", "his proposal of a summit".
func (r *reading) asked(s *sentence, k int) bool {
	h := s.tokens[k].Head
	if s.tokens[k].Dep != syntax.Pobj || h < 0 || s.lemma(h) != "for" && s.lemma(h) != "of" {
		return false
	}
	m := s.tokens[h].Head
	if m < 0 || !s.noun(m) {
		return false
	}
	switch s.lemma(m) {
	case "request", "proposal", "offer", "suggestion", "demand", "bid", "appeal", "hope", "plea":
		return true
	case "condition", "prospect", "possibility", "chance", "readiness", "basis", "idea", "need", "venue", "modality", "opening", "ground", "option":
		return !s.definite(k) // "discussed conditions for a meeting"
	case "call", "push", "invitation":
		return s.lemma(h) == "for"
	}
	return false
}

// asks are the proposals that take the event itself as their object.
var asks = set(`propose suggest offer urge request seek want hope demand encourage recommend explore mull float contemplate weigh need`)

// attributed reads what stands beside the noun: "planned talks", "a possible
// meeting", "a summit scheduled for June", "talks to be held".
func (s *sentence) attributed(k int) event.Modality {
	for _, c := range s.kids[k] {
		switch strings.ToLower(s.tokens[c].Text) {
		case "proposed", "possible", "potential", "prospective", "hypothetical", "eventual":
			return event.Proposed
		case "cancelled", "canceled", "postponed":
			return event.Cancelled
		case "planned", "upcoming", "forthcoming", "scheduled", "expected", "coming", "looming", "future", "next", "imminent", "anticipated":
			return event.Planned
		}
		switch s.tokens[c].Dep {
		case syntax.Acl, syntax.Relcl, syntax.Advcl, syntax.Xcomp:
			if s.tokens[c].Dep == syntax.Relcl && s.relates(c) {
				continue // "a chat with the president, whom he is to see next month"
			}
			if m := s.verbModality(c, true); m != "" && m != event.Held && !(m == event.Denied && s.content(c)) {
				return m
			}
		}
	}
	return ""
}

// relates reports whether a relative clause is about a person.
func (s *sentence) relates(v int) bool {
	for k := range s.tokens {
		if s.tokens[k].Tag == "WP" && (s.tokens[k].Head == v || s.governor(k) == v) {
			return true
		}
	}
	return false
}

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

// dropped reports whether a verb tells of what would have been at an event that is
// said to be called off: "suspended a trip in which she would be received".
func (s *sentence) dropped(v int) bool {
	for i, n := v, 0; i >= 0 && n < 10; i, n = s.tokens[i].Head, n+1 {
		if !s.noun(i) || i == v || s.lex.Trigger(s.lemma(i), true) == nil {
			continue
		}
		g, relation := s.carried(i)
		if g < 0 || g == v {
			continue
		}
		switch l := s.lemma(g); {
		case cancels[l] && (relation == "object" || s.passive(g)), l == "leave" && s.passive(g) && len(s.preps(g, "for")) > 0, l == "call" && s.has(g, "off"), l == "put" && s.has(g, "off"):
			return !s.moved(g)
		}
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
		case lemma == "due", lemma == "plan", lemma == "schedule", lemma == "expect", lemma == "set", lemma == "slate":
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
	if s.tokens[v].Tag == "VBG" {
		if g := s.governor(v); g >= 0 && s.lemma(g) == "look" && s.has(g, "forward") {
			return event.Planned
		}
	}
	if t := s.tokens[v]; t.Tag == "VB" && t.Dep == syntax.Conj && t.Head >= 0 && s.verb(t.Head) && s.tokens[t.Head].Tag == "VB" {
		return s.verbModality(t.Head, modifier) // "is going to fly there and meet him"
	}
	if t := s.tokens[v]; t.Tag == "VB" && t.Dep == syntax.Ccomp && t.Head >= 0 && s.verb(t.Head) && !s.has(v, "to") {
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
		case lemma == "be" && s.present(h, v):
			// "was in Islamabad to see the premier": as whether he was there
			if m := s.verbModality(h, false); m != "" {
				return m
			}
			return event.Held
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
