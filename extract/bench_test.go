package extract_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jdkato/prose/v2"

	"github.com/demarche-graph/demarche/extract"
)

// corpusVariable names a JSON Lines file of articles to measure with, in place of
// the annotated articles of this repository.
const corpusVariable = "DEMARCHE_BENCH_CORPUS"

// corpus reads the articles to measure with and the bytes of their texts.
func corpus(tb testing.TB) (stories []extract.Article, size int64) {
	tb.Helper()
	files := []string{os.Getenv(corpusVariable)}
	if files[0] == "" {
		var err error
		if files, err = filepath.Glob("testdata/gold/*.jsonl"); err != nil || len(files) == 0 {
			tb.Fatalf("no articles in testdata/gold (%v); name a JSON Lines file in %s", err, corpusVariable)
		}
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			tb.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 64<<20)
		for n := 1; lines.Scan(); n++ {
			var s extract.Article
			if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
				tb.Fatalf("%s:%d: %v", name, n, err)
			}
			stories = append(stories, s)
			size += int64(len(s.Text))
		}
		if err := errors.Join(lines.Err(), f.Close()); err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
	}
	return stories, size
}

// BenchmarkExtract measures the whole extraction, from text to events; one run goes
// once through the corpus on one core.
func BenchmarkExtract(b *testing.B) {
	x := loaded(b)
	stories, size := corpus(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range stories {
			x.Extract(s.ID, s.Title, s.Published, s.Text)
		}
	}
	b.ReportMetric(float64(len(stories))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkExtractAll does the same a dozen articles at a time.
func BenchmarkExtractAll(b *testing.B) {
	x := loaded(b)
	stories, size := corpus(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for dozen := range slices.Chunk(stories, 12) {
			x.ExtractAll(dozen)
		}
	}
	b.ReportMetric(float64(len(stories))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkExtractWorkers does the same with a worker on each processor.
func BenchmarkExtractWorkers(b *testing.B) {
	x := loaded(b)
	stories, size := corpus(b)
	b.SetBytes(size)
	for b.Loop() {
		var next atomic.Int64
		var work sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			work.Go(func() {
				for i := next.Add(1) - 1; int(i) < len(stories); i = next.Add(1) - 1 {
					s := stories[i]
					x.Extract(s.ID, s.Title, s.Published, s.Text)
				}
			})
		}
		work.Wait()
	}
	b.ReportMetric(float64(len(stories))*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkNew measures how long models and dictionaries take to load.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := extract.New(); err != nil {
			b.Fatal(err)
		}
	}
}

// few is how many articles the comparisons read that would else take minutes.
const few = 12

// BenchmarkFew measures extraction over the articles that prose reads below: the
// ratio of the two is what counts.
func BenchmarkFew(b *testing.B) {
	x := loaded(b)
	stories, size := first(b, few)
	b.SetBytes(size)
	for b.Loop() {
		for _, s := range stories {
			x.Extract(s.ID, s.Title, s.Published, s.Text)
		}
	}
	b.ReportMetric(float64(len(stories)*b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkProse measures prose's full document, sentences, tags and names: as its
// README says, by which every document loads a model, and with one model for all.
func BenchmarkProse(b *testing.B) {
	shared := prose.ModelFromData("shared")
	for _, c := range []struct {
		name string
		opts []prose.DocOpt
	}{{"README", nil}, {"SharedModel", []prose.DocOpt{prose.UsingModel(shared)}}} {
		b.Run(c.name, func(b *testing.B) {
			stories, size := first(b, few)
			b.SetBytes(size)
			for b.Loop() {
				for _, s := range stories {
					if _, err := prose.NewDocument(s.Text, c.opts...); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(stories)*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// Extraction reads several times as fast as prose finds tags and names with one model
// for all documents, which is prose at its best. Each goes over the same articles in
// turn and the best of three times counts, so that it matters little what else the
// machine does.
func TestFasterThanProse(t *testing.T) {
	const atLeast = 5
	x := loaded(t)
	shared := prose.ModelFromData("shared")
	stories, _ := first(t, few)
	ours, theirs := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for range 3 {
		start := time.Now()
		x.ExtractAll(stories)
		between := time.Now()
		for _, s := range stories {
			if _, err := prose.NewDocument(s.Text, prose.UsingModel(shared)); err != nil {
				t.Fatal(err)
			}
		}
		ours, theirs = min(ours, between.Sub(start)), min(theirs, time.Since(between))
	}
	ratio := float64(theirs) / float64(ours)
	t.Logf("%.1f times as fast", ratio)
	if ratio < atLeast {
		t.Errorf("only %.1f times as fast as prose, not %d times: %v and %v for %d articles", ratio, atLeast, ours, theirs, len(stories))
	}
}

// first is the first articles of the corpus.
func first(tb testing.TB, n int) (stories []extract.Article, size int64) {
	tb.Helper()
	stories, _ = corpus(tb)
	stories = stories[:min(n, len(stories))]
	for _, s := range stories {
		size += int64(len(s.Text))
	}
	return stories, size
}

// loaded is an extractor with the program's own dictionaries.
func loaded(tb testing.TB) *extract.Extractor {
	tb.Helper()
	x, err := extract.New()
	if err != nil {
		tb.Fatal(err)
	}
	return x
}
