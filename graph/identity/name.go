package identity

import (
	_ "embed" // names.tsv
	"slices"
	"strings"
	"sync"

	"github.com/demarche-graph/demarche/graph"
)

//go:embed names.tsv
var namesTable string

// table is what names.tsv holds.
type table struct {
	given     map[string]string // one form for all spellings of a given name
	particles map[string]bool   // words that are left out as often as not
	hard      map[string]bool   // states in whose names h and g are one letter
}

var names = sync.OnceValue(func() table {
	t := table{map[string]string{}, map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(namesTable) {
		form, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Split(rest, "|") {
			switch form {
			case "particle":
				t.particles[w] = true
			case "h=g":
				t.hard[w] = true
			default:
				t.given[w] = form
			}
		}
	}
	return t
})

// nameKey brings the spellings of a person's name to one form, and reports
// whether it is a full name: two words or more that are no initials. State is the
// code of the one that the person acts for, or empty.
func nameKey(name, state string) (key string, full bool) {
	t := names()
	var words, initials []string
	all := strings.Fields(graph.Fold(name))
	for i, w := range all {
		switch {
		case len(w) == 1:
			initials = append(initials, w)
		case t.particles[w]:
		case i > 0 && i < len(all)-1 && patronymic(w):
			// "Nikolai Ivanovich Petrov" is mostly written without.
		default:
			words = append(words, w)
		}
	}
	if len(words) < 2 {
		return strings.Join(append(initials, words...), "-"), false
	}
	for i, w := range words {
		if form, ok := t.given[w]; ok {
			words[i] = form
		} else {
			words[i] = transliterated(w)
		}
		if t.hard[state] {
			words[i] = strings.ReplaceAll(words[i], "g", "h") // Hrynko, Grinko
		}
	}
	slices.Sort(words) // "Yachi Shotaro" and "Shotaro Yachi"
	return strings.Join(words, "-"), true
}

func patronymic(w string) bool {
	for _, end := range []string{"ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+1 {
			return true
		}
	}
	return false
}

// sounds are spellings of one sound by different ways of transliteration. They are
// few on purpose: what joins Hassan with Hussein would do more harm than good.
var sounds = strings.NewReplacer(
	"shch", "s", "sch", "s", "sh", "s", "tch", "c", "ch", "c", "dzh", "j", "dj", "j", "zh", "j", "kh", "h", "gh", "g", "ph", "f", "th", "t", "dh", "d",
	"ck", "k", "qu", "k", "q", "k", "x", "ks", "w", "v", "ou", "u", "oo", "u", "ee", "i", "y", "i",
)

// transliterated brings the spellings of a word in Latin letters closer together.
func transliterated(w string) string {
	s := sounds.Replace(w)
	if rest, ok := strings.CutPrefix(s, "ie"); ok && rest != "" {
		s = "e" + rest // Yevgeny, Evgeny
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if r != last { // Medinskiy, Medinsky; Abdallah, Abdalah
			b.WriteRune(r)
		}
		last = r
	}
	if s := strings.TrimSuffix(b.String(), "h"); len(s) > 2 {
		return s // Abdullah, Abdulla
	}
	return b.String()
}
