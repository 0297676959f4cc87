package neo4jstore

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"
)

// Query implements graph.Store. A query that only reads runs in a transaction in
// which the server refuses to write.
func (s *Store) Query(ctx context.Context, q graph.Query) (*graph.Answer, error) {
	mode := neo4j.AccessModeRead
	if q.Write {
		mode = neo4j.AccessModeWrite
	} else if err := s.known(ctx); err != nil {
		return nil, err
	}
	session := s.session(ctx, mode)
	defer session.Close(ctx)
	// Not repeated by the driver: nobody knows whether a user's text can be.
	res, err := session.Run(ctx, q.Text, q.Params)
	if err != nil {
		return nil, s.wrapQuery(err)
	}
	a := &graph.Answer{}
	if a.Columns, err = res.Keys(); err != nil {
		return nil, s.wrapQuery(err)
	}
	for res.Next(ctx) {
		values := res.Record().Values
		r := make([]any, len(values))
		for i, v := range values {
			r[i] = plain(v)
		}
		a.Rows = append(a.Rows, r)
	}
	return a, s.wrapQuery(res.Err())
}

// plain brings a value of Neo4j to the types that graph.Answer allows.
func plain(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	case map[string]any:
		return plainMap(v)
	case []byte:
		return base64.StdEncoding.EncodeToString(v)
	case dbtype.Node:
		return map[string]any{"labels": texts(v.Labels), "properties": plainMap(v.Props)}
	case dbtype.Relationship:
		return map[string]any{"type": v.Type, "properties": plainMap(v.Props)}
	case dbtype.Path:
		// Nodes and relationships in turn, as they are walked.
		var steps []any
		for i, n := range v.Nodes {
			steps = append(steps, plain(n))
			if i < len(v.Relationships) {
				steps = append(steps, plain(v.Relationships[i]))
			}
		}
		return steps
	case dbtype.Point2D:
		return map[string]any{"x": v.X, "y": v.Y, "srid": int64(v.SpatialRefId)}
	case dbtype.Point3D:
		return map[string]any{"x": v.X, "y": v.Y, "z": v.Z, "srid": int64(v.SpatialRefId)}
	case fmt.Stringer: // dates, times and durations, in the form of ISO 8601
		return strings.TrimSpace(v.String())
	}
	return v
}

func plainMap(m map[string]any) map[string]any {
	p := make(map[string]any, len(m))
	for k, v := range m {
		p[k] = plain(v)
	}
	return p
}

func texts(list []string) []any {
	all := make([]any, len(list))
	for i, s := range list {
		all[i] = s
	}
	return all
}

// Dump implements graph.Store.
func (s *Store) Dump(ctx context.Context, table string, each func(graph.Row) error) error {
	t := graph.TableNamed(table)
	text := "MATCH (n:" + t.Name + ") RETURN " + values(t, "n", "", "") + " ORDER BY n.id"
	switch {
	case t.Name == graph.LinkKeyNode:
		text = `MATCH (k:LinkKey) UNWIND k.claims AS ref WITH k.key AS key, split(ref, ' ')[0] AS claim, substring(ref, size(split(ref, ' ')[0]) + 1) AS article
			RETURN key, article, claim ORDER BY key, article, claim`
	case t.Edge():
		text = "MATCH (a:" + t.From + ")-[r:" + t.Name + "]->(b:" + t.To + ") RETURN " + values(t, "r", "a", "b") + " ORDER BY a.id, b.id"
		if t.Key > 2 {
			text += ", r.`" + t.Columns[2].Name + "`"
		}
	}
	return s.wrap("read", s.read(ctx, text, nil, func(v []any) error { return each(row(t, v)) }))
}
