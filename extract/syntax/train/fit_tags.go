package main

import (
	"fmt"
	"sync"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/tagger"
)

// Rounds over the text: free ones with all features, then some with only those
// that will be kept.
const tagRounds, tagKeepRounds = 3, 2

// learnTags learns a tagger from the examples for which use is true.
func learnTags(examples []*example, sure tagger.Sure, size int, use func(i int) bool) *linear.Learner {
	l := linear.NewLearner(len(syntax.TagNames()))
	random := source(1)
	var f linear.Features
	for round := range tagRounds + tagKeepRounds {
		if round == tagRounds {
			l.Keep(size)
			l.Restart()
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
	table := sure.Table()
	for i, e := range examples {
		if use(i) {
			e.given = make([]uint8, len(e.words))
			s := tagger.Sentence{Words: e.words, First: e.first, Tags: e.given, Sure: table}
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
