package main

import (
	"strings"
	"testing"
)

func TestLoadOfWhatExtractPrints(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, "", "ingest", "examples/").must(t, codeDone)
		want := counts(t)
		timeline := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout
		demarche(t, "", "extract", "examples/").must(t, codeDone).toFile(t, "events.jsonl")

		// What the graph knows of the articles stays.
		demarche(t, "", "load", "events.jsonl").must(t, codeDone).says(t, "0 new")
		if got := counts(t); got != want {
			t.Errorf("loading what is there gives\n%s\nwant\n%s", got, want)
		}
		demarche(t, "", "load", "events.jsonl").must(t, codeDone).says(t, " 0 new, 0 changed, ")
		if got := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout; got != timeline {
			t.Errorf("the timeline has become\n%s\nfrom\n%s", got, timeline)
		}
		demarche(t, "", "store", "check").must(t, codeDone)

		// Read again, they are new to the graph: it could not know who read them.
		r := demarche(t, "", "ingest", "examples/").must(t, codeDone).says(t, " 0 new, ")
		if strings.Contains(r.stderr, " 0 new, 0 changed, ") {
			t.Errorf("articles whose events were loaded from elsewhere are not read again:\n%s", r.stderr)
		}
		demarche(t, "", "ingest", "examples/").must(t, codeDone).says(t, " 0 new, 0 changed, ")
	})
}

func TestLoadWithArticles(t *testing.T) {
	newWorkplace(t)
	demarche(t, "", "ingest", "examples/").must(t, codeDone)
	want := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout
	demarche(t, "", "extract", "examples/").must(t, codeDone).toFile(t, "events.jsonl")
	t.Setenv("DEMARCHE_STORE", "sqlite://other.db")
	demarche(t, "", "load", "events.jsonl", "--articles", "examples/").must(t, codeDone)
	if got := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout; got != want {
		t.Errorf("extract and load give\n%s\ningest gives\n%s", got, want)
	}
}

func TestLoadNamesBadLinesAndGoesOn(t *testing.T) {
	newWorkplace(t)
	events := strings.SplitAfter(demarche(t, many(3), "extract", "-").must(t, codeDone).stdout, "\n")
	of := func(id string) string {
		for _, e := range events {
			if strings.Contains(e, id) && strings.Contains(e, `"type":"talks"`) {
				return e
			}
		}
		t.Fatalf("no talks of %s in %s", id, events)
		return ""
	}
	input := of("made-00000") + // 1
		"\n" + // 2
		"{\"type\": \n" + // 3
		of("made-00001") + // 4
		strings.Replace(of("made-00002"), `"type":"talks"`, `"type":"lunch"`, 1) + // 5
		strings.Replace(of("made-00002"), `"schema":"demarche.event/1"`, `"schema":"demarche.event/9"`, 1) + // 6
		of("made-00000") + // 7
		of("made-00002") // 8
	r := demarche(t, input, "load", "-").must(t, codeFailed).says(t,
		"-:3: not an event", `-:5: `, `unknown type "lunch"`, "-:6: ", "demarche.event/9", "-:7: ", "sort the lines by article_id", "3 new")
	if n := strings.Count(r.stderr, "failed: "); n != 4 {
		t.Errorf("%d failures are told, want 4:\n%s", n, r.stderr)
	}
	if n := loaded(t); n != 3 {
		t.Errorf("%d articles are loaded, want 3", n)
	}
	demarche(t, "", "load", "none.jsonl").must(t, codeFailed).says(t, "none.jsonl", "no such file")
}
