package where

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestInAndFind(t *testing.T) {
	g := load(t)
	text := "He left Paris. She stayed in Cairo. They met in Doha."
	r := g.Read(Document{Text: text})
	i := strings.Index(text, "She")
	j := strings.Index(text, "They")
	for name, ms := range map[string][]Mention{"In": r.In(i, j), "Find": g.Find(Document{Text: text}, i, j)} {
		if len(ms) != 1 || ms[0].Text != "Cairo" {
			t.Errorf("%s gives %+v, want Cairo alone", name, ms)
		}
	}
	if ms := r.In(len(text), len(text)+10); len(ms) != 0 {
		t.Errorf("beyond the text: %+v", ms)
	}
}

func TestHere(t *testing.T) {
	g := load(t)
	here := g.Read(Document{Text: "ISLAMABAD/KABUL, Oct 30 (Reuters) - Talks in Doha may resume."}).Here()
	if len(here) != 2 || here[0].Place.Country != "PAK" || here[1].Place.Country != "AFG" {
		t.Errorf("here is %+v", here)
	}
	if here := g.Read(Document{Text: "Talks in Doha may resume."}).Here(); here != nil {
		t.Errorf("no dateline, but here is %+v", here)
	}
}

// TestHints gives what other stages know: blocked spans, labels of a tagger,
// countries that the article is about.
func TestHints(t *testing.T) {
	g := load(t)
	span := func(text, part string) (int, int) {
		i := strings.Index(text, part)
		return i, i + len(part)
	}
	text := "The minister met Brasov in the lobby."
	if ms := g.Read(Document{Text: text}).Mentions; len(ms) == 0 {
		t.Fatal("the case shows nothing: no place is found without the hint")
	}
	i, j := span(text, "Brasov")
	if ms := g.Read(Document{Text: text, Blocked: [][2]int{{i, j}}}).Mentions; len(ms) != 0 {
		t.Errorf("blocked, but found %+v", ms)
	}
	if ms := g.Read(Document{Text: text, Names: []Span{{i, j, "PERSON"}}}).Mentions; len(ms) != 0 {
		t.Errorf("a person, but found %+v", ms)
	}

	text = "Price held a vote."
	i, j = span(text, "Price")
	if ms := g.Read(Document{Text: text}).Mentions; len(ms) != 0 {
		t.Fatalf("the case shows nothing: found without the hint: %+v", ms)
	}
	if ms := g.Read(Document{Text: text, Names: []Span{{i, j, "GPE"}, {0, 0, "GPE"}}}).Mentions; len(ms) > 1 {
		t.Errorf("with the label: %+v", ms)
	}

	text = "Police in Cordoba made an arrest."
	for _, country := range []string{"ESP", "ARG", "COL"} {
		ms := g.Read(Document{Text: text, About: map[string]float64{country: 8}}).Mentions
		if len(ms) != 1 || country != "COL" && ms[0].Place.Country != country {
			t.Errorf("about %s, but found %+v", country, ms)
		}
	}
}

// TestOneReading reads one text many times, at once: the answer must not change.
func TestOneReading(t *testing.T) {
	g := load(t)
	text := strings.Repeat("Georgia and Armenia met in Tbilisi, Georgia. Officials from Springfield, Ill., and Victoria flew to San José, Santiago and Paris, Texas. ", 5)
	want := g.Read(Document{Text: text}).Mentions
	if len(want) < 30 {
		t.Fatalf("only %d mentions", len(want))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if got := g.Read(Document{Text: text}).Mentions; !reflect.DeepEqual(got, want) {
					t.Errorf("another reading of the same text: %+v", got)
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestNoTextIsSlow reads a megabyte of each kind of text that could make a part of
// the reader look back over all that it has read.
func TestNoTextIsSlow(t *testing.T) {
	g := load(t)
	for _, s := range []string{
		"Abcde Fghij Klmno ", "San José, Springfield, ", "SAN ", "PARIS A — ", "U.S.A.B.C.", "Paris Road ", "city of Paris ", "Russian and ",
		"a ", "al-Al-", "Paris, Ky., ", "New-York-", "A", "A’", "Paris\n", " ", "John A B C D ", "\xff", "é", "(Paris", "St. ",
	} {
		text := strings.Repeat(s, 1_000_000/len(s))
		begin := time.Now()
		g.Read(Document{Text: text})
		// A tenth of a second is usual; only what grows with the square takes this long.
		if took := time.Since(begin); took > 15*time.Second {
			t.Errorf("a megabyte of %q took %v", s, took)
		}
	}
}

// sound reports what must hold of every reading of every text.
func sound(t *testing.T, text string, ms []Mention) {
	t.Helper()
	last := 0
	for _, m := range ms {
		switch {
		case m.Start < last || m.End <= m.Start || m.End > len(text):
			t.Errorf("%q: mention %d-%d after %d", text, m.Start, m.End, last)
			return
		case text[m.Start:m.End] != m.Text:
			t.Errorf("%q: text of %d-%d is %q, not %q", text, m.Start, m.End, text[m.Start:m.End], m.Text)
		case m.Place.Name == "" || m.Place.ID == "" || m.Use == "" || m.Why == "":
			t.Errorf("%q: incomplete mention %+v", text, m)
		case m.Place.Located && (math.Abs(m.Place.Lat) > 90 || math.Abs(m.Place.Lon) > 180):
			t.Errorf("%q: %s lies at %f,%f", text, m.Text, m.Place.Lat, m.Place.Lon)
		case m.Place.Country != "" && len(m.Place.Country) != 3:
			t.Errorf("%q: %s is in %q", text, m.Text, m.Place.Country)
		}
		last = m.End
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/cases/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if text, _, err := parseCase(strings.TrimSuffix(line, "\n")); err == nil {
				f.Add(text)
			}
		}
	}
	f.Add("\xff\xfeParis\x00, \xc3 Texas’s U.S. U.K.’ Ky.")
	g, err := gazetteer()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := g.Read(Document{Text: text, Blocked: [][2]int{{3, 9}}, Names: []Span{{2, 8, "ORG"}, {9, 30, "GPE"}}})
		sound(t, text, r.Mentions)
		sound(t, text, g.Read(Document{Text: text}).Mentions)
	})
}

// benchText is text of the kind that articles are of, without being one.
func benchText() string {
	var b strings.Builder
	for i := range 400 {
		b.WriteString("The foreign ministers of the two countries met on Tuesday in ")
		b.WriteString([]string{"Geneva", "Doha", "San José", "Victoria", "Abu Dhabi", "Springfield", "New York", "Sharm el-Sheikh"}[i%8])
		b.WriteString(" for a second round of talks, officials said, and agreed that technical teams would go on with the work next month. ")
		b.WriteString("Mr Holloway told reporters after the meeting that both sides had kept the tone of earlier conversations and hoped for progress. ")
		if i%10 == 9 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	g := load(b)
	text := benchText()
	// An article at a time, as in use: 3 kB.
	var articles []string
	for len(text) > 3000 {
		i := strings.Index(text[3000:], ". ") + 3002
		articles, text = append(articles, text[:i]), text[i:]
	}
	n := 0
	for _, a := range articles {
		n += len(a)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range articles {
			g.Read(Document{Text: a})
		}
	}
}

func BenchmarkReadLong(b *testing.B) {
	g := load(b)
	text := strings.Repeat(benchText(), 10)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		g.Read(Document{Text: text})
	}
}

func BenchmarkLoad(b *testing.B) {
	states, err := lexiconStates()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(states); err != nil {
			b.Fatal(err)
		}
	}
}
