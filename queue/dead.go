package queue

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/demarche-graph/demarche/extract/article"
)

// Dead is an article that workers could not load.
type Dead struct {
	// Number is by which it is named.
	Number uint64
	Reason string
	Tries  int
	// Worker is who gave up, At when, by that machine's clock.
	Worker string
	At     time.Time
	// Article is nil when the message can't be read.
	Article *article.Article
	// Bytes is the size of the message.
	Bytes int

	header nats.Header
	data   []byte
}

// Bury puts a task aside, with the reason. When it can't, the task is given back.
func (q *Queue) Bury(ctx context.Context, t *Task, reason string) error {
	m := nats.NewMsg(q.deadSubject(t.subject[len(q.subject("")):]))
	for _, name := range []string{formatHeader, encodingHeader, "traceparent", "tracestate"} {
		if v := t.header.Get(name); v != "" {
			m.Header.Set(name, v)
		}
	}
	m.Header.Set(nats.MsgIdHdr, fmt.Sprintf("dead-%d-%d", t.Sequence, t.Submitted.UnixNano()))
	m.Header.Set(reasonHeader, headerText(reason))
	m.Header.Set(triesHeader, strconv.Itoa(t.Tries))
	m.Header.Set(workerHeader, headerText(q.opts.Program))
	m.Header.Set(timeHeader, time.Now().UTC().Format(time.RFC3339))
	m.Header.Set(sequenceHeader, strconv.FormatUint(t.Sequence, 10))
	m.Data = t.data
	err := q.again(ctx, "put an article aside", func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, clone(m))
		return err
	})
	if err != nil {
		q.Back(t, q.opts.Lease)
		return err
	}
	q.Done(t)
	return nil
}

// reasonBound is how much of a reason is kept.
const reasonBound = 800

// headerText makes a text fit for a header: one line, not too long.
func headerText(s string) string {
	var b []byte
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		if len(b) > reasonBound {
			return string(b) + "…"
		}
		b = append(b, string(r)...)
	}
	return string(b)
}

// DeadArticles yields the articles that were put aside, the oldest first; not those
// that are put aside meanwhile, of which there may be no end.
func (q *Queue) DeadArticles(ctx context.Context) iter.Seq2[*Dead, error] {
	return func(yield func(*Dead, error) bool) {
		_, dead, _ := q.parts()
		var last uint64
		err := q.again(ctx, "read failed articles", func(ctx context.Context) error {
			info, err := dead.Info(ctx)
			if err == nil {
				last = info.State.LastSeq
			}
			return err
		})
		if err != nil {
			yield(nil, err)
			return
		}
		for next := uint64(1); next <= last; {
			var m *jetstream.RawStreamMsg
			err := q.again(ctx, "read failed articles", func(ctx context.Context) error {
				var err error
				m, err = dead.GetMsg(ctx, next, jetstream.WithGetMsgSubject(q.deadSubject("*")))
				return err
			})
			switch {
			case errors.Is(err, jetstream.ErrMsgNotFound) || err == nil && m.Sequence > last:
				return
			case err != nil:
				yield(nil, err)
				return
			}
			if !yield(deadOf(m), nil) {
				return
			}
			next = m.Sequence + 1
		}
	}
}

// DeadArticle returns one of them. ErrNoDead when there is none of that number.
func (q *Queue) DeadArticle(ctx context.Context, number uint64) (*Dead, error) {
	_, dead, _ := q.parts()
	var m *jetstream.RawStreamMsg
	err := q.again(ctx, "read a failed article", func(ctx context.Context) error {
		var err error
		m, err = dead.GetMsg(ctx, number)
		return err
	})
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil, fmt.Errorf("%w: %d: demarche queue dead list tells which there are", ErrNoDead, number)
	}
	if err != nil {
		return nil, err
	}
	return deadOf(m), nil
}

func deadOf(m *jetstream.RawStreamMsg) *Dead {
	d := &Dead{Number: m.Sequence, Reason: m.Header.Get(reasonHeader), Worker: m.Header.Get(workerHeader), Bytes: len(m.Data), header: m.Header, data: m.Data}
	// What somebody else wrote there may be no number and no time.
	d.Tries, _ = strconv.Atoi(m.Header.Get(triesHeader))
	d.At, _ = time.Parse(time.RFC3339, m.Header.Get(timeHeader))
	d.Article, _ = decode(m.Header, m.Data)
	return d
}

// Retry puts a failed article back into the queue, as the newest text of it.
func (q *Queue) Retry(ctx context.Context, d *Dead) error {
	if d.Article == nil {
		return fmt.Errorf("failed article %d: %w: drop it, or retry it with a version that can", d.Number, ErrFormat)
	}
	m := nats.NewMsg(q.subject(key(d.Article.ID)))
	for _, name := range []string{formatHeader, encodingHeader, "traceparent", "tracestate"} {
		if v := d.header.Get(name); v != "" {
			m.Header.Set(name, v)
		}
	}
	m.Header.Set(nats.MsgIdHdr, fmt.Sprintf("retry-%d-%s", d.Number, d.header.Get(timeHeader)))
	m.Data = d.data
	err := q.again(ctx, "put an article back", func(ctx context.Context) error {
		_, err := q.js.PublishMsg(ctx, clone(m))
		return err
	})
	if err != nil {
		return err
	}
	return q.Drop(ctx, d)
}

// Drop forgets a failed article.
func (q *Queue) Drop(ctx context.Context, d *Dead) error {
	_, dead, _ := q.parts()
	return q.again(ctx, "drop a failed article", func(ctx context.Context) error {
		err := dead.DeleteMsg(ctx, d.Number)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil
		}
		return err
	})
}
