package main

import (
	"context"
	"errors"
	"iter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

func (a *app) ingestCommand() *cobra.Command {
	var in intake
	var to destination
	var failed string
	cmd := &cobra.Command{
		Use:   "ingest PATH...|--failed REPORT",
		Short: "Read articles and load their events into the graph",
		Long: `Reads articles, finds the events that they tell of, and loads these into the
graph. PATH is a file, a folder, or "-" for the standard input.

Running it again changes nothing: an article that the graph holds already is not
read again, unless its text, this program or the dictionaries have changed; then
its events take the place of the earlier ones.

It ends with a summary. An article that can't be read is listed with the reason,
the others are loaded all the same, and the exit code is 1. Ctrl-C ends it after
the articles at hand: what was read so far is loaded, and the same command goes on
from there.

--report writes a line for each input: loaded, unchanged, skipped or failed, and
why. --failed takes such a report and reads again what failed, with the same
--format and --map if there were any, in the same folder.`,
		Example: `  demarche ingest examples/
  demarche ingest examples/ --timeline
  demarche ingest --published 1991-10-30 examples/agency-madrid-1991.txt
  demarche ingest examples/ --report report.jsonl
  demarche ingest --failed report.jsonl
  demarche --store sqlite://other.db ingest - < examples/briefs.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error { return failedOrPaths(cmd, args, failed, to.report) },
		RunE: a.runs(func(ctx context.Context, args []string) error {
			var only []string
			if failed != "" {
				var err error
				if args, only, err = failedIn(failed); err != nil {
					return err
				}
				if len(only) == 0 {
					a.tell.note("no input failed in %s: there is nothing to do", failed)
					return nil
				}
			}
			return a.ingest(ctx, in, args, only, to)
		}),
	}
	in.flags(cmd, "format")
	cmd.Flags().StringVar(&to.report, "report", "", "write what became of each input to `FILE`, a JSON object a line")
	cmd.Flags().StringVar(&failed, "failed", "", "ingest again the inputs that failed by `REPORT`, which an earlier --report wrote")
	cmd.Flags().BoolVar(&to.timeline, "timeline", false, "print the timeline of the whole graph at the end")
	return cmd
}

// failedOrPaths checks the arguments of a command that reads paths, or with
// --failed what a report names.
func failedOrPaths(cmd *cobra.Command, args []string, failed, report string) error {
	switch {
	case failed == "":
		return cobra.MinimumNArgs(1)(cmd, args)
	case len(args) > 0:
		return errors.New("--failed reads what the report names: leave the PATH out")
	case failed == report:
		return errors.New("--report would write over the report that --failed reads: give it another name")
	}
	return nil
}

// destination is what else than the graph comes out of an ingestion.
type destination struct {
	report   string // a file, or ""
	timeline bool
}

// ingest loads the articles of paths; of these only those that are named, when
// there are any.
func (a *app) ingest(ctx context.Context, in intake, paths, only []string, to destination) error {
	rep, err := newReport(to.report)
	if err != nil {
		return err
	}
	read, err := a.read(ctx, in, paths, only...)
	if err != nil {
		return errors.Join(err, rep.close())
	}
	x, err := a.extractor()
	if err != nil {
		return errors.Join(err, rep.close())
	}
	err = a.withStore(ctx, a.names(), func(s graph.Store) error {
		if err := s.Init(ctx); err != nil {
			return err
		}
		a.tell.watch("reading", "articles", read.gone)
		t, l, err := a.put(ctx, s, x, read.items, rep)
		if err := a.loaded(ctx, s, t, l, err); err != nil {
			return err
		}
		if to.timeline {
			return a.timeline(ctx, s, queries.Filter{}, string(queries.Table))
		}
		return nil
	})
	return errors.Join(err, rep.close())
}

// put reads the events of articles and loads them. The error is of the store or of
// the report.
func (a *app) put(ctx context.Context, s graph.Store, x *extract.Extractor, items iter.Seq[article.Item], rep *report) (t *tally, l *loader, err error) {
	t, l = &tally{}, newLoader(ctx, s)
	for out := range a.events(ctx, x, newSieve(s, x.Version()).sift(ctx, items)) {
		if err = out.err; err != nil {
			break
		}
		if err = rep.fault(); err != nil {
			break
		}
		end := endingOf(&out)
		rep.add(end)
		if rep.full() {
			l.send()
		}
		if !a.count(t, &out) {
			continue
		}
		input := out.item.Path
		if err = l.add(graph.Claims{Article: out.article, Events: out.events}, func(err error) {
			switch {
			case err == nil:
				rep.settle(end, endLoaded, nil)
			case !errors.Is(err, errLost): // of which there may be hundreds
				a.tell.failed(input, err)
				fallthrough
			default:
				rep.settle(end, endFailed, err)
			}
		}); err != nil {
			break
		}
	}
	if e := l.flush(); err == nil {
		err = e
	}
	return t, l, err
}

// loaded ends a command that loaded: it tells what became of the inputs and of
// the graph. err is the store's, if it failed.
func (a *app) loaded(ctx context.Context, s graph.Store, t *tally, l *loader, err error) error {
	t.failed += len(l.result.Failed) + l.lost
	var counts *graph.Stats
	if err == nil {
		// Also after Ctrl-C: counting takes a moment.
		st, e := s.Stats(context.WithoutCancel(ctx))
		if err = e; e == nil {
			counts = &st
		}
	}
	a.tell.summary(summaryOf(t, &l.result, counts)...)
	if l.lost > 0 {
		a.tell.note("%d articles that were read are not loaded: what was loaded before stays; run the command again to go on", l.lost)
	}
	if err != nil {
		return err
	}
	return t.ended(ctx)
}
