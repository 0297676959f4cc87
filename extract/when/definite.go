package when

// definite reads what "the" begins: "the 29th", "the next day", "the 1990s",
// "the summer of 2024", "the weekend".
func (f *finder) definite(i int) (meaning, int, bool) {
	j := i + 1
	switch f.class(j) {
	case wShift, wThat:
		return f.shifted(j, true)
	case wDecade:
		return meaning{kind: decadeLong, year: decadeYear(f.toks[j])}, j + 1, true
	case wEarly:
		if f.is(j+1, wDecade) {
			return meaning{kind: decadeLong, year: decadeYear(f.toks[j+1])}, j + 2, true
		}
		if f.is(j+1, wDash) && f.is(j+2, wDecade) {
			return meaning{kind: decadeLong, year: decadeYear(f.toks[j+2])}, j + 3, true
		}
	case wOrdinal:
		return f.theOrdinal(i, j)
	case wSeason:
		return f.season(j, j+1, f.is(i-1, wIn, wSince, wDuring, wUntil, wBy, wFor))
	case wDayPart:
		if f.is(j+1, wBefore) && (j+2 >= len(f.toks) || f.is(j+2, wDot, wComma, wCloseBracket, wQuote, wIn, wAt)) {
			return meaning{kind: offset, unit: unitDay, n: -1, base: fromText}, j + 2, true // the night before
		}
		// In the afternoon, of the day that the story is in.
		if f.is(i-1, wIn, wDuring) && f.ends(j+1) && !f.is(j+1, wOf, wFrom) {
			return meaning{kind: dayCount, shift: shiftSame, wide: true}, j + 1, true
		}
	case wUnit:
		u := unit(f.value(j))
		if u == unitWeekend && !f.toks[j].plural && f.is(i-1, wOn, wAt, wDuring, wIn, wFor, wBy, wUntil, wBefore, wAfter, wSince) {
			return meaning{kind: period, unit: u}, j + 1, true
		}
		if f.is(j+1, wBefore, wAfter) && u >= unitDay && u <= unitYear && !f.toks[j].plural {
			return f.countedFrom(j+1, meaning{kind: offset, unit: u, n: 1, whole: true}) // the day after
		}
	case wWeekday:
		// On the Friday: of the week that was spoken of.
		if f.is(i-1, wOn) && f.ends(j+1) {
			m, next, ok := f.weekday(j)
			if ok && m.kind == weekdays && m.unit == noUnit {
				m.shift = shiftSame
			}
			return m, next, ok
		}
	}
	return meaning{}, i, false
}

// theOrdinal reads "the 29th", "the ninth of May", "the third quarter".
func (f *finder) theOrdinal(i, j int) (meaning, int, bool) {
	if m, next, ok := f.dayFirst(j); ok {
		return m, next, true
	}
	if m, next, ok := f.partOfYear(j); ok {
		return m, next, true
	}
	d := f.value(j)
	of := f.is(i-1, wOf) && f.toks[j].digits > 0 && (j+1 == len(f.toks) || f.is(j+1, wDot, wComma, wCloseBracket, wAnd)) // the call of the 12th
	to := f.is(i-1, wTo) && f.toks[j].digits > 0 && f.moved(i-1)                                                         // put off to the 29th
	if d < 1 || d > 31 || !of && !to && !f.is(i-1, wOn, wBy, wBefore, wUntil, wSince, wFrom, wAfter, wBetween) {
		return meaning{}, i, false
	}
	if f.toks[j].digits == 0 && (d < 4 || j+1 < len(f.toks) && !f.is(j+1, wDot, wComma, wQuote, wCloseBracket, wColon)) {
		return meaning{}, i, false // on the third, by the fifth round
	}
	if !f.ends(j+1) || f.is(j+1, wDuring) || f.is(j+1, wOf) && !f.is(j+2, wThe, wShift, wThat) {
		return meaning{}, i, false
	}
	m := meaning{kind: dayOfMonth, day: d}
	k := j + 1
	if f.is(k, wOf) {
		k++
	}
	if f.is(k, wThe) {
		k++
	}
	if f.is(k, wShift, wThat) && f.is(k+1, wUnit) && unit(f.value(k+1)) == unitMonth {
		m.shift = shift(f.value(k))
		return m, k + 2, true
	}
	if f.is(j+1, wOf) && f.is(j+2, wThe) && f.is(k, wUnit) && unit(f.value(k)) == unitMonth && !f.toks[k].plural {
		return m, k + 1, true // on the 11th of the month
	}
	if f.is(j+1, wOf) {
		return meaning{}, i, false
	}
	return m, j + 1, true
}

// season reads a season at token i, with a year or, where the words before it
// allow, without.
func (f *finder) season(i, j int, alone bool) (meaning, int, bool) {
	if m, next, _ := f.withYear(meaning{kind: seasonal, n: f.value(i)}, j); next > j && (m.year > 0 || m.yearShift != shiftNone) && !f.is(j, wComma) {
		return m, next, true
	}
	if !alone || f.toks[i].capital || !f.ends(j) || f.is(j, wOf) {
		return meaning{}, i, false
	}
	return meaning{kind: seasonal, n: f.value(i)}, j, true
}

// bareUnit reads a unit that stands without an article: "weekend talks".
func (f *finder) bareUnit(i int) (meaning, int, bool) {
	if unit(f.value(i)) != unitWeekend || f.toks[i].plural || f.is(i-1, wArticle, wEach, wDash, wFew, wNumber, wCardinal) || f.is(i+1, wDash) {
		return meaning{}, i, false
	}
	return meaning{kind: period, unit: unitWeekend}, i + 1, true
}
