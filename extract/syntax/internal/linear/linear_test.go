package linear

import (
	"math/rand/v2"
	"testing"
)

// decisions makes a problem that only the conjunction of two values solves, with
// noise beside it.
func decision(random *rand.Rand, f *Features, classes int) (truth int) {
	a, b := random.Uint64N(6), random.Uint64N(6)
	f.Reset()
	*f = f.Add(a)
	*f = f.Add(b)
	*f = f.Add2(a, b)
	*f = f.Add(random.Uint64N(1000))
	return int(a*7+b*3) % classes
}

func TestLearnerAndMatrix(t *testing.T) {
	for _, classes := range []int{2, 4, 5, 46, 64} {
		random := rand.New(rand.NewPCG(1, uint64(classes)))
		l := NewLearner(classes)
		var f Features
		for step := range 20_000 {
			if step == 12_000 {
				l.Keep(40_000)
			}
			truth := decision(random, &f, classes)
			l.Learn(f.List, 1<<truth, All)
		}
		m, err := NewMatrix(classes, l.Matrix())
		if err != nil {
			t.Fatal(err)
		}
		right, n := 0, 2000
		for range n {
			truth := decision(random, &f, classes)
			if m.Pick(f.List, All) == truth {
				right++
			}
			if got := m.Pick(f.List, 1<<1); got != 1 {
				t.Fatalf("picked %d of the one allowed class 1", got)
			}
		}
		if right < n*95/100 {
			t.Errorf("%d classes: right in %d of %d", classes, right, n)
		}
	}
}

// A file no larger than asked for holds what matters most.
func TestKeepBoundsTheFile(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	l := NewLearner(10)
	var f Features
	for range 20_000 {
		truth := decision(random, &f, 10)
		l.Learn(f.List, 1<<truth, All)
	}
	before := l.Features()
	const size = 2000
	l.Keep(size)
	if l.Features() >= before || l.Features() == 0 {
		t.Errorf("kept %d of %d features", l.Features(), before)
	}
	if n := len(l.Matrix()); n > size*11/10 {
		t.Errorf("%d bytes, want about %d", n, size)
	}
}

func TestNewMatrixRefusesOtherLengths(t *testing.T) {
	l := NewLearner(3)
	f := Features{List: []uint64{1, 2, 3}}
	for range 10 {
		l.Learn(f.List, 1, All)
	}
	l.Keep(1000)
	data := l.Matrix()
	if _, err := NewMatrix(3, data); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, data[:len(data)-1], append(data[:len(data):len(data)], 0), make([]byte, 100)} {
		if _, err := NewMatrix(3, bad); err == nil {
			t.Errorf("%d bytes were taken", len(bad))
		}
	}
}

// Trained weights depend on these numbers.
func TestHashIsStable(t *testing.T) {
	if Hash([]byte("foreign minister")) != HashString("foreign minister") {
		t.Error("Hash and HashString differ")
	}
	if got := HashString("ministers"); got != 0x232f39aa90bb86b6 {
		t.Errorf("%#x", got)
	}
}
