package api

import (
	"context"
	"strconv"
)

// Days bound when something was.
type Days struct {
	From string `json:"from,omitempty" jsonschema:"no event that ended before this day, week, month or year of ISO 8601"`
	To   string `json:"to,omitempty" jsonschema:"no event that began after this day, week, month or year of ISO 8601"`
}

// Page says which items of a list are wanted.
type Page struct {
	Limit  int `json:"limit,omitempty" jsonschema:"at most so many items; 50 unless given, at most 1000"`
	Offset int `json:"offset,omitempty" jsonschema:"leave out so many of the first items: the value of next of the answer before"`
}

// bounds checks a page. It returns one item more than is shown, which tells
// whether there are more.
func (a *API) bounds(p Page) (limit int, err error) {
	switch {
	case p.Limit < 0 || p.Limit > a.limits.MaxRows:
		return 0, wrong("limit is %d: give a number from 1 to %d", p.Limit, a.limits.MaxRows)
	case p.Offset < 0 || p.Offset > 1<<31:
		return 0, wrong("offset is %d: give the value of next of the answer before", p.Offset)
	case p.Limit == 0:
		return a.limits.Rows, nil
	}
	return p.Limit, nil
}

// List is a page of what was asked for.
type List[T any] struct {
	Items []T      `json:"items"`
	Next  *int     `json:"next" jsonschema:"offset of the next page; null on the last one"`
	Notes []string `json:"notes" jsonschema:"how names were understood, where that is not plain"`
}

// list asks a named query for a page of its rows and makes each an item.
func list[T any](ctx context.Context, a *API, query string, p Page, params map[string]string, item func(row) T) (*List[T], error) {
	limit, err := a.bounds(p)
	if err != nil {
		return nil, err
	}
	// Queries of which the first rows are wanted most have no other way to leave
	// rows out than to leave them out here.
	params["limit"] = strconv.Itoa(p.Offset + limit + 1)
	rows, notes, err := a.run(ctx, query, params)
	if err != nil {
		return nil, err
	}
	rows, next := cut(rows[min(p.Offset, len(rows)):], limit, p)
	out := &List[T]{Items: make([]T, len(rows)), Next: next, Notes: notes}
	for i, r := range rows {
		out.Items[i] = item(r)
	}
	return out, nil
}

// cut takes the one item too many away and says where the next page begins.
func cut[T any](items []T, limit int, p Page) ([]T, *int) {
	if items == nil {
		items = []T{} // an empty list in JSON, not null
	}
	if len(items) <= limit {
		return items, nil
	}
	next := p.Offset + limit
	return items[:limit], &next
}
