package parser

import (
	"math/bits"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

var beyond = word.Word{Form: 1, Shape: 1}

func (s *State) word(i int32) *word.Word {
	if i < 0 || int(i) >= len(s.Words) {
		return &beyond
	}
	return &s.Words[i]
}

// beyondTag stands for the tag, the label and so on of a word that is not there.
const beyondTag = 255

func (s *State) tag(i int32) uint64 {
	if i < 0 || int(i) >= len(s.Tags) {
		return beyondTag
	}
	return uint64(s.Tags[i])
}

func (s *State) dep(i int32) uint64 {
	if i < 0 {
		return beyondTag
	}
	return uint64(s.Deps[i])
}

func (s *State) head(i int32) int32 {
	if i < 0 {
		return None
	}
	return s.Heads[i]
}

func (s *State) node(i int32) *node {
	if i < 0 || int(i) >= len(s.nodes) {
		return &noNode
	}
	return &s.nodes[i]
}

var noNode = node{left: None, left2: None, right: None, right2: None}

// distance in steps that grow with it.
func distance(a, b int32) uint64 {
	d := b - a
	if d < 5 {
		return uint64(d)
	}
	return uint64(3 + bits.Len32(uint32(d-1)))
}

// between says what lies between two words: verbs and commas up to two, and
// whether a quotation opens or closes.
func (s *State) between(a, b int32) uint64 {
	if a < 0 || int(b) >= len(s.Words) {
		return beyondTag
	}
	v := min(2, s.verbs[b]-s.verbs[a+1])
	c := min(2, s.commas[b]-s.commas[a+1])
	q := (s.quotes[b] - s.quotes[a+1]) & 1
	return uint64(v) | uint64(c)<<2 | uint64(q)<<4
}

// milestones says of which kinds the next three milestones after a word are.
func (s *State) milestones(i int32) (two, three uint64) {
	n := int32(len(s.Words))
	if i < 0 || i >= n {
		return beyondTag, beyondTag
	}
	for k := range 3 {
		i = s.ahead[i]
		if i >= n {
			break
		}
		three |= uint64(s.Kinds[i]) << (4 * k)
	}
	return three & 0xff, three
}

// Features lists what the next action is decided by: the templates of Zhang and
// Nivre (2011), and what coordination, prepositions and quotations ask for.
func (s *State) Features(f *linear.Features) {
	f.Reset()
	l := *f
	top, next := s.top(), s.Next
	under := int32(None)
	if len(s.Stack) >= 2 {
		under = s.Stack[len(s.Stack)-2]
	}
	s0, n0, n1, n2 := s.word(top), s.word(next), s.word(next+1), s.word(next+2)
	s0w, n0w, n1w, n2w := s0.Form, n0.Form, n1.Form, n2.Form
	s0t, n0t, n1t, n2t := s.tag(top), s.tag(next), s.tag(next+1), s.tag(next+2)
	s0h := s.head(top)
	s0h2 := s.head(s0h)
	hw, ht := s.word(s0h).Form, s.tag(s0h)
	sn, nn := s.node(top), s.node(next)
	d := uint64(beyondTag)
	if top >= 0 {
		d = distance(top, next)
	}
	b := s.between(top, next)
	dep := s.dep(top)
	if s0h < 0 {
		dep = beyondTag - 1
	}

	l = l.Add2(s0w, s0t)
	l = l.Add(s0w)
	l = l.Add2(s0t, dep)
	l = l.Add2(n0w, n0t)
	l = l.Add(n0w)
	l = l.Add(n0t)
	l = l.Add2(n1w, n1t)
	l = l.Add(n1t)
	l = l.Add2(n2w, n2t)
	l = l.Add(n2t)
	l = l.Add4(s0w, s0t, n0w, n0t)
	l = l.Add3(s0w, s0t, n0w)
	l = l.Add3(s0w, n0w, n0t)
	l = l.Add3(s0w, s0t, n0t)
	l = l.Add3(s0t, n0w, n0t)
	l = l.Add2(s0w, n0w)
	l = l.Add3(s0t, n0t, dep)
	l = l.Add2(n0t, n1t)
	l = l.Add3(n0t, n1t, n2t)
	l = l.Add3(s0t, n0t, n1t)
	l = l.Add4(s0t, n0t, n1t, n2t)
	l = l.Add3(ht, s0t, n0t)
	l = l.Add3(s0t, s.tag(sn.left), n0t)
	l = l.Add3(s0t, s.tag(sn.right), n0t)
	l = l.Add3(s0t, n0t, s.tag(nn.left))
	l = l.Add2(s0w, d)
	l = l.Add2(s0t, d)
	l = l.Add2(n0w, d)
	l = l.Add2(n0t, d)
	l = l.Add3(s0w, n0w, d)
	l = l.Add4(s0t, n0t, d, dep)
	l = l.Add2(s0w, uint64(sn.rights))
	l = l.Add2(s0t, uint64(sn.rights))
	l = l.Add2(s0w, uint64(sn.lefts))
	l = l.Add2(s0t, uint64(sn.lefts))
	l = l.Add2(n0w, uint64(nn.lefts))
	l = l.Add2(n0t, uint64(nn.lefts))
	l = l.Add2(hw, dep)
	l = l.Add2(ht, dep)
	l = l.Add(s.word(sn.left).Form)
	l = l.Add2(s.tag(sn.left), s.dep(sn.left))
	l = l.Add(s.word(sn.right).Form)
	l = l.Add2(s.tag(sn.right), s.dep(sn.right))
	l = l.Add(s.word(nn.left).Form)
	l = l.Add2(s.tag(nn.left), s.dep(nn.left))
	l = l.Add2(s.word(s0h2).Form, s.tag(s0h2))
	l = l.Add3(dep, s.dep(s0h), s0t)
	l = l.Add3(s0t, s.tag(sn.left), s.tag(sn.left2))
	l = l.Add3(s0t, s.tag(sn.right), s.tag(sn.right2))
	l = l.Add3(s0t, ht, s.tag(s0h2))
	l = l.Add3(n0t, s.tag(nn.left), s.tag(nn.left2))
	l = l.Add2(s0w, sn.rightSet)
	l = l.Add2(s0t, sn.rightSet)
	l = l.Add2(s0w, sn.leftSet)
	l = l.Add2(s0t, sn.leftSet)
	l = l.Add2(n0w, nn.leftSet)
	l = l.Add2(n0t, nn.leftSet)
	l = l.Add3(s0t, sn.rightSet, n0t)
	l = l.Add4(s0t, sn.rightSet, n0w, n1t)
	l = l.Add4(s0t, sn.leftSet, n0t, nn.leftSet)

	// what lies between, and the word under the top
	l = l.Add3(s0t, n0t, b)
	l = l.Add3(s0w, n0t, b)
	l = l.Add3(s0t, n0w, b)
	l = l.Add4(dep, ht, n0t, b)
	l = l.Add3(s.tag(under), s0t, n0t)
	l = l.Add4(s.tag(under), s0t, dep, n0w)
	l = l.Add3(s.word(under).Form, s0t, n0w)

	// prepositions: who the phrase belongs to, the top or its head
	l = l.Add3(hw, s0w, n0w)
	l = l.Add3(hw, s0t, n0w)
	l = l.Add3(ht, s0w, n0w)
	l = l.Add3(s0w, n0w, n1w)
	l = l.Add4(s0t, n0w, n1t, n2w)
	l = l.Add3(s0w, n0w, n2w)
	l = l.Add4(hw, n0w, n1t, dep)

	// what is to come
	two, three := s.milestones(next)
	l = l.Add3(s0t, n0t, two)
	l = l.Add4(s0t, n0t, three, dep)
	l = l.Add3(n0w, s0t, two)
	l = l.Add3(s0w, n0t, two)
	l = l.Add4(s0t, n0t, s.dep(sn.right), three)
	l = l.Add4(ht, s0t, n0t, two)

	// coordination: likeness of what is joined
	alike := uint64(0)
	if s0.Suf2 == n0.Suf2 {
		alike |= 1
	}
	if s0.Kind&word.Title == n0.Kind&word.Title {
		alike |= 2
	}
	l = l.Add4(s0t, n0t, alike, s.dep(sn.right))
	l = l.Add4(s.dep(sn.right), s.word(sn.right).Form, n0t, s0t)
	l = l.Add4(s0.Shape, n0.Shape, s0t, n0t)
	l = l.Add4(n0t, n1w, n2t, s0t)
	*f = l
}

// LabelFeatures lists what the label of an arc is decided by, at the moment when
// the arc is made.
func (s *State) LabelFeatures(f *linear.Features, head, dep int32) {
	f.Reset()
	l := *f
	h, d := s.word(head), s.word(dep)
	ht, dt := s.tag(head), s.tag(dep)
	hn, dn := s.node(head), s.node(dep)
	side, set, sibling, count := uint64(0), hn.leftSet, hn.left, hn.lefts
	apart := distance(dep, head)
	if dep > head {
		side, set, sibling, count = 1, hn.rightSet, hn.right, hn.rights
		apart = distance(head, dep)
	}
	ht = ht<<1 | side
	b := s.between(min(head, dep), max(head, dep))
	up := s.dep(head)

	l = l.Add2(ht, dt)
	l = l.Add3(ht, dt, apart)
	l = l.Add2(h.Form, side)
	l = l.Add2(d.Form, side)
	l = l.Add3(h.Form, dt, side)
	l = l.Add2(d.Form, ht)
	l = l.Add3(h.Form, d.Form, side)
	l = l.Add3(ht, dt, set)
	l = l.Add3(h.Form, dt, set)
	l = l.Add3(ht, d.Form, set)
	l = l.Add3(ht, dt, dn.leftSet)
	l = l.Add3(h.Form, dt, dn.leftSet)
	l = l.Add3(ht, dt, dn.rightSet)
	l = l.Add3(ht, dt, s.word(dn.left).Form)
	l = l.Add4(ht, dt, s.tag(dn.left), s.word(dn.left2).Form)
	l = l.Add3(ht, dt, s.word(dn.right).Form)
	l = l.Add4(ht, dt, s.tag(sibling), s.dep(sibling))
	l = l.Add3(ht, dt, s.word(sibling).Form)
	l = l.Add3(ht, dt, b)
	l = l.Add4(ht, dt, b, dn.leftSet)
	l = l.Add3(ht, dt, uint64(count))
	l = l.Add3(dt, s.tag(dep-1), s.tag(dep+1))
	l = l.Add3(ht, dt, s.tag(dep+1))
	l = l.Add3(ht, dt, s.word(dep+1).Form)
	l = l.Add3(ht, dt, s.word(dep-1).Form)
	l = l.Add3(ht, dt, up)
	l = l.Add3(ht, d.Suf3, dt)
	l = l.Add3(h.Suf3, dt, side)
	l = l.Add3(ht, d.Shape, dt)
	l = l.Add4(h.Form, d.Form, dn.leftSet, set)
	l = l.Add4(ht, dt, s.tag(head-1), s.tag(head+1))
	two, three := s.milestones(s.Next)
	l = l.Add3(ht, dt, two)
	l = l.Add4(ht, dt, three, b)
	l = l.Add3(ht, d.Form, two)
	l = l.Add4(ht, dt, two, s.dep(sibling))
	*f = l
}
