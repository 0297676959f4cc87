package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a surface found in a sequence of words.
type Match struct {
	Words   int // how many words it covers
	Entries []Entry
}

// Senses is a set of senses.
type Senses uint16

// SensesOf makes a set.
func SensesOf(senses ...Sense) Senses {
	var s Senses
	for _, x := range senses {
		s |= 1 << x
	}
	return s
}

// Has reports whether the set has a sense.
func (s Senses) Has(x Sense) bool { return s>>x&1 != 0 }

// Words is a sentence in which the surfaces were found.
type Words struct {
	// matches are those of all words, the longest first where several begin at one;
	// those that begin at word i are matches[from[i]:from[i+1]].
	matches []Match
	from    []uint32
	senses  []Senses // of all the surfaces that begin at a word
}

// Find returns the surfaces that begin at word i, the longest first. Surfaces
// of names match only words written with a capital, acronyms only as the table
// writes them, offices and bodies in any case. The entries belong to the lexicon
// and are not to be changed.
func (w *Words) Find(i int) []Match { return w.matches[w.from[i]:w.from[i+1]] }

// Senses tells which senses the surfaces have that begin at word i.
func (w *Words) Senses(i int) Senses { return w.senses[i] }

// Words finds the surfaces in the words of a sentence. Every word that begins none
// costs one look into a table.
func (l *Lexicon) Words(text []string) Words {
	x := &l.index
	numbers := make([]uint32, len(text))
	for i, s := range text {
		numbers[i] = x.words.number(s)
	}
	w := Words{from: make([]uint32, len(text)+1), senses: make([]Senses, len(text))}
	for i := range text {
		w.from[i] = uint32(len(w.matches))
		node := uint32(0)
		for j := i; j < len(text) && numbers[j] != 0; j++ {
			if node = x.edges.follow(node, numbers[j]); node == 0 {
				break
			}
			if entries := fitting(x.at(node), text[i:j+1]); len(entries) > 0 {
				w.matches = append(w.matches, Match{j + 1 - i, entries})
				for k := range entries {
					w.senses[i] |= 1 << entries[k].Sense
				}
			}
		}
		slices.Reverse(w.matches[w.from[i]:])
	}
	w.from[len(text)] = uint32(len(w.matches))
	return w
}

// fitting returns the entries that words can mean as they are written. Mostly that
// is all of them, and then no list is made.
func fitting(entries []Entry, words []string) []Entry {
	n := 0
	for n < len(entries) && entries[n].fits(words) {
		n++
	}
	if n == len(entries) {
		return entries
	}
	var out []Entry
	for k := range entries {
		if k < n || k > n && entries[k].fits(words) {
			out = append(out, entries[k])
		}
	}
	return out
}

func (e *Entry) fits(words []string) bool {
	if e.exact {
		return written(e.Surface, words)
	}
	if e.lower {
		return true
	}
	// A capital somewhere is enough: "al-Sisi", "bin Salman", "the Hague".
	for _, w := range words {
		if hasCapital(w) {
			return true
		}
	}
	return false
}

// written reports whether words are a surface to the letter, spaces left out.
func written(surface string, words []string) bool {
	for _, w := range words {
		for w != "" {
			surface = strings.TrimLeft(surface, " ")
			n := len(surface)
			if i := strings.IndexByte(surface, ' '); i >= 0 {
				n = i
			}
			n = min(n, len(w))
			if n == 0 || surface[:n] != w[:n] {
				return false
			}
			surface, w = surface[n:], w[n:]
		}
	}
	return strings.TrimLeft(surface, " ") == ""
}

func hasCapital(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.IndexFunc(s, unicode.IsUpper) >= 0
		}
		if 'A' <= s[i] && s[i] <= 'Z' {
			return true
		}
	}
	return false
}
