package lexicon

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// headerKeys are the comment lines that every file must carry, see FORMAT.md.
var headerKeys = []string{"name", "format", "row", "source", "retrieved", "licence", "gaps"}

// table is one dictionary file, read and checked for form, not for meaning.
type table struct {
	name    string
	header  map[string]string
	columns []string
	rows    []row
	bars    int // how many values stand in the cells beside the first
}

// row is a line of a table with the place it came from.
type row struct {
	cells []string
	line  int
}

// fault is a defect in a dictionary file that a person can find and mend.
type fault struct {
	file string
	line int
	what string
}

func (f fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.file, f.line, f.what) }

var dateForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// readTable reads a file in the form of FORMAT.md with exactly the columns
// wanted. It returns every fault of form it finds, save in the cells of a table
// that is trusted.
func readTable(file string, data []byte, want []string, trusted bool) (*table, []error) {
	t := &table{header: map[string]string{}}
	var faults []error
	at := func(line int, format string, a ...any) {
		faults = append(faults, fault{file, line, fmt.Sprintf(format, a...)})
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		at(1, "carriage returns: save the file with LF line ends")
		return t, faults
	}
	base := strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".tsv")
	lines := bytes.Count(data, []byte("\n")) + 1
	t.bars = bytes.Count(data, []byte("|"))
	t.rows = make([]row, 0, lines)
	room := make([]string, 0, lines*len(want)) // for the cells of all rows
	line := 0
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSuffix(text, "\n")
		line++
		if t.columns == nil {
			if rest, ok := strings.CutPrefix(text, "#"); ok {
				if k, v, ok := strings.Cut(rest, ":"); ok && slices.Contains(headerKeys, strings.TrimSpace(k)) {
					t.header[strings.TrimSpace(k)] = strings.TrimSpace(v)
				}
				continue
			}
			t.columns = strings.Split(text, "\t")
			for _, k := range headerKeys {
				if t.header[k] == "" {
					at(line, "header has no %q line", "# "+k+":")
				}
			}
			if t.header["format"] != "1" && t.header["format"] != "" {
				at(line, "format %q, this version reads 1", t.header["format"])
			}
			if n := t.header["name"]; n != "" && n != base {
				at(line, "header's name is %q, the file's is %q", n, base)
			}
			if !slices.Equal(t.columns, want) {
				at(line, "columns are %s, should be %s", strings.Join(t.columns, " "), strings.Join(want, " "))
				return t, faults
			}
			continue
		}
		from := len(room)
		for cell := range strings.SplitSeq(text, "\t") {
			room = append(room, cell)
		}
		cells := room[from:len(room):len(room)]
		if len(cells) != len(t.columns) {
			at(line, "%d cells, the table has %d columns", len(cells), len(t.columns))
			continue
		}
		if !trusted {
			t.check(cells, line, at)
		}
		t.rows = append(t.rows, row{cells, line})
	}
	if t.columns == nil {
		at(line, "no line of column names")
	}
	return t, faults
}

// check finds the faults of form in the cells of the next row.
func (t *table) check(cells []string, line int, at func(line int, format string, a ...any)) {
	for i, c := range cells {
		if c != strings.TrimSpace(c) || strings.Contains(c, "  ") {
			at(line, "column %s: spaces around or doubled in %q", t.columns[i], c)
		}
		if strings.HasPrefix(c, "|") || strings.HasSuffix(c, "|") || strings.Contains(c, "||") {
			at(line, "column %s: an empty value between bars in %q", t.columns[i], c)
		}
		if (t.columns[i] == "from" || t.columns[i] == "to") && c != "" && !dateForm.MatchString(c) {
			at(line, "column %s: %q is not a date (2012-05-07, 2012-05 or 2012)", t.columns[i], c)
		}
	}
	if cells[0] == "" {
		at(line, "column %s is empty", t.columns[0])
	}
	if n := len(t.rows); n > 0 && slices.Compare(t.rows[n-1].cells, cells) >= 0 {
		at(line, "not sorted, or doubled: %q after %q", cells[0], t.rows[n-1].cells[0])
	}
}

// list splits a cell at its bars.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}
