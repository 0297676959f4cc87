package neo4jstore

import (
	"context"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// BenchmarkLoad compares loading with the plain program that a person would
// write by hand: the same nodes and edges with the same properties, one
// UNWIND/MERGE statement for each kind, in batches of the same articles. It
// prints the rows (nodes and edges) a second of both and their ratio.
func BenchmarkLoad(b *testing.B) {
	const articles, perBatch = 2000, 500
	claims := storetest.Stream(0, articles)
	warm := storetest.Stream(1_000_000, 400)
	var ours, plain time.Duration
	batches, rows := byHand(b, claims, perBatch)
	warmBatches, _ := byHand(b, warm, perBatch)
	server := neo4jtest.Open(b)
	for b.Loop() {
		ours += timed(b, server, func(s *Store) {
			if _, err := s.Load(b.Context(), warm); err != nil {
				b.Fatal(err)
			}
		}, func(s *Store) {
			if _, err := s.Load(b.Context(), claims); err != nil {
				b.Fatal(err)
			}
		})
		plain += timed(b, server, func(s *Store) { merge(b, s, warmBatches) }, func(s *Store) { merge(b, s, batches) })
	}
	n := float64(rows * b.N)
	b.ReportMetric(n/ours.Seconds(), "rows/s")
	b.ReportMetric(n/plain.Seconds(), "rows/s-by-hand")
	b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(float64(5*articles*b.N)/ours.Seconds(), "events/s")
	b.ReportMetric(0, "ns/op") // means nothing here
}

// timed measures load on an empty database with its schema, after the server has
// seen every statement once.
func timed(b *testing.B, server *neo4jtest.Server, warm, load func(*Store)) time.Duration {
	server.Empty(b)
	s, err := Open(b.Context(), Options{URI: server.URI, User: server.User, Password: server.Password, Linker: graph.Exact{}})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close(b.Context())
	if err := s.Init(b.Context()); err != nil {
		b.Fatal(err)
	}
	warm(s)
	start := time.Now()
	load(s)
	return time.Since(start)
}

// batch is what the hand-written program writes in one transaction: the
// parameters of a statement for each table.
type batch [][]any

// byHand makes the rows of the graph ready, batch by batch, as if they had come
// from somewhere. It returns how many there are, without bookkeeping.
func byHand(b *testing.B, claims []graph.Claims, perBatch int) (batches []batch, rows int) {
	for from := 0; from < len(claims); from += perBatch {
		var put []*graph.Prepared
		for _, c := range claims[from:min(len(claims), from+perBatch)] {
			p, err := graph.Prepare(c, nil)
			if err != nil {
				b.Fatal(err)
			}
			put = append(put, p)
		}
		projected := graph.Project(put, graph.Exact{}, nil)
		var made batch
		for _, t := range graph.Tables() {
			params := make([]any, len(projected[t.Name]))
			for i, r := range projected[t.Name] {
				m := map[string]any{}
				for j, c := range t.Columns {
					m[c.Name] = r[j]
				}
				params[i] = m
			}
			made = append(made, params)
			if t.Name != graph.LinkKeyNode {
				rows += len(params)
			}
		}
		batches = append(batches, made)
	}
	return batches, rows
}

// merge writes batches as a hand-written program would.
func merge(b *testing.B, s *Store, batches []batch) {
	ctx := context.WithoutCancel(b.Context())
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	for _, made := range batches {
		_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			for i, t := range graph.Tables() {
				text := "UNWIND $rows AS row MERGE (n:" + t.Name + " {id: row.id}) SET n += row"
				switch {
				case t.Name == graph.LinkKeyNode:
					continue
				case t.Edge():
					text = "UNWIND $rows AS row MATCH (a:" + t.From + " {id: row." + t.Columns[0].Name + "}) MATCH (b:" + t.To + " {id: row." + t.Columns[1].Name + "}) MERGE (a)-[r:" + t.Name + "]->(b) SET r += row"
				}
				res, err := tx.Run(ctx, text, map[string]any{"rows": made[i]})
				if err != nil {
					return nil, err
				}
				if _, err := res.Consume(ctx); err != nil {
					return nil, err
				}
			}
			return nil, nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
