package sqlitestore

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/demarche-graph/demarche/graph"
)

// queryer is what a database and a transaction have in common.
type queryer interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
}

// listColumns are the places of the columns that are lists.
func listColumns(t *graph.Table) []int {
	var lists []int
	for i, c := range t.Columns {
		if c.Type == graph.Texts || c.Type == graph.Ints {
			lists = append(lists, i)
		}
	}
	return lists
}

// encode writes the lists of a row as JSON.
func encode(r graph.Row, lists []int) graph.Row {
	if len(lists) == 0 {
		return r
	}
	r = slices.Clone(r)
	for _, i := range lists {
		switch v := r[i].(type) {
		case []string:
			r[i] = jsonStrings(v)
		case []int64:
			r[i] = jsonInts(v)
		}
	}
	return r
}

// jsonStrings writes strings as a JSON array. It leaves < and > as they are, for
// those who look at the file.
func jsonStrings(v []string) string {
	b := []byte{'['}
	for i, s := range v {
		if i > 0 {
			b = append(b, ',')
		}
		if plain(s) {
			b = append(append(append(b, '"'), s...), '"')
			continue
		}
		var escaped bytes.Buffer
		enc := json.NewEncoder(&escaped)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			panic(err) // strings always have a JSON form
		}
		b = append(b, bytes.TrimSuffix(escaped.Bytes(), []byte("\n"))...)
	}
	return string(append(b, ']'))
}

// plain strings stand in JSON as they are. Most quotes do.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return true
}

func jsonInts(v []int64) string {
	b := []byte{'['}
	for i, n := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, ']'))
}

// rows passes the rows that a query returns, which has the columns of t, to each.
func rows(ctx context.Context, db queryer, t *graph.Table, text string, args []any, each func(graph.Row) error) error {
	rs, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rs.Close()
	for rs.Next() {
		r := make(graph.Row, len(t.Columns))
		into := make([]any, len(r))
		for i := range r {
			into[i] = &r[i]
		}
		if err := rs.Scan(into...); err != nil {
			return err
		}
		if err := decode(t, r); err != nil {
			return err
		}
		if err := each(r); err != nil {
			return err
		}
	}
	return rs.Err()
}

// decode brings the values of a row to the types of the columns.
func decode(t *graph.Table, r graph.Row) error {
	for i, c := range t.Columns {
		s, isText := r[i].(string)
		var err error
		switch {
		case c.Type == graph.Texts && isText:
			var v []string
			err = json.Unmarshal([]byte(s), &v)
			r[i] = v
		case c.Type == graph.Ints && isText:
			var v []int64
			err = json.Unmarshal([]byte(s), &v)
			r[i] = v
		}
		if err != nil {
			return fmt.Errorf("%w: %s.%s is no JSON array: %w", graph.ErrDamaged, t.Name, c.Name, err)
		}
	}
	return nil
}
