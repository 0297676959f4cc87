// Package sqlitestore keeps the graph in one SQLite file, with nothing to
// install. Nodes and edges are STRICT tables with the names and columns of
// package graph; lists are JSON arrays.
//
// One connection writes, in transactions that begin by taking the write lock;
// others only read, and SQLite itself holds them to it. In WAL mode neither
// waits for the other, and a program that is killed leaves whole batches behind.
package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	_ "modernc.org/sqlite" // the driver "sqlite", pure Go
)

// Options say where the graph is and how claims are linked.
type Options struct {
	// Path of the file. It is made by Init when missing; its folder is not.
	Path string
	// Linker and Names are those of graph.Change. A nil Linker stands for
	// graph.Exact; Names may be nil.
	Linker graph.Linker
	Names  graph.Names
	// Actors says who is whom; nil for what the articles' reader found.
	Actors graph.Identity
	// Batch bounds a transaction; zero values stand for 10000 claims or 4000 articles.
	Batch graph.Batch
}

func (o *Options) rules() graph.Rules {
	return graph.Rules{Linker: o.Linker, Names: o.Names, Actors: o.Actors}
}

// Store is a graph in a SQLite file. Its methods may be called at once from
// several goroutines; several programs may use one file.
type Store struct {
	opts   Options
	writer *sql.DB
	reader *sql.DB
}

// readers is how many queries run at once.
const readers = 4

// Open prepares to use the file, which need not exist yet. A file that is there
// is looked at first and left as it is: graph.ErrForeign when it holds something
// else, graph.ErrSchema when another version made it.
func Open(ctx context.Context, opts Options) (*Store, error) {
	if opts.Path == "" {
		return nil, errors.New("sqlite store: no path given; set the store to sqlite://FILE")
	}
	if opts.Linker == nil {
		opts.Linker = graph.Exact{}
	}
	if opts.Batch.Claims == 0 {
		opts.Batch.Claims = 10000
	}
	if opts.Batch.Articles == 0 {
		opts.Batch.Articles = 4000
	}
	s := &Store{opts: opts}
	var err error
	// cache_size in kB. What actors take part in lies all over the file, so that every
	// transaction writes thousands of pages, and the next one many of them again: a
	// checkpoint every 40,000 pages (164 MB) instead of 1,000 copies each once.
	if s.writer, err = sql.Open("sqlite", dsn(opts.Path, "_txlock=immediate", "_pragma=busy_timeout(20000)", "_pragma=journal_mode(WAL)",
		"_pragma=synchronous(NORMAL)", "_pragma=foreign_keys(1)", "_pragma=cache_size(-131072)", "_pragma=wal_autocheckpoint(40000)")); err != nil {
		return nil, s.wrap("open", err)
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite", dsn(opts.Path, s.readMode(), "_pragma=busy_timeout(20000)", "_pragma=query_only(1)",
		"_pragma=cache_size(-32768)")); err != nil {
		return nil, s.wrap("open", err)
	}
	s.reader.SetMaxOpenConns(readers)
	if err := s.identify(ctx, s.reader); err != nil && !errors.Is(err, graph.ErrEmpty) {
		return nil, errors.Join(err, s.Close(ctx))
	}
	return s, nil
}

// readMode opens for reading only. In a folder where nothing can be made SQLite
// can't keep the index of the WAL, which a file at rest does not need: it is
// then declared immutable.
func (s *Store) readMode() string {
	if _, err := os.Stat(s.opts.Path + "-wal"); errors.Is(err, fs.ErrNotExist) && !writable(s.opts.Path) {
		return "immutable=1"
	}
	return "mode=ro"
}

// writable reports whether a file can be made beside path.
func writable(path string) bool {
	f, err := os.CreateTemp(filepath.Dir(path), ".demarche-*")
	if err != nil {
		return errors.Is(err, fs.ErrNotExist) // there is no folder: say so later
	}
	name := f.Name()
	return f.Close() == nil && os.Remove(name) == nil
}

// dsn makes the address of a file with its settings. The path may hold any sign.
func dsn(path string, settings ...string) string {
	p := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		p = "/" + p // file:///C:/...
	}
	return "file:" + (&url.URL{Path: p}).EscapedPath() + "?" + strings.Join(settings, "&")
}

// Path is the file of the store.
func (s *Store) Path() string { return s.opts.Path }

