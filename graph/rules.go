package graph

import "github.com/demarche-graph/demarche/extract/event"

// Rules are what makes a graph of claims, besides the claims. They are pure
// functions: the same claims and rules always make the same graph.
type Rules struct {
	Linker Linker
	// Names gives names that no article tells; may be nil.
	Names Names
	// Actors says who is whom; nil leaves every actor as the article identified it.
	Actors Identity
}

// Name changes whenever the rules can make another graph of the same claims. A
// graph remembers it and must be rebuilt for another one.
func (r Rules) Name() string {
	if r.Actors == nil {
		return r.Linker.Name()
	}
	return r.Linker.Name() + " " + r.Actors.Name()
}

// Identity says which actors of different articles are the same. Claims keep the
// IDs that the articles' reader gave; the graph has those that Actor returns.
type Identity interface {
	// Name changes whenever the answers can change.
	Name() string
	// Actor returns the ID under which the graph keeps a participant of an event
	// that the article tells. It looks at nothing else, so that no article has to
	// be read again because of another.
	Actor(a *Article, e *event.Event, p *event.Participant) string
	// Body does the same for what a participant represents.
	Body(represents string) string
}

// identify returns the event with the actors under the IDs of the graph. The
// event given stays as it is.
func identify(a *Article, e *event.Event, who Identity) (*event.Event, error) {
	if who == nil {
		return e, nil
	}
	var changed []event.Participant
	for i := range e.Participants {
		p := &e.Participants[i]
		id, body := who.Actor(a, e, p), who.Body(p.Represents)
		if id == p.ID && body == p.Represents {
			continue
		}
		if err := checkID("id of "+p.ID+" in the graph", id); err != nil {
			return nil, err
		}
		if changed == nil {
			changed = append(changed, e.Participants...)
		}
		changed[i].ID, changed[i].Represents = id, body
	}
	if changed == nil {
		return e, nil
	}
	view := *e
	view.Participants = changed
	return &view, nil
}
