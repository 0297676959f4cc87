package lexicon

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sections are the parts of FORMAT.md, by table.
func sections(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	_, tables, _ := strings.Cut(string(data), "\n## Tables\n")
	for _, part := range strings.Split(tables, "\n### ")[1:] {
		m := regexp.MustCompile("^`([a-z]+)(-\\*)?\\.tsv`: ").FindStringSubmatch(part)
		if m == nil {
			t.Errorf("FORMAT.md: a section of tables begins \"### `NAME.tsv`: \", not %.40q", part)
			continue
		}
		if out[m[1]] != "" {
			t.Errorf("FORMAT.md: %s has two sections", m[1])
		}
		out[m[1]] = part
	}
	return out
}

var columnRow = regexp.MustCompile("(?m)^\\| ((?:`[a-z0-9]+`(?:, )?)+) \\|")

// FORMAT.md describes every table with every column, in the order of the file, and
// none that is not there.
func TestFormatTellsEveryColumn(t *testing.T) {
	told := sections(t)
	for kind, want := range columns {
		if told[kind] == "" {
			t.Errorf("FORMAT.md has no section on %s", kind)
			continue
		}
		// The first table of the section is that of the columns.
		_, first, _ := strings.Cut(told[kind], "| column | holds |")
		first, _, _ = strings.Cut(first, "\n\n")
		var have []string
		for _, m := range columnRow.FindAllStringSubmatch(first, -1) {
			for _, c := range strings.Split(m[1], ", ") {
				have = append(have, strings.Trim(c, "`"))
			}
		}
		if !slices.Equal(have, want) {
			t.Errorf("FORMAT.md gives %s the columns %v, lint.go %v", kind, have, want)
		}
	}
	for kind := range told {
		if columns[kind] == nil {
			t.Errorf("FORMAT.md describes a table %q that there is not", kind)
		}
	}
}

// FORMAT.md names every word that a column of fixed words can hold.
func TestFormatTellsEveryWord(t *testing.T) {
	told := sections(t)
	for kind, words := range map[string][][]string{
		"offices":       {classes},
		"metonyms":      {metonymKind},
		"organisations": {orgTypes},
		"titles":        {titleKinds},
		"triggers":      {triggerType, verbFrames, nounFrames},
		"speech":        {speechWays},
		"remarks":       {remarkKinds},
		"navigation":    {lineTests},
	} {
		for _, w := range slices.Concat(words...) {
			if !strings.Contains(told[kind], "`"+w+"`") {
				t.Errorf("FORMAT.md does not tell what %q means in %s", w, kind)
			}
		}
	}
	data, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range headerKeys {
		if !strings.Contains(string(data), "| `"+k+"` |") {
			t.Errorf("FORMAT.md does not tell of the header line %q", k)
		}
	}
}