// Dialect implements graph.Store.
func (s *Store) Dialect() graph.Dialect { return graph.SQL }

// Close implements graph.Store. It may be called twice.
func (s *Store) Close(context.Context) error {
	var errs []error
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return s.wrap("close", errors.Join(errs...))
}

// Load implements graph.Store.
func (s *Store) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	return graph.Load(ctx, claims, s.opts.Actors, s.opts.Batch, func(ctx context.Context, put []*graph.Prepared) (graph.Result, error) {
		return s.change(ctx, put, nil)
	})
}

// Withdraw implements graph.Store.
func (s *Store) Withdraw(ctx context.Context, articles []string) (graph.Result, error) {
	return graph.Withdraw(ctx, articles, s.opts.Batch, func(ctx context.Context, ids []string) (graph.Result, error) {
		return s.change(ctx, nil, ids)
	})
}

// Articles implements graph.Store.
func (s *Store) Articles(ctx context.Context, ids []string) ([]graph.Article, error) {
	t := graph.TableNamed(graph.ArticleNode)
	var found []graph.Article
	err := rows(ctx, s.reader, t, "SELECT "+columns("a.", t)+" FROM json_each(?1) j CROSS JOIN Article a ON a.id = j.value", []any{array(ids)}, func(r graph.Row) error {
		found = append(found, graph.ArticleOf(r))
		return nil
	})
	return found, s.wrap("read", err)
}

// change runs graph.Change in a transaction of its own.
func (s *Store) change(ctx context.Context, put []*graph.Prepared, withdraw []string) (graph.Result, error) {
	var res graph.Result
	err := s.write(ctx, trusted, func(t *transaction) error {
		if err := s.checkLinker(ctx, t.tx); err != nil {
			return err
		}
		var err error
		res, err = graph.Change(ctx, t, s.opts.rules(), put, withdraw)
		return err
	})
	if err != nil {
		return graph.Result{}, s.wrap("load", err)
	}
	return res, nil
}

// Whether SQLite looks for the ends of every edge that is written. What graph.Change
// writes has them, which Check proves; looking for them takes a tenth of all time,
// and has SQLite keep what it would need to take back a part of a statement. What
// people write is looked at.
const (
	trusted = "off"
	checked = "on"
)

// write runs f in a transaction that holds the write lock from the beginning. Keys
// is trusted or checked.
func (s *Store) write(ctx context.Context, keys string, f func(*transaction) error) error {
	if _, err := os.Stat(s.opts.Path); err != nil {
		return s.empty()
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = "+keys); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := f(&transaction{tx, conn}); err != nil {
		return err
	}
	return tx.Commit()
}

// Stats implements graph.Store.
func (s *Store) Stats(ctx context.Context) (graph.Stats, error) {
	st := graph.Stats{Schema: graph.SchemaVersion}
	if err := s.reader.QueryRowContext(ctx, "SELECT value FROM demarche WHERE key = 'linker'").Scan(&st.Linker); err != nil {
		return st, s.wrap("count", err)
	}
	for _, t := range graph.Tables() {
		n := graph.TableCount{Table: t.Name}
		if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM "+quoted(t.Name)).Scan(&n.Rows); err != nil {
			return st, s.wrap("count", err)
		}
		st.Counts = append(st.Counts, n)
	}
	return st, nil
}

// Check implements graph.Store. It also has SQLite check the file.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	var faults []string
	for _, pragma := range []string{"integrity_check(20)", "foreign_key_check"} {
		a, err := query(ctx, s.reader, "PRAGMA "+pragma, nil)
		if err != nil {
			return nil, s.wrap("check", err)
		}
		for _, r := range a.Rows {
			if len(r) == 1 && r[0] == "ok" {
				continue
			}
			faults = append(faults, fmt.Sprintf("SQLite's %s says: %v", pragma, r))
		}
	}
	more, err := graph.Check(ctx, s.Dump, s.opts.rules())
	return append(faults, more...), s.wrap("check", err)
}

// Dump implements graph.Store.
func (s *Store) Dump(ctx context.Context, table string, each func(graph.Row) error) error {
	t := graph.TableNamed(table)
	order := make([]string, t.Key)
	for i := range order {
		order[i] = quoted(t.Columns[i].Name)
	}
	err := rows(ctx, s.reader, t, selectAll(t)+" ORDER BY "+strings.Join(order, ", "), nil, each)
	return s.wrap("read", err)
}
