package when

import (
	"github.com/demarche-graph/demarche/extract/event"
)

// Reference is what an expression is told against. The zero Reference knows
// nothing: then only dates with a year have days.
type Reference struct {
	// Published is the day on which the article appeared.
	Published Day
	// Dateline is the day at the head of the story ("GENEVA, March 18 (Reuters)"),
	// zero when there is none. Where both are known it is the day that "today"
	// means: a paper prints the next morning what the agency wrote that day.
	Dateline Day
	// Order is the source's habit with dates in figures.
	Order Order
	// Story is the date that the main line of the text has reached, for "later in
	// the day"; Spoken is the date that it named last, for "two days earlier". Use
	// Follow to move them on.
	Story, Spoken *event.Date

	// spokenAt is the byte at which the expression behind Spoken ends.
	spokenAt int
	// named is set when Spoken was told with its month, not from today.
	named bool
	// heading is the last date that opened a line of its own.
	heading *event.Date
}

// ReferenceOf gathers what an article tells of its own time before its first
// sentence is read: the dateline, the order of its dates in figures, and, with
// published zero, the day of its appearance where its lines hold one.
func ReferenceOf(text string, published Day) Reference {
	if published == 0 {
		published, _ = Published(text)
	}
	return Reference{Published: published, Dateline: Dateline(text, published), Order: Habit(text)}
}

// Follow moves the reference on past an expression that was resolved to d.
// Dates that lie ahead, or stand in a clause of their own, are spoken of but the
// story does not move to them. A nil date changes nothing, but for the day that the
// expression counts from: "eight trading days after Oct. 12".
func (r *Reference) Follow(e Expression, d *event.Date) {
	if d == nil && len(e.Parts) == 1 {
		e = e.Parts[0]
		d = e.Resolve(*r, Unknown)
	}
	if d == nil || e.means.kind == fixed || e.means.kind == decadeLong {
		return
	}
	s := spanOf(d)
	r.Spoken, r.spokenAt = d, e.End
	r.named = e.means.kind == calendar && e.means.month > 0
	if e.Heading {
		r.heading = d
	}
	if !e.Background && s.from == s.to && (r.today() == 0 || s.from <= r.today() || e.Heading) && !e.Relational() {
		r.Story = d
	}
}

// today is the day that the article counts from, zero when none is known.
func (r *Reference) today() Day {
	if r.Dateline > 0 {
		return r.Dateline
	}
	return r.Published
}

// anchor names the day that the article counts from.
func (r *Reference) anchor() string {
	if r.Dateline > 0 {
		return "dateline " + r.Dateline.String()
	}
	return "published " + r.Published.String()
}

// resolver resolves one expression.
type resolver struct {
	*Reference
	e   Expression
	dir Direction
	via string // what was counted from
}

// Resolve works out the days that the expression means, or nil when the article
// does not tell. The direction is that of the verb that governs the expression.
// Via of the date names the rule, the direction where it mattered, and the day
// that was counted from.
func (e Expression) Resolve(r Reference, d Direction) *event.Date {
	v := resolver{Reference: &r, e: e, dir: d}
	s := v.meaning(&e.means)
	via := e.Rule
	if e.NeedsDirection() {
		via += "/" + d.String()
	}
	if v.via != "" {
		via += " from " + v.via
	}
	return s.date(e.Text, via)
}

// NeedsDirection reports whether the days depend on the tense around the
// expression.
func (e Expression) NeedsDirection() bool { return e.means.needsDirection() }

func (m *meaning) needsDirection() bool {
	switch m.kind {
	case calendar:
		return m.year == 0 && m.yearShift == shiftNone && m.month > 0
	case weekdays:
		return m.shift == shiftNone || m.shift == shiftThis && m.unit == noUnit
	case dayOfMonth:
		return m.shift == shiftNone
	case period:
		return m.unit == unitWeekend && m.shift == shiftNone
	case seasonal:
		return m.year == 0 && m.yearShift == shiftNone && m.shift == shiftNone
	case offset:
		return m.base == fromPublished && m.n > 0 && !m.future || m.inner != nil && m.inner.needsDirection()
	case between2:
		return m.from.needsDirection() || m.to.needsDirection()
	case holder:
		return m.inner.needsDirection()
	}
	return false
}

