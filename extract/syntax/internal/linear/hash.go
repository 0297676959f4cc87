// Package linear is a linear classifier over hashed features: every feature is
// a number that has weights, and the class with the largest
// sum of weights wins. It has the classifier that runs (Matrix) and what makes
// one (Learner).
package linear

import "math/bits"

const (
	k0 = 0x9e3779b97f4a7c15
	k1 = 0xbf58476d1ce4e5b9
)

// Mix makes one number of two. The order of a and b counts.
func Mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^k0, b^k1)
	return hi ^ lo
}

// Hash makes a number of bytes. It is the same on every machine and in every
// version, because trained weights depend on it.
func Hash(s []byte) uint64 {
	h := uint64(len(s)) * k1
	for len(s) >= 8 {
		v := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		h = Mix(h, v)
		s = s[8:]
	}
	var v uint64
	for i, c := range s {
		v |= uint64(c) << (8 * i)
	}
	return Mix(h, v)
}

// HashString is Hash of a string.
func HashString(s string) uint64 {
	h := uint64(len(s)) * k1
	for len(s) >= 8 {
		v := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		h = Mix(h, v)
		s = s[8:]
	}
	var v uint64
	for i := range len(s) {
		v |= uint64(s[i]) << (8 * i)
	}
	return Mix(h, v)
}

// Features collects the features of one decision. The same value means another
// thing at another place of the list.
type Features struct {
	List []uint64
	seed uint64
}

// Reset empties the list for the next decision.
func (f *Features) Reset() { f.List, f.seed = f.List[:0], 0 }

// Add returns the list with one feature more. It works on a copy, so that the
// compiler can keep the list's length at hand from one feature to the next.
func (f Features) Add(v uint64) Features {
	f.seed += k0
	f.List = append(f.List, Mix(v, f.seed)|1)
	return f
}

// Add2 adds the conjunction of two values.
func (f Features) Add2(a, b uint64) Features { return f.Add(a*k1 + b) }

// Add3 adds the conjunction of three values.
func (f Features) Add3(a, b, c uint64) Features { return f.Add((a*k1+b)*k1 + c) }

// Add4 adds the conjunction of four values.
func (f Features) Add4(a, b, c, d uint64) Features { return f.Add(((a*k1+b)*k1+c)*k1 + d) }
