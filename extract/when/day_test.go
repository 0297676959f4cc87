package when

import (
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

func TestFigures(t *testing.T) {
	published, _ := ParseDay("2024-05-04")
	for _, c := range []struct {
		text  string
		ref   Reference
		value string
	}{
		{"Signed 15/04/2024.", Reference{}, "2024-04-15"},
		{"Signed 04/15/2024.", Reference{}, "2024-04-15"},
		{"Signed 04/15/24.", Reference{}, "2024-04-15"},
		{"Signed 15.04.1999.", Reference{}, "1999-04-15"},
		{"Signed 03/02/2024.", Reference{}, "null"},
		{"Signed 03/02/2024.", Reference{Order: DayFirst}, "2024-02-03"},
		{"Signed 03/02/2024.", Reference{Order: MonthFirst}, "2024-03-02"},
		{"Signed 03/03/2024.", Reference{}, "2024-03-03"},
		{"Signed 04/05/2024.", Reference{Published: published}, "2024-05-04"},
		{"Signed 2024-02-30.", Reference{}, ""},
		{"Signed 31/04/2024.", Reference{}, ""},
	} {
		got := ""
		for _, e := range Find(c.text, 0, len(c.text)) {
			got = value(resolved{e, e.Resolve(c.ref, Unknown)})
		}
		if got != c.value {
			t.Errorf("%q with %+v is %q, want %q", c.text, c.ref, got, c.value)
		}
	}
	for text, want := range map[string]Order{
		"From 25/04/2024 to 03/05/2024.":          DayFirst,
		"From 04/25/2024 to 05/03/2024.":          MonthFirst,
		"From 25/04/2024 to 04/25/2024.":          UnknownOrder,
		"From 03/05/2024, ref. 2024-05-19 and 9.": UnknownOrder,
	} {
		if got := Habit(text); got != want {
			t.Errorf("Habit(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestDaysRoundTrip(t *testing.T) {
	for d := Day(1); d <= dayOf(lastYear, 12, 31); d += 97 {
		y, m, dd := d.civil()
		if dayOf(y, m, dd) != d || !valid(y, m, dd) {
			t.Fatalf("day %d is %04d-%02d-%02d, which is %d", d, y, m, dd, dayOf(y, m, dd))
		}
		w, err := event.ParseDate(weekSpan(d).value())
		if d > 7 && (err != nil || w.Start != d.monday().String()) {
			t.Fatalf("week of %s: %v, %v", d, w, err)
		}
	}
	for _, bad := range []string{"", "2025", "2025-5-1", "2025-02-29", "2025-13-01", "0000-01-01", "2025-05-19x", "20250519ab"} {
		if d, err := ParseDay(bad); err == nil {
			t.Errorf("ParseDay(%q) = %s", bad, d)
		}
	}
	if d, err := ParseDay("2025-05-19T18:40:00+03:00"); err != nil || d.String() != "2025-05-19" {
		t.Errorf("ParseDay of a time = %s, %v", d, err)
	}
}
