package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
)

// lostStore is a store that is lost after some loads.
type lostStore struct {
	graph.Store
	loads int
}

func (s *lostStore) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	if s.loads--; s.loads < 0 {
		return graph.Result{}, fmt.Errorf("load: %w", graph.ErrUnreachable)
	}
	return s.Store.Load(ctx, claims)
}

// When the store is lost, what was loaded counts, what was not is said to be
// failed, and the next run loads that and nothing twice.
func TestLostStore(t *testing.T) {
	newWorkplace(t)
	input := many(3 * batchArticles)
	a := &app{stdin: strings.NewReader(input), stdout: io.Discard, stderr: io.Discard, knowledge: shared}
	if err := a.configure(a.command().PersistentFlags()); err != nil {
		t.Fatal(err)
	}
	rep, err := newReport("r.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	read, err := a.read(t.Context(), intake{}, []string{"-"})
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.extractor()
	if err != nil {
		t.Fatal(err)
	}
	err = a.withStore(t.Context(), a.names(), func(s graph.Store) error {
		if err := s.Init(t.Context()); err != nil {
			return err
		}
		tally, l, err := a.put(t.Context(), &lostStore{s, 1}, x, read.items, rep)
		return a.loaded(t.Context(), s, tally, l, err)
	})
	if err := errors.Join(rep.close(), err); !errors.Is(err, graph.ErrUnreachable) || exitCode(err) != codeStore {
		t.Fatalf("it ends with %v", err)
	}
	ends := map[string]int{}
	for i, e := range readReport(t, "r.jsonl") {
		ends[e.Outcome]++
		if first := i < batchArticles; first != (e.Outcome == endLoaded) || !first && e.Reason != errLost.Error() {
			t.Fatalf("input %d: %+v", i, e)
		}
	}
	if ends[endLoaded] != batchArticles || loaded(t) != batchArticles || ends[endFailed] < batchArticles {
		t.Errorf("the report says %v, %d articles are loaded", ends, loaded(t))
	}
	demarche(t, input, "ingest", "-").must(t, codeDone).says(t, fmt.Sprintf("articles  %d: %d new, 0 changed, %d unchanged, 0 skipped, 0 failed", 3*batchArticles, 2*batchArticles, batchArticles))
	demarche(t, "", "store", "check").must(t, codeDone)
}
