package sqlitestore

import (
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestCostOfAnArticleStaysFlat(t *testing.T) {
	storetest.Flat(t, openAt(t, filepath.Join(t.TempDir(), "graph.db"), occasion.Linker{}, nil))
}
