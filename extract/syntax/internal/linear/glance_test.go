package linear

import (
	"math/rand/v2"
	"testing"
)

// A glance is right where it says that it is sure, and sure of what is easy: of
// decisions that the features tell, not of those that are a throw of dice.
func TestGlanceKnowsWhatItKnows(t *testing.T) {
	const size = 12
	decide := func(random *rand.Rand, f *Features) (class int, easy bool) {
		a, b := random.Uint64N(8), random.Uint64N(8)
		easy = random.IntN(2) == 0
		f.Reset()
		if !easy {
			*f = f.Add(1000 + a).Add(1000 + b)
			return random.IntN(Rest + 1), false
		}
		*f = f.Add(a).Add(b).Add2(a, b)
		return int(a*7+b*3) % (Rest + 1), true
	}
	l := NewGlanceLearner()
	random := rand.New(rand.NewPCG(1, 2))
	var f Features
	for step := range 40_000 {
		if step == 30_000 {
			l.KeepGlance(size)
			l.Restart()
		}
		class, _ := decide(random, &f)
		l.Learn(f.List, 1<<class, All)
	}
	g, err := NewGlance(l.Glance(size, 100))
	if err != nil {
		t.Fatal(err)
	}
	sureOfEasy, sureOfDice, easies, dice, rests := 0, 0, 0, 0, 0
	for range 4000 {
		class, easy := decide(random, &f)
		got, sure := g.Pick(f.List, All)
		if sure && got == Rest {
			t.Fatal("sure of the class without weights")
		}
		if only, _ := g.Pick(f.List, 1<<1); only != 1 {
			t.Fatalf("picked %d of the one allowed class 1", only)
		}
		switch {
		case !easy:
			dice++
			if sure {
				sureOfDice++
			}
		case class == Rest:
			rests++
			if sure {
				t.Fatalf("sure of %d where it is none of the three", got)
			}
		default:
			easies++
			if sure {
				sureOfEasy++
				if got != class {
					t.Fatalf("sure of %d where it is %d", got, class)
				}
			}
		}
	}
	if sureOfEasy < easies*9/10 || sureOfDice > dice/100 || rests == 0 {
		t.Errorf("sure of %d of %d easy decisions and %d of %d throws", sureOfEasy, easies, sureOfDice, dice)
	}
}

func TestNewGlanceRefusesOtherForms(t *testing.T) {
	l := NewGlanceLearner()
	l.KeepGlance(4)
	data := l.Glance(4, 1)
	if _, err := NewGlance(data); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][]byte{nil, data[:3], data[:4], data[:len(data)-1], data[:len(data)-4], append(data[:len(data):len(data)], 0, 0, 0, 0), l.Glance(4, 0), l.Glance(4, -1)} {
		if _, err := NewGlance(bad); err == nil {
			t.Errorf("%d bytes were taken", len(bad))
		}
	}
}
