package export

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// nodeID names a node of GraphML and GEXF by its table and its ID, since an
// actor and a place may share an ID. GraphML takes name tokens of XML alone:
// other signs become their number between underscores.
func nodeID(table, id string) string {
	var b strings.Builder
	b.WriteString(table + ":")
	for _, r := range id {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '.' || r == ':' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x_", r)
		}
	}
	return b.String()
}

// label is what a node is shown by.
func label(t *graph.Table, r graph.Row) string {
	for _, name := range []string{"name", "summary", "title"} {
		for i, c := range t.Columns {
			if s, ok := r[i].(string); ok && c.Name == name && s != "" {
				return s
			}
		}
	}
	s, _ := r[0].(string)
	return s
}

// xmlTypes are the names of types, the same in GraphML and GEXF. Neither has
// lists that programs read, so they become text.
var xmlTypes = map[graph.Type]string{graph.Text: "string", graph.Int: "long", graph.Float: "double", graph.Texts: "string", graph.Ints: "string"}

// plain writes a value as text.
func plain(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return degrees(v)
	case []string:
		return strings.Join(v, "; ")
	case []int64:
		list := make([]string, len(v))
		for i, n := range v {
			list[i] = strconv.FormatInt(n, 10)
		}
		return strings.Join(list, "; ")
	}
	return ""
}

// attribute is a property that nodes or edges may have.
type attribute struct {
	id, name, typ string
}

// attributes collects the properties of all nodes or of all edges: those of the
// same name are one, as both formats want it.
func attributes(edges bool) []attribute {
	var list []attribute
	seen := map[string]bool{}
	prefix := "n"
	if edges {
		prefix = "e"
	}
	tabs := tables()
	for i := range tabs {
		t := &tabs[i]
		if t.Edge() != edges {
			continue
		}
		for _, c := range properties(t) {
			if name := t.Columns[c].Name; !seen[name] {
				seen[name] = true
				list = append(list, attribute{fmt.Sprintf("%s%d", prefix, len(list)), name, xmlTypes[t.Columns[c].Type]})
			}
		}
	}
	return list
}

// ids are the ids of attributes by name.
func ids(list []attribute) map[string]string {
	m := map[string]string{}
	for _, a := range list {
		m[a.name] = a.id
	}
	return m
}

func writeGraphML(ctx context.Context, w *bufio.Writer, p *Part) error {
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="kind" for="all" attr.name="labels" attr.type="string"/>
<key id="label" for="node" attr.name="label" attr.type="string"/>
`)
	nodes, edges := attributes(false), attributes(true)
	declare := func(class string, list []attribute) {
		for _, a := range list {
			fmt.Fprintf(w, "<key id=%q for=%q attr.name=%q attr.type=%q/>\n", a.id, class, a.name, a.typ)
		}
	}
	declare("node", nodes)
	declare("edge", edges)
	fmt.Fprint(w, "<graph id=\"demarche\" edgedefault=\"directed\">\n")
	of, tabs := ids(nodes), tables()
	for i := range tabs {
		t := &tabs[i]
		if t.Edge() {
			of = ids(edges)
		}
		columns := properties(t)
		n := 0
		err := p.each(ctx, t, func(r graph.Row) error {
			end := "</node>\n"
			if t.Edge() {
				end = "</edge>\n"
				fmt.Fprintf(w, `<edge id="%s.%d" source="%s" target="%s">`, t.Name, n, nodeID(t.From, r[0].(string)), nodeID(t.To, r[1].(string)))
			} else {
				fmt.Fprintf(w, `<node id="%s"><data key="label">%s</data>`, nodeID(t.Name, r[0].(string)), escapeXML(label(t, r)))
			}
			fmt.Fprintf(w, `<data key="kind">%s</data>`, t.Name)
			for _, c := range columns {
				if r[c] != nil {
					fmt.Fprintf(w, `<data key="%s">%s</data>`, of[t.Columns[c].Name], escapeXML(plain(r[c])))
				}
			}
			n++
			_, err := w.WriteString(end) // the first error of all writes
			return err
		})
		if err != nil {
			return err
		}
	}
	fmt.Fprint(w, "</graph>\n</graphml>\n")
	return nil
}
