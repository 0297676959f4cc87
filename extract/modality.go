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
	if m == event.Held && s.question() && s.index+1 < len(r.sentences) && r.sentences[s.index+1].refuses() {
		return event.Denied // "Has he spoken to him?" "No."
	}
	return m
}

// refuses reports whether a sentence begins with "No", be it after a label: "Spokesman:
// No."
func (s *sentence) refuses() bool {
	first := 0
	for i := 0; i < len(s.tokens) && i < 5; i++ {
		if s.tokens[i].Text == ":" {
			first = i + 1
		}
	}
	return first < len(s.tokens) && strings.EqualFold(s.tokens[first].Text, "no")
}

// infinitiveOf returns the infinitive after a verb: "had to be called off"; -1 when it
// has none.
func (s *sentence) infinitiveOf(v int) int {
	for _, k := range s.kids[v] {
		if k > v && s.verb(k) && s.has(k, "to") {
			return k
		}
	}
	return -1
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
		if v := s.governor(k); s.definite(k) && v >= 0 && s.tokens[v].Tag == "VBD" && strings.EqualFold(s.tokens[s.tokens[k].Head].Text, "before") {
			return "" // "met him before the session"
		}
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
			if x := s.infinitiveOf(verb); x >= 0 && (cancels[s.lemma(x)] || s.lemma(x) == "call" && s.has(x, "off") || s.lemma(x) == "put" && s.has(x, "off", "back")) {
				return event.Cancelled
			}
		}
	}
	if r.asked(s, k) {
		return event.Proposed
	}
	if m := s.intended(k); m != "" {
		return m
	}
	if verb >= 0 {
		lemma := s.lemma(verb)
		switch relation {
		case "object", "subject":
			if moved := s.moved(verb); moved && (relation == "object" || s.passive(verb) || s.headline) {
				return event.Planned // "was put off to 5 October"
			}
			switch {
			case cancels[lemma], lemma == "call" && s.has(verb, "off"), lemma == "put" && s.has(verb, "off", "back"), lemma == "pull" && s.has(verb, "out"), lemma == "strike" && s.has(verb, "off", "from"), lemma == "fall" && s.has(verb, "through"):
				if relation == "object" || s.passive(verb) || lemma == "fall" || s.headline && (s.child(verb, syntax.Dobj) < 0 || s.comma(verb, s.child(verb, syntax.Dobj))) {
					if s.negated(verb) {
						break
					}
					return event.Cancelled
				}
			case lemma == "rule" && s.has(verb, "out") && (relation == "object" || s.passive(verb)):
				if s.negated(verb) {
					return event.Proposed
				}
				return event.Denied
			case relation == "subject" && s.negated(verb) && (lemma == "materialise" || lemma == "materialize" || lemma == "go" && s.has(verb, "ahead", "forward") || lemma == "come" && s.has(verb, "about", "off") || s.asPlanned(verb)):
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
		case "in", "for", "into", "to":
			switch {
			case lemma == "work" && s.prepositionOf(k) == "on":
				carried = event.Planned // "is working on a meeting between the two"
			case relation == "to" && lemma == "invite":
				carried = event.Proposed // "invited both to talks in Doha"
			case relation == "for" && plans[lemma] && s.passive(verb) && !s.negated(verb):
				carried = event.Planned // "is expected in Moscow for consultations", "no date has been set for talks"
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
		case "after":
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

// asPlanned reports whether "as planned" or "as scheduled" stands with the verb v.
func (s *sentence) asPlanned(v int) bool {
	for i := v + 1; i+1 < len(s.tokens); i++ {
		if strings.EqualFold(s.tokens[i].Text, "as") && plans[s.lemma(i+1)] {
			return true
		}
	}
	return false
}

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

// intended reads what is said of plans for the event: "plans for a meeting", "no
// plans for a call".
func (s *sentence) intended(k int) event.Modality {
	h := s.tokens[k].Head
	if s.tokens[k].Dep != syntax.Pobj || h < 0 || s.lemma(h) != "for" && s.lemma(h) != "of" {
		return ""
	}
	m := s.tokens[h].Head
	if m < 0 || !s.noun(m) {
		return ""
	}
	switch s.lemma(m) {
	case "plan", "intention", "arrangement", "preparation":
	default:
		return ""
	}
	v, relation := s.carrier(m)
	if s.negated(m) || s.denial(m) || v >= 0 && (s.negated(v) || denies[s.lemma(v)] && relation == "object") {
		return event.Denied
	}
	return event.Planned
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
			if l := s.lemma(c); s.tokens[c].Dep == syntax.Relcl && s.lex.Speech(l) != nil && !plans[l] {
				continue // "a meeting of which the minister had not been told"
			}
			if s.tokens[c].Dep == syntax.Relcl && s.relates(c) {
				continue // "a chat with the president, whom he is to see next month"
			}
			if s.prepositionOf(k) == "during" && s.has(c, "to") {
				continue // "agreed during a call to resume"
			}
			if m := s.verbModality(c, true); m != "" && m != event.Held && !s.content(c) {
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
