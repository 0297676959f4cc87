package queries

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Directory is the names of all actors, to be searched as people type: by parts
// of names and with slips of spelling, which a database does not forgive. It is
// a copy: read it anew to see what was loaded since.
type Directory struct{ actors []listed }

type listed struct {
	Hit
	names []string // folded
}

// Hit is an actor that a search found.
type Hit struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Country string   `json:"country,omitempty"`
	Aliases []string `json:"aliases"`
	// Events is in how many events the actor took part.
	Events int64 `json:"events"`
	// Near is set when no name holds the words as typed, but similar ones.
	Near bool `json:"near"`
}

// ReadDirectory reads all actors.
func ReadDirectory(ctx context.Context, s Store) (*Directory, error) {
	a, err := finder(ctx, s, "directory", nil)
	if err != nil {
		return nil, err
	}
	d := &Directory{actors: make([]listed, 0, len(a.Rows))}
	for _, r := range a.Rows {
		one := listed{Hit: Hit{ID: plainText(r[0]), Name: plainText(r[1]), Kind: plainText(r[2]), Country: plainText(r[3]), Aliases: []string{}}}
		list, _ := r[4].([]any)
		for _, alias := range list {
			one.Aliases = append(one.Aliases, plainText(alias))
		}
		for name := range strings.SplitSeq(plainText(r[5]), "|") {
			if name = strings.TrimSpace(name); name != "" {
				one.names = append(one.names, name)
			}
		}
		one.Events, _ = r[6].(int64)
		d.actors = append(d.actors, one)
	}
	return d, nil
}

// How well a name fits what was typed, the best first.
const (
	sameName = iota
	sameWords
	beginning // every word begins a word of the name
	similar
	noFit
)

// Search returns at most limit actors whose names fit what was typed: those
// called exactly so, then those of whose names it is a part, then those of whose
// words it is the beginning, and, if there are none of these, those that differ
// by a slip or two; among equals those with most events first. Kind may be empty.
func (d *Directory) Search(typed, kind string, limit int) []Hit {
	words := strings.Fields(graph.Fold(typed))
	if len(words) == 0 {
		return nil
	}
	type scored struct {
		*listed
		fit, slips int
	}
	var found []scored
	for i := range d.actors {
		a := &d.actors[i]
		if kind != "" && a.Kind != kind {
			continue
		}
		best := scored{a, noFit, 0}
		for _, name := range a.names {
			if fit, slips := compare(words, name); fit < best.fit || fit == best.fit && slips < best.slips {
				best.fit, best.slips = fit, slips
			}
		}
		if best.fit < noFit {
			found = append(found, best)
		}
	}
	slices.SortFunc(found, func(x, y scored) int {
		return cmp.Or(cmp.Compare(x.fit, y.fit), cmp.Compare(x.slips, y.slips), cmp.Compare(y.Events, x.Events), cmp.Compare(x.ID, y.ID))
	})
	var hits []Hit
	for _, f := range found {
		if len(hits) == limit || f.fit == similar && found[0].fit < similar {
			break
		}
		f.Near = f.fit == similar
		hits = append(hits, f.Hit)
	}
	return hits
}

// compare says how the words fit a folded name.
func compare(words []string, name string) (fit, slips int) {
	of := strings.Fields(name)
	fit = sameWords
	if strings.Join(words, " ") == name {
		return sameName, 0
	}
	for _, w := range words {
		one, n := noFit, 0
		for _, o := range of {
			switch {
			case o == w:
				one = sameWords
			case strings.HasPrefix(o, w):
				one = min(one, beginning)
			case one > similar:
				if k := slip(w, o); k > 0 {
					one, n = similar, k
				}
			}
		}
		if one == noFit {
			return noFit, 0
		}
		fit = max(fit, one)
		slips += n
	}
	return fit, slips
}

// slip is how many letters were mistyped, left out, doubled or swapped to make w
// of o: at most one in four letters, at most two; 0 when it is more.
func slip(w, o string) int {
	a, b := []rune(w), []rune(o)
	allowed := min(len(a)/4, 2)
	if allowed == 0 || max(len(a)-len(b), len(b)-len(a)) > allowed {
		return 0
	}
	// The distance of Damerau and Levenshtein, in which a swap is one slip.
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	if n := last[len(b)]; n <= allowed {
		return n
	}
	return 0
}
