package queue

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nkeys"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

func TestMain(m *testing.M) {
	if queuetest.Child() {
		return
	}
	os.Exit(m.Run())
}

func open(t *testing.T, c *queuetest.Cluster, change func(*Options)) *Queue {
	t.Helper()
	opts := Options{URLs: strings.Split(c.URL(), ","), Stream: "news", Program: "test", Lease: 2 * time.Second, Patience: 20 * time.Second}
	if change != nil {
		change(&opts)
	}
	q, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
	return q
}

func made(n int, text string) *article.Article {
	return &article.Article{ID: fmt.Sprintf("made %d", n), Title: "Ministers meet", Published: "2025-02-18", Text: text}
}

// submit returns how many of the articles were added.
func submit(t *testing.T, q *Queue, again bool, articles ...*article.Article) int {
	t.Helper()
	s := q.Submitter(t.Context(), again)
	n := 0
	for _, a := range articles {
		if err := s.Submit(t.Context(), a, func(added bool, err error) {
			if err != nil {
				t.Error(err)
			}
			if added {
				n++
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	return n
}

func take(t *testing.T, q *Queue, n int) []*Task {
	t.Helper()
	var tasks []*Task
	for deadline := time.Now().Add(10 * time.Second); len(tasks) < n; {
		more, err := q.Take(t.Context(), n-len(tasks), 100*time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, more...)
		if time.Now().After(deadline) {
			t.Fatalf("got %d articles of %d", len(tasks), n)
		}
	}
	return tasks
}

// stands waits until the queue stands as expected.
func stands(t *testing.T, q *Queue, pending, inFlight, dead int64) Status {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		st, err := q.Status(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if st.Pending == pending && st.InFlight == inFlight && st.Dead == dead {
			return st
		}
		if time.Now().After(deadline) {
			t.Fatalf("the queue stands at %+v, want %d pending, %d in flight, %d dead", st, pending, inFlight, dead)
		}
	}
}

func TestSubmittedTwiceIsThereOnce(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), nil)
	var articles []*article.Article
	for i := range 300 { // more than are under way at once
		articles = append(articles, made(i, fmt.Sprintf("Text %d.", i)))
	}
	if n := submit(t, q, false, articles...); n != 300 {
		t.Errorf("%d were added, want 300", n)
	}
	if n := submit(t, q, false, articles...); n != 0 {
		t.Errorf("%d were added by a second run", n)
	}
	if n := submit(t, q, false, made(7, "Another text.")); n != 1 {
		t.Errorf("another text is no other article: %d added", n)
	}
	stands(t, q, 301, 0, 0)
	tasks := take(t, q, 301)
	for i, a := range append(articles, made(7, "Another text.")) {
		if *tasks[i].Article != *a || tasks[i].Tries != 1 {
			t.Fatalf("task %d is %+v, want %+v", i, tasks[i].Article, a)
		}
		q.Done(tasks[i])
	}
	if st := stands(t, q, 0, 0, 0); st.Ended != 301 {
		t.Errorf("%d have ended", st.Ended)
	}
	if n := submit(t, q, false, articles[0]); n != 0 {
		t.Error("what was loaded a moment ago is added once more")
	}
	if n := submit(t, q, true, articles[0]); n != 1 {
		t.Error("again does not add it")
	}
}

func TestOnlyAcknowledgedArticlesAreGone(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), nil)
	submit(t, q, false, made(1, "One."), made(2, "Two."), made(3, "Three."))
	tasks := take(t, q, 3)
	lease := q.Hold(tasks[:1], time.Now())
	q.Done(tasks[1])
	again := take(t, q, 1) // the third, whose lease lapses
	if again[0].Sequence != 3 || again[0].Tries != 2 {
		t.Errorf("got %+v, want the third once more", again[0])
	}
	if !lease.Kept() {
		t.Error("a lease that is renewed has lapsed")
	}
	q.Back(again[0], 300*time.Millisecond)
	begun := time.Now()
	if again = take(t, q, 1); again[0].Tries != 3 || time.Since(begun) < 200*time.Millisecond {
		t.Errorf("what was given back came after %v: %+v", time.Since(begun), again[0])
	}
	q.Done(again[0])
	q.Done(tasks[0])
	lease.Release()
	stands(t, q, 0, 0, 0)
}

func TestNewerTextsAreFound(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), nil)
	submit(t, q, false, made(1, "First."), made(2, "Other."), made(1, "Second."), made(1, "Third."))
	tasks := take(t, q, 4)
	newer, err := q.Newer(t.Context(), tasks[:2])
	if err != nil {
		t.Fatal(err)
	}
	if len(newer) != 1 || newer[0].Article.Text != "Third." {
		t.Errorf("newer are %+v, want the third", newer)
	}
	if newer, err := q.Newer(t.Context(), tasks); err != nil || newer != nil {
		t.Errorf("newer than all are %v, %v", newer, err)
	}
}

