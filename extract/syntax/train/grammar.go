package main

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// grammar makes sentences with known trees for what the articles have too few
// of, and spaCy often misreads: headlines in the present tense, readouts, people
// named after their state, participles between a subject and its verb.
type grammar struct {
	random *rand.Rand
	words  map[string][]string // the lists of vocabulary.txt
}

//go:embed vocabulary.txt
var vocabulary string

func newGrammar(seed uint64) *grammar {
	g := &grammar{random: source(seed), words: map[string][]string{}}
	for line := range strings.Lines(vocabulary) {
		if f := strings.Fields(line); f[0] != "#" {
			g.words[f[0]] = append(g.words[f[0]], f[1:]...)
		}
	}
	return g
}

// phrase is a word with what depends on it, in order.
type phrase struct {
	word, tag, dep, name string
	left, right          []*phrase
}

func w(word, tag, dep string, left ...*phrase) *phrase {
	return &phrase{word: word, tag: tag, dep: dep, left: left}
}

// with puts dependents after the phrase.
func (p *phrase) with(right ...*phrase) *phrase {
	for _, r := range right {
		if r != nil {
			p.right = append(p.right, r)
		}
	}
	return p
}

// as sets how the phrase depends on its head.
func (p *phrase) as(dep string) *phrase { p.dep = dep; return p }

// before puts dependents in front of the phrase and of those there.
func (p *phrase) before(left ...*phrase) *phrase {
	p.left = append(append([]*phrase(nil), left...), p.left...)
	return p
}

func (g *grammar) oneOf(words []string) string { return words[g.random.IntN(len(words))] }

// pick takes one of the words given, from one of a list of the vocabulary.
func (g *grammar) pick(words string) string { return g.oneOf(strings.Fields(words)) }
func (g *grammar) from(list string) string  { return g.oneOf(g.words[list]) }

func (g *grammar) chance(p float64) bool { return g.random.Float64() < p }

const (
	base = iota
	third3
	past
	participle
)

func (g *grammar) verb(of string, form int) (string, string) {
	f := strings.Split(g.from(of), "/")
	return f[form], [...]string{"VB", "VBZ", "VBD", "VBN"}[form]
}

// person is a surname, or a full name, with or without a title.
func (g *grammar) person() *phrase {
	p := w(g.from("surnames"), "NNP", "")
	p.name = "B-PERSON"
	if g.chance(0.3) {
		first := w(g.from("firsts"), "NNP", "compound")
		first.name, p.name = "B-PERSON", "I-PERSON"
		p.before(first)
	}
	if g.chance(0.25) {
		switch g.random.IntN(3) {
		case 0:
			p.before(w(g.from("titles"), "NNP", "compound"))
		case 1:
			p.before(w("Minister", "NNP", "compound", w(g.pick("Prime Foreign Defence"), "NNP", "compound")))
		default:
			nation := w(g.from("demonyms"), "JJ", "amod")
			nation.name = "B-NORP"
			p.before(nation, w(g.from("titles"), "NNP", "compound"))
		}
	}
	return p
}

func (g *grammar) state() *phrase {
	p := w(g.from("states"), "NNP", "")
	if g.chance(0.15) {
		p = w(g.pick("US US US EU UN UK Kremlin Pentagon NATO"), "NNP", "")
	}
	p.name = "B-GPE"
	if strings.Contains("EU UN NATO Kremlin Pentagon", p.word) {
		p.name = "B-ORG"
	}
	return p
}

func (g *grammar) city() *phrase {
	p := w(g.from("cities"), "NNP", "pobj")
	p.name = "B-GPE"
	return p
}

// holder is an office without its article, as headlines have it: US envoy.
func (g *grammar) holder() *phrase {
	p := w(g.from("offices"), "NN", "")
	if g.chance(0.3) {
		p.before(w("foreign", "JJ", "amod"))
		p.word = g.pick("minister secretary")
	}
	if g.chance(0.5) {
		s := g.state().as("compound")
		p.before(s)
	} else {
		d := w(g.from("demonyms"), "JJ", "amod")
		d.name = "B-NORP"
		p.before(d)
	}
	return p
}

