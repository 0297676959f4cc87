package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// A plan, what came of it, and a copy of that.
const accounts = `{"id":"plan","published":"2025-05-12","text":"Turkish President Recep Tayyip Erdogan will meet Finnish President Alexander Stubb in Ankara on May 19, his office said on Monday. The two leaders are expected to talk about trade, and about the war."}
{"id":"wire","published":"2025-05-19","source":"Wire","text":"Turkish President Recep Tayyip Erdogan and Finnish President Alexander Stubb met in Ankara on Monday, and they spoke for an hour about trade, about the war and about the price of timber. The mood was good, officials said."}
{"id":"paper","published":"2025-05-20","source":"Paper","text":"(Agencies) Turkish President Recep Tayyip Erdogan and Finnish President Alexander Stubb met in Ankara on Monday, and they spoke for an hour about trade, about the war and about the price of timber. The mood was good, officials said."}
`

// eventOf returns the ID of the one event with these words in its summary.
func eventOf(t *testing.T, words string) string {
	t.Helper()
	id := ""
	for line := range strings.Lines(demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout) {
		var e struct{ Event, Summary string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(e.Summary, words) {
			if id != "" {
				t.Fatalf("two events are about %q", words)
			}
			id = e.Event
		}
	}
	if id == "" {
		t.Fatalf("no event is about %q", words)
	}
	return id
}

func TestExplainEvent(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, accounts, "ingest", "-").must(t, codeDone)
		id := eventOf(t, "Talks between")
		text := demarche(t, "", "explain", id).must(t, codeDone).stdout
		for _, want := range []string{"told by 3 articles, of which 1 are copies", "modality: held", "planned: plan", "held: wire", "a copy of wire",
			"the same parties, the same day", "dictionary row people/alexander-stubb", "met in Ankara on Monday", "weekday/", "talks/meet"} {
			if !strings.Contains(text, want) {
				t.Errorf("the explanation does not say %q:\n%s", want, text)
			}
		}
		var x explainedEvent
		if err := json.Unmarshal([]byte(demarche(t, "", "explain", id, "--format", "json").must(t, codeDone).stdout), &x); err != nil {
			t.Fatal(err)
		}
		if x.Event != id || x.Articles != 3 || x.Sources != 2 || len(x.Accounts) != 3 || x.Accounts[0].Article != "plan" || x.Accounts[2].CopyOf != "wire" {
			t.Errorf("have %+v", x)
		}
		demarche(t, "", "explain", "2025-01-01-nothing").must(t, codeUsage).says(t, `no event "2025-01-01-nothing"`)
	})
}

func TestExplainArticles(t *testing.T) {
	newWorkplace(t)
	all := demarche(t, accounts, "explain", "-").must(t, codeDone).stdout
	for _, want := range []string{"plan | 2025-05-12", "talks, planned", "date 2025-05-19 (“May 19”, by calendar/day", "talks/meet", "dictionary row people/recep-tayyip-erdogan"} {
		if !strings.Contains(all, want) {
			t.Errorf("the explanation does not say %q:\n%s", want, all)
		}
	}
	var e struct{ ID string }
	line, _, _ := strings.Cut(demarche(t, accounts, "extract", "-").must(t, codeDone).stdout, "\n")
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		t.Fatal(err)
	}
	if one := demarche(t, accounts, "explain", "-", "--event", e.ID, "--format", "json").must(t, codeDone).stdout; strings.Count(one, "\n") != 1 || !strings.Contains(one, e.ID) {
		t.Errorf("have %s", one)
	}
	demarche(t, accounts, "explain", "-", "--event", "none").must(t, codeUsage).says(t, "demarche extract prints the IDs")
}
