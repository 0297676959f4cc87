package graph

import (
	"cmp"
	"context"
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
)

// Batch bounds what is loaded in one transaction.
type Batch struct {
	// Claims is how many events at most, unless one article has more.
	Claims int
	// Articles is how many articles at most.
	Articles int
}

// Load checks claims, tells by who which actors are the same, divides them into batches and writes one after the other,
// while the next is made ready. Articles that can't be loaded are listed in the
// Result and skipped; an error of write ends the load, and the Result says what
// landed before. Of several articles with one ID the last counts.
func Load(ctx context.Context, claims []Claims, who Identity, size Batch, write func(context.Context, []*Prepared) (Result, error)) (Result, error) {
	type ready struct {
		put    []*Prepared
		failed []Failure
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches := make(chan ready, 1)
	last := make(map[string]int, len(claims))
	for i := range claims {
		last[claims[i].Article.ID] = i
	}
	go func() {
		defer close(batches)
		var b ready
		n := 0
		send := func() bool {
			select {
			case batches <- b:
				b, n = ready{}, 0
				return true
			case <-ctx.Done():
				return false
			}
		}
		for i := range claims {
			if last[claims[i].Article.ID] != i {
				continue
			}
			p, err := Prepare(claims[i], who)
			if err != nil {
				b.failed = append(b.failed, Failure{claims[i].Article.ID, err})
				continue
			}
			if len(b.put) > 0 && (n+len(p.Claims) > size.Claims || len(b.put) == size.Articles) && !send() {
				return
			}
			b.put = append(b.put, p)
			n += len(p.Claims)
		}
		send()
	}()
	var res Result
	for b := range batches {
		res.Failed = append(res.Failed, b.failed...)
		if len(b.put) == 0 {
			continue
		}
		r, err := write(ctx, b.put)
		if err != nil {
			return res, err
		}
		res.Add(r)
	}
	return res, ctx.Err()
}

// Withdraw divides the IDs of articles into batches and passes each ID once to
// write. After an error the Result says what was withdrawn before.
func Withdraw(ctx context.Context, articles []string, size Batch, write func(context.Context, []string) (Result, error)) (Result, error) {
	ids := slices.Clone(articles)
	slices.Sort(ids)
	var res Result
	for batch := range slices.Chunk(slices.Compact(ids), size.Articles) {
		r, err := write(ctx, batch)
		if err != nil {
			return res, err
		}
		res.Add(r)
	}
	return res, nil
}

// Reload makes stored claims ready to be loaded again, for a rebuild: grouped by
// article and ordered by its ID.
func Reload(stored []Stored, who Identity) ([]*Prepared, error) {
	byArticle := map[string]*Claims{}
	var ids []string
	for i := range stored {
		a := &stored[i].Article
		c := byArticle[a.ID]
		if c == nil {
			c = &Claims{Article: *a}
			byArticle[a.ID] = c
			ids = append(ids, a.ID)
		}
		if stored[i].Claim == "" {
			continue // an article that claims nothing
		}
		cl, err := readClaim(a, stored[i].Claim, nil)
		if err != nil {
			return nil, err
		}
		c.Events = append(c.Events, *cl.Event)
	}
	slices.Sort(ids)
	put := make([]*Prepared, len(ids))
	for i, id := range ids {
		c := byArticle[id]
		// IDs end in a number where events agree in everything that an ID is made
		// of; in the order of these numbers they get them again.
		slices.SortFunc(c.Events, func(a, b event.Event) int {
			return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
		})
		p, err := Prepare(*c, who)
		if err != nil {
			return nil, Failure{id, err}
		}
		put[i] = p
	}
	return put, nil
}
