package sqlitestore

import (
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// open opens an empty store with small batches.
func open(t testing.TB, l graph.Linker, names graph.Names) graph.Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: l, Names: names, Batch: graph.Batch{Claims: 7, Articles: 3}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSuite(t *testing.T) { storetest.Run(t, open) }

func TestTwoStoresAnswerTheSame(t *testing.T) {
	for seed := range uint64(3) {
		if err := storetest.Compare(t.Context(), open(t, graph.Exact{}, nil), open(t, graph.Exact{}, nil), seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestManyWalks(t *testing.T) {
	for seed := range uint64(12) {
		for _, l := range []graph.Linker{graph.Exact{}, storetest.Chain{}} {
			if err := storetest.Walk(t.Context(), open(t, l, nil), l, nil, 100+seed, 25); err != nil {
				t.Fatalf("%s: %v", l.Name(), err)
			}
		}
	}
}
