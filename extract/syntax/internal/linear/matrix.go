package linear

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Classifier decides between classes. Matrix and Learner do.
type Classifier interface {
	// Pick is the class with the largest sum of weights among those whose bit
	// is set in allowed, -1 if none is.
	Pick(features []uint64, allowed uint64) int
}

// All allows every class.
const All = ^uint64(0)

// maxClasses bounds the classes, so that sets of them fit in a number and sums
// on the stack.
const maxClasses = 64

// Matrix holds the weights of the features that were worth keeping. It is read
// where it lies, so that loading costs nothing.
//
// It is a table of buckets of four features each: four times sixteen bits by
// which features of one bucket are told apart, 0 for none, and four times
// thirty-two bits. With up to four classes these are the weights, a byte each,
// plus 128. With more they are an offset into the pool, where a byte says how
// many classes the feature speaks for, and for each follow its number and its
// weight.
type Matrix struct {
	classes int
	buckets []byte
	count   uint64
	pool    []byte
}

const (
	bucketSize  = 24
	headerSize  = 8
	inlineLimit = 4 // classes whose weights stand in the bucket
)

// ErrWeights is the error of NewMatrix.
var ErrWeights = errors.New("the weights are not of the expected length")

// NewMatrix reads weights as a Learner wrote them.
func NewMatrix(classes int, data []byte) (*Matrix, error) {
	if len(data) < headerSize || classes < 1 || classes > maxClasses {
		return nil, ErrWeights
	}
	count, pool := uint64(binary.LittleEndian.Uint32(data)), uint64(binary.LittleEndian.Uint32(data[4:]))
	if count == 0 || headerSize+count*bucketSize+pool != uint64(len(data)) {
		return nil, ErrWeights
	}
	end := headerSize + count*bucketSize
	return &Matrix{classes: classes, buckets: data[headerSize:end], count: count, pool: data[end:]}, nil
}

// place is the bucket of a feature and the mark that tells it apart there.
func place(f, count uint64) (bucket uint64, mark uint16) {
	return f >> 32 * count >> 32, uint16(f) | 1
}

const (
	lowest  = 0x0001000100010001
	highest = 0x8000800080008000
)

// Pick is the class with the largest sum among those whose bit is set in
// allowed; the first one of several.
func (m *Matrix) Pick(features []uint64, allowed uint64) int {
	var sums [maxClasses]int32
	if m.classes <= inlineLimit {
		m.sumInline(features, &sums)
	} else {
		m.sumPool(features, &sums)
	}
	return best(&sums, m.classes, allowed)
}

func best(sums *[maxClasses]int32, classes int, allowed uint64) int {
	best := -1
	for c := range classes {
		if allowed>>c&1 != 0 && (best < 0 || sums[c&63] > sums[best&63]) {
			best = c
		}
	}
	return best
}

// find is the thirty-two bits of a feature.
func (m *Matrix) find(f uint64) (uint32, bool) {
	i, mark := place(f, m.count)
	b := m.buckets[i*bucketSize:][:bucketSize]
	// The four marks are compared at once: of x, the sixteen bits that are equal
	// to the mark are zero.
	x := binary.LittleEndian.Uint64(b) ^ uint64(mark)*lowest
	zero := (x - lowest) &^ x & highest
	if zero == 0 {
		return 0, false
	}
	return binary.LittleEndian.Uint32(b[8+bits.TrailingZeros64(zero)/16*4:]), true
}

func (m *Matrix) sumInline(features []uint64, sums *[maxClasses]int32) {
	// Two sums of sixteen bits in one number; 128 is in each as often, so that
	// it changes nothing between classes.
	var even, odd uint64
	for _, f := range features {
		if v, ok := m.find(f); ok {
			even += uint64(v) & 0x00ff00ff
			odd += uint64(v) >> 8 & 0x00ff00ff
		}
	}
	sums[0], sums[2] = int32(uint16(even)), int32(even>>16)
	sums[1], sums[3] = int32(uint16(odd)), int32(odd>>16)
}

func (m *Matrix) sumPool(features []uint64, sums *[maxClasses]int32) {
	for _, f := range features {
		v, ok := m.find(f)
		if !ok || uint64(v) >= uint64(len(m.pool)) {
			continue
		}
		p := m.pool[v:]
		n := int(p[0]) * 2
		if n >= len(p) {
			continue
		}
		for p = p[1 : n+1]; len(p) >= 2; p = p[2:] {
			sums[p[0]&63] += int32(int8(p[1]))
		}
	}
}
