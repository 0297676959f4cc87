package main

import (
	"context"
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

	batch   []graph.Claims
	events  int
	batches chan []graph.Claims
	ended   chan struct{}
	failure chan error // what Load failed with, once
	err     error      // the same, after add or flush has seen it
}

// newLoader begins to load. The end of ctx does not end it: what was read is
// worth keeping, and a transaction that was begun is best finished.
func newLoader(ctx context.Context, s graph.Store) *loader {
	l := &loader{batches: make(chan []graph.Claims), ended: make(chan struct{}), failure: make(chan error, 1)}
	go l.load(context.WithoutCancel(ctx), s)
	return l
}

func (l *loader) load(ctx context.Context, s graph.Store) {
	defer close(l.ended)
	failed := false
	for batch := range l.batches {
		if failed {
			l.lost += len(batch)
			continue
		}
		r, err := s.Load(ctx, batch)
		l.result.Add(r)
		if err != nil {
			failed = true
			l.lost += len(batch) - len(r.Landed) - len(r.Failed)
			l.failure <- err
		}
	}
}

// add gives an article with its events to be loaded. The error is one of the
// store, and may come from an earlier batch; after it nothing more is loaded.
func (l *loader) add(c graph.Claims) error {
	l.batch = append(l.batch, c)
	l.events += len(c.Events)
	if len(l.batch) >= batchArticles || l.events >= batchEvents {
		l.send()
	}
	return l.failed()
}

// flush loads what is left and waits until all is loaded.
func (l *loader) flush() error {
	if len(l.batch) > 0 {
		l.send()
	}
	close(l.batches)
	<-l.ended
	return l.failed()
}

func (l *loader) send() {
	l.batches <- l.batch
	l.batch, l.events = nil, 0
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

// summaryOf is what became of the graph, for people and for logs.
func summaryOf(t *tally, r *graph.Result, st graph.Stats) []part {
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
