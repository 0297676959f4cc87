// Package occasion tells which claims of different articles are about the same
// call, talks or statement: the linker that demarche uses.
//
// # What has to agree
//
// Two claims may be about one occasion when the parties agree, the dates
// overlap, the places don't contradict each other and the types fit.
//
//   - Parties: the same actors, or a state in one account where the other names
//     who acted for it. Two different people never stand for each other. See
//     party.go.
//   - Dates: a day or a few days must overlap. A claim that knows less (a month,
//     nothing at all) is loose: it chooses among the occasions that others date.
//     See day.go.
//   - Places: two cities contradict each other, a city and its country don't, and
//     a place that was only concluded from where the article was written says
//     nothing. See place.go.
//   - Types: "talks" of which no place is told may have been a call.
//
// What the accounts say about whether it took place is no condition: the plan and
// what came of it are one occasion.
//
// Two claims of one article were found to be two occasions by those who read it,
// and stay two. Statements are one when they say the same, see said.go.
package occasion

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// name changes whenever the linker's answers can change.
const name = "occasion/1"

// Linker implements [graph.Linker].
type Linker struct{}

// Name implements graph.Linker.
func (Linker) Name() string { return name }

// Keys implements graph.Linker: the two bodies that talked with the day, the
// month or the like.
func (Linker) Keys(c *graph.Claim) graph.Keys {
	if c.Event.Type == event.Statement {
		return saidKeys(c)
	}
	a := of(c)
	ps := a.pairs()
	if len(ps) == 0 {
		return graph.Keys{}
	}
	w := a.window
	where := ""
	if told(c.Event.Place) {
		where = city(c.Event.Place)
	}
	if w.firm {
		return graph.Keys{Meet: cross(ps, w.days()), Offer: append(cross(ps, w.months()), cross(ps, w.yearIn(where))...)}
	}
	if w.pool == "" {
		return graph.Keys{}
	}
	k := graph.Keys{Pool: w.pool + " " + digest(ps)}
	if w.year {
		k.Seek = cross(ps, w.yearIn(where))
	} else {
		k.Seek = cross(ps, w.months())
	}
	return k
}

// cross makes keys of times and pairs of bodies. The time comes first, so that the
// keys of a news feed are added at one end of a database's index and not all over.
func cross(pairs, times []string) []string {
	keys := make([]string, 0, len(pairs)*len(times))
	for _, p := range pairs {
		for _, t := range times {
			keys = append(keys, t+" "+p)
		}
	}
	return keys
}

func digest(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

// Linked implements graph.Linker.
func (Linker) Linked(a, b *graph.Claim) bool { return linked(of(a), of(b)) }

func linked(a, b *account) bool {
	if a.article == b.article {
		return false
	}
	if a.said != nil || b.said != nil {
		return a.said != nil && b.said != nil && saidTheSame(a, b)
	}
	return a.window.meets(b.window) && fit(a, b)
}

// fit reports whether all but the dates of two claims agrees.
func fit(a, b *account) bool {
	if !typesFit(a.event, b.event) {
		return false
	}
	where := compare(a.event.Place, b.event.Place)
	return where != contradict && partiesOf(a, b, where == agree).ok
}

// typesFit: talks of which no place is told may have been a call.
func typesFit(a, b *event.Event) bool {
	if a.Type == b.Type {
		return true
	}
	talks := a
	if a.Type == event.Call {
		talks = b
	}
	return !told(talks.Place) && talks.Medium != "in-person"
}

// Choose implements graph.Linker.
func (Linker) Choose(loose *graph.Claim, events [][]*graph.Claim) int {
	best, rest := -1, candidate{}
	tie := false
	for i, e := range events {
		c, ok := weigh(of(loose), e)
		if !ok {
			continue
		}
		switch n := c.compare(rest); {
		case best < 0 || n > 0:
			best, rest, tie = i, c, false
		case n == 0 && max(c.first-rest.first, rest.first-c.first) > 1:
			tie = true
		case n == 0 && c.told > rest.told:
			best, rest = i, c // one account got the day wrong, rather
		}
	}
	if tie {
		return -1 // two that fit equally well: better none than the wrong one
	}
	return best
}

// candidate is what speaks for an event that a loose claim could be about.
type candidate struct {
	place, parties, near int
	first                int // its first day
	told                 int // how many accounts it has
}

func (c candidate) compare(o candidate) int {
	return slices.Compare([]int{c.place, c.parties, c.near}, []int{o.place, o.parties, o.near})
}

// weigh compares a loose claim with all accounts of an event.
func weigh(loose *account, e []*graph.Claim) (candidate, bool) {
	w := loose.window
	c := candidate{first: of(e[0]).window.first, told: len(e)}
	fits := 0
	for _, claim := range e {
		o := of(claim)
		if o.article == loose.article {
			return c, false
		}
		c.first = min(c.first, o.window.first)
		if !o.window.meets(w) || !fit(loose, o) {
			continue
		}
		fits++
		where := compare(loose.event.Place, o.event.Place)
		switch {
		case where == agree && told(loose.event.Place) && told(o.event.Place):
			c.place = 2
		case where == agree:
			c.place = max(c.place, 1)
		}
		c.parties = max(c.parties, partiesOf(loose, o, where == agree).score)
	}
	if 2*fits < len(e) {
		return c, false
	}
	switch w.prefers {
	case next:
		c.near = -max(c.first-w.published, w.published-c.first)
		if c.first < w.published {
			c.near -= 1000 // already over: only when nothing is to come
		}
	case last:
		c.near = c.first
	}
	return c, true
}

// Split implements graph.Linker.
func (Linker) Split(connected []*graph.Claim) [][]*graph.Claim {
	switch first := of(connected[0]); {
	case first.said != nil:
		return divide(connected, func(a *account) string { return a.event.ID }, func(a, b *account) (int, bool) { return 0, saidTheSame(a, b) })
	case first.window.firm:
		return divide(connected, signature, func(a, b *account) (int, bool) {
			if !a.window.meets(b.window) || !fit(a, b) {
				return 0, false
			}
			return likeness(a, b), true
		})
	}
	return divide(connected, signature, func(a, b *account) (int, bool) {
		if !pooled(a, b) {
			return 0, false
		}
		return likeness(a, b), true
	})
}

// pooled reports whether two loose claims of a pool, for which no dated account
// was found, are about one occasion. What is only said to have been, some day,
// is not enough, and a year only with the place.
func pooled(a, b *account) bool {
	where := compare(a.event.Place, b.event.Place)
	switch {
	case a.window.prefers == last || b.window.prefers == last:
		return false
	case a.window.year && where != agree:
		return false
	}
	return a.window.meets(b.window) && fit(a, b)
}

// likeness orders the pairs that may be joined: those that agree in more first.
func likeness(a, b *account) int {
	where := compare(a.event.Place, b.event.Place)
	n := 10 * partiesOf(a, b, where == agree).score
	if a.window.first == b.window.first && a.window.last == b.window.last {
		n += 5
	}
	if where == agree {
		n += 3
	}
	if a.event.Type == b.event.Type {
		n += 2
	}
	return n
}

// signature is the same for claims that tell the same.
func signature(a *account) string {
	w := a.window
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%t|%d|%d|%d|%s", a.event.Type, a.event.Medium == "in-person", w.first, w.last, w.prefers, placeKey(a.event.Place))
	for _, p := range a.parties {
		b.WriteByte('|')
		b.WriteString(p.ID)
		b.WriteByte(' ')
		b.WriteString(p.Represents)
	}
	return b.String()
}
