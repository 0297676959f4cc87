package extract_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
)

var load = sync.OnceValues(func() (*extract.Extractor, error) { return extract.New() })

// extractor is one for all tests: it does not change, and loading takes as long as
// many articles.
func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// mustBeSound checks what holds for the events of any text: they are valid, have
// IDs of their own, are in reading order, and every mention quotes the text at its
// offsets, which count code points.
func mustBeSound(t *testing.T, id, text string, events []event.Event) {
	t.Helper()
	points := []rune(text)
	seen := map[string]bool{}
	last := 0
	for i := range events {
		e := &events[i]
		if err := e.Validate(); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if e.ArticleID != id || seen[e.ID] {
			t.Fatalf("%q: event %s of article %q stands twice or belongs to another", text, e.ID, e.ArticleID)
		}
		seen[e.ID] = true
		if e.Confidence <= 0 || e.Confidence > 1 {
			t.Fatalf("%q: confidence %v", text, e.Confidence)
		}
		if first := e.Mentions[0].Start; first < last {
			t.Fatalf("%q: an event at %d follows one at %d", text, first, last)
		}
		last = e.Mentions[0].Start
		for k, m := range e.Mentions {
			if m.End > len(points) {
				t.Fatalf("%q: a mention ends at %d, after the text", text, m.End)
			}
			// A text that is no UTF-8 cannot be compared by code points.
			if have := string(points[m.Start:m.End]); utf8.ValidString(text) && have != m.Text {
				t.Fatalf("%q: the text at %d-%d is %q, the mention says %q", text, m.Start, m.End, have, m.Text)
			}
			if k > 0 && m.Start < e.Mentions[k-1].End {
				t.Fatalf("%q: mentions %d and %d overlap or are out of order", text, k-1, k)
			}
			if m.Rule == "" {
				t.Fatalf("%q: a mention without a rule", text)
			}
		}
		for _, p := range e.Participants {
			if !strings.Contains(text, p.Text) {
				t.Fatalf("%q: %s is read from %q, which is not in the text", text, p.ID, p.Text)
			}
		}
		for _, a := range e.About {
			if e.Type != event.Statement || a == e.ID {
				t.Fatalf("%q: %s %s is about %s", text, e.Type, e.ID, a)
			}
		}
	}
	for _, e := range events {
		for _, a := range e.About {
			if !seen[a] {
				t.Fatalf("%q: %s is about %s, which the text does not tell", text, e.ID, a)
			}
		}
	}
}

// What stands before an event in the text does not move its quotation, in whatever
// script.
func TestOffsetsAreCodePoints(t *testing.T) {
	x := extractor(t)
	const told = "Emmanuel Macron phoned Giorgia Meloni on Monday."
	for _, before := range []string{"", "\ufeff", "Ünïcödé ближе 漢字 😀\n\n", "\r\n\r\n", "Home\u00a0| World | News\n\n", "“Ça va”, dit-il.\n\n"} {
		text := before + told
		events := x.Extract("a", "", "2024-05-15", text)
		mustBeSound(t, "a", text, events)
		if len(events) != 1 || len(events[0].Mentions) != 1 {
			t.Errorf("%q: %d events, want one with one mention", text, len(events))
			continue
		}
		m := events[0].Mentions[0]
		if want := utf8.RuneCountInString(before); m.Start != want || m.End != want+len(told) || m.Text != told {
			t.Errorf("%q: the mention is %d-%d %q, want it from %d on", text, m.Start, m.End, m.Text, want)
		}
	}
}

// The same article gives the same events, by one extractor after other articles
// and by many at once.
func TestSameArticleSameEvents(t *testing.T) {
	x := extractor(t)
	all := readConstructions(t)
	read := func(c construction) string {
		b, err := json.Marshal(x.Extract("a", c.title, c.published, c.text))
		if err != nil {
			t.Error(err)
		}
		return string(b)
	}
	first := make([]string, len(all))
	for i, c := range all {
		first[i] = read(c)
	}
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for k := range all {
				i := (k + worker*len(all)/4) % len(all) // each from another one on
				if again := read(all[i]); again != first[i] {
					t.Errorf("%q\nat first %s\nlater    %s", all[i].text, first[i], again)
				}
			}
		})
	}
	wait.Wait()
}

// Events are the article's own: their IDs differ between articles of one text, and
// nothing else does.
func TestArticlesAreTold(t *testing.T) {
	x := extractor(t)
	const text = "Emmanuel Macron phoned Giorgia Meloni on Monday. “We agree,” Meloni said."
	a, b := x.Extract("a", "", "2024-05-15", text), x.Extract("b", "", "2024-05-15", text)
	if len(a) != 2 || len(b) != 2 {
		t.Fatalf("%d and %d events, want a call and a statement", len(a), len(b))
	}
	for i := range a {
		if a[i].ID == b[i].ID {
			t.Errorf("articles a and b share event %s", a[i].ID)
		}
		if short(a[i]) != short(b[i]) {
			t.Errorf("article a tells %s, article b %s", short(a[i]), short(b[i]))
		}
	}
}

// Without a day, nothing is dated by it; with another day, "Monday" is another one.
func TestReferenceDay(t *testing.T) {
	x := extractor(t)
	const text = "Emmanuel Macron phoned Giorgia Meloni on Monday."
	for published, want := range map[string]string{"2024-05-15": "2024-05-13", "2019-02-01": "2019-01-28", "": "-"} {
		events := x.Extract("a", "", published, text)
		if len(events) != 1 {
			t.Errorf("published %q: %d events, want one", published, len(events))
			continue
		}
		if have := strings.Fields(short(events[0]))[2]; have != want {
			t.Errorf("published %q: dated %s, want %s", published, have, want)
		}
	}
}

// Words of the field in no order, which no grammar expects, are read without a
// panic into sound events. Texts of one seed are the same on every machine.
func TestWordSalad(t *testing.T) {
	x := extractor(t)
	all := readConstructions(t)
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	for _, c := range all {
		words = append(words, strings.Fields(c.text)...)
	}
	told := 0
	for range 500 {
		var b strings.Builder
		for range 1 + r.IntN(60) {
			// Runs of words from the texts, so that phrases stay whole at times.
			from := r.IntN(len(words))
			b.WriteString(strings.Join(words[from:min(len(words), from+1+r.IntN(5))], " "))
			b.WriteString([]string{" ", " ", " ", " ", ", ", "\n", "\n\n", " — ", "; ", ": "}[r.IntN(10)])
		}
		events := x.Extract("a", "", "2024-05-15", b.String())
		mustBeSound(t, "a", b.String(), events)
		told += len(events)
	}
	if told < 500 {
		t.Errorf("500 texts told %d events: the words are no longer those of the field", told)
	}
}
