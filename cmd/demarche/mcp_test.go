package main

import (
	"context"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// The program itself, started by a client as an assistant's program starts it.
func TestMCP(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, "", "ingest", "examples/").must(t, codeDone)
		client := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil)
		session, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: process(t, "mcp")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "network", Arguments: map[string]any{"actor": "Putin"}})
		if err != nil {
			t.Fatal(err)
		}
		if text := r.Content[0].(*mcp.TextContent).Text; r.IsError || !strings.Contains(text, "Donald Trump") {
			t.Errorf("the network of Putin: %s", text)
		}
		if err := session.Close(); err != nil {
			t.Errorf("it ends with %v", err)
		}
	})
}

func TestMCPRefusesWhatIsNoMessage(t *testing.T) {
	newWorkplace(t).ingest(t)
	for name, input := range map[string]string{
		"noise": "noise\n", "no text": "\xff\xfe\x00\n", "endless": `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 4<<20),
		"nested": `{"jsonrpc":"2.0","id":1,"method":"initialize","params":` + strings.Repeat("[", 500_000) + "\n",
	} {
		r := demarche(t, input, "mcp").must(t, codeFailed).says(t, "JSON-RPC")
		if r.stdout != "" || len(r.stderr) > 1000 {
			t.Errorf("%s: it prints %.300q and %.2000q", name, r.stdout, r.stderr)
		}
	}
}

func TestMCPEndsWithItsInput(t *testing.T) {
	w := newWorkplace(t)
	demarche(t, "", "mcp").must(t, codeStore).says(t, "no graph here yet")
	w.ingest(t)
	demarcheIn(context.Background(), "", "mcp").must(t, codeDone)
}
