package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/when"
	"github.com/demarche-graph/demarche/extract/where"
)

// listing finds out whether the text is a list: of events under heads of days and
// places, of engagements to come, or of reports that go on through the day.
func (r *reading) listing(title string) {
	places, days := map[document.Span]bool{}, map[document.Span]bool{}
	for i := range r.doc.Lines {
		if l := &r.doc.Lines[i]; l.Kind != document.Navigation {
			places[l.Where], days[l.When] = true, true
		}
	}
	delete(places, document.Span{})
	delete(days, document.Span{})
	r.diary, r.days = len(places) > 2, len(days) > 2
	r.agenda = ahead.MatchString(title)
	clocks := 0
	for i := range r.doc.Lines {
		if r.doc.Lines[i].Clock.Len() > 0 {
			clocks++
		}
	}
	if clocks > 2 && !r.days {
		// "Prime minister's schedule, May 4": all of it is of that day.
		for _, e := range when.Find(title, 0, len(title)) {
			if d := e.Resolve(r.clock, when.Past); d != nil && d.Precision == event.Day {
				r.titleDay = d
			}
		}
	}
	r.live = live(r.text)
}

// live reports whether a text has the heads of three entries or more.
func live(text string) bool {
	n := 0
	for line := range strings.Lines(text) {
		line = strings.Trim(line, " \t\n\f\r")
		// The pattern is dear, and hardly a line has its length and a digit first.
		if len(line) < 4 || len(line) > 11 || line[0] < '0' || line[0] > '9' || !clockLine.MatchString(line) {
			continue
		}
		if n++; n > 2 {
			return true
		}
	}
	return false
}

var (
	// clockLine is the head of an entry in a live report: "18:40 GMT".
	clockLine = regexp.MustCompile(`^\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,5}))?$`)
	// ahead are the titles of lists of what is to come.
	ahead = regexp.MustCompile(`(?i)\b(?:diary|agenda|schedule|programme|program|calendar|week ahead|day ahead|engagements)\b`)
	// off and open are what an entry says of itself before or after its words:
	// "PRAGUE - CANCELLED: visit by", "(TBC)".
	off  = regexp.MustCompile(`(?i)^[(\[]?(?:cancell?ed|postponed|called off)\b[)\]:]?|[-–—,.;(\[]\s*(?:cancell?ed|postponed|called off)[)\].]*$`)
	open = regexp.MustCompile(`(?i)[-–—,.;(\[]\s*(?:tbc|to be confirmed|not (?:yet )?confirmed|no confirmation|unconfirmed|pending confirmation|tentative)[)\].]*$`)
	// forward are heads of what is to come.
	forward = regexp.MustCompile(`(?i)\b(?:next week|next|ahead|coming up|to come|planned?|upcoming|tomorrow)\b`)
)

// entry reports whether a line is an entry of a list.
func entry(l *document.Line) bool {
	return l.Bullet || l.Clock.Len() > 0 || l.Dateline.Len() > 0 || l.Label.Len() > 0 || l.When.Len() > 0
}

// status is what an entry of a list says of all that it tells, empty when nothing.
func (r *reading) status(l *document.Line) event.Modality {
	if !entry(l) {
		return ""
	}
	switch body := l.Body.Of(r.text); {
	case off.MatchString(body):
		return event.Cancelled
	case open.MatchString(body):
		return event.Proposed
	}
	return ""
}

// comes reports whether the head or the label of a line says that it tells of what
// is to come.
func (r *reading) comes(l *document.Line) bool {
	return forward.MatchString(l.When.Of(r.text)) || forward.MatchString(l.Label.Of(r.text))
}

// scope follows the date that a line's head or the label above it gives, and
// returns it: "MONDAY, 9 March", "June 5 — ".
func (r *reading) scope(l *document.Line) *event.Date {
	direction := when.Past
	if r.comes(l) {
		direction = when.Future
	}
	if l.Label.Len() > 0 && l.Label != r.label {
		r.label = l.Label
		r.heads(l.Label, direction)
	}
	if l.When != r.scoped {
		r.scoped = l.When
		r.scopeDate = r.heads(l.When, direction)
		if r.scopeDate != nil && r.scopeDate.Value == r.published && !r.readout && !r.days && (r.datelined() || r.transcribed()) {
			r.scopeDate = nil // the day that a page shows above a report or a transcript
		}
	}
	return r.scopeDate
}

