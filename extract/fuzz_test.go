package extract

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/extract/event"
)

// fuzzed is loaded once for all inputs: loading takes longer than any of them.
var fuzzed = sync.OnceValues(func() (*Extractor, error) { return New() })

// FuzzExtract reads anything as an article, and holds the events to what they
// promise of any text: they are valid, their words stand where they say, and the
// same text gives the same events.
func FuzzExtract(f *testing.F) {
	for _, seed := range []string{
		"MOSCOW, May 19 (Reuters) - Vladimir Putin and Donald Trump spoke by phone on Monday, the Kremlin said.\n\n\"It was useful,\" Putin's aide Yuri Ushakov told reporters.",
		"Foreign Minister Hakan Fidan will meet his Greek counterpart in Ankara next week, but talks planned for Friday were cancelled.",
		"The President of the United States, the Prime Minister of the United Kingdom and the Chancellor of Germany held a trilateral call.",
		"He denied that they had met. “No talks took place”, she said on 30 February 2025 in in in Paris, Texas.",
		"Ministers from Russia-Ukraine-U.S. met\r\n\r\n* * *\r\n1) Lavrov 2) Rubio\u00a0: e\u0301\u200b\U0001f1fa\U0001f1f8 talks",
	} {
		f.Add("Ministers meet", "2025-05-20", seed)
	}
	f.Fuzz(func(t *testing.T, title, published, text string) {
		if len(text) > 20_000 || !utf8.ValidString(title+published+text) {
			t.Skip("no reader gives such a text, or it takes too long here")
		}
		day, err := article.ParsePublished(published)
		if err != nil {
			t.Skip("no reader gives such a day")
		}
		published = day[:min(len(day), len("2006-01-02"))]
		x, err := fuzzed()
		if err != nil {
			t.Fatal(err)
		}
		events := x.Extract("a", title, published, text)
		runes := []rune(text)
		ids := map[string]bool{}
		for i := range events {
			e := &events[i]
			if err := e.Validate(); err != nil {
				t.Errorf("%v: %+v", err, e)
			}
			if ids[e.ID] {
				t.Errorf("two events of the ID %s", e.ID)
			}
			ids[e.ID] = true
			if e.Date != nil && e.Date.End < e.Date.Start {
				t.Errorf("a date that ends before it begins: %+v", e.Date)
			}
			for _, m := range e.Mentions {
				if m.Start < 0 || m.End > len(runes) || m.Start >= m.End || string(runes[m.Start:m.End]) != m.Text {
					t.Errorf("a mention of %d to %d is not %q", m.Start, m.End, m.Text)
				}
			}
		}
		for i := range events {
			for _, about := range events[i].About {
				if !ids[about] {
					t.Errorf("an event is about %s, which is none", about)
				}
			}
		}
		if again := x.Extract("a", title, published, text); !reflect.DeepEqual(stripped(again), stripped(events)) {
			t.Errorf("read once\n%+v\nand then\n%+v", events, again)
		}
		for _, s := range x.Annotate("a", title, published, text).Sentences {
			if s.Start < 0 || s.End > len(runes) || s.Start > s.End || strings.TrimSpace(string(runes[s.Start:s.End])) == "" {
				t.Errorf("a sentence of %d to %d in %d", s.Start, s.End, len(runes))
			}
		}
	})
}

// stripped is events without what makes two of them differ that are the same: no
// events and an empty list of them.
func stripped(events []event.Event) []event.Event {
	if len(events) == 0 {
		return nil
	}
	return events
}
