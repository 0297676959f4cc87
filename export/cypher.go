package export

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// cypherBatch is how many rows a statement makes.
const cypherBatch = 500

// writeCypher writes a script for cypher-shell or Neo4j's browser that makes the
// nodes and edges in a database of its own. Running it again changes nothing.
// What it makes can be asked and browsed, but is no graph that demarche loads
// into: the claims, from which it works out everything, are not in it.
func writeCypher(ctx context.Context, w *bufio.Writer, p *Part) error {
	fmt.Fprint(w, "// Made by demarche export. Run it on an empty database: cypher-shell --file FILE\n")
	tabs := tables()
	for i := range tabs {
		if t := &tabs[i]; !t.Edge() {
			fmt.Fprintf(w, "CREATE CONSTRAINT export_%s IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE;\n", strings.ToLower(t.Name), t.Name)
		}
	}
	for i := range tabs {
		t := &tabs[i]
		n := 0
		end := "\n] AS r\n" + cypherMerge(t) + ";\n"
		err := p.each(ctx, t, func(r graph.Row) error {
			switch {
			case n == 0:
				fmt.Fprint(w, "UNWIND [\n")
			case n%cypherBatch == 0:
				fmt.Fprint(w, end+"UNWIND [\n")
			default:
				fmt.Fprint(w, ",\n")
			}
			n++
			_, err := w.WriteString(cypherRow(t, r)) // the first error of all writes
			return err
		})
		if err != nil {
			return err
		}
		if n > 0 {
			fmt.Fprint(w, end)
		}
	}
	for _, kind := range []struct{ node, column, value, label string }{
		{"Actor", "kind", "person", "Person"}, {"Actor", "kind", "country", "Country"}, {"Actor", "kind", "organization", "Organization"},
		{"Event", "type", "call", "Call"}, {"Event", "type", "talks", "Talks"}, {"Event", "type", "statement", "Statement"},
	} {
		fmt.Fprintf(w, "MATCH (n:%s {%s: '%s'}) SET n:%s;\n", kind.node, kind.column, kind.value, kind.label)
	}
	return nil
}

// cypherMerge is the end of a statement that makes rows of a table.
func cypherMerge(t *graph.Table) string {
	if !t.Edge() {
		return fmt.Sprintf("MERGE (n:%s {id: r.k[0]}) SET n += r.p", t.Name)
	}
	key := ""
	for i := 2; i < t.Key; i++ { // what tells edges between the same two nodes apart
		key += fmt.Sprintf(", %s: r.k[%d]", t.Columns[i].Name, i)
	}
	if key != "" {
		key = " {" + key[2:] + "}"
	}
	return fmt.Sprintf("MATCH (a:%s {id: r.k[0]}) MATCH (b:%s {id: r.k[1]}) MERGE (a)-[e:%s%s]->(b) SET e += r.p", t.From, t.To, t.Name, key)
}

// cypherRow writes a row as a map: its key as k, its properties as p.
func cypherRow(t *graph.Table, r graph.Row) string {
	keys := make([]string, max(t.Key, 1))
	for i := range keys {
		keys[i] = cypherValue(r[i])
	}
	var props []string
	for _, c := range properties(t) {
		if r[c] != nil {
			props = append(props, t.Columns[c].Name+": "+cypherValue(r[c]))
		}
	}
	return "{k: [" + strings.Join(keys, ", ") + "], p: {" + strings.Join(props, ", ") + "}}"
}

func cypherValue(v any) string {
	switch v := v.(type) {
	case string:
		return cypherText(v)
	case float64:
		s := degrees(v)
		if !strings.Contains(s, ".") {
			s += ".0" // else it is an integer
		}
		return s
	case []string:
		list := make([]string, len(v))
		for i, s := range v {
			list[i] = cypherText(s)
		}
		return "[" + strings.Join(list, ", ") + "]"
	case []int64:
		return "[" + strings.ReplaceAll(plain(v), "; ", ", ") + "]"
	}
	return plain(v)
}

// cypherText writes a text as a literal. Neo4j reads \u escapes before it reads
// anything else, also those whose backslash is itself escaped, so that \\u0027
// would end a literal: a backslash before a u is therefore put into a literal of
// its own.
func cypherText(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	last := rune(0)
	for _, r := range s {
		if (r == 'u' || r == 'U') && last == '\\' {
			b.WriteString("' + '")
		}
		last = r
		switch {
		case r == '\\' || r == '\'':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || 0x7f <= r && r <= 0x9f || r == 0x2028 || r == 0x2029 || r == '\u200e' || r == '\u200f' || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			fmt.Fprintf(&b, `\u%04x`, r) // what a terminal or an editor acts on
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
