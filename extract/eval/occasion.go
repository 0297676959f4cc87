package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// occasions scores the calls or the talks of one article.
func (s *Score) occasions(a *Article, typ event.Type, events []event.Event) {
	var gold []*Gold
	for i := range a.Events {
		if a.Events[i].Type == typ {
			gold = append(gold, &a.Events[i])
		}
	}
	var found []*event.Event
	for i := range events {
		if events[i].Type == typ {
			found = append(found, &events[i])
		}
	}
	goldOf, foundOf := pair(a, gold, found)
	var c Counts
	for i, g := range gold {
		j, ok := goldOf[i]
		if !ok {
			c.FN++
			s.miss(a, string(typ), "missed", describe(g), "", first(g.Evidence))
			continue
		}
		c.TP++
		s.slots(a, g, found[j])
	}
	for j, e := range found {
		if !foundOf[j] {
			c.FP++
			s.rely(&s.Reliability.Occasions, e, false)
			s.miss(a, string(typ), "spurious", "", strings.TrimSpace(strings.Join(names(e), ", ")+" "+value(e.Date)), quote(e))
		}
	}
	if typ == event.Call {
		s.Call.add(c)
	} else {
		s.Talks.add(c)
	}
	s.Found += len(found)
	s.Annotated += len(gold)
}

// pair matches annotated occasions with found ones, the best agreement first.
func pair(a *Article, gold []*Gold, found []*event.Event) (goldOf map[int]int, foundOf map[int]bool) {
	type candidate struct {
		weight float64
		i, j   int
	}
	var all []candidate
	for i, g := range gold {
		evidence := spans(a.Text, g.Evidence)
		for j, e := range found {
			f := parties(names(e), g).F1()
			if f < 0.5 {
				continue
			}
			w := f + 0.3*number(overlap(e.Mentions, evidence)) + 0.2*number(dateRight(e, g, a.Published))
			all = append(all, candidate{w, i, j})
		}
	}
	slices.SortStableFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	goldOf, foundOf = map[int]int{}, map[int]bool{}
	for _, c := range all {
		if _, taken := goldOf[c.i]; !taken && !foundOf[c.j] {
			goldOf[c.i] = c.j
			foundOf[c.j] = true
		}
	}
	return goldOf, foundOf
}

// slots scores the slots of a matched pair.
func (s *Score) slots(a *Article, g *Gold, e *event.Event) {
	p := parties(names(e), g)
	s.Participants.add(p)
	right := p.FP == 0 && p.FN == 0
	if !right {
		s.miss(a, string(g.Type), "participants", describe(g), strings.Join(names(e), ", "), first(g.Evidence))
	}
	check := func(slot *Share, kind string, ok bool, want, got string) {
		slot.add(ok)
		if !ok {
			right = false
			s.miss(a, string(g.Type), kind, want, got, first(g.Evidence))
		}
	}
	check(&s.Date, "wrong date", dateRight(e, g, a.Published), g.Date, value(e.Date))
	if g.Type == event.Talks {
		check(&s.Place, "wrong place", placeRight(e.Place, g), g.Place, placeName(e.Place))
	}
	check(&s.Modality, "wrong modality", e.Modality == g.Modality, string(g.Modality), string(e.Modality))
	s.rely(&s.Reliability.Occasions, e, right)
	if right {
		s.AllRight++
	}
}

// parties compares the participants that were found with the annotated ones.
func parties(found []string, g *Gold) Counts {
	var c Counts
	used := make([]bool, len(g.Participants))
	for _, name := range found {
		hit, known := -1, false
		for i, aliases := range g.Participants {
			if same(name, aliases) {
				known = true
				if !used[i] {
					hit = i
					break
				}
			}
		}
		switch {
		case hit >= 0:
			used[hit] = true
			c.TP++
		case known: // a party that was named before
		case slices.ContainsFunc(g.Optional, func(aliases Names) bool { return same(name, aliases) }):
		default:
			c.FP++
		}
	}
	c.FN = len(g.Participants) - c.TP
	return c
}
