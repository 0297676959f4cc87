package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestIngestAgainChangesNothing(t *testing.T) {
	stores(t, func(t *testing.T) {
		demarche(t, "", "ingest", "examples/").must(t, codeDone).says(t, ", 0 changed, 0 unchanged, 0 skipped, 0 failed")
		want := counts(t)
		demarche(t, "", "ingest", "examples/").must(t, codeDone).says(t, ": 0 new, 0 changed, ", "events    0", "nodes     0 made, 0 changed, 0 deleted", "edges     0 made, 0 changed, 0 deleted")
		if got := counts(t); got != want {
			t.Errorf("after a second time the graph has\n%s\nwant\n%s", got, want)
		}
		demarche(t, "", "store", "check").must(t, codeDone)
	})
}

// The number of workers is not seen in anything that is printed or stored.
func TestWorkersDoNotMatter(t *testing.T) {
	newWorkplace(t)
	input := many(300)
	var events, timeline, summary string
	for i, workers := range []string{"1", "7"} {
		t.Setenv("DEMARCHE_STORE", fmt.Sprintf("sqlite://%s.db", workers))
		e := demarche(t, input, "extract", "-", "--workers", workers).must(t, codeDone).stdout
		s := demarche(t, input, "ingest", "-", "--workers", workers).must(t, codeDone).stderr
		l := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout
		if i > 0 && (e != events || s != summary || l != timeline) {
			t.Errorf("with %s workers something else comes out than with one", workers)
		}
		events, summary, timeline = e, s, l
	}
}

func line(id, day, text string) string {
	return fmt.Sprintf(`{"id": %q, "published": %q, "text": %q}`+"\n", id, day, text)
}

func TestArticlesThatChange(t *testing.T) {
	stores(t, func(t *testing.T) {
		const lavrov = "Sergey Lavrov and Marco Rubio held talks in Riyadh on Tuesday."
		const fidan = "Sergey Lavrov and Hakan Fidan held talks in Ankara on Tuesday."
		ingest := func(input string, words ...string) {
			t.Helper()
			demarche(t, input, "ingest", "-").must(t, codeDone).says(t, words...)
			demarche(t, "", "store", "check").must(t, codeDone)
		}
		has := func(want, not string) {
			t.Helper()
			out := demarche(t, "", "timeline").must(t, codeDone).stdout
			if !strings.Contains(out, want) || strings.Contains(out, not) {
				t.Errorf("the timeline should tell of %s and not of %s:\n%s", want, not, out)
			}
		}
		ingest(line("a", "2025-02-18", lavrov), "1 new")
		has("Rubio", "Fidan")
		ingest(line("a", "2025-02-18", lavrov), "1 unchanged")
		ingest(line("a", "2025-02-19", lavrov), "1 changed") // another day: dates count from it
		ingest(line("a", "2025-02-18", fidan), "1 changed")
		has("Fidan", "Rubio")
		// Twice in one input: the same once, another text last.
		ingest(line("a", "2025-02-18", lavrov)+line("a", "2025-02-18", lavrov), "1 changed", "1 skipped", "the same article came before")
		has("Rubio", "Fidan")
		twice := line("a", "2025-02-18", lavrov) + line("a", "2025-02-18", fidan)
		ingest(twice)
		has("Fidan", "Rubio")
		ingest(twice) // the graph holds the second; the first must not stay
		has("Fidan", "Rubio")

		demarche(t, "", "store", "forget", "a", "b").must(t, codeFailed).says(t, "1 withdrawn", "article b: the graph has no article of this ID")
		if out := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone).stdout; out != "" {
			t.Errorf("a forgotten article still tells of\n%s", out)
		}
	})
}

func TestPublished(t *testing.T) {
	newWorkplace(t)
	const text = "Sergey Lavrov and Marco Rubio held talks in Riyadh on Tuesday."
	r := demarche(t, text, "extract", "-", "--published", "2025-02-20").must(t, codeDone)
	if !strings.Contains(r.stdout, `"value":"2025-02-18"`) {
		t.Errorf("Tuesday before 2025-02-20 is not 2025-02-18 in %s", r.stdout)
	}
	// An article that tells its day is not told another.
	r = demarche(t, line("a", "2025-02-18", text), "extract", "-", "--published", "1999-01-01").must(t, codeDone)
	if !strings.Contains(r.stdout, `"value":"2025-02-18"`) {
		t.Errorf("--published overrides what an article tells: %s", r.stdout)
	}
	for _, bad := range []string{"2025-02-30", "yesterday", "2025-13-01", "20250218x"} {
		demarche(t, text, "ingest", "-", "--published", bad).must(t, codeUsage).says(t, "--published: ", bad, "2006-01-02")
	}
}

// Results go to the standard output, everything else to the standard error.
func TestStreams(t *testing.T) {
	newWorkplace(t)
	if r := demarche(t, "", "ingest", "examples/").must(t, codeDone); r.stdout != "" || r.stderr == "" {
		t.Errorf("ingest prints %q to stdout and %q to stderr", r.stdout, r.stderr)
	}
	if r := demarche(t, "", "ingest", "examples/", "--timeline").must(t, codeDone); !strings.Contains(r.stdout, "2025-02-12") || strings.Contains(r.stderr, "2025-02-12") {
		t.Errorf("the timeline is not in stdout:\n%s\nstderr:\n%s", r.stdout, r.stderr)
	}
	for _, args := range [][]string{{"timeline"}, {"query", "who-talked-to-whom"}, {"store", "stats"}, {"config", "show"}} {
		if r := demarche(t, "", args...).must(t, codeDone); r.stdout == "" || r.stderr != "" {
			t.Errorf("%v prints %q to stdout and %q to stderr", args, r.stdout, r.stderr)
		}
	}
	if r := demarche(t, "", "ingest", "--quiet", "examples/", "none.txt").must(t, codeFailed); strings.Count(r.stderr, "\n") != 1 || !strings.Contains(r.stderr, "failed: none.txt") {
		t.Errorf("--quiet says %q", r.stderr)
	}
}

func TestLogAsJSON(t *testing.T) {
	newWorkplace(t)
	r := demarche(t, "", "ingest", "--log", "json", "--verbose", "examples/", "none.txt").must(t, codeFailed)
	r.says(t, `"msg":"summary"`, `"failed":1`, `"input":"none.txt"`, `"msg":"open store"`)
	for line := range strings.Lines(r.stderr) {
		if !strings.HasPrefix(line, `{"time":`) {
			t.Errorf("not JSON: %q", line)
		}
	}
	demarche(t, "", "--log", "json", "query", "nope").must(t, codeUsage).says(t, `"level":"ERROR"`, `unknown query`)
}
