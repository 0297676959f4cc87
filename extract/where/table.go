package where

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// tables are the places that GeoNames' towns lack, in the form of
// extract/lexicon/FORMAT.md.
//
//go:embed data/*.tsv
var tables embed.FS

// headerKeys are the comment lines that every table must carry.
var headerKeys = []string{"name", "format", "row", "source", "retrieved", "licence", "gaps"}

// columns of every kind of table. The part of a file's name before its first
// hyphen says which kind it is.
var columns = map[string][]string{
	"places":  {"id", "name", "also", "abbreviations", "kind", "country", "division", "lat", "lon", "city", "needs", "note"},
	"names":   {"surface", "city", "country", "note"},
	"centres": {"country", "lat", "lon", "of"},
	"words":   {"word", "kind", "makes", "note"},
}

// row is a line of a table with the place it came from.
type row struct {
	file  string
	line  int
	cells []string
}

func (r row) fault(format string, a ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, a...))
}

// degrees reads a latitude or longitude.
func (r row) degrees(column int, limit float64) (float64, error) {
	v, err := strconv.ParseFloat(r.cells[column], 64)
	if err != nil || v < -limit || v > limit {
		return 0, r.fault("%q is not a number of degrees between -%g and %g", r.cells[column], limit, limit)
	}
	return v, nil
}

// readTables reads every .tsv file of dir, by kind. It reports every fault of
// form, so that a person mends them all at once.
func readTables(fsys fs.FS, dir string) (map[string][]row, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("where: tables of places: %w", err)
	}
	var faults []error
	byKind := map[string][]row{}
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".tsv" {
			continue
		}
		file := path.Join(dir, e.Name())
		kind, _, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".tsv"), "-")
		want, ok := columns[kind]
		if !ok {
			faults = append(faults, fmt.Errorf("%s:1: no kind of table is called %q", file, kind))
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			faults = append(faults, fmt.Errorf("where: %w", err))
			continue
		}
		rows, ff := readTable(file, string(data), want)
		faults = append(faults, ff...)
		byKind[kind] = append(byKind[kind], rows...)
	}
	return byKind, errors.Join(faults...)
}

func readTable(file, data string, want []string) ([]row, []error) {
	var faults []error
	var rows []row
	header := map[string]string{}
	named := false
	n := 0
	for text := range strings.Lines(data) {
		n++
		at := row{file: file, line: n}
		text = strings.TrimSuffix(text, "\n")
		if strings.HasSuffix(text, "\r") {
			return nil, []error{at.fault("carriage returns: save the file with LF line ends")}
		}
		if !named {
			if rest, ok := strings.CutPrefix(text, "# "); ok {
				k, v, _ := strings.Cut(rest, ":")
				header[k] = strings.TrimSpace(v)
				continue
			}
			named = true
			for _, k := range headerKeys {
				if header[k] == "" {
					faults = append(faults, at.fault("header has no %q line", "# "+k+":"))
				}
			}
			if f := header["format"]; f != "" && f != "1" {
				faults = append(faults, at.fault("format %q, this version reads 1", f))
			}
			if got := strings.Split(text, "\t"); !slices.Equal(got, want) {
				return nil, append(faults, at.fault("columns are %s, should be %s", strings.Join(got, " "), strings.Join(want, " ")))
			}
			continue
		}
		at.cells = strings.Split(text, "\t")
		if len(at.cells) != len(want) {
			faults = append(faults, at.fault("%d cells, the table has %d columns", len(at.cells), len(want)))
			continue
		}
		if at.cells[0] == "" {
			faults = append(faults, at.fault("column %s is empty", want[0]))
		}
		if k := len(rows); k > 0 && slices.Compare(rows[k-1].cells, at.cells) >= 0 {
			faults = append(faults, at.fault("not sorted, or doubled: %q after %q", at.cells[0], rows[k-1].cells[0]))
		}
		rows = append(rows, at)
	}
	if !named {
		faults = append(faults, fmt.Errorf("%s:1: no line of column names", file))
	}
	return rows, faults
}

// list splits a cell at its bars.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}
