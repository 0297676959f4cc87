package when

import "strings"

// core reads a date that begins at token i, without the words that narrow it.
func (f *finder) core(i int) (meaning, int, bool) {
	if i >= len(f.toks) {
		return meaning{}, i, false
	}
	t := f.toks[i]
	if t.name && t.capital {
		if m, next, ok := f.named(i); ok {
			return m, next, ok
		}
	}
	switch t.class {
	case wNumericDate:
		return f.figures(i)
	case wMonth, wMonthAbbr:
		return f.monthFirst(i)
	case wNumber, wOrdinal:
		if m, next, ok := f.dayFirst(i); ok {
			return m, next, ok
		}
		if m, next, ok := f.partOfYear(i); ok {
			return m, next, ok
		}
		if t.class == wOrdinal && t.digits > 0 && t.value <= 31 && f.is(i-1, wOn, wBy, wUntil) && f.ends(i+1) && !f.is(i+1, wOf, wDuring) {
			return meaning{kind: dayOfMonth, day: t.value}, i + 1, true // on 15th
		}
		return f.year(i)
	case wCardinal:
		return f.spelledYear(i)
	case wShortYear:
		if f.is(i-1, wOf, wIn, wSince, wUntil, wBy, wTo, wFrom, wDuring, wEarly, wDash, wSeason) {
			return meaning{kind: calendar, year: 1900 + t.value}, i + 1, true
		}
	case wDecade:
		return meaning{kind: decadeLong, year: decadeYear(t)}, i + 1, true
	case wWeekday, wWeekdayAbbr:
		return f.weekday(i)
	case wDeictic:
		m := meaning{kind: dayCount, n: t.value}
		if f.is(i+1, wDayPart) {
			i++
		}
		return m, i + 1, true
	case wTonight:
		return meaning{kind: dayCount}, i + 1, true
	case wShift, wThat:
		return f.shifted(i, false)
	case wThe:
		return f.definite(i)
	case wSeason:
		return f.season(i, i+1, false)
	case wUnit:
		return f.bareUnit(i)
	}
	return meaning{}, i, false
}

// figures reads a date in figures.
func (f *finder) figures(i int) (meaning, int, bool) {
	d, _ := figures(f.word(i))
	m := meaning{kind: calendar, year: d.year, month: d.month, day: d.day}
	if d.ambiguous {
		m.kind = ordering
	}
	return m, i + 1, true
}

// dayNumber reads a day of the month in digits, or an ordinal.
func (f *finder) dayNumber(i int) (day int, ok bool) {
	if !f.is(i, wNumber, wOrdinal) || f.toks[i].digits > 2 {
		return 0, false
	}
	d := f.value(i)
	return d, d >= 1 && d <= 31
}

// counted reports whether the word at token j makes the number before it a count
// of things: "In March 12 people died".
func (f *finder) counted(j int) bool {
	return j < len(f.toks) && f.know.notAfter[strings.ToLower(f.word(j))]
}

// monthFirst reads a date that begins with a month: "May 19, 2025", "May 19",
// "May 2025", "May last year", "May".
func (f *finder) monthFirst(i int) (meaning, int, bool) {
	m := meaning{kind: calendar, month: f.value(i)}
	if f.is(i-1, wPossessive) && f.is(i-2, wUnit) && unit(f.value(i-2)) == unitYear && f.is(i-3, wShift, wThat) {
		m.yearShift = shift(f.value(i - 3)) // last year's December summit
	}
	abbr := f.is(i, wMonthAbbr)
	j := i + 1
	if abbr && f.is(j, wDot) && f.close(j) {
		j++
	}
	k := j
	if f.is(k, wDash) && f.close(k) && f.close(k+1) {
		k++ // Nov-19
	}
	if d, ok := f.dayNumber(k); ok && !f.toks[k].line && !f.counted(k+1) && !f.is(k+1, wSymbol) {
		m.day = d
		j = k + 1
		m, j, _ = f.withYear(m, f.weekdayAfter(j))
		return m, f.weekdayAfter(j), true
	}
	if f.is(j, wThe) && f.is(j+1, wOrdinal) && f.value(j+1) <= 31 && f.ends(j+2) {
		m.day = f.value(j + 1) // May the 19th
		return f.withYear(m, j+2)
	}
	if y, next, ok := f.withYear(m, j); ok && next > j {
		return y, next, true
	}
	if !f.bareMonth(i, j, abbr) {
		return meaning{}, i, false
	}
	return m, j, true
}

