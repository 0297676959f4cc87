package graph_test

import (
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
)

const wire = `The foreign ministers of the two republics met in the old town hall on Monday and agreed to open three crossings before
the harvest. Neither side would say who is to guard the bridge. A joint commission will visit the valley in June, and the first
buses are to run again after nineteen years. The minister of the interior called the plan sound, and hoped for good weather.`

func TestCopies(t *testing.T) {
	for what, c := range map[string]struct {
		text string
		copy bool
	}{
		"the same":               {wire, true},
		"under another dateline": {"GENEVA (Agencies) - " + wire, true},
		"with a sentence more":   {wire + " The market was open until noon, and the price of plums had doubled since last year.", true},
		"cut":                    {wire[:len(wire)*2/3], true},
		"in capitals":            {strings.ToUpper(wire), true},
		"told anew": {`On Monday, in the old town hall, ministers from both republics settled on three crossings to be opened before harvest time. Who
			guards the bridge was left open. June brings a commission to the valley; buses, absent for nineteen years, should follow.`, false},
		"of the same ministry": {strings.NewReplacer("three crossings", "a school", "bridge", "river", "valley", "capital", "buses", "trains", "harvest", "winter",
			"old town hall", "palace", "joint commission", "group of experts", "sound", "costly", "weather", "prices").Replace(wire), false},
		"nothing like it": {strings.Repeat("Shares closed lower on Friday as traders waited for figures from the central bank. ", 4), false},
	} {
		articles := []*graph.Article{{ID: "a", Sketch: graph.SketchOf(wire)}, {ID: "b", Sketch: graph.SketchOf(c.text)}}
		if have := graph.CopyOf(articles)[1] == 0; have != c.copy {
			t.Errorf("%s: a copy is %t, want %t", what, have, c.copy)
		}
	}
	if graph.SketchOf("Too short to tell from others.") != "" {
		t.Error("a sketch of a few words")
	}
	short := []*graph.Article{{ID: "a"}, {ID: "b"}, {ID: "c", SHA256: "x"}, {ID: "d", SHA256: "x"}}
	if of := graph.CopyOf(short); of[1] != -1 || of[2] != -1 || of[3] != 2 {
		t.Errorf("have %v: nothing is known of the first two, and the last two are one text", of)
	}
}
