package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/demarche-graph/demarche/graph"
)

// Concurrent has several loaders put articles about the same events into one
// graph at once, and withdraw some again, and compares the graph with what one
// loader would have made. Each store of loaders is a program of its own, in
// effect: they share nothing but the database.
func Concurrent(ctx context.Context, loaders []graph.Store, l graph.Linker, seed uint64) error {
	random := NewRandom(seed)
	const perLoader = 40
	var left []graph.Claims
	work := make([][]graph.Claims, len(loaders))
	for i := range perLoader * len(loaders) {
		c := random.Claims(fmt.Sprintf("a%03d", i))
		work[i%len(loaders)] = append(work[i%len(loaders)], c)
		if (i/len(loaders))%5 != 0 {
			left = append(left, c)
		}
	}
	errs := make([]error, len(loaders))
	var wait sync.WaitGroup
	for i, s := range loaders {
		wait.Go(func() {
			for from := 0; from < perLoader; from += 10 {
				if _, err := s.Load(ctx, work[i][from:from+10]); err != nil {
					errs[i] = err
					return
				}
			}
			var gone []string
			for j := 0; j < perLoader; j += 5 {
				gone = append(gone, work[i][j].Article.ID)
			}
			_, errs[i] = s.Withdraw(ctx, gone)
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return Same(ctx, loaders[0], left, l, Names)
}
