package queries

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/graph"
)

var sample = &graph.Answer{Columns: []string{"date", "who", "n", "list"}, Rows: [][]any{
	{"2025-05-19", "Recep Erdoğan", int64(12), []any{"A", "B"}},
	{nil, "赵中国 | *bold* <b>", int64(3), []any{}},
	{"2025-05", "=1+1", -1.5, nil},
}}

func written(t *testing.T, f Format, a *graph.Answer, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, a, width); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	for f, want := range map[Format]string{
		Table: `
DATE        WHO                     N  LIST
2025-05-19  Recep Erdoğan          12  A; B
            赵中国 | *bold* <b>     3
2025-05     =1+1                 -1.5
`,
		CSV: `
date,who,n,list
2025-05-19,Recep Erdoğan,12,A; B
,赵中国 | *bold* <b>,3,
2025-05,'=1+1,-1.5,
`,
		JSON: `
[
  {"date": "2025-05-19", "who": "Recep Erdoğan", "n": 12, "list": ["A","B"]},
  {"date": null, "who": "赵中国 | *bold* <b>", "n": 3, "list": []},
  {"date": "2025-05", "who": "=1+1", "n": -1.5, "list": null}
]
`,
		JSONLines: `
{"date": "2025-05-19", "who": "Recep Erdoğan", "n": 12, "list": ["A","B"]}
{"date": null, "who": "赵中国 | *bold* <b>", "n": 3, "list": []}
{"date": "2025-05", "who": "=1+1", "n": -1.5, "list": null}
`,
		Markdown: `
| date | who | n | list |
| --- | --- | --: | --- |
| 2025-05-19 | Recep Erdoğan | 12 | A; B |
|  | 赵中国 \| \*bold\* &lt;b&gt; | 3 |  |
| 2025-05 | =1+1 | -1.5 |  |
`,
	} {
		if have := written(t, f, sample, 0); have != strings.TrimPrefix(want, "\n") {
			t.Errorf("%s:\n%q\nwant\n%q", f, have, strings.TrimPrefix(want, "\n"))
		}
	}
	if _, err := ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "table, csv, json, jsonl, md") {
		t.Errorf("ParseFormat: %v", err)
	}
}

func TestWriteNothing(t *testing.T) {
	none := &graph.Answer{Columns: []string{"a", "b"}}
	for f, want := range map[Format]string{CSV: "a,b\n", JSON: "[]\n", JSONLines: "", Markdown: "| a | b |\n| --- | --- |\n", Table: "A  B\n"} {
		if have := written(t, f, none, 0); have != want {
			t.Errorf("%s: %q, want %q", f, have, want)
		}
	}
}

func TestTableFitsTheTerminal(t *testing.T) {
	a := &graph.Answer{Columns: []string{"date", "event"}, Rows: [][]any{{"2025-05-19", strings.Repeat("words and more ", 30)}}}
	for line := range strings.Lines(written(t, Table, a, 60)) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, " \n")); n > 60 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestNoFormula(t *testing.T) {
	for s, want := range map[string]string{"=cmd()": "'=cmd()", "+1": "'+1", "-1": "'-1", "@x": "'@x", " =x": "' =x", "\t=x": "' =x", "＝x": "'＝x", "a=b": "a=b", "": "", " ": " ", "“q”": "“q”"} {
		a := &graph.Answer{Columns: []string{"c"}, Rows: [][]any{{s}, {[]any{s}}}}
		records, err := csv.NewReader(strings.NewReader(written(t, CSV, a, 0))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records[1:] {
			if r[0] != want {
				t.Errorf("%q is written %q, want %q", s, r[0], want)
			}
		}
	}
	// Column names of free queries are text of people, too.
	if have := written(t, CSV, &graph.Answer{Columns: []string{"=1"}}, 0); have != "'=1\n" {
		t.Errorf("have %q", have)
	}
}

// FuzzWrite looks for a text that reaches a terminal with anything that it acts
// on, or that JSON does not give back.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"\x1b]0;title\x07", "\x1b[2J", "\u009b31m", "a\u202eb", "\x7f", "\xff\xfe", "a\nb\tc", "plain", "=1+1", "|\\`*<script>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := &graph.Answer{Columns: []string{"c", s}, Rows: [][]any{{s, []any{s}}, {map[string]any{s: s}, nil}}}
		for _, format := range Formats() {
			out := written(t, format, a, 0)
			for _, r := range strings.ReplaceAll(out, "\n", "") {
				if Risky(r) {
					t.Errorf("%s lets %U through: %q", format, r, out)
				}
			}
			if format == JSON && utf8.ValidString(s) && s != "c" {
				var back []map[string]any
				if err := json.Unmarshal([]byte(out), &back); err != nil || back[0]["c"] != s {
					t.Errorf("JSON gives back %q for %q: %v", back, s, err)
				}
			}
		}
	})
}
