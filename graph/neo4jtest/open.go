package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Main runs the tests of a package and then stops the server that they started,
// if they did. Call it from TestMain.
func Main(m *testing.M) int {
	code := m.Run()
	if own.server != nil {
		if err := own.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "neo4j for tests:", err)
		}
	}
	return code
}

// own is the server that this process started.
var own struct {
	once   sync.Once
	server *Server
	err    error
}

// Open returns a Neo4j without nodes for this test alone. It waits until no other
// test, of this process or another, uses the server. Constraints and indexes of
// earlier tests stay, which spares making them and planning every query anew.
func Open(t testing.TB) *Server {
	t.Helper()
	return open(t, false)
}

// OpenBare is Open without constraints and indexes.
func OpenBare(t testing.TB) *Server {
	t.Helper()
	return open(t, true)
}

// OpenImported returns a Neo4j of its own, whose database a command for
// administrators has made: neo4j-admin with these arguments, run in dir. The test
// is skipped where Open skips it, and where there is no Java for that.
func OpenImported(t testing.TB, dir string, command ...string) *Server {
	t.Helper()
	if os.Getenv(ModeVariable) == "" && os.Getenv(URIVariable) == "" {
		t.Skipf("no Neo4j: set %s=start", ModeVariable)
	}
	if javaAt(t.Context(), 17) == "" || !jarsThere(LongTerm) {
		t.Skip("an import needs Neo4j under Java, which is not here: its tests run in a container")
	}
	s, err := startJava(t.Context(), os.Stderr, setup{version: LongTerm, before: func(run admin) error { return run(dir, command...) }})
	if err != nil {
		t.Fatalf("neo4j for tests: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// OpenLatest returns a server of the latest release, of its own, which takes only
// encrypted connections: its certificate is by an authority that nobody knows, and
// for 127.0.0.1 alone. It needs Java; where there is none that is recent enough the
// test is skipped, or fails if DEMARCHE_TEST_NEO4J_VERSION asks for that release.
func OpenLatest(t testing.TB) *Server {
	t.Helper()
	asked := os.Getenv(VersionVariable) == Latest
	if !asked && os.Getenv(ModeVariable) == "" && os.Getenv(URIVariable) == "" {
		t.Skipf("no Neo4j: set %s=start", ModeVariable)
	}
	if javaAt(t.Context(), javaFor(Latest)) == "" && !asked {
		t.Skipf("Neo4j %s needs Java %d or later, in JAVA_HOME or the PATH", Latest, javaFor(Latest))
	}
	s, err := startJava(t.Context(), os.Stderr, setup{version: Latest, certificates: t.TempDir()})
	if err != nil {
		t.Fatalf("neo4j for tests: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Empty deletes every node once more.
func (s *Server) Empty(t testing.TB) {
	t.Helper()
	driver, err := s.Driver()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	if err := empty(t.Context(), driver); err != nil {
		t.Fatalf("neo4j for tests: emptying: %v", err)
	}
}

func open(t testing.TB, bare bool) *Server {
	t.Helper()
	s := FromEnvironment()
	switch mode := os.Getenv(ModeVariable); {
	case s != nil:
	case mode == "start":
		own.once.Do(func() { own.server, own.err = Start(context.Background(), os.Stderr) })
		if own.err != nil {
			t.Fatalf("neo4j for tests: %v", own.err)
		}
		s = own.server
	case mode == "required":
		t.Fatalf("%s=required, but %s is not set", ModeVariable, URIVariable)
	default:
		t.Skipf("no Neo4j: set %s=start, or %s to the address of one that may be emptied", ModeVariable, URIVariable)
	}
	driver, err := s.Driver()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.WithoutCancel(t.Context())
	unlock, err := lock(ctx, driver)
	if err != nil {
		t.Fatalf("neo4j for tests: %v", err)
	}
	t.Cleanup(func() { driver.Close(ctx) })
	t.Cleanup(unlock)
	err = empty(ctx, driver)
	if err == nil && bare {
		err = dropSchema(ctx, driver)
	}
	if err != nil {
		t.Fatalf("neo4j for tests: emptying: %v", err)
	}
	return s
}

// lockName marks a database that tests may empty, and locks it.
const lockName = "DemarcheTest"

// lock keeps other tests away until unlock. It holds a transaction open that has
// made a node which a constraint allows once: another one that makes it waits
// until this one ends, and if this process dies the server ends it. The node is
// never committed. The constraint is, and so marks a database whose content
// tests may delete; in one that has no such constraint there must be nothing.
func lock(ctx context.Context, driver neo4j.DriverWithContext) (unlock func(), err error) {
	for {
		// Two that mark the database at once may wait for each other in a circle.
		unlock, err := tryLock(ctx, driver)
		if err == nil || !neo4j.IsRetryable(err) {
			return unlock, err
		}
	}
}

func tryLock(ctx context.Context, driver neo4j.DriverWithContext) (unlock func(), err error) {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	marked, err := single(ctx, session, "SHOW CONSTRAINTS YIELD labelsOrTypes WHERE $label IN labelsOrTypes RETURN count(*)", map[string]any{"label": lockName})
	if err != nil {
		return nil, err
	}
	if marked == 0 {
		nodes, err := single(ctx, session, "MATCH (n) RETURN count(n)", nil)
		if err != nil {
			return nil, err
		}
		if nodes > 0 {
			return nil, fmt.Errorf("the database holds %d nodes and was never used for tests: it is left alone; give an empty one", nodes)
		}
		if _, err := session.Run(ctx, "CREATE CONSTRAINT demarche_test IF NOT EXISTS FOR (n:"+lockName+") REQUIRE n.id IS UNIQUE", nil); err != nil {
			return nil, err
		}
	}
	tx, err := session.BeginTransaction(ctx, neo4j.WithTxTimeout(time.Hour))
	if err != nil {
		return nil, err
	}
	res, err := tx.Run(ctx, "CREATE (:"+lockName+" {id: 'lock'})", nil)
	if err == nil {
		_, err = res.Consume(ctx)
	}
	unlock = func() {
		tx.Rollback(ctx)
		session.Close(ctx)
	}
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// empty deletes every node.
func empty(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	for { // in steps: one transaction over everything needs more memory than a small server has
		n, err := single(ctx, session, "MATCH (n) WHERE NOT n:"+lockName+" WITH n LIMIT 2000 DETACH DELETE n RETURN count(n)", nil)
		if err != nil {
			return err
		}
		if n == 0 {
			return nil
		}
	}
}

// dropSchema deletes every constraint and index but that of lock.
func dropSchema(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	drops := []string{
		"SHOW CONSTRAINTS YIELD name, labelsOrTypes WHERE NOT $label IN labelsOrTypes RETURN 'DROP CONSTRAINT `' + name + '`'",
		"SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN 'DROP INDEX `' + name + '`'",
	}
	for _, list := range drops {
		res, err := session.Run(ctx, list, map[string]any{"label": lockName})
		if err != nil {
			return err
		}
		records, err := res.Collect(ctx)
		if err != nil {
			return err
		}
		for _, r := range records {
			res, err := session.Run(ctx, r.Values[0].(string), nil)
			if err != nil {
				return err
			}
			if _, err := res.Consume(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func single(ctx context.Context, session neo4j.SessionWithContext, text string, params map[string]any) (int64, error) {
	res, err := session.Run(ctx, text, params)
	if err != nil {
		return 0, err
	}
	r, err := res.Single(ctx)
	if err != nil {
		return 0, err
	}
	n, ok := r.Values[0].(int64)
	if !ok {
		return 0, errors.New("not a number")
	}
	return n, nil
}