// datelined reports whether the text has a dateline, as reports have.
func (r *reading) datelined() bool {
	return slices.ContainsFunc(r.doc.Lines, func(l document.Line) bool { return l.Dateline.Len() > 0 && l.Where.Len() > 0 })
}

// transcribed reports whether the text gives in turn what several said.
func (r *reading) transcribed() bool {
	n := 0
	for i := range r.doc.Lines {
		if r.doc.Lines[i].Speaker.Len() > 0 {
			n++
		}
	}
	return n > 2
}

// headed reports whether a line's own head dates what it tells: "June 5 — ". That of a
// dateline does so in a list only; elsewhere it is the day of writing.
func (r *reading) headed(l *document.Line) bool {
	return r.scopeDate != nil && l.Contains(l.When) && (l.Dateline.Len() == 0 || r.days && l.Where.Len() == 0)
}

// heads follows the dates of a head and returns the last of them.
func (r *reading) heads(span document.Span, direction when.Direction) *event.Date {
	var last *event.Date
	for _, e := range when.Find(r.text, span.Start, span.End) {
		e.Heading = true
		if d := e.Resolve(r.clock, direction); d != nil {
			r.clock.Follow(e, d)
			last = d
		}
	}
	return last
}

// placeAt returns the place that a label names, nil when it names none or is a
// dateline, which says where a report was written and not what it tells of.
func (r *reading) placeAt(label document.Span) *event.Place {
	for _, m := range r.where.In(label.Start, label.End) {
		if m.Use == where.Literal && !m.Dateline {
			return r.place(m)
		}
	}
	return nil
}

// ownPlace reports whether a line's own head gives day and place: "Tuesday, Kyiv." is
// where the entry is, a dateline only where it was written.
func ownPlace(l *document.Line) bool {
	return l.Dateline.Len() == 0 && l.Where.Len() > 0 && l.When.Len() > 0 && l.Contains(l.Where)
}

// headPlace returns the first place of a line's own head or of the label above it:
// in a diary that is where the events of the line are.
func (r *reading) headPlace(l *document.Line) *event.Place {
	for _, m := range r.where.In(l.Where.Start, l.Where.End) {
		if m.Use == where.Literal && m.Place.Kind != where.Country && m.Place.Kind != where.Region {
			return r.place(m)
		}
	}
	return nil
}

// entryPlace is what an entry of a list says of its place: in brackets, or at its
// head.
func (r *reading) entryPlace(l *document.Line) *event.Place {
	if p := r.bracketed(l); p != nil {
		return p
	}
	if p := r.placeAt(l.Speaker); p != nil {
		return p
	}
	if r.diary || ownPlace(l) {
		return r.headPlace(l)
	}
	return nil
}

// enter moves to the place that the head of an entry gives: "Sofia: his office denies
// that a meeting is planned there".
func (r *reading) enter(l *document.Line) {
	p := r.placeAt(l.Speaker)
	if p == nil && (r.diary || ownPlace(l)) {
		p = r.headPlace(l)
	}
	if p != nil {
		r.lastPlace = p
	}
}

// bracketed is the place that an entry adds in brackets, or as a sentence of its own:
// "Meeting with the Prime Minister (Maximos Mansion)".
func (r *reading) bracketed(l *document.Line) *event.Place {
	if !entry(l) {
		return nil
	}
	for _, m := range r.where.In(l.Body.Start, l.Body.End) {
		if m.Use != where.Literal || m.Place.Kind == where.Country {
			continue
		}
		before := strings.TrimRight(r.text[l.Body.Start:m.Start], " ")
		after := r.text[m.End:l.Body.End]
		if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") || strings.HasSuffix(before, ".") && strings.Trim(after, " .") == "" {
			return r.place(m)
		}
	}
	return nil
}
