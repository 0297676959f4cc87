package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
	"github.com/demarche-graph/demarche/extract/syntax/internal/tagger"
)

// How often glances learn from all sentences, with all features and then with those
// that are kept.
const glanceRounds, glanceKeepRounds = 2, 3

// The sizes of their tables are powers of two: of a megabyte for actions, half of one
// for tags, a quarter for labels.
const actionCells, tagCells, labelCells, candidateCells = 18, 17, 16, 14

// Of what glances are sure of on held-out articles, these shares may be decided
// otherwise than with care.
const actionSlips, labelSlips, tagSlips = 0.001, 0.0005, 0.0005

// glance teaches glances what the weights decide that fit wrote. It needs no
// annotation but takes the same files, to learn from the same sentences.
func glance(args []string) error {
	flags := flag.NewFlagSet("glance", flag.ContinueOnError)
	out := flags.String("out", "extract/syntax/data/weights", "folder of the weights, and for those of the glances")
	held := flags.Int("held", 60, "articles of the first file to measure on and not learn from")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("glance wants the files that fit learnt from")
	}
	w, err := readWeights(*out)
	if err != nil {
		return err
	}
	r, err := newReader()
	if err != nil {
		return err
	}
	d, err := r.read(flags.Args(), *held)
	if err != nil {
		return err
	}
	every := func(int) bool { return true }
	runTags(d.learn, w.sure, w.tags, every)
	runTags(d.held, w.sure, w.tags, every)

	fmt.Print("tags: ")
	if err := os.WriteFile(filepath.Join(*out, "tags-glance.bin"), glanceTags(d), 0o644); err != nil {
		return err
	}
	learn, test := w.parse(d.learn), w.parse(d.held)
	fmt.Print("actions: ")
	actions := study(learn, test, actionCells, actionSlips, (*parsed).eachAction)
	fmt.Print("labels: ")
	candidates := usualLabels(learn)
	labels := study(learn, test, labelCells, labelSlips, func(p *parsed, see seeing) {
		var f linear.Features
		p.follow(func(s *parser.State, k int) {
			if a := p.actions[k]; a == parser.Left || a == parser.Right {
				head, dep := s.Arc(a)
				class := slices.Index(candidates[s.ArcKind(head, dep)][:], p.labels[k])
				if class < 0 {
					class = linear.Rest
				}
				s.GlanceLabelFeatures(&f, head, dep)
				see(f.List, class, linear.All)
			}
		})
	})
	return os.WriteFile(filepath.Join(*out, "heads-glance.bin"), candidates.Bytes(actions, labels), 0o644)
}

// weights are those that decide with care.
type weights struct {
	tags, actions, labels *linear.Matrix
	sure                  tagger.Sure
}

