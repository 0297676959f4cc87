package telemetry

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestMetrics(t *testing.T) {
	m := New("worker", "1.2.3")
	s := httptest.NewServer(m.Handler())
	defer s.Close()
	m.Article(Loaded, 3, time.Second)
	m.Article(Buried, 0, -time.Second) // of a machine whose clock is ahead
	m.Failure("store")
	m.Took("load", 30*time.Millisecond)
	m.InHand(5)
	m.InHand(-2)
	m.Queue(10, 4, 1)
	_, body := get(t, s.URL+"/metrics")
	for _, line := range []string{
		`demarche_articles_total{outcome="loaded"} 1`, `demarche_articles_total{outcome="dead"} 1`, `demarche_articles_total{outcome="unchanged"} 0`,
		`demarche_events_total 3`, `demarche_errors_total{reason="store"} 1`, `demarche_seconds_bucket{part="load",le="0.05"} 1`, `demarche_seconds_bucket{part="load",le="0.025"} 0`,
		`demarche_seconds_count{part="waited"} 2`, `demarche_articles_in_hand 3`, `demarche_queue_articles{state="pending"} 10`, `demarche_build_info{program="worker",version="1.2.3"} 1`, `go_goroutines `,
	} {
		if !strings.Contains(body, "\n"+line) {
			t.Errorf("no line %q in\n%s", line, body)
		}
	}
	serve := New("serve", "1.2.3")
	serve.Request("timeline", 200, 20*time.Millisecond)
	s2 := httptest.NewServer(serve.Handler())
	defer s2.Close()
	if _, body := get(t, s2.URL+"/metrics"); !strings.Contains(body, `demarche_requests_total{operation="timeline",status="200"} 1`) || strings.Contains(body, "demarche_articles_total") {
		t.Errorf("of serve:\n%s", body)
	}
}

func TestHealth(t *testing.T) {
	m := New("worker", "1.2.3")
	s := httptest.NewServer(m.Handler())
	defer s.Close()
	expect := func(path string, status int, words string) {
		t.Helper()
		if got, body := get(t, s.URL+path); got != status || !strings.Contains(body, words) {
			t.Errorf("%s: %d %q, want %d %q", path, got, body, status, words)
		}
	}
	expect("/healthz", 200, "ok")
	expect("/readyz", 503, "starting")
	m.Ready(func(context.Context) error { return errors.New("the store is away") })
	expect("/readyz", 503, "the store is away")
	expect("/healthz", 200, "ok") // to be started again would not help
	m.Ready(func(context.Context) error { return nil })
	expect("/readyz", 200, "ok")
	m.Ready(func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	})
	expect("/readyz", 503, "deadline")
	if res, err := http.Post(s.URL+"/metrics", "text/plain", nil); err != nil || res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %v, %v", res, err)
	}
}

// collector takes traces as a collector of OpenTelemetry does.
type collector struct {
	mu    sync.Mutex
	spans []otlpSpan
	attrs []otlpAttribute
	key   string
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in otlpRequest
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/json" {
		http.Error(w, "not OTLP", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.key = r.Header.Get("X-Key")
	for _, rs := range in.ResourceSpans {
		c.attrs = rs.Resource.Attributes
		for _, ss := range rs.ScopeSpans {
			c.spans = append(c.spans, ss.Spans...)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, "{}") // the exporter reads the status
}

func TestTraces(t *testing.T) {
	c := &collector{}
	s := httptest.NewServer(c)
	defer s.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", s.URL+"/")
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=se%20cret")
	t.Setenv("OTEL_SERVICE_NAME", "newsroom")
	tracer, err := NewTracer(t.Context(), "worker", "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	ctx, submit := tracer.Start(t.Context(), "submit", "articles", 7)
	headers := tracer.Inject(ctx)
	_, work := tracer.Start(tracer.Extract(t.Context(), headers), "extract", "article", "a")
	work.End(errors.New("it is no article"))
	_, load := tracer.Start(t.Context(), "load")
	load.Link(ctx)
	load.End(nil)
	submit.End(nil)
	if err := tracer.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(c.spans) != 3 || c.key != "se cret" {
		t.Fatalf("spans are %+v, key %q", c.spans, c.key)
	}
	extract, loaded, submitted := c.spans[0], c.spans[1], c.spans[2]
	if extract.ParentID != submitted.SpanID || extract.TraceID != submitted.TraceID || extract.Status.Code != otlpError || extract.Status.Message != "it is no article" || *extract.Attributes[0].Value.String != "a" {
		t.Errorf("extract is %+v, below %+v", extract, submitted)
	}
	if len(loaded.Links) != 1 || loaded.Links[0].SpanID != submitted.SpanID || loaded.TraceID == submitted.TraceID {
		t.Errorf("load is %+v", loaded)
	}
	if *submitted.Attributes[0].Value.Int != "7" || len(submitted.TraceID) != 32 || len(submitted.SpanID) != 16 || submitted.Start > submitted.End {
		t.Errorf("submit is %+v", submitted)
	}
	service := ""
	for _, a := range c.attrs {
		if a.Key == "service.name" {
			service = *a.Value.String
		}
	}
	if service != "newsroom" {
		t.Errorf("the service is %q", service)
	}
}

func TestTracesThatNobodyAskedFor(t *testing.T) {
	for _, vars := range []map[string]string{{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none"}} {
		for name, value := range vars {
			t.Setenv(name, value)
		}
		tracer, err := NewTracer(t.Context(), "worker", "1.2.3")
		if err != nil {
			t.Fatal(err)
		}
		ctx, span := tracer.Start(t.Context(), "x", "a", 1)
		span.Link(ctx)
		span.End(errors.New("x"))
		if tracer.Inject(ctx) != nil || tracer.Close(t.Context()) != nil {
			t.Errorf("%v: there are traces", vars)
		}
	}
	t.Setenv("OTEL_SDK_DISABLED", "")
	t.Setenv("OTEL_TRACES_EXPORTER", "")
	for name, value := range map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "localhost:4318", "OTEL_EXPORTER_OTLP_HEADERS": "hunter2"} {
		t.Setenv(name, value)
		if _, err := NewTracer(t.Context(), "worker", "1.2.3"); err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s=%s: %v", name, value, err)
		}
		t.Setenv(name, "http://127.0.0.1:1")
	}
}
