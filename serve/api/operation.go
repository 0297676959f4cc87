package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// Operation is something that can be asked.
type Operation struct {
	// Name is that of a tool; Path that under /api/v1, with parameters in braces.
	Name, Path string
	Means      string
	// In and Out are the schemas of the parameters and of the answer.
	In, Out *jsonschema.Schema
	call    func(ctx context.Context, arguments []byte) (any, error)
}

// Call asks, with the parameters as a JSON object. The error is a *RequestError.
func (o *Operation) Call(ctx context.Context, arguments []byte) (any, error) {
	answer, err := o.call(ctx, arguments)
	if err != nil {
		return nil, Fail(err)
	}
	return answer, nil
}

// operation makes an Operation of a method.
func operation[In, Out any](a *API, name, path, means string, f func(context.Context, In) (*Out, error)) (Operation, error) {
	in, err := jsonschema.For[In](nil)
	if err != nil {
		return Operation{}, err
	}
	out, err := jsonschema.For[Out](nil)
	if err != nil {
		return Operation{}, err
	}
	call := func(ctx context.Context, arguments []byte) (any, error) {
		var p In
		if len(arguments) > 0 {
			d := json.NewDecoder(bytes.NewReader(arguments))
			d.DisallowUnknownFields()
			if err := d.Decode(&p); err != nil {
				return nil, wrong("%s: %s: it takes %s", name, strings.TrimPrefix(err.Error(), "json: "), strings.Join(in.PropertyOrder, ", "))
			}
		}
		ctx, cancel := context.WithTimeout(ctx, a.limits.Time)
		defer cancel()
		answer, err := f(ctx, p)
		if err != nil && ctx.Err() != nil {
			err = fmt.Errorf("%w: %w", ctx.Err(), err) // databases say it in words of their own
		}
		return answer, err
	}
	return Operation{Name: name, Path: path, Means: means, In: in, Out: out, call: call}, nil
}

// Operations lists everything that can be asked. An error is a fault of the
// program and the same each time.
func (a *API) Operations() ([]Operation, error) {
	var list []Operation
	var fault error
	add := func(o Operation, err error) {
		if err != nil && fault == nil {
			fault = err
		}
		list = append(list, o)
	}
	add(operation(a, "graph", "/graph", "How much the graph holds: articles, events, actors and places.", a.Graph))
	add(operation(a, "search_actors", "/actors", "Find people, states and organisations by name; parts of names and slips of spelling are forgiven.", a.Search))
	add(operation(a, "actor", "/actors/{actor}", "Who an actor is: names, offices, most frequent counterparts, and how many events of each type.", a.Actor))
	add(operation(a, "contacts", "/contacts", "With whom an actor had held calls and talks, the most frequent first.", a.Contacts))
	add(operation(a, "statements", "/statements", "What an actor said, in order, report by report, with the words of the article.", a.Statements))
	add(operation(a, "timeline", "/events", "What happened, in order: calls, talks and statements, filtered by actor, pair of actors, type, modality, place and days.", a.Timeline))
	add(operation(a, "event", "/events/{event}", "Everything about one event: who, when, where, the sentences of each article that tell of it, where the articles disagree, how it was announced, and what was said about it.", a.Event))
	add(operation(a, "network", "/network", "Who talked to whom: pairs of actors with the number of their calls and talks, the most frequent first.", a.Network))
	add(operation(a, "places", "/places", "Where held events took place, with coordinates, the most frequent first.", a.Places))
	add(operation(a, "months", "/months", "How many held events each month, by type.", a.Months))
	add(operation(a, "named_queries", "/queries", "The named queries that can be asked, with their parameters and columns.", a.Queries))
	add(operation(a, "named_query", "/queries/{query}", "The answer of a named query, as rows.", a.Query))
	return list, fault
}
