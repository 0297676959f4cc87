// Package eval scores extracted events against annotated articles: which calls,
// talks and statements were found, and whether their slots are right.
//
// # Rules
//
// A call or talks that was found is matched with an annotated one of the same
// type when at least half of the participants agree (F1); of several the one
// with the most agreement is taken, where shared evidence and the same date also
// count. All slots are right when every participant, the date, the place (of
// talks) and the modality are.
//
// Statements are scored by speaker and sentence: every annotated sentence is to
// be found with one of its speakers, and every mention found must meet one.
package eval

import (
	"math"

	"github.com/demarche-graph/demarche/extract/event"
)

// Counts are true positives, false positives and false negatives.
type Counts struct {
	TP int `json:"tp"`
	FP int `json:"fp"`
	FN int `json:"fn"`
}

func (c *Counts) add(o Counts) { c.TP += o.TP; c.FP += o.FP; c.FN += o.FN }

// Precision is the share of what was found that is right.
func (c Counts) Precision() float64 { return ratio(c.TP, c.TP+c.FP) }

// Recall is the share of what is there that was found.
func (c Counts) Recall() float64 { return ratio(c.TP, c.TP+c.FN) }

// F1 is the harmonic mean of the two.
func (c Counts) F1() float64 { return ratio(2*c.TP, 2*c.TP+c.FP+c.FN) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Share counts how many of those looked at were right.
type Share struct{ Right, All int }

func (s *Share) add(right bool) {
	s.All++
	if right {
		s.Right++
	}
}

// Value is the share, NaN when nothing was looked at.
func (s Share) Value() float64 {
	if s.All == 0 {
		return math.NaN()
	}
	return ratio(s.Right, s.All)
}

// Score is how well events agree with the annotations.
type Score struct {
	Articles    int
	Call, Talks Counts
	// Participants counts those of matched calls and talks.
	Participants Counts
	// Statement counts pairs of speaker and sentence.
	Statement Counts
	// Date, Place and Modality are of matched calls and talks; calls have no
	// place.
	Date, Place, Modality Share
	// StatementDate is of matched statements.
	StatementDate Share
	// AllRight counts matched calls and talks with every slot right, Found and
	// Annotated all calls and talks on either side.
	AllRight, Found, Annotated int
	// Reliability says of the calls and talks, and of the statements, of each tenth of
	// confidence how many were right: of confidence 0 to below 0.1 first.
	Reliability struct{ Occasions, Statements [10]Share }
	// Sure counts the events of confidence above 0.9.
	Sure   Share
	Errors []Error
}

// rely notes whether an event of a confidence was right.
func (s *Score) rely(tenths *[10]Share, e *event.Event, right bool) {
	tenths[max(0, min(9, int(e.Confidence*10)))].add(right)
	if e.Confidence > 0.9 {
		s.Sure.add(right)
	}
}

// AllSlots is the F1 of calls and talks with every slot right.
func (s *Score) AllSlots() float64 {
	p, r := ratio(s.AllRight, s.Found), ratio(s.AllRight, s.Annotated)
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// CallAndTalks counts both.
func (s *Score) CallAndTalks() Counts {
	c := s.Call
	c.add(s.Talks)
	return c
}

// Error is one disagreement.
type Error struct {
	Article string `json:"article"`
	Type    string `json:"type"`
	// Kind is "missed", "spurious", "participants", or "wrong date", "wrong
	// place", "wrong modality".
	Kind string `json:"kind"`
	Want string `json:"want"`
	Got  string `json:"got"`
	// Text is what the article says.
	Text string `json:"text"`
}

// Compare scores events, by the ID of their article, against annotated articles.
func Compare(gold []Article, events map[string][]event.Event) *Score {
	s := &Score{Articles: len(gold)}
	for i := range gold {
		a := &gold[i]
		for _, typ := range []event.Type{event.Call, event.Talks} {
			s.occasions(a, typ, events[a.ID])
		}
		s.statements(a, events[a.ID])
	}
	return s
}
