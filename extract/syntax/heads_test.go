package syntax

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Of the words, marks left out, these shares must have the right head, and the
// right head and label. Raise the floors when the weights get better.
func TestHandCheckedHeads(t *testing.T) {
	for _, c := range []struct {
		file                string
		sentences           int
		headFloor, depFloor float64
	}{
		{"testdata/heads.txt", 80, 0.96, 0.945},
		{"testdata/unseen.txt", 30, 0.90, 0.88},
	} {
		t.Run(c.file, func(t *testing.T) {
			sentences, heads, deps := handChecked(t, c.file)
			if sentences < c.sentences {
				t.Errorf("only %d sentences", sentences)
			}
			if heads < c.headFloor || deps < c.depFloor {
				t.Errorf("heads %.3f, heads and labels %.3f; the floors are %.3f and %.3f", heads, deps, c.headFloor, c.depFloor)
			}
		})
	}
}

func handChecked(t *testing.T, file string) (sentences int, headShare, depShare float64) {
	m := load(t)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var ts []Token
	n, i, words, heads, labels := 0, 0, 0, 0, 0
	s := bufio.NewScanner(f)
	for s.Scan() {
		n++
		line := s.Text()
		if strings.HasPrefix(line, "##") || line == "" {
			continue
		}
		if text, ok := strings.CutPrefix(line, "# "); ok {
			if i != len(ts) {
				t.Fatalf("%s:%d: the sentence before has %d tokens here, %d there", file, n, len(ts), i)
			}
			ts = analyse(m, text)
			i = 0
			sentences++
			continue
		}
		cells := strings.Split(line, "\t")
		head, err := strconv.Atoi(cells[2])
		if err != nil || i >= len(ts) || ts[i].Text != cells[1] {
			t.Fatalf("%s:%d: %q is not the token found", file, n, line)
		}
		tok := ts[i]
		i++
		if cells[3] == "punct" {
			continue
		}
		words++
		if tok.Head+1 != head {
			continue
		}
		heads++
		if tok.Dep.String() == cells[3] {
			labels++
		}
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if words == 0 {
		t.Fatalf("%s holds no words", file)
	}
	headShare, depShare = float64(heads)/float64(words), float64(labels)/float64(words)
	t.Logf("heads %.3f, heads and labels %.3f of %d words in %d sentences", headShare, depShare, words, sentences)
	return sentences, headShare, depShare
}
