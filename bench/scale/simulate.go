package main

import "math"

// world is what is simulated: workers that each read one batch while they load the
// one before, a lock that one batch holds while it is loaded, and processors that
// those who need one share evenly.
type world struct {
	workers int
	batch   float64
	// What a batch needs, in seconds: of its worker's processor to be read; then,
	// under the lock, of the worker's processor, of the store's, and of waiting for
	// the network and the disk; then waiting without the lock.
	read, client, server, wait, after float64
	// background is processor time of NATS and the store for a batch that nobody waits
	// for.
	background float64
	// shared is how many cores all share; 0 when each worker, the store and NATS have
	// their own: one core a worker.
	shared float64
}

// world makes the parameters of a simulation: on the measured machine with as many
// cores as the run got, or on machines of their own.
func (c *Costs) world(workers int, here bool, cores float64) world {
	b := float64(c.Batch)
	w := world{workers: workers, batch: b, after: c.Check}
	// The lock is held for as long as a load takes by the clock: by the store, by the
	// worker's part of loading, and by waiting for what is left. What else they compute
	// they compute without it.
	w.server = math.Min(b*c.Server, c.Load)
	w.client = math.Min(b*c.Client, c.Load-w.server)
	w.wait = c.Load - w.server - w.client
	w.read = b*(c.Extract+c.Client) - w.client
	w.background = b*(c.Queue+c.Server) - w.server
	if here {
		w.shared = cores
	}
	return w
}

// outcome is what a simulation says.
type outcome struct {
	PerSecond float64
	// WorkerBusy is the part of its time that a worker's processor works, Locked the
	// part of the time that the lock is held.
	WorkerBusy, Locked float64
}

func (o outcome) bottleneck() string {
	switch {
	case o.Locked > 0.9:
		return "the store's lock"
	case o.WorkerBusy > 0.9:
		return "workers"
	}
	return "none: parts wait for each other"
}

// The stages of a batch.
const (
	idle    = iota // nothing at hand
	reading        // read, on the worker's processor
	read           // read, while the batch before is still being loaded
)

const (
	free    = iota // nothing to load
	queued         // waits for the lock
	client         // the worker's part of loading
	server         // the store's
	waiting        // network and disk
	after          // the lock is free again
)

// one is a worker: a batch is read while another is loaded.
type one struct {
	stage, loading     int
	left, leftL, leftN float64 // of the stage, of loading, of what nobody waits for
}

// batches is how many batches each worker loads; the first are not counted, since
// nobody waits for the lock yet.
const (
	batches = 60
	warm    = 10
)

// simulate runs the world until every worker has loaded its batches. In each step it
// goes on to the moment at which the next part of any batch ends.
func simulate(w world) outcome {
	ws := make([]one, w.workers)
	var queue []int // who waits for the lock, in order
	holder := -1
	done, target, first := 0, w.workers*batches, w.workers*warm
	var now, from, busy, locked float64
	for done < target {
		// What can begin, begins.
		for i := range ws {
			o := &ws[i]
			if o.stage == idle {
				o.stage, o.left = reading, w.read
			}
			if o.stage == read && o.loading == free {
				o.loading = queued
				queue = append(queue, i)
				o.stage, o.left = reading, w.read
			}
		}
		if holder < 0 && len(queue) > 0 {
			holder, queue = queue[0], queue[1:]
			ws[holder].loading, ws[holder].leftL = client, w.client
		}
		// Who needs a processor?
		need := 0
		for i := range ws {
			if ws[i].stage == reading {
				need++
			}
			if ws[i].loading == client || ws[i].loading == server {
				need++
			}
			if w.shared > 0 && ws[i].leftN > 0 {
				need++
			}
		}
		speed := 1.0
		if w.shared > 0 && float64(need) > w.shared {
			speed = w.shared / float64(need)
		}
		// A worker with one core of its own reads and loads at half speed when it does
		// both.
		pace := func(o *one) (reads, loads float64) {
			reads, loads = speed, speed
			if w.shared == 0 && o.stage == reading && o.loading == client {
				reads, loads = 0.5, 0.5
			}
			if o.loading == waiting || o.loading == after {
				loads = 1
			}
			return reads, loads
		}
		step := math.Inf(1)
		for i := range ws {
			o := &ws[i]
			reads, loads := pace(o)
			if o.stage == reading {
				step = math.Min(step, o.left/reads)
			}
			if o.loading >= client {
				step = math.Min(step, o.leftL/loads)
			}
			if w.shared > 0 && o.leftN > 0 {
				step = math.Min(step, o.leftN/speed)
			}
		}
		now += step
		if done >= first {
			if holder >= 0 {
				locked += step
			}
			for i := range ws {
				if ws[i].stage == reading || ws[i].loading == client {
					busy += step
				}
			}
		}
		for i := range ws {
			o := &ws[i]
			reads, loads := pace(o)
			wasReading, wasLoading := o.stage == reading, o.loading >= client
			o.leftN = math.Max(0, o.leftN-step*speed)
			if wasLoading {
				if o.leftL -= step * loads; o.leftL < 1e-12 {
					switch o.loading {
					case client:
						o.loading, o.leftL = server, w.server
					case server:
						o.loading, o.leftL = waiting, w.wait
					case waiting:
						o.loading, o.leftL = after, w.after
						holder = -1
					case after:
						o.loading = free
						o.leftN += w.background
						if done++; done == first {
							from = now
						}
					}
				}
			}
			if wasReading {
				if o.left -= step * reads; o.left < 1e-12 {
					o.stage = read
				}
			}
		}
	}
	took := now - from
	return outcome{PerSecond: float64(target-first) * w.batch / took, WorkerBusy: busy / took / float64(w.workers), Locked: locked / took}
}
