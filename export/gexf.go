package export

import (
	"bufio"
	"context"
	"fmt"

	"github.com/demarche-graph/demarche/graph"
)

// writeGEXF writes GEXF 1.2 with a time line; later versions add nothing that is
// needed here, and more programs read this one. An event is there from the first
// to the last day of its date, and so are the edges to it; a TALKED_TO edge has
// a spell for each dated contact. What has no date is there always.
func writeGEXF(ctx context.Context, w *bufio.Writer, p *Part) error {
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<meta><creator>demarche</creator><description>Who talked to whom, when and where</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
`)
	for _, edges := range []bool{false, true} {
		class := "node"
		if edges {
			class = "edge"
		}
		fmt.Fprintf(w, "<attributes class=%q mode=\"static\">\n<attribute id=%q title=\"labels\" type=\"string\"/>\n", class, class)
		for _, a := range attributes(edges) {
			fmt.Fprintf(w, "<attribute id=%q title=%q type=%q/>\n", a.id, a.name, a.typ)
		}
		fmt.Fprint(w, "</attributes>\n")
	}
	g := gexf{w: w, part: p, spells: map[[2]string][]meeting{}, spans: map[string]span{}}
	meetings, err := p.meetings(ctx)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		if m.first != "" {
			g.spells[[2]string{m.a, m.b}] = append(g.spells[[2]string{m.a, m.b}], m)
		}
	}
	fmt.Fprint(w, "<nodes>\n")
	if err := g.rows(ctx, false); err != nil {
		return err
	}
	fmt.Fprint(w, "</nodes>\n<edges>\n")
	if err := g.rows(ctx, true); err != nil {
		return err
	}
	fmt.Fprint(w, "</edges>\n</graph>\n</gexf>\n")
	return nil
}

type gexf struct {
	w      *bufio.Writer
	part   *Part
	spells map[[2]string][]meeting
	// spans are those of the events that were written, for the edges to them.
	spans map[string]span
}

// span is the first and the last day of a date.
type span struct{ first, last string }

func (g *gexf) rows(ctx context.Context, edges bool) error {
	tabs := tables()
	of := ids(attributes(edges))
	for i := range tabs {
		if tabs[i].Edge() != edges {
			continue
		}
		if err := g.table(ctx, &tabs[i], of); err != nil {
			return err
		}
	}
	return nil
}

func (g *gexf) table(ctx context.Context, t *graph.Table, of map[string]string) error {
	class := "node"
	if t.Edge() {
		class = "edge"
	}
	n, columns := 0, properties(t)
	return g.part.each(ctx, t, func(r graph.Row) error {
		if t.Edge() {
			fmt.Fprintf(g.w, `<edge id="%s.%d" source="%s" target="%s" label="%s"`, t.Name, n, nodeID(t.From, r[0].(string)), nodeID(t.To, r[1].(string)), t.Name)
			if t.Name == graph.TalkedToEdge {
				fmt.Fprintf(g.w, ` weight="%d"`, r[2].(int64)+r[3].(int64))
			}
		} else {
			fmt.Fprintf(g.w, `<node id="%s" label="%s"`, nodeID(t.Name, r[0].(string)), escapeXML(label(t, r)))
		}
		fmt.Fprint(g.w, g.when(t, r)+">")
		fmt.Fprintf(g.w, `<attvalues><attvalue for="%s" value="%s"/>`, class, t.Name)
		for _, c := range columns {
			if r[c] != nil {
				fmt.Fprintf(g.w, `<attvalue for="%s" value="%s"/>`, of[t.Columns[c].Name], escapeXML(plain(r[c])))
			}
		}
		fmt.Fprint(g.w, "</attvalues>")
		if t.Name == graph.TalkedToEdge {
			g.writeSpells(g.spells[[2]string{r[0].(string), r[1].(string)}])
		}
		n++
		_, err := fmt.Fprintf(g.w, "</%s>\n", class) // the first error of all writes
		return err
	})
}

func (g *gexf) writeSpells(list []meeting) {
	if len(list) == 0 {
		return
	}
	fmt.Fprint(g.w, "<spells>")
	for _, m := range list {
		fmt.Fprintf(g.w, `<spell start="%s" end="%s"/>`, m.first, m.last)
	}
	fmt.Fprint(g.w, "</spells>")
}

// when are the attributes that say in which days a node or edge is there.
func (g *gexf) when(t *graph.Table, r graph.Row) string {
	var s span
	switch t.Name {
	case graph.EventNode:
		if s = (span{text(t.Name, r, "date_start"), text(t.Name, r, "date_end")}); s.first != "" {
			g.spans[r[0].(string)] = s
		}
	case graph.HeldAtEdge, graph.AboutEdge:
		s = g.spans[r[0].(string)]
	case graph.ParticipatedEdge, graph.ReportsEdge:
		s = g.spans[r[1].(string)]
	}
	if s.first == "" {
		return ""
	}
	return fmt.Sprintf(` start="%s" end="%s"`, s.first, s.last)
}
