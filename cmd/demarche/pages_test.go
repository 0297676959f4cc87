package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// commandPages makes a page of documentation for each command from its help, by
// the path of its file.
func commandPages() map[string]string {
	root := new(app).command()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	pages := map[string]string{}
	file := func(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") + ".md" }
	every(root, func(c *cobra.Command) {
		if c.Name() == "help" || c.HasParent() && c.Parent().Name() == "completion" {
			return
		}
		var b strings.Builder
		about := c.Long
		if about == "" {
			about = c.Short + "."
		}
		fmt.Fprintf(&b, "# %s\n\n<!-- Made from the command's help by make docs. -->\n\n```text\n%s\n```\n", c.CommandPath(), strings.TrimSpace(about))
		if c.Runnable() && !c.HasSubCommands() {
			fmt.Fprintf(&b, "\n## Usage\n\n```text\n%s\n```\n", c.UseLine())
		}
		if c.Example != "" {
			b.WriteString("\n## Examples\n\n```sh\n")
			for line := range strings.Lines(c.Example) {
				b.WriteString(strings.TrimPrefix(line, "  "))
			}
			b.WriteString("\n```\n")
		}
		if flags := c.LocalNonPersistentFlags().FlagUsages(); flags != "" {
			fmt.Fprintf(&b, "\n## Flags\n\n```text\n%s```\n", flags)
		}
		if c == root {
			fmt.Fprintf(&b, "\n## Flags of every command\n\n```text\n%s```\n", c.PersistentFlags().FlagUsages())
		} else {
			b.WriteString("\n[Flags of every command](demarche.md#flags-of-every-command)\n")
		}
		var list []string
		for _, sub := range c.Commands() {
			if sub.Name() != "help" && (sub.HasSubCommands() || c.Name() != "completion") && !sub.Hidden {
				list = append(list, fmt.Sprintf("- [%s](%s): %s\n", sub.CommandPath(), file(sub), sub.Short))
			}
		}
		if len(list) > 0 && c.Name() != "completion" {
			b.WriteString("\n## Commands\n\n" + strings.Join(list, ""))
		}
		pages[file(c)] = b.String()
	})
	return pages
}

func TestGeneratedCommandPagesAreUpToDate(t *testing.T) {
	folder := filepath.Join(root, "docs", "commands")
	pages := commandPages()
	for name, want := range pages {
		path := filepath.Join(folder, name)
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(path); err != nil || string(have) != want {
			t.Errorf("docs/commands/%s is not up to date (%v): run make docs", name, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if pages[e.Name()] == "" {
			t.Errorf("docs/commands/%s tells of no command: delete it", e.Name())
		}
	}
	if len(pages) < 15 {
		t.Errorf("%d pages", len(pages))
	}
}

// A tutorial that does not work loses its readers at the first step.
func TestTutorial(t *testing.T) {
	w := newWorkplace(t)
	n := 0
	for _, block := range blocks(readText(t, "docs/tutorial.md"), "sh") {
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if address := "--store neo4j://localhost:7687 "; strings.Contains(line, address) {
				if os.Getenv("DEMARCHE_STORE") == "" {
					withNeo4j(t)
				}
				line = strings.ReplaceAll(line, address, "")
			}
			n++
			r := w.line(t, line).must(t, codeDone)
			if r.stdout == "" && !strings.Contains(line, ">") && !strings.Contains(line, "ingest") {
				t.Errorf("%s prints nothing", line)
			}
			if _, name, ok := strings.Cut(line, "> "); ok && !strings.Contains(line, "--cypher") {
				if info, err := os.Stat(name); err != nil || info.Size() < 200 {
					t.Errorf("%s writes nothing: %v", line, err)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d lines", n)
	}
}

func TestRecipes(t *testing.T) {
	w := newWorkplace(t)
	texts := blocks(readText(t, "docs/recipes.md"), "cypher")
	if len(texts) < 8 {
		t.Fatalf("only %d recipes", len(texts))
	}
	withNeo4j(t)
	w.ingest(t)
	// A plan and what came of it, which none of the examples tell together.
	articles := `{"id": "plan", "published": "2025-05-18", "text": "President Emmanuel Macron will call Chancellor Friedrich Merz on Monday, the Elysee said."}
{"id": "held", "published": "2025-05-20", "text": "President Emmanuel Macron spoke by phone with Chancellor Friedrich Merz on Monday. Macron said that the call had been useful."}
`
	demarche(t, articles, "ingest", "-").must(t, codeDone)
	for _, text := range texts {
		r := demarche(t, "", "query", "--format", "jsonl", "--cypher", text).must(t, codeDone)
		if r.stdout == "" {
			t.Errorf("finds nothing:\n%s", text)
		}
	}
}
