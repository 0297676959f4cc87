package main

import (
	"os"
	"strings"
	"testing"
)

// Two articles whose spellings of a name don't meet on their own, and a namesake.
const spellings = `{"id":"one","published":"2024-08-24","text":"Ukrainian Deputy Foreign Minister Taras Lobodenko met Finnish President Alexander Stubb in Helsinki on Friday. The talks lasted an hour, and they were held in the old town."}
{"id":"two","published":"2024-09-07","text":"Ukrainian Deputy Foreign Minister Taras Labadenka met Finnish President Alexander Stubb in Helsinki on Friday. The talks lasted an hour, and they were held in the old town."}
`

func TestDecisionsOutlastWhatIsReadAgain(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, spellings, "ingest", "-").must(t, codeDone)
		list := func() string {
			return demarche(t, "", "actors", "list", "taras", "--format", "csv").must(t, codeDone).stdout
		}
		if have := list(); strings.Count(have, "person:") != 2 {
			t.Fatalf("have %s, want two actors: the rest of the test leans on it", have)
		}
		demarche(t, "", "actors", "merge", "Taras Labadenka", "taras lobodenko", "--why", "one man").must(t, codeDone)
		have := list()
		if strings.Count(have, "person:") != 1 || !strings.Contains(have, "Labadenka") || !strings.Contains(have, "Lobodenko") {
			t.Errorf("after the merge: %s", have)
		}
		demarche(t, "", "store", "check").must(t, codeDone)
		demarche(t, "", "store", "forget", "two").must(t, codeDone)
		demarche(t, spellings, "ingest", "-").must(t, codeDone)
		if again := list(); again != have {
			t.Errorf("after it was read again:\n%swant\n%s", again, have)
		}
		demarche(t, "", "store", "check").must(t, codeDone)

		decisions := demarche(t, "", "actors", "decisions").must(t, codeDone).stdout
		if !strings.Contains(decisions, "merge") || !strings.Contains(decisions, "one man") {
			t.Errorf("decisions: %s", decisions)
		}
		// A decision is taken back by deleting its line; nothing is loaded by other
		// decisions than those of the graph.
		if err := os.Remove("demarche-decisions.tsv"); err != nil {
			t.Fatal(err)
		}
		demarche(t, strings.ReplaceAll(spellings, `"two"`, `"three"`), "ingest", "-").must(t, codeStore).says(t, "decisions", "store rebuild")
		demarche(t, "", "store", "rebuild").must(t, codeDone)
		if have := list(); strings.Count(have, "person:") != 2 {
			t.Errorf("after the decision was taken back: %s", have)
		}
	})
}

func TestSplit(t *testing.T) {
	newWorkplace(t)
	demarche(t, strings.ReplaceAll(spellings, "Labadenka", "Lobodenko"), "ingest", "-").must(t, codeDone)
	if have := demarche(t, "", "actors", "list", "Lobodenko", "--format", "csv").must(t, codeDone).stdout; strings.Count(have, "person:") != 1 {
		t.Fatalf("have %s", have)
	}
	demarche(t, "", "actors", "split", "Lobodenko", "person:the-elder-lobodenko", "--article", "two").must(t, codeDone)
	if have := demarche(t, "", "actors", "list", "Lobodenko", "--format", "csv").must(t, codeDone).stdout; strings.Count(have, "person:") != 2 || !strings.Contains(have, "the-elder") {
		t.Errorf("after the split: %s", have)
	}
	demarche(t, "", "store", "check").must(t, codeDone)
	demarche(t, "", "actors", "split", "Lobodenko", "person:x", "--article", "one").must(t, codeUsage).says(t, "can mean", "give an ID")
	demarche(t, "", "actors", "split", "person:the-elder-lobodenko", "person:x").must(t, codeUsage).says(t, "has to say where")
}

func TestFaultsOfDecisions(t *testing.T) {
	w := newWorkplace(t)
	w.ingest(t)
	demarche(t, "", "actors", "merge", "Nobody Atall", "Putin").must(t, codeUsage).says(t, "no actor of the graph", "actors list")
	demarche(t, "", "actors", "merge", "country:RUS", "country:USA").must(t, codeUsage).says(t, "correct the dictionaries")
	if err := os.WriteFile("demarche-decisions.tsv", []byte("# ours\njoin\tperson:a\tperson:b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	demarche(t, "", "timeline").must(t, codeUsage).says(t, "demarche-decisions.tsv:2", "merge or split")
}

func TestActorsAreFoundByWhatIsNearlyTheirName(t *testing.T) {
	w := newWorkplace(t)
	w.ingest(t)
	for _, typed := range []string{"putin", "PUTIN Vladimir", "volodymyr putin", "Puttin"} {
		if have := demarche(t, "", "actors", "list", typed).must(t, codeDone).stdout; !strings.Contains(have, "person:vladimir-putin") {
			t.Errorf("%s: %s", typed, have)
		}
	}
	demarche(t, "", "actors", "list", "xyzzy").must(t, codeDone).says(t, "nobody in the graph")
}
