package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/demarche-graph/demarche/config"
)

// teller says on the standard error what becomes of the work: a line for each
// input that failed or was left out, and a summary. With log.format json these
// are objects like all other diagnostics. It may be used by many goroutines.
type teller struct {
	log   *slog.Logger
	level config.Level
	json  bool

	mu  sync.Mutex
	out io.Writer
	bar *progress // nil while none is told
	// written is how often progress is told where it is not drawn.
	written time.Duration
}

func newTeller(out io.Writer, opts config.Log) *teller {
	t := &teller{level: opts.Level, json: opts.JSON, out: out, written: writtenEvery}
	level := slog.LevelInfo
	switch opts.Level {
	case config.Quiet:
		level = slog.LevelError
	case config.Verbose:
		level = slog.LevelDebug
	case config.Normal:
	}
	handler := &slog.HandlerOptions{Level: level}
	if opts.JSON {
		t.log = slog.New(slog.NewJSONHandler(lines{t}, handler))
		return t
	}
	// On a terminal the time of day says nothing that the user does not know.
	handler.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	t.log = slog.New(slog.NewTextHandler(lines{t}, handler))
	return t
}

// failed tells of an input, or a part of one, that could not be used.
func (t *teller) failed(what string, reason error) {
	t.mu.Lock()
	if t.bar != nil {
		t.bar.failed++
	}
	t.mu.Unlock()
	if t.json {
		t.log.Error("failed", "input", what, "reason", reason.Error())
		return
	}
	t.line("failed: %s: %v", what, reason)
}

// fault tells the error with which the program ends.
func (t *teller) fault(err error) {
	if t.json {
		t.log.Error(err.Error())
		return
	}
	t.line("demarche: %v", err)
}

// skipped tells of an input that was left out on purpose.
func (t *teller) skipped(what string, reason error) {
	switch {
	case t.level == config.Quiet:
	case t.json:
		t.log.Warn("skipped", "input", what, "reason", reason.Error())
	default:
		t.line("skipped: %s: %v", what, reason)
	}
}

// note tells something that a user should know of.
func (t *teller) note(format string, args ...any) {
	switch text := fmt.Sprintf(format, args...); {
	case t.level == config.Quiet:
	case t.json:
		t.log.Warn(text)
	default:
		t.line("note: %s", text)
	}
}

// part is a line of a summary.
type part struct {
	name, text string
	// attrs are the same as pairs of keys and values, for logs.
	attrs []any
}

// summary tells what became of everything.
func (t *teller) summary(parts ...part) {
	if t.level == config.Quiet {
		return
	}
	width := 0
	var attrs []any
	for _, p := range parts {
		width = max(width, len(p.name))
		attrs = append(attrs, p.attrs...)
	}
	if t.json {
		t.log.Info("summary", attrs...)
		return
	}
	for _, p := range parts {
		t.line("%-*s  %s", width, p.name, p.text)
	}
}

// line writes one line, above the line of progress when there is one.
func (t *teller) line(format string, args ...any) {
	fmt.Fprintln(lines{t}, printable(fmt.Sprintf(format, args...)))
}

// lines writes to the teller's output without mixing with the line of progress.
type lines struct{ t *teller }

func (l lines) Write(p []byte) (int, error) {
	l.t.mu.Lock()
	defer l.t.mu.Unlock()
	if l.t.bar != nil {
		l.t.bar.clear()
	}
	return l.t.out.Write(p)
}

// done ends the telling of progress.
func (t *teller) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.bar != nil {
		close(t.bar.stop)
		t.bar.clear()
		t.bar = nil
	}
}

// terminal reports whether a stream is one that a person looks at.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
