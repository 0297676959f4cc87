package neo4jtest

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Mortal is a server that a test has for itself, to kill it and start it again on
// what it left.
type Mortal struct {
	*Server
	// later are the watchdogs of servers that were started again.
	later []func()
}

// OpenMortal starts such a server. The test is skipped where Open skips it, and
// where there is no Java for that.
func OpenMortal(t testing.TB) *Mortal {
	t.Helper()
	if os.Getenv(ModeVariable) == "" && os.Getenv(URIVariable) == "" {
		t.Skipf("no Neo4j: set %s=start", ModeVariable)
	}
	if javaAt(t.Context(), javaFor(LongTerm)) == "" || !jarsThere(LongTerm) {
		t.Skip("a server that can be killed needs Java, which is not here")
	}
	s, err := startJava(t.Context(), os.Stderr, setup{version: LongTerm})
	if err != nil {
		t.Fatalf("neo4j for tests: %v", err)
	}
	m := &Mortal{Server: s}
	t.Cleanup(func() {
		m.Kill(t)
		for _, end := range m.later {
			end()
		}
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return m
}

// PID is the process of the server.
func (m *Mortal) PID(t testing.TB) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(m.home, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// Kill ends the server with SIGKILL, if it runs.
func (m *Mortal) Kill(t testing.TB) {
	t.Helper()
	p, err := os.FindProcess(m.PID(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
}

// Begin starts the server again and returns when it answers.
func (m *Mortal) Begin(t testing.TB) {
	t.Helper()
	server := m.begin()
	var output bytes.Buffer
	server.Stdout, server.Stderr = &output, &output
	leash, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		server.Wait()
		close(done)
	}()
	m.later = append(m.later, func() {
		leash.Close()
		<-done
	})
	gone := func() error { return t.Context().Err() }
	if err := m.wait(t.Context(), gone); err != nil {
		t.Fatalf("neo4j for tests: %v: %s", err, tail(output.String()))
	}
}
