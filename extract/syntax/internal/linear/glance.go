package linear

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
)

// Glance is a small classifier for what a glance is enough to decide. It has a
// quarter of the features that a Matrix is asked, and a table that stays in the
// processor's second cache; and it says whether it is sure. Where it isn't, the
// Matrix is asked, which takes ten times as long.
//
// It tells apart three classes that have weights, and a fourth, Rest, whose sum is
// always 0. A feature has one cell in which it can be: the weights of the three
// classes, a byte each, plus 128, and a byte by which it is told from others.
type Glance struct {
	cells  []uint32
	shift  uint
	enough int32 // the lead over the second that makes sure
}

// Rest is the class without weights. It is never sure.
const Rest = 3

// glanceHeader is the size of what stands before the cells: the lead.
const glanceHeader = 4

// NewGlance reads what Glance of a Learner wrote.
func NewGlance(data []byte) (*Glance, error) {
	n := (len(data) - glanceHeader) / 4
	if n < 2 || len(data)%4 != 0 || bits.OnesCount(uint(n)) != 1 {
		return nil, ErrWeights
	}
	g := &Glance{
		cells: make([]uint32, n), shift: 64 - uint(bits.TrailingZeros(uint(n))),
		enough: int32(binary.LittleEndian.Uint32(data)),
	}
	if g.enough < 1 {
		return nil, ErrWeights
	}
	for i := range g.cells {
		g.cells[i] = binary.LittleEndian.Uint32(data[glanceHeader+4*i:])
	}
	return g, nil
}

// Pick is the class with the largest sum among those whose bit is set in allowed,
// and whether it is sure.
func (g *Glance) Pick(features []uint64, allowed uint64) (class int, sure bool) {
	class, lead := g.Lead(features, allowed)
	return class, lead >= g.enough
}

// Lead is the class with the largest sum, and by how much it leads; 0 for Rest.
func (g *Glance) Lead(features []uint64, allowed uint64) (class int, lead int32) {
	var even, odd, n uint32
	cells, shift := g.cells, g.shift&63
	mask := uint64(len(cells) - 1)
	for _, f := range features {
		v := cells[f>>shift&mask]
		// All bits are set if the marks are equal, none if not. A branch would be
		// guessed wrongly too often.
		have := uint32(int32((v>>24^uint32(f>>8)&0xff)-1) >> 31)
		v &= have
		even += v & 0x00ff00ff
		odd += v >> 8 & 0xff
		n += have & 128
	}
	class, first, second := Rest, int32(math.MinInt32/2), int32(math.MinInt32/2)
	for c, sum := range [...]int32{int32(even&0xffff) - int32(n), int32(odd) - int32(n), int32(even>>16) - int32(n), 0} {
		if allowed>>c&1 == 0 {
			continue
		}
		if sum > first {
			class, first, second = c, sum, first
		} else if sum > second {
			second = sum
		}
	}
	if class == Rest {
		return Rest, 0
	}
	return class, first - second
}

// glanceSmall is the gradient that is not worth the time of a learner of glances:
// smaller than elsewhere, because it also learns how sure it may be.
const glanceSmall = 0.005

// NewGlanceLearner makes a learner whose weights can become a Glance.
func NewGlanceLearner() *Learner {
	l := NewLearner(Rest + 1)
	l.still, l.small = 1<<Rest, glanceSmall
	return l
}

// cell is where a feature can be in a table of two to the power of size cells, and
// the mark that tells it apart there.
func cell(f uint64, size int) (i uint64, mark byte) { return f >> (64 - size), byte(f >> 8) }

// KeepGlance forgets all features but those that a Glance of two to the power of
// size cells has room for: of those that share a cell the worthiest. Learning may go
// on with them.
func (l *Learner) KeepGlance(size int) {
	taken := make([]bool, 1<<size)
	var keep []kept
	for _, k := range l.worthiest() {
		if i, _ := cell(k.feature, size); !taken[i] {
			taken[i] = true
			keep = append(keep, k)
		}
	}
	l.retain(keep)
}

// Glance is the averaged weights as NewGlance reads them, with the lead that makes
// sure, 1 at least. KeepGlance must have been called before.
func (l *Learner) Glance(size int, enough int32) []byte {
	data := binary.LittleEndian.AppendUint32(nil, uint32(enough))
	data = append(data, bytes.Repeat([]byte{128}, 4<<size)...)
	cells := data[glanceHeader:]
	for _, k := range l.worthiest() {
		i, mark := cell(k.feature, size)
		for c := range Rest {
			cells[4*i+uint64(c)] = byte(128 + int(k.weights[c]))
		}
		cells[4*i+Rest] = mark
	}
	return data
}
