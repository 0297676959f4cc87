package extract

import (
	"strings"
	"sync"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// extractor is shared by the tests of this package: loading the models takes a
// second.
var extractor = sync.OnceValues(func() (*Extractor, error) { return New() })

// contact extracts a text and returns the call or talks that the words tell of.
func contact(t *testing.T, title, published, text, words string) *event.Event {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range x.Extract("test", title, published, text) {
		if e.Type == event.Statement {
			continue
		}
		for _, m := range e.Mentions {
			if strings.Contains(m.Text, words) {
				return &e
			}
		}
	}
	t.Errorf("no call or talks in %q", words)
	return nil
}

// slotCase is a text, words of the sentence that tells of an event, and what is to be
// read of it; an empty text is the words alone.
type slotCase struct{ text, words, want string }

func checkSlots(t *testing.T, published string, cases []slotCase, slot func(*event.Event) string) {
	t.Helper()
	for _, c := range cases {
		text := c.text
		if text == "" {
			text = c.words
		}
		if e := contact(t, "", published, text, c.words); e != nil {
			if got := slot(e); got != c.want {
				t.Errorf("%q: got %q, want %q", c.words, got, c.want)
			}
		}
	}
}

func dateValue(e *event.Event) string {
	if e.Date == nil {
		return ""
	}
	return e.Date.Value
}

func placeName(e *event.Event) string {
	if e.Place == nil {
		return ""
	}
	return e.Place.Name
}

func modalityOf(e *event.Event) string { return string(e.Modality) }
