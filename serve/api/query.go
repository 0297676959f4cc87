package api

import (
	"context"
	"slices"
	"strconv"

	"github.com/demarche-graph/demarche/queries"
)

// QueriesIn are the parameters of Queries: none.
type QueriesIn struct{}

// QueriesOut are the named queries.
type QueriesOut struct {
	Items []NamedQuery `json:"items"`
}

// NamedQuery is what a named query takes and returns.
type NamedQuery struct {
	Name    string        `json:"name"`
	Purpose string        `json:"purpose"`
	Params  []QueryParam  `json:"params"`
	Columns []QueryColumn `json:"columns"`
}

// QueryParam is a parameter of a named query.
type QueryParam struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Default  string `json:"default,omitempty"`
	Means    string `json:"means,omitempty"`
}

// QueryColumn is a column of its answer.
type QueryColumn struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Means string `json:"means,omitempty"`
}

// Queries lists the named queries.
func (a *API) Queries(context.Context, QueriesIn) (*QueriesOut, error) {
	qs, err := queries.All()
	if err != nil {
		return nil, err
	}
	out := &QueriesOut{Items: []NamedQuery{}}
	for i := range qs {
		q := NamedQuery{Name: qs[i].Name, Purpose: qs[i].Purpose, Params: []QueryParam{}, Columns: []QueryColumn{}}
		for _, p := range qs[i].Params {
			q.Params = append(q.Params, QueryParam(p))
		}
		for _, c := range qs[i].Columns {
			q.Columns = append(q.Columns, QueryColumn(c))
		}
		out.Items = append(out.Items, q)
	}
	return out, nil
}

// QueryIn are the parameters of Query.
type QueryIn struct {
	Query  string            `json:"query" jsonschema:"name of the query"`
	Params map[string]string `json:"params,omitempty" jsonschema:"its parameters by name, as texts"`
	Page
}

// QueryOut is a page of an answer.
type QueryOut struct {
	Columns []string `json:"columns"`
	Rows    [][]any  `json:"rows"`
	Next    *int     `json:"next" jsonschema:"offset of the next page; null on the last one"`
	Notes   []string `json:"notes" jsonschema:"how names were understood, where that is not plain"`
}

// Query asks a named query.
func (a *API) Query(ctx context.Context, in QueryIn) (*QueryOut, error) {
	limit, err := a.bounds(in.Page)
	if err != nil {
		return nil, err
	}
	q, err := queries.Named(in.Query)
	if err != nil {
		return nil, err
	}
	params := map[string]string{}
	for k, v := range in.Params {
		params[k] = v
	}
	// A limit bounds what the store has to do, for queries that take one.
	if slices.ContainsFunc(q.Params, func(p queries.Param) bool { return p.Name == "limit" }) && params["limit"] == "" {
		params["limit"] = strconv.Itoa(in.Offset + limit + 1)
	}
	answer, err := queries.Run(ctx, a.store, in.Query, params)
	if err != nil {
		return nil, err
	}
	out := &QueryOut{Columns: answer.Columns, Notes: append([]string{}, answer.Notes...)}
	out.Rows, out.Next = cut(answer.Rows[min(in.Offset, len(answer.Rows)):], limit, in.Page)
	return out, nil
}
