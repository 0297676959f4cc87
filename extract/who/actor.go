package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
)

// Actor is somebody or something that an article names, the same for every
// mention of it.
type Actor struct {
	// ID identifies the actor across articles: "person:vladimir-putin",
	// "country:RUS", "org:nato", "org:tur-foreign-ministry".
	ID   string
	Kind event.Kind
	// Name is the fullest form by which the article names the actor.
	Name string
	// Canonical is the dictionary's name, empty when no dictionary knows it.
	Canonical string
	// Gender is "m", "f" or empty.
	Gender string
	// Represents is the state or the organisation that a person or a body acts for.
	Represents string
	// Title is the person's office, as the article words it or as the dictionary
	// dates it.
	Title string
	// Political reports whether what the actor says counts as a statement; Unsure
	// that nothing in the article tells.
	Political, Unsure bool
	// Row is the dictionary's row, empty when no dictionary knows the actor.
	Row string

	// called are the nouns by which the article calls a person: "president".
	called []string
	// whole are the IDs of what the actor is part of or acts for, the nearest first.
	whole   []string
	person  *lexicon.Person
	offices []held
	// words are the folded words of the person's names; last are those that stand
	// at the end of one and so can stand alone.
	words, last []string
	// byOffice is set while the article has not named the person at all: Name is then
	// made of the office.
	byOffice bool
	// collective is set for a group that is named only as such.
	collective bool
	// named counts the mentions by name; since numbers the actors in the order in
	// which the sentences resolved so far bring them up, 0 for those to come.
	named, since int
}

// held is an office that the article or the dictionary gives a person.
type held struct {
	office *lexicon.Office
	of     string // state, organisation, or STATE/FUNCTION; may be empty
	former bool
}

// Via tells what kind of actor no dictionary knows: "group" for one that the
// article names only as such.
func (a *Actor) Via() string {
	if a.collective {
		return "group"
	}
	return ""
}

// holds reports whether the actor holds an office of the class or id, of the
// state when one is given.
func (a *Actor) holds(office *lexicon.Office, state string) bool {
	for _, h := range a.offices {
		if h.former || h.office.ID != office.ID {
			continue
		}
		if state == "" || h.of == state || h.of == "" && a.Represents == state || stateOf(h.of) == state {
			return true
		}
	}
	return false
}

// speaksFor reports whether the actor is a spokesperson, who tells of what another
// does.
func (a *Actor) speaksFor() bool {
	return slices.ContainsFunc(a.offices, func(h held) bool { return !h.former && h.office.Class == "spokesperson" })
}

// leads reports whether the actor is the first person of a state.
func (a *Actor) leads(state string) bool {
	for _, h := range a.offices {
		switch h.office.Class {
		case "head-of-state", "head-of-government":
			if !h.former && (stateOf(h.of) == state || h.of == "" && a.Represents == state) {
				return true
			}
		case "party", "organisation":
			if h.of == state && !h.former {
				return true
			}
		}
	}
	return false
}

// For reports whether the actor acts for another, given by its ID, directly or
// through a body that is part of it.
func (a *Actor) For(id string) bool { return slices.Contains(a.whole, id) }

// stateOf returns the state in STATE or STATE/FUNCTION, empty for an
// organisation.
func stateOf(id string) string {
	if len(id) >= 3 && id[0] >= 'A' && id[0] <= 'Z' && (len(id) == 3 || id[3] == '/') {
		return id[:3]
	}
	return ""
}

// slug makes an id of a name: "Péter Szijjártó" gives "peter-szijjarto".
func slug(name string) string {
	var b strings.Builder
	for _, r := range lexicon.Fold(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && r != '\'' && r != '.':
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// nameWords folds a name into the words by which it is compared: "Abdel-Fattah
// al-Burhan" gives abdel, fattah, burhan.
func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(lexicon.Fold(name), func(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == ',' }) {
		if w != "jr" && !particles[w] && w != "'s" {
			out = append(out, strings.Trim(w, "'"))
		}
	}
	return out
}

// compatible reports whether two names in words can be of one person: the
// shorter one's words stand in the longer in the same order, initials for words
// included, and both end alike (or both begin alike, for names that put the
// family first).
func compatible(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	if len(a) == len(b) && len(a) > 1 && a[0] == b[len(b)-1] && a[len(a)-1] == b[0] {
		return true // Kishida Fumio, Fumio Kishida
	}
	j := 0
	for _, w := range a {
		for j < len(b) && b[j] != w && !(len(w) == 1 && strings.HasPrefix(b[j], w)) && !(len(b[j]) == 1 && strings.HasPrefix(w, b[j])) {
			j++
		}
		if j == len(b) {
			return false
		}
		j++
	}
	return a[len(a)-1] == b[len(b)-1] || a[0] == b[0]
}

func appendNew(list []string, more ...string) []string {
	for _, w := range more {
		if w != "" && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
