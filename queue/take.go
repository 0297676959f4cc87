package queue

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/demarche-graph/demarche/extract/article"
)

// Task is an article that was taken, until Done, Back or Bury.
type Task struct {
	// Article is nil when the message can't be read; Err says why.
	Article *article.Article
	Err     error
	// Tries counts how often it was given out, this time included.
	Tries int
	// Sequence is its number in the stream: of two texts of one article the one with
	// the larger number is the later one.
	Sequence uint64
	// Submitted is when the server accepted it, by the server's clock.
	Submitted time.Time
	// Trace holds the headers of the trace of whoever submitted it.
	Trace map[string]string

	msg     jetstream.Msg // nil for one that was read, not taken
	subject string
	header  nats.Header
	data    []byte
}

func newTask(subject string, header nats.Header, data []byte, sequence uint64) *Task {
	t := &Task{Sequence: sequence, subject: subject, header: header, data: data}
	t.Article, t.Err = decode(header, data)
	for _, name := range []string{"traceparent", "tracestate"} {
		if v := header.Get(name); v != "" {
			if t.Trace == nil {
				t.Trace = map[string]string{}
			}
			t.Trace[name] = v
		}
	}
	return t
}

// Take takes up to n articles. It returns what is there; when there is nothing it
// waits for the first, for as long as wait, and then returns none. The tasks are
// in the order of the stream.
func (q *Queue) Take(ctx context.Context, n int, wait time.Duration) ([]*Task, error) {
	var tasks []*Task
	err := q.again(ctx, "take", func(ctx context.Context) error {
		_, _, consumer := q.parts()
		err := q.fetch(&tasks, func() (jetstream.MessageBatch, error) { return consumer.FetchNoWait(n) })
		if err == nil && len(tasks) == 0 {
			// Not with ctx: articles that come in the moment in which it ends would wait
			// for their lease to lapse.
			err = q.fetch(&tasks, func() (jetstream.MessageBatch, error) { return consumer.Fetch(1, jetstream.FetchMaxWait(wait)) })
		}
		switch {
		case len(tasks) > 0:
			return nil
		case errors.Is(err, jetstream.ErrConsumerDeleted) || errors.Is(err, jetstream.ErrConsumerNotFound) || errors.Is(err, jetstream.ErrStreamNotFound):
			q.opts.Log.Warn("the queue was deleted: making it again")
			return q.ensure(ctx)
		}
		return err
	})
	slices.SortFunc(tasks, func(a, b *Task) int { return int(int64(a.Sequence) - int64(b.Sequence)) })
	return tasks, err
}

// fetch collects what a request brings.
func (q *Queue) fetch(tasks *[]*Task, request func() (jetstream.MessageBatch, error)) error {
	batch, err := request()
	if err != nil {
		return err
	}
	for m := range batch.Messages() {
		meta, err := m.Metadata()
		if err != nil {
			return err
		}
		t := newTask(m.Subject(), m.Headers(), m.Data(), meta.Sequence.Stream)
		t.msg, t.Tries, t.Submitted = m, int(meta.NumDelivered), meta.Timestamp
		*tasks = append(*tasks, t)
	}
	if err := batch.Error(); err != nil && !errors.Is(err, nats.ErrTimeout) && !errors.Is(err, jetstream.ErrNoMessages) {
		return err
	}
	return nil
}

// Lease keeps tasks from being given to others.
type Lease struct {
	q     *Queue
	tasks []*Task
	stop  chan struct{}

	mu sync.Mutex
	// beat is the last moment of which we know that the server heard of us after it.
	beat time.Time
}

// Hold renews the lease of tasks that were taken after since, until Release.
func (q *Queue) Hold(tasks []*Task, since time.Time) *Lease {
	l := &Lease{q: q, tasks: tasks, stop: make(chan struct{}), beat: since}
	go l.renew()
	return l
}

