package article

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// story is a short article; english is what any text here goes on with, so that
// its language can be told.
const (
	english = "The foreign minister of Norway met her Swedish colleague in Oslo on Monday. They discussed the situation in the Baltic Sea and agreed that their ministries would meet again in June, a spokesman said."
	german  = "Die Außenministerin von Norwegen hat sich am Montag in Oslo mit ihrem schwedischen Kollegen getroffen. Sie sprachen über die Lage in der Ostsee und vereinbarten, dass sich die Ministerien im Juni wieder treffen."
	story   = "Ministers of Norway and Sweden meet in Oslo\n\n" + english + "\n"
	webpage = `<!DOCTYPE html><html><head><title>Ministers meet - The Fjord Herald</title><meta property="og:site_name" content="The Fjord Herald">` +
		`<meta property="article:published_time" content="2025-05-19T18:40:00+02:00"><link rel="canonical" href="https://fjord-herald.example/a"></head>` +
		`<body><nav><a href="/">Home</a></nav><article><h1>Ministers meet</h1><p>` + english + `</p><p>` + english + `</p></article></body></html>`
)

// folder writes files into a new folder and makes it the working directory, so
// that paths of items are short.
func folder(t testing.TB, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		write(t, name, content)
	}
}

func write(t testing.TB, name, content string) {
	t.Helper()
	if dir := filepath.Dir(name); dir != "." {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// items reads paths to the end.
func items(t testing.TB, opts Options, paths ...string) []Item {
	t.Helper()
	var out []Item
	for item := range Read(context.Background(), paths, opts) {
		if (item.Article != nil) != (item.Outcome == Ready) || (item.Err != nil) == (item.Outcome == Ready) {
			t.Errorf("%s is %s with article %v and error %v", item.Path, item.Outcome, item.Article != nil, item.Err)
		}
		if item.Err != nil && strings.Contains(item.Err.Error(), "%!") {
			t.Errorf("an error is badly formatted: %v", item.Err)
		}
		out = append(out, item)
	}
	return out
}

// inWords writes an item on a line: outcome, path, and what it is or why not.
func inWords(item Item) string {
	if a := item.Article; a != nil {
		return fmt.Sprintf("read %s id=%s published=%s language=%s source=%q title=%q url=%s text=%q", item.Path, a.ID, a.Published, a.Language, a.Source, a.Title, a.URL, a.Text)
	}
	return fmt.Sprintf("%s %v", item.Outcome, item.Err)
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{"2025-05-19T23:40:00-04:00": "2025-05-19", "2025-05-19": "2025-05-19", "": ""} {
		if got := (&Article{Published: in}).Day(); got != want {
			t.Errorf("Day() of %q = %q, want %q", in, got, want)
		}
	}
}

// The ids in users' graphs hang on this.
func TestIDOfStays(t *testing.T) {
	if got := IDOf("Kari Example met Sven Sample.\n"); got != "965bd367a4acc596a633" {
		t.Errorf("IDOf() = %s", got)
	}
}

func TestOptions(t *testing.T) {
	for _, c := range []struct {
		name string
		opts Options
		want []string
	}{
		{"an unknown format", Options{Format: "docx"}, []string{`"docx"`, "text, html, jsonl"}},
		{"an unknown field", Options{Map: map[string]string{"body": "text"}}, []string{`"body"`, "published, source, text"}},
		{"a field mapped to nothing", Options{Map: map[string]string{"text": " "}}, []string{"text=NAME"}},
		{"an impossible day", Options{Published: "2025-02-30"}, []string{"2025-02-30", "2006-01-02"}},
		{"no day", Options{Published: "null"}, []string{"null", "2006-01-02"}},
		{"a limit below zero", Options{Limits: Limits{Depth: -1}}, []string{"below zero"}},
		{"every fault at once", Options{Format: "docx", Published: "soon"}, []string{"docx", "soon"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := items(t, c.opts, "-")
			if len(got) != 1 || got[0].Outcome != Failed {
				t.Fatalf("%d items", len(got))
			}
			for _, w := range c.want {
				if !strings.Contains(got[0].Err.Error(), w) {
					t.Errorf("%q does not say %q", got[0].Err, w)
				}
			}
		})
	}
}

func TestParseMap(t *testing.T) {
	m, err := ParseMap(" text=body , published=fields.date")
	if err != nil || len(m) != 2 || m["text"] != "body" || m["published"] != "fields.date" {
		t.Errorf("%v, %v", m, err)
	}
	if m, err := ParseMap(""); m != nil || err != nil {
		t.Errorf("%v, %v", m, err)
	}
	for in, want := range map[string]string{"text": "FIELD=NAME", "text=": "FIELD=NAME", "body=text": `"body"`, "text=a,text=b": "twice"} {
		if _, err := ParseMap(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseMap(%q): %v, want %q in it", in, err, want)
		}
	}
}
