// Package prosetagger is the tagger of prose (github.com/jdkato/prose/v2) over
// prose's own weights, made to run quickly.
package prosetagger

import (
	"encoding/gob"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"
	"github.com/mingrammer/commonregex"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// Tagger gives the same tags as prose's own tagger, but holds its features as
// numbers instead of building strings and maps for every word. It is not changed
// by tagging; this is the only file that knows prose.
type Tagger struct {
	names  []string         // tags by number
	hashes []uint64         // of the names
	firsts [256]uint64      // hashes of a word's first byte
	known  map[string]uint8 // words with one tag
	slots  []slot           // open addressing over the features' numbers
	mask   uint64
	runs   []weight // the weights of one feature after those of another

	hyphen, noun, none uint8
}

// slot says which weights belong to a feature.
type slot struct {
	feature uint64
	from, n uint32
}

// weight is prose's weight in thousandths, as prose rounds them; sums of whole
// numbers don't depend on their order.
type weight struct {
	tag   uint8
	value int32
}

// features are the names of prose's features. Those with two values come
// before the ones that they begin with.
var features = [...]string{
	"bias", "i suffix", "i pref1", "i tag+i-2 tag", "i-1 tag+i word", "i-1 tag", "i-2 tag", "i word",
	"i-1 word", "i-1 suffix", "i-2 word", "i+1 word", "i+1 suffix", "i+2 word",
}

const (
	fBias = iota
	fSuffix
	fFirst
	fTags
	fTagWord
	fTag1
	fTag2
	fWord
	fWord1
	fSuffix1
	fWord2
	fNext1
	fNextSuffix
	fNext2
)

func New() (*Tagger, error) {
	var classes []string
	if err := decodeAsset("classes.gob", &classes); err != nil {
		return nil, err
	}
	var known map[string]string
	if err := decodeAsset("tags.gob", &known); err != nil {
		return nil, err
	}
	raw, err := prose.Asset("model/AveragedPerceptron/weights.gob")
	if err != nil {
		return nil, fmt.Errorf("prose's tagger weights: %w", err)
	}
	p := &Tagger{names: classes, known: make(map[string]uint8, len(known))}
	number := make(map[string]uint8, len(classes)+8)
	p.names = append(p.names, "-", "-NONE-")
	for i, name := range p.names {
		number[name] = uint8(i)
	}
	p.hyphen, p.noun, p.none = number["-"], number["NN"], number["-NONE-"]
	for _, name := range p.names {
		p.hashes = append(p.hashes, linear.HashString(name))
	}
	for c := range p.firsts {
		p.firsts[c] = linear.HashString(string(rune(c))) // prose makes a character of the byte
	}
	for w, tag := range known {
		p.known[w] = number[tag]
	}
	if err := p.read(raw, number); err != nil {
		return nil, fmt.Errorf("prose's tagger weights: %w", err)
	}
	return p, nil
}

func decodeAsset(name string, into any) error {
	raw, err := prose.Asset("model/AveragedPerceptron/" + name)
	if err == nil {
		err = gob.NewDecoder(strings.NewReader(string(raw))).Decode(into)
	}
	if err != nil {
		return fmt.Errorf("prose's %s: %w", name, err)
	}
	return nil
}

// read fills the table from the gob of prose's weights, a map from feature to
// tag to weight.
func (p *Tagger) read(raw []byte, number map[string]uint8) error {
	g := gobReader{b: raw}
	g.value()
	n := g.count()
	size := uint64(1) << bits.Len64(uint64(n)*2)
	p.slots, p.mask = make([]slot, size), size-1
	p.runs = make([]weight, 0, n*4)
	for ; n > 0 && g.err == nil; n-- {
		feature, ok := feature(g.bytes())
		if !ok {
			return errGob
		}
		s := p.slot(feature)
		if s.n != 0 {
			return fmt.Errorf("two features share the number %x", feature)
		}
		from := len(p.runs)
		for m := g.count(); m > 0 && g.err == nil; m-- {
			tag, ok := number[string(g.bytes())]
			if !ok {
				return errGob
			}
			p.runs = append(p.runs, weight{tag, int32(roundThousand(g.float()))})
		}
		*s = slot{feature, uint32(from), uint32(len(p.runs) - from)}
	}
	return g.err
}

func roundThousand(f float64) int {
	if f < 0 {
		return -int(-f*1000 + 0.5)
	}
	return int(f*1000 + 0.5)
}

// slot finds the slot of a feature, or the free one where it would be.
func (p *Tagger) slot(feature uint64) *slot {
	for i := feature & p.mask; ; i = (i + 1) & p.mask {
		if s := &p.slots[i]; s.n == 0 || s.feature == feature {
			return s
		}
	}
}

// feature is the number of a feature of prose, which is a name and its
// values with a space before each.
func feature(s []byte) (uint64, bool) {
	for i, name := range features {
		if len(s) < len(name) || string(s[:len(name)]) != name || len(s) > len(name) && s[len(name)] != ' ' {
			continue
		}
		value := s[min(len(s), len(name)+1):]
		switch i {
		case fBias:
			return feature1(fBias, 0), true
		case fTags, fTagWord:
			for k, c := range value {
				if c == ' ' {
					return feature2(uint64(i), linear.Hash(value[:k]), linear.Hash(value[k+1:])), true
				}
			}
			return 0, false
		}
		return feature1(uint64(i), linear.Hash(value)), true
	}
	return 0, false
}

func feature1(name, value uint64) uint64 { return linear.Mix(value, name) | 1<<63 }

func feature2(name, a, b uint64) uint64 { return linear.Mix(linear.Mix(a, name), b) | 1<<63 }

// form is what prose's features see of a word: its normalised form and the
// end of that.
type form struct{ word, suffix uint64 }

func formOf(s []byte) form {
	return form{linear.Hash(s), linear.Hash(s[len(s)-min(len(s), 3):])}
}

// Scratch is what one goroutine reuses from sentence to sentence.
type Scratch struct {
	context []form
	buf     []byte
}

// Tag sets tags[i] to the number of the tag that prose gives to the i-th word.
// Where two tags have the same sum, prose takes either; this takes the first.
func (p *Tagger) Tag(words []string, tags []uint8, scratch *Scratch) {
	context := append(scratch.context[:0], formOf([]byte("-START-")), formOf([]byte("-START2-")))
	for i := range words {
		scratch.buf = normal(scratch.buf[:0], straight(words[i]))
		context = append(context, formOf(scratch.buf))
	}
	context = append(context, formOf([]byte("-END-")), formOf([]byte("-END2-")))
	scratch.context = context

	p1, p2 := linear.HashString("-START-"), linear.HashString("-START2-")
	for i := range words {
		text := straight(words[i])
		tag, ok := p.special(text)
		if !ok {
			c := context[i:]
			tag = p.best([...]uint64{
				feature1(fBias, 0),
				feature1(fSuffix, linear.HashString(text[len(text)-min(len(text), 3):])),
				feature1(fFirst, p.firsts[text[0]]),
				feature1(fTag1, p1),
				feature1(fTag2, p2),
				feature2(fTags, p1, p2),
				feature1(fWord, c[2].word),
				feature2(fTagWord, p1, c[2].word),
				feature1(fWord1, c[1].word),
				feature1(fSuffix1, c[1].suffix),
				feature1(fWord2, c[0].word),
				feature1(fNext1, c[3].word),
				feature1(fNextSuffix, c[3].suffix),
				feature1(fNext2, c[4].word),
			})
		}
		tags[i] = tag
		p2, p1 = p1, p.hashes[tag]
	}
}

// best is the tag with the largest sum. As in prose, only tags that some
// feature knows are in question.
func (p *Tagger) best(features [14]uint64) uint8 {
	var scores [64]int32
	var seen uint64
	for _, f := range features {
		s := p.slot(f)
		for _, w := range p.runs[s.from : s.from+s.n] {
			scores[w.tag&63] += w.value
			seen |= 1 << (w.tag & 63)
		}
	}
	best := uint8(bits.TrailingZeros64(seen))
	for seen &= seen - 1; seen != 0; seen &= seen - 1 {
		if t := uint8(bits.TrailingZeros64(seen)); scores[t&63] > scores[best&63] {
			best = t
		}
	}
	return best
}

// special is the tag of words that prose does not guess. Its emoticons are left
// out: Tokenize takes them apart.
func (p *Tagger) special(text string) (uint8, bool) {
	switch {
	case text == "-":
		return p.hyphen, true
	case text[0] == '@', strings.Contains(text, ".") && commonregex.LinkRegex.MatchString(text),
		strings.Contains(text, "@") && commonregex.EmailRegex.MatchString(text):
		return p.noun, true
	case text == "0":
		return p.none, true
	}
	tag, ok := p.known[text]
	return tag, ok
}

// straight is the word with the typographic quotes that prose rewrites.
func straight(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return replaceQuotes(text)
		}
	}
	return text
}

func replaceQuotes(text string) string {
	switch text {
	case "“", "”":
		return `"`
	case "‘", "’":
		return "'"
	case "’s":
		return "'s"
	case "n’t":
		return "n't"
	}
	return quotes.Replace(text)
}

var quotes = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// normal appends the form by which prose knows a word.
func normal(buf []byte, text string) []byte {
	if strings.Contains(text, "-") && text[0] != '-' {
		return append(buf, "!HYPHEN"...)
	}
	if c := text[0]; len(text) == 4 && (isDigit(c) || c == '-' || c == '+') {
		if _, err := strconv.Atoi(text); err == nil {
			return append(buf, "!YEAR"...)
		}
	}
	if isDigit(text[0]) {
		return append(buf, "!DIGITS"...)
	}
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return append(buf[:0], strings.ToLower(text)...)
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	return buf
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
