package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// Store is what a part is read from.
type Store interface {
	queries.Store
	Dump(ctx context.Context, table string, each func(graph.Row) error) error
}

// Part is the graph, or the part of it that a filter lets through.
type Part struct {
	// Timeline is the events, in order; empty in a part that Whole made.
	Timeline queries.Timeline
	// Rows are those of graph.Tables without bookkeeping, ordered by key: the
	// events of the timeline, and the actors, places, articles and edges that
	// belong to them. Nil in a part that Whole made.
	Rows graph.Rows
	// store is what a part that Whole made reads its rows from, and gone are the
	// IDs of the nodes that went by, by table.
	store Store
	gone  map[string]map[string]bool
	// index finds a row of a node by its ID.
	index map[string]map[string]graph.Row
	// told and took are the rows of REPORTS and PARTICIPATED_IN by event, held the
	// place by event, about the events by statement; made when first needed.
	told, took map[string][]graph.Row
	held       map[string]string
	about      map[string][]string
}

// Whole is the whole graph, of which nothing is held in memory: formats that are
// written row by row read it again from the store.
func Whole(s Store) *Part { return &Part{store: s, gone: map[string]map[string]bool{}} }

// Read reads the part that the filter lets through into memory. It goes through
// the whole graph once, whatever the filter. Errors are those of queries.Run and
// of the store.
//
// TALKED_TO counts the contacts in the part alone. REPRESENTS is what the whole
// graph knows of the actors in it.
func Read(ctx context.Context, s Store, f queries.Filter) (*Part, error) {
	t, err := queries.ReadTimeline(ctx, s, f)
	if err != nil {
		return nil, err
	}
	// The entries alone: not the answer of the query, which holds the same again.
	p := &Part{Timeline: queries.Timeline{Entries: t.Entries, Notes: t.Notes}, Rows: graph.Rows{}}
	whole := f == queries.Filter{} // with articles that tell of nothing, too
	in := map[string]map[string]bool{}
	add := func(table string, id any) {
		if in[table] == nil {
			in[table] = map[string]bool{}
		}
		in[table][id.(string)] = true
	}
	for i := range t.Entries {
		add(graph.EventNode, t.Entries[i].Event)
	}
	// Edges first: they say which other nodes belong to the events.
	for _, table := range []string{graph.ParticipatedEdge, graph.ReportsEdge, graph.HeldAtEdge, graph.AboutEdge} {
		err := p.dump(ctx, s, table, func(r graph.Row) bool {
			switch table {
			case graph.HeldAtEdge:
				return in[graph.EventNode][r[0].(string)]
			case graph.AboutEdge:
				return in[graph.EventNode][r[0].(string)] && in[graph.EventNode][r[1].(string)]
			}
			return in[graph.EventNode][r[1].(string)]
		})
		if err != nil {
			return nil, err
		}
	}
	for _, r := range p.Rows[graph.ParticipatedEdge] {
		add(graph.ActorNode, r[0])
	}
	for _, r := range p.Rows[graph.HeldAtEdge] {
		add(graph.PlaceNode, r[1])
	}
	for _, r := range p.Rows[graph.ReportsEdge] {
		add(graph.ArticleNode, r[0])
	}
	acting := in[graph.ActorNode]
	if err := p.dump(ctx, s, graph.RepresentsEdge, func(r graph.Row) bool { return acting[r[0].(string)] }); err != nil {
		return nil, err
	}
	for _, r := range p.Rows[graph.RepresentsEdge] {
		add(graph.ActorNode, r[1])
	}
	for _, table := range []string{graph.EventNode, graph.ActorNode, graph.PlaceNode, graph.ArticleNode} {
		if err := p.dump(ctx, s, table, func(r graph.Row) bool { return whole || in[table][r[0].(string)] }); err != nil {
			return nil, err
		}
	}
	p.makeIndex()
	p.Rows[graph.TalkedToEdge], err = p.contacts(ctx)
	return p, err
}

// each calls f with the rows of a table, ordered by key; nodes have to go by
// before edges. In a part that Whole made, which is read while others write, an
// edge whose ends did not go by is left out.
func (p *Part) each(ctx context.Context, t *graph.Table, f func(graph.Row) error) error {
	if p.store == nil {
		for _, r := range p.Rows[t.Name] {
			if err := f(r); err != nil {
				return err
			}
		}
		return nil
	}
	if !t.Edge() {
		p.gone[t.Name] = map[string]bool{}
	}
	return p.store.Dump(ctx, t.Name, func(r graph.Row) error {
		if !t.Edge() {
			p.gone[t.Name][r[0].(string)] = true
		} else if !p.gone[t.From][r[0].(string)] || !p.gone[t.To][r[1].(string)] {
			return nil
		}
		return f(r)
	})
}

// dump keeps the rows of a table that belong to the part, without bookkeeping. A
// row that was written since the events were asked for, with an end that was not
// there then, is left out with its end.
func (p *Part) dump(ctx context.Context, s Store, table string, belongs func(graph.Row) bool) error {
	t := graph.TableNamed(table)
	var unwanted []int // claims alone are most of a graph
	for _, name := range bookkeeping[table] {
		unwanted = append(unwanted, t.Column(name))
	}
	return s.Dump(ctx, table, func(r graph.Row) error {
		if belongs(r) {
			r = slices.Clone(r)
			for _, i := range unwanted {
				r[i] = nil
			}
			p.Rows[table] = append(p.Rows[table], r)
		}
		return nil
	})
}

