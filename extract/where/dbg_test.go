package where

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func dbgStates() []State {
	b, _ := os.ReadFile("../lexicon/data/countries.tsv")
	sp := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, "|")
	}
	var out []State
	for _, l := range strings.Split(string(b), "\n") {
		if l == "" || l[0] == '#' || strings.HasPrefix(l, "id\t") {
			continue
		}
		c := strings.Split(l, "\t")
		out = append(out, State{Code: c[0], Name: c[2], Also: sp(c[3]), Adjectives: sp(c[4]), People: sp(c[5]), Capitals: sp(c[6]), Past: c[8] != ""})
	}
	return out
}
func TestDbg(t *testing.T) {
	g, err := Load(dbgStates())
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Open(os.Getenv("F"))
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		var a struct{ ID, Text string }
		json.Unmarshal(s.Bytes(), &a)
		if a.ID != os.Getenv("A") {
			continue
		}
		r := &reader{g: g, doc: Document{Text: a.Text}}
		r.words = scan(a.Text, g.abbreviation)
		r.match()
		r.dateline()
		r.people()
		r.accept()
		groups := r.active()
		for it := range 3 {
			share, div := r.context(groups)
			if it == 0 {
				t.Log(share)
			}
			for _, gi := range groups {
				r.score(gi, groups, share, div)
			}
			for _, gi := range groups {
				r.groups[gi].settle()
				if r.groups[gi].key == os.Getenv("K") {
					for _, c := range r.groups[gi].candidates {
						p := g.place(c.ref)
						t.Log(it, p.Name, p.Division, p.Kind, p.Population, c.prior, c.score, r.nearness(&c, gi, groups))
					}
				}
			}
		}
		for i := range r.spans {
			s := &r.spans[i]
			if s.group >= 0 && (os.Getenv("ALL") != "" || r.groups[s.group].key == os.Getenv("K")) {
				t.Log(r.doc.Text[r.words[s.from].start:r.words[s.to-1].end], s.accepted, s.evidence, s.use, s.container, r.weight(&r.groups[s.group]))
			}
		}
	}
}
