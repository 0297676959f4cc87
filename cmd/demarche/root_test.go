package main

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// Wrong usage ends with code 2, before anything is done, and says where the help
// is or what would be right.
func TestWrongUsage(t *testing.T) {
	newWorkplace(t)
	for _, c := range []struct {
		line  string
		words []string
	}{
		{"demarche nope", []string{`unknown command "nope"`, "demarche --help"}},
		{"demarche ingest", []string{"requires at least 1 arg", "demarche ingest --help"}},
		{"demarche ingest --nope examples/", []string{"unknown flag: --nope", "demarche ingest --help"}},
		{"demarche timeline extra", []string{"extra", "demarche timeline --help"}},
		{"demarche store nope", []string{"nope", "demarche store --help"}},
		{"demarche --store nope timeline", []string{"the settings are wrong", "--store: ", "sqlite://FILE"}},
		{"demarche query", []string{"--list"}},
		{"demarche query nope", []string{`unknown query "nope"`, "who-talked-to-whom"}},
		{"demarche query --list nope", []string{`unknown query "nope"`}},
		{"demarche query timeline --param nope=1", []string{`takes no "nope"`, "actor"}},
		{"demarche query contacts-of", []string{`needs "actor"`}},
		{"demarche query timeline --param actor", []string{"NAME=VALUE"}},
		{"demarche query timeline --param a=x --param a=y", []string{"each name once"}},
		{"demarche query timeline --sql x", []string{"at once"}},
		{"demarche query timeline --write", []string{"--write", "leave it out"}},
		{"demarche query --sql x --cypher y", []string{"sql", "cypher", "demarche query --help"}},
		{"demarche query --cypher x", []string{"speaks sql", "--sql"}},
		{`demarche query --sql "SELECT nope"`, []string{"query not understood", "nope"}},
		{`demarche query --sql "DELETE FROM Event"`, []string{"would change the graph", "--write"}},
		{"demarche query timeline --format xml", []string{"--format: ", `"xml"`, "jsonl"}},
		{"demarche timeline --format xml", []string{`"xml"`, "table"}},
		{"demarche timeline --type lunch", []string{`"lunch" is none of call, talks, statement`}},
		{"demarche timeline --modality maybe", []string{`"maybe" is none of held`}},
		{"demarche timeline --from 2025-02-30", []string{"2025-02-30"}},
		{"demarche timeline --between Putin", []string{"--between: ", "A,B"}},
		{"demarche timeline --actor Nobody", []string{`no actor of the graph is called "Nobody"`, "demarche query actors"}},
		{"demarche timeline --limit x", []string{"--limit", "demarche timeline --help"}},
		{"demarche extract --format xml examples/", []string{`--format: "xml" is none of jsonl, json, table`}},
		{"demarche annotate --format xml examples/", []string{`--format: "xml" is none of text, jsonl, html`}},
		{"demarche extract --input-format doc examples/", []string{"doc", "text"}},
		{"demarche ingest --map text examples/", []string{"--map: ", "text=body"}},
		{"demarche ingest --map words=body examples/", []string{`"words"`, "title"}},
	} {
		t.Run(c.line, func(t *testing.T) {
			if strings.Contains(c.line, "timeline") || strings.Contains(c.line, "query") {
				demarche(t, brief, "ingest", "-").must(t, codeDone)
			}
			workplace := workplace{}
			r := workplace.line(t, c.line).must(t, codeUsage).says(t, c.words...)
			if r.stdout != "" || strings.Contains(r.stderr, "goroutine") {
				t.Errorf("prints %q and %q", r.stdout, r.stderr)
			}
		})
	}
}

