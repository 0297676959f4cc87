package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// show parses standard input, a sentence a line, with the built-in weights and
// prints a table for each.
func show() error {
	m, err := syntax.Load()
	if err != nil {
		return err
	}
	s := bufio.NewScanner(os.Stdin)
	for s.Scan() {
		ts := syntax.Tokenize(s.Text(), 0, len(s.Text()))
		m.Tag(ts)
		m.Parse(ts)
		m.Names(ts)
		fmt.Printf("# %s\n", s.Text())
		for i, t := range ts {
			fmt.Printf("%d\t%s\t%s\t%s\t%d\t%s\t%s\n", i+1, t.Text, t.Tag, t.Lemma, t.Head+1, t.Dep, t.Name)
		}
		fmt.Println()
	}
	return s.Err()
}
