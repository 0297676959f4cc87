package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestOrderedKeepsTheOrderAndBoundsWhatIsUnderWay(t *testing.T) {
	const n, workers = 500, 4
	var taken, given atomic.Int64
	in := func(yield func(int) bool) {
		for i := range n {
			if ahead := taken.Add(1) - given.Load(); ahead > 3*workers+2 {
				t.Errorf("%d inputs under way for %d workers", ahead, workers)
			}
			if !yield(i) {
				return
			}
		}
	}
	var got []int
	for x := range ordered(t.Context(), in, workers, func(i int) int {
		time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
		return 2 * i
	}) {
		given.Add(1)
		got = append(got, x)
	}
	if len(got) != n || !slices.IsSorted(got) || got[n-1] != 2*(n-1) {
		t.Errorf("got %d results, sorted: %v", len(got), slices.IsSorted(got))
	}
}

func TestOrderedEndsWithoutWaitingForInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	in := func(yield func(int) bool) {
		for i := range 3 {
			if !yield(i) {
				return
			}
		}
		<-never // a terminal on which nobody types
	}
	var got []int
	for x := range ordered(ctx, in, 2, func(i int) int { return i }) {
		if got = append(got, x); len(got) == 3 {
			cancel()
		}
	}
	if !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("got %v", got)
	}
}

func TestOrderedFinishesWhatIsUnderWay(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	in := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	var worked atomic.Int64
	var got int64
	for range ordered(ctx, in, 3, func(i int) int { worked.Add(1); return i }) {
		if got++; got == 10 {
			cancel()
		}
		if got > 10+3*3+1 {
			t.Fatal("goes on after the end of its context")
		}
	}
	if got < 10 {
		t.Errorf("%d results before the end, want 10", got)
	}
}

func TestOrderedStopsWhenItsCallerDoes(t *testing.T) {
	stopped := make(chan struct{})
	in := func(yield func(int) bool) {
		defer close(stopped)
		for i := 0; yield(i); i++ {
		}
	}
	for range ordered(t.Context(), in, 3, func(i int) int { return i }) {
		break
	}
	select {
	case <-stopped:
	case <-time.After(10 * time.Second):
		t.Fatal("goes on reading after its caller has stopped")
	}
}

// Work that takes several at a time gives them back one by one and in order, and takes
// no more than it may: so many, or so much weight.
func TestTogetherKeepsTheOrder(t *testing.T) {
	const n, workers, most, enough = 2000, 3, 5, 40
	var taken, given atomic.Int64
	in := func(yield func(int) bool) {
		for i := range n {
			if ahead := taken.Add(1) - given.Load(); ahead > (2*most+1)*workers+2 {
				t.Errorf("%d inputs under way for %d workers", ahead, workers)
			}
			if !yield(i) {
				return
			}
		}
	}
	weight := func(i int) int { return i % 30 }
	var several atomic.Int64
	var got []int
	for x := range together(t.Context(), in, workers, bunch[int]{most, enough, weight}, func(in []int) []int {
		sum := 0
		for _, i := range in[:len(in)-1] {
			sum += weight(i)
		}
		if len(in) > most || sum >= enough {
			t.Errorf("%v at once", in)
		}
		if len(in) > 1 {
			several.Add(1)
		}
		time.Sleep(time.Duration(rand.IntN(100)) * time.Microsecond)
		return slices.Clone(in)
	}) {
		given.Add(1)
		got = append(got, x)
	}
	if len(got) != n || !slices.IsSorted(got) || got[n-1] != n-1 {
		t.Errorf("got %d results, sorted: %v", len(got), slices.IsSorted(got))
	}
	if several.Load() == 0 {
		t.Error("nothing was done together")
	}
}

// Heavy inputs are no more under way than those that are worked at one by one.
func TestTogetherBoundsWhatIsHeavy(t *testing.T) {
	const workers, enough = 2, 1000
	var under, most atomic.Int64
	in := func(yield func(int) bool) {
		for range 100 {
			n := under.Add(1)
			most.Store(max(most.Load(), n))
			if !yield(enough) {
				return
			}
		}
	}
	for range together(t.Context(), in, workers, bunch[int]{8, enough, func(i int) int { return i }}, func(in []int) []int {
		time.Sleep(100 * time.Microsecond)
		under.Add(-int64(len(in)))
		return in
	}) {
	}
	if n := most.Load(); n > 3*workers+2 {
		t.Errorf("%d heavy inputs under way for %d workers", n, workers)
	}
}

// What waits is not waited for: an input that comes alone is worked at alone.
func TestTogetherWaitsForNothing(t *testing.T) {
	next := make(chan int)
	in := func(yield func(int) bool) {
		for i := range next {
			if !yield(i) {
				return
			}
		}
	}
	go func() { next <- 1 }()
	for x := range together(t.Context(), in, 2, bunch[int]{8, 1000, func(int) int { return 1 }}, func(in []int) []int { return in }) {
		if x == 3 {
			close(next)
			break
		}
		go func() { next <- x + 1 }() // only now
	}
}
