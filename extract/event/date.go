package event

import (
	"fmt"
	"strings"
	"time"
)

// Precision is how exactly a date is known.
type Precision string

// The precisions. A Range is two days with a slash between them.
const (
	Day   Precision = "day"
	Week  Precision = "week"
	Month Precision = "month"
	Year  Precision = "year"
	Range Precision = "range"
)

const layout = "2006-01-02"

// ParseDate reads an ISO 8601 day ("2025-05-16"), week ("2025-W21"), month
// ("2025-05"), year ("2025") or range ("2025-05-12/2025-05-14", whose sides may
// be any of these), and fills in its first and last day.
func ParseDate(value string) (*Date, error) {
	if a, b, ok := strings.Cut(value, "/"); ok {
		from, err := ParseDate(a)
		if err != nil {
			return nil, err
		}
		to, err := ParseDate(b)
		if err != nil {
			return nil, err
		}
		if to.End < from.Start {
			return nil, fmt.Errorf("range %q ends before it begins", value)
		}
		return &Date{Value: value, Start: from.Start, End: to.End, Precision: Range}, nil
	}
	if y, w, ok := strings.Cut(value, "-W"); ok {
		var year, week int
		if _, err := fmt.Sscanf(y+" "+w, "%d %d", &year, &week); err != nil || len(w) != 2 || len(y) != 4 {
			return nil, fmt.Errorf("%q is not a day, week, month, year or range of ISO 8601", value)
		}
		// 4 January is always in week 1 (ISO 8601).
		jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
		monday := jan4.AddDate(0, 0, -int(jan4.Weekday()+6)%7+7*(week-1))
		if _, got := monday.ISOWeek(); got != week {
			return nil, fmt.Errorf("%d has no week %d", year, week)
		}
		return &Date{Value: value, Start: monday.Format(layout), End: monday.AddDate(0, 0, 6).Format(layout), Precision: Week}, nil
	}
	for _, f := range []struct {
		layout    string
		precision Precision
		y, m, d   int // from the first day to the last
	}{{layout, Day, 0, 0, 0}, {"2006-01", Month, 0, 1, -1}, {"2006", Year, 1, 0, -1}} {
		if len(value) != len(f.layout) {
			continue
		}
		t, err := time.Parse(f.layout, value)
		if err != nil {
			return nil, fmt.Errorf("%q is not a date: %w", value, err)
		}
		return &Date{Value: value, Start: t.Format(layout), End: t.AddDate(f.y, f.m, f.d).Format(layout), Precision: f.precision}, nil
	}
	return nil, fmt.Errorf("%q is not a day, week, month, year or range of ISO 8601", value)
}
