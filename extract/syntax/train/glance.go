package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
	"github.com/demarche-graph/demarche/extract/syntax/internal/tagger"
)

var keeps *int

var debug func(*linear.Glance)

var more [][]track

type track struct {
	*example
	actions, labels []uint8
	arcs            []uint8 // labels of arcs by step
}

func glance(args []string) error {
	flags := flag.NewFlagSet("glance", flag.ContinueOnError)
	out := flags.String("out", "extract/syntax/data/weights", "folder for the weights")
	held := flags.Int("held", 60, "articles of the first file to measure on and not learn from")
	rounds := flags.Int("rounds", 2, "")
	size := flags.Int("size", 17, "")
	wrong := flags.Float64("wrong", 0.002, "share of what is sure that may be wrong")
	csize := flags.Int("csize", 14, "")
	tsize := flags.Int("tsize", 16, "")
	tmask := flags.Uint64("tmask", 0xffffffff, "")
	lsize := flags.Int("lsize", 16, "")
	keeps = flags.Int("keeps", 1, "")
	tests := flags.String("tests", "", "")
	only := flags.String("only", "", "")
	lmask := flags.Uint64("lmask", 0xffffffff, "")
	mask := flags.String("mask", "0xffffffffffffffff", "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	_ = out
	v, err := strconv.ParseUint(*mask, 0, 64)
	if err != nil {
		return err
	}
	parser.Mask, parser.LMask, tagger.Mask = v, *lmask, *tmask
	r, err := newReader()
	if err != nil {
		return err
	}
	d, err := r.read(flags.Args(), *held)
	if err != nil {
		return err
	}
	load := func(name string, classes int) *linear.Matrix {
		b, err := os.ReadFile(filepath.Join("extract/syntax/data/weights", name+".bin"))
		if err != nil {
			panic(err)
		}
		m, err := linear.NewMatrix(classes, b)
		if err != nil {
			panic(err)
		}
		return m
	}
	am, lm, tm := load("actions", int(parser.Actions)), load("labels", int(syntax.Deps)), load("tags", len(syntax.TagNames()))
	sb, _ := os.ReadFile("extract/syntax/data/weights/sure.bin")
	sure, err := tagger.ReadSure(sb, len(syntax.TagNames()))
	if err != nil {
		return err
	}
	all := func(int) bool { return true }
	start := time.Now()
	runTags(d.learn, sure, tm, all)
	runTags(d.held, sure, tm, all)
	follow := func(es []*example) (out []track) {
		var f linear.Features
		for _, e := range es {
			t := track{example: e}
			s := state(e)
			s.Reset()
			for !s.Done() {
				a := parser.Shift
				if allowed := s.Allowed(); allowed != 1<<parser.Shift {
					s.Features(&f)
					a = parser.Action(am.Pick(f.List, allowed))
				}
				l := uint8(0)
				if a == parser.Left || a == parser.Right {
					head, dep := s.Arc(a)
					s.LabelFeatures(&f, head, dep)
					l = uint8(lm.Pick(f.List, linear.All&^3))
				}
				t.actions = append(t.actions, uint8(a))
				t.arcs = append(t.arcs, l)
				s.Do(a, l)
			}
			out = append(out, t)
		}
		return out
	}
	learn, test := follow(d.learn), follow(d.held)
	for _, f := range strings.Fields(*tests) {
		d, err := r.read([]string{f}, 10000)
		if err != nil {
			return err
		}
		runTags(d.held, sure, tm, all)
		for range 1 {
			more = append(more, follow(d.held))
		}
	}
	fmt.Fprintln(os.Stderr, "followed", time.Since(start))
	var actions, labels []byte
	var cs parser.Candidates
	if *only == "actions" || *only == "" {
		actions = study(learn, test, *rounds, *size, *wrong, func(t track, see func(features []uint64, class int, allowed uint64)) {
			var f linear.Features
			s := state(t.example)
			s.Reset()
			for k, a := range t.actions {
				if allowed := s.Allowed(); allowed != 1<<parser.Shift {
					s.GlanceFeatures(&f)
					class, classes := parser.Class(parser.Action(a), allowed)
					see(f.List, class, classes)
				}
				s.Do(parser.Action(a), t.arcs[k])
			}
		})
	}
	if *only == "labels" || *only == "" {
		counts := make([][48]int, 1<<13)
		each := func(t track, see func(s *parser.State, head, dep int32, label uint8)) {
			s := state(t.example)
			s.Reset()
			for k, a := range t.actions {
				if a := parser.Action(a); a == parser.Left || a == parser.Right {
					h, d := s.Arc(a)
					see(s, h, d, t.arcs[k])
				}
				s.Do(parser.Action(a), t.arcs[k])
			}
		}
		for _, t := range learn {
			each(t, func(s *parser.State, h, d int32, label uint8) { counts[s.ArcKind(h, d)][label]++ })
		}
		for i := range counts {
			for k := range linear.Rest {
				best := 0
				for c, n := range counts[i] {
					if n > counts[i][best] {
						best = c
					}
				}
				if counts[i][best] > 0 {
					cs[i][k] = uint8(best)
					counts[i][best] = 0
				}
			}
		}
		labels = study(learn, test, *rounds, *lsize, *wrong, func(t track, see func(features []uint64, class int, allowed uint64)) {
			var f linear.Features
			each(t, func(s *parser.State, h, d int32, label uint8) {
				c := cs[s.ArcKind(h, d)]
				class := slices.Index(c[:], label)
				if class < 0 {
					class = linear.Rest
				}
				s.GlanceLabelFeatures(&f, h, d)
				see(f.List, class, 15)
			})
		})
	}
	if *only == "" || *only == "tags" {
		type seen struct {
			key  uint64
			n    int
			tags [64]int
		}
		counts := map[uint64]*seen{}
		for _, e := range d.learn {
			for i := range e.words {
				w := &e.words[i]
				for _, k := range []uint64{tagger.WordKey(w), tagger.EndKey(w)} {
					c := counts[k]
					if c == nil {
						c = &seen{key: k}
						counts[k] = c
					}
					c.n++
					c.tags[e.given[i]]++
				}
			}
		}
		var list []*seen
		for _, c := range counts {
			if c.n >= 5 {
				list = append(list, c)
			}
		}
		slices.SortFunc(list, func(a, b *seen) int { return cmp.Or(b.n-a.n, cmp.Compare(a.key, b.key)) })
		var cs []tagger.Count
		for _, c := range list {
			var tags uint32
			for k := range linear.Rest {
				best := 0
				for t, n := range c.tags {
					if n > c.tags[best] {
						best = t
					}
				}
				if k > 0 && c.tags[best] == 0 {
					best = 63
				} else {
					c.tags[best] = 0
				}
				tags |= uint32(best) << (8 * k)
			}
			cs = append(cs, tagger.Count{Key: c.key, Tags: tags})
		}
		candidates := tagger.NewCandidates(cs, *csize)
		fmt.Println(len(cs), "candidate sets")
		walk := func(t track, see func(features []uint64, class int, allowed uint64)) {
			var f linear.Features
			own := candidates.Of(t.words, nil)
			s := tagger.Sentence{Words: t.words, Tags: t.given}
			s.Describe()
			if s.Capitals {
				return
			}
			for i := range t.words {
				if own[i] == tagger.Unknown {
					see(nil, linear.Rest, 8)
					continue
				}
				s.GlanceFeatures(&f, i, own[i], own[i+1], own[i+2])
				see(f.List, tagger.Class(own[i], t.given[i]), 15)
			}
		}
		debug = func(m *linear.Glance) {
			var f linear.Features
			for _, ts := range more {
				fmt.Println("----")
				for _, t := range ts {
					own := candidates.Of(t.words, nil)
					s := tagger.Sentence{Words: t.words, Tags: t.given}
					s.Describe()
					if s.Capitals {
						continue
					}
					for i := range t.words {
						if own[i] == tagger.Unknown {
							continue
						}
						s.GlanceFeatures(&f, i, own[i], own[i+1], own[i+2])
						c, lead := m.Lead(f.List, 15)
						if right := tagger.Class(own[i], t.given[i]); c != right && lead > 200 {
							n := syntax.TagNames()
							fmt.Println(lead, t.text[max(0, i-3):i], t.text[i], t.text[i+1:min(len(t.text), i+4)], "glance", n[own[i]>>(8*c)&63], "careful", n[t.given[i]], "silver", n[t.tags[i]])
						}
					}
				}
			}
		}
		tags := study(learn, test, *rounds, *tsize, *wrong, walk)
		if err := os.WriteFile(filepath.Join(*out, "tags.glance"), candidates.Bytes(tags), 0o644); err != nil {
			return err
		}
	}
	if *only == "" {
		return os.WriteFile(filepath.Join(*out, "glances.bin"), cs.Bytes(actions, labels), 0o644)
	}
	return nil
}

func study[T any](learn, test []T, rounds, size int, allowance float64, walk func(T, func(features []uint64, class int, allowed uint64))) []byte {
	start := time.Now()
	g := linear.NewGlanceLearner()
	random := source(5)
	for round := range rounds + *keeps {
		if round == rounds {
			fmt.Fprintln(os.Stderr, "before keep", g.Features(), time.Since(start))
			g.KeepGlance(size)
			g.Restart()
			fmt.Fprintln(os.Stderr, "kept", g.Features(), time.Since(start))
		}
		for _, i := range random.Perm(len(learn)) {
			walk(learn[i], func(features []uint64, class int, allowed uint64) { g.Learn(features, 1<<class, allowed) })
		}
	}
	fmt.Fprintln(os.Stderr, "learnt", time.Since(start))
	m, err := linear.NewGlance(g.Glance(size, 0))
	if err != nil {
		panic(err)
	}
	if debug != nil {
		debug(m)
	}
	type one struct {
		margin int32
		right  bool
	}
	report := func(name string, ts []T) int32 {
		var ones []one
		for _, t := range ts {
			walk(t, func(features []uint64, class int, allowed uint64) {
				c, margin := m.Lead(features, allowed)
				ones = append(ones, one{margin, c == class})
			})
		}
		sort.Slice(ones, func(i, j int) bool { return ones[i].margin > ones[j].margin })
		wrong := 0
		limits := []float64{0.0003, 0.0005, 0.001, 0.002, 0.003, 0.005, allowance}
		type best struct {
			share  float64
			margin int32
		}
		at := make([]best, len(limits))
		for i, o := range ones {
			if !o.right {
				wrong++
			}
			for k, l := range limits {
				if float64(wrong) <= l*float64(i+1) {
					at[k] = best{float64(i+1) / float64(len(ones)), o.margin}
				}
			}
		}
		fmt.Printf("%s: %d decisions, right %.4f;", name, len(ones), 1-float64(wrong)/float64(len(ones)))
		for k, l := range limits {
			fmt.Printf("  %.2f%%: %.3f (%d)", 100*l, at[k].share, at[k].margin)
		}
		fmt.Println()
		return at[len(at)-1].margin
	}
	enough := report("held", test)
	report("learn", learn[:4000])
	for _, m := range more {
		report("other", any(m).([]T))
	}
	return g.Glance(size, max(enough, 1))
}
