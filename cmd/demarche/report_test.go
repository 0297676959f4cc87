package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// readReport reads a report as anybody would who knows JSON Lines.
func readReport(t *testing.T, path string) []ending {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var ends []ending
	for s := bufio.NewScanner(f); s.Scan(); {
		var e ending
		if err := json.Unmarshal(s.Bytes(), &e); err != nil {
			t.Fatalf("%v in %q", err, s.Text())
		}
		ends = append(ends, e)
	}
	return ends
}

// inShort is a report in a form that is easily compared.
func inShort(ends []ending) string {
	var b strings.Builder
	for _, e := range ends {
		reason, _, _ := strings.Cut(e.Reason, ":")
		b.WriteString(strings.TrimSpace(e.Outcome+" "+e.Input+" "+reason) + "\n")
	}
	return b.String()
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Every input ends in the report, in its order, whatever became of it; what
// failed can be ingested again from it, and nothing else is read.
func TestReport(t *testing.T) {
	newWorkplace(t)
	const french = "Le ministre des affaires étrangères a rencontré son homologue à Paris pour parler de la situation dans la région et de la paix."
	broken := `{"id": "b", "text": "The talks`
	write(t, "in.jsonl", line("a", "2025-02-18", talks)+broken+"\n"+line("c", "2025-02-18", french)+line("a", "2025-02-18", talks)+line("d", "2025-02-18", talks))
	write(t, "empty.txt", "")

	r := demarche(t, "", "ingest", "in.jsonl", "empty.txt", "none.txt", "--report", "1.jsonl").must(t, codeFailed)
	r.says(t, "articles  7: 2 new, 0 changed, 0 unchanged, 2 skipped, 3 failed")
	ends := readReport(t, "1.jsonl")
	want := `loaded in.jsonl:1
failed in.jsonl:2 broken
skipped in.jsonl:3 not in English, which is all that is read (French)
skipped in.jsonl:4 the same article came before in this input
loaded in.jsonl:5
failed empty.txt empty
failed none.txt no such file or folder
`
	if got := inShort(ends); got != want {
		t.Errorf("the report says\n%s\nwant\n%s", got, want)
	}
	if e := ends[0]; e.Article != "a" || e.Events == nil || *e.Events == 0 || e.File != "in.jsonl" {
		t.Errorf("of an article that was loaded it says %+v", e)
	}

	// One is mended and one is not.
	write(t, "in.jsonl", line("a", "2025-02-18", talks)+line("b", "2025-02-18", talks)+line("c", "2025-02-18", talks))
	write(t, "none.txt", talks)
	r = demarche(t, "", "ingest", "--failed", "1.jsonl", "--report", "2.jsonl").must(t, codeFailed)
	r.says(t, "articles  3: 2 new, 0 changed, 0 unchanged, 0 skipped, 1 failed")
	if got, want := inShort(readReport(t, "2.jsonl")), "loaded in.jsonl:2\nfailed empty.txt empty\nloaded none.txt\n"; got != want {
		t.Errorf("the second report says\n%s\nwant\n%s", got, want)
	}
	write(t, "empty.txt", talks+" They agreed.")
	demarche(t, "", "ingest", "--failed", "2.jsonl", "--report", "3.jsonl").must(t, codeDone).says(t, "articles  1: 1 new")
	demarche(t, "", "ingest", "--failed", "3.jsonl").must(t, codeDone).says(t, "no input failed in 3.jsonl")
	demarche(t, "", "ingest", "in.jsonl", "--report", "4.jsonl").must(t, codeDone)
	if got := inShort(readReport(t, "4.jsonl")); strings.Count(got, "unchanged in.jsonl:") != 2 {
		t.Errorf("of articles that the graph holds the report says\n%s", got)
	}
}

func TestReportFaults(t *testing.T) {
	newWorkplace(t)
	write(t, "no.jsonl", `{"input": "a", "outcome": "failed"}`+"\n")
	// The last line is half a line: the program that wrote it was killed.
	write(t, "cut.jsonl", `{"input":"examples/briefs.jsonl:1","file":"examples/briefs.jsonl","outcome":"failed","reason":"x"}`+"\n"+`{"input":"examples/bri`)
	demarche(t, "", "ingest", "--failed", "cut.jsonl").must(t, codeDone).says(t, "articles  1: 1 new")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"no.jsonl:1: not a line of a report", []string{"--failed", "no.jsonl"}},
		{"--failed: open none.jsonl", []string{"--failed", "none.jsonl"}},
		{"leave the PATH out", []string{"--failed", "cut.jsonl", "examples/"}},
		{"give it another name", []string{"--failed", "cut.jsonl", "--report", "cut.jsonl"}},
		{"--report: open none/r.jsonl", []string{"examples/", "--report", "none/r.jsonl"}},
		{"requires at least 1 arg", nil},
	} {
		demarche(t, "", append([]string{"ingest"}, c.args...)...).must(t, codeUsage).says(t, c.words)
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		demarche(t, "", "ingest", "examples/", "--report", "/dev/full").must(t, codeFailed).says(t, "--report: write /dev/full: no space left on device")
	}
}

// An article twice in one input, with two texts, is two inputs in every count.
func TestBothOfTwoVersionsAreCounted(t *testing.T) {
	newWorkplace(t)
	demarche(t, line("a", "2025-02-18", talks)+line("b", "2025-02-18", talks)+line("a", "2025-02-18", talks+" They agreed."), "ingest", "-", "--report", "r.jsonl").
		must(t, codeDone).says(t, "articles  3: 2 new, 1 changed, 0 unchanged, 0 skipped, 0 failed")
	if got, want := inShort(readReport(t, "r.jsonl")), "loaded -:1\nloaded -:2\nloaded -:3\n"; got != want {
		t.Errorf("the report says\n%s\nwant\n%s", got, want)
	}
}

// What waits for the report does not fill the memory, however much is skipped
// after an article that waits for its batch.
func TestReportDoesNotWaitForEver(t *testing.T) {
	newWorkplace(t)
	in, out := io.Pipe()
	a := &app{stdin: in, stdout: io.Discard, stderr: io.Discard, knowledge: shared}
	ended := make(chan int)
	go func() { ended <- a.run(t.Context(), []string{"ingest", "--quiet", "-", "--report", "r.jsonl"}) }()
	skipped := line("a", "2025-02-18", talks)
	if _, err := io.WriteString(out, skipped+strings.Repeat(skipped, 2*reportMost)); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); len(readReport(t, "r.jsonl")) < reportMost; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the report waits for the end of the input")
		}
	}
	out.Close()
	if code := <-ended; code != codeDone {
		t.Errorf("exit code %d", code)
	}
	if n := len(readReport(t, "r.jsonl")); n != 2*reportMost+1 {
		t.Errorf("%d lines", n)
	}
}