func TestHelpGoesToStdout(t *testing.T) {
	newWorkplace(t)
	for _, args := range [][]string{{"--help"}, {}, {"store"}, {"config"}, {"ingest", "--help"}, {"help", "query"}} {
		if r := demarche(t, "", args...).must(t, codeDone); !strings.Contains(r.stdout, "Usage:") || r.stderr != "" {
			t.Errorf("%v prints %q and %q", args, r.stdout, r.stderr)
		}
	}
	r := demarche(t, "", "--help").must(t, codeDone)
	for _, words := range []string{"Exit codes", "--store ADDRESS", "DEMARCHE_STORE", "timeline"} {
		if !strings.Contains(r.stdout, words) {
			t.Errorf("the help does not say %q:\n%s", words, r.stdout)
		}
	}
	// Help and completion are there also when the settings are wrong.
	t.Setenv("DEMARCHE_STORE", "nope")
	demarche(t, "", "ingest", "--help").must(t, codeDone)
	demarche(t, "", "completion", "bash").must(t, codeDone)
	demarche(t, "", "--version").must(t, codeDone)
	demarche(t, "", "config", "show").must(t, codeUsage).says(t, "DEMARCHE_STORE: ")
}

func TestConfigShow(t *testing.T) {
	newWorkplace(t)
	t.Setenv("DEMARCHE_NEO4J_PASSWORD", "hunter2")
	t.Setenv("DEMARCHE_STROE", "x")
	r := demarche(t, "", "--store", "neo4j://localhost", "config", "show").must(t, codeDone).says(t, "DEMARCHE_STROE")
	for _, want := range []string{`store +neo4j://localhost +--store`, `neo4j.password +set +DEMARCHE_NEO4J_PASSWORD`, `workers +0 +default`, `neo4j.database +- +default`} {
		if !regexp.MustCompile(want).MatchString(r.stdout) {
			t.Errorf("no line like %q in\n%s", want, r.stdout)
		}
	}
	if strings.Contains(r.stdout+r.stderr, "hunter2") {
		t.Error("the password is printed")
	}
}

func TestVersion(t *testing.T) {
	newWorkplace(t)
	r := demarche(t, "", "version").must(t, codeDone)
	for _, want := range []string{`(?m)^demarche +\S+`, `(?m)^commit +\S+`, `(?m)^extraction +\S+`, `(?m)^go +go1\.`} {
		if !regexp.MustCompile(want).MatchString(r.stdout) {
			t.Errorf("no line like %q in\n%s", want, r.stdout)
		}
	}
}

func TestCompletionKnowsQueriesAndFormats(t *testing.T) {
	newWorkplace(t)
	if r := demarche(t, "", "__complete", "query", "who").must(t, codeDone); !strings.Contains(r.stdout, "who-talked-to-whom\t") {
		t.Errorf("got %s", r.stdout)
	}
	if r := demarche(t, "", "__complete", "timeline", "--format", "").must(t, codeDone); !strings.Contains(r.stdout, "jsonl") {
		t.Errorf("got %s", r.stdout)
	}
}

func TestStopBeforeAnything(t *testing.T) {
	newWorkplace(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	demarcheIn(ctx, many(3), "extract", "-").must(t, codeInterrupted).says(t, "stopped")
}

// Names of files and words of articles are printed, and come from anyone.
func TestTerminalsAreNotObeyed(t *testing.T) {
	newWorkplace(t)
	const escape = "\x1b]0;owned\x07\u009b31m"
	demarche(t, "", "ingest", "none"+escape).must(t, codeFailed).says(t, "failed: ")
	if r := demarche(t, "", "ingest", "none"+escape); strings.ContainsAny(r.stderr, "\x1b\x07\u009b") {
		t.Errorf("stderr holds control characters: %q", r.stderr)
	}
	text, _ := json.Marshal("Sergey Lavrov " + escape + "and Marco Rubio held talks in Riyadh on Tuesday. Lavrov said \"" + escape + " no\".")
	input := `{"id": "a", "published": "2025-02-18", "text": ` + string(text) + "}\n"
	demarche(t, input, "ingest", "-").must(t, codeDone)
	for _, args := range [][]string{{"timeline"}, {"timeline", "--format", "md"}, {"timeline", "--format", "csv"}, {"extract", "-"}, {"extract", "-", "--format", "table"}, {"annotate", "-"}, {"annotate", "-", "--format", "html"}} {
		if r := demarche(t, input, args...).must(t, codeDone); strings.ContainsAny(r.stdout+r.stderr, "\x1b\x07\u009b") || r.stdout == "" {
			t.Errorf("%v prints nothing or control characters: %.2000q", args, r.stdout)
		}
	}
}
