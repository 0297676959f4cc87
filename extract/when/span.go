package when

import (
	"fmt"

	"github.com/demarche-graph/demarche/extract/event"
)

// span is a stretch of days with the exactness to which it was told.
type span struct {
	from, to Day
	grain    event.Precision
	// ends is how exactly the two ends of a Range were told: "from May to July"
	// is months, and its value must not pretend to know days.
	ends event.Precision
}

func daySpan(d Day) span { return span{from: d, to: d, grain: event.Day} }

func weekSpan(d Day) span { m := d.monday(); return span{from: m, to: m + 6, grain: event.Week} }

func monthSpan(y, m int) span {
	return span{from: dayOf(y, m, 1), to: dayOf(y, m, monthDays(y, m)), grain: event.Month}
}

func yearSpan(y int) span {
	return span{from: dayOf(y, 1, 1), to: dayOf(y, 12, 31), grain: event.Year}
}

// rangeSpan joins the days from a to b; one day alone stays a day.
func rangeSpan(a, b Day) span { return daySpan(a).through(daySpan(b)) }

// through joins two spans, and what lies between, into one. Ends of unlike
// grains are written as days.
func (s span) through(t span) span {
	if s == t {
		return s
	}
	j := span{from: s.from, to: t.to, grain: event.Range, ends: s.grain}
	if s.grain != t.grain || s.grain == event.Range {
		j.ends = event.Day
	}
	return j
}

// first and last are the ends of a range, at the grain at which they were told.
func (s span) first() span { return grainSpan(s.from, s.ends) }
func (s span) last() span  { return grainSpan(s.to, s.ends) }

// grainSpan is the day, week, month or year that holds d.
func grainSpan(d Day, grain event.Precision) span {
	y, m, _ := d.civil()
	switch grain {
	case event.Week:
		return weekSpan(d)
	case event.Month:
		return monthSpan(y, m)
	case event.Year:
		return yearSpan(y)
	}
	return daySpan(d)
}

// known reports whether the span can be written as a date: it was found, lies
// within four-digit years and does not end before it begins.
func (s span) known() bool {
	return s.from > 0 && s.from <= s.to && s.to <= dayOf(lastYear, 12, 31)
}

// weekend is the Saturday and Sunday of the ISO week that holds d.
func weekend(d Day) span { m := d.monday(); return rangeSpan(m+5, m+6) }

// value writes the span as event.ParseDate reads it.
func (s span) value() string {
	y, m, d := s.from.civil()
	switch s.grain {
	case event.Week:
		y, w := s.from.isoWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case event.Month:
		return fmt.Sprintf("%04d-%02d", y, m)
	case event.Year:
		return fmt.Sprintf("%04d", y)
	case event.Range:
		return s.first().value() + "/" + s.last().value()
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// date makes the event.Date, or nil when the span is not known.
func (s span) date(text, via string) *event.Date {
	if !s.known() {
		return nil
	}
	return &event.Date{Value: s.value(), Start: s.from.String(), End: s.to.String(), Precision: s.grain, Text: text, Via: via}
}

// spanOf reads back the days of a date that was resolved before. It gives the
// zero span for nil and for a date that no calendar has.
func spanOf(d *event.Date) span {
	if d == nil {
		return span{}
	}
	from, err := ParseDay(d.Start)
	if err != nil {
		return span{}
	}
	to, err := ParseDay(d.End)
	if err != nil {
		return span{}
	}
	s := span{from: from, to: to, grain: d.Precision}
	if s.grain == event.Range {
		s.ends = event.Day
	}
	return s
}
