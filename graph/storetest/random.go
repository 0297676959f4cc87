package storetest

import (
	"fmt"
	"math/rand/v2"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Random makes articles whose claims collide on purpose: few actors, few days,
// dates and places of every precision and none, plans and what came of them, two
// names for one actor, statements about calls, the same event told twice in one
// article. The same seed always makes the same articles.
type Random struct{ r *rand.Rand }

// NewRandom returns a source of articles.
func NewRandom(seed uint64) *Random { return &Random{rand.New(rand.NewPCG(seed, 1))} }

type actor struct {
	id, canonical string
	names         []string
	kind          event.Kind
	represents    []string
	titles        []string
}

var actors = []actor{
	{"person:ada-moreau", "", []string{"Ada Moreau", "Moreau", "Ada Moréau"}, event.Person, []string{"FRA", "FRA", ""}, []string{"President", "Prime Minister", ""}},
	{"person:bela-novak", "Béla Novák", []string{"Bela Novak", "Novak"}, event.Person, []string{"CZE", "org:eu"}, []string{"Foreign Minister", ""}},
	{"person:cem-aydin", "", []string{"Cem Aydın"}, event.Person, []string{"TUR"}, []string{"President"}},
	{"person:dana-o-hara", "", []string{"Dana O'Hara", "O’Hara"}, event.Person, []string{""}, []string{"", "envoy"}},
	{"country:FRA", "France", []string{"Paris", "France"}, event.Country, []string{""}, []string{""}},
	{"org:eu", "", []string{"EU", "European Union"}, event.Organization, []string{""}, []string{""}},
}

var (
	days       = []string{"2025-05-16", "2025-05-16", "2025-05-17", "2025-05-19", "2025-W20", "2025-05", "2025", "2025-05-16/2025-05-18", ""}
	places     = []event.Place{{Name: "Istanbul", Country: "TUR", Lat: at(41.01), Lon: at(28.95)}, {Name: "istanbul", Country: "TUR"}, {Name: "Genève", Country: "CHE"}, {Name: "Geneva"}}
	published  = []string{"2025-05-15", "2025-05-17T08:00:00Z", "2025-05-20T21:30:00+03:00", "2025-06-01", ""}
	modalities = []event.Modality{event.Held, event.Held, event.Held, event.Planned, event.Proposed, event.Cancelled, event.Denied}
	others     = []event.Role{event.Mediator, event.Host, event.Addressee}
)

func at(f float64) *float64 { return &f }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// Claims makes what one article claims: up to five events.
func (g *Random) Claims(article string) graph.Claims {
	r := g.r
	c := graph.Claims{Article: graph.Article{
		ID: article, URL: "https://example.org/" + article, Title: fmt.Sprintf("Title %d", r.IntN(100)), Source: pick(r, []string{"", "Agency"}),
		Published: pick(r, published), SHA256: fmt.Sprintf("%064x", r.Uint64()),
	}}
	for i := range r.IntN(6) {
		e := g.event(article, i)
		for j := range c.Events {
			if e.Type == event.Statement && c.Events[j].Type != event.Statement && r.IntN(2) == 0 {
				e.About = append(e.About, c.Events[j].ID)
			}
		}
		c.Events = append(c.Events, e)
	}
	if len(c.Events) > 0 && r.IntN(8) == 0 { // told twice, in the very same words
		again := c.Events[0]
		again.ID += "-again"
		c.Events = append(c.Events, again)
	}
	return c
}

func (g *Random) event(article string, i int) event.Event {
	r := g.r
	e := event.Event{Schema: event.Schema, ArticleID: article, ID: fmt.Sprintf("e%d", i), Type: pick(r, event.Types()),
		Medium: pick(r, []string{"", "phone", "in-person"}), Modality: pick(r, modalities), Confidence: float64(r.IntN(100)) / 100,
		CAMEO: pick(r, []string{"041", "046", "010"})}
	who := r.Perm(len(actors))[:1+r.IntN(3)]
	day := pick(r, days)
	switch r.IntN(4) {
	case 0: // the same two on the same day, in many articles
		e.Type, who, day = event.Call, []int{0, 1}, days[0]
	case 1: // what is said about it
		e.Type, who, day = event.Statement, []int{0}, days[0]
	}
	for _, k := range who {
		e.Participants = append(e.Participants, g.participant(actors[k], e.Type))
	}
	if r.IntN(10) == 0 { // the same actor by another name
		e.Participants = append(e.Participants, g.participant(actors[0], e.Type))
	}
	if day != "" {
		d, err := event.ParseDate(day)
		if err != nil {
			panic(err) // the list above is wrong
		}
		e.Date = d
	}
	if r.IntN(2) == 0 {
		p := pick(r, places)
		e.Place = &p
	}
	for n := range 1 + r.IntN(3) {
		start := 200*i + 50*n + r.IntN(3)
		e.Mentions = append(e.Mentions, event.Mention{Start: start, End: start + 40, Text: fmt.Sprintf("Words %d of <%s>, “quoted”.", n, article), Rule: "test/random"})
	}
	return e
}

func (g *Random) participant(a actor, t event.Type) event.Participant {
	r := g.r
	p := event.Participant{ID: a.id, Name: pick(r, a.names), Kind: a.kind, Role: event.Participating, Title: pick(r, a.titles), Represents: pick(r, a.represents), Text: a.names[0]}
	if a.canonical != p.Name && r.IntN(2) == 0 {
		p.Canonical = a.canonical
	}
	switch {
	case r.IntN(6) == 0:
		p.Role = pick(r, others)
	case t == event.Statement:
		p.Role = event.Speaker
	}
	return p
}
