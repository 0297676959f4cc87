package when

import "github.com/demarche-graph/demarche/extract/event"

// dayCount gives today, yesterday, this morning, that evening.
func (v *resolver) dayCount(m *meaning) span {
	var s span
	switch m.shift {
	case shiftSame, shiftPrevious, shiftFollowing:
		if m.shift == shiftSame && !m.wide {
			if !v.near() {
				return span{} // "that day" of no day that was named
			}
			s = v.spoken()
		} else {
			s = v.story()
		}
		if s.from != s.to {
			return span{}
		}
	default:
		if t := v.count(); t > 0 {
			s = daySpan(t)
		}
	}
	if !s.known() {
		return span{}
	}
	return daySpan(s.from + Day(m.n))
}

// period gives the day, week, weekend, month, quarter or year that a shift names.
func (v *resolver) period(m *meaning) span {
	var at Day
	n := 0
	switch m.shift {
	case shiftSame, shiftPrevious, shiftFollowing:
		s := span{}
		if m.shift == shiftSame && !m.wide && !v.near() && (m.unit != unitDay || v.Story == nil) {
			return s
		}
		if m.unit == unitDay && (m.wide || m.shift == shiftSame) {
			s = v.story()
		} else {
			s = v.spoken()
		}
		if !s.known() || !fits(s, m.unit) {
			return span{}
		}
		at = s.from
		if m.shift == shiftFollowing {
			at = s.to
		}
	default:
		if at = v.count(); at == 0 {
			return span{}
		}
	}
	switch m.shift {
	case shiftLast, shiftPrevious:
		n = -1 - m.n
	case shiftNext, shiftFollowing:
		n = 1 + m.n
	}
	switch m.unit {
	case unitDay:
		return daySpan(at + Day(n))
	case unitWeek:
		return weekSpan(at + Day(7*n))
	case unitFortnight:
		return span{}
	case unitWeekend:
		return v.weekend(m, at, n)
	case unitMonth:
		return monthSpan(at.addMonths(n))
	case unitQuarter:
		y, mo, _ := at.civil()
		y, mo = dayOf(y, (mo-1)/3*3+1, 1).addMonths(3 * n)
		return monthSpan(y, mo).through(monthSpan(y, mo+2))
	case unitYear:
		if y := at.year() + n; y > 0 {
			return yearSpan(y)
		}
	}
	return span{}
}

// fits reports whether a span is no wider than the unit, so that one unit holds
// it: "the same month" as a year is none.
func fits(s span, u unit) bool {
	limit := Day(31)
	switch u {
	case unitDay:
		limit = 10 // a round of talks, whose first or last day counts
	case unitWeek, unitWeekend:
		limit = 14
	case unitYear:
		limit = 366
	}
	return s.to-s.from < limit
}

// weekend chooses the Saturday and Sunday that a weekend names.
func (v *resolver) weekend(m *meaning, at Day, n int) span {
	switch m.shift {
	case shiftNone:
		if v.dir == Future {
			return weekend(at)
		}
		if at.weekday() >= 6 {
			return weekend(at)
		}
		return weekend(at - 7) // over the weekend
	case shiftThis:
		if v.dir == Past && at.weekday() < 6 {
			return weekend(at - 7)
		}
	}
	return weekend(at + Day(7*n))
}

// offset counts units from the day of the article, from what the text spoke of,
// from another date, or from an event told in words.
func (v *resolver) offset(m *meaning) span {
	short := m.unit == unitHour || m.unit == unitMinute
	if m.wide && !short {
		return span{} // about two years ago
	}
	switch m.base {
	case fromPublished:
		t := v.count()
		if t == 0 || m.n > 0 && !m.future && v.dir != Future {
			return span{}
		}
		if short {
			// Hours ago is today; more of them may be another day.
			if m.n < -12 || m.n > 0 {
				return span{}
			}
			return daySpan(t)
		}
		return shiftSpan(daySpan(t), m.n, m.unit, false)
	case fromText:
		if short {
			s := v.story()
			if s.from != s.to || m.n > 6 || m.n < -6 {
				return span{}
			}
			return s
		}
		return shiftSpan(v.spoken(), m.n, m.unit, m.whole)
	case fromInner:
		s := v.meaning(m.inner)
		if short {
			return s
		}
		return shiftSpan(s, m.n, m.unit, m.whole)
	}
	return v.relation(m)
}

// nearby is how many bytes back an expression still counts from the date spoken
// of last: two sentences, about.
const nearby = 400

// near reports whether the text spoke of a date just before.
func (v *resolver) near() bool { return v.Spoken != nil && v.e.Start-v.spokenAt < nearby }

// relation dates an event by another that the text tells in words. In "they met
// on Friday, two days after the vote" the words give the day of the vote; in "a
// car was seen near the house 10 days before the murder" they give the day of
// the sighting, since the murder was dated before.
func (v *resolver) relation(m *meaning) span {
	s, known := span{}, false
	n := m.n
	switch {
	case v.Spoken != nil && v.spokenAt > v.e.sentence:
		s, known, n = v.spoken(), true, -n
	case v.near() && spanOf(v.Spoken).to < v.today() && !v.e.afterComma:
		s, known = v.spoken(), true
	case v.e.afterComma && v.today() > 0:
		s, known, n = daySpan(v.count()), true, -n
	}
	if !known {
		return span{}
	}
	if m.unit == unitHour || m.unit == unitMinute {
		if s.from != s.to || m.n > 6 || m.n < -6 {
			return span{}
		}
		return s
	}
	return shiftSpan(s, n, m.unit, m.whole)
}

// shiftSpan moves a span by n units. Counts of days, and a single week, keep the
// day: "a week earlier" is said of the same weekday. More weeks, months and years
// are told to the week, month and year.
func shiftSpan(s span, n int, u unit, whole bool) span {
	if !s.known() {
		return span{}
	}
	d := s.from // earlier than a round of talks: before it began
	if n > 0 {
		d = s.to
	}
	switch u {
	case unitDay, unitFortnight, unitWeek:
		if s.grain == event.Week && u == unitWeek {
			return weekSpan(d + Day(7*n))
		}
		if s.grain != event.Day && s.grain != event.Range {
			return span{}
		}
		switch {
		case u == unitDay:
			return daySpan(d + Day(n))
		case u == unitFortnight:
			return daySpan(d + Day(14*n))
		case !whole && (n == 1 || n == -1):
			return daySpan(d + Day(7*n))
		}
		return weekSpan(d + Day(7*n))
	case unitMonth:
		if s.grain == event.Year {
			return span{}
		}
		if y, m := d.addMonths(n); y > 0 {
			return monthSpan(y, m)
		}
	case unitYear:
		if y := d.year() + n; y > 0 && y <= lastYear {
			return yearSpan(y)
		}
	}
	return span{}
}
