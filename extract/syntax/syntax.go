// Package syntax reads the structure of English sentences: tokens with exact
// offsets, part-of-speech tags, lemmas, dependency heads and labels, and names.
//
// It is made for news, where most of a sentence's meaning for diplomacy lies in
// who stands in which relation to which verb ("was received by", "told
// reporters that"). The labels are those of the Penn Treebank (tags), of CLEAR
// as spaCy's English models give them (dependencies) and of OntoNotes (names),
// so that their documentation serves here too.
//
// A sentence goes through the stages in this order; each reads only what the
// ones before it wrote:
//
//	Tokenize  Start, End, Text
//	Tag       Tag, Lemma
//	Parse     Head, Dep
//	Names     Name
//
// The stages are statistical. README.md tells how often each label is right.
package syntax

// Token is a word or a mark of a sentence.
type Token struct {
	// Start and End are bytes into the text that was given, End exclusive.
	Start, End int
	// Text is exactly that slice, with its typographic quotes as they stood.
	Text string
	// Tag is the part of speech, in the tags of the Penn Treebank.
	Tag string
	// Lemma is the dictionary form in lower case: "meet" for "met", "be" for a
	// verbal "'s".
	Lemma string
	// Head is the index in the sentence of the word that this one depends on,
	// -1 for the root. A parsed sentence has one root.
	Head int
	// Dep is how it depends on its head.
	Dep Dep
	// Name is "" or the name that this token begins ("B-PERSON") or continues
	// ("I-PERSON"). The kinds are PERSON, NORP (nationalities, religions and
	// parties), ORG, GPE (states and cities), LOC, FAC (buildings) and EVENT.
	Name string
}
