package neo4jstore

import (
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestCostOfAnArticleStaysFlat(t *testing.T) {
	server := neo4jtest.Open(t)
	s := openAt(t, server, occasion.Linker{}, nil)
	s.opts.Batch = graph.Batch{Claims: 2500, Articles: 1000} // as it is used, not as it is tested
	clock, done, err := server.Processor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = done() }() // nothing more is asked of it
	storetest.Flat(t, s, func() (time.Duration, error) {
		took, err := clock()
		return took + storetest.Processor(), err
	})
}
