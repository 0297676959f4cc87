package watch

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
)

// round is what one Poll found. What comes after it was closed does not count.
type round struct {
	mu     sync.Mutex
	closed bool
	// given says of each item that was given, by its path, whether it is settled.
	given map[string]bool
	polls []*outcome
}

// outcome is what became of one poll of a feed.
type outcome struct {
	of *feed
	// next is the feed as it will be if all its entries are settled.
	next    feed
	entries []*found
	// still are the entries that stand in the feed as they did before.
	still []string
}

// found is a new entry of a feed.
type found struct {
	key, content string
	path         string // of its item
	// wait is set when its page is to be tried again.
	wait *waiting
}

// add adds an outcome.
func (r *round) add(o *outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.polls = append(r.polls, o)
}

// waits notes that an entry waits for its page, unless wait is nil.
func (r *round) waits(n *found, wait *waiting) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n.wait = wait
}

// name gives an entry a path that no other has: two feeds may lead to one page.
func (r *round) name(path string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	name := path
	for n := 2; ; n++ {
		if _, taken := r.given[name]; !taken {
			r.given[name] = false
			return name
		}
		name = fmt.Sprintf("%s#%d", path, n)
	}
}

func (r *round) settle(path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.given[path]; ok {
		r.given[path] = true
	}
}

// close brings the feeds up to what was settled.
func (r *round) close(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.closed = true
	today := now.Format(time.DateOnly)
	for _, o := range r.polls {
		f := o.of
		all := true
		for _, e := range o.entries {
			switch {
			case !r.given[e.path]:
				all = false
			case e.wait != nil:
				put(&f.Waiting, e.key, *e.wait)
			default:
				delete(f.Waiting, e.key)
				put(&f.Seen, e.key, seen{Content: e.content, Last: today})
			}
		}
		for _, key := range o.still {
			put(&f.Seen, key, seen{Content: f.Seen[key].Content, Last: today})
		}
		if !all {
			continue // it stays due, and is not known to have changed
		}
		o.next.Seen, o.next.Waiting = f.Seen, f.Waiting
		*f = o.next
	}
}

func put[V any](m *map[string]V, key string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = v
}

// poll is one poll of a feed. What is remembered of it stays as it was until the
// round is closed.
type poll struct {
	w       *Watcher
	round   *round
	address string // as the user gave it
	was     *feed
	send    func(article.Draft) bool
}

// run asks the feed and sends what is new.
func (p *poll) run(ctx context.Context) {
	o := &outcome{of: p.was, next: *p.was}
	at := p.address
	if p.was.Moved != "" {
		at = p.was.Moved
	}
	a, err := p.w.fetch.get(ctx, request{address: at, etag: p.was.ETag, modified: p.was.Modified, most: p.w.limit(), unasked: true})
	if ctx.Err() != nil {
		return
	}
	wait := p.w.opts.Every
	if err == nil {
		wait = max(wait, min(a.retryAfter, idleMost))
		err = a.fault()
	}
	var entries []article.Article
	if err == nil && a.status == http.StatusOK {
		entries, err = article.Entries(a.body, a.contentType)
	}
	now := p.w.opts.Now()
	if err != nil {
		o.next.Faults++
		o.next.Next = now.Add(min(wait<<min(o.next.Faults, 6), max(idleMost, wait)))
		if a != nil && a.status == http.StatusGone {
			o.next.Gone = true
			err = fmt.Errorf("%w: it is not asked again", err)
		}
		// There is nothing in the feed that could be lost: it counts at once.
		p.round.add(o)
		p.send(failure(p.address, p.address, err))
		return
	}
	o.next.Faults, o.next.Next = 0, now.Add(wait)
	if a.moved && a.address != at {
		p.w.opts.Note("the feed %s has moved to %s", p.address, a.address)
		o.next.Moved = a.address
	}
	if a.status == http.StatusOK {
		o.next.ETag, o.next.Modified = a.etag, a.modified
	}
	p.news(ctx, o, entries)
}

// news sends the entries that are new or have changed, and those that wait, in
// the order of the feed.
func (p *poll) news(ctx context.Context, o *outcome, entries []article.Article) {
	var keys []string
	byKey := map[string]*article.Article{}
	for i := range entries {
		key := keyOf(&entries[i])
		switch s, known := p.was.Seen[key]; {
		case byKey[key] != nil: // the same entry twice
		case known && s.Content == contentOf(&entries[i]):
			o.still = append(o.still, key)
		default:
			keys = append(keys, key)
			byKey[key] = &entries[i]
		}
	}
	for _, key := range slices.Sorted(maps.Keys(p.was.Waiting)) {
		if byKey[key] == nil {
			e := p.was.Waiting[key].Entry
			keys = append(keys, key)
			byKey[key] = &e
		}
	}
	// Named before anything is fetched: what is not reached is not settled.
	all := make([]*found, len(keys))
	for i, key := range keys {
		path := byKey[key].URL
		if path == "" {
			path = fmt.Sprintf("%s#%d", p.address, i+1)
		}
		all[i] = &found{key: key, content: contentOf(byKey[key]), path: p.round.name(path)}
	}
	o.entries = all
	p.round.add(o)
	for _, n := range all {
		d, wait := p.entry(ctx, byKey[n.key], n)
		if ctx.Err() != nil {
			return
		}
		p.round.waits(n, wait)
		if !p.send(d) {
			return
		}
	}
}
