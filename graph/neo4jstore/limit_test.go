package neo4jstore

import (
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// A program that is frozen in a transaction holds its locks until the server ends
// the transaction.
func TestLimitEndsATransactionOfAFrozenProgram(t *testing.T) {
	server := neo4jtest.Open(t)
	s := openAt(t, server, graph.Exact{}, storetest.Names)
	claims := storetest.NewRandom(1).Claims("a")
	s.opts.Limit = 3 * time.Second
	frozen := s.session(t.Context(), neo4j.AccessModeWrite)
	defer frozen.Close(t.Context())
	tx, err := frozen.BeginTransaction(t.Context(), s.limited()...)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	res, err := tx.Run(t.Context(), "CREATE (:Article {id: $id})", map[string]any{"id": "a"})
	if err == nil {
		_, err = res.Consume(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	s.opts.Limit = 0
	begun := time.Now()
	if _, err := s.Load(t.Context(), []graph.Claims{claims}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took < time.Second || took > 20*time.Second {
		t.Errorf("it took %v, want as long as the other transaction may last", took)
	}
}
