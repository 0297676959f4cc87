package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
)

// Exact links the calls and talks of different articles that agree in type, in
// all parties (at least two) and in a date known to the day, whether they tell of
// them as planned, held or called off. Statements are never linked.
type Exact struct{}

// Name implements Linker.
func (Exact) Name() string { return "exact/1" }

// Keys implements Linker: one key that holds all that must agree.
func (Exact) Keys(c *Claim) Keys {
	e := c.Event
	if e.Type == event.Statement || e.Date == nil || e.Date.Start != e.Date.End || len(c.parties) < 2 {
		return Keys{}
	}
	h := sha256.New()
	for _, id := range c.parties {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	return Keys{Meet: []string{string(e.Type) + " " + e.Date.Start + " " + hex.EncodeToString(h.Sum(nil)[:12])}}
}

// Linked implements Linker: the key says it all. Two events of one article were
// found to be two by those who read it, so they only meet through another
// article.
func (Exact) Linked(a, b *Claim) bool { return a.Article.ID != b.Article.ID }

// Choose implements Linker: there are no loose claims.
func (Exact) Choose(*Claim, [][]*Claim) int { return -1 }

// Split implements Linker. Where articles tell of several such events (two calls
// on one day), the first of one is the first of the other.
func (Exact) Split(connected []*Claim) [][]*Claim {
	var groups [][]*Claim
	rank := map[string]int{}
	slices.SortStableFunc(connected, func(a, b *Claim) int {
		return cmp.Or(cmp.Compare(a.Article.ID, b.Article.ID),
			cmp.Compare(a.Event.Mentions[0].Start, b.Event.Mentions[0].Start), cmp.Compare(a.Event.ID, b.Event.ID))
	})
	for _, c := range connected {
		n := rank[c.Article.ID]
		rank[c.Article.ID]++
		if n == len(groups) {
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], c)
	}
	return groups
}
