package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queue"
)

// passingStoreErrors are those that a worker waits out.
var passingStoreErrors = []error{graph.ErrUnreachable, graph.ErrFull, graph.ErrBusy}

// isOneOf reports whether an error is one of several.
func isOneOf(err error, known []error) bool {
	return slices.ContainsFunc(known, func(e error) bool { return errors.Is(err, e) })
}

// ofArticle reports whether an error may be the fault of an article: it is none
// that is known to be of the store or of the queue.
func ofArticle(err error) bool {
	return !isOneOf(err, storeErrors) && !errors.Is(err, queue.ErrLapsed) && !errors.Is(err, errStoreAway) && !errors.Is(err, context.Canceled)
}

// errStoreAway is why articles are given back: the store is not reachable from
// here, but may be from elsewhere; or the user ended the worker meanwhile.
var errStoreAway = errors.New("the store is away")

const (
	// awayPatience is how long a worker keeps articles while it can't reach the
	// store.
	awayPatience = 2 * time.Minute
	// storeProbe is how often it tries again, at most.
	storeProbe = 5 * time.Second
)

// outage remembers since when the store fails, and with what.
type outage struct {
	mu    sync.Mutex
	since time.Time
	err   error
}

// begin notes an error and reports whether it is the first.
func (o *outage) begin(err error) (first bool, since time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if first = o.err == nil; first {
		o.since = time.Now()
	}
	o.err = err
	return first, o.since
}

// end notes that the store answers, and returns how long it did not.
func (o *outage) end() (lasted time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		lasted = time.Since(o.since)
	}
	o.err = nil
	return lasted
}

func (o *outage) now() (since time.Time, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.since, o.err
}

// persist has the store do something, which may be done twice, as long as the lease
// is kept. It waits out a store that is away or full: no more is taken meanwhile.
// ErrLapsed: the articles are not ours any more. errStoreAway: they are to be given
// back.
func (w *worker) persist(ctx context.Context, lease *queue.Lease, part string, f func(context.Context) error) error {
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, storeProbe) {
		if !lease.Kept() {
			w.meter.Failure("lease")
			return queue.ErrLapsed
		}
		begun := time.Now()
		// A transaction that was begun is best finished.
		err := f(context.WithoutCancel(ctx))
		if err == nil {
			w.meter.Took(part, time.Since(begun))
			w.back()
			return nil
		}
		if !isOneOf(err, passingStoreErrors) {
			return err
		}
		w.meter.Failure("store")
		first, since := w.outage.begin(err)
		if first {
			w.tell.fault(err)
			w.tell.note("waiting for the store; no more articles are taken")
		}
		if ctx.Err() != nil || errors.Is(err, graph.ErrUnreachable) && time.Since(since) > awayPatience {
			return errStoreAway
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// back notes that the store answers.
func (w *worker) back() {
	if lasted := w.outage.end(); lasted > 0 {
		w.tell.note("the store is back after %v", lasted.Round(100*time.Millisecond))
	}
}

// storeBack waits until a store answers that was away when articles were given
// back: to take more would only use up their tries.
func (w *worker) storeBack(ctx context.Context) error {
	for {
		since, err := w.outage.now()
		if err == nil || !errors.Is(err, graph.ErrUnreachable) || time.Since(since) <= awayPatience {
			return nil
		}
		if _, err := w.store.Articles(ctx, []string{"-"}); err == nil {
			w.back()
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(storeProbe):
		}
	}
}
