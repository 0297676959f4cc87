package sqlitestore

import (
	"context"
	"database/sql"

	"github.com/demarche-graph/demarche/graph"
)

// Rebuild implements graph.Store. All of it is one transaction: until it ends,
// others read the graph as it was, and a rebuild that is interrupted has changed
// nothing.
func (s *Store) Rebuild(ctx context.Context) (graph.Result, error) {
	var res graph.Result
	err := s.write(ctx, trusted, func(t *transaction) error {
		tx := t.tx
		// The claims are set aside in temporary tables, which SQLite keeps on
		// disk, so that memory does not limit the size of the graph.
		statements := []string{
			"CREATE TEMP TABLE parked AS SELECT id AS article, url, title, source, published, sha256, reader, sketch, row_number() OVER (ORDER BY id) AS n FROM Article",
			"CREATE UNIQUE INDEX temp.parked_n ON parked (n)",
			"CREATE TEMP TABLE parkedClaim AS SELECT p.n, r.claim FROM REPORTS r JOIN parked p ON p.article = r.article",
			"CREATE INDEX temp.parkedClaim_n ON parkedClaim (n)",
		}
		tables := graph.Tables()
		for i := len(tables) - 1; i >= 0; i-- {
			statements = append(statements, "DELETE FROM "+quoted(tables[i].Name))
		}
		statements = append(statements, "UPDATE demarche SET value = "+literal(s.opts.rules().Name())+" WHERE key = 'linker'")
		for _, st := range statements {
			if _, err := tx.ExecContext(ctx, st); err != nil {
				return err
			}
		}
		for from := 1; ; from += s.opts.Batch.Articles {
			put, err := s.parked(ctx, tx, from, s.opts.Batch.Articles)
			if err != nil {
				return err
			}
			if len(put) == 0 {
				break
			}
			r, err := graph.Change(ctx, t, s.opts.rules(), put, nil)
			if err != nil {
				return err
			}
			res.Add(r)
		}
		for _, st := range []string{"DROP TABLE parkedClaim", "DROP TABLE parked"} {
			if _, err := tx.ExecContext(ctx, st); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return graph.Result{}, s.wrap("rebuild", err)
	}
	return res, nil
}

// parked reads articles that were set aside, with their claims.
func (s *Store) parked(ctx context.Context, tx *sql.Tx, from, articles int) ([]*graph.Prepared, error) {
	rs, err := tx.QueryContext(ctx, `SELECT p.article, coalesce(url, ''), coalesce(title, ''), coalesce(source, ''), coalesce(published, ''),
		coalesce(sha256, ''), coalesce(reader, ''), coalesce(sketch, ''), coalesce(c.claim, '')
		FROM parked p LEFT JOIN parkedClaim c ON c.n = p.n WHERE p.n >= ? AND p.n < ?`, from, from+articles)
	if err != nil {
		return nil, err
	}
	defer rs.Close()
	var stored []graph.Stored
	for rs.Next() {
		var st graph.Stored
		a := &st.Article
		if err := rs.Scan(&a.ID, &a.URL, &a.Title, &a.Source, &a.Published, &a.SHA256, &a.Reader, &a.Sketch, &st.Claim); err != nil {
			return nil, err
		}
		stored = append(stored, st)
	}
	if err := rs.Err(); err != nil {
		return nil, err
	}
	return graph.Reload(stored, s.opts.Actors)
}
