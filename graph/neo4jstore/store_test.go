package neo4jstore

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func TestMain(m *testing.M) {
	if storetest.Child(func(ctx context.Context, where string) (graph.Store, error) {
		var server neo4jtest.Server
		if err := json.Unmarshal([]byte(where), &server); err != nil {
			return nil, err
		}
		return Open(ctx, options(&server, graph.Exact{}))
	}) {
		return
	}
	os.Exit(neo4jtest.Main(m))
}

func options(server *neo4jtest.Server, l graph.Linker) Options {
	return Options{URI: server.URI, User: server.User, Password: server.Password, Linker: l}
}

// open opens an empty store with small batches.
func open(t testing.TB, l graph.Linker, names graph.Names) graph.Store {
	t.Helper()
	return openAt(t, neo4jtest.Open(t), l, names)
}

func openAt(t testing.TB, server *neo4jtest.Server, l graph.Linker, names graph.Names) *Store {
	t.Helper()
	opts := options(server, l)
	opts.Names, opts.Batch = names, graph.Batch{Claims: 7, Articles: 3}
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSuite(t *testing.T) { storetest.Run(t, open) }

func TestAnswersAreThoseOfSQLite(t *testing.T) {
	lite, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	defer lite.Close(t.Context())
	if err := lite.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Compare(t.Context(), lite, open(t, graph.Exact{}, nil), 7); err != nil {
		t.Error(err)
	}
}

func TestLoadersAtOnceMakeTheGraphOfOne(t *testing.T) {
	for _, l := range []graph.Linker{graph.Exact{}, storetest.Chain{}, occasion.Linker{}} {
		t.Run(l.Name(), func(t *testing.T) {
			server := neo4jtest.Open(t)
			var loaders []graph.Store
			for range 3 {
				loaders = append(loaders, openAt(t, server, l, storetest.Names))
			}
			if err := storetest.Concurrent(t.Context(), loaders, l, 11); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestKilled(t *testing.T) {
	server := neo4jtest.Open(t)
	where, err := json.Marshal(server)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Killed(t, openAt(t, server, graph.Exact{}, nil), string(where), graph.Exact{}, 300)
}

// A rebuild that is interrupted anywhere keeps others from loading, loses no
// claim, and is finished by the next.
func TestRebuildIsInterrupted(t *testing.T) {
	s := openAt(t, neo4jtest.Open(t), storetest.Chain{}, storetest.Names)
	random := storetest.NewRandom(3)
	var claims []graph.Claims
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"} {
		claims = append(claims, random.Claims(id))
	}
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	other := openAt(t, &neo4jtest.Server{URI: s.opts.URI, User: s.opts.User, Password: s.opts.Password}, graph.Exact{}, storetest.Names)
	for stop := 1; stop < 40; stop += 5 {
		ctx, cancel := context.WithCancel(t.Context())
		other.opts.Linker = &stopping{Linker: graph.Exact{}, after: stop, cancel: cancel}
		_, err := other.Rebuild(ctx)
		cancel()
		other.opts.Linker = graph.Exact{}
		if err == nil {
			if stop == 1 {
				t.Fatal("nothing was interrupted")
			}
			break
		}
		_, err = other.Load(t.Context(), claims[:1])
		wants(t, err, graph.ErrRebuild, "rebuild has not ended")
	}
	if _, err := other.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Same(t.Context(), other, claims, graph.Exact{}, storetest.Names); err != nil {
		t.Error(err)
	}
}

// stopping is a linker that cancels what goes on when it is asked for keys the
// so-manieth time.
type stopping struct {
	graph.Linker
	after  int
	cancel func()
}

func (l *stopping) Keys(c *graph.Claim) graph.Keys {
	if l.after--; l.after == 0 {
		l.cancel()
	}
	return l.Linker.Keys(c)
}
