package main

import (
	"context"
	"iter"
	"sync"
)

// ordered passes everything that in yields through work, on several goroutines
// at once, and yields the results in the order of the inputs, whatever the
// number of workers. At most three inputs for each worker are under way, so that
// memory does not grow with the input.
//
// When ctx ends, what is under way is still finished and yielded, but nothing
// more is taken from in. It is not waited for either: it may be reading from a
// terminal on which nobody types.
func ordered[In, Out any](ctx context.Context, in iter.Seq[In], workers int, work func(In) Out) iter.Seq[Out] {
	return together(ctx, in, workers, bunch[In]{most: 1}, func(one []In) []Out { return []Out{work(one[0])} })
}

// bunch says how many inputs a worker takes at once: those that wait, up to most,
// until they weigh enough. None is waited for. So many that are light are under way
// for each worker, and three that are not.
type bunch[In any] struct {
	most   int
	enough int
	weight func(In) int // nil when most is 1
}

// together does what ordered does with work that is sooner done on several inputs at
// a time. It gives a result for each.
func together[In, Out any](ctx context.Context, in iter.Seq[In], workers int, h bunch[In], work func([]In) []Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		type job struct {
			in     In
			weight int
			out    chan Out
		}
		jobs := make(chan job, (h.most-1)*workers)
		queue := make(chan chan Out, (h.most+1)*workers) // the results, in order
		under := newLoad(3*workers, h.enough*workers)
		stop := make(chan struct{}) // closed when nobody takes results any more
		defer under.close()
		defer close(stop)
		go func() {
			defer close(queue)
			defer close(jobs)
			for x := range in {
				if ctx.Err() != nil {
					return
				}
				j := job{in: x, out: make(chan Out, 1)}
				if h.weight != nil {
					j.weight = h.weight(x)
				}
				if !under.add(j.weight) {
					return
				}
				// The queue bounds what is under way, so it comes first.
				select {
				case queue <- j.out:
				case <-stop:
					return
				}
				select {
				case jobs <- j:
				case <-stop:
					return
				}
			}
		}()
		for range workers {
			go func() {
				for j := range jobs {
					hand, ins, weight := []job{j}, []In{j.in}, j.weight
				gather:
					for len(hand) < h.most && weight < h.enough {
						select {
						case j, ok := <-jobs:
							if !ok {
								break gather
							}
							hand, ins, weight = append(hand, j), append(ins, j.in), weight+j.weight
						default:
							break gather
						}
					}
					for i, out := range work(ins) {
						hand[i].out <- out
					}
					under.take(len(hand), weight)
				}
			}()
		}
		for {
			out, ok := next(ctx, queue)
			if !ok || !yield(<-out) {
				return
			}
		}
	}
}

// load is what is under way: some inputs whatever they weigh, more while all of them
// weigh little.
type load struct {
	mu          sync.Mutex
	less        sync.Cond
	n, weight   int
	some, light int
	closed      bool
}

func newLoad(some, light int) *load {
	l := &load{some: some, light: light}
	l.less.L = &l.mu
	return l
}

// add waits until there is room for one more, and reports false when it was closed.
func (l *load) add(weight int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.closed && l.n >= l.some && l.weight+weight > l.light {
		l.less.Wait()
	}
	l.n, l.weight = l.n+1, l.weight+weight
	return !l.closed
}

func (l *load) take(n, weight int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n, l.weight = l.n-n, l.weight-weight
	l.less.Signal()
}

func (l *load) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.less.Signal()
}

// next takes from queue; once ctx has ended only what is there already.
func next[T any](ctx context.Context, queue <-chan T) (x T, ok bool) {
	select {
	case x, ok = <-queue:
		return x, ok
	case <-ctx.Done():
	}
	select {
	case x, ok = <-queue:
		return x, ok
	default:
		return x, false
	}
}