func TestPruneLeavesWhatAnUnfinishedArticleStandsBefore(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), func(o *Options) { o.Keep = 200 * time.Millisecond })
	ctx, stop := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	wait.Go(func() { q.Prune(ctx) })
	submit(t, q, false, made(1, "One."), made(2, "Two."), made(3, "Three."), made(4, "Four."))
	tasks := take(t, q, 4)
	lease := q.Hold(tasks, time.Now())
	q.Done(tasks[0])
	q.Done(tasks[2])
	articles, _, _ := q.parts()
	left := func(want uint64) {
		t.Helper()
		for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			info, err := articles.Info(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if info.State.Msgs == want {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%d articles are left, want %d", info.State.Msgs, want)
			}
		}
	}
	left(3) // all but the first: the second is not finished
	time.Sleep(500 * time.Millisecond)
	left(3)
	q.Done(tasks[1])
	q.Done(tasks[3])
	left(0)
	lease.Release()
	stop()
	wait.Wait()
}

func TestDeadArticles(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), nil)
	submit(t, q, false, made(1, "One."), made(2, "Two."))
	for _, task := range take(t, q, 2) {
		if err := q.Bury(t.Context(), task, "it can't\nbe loaded: "+strings.Repeat("ü", 2000)); err != nil {
			t.Fatal(err)
		}
	}
	stands(t, q, 0, 0, 2)
	var dead []*Dead
	for d, err := range q.DeadArticles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		dead = append(dead, d)
	}
	if len(dead) != 2 || dead[0].Article.Text != "One." || !strings.HasPrefix(dead[0].Reason, "it can't be loaded: ü") || dead[0].Tries != 1 || dead[0].Worker != "test" || time.Since(dead[0].At) > time.Minute {
		t.Fatalf("dead are %+v", dead)
	}
	if err := q.Retry(t.Context(), dead[0]); err != nil {
		t.Fatal(err)
	}
	if err := q.Drop(t.Context(), dead[1]); err != nil {
		t.Fatal(err)
	}
	stands(t, q, 1, 0, 0)
	if task := take(t, q, 1)[0]; task.Article.Text != "One." || task.Tries != 1 {
		t.Errorf("what was put back is %+v", task)
	}
	if _, err := q.DeadArticle(t.Context(), 1); !errors.Is(err, ErrNoDead) {
		t.Errorf("a dropped article: %v", err)
	}
}

func TestLargeArticles(t *testing.T) {
	q := open(t, queuetest.Start(t, 1, "max_payload: 32KB"), nil)
	long := made(1, strings.Repeat("Ministers met in Geneva. ", 10_000))
	submit(t, q, false, long)
	if got := take(t, q, 1)[0]; got.Err != nil || *got.Article != *long {
		t.Errorf("a packed article is not what it was: %v", got.Err)
	}
	noise := make([]byte, 64<<10)
	rand.Read(noise)
	s := q.Submitter(t.Context(), false)
	var told error
	if err := s.Submit(t.Context(), made(2, hex.EncodeToString(noise)), func(_ bool, err error) { told = err }); err != nil {
		t.Fatal(err)
	}
	if err := s.Flush(); err != nil || !errors.Is(told, ErrTooBig) || !strings.Contains(told.Error(), "max_payload") {
		t.Errorf("an article that is too large: %v, %v", told, err)
	}
}

func TestForeignMessages(t *testing.T) {
	q := open(t, queuetest.Start(t, 1), nil)
	for _, header := range []nats.Header{{}, {formatHeader: {"demarche.article/99"}}, {formatHeader: {Format}}, {formatHeader: {Format}, encodingHeader: {"gzip"}}} {
		if _, err := q.js.PublishMsg(t.Context(), &nats.Msg{Subject: "news.article.x", Header: header, Data: []byte("not an article")}); err != nil {
			t.Fatal(err)
		}
	}
	for _, task := range take(t, q, 4) {
		if !errors.Is(task.Err, ErrFormat) || task.Article != nil {
			t.Errorf("a message that is no article: %+v", task)
		}
		if err := q.Bury(t.Context(), task, task.Err.Error()); err != nil {
			t.Fatal(err)
		}
	}
	for d, err := range q.DeadArticles(t.Context()) {
		if err != nil || d.Article != nil || !strings.Contains(q.Retry(t.Context(), d).Error(), "drop it") {
			t.Errorf("%+v, %v", d, err)
		}
	}
}

