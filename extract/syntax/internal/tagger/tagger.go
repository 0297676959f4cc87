// Package tagger corrects the tags of a first tagger: it reads the words and
// the first tagger's tags around a word and the tags it gave before.
package tagger

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"slices"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// Sentence is what the features look at.
type Sentence struct {
	Words []word.Word
	First []uint8 // the first tagger's tags
	Tags  []uint8 // the tags given so far
	// Capitals says that the sentence is a headline in capitals, or Title Case,
	// where a capital tells little.
	Capitals bool
	// Sure holds the tags of words that need no decision; nil for none.
	Sure *Table
	// Glances decide what is easy; nil for none. Own is their scratch.
	Glances *Glances
	Own     []uint32
	// Around is called before First is read of word i and of two on each side of it; nil
	// if First holds all.
	Around func(i int)
}

// Sure holds words which, with one tag of the first tagger, have practically
// always the same tag. Half of the words of a text are such.
type Sure map[uint64]uint8

// Table is Sure made ready for looking up, a question for every word of a text.
type Table struct {
	keys []uint64 // open addressing, 0 where none is
	tags []uint8
}

// Table makes the table.
func (s Sure) Table() *Table {
	size := 1 << bits.Len(uint(len(s)*2))
	t := &Table{keys: make([]uint64, size), tags: make([]uint8, size)}
	for k, tag := range s {
		i := t.place(k)
		t.keys[i], t.tags[i] = k, tag
	}
	return t
}

// place is where a key is, or the free place where it would be.
func (t *Table) place(key uint64) int {
	mask := len(t.keys) - 1
	i := int(key>>32) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *Table) tag(key uint64) (uint8, bool) {
	if t == nil || key == 0 {
		return 0, false
	}
	i := t.place(key)
	return t.tags[i], t.keys[i] != 0
}

// Key is what Sure knows a word by: its form, whether it has a capital, and the
// first tagger's tag.
func Key(w *word.Word, first uint8) uint64 {
	return linear.Mix(w.Form, uint64(first)<<16|uint64(w.Kind&(word.Title|word.Upper)))
}

// none stands for what lies beyond the sentence's ends.
const none = 255

// Describe sets Capitals.
func (s *Sentence) Describe() {
	capital, small := 0, 0
	for _, w := range s.Words {
		switch {
		case w.Kind&word.Title != 0:
			capital++
		case w.Kind&word.Lower != 0 && w.Kind&word.Digit == 0:
			small++
		}
	}
	s.Capitals = capital > 2*small
}

// Features lists what the tag of word i is decided by.
func (s *Sentence) Features(f *linear.Features, i int) {
	f.Reset()
	l := *f
	w := s.at(i)
	w1, w2, n1, n2 := s.at(i-1), s.at(i-2), s.at(i+1), s.at(i+2)
	p, p1, p2, q1, q2 := s.first(i), s.first(i-1), s.first(i-2), s.first(i+1), s.first(i+2)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	kind := uint64(w.Kind)
	if s.Capitals {
		kind |= 1 << 20
	}
	if i == 0 {
		kind |= 1 << 21
	}

	l = l.Add(p)
	l = l.Add2(p, t1)
	l = l.Add3(p, t1, t2)
	l = l.Add3(p, t1, q1)
	l = l.Add3(p, q1, q2)
	l = l.Add3(p, p1, p2)
	l = l.Add2(p, q1)
	l = l.Add2(t1, t2)
	l = l.Add(w.Form)
	l = l.Add2(w.Form, p)
	l = l.Add2(w.Form, t1)
	l = l.Add2(w.Form, q1)
	l = l.Add3(w.Form, t1, q1)
	l = l.Add2(w.Form, n1.Form)
	l = l.Add2(w.Form, w1.Form)
	l = l.Add2(n1.Form, p)
	l = l.Add2(w1.Form, p)
	l = l.Add2(n2.Form, p)
	l = l.Add2(w2.Form, p)
	l = l.Add3(w1.Form, n1.Form, p)
	l = l.Add2(w.Suf2, p)
	l = l.Add2(w.Suf3, p)
	l = l.Add2(w.Suf3, t1)
	l = l.Add2(w.Suf4, p)
	l = l.Add2(w.Suf1, p)
	l = l.Add2(w.Pre2, p)
	l = l.Add2(w.Pre3, p)
	l = l.Add2(w.Shape, p)
	l = l.Add3(w.Shape, kind, t1)
	l = l.Add2(kind, p)
	l = l.Add3(kind, p, w.Suf2)
	l = l.Add2(n1.Suf3, p)
	l = l.Add2(w1.Suf3, p)
	l = l.Add3(n1.Shape, w.Shape, p)
	*f = l
}

func (s *Sentence) at(i int) *word.Word {
	if i < 0 || i >= len(s.Words) {
		return &beyond
	}
	return &s.Words[i]
}

var beyond = word.Word{Form: 1, Shape: 1}

func (s *Sentence) first(i int) uint64 {
	if i < 0 || i >= len(s.First) {
		return none
	}
	return uint64(s.First[i])
}

func (s *Sentence) tag(i int) uint64 {
	if i < 0 {
		return none
	}
	return uint64(s.Tags[i])
}

// Run tags the sentence.
func (s *Sentence) Run(f *linear.Features, c linear.Classifier) {
	s.Describe()
	glances := s.Glances
	if s.Capitals {
		glances = nil // they go by capitals
	}
	if glances != nil {
		s.Own = glances.candidates.Append(s.Own[:0], s.Words)
	}
	for i := range s.Words {
		if glances != nil && s.Own[i] != Unknown {
			s.GlanceFeatures(f, i, s.Own[i], s.Own[i+1], s.Own[i+2])
			if class, sure := glances.tags.Pick(f.List, linear.All); sure {
				s.Tags[i] = tagOf(s.Own[i], class)
				continue
			}
		}
		if s.Around != nil {
			s.Around(i)
		}
		if t, ok := s.Sure.tag(Key(&s.Words[i], s.First[i])); ok {
			s.Tags[i] = t
			continue
		}
		s.Features(f, i)
		s.Tags[i] = uint8(c.Pick(f.List, linear.All))
	}
}

// sureSize is how many bytes a word of Sure takes: its key and its tag.
const sureSize = 9

// Bytes writes the words, in the order of their keys.
func (s Sure) Bytes() []byte {
	var b []byte
	for _, k := range slices.Sorted(maps.Keys(s)) {
		b = append(binary.LittleEndian.AppendUint64(b, k), s[k])
	}
	return b
}

// ReadSure reads what Bytes wrote. Tags are below tags.
func ReadSure(b []byte, tags int) (Sure, error) {
	if len(b)%sureSize != 0 {
		return nil, fmt.Errorf("%d bytes are no list of words", len(b))
	}
	s := make(Sure, len(b)/sureSize)
	for ; len(b) > 0; b = b[sureSize:] {
		if int(b[8]) >= tags {
			return nil, fmt.Errorf("there is no tag %d", b[8])
		}
		s[binary.LittleEndian.Uint64(b)] = b[8]
	}
	return s, nil
}