// meaning gives the days of m, the zero span when they are not told.
func (v *resolver) meaning(m *meaning) span {
	//exhaustive:enforce
	switch m.kind {
	case calendar:
		return v.calendar(m)
	case weekdays:
		return v.weekday(m)
	case dayOfMonth:
		return v.dayOfMonth(m)
	case dayCount:
		return v.dayCount(m)
	case period:
		return v.period(m)
	case seasonal:
		return v.season(m)
	case part:
		return v.part(m)
	case decadeLong:
		return yearSpan(m.year).through(yearSpan(m.year + 9))
	case offset:
		return v.offset(m)
	case between2:
		return v.between(m)
	case ordering:
		return v.ordering(m)
	case holder:
		return v.holder(m)
	case fixed:
		return spanOf(&event.Date{Start: m.value, End: m.value, Precision: event.Day})
	case noKind, lasting, vague: // no days are told
	}
	return span{}
}

// count notes that the days were counted from the day of the article, and gives
// it.
func (v *resolver) count() Day {
	t := v.today()
	if t > 0 {
		v.via = v.anchor()
	}
	return t
}

// spoken notes that the days were counted from what the text spoke of, and gives
// it; the day of the article when it spoke of nothing yet.
func (v *resolver) spoken() span {
	if s := spanOf(v.Spoken); s.known() {
		v.via = "text " + v.Spoken.Value
		return s
	}
	if t := v.count(); t > 0 {
		return daySpan(t)
	}
	return span{}
}

// story is spoken for the day that the main line of the text has reached. In the
// same sentence the date named last is nearer than the main line.
func (v *resolver) story() span {
	if v.Spoken != nil && v.spokenAt > v.e.sentence {
		if s := spanOf(v.Spoken); s.from == s.to {
			return v.spoken()
		}
	}
	if s := spanOf(v.Story); s.known() {
		v.via = "text " + v.Story.Value
		return s
	}
	if t := v.count(); t > 0 {
		return daySpan(t)
	}
	return span{}
}

// ordering decides a date in figures that reads two ways by the source's habit.
func (v *resolver) ordering(m *meaning) span {
	switch v.Order {
	case MonthFirst:
		return daySpan(dayOf(m.year, m.month, m.day))
	case DayFirst:
		return daySpan(dayOf(m.year, m.day, m.month))
	}
	// One reading is the day of the article, give or take a day: then it is that.
	if a, b := dayOf(m.year, m.month, m.day), dayOf(m.year, m.day, m.month); v.today() > 0 {
		if d := a - v.today(); d >= -1 && d <= 1 {
			return daySpan(a)
		} else if d := b - v.today(); d >= -1 && d <= 1 {
			return daySpan(b)
		}
	}
	return span{}
}

// between resolves a range. Its ends are read together: the second lies after
// the first, and the first is the nearest before the second.
func (v *resolver) between(m *meaning) span {
	if m.wide {
		return span{} // a list of two days is no date; its parts are
	}
	a, b := v.endpoints(m)
	if !a.known() || !b.known() || b.to < a.from {
		return span{}
	}
	return a.through(b)
}

// endpoints resolves both ends of a range.
func (v *resolver) endpoints(m *meaning) (a, b span) {
	if m.wide {
		return v.meaning(m.from), v.meaning(m.to)
	}
	if m.from.kind == weekdays && m.to.kind == weekdays && m.from.shift == shiftNone && m.to.shift == shiftNone {
		if v.dir == Future {
			a = v.meaning(m.from)
			if a.known() {
				b = daySpan((a.from + 1).onOrAfter(m.to.weekday))
			}
			return a, b
		}
		b = v.meaning(m.to)
		if b.known() {
			a = daySpan((b.from - 1).onOrBefore(m.from.weekday))
		}
		return a, b
	}
	a, b = v.meaning(m.from), v.meaning(m.to)
	if a.known() && b.known() && b.to < a.from && m.from.kind == calendar && m.from.year == 0 && m.to.year == 0 {
		// "Dec. 30 to Jan. 2" over the turn of a year.
		y, mo, d := b.from.civil()
		if valid(y+1, mo, d) {
			b = grainSpan(dayOf(y+1, mo, d), b.grain)
		}
	}
	return a, b
}

// holder gives the week, the weekend or the month that holds another date.
func (v *resolver) holder(m *meaning) span {
	s := v.meaning(m.inner)
	if !s.known() {
		return span{}
	}
	switch m.unit {
	case unitWeek:
		if s.from == s.to {
			return weekSpan(s.from)
		}
	case unitWeekend:
		if s.from == s.to {
			return weekend(s.from)
		}
	}
	return s
}

// Stretch gives the n days that begin with the date, or that end with it: "a
// two-day visit" that starts on Monday. A date that is no single day, or a
// length under two days, is given back as it is.
func Stretch(d *event.Date, n int, ends bool) *event.Date {
	s := spanOf(d)
	if n < 2 || !s.known() || s.from != s.to {
		return d
	}
	a, b := s.from, s.from+Day(n-1)
	if ends {
		a, b = s.from-Day(n-1), s.from
	}
	return rangeSpan(a, b).date(d.Text, d.Via)
}
