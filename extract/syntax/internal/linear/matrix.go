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

// maxFeatures is more than any decision has.
const maxFeatures = 128

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
var ErrWeights = errors.New("the weights are not in the expected form")

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
	m := &Matrix{classes: classes, buckets: data[headerSize:end], count: count, pool: data[end:]}
	return m, m.check()
}

// check makes sure that no offset leads out of the pool, so that Pick need not.
func (m *Matrix) check() error {
	if m.classes <= inlineLimit {
		return nil
	}
	for i := uint64(0); i < m.count; i++ {
		b := m.buckets[i*bucketSize:]
		for slot := range 4 {
			if binary.LittleEndian.Uint16(b[2*slot:]) == 0 {
				continue
			}
			v := uint64(binary.LittleEndian.Uint32(b[8+4*slot:]))
			if v >= uint64(len(m.pool)) || v+uint64(m.pool[v])*2 >= uint64(len(m.pool)) {
				return ErrWeights
			}
		}
	}
	return nil
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

// slot says where in a bucket the feature with a mark stands, from the marks of the
// bucket, and has all bits set if it is there, none if not. It has no branch:
// whether a feature is there can't be foretold, and a wrong guess of the processor
// costs more than the rest.
func slot(marks uint64, mark uint16) (at int, have uint32) {
	// The four marks are compared at once: of x, the sixteen bits that are equal
	// to the mark are zero.
	x := marks ^ uint64(mark)*lowest
	zero := (x - lowest) &^ x & highest
	return bits.TrailingZeros64(zero) >> 4 & 3, uint32(int64(zero|-zero) >> 63)
}

func (m *Matrix) sumInline(features []uint64, sums *[maxClasses]int32) {
	// Two sums of sixteen bits in one number; a feature that is not there adds
	// 0, so 128 for each that is must be taken off.
	var even, odd, n uint64
	buckets, count := m.buckets, m.count
	for _, f := range features {
		i, mark := place(f, count)
		b := buckets[i*bucketSize:][:bucketSize]
		at, have := slot(binary.LittleEndian.Uint64(b), mark)
		v := binary.LittleEndian.Uint32(b[8+at*4:]) & have
		even += uint64(v) & 0x00ff00ff
		odd += uint64(v) >> 8 & 0x00ff00ff
		n += uint64(have & 128)
	}
	sums[0], sums[2] = int32(uint16(even))-int32(n), int32(even>>16)-int32(n)
	sums[1], sums[3] = int32(uint16(odd))-int32(n), int32(odd>>16)-int32(n)
}

func (m *Matrix) sumPool(features []uint64, sums *[maxClasses]int32) {
	var found [maxFeatures]uint32
	n := 0
	buckets, count := m.buckets, m.count
	for _, f := range features {
		i, mark := place(f, count)
		b := buckets[i*bucketSize:][:bucketSize]
		at, have := slot(binary.LittleEndian.Uint64(b), mark)
		found[n&(maxFeatures-1)] = binary.LittleEndian.Uint32(b[8+at*4:])
		n += int(have & 1)
	}
	for _, v := range found[:n&(maxFeatures-1)] {
		p := m.pool[v:]
		for p = p[1 : int(p[0])*2+1]; len(p) >= 2; p = p[2:] {
			sums[p[0]&63] += int32(int8(p[1]))
		}
	}
}
