package syntax

import (
	"fmt"
	"slices"
)

// Dep is how a word depends on its head, in the labels of CLEAR (Choi and Palmer
// 2012) as spaCy's English models use them.
type Dep uint8

// The labels. NoDep is that of a token that was not parsed. The parser counts on
// NoDep and Root being the first two, and its weights on the order.
const (
	NoDep     Dep = iota
	Root          // head of the sentence
	Acl           // clause that modifies a noun: "a plan to meet", "talks held in Doha"
	Acomp         // adjective after a verb: "is ready"
	Advcl         // adverbial clause: "after they met"
	Advmod        // adverb
	Agent         // "by" of a passive: "received by"
	Amod          // adjective before a noun
	Appos         // apposition: "Lavrov, the minister"
	Attr          // noun after "be": "is the minister"
	Aux           // auxiliary: "will meet"
	Auxpass       // auxiliary of a passive: "was received"
	Case          // possessive mark: "'s"
	Cc            // "and", "or"
	Ccomp         // clause that is an object: "said that they met"
	Compound      // noun before a noun: "phone call", "Vladimir Putin"
	Conj          // second of coordinated words
	Csubj         // clause that is a subject
	Csubjpass     // clause that is the subject of a passive
	Dative        // indirect object: "told reporters"
	Other         // unclassified ("dep")
	Det           // article or demonstrative
	Dobj          // direct object
	Expl          // "there is"
	Intj          // interjection
	Mark          // "that", "if", "after" before a clause
	Meta          // markup
	Neg           // "not", "n't", "never"
	Nmod          // noun that modifies a noun otherwise
	Npadvmod      // noun phrase used as an adverb: "met Monday"
	Nsubj         // subject
	Nsubjpass     // subject of a passive
	Nummod        // number
	Oprd          // object's predicate: "called him a friend"
	Parataxis     // inserted clause
	Pcomp         // clause after a preposition: "after meeting"
	Pobj          // noun after a preposition
	Poss          // possessor: "Lavrov's visit", "his visit"
	Preconj       // "both" of "both ... and"
	Predet        // "all" of "all the talks"
	Prep          // preposition
	Prt           // particle: "called off"
	Punct         // mark
	Quantmod      // "about" of "about 20"
	Relcl         // relative clause: "who met him"
	Xcomp         // clause without a subject of its own: "agreed to meet"
	Deps          // how many there are
)

var depNames = [Deps]string{
	"", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
	"ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta",
	"neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
	"predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
}

// String is the label as spaCy writes it: "nsubj", "ROOT"; "" for NoDep.
func (d Dep) String() string {
	if d < Deps {
		return depNames[d]
	}
	return fmt.Sprintf("Dep(%d)", uint8(d))
}

// ParseDep reads what String writes.
func ParseDep(s string) (Dep, error) {
	for d, name := range depNames {
		if name == s {
			return Dep(d), nil
		}
	}
	return NoDep, fmt.Errorf("%q is no dependency label", s)
}

// tagNames are the tags that Tag gives: the Penn Treebank's, with OntoNotes' own
// for addresses (ADD), hyphens (HYPH), other marks (NFP) and unknown text (XX).
// They are sorted; trained weights depend on the order.
var tagNames = [...]string{
	"$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR", "JJS",
	"LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO",
	"UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
}

// nameLabels are what Names gives. The beginning of a kind has an odd number,
// its continuation the next one.
var nameLabels = [...]string{
	"", "B-PERSON", "I-PERSON", "B-NORP", "I-NORP", "B-ORG", "I-ORG", "B-GPE", "I-GPE", "B-LOC", "I-LOC", "B-FAC",
	"I-FAC", "B-EVENT", "I-EVENT",
}

// tagNumber is the index of a tag in tagNames. An unknown one counts as unknown
// text.
func tagNumber(tag string) uint8 {
	i, ok := slices.BinarySearch(tagNames[:], tag)
	if !ok {
		return xx
	}
	return uint8(i)
}

const xx = 46

// TagNames lists the tags by the numbers that the weights know them by.
func TagNames() []string { return tagNames[:] }

// NameLabels lists the labels of names by number.
func NameLabels() []string { return nameLabels[:] }
