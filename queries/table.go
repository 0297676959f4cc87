package queries

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

// writeTable aligns columns by the width that a terminal gives each sign, which
// is two columns for a Chinese one and none for an accent, and wraps long cells
// to fit the whole into width.
func writeTable(w io.Writer, a *graph.Answer, width int) error {
	align := make([]tw.Align, len(a.Columns))
	for i := range align {
		align[i] = tw.AlignLeft
		if numeric(a.Rows, i) {
			align[i] = tw.AlignRight
		}
	}
	var out bytes.Buffer
	t := tablewriter.NewTable(&out,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Borders: tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone}})),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: align}),
		tablewriter.WithPadding(tw.Padding{Right: "  ", Overwrite: true}),
		tablewriter.WithRowAutoWrap(tw.WrapNormal),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithEastAsian(tw.Off), // only what is wide everywhere
		tablewriter.WithMaxWidth(width),
	)
	t.Header(cells(a.Columns, strings.ToUpper))
	for _, r := range a.Rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = visible(plainText(v))
		}
		if err := t.Append(row); err != nil {
			return err
		}
	}
	if err := t.Render(); err != nil {
		return err
	}
	var trimmed bytes.Buffer
	for line := range bytes.Lines(out.Bytes()) { // the last column is padded, too
		trimmed.Write(bytes.TrimRight(line, " \n"))
		trimmed.WriteByte('\n')
	}
	_, err := trimmed.WriteTo(w)
	return err
}

// numeric reports whether a column holds numbers alone.
func numeric(rows [][]any, column int) bool {
	found := false
	for _, r := range rows {
		switch r[column].(type) {
		case int64, float64:
			found = true
		case nil:
		default:
			return false
		}
	}
	return found
}

func cells(texts []string, change func(string) string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = change(visible(s))
	}
	return out
}

func writeCSV(w io.Writer, a *graph.Answer) error {
	out := csv.NewWriter(w)
	if err := out.Write(cells(a.Columns, noFormula)); err != nil {
		return err
	}
	for _, r := range a.Rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = plainText(v)
			switch v.(type) {
			case int64, float64, nil:
			default:
				row[i] = noFormula(visible(row[i]))
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeMarkdown(w io.Writer, a *graph.Answer) error {
	out := bufio.NewWriter(w)
	line := func(cells []string) { fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | ")) }
	line(cells(a.Columns, markdown.Replace))
	rule := make([]string, len(a.Columns))
	for i := range rule {
		rule[i] = "---"
		if numeric(a.Rows, i) {
			rule[i] = "--:"
		}
	}
	line(rule)
	for _, r := range a.Rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = markdown.Replace(visible(plainText(v)))
		}
		line(row)
	}
	return out.Flush() // the writer remembers the first error
}
