package when

import "strings"

// weekday reads a date that begins with a weekday: "Friday", "Friday night",
// "Friday, May 23", "Monday of last week".
func (f *finder) weekday(i int) (meaning, int, bool) {
	m := meaning{kind: weekdays, weekday: f.value(i)}
	abbr := f.is(i, wWeekdayAbbr)
	j := i + 1
	if abbr && f.is(j, wDot) && f.close(j) {
		j++
	}
	if d, next, ok := f.weekdayDate(j); ok {
		d.weekday = m.weekday
		return d, next, true
	}
	if abbr {
		return meaning{}, i, false // Sun, Sat and Mon are other things too
	}
	if f.is(j, wDayPart) {
		j++
	}
	if d, next, ok := f.weekdayDate(j); ok && j > i+1 {
		d.weekday = m.weekday
		return d, next, true
	}
	if s, next, ok := f.ofWeek(j); ok {
		m.shift, m.unit = s, unitWeek
		return m, next, true
	}
	if f.is(j, wShift) && strings.EqualFold(f.word(j), "last") && (j+1 >= len(f.toks) || f.is(j+1, wComma, wDot, wAnd, wOn)) {
		m.shift = shiftLast // on Thursday last
		return m, j + 1, true
	}
	switch f.class(i - 1) {
	case wEach, wOrdinal:
		return meaning{}, j, true // every Friday, the first Monday in May
	case wArticle:
		if !f.attributive(j) {
			return meaning{}, j, true // on a Thursday in June
		}
	}
	return m, j, true
}

// weekdayDate reads the date after a weekday: ", May 23", " the 23rd", " (23 May)".
func (f *finder) weekdayDate(j int) (meaning, int, bool) {
	bracket := f.is(j, wOpenBracket)
	if f.is(j, wComma, wOpenBracket, wDash) {
		j++
	}
	if f.is(j, wThe) {
		j++
	}
	d := meaning{kind: dayOfMonth}
	if f.is(j, wMonth, wMonthAbbr, wNumber, wOrdinal) {
		m, next, ok := f.monthDay(j)
		if ok && bracket {
			if !f.is(next, wCloseBracket) {
				return d, j, false
			}
			next++
		}
		if ok {
			return m, next, true
		}
	}
	if f.is(j, wOrdinal) && f.toks[j].digits > 0 && f.value(j) <= 31 && f.ends(j+1) && !bracket {
		d.day = f.value(j)
		return d, j + 1, true
	}
	if n, ok := f.dayNumber(j); ok && !bracket && !f.close(j) && j+1 == len(f.toks) && f.is(j-1, wWeekday, wWeekdayAbbr) && f.toks[j-1].line {
		d.day = n // "Thursday 12" above the entries of a diary
		return d, j + 1, true
	}
	return d, j, false
}

// monthDay reads a date that names month and day, in either order.
func (f *finder) monthDay(j int) (meaning, int, bool) {
	m, next, ok := meaning{}, j, false
	if f.is(j, wMonth, wMonthAbbr) {
		m, next, ok = f.monthFirst(j)
	} else if f.is(j, wNumber, wOrdinal) {
		m, next, ok = f.dayFirst(j)
	}
	return m, next, ok && m.kind == calendar && m.day > 0
}

// ofWeek reads the week that a weekday belongs to: "last week", "of the same
// week", "this week".
func (f *finder) ofWeek(j int) (shift, int, bool) {
	if f.is(j, wOf) {
		j++
	}
	if f.is(j, wThe) {
		j++
	}
	if f.is(j, wShift, wThat) && f.is(j+1, wUnit) && unit(f.value(j+1)) == unitWeek && !f.toks[j+1].plural && !f.is(j+2, wDash) {
		return shift(f.value(j)), j + 2, true
	}
	return shiftNone, j, false
}

// shifted reads a time told by its place beside another: "last week", "next
// Friday", "this September", "that evening". Article says that "the" stands
// before it.
func (f *finder) shifted(i int, article bool) (meaning, int, bool) {
	s := shift(f.value(i))
	word := f.word(i)
	j := i + 1
	near := word == "past" || word == "Past" || s == shiftNext && word != "next" && word != "Next" // coming
	if s == shiftThis && f.is(j, wShift) && (shift(f.value(j)) == shiftLast || shift(f.value(j)) == shiftNext) {
		s, near, article = shift(f.value(j)), true, false // this past Friday, this coming week
		if f.is(j+1, wUnit) && unit(f.value(j+1)) != unitWeekend {
			return meaning{kind: vague}, j + 2, true
		}
		j++
	}
	switch {
	case f.is(j, wWeekday):
		return f.shiftedWeekday(i, j, s, near, article)
	case f.is(j, wMonth, wMonthAbbr) && (s != shiftSame || f.is(i-1, wIn, wOf, wSince, wUntil, wBy, wFrom, wThe) || j+1 >= len(f.toks) || f.is(j+1, wDot, wComma)) && s != shiftFollowing && word != "past":
		m, next, ok := f.monthFirst(j)
		if !ok || m.kind != calendar || m.year > 0 {
			return meaning{}, i, false
		}
		m.shift = s
		return m, next, true
	case f.is(j, wSeason) && (s != shiftFollowing || article):
		m, next, ok := f.season(j, j+1, true)
		m.shift = s
		return m, next, ok
	case f.is(j, wDayPart) && (s != shiftFollowing || article):
		return f.shiftedPart(i, j, s)
	case f.is(j, wUnit):
		return f.shiftedUnit(i, j, s, near, article)
	case f.is(j, wFew, wNumber, wCardinal) && (s == shiftLast || s == shiftNext || s == shiftPrevious || s == shiftFollowing && article):
		// the last few days, the next 12 to 18 months
		for k := j; k < j+5 && k < len(f.toks); k++ {
			if f.is(k, wUnit) {
				return meaning{kind: vague}, k + 1, true
			}
			if !f.is(k, wFew, wNumber, wCardinal, wOf, wTo, wDash, wOther) {
				break
			}
		}
	case j < len(f.toks) && f.toks[j].name && f.toks[j].capital && (s == shiftLast || s == shiftThis || s == shiftNext):
		m, next, ok := f.named(j)
		if ok && m.kind == calendar && m.year == 0 {
			m.shift = s
			return m, next, true
		}
	}
	return meaning{}, i, false
}

