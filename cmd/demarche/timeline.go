package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

type timelineOptions struct {
	actor, between, typ, from, to, place, modality, limit string
	format                                                string
}

// timelineFormats are those in which a timeline is printed.
var timelineFormats = []string{"table", "csv", "jsonl", "md"}

func (a *app) timelineCommand() *cobra.Command {
	var o timelineOptions
	cmd := &cobra.Command{
		Use:   "timeline",
		Short: "Print what happened, in order",
		Long: `Prints the events of the graph in order. A date is shown as exactly as the
articles tell it. What was planned, proposed, cancelled or denied is marked so.`,
		Example: `  demarche timeline
  demarche timeline --actor Putin --from 2025
  demarche timeline --between "Donald Trump,Vladimir Putin" --format md
  demarche timeline --type talks --place Singapore --modality held --format csv`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			if err := checkFormat(o.format, timelineFormats); err != nil {
				return err
			}
			return a.withStore(ctx, nil, func(s graph.Store) error { return a.timeline(ctx, s, o) })
		}),
	}
	fs := cmd.Flags()
	fs.StringVar(&o.actor, "actor", "", "only events in which this `ACTOR`, or somebody who acts for it, took part")
	fs.StringVar(&o.between, "between", "", "only events between these two actors: `A,B`")
	fs.StringVar(&o.typ, "type", "", "only events of this `TYPE`: call, talks or statement")
	fs.StringVar(&o.modality, "modality", "", "only events of this `MODALITY`: held, planned, proposed, cancelled or denied")
	fs.StringVar(&o.place, "place", "", "only events at this `PLACE` or in this country")
	fs.StringVar(&o.from, "from", "", "no event that ended before this `DAY`, month or year")
	fs.StringVar(&o.to, "to", "", "no event that began after this `DAY`, month or year")
	fs.StringVar(&o.limit, "limit", "", "at most `N` events")
	formatFlag(cmd, &o.format, "table", timelineFormats)
	return cmd
}

func (a *app) timeline(ctx context.Context, s graph.Store, o timelineOptions) error {
	params := map[string]string{"actor": o.actor, "type": o.typ, "modality": o.modality, "place": o.place, "from": o.from, "to": o.to, "limit": o.limit}
	if o.between != "" {
		one, other, ok := strings.Cut(o.between, ",")
		if !ok || strings.TrimSpace(one) == "" || strings.TrimSpace(other) == "" {
			return usagef("--between: %q is not two actors: write A,B", o.between)
		}
		params["a"], params["b"] = one, other
	}
	answer, err := queries.Run(ctx, s, "timeline", params)
	if err != nil {
		return err
	}
	return writeAnswer(a.stdout, o.format, answer.Columns[:8], answer.Rows)
}
