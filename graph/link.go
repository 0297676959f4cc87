package graph

import (
	"cmp"
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
)

// Linker decides which claims are about the same event of the world. It must be
// a pure function of the claims: no clock, no order, no memory.
//
// Claims are firm or loose. Firm ones form a network: two are neighbours when
// Linked says so. Its connected parts are found first, through any number of
// steps, and Split then divides each part into events in any way it likes. A
// loose claim, which tells too little ("in May", "soon"), never connects others:
// Choose gives it to one of the events that firm claims make, or to none. Those
// left over are divided by Split, pool by pool.
//
// This is what allows a store to link one article by looking only at its
// surroundings. A firm claim is never influenced by one outside its connected
// part or by a loose one; a loose claim only by its candidates and its pool.
// Were loose claims to connect, two parties who meet often would soon have all
// that was ever told of them in one part.
type Linker interface {
	// Name changes whenever the linker's answers can change. A graph remembers
	// it and must be rebuilt for another one.
	Name() string
	// Keys returns what the claim can be looked up with, all empty when it is
	// never linked.
	Keys(c *Claim) Keys
	// Linked reports whether two claims that share a key may be about one event:
	// two firm ones, or a loose and a firm one. It must not depend on which of
	// them comes first.
	Linked(a, b *Claim) bool
	// Split divides claims that are connected, or the rest of a pool, ordered by
	// article and ID, into groups, one for each event. Every claim must be in one
	// group.
	Split(connected []*Claim) [][]*Claim
	// Choose returns the index of the event that a loose claim is about, -1 for
	// none of them. The events are firm claims only, and in an order that does
	// not depend on the other events there are.
	Choose(loose *Claim, events [][]*Claim) int
}

// Keys are what a claim is looked up with. A key is at most 400 bytes. Few claims
// should share one.
type Keys struct {
	// Meet are the keys of a firm claim: it is compared with the firm claims that
	// share one.
	Meet []string
	// Offer are those by which loose claims find a firm one, and Seek those by
	// which a loose claim looks for firm ones.
	Offer, Seek []string
	// Pool names the loose claims with which a loose one makes an event when it
	// finds none. A claim is loose if it has a pool.
	Pool string
}

// Prefixes of the keys as they are stored, so that each kind is found alone.
const (
	meetPrefix  = "="
	offerPrefix = ">"
	seekPrefix  = "<"
	poolPrefix  = "~"
)

// stored returns the keys under which the claim is kept.
func (k *Keys) stored() []string {
	if k.Pool == "" {
		return slices.Concat(k.Meet, k.Offer)
	}
	return append(slices.Clone(k.Seek), k.Pool)
}

// under puts a prefix before keys, sorted, each once.
func under(prefix string, keys []string) []string {
	marked := make([]string, len(keys))
	for i, k := range keys {
		marked[i] = prefix + k
	}
	slices.Sort(marked)
	return slices.Compact(marked)
}

// over turns keys of one kind into those of another.
func over(prefix string, keys []string) []string {
	marked := make([]string, len(keys))
	for i, k := range keys {
		marked[i] = prefix + k[1:]
	}
	return marked
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
// node. It is made from the firm claim with the smallest ID, so that loose ones
// come and go without changing it, or from the smallest of all.
func link(claims []*Claim, l Linker) map[string][]*Claim {
	groups := make(map[string][]*Claim, len(claims))
	byOffer := map[string][]offer{}
	put := func(g []*Claim) {
		slices.SortFunc(g, compareClaims)
		id := nodeID(smallest(g))
		groups[id] = g
		for _, c := range g {
			for _, k := range c.keysOf(l).Offer {
				byOffer[k] = append(byOffer[k], offer{c, id})
			}
		}
	}
	var loose []*Claim
	for _, g := range connected(claims, l) {
		switch {
		case len(g) == 1 && g[0].keysOf(l).Pool != "":
			loose = append(loose, g[0])
		case len(g) == 1:
			put(g)
		default:
			split(g, l, put)
		}
	}
	if len(loose) == 0 {
		return groups
	}
	chosen := map[string][]*Claim{}
	pools := map[string][]*Claim{}
	for _, c := range loose {
		if id := choose(c, l, groups, byOffer); id != "" {
			chosen[id] = append(chosen[id], c)
		} else {
			pool := c.keysOf(l).Pool
			pools[pool] = append(pools[pool], c)
		}
	}
	for id, cs := range chosen {
		groups[id] = append(groups[id], cs...)
		slices.SortFunc(groups[id], compareClaims)
	}
	for _, pool := range pools {
		slices.SortFunc(pool, compareClaims)
		split(pool, l, put)
	}
	return groups
}

// offer is a firm claim with the ID of its group.
type offer struct {
	claim *Claim
	group string
}

// choose returns the ID of the group that a loose claim belongs to, or nothing.
func choose(c *Claim, l Linker, groups map[string][]*Claim, byOffer map[string][]offer) string {
	var ids []string
	for _, k := range over(offerPrefix, c.keysOf(l).Seek) {
		for _, o := range byOffer[k] {
			if l.Linked(c, o.claim) {
				ids = append(ids, o.group)
			}
		}
	}
	if len(ids) == 0 {
		return ""
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	events := make([][]*Claim, len(ids))
	for i, id := range ids {
		events[i] = groups[id]
	}
	if i := l.Choose(c, events); i >= 0 {
		return ids[i]
	}
	return ""
}

// split divides claims by the linker and hands each group to put.
func split(claims []*Claim, l Linker, put func([]*Claim)) {
	n := len(claims)
	for _, g := range l.Split(claims) {
		n -= len(g)
		put(g)
	}
	if n != 0 {
		// A fault of the program, which would lose what an article told.
		panic("graph: linker " + l.Name() + " does not split claims into as many")
	}
}

// connected returns the connected parts of the firm claims, each sorted, and
// every other claim alone.
func connected(claims []*Claim, l Linker) [][]*Claim {
	byKey := make(map[string][]*Claim, len(claims))
	for _, c := range claims {
		for _, k := range c.keysOf(l).Meet {
			byKey[k] = append(byKey[k], c)
		}
	}
	parts := make([][]*Claim, 0, len(claims))
	found := map[*Claim]bool{} // those whose connected part is found
	for _, c := range claims {
		if found[c] {
			continue
		}
		found[c] = true
		part := []*Claim{c}
		for i := 0; i < len(part); i++ {
			for _, k := range part[i].keysOf(l).Meet {
				byKey[k] = slices.DeleteFunc(byKey[k], func(o *Claim) bool {
					switch {
					case found[o]:
						return true // it need not be looked at again
					case l.Linked(part[i], o):
						found[o] = true
						part = append(part, o)
						return true
					}
					return false
				})
			}
		}
		slices.SortFunc(part, compareClaims)
		parts = append(parts, part)
	}
	return parts
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
