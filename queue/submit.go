package queue

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/demarche-graph/demarche/extract/article"
)

const (
	// inFlight is how many articles may be sent without an answer.
	inFlight = 256
	// publishWait is how long an answer may take.
	publishWait = 5 * time.Second
)

// Submitter puts articles on the stream, many at a time.
type Submitter struct {
	q *Queue
	// Again submits articles that the server remembers.
	again bool

	sent  chan *sending
	ended chan struct{}
	// stop is closed when the user has no more patience with a full stream.
	stop <-chan struct{}

	mu sync.Mutex
	// under way are the articles that were sent without an answer, by key. Two texts
	// of one article go one after the other: if the first had to be sent again, the
	// second would else come before it.
	underWay map[string]chan struct{}
	err      error
}

type sending struct {
	msg    *nats.Msg
	key    string
	future jetstream.PubAckFuture // nil when it could not be sent
	wrong  error                  // why this article can't be sent at all
	done   chan struct{}
	told   func(added bool, err error)
}

// Submitter begins to submit. With again set, what the server remembers is
// submitted once more. Call Flush at the end.
func (q *Queue) Submitter(ctx context.Context, again bool) *Submitter {
	s := &Submitter{q: q, again: again, stop: ctx.Done(), sent: make(chan *sending, inFlight), ended: make(chan struct{}), underWay: map[string]chan struct{}{}}
	// The end of ctx does not end what was begun.
	go s.settle(context.WithoutCancel(ctx))
	return s
}

// Submit sends an article. Told is called on another goroutine, in the order of
// the calls: added is false when the server has it already; an error is about this
// article alone. Submit itself returns an error, also a late one of an earlier
// article, when the queue can't be used any more.
func (s *Submitter) Submit(ctx context.Context, a *article.Article, told func(added bool, err error)) error {
	if err := s.failed(); err != nil {
		return err
	}
	k := key(a.ID)
	one := &sending{key: k, done: make(chan struct{}), told: told}
	if one.msg, one.wrong = encode(a, s.q.subject(k), s.q.conn.MaxPayload()); one.wrong != nil {
		s.sent <- one // to be told in its turn
		return nil    //nolint:nilerr // it is about this article alone
	}
	if s.again {
		one.msg.Header.Set(nats.MsgIdHdr, one.msg.Header.Get(nats.MsgIdHdr)+"-"+strconv.FormatInt(time.Now().UnixNano(), 36))
	}
	carry(ctx, one.msg.Header)
	for {
		s.mu.Lock()
		before := s.underWay[k]
		if before == nil {
			s.underWay[k] = one.done
		}
		s.mu.Unlock()
		if before == nil {
			break
		}
		<-before
	}
	// One that could not be sent is sent again in its turn.
	if future, err := s.q.js.PublishMsgAsync(clone(one.msg)); err == nil {
		one.future = future
	}
	s.sent <- one
	return nil
}

// clone copies a message: publishing writes to it, and it may be sent again.
func clone(m *nats.Msg) *nats.Msg {
	return &nats.Msg{Subject: m.Subject, Header: m.Header, Data: m.Data}
}

// Flush waits until all is answered.
func (s *Submitter) Flush() error {
	close(s.sent)
	<-s.ended
	return s.failed()
}

func (s *Submitter) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// settle takes the answers, in the order of the articles.
func (s *Submitter) settle(ctx context.Context) {
	defer close(s.ended)
	for one := range s.sent {
		if one.wrong != nil {
			one.told(false, one.wrong)
			continue
		}
		ack, err := s.answer(ctx, one)
		s.mu.Lock()
		delete(s.underWay, one.key)
		if err != nil && s.err == nil && !isRefusal(err) {
			s.err = err
		}
		s.mu.Unlock()
		close(one.done)
		switch {
		case err != nil:
			one.told(false, err)
		default:
			one.told(!ack.Duplicate, nil)
		}
	}
}

// isRefusal reports whether an error is about one article.
func isRefusal(err error) bool { return errors.Is(err, ErrTooBig) }

// answer waits for the answer to one article, and sends it again where it has to:
// the server drops what it has already. A full stream is waited for.
func (s *Submitter) answer(ctx context.Context, one *sending) (*jetstream.PubAck, error) {
	var err error
	if one.future != nil {
		select {
		case ack := <-one.future.Ok():
			return ack, nil
		case err = <-one.future.Err():
		}
	}
	if e := s.failed(); e != nil {
		return nil, e // the queue is lost: don't wait for it once more for each article
	}
	s.q.opts.Log.Debug("queue: sending an article again", "error", err)
	for told := false; ; told = true {
		var ack *jetstream.PubAck
		err := s.q.again(ctx, "submit", func(ctx context.Context) error {
			var err error
			ack, err = s.q.js.PublishMsg(ctx, clone(one.msg))
			return err
		})
		switch {
		case err == nil:
			return ack, nil
		case errors.Is(err, nats.ErrMaxPayload) || code(err) == jetstream.JSErrCodeStreamMessageExceedsMaximum:
			return nil, fmt.Errorf("%w: raise max_payload of the server, or the largest message of the stream (%w)", ErrTooBig, err)
		case !full(err):
			return nil, err
		case !told:
			s.q.opts.Log.Warn("the queue is full: waiting for workers or for room on its disks", "error", err)
		}
		select {
		case <-s.stop:
			return nil, err
		case <-time.After(time.Second):
		}
	}
}
