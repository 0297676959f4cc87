package when

// Here are the choices that the words leave open: which May, which Friday.

// horizon is how many days away a date without a year may lie. What is further
// off is told with "last", "next" or the year, so that a verb that points there
// was read wrongly: "the shares, authorised for Dec. 7", told in October. A bare
// month is told so a little longer.
const (
	horizon      = 310
	monthHorizon = 340
)

// limits reports whether the word before the expression sets a limit that may
// lie ahead of a past verb: until, by, due.
func (v *resolver) limits() bool {
	switch v.e.lead {
	case wUntil, wBy, wLimit, wFor, wBefore:
		return true
	}
	return false
}

// calendar completes a date of the calendar that lacks its year.
func (v *resolver) calendar(m *meaning) span {
	if m.month == 0 {
		return yearSpan(m.year)
	}
	at := func(y int) span {
		switch {
		case m.day == 0:
			return monthSpan(y, m.month)
		case valid(y, m.month, m.day):
			return daySpan(dayOf(y, m.month, m.day))
		}
		return span{}
	}
	if m.year > 0 {
		return at(m.year)
	}
	if m.yearShift != shiftNone {
		if y := v.year(m.yearShift); y > 0 {
			return at(y)
		}
		return span{}
	}
	if m.shift == shiftSame || m.shift == shiftFollowing || m.shift == shiftPrevious {
		s := v.spoken()
		if !s.known() {
			return span{}
		}
		switch m.shift {
		case shiftFollowing:
			return v.ahead(at, s.to, false)
		case shiftPrevious:
			return v.behind(at, s.from, false)
		}
		return at(s.from.year())
	}
	if s := v.headed(at); s.known() {
		return s
	}
	t := v.count()
	if t == 0 {
		if v.Spoken != nil {
			return at(spanOf(v.Spoken).from.year())
		}
		return span{}
	}
	if m.weekday > 0 && m.day > 0 {
		// Friday, Oct. 23: the year in which it was a Friday, the nearest such.
		for _, d := range []int{0, -1, 1} {
			if s := at(t.year() + d); s.known() && s.from.weekday() == m.weekday {
				return s
			}
		}
	}
	switch m.shift {
	case shiftLast:
		return v.behind(at, t, false)
	case shiftNext:
		return v.ahead(at, t, false)
	case shiftThis:
		return at(t.year())
	}
	back, on := v.behind(at, t, true), v.ahead(at, t, true)
	far := Day(horizon)
	if m.day == 0 {
		far = monthHorizon
	}
	switch {
	case v.e.lead == wSince, v.e.lead == wAfter && v.e.attributive:
		return back
	case v.dir == Future && on.from-t < far:
		return on
	case v.dir == Past && !v.limits() && t-back.to < far:
		return back
	}
	if v.nearer(on, back, t) {
		return on
	}
	return back
}

// headed reads the year of a date without one from the heading before it: the
// entries of a chronology go on from one another.
func (v *resolver) headed(at func(int) span) span {
	if !v.e.Heading || v.heading == nil {
		return span{}
	}
	h := spanOf(v.heading)
	if !h.known() {
		return span{}
	}
	s := v.ahead(at, h.from, true)
	if t := v.today(); t > 0 && s.from > t && h.from <= t {
		return span{} // a list that runs backwards
	}
	return s
}

// behind is the latest of the yearly days that is not after t; with here false,
// one that ended before t.
func (v *resolver) behind(at func(int) span, t Day, here bool) span {
	for y := t.year(); y > t.year()-9; y-- {
		if s := at(y); s.known() && (s.to < t || here && s.from <= t) {
			return s
		}
	}
	return span{}
}

// ahead is the first of the yearly days that is not before t; with here false,
// one that begins after t.
func (v *resolver) ahead(at func(int) span, t Day, here bool) span {
	for y := t.year(); y < t.year()+9; y++ {
		if s := at(y); s.known() && (s.from > t || here && s.to >= t) {
			return s
		}
	}
	return span{}
}

// nearer reports whether the days ahead lie nearer to t than those behind.
func (v *resolver) nearer(on, back span, t Day) bool {
	if !on.known() || !back.known() {
		return on.known()
	}
	return on.from-t < t-back.to
}

// year is the year that a shift names.
func (v *resolver) year(s shift) int {
	t := v.today()
	switch s {
	case shiftThis, shiftLast, shiftNext:
		if t == 0 {
			return 0
		}
		v.via = v.anchor()
		return t.year() + map[shift]int{shiftLast: -1, shiftNext: 1}[s]
	}
	f := v.spoken()
	if !f.known() {
		return 0
	}
	return f.from.year() + map[shift]int{shiftPrevious: -1, shiftFollowing: 1}[s]
}

// season gives the year of a season, which is as exact as news tells it.
func (v *resolver) season(m *meaning) span {
	if m.year > 0 {
		return yearSpan(m.year)
	}
	if m.yearShift != shiftNone {
		if y := v.year(m.yearShift); y > 0 {
			return yearSpan(y)
		}
		return span{}
	}
	if m.shift == shiftSame || m.shift == shiftPrevious || m.shift == shiftFollowing {
		return span{}
	}
	t := v.count()
	if t == 0 {
		return span{}
	}
	// The months in which the season begins on the northern half of the world.
	start := 3 * m.n
	y, mo, _ := t.civil()
	switch {
	case m.shift == shiftThis:
		return yearSpan(y)
	case m.shift == shiftNext, m.shift == shiftNone && v.dir == Future:
		if mo > start || mo == start && m.shift == shiftNext {
			y++
		}
	default:
		if mo < start || m.shift == shiftLast && mo < start+3 && !(m.n == 4 && mo < 3) {
			y--
		}
	}
	return yearSpan(y)
}

// part gives a half or a quarter of a year as its months.
func (v *resolver) part(m *meaning) span {
	y := m.year
	if y == 0 {
		y = v.year(m.yearShift)
	}
	if y == 0 {
		return span{}
	}
	length := 6
	if m.unit == unitQuarter {
		length = 3
	}
	return monthSpan(y, (m.n-1)*length+1).through(monthSpan(y, m.n*length))
}
