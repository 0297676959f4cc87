package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/demarche-graph/demarche/graph"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// wrap says which file an error is about, what it means and what to do.
func (s *Store) wrap(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || s.explained(err) {
		return err
	}
	at := fmt.Sprintf("sqlite store %s: %s", s.opts.Path, doing)
	switch code(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%s: %w: another program is writing to it: wait for it to end (%w)", at, graph.ErrBusy, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("%s: %w: make the file and its folder writable, or give another path (%w)", at, graph.ErrReadOnly, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%s: %w: make room on the disk and run it again; what was loaded is safe (%w)", at, graph.ErrFull, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%s: %w: give another path, or restore the file from a copy (%w)", at, graph.ErrDamaged, err)
	case sqlite3.SQLITE_CANTOPEN:
		if _, e := os.Stat(s.opts.Path); errors.Is(e, fs.ErrNotExist) {
			return s.empty()
		}
		return fmt.Errorf("%s: %w: check that it is a file that you may read and write (%w)", at, graph.ErrUnreachable, err)
	}
	return fmt.Errorf("%s: %w", at, err)
}

// wrapQuery is wrap for the text of a user.
func (s *Store) wrapQuery(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("sqlite store %s: %w: the query would change the graph: allow it with --write (%w)", s.opts.Path, graph.ErrReadOnly, err)
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT:
		return fmt.Errorf("sqlite store %s: %w: %w", s.opts.Path, graph.ErrQuery, err)
	}
	return s.wrap("query", err)
}

// explained reports whether an error already says what it is about.
func (s *Store) explained(err error) bool {
	return errors.Is(err, graph.ErrEmpty) || errors.Is(err, graph.ErrForeign) || errors.Is(err, graph.ErrSchema)
}

// code is the primary result code of SQLite, 0 when the error is not SQLite's.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
