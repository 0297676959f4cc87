package tagger

import (
	"testing"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

func of(text string) word.Word {
	w, _ := word.Of(text, nil)
	return w
}

func TestCandidates(t *testing.T) {
	talks, suffix := of("talks"), of("walks")
	c := NewCandidates([]Usual{
		{WordKey(&talks), 1 | 2<<8 | 3<<16},
		{EndKey(&suffix), 4 | 5<<8 | 6<<16},
		{WordKey(&talks), 7}, // its cell is taken
	}, 10)
	for text, want := range map[string]uint32{"talks": 1 | 2<<8 | 3<<16, "balks": 4 | 5<<8 | 6<<16, "Talks": Unknown, "minister": Unknown} {
		w := of(text)
		if got := c.of(&w); got != want {
			t.Errorf("%s: %x, want %x", text, got, want)
		}
	}
	own := c.Append(nil, []word.Word{of("talks"), of("Oslo")})
	if len(own) != 4 || own[0] == Unknown || own[1] != Unknown || own[2] != Unknown || own[3] != Unknown {
		t.Errorf("%x", own)
	}
	for tag, class := range map[uint8]int{1: 0, 2: 1, 3: 2, 9: linear.Rest} {
		if got := Class(own[0], tag); got != class {
			t.Errorf("tag %d is class %d, want %d", tag, got, class)
		}
	}
}

func TestReadGlancesRefusesOtherForms(t *testing.T) {
	l := linear.NewGlanceLearner()
	l.KeepGlance(4)
	w := of("talks")
	data := NewCandidates([]Usual{{WordKey(&w), 47}}, 4).Bytes(l.Glance(4, 1))
	if _, err := ReadGlances(data, 48); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadGlances(data, 47); err == nil {
		t.Error("a tag that there is not was taken")
	}
	for _, n := range []int{0, 3, 4, 4 + 4<<4, len(data) - 1} {
		if _, err := ReadGlances(data[:n], 48); err == nil {
			t.Errorf("%d bytes were taken", n)
		}
	}
}

// Where no glance is sure, the first tagger is asked and then the classifier.
func TestGlancesAskForCare(t *testing.T) {
	l := linear.NewGlanceLearner()
	l.KeepGlance(4)
	g, err := ReadGlances(NewCandidates(nil, 4).Bytes(l.Glance(4, 1)), 48)
	if err != nil {
		t.Fatal(err)
	}
	var asked []int
	s := Sentence{Words: []word.Word{of("They"), of("met")}, First: make([]uint8, 2), Tags: make([]uint8, 2), Glances: g, Around: func(i int) { asked = append(asked, i) }}
	s.Run(&linear.Features{}, pick(5))
	if len(asked) != 2 || s.Tags[0] != 5 || s.Tags[1] != 5 {
		t.Errorf("asked around %v, tags %v", asked, s.Tags)
	}
}

type pick int

func (p pick) Pick([]uint64, uint64) int { return int(p) }
