// Package namer finds names: which words begin or continue one, and of what
// kind.
package namer

import (
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// Sentence is what the features look at.
type Sentence struct {
	Words  []word.Word
	Tags   []uint8
	Labels []uint8 // given so far: 0 no name, odd the beginning of a kind, even its continuation
}

const none = 255

// longest is how far back the beginning of a name is looked for.
const longest = 12

// Features lists what the label of word i is decided by.
func (s *Sentence) Features(f *linear.Features, i int) {
	f.Reset()
	l := *f
	w, w1, w2, n1, n2 := s.at(i), s.at(i-1), s.at(i-2), s.at(i+1), s.at(i+2)
	t, t1, t2, q1, q2 := s.tag(i), s.tag(i-1), s.tag(i-2), s.tag(i+1), s.tag(i+2)
	l1, l2 := s.label(i-1), s.label(i-2)
	kind := uint64(w.Kind)
	if i == 0 {
		kind |= 1 << 20
	}
	// the first word of the name that goes on here
	begin := uint64(none)
	if i > 0 && s.Labels[i-1] != 0 {
		k := i - 1
		for k > max(0, i-longest) && s.Labels[k]&1 == 0 {
			k--
		}
		begin = s.Words[k].Form
	}

	l = l.Add(l1)
	l = l.Add2(l1, l2)
	l = l.Add2(t, l1)
	l = l.Add3(t, t1, l1)
	l = l.Add3(t, q1, l1)
	l = l.Add4(t1, t, q1, l1)
	l = l.Add(w.Form)
	l = l.Add2(w.Form, l1)
	l = l.Add2(w.Form, t)
	l = l.Add2(w1.Form, l1)
	l = l.Add2(w.Form, w1.Form)
	l = l.Add2(w.Form, n1.Form)
	l = l.Add2(n1.Form, t)
	l = l.Add2(w1.Form, t)
	l = l.Add2(w2.Form, t)
	l = l.Add2(n2.Form, t)
	l = l.Add3(w2.Form, w1.Form, l1)
	l = l.Add3(n1.Form, n2.Form, t)
	l = l.Add3(w1.Form, n1.Form, t)
	l = l.Add2(w.Suf2, t)
	l = l.Add2(w.Suf3, t)
	l = l.Add2(w.Suf4, l1)
	l = l.Add2(w.Pre2, l1)
	l = l.Add2(w.Pre3, t)
	l = l.Add2(w.Shape, l1)
	l = l.Add3(w.Shape, t, q1)
	l = l.Add3(w1.Shape, w.Shape, n1.Shape)
	l = l.Add2(kind, l1)
	l = l.Add3(kind, t, t1)
	l = l.Add3(t2, t1, t)
	l = l.Add3(t, q1, q2)
	l = l.Add3(n1.Suf3, q1, l1)
	l = l.Add3(w1.Suf3, t1, t)
	l = l.Add3(begin, w.Form, l1)
	l = l.Add3(begin, t, l1)
	*f = l
}

func (s *Sentence) at(i int) *word.Word {
	if i < 0 || i >= len(s.Words) {
		return &beyond
	}
	return &s.Words[i]
}

var beyond = word.Word{Form: 1, Shape: 1}

func (s *Sentence) tag(i int) uint64 {
	if i < 0 || i >= len(s.Tags) {
		return none
	}
	return uint64(s.Tags[i])
}

func (s *Sentence) label(i int) uint64 {
	if i < 0 {
		return none
	}
	return uint64(s.Labels[i])
}

// Allowed is the set of labels that can stand at i.
func (s *Sentence) Allowed(i int) uint64 {
	allowed := uint64(1 | 0xaaaaaaaaaaaaaaaa) // no name, and every beginning
	if i > 0 && s.Labels[i-1] != 0 {
		allowed |= 1 << ((s.Labels[i-1] + 1) &^ 1)
	}
	return allowed
}

// Plain reports whether word i needs no decision: outside a name, a word in
// small letters begins one only as an article before a capital ("the Hague").
// Most words are plain.
func (s *Sentence) Plain(i int) bool {
	const marked = word.Title | word.Upper | word.Digit
	if s.Words[i].Kind&marked != 0 || i > 0 && s.Labels[i-1] != 0 {
		return false
	}
	return i+1 == len(s.Words) || s.Words[i+1].Kind&marked == 0
}

// Run labels the sentence.
func (s *Sentence) Run(f *linear.Features, c linear.Classifier) {
	for i := range s.Words {
		if s.Plain(i) {
			s.Labels[i] = 0
			continue
		}
		s.Features(f, i)
		s.Labels[i] = uint8(c.Pick(f.List, s.Allowed(i)))
	}
}
