package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Query implements graph.Store. Parameters stand as :name in the text; a list
// is passed as a JSON array, to be read with json_each.
func (s *Store) Query(ctx context.Context, q graph.Query) (*graph.Answer, error) {
	if strings.TrimSpace(q.Text) == "" { // SQLite takes that for a statement that does nothing
		return nil, fmt.Errorf("sqlite store %s: %w: it is empty", s.opts.Path, graph.ErrQuery)
	}
	args := make([]any, 0, len(q.Params))
	for _, name := range slices.Sorted(maps.Keys(q.Params)) {
		v := q.Params[name]
		if list, ok := v.([]string); ok {
			v = array(list)
		}
		args = append(args, sql.Named(name, v))
	}
	if !q.Write {
		a, err := s.readQuery(ctx, q.Text, args)
		return a, s.wrapQuery(err)
	}
	var a *graph.Answer
	err := s.write(ctx, checked, func(t *transaction) error {
		var err error
		a, err = query(ctx, t.tx, q.Text, args)
		return err
	})
	return a, s.wrapQuery(err)
}

// readQuery runs a query on a connection that can't write, and can't open another
// file with ATTACH: a question to the graph is none to the rest of the disk.
func (s *Store) readQuery(ctx context.Context, text string, args []any) (*graph.Answer, error) {
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_ATTACHED, 0); err != nil {
		return nil, err
	}
	return query(ctx, conn, text, args)
}

func query(ctx context.Context, db queryer, text string, args []any) (*graph.Answer, error) {
	rs, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rs.Close()
	a := &graph.Answer{}
	if a.Columns, err = rs.Columns(); err != nil {
		return nil, err
	}
	for rs.Next() {
		r := make([]any, len(a.Columns))
		into := make([]any, len(r))
		for i := range r {
			into[i] = &r[i]
		}
		if err := rs.Scan(into...); err != nil {
			return nil, err
		}
		for i, v := range r {
			if b, ok := v.([]byte); ok {
				r[i] = base64.StdEncoding.EncodeToString(b)
			}
		}
		a.Rows = append(a.Rows, r)
	}
	return a, rs.Err()
}
