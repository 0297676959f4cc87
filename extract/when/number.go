package when

import "strings"

// lexNumber reads what begins with a digit: a count of at most four digits, an
// ordinal, a decade, a date in figures, a time of day, or another quantity.
func lexNumber(text string, i, end int, t *token) int {
	if _, n := figures(text[i:end]); n > 0 && (i == 0 || !joined(text[i-1])) {
		t.class = wNumericDate
		return i + n
	}
	digit := func(k int) bool { return k < end && text[k] >= '0' && text[k] <= '9' }
	letter := func(k int) bool { return k < end && text[k]|0x20 >= 'a' && text[k]|0x20 <= 'z' }
	start := i
	for digit(i) {
		if i-start < 4 {
			t.value = t.value*10 + int(text[i]-'0')
		}
		i++
	}
	t.class = wNumber
	t.digits = uint8(min(i-start, 9))
	switch {
	case t.digits > 4:
		t.class = wQuantity
	case i < end && text[i] == ':' && digit(i+1):
		for digit(i) || i < end && text[i] == ':' && digit(i+1) {
			i++
		}
		t.class = wClock
	case i < end && (text[i] == ',' || text[i] == '.') && digit(i+1):
		for digit(i) || i < end && (text[i] == ',' || text[i] == '.') && digit(i+1) {
			i++
		}
		t.class = wQuantity
	case i < end && text[i] == '%', start > 0 && (text[start-1] == '$' || text[start-1] == '#' || text[start-1] == '.'):
		t.class = wQuantity
	case start > 1 && (text[start-2:start] == "\xc2\xa3" || start > 2 && text[start-3:start] == "\u20ac"): // £, €
		t.class = wQuantity
	case letter(i):
		return lexSuffix(text, i, end, t)
	case strings.HasPrefix(text[i:end], "<sup>"):
		// An ordinal whose raised ending kept its tags: 29<sup>th</sup>.
		for _, s := range []string{"th", "st", "nd", "rd"} {
			if strings.HasPrefix(text[i+5:end], s+"</sup>") {
				t.class = wOrdinal
				return i + 5 + len(s) + 6
			}
		}
	}
	return i
}

// joined reports whether a number after c is part of something longer.
func joined(c byte) bool {
	return c == '/' || c == '-' || c == '.' || c == ':' || c == '$' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// lexSuffix reads the letters stuck to a number: 29th, 1990s, 6pm; 40km is a
// quantity.
func lexSuffix(text string, i, end int, t *token) int {
	j := i
	for j < end && (text[j]|0x20 >= 'a' && text[j]|0x20 <= 'z' || text[j] >= '0' && text[j] <= '9') {
		j++
	}
	t.class = wQuantity
	switch strings.ToLower(text[i:j]) {
	case "st", "nd", "rd", "th":
		if t.digits <= 2 {
			t.class = wOrdinal
		}
	case "s":
		if t.value%10 == 0 && (t.digits == 4 && t.value >= 1500 && t.value < 2100) {
			t.class = wDecade
		}
	case "am", "pm", "h", "hrs":
		t.class = wClock
	}
	return j
}

// figure is a date in figures.
type figure struct {
	year, month, day int
	// order is that of day and month where the figures themselves tell it: 25 is
	// no month.
	order Order
	// ambiguous is set when the first two could both be the month. Then month
	// holds the first.
	ambiguous bool
}

// Habit reads from a text in which order it writes day and month in figures:
// one date such as 25/04/2024 tells it for all. It gives UnknownOrder when none
// tells, or when they disagree.
func Habit(text string) Order {
	order := UnknownOrder
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' || i > 0 && joined(text[i-1]) {
			continue
		}
		d, n := figures(text[i:])
		if n == 0 || d.order == UnknownOrder {
			continue
		}
		if order != UnknownOrder && order != d.order {
			return UnknownOrder
		}
		order = d.order
		i += n - 1
	}
	return order
}

// figures reads the date in figures that begins s and gives its length, or 0:
// 2025-05-19, 2025/5/19, 19/05/2025, 05/19/2025, 19.05.2025, 19/05/25. When the
// first two could both be the month, month holds the first.
func figures(s string) (figure, int) {
	var part [3]int
	var width [3]int
	i := 0
	var sep byte
	for k := range part {
		for i < len(s) && s[i] >= '0' && s[i] <= '9' && width[k] < 5 {
			part[k] = part[k]*10 + int(s[i]-'0')
			width[k]++
			i++
		}
		if width[k] == 0 || width[k] > 4 {
			return figure{}, 0
		}
		if k == 2 {
			break
		}
		if i+1 >= len(s) || s[i] != '-' && s[i] != '/' && s[i] != '.' || sep != 0 && s[i] != sep {
			return figure{}, 0
		}
		sep = s[i]
		i++
	}
	// A longer row of figures is an address or a telephone number, not a date;
	// a time of day may follow an ISO date.
	if i+1 < len(s) && (s[i] == sep || s[i] == '.' || s[i] == '/') && s[i+1] >= '0' && s[i+1] <= '9' {
		return figure{}, 0
	}
	if i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' && s[i] != 'T') {
		return figure{}, 0
	}
	switch {
	case width[0] == 4 && width[1] <= 2 && width[2] <= 2 && valid(part[0], part[1], part[2]):
		return figure{year: part[0], month: part[1], day: part[2]}, i
	case width[0] <= 2 && width[1] <= 2 && (width[2] == 4 || width[2] == 2 && sep == '/' && width[0]+width[1] > 2):
		f := figure{year: part[2], month: part[0], day: part[1]}
		if width[2] == 2 {
			// Two figures for the year: 1950 to 2049, the usual window.
			f.year += 1900
			if part[2] < 50 {
				f.year += 100
			}
		}
		monthFirst, dayFirst := valid(f.year, part[0], part[1]), valid(f.year, part[1], part[0])
		switch {
		case monthFirst && dayFirst:
			f.ambiguous = part[0] != part[1]
		case dayFirst:
			f.month, f.day, f.order = part[1], part[0], DayFirst
		case monthFirst:
			f.order = MonthFirst
		default:
			return figure{}, 0
		}
		if f.year < 1000 {
			return figure{}, 0
		}
		return f, i
	}
	return figure{}, 0
}
