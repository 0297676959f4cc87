package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

type explainOptions struct {
	in     intake
	events []string
	format string
}

// explainFormats are those in which an explanation is printed.
var explainFormats = []string{"text", "json"}

func (a *app) explainCommand() *cobra.Command {
	var o explainOptions
	cmd := &cobra.Command{
		Use:   "explain EVENT-ID | PATH...",
		Short: "Say why an event is as it is: whose accounts, which words, which rules",
		Long: `With the ID of an event of the graph: what every article tells of it and where,
why these accounts are taken for one event, which value of each slot won, and who
tells otherwise. Copies of an article are named and counted as one source.

With the path of articles ("-" is the standard input): for each event that they
tell of the sentences with the rules that found them, the words and dictionary rows
that led to each actor, and the words of the date with the rule and the day it
counts from. --event leaves the others out. Nothing is loaded.`,
		Example: `  demarche explain 2025-05-19-5c1fd0a8b7e2c4d39f10
  demarche explain examples/kremlin-call-2025.txt
  demarche explain examples/ --event 5c1fd0a8b7e2c4d39f10 --format json`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			if err := checkFormat(o.format, explainFormats); err != nil {
				return err
			}
			if args[0] != "-" {
				if _, err := os.Stat(args[0]); errors.Is(err, fs.ErrNotExist) {
					return a.explainEvent(ctx, o, args)
				}
			}
			return a.explainArticles(ctx, o, args)
		}),
	}
	o.in.flags(cmd, "input-format")
	cmd.Flags().StringArrayVar(&o.events, "event", nil, "only the event of this `ID`, of articles; may be repeated")
	formatFlag(cmd, &o.format, "text", explainFormats)
	return cmd
}

// explainEvent explains an event of the graph.
func (a *app) explainEvent(ctx context.Context, o explainOptions, args []string) error {
	if len(args) > 1 {
		return usagef("explain: %q is no file, and one event is explained at a time", args[0])
	}
	who, err := a.identity()
	if err != nil {
		return err
	}
	return a.withStore(ctx, nil, func(s graph.Store) error {
		answer, err := queries.Run(ctx, s, "claims", map[string]string{"event": args[0]})
		if err != nil {
			return err
		}
		x, err := graph.Explain(storedClaims(answer), who)
		if err != nil {
			return err
		}
		return newExplanationWriter(a.stdout, o.format, who).event(x)
	})
}

// storedClaims reads the rows of the query claims.
func storedClaims(answer *queries.Answer) []graph.Stored {
	stored := make([]graph.Stored, len(answer.Rows))
	for i, r := range answer.Rows {
		st := &stored[i]
		for column, to := range map[string]*string{"event": &st.Node, "article": &st.Article.ID, "title": &st.Article.Title, "source": &st.Article.Source,
			"published": &st.Article.Published, "url": &st.Article.URL, "sha256": &st.Article.SHA256, "sketch": &st.Article.Sketch, "claim": &st.Claim} {
			*to, _ = r[slices.Index(answer.Columns, column)].(string)
		}
	}
	return stored
}

// explainArticles explains the events that articles tell of.
func (a *app) explainArticles(ctx context.Context, o explainOptions, paths []string) error {
	who, err := a.identity()
	if err != nil {
		return err
	}
	in, err := a.read(ctx, o.in, paths)
	if err != nil {
		return err
	}
	x, err := a.extractor()
	if err != nil {
		return err
	}
	w := newExplanationWriter(a.stdout, o.format, who)
	left := slices.Clone(o.events) // those not found yet
	var t tally
	for it := range in.items {
		var read graph.Article
		if it.Outcome == article.Ready {
			read = stored(it.Article, hash(it.Article.Text), "")
		}
		out := a.work(x, sifted{item: it})
		if !a.count(&t, &out) {
			continue
		}
		for i := range out.events {
			e := &out.events[i]
			if len(o.events) > 0 && !slices.Contains(o.events, e.ID) {
				continue
			}
			left = slices.DeleteFunc(left, func(id string) bool { return id == e.ID })
			if err := w.claim(&read, e); err != nil {
				return err
			}
		}
	}
	if len(left) > 0 {
		return usagef("--event: no article of the input tells of an event %q: demarche extract prints the IDs", left[0])
	}
	if err := w.close(); err != nil {
		return err
	}
	return t.ended(ctx)
}
