package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/demarche-graph/demarche/"

// directions says what the packages under a folder may import of the others. The
// first row that fits counts, so the special ones come first. Tests may import
// more, but what they are compiled into must not.
var directions = []struct {
	under   string
	imports []string
}{
	{"extract/event", nil},
	{"extract/eval", []string{"extract/event"}},
	{"extract/syntax", []string{"extract/syntax"}},
	{"extract/lexicon", []string{"extract/event", "extract/lexicon"}},
	{"extract/article", []string{"extract/event", "extract/when", "extract/article"}},
	{"extract", []string{"extract"}}, // it never sees the graph
	{"graph/storetest", []string{"extract/event", "graph", "queries"}},
	{"graph/neo4jtest", []string{"graph/neo4jtest"}},
	{"graph/sqlitestore", []string{"extract/event", "graph"}},
	{"graph/neo4jstore", []string{"extract/event", "graph"}},
	{"graph/occasion", []string{"extract/event", "graph"}},
	{"graph/identity", []string{"extract/event", "graph"}},
	{"graph", []string{"extract/event"}},
	{"queries", []string{"extract/event", "graph"}},
	{"watch", []string{"extract/article"}},
	{"queue/queuetest", nil},
	{"queue", []string{"extract/article"}},
	{"telemetry", nil},
	{"deploy/check", nil},
	{"export/neo4jimport", []string{"graph"}},
	{"config", nil},
	{"bench", []string{"extract", "graph", "queries"}},
	{"web/test", []string{"graph"}},
	{"web", nil},
	{"serve", []string{"export", "extract/event", "graph", "queries", "serve"}},
	{"export", []string{"extract/event", "graph", "queries"}},
	{"cmd/demarche", []string{"config", "export", "extract", "graph", "queries", "queue", "serve", "telemetry", "watch", "web"}},
}

// walls says which packages alone may import a library.
var walls = map[string][]string{
	"github.com/spf13/viper":                 {"config"},
	"github.com/spf13/cobra":                 {"cmd"},
	"github.com/spf13/pflag":                 {"cmd", "config"},
	"golang.org/x/term":                      {"cmd"},
	"github.com/olekukonko/tablewriter":      {"queries"},
	"github.com/neo4j/neo4j-go-driver":       {"graph/neo4jstore", "graph/neo4jtest"},
	"modernc.org/sqlite":                     {"graph/sqlitestore"},
	"database/sql":                           {"graph/sqlitestore"},
	"github.com/jdkato/prose":                {"extract/syntax/internal/prosetagger"},
	"codeberg.org/readeck/go-readability":    {"extract/article"},
	"github.com/mmcdole/gofeed":              {"extract/article"},
	"github.com/klauspost/compress":          {"extract/article"},
	"golang.org/x/net":                       {"extract/article"},
	"github.com/nats-io/nats.go":             {"queue"},
	"github.com/nats-io/nats-server":         {"queue/queuetest"},
	"github.com/prometheus/client_golang":    {"telemetry"},
	"go.opentelemetry.io/otel":               {"telemetry"},
	"github.com/markusmobius/go-trafilatura": {"extract/article"},
}

// The tree of DESIGN stands on imports that point one way. One import the other
// way is easily made and hard to undo once others lean on it.
func TestImportsPointOneWay(t *testing.T) {
	seen := 0
	walk(t, ".go", func(file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		folder := path.Dir(file)
		for _, i := range parsed.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			if own, ok := strings.CutPrefix(name, module); ok {
				checkDirection(t, file, folder, own)
			}
			for library, allowed := range walls {
				if within(name, library) && !slices.ContainsFunc(allowed, func(a string) bool { return within(folder, a) }) {
					t.Errorf("%s imports %s, which only %s may", file, name, strings.Join(allowed, " and "))
				}
			}
		}
	})
	if seen < 100 {
		t.Errorf("only %d imports were looked at", seen)
	}
}

func checkDirection(t *testing.T, file, folder, own string) {
	t.Helper()
	for _, d := range directions {
		if !within(folder, d.under) {
			continue
		}
		if !slices.ContainsFunc(d.imports, func(a string) bool { return within(own, a) }) {
			t.Errorf("%s imports %s, but packages under %s may import %q only", file, own, d.under, d.imports)
		}
		// A store knows the graph, but no other store.
		if strings.HasPrefix(d.under, "graph/") && !within(own, d.under) && strings.HasPrefix(own, "graph/") && own != "graph/occasion" {
			t.Errorf("%s imports %s: stores don't know each other", file, own)
		}
		return
	}
	t.Errorf("%s is in no folder that the tree knows: add it to directions", file)
}

// within reports whether a path is the folder or below it.
func within(name, folder string) bool { return name == folder || strings.HasPrefix(name, folder+"/") }

// walk passes every file of the repository with that extension to f, by its path
// from the top.
func walk(t *testing.T, ext string, f func(file string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if name := d.Name(); rel != "." && strings.HasPrefix(name, ".") && name != ".ci" || name == "node_modules" || name == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(rel, ext) {
			f(rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
