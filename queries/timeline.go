package queries

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/demarche-graph/demarche/graph"
)

// Filter says which events a timeline shows; what is empty does not matter. The
// fields are as a person gives them: names or IDs, days, weeks, months or years.
type Filter struct {
	// Actor took part in any role, or somebody who acts for it.
	Actor string
	// Between are two actors who were both parties.
	Between [2]string
	// Type is call, talks or statement; Modality held, planned, ...
	Type, Modality string
	// Place is a place, or a country with all places in it.
	Place string
	// From and To bound the days on which the event can have been.
	From, To string
	// Limit is how many events at most, 0 for all.
	Limit int
	// Skip leaves out so many of the first.
	Skip int
}

// Entry is one event of a timeline.
type Entry struct {
	// Date is as exactly as told, in ISO 8601; empty when it was not told. Start
	// and End are its first and last day, Precision day, week, month, year or
	// range.
	Date, Start, End, Precision string
	// Reported is the first day on which an article told of it.
	Reported string
	Type     string
	Modality string
	// Participants are the names of the parties.
	Participants   []string
	Place, Country string
	// Summary is the event in one line.
	Summary string
	// Reports is how many reports there are.
	Reports int64
	Event   string
}

// Timeline is what happened, in order.
type Timeline struct {
	Entries []Entry
	// Notes say how names were understood, where that is not plain.
	Notes  []string
	answer graph.Answer
}

// ReadTimeline asks for the events that the filter lets through. Errors are
// those of Run.
func ReadTimeline(ctx context.Context, s Store, f Filter) (*Timeline, error) {
	if (f.Between[0] == "") != (f.Between[1] == "") {
		return nil, fmt.Errorf("%w: between needs two actors", ErrParam)
	}
	params := map[string]string{"actor": f.Actor, "a": f.Between[0], "b": f.Between[1], "type": f.Type, "modality": f.Modality,
		"place": f.Place, "from": f.From, "to": f.To, "skip": strconv.Itoa(f.Skip)}
	if f.Limit > 0 {
		params["limit"] = strconv.Itoa(f.Limit)
	}
	a, err := Run(ctx, s, "timeline", params)
	if err != nil {
		return nil, err
	}
	t := &Timeline{Notes: a.Notes, answer: a.Answer, Entries: make([]Entry, len(a.Rows))}
	for i, r := range a.Rows {
		if err := t.Entries[i].read(a.Columns, r); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// read fills in an entry from a row.
func (e *Entry) read(columns []string, row []any) error {
	texts := map[string]*string{"date": &e.Date, "date_start": &e.Start, "date_end": &e.End, "precision": &e.Precision, "reported": &e.Reported,
		"type": &e.Type, "modality": &e.Modality, "place": &e.Place, "country": &e.Country, "summary": &e.Summary, "event": &e.Event}
	for i, c := range columns {
		switch into := texts[c]; {
		case into != nil:
			*into, _ = row[i].(string)
		case c == "participants":
			list, _ := row[i].([]any)
			for _, name := range list {
				e.Participants = append(e.Participants, plainText(name))
			}
		case c == "reports":
			e.Reports, _ = row[i].(int64)
		default:
			return errors.New("timeline: the query returns the column " + c + ", which no entry has")
		}
	}
	return nil
}

// When is the date as people read it: never more exact than told.
func (e *Entry) When() string {
	if e.Date == "" && e.Reported != "" {
		return "told " + e.Reported
	}
	return e.Date
}

// Write writes the timeline: as csv, json and jsonl with all columns of the
// query timeline, as table and md what people read.
func (t *Timeline) Write(w io.Writer, f Format, width int) error {
	switch f {
	case Table:
		short := &graph.Answer{Columns: []string{"date", "type", "event", "reports", "id"}}
		for i := range t.Entries {
			e := &t.Entries[i]
			short.Rows = append(short.Rows, []any{e.When(), e.Type, e.Summary, e.Reports, e.Event})
		}
		return Write(w, Table, short, width)
	case Markdown:
		return t.writeMarkdown(w)
	}
	return Write(w, f, &t.answer, width)
}

// writeMarkdown writes a list under a heading for each month.
func (t *Timeline) writeMarkdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	last := ""
	for i := range t.Entries {
		e := &t.Entries[i]
		if h := e.Heading(); h != last {
			if last != "" {
				fmt.Fprintln(out)
			}
			fmt.Fprintf(out, "## %s\n\n", h)
			last = h
		}
		times := "1 report"
		if e.Reports != 1 {
			times = fmt.Sprintf("%d reports", e.Reports)
		}
		when := ""
		if e.When() != "" {
			when = "**" + e.When() + "** "
		}
		fmt.Fprintf(out, "- %s%s (%s)\n", when, markdown.Replace(visible(e.Summary)), times)
	}
	return out.Flush() // the writer remembers the first error
}

// Heading is the month, or the year where no more is known.
func (e *Entry) Heading() string {
	day := cmp.Or(e.Start, e.Reported)
	switch {
	case day == "":
		return "Without a date"
	case e.Precision == "year":
		return day[:4]
	}
	return day[:7]
}
