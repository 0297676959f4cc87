package extract_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/demarche-graph/demarche/extract"
)

// One extractor serves any number of goroutines, and what it reads in an article
// does not depend on how many there are or on what they read beside it. The race
// detector watches over the memory that they share.
func TestExtractIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	x := loaded(t)
	stories, _ := corpus(t)
	if testing.Short() || len(stories) > 120 {
		stories = stories[:min(40, len(stories))]
	}
	var want []string
	events := 0
	for _, workers := range []int{1, 2, 7} {
		got := make([]string, len(stories))
		var next, found atomic.Int64
		var work sync.WaitGroup
		for range workers {
			work.Go(func() {
				for i := next.Add(1) - 1; int(i) < len(stories); i = next.Add(1) - 1 {
					s := stories[i]
					list := x.Extract(s.ID, s.Title, s.Published, s.Text)
					found.Add(int64(len(list)))
					line, err := json.Marshal(list)
					if err != nil {
						line = fmt.Append(nil, err)
					}
					got[i] = string(line)
				}
			})
		}
		work.Wait()
		if workers == 1 {
			want, events = got, int(found.Load())
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: %d workers read\n%s\none reads\n%s", stories[i].ID, workers, got[i], want[i])
			}
		}
	}
	if events < len(stories) {
		t.Errorf("%d articles gave only %d events: this compares next to nothing", len(stories), events)
	}
	// What one article told must not colour the next one read.
	for i, s := range slices.Backward(stories) {
		line, err := json.Marshal(x.Extract(s.ID, s.Title, s.Published, s.Text))
		if err != nil {
			t.Fatal(err)
		}
		if string(line) != want[i] {
			t.Errorf("%s: read after others\n%s\nbefore\n%s", s.ID, line, want[i])
		}
	}
}

func TestVersionNeedsNoModels(t *testing.T) {
	v, err := extract.Version()
	if err != nil {
		t.Fatal(err)
	}
	if x := loaded(t); v != x.Version() {
		t.Errorf("%s, of the extractor %s", v, x.Version())
	}
	if _, err := extract.Version(t.TempDir() + "/none"); err == nil {
		t.Error("a folder that is not there has a version")
	}
}
