package main

import (
	"fmt"
	"os"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
)

func state(e *example) *parser.State {
	s := &parser.State{Words: e.words, Tags: e.given, Kinds: make([]parser.Kind, len(e.words))}
	for i, t := range e.given {
		s.Kinds[i] = kinds[t]
	}
	return s
}

var kinds = parser.KindsOf(syntax.TagNames())

// explore is how often the parser, while it learns, goes on from what it did
// wrongly instead of from what it should have done.
const explore = 0.9

func fitParser(examples []*example, z sizes, rounds, keepRounds int, held []*example) (actions, labels []byte) {
	a := linear.NewLearner(int(parser.Actions))
	l := linear.NewLearner(int(syntax.Deps))
	random := source(2)
	var f linear.Features
	for round := range rounds + keepRounds {
		if round == rounds {
			fmt.Fprintf(os.Stderr, "%d features of actions, %d of labels; %s\n", a.Features(), l.Features(), heads(held, a, l).short())
			a.Keep(z.actions)
			l.Keep(z.labels)
		}
		for _, i := range random.Perm(len(examples)) {
			e := examples[i]
			s := state(e)
			s.Reset()
			for !s.Done() {
				allowed := s.Allowed()
				if allowed == 1<<parser.Shift {
					s.Do(parser.Shift, 0)
					continue
				}
				s.Features(&f)
				good := uint64(0)
				least := int(^uint(0) >> 1)
				for c := range int(parser.Actions) {
					if allowed>>c&1 == 0 {
						continue
					}
					switch cost := s.Cost(parser.Action(c), e.heads); {
					case cost < least:
						least, good = cost, 1<<c
					case cost == least:
						good |= 1 << c
					}
				}
				do := a.Learn(f.List, good, allowed)
				if good>>do&1 == 0 && (round == 0 || random.Float64() > explore) {
					do = a.Pick(f.List, good)
				}
				label := uint8(0)
				if action := parser.Action(do); action == parser.Left || action == parser.Right {
					head, dep := s.Arc(action)
					s.LabelFeatures(&f, head, dep)
					switch {
					case e.heads[dep] != head:
						label = uint8(l.Pick(f.List, linear.All))
					case round == 0:
						l.Learn(f.List, 1<<e.deps[dep], linear.All)
						label = e.deps[dep]
					default:
						label = uint8(l.Learn(f.List, 1<<e.deps[dep], linear.All))
					}
				}
				s.Do(parser.Action(do), label)
			}
		}
		fmt.Fprintf(os.Stderr, "round %d: %s\n", round+1, heads(held, a, l).short())
	}
	return a.Matrix(), l.Matrix()
}
