package where

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// gazetteer is loaded once for all tests: it does not change.
var gazetteer = sync.OnceValues(func() (*Gazetteer, error) {
	states, err := lexiconStates()
	if err != nil {
		return nil, err
	}
	return Load(states)
})

// lexiconStates reads the states of the dictionary, as a caller hands them over.
func lexiconStates() ([]State, error) {
	data, err := os.ReadFile("../lexicon/data/countries.tsv")
	if err != nil {
		return nil, err
	}
	var states []State
	var at map[string]int
	for text := range strings.Lines(string(data)) {
		if strings.HasPrefix(text, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(text, "\n"), "\t")
		if at == nil {
			at = map[string]int{}
			for i, c := range cells {
				at[c] = i
			}
			continue
		}
		cell := func(column string) string { return cells[at[column]] }
		states = append(states, State{Code: cell("id"), Name: cell("name"), Also: list(cell("also")), Adjectives: list(cell("adjectives")),
			People: list(cell("people")), Capitals: list(cell("capital")), Past: cell("to") != ""})
	}
	return states, nil
}

func load(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := gazetteer()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// want is a place that a case marks in its text.
type want struct {
	start, end int
	text       string
	country    string
	use        Use
	dateline   bool
	at         bool // lat and lon are given
	lat, lon   float64
	in         string
}

// parseCase takes the marks out of a case: [text|COUNTRY|lat,lon:city], with
// braces for an adjective and angle brackets for a place inside another name.
func parseCase(s string) (text string, wants []want, err error) {
	s = strings.ReplaceAll(s, `\n`, "\n")
	closing := map[byte]byte{'[': ']', '{': '}', '<': '>'}
	uses := map[byte]Use{'[': Literal, '{': Adjective, '<': Embedded}
	var b strings.Builder
	for i := 0; i < len(s); {
		end, ok := closing[s[i]]
		if !ok {
			b.WriteByte(s[i])
			i++
			continue
		}
		j := strings.IndexByte(s[i:], end)
		if j < 0 {
			return "", nil, fmt.Errorf("%q is not closed", s[i:])
		}
		cells := strings.Split(s[i+1:i+j], "|")
		if len(cells) < 2 {
			return "", nil, fmt.Errorf("%q names no country", s[i:i+j+1])
		}
		w := want{use: uses[s[i]], start: b.Len(), country: cells[1]}
		w.text, w.dateline = strings.CutPrefix(cells[0], "!")
		if len(cells) > 2 {
			point, city, _ := strings.Cut(cells[2], ":")
			lat, lon, _ := strings.Cut(point, ",")
			w.at, w.in = true, city
			var err1, err2 error
			w.lat, err1 = strconv.ParseFloat(lat, 64)
			w.lon, err2 = strconv.ParseFloat(lon, 64)
			if err1 != nil || err2 != nil {
				return "", nil, fmt.Errorf("%q is not a point", point)
			}
		}
		b.WriteString(w.text)
		w.end = b.Len()
		wants = append(wants, w)
		i += j + 1
	}
	return b.String(), wants, nil
}

// TestCases reads every file of testdata/cases: one text a line, with its places
// marked. What is not marked must not be found.
func TestCases(t *testing.T) {
	g := load(t)
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		line := 0
		for s := range strings.Lines(string(data)) {
			line++
			s = strings.TrimSuffix(s, "\n")
			if strings.HasPrefix(s, "#") || s == "" {
				continue
			}
			n++
			text, wants, err := parseCase(s)
			if err != nil {
				t.Errorf("%s:%d: %v", file, line, err)
				continue
			}
			for _, fault := range compare(g.Read(Document{Text: text}).Mentions, wants) {
				t.Errorf("%s:%d: %q: %s", file, line, text, fault)
			}
		}
	}
	if n < 240 {
		t.Errorf("only %d cases in testdata/cases; are files missing?", n)
	}
}

func compare(got []Mention, wants []want) []string {
	var faults []string
	used := make([]bool, len(got))
	for _, w := range wants {
		found := false
		for i, m := range got {
			if m.Start != w.start || m.End != w.end {
				continue
			}
			found, used[i] = true, true
			if m.Place.Country != w.country || m.Use != w.use || m.Dateline != w.dateline {
				faults = append(faults, fmt.Sprintf("%s is %q in %q, %s, dateline %v; want %q, %s, %v", w.text, m.Place.Name, m.Place.Country, m.Use, m.Dateline, w.country, w.use, w.dateline))
			}
			if w.at && (!m.Place.Located || toVector(w.lat, w.lon).km(toVector(m.Place.Lat, m.Place.Lon)) > 100) {
				faults = append(faults, fmt.Sprintf("%s lies at %.1f,%.1f (%s); want %.1f,%.1f", w.text, m.Place.Lat, m.Place.Lon, m.Place.ID, w.lat, w.lon))
			}
			if w.in != "" && m.Place.In != w.in {
				faults = append(faults, fmt.Sprintf("%s lies in %q, want %q", w.text, m.Place.In, w.in))
			}
		}
		if !found {
			faults = append(faults, fmt.Sprintf("%s not found", w.text))
		}
	}
	for i, m := range got {
		if !used[i] {
			faults = append(faults, fmt.Sprintf("%s found as %s in %q, %s (%s)", m.Text, m.Place.ID, m.Place.Country, m.Use, m.Why))
		}
	}
	return faults
}
