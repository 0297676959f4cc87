package extract

import (
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// speakers returns whom the phrase at a token and those joined to it name, as far
// as they can be speakers.
func (r *reading) speakers(s *sentence, token int) []*who.Actor {
	if token < 0 {
		return nil
	}
	p := s.phraseAt(token)
	if p == nil || p.Head == token && len(p.Actors) == 0 {
		// "a spokesman for the group, Viktor Alksnis, said"
		if k := s.child(token, syntax.Appos); k > token && s.phraseAt(k) != nil && s.phraseAt(k) != p {
			return r.speakers(s, k)
		}
	}
	if p == nil {
		return nil
	}
	if p.Form == who.State && token != p.Head {
		return nil
	}
	if a := r.who.Unknown(s.who, p); a != nil {
		p.Actors, p.Via = []*who.Actor{a}, "unknown"
	}
	var out []*who.Actor
	sides := p.Form == who.Group && len(p.Of) == 0 && (p.Noun == "side" || p.Noun == "party" || p.Noun == "delegation" || p.Noun == "government" || p.Noun == "country")
	for _, a := range r.actorsAt(s, token) {
		if r.political(a) {
			if sides {
				a = r.who.Side(a)
			}
			out = union(out, []*who.Actor{a})
		}
	}
	return out
}

// political reports whether an actor's words count: states, bodies, parties,
// people with an office. Newspapers, companies, scholars and private people don't.
func (r *reading) political(a *who.Actor) bool {
	if a.Political {
		return true
	}
	for _, e := range r.events {
		if slices.Contains(e.parties, a) && len(e.parties) > 1 {
			return true // who meets ministers counts
		}
	}
	return a.Kind == event.Person && (a.Represents != "" || a.Unsure && len(r.text) < 600)
}
