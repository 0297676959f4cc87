package storetest

import (
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Chain is a linker that is harder on a store than graph.Exact: a new article
// can join two old events into one, or take one apart. It links everything,
// statements too, that has an actor and a day in common, through any number of
// steps, and then splits what is connected by its number. Claims without a date are
// loose. It says nothing true about the world.
type Chain struct{}

// Name implements graph.Linker.
func (Chain) Name() string { return "chain/1" }

// Keys implements graph.Linker.
func (Chain) Keys(c *graph.Claim) graph.Keys {
	d := c.Event.Date
	var keys graph.Keys
	for _, id := range c.Parties() {
		switch {
		case d == nil:
			keys.Seek = append(keys.Seek, id)
			keys.Pool = string(c.Event.Modality)
		case d.Precision == event.Day:
			keys.Meet = append(keys.Meet, d.Start+" "+id)
			keys.Offer = append(keys.Offer, id)
		}
	}
	return keys
}

// Linked implements graph.Linker.
func (Chain) Linked(a, b *graph.Claim) bool {
	// Not every two that share a key, so that a part has members which only
	// others connect.
	return a.Article.ID != b.Article.ID && (a.Event.Type == b.Event.Type || a.Event.Place != nil && b.Event.Place != nil)
}

// Choose implements graph.Linker. What a loose claim chooses depends on all that
// it could choose.
func (Chain) Choose(loose *graph.Claim, events [][]*graph.Claim) int {
	n := 0
	for _, e := range events {
		n += len(e)
	}
	return n%(len(events)+1) - 1
}

// Split implements graph.Linker. One claim more or less moves many others.
func (Chain) Split(connected []*graph.Claim) [][]*graph.Claim {
	odd := func(c *graph.Claim) bool { return c.Article.ID[len(c.Article.ID)-1]%2 == 1 }
	other := func(c *graph.Claim) bool { return c.Event.Type != connected[0].Event.Type }
	switch len(connected) % 3 {
	case 0:
		return halves(connected, odd)
	case 1:
		return halves(connected, other)
	}
	return [][]*graph.Claim{connected}
}

// halves divides claims by a property; where all or none have it, not at all.
func halves(claims []*graph.Claim, has func(*graph.Claim) bool) [][]*graph.Claim {
	var yes, no []*graph.Claim
	for _, c := range claims {
		if has(c) {
			yes = append(yes, c)
		} else {
			no = append(no, c)
		}
	}
	if len(yes) == 0 || len(no) == 0 {
		return [][]*graph.Claim{claims}
	}
	return [][]*graph.Claim{yes, no}
}
