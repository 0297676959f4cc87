package who

import (
	"math"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// circle is several actors who met, spoke or were named side by side, with the
// sentences that told of them so. "They", "the two leaders" and "both sides" are
// circles.
type circle struct {
	actors    []*Actor
	sentences []int
}

// Together tells that the actors met, spoke or were named side by side in the
// sentence that is being read.
func (r *Reader) Together(actors []*Actor) {
	if len(actors) < 2 {
		return
	}
	for k := range r.focus.circles {
		c := &r.focus.circles[k]
		if len(c.actors) == len(actors) && !slices.ContainsFunc(actors, func(a *Actor) bool { return !slices.Contains(c.actors, a) }) {
			if c.sentences[len(c.sentences)-1] != r.focus.sentence {
				c.sentences = append(c.sentences, r.focus.sentence)
			}
			return
		}
	}
	r.focus.circles = append(r.focus.circles, circle{slices.Clone(actors), []int{r.focus.sentence}})
}

// sideBySide notes the names that a sentence joins by "and": "Colombia and the
// FARC ended their talks".
func (r *Reader) sideBySide(s *Sentence) {
	for _, p := range s.Phrases {
		if p.inner || len(p.Actors) == 0 || r.media(p.Actors[0]) || p.Form == Adjective || s.Tokens[p.Head].Dep == syntax.Conj {
			continue
		}
		list := slices.Clone(p.Actors)
		for _, q := range s.Phrases {
			if q != p && !q.inner && len(q.Actors) > 0 && !r.media(q.Actors[0]) && q.Form != Adjective && s.joined(q.Head, p) {
				for _, a := range q.Actors {
					list = appendActor(list, a)
				}
			}
		}
		if len(list) > len(p.Actors) {
			r.Together(list)
		}
	}
}

// media reports whether an actor is a news agency or the like, which only tells.
func (r *Reader) media(a *Actor) bool {
	o := r.lex.Organisation(strings.TrimPrefix(a.ID, "org:"))
	return o != nil && o.Type == "media"
}

// outer returns a phrase with what "of" adds to it: "the chairmen of the committees
// of the two countries".
func (s *Sentence) outer(p *Phrase) *Phrase {
	last := p.Last
	for last+1 < len(s.Tokens) && s.Tokens[last+1].Text == "of" {
		k := last + 2
		for k < len(s.Tokens) && s.At(k) == nil && (s.Tokens[k].Tag == "DT" || strings.HasPrefix(s.Tokens[k].Tag, "JJ") || strings.HasPrefix(s.Tokens[k].Tag, "NN")) {
			k++
		}
		if q := s.At(k); q != nil && q.First == k && (q.Form == Group || q.Form == State || q.Form == Organisation) {
			k = q.Last + 1
		}
		if k == last+2 {
			break
		}
		last = k - 1
	}
	if last == p.Last {
		return p
	}
	q := *p
	q.Last = last
	return &q
}

// namesAfter returns who is named in a list that stands in apposition to a plural
// phrase: "the foreign ministers of both countries, Hakan Fidan and Tobias
// Billström".
func (s *Sentence) namesAfter(p *Phrase) []*Actor {
	var out []*Actor
	last, and := p, false
	for n := 0; n < 12; n++ {
		i := last.Last + 1
		if i >= len(s.Tokens) || s.Tokens[i].Text != "," && (s.Tokens[i].Text != "and" || n == 0) {
			break
		}
		for i < len(s.Tokens) && (s.Tokens[i].Text == "," || s.Tokens[i].Text == "and") {
			and = and || s.Tokens[i].Text == "and"
			i++
		}
		q := s.At(i)
		if q == nil || q.First != i || q.Form != FullName && q.Form != Surname || len(q.Actors) != 1 || and && n == 0 {
			break
		}
		out = appendActor(out, q.Actors[0])
		last = q
		if and {
			break
		}
	}
	if !and || len(out) < 2 || p.Count > 0 && len(out) != p.Count {
		return nil
	}
	return out
}

// joined reports whether a token is coordinated with a phrase before it.
func (s *Sentence) joined(k int, p *Phrase) bool {
	for n := 0; n < 10 && s.Tokens[k].Dep == syntax.Conj; n++ {
		k = s.Tokens[k].Head
		if p.First <= k && k <= p.Last {
			return true
		}
	}
	return false
}

// Near returns those named together in this sentence or the one before.
func (r *Reader) Near() []*Actor {
	var best []*Actor
	latest := r.focus.sentence - 2
	for _, c := range r.focus.circles {
		if last := c.sentences[len(c.sentences)-1]; last > latest {
			best, latest = c.actors, last
		}
	}
	return best
}

// NearHere returns those named together in the sentence being read, nil when none
// are.
func (r *Reader) NearHere() []*Actor {
	for _, c := range r.focus.circles {
		if c.sentences[len(c.sentences)-1] == r.focus.sentence {
			return c.actors
		}
	}
	return nil
}

// circle returns the members of the circle that a plural phrase of sentence i
// means: the one that weighs most of those that fit, a mention's weight fading
// with each sentence since. fit gives those of a circle, or those that
// stand for them, whom the phrase can mean, nil for none. Nobody is meant who stands in the same clause.
func (r *Reader) circle(i int, s *Sentence, p *Phrase, fade float64, fit func([]*Actor) []*Actor) []*Actor {
	var best []*Actor
	top := 0.0
	subject := r.Salient(i, p.First, isPerson)
	for _, c := range r.focus.circles {
		members := fit(c.actors)
		if len(members) == 0 || slices.ContainsFunc(members, func(a *Actor) bool { return r.beside(s, p, a) }) {
			continue
		}
		weight := 0.0
		for _, t := range c.sentences {
			f := 1.0
			for n := t; n < i; n++ {
				f *= fade
			}
			weight += f
		}
		if subject != nil && p.Form == Group && slices.Contains(members, subject) {
			weight *= 3
		}
		if weight >= top && weight > 0.004 {
			best, top = members, weight
		}
	}
	return best
}

// beside reports whether the actor is named in the clause of the phrase, before
// it or after, so that the phrase cannot mean it.
func (r *Reader) beside(s *Sentence, p *Phrase, a *Actor) bool {
	switch p.Noun {
	case "their", "our", "themselves", "ourselves", "we", "us":
		return false
	}
	if p.Owner >= 0 {
		return false
	}
	verb := clauseVerb(s.Tokens, p.Head)
	for _, q := range s.Phrases {
		if q != p && slices.Contains(q.Actors, a) && verb >= 0 && !q.inner && q.Form != Adjective && q.Form != Group && q.Form != Pronoun && clauseVerb(s.Tokens, q.Head) == verb {
			return true
		}
	}
	return false
}

func whole(c []*Actor) []*Actor { return c }

// with accepts the circles to which an actor belongs.
func with(a *Actor) func([]*Actor) []*Actor {
	return func(c []*Actor) []*Actor {
		if slices.Contains(c, a) {
			return c
		}
		return nil
	}
}

// group finds whom a plural noun without a name means: "the two leaders", "both
// sides", "the presidents", "the three governments".
func (r *Reader) group(i int, s *Sentence, p *Phrase) ([]*Actor, string) {
	if p.Count == 0 && !p.Definite {
		return nil, ""
	}
	kind := nouns[p.Noun]
	offices := len(p.Offices) > 0 && p.Noun != "leader"
	fade := 0.85
	if kind == party {
		fade = 0.93 // the sides are those of the conflict that the article is about
	}
	accepts := isPerson
	switch {
	case numbers[p.Noun] > 2:
		accepts = func(*Actor) bool { return true } // "the six" are states as well
	case kind == states || p.Noun == "government":
		accepts = func(a *Actor) bool { return a.Kind == event.Country }
	case p.Noun == "leader":
		accepts = func(a *Actor) bool {
			return isPerson(a) && (a.leads(stateOf(a.Represents)) || slices.Contains(a.called, "leader"))
		}
	case offices:
		accepts = func(a *Actor) bool {
			return isPerson(a) && slices.ContainsFunc(p.Offices, func(o Held) bool {
				return a.holds(o.Office, "") || o.Office.ID == "minister" && slices.ContainsFunc(a.offices, func(h held) bool { return !h.former && h.office.Class == "minister" })
			})
		}
	}
	if kind == official && !offices && slices.ContainsFunc(r.actors, func(a *Actor) bool { return slices.Contains(a.called, p.Noun) }) {
		// "both generals" are those whom the article calls so.
		accepts = func(a *Actor) bool { return isPerson(a) && slices.Contains(a.called, p.Noun) }
		var all []*Actor
		for _, a := range r.actors {
			if accepts(a) && a.named > 0 {
				all = append(all, a)
			}
		}
		if p.Count > 1 && len(all) == p.Count {
			return all, "group"
		}
	}
	counts := func(list []*Actor) bool { return p.Count == 0 || len(list) == p.Count }
	members := func(c []*Actor) []*Actor {
		var out []*Actor
		for _, a := range c {
			if accepts(a) {
				out = append(out, a)
			}
		}
		return out
	}
	if kind == party && p.Noun != "government" && p.Owner < 0 {
		if c := r.sides(i, s, p, fade, counts); c != nil {
			return c, "group"
		}
	}
	fit := func(c []*Actor) []*Actor {
		if kind == party && p.Noun != "government" {
			if counts(c) {
				return c
			}
			return nil
		}
		if m := members(c); len(m) == len(c) && counts(m) {
			return m
		}
		// "the two countries" of the two presidents; "the two foreign ministers" after
		// two presidents are those of their states.
		if kind != states && p.Noun != "government" && !(offices && (p.Count > 0 || p.Owner >= 0)) {
			return nil
		}
		var out []*Actor
		for _, a := range c {
			st := stateOf(a.Represents)
			switch {
			case st == "":
				return nil
			case offices:
				m := r.member(i, p, st)
				if !isPerson(m) && slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "head-of-state" }) {
					return nil // "the two presidents" are people whom the article names
				}
				out = appendActor(out, m)
			default:
				out = appendActor(out, r.state(st))
			}
		}
		if counts(out) {
			return out
		}
		return nil
	}
	if p.Owner >= 0 {
		return r.theirs(i, s, p)
	}
	if kind == people && p.Count == 2 {
		// "Zelensky came to the chancellor's side, and the two men met afterwards"
		if here := r.hereOnly(s, p, accepts); len(here) == 2 {
			return here, "group"
		}
	}
	// Of a larger circle those who are such: "the two leaders" where a mediator sat
	// with them.
	within := func(c []*Actor) []*Actor {
		if m := members(c); kind != party && len(m) < len(c) && p.Count > 0 && len(m) == p.Count {
			return m
		}
		return nil
	}
	ways := []func([]*Actor) []*Actor{fit, within}
	if offices {
		// Ministers whom the article names go before those of the states it names.
		named := func(c []*Actor) []*Actor {
			if m := members(c); p.Count > 0 && len(m) == p.Count {
				return m
			}
			return nil
		}
		ways = []func([]*Actor) []*Actor{named, fit}
	}
	for _, way := range ways {
		if c := r.circle(i, s, p, fade, way); c != nil {
			return c, "group"
		}
	}
	count := p.Count
	if count == 0 {
		count = 2
	}
	if p.Noun == "power" && count > 2 {
		return nil, "" // "six powers" are not the six states named last
	}
	if last := r.focus.last(count, i, p.First, accepts); len(last) == count && count > 1 {
		return last, "group"
	}
	return nil, ""
}

