package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/demarche-graph/demarche/config"
)

// progress shows how many articles are done. How many there are is not known
// before the last file was read.
type progress struct{ bar *progressbar.ProgressBar }

// watch shows progress, on a terminal only, until done is called.
func (t *teller) watch(doing, unit string) {
	if t.level == config.Quiet || t.json || !terminal(t.out) {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bar = newProgress(t.out, doing, unit)
}

func newProgress(out io.Writer, doing, unit string) *progress {
	return &progress{progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetDescription(doing),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(unit),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// step counts one more.
func (t *teller) step() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.bar != nil {
		_ = t.bar.bar.Add(1) // a bar that can't be drawn is no reason to stop
	}
}

// clear takes the bar off the line; the next step draws it again.
func (p *progress) clear() { _ = p.bar.Clear() }
