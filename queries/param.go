package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// What callers tell apart.
var (
	// ErrUnknown: there is no such query.
	ErrUnknown = errors.New("unknown")
	// ErrParam: a parameter does not exist, is missing, or has a wrong value.
	ErrParam = errors.New("wrong parameter")
	// ErrNone: the graph has no actor, place or event of that name; an ErrParam, too.
	ErrNone = fmt.Errorf("%w", ErrParam)
)

// largest bounds whole numbers: Neo4j adds what is left out and what is shown,
// and refuses a sum of more than 63 bits. No graph has so many rows.
const largest = 1 << 40

// values checks what a user gave and makes it what the query takes.
func (q *Query) values(ctx context.Context, s Store, given map[string]string) (map[string]any, []string, error) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name }) {
			return nil, nil, fmt.Errorf("%w: query %s takes no %q: it takes %s", ErrParam, q.Name, name, q.takes())
		}
	}
	values := make(map[string]any, len(q.Params))
	var notes []string
	for _, p := range q.Params {
		text := cmp.Or(strings.TrimSpace(given[p.Name]), p.Default)
		if text == "" {
			if p.Required {
				return nil, nil, fmt.Errorf("%w: query %s needs %q: it takes %s", ErrParam, q.Name, p.Name, q.takes())
			}
			values[p.Name] = nil
			if p.Name == "limit" {
				values[p.Name] = int64(largest)
			}
			continue
		}
		v, note, err := p.value(ctx, s, text)
		if err != nil {
			return nil, nil, fmt.Errorf("query %s: %s: %w", q.Name, p.Name, err)
		}
		values[p.Name] = v
		if note != "" {
			notes = append(notes, note)
		}
	}
	return values, notes, nil
}

// takes lists the parameters for people.
func (q *Query) takes() string {
	if len(q.Params) == 0 {
		return "none"
	}
	names := make([]string, len(q.Params))
	for i, p := range q.Params {
		names[i] = p.Name
		if p.Required {
			names[i] += " (required)"
		}
	}
	return strings.Join(names, ", ")
}

func (p *Param) value(ctx context.Context, s Store, text string) (any, string, error) {
	switch p.Type {
	case "int":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 || n > largest {
			return nil, "", fmt.Errorf("%w: %q is no whole number from 0 on", ErrParam, text)
		}
		return n, "", nil
	case "type":
		return word(text, event.Types())
	case "modality":
		return word(text, event.Modalities())
	case "kind":
		return word(text, []event.Kind{event.Person, event.Country, event.Organization})
	case "from", "to":
		d, err := event.ParseDate(text)
		if err != nil {
			return nil, "", fmt.Errorf("%w: %w", ErrParam, err)
		}
		if p.Type == "from" {
			return d.Start, "", nil
		}
		return d.End, "", nil
	case "actor", "place":
		return find(ctx, s, p.Type, text)
	case "event":
		return findEvent(ctx, s, text)
	}
	return text, "", nil
}

// word accepts one of a few words, in either case.
func word[W ~string](text string, words []W) (any, string, error) {
	if w := W(strings.ToLower(text)); slices.Contains(words, w) {
		return string(w), "", nil
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return nil, "", fmt.Errorf("%w: %q is none of %s", ErrParam, text, strings.Join(list, ", "))
}
