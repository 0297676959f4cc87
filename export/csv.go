package export

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// csvTypes are the types in the headers of neo4j-admin.
var csvTypes = map[graph.Type]string{graph.Text: "", graph.Int: ":long", graph.Float: ":double", graph.Texts: ":string[]", graph.Ints: ":long[]"}

// csvSeparator divides the items of a list: a sign that no text has.
const csvSeparator = "\x1f"

// writeCSV writes a ZIP archive with a CSV file for each kind of node and edge,
// with the headers of neo4j-admin import, and a file that tells the command. No
// cell starts a formula when a file is opened in a spreadsheet: an apostrophe
// goes before what would, see queries.Cell.
func writeCSV(ctx context.Context, w *bufio.Writer, p *Part) error {
	archive := zip.NewWriter(w)
	tabs := tables()
	command := "neo4j-admin database import full --array-delimiter=U+001F --multiline-fields=true"
	for i := range tabs {
		t := &tabs[i]
		flag := "nodes"
		if t.Edge() {
			flag = "relationships"
		}
		command += fmt.Sprintf(" --%s=%s.csv", flag, t.Name)
		if err := writeTable(ctx, archive, t, p); err != nil {
			return err
		}
	}
	f, err := zipped(archive, "README.txt")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "Nodes and edges, written by demarche export. To make a Neo4j database of them:\n\n%s\n\nLists are divided by the sign U+001F. An apostrophe stands before a text that a spreadsheet would take for a formula.\n", command)
	if err != nil {
		return err
	}
	return archive.Close()
}

// zipped begins a file of the archive. The clock would make each export another
// one, so files have the first time that the format knows.
func zipped(archive *zip.Writer, name string) (interface{ Write([]byte) (int, error) }, error) {
	return archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

func writeTable(ctx context.Context, archive *zip.Writer, t *graph.Table, p *Part) error {
	f, err := zipped(archive, t.Name+".csv")
	if err != nil {
		return err
	}
	out := csv.NewWriter(f)
	var header []string
	if t.Edge() {
		header = []string{":START_ID(" + t.From + ")", ":END_ID(" + t.To + ")", ":TYPE"}
	} else {
		header = []string{":LABEL"}
	}
	for _, c := range properties(t) {
		column := &t.Columns[c]
		typ := csvTypes[column.Type]
		if !t.Edge() && c == 0 {
			typ = ":ID(" + t.Name + ")"
		}
		header = append(header, column.Name+typ)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	columns := properties(t)
	err = p.each(ctx, t, func(r graph.Row) error {
		line := []string{t.Name}
		if t.Edge() {
			line = []string{queries.Cell(r[0].(string)), queries.Cell(r[1].(string)), t.Name}
		}
		for _, c := range columns {
			line = append(line, csvCell(r[c]))
		}
		return out.Write(line)
	})
	if err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

func csvCell(v any) string {
	switch v := v.(type) {
	case string:
		return queries.Cell(v)
	case []string:
		list := make([]string, len(v))
		for i, s := range v {
			list[i] = queries.Cell(s)
		}
		return strings.Join(list, csvSeparator)
	case []int64:
		return strings.ReplaceAll(plain(v), "; ", csvSeparator)
	}
	return plain(v)
}
