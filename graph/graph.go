// Package graph turns what articles claim into a graph of diplomacy, and keeps
// that graph true while articles come, change and go.
//
// # Claims and events
//
// A claim is one event as one article tells of it. Claims are all that a store
// has to keep: every node and edge is a pure function of the set of claims, so
// that the order in which articles arrived, the size of the batches and what
// was deleted in between make no difference. [Project] is that function.
//
// A [Linker] says which claims are about the same event of the world. The
// claims of one event end as one Event node with one REPORTS edge for each,
// which keeps the claim as the article made it.
//
// # Keeping it true
//
// A store does not compute the whole graph anew. [Change] reads the claims that
// a batch can touch (its own, and those that the linker connects with them),
// projects these as they were and as they will be, and writes the difference in
// the same transaction. What sums up many events (the names of an actor,
// TALKED_TO, REPRESENTS) is kept by adding and taking away.
//
// The tables and columns of the graph stand in schema.go, in one place for
// every store.
package graph

import (
	"context"
	"fmt"

	"github.com/demarche-graph/demarche/extract/event"
)

// Article is an article as the graph keeps it: where it came from, not its
// text. What it says stays as quotes on the REPORTS edges.
type Article struct {
	ID     string
	URL    string
	Title  string
	Source string
	// Published is a day, "2006-01-02", or an instant of RFC 3339; empty when
	// not known.
	Published string
	// SHA256 is the hash of the text as it was read.
	SHA256 string
	// Reader names the version of the program and its dictionaries that read the
	// claims out of the text. Where both are as before, nothing new can be found.
	Reader string
	// Sketch is what makes copies of the text recognisable, see [SketchOf]; may be
	// empty.
	Sketch string
}

// Claims is everything that one article claims.
type Claims struct {
	Article Article
	Events  []event.Event
}

// Names gives the usual name of an actor that no article has named, such as the
// state for which somebody acts ("country:RUS" is "Russia"); empty when it knows
// none.
type Names func(actor string) string

// Store keeps the graph. To write another one, implement [Tx] over the
// database's transactions, call [Load], [Withdraw], [Change] and [Check] from the
// methods below, and pass the suite of package storetest.
//
// Every method returns an error that wraps one of the sentinels of error.go
// where one of them says what is wrong.
type Store interface {
	// Init makes the schema where it is missing. ErrForeign: the database holds
	// something else, which is left alone. ErrSchema: it was made by another
	// version of demarche.
	Init(ctx context.Context) error
	// Load puts articles with all that they claim into the graph. What an
	// article of the same ID claimed before is replaced; an article that claims
	// what it claimed before changes nothing. On an error the Result still says
	// what landed.
	Load(ctx context.Context, claims []Claims) (Result, error)
	// Withdraw takes articles and all that they claim out of the graph.
	Withdraw(ctx context.Context, articles []string) (Result, error)
	// Articles returns those of the articles that the graph holds. An article
	// whose SHA256 and Reader are as before need not be read again.
	Articles(ctx context.Context, ids []string) ([]Article, error)
	// Rebuild projects the graph anew from the claims that it holds, after a
	// change of the linker or of the program. A rebuild that was interrupted is
	// finished by the next one; until then Load returns ErrRebuild.
	Rebuild(ctx context.Context) (Result, error)
	// Check compares the graph with what its claims imply and returns the
	// differences, none when it is sound. Nothing else should write meanwhile.
	Check(ctx context.Context) ([]string, error)
	// Stats counts nodes and edges.
	Stats(ctx context.Context) (Stats, error)
	// Dump passes every row of a table to each, ordered by key.
	Dump(ctx context.Context, table string, each func(Row) error) error
	// Dialect is the language that Query takes.
	Dialect() Dialect
	// Query runs a query of the store's own language. It can't change the graph
	// unless q.Write is set: the database refuses.
	Query(ctx context.Context, q Query) (*Answer, error)
	Close(ctx context.Context) error
}

// Dialect is a query language.
type Dialect string

// The dialects.
const (
	Cypher Dialect = "cypher"
	SQL    Dialect = "sql"
)

// Query is a text of the store's language with its parameters, which are
// strings, int64, float64, []string or nil. Parameters never become part of the
// text.
type Query struct {
	Text   string
	Params map[string]any
	Write  bool
}

// Answer is what a query returns. Cells are nil, bool, int64, float64, string,
// or (from free Cypher) []any and map[string]any of these.
type Answer struct {
	Columns []string
	Rows    [][]any
}

// Stats says how large a graph is.
type Stats struct {
	Schema int
	Linker string
	// Counts is the number of rows by table, in the order of Tables.
	Counts []TableCount
}

// TableCount is the number of rows of a table.
type TableCount struct {
	Table string
	Rows  int64
}

// Result says what a call changed.
type Result struct {
	// New, Changed, Unchanged and Withdrawn count articles.
	New, Changed, Unchanged, Withdrawn int
	// Claims counts the events that the new and changed articles tell.
	Claims int
	// Landed lists the articles that are in the graph as they were given, in the
	// order given. After an error, those in neither Landed nor Failed are not.
	Landed []string
	// Failed lists the articles that can't be loaded, and why.
	Failed []Failure
	// Nodes and Edges count rows made, changed and deleted.
	Nodes, Edges Tally
}

// Failure is an article that could not be loaded.
type Failure struct {
	Article string
	Err     error
}

func (f Failure) Error() string { return fmt.Sprintf("article %s: %v", f.Article, f.Err) }
func (f Failure) Unwrap() error { return f.Err }

// Tally counts rows.
type Tally struct{ Made, Changed, Deleted int }

// Add adds what a further call changed.
func (r *Result) Add(o Result) {
	r.New += o.New
	r.Changed += o.Changed
	r.Unchanged += o.Unchanged
	r.Withdrawn += o.Withdrawn
	r.Claims += o.Claims
	r.Landed = append(r.Landed, o.Landed...)
	r.Failed = append(r.Failed, o.Failed...)
	r.Nodes.add(o.Nodes)
	r.Edges.add(o.Edges)
}

func (t *Tally) add(o Tally) {
	t.Made += o.Made
	t.Changed += o.Changed
	t.Deleted += o.Deleted
}
