package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/config"
	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
)

// tally counts what became of the inputs.
type tally struct {
	inputs, unchanged, failed, events int
	// skipped counts those left out, by reason.
	skipped map[string]int
	// last is the last input that was gone through.
	last string
}

// skipsTold is how many skipped inputs are named, unless --verbose was given: of
// a folder of a whole web site most are, and their number says enough.
const skipsTold = 20

// count counts an outcome and tells of what was left out or failed. It reports
// whether there are events to go on with.
func (a *app) count(t *tally, out *outcome) bool {
	a.tell.step()
	t.inputs++
	t.last = out.item.Path
	switch {
	case out.item.Outcome == article.Failed:
		t.failed++
		a.tell.failed(out.item.Path, reason(out.item.Err))
	case out.item.Outcome == article.Skipped:
		a.skip(t, &out.item)
	case out.unchanged:
		t.unchanged++
	default:
		t.events += len(out.events)
		return true
	}
	return false
}

func (a *app) skip(t *tally, item *article.Item) {
	if t.skipped == nil {
		t.skipped = map[string]int{}
	}
	t.skipped[kind(item.Err)]++
	switch n := t.left(); {
	case n <= skipsTold || a.settings.Log.Level == config.Verbose:
		a.tell.skipped(item.Path, reason(item.Err))
	case n == skipsTold+1:
		a.tell.note("more inputs are skipped; from here on they are only counted (--verbose names them all)")
	}
}

// left is how many inputs were skipped.
func (t *tally) left() int {
	n := 0
	for _, m := range t.skipped {
		n += m
	}
	return n
}

// reason is why an input gave no article, without its name.
func reason(err error) error {
	var e *article.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// kind is the reason without what was seen in this input, to be counted by.
func kind(err error) string {
	for e := errors.Unwrap(err); e != nil; e = errors.Unwrap(err) {
		err = e
	}
	return err.Error()
}

// parts tells of the inputs, for a summary. result is what loading changed, nil
// when nothing was loaded.
func (t *tally) parts(result *graph.Result) []part {
	var text []string
	var attrs []any
	say := func(n int, name string) {
		text = append(text, fmt.Sprintf("%d %s", n, name))
		attrs = append(attrs, name, n)
	}
	if result != nil {
		say(result.New, "new")
		say(result.Changed, "changed")
		say(result.Unchanged+t.unchanged, "unchanged")
	}
	say(t.left(), "skipped")
	say(t.failed, "failed")
	parts := []part{{"articles", fmt.Sprintf("%d: %s", t.inputs, strings.Join(text, ", ")), append([]any{"articles", t.inputs}, attrs...)}}
	for _, why := range slices.Sorted(maps.Keys(t.skipped)) {
		parts = append(parts, part{"skipped", fmt.Sprintf("%d: %s", t.skipped[why], why), nil})
	}
	return append(parts, part{"events", fmt.Sprint(t.events), []any{"events", t.events}})
}

// ended returns the error with which a command ends that went through its
// inputs.
func (t *tally) ended(ctx context.Context) error {
	switch {
	case ctx.Err() != nil && t.last == "":
		return stopped("stopped before anything was read")
	case ctx.Err() != nil:
		return stopped("stopped after " + t.last + ": what was read is not lost; run the command again to go on")
	case t.failed > 0:
		return toldError{codeFailed}
	case t.inputs == 0:
		return errors.New("there was nothing to read: the folders and files hold no article")
	}
	return nil
}

// stopped is the error of a command that Ctrl-C ended.
type stopped string

func (s stopped) Error() string { return string(s) }

// Is makes it the same to callers as the end of a context.
func (s stopped) Is(target error) bool { return target == context.Canceled }
