package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
)

// Linker decides which claims are about the same event of the world. It must be
// a pure function of the claims: no clock, no order, no memory.
//
// Claims form a network: two are neighbours when Linked says so. Its connected
// parts are found first, through any number of steps, and Split then divides
// each part into events in any way it likes. The two steps are what allows a
// store to link one article by looking only at its neighbourhood: a claim
// outside a connected part never has an influence on it.
type Linker interface {
	// Name changes whenever the linker's answers can change. A graph remembers
	// it and must be rebuilt for another one.
	Name() string
	// Keys returns what the claim can be looked up with, none when it is never
	// linked. Two claims that are Linked must share at least one key; few others
	// should. A key is at most 500 bytes.
	Keys(c *Claim) []string
	// Linked reports whether the two claims may be about one event. It must not
	// depend on which of them comes first.
	Linked(a, b *Claim) bool
	// Split divides claims that are connected, ordered by article and ID, into
	// groups, one for each event. Every claim must be in one group.
	Split(connected []*Claim) [][]*Claim
}

// Exact links the calls and talks of different articles that agree in type, in
// all parties (at least two) and in a date known to the day, whether they tell of
// them as planned, held or called off. Statements are never linked.
type Exact struct{}

// Name implements Linker.
func (Exact) Name() string { return "exact/1" }

// Keys implements Linker: one key that holds all that must agree.
func (Exact) Keys(c *Claim) []string {
	e := c.Event
	if e.Type == event.Statement || e.Date == nil || e.Date.Start != e.Date.End || len(c.parties) < 2 {
		return nil
	}
	h := sha256.New()
	for _, id := range c.parties {
		h.Write([]byte(id))
		h.Write([]byte{0})
	}
	return []string{string(e.Type) + " " + e.Date.Start + " " + hex.EncodeToString(h.Sum(nil)[:12])}
}

// Linked implements Linker: the key says it all. Two events of one article were
// found to be two by those who read it, so they only meet through another
// article.
func (Exact) Linked(a, b *Claim) bool { return a.Article.ID != b.Article.ID }

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

// parties returns the principal participants, sorted, each once.
func parties(e *event.Event) []string {
	ids := make([]string, 0, len(e.Participants))
	for i := range e.Participants {
		if e.Participants[i].Role.Principal() {
			ids = append(ids, e.Participants[i].ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// link groups claims into events and returns the groups by the ID of their Event
// node, which is made from the claim with the smallest ID.
func link(claims []*Claim, l Linker) map[string][]*Claim {
	byKey := make(map[string][]*Claim, len(claims))
	groups := make(map[string][]*Claim, len(claims))
	for _, c := range claims {
		ks := c.keysOf(l)
		if len(ks) == 0 {
			groups[nodeID(c)] = []*Claim{c}
			continue
		}
		for _, k := range ks {
			byKey[k] = append(byKey[k], c)
		}
	}
	part := map[*Claim]bool{} // those whose connected part is found
	for _, c := range claims {
		if part[c] || len(c.keysOf(l)) == 0 {
			continue
		}
		part[c] = true
		connected := []*Claim{c}
		for i := 0; i < len(connected); i++ {
			for _, k := range connected[i].keysOf(l) {
				byKey[k] = slices.DeleteFunc(byKey[k], func(o *Claim) bool {
					switch {
					case part[o]:
						return true // it need not be looked at again
					case l.Linked(connected[i], o):
						part[o] = true
						connected = append(connected, o)
						return true
					}
					return false
				})
			}
		}
		if len(connected) == 1 {
			groups[nodeID(c)] = connected
			continue
		}
		slices.SortFunc(connected, compareClaims)
		n := len(connected)
		for _, g := range l.Split(connected) {
			slices.SortFunc(g, compareClaims)
			groups[nodeID(smallest(g))] = g
			n -= len(g)
		}
		if n != 0 {
			// A fault of the program, which would lose what an article told.
			panic("graph: linker " + l.Name() + " does not split claims into as many")
		}
	}
	return groups
}

func smallest(g []*Claim) *Claim {
	return slices.MinFunc(g, func(a, b *Claim) int { return cmp.Compare(a.Event.ID, b.Event.ID) })
}

// nodeID is the ID of the Event node that is named after a claim: its first day,
// or that on which it was published, and the claim's ID. The day does not make
// it more unique. It keeps the events of one time together in the databases'
// indexes: those of a news feed are added at one end instead of all over, which
// makes loading into a large graph twice as fast.
func nodeID(c *Claim) string {
	day := day(c.Article.Published)
	if c.Event.Date != nil {
		day = c.Event.Date.Start
	}
	return cmp.Or(day, "undated") + "-" + c.Event.ID
}

func compareClaims(a, b *Claim) int {
	return cmp.Or(cmp.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Event.ID, b.Event.ID))
}