func TestOtherSettings(t *testing.T) {
	c := queuetest.Start(t, 1)
	open(t, c, nil)
	refused := func(words string, change func(*Options)) {
		t.Helper()
		opts := Options{URLs: []string{c.URL()}, Stream: "news", Lease: 2 * time.Second, Patience: time.Second}
		change(&opts)
		q, err := Open(t.Context(), opts)
		if err == nil {
			q.Close()
		}
		if !errors.Is(err, ErrSettings) || !strings.Contains(err.Error(), words) {
			t.Errorf("got %v, want it to say %q", err, words)
		}
	}
	refused("nats.replicas says 3", func(o *Options) { o.Replicas = 3 })
	refused("its lease is 2s, nats.lease says 30s", func(o *Options) { o.Lease = 0 })
	refused("fewer servers than replicas", func(o *Options) { o.Stream, o.Replicas = "other", 3 })
	c.Do(func(ctx context.Context, js jetstream.JetStream) error {
		_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "jobs", Subjects: []string{"jobs.>"}, Retention: jetstream.WorkQueuePolicy, MaxAge: time.Hour})
		return err
	})
	refused("its subjects are jobs.>, not jobs.article.*; its retention is", func(o *Options) { o.Stream = "jobs" })
	refused("it drops articles after 1h0m0s", func(o *Options) { o.Stream = "jobs" })
}

func TestFullStreamIsWaitedFor(t *testing.T) {
	c := queuetest.Start(t, 1)
	q := open(t, c, nil)
	articles, _, _ := q.parts()
	cfg := articles.CachedInfo().Config
	cfg.MaxMsgs = 2
	c.Do(func(ctx context.Context, js jetstream.JetStream) error {
		_, err := js.UpdateStream(ctx, cfg)
		return err
	})
	done := make(chan int)
	go func() { done <- submit(t, q, false, made(1, "One."), made(2, "Two."), made(3, "Three.")) }()
	tasks := take(t, q, 2)
	select {
	case <-done:
		t.Fatal("three fit where there is room for two")
	case <-time.After(1500 * time.Millisecond):
	}
	for _, task := range tasks {
		q.Done(task)
	}
	stands(t, q, 0, 0, 0)
	if err := articles.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := <-done; n != 3 {
		t.Errorf("%d were added", n)
	}
	if got := take(t, q, 1)[0].Article.Text; got != "Three." {
		t.Errorf("got %q", got)
	}
}

func TestNobodyThere(t *testing.T) {
	_, err := Open(t.Context(), Options{URLs: []string{"nats://127.0.0.1:1"}, Stream: "news"})
	if !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), "nats://127.0.0.1:1") || !strings.Contains(err.Error(), "nats.url") {
		t.Errorf("got %v", err)
	}
}

func TestNKey(t *testing.T) {
	pair, err := nkeys.CreateUser()
	if err != nil {
		t.Fatal(err)
	}
	public, err := pair.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	seed, err := pair.Seed()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "user.nk")
	if err := os.WriteFile(path, seed, 0o600); err != nil {
		t.Fatal(err)
	}
	c := queuetest.Start(t, 1, "authorization {users: [{nkey: "+public+"}]}")
	q := open(t, c, func(o *Options) { o.NKey = path })
	submit(t, q, false, made(1, "One."))
	_, err = Open(t.Context(), Options{URLs: []string{c.URL()}, Stream: "news"})
	if !errors.Is(err, ErrUnauthorized) || !strings.Contains(err.Error(), "nats.nkey") {
		t.Errorf("without a key: %v", err)
	}
	if err := os.WriteFile(path, []byte(strings.ToLower(string(seed))), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Options{URLs: []string{c.URL()}, Stream: "news", NKey: path})
	if !errors.Is(err, ErrUnauthorized) || strings.Contains(strings.ToLower(err.Error()), strings.ToLower(string(seed[4:12]))) {
		t.Errorf("with a file that is no seed: %v", err)
	}
}

func TestClusterLosesItsLeader(t *testing.T) {
	c := queuetest.Start(t, 3)
	q := open(t, c, func(o *Options) { o.Replicas = 3 })
	var articles []*article.Article
	for i := range 2000 {
		articles = append(articles, made(i, fmt.Sprintf("Text %d.", i)))
	}
	done := make(chan int)
	go func() { done <- submit(t, q, false, articles...) }()
	var seen []string
	end := map[string]bool{}
	for killed := false; len(end) < len(articles); {
		tasks, err := q.Take(t.Context(), 100, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		for _, task := range tasks {
			q.Done(task)
			seen = append(seen, task.Article.ID)
			end[task.Article.ID] = true
		}
		if len(end) > 300 && !killed {
			killed = true
			leader := c.Leader("news")
			c.Kill(leader)
			defer c.Begin(leader) // what is left is cleaned up
		}
	}
	if n := <-done; n > len(articles) {
		t.Errorf("%d were added of %d", n, len(articles))
	}
	st := stands(t, q, 0, 0, 0)
	slices.Sort(seen)
	t.Logf("%d articles, %d of them came twice; %+v", len(end), len(seen)-len(end), st)
	if st.Replicas != 3 || st.Leader == "" {
		t.Errorf("status %+v", st)
	}
}
