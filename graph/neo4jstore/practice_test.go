package neo4jstore

import (
	"cmp"
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

const forbidden = "Neo.ClientError.Security.Forbidden"

// A user who may not make constraints is told what an administrator has to run, and
// can go on once they are there.
func TestUserWithoutRightsToTheSchema(t *testing.T) {
	server := neo4jtest.OpenBare(t)
	shows := false
	m := newMember(t, strings.TrimPrefix(server.URI, "bolt://"), func(signature byte, body []byte) []byte {
		if signature == runText && (mentions(body, "CREATE CONSTRAINT", "CREATE INDEX", "CREATE TEXT INDEX") || !shows && mentions(body, "SHOW CONSTRAINTS")) {
			return fails(forbidden, "Schema operation 'create_constraint' is not allowed for user 'reporter' with roles [PUBLIC, publisher].")
		}
		return nil
	})
	opts := options(server, occasion.Linker{})
	opts.URI, opts.Names = "bolt://"+m.address, storetest.Names
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	for range 2 { // may not see them, may see that there are none
		err = s.Init(t.Context())
		wants(t, err, graph.ErrForbidden, "administrator", "demarche store init", "CREATE CONSTRAINT Article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;")
		shows = true
	}
	admin := openAt(t, server, occasion.Linker{}, storetest.Names) // makes them
	if _, err := admin.Query(t.Context(), graph.Query{Text: "MATCH (m:Demarche) DELETE m", Write: true}); err != nil {
		t.Fatal(err)
	}
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	claims := storetest.Mixed(0, 30)
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Same(t.Context(), s, claims, occasion.Linker{}, storetest.Names); err != nil {
		t.Error(err)
	}
}

// cluster is three members before one server: one that writes, two that read.
type cluster struct {
	mu      sync.Mutex
	members []*member
	writer  int
}

func newCluster(t *testing.T, server *neo4jtest.Server) *cluster {
	t.Helper()
	c := &cluster{writer: 1}
	for i := range 3 {
		c.members = append(c.members, newMember(t, strings.TrimPrefix(server.URI, "bolt://"), func(signature byte, body []byte) []byte {
			return c.answer(i, signature, body)
		}))
	}
	return c
}

func (c *cluster) answer(i int, signature byte, body []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case signature == route:
		var readers, all []string
		for j, m := range c.members {
			if all = append(all, m.address); j != c.writer {
				readers = append(readers, m.address)
			}
		}
		return routes(c.members[c.writer].address, readers, all)
	case signature == runText && i != c.writer && mentions(body, "CREATE ", "MERGE ", " SET ", "DELETE "):
		return fails("Neo.ClientError.Cluster.NotALeader", "No write operations are allowed directly on this database.")
	}
	return nil
}

// promote makes another member the one that writes.
func (c *cluster) promote(i int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writer = i
}

// In a cluster what writes goes to the one that does, and what reads to the others,
// which wait until they have what was written. The writer may change, or die.
func TestCluster(t *testing.T) {
	server := neo4jtest.Open(t)
	c := newCluster(t, server)
	opts := options(server, graph.Exact{})
	opts.URI, opts.Batch = "neo4j://"+c.members[0].address, graph.Batch{Claims: 50, Articles: 10}
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	claims := storetest.Stream(0, 90)
	load := func(from, to int) {
		t.Helper()
		if _, err := s.Load(t.Context(), claims[from:to]); err != nil {
			t.Fatal(err)
		}
	}
	load(0, 30)
	if c.members[1].count(commit, "") == 0 || c.members[0].count(commit, "")+c.members[2].count(commit, "") > 0 {
		t.Error("it was not the writer that wrote")
	}
	st, err := s.Stats(t.Context())
	if err != nil || st.Counts[0].Rows != 30 {
		t.Errorf("after 30 articles: %+v, %v", st.Counts, err)
	}
	if n := c.members[0].count(runText, "bookmarks") + c.members[2].count(runText, "bookmarks"); n == 0 {
		t.Error("readers were not told what was written before")
	}
	c.promote(2) // the old one refuses from now on, and the driver asks who writes
	load(30, 60)
	if c.members[2].count(commit, "") == 0 {
		t.Error("the new writer did not write")
	}
	c.promote(0)
	c.members[2].die()
	load(60, 90)
	if err := storetest.Same(t.Context(), s, claims, graph.Exact{}, nil); err != nil {
		t.Error(err)
	}
	t.Logf("%d transactions begun again", s.Retries())
}

