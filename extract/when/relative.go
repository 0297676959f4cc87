package when

// prefixed reads a date with the words that narrow it: "the end of July", "early
// on Tuesday", "the night of May 5", "mid-December". Most of them change no day
// of the value, they only belong to the expression.
func (f *finder) prefixed(i int) (meaning, int, bool) {
	j := i
	if f.is(j, wThe) {
		j++
	}
	switch f.class(j) {
	case wEarly:
		if m, next, ok := f.narrowed(j + 1); ok {
			return m, next, true
		}
	case wEarlier, wLater:
		if m, next, ok := f.within(j); ok {
			return m, next, true
		}
	case wPiece:
		if m, next, ok := f.pieceOf(j); ok {
			return m, next, true
		}
	case wOrdinal, wNumber:
		if m, next, ok := f.partOfYear(j); ok {
			return m, next, true
		}
		if m, next, ok := f.someOf(j); ok {
			return m, next, true
		}
	case wShift:
		if m, next, ok := f.someOf(j); ok {
			return m, next, true
		}
		if f.is(j+1, wPiece) && f.value(j+1) == pieceHalf {
			return f.halfOf(j, 2)
		}
	case wDayPart, wUnit:
		if m, next, ok := f.heldBy(j); ok {
			return m, next, true
		}
	}
	return f.core(i)
}

// narrowed reads what follows "early", "late", "mid": "early 1997", "late on
// Friday", "early last week", "mid-afternoon yesterday", "early in the week",
// "the early hours of Wednesday".
func (f *finder) narrowed(j int) (meaning, int, bool) {
	if f.is(j, wDash) {
		j++
	}
	if f.is(j, wUnit) && unit(f.value(j)) == unitHour || f.is(j, wDayPart) {
		j++
		if f.is(j, wOf, wOn) {
			j++
		}
		return f.dated(j)
	}
	if f.is(j, wOn) {
		j++
	} else if f.is(j, wIn) {
		j++
		if m, next, ok := f.theUnit(j); ok {
			return m, next, true
		}
		if f.is(j, wThe) {
			j++
		}
	}
	if f.is(j, wEarly, wEarlier, wLater) {
		return f.prefixed(j)
	}
	return f.dated(j)
}

// dated is core for what stands behind other words: it must find a date, not
// merely words to pass over.
func (f *finder) dated(j int) (meaning, int, bool) {
	m, next, ok := f.core(j)
	return m, next, ok && m.kind != noKind && m.kind != lasting
}

// within reads "earlier this month", "later that day", "later in the week",
// "later on Wednesday", "earlier Friday".
func (f *finder) within(i int) (meaning, int, bool) {
	j := i + 1
	switch {
	case f.is(j, wIn), f.is(j, wThat) && f.is(i, wLater, wEarlier), f.is(j, wOn), f.is(j, wThe):
		k := j
		if f.is(k, wIn, wOn) {
			k++
		}
		if m, next, ok := f.theUnit(k); ok {
			return m, next, true
		}
		if f.is(j, wOn) {
			return f.dated(k)
		}
		if f.is(j, wIn) {
			return f.dated(k) // later in 2025, earlier in May
		}
		return f.dated(j)
	case f.is(j, wShift, wDeictic, wWeekday, wTonight):
		return f.dated(j)
	}
	return meaning{}, i, false
}

// theUnit reads "the week" of "early in the week", "the day" of "later in the
// day": the one that the story is in.
func (f *finder) theUnit(j int) (meaning, int, bool) {
	if !f.is(j, wThe) || !f.is(j+1, wUnit) || f.toks[j+1].plural || f.is(j+2, wOf) || f.is(j+2, wDash) {
		return meaning{}, j, false
	}
	switch u := unit(f.value(j + 1)); u {
	case unitDay:
		return meaning{kind: period, unit: u, shift: shiftSame, wide: true}, j + 2, true
	case unitWeek, unitMonth, unitYear, unitWeekend:
		return meaning{kind: period, unit: u, shift: shiftThis}, j + 2, true
	}
	return meaning{}, j, false
}

// someOf reads "the first week of June", "the last days of 2024": the month or
// the year, which news counts no weeks of.
func (f *finder) someOf(j int) (meaning, int, bool) {
	k := j + 1
	if f.is(k, wFew) {
		k++
	}
	if !f.is(k, wUnit) || !f.is(k+1, wOf) || unit(f.value(k)) < unitDay || unit(f.value(k)) > unitMonth {
		return meaning{}, j, false
	}
	m, next, ok := f.dated(k + 2)
	if m.kind != calendar && (m.kind != period || m.unit < unitMonth) || m.day > 0 {
		return meaning{}, j, false
	}
	return m, next, ok
}

