package api

import (
	"context"
	"fmt"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/queries"
)

// SearchIn are the parameters of Search.
type SearchIn struct {
	Q     string `json:"q" jsonschema:"a name, a part of one, or its beginning"`
	Kind  string `json:"kind,omitempty" jsonschema:"person, country or organization"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many actors; 50 unless given, at most 1000"`
}

// SearchOut are actors.
type SearchOut struct {
	Items []queries.Hit `json:"items" jsonschema:"the best first; near is true where the spelling differs"`
}

// Search finds actors by name.
func (a *API) Search(ctx context.Context, in SearchIn) (*SearchOut, error) {
	limit, err := a.bounds(Page{Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	if len(in.Q) > 200 {
		return nil, wrong("q is longer than 200 bytes: give a name")
	}
	switch event.Kind(in.Kind) {
	case "", event.Person, event.Country, event.Organization:
	default:
		return nil, wrong("kind is %q: give %s, %s or %s", in.Kind, event.Person, event.Country, event.Organization)
	}
	d, err := a.directory(ctx)
	if err != nil {
		return nil, err
	}
	return &SearchOut{append([]queries.Hit{}, d.Search(in.Q, in.Kind, limit)...)}, nil
}

// ActorIn are the parameters of Actor.
type ActorIn struct {
	Actor string `json:"actor" jsonschema:"name or ID of the actor"`
}

// ActorOut is who an actor is.
type ActorOut struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Kind       string          `json:"kind"`
	Country    string          `json:"country,omitempty"`
	Aliases    []string        `json:"aliases" jsonschema:"every name by which the actor was called"`
	Others     []queries.Match `json:"others" jsonschema:"other actors that the name can mean, the answer is about the first"`
	Offices    []Office        `json:"offices" jsonschema:"for whom the actor acts, or who acts for it; the latest first"`
	Contacts   []Contact       `json:"contacts" jsonschema:"the ten most frequent counterparts"`
	Months     []Month         `json:"months" jsonschema:"held events each month"`
	Calls      int64           `json:"calls"`
	Talks      int64           `json:"talks"`
	Statements int64           `json:"statements"`
}

// Office is what somebody was for a state or an organisation.
type Office struct {
	Actor   string `json:"actor"`
	ActorID string `json:"actor_id"`
	Title   string `json:"title,omitempty" jsonschema:"the latest title"`
	Body    string `json:"body"`
	BodyID  string `json:"body_id"`
	First   string `json:"first,omitempty" jsonschema:"the first day on which this was told"`
	Last    string `json:"last,omitempty" jsonschema:"the last day"`
	Events  int64  `json:"events"`
}

// Actor is who an actor is.
func (a *API) Actor(ctx context.Context, in ActorIn) (*ActorOut, error) {
	found, err := queries.Find(ctx, a.store, "actor", in.Actor)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%w: no actor of the graph is called %q: search_actors (/api/v1/actors?q=) forgives slips of spelling", queries.ErrNone, in.Actor)
	}
	id := map[string]string{"actor": found[0].ID}
	who, _, err := a.run(ctx, "actors", id)
	if err != nil {
		return nil, err
	}
	if len(who) == 0 {
		return nil, fmt.Errorf("%w: actor %s is no longer there", queries.ErrNone, found[0].ID)
	}
	out := &ActorOut{ID: found[0].ID, Name: who[0].text("name"), Kind: who[0].text("kind"), Country: who[0].text("country"), Aliases: who[0].texts("aliases"), Others: append([]queries.Match{}, found[1:]...)}
	id["limit"] = "50"
	offices, _, err := a.run(ctx, "offices", id)
	if err != nil {
		return nil, err
	}
	out.Offices = []Office{}
	for _, r := range offices {
		out.Offices = append(out.Offices, Office{Actor: r.text("actor"), Title: r.text("title"), Body: r.text("body"), First: r.text("first"), Last: r.text("last"),
			Events: r.number("events"), ActorID: r.text("actor_id"), BodyID: r.text("body_id")})
	}
	contacts, err := a.Contacts(ctx, ContactsIn{Actor: out.ID, Page: Page{Limit: 10}})
	if err != nil {
		return nil, err
	}
	out.Contacts = contacts.Items
	months, err := a.Months(ctx, MonthsIn{Actor: out.ID})
	if err != nil {
		return nil, err
	}
	out.Months = months.Items
	for _, m := range out.Months {
		out.Calls += m.Calls
		out.Talks += m.Talks
		out.Statements += m.Statements
	}
	return out, nil
}

// ContactsIn are the parameters of Contacts.
type ContactsIn struct {
	Actor string `json:"actor" jsonschema:"name or ID of the actor"`
	Type  string `json:"type,omitempty" jsonschema:"call or talks"`
	Days
	Page
}

// Contact is with whom somebody talked.
type Contact struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Calls int64  `json:"calls"`
	Talks int64  `json:"talks"`
	First string `json:"first,omitempty" jsonschema:"date of the first dated contact, as exactly as told"`
	Last  string `json:"last,omitempty" jsonschema:"date of the last dated contact, as exactly as told"`
}

// Contacts is with whom an actor talked.
func (a *API) Contacts(ctx context.Context, in ContactsIn) (*List[Contact], error) {
	return list(ctx, a, "contacts-of", in.Page, map[string]string{"actor": in.Actor, "type": in.Type, "from": in.From, "to": in.To}, func(r row) Contact {
		return Contact{Name: r.text("other"), Kind: r.text("kind"), Calls: r.number("calls"), Talks: r.number("talks"),
			First: r.text("first"), Last: r.text("last"), ID: r.text("other_id")}
	})
}

// StatementsIn are the parameters of Statements.
type StatementsIn struct {
	Actor string `json:"actor" jsonschema:"name or ID of the speaker"`
	Days
	Page
}

// Statement is what somebody said, as one article tells it.
type Statement struct {
	Event    string   `json:"event" jsonschema:"ID of the statement"`
	Date     string   `json:"date,omitempty" jsonschema:"as exactly as told"`
	Reported string   `json:"reported,omitempty"`
	Speakers []string `json:"speakers"`
	Quote    string   `json:"quote" jsonschema:"the words of the article"`
	Source   string   `json:"source,omitempty"`
	Title    string   `json:"title,omitempty"`
	URL      string   `json:"url,omitempty"`
	Article  string   `json:"article"`
}

// Statements is what an actor said.
func (a *API) Statements(ctx context.Context, in StatementsIn) (*List[Statement], error) {
	return list(ctx, a, "statements-by", in.Page, map[string]string{"actor": in.Actor, "from": in.From, "to": in.To}, func(r row) Statement {
		return Statement{Date: r.text("date"), Reported: r.text("reported"), Speakers: []string{r.text("speaker")}, Quote: r.text("quote"),
			Source: r.text("source"), Title: r.text("title"), URL: r.text("url"), Article: r.text("article"), Event: r.text("event")}
	})
}
