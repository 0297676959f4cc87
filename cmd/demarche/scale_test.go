//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/queue/queuetest"
)

// scaleVariable names a file of articles with which the cost of each part is
// measured, scaleFolder where the costs are written for bench/scale.
const (
	scaleVariable = "DEMARCHE_TEST_SCALE"
	scaleFolder   = "DEMARCHE_TEST_SCALE_COSTS"
)

// scaleBatch is the batch of the measurement.
const scaleBatch = 50

// cpuOf is the processor time of a process in seconds, so far.
func cpuOf(t *testing.T, pid int) float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	// The name may hold spaces, and ends with a bracket.
	fields := strings.Fields(string(text)[strings.LastIndexByte(string(text), ')')+1:])
	ticks := 0.0
	for _, f := range fields[11:13] {
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		ticks += float64(n)
	}
	return ticks / 100 // of USER_HZ
}

// cpu is the processor time that a process has taken that has ended.
func cpu(cmd *exec.Cmd) float64 {
	return (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
}

// toEnd runs a process to its end.
func toEnd(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := process(t, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return cmd
}

type scaleRun struct {
	Workers   int     `json:"workers"`
	PerSecond float64 `json:"per_second"`
	Got       float64 `json:"cores_got"`
}

type scaleCosts struct {
	Store    string     `json:"store"`
	Articles int        `json:"articles"`
	Bytes    int        `json:"bytes"`
	Batch    int        `json:"batch"`
	Cores    int        `json:"cores"`
	Extract  float64    `json:"extract"`
	Client   float64    `json:"client"`
	Server   float64    `json:"server"`
	Queue    float64    `json:"queue"`
	Submit   float64    `json:"submit"`
	Load     float64    `json:"load_batch"`
	Check    float64    `json:"check_batch"`
	Stretch  float64    `json:"stretch"`
	Runs     []scaleRun `json:"runs"`
}

// Scale measures what an article costs in each part, and how many 1, 2 and 4 workers
// load a second. It runs when it is asked for; make scale hands what it finds to
// bench/scale.
func TestScale(t *testing.T) {
	corpus := os.Getenv(scaleVariable)
	if corpus == "" {
		t.Skipf("measures when %s names a file of articles", scaleVariable)
	}
	folder := os.Getenv(scaleFolder)
	text, err := os.ReadFile(corpus)
	if err != nil {
		t.Fatal(err)
	}
	for _, store := range []string{"sqlite", "neo4j"} {
		t.Run(store, func(t *testing.T) {
			newWorkplace(t)
			writeFile(t, "articles.jsonl", string(text))
			nats := withNATS(t, 1)
			t.Setenv("DEMARCHE_NATS_LEASE", "30s")
			server := 0 // the process of the store
			empty := func() {
				for _, f := range []string{"demarche.db", "demarche.db-wal", "demarche.db-shm"} {
					_ = os.Remove(f) // it need not be there
				}
			}
			if store == "neo4j" {
				m := neo4jtest.OpenMortal(t)
				server = m.PID(t)
				t.Setenv("DEMARCHE_STORE", m.URI)
				t.Setenv("DEMARCHE_NEO4J_USER", m.User)
				t.Setenv("DEMARCHE_NEO4J_PASSWORD", m.Password)
				empty = func() { m.Empty(t) }
				// Neo4j's first transactions are slower than all that follow.
				demarche(t, many(300), "ingest", "-").must(t, codeDone)
				empty()
			}
			c := scaleCosts{Store: store, Batch: scaleBatch, Cores: runtime.NumCPU()}
			c.measure(t, nats, server, empty)
			b, err := json.MarshalIndent(c, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s", b)
			if folder != "" {
				if err := os.WriteFile(filepath.Join(folder, store+".json"), append(b, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// measure takes what several workers load together, and then the costs of one part by
// part.
func (c *scaleCosts) measure(t *testing.T, nats *queuetest.Cluster, server int, empty func()) {
	t.Helper()
	submit := func() (added int) {
		row := queueStands(t)
		toEnd(t, "submit", "--quiet", "--again", "articles.jsonl")
		return int(queueStands(t).Pending - row.Pending)
	}
	submitted := toEnd(t, "submit", "--quiet", "--again", "articles.jsonl")
	c.Articles = int(queueStands(t).Pending)
	n := float64(c.Articles)
	idle := cpu(toEnd(t, "queue", "status", "--over", "0s"))
	c.Submit = (cpu(submitted) - idle) / n

	// Processor time, which other work on the machine stretches less than the clock.
	writeFile(t, "one.jsonl", brief)
	start := cpu(toEnd(t, "extract", "--quiet", "one.jsonl"))
	c.Extract = (cpu(toEnd(t, "extract", "--quiet", "--workers", "1", "articles.jsonl")) - start) / n

	withApp(t, func(a *app) error { // sizes
		read, err := a.read(t.Context(), intake{}, []string{"articles.jsonl"})
		if err != nil {
			return err
		}
		for it := range read.items {
			if it.Article != nil {
				c.Bytes += len(it.Article.Text)
			}
		}
		return nil
	})
	for _, workers := range []int{1, 2, 4} {
		empty()
		demarche(t, "", "store", "init").must(t, codeDone)
		articles := c.Articles // of the first submission
		if workers > 1 {
			articles = submit()
		}
		used := cpuOf(t, nats.PID(0))
		if server > 0 {
			used += cpuOf(t, server)
		}
		// Workers load their models before the clock starts: they find an empty queue
		// first when they are quick, so they are held up by the clock of the first end.
		all := workerProcesses(t, workers, "--until-empty", "--batch", fmt.Sprint(scaleBatch))
		var begun time.Time
		first := int64(0)
		withApp(t, func(a *app) error {
			return a.withQueue(t.Context(), func(q *queue.Queue) error {
				for {
					st, err := q.Status(t.Context())
					if err != nil {
						return err
					}
					switch left := st.Pending + st.InFlight; {
					case begun.IsZero() && left < int64(articles):
						begun, first = time.Now(), left
					case left == 0:
						c.Runs = append(c.Runs, scaleRun{Workers: workers, PerSecond: float64(first) / time.Since(begun).Seconds()})
						return nil
					}
					time.Sleep(5 * time.Millisecond)
				}
			})
		})
		took := time.Since(begun).Seconds()
		ended(t, all)
		used = cpuOf(t, nats.PID(0)) - used
		if server > 0 {
			used += cpuOf(t, server)
		}
		for _, cmd := range all {
			used += cpu(cmd) - start // without the loading of models
		}
		c.Runs[len(c.Runs)-1].Got = used / took * float64(first) / float64(articles)
	}

	// Last, when the server of the store is warm: part by part.
	empty()
	submit()
	// One worker in this process, whose parts are told by its metrics.
	var before, after syscall.Rusage
	var w *worker
	timed := &timedStore{}
	serverBefore, natsBefore := 0.0, cpuOf(t, nats.PID(0))
	if server > 0 {
		serverBefore = cpuOf(t, server)
	}
	withApp(t, func(a *app) error {
		a.settings.Workers = 1
		return a.withQueue(t.Context(), func(q *queue.Queue) error {
			return a.withStore(t.Context(), a.names(), func(s graph.Store) error {
				if err := s.Init(t.Context()); err != nil {
					return err
				}
				x, err := a.extractor()
				if err != nil {
					return err
				}
				timed.Store = s
				w = newWorker(a, working{batch: scaleBatch, untilEmpty: true}, q, timed, x)
				if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
					return err
				}
				if err := w.run(t.Context()); err != nil {
					return err
				}
				return syscall.Getrusage(syscall.RUSAGE_SELF, &after)
			})
		})
	})
	spent := func(r *syscall.Rusage) float64 {
		return time.Duration(r.Utime.Nano() + r.Stime.Nano()).Seconds()
	}
	sums := sumsOf(t, w)
	c.Client = max(0, (spent(&after)-spent(&before))/n-c.Extract)
	// A busy machine stretches the clock: by as much, about, as it stretches extraction,
	// of which the processor time is known.
	c.Stretch = max(1, sums["extract"]/n/c.Extract)
	c.Load = timed.median() * scaleBatch / c.Stretch
	c.Check = (sums["look_up"] + sums["check"]) / n * scaleBatch / c.Stretch
	c.Queue = (cpuOf(t, nats.PID(0)) - natsBefore) / n
	if server > 0 {
		c.Server = (cpuOf(t, server) - serverBefore) / n
	}
}

// timedStore notes how long an article took to be loaded, batch by batch.
type timedStore struct {
	graph.Store
	took []float64
}

func (s *timedStore) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	begun := time.Now()
	defer func() { s.took = append(s.took, time.Since(begun).Seconds()/float64(len(claims))) }()
	return s.Store.Load(ctx, claims)
}

func (s *timedStore) median() float64 {
	slices.Sort(s.took)
	return s.took[len(s.took)/2]
}

// sumsOf reads how long each part took in all from a worker's metrics.
func sumsOf(t *testing.T, w *worker) map[string]float64 {
	t.Helper()
	s := httptest.NewRecorder()
	w.meter.Handler().ServeHTTP(s, httptest.NewRequest("GET", "/metrics", nil))
	sums := map[string]float64{}
	for line := range strings.Lines(s.Body.String()) {
		if rest, ok := strings.CutPrefix(line, `demarche_seconds_sum{part="`); ok {
			part, value, _ := strings.Cut(rest, `"} `)
			v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				t.Fatal(err)
			}
			sums[part] = v
		}
	}
	return sums
}
