package neo4jimport

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// types are what the columns of a header say.
var types = map[graph.Type]string{graph.Text: "string", graph.Int: "long", graph.Float: "double", graph.Texts: "string[]", graph.Ints: "long[]"}

// file writes one CSV file as neo4j-admin reads it: what is not there is empty,
// every text stands in quotes.
type file struct {
	out  *bufio.Writer
	list string // what stands between the values of a list
	cell int    // how many cells the line has
	err  error
}

func (f *file) header(columns ...string) {
	f.bare(strings.Join(columns, ","))
	f.err = f.end()
}

// bare writes a cell as it is.
func (f *file) bare(s string) {
	if f.cell > 0 {
		f.out.WriteByte(',') // a bufio.Writer keeps its error for Flush
	}
	f.cell++
	f.out.WriteString(s)
}

func (f *file) text(s string) { f.bare(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`) }
func (f *file) int(n int64)   { f.bare(strconv.FormatInt(n, 10)) }

// texts writes a list, in which none may hold what stands between them.
func (f *file) texts(list []string) {
	for _, s := range list {
		if strings.Contains(s, f.list) {
			f.err = errDelimiter
		}
	}
	f.text(strings.Join(list, f.list))
}

// value writes a cell of a row.
func (f *file) value(v any) {
	switch v := v.(type) {
	case nil:
		f.bare("")
	case string:
		f.text(v)
	case int64:
		f.int(v)
	case float64:
		f.bare(strconv.FormatFloat(v, 'g', -1, 64))
	case []string:
		if len(v) == 0 {
			f.bare("")
			return
		}
		f.texts(v)
	case []int64:
		all := make([]string, len(v))
		for i, n := range v {
			all[i] = strconv.FormatInt(n, 10)
		}
		f.bare(strings.Join(all, f.list))
	default:
		f.err = fmt.Errorf("a column holds %T", v) // a fault of the program
	}
}

// end ends a line.
func (f *file) end() error {
	f.out.WriteByte('\n')
	f.cell = 0
	return f.err
}

// writeNodes writes the nodes of a table.
func writeNodes(ctx context.Context, from Source, f *file, t *graph.Table) (n int64, err error) {
	columns := make([]string, len(t.Columns), len(t.Columns)+1)
	for i, c := range t.Columns {
		columns[i] = c.Name + ":" + types[c.Type]
	}
	columns[0] = t.Columns[0].Name + ":ID(" + t.Name + ")"
	f.header(append(columns, ":LABEL")...)
	err = from.Dump(ctx, t.Name, func(r graph.Row) error {
		n++
		for _, v := range r {
			f.value(v)
		}
		f.texts(labels(t, r))
		return f.end()
	})
	return n, err
}

// labels are those of a node. Events and actors have a second one for people.
func labels(t *graph.Table, r graph.Row) []string {
	column := map[string]string{graph.EventNode: "type", graph.ActorNode: "kind"}[t.Name]
	if column == "" {
		return []string{t.Name}
	}
	kind, _ := r[t.Column(column)].(string)
	if kind == "" {
		return []string{t.Name}
	}
	return []string{t.Name, strings.ToUpper(kind[:1]) + kind[1:]}
}

// writeEdges writes the edges of a table.
func writeEdges(ctx context.Context, from Source, f *file, t *graph.Table) (n int64, err error) {
	columns := []string{":START_ID(" + t.From + ")", ":END_ID(" + t.To + ")"}
	for _, c := range t.Columns[2:] {
		columns = append(columns, c.Name+":"+types[c.Type])
	}
	f.header(append(columns, ":TYPE")...)
	err = from.Dump(ctx, t.Name, func(r graph.Row) error {
		n++
		for _, v := range r {
			f.value(v)
		}
		f.text(t.Name)
		return f.end()
	})
	return n, err
}

// writeKeys writes a node for each key of the linker, with its claims as package
// neo4jstore keeps them: "CLAIM ARTICLE".
func writeKeys(ctx context.Context, from Source, f *file) (n int64, err error) {
	f.header("key:ID("+graph.LinkKeyNode+")", "claims:string[]", ":LABEL")
	key, claims := "", []string(nil)
	flush := func() error {
		if claims == nil {
			return nil
		}
		n++
		f.text(key)
		f.texts(claims)
		f.text(graph.LinkKeyNode)
		claims = nil
		return f.end()
	}
	err = from.Dump(ctx, graph.LinkKeyNode, func(r graph.Row) error {
		if next := r[0].(string); next != key {
			if err := flush(); err != nil {
				return err
			}
			key = next
		}
		claims = append(claims, r[2].(string)+" "+r[1].(string))
		return nil
	})
	if err == nil {
		err = flush()
	}
	return n, err
}