// actor is a subject of a headline, and whether it is plural.
func (g *grammar) actor() (*phrase, bool) {
	switch r := g.random.Float64(); {
	case r < 0.4:
		return g.person(), false
	case r < 0.55:
		return g.state(), false
	case r < 0.7:
		return g.holder(), false
	case r < 0.8:
		p := w(g.from("officesMany"), "NNS", "")
		d := w(g.from("demonyms"), "JJ", "amod")
		d.name = "B-NORP"
		if g.chance(0.4) {
			e := w(g.from("demonyms"), "JJ", "conj")
			e.name = "B-NORP"
			if g.chance(0.5) {
				d.with(w(",", ",", "punct"), e)
			} else {
				d.with(w("and", "CC", "cc"), e)
			}
		}
		return p.before(d), true
	default:
		one, two := g.person(), g.person().as("conj")
		if g.chance(0.4) {
			one, two = g.state(), g.state().as("conj")
		}
		if g.chance(0.5) {
			return one.with(w(",", ",", "punct"), two), true
		}
		return one.with(w("and", "CC", "cc"), two), true
	}
}

func (g *grammar) prep(word string, object *phrase) *phrase {
	return w(word, "IN", "prep").with(object.as("pobj"))
}

// occasion is "peace talks", "visit to Ankara", "call with Xi".
func (g *grammar) occasion() *phrase {
	f := strings.Split(g.from("occasions"), "/")
	p := w(f[0], f[1], "dobj")
	if g.chance(0.5) {
		p.before(w(g.from("subjects"), "NN", "compound"))
	}
	if g.chance(0.2) {
		s := g.state().as("compound")
		p.before(s)
	}
	switch g.random.IntN(6) {
	case 0:
		p.with(g.prep("with", g.person()))
	case 1:
		p.with(g.prep("with", g.state()))
	case 2:
		p.with(g.prep("on", w(g.from("topics"), "NNP", "")))
		if t := p.right[0].right[0]; t.word[0] >= 'a' {
			t.tag = "NN"
		}
	case 3:
		if p.word == "visit" || p.word == "trip" {
			p.with(g.prep("to", g.city()))
		}
	}
	return p
}

// where is a place, a day or what came before, all of which belong to the verb.
func (g *grammar) where() *phrase {
	switch g.random.IntN(5) {
	case 0, 1:
		return g.prep("in", g.city())
	case 2:
		return g.prep("on", w(g.from("weekdays"), "NNP", ""))
	case 3:
		return g.prep(g.pick("after before amid despite"), w(g.pick("storm attack talks strikes vote summit protests threats deal row"), "NN", ""))
	}
	return nil
}

// sentences makes n of them, most of them headlines.
func (g *grammar) sentences(n int) []sentence {
	var all []sentence
	for range n {
		var s sentence
		if g.chance(0.65) {
			flatten(g.headline(), -1, &s)
			style := g.random.IntN(10)
			for i, word := range s.Words {
				switch {
				case style < 2:
					s.Words[i] = strings.ToUpper(word)
				case style < 4 || i == 0:
					s.Words[i] = title(word)
				}
			}
		} else {
			flatten(g.readout(), -1, &s)
			r, size := utf8.DecodeRuneInString(s.Words[0])
			s.Words[0] = strings.ToUpper(string(r)) + s.Words[0][size:]
		}
		all = append(all, s)
	}
	return all
}

// flatten writes the words of the phrase in order and gives the place of its own.
func flatten(p *phrase, head int, s *sentence) int {
	var mine []int
	for _, l := range p.left {
		mine = append(mine, flatten(l, -2, s))
	}
	at := len(s.Words)
	s.Words = append(s.Words, p.word)
	s.Tags = append(s.Tags, p.tag)
	s.Deps = append(s.Deps, p.dep)
	s.Names = append(s.Names, p.name)
	s.Heads = append(s.Heads, head)
	for _, r := range p.right {
		mine = append(mine, flatten(r, -2, s))
	}
	for _, i := range mine {
		s.Heads[i] = at
	}
	return at
}
