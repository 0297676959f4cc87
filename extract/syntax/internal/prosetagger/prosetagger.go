// Package prosetagger is the tagger of prose (github.com/jdkato/prose/v2) over
// prose's own weights, made to run quickly.
package prosetagger

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

//go:generate go run ./pack

// packed is what Pack makes of prose's weights. It is read where it lies: decoding
// prose's own form takes a tenth of a second.
//
//go:embed weights.bin
var packed []byte

// Tagger gives the same tags as prose's own tagger, but holds its features as
// numbers instead of building strings and maps for every word. It is not changed
// by tagging.
type Tagger struct {
	names  []string    // tags by number
	hashes []uint64    // of the names
	firsts [256]uint64 // hashes of a word's first byte
	known  []byte      // words with one tag: their hashes, open addressing, then their tags
	slots  []byte      // the features' numbers, open addressing
	mask   uint64      // of slots
	spread uint64      // mask of known
	runs   []byte      // the weights of one feature after those of another

	hyphen, noun, none uint8
}

// A slot is eight bytes: the upper half of a feature's number, and where its
// weights begin in runs, counted from 1; 0 is a free slot. A run is a count and as
// many weights, each four bytes: prose's weight in thousandths, as prose rounds
// them, so that sums don't depend on their order, and the tag in the lowest byte.
const (
	slotSize   = 8
	weightSize = 4
)

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

var errPacked = errors.New("weights.bin is not in the expected form: run go generate")

// New reads the weights that are built into the program.
func New() (*Tagger, error) {
	b := packed
	section := func() []byte {
		if len(b) < 4 {
			return nil
		}
		n := int(binary.LittleEndian.Uint32(b))
		if n > len(b)-4 {
			return nil
		}
		s := b[4 : 4+n : 4+n]
		b = b[4+n:]
		return s
	}
	names, known, slots, runs := section(), section(), section(), section()
	if len(runs) == 0 || bits.OnesCount(uint(len(slots)/slotSize)) != 1 || bits.OnesCount(uint(len(known)/knownSize)) != 1 {
		return nil, errPacked
	}
	p := &Tagger{names: strings.Split(string(names), "\n"), known: known, slots: slots, runs: runs}
	p.mask, p.spread = uint64(len(slots)/slotSize-1), uint64(len(known)/knownSize-1)
	if len(p.names) > 64 {
		return nil, errPacked
	}
	for i, name := range p.names {
		p.hashes = append(p.hashes, linear.HashString(name))
		switch name {
		case "-":
			p.hyphen = uint8(i)
		case "NN":
			p.noun = uint8(i)
		case "-NONE-":
			p.none = uint8(i)
		}
	}
	for c := range p.firsts {
		p.firsts[c] = linear.HashString(string(rune(c))) // prose makes a character of the byte
	}
	return p, p.check()
}

// check makes sure that every run lies within the weights, so that best need not.
func (p *Tagger) check() error {
	for i := 0; i < len(p.slots); i += slotSize {
		from := uint64(binary.LittleEndian.Uint32(p.slots[i:]))
		if from == 0 {
			continue
		}
		at := (from - 1) * weightSize
		if at+weightSize > uint64(len(p.runs)) || at+weightSize+uint64(binary.LittleEndian.Uint32(p.runs[at:]))*weightSize > uint64(len(p.runs)) {
			return fmt.Errorf("slot %d: %w", i/slotSize, errPacked)
		}
	}
	return nil
}

// run returns the weights of a feature, as they lie.
func (p *Tagger) run(feature uint64) []byte {
	for i := feature & p.mask; ; i = (i + 1) & p.mask {
		s := binary.LittleEndian.Uint64(p.slots[i*slotSize:])
		if s == 0 {
			return nil
		}
		if s>>32 == feature>>32 {
			at := (s&(1<<32-1) - 1) * weightSize
			n := uint64(binary.LittleEndian.Uint32(p.runs[at:]))
			return p.runs[at+weightSize:][:n*weightSize]
		}
	}
}

// knownSize is how many bytes a word with one tag takes: its hash and its tag.
const knownSize = 9

// tagOf returns the tag of a word that has only one.
func (p *Tagger) tagOf(word string) (uint8, bool) {
	h := linear.HashString(word) | 1 // 0 is a free place
	n := p.spread + 1
	for i := h >> 32 & p.spread; ; i = (i + 1) & p.spread {
		switch binary.LittleEndian.Uint64(p.known[i*8:]) {
		case h:
			return p.known[n*8+i], true
		case 0:
			return 0, false
		}
	}
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
	words   []string
	context []form // of the words, with two beyond each end; 0 where it was not asked for
	buf     []byte
}