// Several programs that bring the same articles at once, each in its own order, end
// in the graph of one.
func TestLoadersOverlap(t *testing.T) {
	server := neo4jtest.Open(t)
	claims := storetest.Mixed(0, storetest.Some(240, 120))
	const loaders, piece = 4, 20
	stores := make([]*Store, loaders)
	for i := range stores {
		stores[i] = openAt(t, server, occasion.Linker{}, storetest.Names)
		stores[i].opts.Batch = graph.Batch{Claims: 10 * piece, Articles: piece}
	}
	var wait sync.WaitGroup
	for i, s := range stores {
		wait.Go(func() {
			ctx := context.WithoutCancel(t.Context())
			order := rand.New(rand.NewPCG(uint64(i), 9)).Perm(len(claims))
			for from := 0; from < len(order); from += piece {
				var some []graph.Claims
				for _, j := range order[from:min(len(order), from+piece)] {
					some = append(some, claims[j])
				}
				if _, err := s.Load(ctx, some); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	if err := storetest.Same(t.Context(), stores[0], claims, occasion.Linker{}, storetest.Names); err != nil {
		t.Error(err)
	}
	again := int64(0)
	for _, s := range stores {
		again += s.Retries()
	}
	t.Logf("%d loaders, %d articles each: %d transactions begun again", loaders, len(claims), again)
}

// Where somebody else makes a node in the moment in which we do, the transaction
// begins again, and this time locks what it looks for by making it.
func TestSomebodyElseIsFaster(t *testing.T) {
	server := neo4jtest.Open(t)
	openAt(t, server, occasion.Linker{}, nil) // makes the schema
	refused := false
	m := newMember(t, strings.TrimPrefix(server.URI, "bolt://"), func(signature byte, body []byte) []byte {
		if !refused && signature == runText && mentions(body, "CREATE (n:Actor") {
			refused = true
			return fails("Neo.ClientError.Schema.ConstraintValidationFailed", "Node(1) already exists with label `Actor` and property `id` = 'person:x'")
		}
		return nil
	})
	opts := options(server, occasion.Linker{})
	opts.URI = "bolt://" + m.address
	s, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	claims := storetest.Mixed(0, 20)
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	if s.Retries() != 1 || m.count(runText, "MERGE (n:Actor") == 0 {
		t.Errorf("begun again %d times, locked %d times", s.Retries(), m.count(runText, "MERGE (n:Actor"))
	}
	if err := storetest.Same(t.Context(), s, claims, occasion.Linker{}, nil); err != nil {
		t.Error(err)
	}
}

// A node that somebody deleted by hand is not passed over in silence, and a rebuild
// brings it back.
func TestNodeThatWasDeletedByHand(t *testing.T) {
	s := openAt(t, neo4jtest.Open(t), graph.Exact{}, nil)
	claims := []graph.Claims{storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák"), storetest.Simple("b", "2025-05-19", "Ada Moreau", "Béla Novák")}
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Query(t.Context(), graph.Query{Text: "MATCH (a:Actor {name: 'Ada Moreau'}) DETACH DELETE a", Write: true}); err != nil {
		t.Fatal(err)
	}
	// One of the two stands for the event: without it, the event gets another node.
	_, one := s.Withdraw(t.Context(), []string{"a"})
	_, other := s.Withdraw(t.Context(), []string{"b"})
	if one == nil && other == nil {
		t.Fatal("nothing is said of an actor that is missing")
	}
	wants(t, cmp.Or(one, other), graph.ErrDamaged, "Actor", "demarche store rebuild")
	if _, err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), claims); err != nil {
		t.Fatal(err)
	}
	if err := storetest.Same(t.Context(), s, claims, graph.Exact{}, nil); err != nil {
		t.Error(err)
	}
}

// Workers that begin at once all make the schema: IF NOT EXISTS does not keep one from
// meeting what another has made in the same moment.
func TestSchemaMadeByManyAtOnce(t *testing.T) {
	server := neo4jtest.Open(t)
	s := openAt(t, server, graph.Exact{}, nil)
	for range 4 {
		for _, index := range []string{"Event_date_start", "Event_type", "Actor_name"} {
			if err := s.make(t.Context(), "DROP INDEX "+index+" IF EXISTS", nil); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan error)
		for range 8 {
			go func() {
				other, err := Open(t.Context(), options(server, graph.Exact{}))
				if err == nil {
					err = other.constrain(t.Context())
					other.Close(t.Context())
				}
				done <- err
			}()
		}
		for range 8 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
}
