package main

import (
	"bytes"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/config"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/serve/api"
)

var update = flag.Bool("update", false, "write the generated parts of the documentation")

// generated are the parts of the documentation that are made from the program,
// by the name that stands in the marks around them.
var generated = map[string]func(t *testing.T) string{
	"settings": func(*testing.T) string { return config.Markdown() },
	"commands": func(t *testing.T) string {
		root := new(app).command()
		root.InitDefaultCompletionCmd()
		var b strings.Builder
		b.WriteString("| command | does |\n|---|---|\n")
		every(root, func(c *cobra.Command) {
			switch {
			case c == root || c.HasSubCommands() && c.Name() != "completion":
			case c.Name() == "completion":
				fmt.Fprintf(&b, "| `completion SHELL` | %s |\n", c.Short)
			case c.Parent().Name() != "completion":
				fmt.Fprintf(&b, "| `%s` | %s |\n", strings.TrimPrefix(c.Parent().CommandPath()+" "+c.Use, root.Name()+" "), c.Short)
			}
		})
		return b.String()
	},
	"operations": func(t *testing.T) string {
		operations, err := api.New(nil, api.DefaultLimits()).Operations()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.WriteString("| path | tool | answers |\n|---|---|---|\n")
		for i := range operations {
			fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", operations[i].Path, operations[i].Name, operations[i].Means)
		}
		return b.String()
	},
	"queries": func(t *testing.T) string {
		qs, err := queries.All()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.WriteString("| query | answers |\n|---|---|\n")
		for i := range qs {
			fmt.Fprintf(&b, "| `%s` | %s |\n", qs[i].Name, qs[i].Purpose)
		}
		return b.String()
	},
	"schema": func(*testing.T) string {
		var nodes, edges strings.Builder
		nodes.WriteString("| node | is | properties |\n|---|---|---|\n")
		edges.WriteString("\n| edge | leads from, to | tells that | properties |\n|---|---|---|---|\n")
		for _, tab := range graph.Tables() {
			var columns []string
			for i, c := range tab.Columns {
				if !tab.Edge() || i >= 2 {
					columns = append(columns, "`"+c.Name+"`")
				}
			}
			switch {
			case tab.Name == graph.LinkKeyNode:
			case tab.Edge():
				fmt.Fprintf(&edges, "| `%s` | %s, %s | %s | %s |\n", tab.Name, tab.From, tab.To, tab.Means, strings.Join(columns, ", "))
			default:
				fmt.Fprintf(&nodes, "| `%s` | %s | %s |\n", tab.Name, tab.Means, strings.Join(columns, ", "))
			}
		}
		return nodes.String() + edges.String()
	},
	"tables": func(*testing.T) string {
		types := map[graph.Type]string{graph.Text: "text", graph.Int: "integer", graph.Float: "number", graph.Texts: "list of texts", graph.Ints: "list of integers"}
		var b strings.Builder
		for _, tab := range graph.Tables() {
			fmt.Fprintf(&b, "## %s\n\n%s.", tab.Name, strings.ToUpper(tab.Means[:1])+tab.Means[1:])
			if tab.Edge() {
				fmt.Fprintf(&b, " From %s (column `%s` in SQLite) to %s (`%s`).", tab.From, tab.Columns[0].Name, tab.To, tab.Columns[1].Name)
			}
			b.WriteString("\n\n| property | type | means |\n|---|---|---|\n")
			for i, c := range tab.Columns {
				if tab.Edge() && i < 2 {
					continue
				}
				means := c.Means
				if i < tab.Key {
					means = strings.TrimPrefix(means+"; part of the key", "; ")
				}
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, types[c.Type], means)
			}
			b.WriteString("\n")
		}
		return strings.TrimSuffix(b.String(), "\n")
	},
}

// A generated part stands between marks, each on its own line; so does a sample,
// the output of a command on the examples.
var marked = regexp.MustCompile(`(?ms)^<!-- (generated|sample): ([^\n]*) -->\n(.*?)^<!-- end -->\n`)

// Documentation that is written by hand falls behind; this part can't. Samples
// are brought up to date by -update, but not held to: they change whenever
// extraction gets better.
func TestGeneratedDocumentationIsUpToDate(t *testing.T) {
	seen := 0
	for _, file := range []string{"README.md", "docs/graph.md", "docs/serve.md"} {
		name := filepath.Join(root, file)
		have, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := marked.ReplaceAllFunc(have, func(part []byte) []byte {
			m := marked.FindSubmatch(part)
			seen++
			if string(m[1]) == "sample" {
				return sample(t, part, string(m[2]))
			}
			f := generated[string(m[2])]
			if f == nil {
				t.Fatalf("%s: nothing makes %q", file, m[2])
			}
			return fmt.Appendf(nil, "<!-- generated: %s -->\n%s<!-- end -->\n", m[2], f(t))
		})
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if !bytes.Equal(have, want) {
			t.Errorf("%s is not up to date: run make docs", file)
		}
	}
	if want := len(generated); seen < want {
		t.Errorf("%d generated parts were found, there should be %d or more", seen, want)
	}
}

// sample runs a command line on the examples and shows it with its output.
func sample(t *testing.T, part []byte, line string) []byte {
	t.Helper()
	if !*update {
		return part
	}
	w := newWorkplace(t)
	w.ingest(t)
	r := w.line(t, line)
	if r.code != codeDone {
		t.Fatalf("%s ends with %d: %s", line, r.code, r.stderr)
	}
	return fmt.Appendf(nil, "<!-- sample: %s -->\n```console\n$ %s\n%s```\n<!-- end -->\n", line, line, r.stdout)
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ +(.*)$`)
	fence   = regexp.MustCompile("(?ms)^```.*?^```$")
)

func TestLinksInTheDocumentationLeadSomewhere(t *testing.T) {
	seen := 0
	walk(t, ".md", func(file string) {
		text := readText(t, file)
		for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			u, err := url.Parse(m[1])
			if err != nil {
				t.Errorf("%s: link %q: %v", file, m[1], err)
				continue
			}
			if u.Scheme != "" {
				continue // the web is not asked in tests
			}
			seen++
			target := file
			if u.Path != "" {
				target = path.Join(path.Dir(file), u.Path)
			}
			if _, err := os.Stat(filepath.Join(root, target)); err != nil {
				t.Errorf("%s: link %q leads nowhere", file, m[1])
			} else if u.Fragment != "" && !anchors(readText(t, target))[u.Fragment] {
				t.Errorf("%s: link %q: %s has no such heading", file, m[1], target)
			}
		}
	})
	if seen < 10 {
		t.Errorf("only %d links were looked at", seen)
	}
}

// anchors are the fragments by which headings are reached.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case strings.ContainsRune("-_", r), 'a' <= r && r <= 'z', '0' <= r && r <= '9':
				return r
			}
			return -1
		}, strings.ToLower(m[1]))
		found[name] = true
	}
	return found
}

func readText(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
