package main

import (
	"context"
	"iter"
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
	return func(yield func(Out) bool) {
		type job struct {
			in  In
			out chan Out
		}
		jobs := make(chan job)
		queue := make(chan chan Out, 2*workers) // the results, in order
		stop := make(chan struct{})             // closed when nobody takes results any more
		defer close(stop)
		go func() {
			defer close(queue)
			defer close(jobs)
			for x := range in {
				if ctx.Err() != nil {
					return
				}
				j := job{x, make(chan Out, 1)}
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
					j.out <- work(j.in)
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
