package sqlitestore

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestMain(m *testing.M) {
	if storetest.Child(func(ctx context.Context, where string) (graph.Store, error) {
		return Open(ctx, Options{Path: where, Linker: graph.Exact{}})
	}) {
		return
	}
	os.Exit(m.Run())
}

// open opens an empty store with small batches.
func open(t testing.TB, l graph.Linker, names graph.Names) graph.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "graph.db"), l, names)
}

func openAt(t testing.TB, path string, l graph.Linker, names graph.Names) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: path, Linker: l, Names: names, Batch: graph.Batch{Claims: 7, Articles: 3}})
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
	for seed := range uint64(storetest.Some(3, 1)) {
		if err := storetest.Compare(t.Context(), open(t, graph.Exact{}, nil), open(t, graph.Exact{}, nil), seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

func TestManyWalks(t *testing.T) {
	for seed := range uint64(storetest.Some(12, 1)) {
		for _, l := range []graph.Linker{graph.Exact{}, storetest.Chain{}, occasion.Linker{}} {
			if err := storetest.Walk(t.Context(), open(t, l, nil), l, nil, 100+seed, 25); err != nil {
				t.Fatalf("%s: %v", l.Name(), err)
			}
		}
	}
}

func TestLoadersAtOnceMakeTheGraphOfOne(t *testing.T) {
	for _, l := range []graph.Linker{storetest.Chain{}, occasion.Linker{}} {
		path := filepath.Join(t.TempDir(), "graph.db")
		var loaders []graph.Store
		for range 4 {
			loaders = append(loaders, openAt(t, path, l, storetest.Names))
		}
		if err := storetest.Concurrent(t.Context(), loaders, l, 11); err != nil {
			t.Errorf("%s: %v", l.Name(), err)
		}
	}
}

func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	storetest.Killed(t, openAt(t, path, graph.Exact{}, nil), path, graph.Exact{}, storetest.Some(2500, 200))
}

// A path can hold any sign that a file's name can.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"a b.db", "50%.db", "a?mode=ro.db", "a#b.db", "ü&é.db", "%41.db", "'q'.db"} {
		dir := t.TempDir()
		s := openAt(t, filepath.Join(dir, name), graph.Exact{}, nil)
		if _, err := s.Load(t.Context(), []graph.Claims{storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
		if st, err := s.Stats(t.Context()); err != nil || fmt.Sprint(st.Counts[0]) != "{Article 1}" {
			t.Errorf("%s: %v, %v", name, st, err)
		}
	}
}

// Loading trusts that every edge has its ends; what people write is looked at, also
// after a load on the same connection.
func TestEdgesOfPeopleNeedEnds(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "graph.db"), graph.Exact{}, nil)
	for range 2 {
		if _, err := s.Load(t.Context(), []graph.Claims{storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Query(t.Context(), graph.Query{Text: "DELETE FROM Actor", Write: true}); err == nil {
			t.Error("actors were deleted that edges lead to")
		}
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}
