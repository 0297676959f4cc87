package graph

import (
	"maps"
	"slices"
)

// neighbourhood fills before with every stored claim whose event can change, and
// with what decides about those:
//
//  1. the firm claims that are connected with one that comes or goes,
//  2. the loose claims that have one of these, or one that comes or goes, among
//     their candidates, and all of their pools,
//  3. the firm claims that are candidates of those, with all that is connected.
func (c *change) neighbourhood() error {
	n := &walk{change: c, known: maps.Clone(c.before), asked: map[string]bool{}, byKey: map[string][]*Claim{}}
	seeds := slices.SortedFunc(maps.Values(c.before), compareClaims)
	for _, p := range c.put {
		seeds = append(seeds, p.Claims...)
	}
	var firm, loose []*Claim
	for _, cl := range seeds {
		if cl.keysOf(c.linker).Pool == "" {
			firm = append(firm, cl)
		} else {
			loose = append(loose, cl)
		}
	}
	reached, err := n.connected(firm)
	if err != nil {
		return err
	}
	found, err := n.sought(append(firm, reached...))
	if err != nil {
		return err
	}
	mates, err := n.pools(append(loose, found...))
	if err != nil {
		return err
	}
	offered, err := n.offered(slices.Concat(loose, found, mates))
	if err != nil {
		return err
	}
	context, err := n.connected(offered)
	if err != nil {
		return err
	}
	c.context = append(offered, context...)
	return nil
}

// walk goes from claim to claim through the store, by the keys that they share.
type walk struct {
	*change
	known map[string]*Claim   // all that was read, by ID
	asked map[string]bool     // the keys that were asked for
	byKey map[string][]*Claim // what was read and not reached yet, by stored key
}

// ask reads the claims that are stored under keys.
func (w *walk) ask(by Lookup, keys []string) error {
	keys = slices.DeleteFunc(keys, func(k string) bool { return w.asked[k] })
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for _, k := range keys {
		w.asked[k] = true
	}
	found, err := w.read(by, keys)
	if err != nil {
		return err
	}
	for _, cl := range found {
		if w.known[cl.Event.ID] != nil {
			continue
		}
		w.known[cl.Event.ID] = cl
		for _, k := range cl.keysOf(w.linker).stored() {
			w.byKey[k] = append(w.byKey[k], cl)
		}
	}
	return nil
}

// reach moves the claims under a key that are wanted to before, and returns them.
func (w *walk) reach(key string, wanted func(*Claim) bool) []*Claim {
	var reached []*Claim
	w.byKey[key] = slices.DeleteFunc(w.byKey[key], func(o *Claim) bool {
		if w.before[o.Event.ID] != nil {
			return true // reached before, by another key
		}
		if !wanted(o) {
			return false
		}
		w.before[o.Event.ID] = o
		reached = append(reached, o)
		return true
	})
	return reached
}

// connected reaches all firm claims that are connected with those given.
func (w *walk) connected(frontier []*Claim) ([]*Claim, error) {
	var all []*Claim
	for len(frontier) > 0 {
		var keys []string
		for _, cl := range frontier {
			keys = append(keys, cl.keysOf(w.linker).Meet...)
		}
		// Every claim is stored under these keys itself, and so are those of a pool.
		if err := w.ask(ByOwnKey, keys); err != nil {
			return nil, err
		}
		var next []*Claim
		for _, cl := range frontier {
			for _, k := range cl.keysOf(w.linker).Meet {
				next = append(next, w.reach(k, func(o *Claim) bool { return w.linker.Linked(cl, o) })...)
			}
		}
		all = append(all, next...)
		frontier = next
	}
	return all, nil
}

// sought reaches the loose claims that have one of the firm ones as a candidate.
func (w *walk) sought(firm []*Claim) ([]*Claim, error) {
	return w.across(firm, seekPrefix, func(k *Keys) []string { return k.Offer })
}

// offered reaches the firm claims that are candidates of the loose ones.
func (w *walk) offered(loose []*Claim) ([]*Claim, error) {
	return w.across(loose, offerPrefix, func(k *Keys) []string { return k.Seek })
}

