package extract

import (
	"slices"
	"strings"

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
	if q := s.phraseAt(p.Last + 1); q != nil && q.First == p.Last+1 && p.Form == who.Unnamed && q.Form == who.Organisation {
		return r.speakers(s, q.Head) // "the group Hezbollah"
	}
	if p.Form == who.Group && unnamed[p.Noun] && len(p.Of) == 0 && !p.Definite {
		return nil // "two diplomats" are any
	}
	if len(p.Actors) == 0 && (p.Form == who.Group || p.Form == who.Unnamed) {
		if a := r.assembly(s, p); a != nil {
			return a
		}
	}
	if p.Form == who.State && token != p.Head {
		return nil
	}
	if a := r.behind(s, p); a != nil {
		return a
	}
	if a := r.who.Unknown(s.who, p); a != nil && (p.Form != who.InOffice || public(p)) && (p.Form != who.Pronoun || len(r.text) < 600 || r.onPolitics()) {
		p.Actors, p.Via = []*who.Actor{a}, "unknown"
		r.private[a] = r.private[a] || s.private(p)
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

// public reports whether an office without a name is one of politics: a director or a
// chairman may be anybody's.
func public(p *who.Phrase) bool {
	return len(p.Offices) == 0 || slices.ContainsFunc(p.Offices, func(o who.Held) bool { return o.Office.Class != "organisation" })
}

// political reports whether an actor's words count: states, bodies, parties,
// people with an office, and those of whom a report on politics tells nothing
// else. Newspapers, companies, scholars and private people don't.
func (r *reading) political(a *who.Actor) bool {
	if a.Political {
		return true
	}
	for _, e := range r.events {
		if slices.Contains(e.parties, a) && len(e.parties) > 1 {
			return true // who meets ministers counts
		}
	}
	if a.Kind != event.Person {
		return a.Unsure && partisan(a.Name) && r.onPolitics()
	}
	return a.Represents != "" || (a.Unsure || len(r.text) < 600 || r.onPolitics()) && !r.private[a]
}

// partisan reports whether an organisation that no dictionary has calls itself one of
// politics or war: "the Upper Valley Defence League", "Opposition Congress".
func partisan(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch w {
		case "party", "movement", "front", "alliance", "coalition", "opposition", "congress", "army", "brigade", "brigades", "forces", "rebels", "militia", "parliament", "assembly", "ministry", "embassy", "league":
			return true
		}
	}
	return false
}

// onPolitics reports whether an article is about politics: it names several who
// hold an office.
func (r *reading) onPolitics() bool {
	n := 0
	for _, a := range r.who.Actors() {
		if a.Kind == event.Person && a.Political && !strings.HasPrefix(a.ID, "local:") {
			n++
		}
	}
	return n > 1
}

// callings notes the persons of a sentence whose words tell that they speak for no
// state, body or party: "Ines Caldas, an analyst", "pollster Juan Prats", "Jo Marsh,
// 61,", "Ana Lind of Lund University".
func (r *reading) callings(s *sentence) {
	for _, p := range s.who.Phrases {
		if p.Form != who.FullName && p.Form != who.Surname || len(p.Actors) != 1 || p.Actors[0].Political || r.private[p.Actors[0]] {
			continue
		}
		if s.private(p) {
			r.private[p.Actors[0]] = true
		}
	}
}

func isPolitical(a *who.Actor) bool { return a.Political }

// private reports whether the words before or after a name are those of a private
// person.
func (s *sentence) private(p *who.Phrase) bool {
	if strings.HasSuffix(strings.ToLower(s.tokens[p.First].Text), "-year-old") || p.First > 0 && strings.HasSuffix(strings.ToLower(s.tokens[p.First-1].Text), "-year-old") {
		return true
	}
	k := p.First - 1
	if k > 1 && s.tokens[k].Text == "," {
		k-- // "the witness, Ana Lind, said"
		if q := s.phraseAt(k); q != nil && q.Form == who.InOffice {
			k = q.First - 1 // "the union's general secretary, Ana Lind, said"
		}
	}
	if k > 0 && s.tokens[k].Tag == "POS" {
		// "Network Rail's negotiator, Ana Lind": of what is no actor of politics.
		q := s.phraseAt(k - 1)
		if q == nil {
			return s.tokens[k-1].Tag == "NN" // "the union's"
		}
		return !slices.ContainsFunc(q.Actors, isPolitical)
	}
	if p.Owner >= 0 && s.noun(p.Owner) && !strings.HasPrefix(s.tokens[p.Owner].Tag, "PRP") {
		return !slices.ContainsFunc(s.who.Phrases, func(q *who.Phrase) bool { return q.Head == p.Owner && slices.ContainsFunc(q.Actors, isPolitical) })
	}
	for ; k >= 0 && (s.tokens[k].Tag == "NN" || s.tokens[k].Tag == "NNP"); k-- {
		if s.lex.Private(s.lemma(k)) {
			return true
		}
	}
	k = p.NameLast + 1
	if k >= len(s.tokens) {
		return false
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "of", "at", "with", "from":
	case ",":
		if k+2 < len(s.tokens) && s.tokens[k+1].Tag == "CD" && s.tokens[k+2].Text == "," {
			return true // the age of a politician is no news
		}
	default:
		return false
	}
	for k++; k < len(s.tokens) && k < p.NameLast+14; k++ {
		t := s.tokens[k]
		if t.Text == "," || strings.HasPrefix(t.Tag, "VB") || t.Tag == "MD" || strings.HasPrefix(t.Tag, "W") {
			return false
		}
		if (t.Tag == "NN" || t.Tag == "NNP") && s.lex.Private(s.lemma(k)) {
			return true
		}
	}
	return false
}
