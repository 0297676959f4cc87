package parser

import (
	"encoding/binary"
	"errors"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// Glances decide what a glance is enough for: three actions in four, and nine labels
// in ten. They learnt from what the classifiers decide that Run is given.
type Glances struct {
	actions, labels *linear.Glance
	candidates      *Candidates
}

// Candidates are the labels that an arc is given most often, by its Kinds.
type Candidates [1 << kindBits][linear.Rest]uint8

const (
	kindBits       = 6 + 6 + 1
	candidatesSize = linear.Rest << kindBits
)

// ArcKind is what the candidates of an arc depend on: the tags of its words and
// which of them comes first.
func (s *State) ArcKind(head, dep int32) int {
	side := 0
	if dep > head {
		side = 1
	}
	return int(s.Tags[head]&63)<<7 | int(s.Tags[dep]&63)<<1 | side
}

var errGlances = errors.New("the parser's glances are not in the expected form")

// Bytes writes what ReadGlances reads, from what Learners wrote.
func (c *Candidates) Bytes(actions, labels []byte) []byte {
	var out []byte
	for i := range c {
		out = append(out, c[i][:]...)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(actions)))
	return append(append(out, actions...), labels...)
}

// ReadGlances reads what Bytes wrote. Labels are below labels.
func ReadGlances(data []byte, labels int) (*Glances, error) {
	if len(data) < candidatesSize+4 {
		return nil, errGlances
	}
	g := &Glances{candidates: new(Candidates)}
	for i := range g.candidates {
		for k := range linear.Rest {
			l := data[i*linear.Rest+k]
			if int(l) >= labels {
				return nil, errGlances
			}
			g.candidates[i][k] = l
		}
	}
	n, rest := binary.LittleEndian.Uint32(data[candidatesSize:]), data[candidatesSize+4:]
	if uint64(n) > uint64(len(rest)) {
		return nil, errGlances
	}
	var err error
	if g.actions, err = linear.NewGlance(rest[:n]); err != nil {
		return nil, err
	}
	g.labels, err = linear.NewGlance(rest[n:])
	return g, err
}

// The classes of actions: Left and Reduce are never allowed both, and are one.
const (
	shifting = iota
	popping
	righting
)

// Class is the class that an action is to a glance, and the classes of the actions
// that are allowed.
func Class(a Action, allowed uint64) (class int, classes uint64) {
	class = [Actions]int{Shift: shifting, Reduce: popping, Left: popping, Right: righting}[a]
	return class, allowed&(1<<Shift) | (allowed|allowed>>1)&(1<<Reduce) | allowed>>1&(1<<righting)
}

// action is the next action, and whether it is sure.
func (g *Glances) action(s *State, f *linear.Features, allowed uint64) (Action, bool) {
	s.GlanceFeatures(f)
	_, classes := Class(Shift, allowed)
	class, sure := g.actions.Pick(f.List, classes)
	switch {
	case class == shifting:
		return Shift, sure
	case class == righting:
		return Right, sure
	case allowed>>Left&1 != 0:
		return Left, sure
	}
	return Reduce, sure
}

// label is the label of an arc, and whether it is sure.
func (g *Glances) label(s *State, f *linear.Features, head, dep int32) (uint8, bool) {
	s.GlanceLabelFeatures(f, head, dep)
	if class, sure := g.labels.Pick(f.List, linear.All); sure {
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
	s0w, n0w := s.word(top).Form, s.word(next).Form
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
	both := s0t<<8 | n0t

	l = l.Add(both<<16 | n1t<<8 | n2t)
	l = l.Add(both<<16 | dep<<8 | d)
	l = l.Add2(s0w, n0t<<8|n1t)
	l = l.Add2(n0w, s0t<<8|n1t)
	l = l.Add2(s0w, n0w)
	l = l.Add(both<<16 | ht<<8 | dep)
	l = l.Add(both<<24 | b<<8 | dep)
	l = l.Add(both<<8 | s.tag(under))
	l = l.Add2(sn.rightSet, both)
	l = l.Add3(hw, s0t, n0w)
	l = l.Add3(ht, s0w, n0w)
	l = l.Add2(three, both)
	l = l.Add2(s0w, n0t<<8|d)
	l = l.Add2(n0w, s0t<<8|d)
	l = l.Add2(nn.leftSet, both)
	l = l.Add2(s.word(next+1).Form, both)
	l = l.Add3(s0w, sn.rightSet, n0t)
	l = l.Add3(n0w, two, s0t)
	l = l.Add3(s0w, two, n0t)
	l = l.Add3(n0w, b, s0t)
	l = l.Add3(s0w, b, n0t)
	l = l.Add3(sn.leftSet, nn.leftSet, both)
	l = l.Add2(three<<8|dep, both)
	l = l.Add2(n0w, dep<<16|s.tag(under)<<8|s0t)
	l = l.Add3(n0w, sn.rightSet, n1t<<8|s0t)
	l = l.Add(both<<24 | ht<<16 | s.tag(s.head(s0h)))
	l = l.Add2(hw, dep<<8|n0t)
	l = l.Add2(s.word(next+2).Form, n0t<<16|s0t<<8|n1t)
	*f = l
}

// GlanceLabelFeatures lists what the label of an arc is decided by when a glance is
// enough. All of them tell of the words' tags, because the candidates do.
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

	l = l.Add(both)
	l = l.Add2(h.Form, both)
	l = l.Add2(d.Form, both)
	l = l.Add2(set, both)
	l = l.Add2(dn.leftSet, both)
	l = l.Add3(h.Form, set, both)
	l = l.Add2(s.word(dn.left).Form, both)
	l = l.Add(b<<16 | both)
	l = l.Add(s.dep(head)<<16 | both)
	l = l.Add(s.tag(dep-1)<<24 | s.tag(dep+1)<<16 | both)
	l = l.Add2(d.Suf3, both)
	l = l.Add2(two, both)
	l = l.Add2(s.word(dep+1).Form, both)
	l = l.Add2(dn.rightSet, both)
	l = l.Add3(d.Form, set, both)
	l = l.Add3(h.Form, d.Form, both)
	l = l.Add(s.tag(head-1)<<24 | s.tag(head+1)<<16 | both)
	*f = l
}