// What prose has beyond the ends of a sentence for words, and before it for tags.
var (
	start  = [2]form{formOf([]byte("-START-")), formOf([]byte("-START2-"))}
	end    = [2]form{formOf([]byte("-END-")), formOf([]byte("-END2-"))}
	starts = [2]uint64{linear.HashString("-START-"), linear.HashString("-START2-")}
)

// Begin takes the words of a sentence.
func (x *Scratch) Begin(words []string) {
	n := len(words)
	if cap(x.context) < n+4 {
		x.context = make([]form, 2*n+4)
	}
	x.words, x.context = words, x.context[:n+4]
	clear(x.context)
	copy(x.context, start[:])
	copy(x.context[n+2:], end[:])
}

// form is that of the word i; words beyond the ends have one too.
func (x *Scratch) form(i int) *form {
	c := &x.context[i+2]
	if c.word == 0 {
		x.buf = normal(x.buf[:0], straight(x.words[i]))
		*c = formOf(x.buf)
	}
	return c
}

// Tag sets tags[i] to the number of the tag that prose gives to the i-th word.
// Where two tags have the same sum, prose takes either; this takes the first.
func (p *Tagger) Tag(words []string, tags []uint8, scratch *Scratch) {
	scratch.Begin(words)
	p.Range(tags, 0, len(words), starts, scratch)
}

// Range tags the words from one to before another of the sentence that the scratch
// was begun with. before are the hashes of the tags of the word before them and of
// the one before that.
func (p *Tagger) Range(tags []uint8, from, to int, before [2]uint64, scratch *Scratch) {
	p1, p2 := before[0], before[1]
	for i := from; i < to; i++ {
		text := straight(scratch.words[i])
		tag, ok := p.special(text)
		if !ok {
			w, w1, w2, n1, n2 := scratch.form(i), scratch.form(i-1), scratch.form(i-2), scratch.form(i+1), scratch.form(i+2)
			tag = p.best(&[...]uint64{
				feature1(fBias, 0),
				feature1(fSuffix, linear.HashString(text[len(text)-min(len(text), 3):])),
				feature1(fFirst, p.firsts[text[0]]),
				feature1(fTag1, p1),
				feature1(fTag2, p2),
				feature2(fTags, p1, p2),
				feature1(fWord, w.word),
				feature2(fTagWord, p1, w.word),
				feature1(fWord1, w1.word),
				feature1(fSuffix1, w1.suffix),
				feature1(fWord2, w2.word),
				feature1(fNext1, n1.word),
				feature1(fNextSuffix, n1.suffix),
				feature1(fNext2, n2.word),
			})
		}
		tags[i] = tag
		p2, p1 = p1, p.hashes[tag]
	}
}

// Before is what Range wants to know of the words before word i: the hashes of their
// tags. tags are numbers of hashes.
func Before(tags []uint8, hashes []uint64, i int) [2]uint64 {
	switch i {
	case 0:
		return starts
	case 1:
		return [2]uint64{hashes[tags[0]], starts[0]}
	}
	return [2]uint64{hashes[tags[i-1]], hashes[tags[i-2]]}
}

// Hashes are those of the names of the tags that Tag gives the numbers of.
func (p *Tagger) Hashes() []uint64 { return p.hashes }

// best is the tag with the largest sum. As in prose, only tags that some
// feature knows are in question.
func (p *Tagger) best(features *[14]uint64) uint8 {
	var scores [64]int32
	var seen uint64
	for _, f := range features {
		for run := p.run(f); len(run) >= weightSize; run = run[weightSize:] {
			w := int32(binary.LittleEndian.Uint32(run))
			scores[w&63] += w >> 8
			seen |= 1 << (w & 63)
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
	case text[0] == '@', mayLink(text) && link().MatchString(text), strings.Contains(text, "@") && address().MatchString(text):
		return p.noun, true
	case text == "0":
		return p.none, true
	}
	return p.tagOf(text)
}

// The patterns by which prose finds links and addresses; they are those of
// github.com/mingrammer/commonregex, whose other patterns are not made here.
const (
	linkPattern    = `(?:(?:https?:\/\/)?(?:[a-z0-9.\-]+|www|[a-z0-9.\-])[.](?:[^\s()<>]+|\((?:[^\s()<>]+|(?:\([^\s()<>]+\)))*\))+(?:\((?:[^\s()<>]+|(?:\([^\s()<>]+\)))*\)|[^\s!()\[\]{};:\'".,<>?]))`
	addressPattern = `(?i)([A-Za-z0-9!#$%&'*+\/=?^_{|.}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)`
)

var (
	link    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(linkPattern) })
	address = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(addressPattern) })
)

// mayLink reports whether a word has what the pattern of links asks for first: a
// stop after a small letter, a digit, a stop or a hyphen, and two bytes after it.
func mayLink(text string) bool {
	for i := 1; i+2 < len(text); i++ {
		if text[i] != '.' {
			continue
		}
		if c := text[i-1]; 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' {
			return true
		}
	}
	return false
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
