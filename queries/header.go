package queries

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// marks begin a comment.
var marks = map[graph.Dialect]string{graph.Cypher: "//", graph.SQL: "--"}

var (
	paramTypes  = []string{"text", "int", "actor", "place", "event", "type", "modality", "kind", "from", "to"}
	columnTypes = []string{"text", "int", "float", "list"}
)

// readHeaders fills in the query from the headers of its two files.
func (q *Query) readHeaders() error {
	cypher := header(q.texts[graph.Cypher], marks[graph.Cypher])
	if sql := header(q.texts[graph.SQL], marks[graph.SQL]); !slices.Equal(cypher, sql) {
		return fmt.Errorf("queries: %s: the headers of the two files differ", q.Name)
	}
	for i, line := range cypher {
		if err := q.readLine(line); err != nil {
			return fmt.Errorf("queries: %s.cypher:%d: %w", q.Name, i+1, err)
		}
	}
	if q.Purpose == "" || len(q.Columns) == 0 {
		return fmt.Errorf("queries: %s: the header names no purpose or no columns", q.Name)
	}
	return nil
}

// header returns the comment lines that a text begins with, without their marks.
func header(text, mark string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), mark)
		if !ok {
			break
		}
		lines = append(lines, strings.TrimSpace(rest))
	}
	return lines
}

func (q *Query) readLine(line string) error {
	head, means, _ := strings.Cut(line, " : ")
	words := strings.Fields(head)
	switch {
	case len(words) == 0:
		return nil
	case words[0] == "param":
		p := Param{Means: means}
		switch {
		case len(words) == 3:
		case len(words) == 4 && words[3] == "required":
			p.Required = true
		case len(words) == 5 && words[3] == "=":
			p.Default = words[4]
		default:
			return errors.New("a parameter is written: param NAME TYPE [required | = DEFAULT] : what it does")
		}
		p.Name, p.Type = words[1], words[2]
		if !slices.Contains(paramTypes, p.Type) {
			return fmt.Errorf("unknown type %q of a parameter: there are %s", p.Type, strings.Join(paramTypes, ", "))
		}
		q.Params = append(q.Params, p)
	case words[0] == "column":
		if len(words) != 3 || !slices.Contains(columnTypes, words[2]) {
			return fmt.Errorf("a column is written: column NAME TYPE : what it holds; types are %s", strings.Join(columnTypes, ", "))
		}
		q.Columns = append(q.Columns, Column{words[1], words[2], means})
	case q.Purpose == "":
		q.Purpose = line
	default:
		return errors.New("neither a parameter nor a column")
	}
	return nil
}

// value brings a cell to the type of its column. SQLite gives lists as JSON.
func (c *Column) value(v any) (any, error) {
	if c.Type != "list" {
		return v, nil
	}
	if s, ok := v.(string); ok {
		list := []any{}
		if err := json.Unmarshal([]byte(s), &list); err != nil {
			return nil, err
		}
		return list, nil
	}
	return v, nil
}
