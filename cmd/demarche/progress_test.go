package main

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/config"
)

func TestProgressInWords(t *testing.T) {
	begun := time.Date(2025, 5, 19, 12, 0, 0, 0, time.UTC)
	bytes := int64(0)
	p := &progress{doing: "reading", unit: "articles", begun: begun, gone: func() (int64, int64) { return bytes, 4000 }}
	p.mark(begun)
	at := func(after time.Duration, n int, gone int64, want string) {
		t.Helper()
		p.n, bytes = n, gone
		p.mark(begun.Add(after))
		if got := p.text(begun.Add(after)); got != want {
			t.Errorf("after %v: %q, want %q", after, got, want)
		}
	}
	at(10*time.Second, 1000, 1000, "reading: 1000 articles, 100/s, 30s left")
	p.failed = 2
	at(20*time.Second, 1100, 1500, "reading: 1100 articles, 55/s, 2 failed, 33s left")
	// The fast beginning counts no longer.
	at(70*time.Second, 1150, 1500, "reading: 1150 articles, 2.5/s, 2 failed, 5m0s left")
	at(90*time.Second, 1200, 4000, "reading: 1200 articles, 1.4/s, 2 failed, 0s left")
	// A file that grew while it was read.
	at(91*time.Second, 1200, 4001, "reading: 1200 articles, 1.4/s, 2 failed, for 1m31s")
	p.gone = nil
	if got := p.text(begun.Add(92 * time.Second)); !strings.HasSuffix(got, "for 1m32s") {
		t.Errorf("where the size is not known: %q", got)
	}
}

// guarded is a writer that one goroutine may read while others write.
type guarded struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.Write(p)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.b.String()
}

// Where nobody looks on, a line is written now and then, and none with --quiet.
func TestProgressIsWrittenNowAndThen(t *testing.T) {
	for _, c := range []struct {
		opts config.Log
		want string
	}{
		{config.Log{Level: config.Normal}, "reading: 1 articles, "},
		{config.Log{Level: config.Normal, JSON: true}, `"level":"INFO","msg":"progress","doing":"reading","articles":1,"per_second":`},
		{config.Log{Level: config.Quiet}, ""},
		{config.Log{Level: config.Quiet, JSON: true}, ""},
	} {
		var out guarded
		tell := newTeller(&out, c.opts)
		if tell.written != time.Minute {
			t.Errorf("a line every %v", tell.written)
		}
		tell.written = 5 * time.Millisecond
		tell.watch("reading", "articles", nil)
		tell.step()
		tell.failed("x", errors.New("y"))
		for deadline := time.Now().Add(10 * time.Second); c.want != "" && strings.Count(out.String(), c.want) < 2; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%+v: stderr says\n%s", c.opts, out.String())
			}
		}
		time.Sleep(20 * time.Millisecond)
		tell.done()
		if c.want == "" && strings.Contains(out.String(), "articles") {
			t.Errorf("%+v: stderr says\n%s", c.opts, out.String())
		}
		if end := out.String(); end != func() string { time.Sleep(20 * time.Millisecond); return out.String() }() {
			t.Errorf("%+v: goes on after the end", c.opts)
		}
	}
}
