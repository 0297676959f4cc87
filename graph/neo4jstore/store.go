// Package neo4jstore keeps the graph in a Neo4j database, over Bolt.
//
// Everything is written in managed transactions of the driver, which repeats
// them after a deadlock or a lost connection; each begins by reading what is
// there, so that repeating it does no harm. Rows travel as parameters of UNWIND
// statements whose text is made from graph.Tables alone.
//
// # Several programs at once
//
// Neo4j lets a transaction read what others have committed, no more: what is
// read can change before it is written. So everything that a change depends on
// is locked first, by writing to it: the articles that it replaces, the LinkKey
// nodes of all claims that could be linked, and the actors and places whose sums
// it changes. Locks are taken in sorted order within each step, which makes
// deadlocks rare; Neo4j ends one side of those that remain, and the driver
// repeats it.
//
// What does not exist can't be locked without being made. That costs much where
// most is new, so a transaction at first trusts that nobody else makes the same
// in this moment. If somebody does, a constraint ends it, and it begins again
// making everything that it looks for. See node.go.
package neo4jstore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// Options say where the database is and how claims are linked.
type Options struct {
	// URI is neo4j://HOST:PORT, neo4j+s://, neo4j+ssc://, bolt://, bolt+s:// or
	// bolt+ssc://. It must not hold a password.
	URI string
	// User and Password; with an empty User none are sent. They never become
	// part of an error or a log.
	User, Password string
	// Database is the name of the database; empty for the server's default.
	Database string
	// CA is a PEM file of the authorities that may vouch for the server, in place of
	// those that the system trusts; empty for these. Only for an address with +s.
	CA string
	// Linker and Names are those of graph.Change. A nil Linker stands for
	// graph.Exact; Names may be nil.
	Linker graph.Linker
	Names  graph.Names
	// Actors says who is whom; nil for what the articles' reader found.
	Actors graph.Identity
	// Batch bounds a transaction; zero values stand for 2500 claims or 1000 articles.
	Batch graph.Batch
	// RetryFor is how long a transaction is repeated after deadlocks and lost
	// connections; zero stands for a minute.
	RetryFor time.Duration
	// Limit is how long a transaction that loads may last; then the server ends it,
	// so that a program that is frozen does not keep others from its actors for ever.
	// Zero stands for the server's own limit, of which it has none as a rule.
	Limit time.Duration
}

func (o *Options) rules() graph.Rules {
	return graph.Rules{Linker: o.Linker, Names: o.Names, Actors: o.Actors}
}

// Store is a graph in Neo4j. Its methods may be called at once from several
// goroutines, and several programs may use one database.
type Store struct {
	opts      Options
	driver    neo4j.DriverWithContext
	bookmarks neo4j.BookmarkManager
	// seen: the marker was there.
	seen atomic.Bool
	// careful is for how many more transactions what does not exist is locked; none
	// when it is not above zero.
	careful atomic.Int64
	retries atomic.Int64
}

var schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// Open connects and makes sure that the server answers and accepts the user.
func Open(ctx context.Context, opts Options) (*Store, error) {
	if err := checkURI(opts.URI); err != nil {
		return nil, err
	}
	if opts.Linker == nil {
		opts.Linker = graph.Exact{}
	}
	if opts.Batch.Claims == 0 {
		opts.Batch.Claims = 2500
	}
	if opts.Batch.Articles == 0 {
		opts.Batch.Articles = 1000
	}
	if opts.RetryFor == 0 {
		opts.RetryFor = time.Minute
	}
	trust, err := opts.trust()
	if err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if opts.User != "" {
		auth = neo4j.BasicAuth(opts.User, opts.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(opts.URI, auth, func(c *config.Config) {
		c.UserAgent = "demarche"
		c.TelemetryDisabled = true
		c.MaxTransactionRetryTime = opts.RetryFor
		c.SocketConnectTimeout = 10 * time.Second
		c.ConnectionAcquisitionTimeout = 30 * time.Second
		c.TlsConfig = trust
		// Hints about texts that we made ourselves help nobody at run time.
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	s := &Store{opts: opts, driver: driver, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})}
	if err != nil {
		return nil, s.wrap("connect", err)
	}
	if err := s.verify(ctx); err != nil {
		return nil, errors.Join(s.wrap("connect", err), driver.Close(ctx))
	}
	return s, nil
}

// trust reads the authorities that may vouch for the server; nil for the system's.
func (o *Options) trust() (*tls.Config, error) {
	if o.CA == "" {
		return nil, nil
	}
	if !strings.HasPrefix(o.URI, "neo4j+s://") && !strings.HasPrefix(o.URI, "bolt+s://") {
		return nil, errors.New("neo4j store: neo4j.ca is set, but the address asks for no certificate: begin it with neo4j+s:// or bolt+s://, or leave neo4j.ca out")
	}
	pem, err := os.ReadFile(o.CA)
	if err != nil {
		return nil, fmt.Errorf("neo4j store: neo4j.ca: %w: give the path of a file that you may read", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("neo4j store: neo4j.ca: %s holds no certificate in PEM (-----BEGIN CERTIFICATE-----)", o.CA)
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, nil
}

// verify asks the database something, which finds a wrong name of the database
// too.
func (s *Store) verify(ctx context.Context) (err error) {
	defer malformed(&err)
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	res, err := session.Run(ctx, "RETURN 1", nil)
	if err != nil {
		return err
	}
	_, err = res.Consume(ctx)
	return err
}

func checkURI(uri string) error {
	u, err := url.Parse(uri)
	// The URI is not repeated in these errors: it may hold a password.
	switch {
	case err != nil || !slices.Contains(schemes, u.Scheme) || u.Host == "":
		return fmt.Errorf("neo4j store: the address must be %s://HOST or HOST:PORT", strings.Join(schemes, "://, "))
	case u.User != nil:
		return errors.New("neo4j store: the address holds a user or password: take them out and set neo4j.user and neo4j.password, or DEMARCHE_NEO4J_USER and DEMARCHE_NEO4J_PASSWORD")
	}
	return nil
}

// session opens a session that sees what earlier sessions of the store wrote,
// also on another member of a cluster.
func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.opts.Database, BookmarkManager: s.bookmarks})
}

// Dialect implements graph.Store.
func (s *Store) Dialect() graph.Dialect { return graph.Cypher }

// Close implements graph.Store.
func (s *Store) Close(ctx context.Context) error { return s.wrap("close", s.driver.Close(ctx)) }

// Load implements graph.Store.
func (s *Store) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	if err := s.ready(ctx); err != nil {
		return graph.Result{}, err
	}
	return graph.Load(ctx, claims, s.opts.Actors, s.opts.Batch, func(ctx context.Context, put []*graph.Prepared) (graph.Result, error) {
		var res graph.Result
		put, err := s.changed(ctx, put, &res)
		if err != nil || len(put) == 0 {
			return res, err
		}
		r, err := s.change(ctx, put, nil)
		res.Add(r)
		return res, err
	})
}

// Withdraw implements graph.Store.
func (s *Store) Withdraw(ctx context.Context, articles []string) (graph.Result, error) {
	if err := s.ready(ctx); err != nil {
		return graph.Result{}, err
	}
	return graph.Withdraw(ctx, articles, s.opts.Batch, func(ctx context.Context, ids []string) (graph.Result, error) {
		return s.change(ctx, nil, ids)
	})
}

// Articles implements graph.Store.
func (s *Store) Articles(ctx context.Context, ids []string) ([]graph.Article, error) {
	t := graph.TableNamed(graph.ArticleNode)
	var found []graph.Article
	// One that is only made to be locked, or parked by a rebuild, has no digest.
	err := s.read(ctx, "UNWIND $ids AS id MATCH (n:Article {id: id}) WHERE n.digest IS NOT NULL RETURN "+values(t, "n", "", ""), map[string]any{"ids": ids},
		func(v []any) error {
			found = append(found, graph.ArticleOf(row(t, v)))
			return nil
		})
	return found, s.wrap("read", err)
}

