package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// Compare loads random articles into two stores and puts every named query to
// both, with all parameters and with few; it returns the first difference, of
// rows or of their order. Some of the answers must hold rows, so that stores
// that never answer don't agree.
func Compare(ctx context.Context, a, b graph.Store, seed uint64) error {
	random := NewRandom(seed)
	var claims []graph.Claims
	for i := range 60 {
		claims = append(claims, random.Claims(fmt.Sprintf("a%02d", i)))
	}
	for _, s := range []graph.Store{a, b} {
		if _, err := s.Load(ctx, claims); err != nil {
			return err
		}
	}
	qs, err := queries.All()
	if err != nil {
		return err
	}
	events, err := queries.Run(ctx, a, "timeline", nil)
	if err != nil || len(events.Rows) == 0 {
		return fmt.Errorf("no timeline: %w", err)
	}
	some := events.Rows[len(events.Rows)/2][8].(string) // column event
	values := map[string][]string{
		"actor": {"", "Ada Moreau", "France", "person:bela-novak", "EU", "nobody"}, "place": {"", "Istanbul", "CHE", "geneve"}, "event": {"", some},
		"type": {"", "call", "talks", "statement"}, "modality": {"", "held", "planned"}, "kind": {"", "person", "country"},
		"from": {"", "2025-05-17", "2025-W20", "2025"}, "to": {"", "2025-05-16", "2025-05"}, "int": {"", "0", "1", "3"}, "text": {"", "x"},
	}
	for i := range qs {
		q := &qs[i]
		rows := 0
		for n := range 40 {
			params := map[string]string{}
			for j, p := range q.Params {
				// A walk over the values that meets most pairs of them.
				if list := values[p.Type]; n%2 == 0 || p.Required || (n+j)%3 == 0 {
					params[p.Name] = list[(n*(j+1)+n/7+j)%len(list)]
				}
			}
			x, errX := queries.Run(ctx, a, q.Name, params)
			y, errY := queries.Run(ctx, b, q.Name, params)
			if errX != nil || errY != nil {
				if errX == nil || errY == nil || errX.Error() != errY.Error() || !errors.Is(errX, queries.ErrParam) {
					return fmt.Errorf("%s %v: one store says %v, the other %v", q.Name, params, errX, errY)
				}
				continue
			}
			if err := sameAnswer(x, y); err != nil {
				return fmt.Errorf("%s %v: %w", q.Name, params, err)
			}
			rows += len(x.Rows)
		}
		if rows == 0 {
			return fmt.Errorf("%s never returned a row", q.Name)
		}
	}
	return nil
}

func sameAnswer(x, y *queries.Answer) error {
	if len(x.Rows) != len(y.Rows) {
		return fmt.Errorf("%d rows and %d rows", len(x.Rows), len(y.Rows))
	}
	for i := range x.Rows {
		if !reflect.DeepEqual(x.Rows[i], y.Rows[i]) {
			return fmt.Errorf("row %d:\n %v\n %v", i, x.Rows[i], y.Rows[i])
		}
	}
	if !reflect.DeepEqual(x.Notes, y.Notes) {
		return fmt.Errorf("notes %q and %q", x.Notes, y.Notes)
	}
	return nil
}
