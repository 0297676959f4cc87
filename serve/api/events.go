package api

import (
	"context"

	"github.com/demarche-graph/demarche/queries"
)

// Filter says which events are meant.
type Filter struct {
	Actor    string `json:"actor,omitempty" jsonschema:"name or ID of an actor who took part in any role, or for whom somebody acted"`
	A        string `json:"a,omitempty" jsonschema:"name or ID of an actor: with b, only events between the two"`
	B        string `json:"b,omitempty" jsonschema:"name or ID of the other actor"`
	Type     string `json:"type,omitempty" jsonschema:"call, talks or statement"`
	Modality string `json:"modality,omitempty" jsonschema:"held, planned, proposed, cancelled or denied"`
	Place    string `json:"place,omitempty" jsonschema:"name or ID of a place, or a country"`
	Days
}

// Queries makes the filter one of package queries.
func (f *Filter) Queries() queries.Filter {
	return queries.Filter{Actor: f.Actor, Between: [2]string{f.A, f.B}, Type: f.Type, Modality: f.Modality, Place: f.Place, From: f.From, To: f.To}
}

// TimelineIn are the parameters of Timeline.
type TimelineIn struct {
	Filter
	Page
}

// Entry is an event in one line.
type Entry struct {
	ID           string   `json:"id"`
	Date         string   `json:"date,omitempty" jsonschema:"as exactly as told: day, week, month, year or range of ISO 8601; absent when no article tells it"`
	Start        string   `json:"start,omitempty" jsonschema:"first day of the date"`
	End          string   `json:"end,omitempty" jsonschema:"last day of the date"`
	Precision    string   `json:"precision,omitempty" jsonschema:"day, week, month, year or range"`
	Reported     string   `json:"reported,omitempty" jsonschema:"first day on which an article told of it"`
	Type         string   `json:"type"`
	Modality     string   `json:"modality"`
	Participants []string `json:"participants" jsonschema:"names of the parties"`
	Place        string   `json:"place,omitempty"`
	Country      string   `json:"country,omitempty" jsonschema:"of the place, ISO 3166-1 alpha-3"`
	Summary      string   `json:"summary"`
	Reports      int64    `json:"reports,omitempty" jsonschema:"how many articles tell of it"`
}

// Timeline is what happened, in order.
func (a *API) Timeline(ctx context.Context, in TimelineIn) (*List[Entry], error) {
	limit, err := a.bounds(in.Page)
	if err != nil {
		return nil, err
	}
	if (in.A == "") != (in.B == "") {
		return nil, wrong("a and b belong together: give both actors, or actor for one")
	}
	f := in.Queries()
	f.Limit, f.Skip = limit+1, in.Offset
	t, err := queries.ReadTimeline(ctx, a.store, f)
	if err != nil {
		return nil, err
	}
	items := make([]Entry, len(t.Entries))
	for i := range t.Entries {
		e := &t.Entries[i]
		items[i] = Entry{ID: e.Event, Date: e.Date, Start: e.Start, End: e.End, Precision: e.Precision, Reported: e.Reported, Type: e.Type, Modality: e.Modality,
			Participants: append([]string{}, e.Participants...), Place: e.Place, Country: e.Country, Summary: e.Summary, Reports: e.Reports}
	}
	out := &List[Entry]{Notes: append([]string{}, t.Notes...)}
	out.Items, out.Next = cut(items, limit, in.Page)
	return out, nil
}
