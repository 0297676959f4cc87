package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"slices"

	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/syntax/internal/prosetagger"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// example is a sentence in the numbers that the learners work on.
type example struct {
	words []word.Word
	first []uint8 // prose's tags
	tags  []uint8 // the annotated ones
	given []uint8 // the tags that our tagger gives when it has not learnt from the sentence
	heads []int32
	deps  []uint8
	names []uint8
}

// data is what was read: examples to learn from, and those of held-out articles.
type data struct{ learn, held []*example }

// reader turns silver sentences into examples.
type reader struct {
	prose              *prosetagger.Tagger
	scratch            prosetagger.Scratch
	buf                []byte
	tags               map[string]uint8
	names              map[string]uint8
	skipped, headlines int
}

func newReader() (*reader, error) {
	p, err := prosetagger.New()
	if err != nil {
		return nil, err
	}
	r := &reader{prose: p, tags: map[string]uint8{"AFX": 0, "_SP": 0}, names: map[string]uint8{}}
	for i, t := range syntax.TagNames() {
		r.tags[t] = uint8(i)
	}
	r.tags["AFX"], r.tags["_SP"] = r.tags["JJ"], r.tags["NFP"]
	for i, n := range syntax.NameLabels() {
		r.names[n] = uint8(i)
	}
	return r, nil
}

// made is how many sentences of the grammar are learnt from.
const made = 6000

// read reads silver files. Of the first file the articles with the lowest
// hashes of their ids are held out, so that the same ones are held out whatever
// else is learnt from.
func (r *reader) read(files []string, held int) (*data, error) {
	d := &data{}
	for k, file := range files {
		var articles []sample
		err := lines(file, func(_ int, line []byte) error {
			var a sample
			if err := json.Unmarshal(line, &a); err != nil {
				return err
			}
			articles = append(articles, a)
			return nil
		})
		if err != nil {
			return nil, err
		}
		var out map[string]bool
		if k == 0 {
			out = lowest(articles, held)
		}
		for _, a := range articles {
			for i := range a.Sentences {
				e, err := r.example(&a.Sentences[i])
				if err != nil {
					return nil, fmt.Errorf("%s: article %s, sentence %d: %w", file, a.ID, i+1, err)
				}
				switch {
				case e == nil:
					r.skipped++
				case out[a.ID]:
					d.held = append(d.held, e)
				default:
					d.learn = append(d.learn, e)
					if h, ok := headline(&a.Sentences[i]); ok {
						e, err := r.example(h)
						if err != nil {
							return nil, fmt.Errorf("%s: headline of article %s, sentence %d: %w", file, a.ID, i+1, err)
						}
						if e != nil {
							d.learn = append(d.learn, e)
							r.headlines++
						}
					}
				}
			}
		}
	}
	g := newGrammar(4)
	for _, s := range g.sentences(made) {
		e, err := r.example(&s)
		if err != nil || e == nil {
			return nil, fmt.Errorf("the grammar made %q: no tree, or %w", s.Words, err)
		}
		d.learn = append(d.learn, e)
	}
	fmt.Fprintf(os.Stderr, "%d sentences to learn from, of them %d headlines made of others, %d held out, %d that are no trees left out\n", len(d.learn), r.headlines, len(d.held), r.skipped)
	return d, nil
}

func lowest(articles []sample, n int) map[string]bool {
	hash := func(id string) uint64 {
		h := fnv.New64a()
		h.Write([]byte(id))
		return h.Sum64()
	}
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	slices.SortFunc(ids, func(a, b string) int {
		if hash(a) < hash(b) {
			return -1
		}
		return 1
	})
	out := make(map[string]bool, n)
	for _, id := range ids[:min(n, len(ids))] {
		out[id] = true
	}
	return out
}

// example is nil for a sentence whose heads are no tree.
func (r *reader) example(s *sentence) (*example, error) {
	n := len(s.Words)
	if len(s.Tags) != n || len(s.Heads) != n || len(s.Deps) != n || len(s.Names) != n {
		return nil, fmt.Errorf("columns of different lengths; was it annotated by silver.py?")
	}
	if !isTree(s.Heads) {
		return nil, nil
	}
	e := &example{first: make([]uint8, n)}
	for i := range n {
		w, buf := word.Of(s.Words[i], r.buf)
		r.buf = buf
		tag, ok := r.tags[s.Tags[i]]
		if !ok {
			return nil, fmt.Errorf("unknown tag %q", s.Tags[i])
		}
		name, ok := r.names[s.Names[i]]
		if !ok {
			return nil, fmt.Errorf("unknown name label %q", s.Names[i])
		}
		dep, err := syntax.ParseDep(s.Deps[i])
		if err != nil {
			return nil, err
		}
		e.words = append(e.words, w)
		e.tags = append(e.tags, tag)
		e.heads = append(e.heads, int32(s.Heads[i]))
		e.deps = append(e.deps, uint8(dep))
		e.names = append(e.names, name)
	}
	r.prose.Tag(s.Words, e.first, &r.scratch)
	return e, nil
}

// isTree reports whether the heads have one root and no cycle.
func isTree(heads []int) bool {
	roots := 0
	for i := range heads {
		if heads[i] < 0 {
			roots++
		}
		steps := 0
		for j := i; j >= 0; j = heads[j] {
			if steps++; steps > len(heads) || j >= len(heads) {
				return false
			}
		}
	}
	return roots == 1
}
