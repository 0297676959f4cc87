package syntax

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Shares of words other than marks of the sentences in testdata/heads.txt that
// must have the right head, and the right head and label. Raise them when the
// weights get better.
const (
	headFloor  = 0.96
	labelFloor = 0.945
)

func TestHandCheckedHeads(t *testing.T) {
	m := load(t)
	f, err := os.Open("testdata/heads.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var ts []Token
	n, i, sentences, words, heads, labels := 0, 0, 0, 0, 0, 0
	s := bufio.NewScanner(f)
	for s.Scan() {
		n++
		line := s.Text()
		if strings.HasPrefix(line, "##") || line == "" {
			continue
		}
		if text, ok := strings.CutPrefix(line, "# "); ok {
			if i != len(ts) {
				t.Fatalf("testdata/heads.txt:%d: the sentence before has %d tokens here, %d there", n, len(ts), i)
			}
			ts = analyse(m, text)
			i = 0
			sentences++
			continue
		}
		cells := strings.Split(line, "\t")
		head, err := strconv.Atoi(cells[2])
		if err != nil || i >= len(ts) || ts[i].Text != cells[1] {
			t.Fatalf("testdata/heads.txt:%d: %q is not the token found", n, line)
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
	if sentences < 60 {
		t.Errorf("only %d sentences", sentences)
	}
	share := func(k int) float64 { return float64(k) / float64(words) }
	t.Logf("heads %.3f, heads and labels %.3f of %d words in %d sentences", share(heads), share(labels), words, sentences)
	if share(heads) < headFloor || share(labels) < labelFloor {
		t.Errorf("heads %.3f, heads and labels %.3f; the floors are %.3f and %.3f", share(heads), share(labels), headFloor, labelFloor)
	}
}
