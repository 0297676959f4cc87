package parser

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// sentence is the state before a sentence of n words is parsed; every third word is
// a verb, every fifth a comma.
func sentence(n int) *State {
	kinds := KindsOf([]string{"NN", "VBD", ","})
	s := &State{Kinds: make([]Kind, n), Words: make([]word.Word, n), Tags: make([]uint8, n)}
	var buf []byte
	for i := range n {
		text := "talks"
		switch {
		case i%5 == 4:
			s.Kinds[i], text = kinds[2], ","
		case i%3 == 1:
			s.Kinds[i], text = kinds[1], "met"
		}
		s.Words[i], buf = word.Of(text, buf)
	}
	s.Reset()
	return s
}

// tree is a random projective tree over the words from lo to hi, exclusive: heads
// takes it, head is that of its root.
func tree(r *rand.Rand, heads []int32, lo, hi int, head int32) {
	if lo >= hi {
		return
	}
	root := lo + r.IntN(hi-lo)
	heads[root] = head
	for side := range 2 {
		from, to := lo, root
		if side == 1 {
			from, to = root+1, hi
		}
		for from < to {
			next := from + 1 + r.IntN(to-from)
			tree(r, heads, from, next, int32(root))
			from = next
		}
	}
}

// mustBeTree checks that the heads make one tree whose arcs do not cross.
func mustBeTree(t *testing.T, heads []int32) {
	t.Helper()
	roots := 0
	for i, h := range heads {
		if h == None {
			roots++
			continue
		}
		seen := 0
		for j := int32(i); j != None; j = heads[j] {
			if seen++; seen > len(heads) {
				t.Fatalf("a circle at %d: %v", i, heads)
			}
		}
	}
	if roots != 1 {
		t.Fatalf("%d roots: %v", roots, heads)
	}
}

// Whatever actions are taken of those allowed, the parse ends after at most two a
// word, and in a tree.
func TestAnyActionsEndInATree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(20)
		s := sentence(n)
		steps := 0
		for !s.Done() {
			allowed := s.Allowed()
			a := Action(r.IntN(int(Actions)))
			if allowed&(1<<a) == 0 {
				continue
			}
			s.Do(a, uint8(2+r.IntN(5)))
			if steps++; steps > 2*n {
				t.Fatalf("%d actions for %d words", steps, n)
			}
		}
		s.Finish(func(int32, int32) uint8 { return 2 })
		mustBeTree(t, s.Heads)
	}
}

// The oracle leads to every tree without crossing arcs: at each step some allowed
// action costs nothing, and those that cost nothing end in the tree.
func TestOracleReachesTheTree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := 1 + r.IntN(15)
		gold := make([]int32, n)
		tree(r, gold, 0, n, None)
		s := sentence(n)
		for !s.Done() {
			var free []Action
			for a := range Actions {
				if s.Allowed()&(1<<a) != 0 && s.Cost(a, gold) == 0 {
					free = append(free, a)
				}
			}
			if free == nil {
				t.Fatalf("no action is free of cost: stack %v, next %d, heads %v, gold %v", s.Stack, s.Next, s.Heads, gold)
			}
			s.Do(free[r.IntN(len(free))], 2)
		}
		s.Finish(func(int32, int32) uint8 { return 2 })
		if !slices.Equal(s.Heads, gold) {
			t.Fatalf("heads %v, gold %v", s.Heads, gold)
		}
	}
}

// An action that breaks arcs of the tree costs as many as it breaks.
func TestCost(t *testing.T) {
	// "They met in Oslo": met heads They and in, in heads Oslo.
	gold := []int32{1, None, 1, 2}
	s := sentence(4)
	costs := func() string {
		var b strings.Builder
		for a := range Actions {
			if s.Allowed()&(1<<a) == 0 {
				b.WriteByte('-')
				continue
			}
			b.WriteByte(byte('0' + s.Cost(a, gold)))
		}
		return b.String() // of Shift, Reduce, Left, Right
	}
	for _, step := range []struct {
		costs string
		do    Action
	}{
		{"0---", Shift},
		{"1-02", Left},  // Right would cost They its head and make met, the root, depend on it
		{"0---", Shift}, // met
		{"1-20", Right}, // in, which met heads
		{"11-0", Right}, // Oslo
	} {
		if have := costs(); have != step.costs {
			t.Errorf("before %v with %v: costs %s, want %s", s.Next, s.Stack, have, step.costs)
		}
		s.Do(step.do, 2)
	}
	if !slices.Equal(s.Heads, gold) {
		t.Errorf("heads %v, want %v", s.Heads, gold)
	}
}
