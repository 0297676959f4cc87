// Command growth measures what an article costs to load as the graph grows:
//
//	go run ./bench/growth -events 1000000 -svg docs/growth.svg
//
// It loads generated articles, five events each, into a new store and prints at
// certain sizes what the last ten thousand events took, or the last twentieth, in
// processor time of this program and of Neo4j: a busy machine hardly changes it. It
// ends with 1 when the last size costs more than -most times what the first does.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// The stream has as many events for each article.
const perArticle = 5

// window is over how many events a cost is taken, and what is loaded before the
// first is; at more than two hundred thousand it is a twentieth of them, since a
// file's checkpoints come seldom.
const window = 10_000

func windowAt(events int) int { return max(window, events/20/perArticle*perArticle) }

// batch is how many articles are given to the store at once, as ingest does.
const batch = 500

// point is a measurement.
type point struct {
	events int
	// cost is the processor time that an article took.
	cost time.Duration
}

func main() {
	var o options
	flag.IntVar(&o.events, "events", 1_000_000, "how many events are loaded")
	flag.StringVar(&o.neo4j, "neo4j", "", "address of an empty Neo4j; without it a SQLite file is made, and removed at the end")
	flag.StringVar(&o.user, "user", "neo4j", "user of the Neo4j; its password is taken from DEMARCHE_NEO4J_PASSWORD")
	flag.BoolVar(&o.exact, "exact", false, "link only what agrees in everything, which tells the growth of the store from that of the linker")
	flag.StringVar(&o.svg, "svg", "", "file to draw the curve into")
	flag.Float64Var(&o.most, "most", 1.2, "what an article may cost at the end, in multiples of what it cost first")
	flag.Parse()
	if err := o.run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "growth:", err)
		os.Exit(1)
	}
}

type options struct {
	events           int
	neo4j, user, svg string
	exact            bool
	most             float64
}

func (o *options) run(ctx context.Context) error {
	m, done, err := o.meter(ctx)
	if err != nil {
		return err
	}
	defer done()
	points, err := m.measure(ctx, o.events)
	if err != nil {
		return err
	}
	if len(points) < 2 {
		return fmt.Errorf("%d events are too few: give %d or more", o.events, 2*window)
	}
	fmt.Println("| events in the graph | µs an article | times the first |")
	fmt.Println("|---:|---:|---:|")
	for _, p := range points {
		fmt.Printf("| %d | %d | %.2f |\n", p.events, p.cost.Microseconds(), ratio(points[0], p))
	}
	if o.svg != "" {
		if err := os.WriteFile(o.svg, []byte(draw(points)), 0o644); err != nil {
			return err
		}
	}
	if last := points[len(points)-1]; ratio(points[0], last) > o.most {
		return fmt.Errorf("an article costs %.2f times as much among %d events as among %d, more than %.2f", ratio(points[0], last), last.events, points[0].events, o.most)
	}
	return nil
}

func ratio(first, p point) float64 { return float64(p.cost) / float64(first.cost) }

// meter loads articles and measures what they cost.
type meter struct {
	open  func(context.Context) (graph.Store, error)
	clock func() (time.Duration, error)
	// loaded is how many events are in the graph.
	loaded int
}

// meter makes ready to open the store of the options. What it returns, too, is to be
// called at the end.
func (o *options) meter(ctx context.Context) (*meter, func(), error) {
	var linker graph.Linker = occasion.Linker{}
	if o.exact {
		linker = graph.Exact{}
	}
	if o.neo4j != "" {
		server := &neo4jtest.Server{URI: o.neo4j, User: o.user, Password: os.Getenv("DEMARCHE_NEO4J_PASSWORD")}
		clock, done, err := server.Processor(ctx)
		if err != nil {
			return nil, nil, err
		}
		m := &meter{open: func(ctx context.Context) (graph.Store, error) {
			return neo4jstore.Open(ctx, neo4jstore.Options{Linker: linker, URI: server.URI, User: server.User, Password: server.Password})
		}}
		m.clock = func() (time.Duration, error) {
			took, err := clock()
			return took + storetest.Processor(), err
		}
		return m, func() { _ = done() }, nil // nothing more is asked of it
	}
	dir, err := os.MkdirTemp("", "demarche-growth-")
	if err != nil {
		return nil, nil, err
	}
	return &meter{clock: func() (time.Duration, error) { return storetest.Processor(), nil }, open: func(ctx context.Context) (graph.Store, error) {
		return sqlitestore.Open(ctx, sqlitestore.Options{Linker: linker, Path: filepath.Join(dir, "graph.db")})
	}}, func() { _ = os.RemoveAll(dir) }, nil // the system clears what cannot be removed
}

// measure loads articles and measures at 20, 50, 100, 200, ... thousand events.
func (m *meter) measure(ctx context.Context, events int) ([]point, error) {
	var points []point
	// What is loaded first pays for what all others find ready.
	if _, err := m.load(ctx, window); err != nil {
		return nil, err
	}
	for _, at := range sizes(events) {
		over := windowAt(at)
		if _, err := m.load(ctx, at-over); err != nil {
			return nil, err
		}
		spent, err := m.load(ctx, at)
		if err != nil {
			return nil, err
		}
		p := point{at, spent / time.Duration(over/perArticle)}
		fmt.Fprintf(os.Stderr, "%d events: %d µs an article\n", p.events, p.cost.Microseconds())
		points = append(points, p)
	}
	return points, nil
}

// load opens the store, loads articles until it has so many events and closes it,
// which is when a SQLite file gets what is in its log. It returns what that took,
// without the making of articles.
func (m *meter) load(ctx context.Context, until int) (time.Duration, error) {
	var spent time.Duration
	timed := func(do func() error) error {
		begun, err := m.clock()
		if err != nil {
			return err
		}
		if err := do(); err != nil {
			return err
		}
		ended, err := m.clock()
		spent += ended - begun
		return err
	}
	var s graph.Store
	err := timed(func() (err error) {
		if s, err = m.open(ctx); err != nil {
			return err
		}
		return s.Init(ctx)
	})
	for err == nil && m.loaded < until {
		claims := storetest.Stream(m.loaded/perArticle, min(batch, (until-m.loaded)/perArticle))
		speak(claims, m.loaded/perArticle)
		err = timed(func() error {
			_, err := s.Load(ctx, claims)
			return err
		})
		m.loaded += perArticle * len(claims)
	}
	if s == nil {
		return 0, err
	}
	return spent, errors.Join(err, timed(func() error { return s.Close(ctx) }))
}

// sizes are where the cost is taken, the last at the end.
func sizes(events int) []int {
	var at []int
	for decade := window; decade < events; decade *= 10 {
		for _, n := range []int{1, 2, 5} {
			if n*decade > window && n*decade < events {
				at = append(at, n*decade)
			}
		}
	}
	if events > window {
		at = append(at, events/perArticle*perArticle)
	}
	return at
}
