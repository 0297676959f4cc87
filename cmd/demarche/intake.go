package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/extract/event"
)

// intake is how articles are read, as the commands' flags say.
type intake struct {
	fields    []string
	published string
}

// flags adds the flags.
func (in *intake) flags(fs *pflag.FlagSet) {
	fs.StringVar(&in.published, "published", "", "`DAY` of publication (2006-01-02) for articles that don't tell theirs")
	fs.StringArrayVar(&in.fields, "map", nil, "`FIELD=NAME` of the input's JSON fields or CSV columns, such as text=body; may be repeated")
}

// read reads the inputs. The error is about the flags; what is wrong with an
// input comes with its item.
func (a *app) read(ctx context.Context, in intake, paths []string) (iter.Seq[article.Item], error) {
	opts := article.Options{Stdin: a.stdin}
	if in.published != "" {
		day, err := article.ParsePublished(in.published)
		if err != nil {
			return nil, usagef("--published: %q is no day: give one that exists, as 2006-01-02", in.published)
		}
		opts.Published = day
	}
	for _, f := range in.fields {
		field, name, ok := strings.Cut(f, "=")
		if !ok || name == "" {
			return nil, usagef("--map: %q is not FIELD=NAME: write for instance text=body", f)
		}
		if opts.Map == nil {
			opts.Map = map[string]string{}
		}
		opts.Map[field] = name
	}
	return article.Read(ctx, paths, opts), nil
}

// outcome is what became of an input.
type outcome struct {
	sifted
	events []event.Event
	// skipped or failed say why there are none to be had.
	skipped, failed error
}

// unsifted passes on items that are compared with no graph.
func unsifted(in iter.Seq[article.Item]) iter.Seq[sifted] {
	return func(yield func(sifted) bool) {
		for item := range in {
			if !yield(sifted{item: item}) {
				return
			}
		}
	}
}

// workers is how many articles are read at once.
func (a *app) workers() int { return cmp.Or(a.settings.Workers, runtime.GOMAXPROCS(0)) }

// work reads the events of one input, if it is an article that needs reading. A
// fault of the program costs one article, not all.
func (a *app) work(x extractor, in sifted) (out outcome) {
	out = outcome{sifted: in, skipped: in.item.Skipped, failed: in.item.Failed}
	read := in.item.Article
	out.item.Article = nil // its text may be long, and is not needed any more
	if read == nil || in.unchanged {
		return out
	}
	defer func() {
		if r := recover(); r != nil {
			a.log.Debug("panic", "input", in.item.Path, "panic", r, "stack", string(debug.Stack()))
			out.failed = fmt.Errorf("a fault of demarche: please report it, with the article (%v)", r)
		}
	}()
	out.events = x.Extract(read.ID, read.Title, read.Day(), read.Text)
	return out
}

// tally counts what became of the inputs.
type tally struct {
	inputs, unchanged, skipped, failed, events int
}

// count counts an outcome and tells of what was left out or failed. It reports
// whether there are events to go on with.
func (a *app) count(t *tally, out *outcome) bool {
	a.tell.step()
	t.inputs++
	switch {
	case out.failed != nil:
		t.failed++
		a.tell.failed(out.item.Path, out.failed)
		return false
	case out.skipped != nil:
		t.skipped++
		a.tell.skipped(out.item.Path, out.skipped)
		return false
	case out.unchanged:
		t.unchanged++
		return false
	}
	t.events += len(out.events)
	return true
}

// ended returns the error with which a command ends that went through its
// inputs.
func (t *tally) ended(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return context.Canceled
	case t.failed > 0:
		return toldError{codeFailed}
	case t.inputs == 0:
		return errors.New("there was nothing to read: the folders and files hold no article")
	}
	return nil
}
