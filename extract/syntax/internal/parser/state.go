// Package parser is a greedy arc-eager dependency parser (Nivre 2008) with a
// dynamic oracle for its training (Goldberg and Nivre 2012). What to do next
// and which label an arc gets are two decisions, by two classifiers.
package parser

import (
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// Action is a step of the parser.
type Action int

// The actions. Every word is shifted or becomes a right dependent once, and is
// reduced or becomes a left dependent at most once, so that a sentence of n
// words takes at most 2n of them.
const (
	Shift  Action = iota // put the next word on the stack
	Reduce               // take the top off the stack; it has its head
	Left                 // the top depends on the next word; take it off
	Right                // the next word depends on the top; put it on the stack
	Actions
)

// None is the index of a word that is not there.
const None = -1

// State is a sentence while it is parsed.
type State struct {
	Words []word.Word
	Tags  []uint8
	Kinds []Kind // of the tags
	Heads []int32
	Deps  []uint8

	// Glances decide what is easy; nil for none.
	Glances *Glances

	Stack []int32
	Next  int32 // the first word of the buffer

	nodes []node
	// commas[i], verbs[i] and so on count those before word i.
	commas, verbs, quotes []uint16
	// ahead[i] is the first milestone after word i.
	ahead []int32
}

// Kind is what a tag says about the build of a sentence.
type Kind uint8

// The kinds. All but Plain are milestones: what comes next of them tells, before
// it is read, what a comma or a name leads to.
const (
	Plain      Kind = iota
	Finite          // a verb that can head a clause, or a modal
	Infinite        // another form of a verb
	Coordinate      // and, or
	Relative        // who, which, where
	Comma
	Break // colon, dash, semicolon
)

// KindsOf gives the kind of every tag.
func KindsOf(tags []string) []Kind {
	kinds := make([]Kind, len(tags))
	for i, t := range tags {
		switch t {
		case "VBD", "VBZ", "VBP", "MD":
			kinds[i] = Finite
		case "VB", "VBG", "VBN":
			kinds[i] = Infinite
		case "CC":
			kinds[i] = Coordinate
		case "WDT", "WP", "WP$", "WRB":
			kinds[i] = Relative
		case ",":
			kinds[i] = Comma
		case ":":
			kinds[i] = Break
		}
	}
	return kinds
}

func (k Kind) verb() bool { return k == Finite || k == Infinite }

// node is what a word has gathered.
type node struct {
	left, left2   int32 // outermost left dependent and the one inside it
	right, right2 int32
	lefts, rights uint8 // how many
	leftSet       uint64
	rightSet      uint64 // their labels
}

// Reset makes the state that of a sentence not yet parsed. Words, Tags and Kinds
// are set by the caller before.
func (s *State) Reset() {
	n := len(s.Words)
	s.Heads = resize(s.Heads, n)
	s.Deps = resize(s.Deps, n)
	s.nodes = resize(s.nodes, n)
	s.commas, s.verbs, s.quotes = resize(s.commas, n+1), resize(s.verbs, n+1), resize(s.quotes, n+1)
	for i := range n {
		s.Heads[i] = None
		s.Deps[i] = 0
		s.nodes[i] = node{left: None, left2: None, right: None, right2: None}
		s.commas[i+1] = s.commas[i] + truth(s.Words[i].Kind&word.Comma != 0)
		s.quotes[i+1] = s.quotes[i] + truth(s.Words[i].Kind&word.Quote != 0)
		s.verbs[i+1] = s.verbs[i] + truth(s.Kinds[i].verb())
	}
	s.ahead = resize(s.ahead, n)
	next := int32(n)
	for i := n - 1; i >= 0; i-- {
		s.ahead[i] = next
		if s.Kinds[i] != Plain {
			next = int32(i)
		}
	}
	s.Stack = s.Stack[:0]
	s.Next = 0
}

func truth(b bool) uint16 {
	if b {
		return 1
	}
	return 0
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n*2)
	}
	return s[:n]
}