func (p *Part) makeIndex() {
	p.index = map[string]map[string]graph.Row{}
	for _, t := range tables() {
		if t.Edge() {
			p.Rows[t.Name] = slices.DeleteFunc(p.Rows[t.Name], func(r graph.Row) bool {
				return p.node(t.From, r[0].(string)) == nil || p.node(t.To, r[1].(string)) == nil
			})
			continue
		}
		p.index[t.Name] = make(map[string]graph.Row, len(p.Rows[t.Name]))
		for _, r := range p.Rows[t.Name] {
			p.index[t.Name][r[0].(string)] = r
		}
	}
}

// node returns the row of a node, nil when it is not in the part.
func (p *Part) node(table, id string) graph.Row { return p.index[table][id] }

// contacts are the TALKED_TO edges that the events of the part imply, as
// graph/contact.go defines them for the whole graph.
func (p *Part) contacts(ctx context.Context) ([]graph.Row, error) {
	type pair struct{ a, b string }
	found := map[pair]graph.Row{}
	meetings, err := p.meetings(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range meetings {
		r := found[pair{c.a, c.b}]
		if r == nil {
			r = graph.Row{c.a, c.b, int64(0), int64(0), nil, nil}
			found[pair{c.a, c.b}] = r
		}
		if c.call {
			r[2] = r[2].(int64) + 1
		} else {
			r[3] = r[3].(int64) + 1
		}
		if c.first != "" && (r[4] == nil || c.first < r[4].(string)) {
			r[4] = c.first
		}
		if c.last != "" && (r[5] == nil || c.last > r[5].(string)) {
			r[5] = c.last
		}
	}
	rows := make([]graph.Row, 0, len(found))
	for _, r := range found {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(x, y graph.Row) int {
		return cmp.Or(cmp.Compare(x[0].(string), y[0].(string)), cmp.Compare(x[1].(string), y[1].(string)))
	})
	return rows, nil
}

// meeting is one held call or talks of two actors; first and last are empty
// when the date is not told.
type meeting struct {
	a, b, first, last string
	call              bool
}

// meetings lists them by event and actors.
func (p *Part) meetings(ctx context.Context) ([]meeting, error) {
	var events []meeting // one for each event, still without its actors
	number := map[string]int{}
	err := p.each(ctx, graph.TableNamed(graph.EventNode), func(e graph.Row) error {
		get := func(column string) string { return text(graph.EventNode, e, column) }
		if get("modality") != string(event.Held) || get("type") == string(event.Statement) {
			return nil
		}
		first, last := get("date_start"), get("date_end")
		// What was held "in May" and told of on 20 May was held by that day.
		if told := get("reported"); get("precision") != string(event.Range) && first <= told && told < last {
			last = told
		}
		number[get("id")] = len(events)
		events = append(events, meeting{first: first, last: last, call: get("type") == string(event.Call)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	parties := make([][]string, len(events)) // sorted, as the rows are
	read := func(r graph.Row) error {
		n, held := number[r[1].(string)]
		if role := text(graph.ParticipatedEdge, r, "role"); held && event.Role(role).Principal() {
			parties[n] = append(parties[n], r[0].(string))
		}
		return nil
	}
	if p.store != nil { // the actors have not gone by yet
		err = p.store.Dump(ctx, graph.ParticipatedEdge, read)
	} else {
		err = p.each(ctx, graph.TableNamed(graph.ParticipatedEdge), read)
	}
	if err != nil {
		return nil, err
	}
	var found []meeting
	for n, who := range parties {
		for i, a := range who {
			for _, b := range who[i+1:] {
				m := events[n]
				m.a, m.b = a, b
				found = append(found, m)
			}
		}
	}
	return found, nil
}

// bookkeeping are columns that keep the graph true and tell a reader nothing.
var bookkeeping = map[string][]string{
	graph.ArticleNode: {"digest", "reader", "sketch"},
	graph.ActorNode:   {"folded", "tally"},
	graph.PlaceNode:   {"folded", "tally"},
	graph.ReportsEdge: {"claim"},
}

// tables are those that are exported, nodes first.
func tables() []graph.Table {
	return slices.DeleteFunc(slices.Clone(graph.Tables()), func(t graph.Table) bool { return t.Name == graph.LinkKeyNode })
}

// properties are the places of the columns that are exported; those of an edge
// without its ends.
func properties(t *graph.Table) []int {
	var list []int
	for i, c := range t.Columns {
		if t.Edge() && i < 2 || slices.Contains(bookkeeping[t.Name], c.Name) {
			continue
		}
		list = append(list, i)
	}
	return list
}

// text is a cell of a text column, empty when it is nil.
func text(table string, r graph.Row, column string) string {
	s, _ := r[graph.TableNamed(table).Column(column)].(string)
	return s
}

// dayAfter is the next day, the exclusive end of a stretch that calendars want.
func dayAfter(day string) (string, error) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", fmt.Errorf("the graph holds the day %q: demarche store check tells more: %w", day, err)
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly), nil
}
