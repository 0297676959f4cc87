package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/demarche-graph/demarche/graph"
)

// What is loaded at once, at most. The numbers are fixed, not chosen by time, so
// that what a run reports does not depend on the speed of the machine.
const (
	batchArticles = 500
	batchEvents   = 2500
)

// loader loads articles in batches, one while the next is gathered.
type loader struct {
	// result says what was loaded; don't read it before flush.
	result graph.Result
	// lost counts articles that were given but not loaded, because of an error of
	// the store.
	lost int

	batch   []given
	events  int
	within  map[string]bool // the IDs of the articles in batch
	batches chan []given
	ended   chan struct{}
	failure chan error // what Load failed with, once
	err     error      // the same, after add or flush has seen it
}

// given is an article that was given to be loaded.
type given struct {
	claims graph.Claims
	// told is called when it is loaded, with nil, or can't be: with the article's
	// fault, or with errLost. It is called on the loader's goroutine.
	told func(error)
}

// errLost is why an article is not loaded that the store did not take.
var errLost = errors.New("read, but not loaded, since the store failed; run the command again")

// newLoader begins to load. The end of ctx does not end it: what was read is
// worth keeping, and a transaction that was begun is best finished.
func newLoader(ctx context.Context, s graph.Store) *loader {
	l := &loader{within: map[string]bool{}, batches: make(chan []given), ended: make(chan struct{}), failure: make(chan error, 1)}
	go l.load(context.WithoutCancel(ctx), s)
	return l
}

func (l *loader) load(ctx context.Context, s graph.Store) {
	defer close(l.ended)
	failed := false
	for batch := range l.batches {
		var r graph.Result
		if !failed {
			claims := make([]graph.Claims, len(batch))
			for i := range batch {
				claims[i] = batch[i].claims
			}
			var err error
			r, err = s.Load(ctx, claims)
			l.result.Add(r)
			if err != nil {
				failed = true
				l.failure <- err
			}
		}
		ends := make(map[string]error, len(batch))
		for _, id := range r.Landed {
			ends[id] = nil
		}
		for _, f := range r.Failed {
			ends[f.Article] = f.Err
		}
		for _, g := range batch {
			end, ok := ends[g.claims.Article.ID]
			if !ok {
				end = errLost
				l.lost++
			}
			g.told(end)
		}
	}
}

// add gives an article with its events to be loaded. The error is one of the
// store, and may come from an earlier batch; after it nothing more is loaded.
func (l *loader) add(c graph.Claims, told func(error)) error {
	if l.within[c.Article.ID] {
		l.send() // each of the two is loaded and counted, the later one after the first
	}
	l.batch = append(l.batch, given{c, told})
	l.within[c.Article.ID] = true
	l.events += len(c.Events)
	if len(l.batch) >= batchArticles || l.events >= batchEvents {
		l.send()
	}
	return l.failed()
}

// flush loads what is left and waits until all is loaded.
func (l *loader) flush() error {
	l.send()
	close(l.batches)
	<-l.ended
	return l.failed()
}

// send has loaded what was gathered.
func (l *loader) send() {
	if len(l.batch) == 0 {
		return
	}
	l.batches <- l.batch
	l.batch, l.events = nil, 0
	clear(l.within)
}

// failed returns the error of the store, if there was one. When much had been
// read, it says what is lost.
func (l *loader) failed() error {
	if l.err == nil {
		select {
		case l.err = <-l.failure:
		default:
		}
	}
	return l.err
}

// summaryOf is what became of the graph, for people and for logs. st is nil when
// the store could not be asked.
func summaryOf(t *tally, r *graph.Result, st *graph.Stats) []part {
	if st == nil {
		return t.parts(r)
	}
	nodes, edges := int64(0), int64(0)
	for _, c := range st.Counts {
		switch tab := graph.TableNamed(c.Table); {
		case tab.Edge():
			edges += c.Rows
		case c.Table != graph.LinkKeyNode:
			nodes += c.Rows
		}
	}
	change := func(t graph.Tally, all int64) string {
		return fmt.Sprintf("%d made, %d changed, %d deleted: the graph has %d", t.Made, t.Changed, t.Deleted, all)
	}
	return append(t.parts(r),
		part{"nodes", change(r.Nodes, nodes), []any{"nodes_made", r.Nodes.Made, "nodes_changed", r.Nodes.Changed, "nodes_deleted", r.Nodes.Deleted, "nodes", nodes}},
		part{"edges", change(r.Edges, edges), []any{"edges_made", r.Edges.Made, "edges_changed", r.Edges.Changed, "edges_deleted", r.Edges.Deleted, "edges", edges}},
	)
}
