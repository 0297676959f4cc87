package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/telemetry"
)

// hand is a batch of articles that a worker has taken.
type hand struct {
	tasks []*queue.Task
	lease *queue.Lease
	// outcomes are what was read, one for each task.
	outcomes []outcome
	// err is of the store, while articles were looked up.
	err  error
	done chan struct{}
}

// hold begins the lease of tasks that were taken after since.
func (w *worker) hold(tasks []*queue.Task, since time.Time) *hand {
	w.meter.InHand(len(tasks))
	return &hand{tasks: tasks, lease: w.queue.Hold(tasks, since), done: make(chan struct{})}
}

// drop ends a hand.
func (w *worker) drop(h *hand) {
	h.lease.Release()
	w.meter.InHand(-len(h.tasks))
	close(h.done)
}

// giveBack gives back what is not finished.
func (w *worker) giveBack(h *hand) {
	for _, t := range h.tasks {
		w.queue.Back(t, time.Second) // does nothing for those that are finished
	}
}

// prepare reads the events of the articles of a hand.
func (w *worker) prepare(ctx context.Context, h *hand) {
	h.outcomes, h.err = w.outcomes(ctx, h.lease, h.tasks)
}

// outcomes reads the events of those articles, several at once, that the graph does
// not hold as they are.
func (w *worker) outcomes(ctx context.Context, lease *queue.Lease, tasks []*queue.Task) ([]outcome, error) {
	have := map[string]graph.Article{}
	var ids []string
	for _, t := range tasks {
		if t.Article != nil {
			ids = append(ids, t.Article.ID)
		}
	}
	err := w.persist(ctx, lease, "look_up", func(ctx context.Context) (err error) {
		have, err = known(ctx, w.store, ids)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]outcome, len(tasks))
	at := make(chan int)
	var wait sync.WaitGroup
	for range min(w.workers(), len(tasks)) {
		wait.Go(func() {
			for i := range at {
				out[i] = w.one(ctx, tasks[i], have)
			}
		})
	}
	for i := range tasks {
		at <- i
	}
	close(at)
	wait.Wait()
	return out, nil
}

// one reads one article.
func (w *worker) one(ctx context.Context, t *queue.Task, have map[string]graph.Article) outcome {
	if t.Article == nil {
		return outcome{sifted: sifted{item: article.Item{Path: fmt.Sprintf("message %d", t.Sequence), Outcome: article.Failed, Err: t.Err}}}
	}
	in := sifted{item: article.Item{Path: "article " + t.Article.ID, Article: t.Article}, article: stored(t.Article, hash(t.Article.Text), w.x.Version())}
	in.unchanged = have[t.Article.ID] == in.article
	if in.unchanged {
		in.item.Article = nil
		return outcome{sifted: in}
	}
	if tries := w.settings.NATS.Tries; t.Tries > tries {
		in.item.Article, in.item.Outcome, in.item.Err = nil, article.Failed, fmt.Errorf("%w (%d times)", errTries, t.Tries-1)
		return outcome{sifted: in}
	}
	_, span := w.tracer.Start(w.tracer.Extract(ctx, t.Trace), "extract", "article", t.Article.ID, "bytes", len(t.Article.Text), "tries", t.Tries)
	begun := time.Now()
	out := w.work(w.x, in)
	w.meter.Took("extract", time.Since(begun))
	span.Set("events", len(out.events))
	span.End(out.item.Err)
	return out
}

// finish loads what was read, makes sure that nothing newer was overwritten, and
// only then acknowledges. An error ends the worker.
func (w *worker) finish(ctx context.Context, h *hand) error {
	err := h.err
	var failed map[string]error
	if err == nil {
		failed, err = w.settle(ctx, h.lease, h.tasks, h.outcomes)
	}
	switch {
	case errors.Is(err, queue.ErrLapsed):
		// Others have them, or get them: nothing is to be said about them any more.
		w.tell.note("%d articles were with this worker for longer than nats.lease (%v) without a sign of life, and are left to others", len(h.tasks), w.queue.Lease())
		w.returned(h)
		return nil
	case errors.Is(err, queue.ErrUnreachable):
		// Whether there are newer texts is not known: they come again when the lease ends.
		w.meter.Failure("queue")
		w.tell.fault(err)
		w.returned(h)
		return nil
	case errors.Is(err, errStoreAway):
		w.giveBack(h)
		w.returned(h)
		return nil
	case err != nil:
		w.returned(h)
		return err
	}
	for i, t := range h.tasks {
		if err := w.end(ctx, t, &h.outcomes[i], failed); err != nil {
			return err
		}
	}
	return nil
}

// returned counts articles that are not finished here.
func (w *worker) returned(h *hand) {
	w.lapsed += len(h.tasks)
	for range h.tasks {
		w.meter.Article(telemetry.Returned, 0, 0)
	}
}

