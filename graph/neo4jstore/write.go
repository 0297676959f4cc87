package neo4jstore

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Write implements graph.Tx.
func (t *transaction) Write(ctx context.Context, c *graph.Changes) error {
	tables := graph.Tables()
	for i := len(tables) - 1; i >= 0; i-- {
		tab := &tables[i]
		if err := t.delete(ctx, tab, c.Delete[tab.Name]); err != nil {
			return err
		}
	}
	for i := range tables {
		tab := &tables[i]
		insert, update := c.Insert[tab.Name], c.Update[tab.Name]
		var err error
		switch {
		case tab.Name == graph.LinkKeyNode:
			err = t.writeKeys(ctx, insert, c.Delete[tab.Name])
		case tab.Edge():
			if err = t.writeEdges(ctx, tab, byElements+"CREATE (a)-[r:"+tab.Name+"]->(b)", set(tab, "r", 2), insert); err == nil {
				err = t.writeEdges(ctx, tab, byElements+between(tab), set(tab, "r", tab.Key), update)
			}
		default:
			err = t.writeNodes(ctx, tab, insert, update)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *transaction) delete(ctx context.Context, tab *graph.Table, rs []graph.Row) error {
	switch {
	case len(rs) == 0 || tab.Name == graph.LinkKeyNode:
		return nil
	case !tab.Edge():
		ids := make([]string, len(rs))
		for i, r := range rs {
			ids[i] = r[0].(string)
			t.nodes.put(tab.Name, ids[i], nil)
		}
		// Somebody may have tied notes of their own to the node.
		return t.run(ctx, t.find(tab.Name, "id", false)+"DETACH DELETE n", map[string]any{"ids": ids})
	}
	keys := make([][]any, len(rs))
	for i, r := range rs {
		keys[i] = r[:tab.Key]
	}
	keys, err := t.elements(ctx, tab, keys)
	if err != nil {
		return err
	}
	return t.writeRows(ctx, byElements+between(tab)+"DELETE r", keys)
}

// writeRows runs a statement over rows.
func (t *transaction) writeRows(ctx context.Context, text string, rs [][]any) error {
	if len(rs) == 0 {
		return nil
	}
	return t.run(ctx, text, map[string]any{"rows": list(rs)})
}

// writeEdges runs a statement over edges, whose ends must be there. Set, when not
// empty, ends the statement.
func (t *transaction) writeEdges(ctx context.Context, tab *graph.Table, text, set string, rs []graph.Row) error {
	if len(rs) == 0 {
		return nil
	}
	rows := make([][]any, len(rs))
	for i, r := range rs {
		rows[i] = r
	}
	rows, err := t.elements(ctx, tab, rows)
	if err != nil {
		return err
	}
	if len(rows) < len(rs) {
		for _, r := range rs {
			for i, table := range []string{tab.From, tab.To} {
				if id := r[i].(string); t.nodes.absent(table, id) {
					return missing(table, id)
				}
			}
		}
	}
	if set != "" {
		text += " SET " + set
	}
	return t.writeRows(ctx, text, rows)
}

// writeNodes writes nodes, those of each second label by themselves, since the
// text of a statement names the label.
func (t *transaction) writeNodes(ctx context.Context, tab *graph.Table, insert, update []graph.Row) error {
	var made []graph.Row
	for _, r := range insert {
		if n := t.nodes[tab.Name][r[0].(string)]; n != nil {
			n.bare = false
			update = append(update, r) // it is there, made when it was locked
		} else {
			made = append(made, r)
		}
	}
	for label, rs := range byLabel(tab, made) {
		text := "UNWIND $rows AS row CREATE (n:" + tab.Name + label + ") SET " + set(tab, "n", 0) + " RETURN n.id, elementId(n)"
		err := t.each(ctx, text, map[string]any{"rows": list(rs)}, func(v []any) error {
			t.nodes.put(tab.Name, v[0].(string), &node{element: v[1].(string), label: label})
			return nil
		})
		if err != nil {
			return err
		}
	}
	ids := make([]string, len(update))
	for i, r := range update {
		ids[i] = r[0].(string)
	}
	if err := t.resolve(ctx, tab.Name, ids); err != nil {
		return err
	}
	var same []graph.Row // those whose second label stays
	update = slices.DeleteFunc(slices.Clone(update), func(r graph.Row) bool {
		n := t.nodes[tab.Name][r[0].(string)]
		if n == nil || n.label != secondLabel(tab, r) {
			return false
		}
		same = append(same, r)
		return true
	})
	for label, rs := range byLabel(tab, update) {
		text := " REMOVE n:" + strings.Join(secondLabels(tab.Name), ":") + " SET n" + label
		if err := t.fill(ctx, tab, text, rs); err != nil {
			return err
		}
	}
	return t.fill(ctx, tab, "", same)
}

// fill sets the columns of nodes that are there.
func (t *transaction) fill(ctx context.Context, tab *graph.Table, more string, rs []graph.Row) error {
	rows := make([][]any, len(rs))
	for i, r := range rs {
		n := t.nodes[tab.Name][r[0].(string)]
		if n == nil {
			return missing(tab.Name, r[0].(string))
		}
		rows[i] = append([]any{n.element}, r[1:]...)
	}
	return t.writeRows(ctx, "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0] SET "+set(tab, "n", 1)+more, rows)
}

// byLabel yields rows by the second label that they get, in the order of the
// labels.
func byLabel(tab *graph.Table, rs []graph.Row) iter.Seq2[string, []graph.Row] {
	groups := map[string][]graph.Row{}
	for _, r := range rs {
		label := secondLabel(tab, r)
		groups[label] = append(groups[label], r)
	}
	return func(yield func(string, []graph.Row) bool) {
		for _, label := range slices.Sorted(maps.Keys(groups)) {
			if !yield(label, groups[label]) {
				return
			}
		}
	}
}

// labels are the second labels of nodes, for people who look at the graph, by
// the value of their kind or type.
var labels = map[string]map[string]string{
	graph.EventNode: {string(event.Call): "Call", string(event.Talks): "Talks", string(event.Statement): "Statement"},
	graph.ActorNode: {string(event.Person): "Person", string(event.Country): "Country", string(event.Organization): "Organization"},
}

func secondLabels(table string) []string { return slices.Sorted(maps.Values(labels[table])) }

// secondLabel returns ":Label", or nothing.
func secondLabel(t *graph.Table, r graph.Row) string {
	var of string
	switch t.Name {
	case graph.EventNode:
		of = r[t.Column("type")].(string)
	case graph.ActorNode:
		of = r[t.Column("kind")].(string)
	default:
		return ""
	}
	if l := labels[t.Name][of]; l != "" {
		return ":" + l
	}
	return ""
}

// writeKeys brings the claims of LinkKey nodes up to date. Those by which claims
// were looked up are known; MERGE locks the others.
func (t *transaction) writeKeys(ctx context.Context, made, gone []graph.Row) error {
	type change struct{ made, gone []string }
	byKey := map[string]*change{}
	of := func(r graph.Row) *change {
		k := r[0].(string)
		if byKey[k] == nil {
			byKey[k] = &change{made: []string{}, gone: []string{}}
		}
		return byKey[k]
	}
	for _, r := range made {
		c := of(r)
		c.made = append(c.made, ref(r[1].(string), r[2].(string)))
	}
	for _, r := range gone {
		c := of(r)
		c.gone = append(c.gone, ref(r[1].(string), r[2].(string)))
	}
	const kept = "SET n.claims = [c IN coalesce(n.claims, []) WHERE NOT c IN row[1]] + row[2]"
	var known, absent, others [][]any
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		c := byKey[k]
		n, met := t.nodes[graph.LinkKeyNode][k]
		switch {
		case n != nil:
			n.bare = n.bare && len(c.made) == 0
			known = append(known, []any{n.element, c.gone, c.made})
		case met:
			absent = append(absent, []any{k, c.made})
		default:
			others = append(others, []any{k, c.gone, c.made})
		}
	}
	for _, step := range []struct {
		text string
		rows [][]any
	}{
		{"UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row[0] " + kept, known},
		{"UNWIND $rows AS row CREATE (n:LinkKey {key: row[0], claims: row[1]})", absent},
		{"UNWIND $rows AS row MERGE (n:LinkKey {key: row[0]}) " + kept, others},
	} {
		if err := t.writeRows(ctx, step.text, step.rows); err != nil {
			return err
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return t.run(ctx, t.find(graph.LinkKeyNode, "key", false)+"WITH n WHERE size(n.claims) = 0 DELETE n", map[string]any{"ids": slices.Sorted(maps.Keys(byKey))})
}

// set writes the columns of a row, from the first one given, as properties.
// Properties that somebody added to a node stay.
func set(t *graph.Table, n string, first int) string {
	var parts []string
	for i, c := range t.Columns {
		if i >= first {
			parts = append(parts, fmt.Sprintf("%s.`%s` = row[%d]", n, c.Name, i))
		}
	}
	return strings.Join(parts, ", ")
}

// byElements begins a statement over edges with its two nodes, by their element
// IDs.
const byElements = "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "

// between finds the edge between the two nodes, null when there is none. It is
// OPTIONAL because Neo4j then always goes from the two nodes to what is between
// them. Otherwise it may go through all edges of the type, or of one node, if
// there were few when it made its plan.
func between(t *graph.Table) string {
	return "WITH row, a, b OPTIONAL MATCH (a)-[r:" + t.Name + more(t) + "]->(b) "
}

// more is what else than its ends identifies an edge.
func more(t *graph.Table) string {
	if t.Key == 2 {
		return ""
	}
	return fmt.Sprintf(" {`%s`: row[2]}", t.Columns[2].Name)
}

// list makes rows a parameter that the driver knows.
func list[R ~[]any](rs []R) []any {
	all := make([]any, len(rs))
	for i, r := range rs {
		all[i] = []any(r)
	}
	return all
}
