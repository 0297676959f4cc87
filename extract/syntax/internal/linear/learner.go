package linear

import "math"

// Learner is a multinomial logistic regression. It learns decision by decision
// with steps that get shorter the more a weight was changed (AdaGrad, Duchi and
// others 2011), and its result is the average of the weights over all steps.
// Weights stay within a bound, which spreads what a few strong features would
// carry over many and lets a byte hold any weight.
type Learner struct {
	classes int
	rows    index
	seen    []uint8 // how often features without a row were seen, by their hash
	weights []float32
	// late is the sum of every change times the step at which it came; weights
	// minus late over steps is the average over all steps.
	late    []float32
	changes []float32 // of every weight, squared and summed
	counts  []uint32  // how often the feature of a row was seen
	steps   float64
	buckets uint64  // of the Matrix, set by Keep
	found   []int32 // rows of the decision at hand
	still   uint64  // classes whose weights stay 0
	small   float32 // the gradient that is not worth the time
}

// The constants of learning were chosen on held-out articles: an averaged
// perceptron agreed on a point less of the heads.
const (
	rate  = 0.2  // the length of a first step
	bound = 2    // the largest weight
	small = 0.03 // the gradient that is not worth the time, save for glances
	admit = 3    // how often a feature must be seen before it gets weights
)

// NewLearner makes a learner that knows no feature.
func NewLearner(classes int) *Learner {
	return &Learner{classes: classes, rows: newIndex(), seen: make([]uint8, 1<<26), steps: 1, small: small}
}

// Pick is the class with the largest sum of weights among those allowed.
func (l *Learner) Pick(features []uint64, allowed uint64) int {
	l.found = l.found[:0]
	for _, f := range features {
		if r, ok := l.rows.get(f); ok {
			l.found = append(l.found, r)
		}
	}
	sums := l.sums()
	return l.best(&sums, allowed)
}

func (l *Learner) sums() (sums [maxClasses]float32) {
	for _, r := range l.found {
		for c, w := range l.weights[int(r)*l.classes:][:l.classes] {
			sums[c&63] += w
		}
	}
	return sums
}

func (l *Learner) best(sums *[maxClasses]float32, allowed uint64) int {
	best := -1
	for c := range l.classes {
		if allowed>>c&1 != 0 && (best < 0 || sums[c&63] > sums[best&63]) {
			best = c
		}
	}
	return best
}

// row is the row of a feature, which it gets when it was seen often enough.
func (l *Learner) row(f uint64) (int32, bool) {
	if r, ok := l.rows.get(f); ok {
		return r, true
	}
	if l.seen == nil { // after Keep
		return 0, false
	}
	s := &l.seen[f>>38]
	if *s++; *s < admit {
		return 0, false
	}
	*s = admit
	r := l.rows.add(f)
	none := make([]float32, l.classes)
	l.weights, l.late, l.changes = append(l.weights, none...), append(l.late, none...), append(l.changes, none...)
	l.counts = append(l.counts, admit)
	return r, true
}

// Learn decides as Pick does, and then moves the weights towards the classes
// whose bits are set in good. It returns the decision.
func (l *Learner) Learn(features []uint64, good, allowed uint64) int {
	l.found = l.found[:0]
	for _, f := range features {
		if r, ok := l.row(f); ok {
			l.counts[r]++
			l.found = append(l.found, r)
		}
	}
	l.steps++
	sums := l.sums()
	guess := l.best(&sums, allowed)
	top := sums[guess]
	var shares [maxClasses]float32
	var all, right float32
	for c := range l.classes {
		if allowed>>c&1 != 0 {
			shares[c] = float32(math.Exp(float64(sums[c] - top)))
			all += shares[c]
			if good>>c&1 != 0 {
				right += shares[c]
			}
		}
	}
	for c := range l.classes {
		if allowed>>c&1 == 0 {
			continue
		}
		g := shares[c] / all
		if good>>c&1 != 0 {
			if right > 1e-12 {
				g -= shares[c] / right
			} else {
				g--
			}
		}
		if g < l.small && g > -l.small || l.still>>c&1 != 0 {
			continue
		}
		for _, r := range l.found {
			l.change(int(r)*l.classes+c, g)
		}
	}
	return guess
}

func (l *Learner) change(i int, g float32) {
	l.changes[i] += g * g
	w := l.weights[i] - rate*g/float32(math.Sqrt(float64(l.changes[i]+1)))
	w = max(-bound, min(bound, w))
	l.late[i] += (w - l.weights[i]) * float32(l.steps)
	l.weights[i] = w
}

// index numbers features. It is a hash table with open addressing.
type index struct {
	keys []uint64 // 0 for a free place
	rows []int32
	n    int32
}

func newIndex() index { return index{keys: make([]uint64, 1<<16), rows: make([]int32, 1<<16)} }

func (x *index) place(f uint64) int {
	mask := len(x.keys) - 1
	i := int(f>>16) & mask
	for x.keys[i] != 0 && x.keys[i] != f|1 {
		i = (i + 1) & mask
	}
	return i
}

func (x *index) get(f uint64) (int32, bool) {
	i := x.place(f)
	return x.rows[i], x.keys[i] != 0
}

func (x *index) add(f uint64) int32 {
	if int(x.n)*2 > len(x.keys) {
		old := *x
		x.keys, x.rows = make([]uint64, 2*len(old.keys)), make([]int32, 2*len(old.keys))
		for i, k := range old.keys {
			if k != 0 {
				j := x.place(k)
				x.keys[j], x.rows[j] = k, old.rows[i]
			}
		}
	}
	i := x.place(f)
	x.keys[i], x.rows[i] = f|1, x.n
	x.n++
	return x.n - 1
}
