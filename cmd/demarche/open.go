package main

import (
	"context"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/identity"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/occasion"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
)

// open opens the store of the settings. Names are needed by commands that write
// or check; nil for those that only ask.
func (a *app) open(ctx context.Context, names graph.Names) (graph.Store, error) {
	a.log.Debug("open store", "store", a.settings.Store)
	actors, err := a.identity()
	if err != nil {
		return nil, err
	}
	if a.settings.Store.URI == "" {
		s, err := sqlitestore.Open(ctx, sqlitestore.Options{Path: a.settings.Store.Path, Linker: occasion.Linker{}, Names: names, Actors: actors})
		if err != nil { // not s: a nil *Store would be a Store that is not nil
			return nil, err
		}
		return s, nil
	}
	s, err := neo4jstore.Open(ctx, neo4jstore.Options{
		URI:      a.settings.Store.URI,
		User:     a.settings.Neo4j.User,
		Password: string(a.settings.Neo4j.Password),
		Database: a.settings.Neo4j.Database,
		CA:       a.settings.Neo4j.CA,
		Linker:   occasion.Linker{},
		Names:    names,
		Actors:   actors,
		Limit:    a.limit,
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// identity says who is whom, with the decisions that people took.
func (a *app) identity() (*identity.Identity, error) {
	d, err := identity.Read(a.settings.Decisions)
	if err != nil {
		return nil, usage{err}
	}
	return identity.New(d), nil
}

// withStore runs f on the store and closes it.
func (a *app) withStore(ctx context.Context, names graph.Names, f func(graph.Store) error) (err error) {
	s, err := a.open(ctx, names)
	if err != nil {
		return err
	}
	defer func() {
		// A store that was interrupted is closed all the same.
		if e := s.Close(context.WithoutCancel(ctx)); err == nil {
			err = e
		}
	}()
	return f(s)
}