func (w *walk) across(from []*Claim, prefix string, keys func(*Keys) []string) ([]*Claim, error) {
	var all []string
	for _, cl := range from {
		all = append(all, over(prefix, keys(cl.keysOf(w.linker)))...)
	}
	if err := w.ask(ByKey, all); err != nil {
		return nil, err
	}
	var found []*Claim
	for _, cl := range from {
		for _, k := range over(prefix, keys(cl.keysOf(w.linker))) {
			found = append(found, w.reach(k, func(o *Claim) bool { return w.linker.Linked(cl, o) })...)
		}
	}
	return found, nil
}

// pools reaches all claims of the pools of loose ones.
func (w *walk) pools(loose []*Claim) ([]*Claim, error) {
	var pools []string
	for _, cl := range loose {
		pools = append(pools, cl.keysOf(w.linker).Pool)
	}
	if err := w.ask(ByOwnKey, pools); err != nil {
		return nil, err
	}
	var mates []*Claim
	for _, k := range pools {
		mates = append(mates, w.reach(k, func(*Claim) bool { return true })...)
	}
	return mates, nil
}

// prune leaves out the events that only stood for choice, and completes those
// that were chosen or left: with the loose claims that stay in them.
func (c *change) prune() error {
	if len(c.context) == 0 {
		return nil
	}
	only := make(map[*Claim]bool, len(c.context))
	for _, cl := range c.context {
		only[cl] = true
	}
	touched := map[string]bool{}
	for _, cl := range c.before {
		if !only[cl] {
			touched[cl.node] = true
		}
	}
	for _, cl := range c.after {
		if !only[cl] {
			touched[c.next[cl.Event.ID]] = true
		}
	}
	var incomplete []string
	for _, cl := range c.context {
		if touched[cl.node] {
			incomplete = append(incomplete, cl.node)
			continue
		}
		delete(c.before, cl.Event.ID)
		delete(c.next, cl.Event.ID)
		delete(c.groups, cl.node)
	}
	c.after = slices.DeleteFunc(c.after, func(cl *Claim) bool { return c.next[cl.Event.ID] == "" })
	slices.Sort(incomplete)
	incomplete = slices.Compact(incomplete)
	if len(incomplete) == 0 {
		return nil
	}
	whole, err := c.read(ByEvent, incomplete)
	if err != nil {
		return err
	}
	for _, cl := range whole {
		if id := cl.Event.ID; c.before[id] == nil {
			c.before[id] = cl
			c.next[id] = cl.node
			c.after = append(c.after, cl)
			c.groups[cl.node] = append(c.groups[cl.node], cl)
		}
	}
	for _, id := range incomplete {
		slices.SortFunc(c.groups[id], compareClaims)
	}
	return nil
}

// moved reports whether a stored claim that stays changes its Event node.
func (c *change) moved(claim string) bool {
	old := c.before[claim]
	return old != nil && c.gone[old.Article.ID] == nil && old.node != c.next[claim]
}

// statements reads what is needed to tell which event is about which: for a
// claim that changes its node, the statements of its article about it, with all
// claims of their events; for a statement that is linked anew, the nodes of what
// it is about. What the other claims of those events are about lies outside, and
// stays as it is on both sides of the difference.
func (c *change) statements() error {
	read := map[string]bool{}
	for {
		var articles []string
		need := func(cl *Claim) {
			if a := cl.Article.ID; !read[a] {
				read[a] = true
				articles = append(articles, a)
			}
		}
		open := func(cl *Claim) bool {
			return slices.ContainsFunc(cl.Event.About, func(id string) bool { return c.before[id] == nil && c.siblings[id] == nil })
		}
		for id, cl := range c.before {
			if c.gone[cl.Article.ID] == nil && (c.moved(id) || open(cl)) {
				need(cl)
			}
		}
		if len(articles) == 0 {
			return nil
		}
		slices.Sort(articles)
		claims, err := c.read(ByArticle, articles)
		if err != nil {
			return err
		}
		var nodes []string
		for _, cl := range claims {
			if c.before[cl.Event.ID] != nil {
				continue
			}
			c.siblings[cl.Event.ID] = cl
			if slices.ContainsFunc(cl.Event.About, c.moved) && c.fixed[cl.node] == nil {
				c.fixed[cl.node] = []*Claim{}
				nodes = append(nodes, cl.node)
			}
		}
		if len(nodes) == 0 {
			continue
		}
		slices.Sort(nodes)
		whole, err := c.read(ByEvent, nodes)
		if err != nil {
			return err
		}
		for _, cl := range whole {
			c.fixed[cl.node] = append(c.fixed[cl.node], cl)
		}
	}
}
