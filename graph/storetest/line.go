package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// lines writes rows as a script writes them.
func (s *script) lines(all, columns []string, rows [][]any) error {
	if len(columns) == 0 {
		columns = all
	}
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			k := slices.Index(all, c)
			if k < 0 {
				return fmt.Errorf("no column %q among %v", c, all)
			}
			cells[i] = s.cell(r[k])
		}
		s.got = append(s.got, strings.Join(cells, " | "))
	}
	return nil
}

func (s *script) cell(v any) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case string:
		// The ID of a node is that of a report after a day.
		id, undated := strings.CutPrefix(v, "undated-")
		if day := len("2006-01-02-"); !undated && len(v) > day {
			id = v[day:]
		}
		if label := s.labels[id]; label != "" {
			return label
		}
		return v
	case []any:
		if len(v) == 0 {
			return "-"
		}
		cells := make([]string, len(v))
		for i := range v {
			cells[i] = s.cell(v[i])
		}
		return strings.Join(cells, "; ")
	case []string:
		return strings.Join(v, "; ")
	}
	return fmt.Sprint(v)
}

// cut divides words at a colon of its own.
func cut(args []string) (before, after []string) {
	if i := slices.Index(args, ":"); i >= 0 {
		return args[:i], args[i+1:]
	}
	return args, nil
}

// options divides words into plain ones and NAME=VALUE.
func options(args []string) (plain []string, named map[string]string) {
	named = map[string]string{}
	for _, a := range args {
		name, value, ok := strings.Cut(a, "=")
		if ok && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == "" {
			named[name] = value
		} else {
			plain = append(plain, a)
		}
	}
	return plain, named
}

// split divides a line at spaces outside of double quotes.
func split(line string) ([]string, error) {
	var words []string
	var b strings.Builder
	quoted, in := false, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted, in = !quoted, true
		case r == ' ' && !quoted:
			if in {
				words = append(words, b.String())
				b.Reset()
				in = false
			}
		default:
			b.WriteRune(r)
			in = true
		}
	}
	if quoted {
		return nil, errors.New("a double quote is not closed")
	}
	if in {
		words = append(words, b.String())
	}
	return words, nil
}
