package occasion_test

import (
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/identity"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// told makes articles from lines of "published | type | modality | parties | date |
// place". A party is "name/STATE", a state "STATE". An article that tells of
// several events has several lines, the further ones begin with "+".
func told(t *testing.T, lines ...string) []graph.Claims {
	t.Helper()
	var all []graph.Claims
	for i, line := range lines {
		f := strings.Split(strings.TrimPrefix(line, "+"), "|")
		for len(f) < 6 {
			f = append(f, "")
		}
		for j := range f {
			f[j] = strings.TrimSpace(f[j])
		}
		if !strings.HasPrefix(line, "+") {
			all = append(all, graph.Claims{Article: graph.Article{ID: string(rune('a' + i)), Published: f[0]}})
		}
		c := &all[len(all)-1]
		e := event.Event{Schema: event.Schema, ArticleID: c.Article.ID, ID: string(rune('A' + i)), Type: event.Type(f[1]), Modality: event.Modality(f[2]),
			Mentions: []event.Mention{{Start: 100 * i, End: 100*i + 10, Text: f[3], Rule: "test"}}}
		for w := range strings.FieldsSeq(f[3]) {
			name, state, person := strings.Cut(w, "/")
			p := event.Participant{ID: "person:" + name, Name: name, Kind: event.Person, Role: event.Participating, Represents: state, Text: name}
			if !person {
				p = event.Participant{ID: "country:" + name, Name: name, Kind: event.Country, Role: event.Participating, Represents: name, Text: name}
			}
			e.Participants = append(e.Participants, p)
		}
		if f[4] != "" {
			d, err := event.ParseDate(f[4])
			if err != nil {
				t.Fatal(err)
			}
			d.Text = "as told"
			e.Date = d
		}
		if f[5] != "" {
			name, country, _ := strings.Cut(f[5], ",")
			e.Place = &event.Place{Name: name, Country: country, Text: name}
			if strings.HasPrefix(name, "(") {
				e.Place = &event.Place{Name: strings.Trim(name, "()"), Country: country, Text: name, Via: "dateline"}
			}
		}
		c.Events = append(c.Events, e)
	}
	return all
}

func events(t *testing.T, claims []graph.Claims) int {
	t.Helper()
	var put []*graph.Prepared
	for _, c := range claims {
		p, err := graph.Prepare(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		put = append(put, p)
	}
	return len(graph.Project(put, occasion.Linker{}, nil)[graph.EventNode])
}

// How many events of the world the accounts make.
func TestOccasions(t *testing.T) {
	const base = "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19 | Vienna,AUT"
	for _, c := range []struct {
		what string
		want int
		told []string
	}{
		{"the same", 1, []string{base, base, base}},
		{"in another order of parties", 1, []string{base, "2025-05-20 | talks | held | bela/CZE ada/FRA | 2025-05-19 | Vienna,AUT"}},
		{"without a place", 1, []string{base, "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19"}},
		{"written elsewhere", 1, []string{base, "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19 | (Prague),CZE"}},
		{"in another city", 2, []string{base, "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19 | Geneva,CHE"}},
		{"on the next day", 2, []string{base, "2025-05-21 | talks | held | ada/FRA bela/CZE | 2025-05-20 | Vienna,AUT"}},
		{"over several days", 1, []string{base, "2025-05-21 | talks | held | ada/FRA bela/CZE | 2025-05-18/2025-05-20 | Vienna,AUT"}},
		{"a year before", 2, []string{base, "2024-05-21 | talks | held | ada/FRA bela/CZE | 2024-05-19 | Vienna,AUT"}},
		{"with another of the same state", 2, []string{base, "2025-05-20 | talks | held | cem/FRA bela/CZE | 2025-05-19 | Vienna,AUT"}},
		{"by states", 1, []string{base, "2025-05-20 | talks | held | FRA CZE | 2025-05-19 | Vienna,AUT"}},
		{"by a state and a person", 1, []string{base, "2025-05-20 | talks | held | FRA bela/CZE | 2025-05-19 | Vienna,AUT"}},
		{"by other states", 2, []string{base, "2025-05-20 | talks | held | FRA SVK | 2025-05-19 | Vienna,AUT"}},
		{"states, and two rounds of people", 2, []string{base, "2025-05-20 | talks | held | cem/FRA dana/CZE | 2025-05-19 | Vienna,AUT", "2025-05-20 | talks | held | FRA CZE | 2025-05-19 | Vienna,AUT"}},
		{"a call and talks in a city", 2, []string{base, "2025-05-20 | call | held | ada/FRA bela/CZE | 2025-05-19"}},
		{"a call, and talks of which no place is told", 1, []string{"2025-05-20 | call | held | ada/FRA bela/CZE | 2025-05-19", "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19"}},
		{"the plan with its day", 1, []string{"2025-05-10 | talks | planned | ada/FRA bela/CZE | 2025-05-19", base}},
		{"the plan without a day", 1, []string{"2025-05-10 | talks | planned | ada/FRA bela/CZE", base}},
		{"the plan without a day, long before", 2, []string{"2025-03-10 | talks | planned | ada/FRA bela/CZE", base}},
		{"the plan for a week, and that it fell through", 1, []string{"2025-05-10 | talks | planned | ada/FRA bela/CZE | 2025-W21", "2025-05-16 | talks | cancelled | ada/FRA bela/CZE"}},
		{"called off on its day", 1, []string{"2025-05-10 | talks | planned | ada/FRA bela/CZE | 2025-05-19", "2025-05-18 | talks | cancelled | ada/FRA bela/CZE | 2025-05-19"}},
		{"the month only", 1, []string{base, "2025-07-01 | talks | held | ada/FRA bela/CZE | 2025-05"}},
		{"the month only, of two", 3, []string{base, "2025-05-09 | talks | held | ada/FRA bela/CZE | 2025-05-08 | Vienna,AUT", "2025-07-01 | talks | held | ada/FRA bela/CZE | 2025-05"}},
		{"the month and the place, of two", 2, []string{base, "2025-05-09 | talks | held | ada/FRA bela/CZE | 2025-05-08 | Prague,CZE", "2025-07-01 | talks | held | ada/FRA bela/CZE | 2025-05 | Prague,CZE"}},
		{"the month by two", 1, []string{"2025-07-01 | talks | held | ada/FRA bela/CZE | 2025-05", "2025-07-02 | talks | held | ada/FRA bela/CZE | 2025-05"}},
		{"the year only", 2, []string{base, "2026-07-01 | talks | held | ada/FRA bela/CZE | 2025"}},
		{"the year and the place", 1, []string{base, "2026-07-01 | talks | held | ada/FRA bela/CZE | 2025 | Vienna,AUT"}},
		{"two in a week, each told twice", 2, []string{base, base, "2025-05-23 | talks | held | ada/FRA bela/CZE | 2025-05-22 | Vienna,AUT", "2025-05-24 | talks | held | ada/FRA bela/CZE | 2025-05-22 | Vienna,AUT"}},
		{"two calls on a day, each told twice", 2, []string{"2025-05-20 | call | held | ada/FRA bela/CZE | 2025-05-19", "+| call | held | ada/FRA bela/CZE | 2025-05-19",
			"2025-05-20 | call | held | ada/FRA bela/CZE | 2025-05-19", "+| call | held | ada/FRA bela/CZE | 2025-05-19"}},
		{"with a third who was there", 1, []string{base, "2025-05-20 | talks | held | ada/FRA bela/CZE cem/TUR | 2025-05-19 | Vienna,AUT"}},
		{"two beside a summit", 2, []string{base, "2025-05-20 | talks | held | ada/FRA bela/CZE cem/TUR dana/DEU | 2025-05-19 | Vienna,AUT"}},
		{"a summit by two lists", 1, []string{"2025-05-20 | talks | held | ada/FRA bela/CZE cem/TUR dana/DEU | 2025-05-19", "2025-05-20 | talks | held | ada/FRA cem/TUR dana/DEU emil/POL | 2025-05-19"}},
		{"one party is not enough", 2, []string{"2025-05-20 | talks | held | ada/FRA | 2025-05-19 | Vienna,AUT", "2025-05-20 | talks | held | ada/FRA | 2025-05-19 | Vienna,AUT"}},
	} {
		claims := told(t, c.told...)
		if have := events(t, claims); have != c.want {
			t.Errorf("%s: %d events, want %d", c.what, have, c.want)
		}
		r := rand.New(rand.NewPCG(1, 2))
		for range 5 {
			r.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
			if have := events(t, claims); have != c.want {
				t.Fatalf("%s: %d events in another order, want %d", c.what, have, c.want)
			}
		}
	}
}

func TestStatements(t *testing.T) {
	says := func(article, published, words string) graph.Claims {
		return graph.Claims{Article: graph.Article{ID: article, Published: published}, Events: []event.Event{{
			Schema: event.Schema, ArticleID: article, ID: "s", Type: event.Statement, Modality: event.Held,
			Participants: []event.Participant{{ID: "person:ada", Name: "Ada Moreau", Kind: event.Person, Role: event.Speaker, Text: "Moreau"}},
			Mentions:     []event.Mention{{Start: 0, End: 10, Text: words, Rule: "test"}},
		}}}
	}
	const words = "Moreau said on Monday that France would send forty engineers to repair the dam."
	for _, c := range []struct {
		what, published, words string
		want                   int
	}{
		{"reprinted", "2025-05-20", words, 1},
		{"reprinted much later", "2025-06-20", words, 2},
		{"told in other words", "2025-05-19", "Ada Moreau told reporters: 40 engineers from France will repair the dam.", 1},
		{"on something else", "2025-05-19", "Moreau said that the price of bread was a matter for the budget.", 2},
		{"in other words on another day", "2025-05-29", "Ada Moreau told reporters: 40 engineers from France will repair the dam.", 2},
	} {
		if have := events(t, []graph.Claims{says("a", "2025-05-19", words), says("b", c.published, c.words)}); have != c.want {
			t.Errorf("%s: %d statements, want %d", c.what, have, c.want)
		}
	}
}

func TestWhy(t *testing.T) {
	for _, c := range []struct{ one, other, want string }{
		{"2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19 | Vienna,AUT", "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19 | Vienna,AUT",
			"the same parties, the same day, the same place as in b"},
		{"2025-05-10 | talks | planned | FRA CZE", "2025-05-20 | talks | held | ada/FRA bela/CZE | 2025-05-19",
			"parties that stand for each other, no date told, and the next such occasion after 2025-05-10 as in b"},
	} {
		var claims []*graph.Claim
		for _, a := range told(t, c.one, c.other) {
			p, err := graph.Prepare(a, nil)
			if err != nil {
				t.Fatal(err)
			}
			claims = append(claims, p.Claims...)
		}
		if have := occasion.Why(claims[0], claims); have != c.want {
			t.Errorf("have %q, want %q", have, c.want)
		}
	}
}

// The articles of the clusters, in any order and in batches of any size, end in
// the same graph, also when some were there before in another form.
func TestOrderOfArrivalMakesNoDifference(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../testdata/clusters/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var claims []graph.Claims
	for _, a := range readGold(t, files...) {
		claims = append(claims, graph.Claims{Article: graph.Article{ID: a.ID, Title: a.Title, Published: a.Published, Sketch: graph.SketchOf(a.Text)},
			Events: x.Extract(a.ID, a.Title, a.Published, a.Text)})
	}
	who := identity.New(nil)
	for seed := range uint64(storetest.Some(3, 1)) {
		r := rand.New(rand.NewPCG(seed, 5))
		s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: occasion.Linker{}, Actors: who})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Init(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		for from := 0; from < len(claims); {
			to := min(len(claims), from+1+r.IntN(9))
			batch := claims[from:to:to]
			if r.IntN(3) == 0 { // what was read worse before
				worse := batch[0]
				worse.Events = worse.Events[:len(worse.Events)/2]
				if _, err := s.Load(t.Context(), []graph.Claims{worse}); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := s.Load(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
			from = to
		}
		if err := storetest.SameBy(t.Context(), s, claims, graph.Rules{Linker: occasion.Linker{}, Actors: who}); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
