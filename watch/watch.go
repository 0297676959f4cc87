// Package watch polls feeds and gives what is new in them as articles.
//
// A feed is asked whether it has changed (ETag, Last-Modified) and read only if
// it has; an entry is read once, and again when it changes. Where a feed has only
// summaries, the pages that it links to are fetched. All that is remembered
// stands in one file, so that a watch goes on where it was after a restart.
//
// # Manners
//
// Requests to one host are kept apart; robots.txt is asked before a linked page is
// fetched; a feed that fails is asked less and less often, and never again when
// its server says that it is gone. Every answer is bounded in size and time.
// Addresses of the local network are refused, whatever name, feed or redirect
// leads to them, unless they are allowed.
//
// # Nothing lost
//
// Poll gives an item for every new entry. Only what Settle was told of is
// remembered by Commit: what was given but not loaded is given again.
package watch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
)

// Pages says when the page is fetched to which an entry leads.
type Pages string

// The choices.
const (
	// Auto fetches it where the entry has no full text.
	Auto   Pages = "auto"
	Always Pages = "always"
	Never  Pages = "never"
)

// AllPages lists the choices.
func AllPages() []Pages { return []Pages{Auto, Always, Never} }

// Options say what is watched and how.
type Options struct {
	// Feeds are the addresses of RSS, Atom or JSON feeds.
	Feeds []string
	// State is the file in which the watch keeps its place.
	State string
	// Every is the time between two polls of a feed.
	Every time.Duration
	Pages Pages
	// Delay is the least time between two requests to one host; a site may ask for
	// more in its robots.txt.
	Delay time.Duration
	// Timeout bounds one request, with its answer.
	Timeout time.Duration
	// Agent is what the program calls itself; it should begin with "demarche/".
	Agent string
	// Allow, when not nil, reports whether an address that is not public may be
	// asked all the same.
	Allow func(netip.AddrPort) bool
	// Now is the clock.
	Now func() time.Time
	// Note, when not nil, is told what a user should know of.
	Note func(format string, a ...any)
	// Read says how articles are judged, see article.Options.
	Read article.Options
}

const (
	// fullText is how many characters an entry must have to count as more than a
	// summary.
	fullText = 1500
	// triesMost is how often a page is tried before the summary has to do.
	triesMost = 3
	// together is how many feeds are polled at once.
	together = 8
	// idleMost bounds how long a feed is left alone that fails.
	idleMost = 24 * time.Hour
)

// Watcher watches feeds. Poll and Commit take turns; Settle may be called at any
// time between them, from any goroutine.
type Watcher struct {
	opts  Options
	fetch *fetcher
	state *state
	round *round
}

// New reads the state. The errors are about the options and the file.
func New(opts Options) (*Watcher, error) {
	if len(opts.Feeds) == 0 {
		return nil, errors.New("no feed to watch: give the address of one")
	}
	if !slices.Contains(AllPages(), opts.Pages) {
		return nil, fmt.Errorf("unknown choice of pages %q: use auto, always or never", opts.Pages)
	}
	if opts.Every <= 0 || opts.Timeout <= 0 || opts.Delay < 0 {
		return nil, errors.New("the time between polls and the time limit must be above zero")
	}
	if opts.Note == nil {
		opts.Note = func(string, ...any) {}
	}
	w := &Watcher{opts: opts}
	w.opts.Feeds = slices.Compact(slices.Sorted(slices.Values(opts.Feeds)))
	for _, address := range w.opts.Feeds {
		if _, err := parseAddress(address); err != nil {
			return nil, fmt.Errorf("%q: %w", address, err)
		}
	}
	var err error
	if w.state, err = readState(opts.State); err != nil {
		return nil, err
	}
	w.fetch = newFetcher(&w.opts)
	return w, nil
}

// Next is when the next feed is due; zero when all are gone.
func (w *Watcher) Next() time.Time {
	var next time.Time
	for _, address := range w.opts.Feeds {
		f := w.feed(address)
		if !f.Gone && (next.IsZero() || f.Next.Before(next)) {
			next = f.Next
			if next.IsZero() {
				return w.opts.Now()
			}
		}
	}
	return next
}

func (w *Watcher) feed(address string) *feed {
	f := w.state.Feeds[address]
	if f == nil {
		f = &feed{}
		w.state.Feeds[address] = f
	}
	return f
}

// Poll asks the feeds that are due and gives what is new in them: an item for each
// entry, and one for each feed that failed. To leave off, end ctx.
func (w *Watcher) Poll(ctx context.Context) iter.Seq[article.Item] {
	w.round = &round{given: map[string]bool{}}
	return article.ReadDrafts(ctx, w.drafts(ctx, w.round), w.opts.Read)
}

// drafts polls feeds, some at a time.
func (w *Watcher) drafts(ctx context.Context, r *round) iter.Seq[article.Draft] {
	return func(yield func(article.Draft) bool) {
		ctx, cancel := context.WithCancel(ctx)
		out := make(chan article.Draft)
		slots := make(chan struct{}, together)
		var polling sync.WaitGroup
		now := w.opts.Now()
		for _, address := range w.opts.Feeds {
			f := w.feed(address)
			if f.Gone || f.Next.After(now) {
				continue
			}
			polling.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				p := &poll{w: w, round: r, address: address, was: f, send: func(d article.Draft) bool {
					select {
					case out <- d:
						return true
					case <-ctx.Done():
						return false
					}
				}}
				p.run(ctx)
			})
		}
		go func() {
			polling.Wait()
			close(out)
		}()
		defer func() {
			cancel()
			for range out { // until the last of them has seen that nobody waits
			}
		}()
		for d := range out {
			if !yield(d) {
				return
			}
		}
	}
}

// Settle tells that an item of the last Poll has come to its end: it is loaded, or
// is not to be.
func (w *Watcher) Settle(path string) { w.round.settle(path) }

// Commit remembers what was settled and writes the state. Of a feed of which
// something is not settled, the same version is read again.
func (w *Watcher) Commit() error {
	now := w.opts.Now()
	if w.round != nil {
		w.round.close(now)
	}
	for _, f := range w.state.Feeds {
		f.forget(now)
	}
	return w.state.write(w.opts.State)
}
