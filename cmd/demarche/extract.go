package main

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

func (a *app) extractCommand() *cobra.Command {
	var in intake
	var format string
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Print the events that articles tell of; loads nothing",
		Long: `Reads articles and prints the events that they tell of, in the order of the
input. PATH is a file, a folder, or "-" for the standard input.

jsonl, the usual format, is an event a line (schema demarche.event/1), printed as
it is found; demarche load takes it. json is one array. table is for people.`,
		Example: `  demarche extract examples/
  demarche extract --format table examples/kremlin-call-2025.txt
  demarche extract examples/ > events.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.extract(ctx, in, args, format)
		}),
	}
	in.flags(cmd, "input-format")
	formatFlag(cmd, &format, "jsonl", eventFormats)
	return cmd
}

// eventFormats are those in which events are printed.
var eventFormats = []string{"jsonl", "json", "table"}

func (a *app) extract(ctx context.Context, in intake, paths []string, format string) error {
	if err := checkFormat(format, eventFormats); err != nil {
		return err
	}
	out := bufio.NewWriter(a.stdout)
	w := &eventWriter{out: out, format: format, width: width(a.stdout)}
	find := func(x *extract.Extractor, items iter.Seq[sifted]) iter.Seq[outcome] { return a.events(ctx, x, items) }
	return show(ctx, a, in, paths, out, w, find, func(o *outcome) *outcome { return o })
}

// eventWriter prints events one by one.
type eventWriter struct {
	out    *bufio.Writer
	format string
	n      int
	rows   [][]any // of a table, whose columns are as wide as their widest cell
	width  int     // of the terminal
}

// write prints the events of an article.
func (w *eventWriter) write(o *outcome) error {
	for i := range o.events {
		if err := w.event(&o.events[i]); err != nil {
			return err
		}
	}
	return nil
}

// event prints an event. Quotes in it stay readable: "<" is not escaped.
func (w *eventWriter) event(e *event.Event) error {
	w.n++
	if w.format == "table" {
		w.rows = append(w.rows, eventRow(e))
		return nil
	}
	if w.format == "json" {
		between := "[\n"
		if w.n > 1 {
			between = ",\n"
		}
		if _, err := w.out.WriteString(between); err != nil {
			return err
		}
	}
	line, err := marshal(e)
	if err != nil {
		return err
	}
	if w.format == "jsonl" {
		line = append(line, '\n')
	}
	_, err = w.out.Write(line)
	return err
}

// close ends the array or prints the table.
func (w *eventWriter) close() error {
	switch {
	case w.format == "table":
		if err := queries.Write(w.out, queries.Table, &graph.Answer{Columns: eventColumns, Rows: w.rows}, w.width); err != nil {
			return err
		}
	case w.format == "json" && w.n == 0:
		fmt.Fprintln(w.out, "[]")
	case w.format == "json":
		fmt.Fprintln(w.out, "\n]")
	}
	return nil
}

// eventColumns are those of a table of events.
var eventColumns = []string{"article", "type", "modality", "date", "place", "participants", "words"}

func eventRow(e *event.Event) []any {
	date, place, quote := "", "", ""
	if e.Date != nil {
		date = e.Date.Value
	}
	if e.Place != nil {
		place = e.Place.Name
	}
	if len(e.Mentions) > 0 {
		quote = e.Mentions[0].Text
	}
	var names []string
	for _, p := range e.Participants {
		name := p.Name
		if !p.Role.Principal() {
			name += " (" + string(p.Role) + ")"
		}
		names = append(names, name)
	}
	return []any{e.ArticleID, string(e.Type), string(e.Modality), date, place, strings.Join(names, ", "), quote}
}
