package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goldAndEvents copies a small gold file, with predictions that are right in part.
func goldAndEvents(t *testing.T) {
	t.Helper()
	newWorkplace(t)
	for _, name := range []string{"gold.jsonl", "events.jsonl", "score.json"} {
		b, err := os.ReadFile(filepath.Join(root, "extract/eval/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEvalOfPredictions(t *testing.T) {
	goldAndEvents(t)
	r := demarche(t, "", "eval", "gold.jsonl", "--predictions", "events.jsonl", "--errors").must(t, codeDone)
	for _, words := range []string{"3 articles", "call+talks      0.833  0.714      1.000   5      2         0", "t-3 call spurious"} {
		if !strings.Contains(r.stdout, words) {
			t.Errorf("stdout does not say %q:\n%s", words, r.stdout)
		}
	}
	r = demarche(t, "", "eval", "gold.jsonl", "--predictions", "events.jsonl", "--format", "json").must(t, codeDone)
	var figures map[string]any
	if err := json.Unmarshal([]byte(r.stdout), &figures); err != nil || figures["articles"] != 3.0 {
		t.Errorf("got %s, %v", r.stdout, err)
	}
}

func TestEvalFloors(t *testing.T) {
	goldAndEvents(t)
	eval := []string{"eval", "gold.jsonl", "--predictions", "events.jsonl"}
	demarche(t, "", append(eval, "--min", "call+talks=0.833", "--min", "place=0.75")...).must(t, codeDone)
	r := demarche(t, "", append(eval, "--min", "call+talks=0.834", "--min", "place=0.75", "--min", "statement=0.9")...).must(t, codeFailed)
	r.says(t, "call+talks: 0.833 is below the floor of 0.834", "statement: 0.571 is below the floor of 0.9")
	if strings.Contains(r.stderr, "place") {
		t.Errorf("a floor that was reached is told: %s", r.stderr)
	}
	// Nothing was there to be measured: that is below every floor.
	demarche(t, "", "eval", "gold.jsonl", "--predictions", os.DevNull, "--min", "modality=0").must(t, codeFailed).says(t, "modality: NaN")
}

func TestEvalOfExtraction(t *testing.T) {
	newWorkplace(t)
	r := demarche(t, "", "eval", "extract/testdata/gold/dev.jsonl", "--min", "call+talks=0.5").must(t, codeDone)
	if !strings.Contains(r.stdout, "40 articles") {
		t.Errorf("got %s", r.stdout)
	}
}

func TestEvalFaults(t *testing.T) {
	goldAndEvents(t)
	for _, c := range []struct {
		args  []string
		code  int
		words []string
	}{
		{[]string{"gold.jsonl", "--min", "calls=0.9"}, codeUsage, []string{`no figure "calls"`, "call+talks"}},
		{[]string{"gold.jsonl", "--min", "call=90"}, codeUsage, []string{"between 0 and 1"}},
		{[]string{"gold.jsonl", "--min", "call"}, codeUsage, []string{"FIGURE=FLOOR"}},
		{[]string{"gold.jsonl", "--format", "xml"}, codeUsage, []string{`"xml" is none of table, json`}},
		{[]string{"none.jsonl"}, codeFailed, []string{"none.jsonl", "no such file"}},
		{[]string{"score.json"}, codeFailed, []string{"score.json:1", "not a gold file"}},
		{[]string{"gold.jsonl", "gold.jsonl"}, codeFailed, []string{`id "t-1" was used before`}},
		{[]string{"gold.jsonl", "--predictions", "none.jsonl"}, codeFailed, []string{"none.jsonl", "no such file"}},
	} {
		demarche(t, "", append([]string{"eval"}, c.args...)...).must(t, c.code).says(t, c.words...)
	}
}
