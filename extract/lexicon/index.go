package lexicon

import (
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
	words map[string]uint32
	next  map[uint64]uint32 // node<<32 | word -> node
	at    map[uint32][]Entry
	nodes uint32
}

// Match is a surface found in a sequence of words.
type Match struct {
	Words   int // how many words it covers
	Entries []Entry
}

// Words is a sentence made ready for Find: each word as written and folded.
type Words struct {
	Text []string
	fold []uint32 // the word's number in the index, 0 when no surface has it
}

// Words prepares the words of a sentence for Find.
func (l *Lexicon) Words(text []string) Words {
	w := Words{Text: text, fold: make([]uint32, len(text))}
	for i, s := range text {
		w.fold[i] = l.index.words[Fold(s)]
	}
	return w
}

// Find returns the surfaces that begin at word i, the longest first. Surfaces
// of names match only words written with a capital, acronyms only as the table
// writes them, offices and bodies in any case.
func (l *Lexicon) Find(w Words, i int) []Match {
	var found []Match
	node := uint32(0)
	for j := i; j < len(w.fold); j++ {
		if w.fold[j] == 0 {
			break
		}
		var ok bool
		if node, ok = l.index.next[uint64(node)<<32|uint64(w.fold[j])]; !ok {
			break
		}
		var entries []Entry
		for _, e := range l.index.at[node] {
			if e.fits(w.Text[i : j+1]) {
				entries = append(entries, e)
			}
		}
		if entries != nil {
			found = append(found, Match{j + 1 - i, entries})
		}
	}
	for a, b := 0, len(found)-1; a < b; a, b = a+1, b-1 {
		found[a], found[b] = found[b], found[a]
	}
	return found
}

// Lookup returns the entries of a whole surface given as words, in any case.
func (l *Lexicon) Lookup(words ...string) []Entry {
	node := uint32(0)
	for _, s := range words {
		n, ok := l.index.words[Fold(s)]
		if !ok {
			return nil
		}
		if node, ok = l.index.next[uint64(node)<<32|uint64(n)]; !ok {
			return nil
		}
	}
	return l.index.at[node]
}

func (e *Entry) fits(words []string) bool {
	if e.exact {
		return strings.Join(words, "") == strings.ReplaceAll(e.Surface, " ", "")
	}
	if e.lower {
		return true
	}
	// A capital somewhere is enough: "al-Sisi", "bin Salman", "the Hague".
	for _, w := range words {
		for _, r := range w {
			if unicode.IsUpper(r) {
				return true
			}
		}
	}
	return false
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
		f := Fold(s)
		n, ok := x.words[f]
		if !ok {
			n = uint32(len(x.words) + 1)
			x.words[f] = n
		}
		key := uint64(node)<<32 | uint64(n)
		if node, ok = x.next[key]; !ok {
			x.nodes++
			node = x.nodes
			x.next[key] = node
		}
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
