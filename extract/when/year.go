package when

import "strings"

func decadeYear(t token) int {
	if t.value < 100 {
		return 1900 + t.value
	}
	return t.value
}

// withYear adds the year told after a month or a day: "2025", ", 2025", "'98",
// "of last year", "next year".
func (f *finder) withYear(m meaning, j int) (meaning, int, bool) {
	k := j
	if f.is(k, wComma) || f.is(k, wOf) || f.is(k, wDash) && f.close(k) && f.close(k+1) && m.day > 0 {
		k++
	}
	switch {
	case f.is(k, wNumber) && f.toks[k].digits == 4 && plausible(f.value(k)) && !f.counted(k+1) && !(f.is(k-1, wDash) && f.is(k+1, wDash)):
		m.year = f.value(k)
		return m, k + 1, true
	case f.is(k, wShortYear) && k == j:
		m.year = 1900 + f.value(k)
		return m, k + 1, true
	}
	if f.is(j, wComma) {
		return m, j, true
	}
	if f.is(k, wThe) {
		k++
	}
	if f.is(k, wShift, wThat) && f.is(k+1, wUnit) && unit(f.value(k+1)) == unitYear && !f.toks[k+1].plural {
		m.yearShift = shift(f.value(k))
		return m, k + 2, true
	}
	return m, j, true
}

// plausible reports whether a number of four digits can be a year of news.
func plausible(y int) bool { return y >= 1000 && y <= 2150 }

// year reads a year in digits. A number of four digits is one unless the words
// around it count or number something.
func (f *finder) year(i int) (meaning, int, bool) {
	t := f.toks[i]
	if t.class != wNumber || t.digits != 4 || !plausible(t.value) {
		return meaning{}, i, false
	}
	p := f.class(i - 1)
	if f.numbered(i) || f.counted(i+1) || f.is(i+1, wOf) || !t.space && f.is(i-1, wSymbol) {
		return meaning{}, i, false
	}
	// 555-2020
	if f.is(i-1, wDash) && f.close(i) && !f.is(i-2, wEarly, wMonth, wMonthAbbr, wPiece) && f.close(i-1) {
		return meaning{}, i, false
	}
	// "hold an extraordinary meeting - 1200.": an hour
	if f.is(i-1, wDash, wPause) && t.space && (i+1 >= len(f.toks) || f.is(i+1, wDot)) && t.value%100 < 60 && t.value < 2400 && !f.is(i-2, wNumber, wMonth, wMonthAbbr) {
		return meaning{}, i, false
	}
	// 2000-strong, 1400-page
	if f.is(i+1, wDash) && f.close(i+1) && f.close(i+2) && !f.is(i+2, wNumber) {
		return meaning{}, i, false
	}
	if f.is(i-1, wSlash) && f.close(i) {
		return meaning{}, i, false
	}
	strong := f.is(i-1, wIn, wSince, wFrom, wUntil, wBy, wDuring, wBefore, wAfter, wBetween, wEarly, wThe, wOf, wDash, wSeason) ||
		f.is(i-1, wUnit) && f.value(i-1) == int(unitYear)
	if !strong {
		if t.value < 1900 || t.value > 2050 {
			return meaning{}, i, false
		}
		switch p {
		case wOther:
			// Vision 2030, Windows 2000; but "trimmed his 1990 estimate".
			if i > 0 && (f.toks[i-1].capital || f.toks[i-1].class != wOther) && f.close(i-1) {
				return meaning{}, i, false
			}
			if i > 0 && f.toks[i-1].capital {
				return meaning{}, i, false
			}
		case wApprox:
			if !f.is(i-2, wIn, wSince, wUntil) {
				return meaning{}, i, false
			}
		case wFew, wEach, wNumber, wCardinal, wQuantity, wSymbol:
			return meaning{}, i, false
		}
	}
	return meaning{kind: calendar, year: t.value}, i + 1, true
}

// numbered reports whether a word before the number at token i, past other
// numbers of a list, makes it the number of a thing: "Resolutions 1970 and 1973".
func (f *finder) numbered(i int) bool {
	k := i - 1
	for f.is(k, wAnd, wComma) && f.is(k-1, wNumber) {
		k -= 2
	}
	if f.is(k, wDot) && f.close(k) {
		k--
	}
	return f.know.notBefore[strings.ToLower(f.word(k))]
}

// spelledYear reads "nineteen ninety-four" and, after "the year", "two thousand".
func (f *finder) spelledYear(i int) (meaning, int, bool) {
	century := f.value(i)
	j := i + 1
	if century == 2 && f.word(j) == "thousand" && f.is(i-1, wUnit) {
		y, j := 2000, j+1
		if f.is(j, wAnd) && f.is(j+1, wCardinal) {
			y, j = y+f.value(j+1), j+2
		}
		return meaning{kind: calendar, year: y}, j, true
	}
	if century < 17 || century > 20 || !f.is(j, wCardinal) || f.value(j) < 10 {
		return meaning{}, i, false
	}
	y := century*100 + f.value(j)
	j++
	if f.is(j, wDash) && f.close(j) && f.is(j+1, wCardinal) && f.value(j+1) < 10 && y%10 == 0 {
		y, j = y+f.value(j+1), j+2
	}
	return meaning{kind: calendar, year: y}, j, true
}
