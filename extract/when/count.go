package when

import "strings"

// amount reads a number of units that begins at token i: "two", "18", "a", "a few",
// "two to three", "twenty-one". It gives 0 for an amount without a number, and
// wide where the words hedge.
func (f *finder) amount(i int) (n, next int, wide, ok bool) {
	wide = f.is(i-1, wApprox) && !short(f.word(i-1)) || f.word(i-1) == "over" || f.word(i-1) == "some"
	switch f.class(i) {
	case wNumber:
		if f.toks[i].digits > 3 {
			return 0, i, false, false
		}
		n, next = f.value(i), i+1
	case wCardinal:
		n, next = f.value(i), i+1
		if n >= 20 && f.is(next, wDash) && f.close(next) && f.is(next+1, wCardinal) && f.value(next+1) < 10 {
			n, next = n+f.value(next+1), next+2
		}
	case wArticle:
		n, next = 1, i+1
		if f.is(next, wFew) {
			n, next, wide = 0, next+1, true
		}
	case wFew:
		n, next, wide = 0, i+1, true
	default:
		return 0, i, false, false
	}
	// two to three, two or three, 12-18
	if n > 0 && (f.is(next, wTo, wDash) || f.word(next) == "or") && f.is(next+1, wNumber, wCardinal) {
		n, next, wide = 0, next+2, true
	}
	if f.is(next, wAnd) && f.is(next+1, wArticle) && f.is(next+2, wPiece) { // two and a half
		next, wide = next+3, true
	}
	if f.is(next, wOf) && n == 0 {
		next++ // a couple of
	}
	return n, next, wide, true
}

// short reports whether a hedge says that a little is missing: "nearly four years
// ago" falls in the year that four years give.
func short(w string) bool { return w == "nearly" || w == "almost" }

// count reads an expression that counts units: "two days ago", "18 days later",
// "a week before the war", "in three weeks", "two days of talks", "48-hour",
// "week-long", "hours earlier".
func (f *finder) count(i int) (meaning, int, bool) {
	if m, next, ok := f.compound(i); ok {
		return m, next, true
	}
	if f.is(i, wUnit) && f.toks[i].plural {
		return f.indefinite(i)
	}
	if f.is(i, wOrdinal) && f.is(i+1, wUnit) && unit(f.value(i+1)) == unitDay && f.is(i+2, wOf) && f.value(i) <= 31 && f.value(i) > 1 {
		// The second day of their talks.
		return meaning{kind: lasting, n: f.value(i), unit: unitDay, future: true}, i + 2, true
	}
	n, j, wide, ok := f.amount(i)
	if !ok {
		return meaning{}, i, false
	}
	if f.is(j, wOther) && f.is(j+1, wUnit) && !f.toks[j].capital && !f.is(i, wArticle) {
		if w := f.word(j); w == "trading" || w == "working" || w == "business" {
			wide = true // which days those are stands in no calendar of ours
		}
		j++ // two consecutive days
	}
	if !f.is(j, wUnit) {
		return meaning{}, i, false
	}
	u := unit(f.value(j))
	m := meaning{kind: offset, n: n, unit: u, wide: wide}
	j++
	if f.is(i, wArticle) && f.is(j, wDash) && f.close(j) {
		return meaning{}, i, false // a week-long visit is read from "week"
	}
	if f.is(j, wDash) && f.close(j) || f.word(j) == "old" {
		return meaning{}, j, true // 61 years old
	}
	if f.is(j, wPossessive) {
		j++
		if f.word(j) == "time" && f.is(i-1, wIn) {
			m.future = true
			return m, j + 1, true
		}
	}
	if f.is(j, wAgo, wHence, wEarlier, wLater, wBefore, wAfter) || f.is(j, wFrom) {
		return f.countedFrom(j, m)
	}
	if f.is(i-1, wIn) && !f.is(j, wOf) {
		if f.ranked(i) || strings.EqualFold(f.word(i-1), "within") || n == 0 {
			return meaning{kind: vague}, j, true
		}
		return m, j, true
	}
	if n == 0 || u < unitHour || u > unitMonth || u == unitHour && n < 24 {
		return meaning{}, j, true
	}
	if f.is(i, wArticle) && (!f.is(j, wOf) || f.toks[j-1].capital) {
		return meaning{}, i, false
	}
	m.kind = lasting
	return m, j, true
}

