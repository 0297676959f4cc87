package linear

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// kept is a feature with its weights as a Matrix holds them.
type kept struct {
	feature uint64
	weights []int8
	worth   float64
}

// Keep forgets all features but those that a file of at most size bytes will
// hold: those that were seen often and say much. Learning may go on with them.
func (l *Learner) Keep(size int) {
	keep, count := l.choose(size)
	l.retain(keep)
	l.buckets = count
}

// retain forgets all other features.
func (l *Learner) retain(keep []kept) {
	rows := newIndex()
	weights := make([]float32, 0, len(keep)*l.classes)
	late := make([]float32, 0, len(keep)*l.classes)
	changes := make([]float32, 0, len(keep)*l.classes)
	counts := make([]uint32, 0, len(keep))
	for _, k := range keep {
		r, _ := l.rows.get(k.feature)
		rows.add(k.feature)
		from := int(r) * l.classes
		weights = append(weights, l.weights[from:from+l.classes]...)
		late = append(late, l.late[from:from+l.classes]...)
		changes = append(changes, l.changes[from:from+l.classes]...)
		counts = append(counts, l.counts[r])
	}
	l.rows, l.weights, l.late, l.changes, l.counts = rows, weights, late, changes, counts
	l.seen = nil
}

// Restart takes the average from here on.
func (l *Learner) Restart() {
	clear(l.late)
	l.steps = 1
}

// fill is how many features a bucket has on average, so that few find theirs
// full.
const fill = 3.0

// choose lists the features that fit in a file of size bytes and find room in
// their buckets, and how many buckets there are.
func (l *Learner) choose(size int) ([]kept, uint64) {
	all := l.worthiest()
	n, bytes := 0, float64(headerSize)
	for ; n < len(all); n++ {
		bytes += bucketSize / fill
		if l.classes > inlineLimit {
			bytes += float64(1 + 2*pairs(all[n].weights))
		}
		if bytes > float64(size) {
			break
		}
	}
	count := uint64(float64(n)/fill) + 1
	load := make([]uint8, count)
	chosen := all[:0]
	for _, k := range all[:n] {
		i, _ := place(k.feature, count)
		if load[i] < 4 {
			load[i]++
			chosen = append(chosen, k)
		}
	}
	return chosen, count
}

// Matrix is the averaged weights as NewMatrix reads them. Keep must have been
// called before.
func (l *Learner) Matrix() []byte {
	all, count := l.worthiest(), l.buckets
	table := make([]byte, count*bucketSize)
	var pool []byte
	for _, k := range all {
		i, mark := place(k.feature, count)
		b := table[i*bucketSize:][:bucketSize]
		slot := 0
		for slot < 4 && binary.LittleEndian.Uint16(b[2*slot:]) != 0 {
			slot++
		}
		binary.LittleEndian.PutUint16(b[2*slot:], mark)
		v := b[8+4*slot:][:4]
		if l.classes <= inlineLimit {
			for c := range v {
				v[c] = 128
				if c < len(k.weights) {
					v[c] += byte(k.weights[c])
				}
			}
			continue
		}
		binary.LittleEndian.PutUint32(v, uint32(len(pool)))
		pool = append(pool, byte(pairs(k.weights)))
		for c, w := range k.weights {
			if w != 0 {
				pool = append(pool, byte(c), byte(w))
			}
		}
	}
	data := binary.LittleEndian.AppendUint32(nil, uint32(count))
	data = binary.LittleEndian.AppendUint32(data, uint32(len(pool)))
	return slices.Concat(data, table, pool)
}

// Features is how many features have weights.
func (l *Learner) Features() int { return int(l.rows.n) }

func pairs(weights []int8) int {
	n := 0
	for _, w := range weights {
		if w != 0 {
			n++
		}
	}
	return n
}

// worthiest lists the features, those first that change the most decisions.
func (l *Learner) worthiest() []kept {
	var all []kept
	for i, key := range l.rows.keys {
		if key == 0 {
			continue
		}
		r := int(l.rows.rows[i])
		k := kept{feature: key, weights: make([]int8, l.classes)}
		size := 0.0
		for c := range l.classes {
			j := r*l.classes + c
			w := math.Round((float64(l.weights[j]) - float64(l.late[j])/l.steps) * 127 / bound)
			if math.Abs(w) < 2 && l.classes > inlineLimit {
				continue
			}
			k.weights[c] = int8(max(-127, min(127, w)))
			size += math.Abs(w)
		}
		if size > 0 {
			k.worth = size * math.Sqrt(float64(l.counts[r]))
			all = append(all, k)
		}
	}
	slices.SortFunc(all, func(a, b kept) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.feature, b.feature))
	})
	return all
}
