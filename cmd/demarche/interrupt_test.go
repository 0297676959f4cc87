//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

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
	go func() { _, _ = io.WriteString(in, input) }() // fails when the program ends first, as it is made to
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
