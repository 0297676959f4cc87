// Package who reads who is named in an article: people with their titles and
// nationalities, states and the capitals and buildings that stand for their
// governments, ministries, organisations; and who "his Russian counterpart",
// "the president", "he" and "the two leaders" are.
//
// It works in two steps. A chunker finds, in one sentence, the phrases that can name
// actors, from the words and the dictionaries alone. A Reader then goes through
// the article's sentences in order and says which Actor each phrase names.
package who

import (
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// Form says what kind of words a phrase is made of.
type Form uint8

// The forms, from the plainest to those that need the article around them.
const (
	FullName     Form = iota + 1 // "Turkish President Recep Tayyip Erdogan"
	Surname                      // "Erdogan", "President Erdogan", "Mr Modi"
	State                        // "Russia", "Moscow", "the Kremlin"
	Body                         // "the Turkish foreign ministry"
	Organisation                 // "NATO", "Hamas"
	InOffice                     // "the Turkish president", "the foreign minister"
	Counterpart                  // "his Russian counterpart"
	Pronoun                      // "he", "they"
	Group                        // "the two leaders", "both sides", "the presidents of X and Y"
	Unnamed                      // "a senior U.S. official": speaks for a state or a body
	Adjective                    // "Russian" before a noun
	Compound                     // "US-Iran", "Trump-Xi"
)

// Phrase is a stretch of a sentence that names an actor or several.
type Phrase struct {
	Form Form
	// First and Last are the tokens it covers, both inclusive, titles and
	// appositions with it; Head is the token that stands for it in the syntax, and
	// NameFirst and NameLast are the name alone, -1 when there is none.
	First, Last, Head   int
	NameFirst, NameLast int
	// Entries are the dictionary's senses of the name; empty for people that no
	// dictionary knows.
	Entries []lexicon.Entry
	// Offices are the offices that the phrase gives the person or asks for.
	Offices []Held
	// Of are the states and organisations that qualify it: "Turkish", "NATO's".
	// Several qualify a Group.
	Of []Of
	// Owner is the person whose deputy, spokesman or counterpart it is; the token
	// of a pronoun or a name, -1 for none.
	Owner int
	// Plural is set for groups, with Count when the words give a number.
	Plural bool
	Count  int
	// Titles are the words of rank and courtesy before a name, in lower case:
	// "general", "ayatollah".
	Titles []string
	// Gender is the gender that a title tells: "m", "f" or empty.
	Gender string
	// Former is set when the office is past: "former", "ex-", "then".
	Former bool
	// Definite is set for "the", "his", "both"; not for "a" and bare nouns.
	Definite bool
	// Noun is the lemma of the noun that heads it when it has no name:
	// "president", "side", "official".
	Noun string
	// Parts are the names of a Compound.
	Parts []Part
	// Actors are whom it names, and Via how that was found; set by Reader.Resolve.
	Actors []*Actor
	Via    string
	// inner phrases lie within another and qualify it.
	inner bool
}

// Part is one of the names that a hyphen joins.
type Part struct {
	Words   string
	Of      []Of
	Entries []lexicon.Entry // people's
}

// Held is an office as a phrase gives it.
type Held struct {
	Office *lexicon.Office
	// Words is how the text writes it.
	Words string
	// States bounds the words to this office in some states; nil for all.
	States []string
}

// Of is a state or an organisation that qualifies a phrase.
type Of struct {
	// ID is a state's code, "org:nato", or STATE/FUNCTION for a body of a state.
	ID string
	// Row is the dictionary's row.
	Row string
	// Token is where it stands, and Words the metonym or short name by which it does.
	Token int
	Words string
}

// Sentence is a sentence with its phrases.
type Sentence struct {
	Tokens  []syntax.Token
	Phrases []*Phrase
	// at gives, for each token, the index of the outermost phrase that covers it,
	// -1 for none.
	at []int
}

// At returns the outermost phrase that covers a token, or nil.
func (s *Sentence) At(token int) *Phrase {
	if token < 0 || token >= len(s.at) || s.at[token] < 0 {
		return nil
	}
	return s.Phrases[s.at[token]]
}

// Words returns the text from token first to token last, with single spaces.
func (s *Sentence) Words(first, last int) string {
	var b []byte
	for i := first; i <= last; i++ {
		t := s.Tokens[i]
		// A title's tokens lie nowhere in the text, so their gaps are not known.
		if i > first && (t.Start > s.Tokens[i-1].End || t.Start < 0 && wordFirst(t.Text)) {
			b = append(b, ' ')
		}
		b = append(b, t.Text...)
	}
	return string(b)
}

// top returns the token by which a phrase hangs on the rest of the sentence:
// "minister" of "the foreign minister, Hakan Fidan," whose name is in apposition
// to it.
func (s *Sentence) top(p *Phrase) int {
	k := p.Head
	for n := 0; n < 8; n++ {
		h := s.Tokens[k].Head
		if h < p.First || h > p.Last {
			break
		}
		k = h
	}
	return k
}

func wordFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

var formNames = [...]string{"", "full name", "surname", "state", "body", "organisation", "office", "counterpart", "pronoun", "group", "unnamed", "adjective", "compound"}

func (f Form) String() string { return formNames[f] }
