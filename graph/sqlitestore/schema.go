package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// applicationID marks the files of demarche in their header ("dema").
const applicationID = 0x64656D61

// types of SQLite by type of a column. Lists are JSON arrays.
var types = map[graph.Type]string{graph.Text: "TEXT", graph.Int: "INTEGER", graph.Float: "REAL", graph.Texts: "TEXT", graph.Ints: "TEXT"}

// Init implements graph.Store.
func (s *Store) Init(ctx context.Context) error {
	if dir := filepath.Dir(s.opts.Path); !isDir(dir) {
		return fmt.Errorf("sqlite store %s: there is no folder %s: make it or give another path", s.opts.Path, dir)
	}
	switch err := s.identify(ctx, s.reader); {
	case err == nil:
		return nil
	case !errors.Is(err, graph.ErrEmpty):
		return err
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap("make the schema", err)
	}
	defer tx.Rollback() // does nothing after Commit
	// Another program may have been first while this one waited for the lock.
	if err := s.identify(ctx, tx); !errors.Is(err, graph.ErrEmpty) {
		return err
	}
	for _, statement := range s.schema() {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return s.wrap("make the schema", err)
		}
	}
	return s.wrap("make the schema", tx.Commit())
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// schema returns the statements that make an empty graph.
func (s *Store) schema() []string {
	statements := []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", graph.SchemaVersion),
		"CREATE TABLE demarche (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
		"INSERT INTO demarche VALUES ('linker', " + literal(s.opts.rules().Name()) + ")",
	}
	tables := graph.Tables()
	for i := range tables {
		t := &tables[i]
		var parts []string
		for _, c := range t.Columns {
			def := quoted(c.Name) + " " + types[c.Type]
			if c.Required {
				def += " NOT NULL"
			}
			parts = append(parts, def)
		}
		var keys []string
		for _, c := range t.Columns[:t.Key] {
			keys = append(keys, quoted(c.Name))
		}
		parts = append(parts, "PRIMARY KEY ("+strings.Join(keys, ", ")+")")
		for j, end := range []string{t.From, t.To} {
			if end != "" {
				parts = append(parts, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (id)", quoted(t.Columns[j].Name), quoted(end)))
			}
		}
		statement := fmt.Sprintf("CREATE TABLE %s (\n  %s\n) STRICT", quoted(t.Name), strings.Join(parts, ",\n  "))
		if narrow(t) {
			statement += ", WITHOUT ROWID"
		}
		statements = append(statements, statement)
		for _, c := range t.Indexes {
			statements = append(statements, fmt.Sprintf("CREATE INDEX %s ON %s (%s)", quoted(t.Name+"_"+c), quoted(t.Name), quoted(c)))
		}
	}
	return statements
}

// narrow tables are kept in the order of their key alone, which spares an index;
// for wide rows that would cost more than it spares.
func narrow(t *graph.Table) bool {
	return t.Name == graph.LinkKeyNode || t.Edge() && t.Name != graph.ReportsEdge
}

// identify says what the file is: nil for a graph of this version, ErrEmpty when
// there is none, otherwise what keeps it from being used.
func (s *Store) identify(ctx context.Context, db queryer) error {
	if _, err := os.Stat(s.opts.Path); errors.Is(err, os.ErrNotExist) {
		return s.empty()
	}
	var app, version, tables int
	err := db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&app, &version, &tables)
	switch {
	case err != nil:
		return s.wrap("open", err)
	case app == 0 && tables == 0:
		return s.empty()
	case app != applicationID:
		return fmt.Errorf("sqlite store %s: %w: the file is a database that demarche did not make; it is left alone: give another path", s.opts.Path, graph.ErrForeign)
	case version != graph.SchemaVersion:
		return fmt.Errorf("sqlite store %s: %w: the file has schema %d, this version of demarche uses %d: ingest the articles into a new file, or use the version that made it",
			s.opts.Path, graph.ErrSchema, version, graph.SchemaVersion)
	}
	return nil
}

func (s *Store) empty() error {
	return fmt.Errorf("sqlite store %s: %w: run demarche ingest first, or give the right path", s.opts.Path, graph.ErrEmpty)
}

// checkLinker refuses to mix claims that were linked in two ways, and a graph
// that a rebuild left unfinished.
func (s *Store) checkLinker(ctx context.Context, tx *sql.Tx) error {
	var name string
	if err := tx.QueryRowContext(ctx, "SELECT value FROM demarche WHERE key = 'linker'").Scan(&name); err != nil {
		return err
	}
	if want := s.opts.rules().Name(); name != want {
		return fmt.Errorf("%w: its actors and events were linked by %q, now it is %q (another version or other decisions): run demarche store rebuild", graph.ErrRebuild, name, want)
	}
	return nil
}

// quoted makes an identifier of SQL. Names come from graph.Tables alone.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// literal makes a string of SQL.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func placeholders(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// path of a JSON array's element, as SQL.
func element(of string, i int) string { return of + " ->> " + strconv.Itoa(i) }
