package eval

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// titles are words before a name that say nothing of whose name it is.
var titles = words(`president prime minister chancellor secretary general foreign defence defense mr mrs ms dr sir king queen
	prince crown sheikh vice deputy the of former acting us state chief envoy ambassador spokesman spokeswoman spokesperson
	press premier leader`)

// generic are words that name a body without saying whose it is.
var generic = words(`ministry government office department commission council officials army military presidency palace bloc rebels side`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// fold brings a name to its letters and digits, in lower case, without accents
// and without the possessive.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	s = strings.ReplaceAll(strings.ReplaceAll(b.String(), "’", "'"), "'s", "")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), " ")
}

// core is a folded name without titles, or with them when it is nothing else.
func core(s string) string {
	folded := fold(s)
	left := slices.DeleteFunc(strings.Fields(folded), func(w string) bool { return titles[w] })
	if len(left) == 0 {
		return folded
	}
	return strings.Join(left, " ")
}

// same reports whether a name is one of those by which an actor may be called: it
// is alike but for titles, it is the surname of a full name, or it has the same
// first and last word.
func same(name string, aliases []string) bool {
	folded, bare := fold(name), core(name)
	x := strings.Fields(bare)
	for _, alias := range aliases {
		other := core(alias)
		if folded == fold(alias) || bare == other {
			return true
		}
		y := strings.Fields(other)
		if len(x) == 0 || len(y) == 0 || len(x) == 1 && generic[x[0]] || len(y) == 1 && generic[y[0]] {
			continue // "ministry" alone says nothing of whose
		}
		if x[len(x)-1] == y[len(y)-1] && (len(x) == 1 || len(y) == 1 || x[0] == y[0]) {
			return true
		}
	}
	return false
}
