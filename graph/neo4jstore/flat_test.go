package neo4jstore

import (
	"testing"

	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestCostOfAnArticleStaysFlat(t *testing.T) {
	storetest.Flat(t, openAt(t, neo4jtest.Open(t), occasion.Linker{}, nil))
}
