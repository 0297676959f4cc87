package export

import (
	"bufio"
	"cmp"
	"encoding/json"
	"html"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/queries"
)

// writeTimelineJS writes the JSON that TimelineJS of the Knight Lab reads. Its
// dates may leave out the day or the month, so a month stays a month; what it
// has no form for, a week and an event without a date, has the words to be shown
// in display_date. An event of which not even the day of a report is known can't
// be placed by it and is left out.
func writeTimelineJS(w *bufio.Writer, p *Part) error {
	type words struct {
		Headline string `json:"headline"`
		Text     string `json:"text"`
	}
	type slide struct {
		Start   jsDate  `json:"start_date"`
		End     *jsDate `json:"end_date,omitempty"`
		Display string  `json:"display_date"`
		Text    words   `json:"text"`
		Group   string  `json:"group"`
		ID      string  `json:"unique_id"`
	}
	slides := []slide{} // an empty list, not null
	for i := range p.Timeline.Entries {
		e := &p.Timeline.Entries[i]
		start, end := jsDates(e)
		if start.Year == 0 {
			continue
		}
		var text strings.Builder // TimelineJS shows it as HTML
		for _, q := range p.quotes(e.Event) {
			text.WriteString("<blockquote>" + html.EscapeString(controlled(q.text)) + "</blockquote><p>" + html.EscapeString(controlled(q.source())) + "</p>")
		}
		slides = append(slides, slide{start, end, e.When(), words{html.EscapeString(controlled(e.Summary)), text.String()}, e.Type, e.Event})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{"title": map[string]any{"text": words{"Timeline", "Calls, talks and statements, as reported"}}, "events": slides})
}

// jsDate leaves out what is not known.
type jsDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

// jsDates are the ends of a date, each as exact as told; end is nil where the
// start says all. The year is 0 when nothing is known.
func jsDates(e *queries.Entry) (start jsDate, end *jsDate) {
	value := cmp.Or(e.Date, e.Reported)
	from, to, isRange := strings.Cut(value, "/")
	start, last := jsSide(from)
	if isRange {
		s, l := jsSide(to)
		if last = l; last == nil {
			last = &s
		}
	}
	return start, last
}

// jsSide reads a day, week, month or year.
func jsSide(value string) (start jsDate, end *jsDate) {
	d, err := event.ParseDate(value)
	if err != nil {
		return jsDate{}, nil
	}
	day := func(s string) jsDate {
		t, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return jsDate{}
		}
		return jsDate{t.Year(), int(t.Month()), t.Day()}
	}
	start = day(d.Start)
	switch d.Precision {
	case event.Year:
		start.Month, start.Day = 0, 0
	case event.Month:
		start.Day = 0
	case event.Week:
		last := day(d.End)
		end = &last
	}
	return start, end
}
