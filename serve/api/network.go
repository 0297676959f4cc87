package api

import (
	"context"

	"github.com/demarche-graph/demarche/graph"
)

// NetworkIn are the parameters of Network.
type NetworkIn struct {
	Actor    string `json:"actor,omitempty" jsonschema:"only contacts of this actor: name or ID"`
	Type     string `json:"type,omitempty" jsonschema:"call or talks"`
	Modality string `json:"modality,omitempty" jsonschema:"held unless given; planned, proposed, cancelled or denied"`
	Days
	Page
}

// Link is two actors who talked.
type Link struct {
	A     Node  `json:"a"`
	B     Node  `json:"b"`
	Calls int64 `json:"calls"`
	Talks int64 `json:"talks"`
}

// Node is an actor in a network.
type Node struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Country string `json:"country,omitempty"`
}

// Network is who talked to whom.
func (a *API) Network(ctx context.Context, in NetworkIn) (*List[Link], error) {
	params := map[string]string{"actor": in.Actor, "type": in.Type, "modality": in.Modality, "from": in.From, "to": in.To}
	return list(ctx, a, "network", in.Page, params, func(r row) Link {
		return Link{
			A:     Node{r.text("a_id"), r.text("a"), r.text("a_kind"), r.text("a_country")},
			B:     Node{r.text("b_id"), r.text("b"), r.text("b_kind"), r.text("b_country")},
			Calls: r.number("calls"), Talks: r.number("talks"),
		}
	})
}

// PlacesIn are the parameters of Places.
type PlacesIn struct {
	Actor string `json:"actor,omitempty" jsonschema:"only events in which this actor took part: name or ID"`
	Type  string `json:"type,omitempty" jsonschema:"call, talks or statement"`
	Days
	Page
}

// Place is where events took place.
type Place struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Country    string   `json:"country,omitempty"`
	Lat        *float64 `json:"lat,omitempty" jsonschema:"degrees, WGS 84"`
	Lon        *float64 `json:"lon,omitempty" jsonschema:"degrees, WGS 84"`
	Calls      int64    `json:"calls"`
	Talks      int64    `json:"talks"`
	Statements int64    `json:"statements"`
	First      string   `json:"first,omitempty" jsonschema:"date of the first dated event, as exactly as told"`
	Last       string   `json:"last,omitempty" jsonschema:"date of the last dated event, as exactly as told"`
}

// Places is where held events took place.
func (a *API) Places(ctx context.Context, in PlacesIn) (*List[Place], error) {
	return list(ctx, a, "places", in.Page, map[string]string{"actor": in.Actor, "type": in.Type, "from": in.From, "to": in.To}, func(r row) Place {
		return Place{ID: r.text("place_id"), Name: r.text("place"), Country: r.text("country"), Lat: r.degrees("lat"), Lon: r.degrees("lon"),
			Calls: r.number("calls"), Talks: r.number("talks"), Statements: r.number("statements"), First: r.text("first"), Last: r.text("last")}
	})
}

// MonthsIn are the parameters of Months.
type MonthsIn struct {
	Actor string `json:"actor,omitempty" jsonschema:"only events in which this actor took part: name or ID"`
	Type  string `json:"type,omitempty" jsonschema:"call, talks or statement"`
	Days
}

// MonthsOut are the months in which something was held.
type MonthsOut struct {
	Items []Month  `json:"items" jsonschema:"in order; months without events are left out"`
	Notes []string `json:"notes" jsonschema:"how names were understood, where that is not plain"`
}

// Month is how many held events there were.
type Month struct {
	Month      string `json:"month"`
	Calls      int64  `json:"calls"`
	Talks      int64  `json:"talks"`
	Statements int64  `json:"statements"`
}

// Months is how many held events each month.
func (a *API) Months(ctx context.Context, in MonthsIn) (*MonthsOut, error) {
	rows, notes, err := a.run(ctx, "monthly", map[string]string{"actor": in.Actor, "type": in.Type, "from": in.From, "to": in.To})
	if err != nil {
		return nil, err
	}
	out := &MonthsOut{Items: []Month{}, Notes: notes}
	for _, r := range rows {
		out.Items = append(out.Items, Month{r.text("month"), r.number("calls"), r.number("talks"), r.number("statements")})
	}
	return out, nil
}

// GraphIn are the parameters of Graph: none.
type GraphIn struct{}

// GraphOut is how much there is.
type GraphOut struct {
	Articles int64  `json:"articles"`
	Events   int64  `json:"events"`
	Actors   int64  `json:"actors"`
	Places   int64  `json:"places"`
	Store    string `json:"store" jsonschema:"the language that the store speaks: sql or cypher"`
}

// Graph is how much there is.
func (a *API) Graph(ctx context.Context, _ GraphIn) (*GraphOut, error) {
	stats, err := a.store.Stats(ctx)
	if err != nil {
		return nil, err
	}
	out := &GraphOut{Store: string(a.store.Dialect())}
	for _, c := range stats.Counts {
		switch c.Table {
		case graph.ArticleNode:
			out.Articles = c.Rows
		case graph.EventNode:
			out.Events = c.Rows
		case graph.ActorNode:
			out.Actors = c.Rows
		case graph.PlaceNode:
			out.Places = c.Rows
		}
	}
	return out, nil
}
