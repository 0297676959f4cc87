// Package language says which language an article is in, as far as that is
// needed to leave out what demarche cannot read.
//
// Text in another script is told by its letters, text in Latin script by the
// small words that make up a good part of it (the table is data/words.tsv). The
// detectors that exist for Go were tried: whatlanggo (last release in 2019) sorts
// trigrams of equal count in the order of a map, so that a short text can be
// judged one way today and another tomorrow; lingua-go carries over 100 MB of
// models. Small words are as sure on anything longer than a headline, always give
// the same answer, and are what tells English from lists of foreign names.
package language

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed data/words.tsv
var table string

// English is the code of the language that demarche reads.
const English = "en"

// Detector holds the table of words. It does not change, and may be used by many
// goroutines at once.
type Detector struct {
	names []string          // of the languages
	codes []string          // ISO 639-1
	words map[string]uint64 // the languages that a word belongs to, a bit each
	code  map[string]string // name by code
	en    uint64            // the bit of English
}

// Guess is what a text seems to be in.
type Guess struct {
	// Code is ISO 639-1, or "" where the text is too short or has too little
	// running text to tell.
	Code string
	// Name is the language in English.
	Name string
}

const (
	// fewest is how many letters, and words of Latin script, a text must have to
	// be judged: two or three sentences. A headline of names is in no language.
	fewestLetters = 80
	fewestWords   = 20
	// enough is the share of small words that says English, or another language.
	// Of 1,300 articles in English half have more than 0.26, and 99 in 100 more
	// than 0.15; news in other languages hardly ever has 0.03 of English ones.
	enough = 0.10
	// sample is how many bytes are read at the head and in the middle of a text.
	// Agencies put a line in English over a text in another language, and the
	// other way about.
	sample = 1536
)

// New reads the table.
func New() (*Detector, error) {
	d := &Detector{words: map[string]uint64{}, code: map[string]string{}}
	n := 0
	for l := range strings.Lines(table) {
		n++
		l = strings.TrimSuffix(l, "\n")
		if strings.HasPrefix(l, "#") || strings.HasPrefix(l, "code\t") {
			continue
		}
		cells := strings.Split(l, "\t")
		if len(cells) != 3 || len(d.codes) == 64 {
			return nil, fmt.Errorf("words.tsv:%d: a row has three cells, and there are at most 64 rows", n)
		}
		bit := uint64(1) << len(d.codes)
		if cells[0] == English {
			d.en = bit
		}
		d.codes, d.names = append(d.codes, cells[0]), append(d.names, cells[1])
		d.code[cells[0]] = cells[1]
		for w := range strings.SplitSeq(cells[2], "|") {
			d.words[w] |= bit
		}
	}
	return d, nil
}

// Detect judges a text.
func (d *Detector) Detect(text string) Guess {
	count := counts{languages: make([]int, len(d.codes))}
	if len(text) <= 2*sample {
		d.count(text, &count)
	} else {
		middle := len(text) / 2
		d.count(text[:sample], &count)
		d.count(text[middle:middle+sample], &count)
	}
	if count.letters < fewestLetters {
		return Guess{}
	}
	if s, n := count.script(); n*2 > count.letters {
		return d.ofScript(s, &count)
	}
	if count.words < fewestWords {
		return Guess{}
	}
	best, english := -1, 0
	for i, n := range count.languages {
		if d.codes[i] == English {
			english = n
		}
		if best < 0 || n > count.languages[best] {
			best = i
		}
	}
	least := enough * float64(count.words)
	switch {
	case float64(english) >= least:
		return Guess{English, d.code[English]}
	case float64(count.languages[best]) >= least:
		return Guess{d.codes[best], d.names[best]}
	}
	return Guess{}
}

// counts is what was seen of a text.
type counts struct {
	letters, words int
	languages      []int
	scripts        [len(scripts)]int
	marks          [len(marks)]int
}

// count goes through a part of a text.
func (d *Detector) count(text string, c *counts) {
	start := -1
	var low [32]byte // a word in lower case; longer ones are in no table
	for i := 0; i <= len(text); {
		var r rune
		n := 1
		if i < len(text) {
			if r = rune(text[i]); r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
		}
		letter := r|0x20 >= 'a' && r|0x20 <= 'z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r))
		if letter {
			c.letters++
			if r > 0x24F {
				c.foreign(r)
			}
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			c.words++
			if w := text[start:i]; len(w) <= len(low) {
				d.word(w, low[:0], c)
			}
			start = -1
		}
		i += n
	}
}

// word counts a word for every language that has it.
func (d *Detector) word(w string, low []byte, c *counts) {
	for i := range len(w) {
		b := w[i]
		if b >= utf8.RuneSelf {
			low = append(low[:0], strings.ToLower(w)...)
			break
		}
		low = append(low, b|0x20)
	}
	for in, i := d.words[string(low)], 0; in != 0; in, i = in>>1, i+1 {
		c.languages[i] += int(in & 1)
	}
}
