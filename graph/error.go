package graph

import "errors"

// What a store reports, for callers that act on it. Stores wrap these with what
// happened, where, and what to do.
var (
	// ErrUnreachable: no database answers at the address.
	ErrUnreachable = errors.New("store not reachable")
	// ErrUnauthorized: user or password are not accepted.
	ErrUnauthorized = errors.New("user or password not accepted")
	// ErrForbidden: the user may not do this.
	ErrForbidden = errors.New("not permitted")
	// ErrEmpty: there is no graph of demarche yet.
	ErrEmpty = errors.New("no graph here yet")
	// ErrForeign: the database holds something that demarche did not make.
	ErrForeign = errors.New("the database holds something else")
	// ErrSchema: the graph was made by a version with another schema.
	ErrSchema = errors.New("another schema version")
	// ErrRebuild: the graph must be rebuilt before more is loaded.
	ErrRebuild = errors.New("the graph must be rebuilt")
	// ErrReadOnly: a write to a database, or by a query, that may only read.
	ErrReadOnly = errors.New("read-only")
	// ErrFull: no space left.
	ErrFull = errors.New("no space left")
	// ErrBusy: another program held the database for too long.
	ErrBusy = errors.New("database busy")
	// ErrDamaged: the file is no database or a damaged one.
	ErrDamaged = errors.New("not a sound database")
	// ErrQuery: the text of a query is wrong.
	ErrQuery = errors.New("query not understood")
)
