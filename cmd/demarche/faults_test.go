//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

// chaosVariable makes the tests of faults larger: the number of articles.
const chaosVariable = "DEMARCHE_TEST_CHAOS"

// chaos is how many articles the tests of faults use, and whether that is more than
// usual.
func chaos(t *testing.T, usual int) (articles int, much bool) {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv(chaosVariable))
	if err != nil || n <= usual {
		return usual, false
	}
	return n, true
}

// siege is what a test of faults is about: servers, workers, and how far these have
// come.
type siege struct {
	t       *testing.T
	nats    *queuetest.Cluster
	queue   *queue.Queue
	workers []*exec.Cmd
	// all is how many articles there are to be ended in the end.
	all int64
}

// begin starts another worker.
func (s *siege) begin() {
	s.t.Helper()
	s.workers = append(s.workers, workerProcesses(s.t, 1, "--batch", "10")...)
}

// signal sends a signal to a worker.
func (s *siege) signal(w *exec.Cmd, sig syscall.Signal) {
	s.t.Helper()
	if err := w.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// kill ends a worker with SIGKILL.
func (s *siege) kill(i int) {
	s.t.Helper()
	if err := s.workers[i].Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	s.workers[i].Wait()
	s.workers = append(s.workers[:i], s.workers[i+1:]...)
}

// status asks the queue, which may take a moment while it has no leader.
func (s *siege) status() queue.Status {
	s.t.Helper()
	st, err := s.queue.Status(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return st
}

// patience is how long progress may take to come back after a fault.
const siegePatience = 3 * time.Minute

// until waits until part of all articles are ended.
func (s *siege) until(part float64) {
	s.t.Helper()
	s.wait(fmt.Sprintf("%.0f %% of the articles", 100*part), func(st queue.Status) bool { return float64(st.Ended) >= part*float64(s.all) })
}

// recovers waits until another article is ended after a fault, and tells how long
// that took.
func (s *siege) recovers(fault string) {
	s.t.Helper()
	begun := time.Now()
	from := s.status().Ended // which takes until there is a leader again
	s.wait("progress after "+fault, func(st queue.Status) bool { return st.Ended > from || st.Ended >= s.all })
	s.t.Logf("%s: work goes on after %v", fault, time.Since(begun).Round(10*time.Millisecond))
}

func (s *siege) wait(what string, over func(queue.Status) bool) {
	s.t.Helper()
	for deadline := time.Now().Add(siegePatience); ; time.Sleep(20 * time.Millisecond) {
		st := s.status()
		if over(st) {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("waited %v for %s: the queue stands at %+v\n%s", siegePatience, what, st, s.said())
		}
	}
}

// said is what the workers told.
func (s *siege) said() string {
	var b strings.Builder
	for _, w := range s.workers {
		text := fmt.Sprint(w.Stderr)
		fmt.Fprintf(&b, "worker %d: %s\n", w.Process.Pid, text[max(0, len(text)-1000):])
	}
	return b.String()
}

// end asks the workers to end, once all is done.
func (s *siege) end() {
	s.t.Helper()
	s.wait("the end", func(st queue.Status) bool { return st.Pending == 0 && st.InFlight == 0 && st.Ended >= s.all })
	for _, w := range s.workers {
		s.signal(w, syscall.SIGTERM)
	}
	ended(s.t, s.workers)
	if st := s.status(); st.Dead > 0 {
		s.t.Errorf("%d articles were put aside:\n%s", st.Dead, demarche(s.t, "", "queue", "dead", "list").stdout)
	}
	demarche(s.t, "", "store", "check").must(s.t, codeDone)
}

// submitting starts a program that submits a file.
func (s *siege) submitting(file string) *exec.Cmd {
	s.t.Helper()
	cmd := process(s.t, "submit", file)
	cmd.Stderr = &guarded{}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	return cmd
}

// newSiege has articles in the files first.jsonl and second.jsonl, and the graph that
// one process makes of them.
func newSiege(t *testing.T, articles, servers int) (s *siege, want string) {
	t.Helper()
	lines := strings.SplitAfter(diverse(articles), "\n")
	writeFile(t, "first.jsonl", strings.Join(lines[:articles/2], ""))
	writeFile(t, "second.jsonl", strings.Join(lines[articles/2:], ""))
	want = ofOneProcess(t, "first.jsonl", "second.jsonl")
	s = &siege{t: t, nats: withNATS(t, servers), all: int64(articles)}
	t.Setenv("DEMARCHE_NATS_TRIES", "20") // a test kills more often than the world does
	withApp(t, func(a *app) (err error) {
		s.queue, err = a.openQueue(t.Context(), "test")
		return err
	})
	t.Cleanup(func() {
		for _, w := range s.workers {
			_ = w.Process.Kill() // it may have ended
		}
		s.queue.Close()
	})
	return s, want
}

// Whatever is killed, frozen or submitted twice: no article is lost, none counts
// twice, no event is there in part.
func TestFaultsLoseNothing(t *testing.T) {
	newWorkplace(t)
	neo4j := neo4jtest.OpenMortal(t)
	articles, much := chaos(t, 400)
	s, want := newSiege(t, articles, 3)
	t.Setenv("DEMARCHE_STORE", neo4j.URI)
	t.Setenv("DEMARCHE_NEO4J_USER", neo4j.User)
	t.Setenv("DEMARCHE_NEO4J_PASSWORD", neo4j.Password)
	demarche(t, "", "submit", "first.jsonl").must(t, codeDone)
	for range 4 {
		s.begin()
	}
	s.until(0.05)

	s.kill(0)
	s.recovers("a worker killed")
	s.begin()

	leader := s.nats.Leader("demarche")
	s.nats.Kill(leader)
	second := s.submitting("second.jsonl") // while there is no leader
	s.recovers("the stream's leader killed")
	s.nats.Begin(leader)

	frozen := s.workers[0]
	s.signal(frozen, syscall.SIGSTOP)
	froze := time.Now()
	s.recovers("a worker frozen")

	ended(t, []*exec.Cmd{second})
	twice := s.submitting("first.jsonl")
	s.until(0.5)
	neo4j.Kill(t)
	killed := time.Now()
	time.Sleep(time.Second) // others go on to ask for it
	neo4j.Begin(t)
	t.Logf("Neo4j killed: it answers after %v", time.Since(killed).Round(10*time.Millisecond))
	s.recovers("Neo4j answers")
	ended(t, []*exec.Cmd{twice})

	time.Sleep(time.Until(froze.Add(5 * time.Second))) // for longer than its lease
	s.signal(frozen, syscall.SIGCONT)
	if much {
		s.raid(neo4j)
	}
	s.end()
	same(t, dump(t), want)
}

// raid goes on with faults until the articles are through.
func (s *siege) raid(neo4j *neo4jtest.Mortal) {
	s.t.Helper()
	r := rand.New(rand.NewPCG(8, 8))
	for n := 0; s.status().Ended < s.all*95/100; n++ {
		switch k := r.IntN(10); {
		case k < 5:
			s.kill(r.IntN(len(s.workers)))
			s.begin()
			s.recovers("a worker killed")
		case k < 8:
			leader := s.nats.Leader("demarche")
			s.nats.Kill(leader)
			s.recovers("the stream's leader killed")
			s.nats.Begin(leader)
			time.Sleep(3 * time.Second) // to catch up: two of three are too many to lose
		case k < 9:
			w := s.workers[r.IntN(len(s.workers))]
			s.signal(w, syscall.SIGSTOP)
			time.Sleep(time.Duration(r.IntN(5000)) * time.Millisecond)
			s.signal(w, syscall.SIGCONT)
		default:
			neo4j.Kill(s.t)
			neo4j.Begin(s.t)
			s.recovers("Neo4j killed and started")
		}
		time.Sleep(time.Duration(r.IntN(2000)) * time.Millisecond)
	}
}

// Several workers on one SQLite file, killed again and again.
func TestFaultsWithSQLite(t *testing.T) {
	newWorkplace(t)
	articles, much := chaos(t, 300)
	s, want := newSiege(t, articles, 1)
	demarche(t, "", "submit", "first.jsonl").must(t, codeDone)
	s.begin()
	s.begin()
	kills := 3
	if much {
		kills = 30
	}
	for i := range kills {
		s.until(float64(i+1) / float64(2*kills+2))
		s.kill(0)
		s.begin()
		s.recovers("a worker killed")
		if i == 0 {
			s.nats.Kill(0)
			second := s.submitting("second.jsonl")
			s.nats.Begin(0)
			s.recovers("the only server of NATS killed and started")
			if err := second.Wait(); err != nil { // it does not wait for a server that is not there when it begins
				demarche(t, "", "submit", "second.jsonl").must(t, codeDone)
			}
		}
	}
	s.end()
	same(t, dump(t), want)
}

// A program that is killed at any moment while it ingests leaves a file that opens,
// is sound, and with which the next run goes on.
func TestIngestKilledAtRandomMoments(t *testing.T) {
	newWorkplace(t)
	kills, articles := 8, 150
	if _, much := chaos(t, 400); much {
		kills, articles = 100, 600 // of which the first 500 are loaded at once
	}
	writeFile(t, "articles.jsonl", many(articles))
	begun := time.Now()
	want := ofOneProcess(t, "articles.jsonl")
	took := time.Since(begun) + time.Second // to start the process
	r := rand.New(rand.NewPCG(9, 9))
	hit := 0
	for hit < kills {
		cmd := process(t, "ingest", "articles.jsonl")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(took))))
		_ = cmd.Process.Kill() // it may have ended
		cmd.Wait()
		if _, err := os.Stat("demarche.db"); err != nil {
			continue // nothing was begun
		}
		hit++
		if check := demarche(t, "", "store", "check"); check.code != codeDone && !strings.Contains(check.stderr, "no graph here yet") {
			check.must(t, codeDone)
		}
		if loaded(t) == articles { // it was faster: from the beginning
			files, err := filepath.Glob("demarche.db*")
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if err := os.Remove(f); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	t.Logf("%d times killed", hit)
	demarche(t, "", "ingest", "articles.jsonl").must(t, codeDone)
	demarche(t, "", "store", "check").must(t, codeDone)
	same(t, dump(t), want)
}

// A worker whose disk is full takes no more, waits for room, and loses nothing.
func TestWorkerOnAFullDisk(t *testing.T) {
	newWorkplace(t)
	s, want := newSiege(t, 300, 1)
	demarche(t, "", "submit", "first.jsonl").must(t, codeDone)
	demarche(t, "", "submit", "second.jsonl").must(t, codeDone)
	cmd := withDisk(t, "size=8m", "head -c 7800000 /dev/zero >disk/ballast", "--workers", "1", "--store", "sqlite://disk/graph.db", "worker", "--batch", "20")
	var stderr guarded
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill() // it may have ended
		cmd.Wait()
	}()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(stderr.String(), "waiting for the store"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never says that the disk is full: %s\n%+v", &stderr, s.status())
		}
	}
	time.Sleep(3 * time.Second) // longer than the lease
	if st := s.status(); st.Dead > 0 || st.Pending+st.InFlight == 0 {
		t.Errorf("while the disk is full the queue stands at %+v", st)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	inside := filepath.Join("/proc", strconv.Itoa(cmd.Process.Pid), "root", dir, "disk")
	if err := os.Remove(filepath.Join(inside, "ballast")); err != nil {
		t.Fatal(err)
	}
	s.recovers("room on the disk")
	s.wait("the end", func(st queue.Status) bool { return st.Pending == 0 && st.InFlight == 0 })
	if !strings.Contains(stderr.String(), "the store is back") {
		t.Errorf("it does not say that the store is back: %s", &stderr)
	}
	// The disk is gone with its process, which is at rest now.
	for _, name := range []string{"graph.db", "graph.db-wal"} {
		content, err := os.ReadFile(filepath.Join(inside, name))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, name, string(content))
	}
	t.Setenv("DEMARCHE_STORE", "sqlite://graph.db")
	same(t, dump(t), want)
}
