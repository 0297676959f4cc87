package queries

import (
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
)

func TestEveryQueryReads(t *testing.T) {
	qs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for i := range qs {
		q := &qs[i]
		names[q.Name] = true
		for _, p := range q.Params {
			for dialect, mark := range map[graph.Dialect]string{graph.Cypher: "$", graph.SQL: ":"} {
				if !strings.Contains(body(q.Text(dialect), marks[dialect]), mark+p.Name) {
					t.Errorf("%s.%s never uses its parameter %s", q.Name, dialect, p.Name)
				}
			}
		}
		// A query without ORDER BY answers in any order.
		for _, d := range []graph.Dialect{graph.Cypher, graph.SQL} {
			if !strings.Contains(q.Text(d), "\nORDER BY ") {
				t.Errorf("%s.%s has no ORDER BY", q.Name, d)
			}
		}
	}
	for _, name := range []string{"who-talked-to-whom", "contacts-of", "timeline", "between", "last-contact", "statements-by", "statements-about",
		"mediators", "places", "planned-not-held", "monthly", "path", "evidence", "reports", "participants", "actors"} {
		if !names[name] {
			t.Errorf("there is no query %s", name)
		}
	}
	if _, err := finders(); err != nil {
		t.Error(err)
	}
}

// body is a query without its header.
func body(text, mark string) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[len(header(text, mark)):], "")
}

func TestHeaders(t *testing.T) {
	good := "// Who is there.\n//\n// param name text required : whom\n// param max int = 6 : how many\n// param x actor\n// column n text : the name\n// column l list\nMATCH (n) // not this\nRETURN n"
	q := Query{Name: "q", texts: map[graph.Dialect]string{graph.Cypher: good, graph.SQL: strings.ReplaceAll(good, "//", "--")}}
	if err := q.readHeaders(); err != nil {
		t.Fatal(err)
	}
	if q.Purpose != "Who is there." || len(q.Params) != 3 || len(q.Columns) != 2 || !q.Params[0].Required || q.Params[1].Default != "6" ||
		q.Params[0].Means != "whom" || q.Columns[1].Type != "list" {
		t.Errorf("have %+v", q)
	}
	for bad, says := range map[string]string{
		"// Purpose.\n// param x\n// column n text\n":          "a parameter is written",
		"// Purpose.\n// param x shoe\n// column n text\n":     "unknown type \"shoe\"",
		"// Purpose.\n// column n\n":                           "a column is written",
		"// Purpose.\n// column n date\n":                      "a column is written",
		"// Purpose.\n// More of it.\n// column n text\n":      "neither a parameter nor a column",
		"// column n text\n":                                   "no purpose",
		"// Purpose.\n":                                        "no columns",
		"// Purpose.\n// param x text = a b\n// column n text": "a parameter is written",
	} {
		q := Query{Name: "q", texts: map[graph.Dialect]string{graph.Cypher: bad, graph.SQL: strings.ReplaceAll(bad, "//", "--")}}
		if err := q.readHeaders(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: have %v, want an error that says %q", bad, err, says)
		}
	}
	q = Query{Name: "q", texts: map[graph.Dialect]string{graph.Cypher: good, graph.SQL: "-- Who is there.\n-- column n text\n"}}
	if err := q.readHeaders(); err == nil || !strings.Contains(err.Error(), "differ") {
		t.Errorf("two headers that differ: %v", err)
	}
}
