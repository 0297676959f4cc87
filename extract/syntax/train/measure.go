package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/namer"
)

// score counts one label: given by both, by us, by the annotation.
type score struct{ both, ours, theirs int }

func (s score) f1() float64 { return 2 * float64(s.both) / max(1, float64(s.ours+s.theirs)) }

// agreement counts heads and labels. Marks are left out, as usual.
type agreement struct {
	words, heads, labels int
	deps                 [syntax.Deps]score
}

func (a *agreement) add(e *example, heads []int32, deps []uint8) {
	punct := uint8(syntax.Punct)
	for i := range e.heads {
		if e.deps[i] == punct {
			continue
		}
		a.words++
		right := heads[i] == e.heads[i]
		if right {
			a.heads++
			if deps[i] == e.deps[i] {
				a.labels++
				a.deps[deps[i]].both++
			}
		}
		a.deps[deps[i]].ours++
		a.deps[e.deps[i]].theirs++
	}
}

func (a *agreement) short() string {
	n := float64(max(a.words, 1))
	return fmt.Sprintf("heads %.4f heads and labels %.4f of %d words", float64(a.heads)/n, float64(a.labels)/n, a.words)
}

func (a *agreement) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, a.short())
	for d, s := range a.deps {
		if s.theirs > 0 {
			fmt.Fprintf(&b, "  %-10s %.3f (%d)\n", syntax.Dep(d), s.f1(), s.theirs)
		}
	}
	return b.String()
}

// heads parses the examples with the weights.
func heads(examples []*example, actions, labels linear.Classifier) *agreement {
	var a agreement
	var f linear.Features
	for _, e := range examples {
		s := state(e)
		s.Run(&f, actions, labels)
		for i, h := range s.Heads {
			if h < 0 {
				s.Deps[i] = uint8(syntax.Root)
			}
		}
		a.add(e, s.Heads, s.Deps)
	}
	return &a
}

// nameScores counts whole names: one is right when its first word, its last
// word and its kind are.
type nameScores map[string]*score

func (n *nameScores) of(kind string) *score {
	if *n == nil {
		*n = nameScores{}
	}
	if (*n)[kind] == nil {
		(*n)[kind] = &score{}
	}
	return (*n)[kind]
}

func (n *nameScores) add(labels, truth []uint8) {
	ours, theirs := spans(labels), spans(truth)
	for _, s := range ours {
		n.of(s.kind).ours++
		n.of("all").ours++
		if slices.Contains(theirs, s) {
			n.of(s.kind).both++
			n.of("all").both++
		}
	}
	for _, s := range theirs {
		n.of(s.kind).theirs++
		n.of("all").theirs++
	}
}

func (n nameScores) String() string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(n)) {
		fmt.Fprintf(&b, "  %-10s %.3f (%d)\n", k, n[k].f1(), n[k].theirs)
	}
	return b.String()
}

// names labels the examples with the weights.
func names(examples []*example, c linear.Classifier) string {
	var f linear.Features
	var n nameScores
	for _, e := range examples {
		s := namer.Sentence{Words: e.words, Tags: e.given, Labels: make([]uint8, len(e.words))}
		s.Run(&f, c)
		n.add(s.Labels, e.names)
	}
	return n.String()
}

type span struct {
	from, to int
	kind     string
}

func spans(labels []uint8) []span {
	var all []span
	for i, l := range labels {
		switch {
		case l == 0:
		case l&1 == 1 || len(all) == 0 || all[len(all)-1].to != i:
			all = append(all, span{i, i + 1, syntax.NameLabels()[l][2:]})
		default:
			all[len(all)-1].to = i + 1
		}
	}
	return all
}
