package storetest

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// ArticlesVariable holds how many articles Flat loads; it is skipped without.
const ArticlesVariable = "DEMARCHE_TEST_ARTICLES"

// The share by which an article may cost more in a large graph than in one of
// flatFew articles, on average over all that were loaded.
const (
	flatFew   = 1000
	flatLimit = 1.5
)

// Flat loads very many articles and fails when one of them costs, on average,
// noticeably more than one of the first thousand: whoever links an article must
// look at candidates only. Clock tells the processor time that the store takes,
// which a busy machine does not change.
func Flat(t *testing.T, s graph.Store, clock func() (time.Duration, error)) {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv(ArticlesVariable))
	if err != nil {
		t.Skipf("set %s to a number of articles, such as 100000: make flat", ArticlesVariable)
	}
	ctx := context.WithoutCancel(t.Context())
	// What databases and compilers do once is no part of the measure.
	if _, err := s.Load(ctx, Mixed(2*n, flatFew)); err != nil {
		t.Fatal(err)
	}
	var few, all time.Duration
	for from := 0; from < n; from += flatFew {
		claims := Mixed(from, flatFew)
		start, err := clock()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Load(ctx, claims); err != nil {
			t.Fatal(err)
		}
		end, err := clock()
		if err != nil {
			t.Fatal(err)
		}
		took := end - start
		if all += took; from == 0 {
			few = took
		}
		if done := from + flatFew; done%10000 == 0 {
			t.Logf("%7d articles: %v for each of the last thousand, %v on average", done, took/flatFew, all/time.Duration(done))
		}
	}
	first, mean := few/flatFew, all/time.Duration(n)
	t.Logf("%v for each of the first thousand articles, %v for each of %d: %.2f times", first, mean, n, float64(mean)/float64(first))
	if float64(mean) > flatLimit*float64(first) {
		t.Errorf("more than %.1f times", flatLimit)
	}
}

// Mixed makes the articles of Stream less alike: some tell only the month of an
// event, some announce it without a day, some name the states instead of those who
// spoke.
func Mixed(first, n int) []graph.Claims {
	claims := Stream(first, n)
	for i := range claims {
		c := &claims[i]
		e := &c.Events[0]
		switch (first + i) % 10 {
		case 3:
			e.Date, _ = event.ParseDate(e.Date.Value[:len("2006-01")])
		case 6:
			day, err := time.Parse(time.DateOnly, e.Date.Start)
			if err != nil {
				panic(err) // Stream is wrong
			}
			c.Article.Published = day.AddDate(0, 0, -5).Format(time.DateOnly)
			e.Date, e.Modality = nil, event.Planned
		case 8:
			for j := range e.Participants {
				p := &e.Participants[j]
				*p = event.Participant{ID: "country:" + p.Represents, Name: "State " + p.Represents, Kind: event.Country, Role: p.Role, Represents: p.Represents, Text: "the state"}
			}
		}
		for j := range c.Events {
			c.Events[j].ID = fmt.Sprintf("e%d", j)
		}
	}
	return claims
}

// Few loads some thousand articles and fails when the last of them had more
// claims read from the store than the first, which shows on any machine what Flat
// measures on a quiet one. Open opens an empty store with the linker given.
func Few(t *testing.T, l graph.Linker, open func(graph.Linker) graph.Store) {
	t.Helper()
	c := &counting{Linker: l}
	s := open(c)
	step := Some(500, 100)
	var read []int
	for i := range 6 {
		c.asked = 0
		for from := i * step; from < (i+1)*step; from += 50 {
			if _, err := s.Load(t.Context(), Mixed(from, 50)); err != nil {
				t.Fatal(err)
			}
		}
		read = append(read, c.asked)
	}
	t.Logf("claims looked at for each %d articles: %v", step, read)
	if last, second := read[len(read)-1], read[1]; float64(last) > flatLimit*float64(second) {
		t.Errorf("%d claims were looked at, at first %d", last, second)
	}
}

// counting counts the claims whose keys are asked for: every one that is loaded,
// and every one that is read.
type counting struct {
	graph.Linker
	asked int
}

// Keys implements graph.Linker.
func (c *counting) Keys(claim *graph.Claim) graph.Keys {
	c.asked++
	return c.Linker.Keys(claim)
}
