package prosetagger

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// Pack makes weights.bin of what prose has: the gob of its weights, its tags, and
// its words with one tag.
func Pack(weights []byte, classes []string, known map[string]string) ([]byte, error) {
	names := append(slices.Clone(classes), "-", "-NONE-")
	number := map[string]uint8{}
	for i, name := range names {
		number[name] = uint8(i)
	}
	slots, runs, err := packWeights(weights, number)
	if err != nil {
		return nil, fmt.Errorf("prose's tagger weights: %w", err)
	}
	words, err := packKnown(known, number)
	if err != nil {
		return nil, err
	}
	var out []byte
	for _, section := range [][]byte{[]byte(strings.Join(names, "\n")), words, slots, runs} {
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(section))), section...)
	}
	return out, nil
}

// packWeights reads a map from feature to tag to weight.
func packWeights(raw []byte, number map[string]uint8) (slots, runs []byte, err error) {
	g := gobReader{b: raw}
	g.value()
	n := g.count()
	size := uint64(1) << bits.Len64(uint64(n)*3/2)
	slots = make([]byte, size*slotSize)
	for ; n > 0 && g.err == nil; n-- {
		f, ok := feature(g.bytes())
		if !ok {
			return nil, nil, errGob
		}
		i := f & (size - 1)
		for ; ; i = (i + 1) & (size - 1) {
			s := binary.LittleEndian.Uint64(slots[i*slotSize:])
			if s == 0 {
				break
			}
			if s>>32 == f>>32 {
				return nil, nil, fmt.Errorf("two features share the number %x", f>>32)
			}
		}
		binary.LittleEndian.PutUint64(slots[i*slotSize:], f>>32<<32|uint64(len(runs)/weightSize+1))
		m := g.count()
		runs = binary.LittleEndian.AppendUint32(runs, uint32(m))
		for ; m > 0 && g.err == nil; m-- {
			tag, ok := number[string(g.bytes())]
			if !ok {
				return nil, nil, errGob
			}
			runs = binary.LittleEndian.AppendUint32(runs, uint32(roundThousand(g.float())<<8)|uint32(tag))
		}
	}
	return slots, runs, g.err
}

// packKnown makes a table of words by hash.
func packKnown(known map[string]string, number map[string]uint8) ([]byte, error) {
	size := uint64(1) << bits.Len64(uint64(len(known))*2)
	out := make([]byte, size*knownSize)
	for _, w := range slices.Sorted(maps.Keys(known)) {
		tag, ok := number[known[w]]
		if !ok {
			return nil, fmt.Errorf("prose's tags: %q has the unknown tag %q", w, known[w])
		}
		h := linear.HashString(w) | 1
		i := h >> 32 & (size - 1)
		for ; binary.LittleEndian.Uint64(out[i*8:]) != 0; i = (i + 1) & (size - 1) {
			if binary.LittleEndian.Uint64(out[i*8:]) == h {
				return nil, fmt.Errorf("prose's tags: %q shares its number with another word", w)
			}
		}
		binary.LittleEndian.PutUint64(out[i*8:], h)
		out[size*8+i] = tag
	}
	return out, nil
}

func roundThousand(f float64) int {
	if f < 0 {
		return -int(-f*1000 + 0.5)
	}
	return int(f*1000 + 0.5)
}

// feature is the number of a feature of prose, which is a name and its
// values with a space before each.
func feature(s []byte) (uint64, bool) {
	for i, name := range features {
		if len(s) < len(name) || string(s[:len(name)]) != name || len(s) > len(name) && s[len(name)] != ' ' {
			continue
		}
		value := s[min(len(s), len(name)+1):]
		switch i {
		case fBias:
			return feature1(fBias, 0), true
		case fTags, fTagWord:
			for k, c := range value {
				if c == ' ' {
					return feature2(uint64(i), linear.Hash(value[:k]), linear.Hash(value[k+1:])), true
				}
			}
			return 0, false
		}
		return feature1(uint64(i), linear.Hash(value)), true
	}
	return 0, false
}