// pieceOf reads "end of July", "end-May", "the eve of Friday's talks", "the
// second half of the year". Only the eve and a half change the days.
func (f *finder) pieceOf(i int) (meaning, int, bool) {
	if f.value(i) == pieceHalf {
		return meaning{}, i, false
	}
	j := i + 1
	if !f.is(j, wOf) && !(f.is(j, wDash) && f.close(j)) {
		return meaning{}, i, false
	}
	j++
	m, next, ok := f.theUnit(j)
	if !ok {
		m, next, ok = f.dated(j)
	}
	if !ok || f.is(j, wArticle) {
		return meaning{}, i, false
	}
	if f.value(i) == pieceEve {
		inner := m
		f.cut[1] = j
		return meaning{kind: offset, unit: unitDay, n: -1, base: fromInner, inner: &inner}, next, true
	}
	if m.kind == period && m.unit == unitDay {
		return meaning{}, i, false // the end of the day
	}
	return m, next, true
}

// partOfYear reads halves and quarters: "the first half of 2025", "the third
// quarter", "the fourth-quarter". Without a year they are the company's own.
func (f *finder) partOfYear(i int) (meaning, int, bool) {
	n := f.value(i)
	if !f.is(i, wOrdinal) || n < 1 || n > 4 {
		return meaning{}, i, false
	}
	j := i + 1
	if f.is(j, wDash) {
		j++
	}
	switch {
	case f.is(j, wPiece) && f.value(j) == pieceHalf && n <= 2:
		return f.halfOf(i, n)
	case f.is(j, wUnit) && unit(f.value(j)) == unitQuarter && !f.toks[j].plural:
		m := meaning{kind: part, unit: unitQuarter, n: n}
		return f.partYear(m, j+1)
	case f.is(j, wUnit) && unit(f.value(j)) == unitCentury:
		return meaning{kind: vague}, j + 1, true
	}
	return meaning{}, i, false
}

// halfOf reads "half of 2025" after its ordinal at token i.
func (f *finder) halfOf(i, n int) (meaning, int, bool) {
	j := i + 2
	if f.is(i+1, wDash) {
		j++
	}
	if !f.is(j, wOf) {
		return meaning{}, i, false
	}
	if m, next, ok := f.dated(j + 1); ok && m.kind != calendar {
		return meaning{kind: vague}, next, true
	} else if ok && m.month > 0 {
		return m, next, true
	}
	return f.partYear(meaning{kind: part, n: n}, j)
}

// partYear adds the year of a half or a quarter.
func (f *finder) partYear(m meaning, j int) (meaning, int, bool) {
	y, next, _ := f.withYear(meaning{kind: calendar}, j)
	m.year, m.yearShift = y.year, y.yearShift
	if m.year == 0 && m.yearShift == shiftNone {
		return meaning{kind: vague}, next, true
	}
	return m, next, true
}

// heldBy reads "the night of May 5", "the week of March 3", "the month of May",
// "the year 2000", "the weekend of May 10", "the day before yesterday", "the day
// after Friday's vote".
func (f *finder) heldBy(i int) (meaning, int, bool) {
	j := i + 1
	if f.is(i, wDayPart) {
		if !f.is(j, wOf) {
			return meaning{}, i, false
		}
		return f.dated(j + 1)
	}
	u := unit(f.value(i))
	if f.toks[i].plural || f.is(j, wDash) && f.close(j) {
		return meaning{}, i, false
	}
	switch {
	case u == unitYear && (f.is(j, wNumber, wCardinal)):
		return f.dated(j)
	case (u == unitWeek || u == unitWeekend || u == unitMonth) && (f.is(j, wOf) || f.word(j) == "ending" || f.word(j) == "beginning" || f.word(j) == "starting"):
		inner, next, ok := f.dated(j + 1)
		if !ok {
			return meaning{}, i, false
		}
		f.cut[1] = j + 1
		return meaning{kind: holder, unit: u, inner: &inner}, next, true
	case u == unitDay && f.is(j, wBefore, wAfter) && f.is(j+1, wDeictic):
		n := f.value(j + 1)
		if f.is(j, wBefore) {
			n--
		} else {
			n++
		}
		return meaning{kind: dayCount, n: n}, j + 2, true
	case (u == unitWeek || u == unitMonth || u == unitYear) && f.is(j, wBefore, wAfter) && f.is(j+1, wShift) && !f.is(j+2, wUnit):
		if s := shift(f.value(j + 1)); f.is(j, wBefore) && s == shiftLast || f.is(j, wAfter) && s == shiftNext {
			m := meaning{kind: period, unit: u, shift: s, n: 1} // the week before last
			return m, j + 2, true
		}
	}
	return meaning{}, i, false
}
