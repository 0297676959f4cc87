package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract/eval"
	"github.com/demarche-graph/demarche/extract/event"
)

type evalOptions struct {
	predictions string
	floors      []string
	errors      bool
	reliability bool
	format      string
}

// evalFormats are those in which a score is printed.
var evalFormats = []string{"table", "json"}

func (a *app) evalCommand() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD.jsonl...",
		Short: "Score extraction against annotated articles",
		Long: `Reads annotated articles, one a line, finds their events as extract does, and
scores these against the annotations. With --predictions the events are taken from
a file instead, which extract or another program has printed.

--min sets a floor for a figure; when one is missed, the exit code is 1.
Figures: ` + strings.Join(figureNames(), ", ") + `.`,
		Example: `  demarche eval extract/testdata/gold/dev.jsonl
  demarche eval extract/testdata/gold/dev.jsonl --min call+talks=0.5 --min statement=0.5
  demarche eval extract/testdata/gold/dev.jsonl --reliability
  demarche eval extract/testdata/gold/dev.jsonl --errors --format json`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error { return a.eval(ctx, o, args) }),
	}
	fs := cmd.Flags()
	fs.StringVar(&o.predictions, "predictions", "", "score the events in this `FILE`, one a line")
	fs.StringArrayVar(&o.floors, "min", nil, "`FIGURE=FLOOR` below which the command fails, such as call+talks=0.9; may be repeated")
	fs.BoolVar(&o.errors, "errors", false, "list every disagreement")
	fs.BoolVar(&o.reliability, "reliability", false, "show for each tenth of confidence how many events were right")
	formatFlag(cmd, &o.format, "table", evalFormats)
	return cmd
}

func figureNames() []string {
	var names []string
	for _, f := range new(eval.Score).Figures() {
		names = append(names, f.Name)
	}
	return names
}

func (a *app) eval(ctx context.Context, o evalOptions, paths []string) error {
	if err := checkFormat(o.format, evalFormats); err != nil {
		return err
	}
	floors, err := floors(o.floors)
	if err != nil {
		return err
	}
	var gold []eval.Article
	files := map[string]string{} // by the ID of an article
	for _, p := range paths {
		more, err := readFile(p, eval.ReadGold)
		if err != nil {
			return err
		}
		for _, g := range more {
			if before, twice := files[g.ID]; twice {
				return fmt.Errorf("%s: %w: id %q was used before, in %s", p, eval.ErrGold, g.ID, before)
			}
			files[g.ID] = p
		}
		gold = append(gold, more...)
	}
	events, err := a.predictions(ctx, o.predictions, gold)
	if err != nil {
		return err
	}
	score := eval.Compare(gold, events)
	if err := writeScore(a.stdout, o, score); err != nil {
		return err
	}
	missed := 0
	for _, f := range score.Figures() {
		// The figure is compared as it is shown.
		if floor, ok := floors[f.Name]; ok && !(eval.Round(f.Value) >= floor) {
			missed++
			a.tell.failed(f.Name, fmt.Errorf("%.3f is below the floor of %s", f.Value, strconv.FormatFloat(floor, 'f', -1, 64)))
		}
	}
	if missed > 0 {
		return toldError{codeFailed}
	}
	return nil
}

// floors reads FIGURE=FLOOR.
func floors(list []string) (map[string]float64, error) {
	floors := map[string]float64{}
	for _, s := range list {
		name, value, _ := strings.Cut(s, "=")
		x, err := strconv.ParseFloat(value, 64)
		if err != nil || !(x >= 0 && x <= 1) {
			return nil, usagef("--min: %q is not FIGURE=FLOOR with a floor between 0 and 1", s)
		}
		if names := figureNames(); !slices.Contains(names, name) {
			return nil, usagef("--min: there is no figure %q: there are %s", name, strings.Join(names, ", "))
		}
		floors[name] = x
	}
	return floors, nil
}

// predictions are the events to be scored, by the ID of their article.
func (a *app) predictions(ctx context.Context, path string, gold []eval.Article) (map[string][]event.Event, error) {
	if path != "" {
		return readFile(path, eval.ReadEvents)
	}
	x, err := a.extractor()
	if err != nil {
		return nil, err
	}
	a.tell.watch("reading", "articles", nil)
	found := map[string][]event.Event{}
	for events := range ordered(ctx, slices.Values(gold), a.workers(), func(g eval.Article) []event.Event {
		return x.Extract(g.ID, g.Title, g.Published, g.Text)
	}) {
		a.tell.step()
		if len(events) > 0 {
			found[events[0].ArticleID] = events
		}
	}
	return found, ctx.Err()
}

// readFile opens a file and reads it with f, which gets its name for errors.
func readFile[T any](path string, f func(io.Reader, string) (T, error)) (T, error) {
	in, err := os.Open(path)
	if err != nil {
		var none T
		return none, err
	}
	defer in.Close()
	return f(in, path)
}

func writeScore(out io.Writer, o evalOptions, score *eval.Score) error {
	if o.format == "json" {
		line, err := marshal(score)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", line)
		if !o.errors {
			return nil
		}
		for _, e := range score.Errors {
			line, err := marshal(e)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s\n", line)
		}
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%d articles\t\tprecision\trecall\tright\tspurious\tmissed\t\n", score.Articles)
	for _, f := range score.Figures() {
		fmt.Fprintf(w, "%s\t%s\t", f.Name, number(f.Value))
		if c := f.Counts; c != nil {
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t", number(c.Precision()), number(c.Recall()), c.TP, c.FP, c.FN)
		} else {
			fmt.Fprint(w, "\t\t\t\t\t")
		}
		fmt.Fprintf(w, "%s\n", f.Means)
	}
	if o.reliability {
		fmt.Fprint(w, "\nconfidence\tcalls and talks\tright\tstatements\tright\t\n")
		for i := range score.Reliability.Occasions {
			x, y := score.Reliability.Occasions[i], score.Reliability.Statements[i]
			fmt.Fprintf(w, "%.1f to %.1f\t%d\t%s\t%d\t%s\t\n", float64(i)/10, float64(i+1)/10, x.All, number(x.Value()), y.All, number(y.Value()))
		}
	}
	if err := w.Flush(); err != nil || !o.errors {
		return err
	}
	for _, e := range score.Errors {
		fmt.Fprintf(out, "%s %s %s: want %q, got %q: %s\n", e.Article, e.Type, e.Kind, printable(e.Want), printable(e.Got), printable(e.Text))
	}
	return nil
}

// number shows a figure, "-" when there was nothing to measure.
func number(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}
