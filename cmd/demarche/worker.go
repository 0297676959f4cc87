package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/telemetry"
)

// traceWait is how long a program that ends waits for its traces to be sent.
const traceWait = 5 * time.Second

// leastLimit is how long a transaction of a worker may last in any case. One whose
// worker is frozen holds locks for which others wait.
const leastLimit = 20 * time.Second

func (a *app) workerCommand() *cobra.Command {
	var how working
	cmd := &cobra.Command{
		Use:   "worker",
		Short: "Take articles from the queue and load their events into the graph",
		Long: `Takes articles that demarche submit has put into the queue (nats.url in the
settings), finds the events that they tell of, and loads these into the graph, until
Ctrl-C or a request to end: then the articles at hand are finished first. Any number
of workers on any machines may run; the graph is the same as that of one ingest.

An article is acknowledged only when it is in the graph. The articles of a worker
that died or froze are given to another after nats.lease. When the store is away or
full the worker waits for it and takes no more. An article that can't be loaded, or
was given out more than nats.tries times, is put aside with the reason:
demarche queue dead lists such articles.

--listen answers /metrics for Prometheus, /healthz and /readyz. Traces are sent where
OTEL_EXPORTER_OTLP_ENDPOINT says, over HTTP.`,
		Example: `  demarche --nats nats://localhost:4222 worker --until-empty
  demarche --nats nats://localhost:4222 worker --until-empty --listen 127.0.0.1:9464`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			if how.batch < 1 || how.batch > batchArticles {
				return usagef("--batch: %d: give a number from 1 to %d", how.batch, batchArticles)
			}
			return a.serveQueue(ctx, how)
		}),
	}
	fs := cmd.Flags()
	fs.StringVar(&how.listen, "listen", "", "answer /metrics, /healthz and /readyz at `HOST:PORT`, such as 127.0.0.1:9464")
	fs.IntVar(&how.batch, "batch", 200, "take and load up to `N` articles at once; up to twice as many are at hand")
	fs.BoolVar(&how.untilEmpty, "until-empty", false, "end when the queue is empty and no worker has articles at hand")
	return cmd
}

// working is how a worker works, as the flags say.
type working struct {
	listen     string
	batch      int
	untilEmpty bool
}

// serveQueue works for the queue.
func (a *app) serveQueue(ctx context.Context, how working) (err error) {
	tracer, err := telemetry.NewTracer(ctx, "worker", version())
	if err != nil {
		return usage{err}
	}
	defer a.closeTracer(ctx, tracer)
	meter := telemetry.New("worker", version())
	if how.listen != "" {
		at, stop, err := meter.Listen(ctx, how.listen, a.log)
		if err != nil {
			return usagef("--listen: %w: choose another address", err)
		}
		defer stop()
		a.tell.note("metrics are at http://%s/metrics", at)
	}
	x, err := a.extractor()
	if err != nil {
		return err
	}
	q, err := a.openQueue(ctx, "worker")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	a.limit = max(leastLimit, a.settings.NATS.Lease)
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		// Many workers that start at once may all want to make the schema.
		if err := initialise(ctx, s); err != nil {
			return err
		}
		w := newWorker(a, how, q, s, x)
		w.meter, w.tracer = meter, tracer
		meter.Ready(w.ready)
		a.tell.watch("working", "articles", nil)
		err := w.run(ctx)
		if w.lapsed > 0 {
			a.tell.note("%d articles were given back: other workers, or a later run, load them", w.lapsed)
		}
		a.tell.summary(w.parts()...)
		return err
	})
}

