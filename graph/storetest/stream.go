package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Stream makes articles like those of a news feed, to measure with: five events
// an article, three in five of them statements; a world of 5,000 actors, few of
// them in the news daily and most seldom; every call and all talks told by about
// three articles of the same days. Article n is always the same.
func Stream(first, n int) []graph.Claims {
	claims := make([]graph.Claims, n)
	for i := range claims {
		claims[i] = streamArticle(first + i)
	}
	return claims
}

const (
	streamActors  = 5000
	streamPerDay  = 100 // articles
	streamRepeats = 3   // articles for each call or talks
)

var streamStart = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func streamArticle(n int) graph.Claims {
	r := rand.New(rand.NewPCG(uint64(n), 3))
	day := streamStart.AddDate(0, 0, n/streamPerDay)
	c := graph.Claims{Article: graph.Article{
		ID: fmt.Sprintf("article-%08d", n), URL: fmt.Sprintf("https://example.org/news/%d/%08d.html", day.Year(), n), Title: "Leaders speak by telephone about the situation",
		Source: "Example Wire", Published: day.Add(time.Duration(r.IntN(86400)) * time.Second).Format(time.RFC3339), SHA256: fmt.Sprintf("%064x", r.Uint64()),
	}}
	for i := range 5 {
		e := event.Event{Schema: event.Schema, ArticleID: c.Article.ID, ID: fmt.Sprintf("e%d", i), Modality: event.Held, Confidence: 0.9}
		if i < 2 {
			// One of the events of these days, which others tell too.
			told := (n*2 + i) / streamRepeats
			w := rand.New(rand.NewPCG(uint64(told), 4))
			e.Type, e.Medium, e.CAMEO = event.Call, "phone", "041"
			if w.IntN(2) == 0 {
				e.Type, e.Medium, e.CAMEO = event.Talks, "in-person", "046"
				e.Place = &event.Place{Name: fmt.Sprintf("City %d", w.IntN(300)), Country: "CHE", Lat: at(46.2), Lon: at(6.1), Text: "the city"}
			}
			a, b := streamActor(w), streamActor(w)
			if a == b {
				b = (a + 1) % streamActors
			}
			e.Participants = []event.Participant{streamParticipant(a, event.Participating), streamParticipant(b, event.Participating)}
			e.Date, _ = event.ParseDate(streamStart.AddDate(0, 0, told*streamRepeats/2/streamPerDay).Format(time.DateOnly))
		} else {
			e.Type, e.CAMEO = event.Statement, "010"
			e.Participants = []event.Participant{streamParticipant(streamActor(r), event.Speaker)}
			e.Date, _ = event.ParseDate(day.Format(time.DateOnly))
			if i == 2 {
				e.About = []string{"e0"}
			}
		}
		start := 400 * i
		e.Mentions = []event.Mention{{Start: start, End: start + 160, Rule: "call/hold-conversation",
			Text: fmt.Sprintf("The two leaders spoke by telephone on Monday and agreed that their foreign ministers would meet again before the end of the month, the readout %06d said.", n%1000000)}}
		c.Events = append(c.Events, e)
	}
	return c
}

// streamActor prefers low numbers, as the news does.
func streamActor(r *rand.Rand) int {
	f := r.Float64()
	return int(f * f * f * f * streamActors)
}

func streamParticipant(n int, role event.Role) event.Participant {
	name := fmt.Sprintf("Firstname%d Lastname%d", n%70, n)
	return event.Participant{ID: fmt.Sprintf("person:firstname%d-lastname%d", n%70, n), Name: name, Kind: event.Person, Role: role,
		Title: "Foreign Minister", Represents: string([]byte{'A' + byte(n%13), 'A' + byte(n%7), 'A' + byte(n%2)}), Text: "his counterpart", Via: "counterpart"}
}
