package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/namer"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
	"github.com/demarche-graph/demarche/extract/syntax/internal/tagger"
)

// sizes are how large the files of weights may be, in bytes.
type sizes struct{ tags, actions, labels, names int }

// fit learns all weights from silver files and writes them into a folder.
func fit(args []string) error {
	flags := flag.NewFlagSet("fit", flag.ContinueOnError)
	out := flags.String("out", "extract/syntax/data/weights", "folder for the weights")
	held := flags.Int("held", 60, "articles of the first file to measure on and not learn from")
	rounds := flags.Int("rounds", 3, "times that the parser goes over the text with all features")
	keepRounds := flags.Int("keep", 2, "times that it then goes over the text with the features that it keeps")
	only := flags.String("only", "", "learn only this: parser, names (with the tagger learnt anyway)")
	var z sizes
	flags.IntVar(&z.tags, "tagsize", 1_200_000, "bytes of the tagger's weights")
	flags.IntVar(&z.actions, "actionsize", 4_500_000, "of the actions'")
	flags.IntVar(&z.labels, "labelsize", 1_500_000, "of the labels'")
	flags.IntVar(&z.names, "namesize", 800_000, "of the names'")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("fit wants the files that silver.py wrote")
	}
	r, err := newReader()
	if err != nil {
		return err
	}
	d, err := r.read(flags.Args(), *held)
	if err != nil {
		return err
	}
	sure, tags, err := fitTags(d, z.tags)
	if err != nil {
		return err
	}
	write := func(name string, rows []byte) error {
		return os.WriteFile(filepath.Join(*out, name+".bin"), rows, 0o644)
	}
	if err := write("sure", sure.Bytes()); err != nil {
		return err
	}
	if err := write("tags", tags); err != nil {
		return err
	}
	// The parser and the names learn from the same examples and not from each
	// other, so they do it at once.
	var wait sync.WaitGroup
	var nameRows []byte
	wait.Add(1)
	go func() {
		defer wait.Done()
		if *only != "parser" {
			nameRows = fitNames(d.learn, z.names)
		}
	}()
	if *only != "names" {
		actions, labels := fitParser(d.learn, z, *rounds, *keepRounds, d.held)
		if err := write("actions", actions); err != nil {
			return err
		}
		if err := write("labels", labels); err != nil {
			return err
		}
		am, err := linear.NewMatrix(int(parser.Actions), actions)
		if err != nil {
			return err
		}
		lm, err := linear.NewMatrix(int(syntax.Deps), labels)
		if err != nil {
			return err
		}
		fmt.Print(heads(d.held, am, lm))
	}
	wait.Wait()
	if nameRows == nil {
		return nil
	}
	if err := write("names", nameRows); err != nil {
		return err
	}
	m, err := linear.NewMatrix(len(syntax.NameLabels()), nameRows)
	if err != nil {
		return err
	}
	fmt.Printf("names, F1 (count)\n%s", names(d.held, m))
	return nil
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// Rounds over the text: free ones with all features, then some with only those
// that will be kept.
const (
	tagRounds, tagKeepRounds   = 3, 1
	nameRounds, nameKeepRounds = 4, 2
)

// learnTags learns a tagger from the examples for which use is true.
func learnTags(examples []*example, sure tagger.Sure, size int, use func(i int) bool) *linear.Learner {
	l := linear.NewLearner(len(syntax.TagNames()))
	random := source(1)
	var f linear.Features
	for round := range tagRounds + tagKeepRounds {
		if round == tagRounds {
			l.Keep(size)
		}
		for _, i := range random.Perm(len(examples)) {
			if !use(i) {
				continue
			}
			e := examples[i]
			s := tagger.Sentence{Words: e.words, First: e.first, Tags: make([]uint8, len(e.words))}
			s.Describe()
			for i := range e.words {
				if t, ok := sure[tagger.Key(&e.words[i], e.first[i])]; ok {
					s.Tags[i] = t
					continue
				}
				s.Features(&f, i)
				s.Tags[i] = uint8(l.Learn(f.List, 1<<e.tags[i], linear.All))
			}
		}
	}
	return l
}

func runTags(examples []*example, sure tagger.Sure, c linear.Classifier, use func(i int) bool) {
	var f linear.Features
	for i, e := range examples {
		if use(i) {
			e.given = make([]uint8, len(e.words))
			s := tagger.Sentence{Words: e.words, First: e.first, Tags: e.given, Sure: sure}
			s.Run(&f, c)
		}
	}
}

// sureTags are those of words seen forty times or more, with one exception in
// five hundred at most.
func sureTags(examples []*example) tagger.Sure {
	type seen struct {
		all  int
		tags [256]int
	}
	counts := map[uint64]*seen{}
	for _, e := range examples {
		for i := range e.words {
			k := tagger.Key(&e.words[i], e.first[i])
			if counts[k] == nil {
				counts[k] = &seen{}
			}
			counts[k].all++
			counts[k].tags[e.tags[i]]++
		}
	}
	sure := tagger.Sure{}
	for k, c := range counts {
		for t, n := range c.tags {
			if c.all >= 40 && n*500 >= c.all*499 {
				sure[k] = uint8(t)
			}
		}
	}
	return sure
}

