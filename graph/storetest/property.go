package storetest

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/demarche-graph/demarche/graph"
)

// Walk puts random articles into a store, changes and withdraws some, in batches
// of random size, rebuilds it now and then, and compares the store after every
// step with what graph.Project makes of the claims that should be there. It
// returns the first difference.
func Walk(ctx context.Context, s graph.Store, l graph.Linker, names graph.Names, seed uint64, steps int) error {
	r := rand.New(rand.NewPCG(seed, 2))
	random := NewRandom(seed)
	have := map[string]graph.Claims{}
	for step := range steps {
		var what string
		switch n := r.IntN(10); {
		case n < 7:
			var batch []graph.Claims
			for range 1 + r.IntN(6) {
				// Few names, so that articles are replaced often.
				batch = append(batch, random.Claims(fmt.Sprintf("a%02d", r.IntN(25))))
			}
			if n == 0 && len(have) > 0 { // one that is there already
				batch = append(batch, have[slices.Sorted(maps.Keys(have))[0]])
			}
			what = fmt.Sprintf("load %d", len(batch))
			res, err := s.Load(ctx, batch)
			if err != nil {
				return fmt.Errorf("step %d: %s: %w", step, what, err)
			}
			if len(res.Failed) > 0 {
				return fmt.Errorf("step %d: %s: %w", step, what, res.Failed[0])
			}
			for _, c := range batch {
				have[c.Article.ID] = c
			}
		case n < 9:
			ids := []string{"not there"}
			for range 1 + r.IntN(4) {
				id := fmt.Sprintf("a%02d", r.IntN(25))
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
				delete(have, id)
			}
			what = fmt.Sprintf("withdraw %v", ids)
			if _, err := s.Withdraw(ctx, ids); err != nil {
				return fmt.Errorf("step %d: %s: %w", step, what, err)
			}
		default:
			what = "rebuild"
			if _, err := s.Rebuild(ctx); err != nil {
				return fmt.Errorf("step %d: %s: %w", step, what, err)
			}
		}
		if err := Same(ctx, s, slices.Collect(maps.Values(have)), l, names); err != nil {
			return fmt.Errorf("seed %d, step %d, %s: %w", seed, step, what, err)
		}
	}
	return nil
}

// Same compares all that a store holds with what the claims imply, and returns
// the first difference.
func Same(ctx context.Context, s graph.Store, claims []graph.Claims, l graph.Linker, names graph.Names) error {
	return SameBy(ctx, s, claims, graph.Rules{Linker: l, Names: names})
}

// SameBy is Same by rules that may also say who is whom.
func SameBy(ctx context.Context, s graph.Store, claims []graph.Claims, r graph.Rules) error {
	var prepared []*graph.Prepared
	for _, c := range claims {
		p, err := graph.Prepare(c, r.Actors)
		if err != nil {
			return err
		}
		prepared = append(prepared, p)
	}
	want := graph.Project(prepared, r.Linker, r.Names)
	for _, t := range graph.Tables() {
		have := map[string]graph.Row{}
		err := s.Dump(ctx, t.Name, func(r graph.Row) error {
			k := t.KeyOf(r)
			if have[k] != nil {
				return fmt.Errorf("%s %q is there twice", t.Name, k)
			}
			have[k] = r
			return nil
		})
		if err != nil {
			return err
		}
		for _, w := range want[t.Name] {
			h := have[t.KeyOf(w)]
			if h == nil {
				return fmt.Errorf("%s: missing %v", t.Name, w)
			}
			if !h.Equal(w) {
				return fmt.Errorf("%s:\n have %v\n want %v", t.Name, h, w)
			}
			delete(have, t.KeyOf(w))
		}
		for _, k := range slices.Sorted(maps.Keys(have)) {
			return fmt.Errorf("%s: too many: %v", t.Name, have[k])
		}
	}
	return nil
}