// sides returns the states or bodies that "the two sides" and "the parties" are:
// those whose people, or who themselves, were named together most. All circles of
// the same sides weigh together.
func (r *Reader) sides(i int, s *Sentence, p *Phrase, fade float64, counts func([]*Actor) bool) []*Actor {
	type camp struct {
		sides  []*Actor
		weight float64
	}
	var camps []*camp
	for _, c := range r.focus.circles {
		var sides []*Actor
		for _, a := range c.actors {
			if a.Kind == event.Person && a.Represents != "" {
				a = r.of(a.Represents)
			}
			sides = appendActor(sides, a)
		}
		if len(sides) < 2 || !counts(sides) || slices.ContainsFunc(append(slices.Clone(sides), c.actors...), func(a *Actor) bool { return r.beside(s, p, a) }) {
			continue
		}
		var into *camp
		for _, x := range camps {
			if len(x.sides) == len(sides) && !slices.ContainsFunc(sides, func(a *Actor) bool { return !slices.Contains(x.sides, a) }) {
				into = x
			}
		}
		if into == nil {
			into = &camp{sides: sides}
			camps = append(camps, into)
		}
		for _, t := range c.sentences {
			if len(sides) == 2 && r.venue(sides) {
				break // a president at the summit of an organisation
			}
			into.weight += math.Pow(fade, float64(i-t))
		}
	}
	var best *camp
	for _, c := range camps {
		if best == nil || c.weight >= best.weight {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return best.sides
}

// venue reports whether one of the sides is an organisation of states and another a
// state: seldom sides, more often somebody at its summit.
func (r *Reader) venue(sides []*Actor) bool {
	state, org := false, false
	for _, a := range sides {
		o := r.lex.Organisation(strings.TrimPrefix(a.ID, "org:"))
		state = state || a.Kind == event.Country
		org = org || o != nil && (o.Type == "igo" || o.Type == "format")
	}
	return state && org
}

// theirs finds the leaders or ministers of several: "the two countries said that
// their presidents would meet".
func (r *Reader) theirs(i int, s *Sentence, p *Phrase) ([]*Actor, string) {
	owners := r.owner(i, s, p)
	if len(owners) < 2 || len(p.Offices) == 0 {
		return nil, ""
	}
	var out []*Actor
	for _, a := range owners {
		st := stateOf(a.Represents)
		if a.Kind == event.Person && p.Noun == "leader" {
			return nil, ""
		}
		if st != "" { // whoever of them is of an organisation was the host
			out = appendActor(out, r.member(i, p, st))
		}
	}
	if len(out) < 2 {
		return nil, ""
	}
	return out, "group"
}

// hereOnly returns the persons whom the words of a sentence before a phrase mean,
// those of its own clause left out.
func (r *Reader) hereOnly(s *Sentence, p *Phrase, accepts func(*Actor) bool) []*Actor {
	var out []*Actor
	for _, q := range s.Phrases {
		if q.Head < p.First && !q.inner && len(q.Actors) == 1 && accepts(q.Actors[0]) {
			if r.beside(s, p, q.Actors[0]) {
				return nil
			}
			out = appendActor(out, q.Actors[0])
		}
	}
	return out
}

func appendActor(list []*Actor, a *Actor) []*Actor {
	if slices.Contains(list, a) {
		return list
	}
	return append(list, a)
}

// Opposite returns the other members of the circle of states or organisations that
// an actor belongs to and that the article tells of: whom one side of a conflict
// talks with. Nil when there is none or it is not plain.
func (r *Reader) Opposite(a *Actor) []*Actor {
	if a.Kind == event.Person {
		return nil
	}
	var best []*Actor
	top := 0
	for _, c := range r.focus.circles {
		if len(c.actors) != 2 || len(c.sentences) < top {
			continue
		}
		for k, x := range c.actors {
			other := c.actors[1-k]
			if (x == a || x.For(a.ID) || a.For(x.ID)) && !other.For(a.ID) && !a.For(other.ID) {
				best, top = []*Actor{other}, len(c.sentences)
			}
		}
	}
	return best
}
