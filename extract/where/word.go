package where

import (
	"errors"
	"strings"
)

// wordKind is what words.tsv says of a word, as a set of bits.
type wordKind uint32

// The kinds of words.tsv. data/words.tsv holds the words themselves.
const (
	calendarWord     wordKind = 1 << iota // March, Monday: no place by itself
	titleWord                             // "Mr", "Senator": a person follows
	brandWord                             // "Times", "Airways": the name before is part of a name that is no place
	bodyWord                              // "Police", "University": the name beside is that of a body
	headingWord                           // "River", "County": the name before belongs to it
	streetWord                            // "Street": makes a street of the words before, known or not
	siteWord                              // "Island", "Stadium": makes a place of the words before, known or not
	leadWord                              // "Lake", "Mount": makes a place of the words after
	settlementWord                        // "city", "province": "the city of X", "X province"
	nearWord                              // "in", "near": a place follows
	weakWord                              // "of", "and": a place may follow
	sayWord                               // "said": who speaks is a person or a government
	relativeWord                          // "son": a person follows or precedes
	neverWord                             // no place when it stands alone
	languageWord                          // "speaks": a language follows
	abbreviationWord                      // "St": its full stop ends no sentence
	officeWord                            // "governor": the name before is a division, not its city
	directionWord                         // "northern": a place follows
	functionWord                          // "the", "said": no noun of an adjective before it
	compoundWord                          // "-based": a place comes before
	particleWord                          // "de", "bin": a name goes on
	insideWord                            // "in": a place follows, seldom anything else
	suffixWord                            // "county": a place comes before, known or not
)

var wordKinds = map[string]wordKind{
	"calendar": calendarWord, "title": titleWord, "brand": brandWord, "body": bodyWord, "heading": headingWord, "street": streetWord,
	"site": siteWord, "lead": leadWord, "settlement": settlementWord, "near": nearWord, "weak": weakWord, "say": sayWord,
	"relative": relativeWord, "office": officeWord, "direction": directionWord, "suffix": suffixWord, "inside": insideWord, "particle": particleWord, "function": functionWord, "compound": compoundWord, "never": neverWord, "language": languageWord, "abbreviation": abbreviationWord,
}

func (g *Gazetteer) addWords(rows []row) error {
	var faults []error
	for _, r := range rows {
		k, ok := wordKinds[r.cells[1]]
		if !ok {
			faults = append(faults, r.fault("no kind of word is called %q", r.cells[1]))
		}
		if strings.Contains(r.cells[0], " ") {
			g.notPlaces[string(fold(nil, r.cells[0]))] = true
			continue
		}
		g.words[r.cells[0]] |= k
		g.lengths[r.cells[0][0]|0x20] |= 1 << min(len(r.cells[0]), 31)
		if m := r.cells[2]; m != "" {
			g.makes[r.cells[0]] = Kind(m)
		}
	}
	return errors.Join(faults...)
}

// abbreviation tells of a word before a full stop that the stop may not end the
// sentence: "St. Thomas", "Sen. Graham", "Ky. (AP)".
func (g *Gazetteer) abbreviation(s string) bool {
	return g.words[s]&(abbreviationWord|titleWord|calendarWord|officeWord) != 0 || len(g.abbreviations[s]) > 0
}

// lowerKinds are the kinds of words that mean the same at the head of a sentence.
const lowerKinds = settlementWord | nearWord | weakWord | relativeWord | languageWord | directionWord | particleWord | insideWord

// kind returns what words.tsv says of the i-th word, 0 beyond the text's ends.
// Titles, bodies and the like are so only with their capital letter.
func (r *reader) kind(i int) wordKind {
	if i < 0 || i >= len(r.words) {
		return 0
	}
	s := r.text(i)
	if len(s) > 31 || r.g.lengths[s[0]|0x20]&(1<<len(s)) == 0 {
		return 0 // most words of a text end here, without a look into the table
	}
	k := r.g.words[s]
	switch r.words[i].shape {
	case capital:
		k |= r.g.words[strings.ToLower(s)] & lowerKinds
	case upper:
		if k == 0 && !strings.Contains(s, ".") {
			k = r.g.words[s[:1]+strings.ToLower(s[1:])]
		}
	}
	return k
}

// text returns the i-th word as it is written, without a closing full stop.
func (r *reader) text(i int) string {
	w := r.words[i]
	return r.doc.Text[w.start:w.end]
}
