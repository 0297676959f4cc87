package when

// weekday chooses the day that a weekday names.
func (v *resolver) weekday(m *meaning) span {
	w := m.weekday
	if m.unit == unitWeek {
		week := v.period(&meaning{kind: period, unit: unitWeek, shift: m.shift})
		if !week.known() {
			return span{}
		}
		return daySpan(week.from + Day(w-1))
	}
	switch m.shift {
	case shiftSame, shiftFollowing, shiftPrevious:
		s := v.spoken()
		if !s.known() {
			return span{}
		}
		switch m.shift {
		case shiftPrevious:
			return daySpan((s.from - 1).onOrBefore(w))
		case shiftFollowing:
			return daySpan((s.to + 1).onOrAfter(w))
		}
		return daySpan(s.to.onOrAfter(w))
	}
	t := v.count()
	if t == 0 {
		return span{}
	}
	switch m.shift {
	case shiftLast:
		d := (t - 1).onOrBefore(w)
		if t-d == 1 && m.unit != unitDay {
			d -= 7 // nobody calls yesterday "last Thursday"
		}
		return daySpan(d)
	case shiftNext:
		if m.unit == unitDay {
			return daySpan((t + 1).onOrAfter(w)) // this coming Friday
		}
		return daySpan(t.monday() + Day(7+w-1))
	case shiftThis:
		d := t.monday() + Day(w-1)
		switch {
		case v.dir == Past && d > t:
			d -= 7
		case v.dir == Future && d < t:
			d += 7
		}
		return daySpan(d)
	}
	back, on := t.onOrBefore(w), t.onOrAfter(w)
	switch {
	case v.e.attributive && (v.e.lead == wAfter || v.e.lead == wSince):
		return daySpan(back) // after Friday's vote
	case v.dir == Future:
		if s := spanOf(v.Spoken); on == t && s.known() && s.from > t && v.spokenAt > v.e.sentence {
			return daySpan((s.to + 1).onOrAfter(w)) // "lands on Monday and meets him on Thursday", told on a Thursday
		}
		return daySpan(on)
	case v.e.local && t-back == 6:
		return daySpan(on) // early Tuesday local time, told on Monday elsewhere
	case v.e.lead == wFor && !v.e.attributive && t-back > 1:
		return daySpan(on) // had been fixed for Tuesday
	case v.e.lead == wBy && v.dir != Past, v.dir == Present && !v.e.attributive && t-back > 1:
		return daySpan(on)
	}
	return daySpan(back)
}

// dayOfMonth chooses the month of "the 29th".
func (v *resolver) dayOfMonth(m *meaning) span {
	at := func(y, mo int) span {
		if !valid(y, mo, m.day) {
			return span{}
		}
		return daySpan(dayOf(y, mo, m.day))
	}
	if m.shift != shiftNone {
		mo := v.period(&meaning{kind: period, unit: unitMonth, shift: m.shift})
		if !mo.known() {
			return span{}
		}
		y, month, _ := mo.from.civil()
		return at(y, month)
	}
	if t := v.today(); t > 0 && m.weekday > 0 {
		// Thursday the 12th: the nearest month in which it was one.
		for _, k := range []int{0, 1, -1, 2, -2} {
			if s := at(t.addMonths(k)); s.known() && s.from.weekday() == m.weekday {
				v.count()
				return s
			}
		}
	}
	// "They met on 3 July and again on the 5th."
	if s := spanOf(v.Spoken); s.known() && v.named && v.near() {
		v.via = "text " + v.Spoken.Value
		y, month, _ := s.from.civil()
		return at(y, month)
	}
	t := v.count()
	if t == 0 {
		return span{}
	}
	back, on := span{}, span{}
	for k := 0; k < 3; k++ {
		if s := at(t.addMonths(-k)); s.known() && s.from <= t && !back.known() {
			back = s
		}
		if s := at(t.addMonths(k)); s.known() && s.from >= t && !on.known() {
			on = s
		}
	}
	switch {
	case v.dir == Future, v.e.lead == wTo: // put off to the 29th
		return on
	case v.dir == Past && !v.limits():
		return back
	}
	if v.nearer(on, back, t) {
		return on
	}
	return back
}
