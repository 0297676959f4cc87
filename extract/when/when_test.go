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
	for _, r := range Read(text, sentences, published) {
		if r.Start < 0 || r.End <= r.Start || r.End > len(text) || text[r.Start:r.End] != r.Text {
			t.Fatalf("%q at %d-%d is not in the text", r.Text, r.Start, r.End)
		}
		if !r.Part {
			if r.Start < end {
				t.Fatalf("%q at %d overlaps what ends at %d", r.Text, r.Start, end)
			}
			end = r.End
		}
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

func TestTheDatelineIsToday(t *testing.T) {
	published, _ := ParseDay("1999-03-13")
	for _, c := range []struct{ text, want string }{
		{"WASHINGTON, March 12 (Xinhua) -- The minister spoke here.", "1999-03-12"},
		{"MOSCOW, March 12. /TASS/. The minister spoke here.", "1999-03-12"},
		{"Havana, Mar 12 (EFE).- The minister spoke here.", "1999-03-12"},
		{"Bogotá, 12 Mar. - The minister spoke here.", "1999-03-12"},
		{"KRASNOYARSK, Russia, March 12 Kyodo - The minister spoke here.", "1999-03-12"},
		{"RNZ Pacific, Avarua / Wellington, 12 March\n\nThe minister spoke here.", "1999-03-12"},
		{"March 12 - The minister spoke here.", "1999-03-12"},
		{"The minister spoke here on March 12 (Friday) at noon.", ""},
		{"GENEVA, June 3 (Reuters) - An old story.", ""},
		{"On March 12, the minister spoke here.", ""},
	} {
		if got := Dateline(c.text, published).String(); got != c.want {
			t.Errorf("Dateline(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"August 21, 2023\nStatements and Releases\n\nThe President spoke today.", "2023-08-21"},
		{"LIVE | Updated 13 Oct 2025 (18:40 GMT)\nShare\n\n18:40 GMT\nThat is all.", "2025-10-13"},
		{"By a reporter\nPublished\n14 September 2023\n\nShare\n\nTalks have ended.", "2023-09-14"},
		{"A headline\n\nA. Writer 14 June 2025•Update: 15 June 2025\n\nANKARA\n", "2025-06-15"},
		{"Monday 17 June 2024\nTranscript\n\nThank you.", "2024-06-17"},
		{"PARIS, 3 May 1998 (AFP) - The talks ended.", "1998-05-03"},
		{"The talks ended.\n\nNobody spoke.\n\nPublication date: August 18, 2025, 18:45\nText version", "2025-08-18"},
		{"The treaty of June 3, 1994 was the first of its kind and remained in force, the minister told reporters.", ""},
		{"GENEVA, March 18 (Reuters) - The talks ended.", ""},
		{"", ""},
	} {
		d, ok := Published(c.text)
		if got := d.String(); got != c.want || ok != (c.want != "") {
			t.Errorf("Published(%q) = %q, %v, want %q", c.text, got, ok, c.want)
		}
	}
}

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
			got = value(Resolved{Expression: e, Date: e.Resolve(c.ref, Unknown)})
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
		for _, r := range Read(c.text, [][2]int{{0, len(c.text)}}, published) {
			got = r.Date.Via
		}
		if got != c.via {
			t.Errorf("%q: via %q, want %q", c.text, got, c.via)
		}
	}
}

func TestLengths(t *testing.T) {
	for _, c := range []struct {
		text    string
		days    int
		ordinal bool
	}{
		{"after two days of talks", 2, false},
		{"a two-day visit", 2, false},
		{"a week-long visit", 7, false},
		{"a weeklong visit", 7, false},
		{"completing 21 days of negotiations", 21, false},
		{"after two weeks of talks", 14, false},
		{"a 48-hour visit", 2, false},
		{"on the second day of their talks", 2, true},
	} {
		e := one(t, c.text)
		n, ok := e.Lasting()
		if !ok || n != c.days || e.Ordinal() != c.ordinal {
			t.Errorf("%q lasts %d days (%v, ordinal %v), want %d", c.text, n, ok, e.Ordinal(), c.days)
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

func TestTense(t *testing.T) {
	for _, c := range []struct {
		text string // an asterisk marks the expression
		want Direction
	}{
		{"The envoys met on *Friday.", Past},
		{"The envoys will meet on *Friday.", Future},
		{"On *Friday the envoys will meet.", Future},
		{"On *Friday the envoys met.", Past},
		{"He said on *Friday that they would meet.", Past},
		{"He said that they would meet on *Friday.", Future},
		{"He said they would meet on *Friday, and left.", Future},
		{"He had said that on *Friday they would meet.", Future},
		{"They agreed to meet on *Friday.", Future},
		{"They flew to Baku to meet him on *Friday.", Past},
		{"Minister to meet envoy on *Friday", Future},
		{"Minister to meet envoy on *Friday, ministry says", Future},
		{"The talks are to be held on *Friday.", Future},
		{"The talks were held on *Friday.", Past},
		{"She will be named to the post on *Friday.", Future},
		{"The envoy was due to land on *Friday.", Future},
		{"The envoy is visiting on *Friday.", Present},
		{"The envoy arrives on *Friday.", Present},
		{"The envoys were meeting on *Friday.", Past},
		{"Prices have come down since the middle of *October.", Past},
		{"*Friday's meeting was postponed.", Future},
		{"On *Friday they postponed the meeting.", Past},
		{"Speaking to reporters on *Friday, he would not comment.", Future},
		{"Envoy in Baku on *Friday", Unknown},
	} {
		at := strings.IndexByte(c.text, '*')
		text := strings.Replace(c.text, "*", "", 1)
		if got := Tense(text, 0, len(text), at); got != c.want {
			t.Errorf("Tense(%q) = %v, want %v", c.text, got, c.want)
		}
	}
}

func TestTables(t *testing.T) {
	if _, err := readTables(); err != nil {
		t.Fatal(err)
	}
}

// The example of a row of names.tsv holds its phrase, and the phrase decides
// what is found there; that of context.tsv holds no date at the number.
func TestEveryRowHasAnExampleThatItDecides(t *testing.T) {
	err := readTable("data/names.tsv", []string{"phrase", "value", "example"}, func(c []string) error {
		i := strings.Index(c[2], c[0])
		if i < 0 {
			t.Errorf("%q is not in its example %q", c[0], c[2])
			return nil
		}
		for _, e := range Find(c[2], 0, len(c[2])) {
			if e.Start >= i+len(c[0]) || e.End <= i {
				continue
			}
			if c[1] == "" {
				t.Errorf("%q: found %q, want nothing", c[2], e.Text)
			} else if !strings.HasPrefix(e.Text, c[0]) && e.Text != c[0] {
				t.Errorf("%q: found %q, want %q", c[2], e.Text, c[0])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = readTable("data/context.tsv", []string{"word", "side", "example"}, func(c []string) error {
		if !strings.Contains(strings.ToLower(c[2]), c[0]) {
			t.Errorf("%q is not in its example %q", c[0], c[2])
		}
		for _, e := range Find(c[2], 0, len(c[2])) {
			if _, length := e.Lasting(); !length && strings.ContainsAny(e.Text, "0123456789") {
				t.Errorf("%q: found %q", c[2], e.Text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTableFaultsNameTheLine(t *testing.T) {
	err := readTable("data/words.tsv", []string{"word", "other"}, func([]string) error { return nil })
	if err == nil || !strings.HasPrefix(err.Error(), "data/words.tsv:8: columns") {
		t.Errorf("wrong columns: %v", err)
	}
	know := &tables{words: map[string]word{}, names: map[string][]name{}, verbs: map[string]cue{}}
	for _, err := range []error{
		know.addWord([]string{"Monday", "weekday", "1", ""}),
		know.addWord([]string{"monday", "day", "1", ""}),
		know.addWord([]string{"monday", "weekday", "one", ""}),
		know.addWord([]string{"last", "shift", "back", ""}),
		know.addName([]string{"Black Friday", "2025-02-30", "x"}),
		know.addName([]string{"Black Friday", "", ""}),
		know.addContext([]string{"flight", "left", ""}),
		know.addVerb([]string{"met", "gone", ""}),
	} {
		if err == nil {
			t.Error("a bad row was accepted")
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
