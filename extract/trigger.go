package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// triggers finds the words of a sentence that tell of a call or of talks, with
// their participants, type and modality; dates and places come later.
func (r *reading) triggers(i int) []*told {
	s := r.sentences[i]
	var out []*told
	for k, t := range s.tokens {
		var found *told
		if s.inName(k) {
			continue // "Senior Adviser for Caucasus Negotiations"
		}
		switch {
		case strings.HasPrefix(t.Tag, "VB"):
			if tr := r.lex.Trigger(t.Lemma, false); tr != nil {
				found = r.verbal(s, k, tr)
			}
			if found == nil {
				found = r.signed(s, k)
			}
			if found == nil {
				found = r.happened(s, k)
			}
			if found == nil {
				found = r.invited(s, k)
			}
			if found == nil {
				found = r.travels(s, k)
			}
		case strings.HasPrefix(t.Tag, "NN"):
			if tr := r.lex.Trigger(t.Lemma, true); tr != nil {
				found = r.nominal(s, k, tr, out)
			}
		}
		if found == nil {
			continue
		}
		if len(found.parties) == 1 {
			found.body = r.ofStates(s, found.parties[0]) || council(found.parties[0]) && s.verb(k) || s.rivals(found.parties[0]) || r.format(found)
		}
		found.sentence, found.token = i, k
		if found.modality == "" {
			found.modality = r.modality(s, k)
		}
		out = append(out, found)
	}
	for k := range s.tokens {
		if found := r.mediated(s, k, out); found != nil {
			found.sentence = i
			found.modality = r.modality(s, found.token)
			out = append(out, found)
		}
	}
	s.tie(out)
	return r.apart(s, out)
}

// eveOf reports whether the words put something on the eve of the event.
func (s *sentence) eveOf(n int) bool {
	h := s.tokens[n].Head
	return h > 0 && s.tokens[n].Dep == syntax.Pobj && s.lemma(h) == "of" && s.tokens[h].Head >= 0 && s.lemma(s.tokens[h].Head) == "eve"
}

// ofStates reports whether an actor is an organisation of states whose leaders or
// ministers the sentence names as such: "Euro zone leaders", "foreign ministers of
// the Group of Eight".
func (r *reading) ofStates(s *sentence, a *who.Actor) bool {
	if a.Kind != event.Organization {
		return false
	}
	o := r.lex.Organisation(strings.TrimPrefix(a.ID, "org:"))
	if o == nil || o.Type != "igo" && o.Type != "alliance" && o.Type != "format" {
		return false
	}
	for _, p := range s.who.Phrases {
		if p.Plural && (p.Form == who.Unnamed || p.Form == who.Group) && slices.Contains(p.Actors, a) {
			return true
		}
		if l := s.lemma(p.Last); p.Form == who.Organisation && (l == "leader" || l == "minister") && s.tokens[p.Last].Tag == "NNS" && slices.Contains(p.Actors, a) {
			return true // a name of the dictionary: "the Quad leaders"
		}
	}
	return false
}

// format reports whether what meets is a group of states that exists for its meetings:
// "a meeting of the Weimar Triangle".
func (r *reading) format(t *told) bool {
	o := r.lex.Organisation(strings.TrimPrefix(t.parties[0].ID, "org:"))
	return o != nil && o.Type == "format" && t.parties[0].Kind == event.Organization && kinds[t.noun] != ""
}

// rivals reports whether the sentence sets several of one state against each other:
// "rival Lebanese leaders", "Libya's warring factions".
func (s *sentence) rivals(a *who.Actor) bool {
	if a.Kind != event.Country {
		return false
	}
	for _, p := range s.who.Phrases {
		if !p.Plural || !slices.Contains(p.Actors, a) {
			continue
		}
		for i := max(0, p.First-1); i <= min(p.Last+1, len(s.tokens)-1); i++ {
			switch s.lemma(i) {
			case "rival", "faction", "warring", "feuding", "opposing", "competing":
				return true
			}
		}
	}
	return false
}

// council reports whether an actor is a body whose members meet as such.
func council(a *who.Actor) bool {
	if a.Kind != event.Organization || !a.Political {
		return false
	}
	words := strings.Fields(a.Name)
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "Council", "Commission", "Committee", "Conference", "Quartet", "Community":
		return words[0] != "European" || words[len(words)-1] != "Commission"
	}
	return false
}

// inName reports whether a token is a word of somebody's title or name.
func (s *sentence) inName(k int) bool {
	p := s.phraseAt(k)
	if p == nil {
		return false
	}
	switch p.Form {
	case who.FullName, who.InOffice, who.Body, who.Organisation:
		return true
	}
	return false
}

// tie notes for each trigger of a sentence the one that it took place right
// before or after: "phoned him after the session", "as soon as the talks ended".
func (s *sentence) tie(list []*told) {
	for _, t := range list {
		v, _ := s.clauseOf(t.token)
		if v < 0 || t.modality != event.Held || !t.both {
			continue
		}
		for k, tok := range s.tokens {
			// "The talks were paused for an hour, during which he conferred with Michel"
			if tok.Tag == "WDT" && k > 0 && strings.EqualFold(s.tokens[k-1].Text, "during") && s.governor(k) == v {
				for _, u := range list {
					if u != t && u.token < k && u.pointing {
						t.beside, t.during = u, true
					}
				}
			}
		}
		for _, u := range list {
			if u == t || !u.pointing && u.noun != "session" && !s.eveOf(u.token) {
				continue
			}
			if g, relation := s.carried(u.token); relation == "after" && g == v {
				t.beside = u
			} else if s.eveOf(u.token) && s.within(u.token, v) {
				t.beside, t.eve = u, true
			} else if relation == "subject" && g >= 0 && s.tokens[g].Dep == syntax.Advcl && s.within(g, v) && s.has(g, "after", "before", "once", "as", "when") {
				t.beside = u
			}
		}
	}
}

// apart takes from a list what another word of the sentence sets apart: "spoke to
// X, and to Y in another call", "rang X and, in a separate call, Y".
func (r *reading) apart(s *sentence, list []*told) []*told {
	for _, n := range list {
		if !n.another || s.verb(n.token) {
			continue
		}
		carrier, relation := s.carrier(n.token)
		if relation != "in" {
			continue
		}
		k := slices.IndexFunc(list, func(v *told) bool { return v.token == carrier && len(v.right) > 1 })
		if k < 0 {
			continue
		}
		v := list[k]
		// The phrase that the noun stands by: right after it, else right before.
		var beside *who.Phrase
		for i := n.token + 1; i < len(s.tokens) && i < n.token+4 && beside == nil; i++ {
			beside = s.phraseAt(i)
		}
		if beside == nil {
			for i := n.token - 1; i >= 0 && i > n.token-6 && beside == nil; i-- {
				beside = s.phraseAt(i)
			}
		}
		if beside == nil || len(beside.Actors) == 0 || !slices.Contains(v.right, beside.Actors[0]) {
			continue
		}
		n.left, n.right, n.both, n.anaphoric = v.left, beside.Actors, false, false
		n.complete()
		if v.typ == "" || n.typ == event.Call && !strings.Contains(v.rule, "meet") {
			v.typ, v.medium = n.typ, n.medium
		}
		v.right = slices.DeleteFunc(slices.Clone(v.right), func(a *who.Actor) bool { return slices.Contains(beside.Actors, a) })
		v.complete()
	}
	return list
}
