package tagger

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// Glances decide the tags for which a glance is enough, four in five, without the
// first tagger. They learnt from what is decided with it.
type Glances struct {
	tags       *linear.Glance
	candidates Candidates
}

// Candidates are the three tags that a word has most often or, of a word that is not
// known, that words which end like it have. It is a table of cells: the tags, the
// first in the lowest byte, and in the highest byte a mark by which the word or the
// ending is told from others.
type Candidates []uint32

// markShift is how far from the tags of a cell its mark is.
const markShift = 24

// Unknown are the candidates of words of which not even the ending is known.
const Unknown = 0

// WordKey stands for a word: its form and whether it has a capital.
func WordKey(w *word.Word) uint64 { return linear.Mix(w.Form, uint64(w.Kind&(word.Title|word.Upper))) }

// EndKey stands for the end of a word and its kind.
func EndKey(w *word.Word) uint64 { return linear.Mix(w.Suf3, uint64(w.Kind)|1<<20) }

func (c Candidates) of(w *word.Word) uint32 {
	for _, key := range [...]uint64{WordKey(w), EndKey(w)} {
		if v := c[key>>32&uint64(len(c)-1)]; v>>markShift == uint32(key)&0xff {
			return v & (1<<markShift - 1)
		}
	}
	return Unknown
}

// Append appends the candidates of all words, and two for what lies beyond the last.
func (c Candidates) Append(to []uint32, words []word.Word) []uint32 {
	for i := range words {
		to = append(to, c.of(&words[i]))
	}
	return append(to, Unknown, Unknown)
}

// Class is the class that a tag is among candidates, linear.Rest if it is none of
// them.
func Class(own uint32, tag uint8) int {
	for c := range linear.Rest {
		if tagOf(own, c) == tag {
			return c
		}
	}
	return linear.Rest
}

func tagOf(own uint32, class int) uint8 { return uint8(own >> (8 * class)) }

// Usual says which tags a word or an ending has most often, the first in the lowest
// byte.
type Usual struct {
	Key  uint64
	Tags uint32
}

// NewCandidates makes a table of two to the power of size cells. Of those that share
// a cell the first one gets it.
func NewCandidates(usual []Usual, size int) Candidates {
	c := make(Candidates, 1<<size)
	taken := make([]bool, 1<<size)
	for _, u := range usual {
		if i := u.Key >> 32 & uint64(len(c)-1); !taken[i] {
			taken[i] = true
			c[i] = u.Tags | uint32(u.Key)<<markShift
		}
	}
	return c
}

var errGlances = errors.New("the tagger's glances are not in the expected form")

// Bytes writes what ReadGlances reads; tags is what a Learner wrote.
func (c Candidates) Bytes(tags []byte) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(c)))
	for _, v := range c {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return append(out, tags...)
}

// ReadGlances reads what Bytes wrote. Tags are below tags.
func ReadGlances(data []byte, tags int) (*Glances, error) {
	if len(data) < 4 {
		return nil, errGlances
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	data = data[4:]
	if bits.OnesCount64(n) != 1 || n*4 > uint64(len(data)) {
		return nil, errGlances
	}
	g := &Glances{candidates: make(Candidates, n)}
	for i := range g.candidates {
		v := binary.LittleEndian.Uint32(data[4*i:])
		for class := range linear.Rest {
			if int(tagOf(v, class)) >= tags {
				return nil, errGlances
			}
		}
		g.candidates[i] = v
	}
	var err error
	g.tags, err = linear.NewGlance(data[n*4:])
	return g, err
}

// GlanceFeatures lists what the tag of word i is decided by when a glance is enough:
// its candidates, in every feature, because what a class means depends on them; the
// words around, the tags given so far, and the candidates of the next two words.
func (s *Sentence) GlanceFeatures(f *linear.Features, i int, own, next, afterNext uint32) {
	f.Reset()
	l := *f
	w, w1, n1 := s.at(i), s.at(i-1), s.at(i+1)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	c, n, kind := uint64(own), uint64(next), uint64(w.Kind)
	if i == 0 {
		kind |= 1 << 21
	}

	l = l.Add(c)
	l = l.Add2(w.Form, c)
	l = l.Add2(t1, c)
	l = l.Add2(t1<<8|t2, c)
	l = l.Add3(w.Form, t1, c)
	l = l.Add2(n1.Form, c)
	l = l.Add2(w1.Form, c)
	l = l.Add2(n, c)
	l = l.Add2(n<<8|t1, c)
	l = l.Add2(w.Suf3, c)
	l = l.Add2(kind, c)
	l = l.Add3(n, uint64(afterNext), c)
	l = l.Add3(w.Form, n1.Form, c)
	l = l.Add3(w.Form, w1.Form, c)
	l = l.Add3(w1.Form, n1.Form, c)
	l = l.Add3(w.Form, n, c)
	l = l.Add2(n1.Suf3, c)
	l = l.Add3(w.Suf4, t1, c)
	l = l.Add3(n1.Form, t1, c)
	l = l.Add2(s.at(i+2).Form, c)
	l = l.Add3(s.at(i-2).Form, t1, c)
	l = l.Add3(w.Shape, n1.Shape, c)
	*f = l
}
