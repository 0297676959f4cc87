package neo4jstore

import (
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestCostOfAnArticleStaysFlat(t *testing.T) {
	s := openAt(t, neo4jtest.Open(t), occasion.Linker{}, nil)
	s.opts.Batch = graph.Batch{Claims: 2500, Articles: 1000} // as it is used, not as it is tested
	storetest.Flat(t, s)
}
