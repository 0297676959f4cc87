package when

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
)

// FuzzRead checks what must hold of every text: no panic, spans inside the text
// and in order, dates that event.ParseDate reads back to the same days.
func FuzzRead(f *testing.F) {
	for _, p := range readCorpus(f) {
		f.Add(p.text, int(p.reference.Published))
	}
	f.Add("’20s — “’98” \u00a0May\u00a019\u2009–\u202f21, 2025 <sup>th</sup>", 739391)
	f.Add("31/02/2025 0000-00-00 29 February 29/2/2023 Feb 30-31 the 31st", 738000)
	f.Add("999 years ago 999 centuries later, the 9999 war until 9999-12-31", 1)
	f.Fuzz(func(t *testing.T, text string, published int) {
		if published < 0 || published > int(dayOf(lastYear, 12, 31)) {
			published = 0
		}
		half := len(text) / 2
		for half > 0 && !utf8.RuneStart(text[half]) {
			half--
		}
		checkRead(t, text, [][2]int{{0, half}, {half, len(text)}}, Day(published))
	})
}

// checkRead reads a text and fails where the result breaks what is promised.
func checkRead(t *testing.T, text string, sentences [][2]int, published Day) {
	t.Helper()
	Published(text)
	end := 0
	for _, r := range read(text, sentences, ReferenceOf(text, published)) {
		if r.Start < 0 || r.End <= r.Start || r.End > len(text) || text[r.Start:r.End] != r.Text {
			t.Fatalf("%q at %d-%d is not in the text", r.Text, r.Start, r.End)
		}
		if r.Start < end {
			t.Fatalf("%q at %d overlaps what ends at %d", r.Text, r.Start, end)
		}
		end = r.End
		if utf8.ValidString(text) && !utf8.ValidString(r.Text) {
			t.Fatalf("%q cuts a character", r.Text)
		}
		if r.Rule == "" {
			t.Fatalf("%q has no rule", r.Text)
		}
		if r.Date == nil {
			continue
		}
		d, err := event.ParseDate(r.Date.Value)
		if err != nil {
			t.Fatalf("%q: %v", r.Text, err)
		}
		if d.Start != r.Date.Start || d.End != r.Date.End || d.Precision != r.Date.Precision || d.End < d.Start {
			t.Fatalf("%q is %+v, but its value is %+v", r.Text, *r.Date, *d)
		}
		if r.Date.Via == "" || r.Date.Text != r.Text {
			t.Fatalf("%q has via %q and text %q", r.Text, r.Date.Via, r.Date.Text)
		}
	}
}

// references are days around every turn that a calendar has.
func references(t testing.TB) (days []Day) {
	for _, s := range []string{"2023-12-28", "2024-02-26", "2025-03-30", "2000-02-27", "1999-12-30", "2020-12-27"} {
		d, err := ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		for k := Day(0); k < 10; k++ {
			days = append(days, d+k)
		}
	}
	return days
}

func one(t testing.TB, text string) Expression {
	t.Helper()
	found := Find(text, 0, len(text))
	if len(found) != 1 {
		t.Fatalf("%q: found %d expressions, want one", text, len(found))
	}
	return found[0]
}

func TestWeekdaysLieInTheirDirection(t *testing.T) {
	for w, name := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		bare, last, next := one(t, "on "+name+"."), one(t, "last "+name+"."), one(t, "next "+name+".")
		for _, day := range references(t) {
			ref := Reference{Published: day}
			at := func(e Expression, d Direction) Day {
				s := spanOf(e.Resolve(ref, d))
				if s.from != s.to || s.from.weekday() != w+1 {
					t.Fatalf("%s of %s is %s to %s", e.Text, day, s.from, s.to)
				}
				return s.from
			}
			if d := at(bare, Past); d > day || day-d > 6 {
				t.Errorf("a past %s told on %s is %s", name, day, d)
			}
			if d := at(bare, Future); d < day || d-day > 6 {
				t.Errorf("a future %s told on %s is %s", name, day, d)
			}
			if d := at(bare, Unknown); d > day {
				t.Errorf("a %s without direction told on %s is %s", name, day, d)
			}
			if d := at(last, Unknown); d >= day || day-d > 8 {
				t.Errorf("last %s told on %s is %s", name, day, d)
			}
			if d := at(next, Unknown); d <= day || d-day > 13 {
				t.Errorf("next %s told on %s is %s", name, day, d)
			}
		}
	}
}

