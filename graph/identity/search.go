package identity

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Distance says how far a name is from what somebody typed in search of it: 0 when
// every word typed is one of the name, 1 for each word that is only the beginning
// of one, sounds like one in another transliteration or is a nickname, 2 for each with a letter or two wrong.
// Case, accents and order don't count. False when a word has no match.
func Distance(typed, name string) (int, bool) {
	words := strings.Fields(graph.Fold(name))
	n := 0
	for _, t := range strings.Fields(graph.Fold(typed)) {
		best := 3
		for _, w := range words {
			best = min(best, wordDistance(t, w))
		}
		if best == 3 {
			return 0, false
		}
		n += best
	}
	return n, len(words) > 0 && strings.TrimSpace(typed) != ""
}

func wordDistance(a, b string) int {
	switch {
	case a == b:
		return 0
	case form(a) == form(b), len(a) >= 3 && strings.HasPrefix(b, a):
		return 1
	case misspelt(a, b):
		return 2
	}
	return 3
}

// form is how a word of a name sounds, or the given name that it stands for.
func form(w string) string {
	if f, ok := names().given[w]; ok {
		return f
	}
	return transliterated(w)
}

// misspelt reports whether two words differ by a letter, or two where they are
// long: left out, doubled, changed, or two neighbours in the wrong order.
func misspelt(a, b string) bool {
	x, y := []rune(a), []rune(b)
	limit := 0
	switch n := min(len(x), len(y)); {
	case n >= 8:
		limit = 2
	case n >= 4:
		limit = 1
	}
	if limit == 0 || max(len(x)-len(y), len(y)-len(x)) > limit {
		return false
	}
	return edits(x, y) <= limit
}

// edits is the distance of Damerau and Levenshtein (optimal string alignment).
func edits(x, y []rune) int {
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		last := row
		row = make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = slices.Min([]int{last[j] + 1, row[j-1] + 1, last[j-1] + change})
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before = last
	}
	return row[len(y)]
}
