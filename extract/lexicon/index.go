package lexicon

import (
	"slices"
	"strings"
	"unicode"
)

// Sense says what a surface of a dictionary names.
type Sense uint8

// The senses. One surface may have several: Georgia, "leader", "the Guardian".
const (
	CountryName Sense = iota + 1
	CountryAdjective
	CountryPeople // nouns for a state's people: Russians
	Capital
	PersonName   // a full name, or a mononym that needs no context
	PersonSecond // a surname; which person it is depends on the article
	OrganisationName
	OrganisationSecond // a short form that needs the full one before it
	Metonym
	OfficeName
	BodyName
	TitleWord
)

// Entry is one sense of one surface.
type Entry struct {
	Sense        Sense
	Country      *Country
	Person       *Person
	Organisation *Organisation
	Office       *Office
	Body         *Body
	// Target is what a metonym stands for, in the form of Term.Body; States
	// bounds an office's surface to some states; TitleKind is that of a title.
	Target    string
	States    []string
	TitleKind string
	Gender    string
	// Surface is the surface as the table writes it.
	Surface string
	exact   bool // an acronym: matches only as written
	lower   bool // offices and bodies match in lower case too
}

// Row identifies the entry's row in its table, for explanations.
func (e *Entry) Row() string {
	switch e.Sense {
	case CountryName, CountryAdjective, CountryPeople, Capital:
		return "countries/" + e.Country.Code
	case PersonName, PersonSecond:
		return "people/" + e.Person.ID
	case OrganisationName, OrganisationSecond:
		return "organisations/" + e.Organisation.ID
	case Metonym:
		return "metonyms/" + e.Surface
	case OfficeName:
		return "offices/" + e.Office.ID
	case BodyName:
		return "bodies/" + e.Body.ID
	case TitleWord:
		return "titles/" + e.Surface
	}
	return ""
}

// index finds surfaces in sequences of words: a trie over folded words.
type index struct {
	words vocabulary
	edges edges
	at    [][]Entry // of the surfaces that end at a node; the root is node 0
}

func newIndex() index {
	return index{words: newVocabulary(1 << 15), edges: newEdges(1 << 16), at: make([][]Entry, 1, 1<<15)}
}

// Lookup returns the entries of a whole surface given as words, in any case.
func (l *Lexicon) Lookup(words ...string) []Entry {
	node := uint32(0)
	for _, s := range words {
		if node = l.index.edges.follow(node, l.index.words.number(s)); node == 0 {
			return nil
		}
	}
	return slices.Clip(l.index.at[node])
}

func (x *index) add(e Entry) {
	words := split(e.Surface)
	if len(words) == 0 {
		return
	}
	e.lower = e.lower || strings.ToLower(e.Surface) == e.Surface // "six-party talks"
	e.exact = acronym(e.Surface) || (e.Sense == OrganisationName || e.Sense == OrganisationSecond) && camel(e.Surface)
	node := uint32(0)
	for _, s := range words {
		node = x.edges.grow(node, x.words.add(Fold(s)))
	}
	for int(node) >= len(x.at) {
		x.at = append(x.at, nil)
	}
	x.at[node] = append(x.at[node], e)
}

// acronym reports whether a surface is written in capitals only and so short
// that in other case it would be another word: US, WHO, U.N.
func acronym(s string) bool {
	if len(s) > 6 || strings.ContainsRune(s, ' ') {
		return false
	}
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			return false
		}
	}
	return upper >= 2
}

// camel reports whether a short word has capitals within it, as some acronyms do:
// LeT, DoD.
func camel(s string) bool {
	if len(s) > 5 {
		return false
	}
	upper := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case !unicode.IsLower(r):
			return false
		}
	}
	return upper >= 2
}
