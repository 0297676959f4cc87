package article

import (
	"context"
	"sync"
)

// ordered runs an intake and hands its items to yield in the order of the
// inputs, while Options.Workers of them are being made: finding the text of a
// page takes a hundred times as long as reading it.
func ordered(ctx context.Context, in *intake, run func(*intake), yield func(Item) bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in.ctx = ctx
	if in.opts.Workers == 1 {
		in.emit = func(j job) bool { return ctx.Err() == nil && yield(in.done(j)) }
		run(in)
		return
	}

	// Each input gets a slot, filled when its item is made. Slots wait in order.
	// There are few of them, and the inputs in them are small together, so that
	// reading cannot run ahead of the items and fill the memory.
	slots := make(chan slot, 4*in.opts.Workers)
	busy := make(chan struct{}, in.opts.Workers)
	held := make(chan struct{}, in.opts.Limits.Article/portion+1)
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(slots)
		in.emit = func(j job) bool {
			s := slot{make(chan Item, 1), min(j.size/portion+1, cap(held))}
			for range s.portions {
				select {
				case held <- struct{}{}:
				case <-ctx.Done():
					return false
				}
			}
			select {
			case slots <- s:
			case <-ctx.Done():
				return false
			}
			busy <- struct{}{}
			reading.Go(func() {
				s.item <- in.done(j)
				<-busy
			})
			return true
		}
		run(in)
	})
	// Nothing may go on reading, or keep a temporary file, once the caller is
	// told that this is over.
	defer reading.Wait()
	defer cancel()
	for s := range slots {
		if !yield(<-s.item) {
			return
		}
		for range s.portions {
			<-held
		}
	}
}

// slot is the place of an item among the others.
type slot struct {
	item     chan Item
	portions int // of memory that its input holds
}

// portion is the unit in which the memory of inputs under way is counted. All of
// them together have that of one input of the largest size allowed.
const portion = 64 << 10
