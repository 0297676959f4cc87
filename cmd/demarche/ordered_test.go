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
