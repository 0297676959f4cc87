package article

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/demarche-graph/demarche/extract/article/charset"
)

// row is a record of CSV.
type row struct {
	columns *columns
	cells   []string
}

// columns are the column names of a file.
type columns struct {
	list []string
	at   map[string]int // by name in lower case
}

func newColumns(names []string) *columns {
	c := &columns{at: map[string]int{}}
	for i, n := range names {
		n = strings.TrimSpace(charset.Record(n))
		c.list = append(c.list, n)
		if _, twice := c.at[strings.ToLower(n)]; !twice {
			c.at[strings.ToLower(n)] = i
		}
	}
	return c
}

func (r row) names() []string { return r.columns.list }

func (r row) value(name string) (string, error) {
	i, ok := r.columns.at[strings.ToLower(name)]
	if !ok || i >= len(r.cells) {
		return "", nil
	}
	return r.cells[i], nil
}

// rows reads the rows of a table one after the other.
type rows interface {
	// next gives the cells of a row and its line; io.EOF after the last. An error
	// that wraps ErrSyntax or ErrTooLarge costs that row, any other the rest.
	next() (cells []string, line int, err error)
}

// csv reads a table with a line of column names. A row with too many or too few
// cells costs that row.
func (in *intake) csv(s *source, r *bufio.Reader, format Format) bool {
	head, _ := look(r)
	firstLine, _, _ := strings.Cut(string(head), "\n")
	var t rows
	if comma := separator(firstLine); comma == '\t' || format == TSV {
		t = &tabbed{in: in, r: r}
	} else {
		t = in.quotedRows(r, comma)
	}
	names, _, err := t.next()
	switch {
	case errors.Is(err, io.EOF):
		return in.refuse(s, ErrEmpty)
	case err != nil:
		return in.refuse(s, err)
	}
	c := newColumns(names)
	for _, field := range []string{"text", "id", "published", "source", "title", "url"} {
		_, mapped := in.opts.Map[field]
		if _, ok := c.at[strings.ToLower(in.column(field))]; !ok && (mapped || field == "text") {
			return in.refuse(s, because(ErrNoText, "there is no column %q: map the one that holds it; there is %s", in.column(field), few(c.list)))
		}
	}
	for n := 0; ; n++ {
		cells, line, err := t.next()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				return in.refuse(s, ErrNothing)
			}
			return in.ctx.Err() == nil
		}
		path := s.path
		if line > 0 {
			path = at(path, line)
		}
		if !in.send(path, s.file, sum(cells), func() (*Article, error) {
			if err != nil {
				return nil, err
			}
			if len(cells) != len(c.list) {
				return nil, because(ErrSyntax, "%d cells where the first line names %d columns", len(cells), len(c.list))
			}
			for i := range cells {
				cells[i] = charset.Record(cells[i])
			}
			return in.fill(row{c, cells})
		}) {
			return false
		}
		if err != nil && !errors.Is(err, ErrSyntax) && (!errors.Is(err, ErrTooLarge) || errors.Is(err, errRow)) {
			return in.ctx.Err() == nil
		}
	}
}

// quoted reads CSV as RFC 4180 has it. Quotes must be as they should: a lenient
// reader takes a quote that is not closed for the rest of the file.
type quoted struct {
	in      *intake
	t       *csv.Reader
	limited *metering
}

func (in *intake) quotedRows(r io.Reader, comma rune) *quoted {
	limited := &metering{r: r, comma: byte(comma), most: in.opts.Limits.Article}
	q := &quoted{in, csv.NewReader(limited), limited}
	q.t.Comma = comma
	q.t.FieldsPerRecord = -1 // judged by the caller, who knows the columns
	return q
}

func (q *quoted) next() ([]string, int, error) {
	q.limited.row()
	cells, err := q.t.Read()
	var syntax *csv.ParseError
	switch {
	case err == nil:
		line, _ := q.t.FieldPos(0)
		return cells, line, nil
	case errors.As(err, &syntax):
		if syntax.StartLine != syntax.Line {
			return nil, syntax.StartLine, because(ErrSyntax, "not CSV: %v, at line %d", syntax.Err, syntax.Line)
		}
		return nil, syntax.StartLine, because(ErrSyntax, "not CSV: %v", syntax.Err)
	case errors.Is(err, errRow):
		line := 1
		if len(cells) > 0 {
			line, _ = q.t.FieldPos(0)
		}
		return nil, line, fmt.Errorf("%w: %w; nothing after it was read: look for a quote that is not closed", q.in.tooLarge(), errRow)
	case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, 0, io.EOF
	}
	return nil, 0, reading(err)
}

// tabbed reads a table with tabs, where a row is a line and a quote a quote,
// except around a whole cell.
type tabbed struct {
	in *intake
	r  *bufio.Reader
	n  int
}

func (t *tabbed) next() ([]string, int, error) {
	for {
		t.n++
		b, err := t.in.line(t.r)
		if err != nil && !errors.Is(err, io.EOF) {
			if !errors.Is(err, ErrTooLarge) {
				err = reading(err)
			}
			return nil, t.n, err
		}
		line := strings.TrimRight(string(b), "\r\n")
		if strings.TrimSpace(line) == "" {
			if err != nil {
				return nil, t.n, io.EOF
			}
			continue
		}
		cells := strings.Split(line, "\t")
		for i, c := range cells {
			if len(c) > 1 && c[0] == '"' && c[len(c)-1] == '"' && !strings.Contains(strings.ReplaceAll(c[1:len(c)-1], `""`, ""), `"`) {
				cells[i] = strings.ReplaceAll(c[1:len(c)-1], `""`, `"`)
			}
		}
		return cells, t.n, nil
	}
}

// metering ends a stream when a row of CSV grows larger than an article may be:
// the reader of CSV would go on to the end of the file for a closing quote. It
// also ends it at more cells than any table has, since each takes memory.
type metering struct {
	r      io.Reader
	comma  byte
	most   int64
	n      int64
	commas int
}

const commasMost = 1_000_000

var errRow = errors.New("a row is too large")

func (m *metering) Read(p []byte) (int, error) {
	if m.n > m.most || m.commas > commasMost {
		return 0, errRow
	}
	n, err := m.r.Read(p)
	m.n += int64(n)
	m.commas += bytes.Count(p[:n], []byte{m.comma})
	return n, err
}

func (m *metering) row() { m.n, m.commas = 0, 0 }

func sum(cells []string) int {
	n := 0
	for _, c := range cells {
		n += len(c)
	}
	return n
}

// separators are what may stand between cells, the commonest first.
const separators = ",;\t|"

// separator gives the character that most often stands in the line of column
// names.
func separator(line string) rune {
	best := ','
	for _, c := range separators {
		if strings.Count(line, string(c)) > strings.Count(line, string(best)) {
			best = c
		}
	}
	return best
}

// hasColumn reports whether a line names columns, one of which is the given one.
func hasColumn(line, column string) bool {
	names := strings.Split(line, string(separator(line)))
	if len(names) < 2 {
		return false
	}
	found := false
	for _, n := range names {
		n = strings.Trim(strings.TrimSpace(n), `"`)
		// Words of a sentence are no names of columns.
		if len(n) > 40 || strings.Count(n, " ") > 3 {
			return false
		}
		found = found || strings.EqualFold(n, column)
	}
	return found
}
