package main

import (
	"bytes"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to make files of other programs and versions

	"github.com/demarche-graph/demarche/graph/neo4jtest"
)

// execute runs a statement on a SQLite file, past demarche.
func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

// brief is an article in one line of JSON.
const brief = `{"id": "a", "published": "2025-02-18", "text": "Sergey Lavrov and Marco Rubio held talks in Riyadh on Tuesday."}` + "\n"

// What is wrong with a store is said in one line that names it and the remedy, and
// the program ends with code 3.
func TestStoresThatCannotBeUsed(t *testing.T) {
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T)
		args    []string
		words   []string
	}{
		{"no graph yet", func(*testing.T) {}, []string{"timeline"}, []string{"demarche.db", "no graph here yet", "run demarche ingest first"}},
		{"database of another program", func(t *testing.T) { execute(t, "demarche.db", "CREATE TABLE notes (text TEXT)") },
			[]string{"ingest", "-"}, []string{"demarche.db", "did not make", "left alone", "another path"}},
		{"another schema version", func(t *testing.T) {
			demarche(t, "", "store", "init").must(t, codeDone)
			execute(t, "demarche.db", "PRAGMA user_version = 999")
		}, []string{"ingest", "-"}, []string{"demarche.db", "schema 999", "new file"}},
		{"another schema version, asked", func(t *testing.T) {
			demarche(t, "", "store", "init").must(t, codeDone)
			execute(t, "demarche.db", "PRAGMA user_version = 999")
		}, []string{"query", "who-talked-to-whom"}, []string{"schema 999"}},
		{"no database", func(t *testing.T) {
			if err := os.WriteFile("demarche.db", []byte(strings.Repeat("not a database\n", 100)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, []string{"ingest", "-"}, []string{"demarche.db", "another path"}},
		{"nobody there", func(*testing.T) {}, []string{"--store", "bolt://127.0.0.1:1", "timeline"}, []string{"bolt://127.0.0.1:1", "not reachable", "check the address"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			newWorkplace(t)
			c.prepare(t)
			r := demarche(t, brief, c.args...).must(t, codeStore).says(t, c.words...)
			if r.stdout != "" {
				t.Errorf("stdout holds %q", r.stdout)
			}
			if n := strings.Count(strings.TrimSpace(r.stderr), "\n"); n > 0 {
				t.Errorf("%d lines instead of one:\n%s", n+1, r.stderr)
			}
		})
	}
}

func TestNeo4jThatCannotBeUsed(t *testing.T) {
	newWorkplace(t)
	s := neo4jtest.OpenBare(t)
	t.Setenv("DEMARCHE_STORE", s.URI)
	t.Setenv("DEMARCHE_NEO4J_USER", s.User)

	// In this order: a server that was asked with wrong passwords too often refuses
	// right ones for a while.
	t.Setenv("DEMARCHE_NEO4J_PASSWORD", s.Password)
	demarche(t, "", "timeline").must(t, codeStore).says(t, "no graph here yet", "demarche ingest")
	demarche(t, "", "--neo4j-database", "nowhere", "timeline").must(t, codeStore).says(t, "nowhere", "neo4j.database")

	demarche(t, "", "store", "init").must(t, codeDone)
	demarche(t, "", "query", "--write", "--cypher", "MATCH (m:Demarche) SET m.schema = 999").must(t, codeDone)
	demarche(t, brief, "ingest", "-").must(t, codeStore).says(t, "schema 999", "empty database")
	demarche(t, "", "query", "--write", "--cypher", "MATCH (m:Demarche) DELETE m CREATE (:Note)").must(t, codeDone)
	demarche(t, brief, "ingest", "-").must(t, codeStore).says(t, "Note", "left alone")
	demarche(t, "", "query", "--write", "--cypher", "MATCH (n:Note) DELETE n").must(t, codeDone)

	t.Setenv("DEMARCHE_NEO4J_PASSWORD", "hunter2hunter2")
	r := demarche(t, brief, "ingest", "-").must(t, codeStore).says(t, s.URI, "user or password not accepted", "neo4j.password")
	if strings.Contains(r.stderr, "hunter2") {
		t.Errorf("the password is told: %s", r.stderr)
	}
	demarche(t, brief, "--verbose", "--log", "json", "ingest", "-").must(t, codeStore)
}

// withDisk prepares the program as a process with a small disk of its own mounted on
// the folder "disk", which only this process sees.
func withDisk(t *testing.T, options, before string, args ...string) *exec.Cmd {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux can give one process a disk of its own")
	}
	if err := os.MkdirAll("disk", 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "unshare", "-rm", "mount", "-t", "tmpfs", "none", "disk").CombinedOutput(); err != nil {
		t.Skipf("this machine lets nobody mount a disk: %v: %s", err, out)
	}
	p := process(t, args...)
	script := "mount -t tmpfs -o " + options + ` none disk && ` + before + ` && shift && exec "$@"`
	cmd := exec.CommandContext(t.Context(), "unshare", append([]string{"-rm", "sh", "-c", script, "sh", "--"}, p.Args...)...)
	cmd.Env = p.Env
	return cmd
}

// onDisk runs the program on such a disk.
func onDisk(t *testing.T, options, before string, args ...string) result {
	t.Helper()
	cmd := withDisk(t, options, before, args...)
	var out, errs bytes.Buffer
	cmd.Stdin = strings.NewReader(many(batchArticles))
	cmd.Stdout, cmd.Stderr = &out, &errs
	_ = cmd.Run() // the code tells
	return result{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

func TestFullDisk(t *testing.T) {
	newWorkplace(t)
	r := onDisk(t, "size=1m", "true", "--store", "sqlite://disk/graph.db", "ingest", "-")
	r.must(t, codeStore).says(t, filepath.Join("disk", "graph.db"), "no space left", "make room", "run")
}

func TestReadOnlyDisk(t *testing.T) {
	newWorkplace(t)
	r := onDisk(t, "size=1m", "mount -o remount,ro disk", "--store", "sqlite://disk/graph.db", "ingest", "-")
	r.must(t, codeStore).says(t, filepath.Join("disk", "graph.db"))
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this machine has no /dev/full:", err)
	}
	defer full.Close()
	w := newWorkplace(t)
	w.ingest(t)
	for _, args := range [][]string{
		{"extract", "examples/"}, {"extract", "--format", "table", "examples/"}, {"annotate", "--format", "html", "examples/"},
		{"timeline"}, {"query", "--list"}, {"query", "who-talked-to-whom"}, {"config", "show"}, {"version"}, {"store", "stats"}, {"eval", "extract/testdata/gold/dev.jsonl"},
	} {
		cmd := process(t, args...)
		var stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = full, &stderr
		err := cmd.Run()
		if err == nil || cmd.ProcessState.ExitCode() != codeFailed || !strings.Contains(stderr.String(), "no space left on device") {
			t.Errorf("%s: ends with %v and says %q", strings.Join(args, " "), err, stderr.String())
		}
	}
}