// initialise makes the schema, again for a while where others make it too.
func initialise(ctx context.Context, s graph.Store) error {
	for tries := 0; ; tries++ {
		err := s.Init(ctx)
		if err == nil || tries == 5 || ctx.Err() != nil || !errors.Is(err, graph.ErrBusy) && !errors.Is(err, graph.ErrUnreachable) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// worker takes articles, a batch after the other: while one is loaded the next is
// read.
type worker struct {
	*app
	working
	queue  *queue.Queue
	store  graph.Store
	x      *extract.Extractor
	meter  *telemetry.Metrics
	tracer *telemetry.Tracer

	// What became of the articles, counted by the loading goroutine.
	tally  tally
	result graph.Result
	lapsed int
	// outage says since when the store fails.
	outage outage
}

func newWorker(a *app, how working, q *queue.Queue, s graph.Store, x *extract.Extractor) *worker {
	return &worker{app: a, working: how, queue: q, store: s, x: x, meter: telemetry.New("worker", version()), tracer: &telemetry.Tracer{}}
}

// idleWait is how long a worker waits for the first article before it looks whether
// it is to end.
const idleWait = time.Second

// run works until ctx ends, the queue is empty if so asked, or the store or the
// queue are lost for good.
func (w *worker) run(ctx context.Context) error {
	reading, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go w.queue.Prune(reading)
	go w.observe(reading)
	hands := make(chan *hand)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for h := range hands {
			// What was begun is finished, also after Ctrl-C; once the store is lost the
			// rest is given back.
			err := context.Cause(reading)
			if err == nil || errors.Is(err, context.Canceled) {
				err = w.finish(reading, h)
			}
			if err != nil {
				w.giveBack(h)
				stop(err)
			}
			w.drop(h)
		}
	}()
	err := w.take(reading, hands)
	close(hands)
	<-ended
	if lost := context.Cause(reading); lost != nil && !errors.Is(lost, context.Canceled) {
		return lost
	}
	if errors.Is(err, context.Canceled) {
		return nil // the user ended it
	}
	return err
}

// take takes batches and has them read, until ctx ends.
func (w *worker) take(ctx context.Context, hands chan<- *hand) error {
	var before *hand
	for ctx.Err() == nil {
		if err := w.storeBack(ctx); err != nil {
			return err
		}
		since := time.Now()
		tasks, err := w.queue.Take(ctx, w.batch, idleWait)
		if err != nil {
			if ctx.Err() != nil {
				return nil //nolint:nilerr // the user ended it; what failed is that
			}
			if errors.Is(err, queue.ErrUnreachable) {
				w.meter.Failure("queue")
				w.tell.fault(err)
				w.tell.note("trying again")
				continue
			}
			return err
		}
		if len(tasks) == 0 {
			if w.untilEmpty && w.empty(ctx) {
				return nil
			}
			continue
		}
		// The tasks of all hands are held from now on, those that wait too.
		var batch []*queue.Task
		var suspects []*hand
		for _, t := range tasks {
			if t.Tries > 1 && t.Tries >= w.settings.NATS.Tries-1 {
				suspects = append(suspects, w.hold([]*queue.Task{t}, since))
			} else {
				batch = append(batch, t)
			}
		}
		if len(batch) > 0 {
			h := w.hold(batch, since)
			w.prepare(ctx, h)
			hands <- h
			before = h
		}
		// An article that has come back again and again may be what ends its workers.
		// It is handled while nothing else is at hand, so that it is the only one that
		// is blamed.
		for _, h := range suspects {
			if before != nil {
				<-before.done
			}
			w.prepare(ctx, h)
			hands <- h
			before = h
		}
	}
	return nil
}

// empty reports whether nothing is left to do for anybody.
func (w *worker) empty(ctx context.Context) bool {
	st, err := w.queue.Status(ctx)
	return err == nil && st.Pending == 0 && st.InFlight == 0
}

// ready says whether the worker can work at the moment.
func (w *worker) ready(ctx context.Context) error {
	if !w.queue.Connected() {
		return errors.New("not connected to the queue")
	}
	if since, err := w.outage.now(); err != nil {
		return fmt.Errorf("the store fails for %v: %w", time.Since(since).Round(time.Second), err)
	}
	_, err := w.store.Articles(ctx, []string{"-"})
	return err
}

// observeEvery is how often the depth of the queue is asked for.
const observeEvery = 5 * time.Second

// observe keeps the metrics of the queue.
func (w *worker) observe(ctx context.Context) {
	if w.listen == "" {
		return
	}
	tick := time.NewTicker(observeEvery)
	defer tick.Stop()
	for {
		if st, err := w.queue.Status(ctx); err == nil {
			w.meter.Queue(st.Pending, st.InFlight, st.Dead)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// parts is the summary. The graph is not counted: it is not this worker's alone.
func (w *worker) parts() []part {
	parts := w.tally.parts(&w.result)
	change := func(name string, t graph.Tally) part {
		return part{name, fmt.Sprintf("%d made, %d changed, %d deleted", t.Made, t.Changed, t.Deleted), []any{name + "_made", t.Made, name + "_changed", t.Changed, name + "_deleted", t.Deleted}}
	}
	return append(parts, change("nodes", w.result.Nodes), change("edges", w.result.Edges))
}
