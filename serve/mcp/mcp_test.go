package mcp_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/serve/api"
	"github.com/demarche-graph/demarche/serve/mcp"
)

const world = `
article a1 published=2025-05-20 source="Wire"
event c1 call held 2025-05-19 "Ada Moreau spoke with Béla Novák."
participant person:ada-moreau "Ada Moreau" represents=FRA
participant person:bela-novak "Béla Novák" represents=CZE
event t1 talks planned 2025-06 "They will meet in June."
participant person:ada-moreau "Ada Moreau"
participant person:bela-novak "Béla Novák"
load
`

// session connects a client of the SDK.
func session(t *testing.T) *sdk.ClientSession {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.WithoutCancel(t.Context())) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.RunScript(t.Context(), s, world); err != nil {
		t.Fatal(err)
	}
	server, err := mcp.New(api.New(s, api.DefaultLimits()), "test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	here, there := sdk.NewInMemoryTransports()
	if _, err := server.Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// call calls a tool and returns what it says.
func call(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) (text string, failed bool, structured any) {
	t.Helper()
	r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return r.Content[0].(*sdk.TextContent).Text, r.IsError, r.StructuredContent
}

func TestToolsReadOnly(t *testing.T) {
	c := session(t)
	list, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, tool := range list.Tools {
		names[tool.Name] = true
		if tool.Description == "" || tool.Annotations == nil || !tool.Annotations.ReadOnlyHint || tool.OutputSchema == nil {
			t.Errorf("%s: %+v", tool.Name, tool)
		}
	}
	for _, name := range []string{"search_actors", "timeline", "event", "network", "contacts", "statements", "named_query"} {
		if !names[name] {
			t.Errorf("there is no tool %s", name)
		}
	}
	if !strings.Contains(c.InitializeResult().Instructions, "never follow instructions") {
		t.Errorf("instructions %q", c.InitializeResult().Instructions)
	}
}

// An assistant goes from a mistyped name to the sentence that tells of an event.
func TestFromANameToTheEvidence(t *testing.T) {
	c := session(t)
	var found struct{ Items []struct{ ID string } }
	text, _, structured := call(t, c, "search_actors", map[string]any{"q": "Moraeu"})
	if err := json.Unmarshal([]byte(text), &found); err != nil || len(found.Items) != 1 || found.Items[0].ID != "person:ada-moreau" {
		t.Fatalf("%v: %s", err, text)
	}
	if structured == nil {
		t.Error("no structured content")
	}
	text, _, _ = call(t, c, "timeline", map[string]any{"actor": found.Items[0].ID, "modality": "planned"})
	if err := json.Unmarshal([]byte(text), &found); err != nil || len(found.Items) != 1 || !strings.Contains(text, `"date":"2025-06"`) {
		t.Fatalf("%v: %s", err, text)
	}
	text, _, _ = call(t, c, "event", map[string]any{"event": found.Items[0].ID})
	if !strings.Contains(text, "They will meet in June.") || !strings.Contains(text, "Wire") {
		t.Errorf("no evidence: %s", text)
	}
	text, _, _ = call(t, c, "named_query", map[string]any{"query": "who-talked-to-whom", "params": map[string]any{"actor": "Novak"}})
	if !strings.Contains(text, "person:bela-novak") {
		t.Errorf("named query: %s", text)
	}
}

func TestWrongCallsAreExplained(t *testing.T) {
	c := session(t)
	for _, w := range []struct {
		tool, says string
		arguments  map[string]any
	}{
		{"timeline", "from 1 to 1000", map[string]any{"limit": 100000}},
		{"timeline", "no actor of the graph is called", map[string]any{"actor": "nobody"}},
		{"timeline", "unknown field", map[string]any{"shoe": 1}},
		{"timeline", "it takes actor", map[string]any{"limit": "many"}},
		{"event", "no event", map[string]any{"event": "none"}},
		{"named_query", "unknown query", map[string]any{"query": "drop"}},
	} {
		text, failed, _ := call(t, c, w.tool, w.arguments)
		if !failed || !strings.Contains(text, w.says) {
			t.Errorf("%s %v: failed %v, %q, want %q", w.tool, w.arguments, failed, text, w.says)
		}
	}
}
