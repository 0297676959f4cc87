package extract_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// The differences that it makes are to be read one by one: an event is right when a
// reader of the text says so, not when the program does.
var update = flag.Bool("update", false, "write the events that the texts of "+constructionsFile+" now give into that file")

// construction is a short text and the events that it tells, as
// testdata/constructions.txt gives them.
type construction struct {
	line            int
	name, published string
	title, text     string
	events          []string
}

const constructionsFile = "testdata/constructions.txt"

// readConstructions reads the file; its head tells the format.
func readConstructions(t testing.TB) []construction {
	t.Helper()
	data, err := os.ReadFile(constructionsFile)
	if err != nil {
		t.Fatal(err)
	}
	var out []construction
	name, published, title, n := "", "", "", 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		fault := func(format string, a ...any) {
			t.Fatalf("%s:%d: %s", constructionsFile, n, fmt.Sprintf(format, a...))
		}
		switch mark, rest, _ := strings.Cut(line, " "); {
		case mark == "" || mark == "#":
		case mark == "==":
			name = rest
		case mark == "published":
			published = rest
		case mark == "title":
			title = rest
		case mark == ">":
			if name == "" || published == "" {
				fault("a text stands below a name (== NAME) and a day (published DAY)")
			}
			if len(out) > 0 && len(out[len(out)-1].events) == 0 {
				out[len(out)-1].text += "\n\n" + rest
				continue
			}
			out = append(out, construction{line: n, name: name, published: published, title: title, text: rest})
			title = ""
		case isEvent(mark):
			if len(out) == 0 {
				fault("an event stands below its text")
			}
			c := &out[len(out)-1]
			c.events = append(c.events, line)
		default:
			fault("%q: a line begins with #, ==, published, title, >, or an event's type", mark)
		}
	}
	for _, c := range out {
		if len(c.events) == 0 {
			t.Fatalf("%s:%d: the text has no events; write \"none\" when it tells none", constructionsFile, c.line)
		}
	}
	return out
}

// short writes an event as the file does.
func short(e event.Event) string {
	date, place := "-", "-"
	if e.Date != nil {
		date = e.Date.Value
	}
	if e.Place != nil {
		place = e.Place.Name
	}
	var names []string
	for _, p := range e.Participants {
		name := p.Name
		if p.Canonical != "" {
			name = p.Canonical
		}
		if p.Role != event.Participating && p.Role != event.Speaker {
			name = string(p.Role) + " " + name
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprintf("%s %s %s %s: %s", e.Type, e.Modality, date, place, strings.Join(names, ", "))
}

func TestConstructions(t *testing.T) {
	x := extractor(t)
	now := map[int][]string{} // by the line of the text
	for _, c := range readConstructions(t) {
		var have []string
		events := x.Extract("a", c.title, c.published, c.text)
		mustBeSound(t, "a", c.text, events)
		for _, e := range events {
			have = append(have, short(e))
		}
		if have == nil {
			have = []string{"none"}
		}
		slices.Sort(have)
		slices.Sort(c.events)
		if *update && !slices.Equal(have, c.events) {
			now[c.line] = have
			continue
		}
		if !slices.Equal(have, c.events) {
			t.Errorf("%s:%d: %s\n%s\nhave\n\t%s\nwant\n\t%s", constructionsFile, c.line, c.name, c.text, strings.Join(have, "\n\t"), strings.Join(c.events, "\n\t"))
		}
	}
	if len(now) > 0 {
		rewrite(t, now)
	}
}

// rewrite puts other events below the texts that begin at the lines given.
func rewrite(t *testing.T, events map[int][]string) {
	t.Helper()
	data, err := os.ReadFile(constructionsFile)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var instead []string // the events for the text above, nil once they are written
	n, skip := 0, false
	for line := range strings.Lines(string(data)) {
		n++
		if e, ok := events[n]; ok {
			instead = e
		}
		mark, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !isEvent(mark) {
			skip = false
			out.WriteString(line)
			continue
		}
		if instead != nil {
			out.WriteString(strings.Join(instead, "\n") + "\n")
			instead, skip = nil, true
		}
		if !skip {
			out.WriteString(line)
		}
	}
	if err := os.WriteFile(constructionsFile, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// isEvent reports whether the first word of a line begins an event, or says that
// there is none.
func isEvent(mark string) bool {
	return mark == "none" || slices.Contains(event.Types(), event.Type(mark))
}
