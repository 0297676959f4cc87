package when

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var files embed.FS

// headerKeys are the comment lines that every table carries, as the tables of
// the lexicon do.
var headerKeys = []string{"name", "format", "row", "source", "retrieved", "licence", "gaps"}

// tables is everything that the package knows of English besides its rules.
type tables struct {
	words map[string]word
	// starts has a bit for the length of every word at its first two letters, so
	// that most words outside of the vocabulary cost no look-up.
	starts [26 * 26]uint16
	names  map[string][]name // by first word
	// notBefore and notAfter are words that make a number beside them no date.
	notBefore, notAfter map[string]bool
	verbs               map[string]cue
}

// vocabulary reads the tables once. They are compiled into the program and
// TestTables reads them too, so a fault in them is a fault of the build and
// nothing that a caller could mend: like regexp.MustCompile, it panics.
var vocabulary = sync.OnceValue(func() *tables {
	t, err := readTables()
	if err != nil {
		panic(err)
	}
	return t
})

func readTables() (*tables, error) {
	t := &tables{words: map[string]word{}, names: map[string][]name{}, notBefore: map[string]bool{}, notAfter: map[string]bool{}, verbs: map[string]cue{}}
	for _, f := range []struct {
		file    string
		columns []string
		add     func(cells []string) error
	}{
		{"words", []string{"word", "class", "value", "note"}, t.addWord},
		{"names", []string{"phrase", "value", "example"}, t.addName},
		{"context", []string{"word", "side", "example"}, t.addContext},
		{"verbs", []string{"word", "cue", "note"}, t.addVerb},
	} {
		if err := readTable("data/"+f.file+".tsv", f.columns, f.add); err != nil {
			return nil, err
		}
	}
	for w := range t.words {
		if len(w) > 1 {
			t.starts[int(w[0]-'a')*26+int(w[1]-'a')] |= 1 << len(w)
		}
	}
	return t, nil
}

// readTable hands every row of a table to add. An error names the file and the
// line.
func readTable(file string, columns []string, add func(cells []string) error) error {
	data, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	head := false
	before := ""
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		fault := func(format string, a ...any) error {
			return fmt.Errorf("%s:%d: %s", file, i+1, fmt.Sprintf(format, a...))
		}
		if key, ok := strings.CutPrefix(line, "# "); ok && !head {
			k, v, _ := strings.Cut(key, ": ")
			if v == "" {
				return fault("header %q has no value", k)
			}
			seen[k] = true
			continue
		}
		cells := strings.Split(line, "\t")
		if !head {
			for _, k := range headerKeys {
				if !seen[k] {
					return fault("header has no %q line", "# "+k+":")
				}
			}
			if !slices.Equal(cells, columns) {
				return fault("columns are %q, want %q", cells, columns)
			}
			head = true
			continue
		}
		if len(cells) != len(columns) {
			return fault("%d cells, want %d", len(cells), len(columns))
		}
		if line <= before {
			return fault("%q is not in order, or is there twice", cells[0])
		}
		before = line
		if err := add(cells); err != nil {
			return fault("%v", err)
		}
	}
	return nil
}

func (t *tables) addWord(c []string) error {
	if len(c[0]) > longest || strings.Trim(c[0], "abcdefghijklmnopqrstuvwxyz") != "" {
		return fmt.Errorf("%q is not a word of at most %d lower-case letters", c[0], longest)
	}
	w := word{class: classNames[c[1]]}
	if w.class == wOther {
		return fmt.Errorf("no class %q", c[1])
	}
	switch w.class {
	case wShift, wThat:
		s := slices.Index(shiftNames[:], c[2])
		if s < 1 {
			return fmt.Errorf("no shift %q", c[2])
		}
		w.value = s
	case wPiece:
		w.value = slices.Index(pieceNames[:], c[2])
		if w.value < 0 {
			return fmt.Errorf("no piece %q", c[2])
		}
	default:
		if c[2] != "" {
			n, err := strconv.Atoi(c[2])
			if err != nil {
				return fmt.Errorf("value: %w", err)
			}
			w.value, w.plural = n, w.class == wUnit && n < 0
			if w.plural {
				w.value = -n
			}
		}
	}
	if _, ok := t.words[c[0]]; ok {
		return fmt.Errorf("%q is there twice", c[0])
	}
	t.words[c[0]] = w
	return nil
}

func (t *tables) addContext(c []string) error {
	switch c[1] {
	case "before":
		t.notBefore[c[0]] = true
	case "after":
		t.notAfter[c[0]] = true
	default:
		return fmt.Errorf("side %q is neither before nor after", c[1])
	}
	return nil
}
