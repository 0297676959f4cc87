package extract_test

import (
	"reflect"
	"testing"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
)

// mustQuote checks that every span of an annotation lies in the text and says what
// stands there.
func mustQuote(t *testing.T, text string, a extract.Annotation) {
	t.Helper()
	points := []rune(text)
	quote := func(what string, s extract.Span, words string) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(points) {
			t.Errorf("%s %+v is not inside the text of %d code points", what, s, len(points))
		} else if have := string(points[s.Start:s.End]); have != words {
			t.Errorf("%s at %d-%d says %q, the text %q", what, s.Start, s.End, words, have)
		}
	}
	last := 0
	for _, s := range a.Sentences {
		if s.Start < last || s.End <= s.Start || s.End > len(points) {
			t.Errorf("sentence %+v after %d", s, last)
		}
		last = s.End
	}
	for _, s := range a.Actors {
		quote("actor", s.Span, s.Text)
	}
	for _, s := range a.Dates {
		quote("date", s.Span, s.Text)
	}
	for _, s := range a.Places {
		quote("place", s.Span, s.Text)
	}
	for _, s := range a.Triggers {
		quote("trigger", s.Span, s.Text)
	}
}

func TestAnnotate(t *testing.T) {
	x := extractor(t)
	const text = "“Ünïcödé” first.\n\nTurkish Foreign Minister Hakan Fidan met Sergei Lavrov in Ankara on Tuesday. The pair discussed Russian gas, Fidan said."
	a := x.Annotate("a", "", "2024-05-15", text)
	mustQuote(t, text, a)
	if a.ArticleID != "a" || len(a.Sentences) != 3 {
		t.Errorf("article %q with %d sentences, want a with 3", a.ArticleID, len(a.Sentences))
	}
	actors := map[string][]string{}
	for _, s := range a.Actors {
		actors[s.Text] = append(actors[s.Text], s.ID)
	}
	for words, want := range map[string][]string{
		"Turkish Foreign Minister Hakan Fidan": {"person:hakan-fidan"},
		"Sergei Lavrov":                        {"person:sergei-lavrov"},
		"The pair":                             {"person:hakan-fidan", "person:sergei-lavrov"}, // a span for each
		"Fidan":                                {"person:hakan-fidan"},
		"Russian":                              nil, // an adjective is no actor
	} {
		if !reflect.DeepEqual(actors[words], want) {
			t.Errorf("%q is %v, want %v", words, actors[words], want)
		}
	}
	if len(a.Dates) != 1 || a.Dates[0].Text != "Tuesday" || a.Dates[0].Value == nil || *a.Dates[0].Value != "2024-05-14" {
		t.Errorf("dates %+v", a.Dates)
	}
	uses := map[string]string{}
	for _, p := range a.Places {
		uses[p.Text] = p.Use + " " + p.Country
	}
	if uses["Ankara"] != "literal TUR" || uses["Russian"] != "adjective RUS" {
		t.Errorf("places %+v", a.Places)
	}
	types := map[string]event.Type{}
	for _, s := range a.Triggers {
		types[s.Text] = s.Type
	}
	if types["met"] != event.Talks || types["said"] != event.Statement {
		t.Errorf("triggers %+v", a.Triggers)
	}
}

// Annotations of texts of every construction quote the text, and lists that hold
// nothing are empty, not null, in JSON.
func TestAnnotationsQuote(t *testing.T) {
	x := extractor(t)
	for _, c := range readConstructions(t) {
		mustQuote(t, c.text, x.Annotate("a", c.title, c.published, c.text))
	}
	a := x.Annotate("a", "", "", "")
	if a.Sentences == nil || a.Actors == nil || a.Dates == nil || a.Places == nil || a.Triggers == nil {
		t.Errorf("an empty text gives null lists: %+v", a)
	}
}
