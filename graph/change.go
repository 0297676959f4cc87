package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Change puts articles into the graph and withdraws others, inside one
// transaction, and keeps everything else true. An article in put replaces what
// it claimed before. No article may be in both lists or twice in one.
//
// It never looks at the whole graph, only at
//
//   - the claims that come and go, and every stored claim whose event they can
//     change, found key by key: these are linked anew from nothing;
//   - statements about events whose node thereby changes;
//   - the nodes and edges that sum up what changed.
//
// These are projected as they were and as they will be, and the difference is
// written.
func Change(ctx context.Context, tx Tx, r Rules, put []*Prepared, withdraw []string) (Result, error) {
	c := &change{ctx: ctx, tx: tx, rules: r, linker: r.Linker, before: map[string]*Claim{}, siblings: map[string]*Claim{}, fixed: map[string][]*Claim{}}
	var res Result
	if err := c.articles(put, withdraw, &res); err != nil || len(c.put)+len(c.gone) == 0 {
		return res, err
	}
	if err := c.neighbourhood(); err != nil {
		return res, err
	}
	c.link()
	if err := c.prune(); err != nil {
		return res, err
	}
	if err := c.statements(); err != nil {
		return res, err
	}
	changes, sums := c.project()
	again, err := sums.apply(ctx, tx, changes, r.Names)
	if err != nil {
		return res, err
	}
	changes.sort()
	if err := tx.Write(ctx, changes); err != nil {
		return res, err
	}
	changes.count(&res)
	if len(again) > 0 {
		recounted, err := recount(ctx, tx, again)
		if err != nil {
			return res, err
		}
		if err := tx.Write(ctx, recounted); err != nil {
			return res, err
		}
		recounted.count(&res)
	}
	return res, nil
}

// change is the state of one Change.
type change struct {
	ctx    context.Context
	tx     Tx
	linker Linker
	rules  Rules
	// put are the articles that are new or differ from what is stored; gone are
	// the stored rows of those that are replaced or withdrawn, by ID.
	put  []*Prepared
	gone map[string]Row
	// before are the stored claims that are linked anew, by ID, among them those
	// of the articles that are gone; after are the claims that stay or come.
	before map[string]*Claim
	after  []*Claim
	// context are those of before that only stand for choice by loose claims.
	context []*Claim
	// groups are the events of after; next says in which one a claim is.
	groups map[string][]*Claim
	next   map[string]string
	// siblings are claims outside before, in articles whose claims are about each
	// other, by ID.
	siblings map[string]*Claim
	// fixed are events whose claims all stay, but that are about others which
	// change their node.
	fixed map[string][]*Claim
}

// articles sorts out which articles really change and reads what those claimed.
func (c *change) articles(put []*Prepared, withdraw []string, res *Result) error {
	ids := slices.Clone(withdraw)
	for _, p := range put {
		ids = append(ids, p.Article.ID)
	}
	slices.Sort(ids)
	stored, err := c.tx.Rows(c.ctx, ArticleNode, singles(ids))
	if err != nil {
		return err
	}
	rows := make(map[string]Row, len(stored))
	for _, r := range stored {
		rows[r[0].(string)] = r
	}
	digest := TableNamed(ArticleNode).Column("digest")
	c.gone = map[string]Row{}
	for _, p := range put {
		id := p.Article.ID
		old, ok := rows[id]
		switch {
		case !ok:
			res.New++
		case str(old[digest]) == p.Digest:
			res.Unchanged++
			res.Landed = append(res.Landed, id)
			continue
		default:
			res.Changed++
			c.gone[id] = old
		}
		res.Landed = append(res.Landed, id)
		res.Claims += len(p.Claims)
		c.put = append(c.put, p)
	}
	for _, id := range withdraw {
		if old, ok := rows[id]; ok {
			res.Withdrawn++
			c.gone[id] = old
		}
	}
	if len(c.gone) == 0 {
		return nil
	}
	claims, err := c.read(ByArticle, slices.Sorted(maps.Keys(c.gone)))
	for _, cl := range claims {
		c.before[cl.Event.ID] = cl
	}
	return err
}

// link groups the claims that stay or come.
func (c *change) link() {
	for _, cl := range c.before {
		if c.gone[cl.Article.ID] == nil {
			c.after = append(c.after, cl)
		}
	}
	for _, p := range c.put {
		c.after = append(c.after, p.Claims...)
	}
	slices.SortFunc(c.after, compareClaims)
	c.groups = link(c.after, c.linker)
	c.next = make(map[string]string, len(c.after))
	for id, g := range c.groups {
		for _, cl := range g {
			c.next[cl.Event.ID] = id
		}
	}
}

// project returns what the events, articles and keys change on their own, and
// the change of what sums up many.
func (c *change) project() (*Changes, *sums) {
	old, new := newProjection(), newProjection()
	new.contacts, new.services = old.contacts, old.services
	s := &sums{actors: tallies{}, places: tallies{}}
	was := func(claim string) string { return c.nodeOf(claim, false) }
	will := func(claim string) string { return c.nodeOf(claim, true) }

	groups := map[string][]*Claim{}
	for _, cl := range c.before {
		groups[cl.node] = append(groups[cl.node], cl)
	}
	for id, g := range groups {
		slices.SortFunc(g, compareClaims)
		old.event(id, g, was, -1)
	}
	// In order, so that few rows have to be sorted later.
	new.events(slices.Sorted(maps.Keys(c.groups)), c.groups, will)
	for id, g := range c.fixed {
		slices.SortFunc(g, compareClaims)
		old.event(id, g, was, -1)
		new.event(id, g, will, 1)
	}
	for _, r := range c.gone {
		old.add(ArticleNode, r)
	}
	for _, cl := range c.before {
		if c.gone[cl.Article.ID] != nil {
			old.keys(cl, c.linker)
			s.actors.countActors(cl, -1)
			s.places.countPlaces(cl, -1)
		}
	}
	for _, p := range c.put {
		new.add(ArticleNode, articleRow(p))
		for _, cl := range p.Claims {
			new.keys(cl, c.linker)
			s.actors.countActors(cl, 1)
			s.places.countPlaces(cl, 1)
		}
	}
	s.contacts, s.services = net(old.contacts), net(old.services)
	changes := newChanges()
	changes.diff(old.rows, new.rows)
	return changes, s
}

// nodeOf is the Event node of a claim, now or after the change.
func (c *change) nodeOf(claim string, after bool) string {
	if cl := c.siblings[claim]; cl != nil {
		return cl.node
	}
	if after {
		return c.next[claim]
	}
	if cl := c.before[claim]; cl != nil {
		return cl.node
	}
	return ""
}

// read returns stored claims in the order of compareClaims.
func (c *change) read(by Lookup, ids []string) ([]*Claim, error) {
	stored, err := c.tx.Claims(c.ctx, by, ids)
	if err != nil {
		return nil, err
	}
	claims := make([]*Claim, len(stored))
	for i := range stored {
		cl, err := readClaim(&stored[i].Article, stored[i].Claim, c.rules.Actors)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		cl.node = stored[i].Node
		claims[i] = cl
	}
	slices.SortFunc(claims, compareClaims)
	return claims, nil
}
