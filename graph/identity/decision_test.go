package identity

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "decisions.tsv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDecisionsWin(t *testing.T) {
	path := write(t, Header+
		"merge\tperson:a-other\tperson:a-one\t\t2026-01-02\tone man\n"+
		"split\tperson:hasan-said@irq\tperson:the-elder\tbefore:1990-01-01|article:odd\n"+
		"merge\torg:front\torg:movement\n"+
		"split\tperson:a-one\tperson:third\trepresents:XXB\n")
	d, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	x := New(d)
	for _, c := range []struct{ article, published, id, represents, want string }{
		{"1", "2020-01-01", "person:a-other", "XXA", "person:a-one"},
		{"1", "2020-01-01", "person:a-other", "XXB", "person:third"}, // first merged, then split
		{"1", "2020-01-01", "person:hasan-said@irq", "IRQ", "person:hasan-said@irq"},
		{"1", "1985-01-01", "person:hasan-said@irq", "IRQ", "person:the-elder"},
		{"odd", "2020-01-01", "person:hasan-said@irq", "IRQ", "person:the-elder"},
		{"1", "", "person:hasan-said@irq", "IRQ", "person:hasan-said@irq"},
	} {
		p := person("Somebody Else", c.represents)
		p.ID, p.Via = c.id, "" // as it came
		id, why := x.Explain(&graph.Article{ID: c.article, Published: c.published}, p)
		if id != c.want {
			t.Errorf("%+v: %s (%s)", c, id, why)
		}
		if id != c.id && !strings.Contains(why, path+":") {
			t.Errorf("%s does not name the line of the decision", why)
		}
	}
	if b := x.Body("org:front"); b != "org:movement" {
		t.Errorf("represents %s", b)
	}
	if x.Name() == New(nil).Name() {
		t.Error("decisions don't change the name, so that a graph would not be rebuilt")
	}
}

func TestReasonsAndOrderOfMergesDoNotMatter(t *testing.T) {
	a, err := Read(write(t, "merge\tperson:a\tperson:b\t\t2026-01-01\tthe same\nmerge\tperson:c\tperson:d\n"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(write(t, "# reviewed\nmerge\tperson:c\tperson:d\nmerge\tperson:a\tperson:b\n"))
	if err != nil {
		t.Fatal(err)
	}
	if New(a).Name() != New(b).Name() {
		t.Error("a graph would be rebuilt for nothing")
	}
}

func TestFaultsNameTheLine(t *testing.T) {
	for line, says := range map[string]string{
		"join\tperson:a\tperson:b":                      `the action is "join"`,
		"merge\tAnna\tperson:b":                         "must be IDs of actors",
		"merge\tperson:a\tperson:a":                     "is to become itself",
		"merge\tperson:a\torg:b":                        "of different kinds",
		"merge\tcountry:GEO\tcountry:USA":               "correct the dictionaries",
		"merge\tperson:x\tperson:y":                     "is merged into person:b already",
		"merge\tperson:b\tperson:x":                     "both can't be",
		"merge\tperson:a\tperson:b\tarticle:1":          "has no place here",
		"split\tperson:a\tperson:b":                     "has to say where",
		"split\tperson:a\tperson:b\tarticle:":           "is no condition",
		"split\tperson:a\tperson:b\tbefore:last spring": "is no condition",
	} {
		path := write(t, "# first\nmerge\tperson:x\tperson:b\n"+line+"\n")
		_, err := Read(path)
		if !errors.Is(err, ErrDecision) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), path+":3") {
			t.Errorf("%q: %v, want %q", line, err, says)
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	path := write(t, "# ours\nmerge\tperson:a\tperson:b") // without a line break at its end
	if err := Append(path, Decision{Action: Merge, Actor: "person:c", Into: "person:d", Day: "2026-01-02", Why: "seen together"}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# ours\nmerge\tperson:a\tperson:b\nmerge\tperson:c\tperson:d\t\t2026-01-02\tseen together\n"; string(text) != want {
		t.Errorf("have %q", text)
	}
	if err := Append(path, Decision{Action: Merge, Actor: "person:d", Into: "person:c"}); !errors.Is(err, ErrDecision) {
		t.Errorf("a circle: %v", err)
	}
	if err := Append(path, Decision{Action: Merge, Actor: "person:e", Into: "person:f", Why: "two\nlines"}); !errors.Is(err, ErrDecision) {
		t.Errorf("a line break: %v", err)
	}
	fresh := filepath.Join(t.TempDir(), "new.tsv")
	if err := Append(fresh, Decision{Action: Merge, Actor: "person:a", Into: "person:b"}); err != nil {
		t.Fatal(err)
	}
	if d, err := Read(fresh); err != nil || len(d.All()) != 1 {
		t.Errorf("have %+v, %v", d, err)
	}
}
