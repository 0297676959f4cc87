package neo4jstore

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// open opens an empty store with small batches.
func open(t testing.TB, l graph.Linker, names graph.Names) graph.Store {
	t.Helper()
	return openAt(t, neo4jtest.Open(t), l, names)
}

func openAt(t testing.TB, server *neo4jtest.Server, l graph.Linker, names graph.Names) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{URI: server.URI, User: server.User, Password: server.Password, Linker: l, Names: names, Batch: graph.Batch{Claims: 7, Articles: 3}})
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

func TestAnswersAreThoseOfSQLite(t *testing.T) {
	lite, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	defer lite.Close(t.Context())
	if err := lite.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Compare(t.Context(), lite, open(t, graph.Exact{}, nil), 7); err != nil {
		t.Error(err)
	}
}
