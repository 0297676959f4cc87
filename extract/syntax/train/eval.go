package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// eval measures the built-in weights against silver files.
func eval(args []string, w io.Writer) error {
	flags := flag.NewFlagSet("eval", flag.ContinueOnError)
	confusions := flags.Int("confusions", 0, "print so many of the most frequent confusions")
	held := flags.Int("held", 0, "measure only on the articles that fit held out of the first file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("eval wants files that silver.py wrote")
	}
	m, err := syntax.Load()
	if err != nil {
		return err
	}
	r, err := newReader()
	if err != nil {
		return err
	}
	var all agreement
	var byName nameScores
	tags, words, bytes := 0, 0, 0
	var spent time.Duration
	confused := map[string]int{}
	measure := func(s *sentence) error {
		e, err := r.example(s)
		if err != nil || e == nil {
			return err
		}
		ts := make([]syntax.Token, len(s.Words))
		for i, word := range s.Words {
			ts[i] = syntax.Token{Text: word, Head: -1}
			bytes += len(word) + 1
		}
		start := time.Now()
		m.Tag(ts)
		m.Parse(ts)
		m.Names(ts)
		spent += time.Since(start)
		heads, deps, labels := make([]int32, len(ts)), make([]uint8, len(ts)), make([]uint8, len(ts))
		for i, t := range ts {
			heads[i], deps[i], labels[i] = int32(t.Head), uint8(t.Dep), r.names[t.Name]
			words++
			if t.Tag == s.Tags[i] {
				tags++
			}
			switch {
			case s.Deps[i] == "punct":
			case t.Head != s.Heads[i] && t.Dep.String() == s.Deps[i]:
				confused[s.Deps[i]+" of another head"]++
			case t.Dep.String() != s.Deps[i]:
				confused[s.Deps[i]+" called "+t.Dep.String()]++
			}
		}
		all.add(e, heads, deps)
		byName.add(labels, e.names)
		return nil
	}
	for k, file := range flags.Args() {
		var articles []sample
		err := lines(file, func(_ int, line []byte) error {
			var a sample
			err := json.Unmarshal(line, &a)
			articles = append(articles, a)
			return err
		})
		if err != nil {
			return err
		}
		out := lowest(articles, *held)
		for _, a := range articles {
			if *held > 0 && (k > 0 || !out[a.ID]) {
				continue
			}
			for i := range a.Sentences {
				if err := measure(&a.Sentences[i]); err != nil {
					return fmt.Errorf("%s: article %s, sentence %d: %w", file, a.ID, i+1, err)
				}
			}
		}
	}
	if words == 0 {
		return fmt.Errorf("no sentences in %v", flags.Args())
	}
	fmt.Fprintf(w, "tags %.4f of %d tokens\n%snames, F1 (count)\n%s", float64(tags)/float64(words), words, all.String(), byName.String())
	fmt.Fprintf(w, "%.2f MB/s for tags, heads and names, on one thread\n", float64(bytes)/1e6/spent.Seconds())
	keys := slices.SortedFunc(maps.Keys(confused), func(a, b string) int {
		if confused[a] != confused[b] {
			return confused[b] - confused[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	for _, k := range keys[:min(*confusions, len(keys))] {
		fmt.Fprintf(w, "%5d %s\n", confused[k], k)
	}
	return nil
}