// bareMonth reports whether a month that has neither day nor year is a month:
// "May" and "March" are also a verb and a noun, a surname stands before or after
// other names, and an abbreviation needs a preposition.
func (f *finder) bareMonth(i, next int, abbr bool) bool {
	p := f.class(i - 1)
	if p == wDash {
		p = f.class(i - 2) // mid-December
	}
	if f.is(i-1, wComma, wAnd) && f.is(i-2, wMonth, wMonthAbbr) {
		return true // March, May and June
	}
	switch p {
	case wIn, wSince, wUntil, wDuring, wEarly, wShift, wThat, wEarlier, wLater, wBetween, wDash:
		return true
	case wPossessive:
		// "Women's March"; but "last year's March", "the party's June congress".
		return !abbr && f.value(i) != 3 && f.value(i) != 5 || f.is(i-2, wUnit)
	case wFrom, wBy, wTo, wOf, wFor, wBefore, wAfter, wAnd:
		if abbr {
			return p != wAnd && p != wTo
		}
		return f.value(i) != 5 || !f.surname(i)
	case wThe, wArticle, wFunction, wOn, wComma, wRelative, wMonth:
		if len(f.word(next)) == 1 && f.toks[next].capital {
			return false // the June E. Jones Library
		}
		return !abbr && f.value(i) != 5 && (f.value(i) != 3 || p == wFunction) || f.is(next, wPossessive) && f.value(i) != 5
	}
	if abbr || f.value(i) == 5 || f.value(i) == 3 {
		return false
	}
	// April Smith, June Jones.
	if next < len(f.toks) && f.toks[next].class == wOther && f.toks[next].capital {
		return false
	}
	return i == 0 || !f.toks[i-1].capital || f.toks[i-1].class != wOther
}

// around is how many bytes to either side of a bare "May" are searched for a
// person of that name.
const around = 4000

// answer is a question's answer that was asked for or not.
type answer int8

const (
	unasked answer = iota
	no
	yes
)

// surname reports whether the text around token i, a "May", uses it after a name
// or a title, so that alone it is more likely a person: Theresa May, Mrs May.
func (f *finder) surname(i int) bool {
	if f.may == unasked {
		f.may = no
		if f.namesake(i) {
			f.may = yes
		}
	}
	return f.may == yes
}

func (f *finder) namesake(i int) bool {
	const word = " May"
	rest := f.text[max(0, f.toks[i].start-around):min(len(f.text), f.toks[i].end+around)]
	for off := 0; ; {
		k := strings.Index(rest[off:], word)
		if k < 0 {
			return false
		}
		k += off
		off = k + 1
		end := k + len(word)
		if end < len(rest) && (rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z' || rest[end] == ' ' && end+1 < len(rest) && rest[end+1] >= '0' && rest[end+1] <= '9') {
			continue
		}
		b := k
		for b > 0 && (rest[b-1]|0x20 >= 'a' && rest[b-1]|0x20 <= 'z' || rest[b-1] == '.') {
			b--
		}
		before := rest[b:k]
		if len(before) > 1 && before[0] >= 'A' && before[0] <= 'Z' {
			if w := f.know.words[strings.ToLower(strings.Trim(before, "."))]; w.class == wOther {
				return true
			}
		}
	}
}

// weekdayAfter passes over the weekday that a date is followed by: "(Monday)",
// ", Monday,".
func (f *finder) weekdayAfter(j int) int {
	switch {
	case f.is(j, wOpenBracket) && f.is(j+1, wWeekday, wWeekdayAbbr) && f.is(j+2, wCloseBracket):
		return j + 3
	case f.is(j, wComma) && f.is(j+1, wWeekday) && (j+2 >= len(f.toks) || f.is(j+2, wComma, wDot, wCloseBracket)):
		return j + 2
	}
	return j
}

// dayFirst reads a date that begins with the day: "19 May 2025", "19th of May",
// "19-21 May", "19 and 20 May".
func (f *finder) dayFirst(i int) (meaning, int, bool) {
	d, ok := f.dayNumber(i)
	if !ok {
		return meaning{}, i, false
	}
	j := i + 1
	second := 0
	sep := wOther
	run := d
	for f.is(j, wComma) && f.is(j+1, wNumber) && f.value(j+1) == run+1 && f.is(j+2, wComma, wAnd) {
		run, j = run+1, j+2 // 21, 22 and 23 May
	}
	if f.is(j, wDash, wTo, wAnd, wUntil, wSlash, wPause) {
		k := j + 1
		if f.is(k, wThe) {
			k++
		}
		if e, ok := f.dayNumber(k); ok && e > d && (run == d || e == run+1) {
			f.cut = [2]int{i + 1, k}
			sep = f.class(j)
			second, j = e, k+1
		}
	}
	if f.is(j, wOf, wDash) && (f.is(j, wOf) || f.close(j)) {
		j++
	}
	if !f.is(j, wMonth, wMonthAbbr) || f.is(i-1, wMonth) && !f.is(i, wOrdinal) {
		return meaning{}, i, false
	}
	m := meaning{kind: calendar, month: f.value(j), day: d}
	if f.is(j, wMonthAbbr) && f.is(j+1, wDot) && f.close(j+1) && (second > 0 || f.is(j+2, wNumber, wComma)) {
		j++
	}
	j++
	// "19 May 2025", but "in 19 May be": the modal has no capital, so it is no month.
	m, j, _ = f.withYear(m, j)
	j = f.weekdayAfter(j)
	if second == 0 {
		return m, j, true
	}
	to := m
	to.day = second
	return joint(m, to, sep == wAnd && second != run+1 && !f.is(i-1, wBetween)), j, true
}

// joint is the range of two meanings, or a list when they are two days apart
// that the text only names together.
func joint(a, b meaning, list bool) meaning {
	return meaning{kind: between2, from: &a, to: &b, wide: list}
}
