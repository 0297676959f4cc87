package graph_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/storetest"
)

func prepare(t *testing.T, claims ...graph.Claims) []*graph.Prepared {
	t.Helper()
	var put []*graph.Prepared
	for _, c := range claims {
		p, err := graph.Prepare(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		put = append(put, p)
	}
	return put
}

func random(seed uint64, n int) []graph.Claims {
	r := storetest.NewRandom(seed)
	var claims []graph.Claims
	for i := range n {
		claims = append(claims, r.Claims(fmt.Sprintf("a%02d", i)))
	}
	return claims
}

// Every row has the columns of its table, with values of their types.
func TestRowsFitTheTables(t *testing.T) {
	rows := graph.Project(prepare(t, random(1, 60)...), graph.Exact{}, nil)
	for _, table := range graph.Tables() {
		if len(rows[table.Name]) == 0 {
			t.Errorf("no rows of %s: nothing is tested", table.Name)
		}
		for _, r := range rows[table.Name] {
			if len(r) != len(table.Columns) {
				t.Fatalf("%s: %d values for %d columns", table.Name, len(r), len(table.Columns))
			}
			for i, c := range table.Columns {
				var ok bool
				switch v := r[i].(type) {
				case nil:
					ok = !c.Required
				case string:
					ok = c.Type == graph.Text && v != ""
				case int64:
					ok = c.Type == graph.Int
				case float64:
					ok = c.Type == graph.Float
				case []string:
					ok = c.Type == graph.Texts && len(v) > 0
				case []int64:
					ok = c.Type == graph.Ints && len(v) > 0
				}
				if !ok {
					t.Errorf("%s.%s holds %#v", table.Name, c.Name, r[i])
				}
			}
		}
	}
}

func TestOrderMakesNoDifference(t *testing.T) {
	for _, l := range []graph.Linker{graph.Exact{}, storetest.Chain{}, occasion.Linker{}} {
		claims := random(2, 40)
		want := graph.Project(prepare(t, claims...), l, storetest.Names)
		r := rand.New(rand.NewPCG(9, 9))
		for range 20 {
			r.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
			if have := graph.Project(prepare(t, claims...), l, storetest.Names); !reflect.DeepEqual(have, want) {
				t.Fatalf("%s: another order gives another graph", l.Name())
			}
		}
	}
}

func TestPrepareGivesIDsFromContent(t *testing.T) {
	c := storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")
	s := c.Events[0]
	s.ID, s.Type, s.About = "said", event.Statement, []string{"e"}
	s.Mentions = []event.Mention{{Start: 30, End: 35, Text: "words", Rule: "test"}}
	c.Events = append(c.Events, s)
	one := prepare(t, c)[0]
	c.Events[0].ID, c.Events[1].ID, c.Events[1].About = "x", "y", []string{"x"}
	two := prepare(t, c)[0]
	c.Events[0], c.Events[1] = c.Events[1], c.Events[0]
	three := prepare(t, c)[0]
	if one.Digest != two.Digest || one.Digest != three.Digest {
		t.Error("the IDs or the order given make a difference")
	}
	if c.Events[0].ID != "y" {
		t.Error("Prepare changed what it was given")
	}
	for _, claim := range one.Claims {
		if claim.Event.Type == event.Statement && claim.Event.About[0] != claimOf(one, event.Call).Event.ID {
			t.Errorf("About is %v, the call has %s", claim.Event.About, claimOf(one, event.Call).Event.ID)
		}
	}
	c.Article.Title = "Corrected"
	if prepare(t, c)[0].Digest == one.Digest {
		t.Error("another title gives the same digest")
	}
}

func claimOf(p *graph.Prepared, typ event.Type) *graph.Claim {
	for _, c := range p.Claims {
		if c.Event.Type == typ {
			return c
		}
	}
	return nil
}

func TestPrepareReplacesWhatIsNoText(t *testing.T) {
	c := storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")
	c.Article.Title = "broken \xff"
	c.Events[0].Mentions[0].Text = "They \xff spoke"
	p := prepare(t, c)[0]
	if p.Article.Title != "broken \uFFFD" || p.Claims[0].Event.Mentions[0].Text != "They \uFFFD spoke" || strings.Contains(p.Claims[0].JSON, "\xff") {
		t.Errorf("have %q, %q", p.Article.Title, p.Claims[0].JSON)
	}
	c.Events[0].Participants[0].ID = "person:\xff"
	if _, err := graph.Prepare(c, nil); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("an ID that is no text: %v", err)
	}
}

// What the first linker takes for one event.
func TestExact(t *testing.T) {
	base := func() graph.Claims { return storetest.Simple("b", "2025-05-19", "Ada Moreau", "Béla Novák") }
	for name, c := range map[string]struct {
		change func(*graph.Claims)
		want   int // Event nodes
	}{
		"the same":            {func(*graph.Claims) {}, 1},
		"in another order":    {func(c *graph.Claims) { p := c.Events[0].Participants; p[0], p[1] = p[1], p[0] }, 1},
		"planned":             {func(c *graph.Claims) { c.Events[0].Modality = event.Planned }, 1},
		"with a mediator":     {func(c *graph.Claims) { c.Events[0].Participants = append(c.Events[0].Participants, mediator) }, 1},
		"elsewhere":           {func(c *graph.Claims) { c.Events[0].Place = &event.Place{Name: "Vienna"} }, 1},
		"of the same article": {func(c *graph.Claims) { c.Article.ID = "a"; c.Events[0].Mentions[0].Start = 5 }, 2},
		"talks":               {func(c *graph.Claims) { c.Events[0].Type = event.Talks }, 2},
		"with a third": {func(c *graph.Claims) {
			m := mediator
			m.Role = event.Participating
			c.Events[0].Participants = append(c.Events[0].Participants, m)
		}, 2},
		"on another day":    {func(c *graph.Claims) { c.Events[0].Date, _ = event.ParseDate("2025-05-20") }, 2},
		"in the same month": {func(c *graph.Claims) { c.Events[0].Date, _ = event.ParseDate("2025-05") }, 2},
		"without a date":    {func(c *graph.Claims) { c.Events[0].Date = nil }, 2},
		"a statement":       {func(c *graph.Claims) { c.Events[0].Type = event.Statement }, 2},
		"with one party":    {func(c *graph.Claims) { c.Events[0].Participants = c.Events[0].Participants[:1] }, 2},
	} {
		other := base()
		c.change(&other)
		first := storetest.Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")
		told := []graph.Claims{first, other}
		if other.Article.ID == "a" { // one article with both
			other.Events[0].ArticleID, other.Events[0].ID = "a", "second"
			first.Events = append(first.Events, other.Events[0])
			told = []graph.Claims{first}
		}
		put := prepare(t, told...)
		if have := len(graph.Project(put, graph.Exact{}, nil)[graph.EventNode]); have != c.want {
			t.Errorf("%s: %d events, want %d", name, have, c.want)
		}
	}
}

var mediator = event.Participant{ID: "country:TUR", Name: "Ankara", Kind: event.Country, Role: event.Mediator, Text: "Ankara"}
