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

// same reports whether two entries are one sense of one row.
func (e *Entry) same(o *Entry) bool {
	if e.Sense != o.Sense || e.Target != o.Target {
		return false
	}
	switch e.Sense {
	case Metonym, TitleWord:
		return e.Surface == o.Surface
	}
	return e.Country == o.Country && e.Person == o.Person && e.Organisation == o.Organisation && e.Office == o.Office && e.Body == o.Body
}

// index finds surfaces in sequences of words: a trie over folded words.
type index struct {
	words vocabulary
	edges edges
	// entries are those of all surfaces by the node at which they end, in the order of
	// the tables; those of node n are entries[from[n]:from[n+1]]. The root is node 0.
	entries []Entry
	from    []uint32
	nodes   []uint32 // while it is filled, the nodes of the entries
}

// newIndex makes room for about as many entries as are told.
func newIndex(entries int) index {
	return index{words: newVocabulary(1 << 16), edges: newEdges(1 << 18), entries: make([]Entry, 0, entries), nodes: make([]uint32, 0, entries)}
}

func (x *index) at(node uint32) []Entry {
	return x.entries[x.from[node]:x.from[node+1]:x.from[node+1]]
}

// Lookup returns the entries of a whole surface given as words, in any case.
func (l *Lexicon) Lookup(words ...string) []Entry {
	node := uint32(0)
	for _, s := range words {
		if node = l.index.edges.follow(node, l.index.words.number(s)); node == 0 {
			return nil
		}
	}
	return l.index.at(node)
}

func (x *index) add(e Entry) {
	node, words := uint32(0), 0
	for word := range split(e.Surface) {
		n := x.words.number(word)
		if n == 0 {
			n = x.words.add(Fold(word))
		}
		node = x.edges.grow(node, n)
		words++
	}
	if words == 0 {
		return
	}
	e.lower = e.lower || !hasCapital(e.Surface) && strings.ToLower(e.Surface) == e.Surface // "six-party talks"
	e.exact = acronym(e.Surface) || (e.Sense == OrganisationName || e.Sense == OrganisationSecond) && camel(e.Surface)
	x.entries, x.nodes = append(x.entries, e), append(x.nodes, node)
}

// distinct leaves out entries that say nothing that another of the list does not.
func distinct(list []Entry) []Entry {
	words := slices.DeleteFunc(slices.Clone(list), func(e Entry) bool { return e.exact })
	var kept []Entry
	for _, e := range list {
		same := func(o Entry) bool { return o.same(&e) }
		if slices.ContainsFunc(kept, same) || e.exact && slices.ContainsFunc(words, same) {
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// close brings the entries into the order of their nodes, and leaves one of those
// that are the same sense of the same row: a surface that is the same word folded
// and given twice by one row (Erdoğan, Erdogan) is one entry. An acronym that is
// also written as a word (ISIS, Isis) is the word, which matches both.
func (x *index) close() {
	x.from = make([]uint32, x.edges.nodes+2)
	for _, n := range x.nodes {
		x.from[n+1]++
	}
	for n := range x.edges.nodes + 1 {
		x.from[n+1] += x.from[n]
	}
	next := slices.Clone(x.from)
	for i, n := range x.nodes {
		x.nodes[i] = next[n] // from here on, where the entry belongs
		next[n]++
	}
	for i := range x.nodes {
		for to := x.nodes[i]; int(to) != i; to = x.nodes[i] {
			x.entries[i], x.entries[to] = x.entries[to], x.entries[i]
			x.nodes[i], x.nodes[to] = x.nodes[to], to
		}
	}
	ordered := x.entries
	end := uint32(0)
	for n := range x.edges.nodes + 1 {
		first := end
		all := ordered[x.from[n]:x.from[n+1]]
		if len(all) > 1 {
			all = distinct(slices.Clone(all))
		}
		end += uint32(copy(ordered[end:], all))
		x.from[n] = first
	}
	x.from[x.edges.nodes+1] = end
	clear(ordered[end:])
	x.entries, x.nodes = ordered[:end], nil
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
