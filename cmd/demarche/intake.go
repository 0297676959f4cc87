package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/extract/event"
)

// intake is how articles are read, as a command's flags say.
type intake struct {
	format    string
	fields    string
	published string
}

// flags adds the flags. The one that forces a format is called name, since a
// command that prints something has a --format for that.
func (in *intake) flags(cmd *cobra.Command, name string) {
	var formats []string
	for _, f := range article.Formats() {
		formats = append(formats, string(f))
	}
	fs := cmd.Flags()
	fs.StringVar(&in.published, "published", "", "`DAY` of publication (2006-01-02) for articles that don't tell theirs")
	fs.StringVar(&in.fields, "map", "", "`FIELD=NAME,...`: names of JSON fields or CSV columns in the input, as in text=body,published=date")
	fs.StringVar(&in.format, name, "", "read every input as `FORMAT`: "+strings.Join(formats, ", ")+"; else it is recognised by content")
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

// input is what a command reads.
type input struct {
	items iter.Seq[article.Item]
	// gone tells how many bytes of it are gone through, and of how many, 0 while
	// that is not known.
	gone func() (bytes, of int64)
}

// read reads the inputs; of these only those named, when there are any. The error
// is about the flags; what is wrong with an input comes with its item.
func (a *app) read(ctx context.Context, in intake, paths []string, only ...string) (input, error) {
	fields, err := article.ParseMap(in.fields)
	if err != nil {
		return input{}, usagef("--map: %w", err)
	}
	if day, err := article.ParsePublished(in.published); err != nil || day == "" && in.published != "" {
		return input{}, usagef("--published: %q is no day: give one that exists, as 2006-01-02", in.published)
	}
	opts := article.Options{Format: article.Format(in.format), Map: fields, Published: in.published, Only: only,
		Progress: &article.Progress{}, Stdin: a.stdin, Workers: a.settings.Workers}
	if err := opts.Validate(); err != nil {
		return input{}, usage{err}
	}
	var size atomic.Int64
	go func() { // the reading need not wait until all files are found
		if n, ok := article.Size(ctx, paths); ok {
			size.Store(n)
		}
	}()
	return input{article.Read(ctx, paths, opts), func() (int64, int64) { return opts.Progress.Bytes(), size.Load() }}, nil
}

// outcome is what became of an input.
type outcome struct {
	sifted
	events []event.Event
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

// Extraction is a fifth sooner done with several articles at a time. More than these
// would only have whoever stops the program wait longer.
const (
	togetherArticles = 8
	togetherBytes    = 32 << 10
)

// events reads the events of the inputs, on all workers, in the order of the inputs.
func (a *app) events(ctx context.Context, x *extract.Extractor, in iter.Seq[sifted]) iter.Seq[outcome] {
	weight := func(s sifted) int {
		if s.item.Article == nil {
			return 0
		}
		return len(s.item.Article.Text)
	}
	return together(ctx, in, a.workers(), bunch[sifted]{togetherArticles, togetherBytes, weight}, func(in []sifted) []outcome {
		if out, ok := a.workAll(x, in); ok {
			return out
		}
		var out []outcome
		for _, s := range in {
			out = append(out, a.work(x, s))
		}
		return out
	})
}

// workAll does what work does for several inputs at once. ok is false when that is
// not worth while, and when one of them makes the program fail: then each is to be
// read by itself.
func (a *app) workAll(x *extract.Extractor, in []sifted) (out []outcome, ok bool) {
	var articles []extract.Article
	var of []int // the inputs that they are of
	for i, s := range in {
		out = append(out, outcome{sifted: s})
		out[i].item.Article = nil
		if read := s.item.Article; read != nil && !s.unchanged {
			articles, of = append(articles, extract.Article{ID: read.ID, Title: read.Title, Published: read.Day(), Text: read.Text}), append(of, i)
		}
	}
	if len(articles) < 2 {
		return nil, false
	}
	defer func() {
		if recover() != nil {
			out, ok = nil, false // and when it is read by itself it says why
		}
	}()
	for k, events := range x.ExtractAll(articles) {
		out[of[k]].events = events
	}
	return out, true
}

// work reads the events of one input, if it is an article that needs reading. A
// fault of the program costs one article, not all.
func (a *app) work(x extractor, in sifted) (out outcome) {
	out = outcome{sifted: in}
	read := in.item.Article
	out.item.Article = nil // its text may be long, and is not needed any more
	if read == nil || in.unchanged {
		return out
	}
	defer func() {
		if r := recover(); r != nil {
			a.log.Debug("panic", "input", in.item.Path, "panic", r, "stack", string(debug.Stack()))
			out.item.Outcome = article.Failed
			out.item.Err = fmt.Errorf("a fault of demarche: please report it, with the article (%v)", r)
		}
	}()
	out.events = x.Extract(read.ID, read.Title, read.Day(), read.Text)
	return out
}
