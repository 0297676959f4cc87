package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

func (a *app) ingestCommand() *cobra.Command {
	var in intake
	var timeline bool
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read articles and load their events into the graph",
		Long: `Reads articles, finds the events that they tell of, and loads these into the
graph. PATH is a file, a folder, or "-" for the standard input.

Running it again changes nothing: an article that the graph holds already is not
read again, unless its text, this program or the dictionaries have changed; then
its events take the place of the earlier ones.

It ends with a summary. An article that can't be read is listed with the reason,
the others are loaded all the same, and the exit code is 1. Ctrl-C ends it after
the articles at hand: what was read so far is loaded.`,
		Example: `  demarche ingest examples/
  demarche ingest examples/ --timeline
  demarche ingest --published 1991-10-30 examples/agency-madrid-1991.txt
  demarche --store sqlite://other.db ingest - < examples/briefs.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.ingest(ctx, in, args, timeline)
		}),
	}
	in.flags(cmd, "format")
	cmd.Flags().BoolVar(&timeline, "timeline", false, "print the timeline of the whole graph at the end")
	return cmd
}

func (a *app) ingest(ctx context.Context, in intake, paths []string, timeline bool) error {
	items, err := a.read(ctx, in, paths)
	if err != nil {
		return err
	}
	x, err := a.extractor()
	if err != nil {
		return err
	}
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		if err := s.Init(ctx); err != nil {
			return err
		}
		var t tally
		l := newLoader(ctx, s)
		a.tell.watch("reading", "articles")
		var err error
		for out := range ordered(ctx, newSieve(s, x.Version()).sift(ctx, items), a.workers(), func(in sifted) outcome { return a.work(x, in) }) {
			if err = out.err; err != nil {
				break
			}
			if a.count(&t, &out) {
				if err = l.add(graph.Claims{Article: out.article, Events: out.events}); err != nil {
					break
				}
			}
		}
		if e := l.flush(); err == nil {
			err = e
		}
		if err := a.loaded(ctx, s, &t, l, err); err != nil {
			return err
		}
		if timeline {
			return a.timeline(ctx, s, queries.Filter{}, string(queries.Table))
		}
		return nil
	})
}

// loaded ends a command that loaded: it tells what became of the inputs and of
// the graph. err is the store's, if it failed.
func (a *app) loaded(ctx context.Context, s graph.Store, t *tally, l *loader, err error) error {
	for _, f := range l.result.Failed {
		t.failed++
		a.tell.failed("article "+f.Article, f.Err)
	}
	// Also after Ctrl-C: counting takes a moment.
	st, e := s.Stats(context.WithoutCancel(ctx))
	if e == nil {
		a.tell.summary(summaryOf(t, &l.result, st)...)
	} else if err == nil {
		err = e
	}
	if l.lost > 0 {
		a.tell.note("%d articles that were read are not loaded: what was loaded before stays; run the command again to go on", l.lost)
	}
	return errors.Join(err, t.ended(ctx))
}
