// Package api is what the web page, other programs and assistants may ask the
// graph: a handful of operations with typed parameters and answers, all of them
// reading, all of them limited. Package serve offers them over HTTP and package
// serve/mcp over the Model Context Protocol; neither knows anything that the
// other does not.
//
// An operation is a method of API whose parameters and answer are structs. Their
// tags name the fields and say what they mean; schemas, the OpenAPI document,
// the reading of parameters and the tools of assistants all follow from them.
// To add an operation, write the method and a row in Operations.
package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// Store is what is asked.
type Store interface {
	queries.Store
	Stats(ctx context.Context) (graph.Stats, error)
	Dump(ctx context.Context, table string, each func(graph.Row) error) error
}

// Limits bound what one request may cost.
type Limits struct {
	// Rows is how many items an answer has unless more are asked for, MaxRows how
	// many at most.
	Rows, MaxRows int
	// Time is how long an operation may take.
	Time time.Duration
	// Directory is how old the copy of the names of actors may be.
	Directory time.Duration
}

// DefaultLimits are those of the program.
func DefaultLimits() Limits {
	return Limits{Rows: 50, MaxRows: 1000, Time: 20 * time.Second, Directory: time.Minute}
}

// API answers questions from a store.
type API struct {
	store  Store
	limits Limits
	// names is the copy of the directory, with the time at which it was read.
	mu    sync.Mutex
	names *queries.Directory
	read  time.Time
}

// New makes an API.
func New(s Store, l Limits) *API { return &API{store: s, limits: l} }

// Limits are those with which the API was made.
func (a *API) Limits() Limits { return a.limits }

// Store is the store that is asked.
func (a *API) Store() Store { return a.store }

// RequestError is why an answer can't be given.
type RequestError struct {
	// Status is the HTTP status that fits.
	Status int
	// Err is for whoever asked.
	Err error
	// Cause is what happened inside, for the log alone: it can name files and
	// addresses. Nil when whoever asked is at fault.
	Cause error
}

func (f *RequestError) Error() string { return f.Err.Error() }
func (f *RequestError) Unwrap() error { return f.Err }

// wrong is a failure of whoever asked.
func wrong(format string, args ...any) *RequestError {
	return &RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf(format, args...)}
}

// unusable are the faults of a store that may pass.
var unusable = []error{graph.ErrUnreachable, graph.ErrBusy, graph.ErrEmpty, graph.ErrRebuild, graph.ErrSchema}

// Fail says what kind of failure an error is.
func Fail(err error) *RequestError {
	var f *RequestError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, queries.ErrNone), errors.Is(err, queries.ErrUnknown):
		return &RequestError{Status: http.StatusNotFound, Err: err}
	case errors.Is(err, queries.ErrParam):
		return &RequestError{Status: http.StatusBadRequest, Err: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &RequestError{http.StatusGatewayTimeout, errors.New("the answer takes too long: ask for fewer days, one actor or one type"), err}
	case errors.Is(err, context.Canceled):
		return &RequestError{http.StatusServiceUnavailable, errors.New("given up"), err} // nobody waits for it
	}
	for _, e := range unusable {
		if errors.Is(err, e) {
			return &RequestError{http.StatusServiceUnavailable, fmt.Errorf("the store can't be used now: %w", e), err}
		}
	}
	return &RequestError{http.StatusInternalServerError, errors.New("something failed here: the log of the server says what"), err}
}

// directory is the copy of the names, read anew when it is old.
func (a *API) directory(ctx context.Context) (*queries.Directory, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.names != nil && time.Since(a.read) < a.limits.Directory {
		return a.names, nil
	}
	d, err := queries.ReadDirectory(ctx, a.store)
	if err != nil {
		return nil, err
	}
	a.names, a.read = d, time.Now()
	return d, nil
}

// row is a row of an answer, whose cells are found by the names of columns. A
// name that the answer does not have is a fault of the program, which tests find
// as an empty cell.
type row struct {
	columns []string
	cells   []any
}

func (r row) cell(column string) any {
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.cells[i]
	}
	return nil
}

// text is a cell as text, empty when it is null.
func (r row) text(column string) string { s, _ := r.cell(column).(string); return s }

// number is a cell as a number, 0 when it is null.
func (r row) number(column string) int64 { n, _ := r.cell(column).(int64); return n }

func (r row) texts(column string) []string {
	list, _ := r.cell(column).([]any)
	out := make([]string, 0, len(list))
	for _, x := range list {
		s, _ := x.(string)
		out = append(out, s)
	}
	return out
}

// degrees is a cell that holds an angle, nil when it is null.
func (r row) degrees(column string) *float64 {
	if f, ok := r.cell(column).(float64); ok {
		return &f
	}
	return nil
}

// run asks a named query.
func (a *API) run(ctx context.Context, query string, params map[string]string) ([]row, []string, error) {
	answer, err := queries.Run(ctx, a.store, query, params)
	if err != nil {
		return nil, nil, err
	}
	rows := make([]row, len(answer.Rows))
	for i, r := range answer.Rows {
		rows[i] = row{answer.Columns, r}
	}
	return rows, append([]string{}, answer.Notes...), nil
}
