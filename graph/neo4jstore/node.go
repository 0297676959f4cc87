package neo4jstore

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/demarche-graph/demarche/graph"
)

// node is what a transaction knows of a node. Its element ID finds it again, and
// the ends of its edges, in half the time that the index takes.
type node struct {
	element string
	// label is its second label, ":Label", or nothing.
	label string
	// bare: it has no content yet. Ours: we made it, to lock it, and delete it when
	// it gets none.
	bare, ours bool
}

// nodes are those that a transaction has met, by table and key. A nil one is known
// not to exist.
type nodes map[string]map[string]*node

func (ns nodes) put(table, key string, n *node) {
	if ns[table] == nil {
		ns[table] = map[string]*node{}
	}
	ns[table][key] = n
}

// absent reports whether a node is known not to exist.
func (ns nodes) absent(table, key string) bool {
	n, ok := ns[table][key]
	return ok && n == nil
}

// locked and keyLocked take the write lock of a node by writing the ID or key
// that it has. Neo4j locks first and only then sees that nothing changes.
const (
	locked    = " SET n.id = id "
	keyLocked = " SET n.key = id "
)

// find returns the beginning of a statement that finds nodes n by $ids as id. A
// careful transaction makes those that are missing: two programs that bring the
// first of something then wait for each other here. Otherwise they meet when they
// make it, where the second one fails and begins again.
func (t *transaction) find(table, key string, careful bool) string {
	verb := "MATCH"
	if careful {
		verb = "MERGE"
	}
	return "UNWIND $ids AS id " + verb + " (n:" + table + " {" + key + ": id}) "
}

// rowsOfNodes locks nodes and returns those that have content.
func (t *transaction) rowsOfNodes(ctx context.Context, tab *graph.Table, ids []string) ([]graph.Row, error) {
	for _, id := range ids {
		t.nodes.put(tab.Name, id, nil)
	}
	var found []graph.Row
	// The last column is set on every node that has content: see the schema.
	last := len(tab.Columns) - 1
	text := t.find(tab.Name, "id", t.careful) + locked + "RETURN " + values(tab, "n", "", "") + ", elementId(n)"
	err := t.each(ctx, text, map[string]any{"ids": ids}, func(v []any) error {
		n := &node{element: v[last+1].(string), bare: v[last] == nil}
		n.ours = n.bare && t.careful
		t.nodes.put(tab.Name, v[0].(string), n)
		if !n.bare {
			r := row(tab, v)
			n.label = secondLabel(tab, r)
			found = append(found, r)
		}
		return nil
	})
	return found, err
}

// resolve finds the nodes among ids that the transaction has not met.
func (t *transaction) resolve(ctx context.Context, table string, ids []string) error {
	var unknown []string
	for _, id := range ids {
		if _, met := t.nodes[table][id]; !met {
			t.nodes.put(table, id, nil)
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	return t.each(ctx, t.find(table, "id", false)+"RETURN id, elementId(n)", map[string]any{"ids": unknown}, func(v []any) error {
		t.nodes.put(table, v[0].(string), &node{element: v[1].(string)})
		return nil
	})
}

// elements puts the element IDs of an edge's ends in the place of their IDs. An
// edge of which an end is not there is left out, which must be only for those
// that are read or deleted.
func (t *transaction) elements(ctx context.Context, tab *graph.Table, keys [][]any) (left [][]any, err error) {
	for i, table := range []string{tab.From, tab.To} {
		ids := make([]string, len(keys))
		for j, k := range keys {
			ids[j] = k[i].(string)
		}
		if err := t.resolve(ctx, table, ids); err != nil {
			return nil, err
		}
	}
	for _, k := range keys {
		a, b := t.nodes[tab.From][k[0].(string)], t.nodes[tab.To][k[1].(string)]
		if a == nil || b == nil {
			continue
		}
		k = slices.Clone(k)
		k[0], k[1] = a.element, b.element
		left = append(left, k)
	}
	return left, nil
}

// sweep deletes the nodes that were made to be locked and got no content.
func (t *transaction) sweep(ctx context.Context) error {
	for _, table := range slices.Sorted(maps.Keys(t.nodes)) {
		var made []string
		for _, n := range t.nodes[table] {
			if n != nil && n.bare && n.ours {
				made = append(made, n.element)
			}
		}
		if len(made) == 0 {
			continue
		}
		slices.Sort(made)
		if err := t.run(ctx, "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id DELETE n", map[string]any{"ids": made}); err != nil {
			return err
		}
	}
	return nil
}

// missing says that a node is missing to which something is to be tied.
func missing(table, id string) error {
	return fmt.Errorf("%w: there is no %s node %q any more: run demarche store rebuild", graph.ErrDamaged, table, id)
}
