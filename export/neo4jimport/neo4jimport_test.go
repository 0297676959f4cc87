package neo4jimport

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// odd is an article whose texts have everything that CSV, neo4j-admin and a shell
// give a meaning to.
func odd() graph.Claims {
	quote := "He said \"we met; 'twice'\",\r\n\tand left \\ for $HOME. \x1f `x` ,,\n\"\""
	c := graph.Claims{Article: graph.Article{ID: `odd, "id" \ `, Title: quote, URL: "https://example.org/?a=1;b=2", Published: "2025-05-19T18:40:00+03:00", SHA256: "0", Reader: "r"}}
	e := event.Event{Schema: event.Schema, ArticleID: c.Article.ID, Type: event.Talks, Modality: event.Held, Confidence: 0.1 + 0.2,
		Participants: []event.Participant{
			{ID: "person:a", Name: `A "the; first" B`, Kind: event.Person, Role: event.Participating, Represents: "RUS", Title: "Minister, of \"all\""},
			{ID: "person:c", Name: "Ć, D\x1e", Kind: event.Person, Role: event.Participating},
		},
		Place:    &event.Place{Name: "São Tomé, \"the\" city", Country: "STP", Lat: new(0.33654), Lon: new(6.72732)},
		Date:     &event.Date{Value: "2025-05", Start: "2025-05-01", End: "2025-05-31", Precision: event.Month, Text: "May"},
		Mentions: []event.Mention{{Start: 0, End: 5, Text: quote, Rule: "x"}, {Start: 7, End: 9, Text: "; | \x1d", Rule: "x"}}}
	c.Events = []event.Event{e}
	event.AssignIDs(c.Events)
	return c
}

// made is a graph in SQLite.
func made(t *testing.T, claims []graph.Claims) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := s.Load(t.Context(), claims)
	if err != nil || len(r.Failed) > 0 {
		t.Fatal(err, r.Failed)
	}
	return s
}

func claims() []graph.Claims { return append(storetest.Stream(0, 300), odd()) }

// The files are CSV to any reader of it, and have a row for each of the graph's.
func TestFiles(t *testing.T) {
	s := made(t, claims())
	dir := filepath.Join(t.TempDir(), "files")
	r, err := Write(t.Context(), s, dir)
	if err != nil {
		t.Fatal(err)
	}
	tables := graph.Tables()
	nodes, edges := int64(1), int64(0)
	for i := range tables {
		tab := &tables[i]
		b, err := os.ReadFile(filepath.Join(dir, tab.Name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatalf("%s.csv: %v", tab.Name, err)
		}
		n := 0
		keys := map[string]bool{}
		if err := s.Dump(t.Context(), tab.Name, func(r graph.Row) error {
			n++
			keys[r[0].(string)] = true
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if tab.Name == graph.LinkKeyNode {
			n = len(keys)
		}
		if len(rows) != n+1 || n == 0 {
			t.Errorf("%s.csv has %d rows, the graph %d", tab.Name, len(rows)-1, n)
		}
		if tab.Edge() {
			edges += int64(n)
		} else {
			nodes += int64(n)
		}
	}
	if r.Nodes != nodes || r.Edges != edges {
		t.Errorf("it tells of %d nodes and %d edges, there are %d and %d", r.Nodes, r.Edges, nodes, edges)
	}
	// Of the characters that may stand between values of a list, U+001F stands in a
	// quote, U+001E in a name and U+001D in a second quote.
	if want := "--array-delimiter=U+001C"; !slices.Contains(r.Command, want) {
		t.Errorf("the command has no %s: %q", want, r.Command)
	}
	if _, err := Write(t.Context(), s, dir); err == nil || !strings.Contains(err.Error(), "is not empty") {
		t.Errorf("a folder with files in it: %v", err)
	}
}

// The script passes on what Command says, with what else is given.
func TestScript(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh on this system")
	}
	dir := t.TempDir()
	r, err := Write(t.Context(), made(t, claims()), filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	fake := "#!/bin/sh\npwd\nprintf '%s\\n' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "neo4j-admin"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), sh, filepath.Join(dir, "files", Script), "--overwrite-destination")
	cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := slices.Concat([]string{filepath.Join(dir, "files")}, r.Command[1:4], r.Command[5:], []string{"--overwrite-destination", "neo4j"})
	if got := strings.Split(strings.TrimSpace(string(out)), "\n"); !slices.Equal(got, want) {
		t.Errorf("the script runs\n%q\nwant\n%q", got, want)
	}
}

// An imported database is the graph that it was exported from, to the last
// property, and more can be loaded into it.
func TestImportIsTheSameGraph(t *testing.T) {
	from := made(t, claims())
	dir := filepath.Join(t.TempDir(), "files")
	r, err := Write(t.Context(), from, dir)
	if err != nil {
		t.Fatal(err)
	}
	server := neo4jtest.OpenImported(t, dir, r.Command[1:]...)
	to, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close(t.Context())
	for range 2 {
		if err := to.Init(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	same := func() {
		t.Helper()
		for _, tab := range graph.Tables() {
			want, got := dump(t, from, tab.Name), dump(t, to, tab.Name)
			if got != want {
				t.Errorf("%s is\n%.2000s\nwant\n%.2000s", tab.Name, got, want)
			}
		}
		if faults, err := to.Check(t.Context()); err != nil || len(faults) > 0 {
			t.Errorf("a check finds %q, %v", faults, err)
		}
	}
	same()
	for query, want := range map[string]int64{
		"SHOW CONSTRAINTS YIELD name RETURN count(*)":                                          6,
		"MATCH (m:Demarche) RETURN size(keys(m))":                                              3,
		"MATCH (e:Event) WHERE NOT e:Call AND NOT e:Talks AND NOT e:Statement RETURN count(*)": 0,
		"MATCH (a:Actor:Person) RETURN sign(count(*))":                                         1,
	} {
		a, err := to.Query(t.Context(), graph.Query{Text: query})
		if err != nil || a.Rows[0][0] != want {
			t.Errorf("%s: %v, %v, want %d", query, a, err, want)
		}
	}
	for _, s := range []graph.Store{from, to} {
		if _, err := s.Load(t.Context(), storetest.Stream(250, 100)); err != nil {
			t.Fatal(err)
		}
	}
	same()
}

func dump(t *testing.T, s graph.Store, table string) string {
	t.Helper()
	var b strings.Builder
	if err := s.Dump(t.Context(), table, func(r graph.Row) error {
		fmt.Fprintf(&b, "%q\n", r)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
