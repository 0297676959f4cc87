//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
)

// many makes articles, a line each, that tell of as many events.
func many(n int) string {
	people := []string{"Sergey Lavrov", "Marco Rubio", "Hakan Fidan", "Wang Yi", "Abbas Araghchi", "Prince Faisal bin Farhan", "Radoslaw Sikorski"}
	cities := []string{"Geneva", "Istanbul", "Vienna", "Doha", "Cairo"}
	var b strings.Builder
	day := time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC)
	for i := range n {
		one, other := people[i%len(people)], people[(i+1+i/len(people)%(len(people)-1))%len(people)]
		on := day.AddDate(0, 0, i%300)
		line, _ := json.Marshal(map[string]string{
			"id": fmt.Sprintf("made-%05d", i), "title": "Ministers meet", "published": on.Format(time.DateOnly),
			"text": fmt.Sprintf("%s and %s held talks in %s on %s. %s said that the talks had been useful.", one, other, cities[i%len(cities)], on.Weekday(), one),
		})
		fmt.Fprintf(&b, "%s\n", line)
	}
	return b.String()
}

// counts are the numbers of rows in the store, table by table.
func counts(t *testing.T) string {
	t.Helper()
	return demarche(t, "", "store", "stats").must(t, codeDone).stdout
}

// loaded is how many articles the store holds, 0 while there is none.
func loaded(t *testing.T) int {
	t.Helper()
	r := demarche(t, "", "store", "stats")
	for line := range strings.Lines(r.stdout) {
		if f := strings.Fields(line); len(f) == 2 && f[0] == graph.ArticleNode {
			n := 0
			fmt.Sscan(f[1], &n)
			return n
		}
	}
	return 0
}

// begin starts an ingestion whose input is written to in, and waits until some of
// it is loaded.
func begin(t *testing.T, input string) (cmd *exec.Cmd, in io.WriteCloser, stderr *bytes.Buffer) {
	t.Helper()
	cmd = process(t, "ingest", "-")
	stderr = &bytes.Buffer{}
	cmd.Stderr = stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go io.WriteString(in, input) // fails when the program ends first, as it is made to
	for deadline := time.Now().Add(2 * time.Minute); loaded(t) == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("nothing is loaded after two minutes: %s", stderr)
		}
	}
	return cmd, in, stderr
}

// again ingests the whole input and fails the test unless the graph is that of an
// undisturbed run.
func again(t *testing.T, input, want string) {
	t.Helper()
	demarche(t, "", "store", "check").must(t, codeDone)
	demarche(t, input, "ingest", "-").must(t, codeDone)
	if got := counts(t); got != want {
		t.Errorf("after an interruption and a second run the graph has\n%s\nan undisturbed run gives\n%s", got, want)
	}
	demarche(t, "", "store", "check").must(t, codeDone)
}

// The same input is used for every interruption: enough for a batch and a half.
var (
	muchInput = many(batchArticles * 3 / 2)
	much      struct {
		once   sync.Once
		counts string
	}
)

// undisturbed is what the graph of the input has when nothing interrupts. It is
// the same in both stores.
func undisturbed(t *testing.T) string {
	t.Helper()
	much.once.Do(func() {
		store := os.Getenv("DEMARCHE_STORE")
		defer os.Setenv("DEMARCHE_STORE", store) // t.Setenv would hold to the end of the test
		os.Setenv("DEMARCHE_STORE", "sqlite://undisturbed.db")
		demarche(t, muchInput, "ingest", "-").must(t, codeDone)
		much.counts = counts(t)
	})
	return much.counts
}

// stores runs a test on SQLite and, when there is one, on Neo4j.
func stores(t *testing.T, f func(t *testing.T)) {
	t.Run("sqlite", func(t *testing.T) {
		newWorkplace(t)
		f(t)
	})
	t.Run("neo4j", func(t *testing.T) {
		newWorkplace(t)
		withNeo4j(t)
		f(t)
	})
}

func TestCtrlCKeepsWhatWasRead(t *testing.T) {
	stores(t, func(t *testing.T) {
		want := undisturbed(t)
		cmd, in, stderr := begin(t, muchInput)
		defer in.Close() // it waits for more, on a terminal on which nobody types
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		err := cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != codeInterrupted {
			t.Fatalf("it ends with %v, want exit code %d\n%s", err, codeInterrupted, stderr)
		}
		for _, words := range []string{"stopped after -:", "articles  ", "nodes  "} {
			if !strings.Contains(stderr.String(), words) {
				t.Errorf("stderr does not say %q:\n%s", words, stderr)
			}
		}
		if strings.Contains(stderr.String(), "context canceled") {
			t.Errorf("stderr speaks of the program's insides:\n%s", stderr)
		}
		if n := loaded(t); n < batchArticles {
			t.Errorf("%d articles are loaded, want %d or more", n, batchArticles)
		}
		again(t, muchInput, want)
	})
}

func TestKillLeavesAGraphThatCanBeFinished(t *testing.T) {
	stores(t, func(t *testing.T) {
		want := undisturbed(t)
		cmd, in, _ := begin(t, muchInput)
		defer in.Close()
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() // its error is that it was killed
		if n := loaded(t); n == 0 {
			t.Error("what was loaded is lost")
		}
		again(t, muchInput, want)
	})
}

func TestReaderOfTheOutputMayLeave(t *testing.T) {
	newWorkplace(t)
	if err := os.WriteFile("many.jsonl", []byte(many(300)), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := process(t, "extract", "many.jsonl")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	out.Close() // as head does
	err = cmd.Wait()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE) {
		t.Errorf("it ends with %v, want an end by SIGPIPE or none", err)
	}
	if stderr.Len() > 0 {
		t.Errorf("it says %q", stderr.String())
	}
}

func TestManyIsRead(t *testing.T) {
	newWorkplace(t)
	lines := strings.Split(strings.TrimSpace(demarche(t, many(50), "extract", "-").must(t, codeDone).stdout), "\n")
	talks := slices.DeleteFunc(lines, func(l string) bool { return !strings.Contains(l, `"type":"talks"`) })
	if len(talks) != 50 {
		t.Errorf("%d talks in 50 articles: other tests lean on one in each", len(talks))
	}
}
