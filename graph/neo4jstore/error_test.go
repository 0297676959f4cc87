package neo4jstore

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/storetest"
)

const secret = "not-the-right-one"

// wants checks an error's kind, that it names a remedy, and that it never names
// a password.
func wants(t *testing.T, err, kind error, says ...string) {
	t.Helper()
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("have %v, want one that is %v", err, kind)
	}
	for _, s := range says {
		if err == nil || !strings.Contains(err.Error(), s) {
			t.Errorf("have %v, want one that says %q", err, s)
		}
	}
	if err != nil && strings.Contains(err.Error(), secret) {
		t.Errorf("%v names the password", err)
	}
}

func TestWrongAddresses(t *testing.T) {
	for uri, says := range map[string]string{
		"http://localhost:7687":                 "bolt+ssc://",
		"localhost":                             "neo4j://",
		"bolt://":                               "HOST",
		"":                                      "HOST",
		"bolt://neo4j:" + secret + "@localhost": "neo4j.password",
		"neo4j://neo4j:" + secret + "%zz@localhost:port": "the address must be",
	} {
		_, err := Open(t.Context(), Options{URI: uri, Linker: graph.Exact{}})
		wants(t, err, nil, says)
	}
}

func TestNobodyAnswers(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	uri := "bolt://" + l.Addr().String()
	l.Close()
	start := time.Now()
	_, err = Open(t.Context(), Options{URI: uri, User: "neo4j", Password: secret, Linker: graph.Exact{}})
	wants(t, err, graph.ErrUnreachable, uri, "Neo4j is running")
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestWrongPassword(t *testing.T) {
	server := neo4jtest.Open(t)
	_, err := Open(t.Context(), Options{URI: server.URI, User: server.User, Password: secret, Linker: graph.Exact{}})
	wants(t, err, graph.ErrUnauthorized, server.URI, "neo4j.password")
}

func TestNoSuchDatabase(t *testing.T) {
	server := neo4jtest.Open(t)
	opts := options(server, graph.Exact{})
	opts.Database = "nowhere"
	_, err := Open(t.Context(), opts)
	wants(t, err, graph.ErrUnreachable, "nowhere", "neo4j.database")
}

func TestForeignNodesAreLeftAlone(t *testing.T) {
	server := neo4jtest.OpenBare(t)
	s, err := Open(t.Context(), options(server, graph.Exact{}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if _, err := s.Query(t.Context(), graph.Query{Text: "CREATE (:Recipe {name: 'soup'})", Write: true}); err != nil {
		t.Fatal(err)
	}
	one := []graph.Claims{storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}
	_, err = s.Load(t.Context(), one)
	for _, err := range []error{s.Init(t.Context()), err} {
		wants(t, err, graph.ErrForeign, server.URI, "Recipe", "empty database")
	}
	_, err = s.Query(t.Context(), graph.Query{Text: "MATCH (n) RETURN count(n) AS n"})
	wants(t, err, graph.ErrForeign, "Recipe")
	a, err := s.Query(t.Context(), graph.Query{Text: "MATCH (n) RETURN count(n) AS n, labels(collect(n)[0]) AS l", Write: true})
	if err != nil || a.Rows[0][0] != int64(1) {
		t.Errorf("the database was changed: %v, %v", a, err)
	}
	a, err = s.Query(t.Context(), graph.Query{Text: "SHOW CONSTRAINTS YIELD name WHERE name <> 'demarche_test' RETURN name", Write: true})
	if err != nil || len(a.Rows) != 0 {
		t.Errorf("constraints were made: %v, %v", a, err)
	}
}

// What people add to a graph stays, as long as the nodes do to which it belongs.
func TestNotesOfPeopleStay(t *testing.T) {
	s := openAt(t, neo4jtest.Open(t), graph.Exact{}, nil)
	load := func(day string) {
		t.Helper()
		claims := []graph.Claims{storetest.Simple("a", day, "Ada Moreau", "Béla Novák"), storetest.Simple("b", day, "Ada Moreau", "Béla Novák")}
		if _, err := s.Load(t.Context(), claims); err != nil {
			t.Fatal(err)
		}
	}
	load("2025-05-19")
	if _, err := s.Query(t.Context(), graph.Query{Text: "MATCH (a:Actor {name: 'Ada Moreau'}) SET a.myNote = 'to check' CREATE (a)<-[:ABOUT_HER]-(:Note {text: 'mine'})", Write: true}); err != nil {
		t.Fatal(err)
	}
	load("2025-05-20")
	a, err := s.Query(t.Context(), graph.Query{Text: "MATCH (a:Actor)<-[:ABOUT_HER]-(n:Note) RETURN a.myNote, n.text"})
	if err != nil || len(a.Rows) != 1 || a.Rows[0][0] != "to check" {
		t.Errorf("have %v, %v", a, err)
	}
	if _, err := s.Withdraw(t.Context(), []string{"a", "b"}); err != nil {
		t.Errorf("the actor can't go because of a note: %v", err)
	}
}

func TestNoGraphYetAndOtherSchema(t *testing.T) {
	server := neo4jtest.Open(t)
	s, err := Open(t.Context(), options(server, graph.Exact{}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	_, err = s.Stats(t.Context())
	wants(t, err, graph.ErrEmpty, "demarche ingest")
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Query(t.Context(), graph.Query{Text: "MATCH (m:Demarche) SET m.schema = 99", Write: true}); err != nil {
		t.Fatal(err)
	}
	wants(t, s.Init(t.Context()), graph.ErrSchema, "schema 99")
	_, err = s.Load(t.Context(), storetest.Stream(0, 1))
	wants(t, err, graph.ErrSchema, "schema 99")
}

// A connection that breaks in the middle of a load costs nothing but time.
func TestConnectionBreaks(t *testing.T) {
	server := neo4jtest.Open(t)
	proxy := newProxy(t, strings.TrimPrefix(server.URI, "bolt://"))
	opts := options(server, graph.Exact{})
	opts.URI, opts.Batch = "bolt://"+proxy.address, graph.Batch{Claims: 50, Articles: 10}
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	claims := storetest.Stream(0, 100)
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(150 * time.Millisecond):
				proxy.cut()
			}
		}
	}()
	for tries := 0; ; tries++ { // what is no transaction is not repeated by the driver
		_, err = s.Load(t.Context(), claims)
		if err == nil || tries == 20 {
			break
		}
		wants(t, err, graph.ErrUnreachable)
	}
	close(stop)
	if err != nil || proxy.cuts() == 0 {
		t.Fatalf("%v, after %d cuts", err, proxy.cuts())
	}
	if err := storetest.Same(context.WithoutCancel(t.Context()), s, claims, graph.Exact{}, nil); err != nil {
		t.Error(err)
	}
}
