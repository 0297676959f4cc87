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
// look at candidates only.
func Flat(t *testing.T, s graph.Store) {
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
		start := time.Now()
		if _, err := s.Load(ctx, claims); err != nil {
			t.Fatal(err)
		}
		took := time.Since(start)
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