// Done reports whether the buffer is empty. Words that are still without a head
// get one from Finish.
func (s *State) Done() bool { return int(s.Next) >= len(s.Words) }

func (s *State) top() int32 {
	if len(s.Stack) == 0 {
		return None
	}
	return s.Stack[len(s.Stack)-1]
}

// Allowed is the set of actions that are possible.
func (s *State) Allowed() uint64 {
	top := s.top()
	switch {
	case top < 0:
		return 1 << Shift
	case s.Heads[top] < 0:
		return 1<<Shift | 1<<Left | 1<<Right
	}
	return 1<<Shift | 1<<Reduce | 1<<Right
}

// Arc is the head and the dependent that Left or Right would join.
func (s *State) Arc(a Action) (head, dep int32) {
	if a == Left {
		return s.Next, s.top()
	}
	return s.top(), s.Next
}

// Do takes the step; label is that of the arc it makes.
func (s *State) Do(a Action, label uint8) {
	switch a {
	case Shift:
		s.Stack = append(s.Stack, s.Next)
		s.Next++
	case Reduce:
		s.Stack = s.Stack[:len(s.Stack)-1]
	case Left:
		s.attach(s.Next, s.top(), label)
		s.Stack = s.Stack[:len(s.Stack)-1]
	case Right:
		s.attach(s.top(), s.Next, label)
		s.Stack = append(s.Stack, s.Next)
		s.Next++
	}
}

func (s *State) attach(head, dep int32, label uint8) {
	s.Heads[dep], s.Deps[dep] = head, label
	h := &s.nodes[head]
	if dep < head {
		h.left, h.left2 = dep, h.left
		h.lefts = min(h.lefts+1, 6)
		h.leftSet |= 1 << (label & 63)
	} else {
		h.right, h.right2 = dep, h.right
		h.rights = min(h.rights+1, 6)
		h.rightSet |= 1 << (label & 63)
	}
}

// Finish makes one tree of what was left without a head: the first verb among
// those words, or else the first of them, is the root, and the others depend on
// it. label says with which label.
func (s *State) Finish(label func(head, dep int32) uint8) {
	root := int32(None)
	for i, h := range s.Heads {
		if h < 0 && (root < 0 || s.Kinds[i].verb() && !s.Kinds[root].verb()) {
			root = int32(i)
		}
	}
	for i, h := range s.Heads {
		if h < 0 && int32(i) != root {
			s.attach(root, int32(i), label(root, int32(i)))
		}
	}
}

// arcLabels are the labels that an arc can have: all but 0, no label, and 1, the
// root's.
const arcLabels = linear.All &^ 3

// Run parses the sentence.
func (s *State) Run(f *linear.Features, actions, labels linear.Classifier) {
	s.Reset()
	for !s.Done() {
		s.Do(s.Decide(f, actions, labels))
	}
	s.Finish(func(head, dep int32) uint8 { return s.label(f, labels, head, dep) })
}

// Decide is the next step and the label of the arc that it makes.
func (s *State) Decide(f *linear.Features, actions, labels linear.Classifier) (a Action, label uint8) {
	a = Shift
	if allowed := s.Allowed(); allowed != 1<<Shift {
		a = s.action(f, actions, allowed)
	}
	if a == Left || a == Right {
		head, dep := s.Arc(a)
		label = s.label(f, labels, head, dep)
	}
	return a, label
}

func (s *State) action(f *linear.Features, c linear.Classifier, allowed uint64) Action {
	if s.Glances != nil {
		if a, sure := s.Glances.action(s, f, allowed); sure {
			return a
		}
	}
	s.Features(f)
	return Action(c.Pick(f.List, allowed))
}

func (s *State) label(f *linear.Features, c linear.Classifier, head, dep int32) uint8 {
	if s.Glances != nil {
		if l, sure := s.Glances.label(s, f, head, dep); sure {
			return l
		}
	}
	s.LabelFeatures(f, head, dep)
	return uint8(c.Pick(f.List, arcLabels))
}
