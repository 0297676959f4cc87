package main

import (
	"math"
	"testing"
)

// Where there is a formula, the simulation gives what it says.
func TestSimulationAgreesWithFormulas(t *testing.T) {
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got/want-1) > 0.03 {
			t.Errorf("%s: %.2f/s, want %.2f/s", name, got, want)
		}
	}
	// Reading is all there is: N workers of a core each.
	near("one that reads", simulate(world{workers: 1, batch: 10, read: 1}).PerSecond, 10)
	near("four that read", simulate(world{workers: 4, batch: 10, read: 1}).PerSecond, 40)
	// On two cores four are as fast as two.
	near("four that read on two cores", simulate(world{workers: 4, batch: 10, read: 1, shared: 2}).PerSecond, 20)
	// The lock bounds: a batch holds it for 0.5 s, however many wait.
	near("many at the lock", simulate(world{workers: 16, batch: 10, read: 1, server: 0.3, wait: 0.2}).PerSecond, 20)
	// Reading and loading at once: the slower of the two counts, not their sum.
	near("one that reads and waits", simulate(world{workers: 1, batch: 10, read: 1, wait: 0.8}).PerSecond, 10)
	// But on one processor the sum counts.
	near("one that reads and computes", simulate(world{workers: 1, batch: 10, read: 1, client: 1}).PerSecond, 5)
	// What follows after the lock keeps the worker, not the others.
	near("two that check", simulate(world{workers: 2, batch: 10, read: 0.1, wait: 0.5, after: 0.5}).PerSecond, 20)
}

func TestMoreWorkersAreNeverSlower(t *testing.T) {
	c := Costs{Batch: 100, Cores: 2, Extract: 0.01, Client: 0.001, Server: 0.003, Queue: 0.0001, Load: 0.6, Check: 0.05}
	last := 0.0
	for _, n := range []int{1, 2, 4, 8, 16, 32} {
		o := simulate(c.world(n, false, 0))
		if o.PerSecond < last*0.99 {
			t.Errorf("%d workers: %.1f/s after %.1f/s", n, o.PerSecond, last)
		}
		last = o.PerSecond
		if bound := 100 / 0.6; o.PerSecond > 1.01*bound {
			t.Errorf("%d workers: %.1f/s, the lock lets %.1f/s through", n, o.PerSecond, bound)
		}
	}
	if o := simulate(c.world(32, false, 0)); o.bottleneck() != "the store's lock" {
		t.Errorf("with 32 workers %s", o.bottleneck())
	}
	if o := simulate(c.world(1, false, 0)); o.bottleneck() != "workers" {
		t.Errorf("with one worker %s: %+v", o.bottleneck(), o)
	}
}
