package graph

import "context"

// Lookup says what claims are looked up by.
type Lookup int

// The lookups.
const (
	ByArticle Lookup = iota // all claims of an article
	ByKey                   // all claims that carry a key of the linker
	ByEvent                 // all claims of an Event node
	// ByOwnKey is ByKey for keys under which Change writes a claim in any case: it
	// makes those that nobody has used.
	ByOwnKey
)

// Stored is a claim as a store keeps it.
type Stored struct {
	Article Article
	// Node is the Event node to which the article's REPORTS edge leads.
	Node string
	// Claim is the event as JSON.
	Claim string
}

// Tx is a transaction on a store, as [Change] needs it. It reads what was
// committed and what it wrote itself, and what it has read under lock stays as
// it is until it ends:
//
//   - Rows locks the nodes that it is asked for (for edges: nothing),
//   - Claims by article or by key locks those articles or keys.
//
// What does not exist is locked, too, when it is looked up by ByKey. For nodes
// and by ByOwnKey a store may instead look whether it still does not exist when
// Change makes it, and end the transaction if it does: Change writes nothing that
// depends on the absence of what it does not make.
//
// Change always asks in the same order: articles, keys, articles of siblings,
// actors, places; and sorted within each, so that two programs rarely wait for
// each other in a circle. Where they do, the database has to end one of them and
// the store has to run Change again from the beginning, in a new transaction.
type Tx interface {
	// Claims returns the claims found by the ids.
	Claims(ctx context.Context, by Lookup, ids []string) ([]Stored, error)
	// Rows returns the rows that have one of the keys, each as long as the key
	// of the table; those that don't exist are left out. Order does not matter.
	Rows(ctx context.Context, table string, keys [][]string) ([]Row, error)
	// Recount counts rows of TALKED_TO or REPRESENTS from the Event nodes and
	// PARTICIPATED_IN edges as they are now. See contact.go and represent.go
	// for what they count; order does not matter.
	Recount(ctx context.Context, table string, keys [][]string) ([]Row, error)
	// Write makes the changes: deletions first, edges before nodes; then nodes,
	// then edges.
	Write(ctx context.Context, c *Changes) error
}
