package lexicon

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
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
// wanted. It returns every fault of form it finds.
func readTable(file string, r io.Reader, want []string) (*table, []error) {
	t := &table{header: map[string]string{}}
	var faults []error
	at := func(line int, format string, a ...any) {
		faults = append(faults, fault{file, line, fmt.Sprintf(format, a...)})
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return t, []error{fmt.Errorf("%s: %w", file, err)}
	}
	if bytes.ContainsRune(data, '\r') {
		at(1, "carriage returns: save the file with LF line ends")
		return t, faults
	}
	base := strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".tsv")
	s := bufio.NewScanner(bytes.NewReader(data))
	s.Buffer(nil, 1<<20)
	line := 0
	for s.Scan() {
		line++
		text := s.Text()
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
		cells := strings.Split(text, "\t")
		if len(cells) != len(t.columns) {
			at(line, "%d cells, the table has %d columns", len(cells), len(t.columns))
			continue
		}
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
		t.rows = append(t.rows, row{cells, line})
	}
	if err := s.Err(); err != nil {
		at(line+1, "%v", err)
	}
	if t.columns == nil {
		at(line, "no line of column names")
	}
	return t, faults
}

// list splits a cell at its bars.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}
