package graph

import (
	"maps"
	"slices"
	"strings"
)

// Row is one node or edge: the values of its table's columns in their order,
// each nil or of the Go type that its column's Type names.
type Row []any

// Rows are rows by the name of their table.
type Rows map[string][]Row

// KeyOf returns what makes the row unique in its table, as one string.
func (t *Table) KeyOf(r Row) string {
	if t.Key == 1 {
		return r[0].(string)
	}
	parts := make([]string, t.Key)
	for i := range parts {
		parts[i] = r[i].(string)
	}
	return joinKey(parts...)
}

// joinKey joins the parts of a key. They can't hold the separator: see checkID.
func joinKey(parts ...string) string { return strings.Join(parts, "\x00") }

// sort puts the rows of every table in the order of their keys.
func (rows Rows) sort() {
	for name, rs := range rows {
		n := TableNamed(name).Key
		compare := func(a, b Row) int { return compareKeys(a, b, n) }
		if !slices.IsSortedFunc(rs, compare) {
			slices.SortFunc(rs, compare)
		}
	}
}

func compareKeys(a, b Row, n int) int {
	for i := range n {
		if c := strings.Compare(a[i].(string), b[i].(string)); c != 0 {
			return c
		}
	}
	return 0
}

// Equal reports whether two rows of one table hold the same.
func (r Row) Equal(o Row) bool {
	if len(r) != len(o) {
		return false
	}
	for i := range r {
		if !equalValues(r[i], o[i]) {
			return false
		}
	}
	return true
}

func equalValues(a, b any) bool {
	switch a := a.(type) {
	case []string:
		b, ok := b.([]string)
		return ok && slices.Equal(a, b)
	case []int64:
		b, ok := b.([]int64)
		return ok && slices.Equal(a, b)
	}
	switch b.(type) {
	case []string, []int64:
		return false
	}
	return a == b
}

// text makes the value of an optional Text column.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// str reads an optional Text column.
func str(v any) string {
	s, _ := v.(string)
	return s
}

// Changes is a difference between two states of the graph. Rows of Insert did
// not exist, those of Update did with other values, those of Delete are given as
// they were. Each list is in the order of the keys.
type Changes struct{ Insert, Update, Delete Rows }

func newChanges() *Changes {
	return &Changes{Insert: Rows{}, Update: Rows{}, Delete: Rows{}}
}

// diff adds to c what turns the rows of old into those of new.
func (c *Changes) diff(old, new Rows) {
	for i := range tables {
		t := &tables[i]
		if len(old[t.Name]) == 0 {
			c.Insert[t.Name] = append(c.Insert[t.Name], new[t.Name]...)
			continue
		}
		was := make(map[string]Row, len(old[t.Name]))
		for _, r := range old[t.Name] {
			was[t.KeyOf(r)] = r
		}
		for _, r := range new[t.Name] {
			k := t.KeyOf(r)
			o, ok := was[k]
			c.put(t.Name, o, r)
			if ok {
				delete(was, k)
			}
		}
		for _, k := range slices.Sorted(maps.Keys(was)) {
			c.put(t.Name, was[k], nil)
		}
	}
}

// put adds the change of one row from old to new; either may be nil.
func (c *Changes) put(table string, old, new Row) {
	switch {
	case old == nil && new == nil:
	case old == nil:
		c.Insert[table] = append(c.Insert[table], new)
	case new == nil:
		c.Delete[table] = append(c.Delete[table], old)
	case !old.Equal(new):
		c.Update[table] = append(c.Update[table], new)
	}
}

func (c *Changes) sort() {
	c.Insert.sort()
	c.Update.sort()
	c.Delete.sort()
}

// count adds the changes to a Result.
func (c *Changes) count(r *Result) {
	for i := range tables {
		t := &tables[i]
		if t.Name == LinkKeyNode {
			continue // bookkeeping, nothing that a user asked for
		}
		into := &r.Nodes
		if t.Edge() {
			into = &r.Edges
		}
		into.add(Tally{len(c.Insert[t.Name]), len(c.Update[t.Name]), len(c.Delete[t.Name])})
	}
}