// end ends one article whose batch is loaded.
func (w *worker) end(ctx context.Context, t *queue.Task, out *outcome, failed map[string]error) error {
	var why error
	if out.item.Outcome == article.Failed {
		why = out.item.Err
	} else {
		why = failed[out.article.ID]
	}
	if why == nil {
		// It is in the graph: how often it had to be given out does not matter.
		w.queue.Done(t)
		w.count(&w.tally, out)
		w.meter.Article(map[bool]string{false: telemetry.Loaded, true: telemetry.Unchanged}[out.unchanged], len(out.events), time.Since(t.Submitted))
		return nil
	}
	w.tell.step()
	w.tell.failed(out.item.Path, why)
	if errors.Is(why, errStoreRefuses) && t.Tries < w.settings.NATS.Tries {
		// Nobody knows whether it is the article's fault: a later try may do.
		w.lapsed++
		w.meter.Failure("refused")
		w.meter.Article(telemetry.Returned, 0, 0)
		w.queue.Back(t, time.Duration(t.Tries)*w.queue.Lease())
		return nil
	}
	w.tally.inputs++
	w.tally.failed++
	w.meter.Failure(reasonWord(why))
	w.meter.Article(telemetry.Buried, 0, time.Since(t.Submitted))
	if err := w.queue.Bury(ctx, t, strings.TrimSpace(why.Error())); err != nil {
		w.tell.note("%v; it will come again", err)
	}
	return nil
}

// reasonWord is a reason in one word, for counters.
func reasonWord(err error) string {
	switch {
	case errors.Is(err, queue.ErrFormat):
		return "format"
	case errors.Is(err, errTries):
		return "tries"
	case errors.Is(err, errStoreRefuses):
		return "refused"
	}
	return "article"
}

// errTries is why an article is put aside that came back too often.
var errTries = errors.New("it was given to workers too often and none finished it: they may have died of it, or with it")

// errStoreRefuses is why an article is tried again later: the store gives an error
// that says nothing of itself.
var errStoreRefuses = errors.New("the store does not take it")

// settle loads what was read of tasks, and then what has come in a newer text since,
// until nothing newer is there. It returns the articles that can't be loaded and
// why; the error is of the store, or that the lease has lapsed.
func (w *worker) settle(ctx context.Context, lease *queue.Lease, tasks []*queue.Task, outcomes []outcome) (map[string]error, error) {
	failed := map[string]error{}
	for {
		wrote, err := w.write(ctx, lease, tasks, outcomes, failed)
		if err != nil || len(wrote) == 0 {
			return failed, err
		}
		begun := time.Now()
		newer, err := w.queue.Newer(context.WithoutCancel(ctx), wrote)
		w.meter.Took("check", time.Since(begun))
		if err != nil {
			return failed, err
		}
		if len(newer) == 0 {
			return failed, nil
		}
		w.log.Debug("newer texts of articles that were loaded", "articles", len(newer))
		tasks = newer
		if outcomes, err = w.outcomes(ctx, lease, tasks); err != nil {
			return failed, err
		}
		for i := range outcomes { // one that can't be read will be put aside when it is taken
			if outcomes[i].item.Outcome == article.Failed {
				outcomes[i].unchanged = true
			}
		}
	}
}

// write loads what was read, in one transaction as a rule, and returns those tasks
// whose articles were written, by this worker or perhaps by one before it.
func (w *worker) write(ctx context.Context, lease *queue.Lease, tasks []*queue.Task, outcomes []outcome, failed map[string]error) (wrote []*queue.Task, err error) {
	var claims []graph.Claims
	for i := range outcomes {
		switch out := &outcomes[i]; {
		case out.item.Outcome == article.Failed:
		case !out.unchanged:
			claims = append(claims, graph.Claims{Article: out.article, Events: out.events})
			wrote = append(wrote, tasks[i])
		case tasks[i].Tries > 1:
			// Whoever had it before may have written it, over a newer text, and died
			// before it looked for one.
			wrote = append(wrote, tasks[i])
		}
	}
	if len(claims) == 0 {
		return wrote, nil
	}
	ctx, span := w.tracer.Start(ctx, "load", "articles", len(claims))
	for _, t := range wrote {
		if t.Trace != nil {
			span.Link(w.tracer.Extract(context.WithoutCancel(ctx), t.Trace))
		}
	}
	defer func() { span.End(err) }()
	load := func(claims []graph.Claims) error {
		return w.persist(ctx, lease, "load", func(ctx context.Context) error {
			res, err := w.store.Load(ctx, claims)
			w.result.Add(res)
			w.result.Landed, w.result.Failed = nil, nil // they are not needed, and would grow for ever
			for _, f := range res.Failed {
				failed[f.Article] = f.Err
			}
			return err
		})
	}
	err = load(claims)
	if err == nil || !ofArticle(err) {
		return wrote, err
	}
	// One article may be what the store can't take: each for itself, to find it.
	w.log.Debug("a batch can't be loaded: loading its articles one by one", "error", err)
	for i := range claims {
		err := load(claims[i : i+1])
		if err != nil && !ofArticle(err) {
			return wrote, err
		}
		if err != nil {
			failed[claims[i].Article.ID] = fmt.Errorf("%w: %w", errStoreRefuses, err)
		}
	}
	return wrote, nil
}
