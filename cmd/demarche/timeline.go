package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/export"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// partOptions say which part of the graph is meant.
type partOptions struct {
	queries.Filter
	between string
}

type timelineOptions struct {
	partOptions
	format string
}

func (a *app) timelineCommand() *cobra.Command {
	var o timelineOptions
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Print what happened, in order",
		Long: `Prints the events of the graph in order. A date is shown as exactly as the
articles tell it, in every format. What was planned, proposed, cancelled or
denied is marked so.

html is one page that works from a disk without a network, with filters and the
sentences that tell of each event; ics is a calendar; timelinejs is JSON as
TimelineJS reads it; svg is a picture. In csv no cell starts a formula.`,
		Example: `  demarche timeline
  demarche timeline --actor Putin --from 2025
  demarche timeline --between "Donald Trump,Vladimir Putin" --format md
  demarche timeline --type talks --place Doha --modality held --format csv
  demarche timeline --actor Putin --format html > putin.html
  demarche timeline --modality planned --format ics > planned.ics`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			if err := checkFormat(o.format, timelineFormats()); err != nil {
				return err
			}
			if err := o.read(); err != nil {
				return err
			}
			return a.withStore(ctx, nil, func(s graph.Store) error { return a.timeline(ctx, s, o.Filter, o.format) })
		}),
	}
	partFlags(cmd, &o.partOptions)
	formatFlag(cmd, &o.format, string(queries.Table), timelineFormats())
	return cmd
}

// timelineFormats are those of answers and those that only a timeline has.
func timelineFormats() []string { return append(answerFormats(), export.Names(export.Timelines())...) }

// partFlags adds the flags that say which events are meant.
func partFlags(cmd *cobra.Command, o *partOptions) {
	fs := cmd.Flags()
	fs.StringVar(&o.Actor, "actor", "", "only events in which this `ACTOR`, or somebody who acts for it, took part")
	fs.StringVar(&o.between, "between", "", "only events between these two actors: `A,B`")
	fs.StringVar(&o.Type, "type", "", "only events of this `TYPE`: call, talks or statement")
	fs.StringVar(&o.Modality, "modality", "", "only events of this `MODALITY`: held, planned, proposed, cancelled or denied")
	fs.StringVar(&o.Place, "place", "", "only events at this `PLACE` or in this country")
	fs.StringVar(&o.From, "from", "", "no event that ended before this `DAY`, month or year")
	fs.StringVar(&o.To, "to", "", "no event that began after this `DAY`, month or year")
	fs.IntVar(&o.Limit, "limit", 0, "at most `N` events; 0 for all")
}

// read takes the two actors of --between apart.
func (o *partOptions) read() error {
	if o.between == "" {
		return nil
	}
	one, other, _ := strings.Cut(o.between, ",")
	o.Between = [2]string{strings.TrimSpace(one), strings.TrimSpace(other)}
	if o.Between[0] == "" || o.Between[1] == "" {
		return usagef("--between: %q is not two actors: write A,B", o.between)
	}
	return nil
}

func (a *app) timeline(ctx context.Context, s graph.Store, f queries.Filter, format string) error {
	if other, err := export.Named(export.Timelines(), format); err == nil {
		return a.writePart(ctx, s, f, other)
	}
	answer, err := answerFormat(format)
	if err != nil {
		return err
	}
	t, err := queries.ReadTimeline(ctx, s, f)
	if err != nil {
		return err
	}
	for _, n := range t.Notes {
		a.tell.note("%s", n)
	}
	return t.Write(a.stdout, answer, width(a.stdout))
}

// writePart writes the part of the graph that the filter lets through.
func (a *app) writePart(ctx context.Context, s graph.Store, f queries.Filter, format *export.Format) error {
	p, err := format.Read(ctx, s, f)
	if err != nil {
		return err
	}
	for _, n := range p.Timeline.Notes {
		a.tell.note("%s", n)
	}
	return format.Write(ctx, a.stdout, p)
}
