package graph_test

import (
	"slices"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// Copies of one report don't outvote two of their own.
func TestCopiesCountOnce(t *testing.T) {
	var put []*graph.Prepared
	for i, c := range []struct{ article, sketch, place string }{
		{"a", graph.SketchOf(wire), "Vienna"}, {"b", graph.SketchOf("(Agencies) " + wire), "Vienna"}, {"c", graph.SketchOf(wire + " More."), "Vienna"},
		{"d", "", "Vienna Hofburg"}, {"e", "", "Vienna Hofburg"},
	} {
		a := storetest.Simple(c.article, "2025-05-19", "Ada Moreau", "Béla Novák")
		a.Article.Sketch = c.sketch
		a.Article.Published = "2025-05-20"
		a.Events[0].Place = &event.Place{Name: c.place, City: "Vienna", Country: "AUT", Text: c.place}
		a.Events[0].Mentions[0].Start += i
		a.Events[0].Mentions[0].End += i
		put = append(put, prepare(t, a)...)
	}
	rows := graph.Project(put, occasion.Linker{}, nil)
	if len(rows[graph.EventNode]) != 1 {
		t.Fatalf("%d events", len(rows[graph.EventNode]))
	}
	tab, e := graph.TableNamed(graph.EventNode), rows[graph.EventNode][0]
	if e[tab.Column("articles")] != int64(5) || e[tab.Column("sources")] != int64(3) {
		t.Errorf("%d articles of %d sources, want 5 of 3", e[tab.Column("articles")], e[tab.Column("sources")])
	}
	var stored []graph.Stored
	for _, p := range put {
		stored = append(stored, graph.Stored{Article: p.Article, Node: e[0].(string), Claim: p.Claims[0].JSON})
	}
	slices.Reverse(stored)
	x, err := graph.Explain(stored, nil)
	if err != nil {
		t.Fatal(err)
	}
	if x.Summary != e[tab.Column("summary")] || x.Sources != 3 || len(x.Accounts) != 5 {
		t.Errorf("%q told by %d accounts of %d sources, the node says %q", x.Summary, len(x.Accounts), x.Sources, e[tab.Column("summary")])
	}
	for _, s := range x.Slots {
		if s.Name != "place" {
			continue
		}
		want := []graph.Told{{Value: "Vienna Hofburg", Articles: []string{"d", "e"}}, {Value: "Vienna", Articles: []string{"a"}}}
		if s.Value != "Vienna Hofburg" || s.Because == "" || !slices.EqualFunc(s.Told, want, func(a, b graph.Told) bool { return a.Value == b.Value && slices.Equal(a.Articles, b.Articles) }) {
			t.Errorf("place: %+v", s)
		}
	}
	for i, of := range []string{"", "a", "a", "", ""} {
		if x.Accounts[i].CopyOf != of {
			t.Errorf("%s is a copy of %q, want %q", x.Accounts[i].Claim.Article.ID, x.Accounts[i].CopyOf, of)
		}
	}
}
