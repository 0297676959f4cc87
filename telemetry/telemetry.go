// Package telemetry tells operators how a program that runs for long is doing:
// metrics of Prometheus, whether it lives and is ready, and traces of
// OpenTelemetry when they are asked for.
//
// No other package knows the libraries for these.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// The kinds of end that an article comes to at a worker.
const (
	Loaded    = "loaded"
	Unchanged = "unchanged" // the graph held it already
	Buried    = "dead"      // put aside as failed
	Returned  = "returned"  // given back, or lapsed: somebody will take it again
)

// Metrics are what is counted. All methods may be called at once.
type Metrics struct {
	registry *prometheus.Registry
	articles *prometheus.CounterVec
	events   prometheus.Counter
	failures *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	inHand   prometheus.Gauge
	queue    *prometheus.GaugeVec

	requests *prometheus.CounterVec
	answers  *prometheus.HistogramVec

	mu    sync.Mutex
	ready func(context.Context) error
}

// New makes the metrics of a program: "worker" or "serve".
func New(program, version string) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), ready: func(context.Context) error { return errors.New("starting") }}
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	add := func(c prometheus.Collector) { m.registry.MustRegister(c) } // fails only for two of one name
	info := prometheus.NewGauge(prometheus.GaugeOpts{Name: "demarche_build_info", Help: "1, with the version of the program.", ConstLabels: prometheus.Labels{"version": version, "program": program}})
	info.Set(1)
	add(info)
	switch program {
	case "worker":
		m.articles = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "demarche_articles_total", Help: "Articles that this worker is through with, by what became of them."}, []string{"outcome"})
		m.events = prometheus.NewCounter(prometheus.CounterOpts{Name: "demarche_events_total", Help: "Events that the loaded articles tell of."})
		m.failures = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "demarche_errors_total", Help: "Errors, by reason."}, []string{"reason"})
		m.seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "demarche_seconds", Help: "How long a part took: extract is one article; look_up, load and check are one batch; waited is from submission to the end of an article, by the clocks of two machines.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400}}, []string{"part"})
		m.inHand = prometheus.NewGauge(prometheus.GaugeOpts{Name: "demarche_articles_in_hand", Help: "Articles that this worker has taken and not finished."})
		m.queue = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "demarche_queue_articles", Help: "Articles in the queue as a whole: pending, in_flight (with any worker), dead."}, []string{"state"})
		for _, c := range []prometheus.Collector{m.articles, m.events, m.failures, m.seconds, m.inHand, m.queue} {
			add(c)
		}
		for _, outcome := range []string{Loaded, Unchanged, Buried, Returned} {
			m.articles.WithLabelValues(outcome) // a rate of something that never was can't be told from a name that is wrong
		}
	case "serve":
		m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "demarche_requests_total", Help: "Requests, by operation and status."}, []string{"operation", "status"})
		m.answers = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "demarche_request_seconds", Help: "How long an answer took, by operation.", Buckets: prometheus.DefBuckets}, []string{"operation"})
		add(m.requests)
		add(m.answers)
	}
	return m
}

// Article counts an article by what became of it, with its events when it was
// loaded, and how long ago it was submitted.
func (m *Metrics) Article(outcome string, events int, waited time.Duration) {
	m.articles.WithLabelValues(outcome).Inc()
	m.events.Add(float64(events))
	if outcome != Returned {
		m.Took("waited", max(0, waited)) // clocks of two machines differ
	}
}

// Failure counts an error by its reason, one of a few words.
func (m *Metrics) Failure(reason string) { m.failures.WithLabelValues(reason).Inc() }

// Took says how long a part took.
func (m *Metrics) Took(part string, d time.Duration) {
	m.seconds.WithLabelValues(part).Observe(d.Seconds())
}

// InHand changes the number of articles at hand.
func (m *Metrics) InHand(by int) { m.inHand.Add(float64(by)) }

// Queue says how the queue stands.
func (m *Metrics) Queue(pending, inFlight, dead int64) {
	m.queue.WithLabelValues("pending").Set(float64(pending))
	m.queue.WithLabelValues("in_flight").Set(float64(inFlight))
	m.queue.WithLabelValues("dead").Set(float64(dead))
}

// Request counts an answer of the server.
func (m *Metrics) Request(operation string, status int, took time.Duration) {
	m.requests.WithLabelValues(operation, fmt.Sprint(status)).Inc()
	m.answers.WithLabelValues(operation).Observe(took.Seconds())
}

// Ready sets how readiness is found out: an error says why the program can't do
// its work at the moment.
func (m *Metrics) Ready(f func(context.Context) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ready = f
}

// readyPatience is how long finding out may take.
const readyPatience = 3 * time.Second

// Handler answers /metrics, /healthz (the program lives) and /readyz (it can do
// its work; 503 with the reason when not).
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		m.mu.Lock()
		ready := m.ready
		m.mu.Unlock()
		ctx, stop := context.WithTimeout(r.Context(), readyPatience)
		defer stop()
		if err := ready(ctx); err != nil {
			say(w, http.StatusServiceUnavailable, err.Error())
			return
		}
		say(w, http.StatusOK, "ok")
	})
	return mux
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	fmt.Fprintln(w, text) // that it did not arrive is the asker's loss
}

// Listen answers at an address until stop is called, which waits for answers under
// way.
func (m *Metrics) Listen(ctx context.Context, address string, log *slog.Logger) (at net.Addr, stop func(), err error) {
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, nil, err
	}
	server := &http.Server{Handler: m.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics are not served any more", "error", err)
		}
	}()
	return l.Addr(), func() {
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if err := server.Shutdown(patience); err != nil {
			log.Debug("metrics", "error", err)
		}
	}, nil
}
