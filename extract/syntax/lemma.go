package syntax

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

//go:embed data/lemmas.tsv
var lemmaText string

// inflection is the way in which a word is inflected, which its tag tells.
type inflection byte

const (
	uninflected inflection = iota
	verbal                 // of any form
	nominal
	adjectival
)

// lemmatizer gives the dictionary form of a word: what the list of exceptions
// says, or what the spelling rules of regular inflection give.
type lemmatizer struct {
	exceptions map[lemmaKey]string
}

type lemmaKey struct {
	form string
	how  inflection
}

func newLemmatizer() (*lemmatizer, error) {
	classes := map[string]inflection{"V": verbal, "N": nominal, "A": adjectival}
	l := &lemmatizer{exceptions: make(map[lemmaKey]string, 2048)}
	n := 0
	for line := range strings.Lines(lemmaText) {
		n++
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "lemma\t") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 || classes[cells[1]] == 0 {
			return nil, fmt.Errorf("data/lemmas.tsv:%d: want a lemma, V, N or A, and forms, got %q", n, line)
		}
		for form := range strings.SplitSeq(cells[2], " ") {
			l.exceptions[lemmaKey{form, classes[cells[1]]}] = cells[0]
		}
	}
	return l, nil
}

// inflectionOf says how words of the tag are inflected. Names in the plural
// ("Nations") are treated as nouns.
func inflectionOf(tag string) inflection {
	switch tag {
	case "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD":
		return verbal
	case "NNS", "NNPS":
		return nominal
	case "JJR", "JJS", "RBR", "RBS":
		return adjectival
	}
	return uninflected
}

// lemma is the dictionary form of a word in lower case.
func (l *lemmatizer) lemma(lower, tag string) string {
	switch lower {
	case "n't", "n’t":
		return "not"
	case "'d", "’d":
		if tag == "MD" {
			return "would"
		}
	}
	how := inflectionOf(tag)
	if how == uninflected {
		return lower
	}
	if e, ok := l.exceptions[lemmaKey{lower, how}]; ok {
		return e
	}
	if i := strings.LastIndexByte(lower, '-'); i >= 0 && i+1 < len(lower) { // vice-presidents, re-elected
		return lower[:i+1] + l.lemma(lower[i+1:], tag)
	}
	switch tag {
	case "VBZ", "NNS", "NNPS":
		return singular(lower)
	case "VBG":
		if stem, ok := strings.CutSuffix(lower, "ing"); ok && hasVowel(stem) {
			return infinitive(stem)
		}
	case "VBD", "VBN":
		if stem, ok := strings.CutSuffix(lower, "ied"); ok {
			return stem + "y"
		}
		if stem, ok := strings.CutSuffix(lower, "ed"); ok && hasVowel(stem) {
			return infinitive(stem)
		}
	case "JJR", "RBR":
		if stem, ok := strings.CutSuffix(lower, "ier"); ok {
			return stem + "y"
		}
	case "JJS", "RBS":
		if stem, ok := strings.CutSuffix(lower, "iest"); ok {
			return stem + "y"
		}
	}
	return lower
}

// singular takes off the s of a plural or of a verb's third person.
func singular(s string) string {
	switch {
	case len(s) < 3 || !strings.HasSuffix(s, "s") || strings.HasSuffix(s, "ss") || strings.HasSuffix(s, "us") || strings.HasSuffix(s, "is"):
		return s
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "xes"), strings.HasSuffix(s, "zzes"):
		return s[:len(s)-2]
	}
	return s[:len(s)-1]
}

// infinitive undoes what spelling does to a verb before "ed" and "ing": it
// takes off a doubled consonant and puts back a dropped e.
func infinitive(stem string) string {
	n := len(stem)
	if n < 2 || stem[n-1] >= utf8.RuneSelf {
		return stem
	}
	last, before := stem[n-1], stem[n-2]
	if last == before {
		switch last {
		case 'b', 'd', 'g', 'm', 'n', 'p', 'r', 't', 'k':
			return stem[:n-1]
		case 'l':
			if syllables(stem) > 1 { // travelled, but called
				return stem[:n-1]
			}
		}
		return stem
	}
	double := n >= 3 && strings.IndexByte("aeo", stem[n-3]) >= 0 && isVowel(before) // explain and treat, but negotiate
	silent := false
	switch last {
	case 'c', 'v', 'u', 'z', 's', 'e':
		silent = true
	case 'g':
		silent = before != 'n'
	case 'l':
		silent = strings.IndexByte("bcdfgkptz", before) >= 0 || !double && strings.IndexByte("aiou", before) >= 0
	case 't':
		silent = !double && strings.IndexByte("aou", before) >= 0
	case 'n':
		silent = !double && strings.IndexByte("iu", before) >= 0
	case 'r':
		silent = !double && strings.IndexByte("aiu", before) >= 0
	case 'p':
		silent = !double && strings.IndexByte("aiouy", before) >= 0
	case 'k', 'd', 'm', 'b':
		silent = !double && isVowel(before)
	}
	if silent {
		return stem + "e"
	}
	return stem
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

func syllables(s string) int {
	n := 0
	for i := range len(s) {
		if isVowel(s[i]) && (i == 0 || !isVowel(s[i-1])) {
			n++
		}
	}
	return n
}
