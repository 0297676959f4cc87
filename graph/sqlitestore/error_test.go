package sqlitestore

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func options(path string) Options { return Options{Path: path, Linker: graph.Exact{}} }

var one = []graph.Claims{storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}

// wants checks an error's kind and that it names the file and a remedy.
func wants(t *testing.T, err, kind error, says ...string) {
	t.Helper()
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("have %v, want one that is %v", err, kind)
	}
	for _, s := range says {
		if err == nil || !strings.Contains(err.Error(), s) {
			t.Errorf("have %v, want one that says %q", err, s)
		}
	}
}

func TestNoGraphYet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s, err := Open(t.Context(), options(path))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	_, err = s.Load(t.Context(), one)
	wants(t, err, graph.ErrEmpty, path, "demarche ingest")
	_, err = s.Query(t.Context(), graph.Query{Text: "SELECT 1"})
	wants(t, err, graph.ErrEmpty, path)
	_, err = s.Stats(t.Context())
	wants(t, err, graph.ErrEmpty, path)
	if _, err := os.Stat(path); err == nil {
		t.Error("asking made a file")
	}
}

func TestNoFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "graph.db")
	s, err := Open(t.Context(), options(path))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	wants(t, s.Init(t.Context()), nil, path, "there is no folder")
}

func TestForeignFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	content := strings.Repeat("These are notes.\n", 100)
	if err := os.WriteFile(text, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), options(text))
	wants(t, err, graph.ErrDamaged, text, "another path")
	if have, _ := os.ReadFile(text); string(have) != content {
		t.Error("the text file was changed")
	}

	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE Event (id TEXT)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	before, _ := os.ReadFile(other)
	_, err = Open(t.Context(), options(other))
	wants(t, err, graph.ErrForeign, other, "another path")
	if after, _ := os.ReadFile(other); string(after) != string(before) {
		t.Error("the other database was changed")
	}
}

func TestOtherSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openAt(t, path, graph.Exact{}, nil)
	if _, err := s.writer.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	_, err := Open(t.Context(), options(path))
	wants(t, err, graph.ErrSchema, path, "schema 99")
}

func TestOtherLinkerMeansRebuild(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	if _, err := openAt(t, path, storetest.Chain{}, nil).Load(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, path, graph.Exact{}, nil)
	_, err := s.Load(t.Context(), one)
	wants(t, err, graph.ErrRebuild, path, "chain/1", "exact/1", "store rebuild")
	if _, err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), one); err != nil {
		t.Error(err)
	}
}

func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openAt(t, path, graph.Exact{}, nil)
	if _, err := s.Load(t.Context(), storetest.Stream(0, 5)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.writer.Exec("PRAGMA max_page_count = 120"); err != nil {
		t.Fatal(err)
	}
	res, err := s.Load(t.Context(), storetest.Stream(5, 300))
	wants(t, err, graph.ErrFull, path, "make room")
	landed := len(res.Landed)
	if landed == 0 || landed == 300 {
		t.Fatalf("%d articles landed: the test does not test", landed)
	}
	// What the result says has landed is there, and nothing else.
	if err := storetest.Same(t.Context(), s, storetest.Stream(0, 5+landed), graph.Exact{}, nil); err != nil {
		t.Error(err)
	}
	if _, err := s.writer.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), storetest.Stream(5, 300)); err != nil {
		t.Error(err)
	}
}

func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	holder, waiter := openAt(t, path, graph.Exact{}, nil), openAt(t, path, graph.Exact{}, nil)
	tx, err := holder.writer.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := waiter.writer.Exec("PRAGMA busy_timeout = 50"); err != nil {
		t.Fatal(err)
	}
	_, err = waiter.Load(t.Context(), one)
	wants(t, err, graph.ErrBusy, path, "another program")
	if _, err := waiter.Stats(t.Context()); err != nil {
		t.Errorf("a reader waits for the writer: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := waiter.Load(t.Context(), one); err != nil {
		t.Error(err)
	}
}

func TestDamagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openAt(t, path, graph.Exact{}, nil)
	if _, err := s.Load(t.Context(), storetest.Stream(0, 200)); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte(strings.Repeat("damage! ", 40000)), 8192); err != nil {
		t.Fatal(err)
	}
	f.Close()
	s, err = Open(t.Context(), options(path))
	if err == nil {
		defer s.Close(t.Context())
		_, err = s.Load(t.Context(), storetest.Stream(300, 200))
	}
	wants(t, err, graph.ErrDamaged, path)
}

func TestReadOnlyFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write to every file")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "graph.db")
	s := openAt(t, path, graph.Exact{}, nil)
	if _, err := s.Load(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	for f, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555} {
		if err := os.Chmod(f, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer func() { _ = os.Chmod(dir, 0o755) }() // for the test's own clean-up, which tells when it fails
	s, err := Open(t.Context(), options(path))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if _, err := s.Stats(t.Context()); err != nil {
		t.Errorf("reading: %v", err)
	}
	_, err = s.Load(t.Context(), storetest.Stream(0, 1))
	wants(t, err, graph.ErrReadOnly, path, "writable")
}

// A query reads the graph and no other file.
func TestQueriesOpenNoOtherFile(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, filepath.Join(dir, "graph.db"), graph.Exact{}, nil)
	openAt(t, filepath.Join(dir, "other.db"), graph.Exact{}, nil).Close(t.Context())
	for _, name := range []string{"other.db", "new.db"} {
		_, err := s.Query(t.Context(), graph.Query{Text: "ATTACH DATABASE :f AS x", Params: map[string]any{"f": filepath.Join(dir, name)}})
		wants(t, err, graph.ErrQuery)
	}
	for _, text := range []string{"VACUUM INTO '" + filepath.Join(dir, "new.db") + "'", "SELECT readfile('/etc/hostname')", "SELECT writefile('" + filepath.Join(dir, "new.db") + "', 'x')", "SELECT load_extension('x')"} {
		_, err := s.Query(t.Context(), graph.Query{Text: text})
		wants(t, err, graph.ErrQuery)
	}
	if _, err := os.Stat(filepath.Join(dir, "new.db")); err == nil {
		t.Error("a query made a file")
	}
}
