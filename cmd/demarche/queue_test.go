package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

// withNATS makes servers the queue for the rest of the test, with a short lease.
func withNATS(t *testing.T, n int) *queuetest.Cluster {
	t.Helper()
	c := queuetest.Start(t, n)
	t.Setenv("DEMARCHE_NATS_URL", c.URL())
	t.Setenv("DEMARCHE_NATS_LEASE", "2s")
	if n > 1 {
		t.Setenv("DEMARCHE_NATS_REPLICAS", fmt.Sprint(n))
	}
	return c
}

// dump is the whole graph, a line for each row, the same for two stores that hold
// the same.
func dump(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	withApp(t, func(a *app) error {
		return a.withStore(t.Context(), nil, func(s graph.Store) error {
			for _, table := range graph.Tables() {
				err := s.Dump(t.Context(), table.Name, func(r graph.Row) error {
					fmt.Fprintf(&b, "%s %q\n", table.Name, r)
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return b.String()
}

// withApp runs f with the settings of the environment.
func withApp(t *testing.T, f func(a *app) error) {
	t.Helper()
	var stderr strings.Builder
	a := &app{stdin: strings.NewReader(""), stdout: &stderr, stderr: &stderr, knowledge: shared}
	if err := a.configure(a.command().PersistentFlags()); err != nil {
		t.Fatal(err)
	}
	if err := f(a); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
}

// ofOneProcess is the graph that one process makes of the files, in a store of its
// own.
func ofOneProcess(t *testing.T, files ...string) string {
	t.Helper()
	store := os.Getenv("DEMARCHE_STORE")
	defer os.Setenv("DEMARCHE_STORE", store) // t.Setenv would hold to the end of the test
	os.Setenv("DEMARCHE_STORE", "sqlite://one.db")
	for _, f := range files {
		demarche(t, "", "ingest", f).must(t, codeDone)
	}
	return dump(t)
}

// same fails the test at the first line in which two graphs differ.
func same(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("the graph differs from that of one process (%d rows, %d there), first here:\n%.600s\nthere:\n%.600s", len(g), len(w), g[i], w[i])
		}
	}
	t.Fatalf("the graph has %d rows, that of one process %d", len(g), len(w))
}

// shuffled are the lines in another order.
func shuffled(lines string, seed uint64) string {
	all := strings.SplitAfter(strings.TrimSuffix(lines, "\n"), "\n")
	all[len(all)-1] = strings.TrimSuffix(all[len(all)-1], "\n") + "\n"
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return strings.Join(all, "")
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// workers starts worker processes.
func workerProcesses(t *testing.T, n int, args ...string) []*exec.Cmd {
	t.Helper()
	var all []*exec.Cmd
	for range n {
		cmd := process(t, append([]string{"--workers", "1", "worker"}, args...)...)
		cmd.Stderr = &guarded{}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		all = append(all, cmd)
	}
	return all
}

// ended waits until the processes have ended, each with code 0.
func ended(t *testing.T, all []*exec.Cmd) {
	t.Helper()
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v\n%s", strings.Join(cmd.Args[1:], " "), err, cmd.Stderr)
		}
	}
}

type queueRow struct {
	Pending, Dead int64
	InFlight      int64    `json:"in_flight"`
	PerSecond     *float64 `json:"per_second"`
}

func queueStands(t *testing.T) queueRow {
	t.Helper()
	var row queueRow
	if err := json.Unmarshal([]byte(demarche(t, "", "queue", "status", "--over", "0s", "--format", "jsonl").must(t, codeDone).stdout), &row); err != nil {
		t.Fatal(err)
	}
	return row
}

// However many workers take the articles, in whatever order and however often they
// come, the graph is that of one process.
func TestWorkersMakeTheGraphOfOneProcess(t *testing.T) {
	stores(t, func(t *testing.T) {
		withNATS(t, 1)
		articles := many(500)
		// A hundred of them come once more, with another text.
		later := strings.ReplaceAll(strings.Join(strings.SplitAfter(articles, "\n")[200:300], ""), "had been useful", "had been long")
		writeFile(t, "articles.jsonl", articles)
		writeFile(t, "later.jsonl", later)
		want := ofOneProcess(t, "examples/", "articles.jsonl", "later.jsonl")

		demarche(t, "", "submit", "examples/").must(t, codeDone)
		demarche(t, shuffled(articles, 1), "submit", "--report", "r.jsonl", "-").must(t, codeDone).says(t, "articles  500: 500 submitted, 0 already there, 0 skipped, 0 failed")
		demarche(t, shuffled(articles, 2), "submit", "-").must(t, codeDone).says(t, "articles  500: 0 submitted, 500 already there")
		demarche(t, shuffled(later, 3), "submit", "-").must(t, codeDone)
		for i, e := range readReport(t, "r.jsonl") {
			if e.Outcome != endSubmitted || e.Article == "" || i >= 500 {
				t.Fatalf("line %d of the report is %+v", i, e)
			}
		}
		ended(t, workerProcesses(t, 3, "--until-empty", "--batch", "37"))
		if row := queueStands(t); row.Pending != 0 || row.InFlight != 0 || row.Dead != 0 {
			t.Errorf("the queue stands at %+v", row)
		}
		same(t, dump(t), want)
		demarche(t, "", "store", "check").must(t, codeDone)

		// What the server has forgotten the graph knows.
		demarche(t, later, "submit", "--again", "-").must(t, codeDone)
		demarche(t, "", "worker", "--until-empty").must(t, codeDone).says(t, "articles  100: 0 new, 0 changed, 100 unchanged")
		same(t, dump(t), want)
	})
}

// publish puts a message into the queue, past demarche.
func publish(t *testing.T, c *queuetest.Cluster, subject, text string) {
	t.Helper()
	c.Do(func(ctx context.Context, js jetstream.JetStream) error {
		_, err := js.PublishMsg(ctx, &nats.Msg{Subject: subject, Data: []byte(text)})
		return err
	})
}

func TestDeadArticlesCanBeSeenTo(t *testing.T) {
	newWorkplace(t)
	c := withNATS(t, 1)
	t.Setenv("DEMARCHE_NATS_TRIES", "2")
	demarche(t, brief, "submit", "-").must(t, codeDone)
	publish(t, c, "demarche.article.x", "\x1b[31mnot an article")
	// A worker takes the first, and dies of it, twice.
	withApp(t, func(a *app) error {
		return a.withQueue(t.Context(), func(q *queue.Queue) error {
			for n := 0; n < 4; { // two articles, twice
				tasks, err := q.Take(t.Context(), 2, 5*time.Second)
				if err != nil {
					return err
				}
				n += len(tasks)
			}
			return nil
		})
	})
	demarche(t, "", "worker", "--until-empty").must(t, codeDone).says(t, "failed: article a: it was given to workers too often and none finished it: they may have died of it, or with it (2 times)", "failed: message 2: not an article")
	list := demarche(t, "", "queue", "dead", "list").must(t, codeDone).stdout
	if !strings.Contains(list, "too often") || !strings.Contains(list, "not an article") || !strings.Contains(list, "demarche worker on ") {
		t.Errorf("list says\n%s", list)
	}
	number := func(article string) string {
		t.Helper()
		for line := range strings.Lines(demarche(t, "", "queue", "dead", "list", "--format", "jsonl").must(t, codeDone).stdout) {
			var d struct {
				Number  int
				Article string
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			if d.Article == article {
				return fmt.Sprint(d.Number)
			}
		}
		t.Fatalf("no failed article %q", article)
		return ""
	}
	if show := demarche(t, "", "queue", "dead", "show", number("a")).must(t, codeDone).stdout; !strings.Contains(show, `"tries":3,`) || !strings.Contains(show, `"text":"Sergey Lavrov`) {
		t.Errorf("show says %s", show)
	}
	demarche(t, "", "queue", "dead", "retry", number("")).must(t, codeFailed).says(t, "drop it")
	demarche(t, "", "queue", "dead", "drop", number("")).must(t, codeDone).says(t, "forgotten: 1")
	demarche(t, "", "queue", "dead", "show", "99").must(t, codeUsage).says(t, "no failed article of that number: 99")
	demarche(t, "", "queue", "dead", "retry", "--all").must(t, codeDone).says(t, "back in the queue: 1")
	demarche(t, "", "worker", "--until-empty").must(t, codeDone).says(t, "articles  1: 1 new")
	if row := queueStands(t); row != (queueRow{}) {
		t.Errorf("the queue stands at %+v", row)
	}
	if n := loaded(t); n != 1 {
		t.Errorf("%d articles are loaded", n)
	}
}

// awayStore can't be reached for some calls.
type awayStore struct {
	graph.Store
	mu    sync.Mutex
	calls int
	fails func(call int) error
}

func (s *awayStore) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	s.mu.Lock()
	s.calls++
	err := s.fails(s.calls)
	s.mu.Unlock()
	if err != nil {
		return graph.Result{}, err
	}
	return s.Store.Load(ctx, claims)
}

// withWorker passes a worker to f, in this process, that works until the queue is
// empty. Its store may be wrapped.
func withWorker(t *testing.T, wrap func(graph.Store) graph.Store, f func(w *worker) error) {
	t.Helper()
	withApp(t, func(a *app) error {
		return a.withQueue(t.Context(), func(q *queue.Queue) error {
			return a.withStore(t.Context(), a.names(), func(s graph.Store) error {
				if err := s.Init(t.Context()); err != nil {
					return err
				}
				x, err := a.extractor()
				if err != nil {
					return err
				}
				if wrap != nil {
					s = wrap(s)
				}
				return f(newWorker(a, working{batch: 10, untilEmpty: true}, q, s, x))
			})
		})
	})
}

// workOn works on a store that fails.
func workOn(t *testing.T, fails func(call int) error) (w *worker, ended error) {
	t.Helper()
	withWorker(t, func(s graph.Store) graph.Store { return &awayStore{Store: s, fails: fails} }, func(made *worker) error {
		w = made
		ended = w.run(t.Context())
		return nil
	})
	return w, ended
}

// handful takes one article and reads it.
func handful(t *testing.T, w *worker) *hand {
	t.Helper()
	since := time.Now()
	tasks, err := w.queue.Take(t.Context(), 1, 5*time.Second)
	if err != nil || len(tasks) != 1 {
		t.Fatalf("took %d articles, %v", len(tasks), err)
	}
	h := w.hold(tasks, since)
	w.prepare(t.Context(), h)
	return h
}

// A worker that held an earlier text of an article for so long that another worker
// has loaded the later one must not bring the earlier one back.
func TestEarlierTextThatIsLoadedLate(t *testing.T) {
	newWorkplace(t)
	withNATS(t, 1)
	writeFile(t, "earlier.jsonl", brief)
	writeFile(t, "later.jsonl", strings.ReplaceAll(brief, "Riyadh", "Geneva"))
	want := ofOneProcess(t, "earlier.jsonl", "later.jsonl")
	demarche(t, "", "submit", "earlier.jsonl").must(t, codeDone)
	demarche(t, "", "submit", "later.jsonl").must(t, codeDone)
	withWorker(t, nil, func(w *worker) error {
		earlier, later := handful(t, w), handful(t, w)
		for _, h := range []*hand{later, earlier} {
			if err := w.finish(t.Context(), h); err != nil {
				return err
			}
			w.drop(h)
		}
		if w.result.Changed != 2 {
			t.Errorf("%d changes, want that of the earlier text and that back: nothing was tested", w.result.Changed)
		}
		return nil
	})
	same(t, dump(t), want)
	if row := queueStands(t); row != (queueRow{}) {
		t.Errorf("the queue stands at %+v", row)
	}
}

// A worker that has brought an earlier text back may die before it looks for a later
// one. Who takes the article next finds the graph as it left it, and looks.
func TestEarlierTextWhoseWorkerDied(t *testing.T) {
	newWorkplace(t)
	withNATS(t, 1)
	writeFile(t, "earlier.jsonl", brief)
	writeFile(t, "later.jsonl", strings.ReplaceAll(brief, "Riyadh", "Geneva"))
	want := ofOneProcess(t, "earlier.jsonl", "later.jsonl")
	demarche(t, "", "submit", "earlier.jsonl").must(t, codeDone)
	demarche(t, "", "submit", "later.jsonl").must(t, codeDone)
	withWorker(t, nil, func(w *worker) error {
		earlier, later := handful(t, w), handful(t, w)
		if err := w.finish(t.Context(), later); err != nil {
			return err
		}
		w.drop(later)
		if _, err := w.write(t.Context(), earlier.lease, earlier.tasks, earlier.outcomes, map[string]error{}); err != nil {
			return err
		}
		w.drop(earlier) // and no more is heard of it
		return w.run(t.Context())
	})
	same(t, dump(t), want)
}

// What a worker has read while it was frozen for longer than its lease is not
// loaded: somebody else has it.
func TestLapsedHandIsNotLoaded(t *testing.T) {
	newWorkplace(t)
	withNATS(t, 1)
	t.Setenv("DEMARCHE_NATS_LEASE", "1s")
	demarche(t, brief, "submit", "-").must(t, codeDone)
	withWorker(t, nil, func(w *worker) error {
		h := handful(t, w)
		h.lease.Release() // as if it were frozen
		for h.lease.Kept() {
			time.Sleep(50 * time.Millisecond)
		}
		if err := w.finish(t.Context(), h); err != nil {
			return err
		}
		if w.result.New != 0 || w.lapsed != 1 {
			t.Errorf("%d loaded, %d left to others", w.result.New, w.lapsed)
		}
		return w.run(t.Context())
	})
	if n := loaded(t); n != 1 {
		t.Errorf("%d articles are loaded", n)
	}
}

func TestWorkerWaitsForItsStore(t *testing.T) {
	for name, err := range map[string]error{"away": graph.ErrUnreachable, "full": graph.ErrFull, "busy": graph.ErrBusy} {
		t.Run(name, func(t *testing.T) {
			newWorkplace(t)
			withNATS(t, 1)
			demarche(t, many(25), "submit", "-").must(t, codeDone)
			w, ended := workOn(t, func(call int) error {
				if call < 5 {
					return fmt.Errorf("load: %w", err)
				}
				return nil
			})
			if ended != nil || w.result.New != 25 || w.tally.failed > 0 || w.lapsed > 0 {
				t.Errorf("it ends with %v, %d new, %d failed, %d given back", ended, w.result.New, w.tally.failed, w.lapsed)
			}
			if _, err := w.outage.now(); err != nil {
				t.Errorf("the store is back, but it says %v", err)
			}
		})
	}
}

func TestWorkerEndsWhenItsStoreIsLostForGood(t *testing.T) {
	newWorkplace(t)
	withNATS(t, 1)
	demarche(t, many(25), "submit", "-").must(t, codeDone)
	_, ended := workOn(t, func(int) error { return fmt.Errorf("load: %w", graph.ErrUnauthorized) })
	if exitCode(ended) != codeStore {
		t.Errorf("it ends with %v", ended)
	}
	// What it had at hand is given back at once, not when the lease lapses.
	demarche(t, "", "worker", "--until-empty").must(t, codeDone).says(t, "articles  25: 25 new")
}

// One article that the store does not take does not keep the others out.
func TestOneArticleThatTheStoreRefuses(t *testing.T) {
	newWorkplace(t)
	withNATS(t, 1)
	t.Setenv("DEMARCHE_NATS_TRIES", "2")
	demarche(t, many(25), "submit", "-").must(t, codeDone)
	var w *worker
	withWorker(t, func(s graph.Store) graph.Store { return &refusingStore{s, "made-00013"} }, func(made *worker) error {
		w = made
		return w.run(t.Context())
	})
	if w.result.New != 24 || w.tally.failed != 1 {
		t.Errorf("%d new, %d failed", w.result.New, w.tally.failed)
	}
	if list := demarche(t, "", "queue", "dead", "list", "--format", "jsonl").must(t, codeDone).stdout; strings.Count(list, "\n") != 1 || !strings.Contains(list, `"tries": 2, "article": "made-00013", "reason": "the store does not take it: too strange"`) {
		t.Errorf("dead are %s", list)
	}
}

// refusingStore refuses batches with one article.
type refusingStore struct {
	graph.Store
	id string
}

func (s *refusingStore) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	for i := range claims {
		if claims[i].Article.ID == s.id {
			return graph.Result{}, errors.New("too strange")
		}
	}
	return s.Store.Load(ctx, claims)
}

func TestQueueThatCannotBeUsed(t *testing.T) {
	newWorkplace(t)
	t.Setenv("DEMARCHE_NATS_URL", "nats://127.0.0.1:1")
	for _, args := range [][]string{{"submit", "examples/"}, {"worker"}, {"queue", "status"}} {
		demarche(t, "", args...).must(t, codeStore).says(t, "nats://127.0.0.1:1", "queue not reachable", "nats.url")
	}
	withNATS(t, 1)
	demarche(t, "", "queue", "status").must(t, codeDone)
	t.Setenv("DEMARCHE_NATS_REPLICAS", "3")
	demarche(t, "", "submit", "examples/").must(t, codeStore).says(t, "it has 1 replicas, nats.replicas says 3")
	demarche(t, "", "queue", "dead", "drop", "one").must(t, codeUsage).says(t, `"one" is no number`)
	demarche(t, "", "worker", "--batch", "0").must(t, codeUsage)
	demarche(t, "", "queue", "dead", "retry").must(t, codeUsage)
}
