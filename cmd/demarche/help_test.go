package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

// every passes every command to f.
func every(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		every(sub, f)
	}
}

func TestEveryCommandIsExplained(t *testing.T) {
	every(new(app).command(), func(c *cobra.Command) {
		if c.Short == "" || c.Runnable() && !c.HasSubCommands() && c.Example == "" {
			t.Errorf("%s has no description or no example", c.CommandPath())
		}
		if strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: %q ends with a full stop", c.CommandPath(), c.Short)
		}
		if c.Args == nil && c.HasParent() {
			t.Errorf("%s takes any arguments", c.CommandPath())
		}
	})
}

// Examples in the help and in the README that don't work are worse than none.
func TestExamplesWork(t *testing.T) {
	w := newWorkplace(t)
	w.ingest(t)
	w.line(t, `demarche extract examples/ > events.jsonl`).must(t, codeDone)
	var lines []string
	every(new(app).command(), func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			lines = append(lines, strings.TrimSpace(line))
		}
	})
	for _, block := range blocks(readText(t, "README.md"), "sh") {
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if rest, ok := strings.CutPrefix(line, "go run ./cmd/demarche "); ok {
				line = "demarche " + rest
			}
			if strings.HasPrefix(line, "demarche ") {
				lines = append(lines, line)
			}
		}
	}
	if len(lines) < 30 {
		t.Errorf("only %d examples", len(lines))
	}
	news := newsServer(t)
	var nats *queuetest.Cluster
	known := ""
	for _, line := range lines {
		if words := strings.Fields(line); slices.Contains(words, "serve") || slices.Contains(words, "mcp") {
			continue // they run until they are stopped, and have tests of their own
		}
		if strings.Contains(line, "actors merge") || strings.Contains(line, "actors split") || strings.Contains(line, "actors decisions") {
			continue // they change who is whom in the examples of the others, and have tests of their own
		}
		if strings.Contains(line, "queue dead") {
			continue // they need articles that failed, and have tests of their own
		}
		if address := "nats://localhost:4222"; strings.Contains(line, address) || strings.Contains(line, "queue status") {
			if nats == nil {
				nats = queuetest.Start(t, 1)
				t.Setenv("DEMARCHE_NATS_URL", nats.URL())
			}
			line = strings.ReplaceAll(strings.ReplaceAll(line, "--nats "+address+" ", ""), ":9464", ":0")
		}
		t.Run(line, func(t *testing.T) {
			if id := "5c1fd0a8b7e2c4d39f10"; strings.Contains(line, id) {
				// IDs come from what the articles say: one that is there stands for it.
				if known == "" {
					var row struct{ Event string }
					rows := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout
					if err := json.Unmarshal([]byte(strings.SplitN(rows, "\n", 2)[0]), &row); err != nil {
						t.Fatal(err)
					}
					known = row.Event
				}
				line = strings.ReplaceAll(strings.ReplaceAll(line, "2025-05-19-"+id, known), id, known[strings.LastIndex(known, "-")+1:])
			}
			if address := "https://news.example"; strings.Contains(line, address) {
				line = strings.ReplaceAll(line, address, news.URL) + " --allow-local --delay 0"
			}
			if address := "neo4j://localhost:7687"; strings.Contains(line, address) && !strings.Contains(line, "config show") {
				withNeo4j(t)
				line = strings.ReplaceAll(line, "--store "+address+" ", "")
				if !strings.Contains(line, "ingest") {
					w.ingest(t)
				}
			}
			r := w.line(t, line).must(t, codeDone)
			quiet := strings.Contains(line, ">") || strings.Contains(line, "--folder") || strings.Contains(line, "ingest") || strings.Contains(line, "watch") || strings.Contains(line, "load") || strings.Contains(line, "submit") || strings.Contains(line, "worker") ||
				strings.Contains(line, "store init") || strings.Contains(line, "store check") || strings.Contains(line, "store forget") || strings.Contains(line, "store rebuild")
			if r.stdout == "" && !quiet {
				t.Error("prints nothing")
			}
		})
	}
}

// withNeo4j makes an empty Neo4j the store for the rest of the test.
func withNeo4j(t *testing.T) {
	t.Helper()
	s := neo4jtest.Open(t)
	t.Setenv("DEMARCHE_STORE", s.URI)
	t.Setenv("DEMARCHE_NEO4J_USER", s.User)
	t.Setenv("DEMARCHE_NEO4J_PASSWORD", s.Password)
}

// The first queries that a reader of the README runs must work, on a real Neo4j,
// and find something in the examples.
func TestCypherOfTheReadme(t *testing.T) {
	w := newWorkplace(t)
	texts := blocks(readText(t, "README.md"), "cypher")
	if len(texts) != 5 {
		t.Fatalf("the README has %d queries, want 5", len(texts))
	}
	withNeo4j(t)
	w.ingest(t)
	for _, text := range texts {
		r := demarche(t, "", "query", "--format", "jsonl", "--cypher", text).must(t, codeDone)
		if r.stdout == "" {
			t.Errorf("finds nothing in the examples:\n%s", text)
		}
	}
}

// blocks are the fenced blocks of a language in a text of Markdown.
func blocks(text, language string) []string {
	var found []string
	for {
		_, rest, ok := strings.Cut(text, "\n```"+language+"\n")
		if !ok {
			return found
		}
		block, after, _ := strings.Cut(rest, "\n```")
		found = append(found, block+"\n")
		text = after
	}
}
