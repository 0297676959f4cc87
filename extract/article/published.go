package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/when"
)

// ParsePublished reads a time of publication as articles, feeds and exports
// write it, and gives an ISO 8601 day, or a time with zone where both are told:
// "2025-05-19", "2025-05-19T18:40:00+03:00". A time without zone gives the day:
// what it names cannot be known. It gives "" for nothing ("", "null", "N/A").
//
// The error wraps ErrPublished and quotes the value.
func ParsePublished(value string) (string, error) {
	s := strings.TrimSpace(value)
	switch strings.ToLower(s) {
	case "", "null", "none", "nil", "nan", "nat", "n/a", "na", "unknown", "undefined", "-":
		return "", nil
	}
	if len(s) > 200 {
		return "", fmt.Errorf("%w: %.60q and more", ErrPublished, s)
	}
	if figuresOnly(s) {
		return figures(s)
	}
	day, rest, ok := cutDay(s)
	if !ok {
		return "", fmt.Errorf("%w: %q", ErrPublished, s)
	}
	if clock, zone, ok := cutClock(rest); ok && zone != "" {
		return day + "T" + clock + zone, nil
	}
	return day, nil
}

func figuresOnly(s string) bool { return strings.Trim(s, "0123456789") == "" }

// figures reads a date that is one number: 20250519, 20250519184000, or seconds
// or milliseconds since 1970, which are in UTC by definition.
func figures(s string) (string, error) {
	fail := fmt.Errorf("%w: %q", ErrPublished, s)
	switch len(s) {
	case 8, 12, 14:
		t, err := time.Parse("20060102", s[:8])
		if err != nil || t.Year() < earliest {
			return "", fail
		}
		return t.Format(time.DateOnly), nil
	case 9, 10, 13:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", fail
		}
		if len(s) == 13 {
			n /= 1000
		}
		return time.Unix(n, 0).UTC().Format(time.RFC3339), nil
	}
	return "", fail
}

// earliest is the first year that is believed. Programs that know no date write
// the year 1.
const earliest = 1800

var (
	isoDay  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|\D)`)
	dayLast = regexp.MustCompile(`^(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|\D)`)
	// written are forms that programs write and people don't: JavaScript's and
	// Unix's ("Fri May 09 2025 13:31:00 GMT+0300", "Fri May  9 13:31:00 UTC 2025")
	// and the two figures of RFC 822.
	written = []*regexp.Regexp{
		regexp.MustCompile(`^[A-Z][a-z]{2} (?P<m>[A-Z][a-z]{2})  ?(?P<d>\d{1,2}) (?P<y>\d{4})\b`),
		regexp.MustCompile(`^[A-Z][a-z]{2} (?P<m>[A-Z][a-z]{2})  ?(?P<d>\d{1,2}) [\d:]+ (?:[A-Z]+ )?(?P<y>\d{4})$`),
		regexp.MustCompile(`^(?:[A-Z][a-z]{2}, )?(?P<d>\d{1,2})[ -](?P<m>[A-Z][a-z]{2})[ -](?P<y>\d{2})(?:$| )`),
	}
	clockTime = regexp.MustCompile(`(?i)(?:^|[T\s,(|-])(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z\b|[+-]\d{2}(?::?\d{2})?\b|[A-Z]{1,5}\b)?\s*([+-]\d{2}:?\d{2}\b)?`)
)

// cutDay finds the day and gives what stands around it, in which the time of day
// may be.
func cutDay(s string) (day, rest string, ok bool) {
	if m := isoDay.FindStringSubmatchIndex(s); m != nil {
		return civil(s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]], s[m[7]:])
	}
	if m := dayLast.FindStringSubmatchIndex(s); m != nil {
		first, second, year := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		a, _ := strconv.Atoi(first)
		b, _ := strconv.Atoi(second)
		switch {
		case a > 12 || a == b || s[m[3]] == '.': // full stops are never American
			return civil(year, second, first, s[m[7]:])
		case b > 12:
			return civil(year, first, second, s[m[7]:])
		}
		return "", "", false // 5/6/2025 is two days
	}
	for _, w := range written {
		if m := w.FindStringSubmatch(s); m != nil {
			year := m[w.SubexpIndex("y")]
			if len(year) == 2 {
				// RFC 822 has two figures; time.Parse turns the century at 69, as POSIX does.
				century := "20"
				if year >= "69" {
					century = "19"
				}
				year = century + year
			}
			t, err := time.Parse("2 Jan 2006", m[w.SubexpIndex("d")]+" "+m[w.SubexpIndex("m")]+" "+year)
			if err == nil {
				return t.Format(time.DateOnly), s, true
			}
		}
	}
	// Words: "Mon, 19 May 2025 18:40:00 +0300", "May 19, 2025 6:40 p.m. EDT".
	if d, found := when.Published(s); found && len(d.String()) == len(time.DateOnly) && d.String() >= strconv.Itoa(earliest) {
		return d.String(), s, true
	}
	return "", "", false
}

// civil puts a day together if the calendar has it.
func civil(y, m, d, rest string) (string, string, bool) {
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(m)
	day, _ := strconv.Atoi(d)
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < earliest || t.Month() != time.Month(month) || t.Day() != day {
		return "", "", false
	}
	return t.Format(time.DateOnly), rest, true
}

// cutClock finds the time of day, "18:40:00", and its zone, "+03:00" or "Z"; the
// zone is "" when it is not told or when its letters name several ("CST", "IST").
func cutClock(s string) (clock, zone string, ok bool) {
	m := clockTime.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	second := 0
	if m[3] != "" {
		second, _ = strconv.Atoi(m[3])
	}
	switch strings.ToLower(strings.ReplaceAll(m[4], ".", "")) {
	case "pm":
		if hour < 12 {
			hour += 12
		}
	case "am":
		if hour == 12 {
			hour = 0
		}
	}
	if hour > 23 || minute > 59 || second > 60 {
		return "", "", false
	}
	if second == 60 {
		second = 59 // a leap second, which time.Parse does not read
	}
	clock = fmt.Sprintf("%02d:%02d:%02d", hour, minute, second)
	if m[6] != "" { // "GMT+0300": the figures say it
		return clock, offset(m[6]), true
	}
	return clock, offset(m[5]), true
}

// zones are the letters that name one offset only, wherever news is written.
var zones = map[string]string{
	"Z": "Z", "UTC": "Z", "GMT": "Z", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00",
	"EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
	"JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00", "PKT": "+05:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}

// offset gives a zone as ISO 8601 writes it, or "".
func offset(s string) string {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return zones[strings.ToUpper(s)]
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) == 2 {
		digits += "00"
	}
	if digits > "1400" || digits[2:] > "59" {
		return ""
	}
	return s[:1] + digits[:2] + ":" + digits[2:]
}
