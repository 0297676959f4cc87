package linear

import (
	"encoding/binary"
	"fmt"
)

// Matrix holds trained weights, one byte each: the weight plus 128. A row has a
// byte for every class, filled up to a multiple of four (up to four classes) or
// of eight. It is read in place, so that loading costs nothing.
type Matrix struct {
	classes, stride int
	mask            uint32
	rows            []byte
}

// Classifier decides between classes. Matrix and Learner do.
type Classifier interface {
	// Pick is the class with the largest sum of weights among those whose bit
	// is set in allowed, -1 if none is.
	Pick(features []uint32, allowed uint64) int
}

// All allows every class.
const All = ^uint64(0)

// maxStride bounds the classes, so that sums fit on the stack.
const maxStride = 64

// MaxFeatures is how many features one decision may have: the sums of more
// bytes would not fit in sixteen bits.
const MaxFeatures = 256

// Stride is the length of a row for so many classes.
func Stride(classes int) int {
	if classes <= 4 {
		return 4
	}
	return (classes + 7) / 8 * 8
}

// NewMatrix reads rows as a Learner wrote them. Their number must be a power of
// two.
func NewMatrix(classes int, rows []byte) (*Matrix, error) {
	stride := Stride(classes)
	n := len(rows) / stride
	if stride > maxStride || n == 0 || n&(n-1) != 0 || n*stride != len(rows) {
		return nil, fmt.Errorf("%d bytes of weights are not a power of two of rows for %d classes", len(rows), classes)
	}
	return &Matrix{classes: classes, stride: stride, mask: uint32(n - 1), rows: rows}, nil
}

const lanes = 0x00ff00ff00ff00ff

// Scores sets scores[c], for every class c, to its sum of weights over the
// features, plus a constant that is the same for all classes.
func (m *Matrix) Scores(features []uint32, scores *[maxStride]uint16) {
	// Eight bytes are added at once: the even and the odd ones apart, each
	// widened to sixteen bits.
	if m.stride == 4 {
		var even, odd uint64
		for _, f := range features {
			i := int(f&m.mask) * 4
			v := uint64(binary.LittleEndian.Uint32(m.rows[i : i+4]))
			even += v & 0x00ff00ff
			odd += v >> 8 & 0x00ff00ff
		}
		scores[0], scores[2] = uint16(even), uint16(even>>16)
		scores[1], scores[3] = uint16(odd), uint16(odd>>16)
		return
	}
	var even, odd [maxStride / 8]uint64
	for _, f := range features {
		i := int(f&m.mask) * m.stride
		row := m.rows[i : i+m.stride]
		for k := 0; len(row) >= 8; k++ {
			v := binary.LittleEndian.Uint64(row)
			even[k&7] += v & lanes
			odd[k&7] += v >> 8 & lanes
			row = row[8:]
		}
	}
	for k := range m.stride / 8 {
		e, o := even[k], odd[k]
		for j := 0; j < 8; j += 2 {
			scores[k*8+j], scores[k*8+j+1] = uint16(e), uint16(o)
			e, o = e>>16, o>>16
		}
	}
}

// Pick is the class with the largest sum among those whose bit is set in
// allowed; the first one of several.
func (m *Matrix) Pick(features []uint32, allowed uint64) int {
	var scores [maxStride]uint16
	m.Scores(features, &scores)
	best := -1
	for c := range m.classes {
		if allowed>>c&1 != 0 && (best < 0 || scores[c&63] > scores[best&63]) {
			best = c
		}
	}
	return best
}
