package when

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// phrasing is a text of testdata/dates.txt with what it must mean.
type phrasing struct {
	line      int
	reference Reference
	text      string
	sentences [][2]int
	spans     [][2]int
	values    []string
}

// readCorpus reads testdata/dates.txt, whose head explains its form.
func readCorpus(t testing.TB) []phrasing {
	data, err := os.ReadFile("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []phrasing
	var ref Reference
	var values []string
	for i, line := range strings.Split(string(data), "\n") {
		fail := func(err error) { t.Fatalf("testdata/dates.txt:%d: %v", i+1, err) }
		switch word, rest, _ := strings.Cut(line, " "); {
		case line == "" || line[0] == '#':
		case word == "reference":
			ref = Reference{}
			if rest == "none" {
				continue
			}
			if ref.Published, err = ParseDay(rest); err != nil {
				fail(err)
			}
		case word == "dateline":
			if ref.Dateline, err = ParseDay(rest); err != nil {
				fail(err)
			}
		case line[0] != '\t':
			values = strings.Fields(line)
		default:
			p := phrasing{line: i + 1, reference: ref, values: values}
			if err := p.read(line[1:]); err != nil {
				fail(err)
			}
			out = append(out, p)
		}
	}
	return out
}

// read takes the brackets and the marks of sentences out of a phrasing.
func (p *phrasing) read(s string) error {
	var b strings.Builder
	for _, sentence := range strings.SplitAfter(s, " // ") {
		start := b.Len()
		for _, r := range strings.TrimSuffix(sentence, "// ") {
			switch r {
			case '[':
				p.spans = append(p.spans, [2]int{b.Len(), -1})
			case ']':
				p.spans[len(p.spans)-1][1] = b.Len()
			default:
				b.WriteRune(r)
			}
		}
		p.sentences = append(p.sentences, [2]int{start, b.Len()})
		if b.String() != "" && strings.Contains(sentence, "] // ") {
			b.WriteByte('\n') // a heading is a line of its own
		}
	}
	p.text = b.String()
	if len(p.spans) != len(p.values) {
		return fmt.Errorf("%d bracketed expressions, %d values", len(p.spans), len(p.values))
	}
	return nil
}

func value(r resolved) string {
	if r.Date == nil {
		return "null"
	}
	return r.Date.Value
}

func TestCorpus(t *testing.T) {
	corpus := readCorpus(t)
	if len(corpus) < 300 {
		t.Errorf("%d phrasings, there were 300 and more", len(corpus))
	}
	for _, p := range corpus {
		got := read(p.text, p.sentences, p.reference)
		var have, want []string
		for _, r := range got {
			have = append(have, fmt.Sprintf("[%s]=%s", r.Text, value(r)))
		}
		for i, s := range p.spans {
			want = append(want, fmt.Sprintf("[%s]=%s", p.text[s[0]:s[1]], p.values[i]))
		}
		if h, w := strings.Join(have, " "), strings.Join(want, " "); h != w {
			t.Errorf("testdata/dates.txt:%d: %s\n got %s\nwant %s", p.line, p.text, h, w)
		}
	}
}

func TestNoDates(t *testing.T) {
	data, err := os.ReadFile("testdata/nodates.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	published, _ := ParseDay("2025-05-20")
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		for _, r := range read(line, [][2]int{{0, len(line)}}, ReferenceOf(line, published)) {
			if r.Date != nil {
				t.Errorf("testdata/nodates.txt:%d: %s: found %q = %s (%s)", i+1, line, r.Text, r.Date.Value, r.Date.Via)
			}
		}
	}
	if n < 90 {
		t.Errorf("%d lines without dates, there were 90 and more", n)
	}
}