func (l *Lease) renew() {
	tick := time.NewTicker(l.q.opts.Lease / 4)
	defer tick.Stop()
	for {
		select {
		case <-l.stop:
			return
		case <-tick.C:
		}
		now := time.Now()
		var err error
		for _, t := range l.tasks {
			// One that is done already can't be held any more, and need not be.
			if e := t.msg.InProgress(); e != nil && !errors.Is(e, jetstream.ErrMsgAlreadyAckd) {
				err = e
			}
		}
		if err == nil {
			err = l.q.conn.FlushTimeout(l.q.opts.Lease / 4)
		}
		if err != nil {
			l.q.opts.Log.Debug("queue: the lease could not be renewed", "error", err)
			continue
		}
		l.mu.Lock()
		if now.Sub(l.beat) < l.q.opts.Lease { // a lease that has lapsed stays so
			l.beat = now
		}
		l.mu.Unlock()
	}
}

// Kept reports whether the tasks are still ours: the server heard of us within the
// time of the lease. The clock is the monotonic one, which goes on while a process
// is stopped and does not follow a clock that is set anew.
func (l *Lease) Kept() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Since(l.beat) < l.q.opts.Lease
}

// Release ends the renewing.
func (l *Lease) Release() { close(l.stop) }

// Done says that a task's article is in the graph. That it does not arrive does
// not matter: then the article comes again and is found to be there.
func (q *Queue) Done(t *Task) {
	if err := t.msg.Ack(); err != nil {
		q.opts.Log.Debug("queue: not acknowledged", "error", err)
	}
}

// Back gives a task back, for anybody to take after a delay.
func (q *Queue) Back(t *Task, delay time.Duration) {
	if err := t.msg.NakWithDelay(delay); err != nil {
		q.opts.Log.Debug("queue: not given back", "error", err) // it comes when its lease lapses
	}
}

// newerAtOnce is how many articles are asked for at once.
const newerAtOnce = 64

// Newer returns the newest texts of those articles of tasks that were submitted
// again since with another text, without taking them: each will also be given
// out.
func (q *Queue) Newer(ctx context.Context, tasks []*Task) ([]*Task, error) {
	last := map[string]*Task{}
	for _, t := range tasks {
		if l := last[t.subject]; l == nil || l.Sequence < t.Sequence {
			last[t.subject] = t
		}
	}
	articles, _, _ := q.parts()
	var mu sync.Mutex
	var newer []*Task
	var failed error
	var wait sync.WaitGroup
	turns := make(chan struct{}, newerAtOnce)
	for subject, t := range last {
		turns <- struct{}{}
		wait.Go(func() {
			defer func() { <-turns }()
			var m *jetstream.RawStreamMsg
			err := q.again(ctx, "look for newer texts", func(ctx context.Context) error {
				// The next after this one, which as a rule there is not, and only then the
				// last: that spares sending the texts.
				_, err := articles.GetMsg(ctx, t.Sequence+1, jetstream.WithGetMsgSubject(subject))
				if err == nil {
					m, err = articles.GetLastMsgForSubject(ctx, subject)
				}
				if errors.Is(err, jetstream.ErrMsgNotFound) {
					return nil
				}
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				failed = err
			case m != nil:
				newer = append(newer, newTask(m.Subject, m.Header, m.Data, m.Sequence))
			}
		})
	}
	wait.Wait()
	slices.SortFunc(newer, func(a, b *Task) int { return int(int64(a.Sequence) - int64(b.Sequence)) })
	return newer, failed
}

// Prune takes what was loaded out of the stream, some time after, until ctx ends.
func (q *Queue) Prune(ctx context.Context) {
	type mark struct {
		at    time.Time
		floor uint64
	}
	var marks []mark
	tick := time.NewTicker(q.opts.Keep / 10)
	defer tick.Stop()
	for pruned := uint64(0); ; {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			articles, _, consumer := q.parts()
			info, err := consumer.Info(ctx)
			if err != nil {
				q.opts.Log.Debug("queue: not pruned", "error", err)
				continue
			}
			// Articles up to the floor are done, all of them.
			marks = append(marks, mark{now, info.AckFloor.Stream})
			for len(marks) > 0 && now.Sub(marks[0].at) >= q.opts.Keep {
				if marks[0].floor > pruned {
					if err := articles.Purge(ctx, jetstream.WithPurgeSequence(marks[0].floor+1)); err != nil {
						q.opts.Log.Debug("queue: not pruned", "error", err)
						break
					}
					pruned = marks[0].floor
				}
				marks = marks[1:]
			}
		}
	}
}
