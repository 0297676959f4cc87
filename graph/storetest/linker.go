package storetest

import (
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Chain is a linker that is harder on a store than graph.Exact: a new article
// can join two old events into one, or take one apart. It links everything,
// statements too, that has an actor and a day in common, through any number of
// steps, and then splits what is connected at the rarest type, if it is told
// often enough. It says nothing true about the world.
type Chain struct{}

// Name implements graph.Linker.
func (Chain) Name() string { return "chain/1" }

// Keys implements graph.Linker.
func (Chain) Keys(c *graph.Claim) []string {
	d := c.Event.Date
	if d == nil || d.Precision != event.Day {
		return nil
	}
	var keys []string
	for _, id := range c.Parties() {
		keys = append(keys, d.Start+" "+id)
	}
	return keys
}

// Linked implements graph.Linker.
func (Chain) Linked(a, b *graph.Claim) bool {
	// Not every two that share a key, so that a part has members which only
	// others connect.
	return a.Article.ID != b.Article.ID && (a.Event.Type == b.Event.Type || a.Event.Place != nil && b.Event.Place != nil)
}

// Split implements graph.Linker.
func (Chain) Split(connected []*graph.Claim) [][]*graph.Claim {
	count := map[event.Type]int{}
	for _, c := range connected {
		count[c.Event.Type]++
	}
	rarest := slices.MinFunc(event.Types(), func(a, b event.Type) int {
		if (count[a] == 0) != (count[b] == 0) {
			return count[b] - count[a] // one that nobody tells is not rare
		}
		return count[a] - count[b]
	})
	if count[rarest] < 3 || count[rarest] == len(connected) {
		return [][]*graph.Claim{connected}
	}
	var is, other []*graph.Claim
	for _, c := range connected {
		if c.Event.Type == rarest {
			is = append(is, c)
		} else {
			other = append(other, c)
		}
	}
	return [][]*graph.Claim{is, other}
}
