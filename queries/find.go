package queries

import (
	"context"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Match is a node that a name can mean.
type Match struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Find returns the actors or places (what is "actor" or "place") that a name can
// mean: the one of that ID; else those called so, without regard to case and
// accents; else those of whose names it is a part in whole words, as "Putin" is
// of "Vladimir Putin". A place is also found by its country.
func Find(ctx context.Context, s Store, what, name string) ([]Match, error) {
	folded := graph.Fold(name)
	if folded == "" {
		// Nothing to look for in names: only an ID can be meant. A sign that no
		// folded name holds finds no other.
		folded = "\x00"
	}
	values := map[string]any{"id": name, "name": "| " + folded + " |", "words": " " + folded + " "}
	if what == "place" {
		values["code"] = strings.ToUpper(name)
	}
	a, err := finder(ctx, s, what, values)
	if err != nil {
		return nil, err
	}
	var found []Match
	for _, r := range a.Rows { // best first
		if r[2] != a.Rows[0][2] {
			break
		}
		found = append(found, Match{r[0].(string), r[1].(string)})
	}
	return found, nil
}

// finder runs one of the queries in folder find.
func finder(ctx context.Context, s Store, name string, values map[string]any) (*Answer, error) {
	qs, err := finders()
	if err != nil {
		return nil, err
	}
	q, err := named(qs, name)
	if err != nil {
		return nil, err
	}
	return q.run(ctx, s, values)
}

// find makes a name the IDs that it can mean. The note tells of more than one.
func find(ctx context.Context, s Store, what, name string) (ids any, note string, err error) {
	found, err := Find(ctx, s, what, name)
	if err != nil {
		return nil, "", err
	}
	if len(found) == 0 {
		return nil, "", fmt.Errorf("%w: no %s of the graph is called %q: demarche query %ss lists them", ErrNone, what, name, what)
	}
	list := make([]string, len(found))
	names := make([]string, len(found))
	for i, m := range found {
		list[i] = m.ID
		names[i] = fmt.Sprintf("%s (%s)", m.Name, m.ID)
	}
	if len(found) > 1 {
		const shown = 6
		if more := len(names) - shown; more > 0 {
			names = append(names[:shown], fmt.Sprintf("and %d more", more))
		}
		note = fmt.Sprintf("%q can mean %d %ss, all are taken: %s; give an ID for one", name, len(found), what, strings.Join(names, ", "))
	}
	return list, note, nil
}

// findEvent returns the event of an ID. An event as one article told it keeps its
// own ID when it becomes part of another, and is found by it, too. One that does
// not exist is an error: else a mistyped ID would look like one without reports.
func findEvent(ctx context.Context, s Store, id string) (any, string, error) {
	for _, name := range []string{"event", "claim"} { // the second takes longer
		a, err := finder(ctx, s, name, map[string]any{"id": id})
		if err != nil {
			return nil, "", err
		}
		if len(a.Rows) > 0 {
			return a.Rows[0][0], "", nil
		}
	}
	return nil, "", fmt.Errorf("%w: the graph has no event %q: the column event of demarche query timeline holds the IDs", ErrNone, id)
}
