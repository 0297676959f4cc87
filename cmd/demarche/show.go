package main

import (
	"bufio"
	"context"
	"iter"

	"github.com/demarche-graph/demarche/extract"
)

// shown prints what was found in articles, one after the other, and what ends it.
type shown[T any] interface {
	write(*T) error
	close() error
}

// show reads articles and prints to out, through w, what find finds in each, in the
// order of the input and as soon as it is found. of is what became of an article.
func show[T any](ctx context.Context, a *app, in intake, paths []string, out *bufio.Writer, w shown[T],
	find func(*extract.Extractor, iter.Seq[sifted]) iter.Seq[T], of func(*T) *outcome) error {
	read, err := a.read(ctx, in, paths)
	if err != nil {
		return err
	}
	x, err := a.extractor()
	if err != nil {
		return err
	}
	var t tally
	a.tell.watch("reading", "articles", read.gone)
	for found := range find(x, unsifted(read.items)) {
		if !a.count(&t, of(&found)) {
			continue
		}
		if err := w.write(&found); err != nil {
			return err
		}
		// It is seen at once, also when the next article takes long.
		if err := out.Flush(); err != nil {
			return err
		}
	}
	if err := w.close(); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	a.tell.summary(t.parts(nil)...)
	return t.ended(ctx)
}
