package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/when"
)

// surroundings is what a sentence has besides a trigger: its dates and places, the
// date that the head of its line gives, and all its triggers.
type surroundings struct {
	dates  []dated
	places []located
	scope  *event.Date
	found  []*told
}

// slots reads when and where a trigger's event was, and what its date says of
// whether it was.
func (r *reading) slots(s *sentence, t *told, x surroundings) {
	before := r.sequel(s, t)
	r.timed(s, t, x, before)
	r.weigh(s, t)
	if t.place = r.placeOf(s, t, x.places); t.place == nil && t.typ != event.Call && len(t.parties) > 0 {
		t.place = r.implicitPlace(s, t, before)
	}
}

// timed sets the date of a trigger: one of its sentence, that of the line's head, or
// that of the event told of just before.
func (r *reading) timed(s *sentence, t *told, x surroundings, before *account) {
	floor := 0
	if x.scope != nil && s.line.Contains(s.line.When) && (s.line.Dateline.Len() == 0 || s.line.Where.Len() == 0) {
		floor, s.headed = 80, true // the line's own head dates it: "June 5 — "
	}
	if t.anaphoric && len(t.parties) == 0 && len(x.found) > 1 {
		floor = max(floor, 89) // the date is more likely that of the other event
	}
	t.date = r.dateOf(s, t, x.dates, floor)
	r.relate(s, t, x)
	if x.scope != nil {
		if until := s.until(x); until != nil {
			t.date = until
		}
	}
	if x.scope == nil && s.line.Clock.Len() > 0 {
		x.scope = r.titleDay
	}
	status := r.status(s.line)
	if t.date == nil && t.undated {
		return
	}
	if t.date == nil && x.scope != nil && !s.pluperfect(t.token) && len(t.parties) > 0 {
		ahead := r.days && r.published != "" && x.scope.Start >= r.published
		if t.modality == event.Held || t.modality == "" || floor > 0 || ahead || status != "" {
			t.date = x.scope
		}
	}
	if status != "" && len(t.parties) > 0 {
		t.modality = status
	}
	if r.live && t.date == nil && t.modality == event.Held && s.perfect(t.token) {
		if e, err := event.ParseDate(r.published); err == nil {
			t.date = e
			t.date.Via = "live"
		}
	}
	if d := before.date(); t.date == nil && d != nil && d.Precision == event.Day && (r.lead == "" || r.recent(d)) {
		t.date = &event.Date{Value: d.Value, Start: d.Start, End: d.End, Precision: d.Precision, Via: "sequence"}
	}
}

// weigh makes a plan of what the words tell as held and its date puts ahead: "the
// visit starts on Friday".
func (r *reading) weigh(s *sentence, t *told) {
	if t.modality == event.Planned && t.date != nil && t.date.End < r.published && !s.verb(t.token) {
		if v, _ := s.carrier(t.token); s.ahead(t.token) || v >= 0 && s.lemma(v) == "prepare" && (s.past(v) || s.pluperfect(v)) {
			t.modality = event.Held // "before the talks of last Friday", "had prepared the meeting of May 3"
		}
	}
	if t.modality != event.Held && t.modality != "" || t.date == nil || r.published == "" || s.past(t.token) {
		return
	}
	switch {
	case t.date.Start > r.published:
		t.modality = event.Planned
	case t.date.Start == r.published && entry(s.line) && (r.agenda && s.line.Kind != document.Headline || r.comes(s.line)):
		t.modality = event.Planned // an agenda of the day
	}
}

// until stretches the day of an entry to the last that it names: "Stoltenberg
// meets the prime minister (to Sept. 8)".
func (s *sentence) until(x surroundings) *event.Date {
	for _, d := range x.dates {
		if d.date == nil || d.first < 2 || d.date.Precision != event.Day || x.scope.Precision != event.Day || d.date.Start <= x.scope.Start {
			continue
		}
		switch strings.ToLower(s.tokens[d.first-1].Text) {
		case "to", "until", "till", "through":
			if s.tokens[d.first-2].Text == "(" {
				return &event.Date{Value: x.scope.Value + "/" + d.date.Value, Start: x.scope.Start, End: d.date.End, Precision: event.Range, Text: d.Text, Via: "range/head"}
			}
		}
	}
	return nil
}

// implicitPlace is where an event was for which its own words name no place: what
// the line's head says, the dateline of a host's report, or the place of the event
// told of just before.
func (r *reading) implicitPlace(s *sentence, t *told, before *account) *event.Place {
	if p := r.hostPlace(s, t); p != nil {
		return p
	}
	if p := r.entryPlace(s.line); p != nil {
		return p
	}
	if s.line.Clock.Len() > 0 && r.lastTown != nil {
		return r.lastTown // a schedule goes on where it was
	}
	if p := before.place(); p != nil && t.typ == event.Talks && together(t.date, before.date()) && (before.date() == nil || r.lead == "" || r.recent(before.date())) {
		q := &event.Place{Name: p.Name, City: p.City, Country: p.Country, Lat: p.Lat, Lon: p.Lon, Via: "sequence"}
		if p.City != "" {
			q.Name, q.City = p.City, ""
		}
		return q
	}
	return nil
}

// onDay is a day as a date.
func onDay(day when.Day, via string) *event.Date {
	v := day.String()
	return &event.Date{Value: v, Start: v, End: v, Precision: event.Day, Via: via}
}
