package sqlitestore

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestCostOfAnArticleStaysFlat(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "graph.db"), occasion.Linker{}, nil)
	s.opts.Batch = graph.Batch{Claims: 10000, Articles: 4000} // as it is used, not as it is tested
	storetest.Flat(t, s, func() (time.Duration, error) { return storetest.Processor(), nil })
}

func TestFewClaimsAreLookedAt(t *testing.T) {
	storetest.Few(t, occasion.Linker{}, func(l graph.Linker) graph.Store {
		return openAt(t, filepath.Join(t.TempDir(), "graph.db"), l, nil)
	})
}
