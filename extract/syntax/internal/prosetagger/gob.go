package prosetagger

import (
	"errors"
	"math"
	"math/bits"
)

// gobReader reads the one form of gob that prose's weights have, a map of maps
// of numbers. encoding/gob takes five times as long, because it builds the maps.
type gobReader struct {
	b   []byte
	err error
}

var errGob = errors.New("not a gob of map[string]map[string]float64")

// uint reads an unsigned number: one byte below 128, else the negated count of
// the bytes that follow, highest first.
func (g *gobReader) uint() uint64 {
	if len(g.b) == 0 {
		g.err = errGob
		return 0
	}
	c := g.b[0]
	g.b = g.b[1:]
	if c < 128 {
		return uint64(c)
	}
	n := int(-int8(c))
	if n > 8 || n > len(g.b) {
		g.err = errGob
		return 0
	}
	var v uint64
	for _, c := range g.b[:n] {
		v = v<<8 | uint64(c)
	}
	g.b = g.b[n:]
	return v
}

// int reads a signed number; its sign is the lowest bit.
func (g *gobReader) int() int64 {
	v := g.uint()
	if v&1 != 0 {
		return ^int64(v >> 1)
	}
	return int64(v >> 1)
}

// float reads a number whose bytes come lowest first, so that zeros are left out.
func (g *gobReader) float() float64 { return math.Float64frombits(bits.ReverseBytes64(g.uint())) }

func (g *gobReader) bytes() []byte {
	n := g.uint()
	if n > uint64(len(g.b)) {
		g.err = errGob
		return nil
	}
	s := g.b[:n]
	g.b = g.b[n:]
	return s
}

// count reads how many entries a map has; every entry takes a byte at least.
func (g *gobReader) count() int {
	n := g.uint()
	if n > uint64(len(g.b)) {
		g.err = errGob
		return 0
	}
	return int(n)
}

// value skips the descriptions of types that come first and stops at the value.
func (g *gobReader) value() {
	for g.err == nil {
		message := g.bytes()
		if g.err != nil {
			return
		}
		m := gobReader{b: message}
		if id := m.int(); id >= 0 {
			m.uint() // a value that is no struct comes after a zero
			g.b, g.err = m.b, m.err
			return
		}
	}
}
