package when

import (
	"fmt"
	"strconv"
)

// Day is a day of the proleptic Gregorian calendar: 1 is Monday, 1 January of
// the year 1. Zero means that the day is not known. Days can be compared and
// counted with as the integers they are.
type Day int

// lastYear is the last year of four digits, all that ISO 8601 writes without an
// agreement between the parties.
const lastYear = 9999

// ParseDay reads "2025-05-19"; a time of day after it ("2025-05-19T18:40:00Z")
// is passed over. The error quotes what it was given.
func ParseDay(s string) (Day, error) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' && (len(s) == 10 || s[10] == 'T' || s[10] == ' ') {
		y, yerr := strconv.ParseUint(s[:4], 10, 16)
		m, merr := strconv.ParseUint(s[5:7], 10, 8)
		d, derr := strconv.ParseUint(s[8:10], 10, 8)
		if yerr == nil && merr == nil && derr == nil && valid(int(y), int(m), int(d)) {
			return dayOf(int(y), int(m), int(d)), nil
		}
	}
	return 0, fmt.Errorf("%q is not a day: write it as 2006-01-02", s)
}

// String gives the day as "2006-01-02", and "" for zero.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	y, m, dd := d.civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, dd)
}

// valid reports whether the calendar has the day.
func valid(y, m, d int) bool {
	return y >= 1 && y <= lastYear && m >= 1 && m <= 12 && d >= 1 && d <= monthDays(y, m)
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func monthDays(y, m int) int {
	switch m {
	case 2:
		if leap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// dayOf counts days by years that begin in March, so that the leap day comes
// last and needs no case of its own.
func dayOf(y, m, d int) Day {
	if m <= 2 {
		y--
		m += 12
	}
	return Day(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 306)
}

// civil is the inverse of dayOf.
func (d Day) civil() (y, m, dd int) {
	n := int(d) + 305 // days since 1 March of the year 0
	era := n / 146097
	n -= era * 146097
	y = (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*y + y/4 - y/100
	mp := (5*n + 2) / 153
	dd = n - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
		y++
	}
	return y + era*400, m, dd
}

func (d Day) year() int { y, _, _ := d.civil(); return y }

// weekday is 1 for Monday to 7 for Sunday, as in ISO 8601.
func (d Day) weekday() int { return int(d-1)%7 + 1 }

// monday is the first day of the ISO week that holds d.
func (d Day) monday() Day { return d - Day(d.weekday()-1) }

// isoWeek is the ISO 8601 year and week of d: the week belongs to the year that
// holds its Thursday.
func (d Day) isoWeek() (year, week int) {
	thursday := d.monday() + 3
	year = thursday.year()
	return year, int(thursday-dayOf(year, 1, 1))/7 + 1
}

// onOrBefore is the latest day of that weekday that is not after d.
func (d Day) onOrBefore(weekday int) Day { return d - Day((d.weekday()-weekday+7)%7) }

// onOrAfter is the first day of that weekday that is not before d.
func (d Day) onOrAfter(weekday int) Day { return d + Day((weekday-d.weekday()+7)%7) }

// addMonths gives the year and month that lie n months after those of d.
func (d Day) addMonths(n int) (y, m int) {
	y, m, _ = d.civil()
	n += y*12 + m - 1
	return n / 12, n%12 + 1
}
