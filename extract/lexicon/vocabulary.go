package lexicon

import "unicode/utf8"

// vocabulary numbers folded words from 1 on. It is a hash table whose words lie in
// one piece of memory: a map of strings would take the collector of garbage
// longer to walk than all else that the program holds.
type vocabulary struct {
	slots []uint32 // numbers by hash, 0 where none is
	ends  []uint32 // word n is text[ends[n-1]:ends[n]]
	text  []byte
}

// newVocabulary makes room for half as many words as slots, which must be a power
// of two. It grows by itself.
func newVocabulary(slots int) vocabulary {
	return vocabulary{slots: make([]uint32, slots), ends: make([]uint32, 1, slots/2)}
}

func hashWord[T string | []byte](s T) uint32 {
	h := uint32(2166136261) // FNV-1a: words are short
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// find returns the number of a folded word, and the slot where it is or would be.
func find[T string | []byte](v *vocabulary, folded T) (number, slot uint32) {
	mask := uint32(len(v.slots) - 1)
	slot = hashWord(folded) & mask
	for {
		number = v.slots[slot]
		if number == 0 || string(v.text[v.ends[number-1]:v.ends[number]]) == string(folded) {
			return number, slot
		}
		slot = (slot + 1) & mask
	}
}

// add numbers a folded word that may be new.
func (v *vocabulary) add(folded string) uint32 {
	n, slot := find(v, folded)
	if n != 0 {
		return n
	}
	v.text = append(v.text, folded...)
	n = uint32(len(v.ends))
	v.ends = append(v.ends, uint32(len(v.text)))
	v.slots[slot] = n
	if 2*len(v.ends) > len(v.slots) {
		v.slots = make([]uint32, 2*len(v.slots))
		for n := uint32(1); int(n) < len(v.ends); n++ {
			_, slot := find(v, v.text[v.ends[n-1]:v.ends[n]])
			v.slots[slot] = n
		}
	}
	return n
}

// number returns the number of a word as it is written, 0 when no surface has it.
func (v *vocabulary) number(s string) uint32 {
	var room [64]byte
	buf := room[:0]
	for i := 0; i < len(s) && len(buf) < len(room)-utf8.UTFMax; {
		c := s[i]
		if c < utf8.RuneSelf && c != '`' {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			buf = append(buf, c)
			i++
			continue
		}
		// The marks that stand in every text of an agency fold as Fold does; other
		// letters are for it.
		r, size := utf8.DecodeRuneInString(s[i:])
		switch r {
		case '‘', '’':
			buf = append(buf, '\'')
		case '–':
			buf = append(buf, '-')
		case '“', '”', '—':
			buf = append(buf, s[i:i+size]...)
		default:
			n, _ := find(v, Fold(s))
			return n
		}
		i += size
	}
	if len(buf) >= len(room)-utf8.UTFMax {
		n, _ := find(v, Fold(s))
		return n
	}
	n, _ := find(v, buf)
	return n
}

// edges are those of the trie: from a node, by a word, to another node.
type edges struct {
	slots []edge
	nodes uint32 // how many there are beside the root
}

type edge struct{ from, word, to uint32 }

func newEdges(slots int) edges { return edges{slots: make([]edge, slots)} }

func (x *edges) slot(from, word uint32) *edge {
	mask := uint32(len(x.slots) - 1)
	h := (from*0x9e3779b1 ^ word) * 0x85ebca6b
	for i := (h ^ h>>16) & mask; ; i = (i + 1) & mask {
		if e := &x.slots[i]; e.to == 0 || e.from == from && e.word == word {
			return e
		}
	}
}

// follow returns the node to which a word leads, 0 when it leads nowhere.
func (x *edges) follow(from, word uint32) uint32 {
	if word == 0 {
		return 0
	}
	return x.slot(from, word).to
}

// grow returns the node to which a word leads, which may be a new one.
func (x *edges) grow(from, word uint32) uint32 {
	e := x.slot(from, word)
	if e.to != 0 {
		return e.to
	}
	x.nodes++
	*e = edge{from, word, x.nodes}
	n := x.nodes
	if 2*int(n) > len(x.slots) {
		old := x.slots
		x.slots = make([]edge, 2*len(old))
		for _, e := range old {
			if e.to != 0 {
				*x.slot(e.from, e.word) = e
			}
		}
	}
	return n
}
