package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
)

func TestGrammarMakesTrees(t *testing.T) {
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	g := newGrammar(1)
	for _, s := range g.sentences(2000) {
		if e, err := r.example(&s); err != nil || e == nil {
			t.Fatalf("%q: %v, %v", s.Words, s.Heads, err)
		}
		var words []string
		line := strings.Join(s.Words, " ")
		for _, tok := range syntax.Tokenize(line, 0, len(line)) {
			words = append(words, tok.Text)
		}
		if !slices.Equal(words, s.Words) {
			t.Fatalf("%q is cut as %q", s.Words, words)
		}
	}
}

func TestHeadline(t *testing.T) {
	s := &sentence{
		Words:  strings.Fields("The envoy met the king in Amman ."),
		Tags:   strings.Fields("DT NN VBD DT NN IN NNP ."),
		Lemmas: strings.Fields("the envoy meet the king in amman ."),
		Heads:  []int{1, 2, -1, 4, 2, 2, 5, 2},
		Deps:   strings.Fields("det nsubj ROOT det dobj prep pobj punct"),
		Names:  []string{"", "", "", "", "", "", "B-GPE", ""},
	}
	h, ok := headline(s)
	if !ok {
		t.Fatal("no headline was made")
	}
	if got := strings.ToLower(strings.Join(h.Words, " ")); got != "envoy meets king in amman" {
		t.Errorf("%q", got)
	}
	if !slices.Equal(h.Heads, []int{1, -1, 1, 1, 3}) || h.Tags[1] != "VBZ" {
		t.Errorf("%v %v", h.Heads, h.Tags)
	}
	s.Words[7] = "?"
	if _, ok := headline(s); ok {
		t.Error("a question became a headline")
	}
}

// With the right answers at hand, the steps of least cost must rebuild any tree
// without crossing arcs.
func TestOracleRebuildsTrees(t *testing.T) {
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	g := newGrammar(2)
	for _, s := range g.sentences(500) {
		e, err := r.example(&s)
		if err != nil {
			t.Fatal(err)
		}
		e.given = e.tags
		x := state(e)
		x.Reset()
		for !x.Done() {
			best, least := parser.Shift, len(e.heads)+1
			for a := range parser.Actions {
				if x.Allowed()>>a&1 != 0 {
					if c := x.Cost(a, e.heads); c < least {
						best, least = a, c
					}
				}
			}
			if least != 0 {
				t.Fatalf("%q: no step without loss before word %d", s.Words, x.Next)
			}
			label := uint8(0)
			if best == parser.Left || best == parser.Right {
				_, dep := x.Arc(best)
				label = e.deps[dep]
			}
			x.Do(best, label)
		}
		if !slices.Equal(x.Heads, e.heads) {
			t.Fatalf("%q: %v, want %v", s.Words, x.Heads, e.heads)
		}
	}
}

func TestHeldOutArticlesAreTheSameInAnyOrder(t *testing.T) {
	a := []sample{{ID: "one"}, {ID: "two"}, {ID: "three"}, {ID: "four"}}
	b := []sample{a[2], a[0], a[3], a[1]}
	x, y := lowest(a, 2), lowest(b, 2)
	if len(x) != 2 {
		t.Fatalf("%v", x)
	}
	for id := range x {
		if !y[id] {
			t.Errorf("%s is held out in one order only", id)
		}
	}
}

func TestMostFrequent(t *testing.T) {
	for _, c := range []struct {
		counts []int
		want   []uint8
	}{
		{[]int{0, 5, 9, 1, 7}, []uint8{2, 4, 1}},
		{[]int{3, 3, 3, 3}, []uint8{0, 1, 2}},
		{[]int{0, 0, 8}, []uint8{2, 2, 2}}, // one alone: it is all three
		{[]int{0, 0}, []uint8{0, 0, 0}},
	} {
		if got := mostFrequent(c.counts); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.counts, got, c.want)
		}
	}
}

// What a study learns of decisions that the features tell can be read and is sure of
// them.
func TestStudy(t *testing.T) {
	one := func(n int, see seeing) {
		f := linear.Features{}
		f = f.Add(uint64(n % 9))
		see(f.List, n%9%linear.Rest, linear.All)
	}
	var numbers []int
	for n := range 2000 {
		numbers = append(numbers, n)
	}
	g, err := linear.NewGlance(study(numbers, numbers[:90], 8, 0.001, one))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 9 {
		one(n, func(features []uint64, class int, allowed uint64) {
			if got, sure := g.Pick(features, allowed); got != class || !sure {
				t.Errorf("%d: %d, sure: %v", n, got, sure)
			}
		})
	}
}
