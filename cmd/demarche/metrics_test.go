package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

var metricsAt = regexp.MustCompile(`metrics are at (http://[^ ]+)/metrics`)

// listening waits until a process tells where its metrics are.
func listening(t *testing.T, cmd *exec.Cmd) (address string) {
	t.Helper()
	stderr := &guarded{}
	cmd.Stderr = stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if m := metricsAt.FindStringSubmatch(stderr.String()); m != nil {
			return m[1]
		}
	}
	t.Fatalf("it never tells where its metrics are: %s", stderr)
	return ""
}

// eventually waits until an address answers with a status and words.
func eventually(t *testing.T, address string, status int, words ...string) {
	t.Helper()
	last := ""
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		res, err := http.Get(address)
		if err != nil {
			last = err.Error()
			continue
		}
		b, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		missing := res.StatusCode != status
		for _, w := range words {
			missing = missing || !strings.Contains(string(b), w)
		}
		if !missing {
			return
		}
		last = string(b)
	}
	t.Fatalf("%s does not answer %d with %q:\n%s", address, status, words, last)
}

// The collector of OpenTelemetry sees an article from its submission on.
func TestWorkerTellsOperators(t *testing.T) {
	newWorkplace(t)
	c := withNATS(t, 1)
	type span struct{ Name, TraceID, ParentSpanID string }
	var mu sync.Mutex
	spans := map[string]span{}
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var in struct {
			ResourceSpans []struct {
				ScopeSpans []struct{ Spans []span }
			}
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, rs := range in.ResourceSpans {
			for _, ss := range rs.ScopeSpans {
				for _, s := range ss.Spans {
					spans[s.Name] = s
				}
			}
		}
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)

	worker := process(t, "worker", "--listen", "127.0.0.1:0")
	address := listening(t, worker)
	eventually(t, address+"/healthz", 200, "ok")
	eventually(t, address+"/readyz", 200, "ok")
	demarche(t, brief, "submit", "-").must(t, codeDone)
	publish(t, c, "demarche.article.x", "not an article")
	eventually(t, address+"/metrics", 200, `demarche_articles_total{outcome="loaded"} 1`, `demarche_articles_total{outcome="dead"} 1`, `demarche_errors_total{reason="format"} 1`,
		`demarche_events_total 1`, `demarche_seconds_count{part="extract"} 1`, `demarche_seconds_count{part="load"} 1`, `demarche_queue_articles{state="dead"} 1`, `demarche_articles_in_hand 0`)
	if err := worker.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := worker.Wait(); err != nil {
		t.Errorf("Ctrl-C ends it with %v: %s", err, worker.Stderr)
	}
	mu.Lock()
	defer mu.Unlock()
	if s := spans["submit"]; s.TraceID == "" || spans["extract"].TraceID != s.TraceID || spans["extract"].ParentSpanID == "" || spans["load"].Name == "" {
		t.Errorf("spans are %+v", spans)
	}
}

func TestServeTellsOperators(t *testing.T) {
	w := newWorkplace(t)
	w.ingest(t)
	server := process(t, "serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0")
	address := listening(t, server)
	eventually(t, address+"/readyz", 200, "ok")
	stderr := server.Stderr.(*guarded)
	shown := regexp.MustCompile(`shown at (http://[^ ]+/)`)
	for deadline := time.Now().Add(time.Minute); !shown.MatchString(stderr.String()); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it tells no address: %s", stderr)
		}
	}
	page := shown.FindStringSubmatch(stderr.String())[1]
	eventually(t, page+"api/v1/events?actor=Putin", 200, `"type":"call"`)
	eventually(t, page+"api/v1/events?type=chat", 400, "chat")
	eventually(t, address+"/metrics", 200, `status="200"} 1`, `status="400"} 1`, "demarche_request_seconds_count")
	if err := server.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := server.Wait(); err != nil {
		t.Errorf("Ctrl-C ends it with %v: %s", err, stderr)
	}
}
