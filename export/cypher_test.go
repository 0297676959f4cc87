package export

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/queries"
)

// A text that ended its literal would be run as Cypher, so the script is given to
// a real Neo4j, and what it made is compared with the rows.
func TestTheScriptMakesTheGraph(t *testing.T) {
	server := neo4jtest.OpenBare(t)
	store, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: server.URI, User: server.User, Password: server.Password, Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(context.WithoutCancel(t.Context()))
	p := read(t, queries.Filter{})
	// The store serves to run Cypher alone: it does not take this for its graph.
	run := func(text string) [][]any {
		t.Helper()
		a, err := store.Query(t.Context(), graph.Query{Text: text, Write: true})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		return a.Rows
	}
	for range 2 { // the second time changes nothing
		for statement := range strings.SplitSeq(string(written(t, p, "cypher")), ";\n") {
			if strings.TrimSpace(statement) != "" {
				run(statement)
			}
		}
	}
	tabs := tables()
	for i := range tabs {
		table := &tabs[i]
		text := "MATCH (n:" + table.Name + ") RETURN properties(n) AS p, n.id AS a, '' AS b ORDER BY a"
		if table.Edge() {
			text = "MATCH (x)-[n:" + table.Name + "]->(y) RETURN properties(n) AS p, x.id AS a, y.id AS b ORDER BY a, b"
		}
		var have, want []string
		for _, r := range run(text) {
			have = append(have, line(table, r[1], r[2], r[0].(map[string]any)))
		}
		for _, r := range p.Rows[table.Name] {
			props, other := map[string]any{}, any("")
			for _, c := range properties(table) {
				if r[c] != nil {
					props[table.Columns[c].Name] = r[c]
				}
			}
			if table.Edge() {
				other = r[1]
			}
			want = append(want, line(table, r[0], other, props))
		}
		slices.Sort(have)
		slices.Sort(want)
		if !slices.Equal(have, want) {
			t.Errorf("%s:\n have %q\n want %q", table.Name, have, want)
		}
	}
	if n := run("MATCH (n:Event:Call) RETURN count(n)")[0][0]; n != int64(2) {
		t.Errorf("%v calls, want 2", n)
	}
	for i := range tabs { // other tests don't expect them
		run("DROP CONSTRAINT export_" + strings.ToLower(tabs[i].Name) + " IF EXISTS")
	}
}

// line is a node or an edge as a text to compare.
func line(t *graph.Table, a, b any, props map[string]any) string {
	parts := []string{fmt.Sprint(a), fmt.Sprint(b)}
	for _, c := range properties(t) {
		if v, ok := props[t.Columns[c].Name]; ok {
			parts = append(parts, fmt.Sprintf("%s=%v", t.Columns[c].Name, v))
		}
	}
	return strings.Join(parts, "\n")
}
