package parser

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// noise is a table of weights that were never learnt.
func noise(r *rand.Rand, enough byte) []byte {
	data := make([]byte, 4+4<<10)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	copy(data, []byte{enough, 0, 0, 0})
	return data
}

// Whatever a glance decides, it is allowed and ends in a tree.
func TestAnyGlancesEndInATree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var c Candidates
	for kind := range c {
		for k := range c[kind] {
			c[kind][k] = uint8(2 + r.IntN(5))
		}
	}
	var f linear.Features
	asked := 0
	care := classifier(func(_ []uint64, allowed uint64) int {
		asked++
		for a := 0; ; a++ {
			if allowed>>a&1 != 0 {
				return a
			}
		}
	})
	for range 300 {
		g, err := ReadGlances(c.Bytes(noise(r, 50), noise(r, 50)), 7)
		if err != nil {
			t.Fatal(err)
		}
		s := sentence(1 + r.IntN(20))
		s.Glances = g
		for i := range s.Words {
			s.Words[i].Form, s.Tags[i] = r.Uint64(), uint8(r.IntN(48))
		}
		s.Reset()
		for steps := 0; !s.Done(); steps++ {
			if steps > 2*len(s.Words) {
				t.Fatalf("%d steps for %d words", steps, len(s.Words))
			}
			a, label := s.Decide(&f, care, care)
			if s.Allowed()>>a&1 == 0 {
				t.Fatalf("%d is not allowed", a)
			}
			s.Do(a, label)
		}
		s.Finish(func(int32, int32) uint8 { return 2 })
		mustBeTree(t, s.Heads)
	}
	if asked == 0 {
		t.Error("noise was always sure")
	}
}

type classifier func(features []uint64, allowed uint64) int

func (c classifier) Pick(features []uint64, allowed uint64) int { return c(features, allowed) }

func TestClassesOfActions(t *testing.T) {
	for _, allowed := range []uint64{1 << Shift, 1<<Shift | 1<<Left | 1<<Right, 1<<Shift | 1<<Reduce | 1<<Right} {
		var seen []int
		for a := range Actions {
			class, classes := Class(a, allowed)
			if classes>>linear.Rest != 0 {
				t.Errorf("%b allows the class of none", allowed)
			}
			if allowed>>a&1 == 0 {
				continue
			}
			if classes>>class&1 == 0 || slices.Contains(seen, class) {
				t.Errorf("%b: action %d is class %d of %b, after %v", allowed, a, class, classes, seen)
			}
			seen = append(seen, class)
		}
	}
}

func TestReadGlancesRefusesOtherForms(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var c Candidates
	c[17][2] = 6
	data := c.Bytes(noise(r, 1), noise(r, 1))
	if _, err := ReadGlances(data, 7); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadGlances(data, 6); err == nil {
		t.Error("a label that there is not was taken")
	}
	for _, n := range []int{0, candidatesSize, candidatesSize + 4, candidatesSize + 4 + 100, len(data) - 1} {
		if _, err := ReadGlances(data[:n], 7); err == nil {
			t.Errorf("%d bytes were taken", n)
		}
	}
}
