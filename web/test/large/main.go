// Command large writes a graph of made-up articles into a SQLite file or a Neo4j,
// to try pages and queries on one that is as large as they come:
//
//	go run ./web/test/large sqlite://large.db 28000
//	DEMARCHE_NEO4J_PASSWORD=secret go run ./web/test/large neo4j://localhost:7687 28000
//
// 28,000 articles make some 100,000 events of 5,000 actors.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "large:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	if len(args) != 2 {
		return fmt.Errorf("give the store and the number of articles: large STORE N")
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of articles", args[1])
	}
	s, err := open(ctx, args[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close(ctx)) }()
	if err := s.Init(ctx); err != nil {
		return err
	}
	const batch = 4000
	for first := 0; first < n; first += batch {
		if _, err := s.Load(ctx, storetest.Stream(first, min(batch, n-first))); err != nil {
			return err
		}
	}
	return nil
}

// open opens a store as the program does, but without rules of linking: the
// articles are made so that they need none.
func open(ctx context.Context, store string) (graph.Store, error) {
	if file, ok := strings.CutPrefix(store, "sqlite://"); ok {
		return sqlitestore.Open(ctx, sqlitestore.Options{Path: file, Linker: graph.Exact{}})
	}
	return neo4jstore.Open(ctx, neo4jstore.Options{URI: store, User: "neo4j", Password: os.Getenv("DEMARCHE_NEO4J_PASSWORD"), Linker: graph.Exact{}})
}
