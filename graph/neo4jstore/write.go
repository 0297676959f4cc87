package neo4jstore

import (
	"context"
	"fmt"
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
		rs := c.Delete[tab.Name]
		switch {
		case len(rs) == 0 || tab.Name == graph.LinkKeyNode:
		case tab.Edge():
			if err := t.run(ctx, deleteEdge(tab), map[string]any{"rows": keysOf(tab, rs)}); err != nil {
				return err
			}
		default:
			// Somebody may have tied notes of their own to the node.
			text := "UNWIND $rows AS row MATCH (n:" + tab.Name + " {id: row[0]}) DETACH DELETE n"
			if err := t.run(ctx, text, map[string]any{"rows": keysOf(tab, rs)}); err != nil {
				return err
			}
		}
	}
	for i := range tables {
		tab := &tables[i]
		var err error
		switch {
		case tab.Name == graph.LinkKeyNode:
			err = t.writeKeys(ctx, c.Insert[tab.Name], c.Delete[tab.Name])
		case tab.Edge():
			if err = t.writeRows(ctx, insertEdge(tab), c.Insert[tab.Name]); err == nil {
				err = t.writeRows(ctx, updateEdge(tab), c.Update[tab.Name])
			}
		default:
			err = t.writeNodes(ctx, tab, c.Insert[tab.Name], c.Update[tab.Name])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeRows runs a statement over rows.
func (t *transaction) writeRows(ctx context.Context, text string, rs []graph.Row) error {
	if len(rs) == 0 {
		return nil
	}
	rows := make([]any, len(rs))
	for i, r := range rs {
		rows[i] = []any(r)
	}
	return t.run(ctx, text, map[string]any{"rows": rows})
}

// writeNodes writes nodes, those of each second label by themselves, since the
// text of a statement names the label.
func (t *transaction) writeNodes(ctx context.Context, tab *graph.Table, insert, update []graph.Row) error {
	if tab.Name == graph.EventNode {
		if err := t.byLabel(ctx, tab, insert, func(label string) string {
			return "UNWIND $rows AS row CREATE (n:" + tab.Name + label + ") SET " + set(tab, "n", 0)
		}); err != nil {
			return err
		}
		insert = nil
	}
	for _, r := range insert {
		delete(t.made[tab.Name], r[0].(string))
	}
	// The node is there, made when it was locked.
	return t.byLabel(ctx, tab, append(slices.Clone(insert), update...), func(label string) string {
		text := "UNWIND $rows AS row MATCH (n:" + tab.Name + " {id: row[0]}) SET " + set(tab, "n", 1)
		if label != "" {
			text += " REMOVE n:" + strings.Join(secondLabels(tab.Name), ":") + " SET n" + label
		}
		return text
	})
}

func (t *transaction) byLabel(ctx context.Context, tab *graph.Table, rs []graph.Row, text func(label string) string) error {
	groups := map[string][]graph.Row{}
	for _, r := range rs {
		label := secondLabel(tab, r)
		groups[label] = append(groups[label], r)
	}
	for _, label := range slices.Sorted(maps.Keys(groups)) {
		if err := t.writeRows(ctx, text(label), groups[label]); err != nil {
			return err
		}
	}
	return nil
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
// were looked up are locked already; MERGE locks the others.
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
		delete(t.made[graph.LinkKeyNode], r[0].(string))
	}
	for _, r := range gone {
		c := of(r)
		c.gone = append(c.gone, ref(r[1].(string), r[2].(string)))
	}
	rows := make([]any, 0, len(byKey))
	for _, k := range slices.Sorted(maps.Keys(byKey)) {
		rows = append(rows, []any{k, byKey[k].gone, byKey[k].made})
	}
	if len(rows) == 0 {
		return nil
	}
	err := t.run(ctx, "UNWIND $rows AS row MERGE (n:LinkKey {key: row[0]}) SET n.claims = [c IN coalesce(n.claims, []) WHERE NOT c IN row[1]] + row[2]",
		map[string]any{"rows": rows})
	if err != nil || len(gone) == 0 {
		return err
	}
	return t.run(ctx, "UNWIND $rows AS row MATCH (n:LinkKey {key: row[0]}) WHERE size(n.claims) = 0 DELETE n", map[string]any{"rows": rows})
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

// ends matches the two nodes of an edge.
func ends(t *graph.Table) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row[0]}) MATCH (b:%s {id: row[1]}) ", t.From, t.To)
}

func insertEdge(t *graph.Table) string {
	text := ends(t) + "CREATE (a)-[r:" + t.Name + "]->(b)"
	if len(t.Columns) > 2 {
		text += " SET " + set(t, "r", 2)
	}
	return text
}

func updateEdge(t *graph.Table) string {
	return ends(t) + "WITH row, a, b MATCH (a)-[r:" + t.Name + more(t) + "]->(b) SET " + set(t, "r", t.Key)
}

func deleteEdge(t *graph.Table) string {
	return ends(t) + "WITH row, a, b MATCH (a)-[r:" + t.Name + more(t) + "]->(b) DELETE r"
}

// more is what else than its ends identifies an edge.
func more(t *graph.Table) string {
	if t.Key == 2 {
		return ""
	}
	return fmt.Sprintf(" {`%s`: row[2]}", t.Columns[2].Name)
}

func keysOf(t *graph.Table, rs []graph.Row) []any {
	keys := make([]any, len(rs))
	for i, r := range rs {
		keys[i] = []any(r[:t.Key])
	}
	return keys
}