// folds is into how many parts the text is cut, so that every part is tagged by
// a tagger that has not learnt from it: the parser must learn from tags as
// faulty as those that it will get.
const folds = 4

func fitTags(d *data, size int) (tagger.Sure, []byte, error) {
	sure := sureTags(d.learn)
	var wait sync.WaitGroup
	limit := make(chan struct{}, 2)
	for fold := range folds {
		wait.Add(1)
		go func() {
			defer wait.Done()
			limit <- struct{}{}
			l := learnTags(d.learn, sure, size, func(i int) bool { return i%folds != fold })
			runTags(d.learn, sure, l, func(i int) bool { return i%folds == fold })
			<-limit
		}()
	}
	wait.Wait()
	rows := learnTags(d.learn, sure, size, func(int) bool { return true }).Matrix()
	m, err := linear.NewMatrix(len(syntax.TagNames()), rows)
	if err != nil {
		return nil, nil, err
	}
	runTags(d.held, sure, m, func(int) bool { return true })
	fmt.Printf("tags %.4f held out, %.4f by taggers of other folds\n", tagAgreement(d.held), tagAgreement(d.learn))
	return sure, rows, nil
}

func tagAgreement(examples []*example) float64 {
	right, all := 0, 0
	for _, e := range examples {
		for i := range e.tags {
			all++
			if e.tags[i] == e.given[i] {
				right++
			}
		}
	}
	return float64(right) / float64(max(all, 1))
}

func state(e *example) *parser.State {
	s := &parser.State{Words: e.words, Tags: e.given, Kinds: make([]parser.Kind, len(e.words))}
	for i, t := range e.given {
		s.Kinds[i] = kinds[t]
	}
	return s
}

var kinds = parser.KindsOf(syntax.TagNames())

// explore is how often the parser, while it learns, goes on from what it did
// wrongly instead of from what it should have done.
const explore = 0.9

func fitParser(examples []*example, z sizes, rounds, keepRounds int, held []*example) (actions, labels []byte) {
	a := linear.NewLearner(int(parser.Actions))
	l := linear.NewLearner(int(syntax.Deps))
	random := source(2)
	var f linear.Features
	for round := range rounds + keepRounds {
		if round == rounds {
			fmt.Fprintf(os.Stderr, "%d features of actions, %d of labels; %s\n", a.Features(), l.Features(), heads(held, a, l).short())
			a.Keep(z.actions)
			l.Keep(z.labels)
		}
		for _, i := range random.Perm(len(examples)) {
			e := examples[i]
			s := state(e)
			s.Reset()
			for !s.Done() {
				allowed := s.Allowed()
				if allowed == 1<<parser.Shift {
					s.Do(parser.Shift, 0)
					continue
				}
				s.Features(&f)
				good := uint64(0)
				least := int(^uint(0) >> 1)
				for c := range int(parser.Actions) {
					if allowed>>c&1 == 0 {
						continue
					}
					switch cost := s.Cost(parser.Action(c), e.heads); {
					case cost < least:
						least, good = cost, 1<<c
					case cost == least:
						good |= 1 << c
					}
				}
				do := a.Learn(f.List, good, allowed)
				if good>>do&1 == 0 && (round == 0 || random.Float64() > explore) {
					do = a.Pick(f.List, good)
				}
				label := uint8(0)
				if action := parser.Action(do); action == parser.Left || action == parser.Right {
					head, dep := s.Arc(action)
					s.LabelFeatures(&f, head, dep)
					switch {
					case e.heads[dep] != head:
						label = uint8(l.Pick(f.List, linear.All))
					case round == 0:
						l.Learn(f.List, 1<<e.deps[dep], linear.All)
						label = e.deps[dep]
					default:
						label = uint8(l.Learn(f.List, 1<<e.deps[dep], linear.All))
					}
				}
				s.Do(parser.Action(do), label)
			}
		}
		fmt.Fprintf(os.Stderr, "round %d: %s\n", round+1, heads(held, a, l).short())
	}
	return a.Matrix(), l.Matrix()
}

func fitNames(examples []*example, size int) []byte {
	l := linear.NewLearner(len(syntax.NameLabels()))
	random := source(3)
	var f linear.Features
	for round := range nameRounds + nameKeepRounds {
		if round == nameRounds {
			l.Keep(size)
		}
		for _, i := range random.Perm(len(examples)) {
			e := examples[i]
			s := namer.Sentence{Words: e.words, Tags: e.given, Labels: make([]uint8, len(e.words))}
			for i := range e.words {
				if s.Plain(i) {
					continue
				}
				s.Features(&f, i)
				s.Labels[i] = uint8(l.Learn(f.List, 1<<e.names[i], s.Allowed(i)|1<<e.names[i]))
			}
		}
	}
	return l.Matrix()
}
