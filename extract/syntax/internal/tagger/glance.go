package tagger

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// Glances decide the tags for which a glance is enough, without the first tagger.
// They learnt from what the tagger decides with it.
type Glances struct {
	tags *linear.Glance
	candidates
}

// candidates are the three tags that a word has most often, or, of a word that is
// not known, that words which end like it have. It is a table of cells of four bytes:
// the tags, and a mark by which the word or the ending is told from others.
type candidates []uint32

// markOf keeps the tags of a cell and its mark apart.
const markOf = 24

// Unknown are the candidates of words of which not even the ending is known.
const Unknown = 0

func (c candidates) of(w *word.Word) uint32 {
	for _, key := range [...]uint64{WordKey(w), EndKey(w)} {
		if v := c[key>>32&uint64(len(c)-1)]; v>>markOf == uint32(key)&0xff {
			return v & (1<<markOf - 1)
		}
	}
	return Unknown
}

const caps = word.Title | word.Upper

// WordKey stands for a word, its form and whether it has a capital.
func WordKey(w *word.Word) uint64 { return linear.Mix(w.Form, uint64(w.Kind&caps)) }

// EndKey stands for the end of a word and its kind.
func EndKey(w *word.Word) uint64 { return linear.Mix(w.Suf3, uint64(w.Kind)|1<<20) }

// glance lists what the tag of word i is decided by when a glance is enough. before
// and after are the candidates of the words around.
func (s *Sentence) GlanceFeatures(f *linear.Features, i int, own, after, after2 uint32) {
	f.Reset()
	l := *f
	w := s.at(i)
	w1, n1 := s.at(i-1), s.at(i+1)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	c := uint64(own)
	kind := uint64(w.Kind)
	if i == 0 {
		kind |= 1 << 21
	}
	add := func(k int, v uint64) {
		if Mask>>k&1 != 0 {
			l = l.Add(v)
		}
	}
	m := func(a, b uint64) uint64 { return a*k1 + b }
	add(0, c)
	add(1, m(w.Form, c))
	add(2, m(t1, c))
	add(3, m(t1<<8|t2, c))
	add(4, m(w.Form, m(t1, c)))
	add(5, m(n1.Form, c))
	add(6, m(w1.Form, c))
	add(7, m(uint64(after), c))
	add(8, m(uint64(after)<<8|t1, c))
	add(9, m(w.Suf3, c))
	add(10, m(kind, c))
	add(11, m(m(uint64(after), uint64(after2)), c))
	add(12, m(w.Form, m(n1.Form, c)))
	add(13, m(w.Form, m(w1.Form, c)))
	add(14, m(m(w1.Form, n1.Form), c))
	add(15, m(w.Form, m(uint64(after), c)))
	add(16, m(n1.Suf3, c))
	add(17, m(w.Suf4, m(t1, c)))
	add(18, m(n1.Form, m(t1, c)))
	add(19, m(s.at(i+2).Form, c))
	add(20, m(s.at(i-2).Form, m(t1, c)))
	add(21, m(w.Shape, m(n1.Shape, c)))
	*f = l
}

const k1 = 0xbf58476d1ce4e5b9

var Mask = ^uint64(0)

// Candidates reads the candidates of all words; the ones after the last are Unknown.
func (g candidates) Of(words []word.Word, into []uint32) []uint32 {
	into = into[:0]
	for i := range words {
		into = append(into, g.of(&words[i]))
	}
	return append(into, Unknown, Unknown)
}

// Class is the class that a tag has among candidates.
func Class(own uint32, tag uint8) int {
	for c := range linear.Rest {
		if uint8(own>>(8*c)) == tag {
			return c
		}
	}
	return linear.Rest
}

// NewCandidates makes the table, of two to the power of size cells, out of how often
// words had which tags. The frequent ones get their cells first.
func NewCandidates(counts []Count, size int) candidates {
	c := make(candidates, 1<<size)
	taken := make([]bool, 1<<size)
	for _, n := range counts {
		i := n.Key >> 32 & uint64(len(c)-1)
		if taken[i] {
			continue
		}
		taken[i] = true
		c[i] = n.Tags | uint32(n.Key)<<markOf
	}
	return c
}

// Count is a word or an ending with its most frequent tags, the first in the lowest
// byte.
type Count struct {
	Key  uint64
	Tags uint32
}

var errGlances = errors.New("the tagger's glances are not in the expected form")

// Bytes writes what ReadGlances reads.
func (c candidates) Bytes(tags []byte) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(c)))
	for _, v := range c {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	return append(out, tags...)
}

// ReadGlances reads what Bytes wrote.
func ReadGlances(data []byte) (*Glances, error) {
	if len(data) < 4 {
		return nil, errGlances
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	data = data[4:]
	if bits.OnesCount64(n) != 1 || n*4 > uint64(len(data)) {
		return nil, errGlances
	}
	g := &Glances{candidates: make(candidates, n)}
	for i := range g.candidates {
		g.candidates[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	var err error
	g.tags, err = linear.NewGlance(data[n*4:])
	return g, err
}
