package neo4jstore

import (
	"context"
	"fmt"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// step is how many nodes or edges are deleted in one transaction: all at once
// need more memory than a small server has.
const step = 2000

// Rebuild implements graph.Store. A graph can be larger than a transaction, so
// it goes in steps, and each can be interrupted: the claims are first parked on
// their articles, then everything that is projected from them is deleted, then
// the articles are loaded again from what is parked. A rebuild that begins again
// parks what was loaded already, too. Meanwhile a mark keeps others from loading.
func (s *Store) Rebuild(ctx context.Context) (graph.Result, error) {
	var res graph.Result
	if _, err := s.marker(ctx); err != nil {
		return res, err
	}
	if err := s.write(ctx, "MATCH (m:Demarche {id: 'graph'}) SET m.rebuilding = true", nil); err != nil {
		return res, err
	}
	err := s.pages(ctx, func(ids []string) error {
		return s.write(ctx, `UNWIND $ids AS id MATCH (a:Article {id: id}) REMOVE a.digest
			WITH a OPTIONAL MATCH (a)-[r:REPORTS]->(:Event)
			WITH a, collect(r.claim) AS claims, collect(r) AS reports
			SET a.parked = coalesce(a.parked, []) + claims
			FOREACH (r IN reports | DELETE r)`, map[string]any{"ids": ids})
	})
	if err != nil {
		return res, err
	}
	for _, t := range graph.Tables() {
		match := "MATCH (n:" + t.Name + ")"
		if t.Edge() {
			match = "MATCH ()-[n:" + t.Name + "]->()"
		}
		if t.Name == graph.ArticleNode || t.Name == graph.ReportsEdge {
			continue
		}
		if err := s.clear(ctx, match); err != nil {
			return res, err
		}
	}
	err = s.pages(ctx, func(ids []string) error {
		r, err := s.reload(ctx, ids)
		res.Add(r)
		return err
	})
	if err != nil {
		return res, err
	}
	return res, s.write(ctx, "MATCH (m:Demarche {id: 'graph'}) SET m.linker = $linker REMOVE m.rebuilding", map[string]any{"linker": s.opts.rules().Name()})
}

// pages passes the IDs of all articles to each, some at a time.
func (s *Store) pages(ctx context.Context, each func(ids []string) error) error {
	last := ""
	for {
		var ids []string
		err := s.read(ctx, "MATCH (a:Article) WHERE a.id > $last RETURN a.id ORDER BY a.id LIMIT $n",
			map[string]any{"last": last, "n": s.opts.Batch.Articles}, func(v []any) error {
				ids = append(ids, v[0].(string))
				return nil
			})
		if err != nil {
			return s.wrap("rebuild", err)
		}
		if len(ids) == 0 {
			return nil
		}
		if err := each(ids); err != nil {
			return err
		}
		last = ids[len(ids)-1]
	}
}

// clear deletes what match finds as n.
func (s *Store) clear(ctx context.Context, match string) error {
	for {
		session := s.session(ctx, neo4j.AccessModeWrite)
		v, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			verb := "DELETE"
			if match[len("MATCH (")] == 'n' {
				verb = "DETACH DELETE"
			}
			res, err := tx.Run(ctx, fmt.Sprintf("%s WITH n LIMIT %d %s n RETURN count(*)", match, step, verb), nil)
			if err != nil {
				return nil, err
			}
			r, err := res.Single(ctx)
			if err != nil {
				return nil, err
			}
			return r.Values[0], nil
		})
		session.Close(ctx)
		if err != nil {
			return s.wrap("rebuild", err)
		}
		if v == int64(0) {
			return nil
		}
	}
}

// reload loads articles from what is parked on them.
func (s *Store) reload(ctx context.Context, ids []string) (graph.Result, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	v, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		t := &transaction{tx: tx, careful: true, nodes: nodes{}}
		var stored []graph.Stored
		err := t.each(ctx, `UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id, a.url, a.title, a.source, a.published, a.sha256, a.reader, a.sketch, a.parked`,
			map[string]any{"ids": ids}, func(v []any) error {
				var a graph.Article
				for i, to := range []*string{&a.ID, &a.URL, &a.Title, &a.Source, &a.Published, &a.SHA256, &a.Reader, &a.Sketch} {
					*to, _ = v[i].(string)
				}
				stored = append(stored, graph.Stored{Article: a})
				claims, _ := v[8].([]any)
				for _, c := range claims {
					claim, _ := c.(string)
					stored = append(stored, graph.Stored{Article: a, Claim: claim})
				}
				return nil
			})
		if err != nil {
			return nil, err
		}
		put, err := graph.Reload(stored, s.opts.Actors)
		if err != nil {
			return nil, err
		}
		res, err := graph.Change(ctx, t, s.opts.rules(), put, nil)
		if err != nil {
			return nil, err
		}
		if err := t.run(ctx, "UNWIND $ids AS id MATCH (a:Article {id: id}) REMOVE a.parked", map[string]any{"ids": ids}); err != nil {
			return nil, err
		}
		return res, t.sweep(ctx)
	})
	if err != nil {
		return graph.Result{}, s.wrap("rebuild", err)
	}
	return v.(graph.Result), nil
}

// write runs a statement in a managed transaction.
func (s *Store) write(ctx context.Context, text string, params map[string]any) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		res, err := tx.Run(ctx, text, params)
		if err != nil {
			return nil, err
		}
		return res.Consume(ctx)
	})
	return s.wrap("rebuild", err)
}
