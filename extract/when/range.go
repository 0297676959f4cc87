package when

import "strings"

// through reads the second half of a range whose first half is m, tokens i to
// next: "Monday to Wednesday", "May 19-21, 2025", "1998-2008".
func (f *finder) through(i int, m meaning, next int) (meaning, int, bool) {
	switch m.kind {
	case calendar, weekdays, dayOfMonth, dayCount:
	default:
		return m, next, false
	}
	sep := f.class(next)
	switch sep {
	case wDash, wPause:
		if f.toks[next].space != (next+1 < len(f.toks) && f.toks[next+1].space) || next+1 < len(f.toks) && f.toks[next+1].line {
			return m, next, false // "June 5 -", "-5"
		}
	case wTo, wUntil, wAnd, wSlash:
	case wComma:
		return f.run(m, next)
	default:
		return m, next, false
	}
	if sep == wTo && f.is(i-1, wFrom) && f.moved(i-1) || sep == wUntil && f.is(i-1, wOn) {
		return m, next, false
	}
	j := next + 1
	if f.is(j, wThe) && f.is(j+1, wOrdinal) {
		j++
	}
	to, after, ok := f.second(m, j)
	if !ok {
		return m, next, false
	}
	if sep == wAnd && !f.is(i-1, wBetween) {
		// "May and June" is two dates; "Oct. 18 and 19" one stretch of days.
		bare := f.is(j, wNumber, wOrdinal) && m.month > 0 && after == j+1
		if !adjacent(m, to) && !bare {
			return m, next, false
		}
		f.cut = [2]int{next, j}
		m, to, after = f.shareYear(m, to, after)
		return joint(m, to, !adjacent(m, to)), after, true
	}
	f.cut = [2]int{next, j}
	m, to, after = f.shareYear(m, to, after)
	if m.kind == weekdays && to.kind == weekdays && m.unit == noUnit && m.shift == shiftNone {
		m.shift, m.unit = to.shift, to.unit // from Monday to Wednesday last week
	}
	return joint(m, to, false), after, true
}

// run reads days of a month that follow one another: "May 21, 22 and 23".
func (f *finder) run(m meaning, next int) (meaning, int, bool) {
	to, j := m, next
	for m.day > 0 && m.year == 0 && f.is(j, wComma, wAnd) {
		d, ok := f.dayNumber(j + 1)
		if !ok || d != to.day+1 || f.counted(j+2) {
			break
		}
		last := f.is(j, wAnd)
		to.day, to.weekday = d, 0
		j += 2
		if last {
			f.cut = [2]int{next, j - 1}
			m, to, j = f.shareYear(m, to, j)
			return joint(m, to, false), j, true
		}
	}
	return m, next, false
}

// longestList is how many dates of a list are read on for the year of its first.
const longestList = 4

// listed gives a date without a year the year that the next of a list names: "in
// March and May 2016".
func (f *finder) listed(m meaning, next int) meaning {
	if m.kind != calendar || m.month == 0 || m.year > 0 || m.yearShift != shiftNone || m.shift != shiftNone {
		return m
	}
	for range longestList {
		if !f.is(next, wAnd, wComma) && f.word(next) != "or" {
			break
		}
		next++
		if f.is(next, wOn, wIn) {
			next++
		}
		to, after, ok := f.core(next)
		if !ok || to.kind != calendar || to.month == 0 || (to.day > 0) != (m.day > 0) {
			break
		}
		if to.year > 0 || to.yearShift != shiftNone {
			m.year, m.yearShift = to.year, to.yearShift
			break
		}
		next = after
	}
	return m
}

// second reads the end of a range of which m is the beginning.
func (f *finder) second(m meaning, j int) (meaning, int, bool) {
	if j >= len(f.toks) {
		return meaning{}, j, false
	}
	// A bare number goes on with the month: May 19-21.
	if d, ok := f.dayNumber(j); ok && m.kind == calendar && m.month > 0 && m.day > 0 && d > m.day && !f.counted(j+1) && !f.is(j+1, wMonth, wMonthAbbr, wSymbol) {
		to := m
		to.day, to.weekday = d, 0
		return to, j + 1, true
	}
	if m.kind == calendar && m.month == 0 {
		return f.secondYear(m, j)
	}
	if f.is(j, wDecade) {
		return meaning{}, j, false
	}
	to, after, ok := f.prefixed(j)
	if !ok {
		return meaning{}, j, false
	}
	switch {
	case to.kind == m.kind && (m.kind != calendar || (to.day > 0) == (m.day > 0) && to.month > 0):
		return to, after, true
	case m.kind == weekdays && to.kind == dayCount, m.kind == dayCount && to.kind == weekdays, m.kind == dayOfMonth && to.kind == calendar && to.day > 0:
		return to, after, true
	}
	return meaning{}, j, false
}

// secondYear reads the end of a range of years: 1998-2008, 2024-25, 2024/25.
func (f *finder) secondYear(m meaning, j int) (meaning, int, bool) {
	if !f.is(j, wNumber) || f.counted(j+1) {
		return meaning{}, j, false
	}
	to := m
	switch y := f.value(j); {
	case f.toks[j].digits == 4 && plausible(y) && y > m.year:
		to.year = y
	case f.toks[j].digits == 2 && f.close(j) && f.is(j-1, wDash, wSlash) && y > m.year%100:
		to.year = m.year - m.year%100 + y
	default:
		return meaning{}, j, false
	}
	return to, j + 1, true
}

// shareYear gives both ends of a range the month and the year that only one of
// them names: "19 to 21 May", "May 6-7, 2017", "between May and July 2025".
func (f *finder) shareYear(m, to meaning, after int) (meaning, meaning, int) {
	if to.kind != calendar {
		return m, to, after
	}
	if to.year == 0 && to.yearShift == shiftNone && to.month > 0 {
		to, after, _ = f.withYear(to, after)
	}
	if m.kind == dayOfMonth {
		m = meaning{kind: calendar, day: m.day, month: to.month, weekday: m.weekday}
	}
	if m.year == 0 && m.yearShift == shiftNone && m.shift == shiftNone {
		m.year, m.yearShift = to.year, to.yearShift
		if m.year > 0 && to.month > 0 && (m.month > to.month) {
			m.year-- // Dec. 30-Jan. 2, 2025
		}
	}
	return m, to, after
}

// moved reports whether the words before "from" at token i tell of a change of
// date: "postponed from Monday to Wednesday" is two dates and no stretch.
func (f *finder) moved(i int) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		if f.know.verbs[f.word(k)].kind == cueOff || f.word(k) == "off" && strings.HasPrefix(f.word(k-1), "put") {
			return true
		}
	}
	return false
}

// adjacent reports whether b is the day after a by their form alone.
func adjacent(a, b meaning) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case weekdays:
		return a.shift == shiftNone && b.weekday == a.weekday%7+1
	case calendar:
		return a.day > 0 && b.day == a.day+1 && a.month == b.month && (a.year == b.year || a.year == 0)
	case dayOfMonth:
		return b.day == a.day+1
	}
	return false
}
