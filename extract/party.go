package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// mediating tells what whoever stands after "with" does for the others: "mediate" for
// "with Qatar and Egypt mediating", "host" for "with Scholz as host"; empty for a party.
func (s *sentence) mediating(o int) string {
	list := s.coordinated(o)
	if len(list) == 0 {
		return ""
	}
	i := list[len(list)-1].Last + 1
	if i >= len(s.tokens) {
		return ""
	}
	if i+1 < len(s.tokens) && strings.EqualFold(s.tokens[i].Text, "as") {
		switch s.lemma(i + 1) {
		case "host", "chair", "witness", "moderator":
			return "host"
		case "mediator", "facilitator", "intermediary", "go-between":
			return "mediate"
		}
	}
	switch strings.ToLower(s.tokens[i].Text) { // whatever the tagger takes it for
	case "mediating", "brokering", "facilitating":
		return "mediate"
	case "hosting", "moderating", "chairing":
		return "host"
	}
	return ""
}

// host notes who hosts, chairs or mediates, by the verb that tells it.
func (t *told) host(lemma string, actors []*who.Actor) {
	t.hosts = union(t.hosts, actors)
	switch lemma {
	case "mediate", "broker", "facilitate", "moderate":
		t.mediators = union(t.mediators, actors)
	}
}

// complete sets the parties from the two sides.
func (t *told) complete() *told {
	t.parties = nil
	for _, a := range append(slices.Clone(t.left), t.right...) {
		t.parties = joined(t.parties, a)
	}
	t.both = t.both || len(t.left) > 0 && len(t.right) > 0 && len(t.parties) > 1 || len(t.left) > 1 && len(t.right) == 0
	return t
}

// party returns the actors at a token that can be party to a call or talks. A
// relative pronoun gives those of the noun that it stands for.
func (r *reading) party(s *sentence, token int) []*who.Actor {
	if token < 0 {
		return nil
	}
	if tag := s.tokens[token].Tag; tag == "WP" || tag == "WDT" {
		v := s.governor(token)
		if v >= 0 && s.tokens[v].Dep != syntax.Relcl && s.tokens[v].Dep != syntax.Root {
			v = s.tokens[v].Head
		}
		if v >= 0 && s.tokens[v].Dep == syntax.Relcl && s.tokens[v].Head >= 0 {
			// "A, B and C, with whom he talked": the whole list.
			h := s.tokens[v].Head
			for s.tokens[h].Dep == syntax.Conj && s.tokens[h].Head >= 0 && s.noun(s.tokens[h].Head) {
				h = s.tokens[h].Head
			}
			return r.party(s, h)
		}
		return nil
	}
	if head := r.ledBy(s, token); head != nil {
		return head
	}
	switch strings.ToLower(s.tokens[token].Text) {
	case "each", "both", "all", "most", "several", "some":
		if o := s.preps(token, "of"); len(o) > 0 {
			return r.party(s, o[0]) // "separate meetings with each of the two leaders"
		}
	}
	var out []*who.Actor
	if list := s.coordinated(token); len(list) > 1 && slices.ContainsFunc(list, func(p *who.Phrase) bool {
		return personal(p) && p.Form != who.Pronoun && len(p.Actors) == 1 && p.Actors[0].Political
	}) {
		for _, p := range list {
			if p.Form != who.Surname || len(p.Actors) > 0 {
				continue
			}
			if a := r.who.Unknown(s.who, p); a != nil {
				p.Actors, p.Via = []*who.Actor{a}, "unknown" // "Ban and Taro"
			}
		}
	}
	for _, a := range r.actorsAt(s, token) {
		if a.Kind == event.Organization && !a.Political && !a.Unsure {
			continue // a newspaper, a company
		}
		out = append(out, a)
	}
	if list := s.coordinated(token); len(out) == 1 && len(list) > 1 {
		for _, p := range list {
			if a := r.who.Collective(s.who, p); a != nil {
				out = append(out, a) // "African leaders and French President Jacques Chirac"
			}
		}
	}
	if len(out) == 0 && s.tokens[token].Tag == "NN" {
		if q := s.renaming(token); q != nil {
			return q.Actors
		}
	}
	p := s.phraseAt(token)
	if len(out) == 0 && (p == nil || p.Head == token && len(p.Actors) == 0) {
		// "The Secretary-General's Senior Coordinator, Sigrid Kaag"
		if k := s.child(token, syntax.Appos); k > token && s.phraseAt(k) != nil && s.phraseAt(k) != p {
			return r.party(s, k)
		}
	}
	if len(out) == 0 && p != nil && p.Form == who.Unnamed && len(p.Of) == 0 {
		// "crossed into Israel for a meeting with officials there"
		if i := p.Last + 1; i < len(s.tokens) && strings.EqualFold(s.tokens[i].Text, "there") {
			for k := i; k >= 0; k-- {
				if q := s.phraseAt(k); q != nil && q.Form == who.State && len(q.Actors) == 1 && q.Actors[0].Kind == event.Country {
					return q.Actors
				}
			}
			if r.lastPlace != nil && r.lastPlace.Country != "" {
				return []*who.Actor{r.who.Of(r.lastPlace.Country)}
			}
		}
	}
	if len(out) == 0 && p != nil {
		if a := r.who.Collective(s.who, p); a != nil {
			out = append(out, a)
		} else if a := r.who.Unknown(s.who, p); a != nil {
			p.Actors, p.Via = []*who.Actor{a}, "unknown"
			out = append(out, a)
		}
	}
	return out
}

// renaming returns the full name between commas that says who the common noun before it
// is, wherever the parser hangs it: "his rival of last winter, Viktor Yanukovych,".
func (s *sentence) renaming(n int) *who.Phrase {
	if s.phraseAt(n) != nil {
		return nil
	}
	for i := n + 1; i+1 < len(s.tokens) && i < n+7; i++ {
		if s.tokens[i].Text == "," {
			p := s.phraseAt(i + 1)
			if p == nil || p.First != i+1 || p.Form != who.FullName || p.Last+1 >= len(s.tokens) {
				return nil
			}
			if next := s.tokens[p.Last+1].Text; next != "," && next != "." {
				return nil
			}
			return p
		}
		if s.verb(i) || s.phraseAt(i) != nil || s.tokens[i].Tag == "CC" {
			return nil
		}
	}
	return nil
}

// ledBy returns who leads the delegation at a token, when the words tell: "a
// delegation of the United States headed by Antony Blinken".
func (r *reading) ledBy(s *sentence, token int) []*who.Actor {
	switch s.lemma(token) {
	case "delegation", "team", "mission", "negotiator", "official", "diplomat", "envoy", "representative":
	default:
		return nil
	}
	for i := token + 1; i+2 < len(s.tokens) && i < token+12; i++ {
		switch s.lemma(i) {
		case "head", "lead", "chair":
			if s.tokens[i].Tag != "VBN" && s.tokens[i].Tag != "VBD" || !strings.EqualFold(s.tokens[i+1].Text, "by") {
				return nil
			}
			if p := s.phraseAt(i + 2); p != nil && p.First == i+2 && personal(p) {
				return p.Actors
			}
			return nil
		}
		if s.verb(i) {
			return nil
		}
	}
	return nil
}
