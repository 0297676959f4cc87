// Package queries asks the graph. Each named query is a pair of files,
// NAME.cypher and NAME.sql, which return the same columns and the same rows in
// the same order from Neo4j and from SQLite; people can read them and try them
// in their own tools. What a query is for, takes and returns stands in a header
// of comments, the same in both files; nothing else lists the queries.
//
// # Header
//
//	// What it answers, in one line.
//	//
//	// param NAME TYPE [required | = DEFAULT] : what it does
//	// column NAME TYPE : what it holds
//
// Types of parameters: text, int; actor and place (a name or ID, which reaches
// the query as a list of IDs), event (an ID), type, modality, kind (one of the
// words of package event), from and to (a day, week, month or year, which
// reaches the query as its first or last day). A parameter that is not given
// is null; a limit that is not given lets all rows through. Types of columns:
// text, int, float, list.
package queries

import (
	"context"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/demarche-graph/demarche/graph"
)

// Store is what the queries are put to.
type Store interface {
	Dialect() graph.Dialect
	Query(ctx context.Context, q graph.Query) (*graph.Answer, error)
}

//go:embed *.cypher *.sql find
var files embed.FS

// Query is a named query.
type Query struct {
	Name    string
	Purpose string
	Params  []Param
	Columns []Column
	// texts by dialect, with their headers.
	texts map[graph.Dialect]string
}

// Text is the query in a dialect, with its header.
func (q *Query) Text(d graph.Dialect) string { return q.texts[d] }

// Param is a parameter of a named query.
type Param struct {
	Name     string
	Type     string
	Required bool
	Default  string
	Means    string
}

// Column is a column of an answer.
type Column struct {
	Name  string
	Type  string
	Means string
}

// All returns every named query, by name. The error is a fault of the files and
// the same each time.
func All() ([]Query, error) { return all() }

var (
	all     = sync.OnceValues(func() ([]Query, error) { return load(".") })
	finders = sync.OnceValues(func() ([]Query, error) { return load("find") })
)

// load reads the pairs of files in a folder.
func load(folder string) ([]Query, error) {
	entries, err := files.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var found []Query
	for _, e := range entries { // sorted by name
		name, ok := strings.CutSuffix(e.Name(), ".cypher")
		if e.IsDir() || !ok && strings.HasSuffix(e.Name(), ".sql") {
			continue
		}
		q := Query{Name: name, texts: map[graph.Dialect]string{}}
		for dialect, ext := range map[graph.Dialect]string{graph.Cypher: ".cypher", graph.SQL: ".sql"} {
			text, err := files.ReadFile(path.Join(folder, name+ext))
			if err != nil {
				return nil, fmt.Errorf("queries: %s: both %s.cypher and %s.sql are needed: %w", name, name, name, err)
			}
			q.texts[dialect] = string(text)
		}
		if err := q.readHeaders(); err != nil {
			return nil, err
		}
		found = append(found, q)
	}
	return found, nil
}

// Named returns a query by its name. The error wraps ErrUnknown and lists the
// names.
func Named(name string) (*Query, error) {
	qs, err := All()
	if err != nil {
		return nil, err
	}
	return named(qs, name)
}

func named(qs []Query, name string) (*Query, error) {
	names := make([]string, len(qs))
	for i := range qs {
		if qs[i].Name == name {
			return &qs[i], nil
		}
		names[i] = qs[i].Name
	}
	return nil, fmt.Errorf("%w query %q: there are %s", ErrUnknown, name, strings.Join(names, ", "))
}

// Answer is what a named query returns. Its rows hold nil, int64, float64,
// string, or []any of strings.
type Answer struct {
	graph.Answer
	Query *Query
	// Notes say how names were understood, where that is not plain.
	Notes []string
}

// Run runs a named query. Params are as a user gives them. Errors wrap
// ErrUnknown for a name that does not exist and ErrParam for a wrong value; both
// say what would be right.
func Run(ctx context.Context, s Store, name string, params map[string]string) (*Answer, error) {
	q, err := Named(name)
	if err != nil {
		return nil, err
	}
	values, notes, err := q.values(ctx, s, params)
	if err != nil {
		return nil, err
	}
	a, err := q.run(ctx, s, values)
	if err != nil {
		return nil, err
	}
	a.Notes = notes
	return a, nil
}

// run runs a query with values as the store takes them.
func (q *Query) run(ctx context.Context, s Store, values map[string]any) (*Answer, error) {
	got, err := s.Query(ctx, graph.Query{Text: q.texts[s.Dialect()], Params: values})
	if err != nil {
		return nil, fmt.Errorf("query %s: %w", q.Name, err)
	}
	a := &Answer{Query: q, Answer: *got}
	want := make([]string, len(q.Columns))
	for i, c := range q.Columns {
		want[i] = c.Name
	}
	if !slices.Equal(got.Columns, want) {
		return nil, fmt.Errorf("query %s: returns the columns %v, its header says %v", q.Name, got.Columns, want)
	}
	for _, r := range a.Rows {
		for i, c := range q.Columns {
			if r[i], err = c.value(r[i]); err != nil {
				return nil, fmt.Errorf("query %s: column %s: %w", q.Name, c.Name, err)
			}
		}
	}
	return a, nil
}
