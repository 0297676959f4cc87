package linear

import "math"

// Learner is a multinomial logistic regression over the same hashed rows as the
// Matrix that it makes. It learns decision by decision with steps that get
// shorter the more a weight was changed (AdaGrad, Duchi and others 2011), and its
// result is the average of the weights over all steps. Weights stay within a
// bound, which spreads what a few strong features would carry over many and lets
// a byte hold any weight.
type Learner struct {
	classes int
	mask    uint32
	weights []float32
	// late is the sum of every change times the step at which it came; weights
	// minus late over steps is the average over all steps.
	late    []float64
	steps   float64
	changes []float32 // of every weight, squared and summed
}

// The constants of learning were chosen on held-out articles: an averaged
// perceptron agreed on a point less of the heads, and steps of half or double
// the length made no difference.
const (
	rate  = 0.2  // the length of a first step
	bound = 2    // the largest weight
	small = 0.03 // the gradient that is not worth the time
)

// NewLearner makes a learner with 1<<bits rows.
func NewLearner(classes, bits int) *Learner {
	n := classes << bits
	return &Learner{classes: classes, mask: 1<<bits - 1, weights: make([]float32, n), late: make([]float64, n), changes: make([]float32, n), steps: 1}
}

// Pick is the class with the largest sum of weights among those allowed.
func (l *Learner) Pick(features []uint32, allowed uint64) int {
	var scores [maxStride]float32
	for _, f := range features {
		row := l.weights[int(f&l.mask)*l.classes:][:l.classes]
		for c, w := range row {
			scores[c&63] += w
		}
	}
	best := -1
	for c := range l.classes {
		if allowed>>c&1 != 0 && (best < 0 || scores[c&63] > scores[best&63]) {
			best = c
		}
	}
	return best
}

// Learn decides as Pick does, and then moves the weights towards the classes
// whose bits are set in good. It returns the decision.
func (l *Learner) Learn(features []uint32, good, allowed uint64) int {
	var scores, aims [maxStride]float32
	for _, f := range features {
		row := l.weights[int(f&l.mask)*l.classes:][:l.classes]
		for c, w := range row {
			scores[c&63] += w
		}
	}
	l.steps++
	guess := -1
	for c := range l.classes {
		if allowed>>c&1 != 0 && (guess < 0 || scores[c] > scores[guess]) {
			guess = c
		}
	}
	top := scores[guess]
	var all, right float32
	for c := range l.classes {
		if allowed>>c&1 == 0 {
			continue
		}
		p := float32(math.Exp(float64(scores[c] - top)))
		scores[c] = p
		all += p
		if good>>c&1 != 0 {
			aims[c] = p
			right += p
		}
	}
	for c := range l.classes {
		if allowed>>c&1 == 0 {
			continue
		}
		g := scores[c] / all
		if good>>c&1 != 0 {
			if right > 1e-12 {
				g -= aims[c] / right
			} else {
				g--
			}
		}
		if g < small && g > -small {
			continue
		}
		for _, f := range features {
			l.change(int(f&l.mask)*l.classes+c, g)
		}
	}
	return guess
}

func (l *Learner) change(i int, g float32) {
	l.changes[i] += g * g
	w := l.weights[i] - rate*g/float32(math.Sqrt(float64(l.changes[i]+1)))
	w = max(-bound, min(bound, w))
	l.late[i] += float64(w-l.weights[i]) * l.steps
	l.weights[i] = w
}

// Rows are the averaged weights as a Matrix reads them.
func (l *Learner) Rows() []byte {
	stride := Stride(l.classes)
	rows := make([]byte, (int(l.mask)+1)*stride)
	for i := range rows {
		rows[i] = 128
	}
	for i, w := range l.weights {
		average := float64(w) - l.late[i]/l.steps
		rows[i/l.classes*stride+i%l.classes] = byte(128 + math.Round(average*127/bound))
	}
	return rows
}
