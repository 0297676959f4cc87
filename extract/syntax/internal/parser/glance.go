package parser

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// Glances decide what a glance is enough for: four actions in five, and nineteen
// labels in twenty. They learnt from what the careful classifiers decide.
type Glances struct {
	actions, labels *linear.Glance
	candidates      *Candidates
}

// NewGlances joins what ReadGlances reads.
func (c *Candidates) Bytes(actions, labels []byte) []byte {
	var out []byte
	for _, three := range c {
		out = append(out, three[:]...)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(actions)))
	return slices.Concat(out, actions, labels)
}

var errGlances = errors.New("the parser's glances are not in the expected form")

// ReadGlances reads what Bytes wrote.
func ReadGlances(data []byte) (*Glances, error) {
	g := &Glances{candidates: new(Candidates)}
	if len(data) < candidatesSize+4 {
		return nil, errGlances
	}
	for i := range g.candidates {
		copy(g.candidates[i][:], data[i*linear.Rest:])
	}
	data = data[candidatesSize:]
	n := binary.LittleEndian.Uint32(data)
	data = data[4:]
	if uint64(n) > uint64(len(data)) {
		return nil, errGlances
	}
	var err error
	if g.actions, err = linear.NewGlance(data[:n]); err != nil {
		return nil, err
	}
	g.labels, err = linear.NewGlance(data[n:])
	return g, err
}

const candidatesSize = linear.Rest << 13

// Left and Reduce are never allowed both: they are one class.
var taken = [Actions]int{Shift: 0, Reduce: 1, Left: 1, Right: 2}

// Class is the class that an action has for a glance, and the classes of those
// allowed.
func Class(a Action, allowed uint64) (class int, classes uint64) {
	return taken[a], allowed&1 | (allowed|allowed>>1)&2 | allowed>>1&4
}

func (g *Glances) action(s *State, f *linear.Features, allowed uint64) (Action, bool) {
	s.GlanceFeatures(f)
	_, classes := Class(Shift, allowed)
	class, sure := g.actions.Pick(f.List, classes)
	switch {
	case class == 1 && allowed>>Left&1 != 0:
		return Left, sure
	case class == 2:
		return Right, sure
	}
	return Action(class), sure
}

func (g *Glances) label(s *State, f *linear.Features, head, dep int32) (uint8, bool) {
	s.GlanceLabelFeatures(f, head, dep)
	if class, sure := g.labels.Pick(f.List, linear.All); sure && class != linear.Rest {
		return g.candidates[s.ArcKind(head, dep)][class], true
	}
	return 0, false
}

// GlanceFeatures lists what the next action is decided by when a glance is enough.
func (s *State) GlanceFeatures(f *linear.Features) {
	f.Reset()
	l := *f
	top, next := s.top(), s.Next
	under := int32(None)
	if len(s.Stack) >= 2 {
		under = s.Stack[len(s.Stack)-2]
	}
	s0, n0, n1 := s.word(top), s.word(next), s.word(next+1)
	s0w, n0w, n1w := s0.Form, n0.Form, n1.Form
	s0t, n0t, n1t, n2t := s.tag(top), s.tag(next), s.tag(next+1), s.tag(next+2)
	s0h := s.head(top)
	hw, ht := s.word(s0h).Form, s.tag(s0h)
	sn, nn := s.node(top), s.node(next)
	d := distance(top, next)
	b := s.between(top, next)
	dep := s.dep(top)
	if s0h < 0 {
		dep = beyondTag - 1
	}
	two, three := s.milestones(next)
	both := s0t<<8 | n0t // of the two tags that all is about
	_ = hw
	add := func(k int, v uint64) {
		if Mask>>k&1 != 0 {
			l = l.Add(v)
		}
	}
	m := func(a, b uint64) uint64 { return a*k1 + b }
	add(0, both<<16|n1t<<8|n2t)
	add(1, both<<16|dep<<8|d)
	add(2, m(s0w, n0t<<8|n1t))
	add(3, m(n0w, s0t<<8|n1t))
	add(4, m(s0w, n0w))
	add(5, both<<16|ht<<8|dep)
	add(6, both<<24|b<<8|dep)
	add(7, both<<8|s.tag(under))
	add(8, m(sn.rightSet, both))
	add(9, m(m(hw, s0t), n0w))
	add(10, m(m(ht, s0w), n0w))
	add(11, m(three, both))
	add(12, m(s0w, n0t<<8|d))
	add(13, m(n0w, s0t<<8|d))
	add(14, m(nn.leftSet, both))
	add(15, m(n1w, both))
	add(16, m(s0w, m(sn.rightSet, n0t)))
	add(17, m(n0w, m(two, s0t)))
	add(18, m(s0w, m(two, n0t)))
	add(19, m(n0w, m(b, s0t)))
	add(20, m(s0w, m(b, n0t)))
	add(21, m(m(sn.leftSet, nn.leftSet), both))
	add(22, m(three<<8|dep, both))
	add(23, m(n0w, dep<<16|s.tag(under)<<8|s0t))
	add(24, m(n0w, m(sn.rightSet, n1t<<8|s0t)))
	add(25, both<<24|ht<<16|s.tag(s.head(s0h)))
	add(26, m(hw, dep<<8|n0t))
	add(27, m(s.word(next+2).Form, n0t<<16|s0t<<8|n1t))
	*f = l
}

const k1 = 0xbf58476d1ce4e5b9

// Mask is of experiments.
var Mask = ^uint64(0)

// Candidates are the labels that an arc is given most often, by the tags of its
// words.
type Candidates [1 << 13][linear.Rest]uint8

// Arc is the place of an arc in the candidates.
func (s *State) ArcKind(head, dep int32) int {
	side := 0
	if dep > head {
		side = 1
	}
	return int(s.Tags[head]&63)<<7 | int(s.Tags[dep]&63)<<1 | side
}

// GlanceLabelFeatures lists what the label of an arc is decided by when a glance is
// enough.
func (s *State) GlanceLabelFeatures(f *linear.Features, head, dep int32) {
	f.Reset()
	l := *f
	h, d := s.word(head), s.word(dep)
	hn, dn := s.node(head), s.node(dep)
	set := hn.leftSet
	if dep > head {
		set = hn.rightSet
	}
	both := uint64(s.ArcKind(head, dep))
	b := s.between(min(head, dep), max(head, dep))
	two, _ := s.milestones(s.Next)
	add := func(k int, v uint64) {
		if LMask>>k&1 != 0 {
			l = l.Add(v)
		}
	}
	m := func(a, b uint64) uint64 { return a*k1 + b }
	add(0, both)
	add(1, m(h.Form, both))
	add(2, m(d.Form, both))
	add(3, m(set, both))
	add(4, m(dn.leftSet, both))
	add(5, m(h.Form, m(set, both)))
	add(6, m(s.word(dn.left).Form, both))
	add(7, b<<16|both)
	add(8, s.dep(head)<<16|both)
	add(9, s.tag(dep-1)<<24|s.tag(dep+1)<<16|both)
	add(10, m(d.Suf3, both))
	add(11, m(two, both))
	add(12, m(s.word(dep+1).Form, both))
	add(13, m(dn.rightSet, both))
	add(14, m(d.Form, m(set, both)))
	add(15, m(m(h.Form, d.Form), both))
	add(16, s.tag(head-1)<<24|s.tag(head+1)<<16|both)
	*f = l
}

var LMask = ^uint64(0)