// ranked reports whether the sentence before token i ranks what it tells: "the
// first meeting in six years" looks back over them, not ahead.
func (f *finder) ranked(i int) bool {
	for k := max(0, i-reach); k < i; k++ {
		w := f.word(k)
		if f.is(k, wOrdinal) || len(w) > 4 && (strings.HasSuffix(w, "est") || strings.HasSuffix(w, "ly")) || w == "most" || w == "time" || w == "worst" {
			return true
		}
	}
	return false
}

// compound reads a length written as one word: "two-day", "48-hour", "week-long",
// "monthlong". An age is passed over.
func (f *finder) compound(i int) (meaning, int, bool) {
	if f.is(i, wLong) && f.value(i) > 0 {
		return meaning{kind: lasting, n: 1, unit: unit(f.value(i))}, i + 1, true
	}
	if f.is(i, wUnit) && !f.toks[i].plural && f.is(i+1, wDash) && f.close(i+1) && f.is(i+2, wLong) && f.value(i+2) == 0 {
		return meaning{kind: lasting, n: 1, unit: unit(f.value(i))}, i + 3, true
	}
	n, j, wide, ok := f.amount(i)
	if !ok || f.is(i, wArticle) || !f.is(j, wDash) || !f.close(j) || !f.is(j+1, wUnit) || f.toks[j+1].plural {
		return meaning{}, i, false
	}
	m := meaning{kind: lasting, n: n, unit: unit(f.value(j + 1))}
	j += 2
	if f.is(j, wDash) && f.close(j) {
		if f.is(j+1, wLong) {
			return m, j + 2, true
		}
		return meaning{}, j, true // 26-year-old
	}
	if wide || m.unit < unitHour || m.unit > unitMonth || m.unit == unitHour && n < 24 {
		return meaning{}, j, true
	}
	return m, j, true
}

// indefinite reads units without a number: "hours earlier", "days ago", "in
// recent weeks".
func (f *finder) indefinite(i int) (meaning, int, bool) {
	u := unit(f.value(i))
	j := i + 1
	if f.is(i-1, wIn) && u > unitHour && f.ends(j) {
		return meaning{kind: vague}, j, true // within days
	}
	if f.is(j, wAgo, wEarlier, wLater, wBefore, wAfter) {
		return f.countedFrom(j, meaning{kind: offset, unit: u, wide: true})
	}
	return meaning{}, i, false
}

// countedFrom finishes a count at the word that says what it counts from: ago,
// later, before, after, from.
func (f *finder) countedFrom(j int, m meaning) (meaning, int, bool) {
	if f.is(j, wEarlier, wLater) && f.word(j+1) == "than" {
		return meaning{}, j + 1, true // a year earlier than planned
	}
	back := f.is(j, wAgo, wEarlier, wBefore)
	if back {
		m.n = -m.n
	}
	short := m.unit == unitHour || m.unit == unitMinute
	switch f.class(j) {
	case wAgo, wHence:
		m.base = fromPublished
	case wEarlier, wLater:
		m.base = fromText
	case wFrom:
		if f.word(j+1) == "now" {
			return m, j + 2, true
		}
		inner, next, ok := f.dated(j + 1)
		if !ok || inner.kind != weekdays && inner.kind != dayCount { // "seven years from 2008" is a length
			return meaning{}, j, true
		}
		f.cut[1] = j + 1
		m.base, m.inner = fromInner, &inner
		return m, next, true
	case wBefore, wAfter:
		if inner, next, ok := f.prefixedDate(j + 1); ok {
			f.cut[1] = j + 1
			if f.is(j+1, wThe) && inner.kind != period {
				f.cut[1]++
			}
			m.base, m.inner = fromInner, &inner
			m.wide = m.wide || m.n == 0 && !short
			return m, next, true
		}
		m.base = fromEvent
		if j+1 >= len(f.toks) || f.is(j+1, wDot, wComma, wColon, wQuote, wCloseBracket, wAnd, wIn, wAt, wBy) || f.word(j+1) == "with" {
			m.base = fromText // the day before, he had resigned
		}
	}
	if m.n == 0 && !short {
		return meaning{kind: vague}, j + 1, true
	}
	return m, j + 1, true
}

// prefixedDate is prefixed for the date that a count counts from.
func (f *finder) prefixedDate(j int) (meaning, int, bool) {
	if f.is(j, wThe) && f.is(j+1, wMonth, wMonthAbbr, wWeekday, wNumber) {
		j++ // two weeks after the May 5 raid
	}
	m, next, ok := f.prefixed(j)
	switch m.kind {
	case calendar, weekdays, dayOfMonth, dayCount, period, ordering, fixed, holder:
		return m, next, ok
	}
	return m, j, false
}
