package graph

import (
	"maps"
	"slices"
)

// neighbourhood fills before with every stored claim that the linker connects,
// through any number of steps, with a claim that comes or goes.
func (c *change) neighbourhood() error {
	frontier := slices.SortedFunc(maps.Values(c.before), compareClaims)
	for _, p := range c.put {
		frontier = append(frontier, p.Claims...)
	}
	known := maps.Clone(c.before)
	byKey := map[string][]*Claim{}
	asked := map[string]bool{}
	index := func(cl *Claim) {
		for _, k := range cl.keysOf(c.linker) {
			byKey[k] = append(byKey[k], cl)
		}
	}
	for len(frontier) > 0 {
		var ask []string
		for _, cl := range frontier {
			for _, k := range cl.keysOf(c.linker) {
				if !asked[k] {
					asked[k] = true
					ask = append(ask, k)
				}
			}
		}
		if len(ask) > 0 {
			slices.Sort(ask)
			found, err := c.read(ByKey, ask)
			if err != nil {
				return err
			}
			for _, cl := range found {
				if known[cl.Event.ID] == nil {
					known[cl.Event.ID] = cl
					index(cl)
				}
			}
		}
		var next []*Claim
		for _, cl := range frontier {
			for _, k := range cl.keysOf(c.linker) {
				byKey[k] = slices.DeleteFunc(byKey[k], func(o *Claim) bool {
					if c.before[o.Event.ID] != nil {
						return true // reached before, by another key
					}
					if !c.linker.Linked(cl, o) {
						return false
					}
					c.before[o.Event.ID] = o
					next = append(next, o)
					return true
				})
			}
		}
		frontier = next
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
