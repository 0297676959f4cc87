package graph

import "github.com/demarche-graph/demarche/extract/event"

// service is one event in which an actor acted for a body: the title there, and
// the days on which it was seen.
type service struct{ title, first, last string }

// seenOn returns the days on which an event shows who acted for whom: its own
// date if it was held and is dated, otherwise the day on which it was reported,
// since a plan for next year does not show who will then be in office.
func seenOn(m event.Modality, d *event.Date, reported string) (first, last string) {
	if m == event.Held && d != nil {
		return d.Start, lastDay(d, reported)
	}
	return reported, reported
}

// addServices returns the REPRESENTS row that comes from old, nil when there was
// none, and a change in the services; nil when none remains. Recount tells that
// the row has to be counted from the events.
func addServices(p pair, old Row, change counts[service]) (row Row, recount bool) {
	var title, titleSeen, first, last string
	var events int64
	if old != nil {
		title, titleSeen, first, last = str(old[2]), str(old[3]), str(old[4]), str(old[5])
		events = old[6].(int64)
	}
	gone := false
	for _, counted := range change {
		s, n := counted.value, counted.n
		events += int64(n)
		switch {
		case n > 0:
			if s.title != "" && (title == "" || s.last > titleSeen || s.last == titleSeen && s.title < title) {
				title, titleSeen = s.title, s.last
			}
			if s.first != "" && (first == "" || s.first < first) {
				first = s.first
			}
			last = max(last, s.last)
		case n < 0:
			gone = true
		}
	}
	if events == 0 {
		return nil, false
	}
	if gone {
		for _, counted := range change {
			if s := counted.value; counted.n < 0 && (s.title != "" && s.title == title && s.last == titleSeen || s.first != "" && s.first <= first || s.last != "" && s.last >= last) {
				recount = true
			}
		}
	}
	return Row{p[0], p[1], text(title), text(titleSeen), text(first), text(last), events}, recount
}