func TestMonthsLieInTheirDirection(t *testing.T) {
	for _, month := range []string{"January", "February", "June", "December"} {
		e := one(t, "in "+month+".")
		for _, day := range references(t) {
			ref := Reference{Published: day}
			past, future := spanOf(e.Resolve(ref, Past)), spanOf(e.Resolve(ref, Future))
			for _, s := range []span{past, future} {
				if !s.known() || s.to-s.from > 30 {
					t.Fatalf("%s told on %s is %s to %s", month, day, s.from, s.to)
				}
			}
			// Where the verb and the calendar disagree by most of a year the calendar
			// wins, so that neither direction is more than monthHorizon away.
			if day-past.to > monthHorizon || future.from-day > monthHorizon {
				t.Errorf("%s told on %s is %s or %s", month, day, past.from, future.from)
			}
		}
	}
}

func TestViaTellsHowADateWasReached(t *testing.T) {
	published, _ := ParseDay("2025-05-20")
	for _, c := range []struct{ text, via string }{
		{"They met on Friday.", "weekday/past from published 2025-05-20"},
		{"They will meet on Friday.", "weekday/future from published 2025-05-20"},
		{"They met on May 16, 2025.", "calendar/day"},
		{"They met on May 16. He left the next day.", "day/following from text 2025-05-16"},
		{"They met last week.", "week/last from published 2025-05-20"},
		{"They met two days ago.", "count/published from published 2025-05-20"},
		{"BAKU, May 19 (Reuters) - They met on Friday.", "weekday/past from dateline 2025-05-19"},
	} {
		got := ""
		for _, r := range read(c.text, [][2]int{{0, len(c.text)}}, ReferenceOf(c.text, published)) {
			got = r.Date.Via
		}
		if got != c.via {
			t.Errorf("%q: via %q, want %q", c.text, got, c.via)
		}
	}
}

func TestLengths(t *testing.T) {
	for _, c := range []struct {
		text string
		days int
	}{
		{"after two days of talks", 2},
		{"a two-day visit", 2},
		{"a week-long visit", 7},
		{"a weeklong visit", 7},
		{"completing 21 days of negotiations", 21},
		{"after two weeks of talks", 14},
		{"a 48-hour visit", 2},
		{"on the second day of their talks", 2},
	} {
		e := one(t, c.text)
		n, ok := e.Lasting()
		if !ok || n != c.days {
			t.Errorf("%q lasts %d days (%v), want %d", c.text, n, ok, c.days)
		}
		if d := e.Resolve(Reference{Published: 739000}, Past); d != nil {
			t.Errorf("%q is a date: %s", c.text, d.Value)
		}
	}
	d, _ := event.ParseDate("2025-05-19")
	for _, c := range []struct {
		n    int
		ends bool
		want string
	}{{2, false, "2025-05-19/2025-05-20"}, {7, false, "2025-05-19/2025-05-25"}, {2, true, "2025-05-18/2025-05-19"}, {1, true, "2025-05-19"}} {
		if got := Stretch(d, c.n, c.ends); got.Value != c.want {
			t.Errorf("Stretch(%s, %d, %v) = %s, want %s", d.Value, c.n, c.ends, got.Value, c.want)
		}
	}
	week, _ := event.ParseDate("2025-W21")
	if got := Stretch(week, 3, false); got != week {
		t.Errorf("Stretch of a week = %s", got.Value)
	}
	if got := Stretch(nil, 3, false); got != nil {
		t.Errorf("Stretch of nothing = %s", got.Value)
	}
}

func TestHeadingsAndBackground(t *testing.T) {
	text := "MONDAY, 9 March\n- Astana: they meet on Tuesday.\n\nApril 6, 2017 — They dine.\n\nThe deal, which was signed on Friday, holds.\nBy Thursday it was over."
	var heads, backs []string
	for _, line := range strings.SplitAfter(text, "\n") {
		at := strings.Index(text, line)
		for _, e := range Find(text, at, at+len(line)) {
			if e.Heading {
				heads = append(heads, e.Text)
			}
			if e.Background {
				backs = append(backs, e.Text)
			}
		}
	}
	if got := strings.Join(heads, "|"); got != "MONDAY, 9 March|April 6, 2017" {
		t.Errorf("headings: %s", got)
	}
	if got := strings.Join(backs, "|"); got != "Friday" {
		t.Errorf("background: %s", got)
	}
}
