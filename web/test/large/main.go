// Command large writes a graph of made-up articles into a SQLite file, to try
// pages and queries on one that is as large as they come:
//
//	go run ./web/test/large large.db 28000
//
// 28,000 articles make some 100,000 events of 5,000 actors.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/demarche-graph/demarche/graph"
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
		return fmt.Errorf("give the file and the number of articles: large FILE N")
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of articles", args[1])
	}
	s, err := sqlitestore.Open(ctx, sqlitestore.Options{Path: args[0], Linker: graph.Exact{}})
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
