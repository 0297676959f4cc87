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
const nameRounds, nameKeepRounds = 4, 2

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