func readWeights(folder string) (*weights, error) {
	w := &weights{}
	for _, f := range []struct {
		name    string
		classes int
		into    **linear.Matrix
	}{
		{"tags.bin", len(syntax.TagNames()), &w.tags}, {"actions.bin", int(parser.Actions), &w.actions}, {"labels.bin", int(syntax.Deps), &w.labels},
	} {
		name := filepath.Join(folder, f.name)
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if *f.into, err = linear.NewMatrix(f.classes, data); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	name := filepath.Join(folder, "sure.bin")
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if w.sure, err = tagger.ReadSure(data, len(syntax.TagNames())); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w, nil
}

// parsed is a sentence with the steps by which it was parsed.
type parsed struct {
	*example
	actions []parser.Action
	labels  []uint8 // of the arcs that the actions make
}

// parse parses the examples with their given tags.
func (w *weights) parse(examples []*example) []*parsed {
	var f linear.Features
	all := make([]*parsed, len(examples))
	for i, e := range examples {
		all[i] = &parsed{example: e}
		s := state(e)
		s.Reset()
		for !s.Done() {
			a, label := s.Decide(&f, w.actions, w.labels)
			all[i].actions, all[i].labels = append(all[i].actions, a), append(all[i].labels, label)
			s.Do(a, label)
		}
	}
	return all
}

// follow takes the steps again; f is called before each.
func (p *parsed) follow(f func(s *parser.State, step int)) {
	s := state(p.example)
	s.Reset()
	for k, a := range p.actions {
		f(s, k)
		s.Do(a, p.labels[k])
	}
}

// seeing is shown a decision: its features, the right class, and those allowed.
type seeing func(features []uint64, class int, allowed uint64)

func (p *parsed) eachAction(see seeing) {
	var f linear.Features
	p.follow(func(s *parser.State, k int) {
		if allowed := s.Allowed(); allowed != 1<<parser.Shift {
			s.GlanceFeatures(&f)
			class, classes := parser.Class(p.actions[k], allowed)
			see(f.List, class, classes)
		}
	})
}

// usualLabels are the most frequent labels of each kind of arc.
func usualLabels(all []*parsed) *parser.Candidates {
	c := new(parser.Candidates)
	counts := make([][syntax.Deps]int, len(c))
	for _, p := range all {
		p.follow(func(s *parser.State, k int) {
			if a := p.actions[k]; a == parser.Left || a == parser.Right {
				counts[s.ArcKind(s.Arc(a))][p.labels[k]]++
			}
		})
	}
	for kind := range counts {
		copy(c[kind][:], mostFrequent(counts[kind][:]))
	}
	return c
}

// mostFrequent are the three indices of the largest counts; where there are fewer,
// the first again.
func mostFrequent(counts []int) []uint8 {
	var best []uint8
	for len(best) < linear.Rest {
		top := -1
		for i, n := range counts {
			if n > 0 && !slices.Contains(best, uint8(i)) && (top < 0 || n > counts[top]) {
				top = i
			}
		}
		if top < 0 {
			top = 0
			if len(best) > 0 {
				top = int(best[0])
			}
		}
		best = append(best, uint8(top))
	}
	return best
}

// known is how often a word or an ending must be seen to have candidates.
const known = 5

// glanceTags teaches the glances of the tagger.
func glanceTags(d *data) []byte {
	type count struct {
		key  uint64
		n    int
		tags []int
	}
	counts := map[uint64]*count{}
	for _, e := range d.learn {
		for i := range e.words {
			for _, key := range []uint64{tagger.WordKey(&e.words[i]), tagger.EndKey(&e.words[i])} {
				c := counts[key]
				if c == nil {
					c = &count{key: key, tags: make([]int, len(syntax.TagNames()))}
					counts[key] = c
				}
				c.n++
				c.tags[e.given[i]]++
			}
		}
	}
	var list []*count
	for _, c := range counts {
		if c.n >= known {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b *count) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key)) })
	var usual []tagger.Usual
	for _, c := range list {
		u := tagger.Usual{Key: c.key}
		for k, tag := range mostFrequent(c.tags) {
			u.Tags |= uint32(tag) << (8 * k)
		}
		usual = append(usual, u)
	}
	candidates := tagger.NewCandidates(usual, candidateCells)
	tags := study(d.learn, d.held, tagCells, tagSlips, func(e *example, see seeing) {
		s := tagger.Sentence{Words: e.words, Tags: e.given}
		if s.Describe(); s.Capitals {
			return
		}
		var f linear.Features
		own := candidates.Append(nil, e.words)
		for i := range e.words {
			if own[i] != tagger.Unknown {
				s.GlanceFeatures(&f, i, own[i], own[i+1], own[i+2])
				see(f.List, tagger.Class(own[i], e.given[i]), linear.All)
			}
		}
	})
	return candidates.Bytes(tags)
}

// study learns a glance of two to the power of size cells and prints how good it is.
// each shows the decisions of a sentence. slips says which share of the sure ones may
// be wrong on the sentences to test with: the lead follows from that.
func study[T any](learn, test []T, size int, slips float64, each func(T, seeing)) []byte {
	l := linear.NewGlanceLearner()
	random := source(5)
	for round := range glanceRounds + glanceKeepRounds {
		if round == glanceRounds {
			l.KeepGlance(size)
			l.Restart()
		}
		for _, i := range random.Perm(len(learn)) {
			each(learn[i], func(features []uint64, class int, allowed uint64) { l.Learn(features, 1<<class, allowed) })
		}
	}
	g, err := linear.NewGlance(l.Glance(size, 1))
	if err != nil {
		panic(err) // what a learner writes can be read
	}
	type decision struct {
		lead  int32
		right bool
	}
	var all []decision
	for _, t := range test {
		each(t, func(features []uint64, class int, allowed uint64) {
			c, lead := g.Lead(features, allowed)
			all = append(all, decision{lead, c == class})
		})
	}
	slices.SortStableFunc(all, func(a, b decision) int { return cmp.Compare(b.lead, a.lead) })
	wrong, sure, enough := 0, 0, int32(1<<30)
	for i, d := range all {
		if !d.right {
			wrong++
		}
		// All with one lead are sure, or none of them.
		if last := i+1 == len(all) || all[i+1].lead != d.lead; last && d.lead > 0 && float64(wrong) <= slips*float64(i+1) {
			sure, enough = i+1, d.lead
		}
	}
	n := float64(max(len(all), 1))
	fmt.Printf("%.4f of %d as with care; sure of %.3f, from a lead of %d on\n", 1-float64(wrong)/n, len(all), float64(sure)/n, enough)
	return l.Glance(size, enough)
}