// changed leaves out the articles that are stored as they are, without locking
// anything, so that loading the same again is cheap and stands in nobody's way.
func (s *Store) changed(ctx context.Context, put []*graph.Prepared, res *graph.Result) ([]*graph.Prepared, error) {
	ids := make([]string, len(put))
	for i, p := range put {
		ids[i] = p.Article.ID
	}
	digests := map[string]string{}
	err := s.read(ctx, "UNWIND $ids AS id MATCH (a:Article {id: id}) WHERE a.digest IS NOT NULL RETURN a.id, a.digest", map[string]any{"ids": ids},
		func(v []any) error {
			digests[v[0].(string)] = v[1].(string)
			return nil
		})
	if err != nil {
		return nil, s.wrap("load", err)
	}
	var left []*graph.Prepared
	for _, p := range put {
		if digests[p.Article.ID] == p.Digest {
			res.Unchanged++
			res.Landed = append(res.Landed, p.Article.ID)
		} else {
			left = append(left, p)
		}
	}
	return left, nil
}

// change runs graph.Change in a managed transaction. When it fails because
// somebody else made the same node in this moment, it begins again, carefully, and
// so do the next ones: whoever was once in the way will be again.
func (s *Store) change(ctx context.Context, put []*graph.Prepared, withdraw []string) (graph.Result, error) {
	res, err := s.changeOnce(ctx, put, withdraw, s.careful.Add(-1) >= 0)
	if made(err) {
		s.careful.Store(carefulFor)
		s.retries.Add(1)
		res, err = s.changeOnce(ctx, put, withdraw, true)
	}
	return res, s.wrap("load", err)
}

// carefulFor is for how many transactions a store is careful after one failed.
const carefulFor = 50

// Retries is how many transactions were begun again, after deadlocks, lost
// connections, and what change says.
func (s *Store) Retries() int64 { return s.retries.Load() }

func (s *Store) changeOnce(ctx context.Context, put []*graph.Prepared, withdraw []string, careful bool) (graph.Result, error) {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	begun := 0
	v, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		if begun++; begun > 1 {
			s.retries.Add(1)
		}
		t := &transaction{tx: tx, careful: careful, nodes: nodes{}}
		res, err := graph.Change(ctx, t, s.opts.rules(), put, withdraw)
		if err != nil {
			return nil, err
		}
		return res, t.sweep(ctx)
	}, s.limited()...)
	if err != nil {
		return graph.Result{}, err
	}
	return v.(graph.Result), nil
}

// limited is what Options.Limit means to the driver.
func (s *Store) limited() []func(*neo4j.TransactionConfig) {
	if s.opts.Limit == 0 {
		return nil
	}
	return []func(*neo4j.TransactionConfig){neo4j.WithTxTimeout(s.opts.Limit)}
}

// read passes the values of each record to each. It is not repeated after a lost
// connection: each may have been called.
func (s *Store) read(ctx context.Context, text string, params map[string]any, each func([]any) error) (err error) {
	defer malformed(&err)
	session := s.session(ctx, neo4j.AccessModeRead)
	defer session.Close(ctx)
	res, err := session.Run(ctx, text, params)
	if err != nil {
		return err
	}
	for res.Next(ctx) {
		if err := each(res.Record().Values); err != nil {
			return err
		}
	}
	return res.Err()
}

// Check implements graph.Store.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	faults, err := graph.Check(ctx, s.Dump, s.opts.rules())
	return faults, s.wrap("check", err)
}

// Stats implements graph.Store.
func (s *Store) Stats(ctx context.Context) (graph.Stats, error) {
	m, err := s.marker(ctx)
	if err != nil {
		return graph.Stats{}, err
	}
	st := graph.Stats{Schema: int(m.schema), Linker: m.linker}
	for _, t := range graph.Tables() {
		text := "MATCH (n:" + t.Name + ") RETURN count(n)" // answered from Neo4j's own counts
		switch {
		case t.Edge():
			text = "MATCH ()-[r:" + t.Name + "]->() RETURN count(r)"
		case t.Name == graph.LinkKeyNode:
			text = "MATCH (k:LinkKey) RETURN sum(size(k.claims))"
		}
		n := graph.TableCount{Table: t.Name}
		err := s.read(ctx, text, nil, func(v []any) error {
			n.Rows, _ = v[0].(int64)
			return nil
		})
		if err != nil {
			return st, s.wrap("count", err)
		}
		st.Counts = append(st.Counts, n)
	}
	return st, nil
}
