package syntax

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
)

// counting counts how often it is asked.
type counting struct {
	linear.Classifier
	n *int
}

func (c counting) Pick(features []uint64, allowed uint64) int {
	*c.n++
	return c.Classifier.Pick(features, allowed)
}

// Glances decide as the classifiers would that take their time, and most of what
// there is to decide: that is what makes reading quick.
func TestGlancesDecideMostAndRightly(t *testing.T) {
	m, careful := load(t), mustLoad(t)
	careful.tagGlances, careful.headGlances = nil, nil
	words, tags, heads, labels := 0, 0, 0, 0
	for _, text := range sentencesOf(t, "testdata/heads.txt", "testdata/unseen.txt") {
		quick, slow := analyse(m, text), analyse(careful, text)
		for i := range quick {
			words++
			if quick[i].Tag == slow[i].Tag {
				tags++
			}
			if quick[i].Head == slow[i].Head {
				heads++
			}
			if quick[i].Dep == slow[i].Dep {
				labels++
			}
		}
	}
	t.Logf("the same of %d words: tags %d, heads %d, labels %d", words, tags, heads, labels)
	if few := words - words/200; tags < few || heads < words-words/100 || labels < words-words/100 {
		t.Errorf("of %d words only %d tags, %d heads and %d labels are the same", words, tags, heads, labels)
	}

	// How many decisions are left to the classifiers, of those that there are.
	left, all := decisions(t, m), decisions(t, careful)
	t.Logf("actions and labels left to the classifiers: %d of %d", left, all)
	if left*3 > all {
		t.Errorf("the classifiers had to decide %d of %d", left, all)
	}
}

// decisions counts what the classifiers of heads are asked.
func decisions(t *testing.T, m *Model) (n int) {
	t.Helper()
	for _, text := range sentencesOf(t, "testdata/heads.txt", "testdata/unseen.txt") {
		ts := Tokenize(text, 0, len(text))
		m.Tag(ts)
		x := m.take(ts)
		retag(x.tags, ts)
		m.ready(x, x.words, x.tags)
		x.state.Run(&x.features, counting{m.actions, &n}, counting{m.labels, &n})
		m.scratch.Put(x)
	}
	return n
}

func mustLoad(t *testing.T) *Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func sentencesOf(t *testing.T, files ...string) (all []string) {
	t.Helper()
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s := bufio.NewScanner(f)
		for s.Scan() {
			if text, ok := strings.CutPrefix(s.Text(), "# "); ok {
				all = append(all, text)
			}
		}
		if err := s.Err(); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d sentences in %v", len(all), files)
	}
	return all
}
