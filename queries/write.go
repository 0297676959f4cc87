package queries

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Format is a form in which an answer is written.
type Format string

// The formats.
const (
	Table     Format = "table" // aligned columns, for people
	CSV       Format = "csv"   // RFC 4180, safe to open in a spreadsheet
	JSON      Format = "json"  // one array of objects
	JSONLines Format = "jsonl" // an object a line
	Markdown  Format = "md"
)

// Formats lists every Format.
func Formats() []Format { return []Format{Table, CSV, JSON, JSONLines, Markdown} }

// ParseFormat reads the name of a format. The error lists them.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); slices.Contains(Formats(), f) {
		return f, nil
	}
	var names []string
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	return "", fmt.Errorf("unknown format %q: there are %s", name, strings.Join(names, ", "))
}

// Write writes an answer. Width is that of the terminal, in columns, to which a
// table is fitted; 0 for no limit. What articles and people wrote can't act on
// the terminal or in a spreadsheet, see clean.go.
func Write(w io.Writer, f Format, a *graph.Answer, width int) error {
	switch f {
	case Table:
		return writeTable(w, a, width)
	case CSV:
		return writeCSV(w, a)
	case JSON:
		return writeJSON(w, a)
	case JSONLines:
		return writeJSONLines(w, a)
	case Markdown:
		return writeMarkdown(w, a)
	}
	_, err := ParseFormat(string(f))
	return err
}

// plainText writes a value in one line, as people read it.
func plainText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = plainText(v[i])
		}
		return strings.Join(parts, "; ")
	}
	return string(encode(v))
}

// encode writes a value as JSON that is safe to show on a terminal.
func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		// Not a number and infinity, which JSON can't say.
		return []byte("null")
	}
	return escapeJSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// object writes a row as a JSON object with its columns in their order.
func object(columns []string, row []any) []byte {
	b := []byte{'{'}
	for i, c := range columns {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(append(append(b, encode(c)...), ": "...), encode(row[i])...)
	}
	return append(b, '}')
}

func writeJSON(w io.Writer, a *graph.Answer) error {
	if len(a.Rows) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	before := "[\n  "
	for _, r := range a.Rows {
		if _, err := fmt.Fprintf(w, "%s%s", before, object(a.Columns, r)); err != nil {
			return err
		}
		before = ",\n  "
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

func writeJSONLines(w io.Writer, a *graph.Answer) error {
	for _, r := range a.Rows {
		if _, err := fmt.Fprintf(w, "%s\n", object(a.Columns, r)); err != nil {
			return err
		}
	}
	return nil
}
