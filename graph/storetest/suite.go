package storetest

import (
	"context"
	"embed"
	"fmt"
	"path"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/occasion"
)

//go:embed testdata
var scripts embed.FS

// Open opens an empty, initialised store. Small batches make the suite find more.
type Open func(t testing.TB, l graph.Linker, names graph.Names) graph.Store

// Case is one part of the suite. Check runs it on an empty store and returns what
// is wrong.
type Case struct {
	Name   string
	Linker graph.Linker
	Names  graph.Names
	Check  func(ctx context.Context, s graph.Store) error
}

// Run runs the suite on a store.
func Run(t *testing.T, open Open) {
	for _, c := range Cases(t) {
		t.Run(c.Name, func(t *testing.T) {
			if err := c.Check(t.Context(), open(t, c.Linker, c.Names)); err != nil {
				t.Error(err)
			}
		})
	}
}

// Cases returns the parts of the suite. Tests of the suite run them on stores
// that are wrong on purpose.
func Cases(t testing.TB) []Case {
	t.Helper()
	entries, err := scripts.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for _, e := range entries {
		text, err := scripts.ReadFile(path.Join("testdata", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, Case{Name: "script/" + strings.TrimSuffix(e.Name(), ".txt"), Linker: graph.Exact{}, Check: func(ctx context.Context, s graph.Store) error {
			return RunScript(ctx, s, string(text))
		}})
	}
	if len(cases) < 7 {
		t.Fatalf("only %d scripts", len(cases))
	}
	for _, l := range []graph.Linker{graph.Exact{}, Chain{}, occasion.Linker{}} {
		seeds := uint64(1)
		if l == (Chain{}) { // the hardest
			seeds = 2
		}
		for seed := range seeds {
			cases = append(cases, Case{Name: fmt.Sprintf("walk/%s/%d", l.Name(), seed), Linker: l, Names: Names, Check: func(ctx context.Context, s graph.Store) error {
				return Walk(ctx, s, l, Names, seed, 12)
			}})
		}
	}
	for _, b := range behaviours {
		cases = append(cases, Case{Name: "behaviour/" + b.name, Linker: graph.Exact{}, Names: Names, Check: b.check})
	}
	return cases
}

// Names knows one actor, as a dictionary would.
func Names(id string) string {
	if id == "country:TUR" {
		return "Turkey"
	}
	return ""
}

// Some returns n, and few under the race detector.
func Some(n, few int) int {
	if Race {
		return few
	}
	return n
}
