package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/demarche-graph/demarche/extract/article"
)

// How an input can end.
const (
	endLoaded    = "loaded"
	endUnchanged = "unchanged"
	endSkipped   = "skipped"
	endFailed    = "failed"
)

// ending is what became of an input, a line of a report.
type ending struct {
	// Input names the input as article.Item.Path does, File the file to be opened
	// for it.
	Input   string `json:"input"`
	File    string `json:"file"`
	Outcome string `json:"outcome"`
	// Reason says why it was skipped or failed.
	Reason string `json:"reason,omitempty"`
	// Article is the ID of its article, if there was one.
	Article string `json:"article,omitempty"`
	// Events counts what a loaded article tells of; nil for others.
	Events *int `json:"events,omitempty"`
}

// report writes the ends of inputs to a file, in the order of the inputs, each as
// soon as it is certain: what it calls loaded stays loaded if the program is
// killed the next moment.
type report struct {
	file *os.File // nil when nobody wants to read it
	// ended, when not nil, is told of each input that has ended, in any order.
	ended func(*ending)

	mu  sync.Mutex
	out *bufio.Writer
	// queue are the inputs that are not written yet; the first has not ended.
	queue []*ending
	err   error
}

// newReport makes the file, none when path is empty.
func newReport(path string) (*report, error) {
	if path == "" {
		return &report{}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, usagef("--report: %w", err)
	}
	return &report{file: f, out: bufio.NewWriter(f)}, nil
}

// add puts the next input into the report; its end may follow by settle.
func (r *report) add(e *ending) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Outcome != "" && r.ended != nil {
		r.ended(e)
	}
	if r.file != nil {
		r.queue = append(r.queue, e)
		r.write()
	}
}

// reportMost is how many inputs may wait for the first of them to end: of an archive
// of which nearly all is skipped, a batch would take for ever to fill.
const reportMost = 10_000

// full reports whether too many inputs wait to be written.
func (r *report) full() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.queue) >= reportMost
}

// settle ends an input. One that the store lost may yet be loaded, and has not
// ended for those who can give it again.
func (r *report) settle(e *ending, outcome string, reason error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Outcome = outcome; reason != nil {
		e.Reason, e.Events = reason.Error(), nil
	}
	if r.ended != nil && !errors.Is(reason, errLost) {
		r.ended(e)
	}
	if r.file != nil {
		r.write()
	}
}

// write writes what has ended up to the first that has not.
func (r *report) write() {
	n := 0
	for n < len(r.queue) && r.queue[n].Outcome != "" && r.err == nil {
		line, err := marshal(r.queue[n])
		if err == nil {
			_, err = r.out.Write(append(line, '\n'))
		}
		r.err = err
		n++
	}
	r.queue = slices.Delete(r.queue, 0, n)
	if r.err == nil {
		r.err = r.out.Flush()
	}
}

// fault is why the report could not be written, nil while it could.
func (r *report) fault() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return fmt.Errorf("--report: %w", r.err)
	}
	return nil
}

// close ends the report.
func (r *report) close() error {
	if r.file == nil {
		return nil
	}
	return errors.Join(r.fault(), r.file.Close())
}

// failedIn reads from a report which inputs failed and in which files they are,
// each once, in the order of the report. A last line without its end was cut off
// when a program was killed, and says nothing. Errors name the line.
func failedIn(path string) (files, inputs []string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, usagef("--failed: %w", err)
	}
	defer f.Close()
	known := map[string]bool{}
	r := bufio.NewReaderSize(f, 1<<16)
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return files, inputs, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("--failed: %w", err)
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var e ending
		if err := json.Unmarshal(line, &e); err != nil || e.Input == "" || e.File == "" || e.Outcome == "" {
			return nil, nil, usagef("--failed: %s:%d: not a line of a report that ingest --report wrote", path, n)
		}
		if e.Outcome != endFailed {
			continue
		}
		inputs = append(inputs, e.Input)
		if !known[e.File] {
			known[e.File] = true
			files = append(files, e.File)
		}
	}
}

// endingOf is the end of an input that is not to be loaded, and what is known of
// one that is.
func endingOf(out *outcome) *ending {
	e := &ending{Input: out.item.Path, File: out.item.File, Article: out.article.ID}
	switch {
	case out.item.Outcome == article.Failed:
		e.Outcome, e.Reason = endFailed, reason(out.item.Err).Error()
	case out.item.Outcome == article.Skipped:
		e.Outcome, e.Reason = endSkipped, reason(out.item.Err).Error()
	case out.unchanged:
		e.Outcome = endUnchanged
	default:
		n := len(out.events)
		e.Events = &n
	}
	return e
}
