// Package export writes the graph, or the part of it that a filter lets
// through, in the forms that other programs read: a timeline as a web page, a
// calendar or a picture; the nodes and edges as GraphML, GEXF, JSON-LD, a script
// of Cypher or CSV files.
//
// Two things hold in every form. A date is never more exact than told: a month
// is written as a month, or as a stretch from its first to its last day with the
// month beside it, never as its first day alone. And what articles say is data:
// each writer escapes it for its form, so that no headline becomes markup, a
// formula, a property or a query.
//
// A format is one file with one function. To add one, write the function and a
// row in Timelines or Graphs, and have the test read it back with a program that
// is not ours.
package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/queries"
)

// Format is a form in which a [Part] is written.
type Format struct {
	Name string
	// Media is its media type, for web servers.
	Media string
	// Extension is that of its files, with the dot.
	Extension string
	Means     string
	// Binary is set for what can't be shown on a terminal.
	Binary bool
	// A format has one of the two: write for what tells of each event in one place,
	// for which the part is in memory; stream for what is written table by table,
	// for which the whole graph need not be.
	write  func(w *bufio.Writer, p *Part) error
	stream func(ctx context.Context, w *bufio.Writer, p *Part) error
}

// Timelines lists the formats of timelines, besides those of package queries.
func Timelines() []Format {
	return []Format{
		{Name: "html", Media: "text/html; charset=utf-8", Extension: ".html", Means: "one web page that needs no network, with filters and evidence", write: writeHTML},
		{Name: "ics", Media: "text/calendar; charset=utf-8", Extension: ".ics", Means: "iCalendar, for calendar programs", write: writeICS},
		{Name: "timelinejs", Media: "application/json", Extension: ".json", Means: "JSON as TimelineJS reads it", write: writeTimelineJS},
		{Name: "svg", Media: "image/svg+xml", Extension: ".svg", Means: "a picture", write: writeSVG},
	}
}

// Graphs lists the formats of nodes and edges.
func Graphs() []Format {
	return []Format{
		{Name: "graphml", Media: "application/graphml+xml", Extension: ".graphml", Means: "GraphML, for networkx, igraph, yEd", stream: writeGraphML},
		{Name: "gexf", Media: "application/gexf+xml", Extension: ".gexf", Means: "GEXF 1.2 with dates, for Gephi", stream: writeGEXF},
		{Name: "jsonld", Media: "application/ld+json", Extension: ".jsonld", Means: "JSON-LD with the words of schema.org", write: writeJSONLD},
		{Name: "cypher", Media: "text/plain; charset=utf-8", Extension: ".cypher", Means: "a script of Cypher that makes the graph in an empty Neo4j", stream: writeCypher},
		{Name: "csv", Media: "application/zip", Extension: ".zip", Means: "CSV files in a ZIP archive, with the headers of neo4j-admin import", Binary: true, stream: writeCSV},
	}
}

// Named returns the format of that name. The error lists the names.
func Named(formats []Format, name string) (*Format, error) {
	if i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name }); i >= 0 {
		return &formats[i], nil
	}
	return nil, fmt.Errorf("unknown format %q: there are %s", name, strings.Join(Names(formats), ", "))
}

// Names lists the names of formats.
func Names(formats []Format) []string {
	names := make([]string, len(formats))
	for i := range formats {
		names[i] = formats[i].Name
	}
	return names
}

// Read reads what the format needs of the part that the filter lets through: into
// memory, or nothing yet where the whole graph is written row by row. Errors are
// those of the function Read.
func (f *Format) Read(ctx context.Context, s Store, filter queries.Filter) (*Part, error) {
	if f.stream != nil && filter == (queries.Filter{}) {
		return Whole(s), nil
	}
	return Read(ctx, s, filter)
}

// Write writes a part that Read has read. Errors are those of w and of the store.
func (f *Format) Write(ctx context.Context, w io.Writer, p *Part) error {
	out := bufio.NewWriterSize(w, 64<<10)
	var err error
	if f.stream != nil {
		err = f.stream(ctx, out, p)
	} else {
		err = f.write(out, p)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}
