package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

func read[T any](t *testing.T, path string, f func(*os.File, string) (T, error)) T {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	x, err := f(in, path)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func scored(t *testing.T) *Score {
	gold := read(t, "testdata/gold.jsonl", func(f *os.File, name string) ([]Article, error) { return ReadGold(f, name) })
	events := read(t, "testdata/events.jsonl", func(f *os.File, name string) (map[string][]event.Event, error) { return ReadEvents(f, name) })
	return Compare(gold, events)
}

// testdata/score.json was made from the same two files by the scorer that came
// with the annotation guide; the figures must be the same.
func TestFiguresAreThoseOfTheReferenceScorer(t *testing.T) {
	b, err := json.Marshal(scored(t))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/score.json")
	if err != nil {
		t.Fatal(err)
	}
	var have, should any
	if err := errors.Join(json.Unmarshal(b, &have), json.Unmarshal(want, &should)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(have, should) {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

func TestErrorsTellEveryDisagreement(t *testing.T) {
	var have []string
	for _, e := range scored(t).Errors {
		have = append(have, fmt.Sprintf("%s %s %s | %s | %s", e.Article, e.Type, e.Kind, e.Want, e.Got))
	}
	want := []string{
		"t-1 talks participants | Jens Stoltenberg, Dmitry Medvedev 2010-W38 | Stoltenberg, Dmitry Medvedev, Espen Barth Eide",
		"t-1 talks wrong modality | planned | held",
		"t-1 talks spurious |  | Norway, Sweden, Finland, Denmark",
		"t-1 statement spurious |  | Dmitry Medvedev",
		"t-1 statement missed | Norwegian government | ",
		"t-2 talks participants | Spain, Morocco | Spain, Morocco, ministry",
		"t-2 talks wrong place |  | Rabat",
		"t-2 statement missed | Spanish foreign ministry 2018-05-03 | ",
		"t-3 call spurious |  | A B, C D",
	}
	if !slices.Equal(have, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
	}
}

func TestFigures(t *testing.T) {
	for _, f := range scored(t).Figures() {
		if f.Name == "call+talks" && (Round(f.Value) != 0.833 || f.Counts.TP != 5) {
			t.Errorf("call+talks is %v of %+v", f.Value, *f.Counts)
		}
		if !(f.Value >= 0 && f.Value <= 1) {
			t.Errorf("%s is %v", f.Name, f.Value)
		}
	}
	for _, f := range new(Score).Figures() {
		if f.Value > 0 {
			t.Errorf("with nothing to score, %s is %v", f.Name, f.Value)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name, alias string
		same        bool
	}{
		{"Volodymyr Zelenskyy", "Volodymyr Zelenskyy", true},
		{"President Zelenskyy", "Volodymyr Zelenskyy", true},
		{"Zelenskyy’s", "Zelenskyy", true},
		{"Recep Tayyip Erdoğan", "Recep Erdogan", true},
		{"King Abdullah II", "Abdullah II", true},
		{"Vladimir Putin", "Donald Trump", false},
		{"Igor Ivanov", "Sergei Ivanov", false},
		{"Ivanov", "Sergei Ivanov", true},
		{"ministry", "Turkish foreign ministry", false},
		{"Foreign Ministry", "ministry", true}, // the same but for a title
		{"foreign minister", "foreign minister", true},
		{"", "Putin", false},
	} {
		if got := same(c.name, []string{c.alias}); got != c.same {
			t.Errorf("same(%q, %q) = %v", c.name, c.alias, got)
		}
	}
}

// Faults of a gold file are named with the line, before anything is scored.
func TestFaultsOfGold(t *testing.T) {
	const good = `{"id": "a", "text": "X met Y.", "events": [{"type": "talks", "evidence": ["X met Y."]}]}` + "\n"
	for _, c := range []struct{ text, words string }{
		{"", "it holds no article"},
		{good + "{", "gold:2: not a gold file"},
		{good + "\n" + good, `gold:3: not a gold file: id "a" was used before`},
		{`{"id": "a"}`, "gold:1: not a gold file: an article needs id and text"},
		{`{"id": "a", "text": "X met Y.", "events": [{"evidence": ["X met Z."]}]}`, `evidence "X met Z." is not in the text`},
	} {
		_, err := ReadGold(strings.NewReader(c.text), "gold")
		if err == nil || !strings.Contains(err.Error(), c.words) || !errors.Is(err, ErrGold) {
			t.Errorf("%q: got %v, want an error that says %q", c.text, err, c.words)
		}
	}
	if _, err := ReadEvents(strings.NewReader("{}\nx\n"), "events"); err == nil || !strings.Contains(err.Error(), "events:2: not an event") {
		t.Errorf("got %v", err)
	}
	if a, err := ReadGold(strings.NewReader(good), "gold"); err != nil || len(a) != 1 {
		t.Errorf("got %v, %v", a, err)
	}
}

// Spans are counted in code points, as in events.
func TestSpansCountCodePoints(t *testing.T) {
	if got := spans("“Ä” x. y.", []string{"x.", "z", "y."}); !slices.Equal(got, []span{{4, 6}, {7, 9}}) {
		t.Errorf("got %v", got)
	}
}
