package when

import (
	"strings"
	"testing"
)

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
