// Package queue spreads articles over many machines, on NATS JetStream: some
// programs submit articles, others take them, and each article is given out again
// until somebody says that it is in the graph.
//
// # The newest text wins
//
// An article may come again with another text, and of two workers that hold an
// earlier and a later text either may be the last to load. The graph has to end
// with the text that was submitted last, as one process would have left it. So
//
//   - every text of an article has the same subject, made from the article's ID,
//     and the order in the stream says which is the later one;
//   - a text stays in the stream for a while after it was loaded ([Options.Keep]):
//     nothing is taken out that an unfinished article stands before;
//   - whoever has loaded a text looks whether the stream has a later one
//     ([Queue.Newer]), and if so loads that too, before it says that it is done.
//
// Whoever loads last therefore has loaded the newest, or loads it next.
//
// # Leases
//
// Taking an article is a lease. A worker renews it while it works ([Queue.Hold]);
// when it could not for too long, the article is somebody else's, and what was
// read of it must not be loaded any more.
package queue

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options say where the queue is.
type Options struct {
	// URLs of servers of NATS, without user and password.
	URLs []string
	// Stream is the name of the stream: letters, digits, - and _.
	Stream string
	// Replicas is on how many servers an article is kept; 0 for what the stream has.
	Replicas int
	// Creds, NKey: see config.NATS. At most one is set.
	Creds, NKey string
	// CA, Cert and Key are PEM files; empty for none.
	CA, Cert, Key string
	// Program is shown in the server's list of connections.
	Program string
	// Lease is how long a worker may be silent; zero stands for 30 s. It is a
	// property of the queue: all who use one say the same.
	Lease time.Duration
	// Window is how long the server remembers what was submitted, to drop it when
	// it comes again; zero stands for 2 h. It counts when the stream is made.
	Window time.Duration
	// Keep is how long an article stays in the stream after it and all before it
	// were loaded; zero stands for 10 min. A worker that was frozen for longer in
	// the moment between its last look at the lease and its transaction could bring
	// an earlier text back.
	Keep time.Duration
	// Patience is how long an operation is tried again while the servers choose a
	// leader or can't be reached; zero stands for a minute.
	Patience time.Duration
	// Log is told of lost connections and the like; nil for nobody.
	Log *slog.Logger
}

// Queue is a connection to the queue. Its methods may be called at once from
// several goroutines.
type Queue struct {
	opts Options
	conn *nats.Conn
	js   jetstream.JetStream

	mu       sync.Mutex
	articles jetstream.Stream
	dead     jetstream.Stream
	consumer jetstream.Consumer
}

// workers is the name of the consumer from which all workers take.
const workers = "workers"

// Open connects, and makes the streams and the consumer where they are missing.
// ErrUnreachable: no server answers. ErrUnauthorized: it does not let us in.
// ErrSettings: there is a stream of that name with other settings.
func Open(ctx context.Context, opts Options) (*Queue, error) {
	opts.Lease = cmp.Or(opts.Lease, 30*time.Second)
	opts.Window = cmp.Or(opts.Window, 2*time.Hour)
	opts.Keep = cmp.Or(opts.Keep, 10*time.Minute)
	opts.Patience = cmp.Or(opts.Patience, time.Minute)
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	q := &Queue{opts: opts}
	options, err := q.connection()
	if err != nil {
		return nil, err
	}
	if q.conn, err = nats.Connect(strings.Join(opts.URLs, ","), options...); err != nil {
		return nil, q.wrap("connect", err)
	}
	if q.js, err = jetstream.New(q.conn, jetstream.WithPublishAsyncMaxPending(4*inFlight), jetstream.WithPublishAsyncTimeout(publishWait), jetstream.WithDefaultTimeout(publishWait)); err != nil {
		q.conn.Close()
		return nil, q.wrap("connect", err)
	}
	if err := q.ensure(ctx); err != nil {
		q.conn.Close()
		return nil, err
	}
	return q, nil
}

// connection are the options of the connection.
func (q *Queue) connection() ([]nats.Option, error) {
	log := q.opts.Log
	options := []nats.Option{
		nats.Name(q.opts.Program),
		nats.Timeout(5 * time.Second),
		// A worker outlives its servers: it waits for them to come back.
		nats.MaxReconnects(-1),
		nats.ReconnectWait(250 * time.Millisecond),
		nats.ReconnectJitter(100*time.Millisecond, 500*time.Millisecond),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Warn("lost the connection to NATS, trying again", "error", err)
			}
		}),
		nats.ReconnectHandler(func(c *nats.Conn) { log.Info("connected to NATS again", "server", c.ConnectedUrlRedacted()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { log.Debug("nats", "error", err) }),
	}
	if q.opts.Creds != "" {
		options = append(options, nats.UserCredentials(q.opts.Creds))
	}
	if q.opts.NKey != "" {
		o, err := nats.NkeyOptionFromSeed(q.opts.NKey)
		if err != nil {
			return nil, fmt.Errorf("queue: %w: %s holds no seed of an NKey of a user (%w)", ErrUnauthorized, q.opts.NKey, err)
		}
		options = append(options, o)
	}
	if q.opts.CA != "" {
		options = append(options, nats.RootCAs(q.opts.CA))
	}
	if q.opts.Cert != "" {
		options = append(options, nats.ClientCert(q.opts.Cert, q.opts.Key))
	}
	return options, nil
}

// Close ends the connection, after what was said has been sent.
func (q *Queue) Close() error {
	err := q.conn.FlushTimeout(5 * time.Second)
	q.conn.Close()
	if errors.Is(err, nats.ErrConnectionClosed) {
		err = nil
	}
	return q.wrap("close", err)
}

// Connected reports whether a server is connected at the moment.
func (q *Queue) Connected() bool { return q.conn.IsConnected() }

// Lease is how long a worker may be silent.
func (q *Queue) Lease() time.Duration { return q.opts.Lease }

// again calls f until it succeeds, the error is not one that passes, or patience
// ends. Servers that choose a leader answer with errors for some seconds.
func (q *Queue) again(ctx context.Context, doing string, f func(context.Context) error) error {
	deadline := time.Now().Add(q.opts.Patience)
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		err := f(ctx)
		if err == nil || ctx.Err() != nil || !passing(err) || time.Now().After(deadline) {
			return q.wrap(doing, err)
		}
		q.opts.Log.Debug("queue: trying again", "doing", doing, "error", err)
		select {
		case <-ctx.Done():
			return q.wrap(doing, err)
		case <-time.After(wait):
		}
	}
}