// shiftedWeekday reads "last Friday", "that Friday", "the following Monday".
func (f *finder) shiftedWeekday(i, j int, s shift, near, article bool) (meaning, int, bool) {
	m, next, ok := f.weekday(j)
	if !ok || m.kind != weekdays || m.unit != noUnit {
		return m, next, ok // "this Friday, May 23" needs no shift
	}
	switch s {
	case shiftSame:
		// In "said that Friday's talks failed" the word opens a clause.
		if f.is(i, wThat) && !article && !f.is(i-1, wOn, wBy, wOf, wFrom, wUntil, wSince, wBefore, wAfter) &&
			!(next >= len(f.toks) || f.is(next, wDot, wQuote, wCloseBracket, wPause, wColon, wSymbol)) {
			return meaning{}, i, false
		}
	case shiftFollowing:
		if !article {
			return meaning{}, i, false // "following Friday's vote": after it
		}
	case shiftLast, shiftNext:
		if near {
			m.unit = unitDay // the nearest, whatever the week
		}
	}
	m.shift = s
	return m, next, true
}

// shiftedPart reads "this morning", "last night", "that evening".
func (f *finder) shiftedPart(i, j int, s shift) (meaning, int, bool) {
	m := meaning{kind: dayCount, shift: s}
	switch s {
	case shiftLast, shiftPrevious:
		m.n = -1
	case shiftNext, shiftFollowing:
		m.n = 1
	}
	if s == shiftLast || s == shiftNext {
		if s == shiftNext {
			m.shift = shiftFollowing // the next morning: after what was told
		} else if w := f.word(j); w != "night" && w != "evening" {
			return meaning{}, i, false // the last morning
		} else {
			m.shift = shiftThis
		}
	}
	return m, j + 1, true
}

// shiftedUnit reads "last week", "the next day", "that year", "the coming month".
func (f *finder) shiftedUnit(i, j int, s shift, near, article bool) (meaning, int, bool) {
	u, plural := unit(f.value(j)), f.toks[j].plural
	m := meaning{kind: period, unit: u, shift: s}
	if u == unitYear && f.is(j+1, wPossessive) && f.is(j+2, wMonth) {
		return f.monthFirst(j + 2) // last year's December
	}
	if f.is(j+1, wDash) && f.close(j+1) {
		return meaning{}, i, false // this week-long visit
	}
	switch {
	case f.toks[i].capital && f.toks[j].capital && i > 0 && !f.toks[i].line:
		return meaning{}, i, false // the programme This Week
	case plural, u == unitSeason, u >= unitDecade:
		if s == shiftThis || s == shiftSame {
			return meaning{}, i, false
		}
		return meaning{kind: vague}, j + 1, true
	case u <= unitHour:
		return meaning{}, i, false
	case near && u != unitWeekend:
		return meaning{kind: vague}, j + 1, true // the past week, the coming month
	}
	before := f.class(i - 1)
	if article {
		before = f.class(i - 2)
	}
	switch s {
	case shiftLast:
		if u == unitDay || article || before == wPossessive || ownership(f.word(i-1)) {
			return meaning{kind: vague}, j + 1, true // the last week of the war, his last year
		}
	case shiftNext:
		switch {
		case u == unitDay:
			m.shift = shiftFollowing
		case article && (before == wIn || before == wDuring || before == wFor || before == wUntil):
			return meaning{kind: vague}, j + 1, true // over the next week
		case article:
			m.shift = shiftFollowing
		}
	case shiftFollowing:
		if !article {
			return meaning{}, i, false
		}
	case shiftThis:
		if u == unitDay {
			return meaning{}, i, false
		}
	}
	return m, j + 1, true
}

func ownership(w string) bool {
	switch strings.ToLower(w) {
	case "his", "her", "their", "its", "my", "our", "your":
		return true
	}
	return false
}
