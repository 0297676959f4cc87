package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// schema returns the statements that make constraints and indexes. All can be
// run again.
func schema() []string {
	statements := []string{"CREATE CONSTRAINT demarche_id IF NOT EXISTS FOR (n:Demarche) REQUIRE n.id IS UNIQUE"}
	tables := graph.Tables()
	for i := range tables {
		t := &tables[i]
		if t.Edge() {
			continue // edges are found from their ends
		}
		key := t.Columns[0].Name
		statements = append(statements, fmt.Sprintf("CREATE CONSTRAINT %s_%s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE", t.Name, key, t.Name, key))
		for _, c := range t.Indexes {
			statements = append(statements, fmt.Sprintf("CREATE INDEX %s_%s IF NOT EXISTS FOR (n:%s) ON (n.%s)", t.Name, c, t.Name, c))
		}
	}
	return append(statements, "CREATE TEXT INDEX Actor_folded IF NOT EXISTS FOR (n:Actor) ON (n.folded)")
}

// marker is the node that says that the database is a graph of demarche.
type marker struct {
	schema     int64
	linker     string
	rebuilding bool
	unindexed  bool
}

// marker reads the marker: ErrEmpty when there is nothing in the database,
// ErrForeign when there is something else, ErrSchema when another version made
// it.
func (s *Store) marker(ctx context.Context) (marker, error) {
	var found []marker
	err := s.read(ctx, "MATCH (m:Demarche {id: 'graph'}) RETURN m.schema, m.linker, coalesce(m.rebuilding, false), coalesce(m.unindexed, false)", nil, func(v []any) error {
		schema, _ := v[0].(int64)
		linker, _ := v[1].(string)
		rebuilding, _ := v[2].(bool)
		unindexed, _ := v[3].(bool)
		found = append(found, marker{schema, linker, rebuilding, unindexed})
		return nil
	})
	if err != nil {
		return marker{}, s.wrap("open", err)
	}
	if len(found) == 0 {
		var others []any
		err := s.read(ctx, "MATCH (n) RETURN labels(n) LIMIT 1", nil, func(v []any) error {
			others = append(others, v[0])
			return nil
		})
		switch {
		case err != nil:
			return marker{}, s.wrap("open", err)
		case len(others) > 0:
			return marker{}, fmt.Errorf("%s: %w: it has nodes (such as one labelled %v) but not demarche's marker; it is left alone: give the name of an empty database",
				s.place(), graph.ErrForeign, others[0])
		}
		return marker{}, fmt.Errorf("%s: %w: run demarche ingest first, or give the right database", s.place(), graph.ErrEmpty)
	}
	if m := found[0]; m.schema != graph.SchemaVersion {
		return marker{}, fmt.Errorf("%s: %w: the graph has schema %d, this version of demarche uses %d: ingest the articles into an empty database, or use the version that made it",
			s.place(), graph.ErrSchema, m.schema, graph.SchemaVersion)
	}
	return found[0], nil
}

// known reports what keeps the graph from being asked: a database without one
// would answer with no rows. What was found once is not looked up again. Queries
// that write are not checked: they may be meant to clear such a database.
func (s *Store) known(ctx context.Context) error {
	if s.seen.Load() {
		return nil
	}
	_, err := s.marker(ctx)
	if err == nil {
		s.seen.Store(true)
	}
	return err
}

// ready reports what keeps more from being loaded.
func (s *Store) ready(ctx context.Context) error {
	m, err := s.marker(ctx)
	switch want := s.opts.rules().Name(); {
	case err != nil:
		return err
	case m.rebuilding:
		return fmt.Errorf("%s: %w: a rebuild has not ended: wait for it, or run demarche store rebuild again if it was interrupted", s.place(), graph.ErrRebuild)
	case m.linker != want:
		return fmt.Errorf("%s: %w: its actors and events were linked by %q, now it is %q (another version or other decisions): run demarche store rebuild", s.place(), graph.ErrRebuild, m.linker, want)
	}
	return nil
}

// Init implements graph.Store. A user who may not make constraints can go on where
// an administrator has made them.
func (s *Store) Init(ctx context.Context) error {
	switch m, err := s.marker(ctx); {
	case err == nil && m.unindexed:
		// It was imported from files, which make no constraints.
	case !isEmpty(err):
		return err
	}
	switch err := s.constrain(ctx); {
	case errors.Is(err, graph.ErrForbidden):
		there, e := s.constrained(ctx)
		if e != nil || !there {
			return fmt.Errorf("%s: %w: the user may not make constraints: have an administrator run demarche store init once, or the statements below, and give the user the role publisher\n%s;",
				s.place(), graph.ErrForbidden, strings.Join(schema(), ";\n"))
		}
	case err != nil:
		return err
	}
	return s.make(ctx, "MERGE (m:Demarche {id: 'graph'}) ON MATCH SET m.unindexed = null ON CREATE SET m.schema = $schema, m.linker = $linker",
		map[string]any{"schema": graph.SchemaVersion, "linker": s.opts.rules().Name()})
}

// constrain makes constraints and indexes.
func (s *Store) constrain(ctx context.Context) error {
	for _, statement := range schema() {
		if err := s.make(ctx, statement, nil); err != nil {
			return err
		}
	}
	return s.make(ctx, "CALL db.awaitIndexes(300)", nil)
}

// constrained reports whether the keys of all nodes are unique. Without indexes a
// graph is slow, without these it would be wrong.
func (s *Store) constrained(ctx context.Context) (bool, error) {
	missing := map[string]bool{"Demarche.id": true}
	for _, t := range graph.Tables() {
		if !t.Edge() {
			missing[t.Name+"."+t.Columns[0].Name] = true
		}
	}
	err := s.read(ctx, "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE type IN ['UNIQUENESS', 'NODE_PROPERTY_UNIQUENESS', 'NODE_KEY'] AND size(properties) = 1 RETURN labelsOrTypes[0] + '.' + properties[0]",
		nil, func(v []any) error {
			delete(missing, v[0].(string))
			return nil
		})
	return len(missing) == 0, err
}

// make runs a statement that makes something of the schema.
func (s *Store) make(ctx context.Context, text string, params map[string]any) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		res, err := tx.Run(ctx, text, params)
		if err != nil {
			return nil, err
		}
		return res.Consume(ctx)
	})
	// Of two who make it at once, IF NOT EXISTS lets one meet what the other has made.
	if e := (*neo4j.Neo4jError)(nil); errors.As(err, &e) && e.Code == "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists" {
		return nil
	}
	return s.wrap("make the schema", err)
}
