package article

import "strings"

// selection is which inputs are asked for by Options.Only. A look-up costs as
// much as the path is long, not as the selection is: a report may name a hundred
// thousand inputs that failed.
type selection struct {
	only  map[string]bool
	above map[string]bool // everything that one of them lies in
}

func newSelection(only []string) selection {
	s := selection{map[string]bool{}, map[string]bool{}}
	for _, o := range only {
		s.only[o] = true
		outers(o, func(outer string) bool {
			s.above[outer] = true
			return true
		})
	}
	return s
}

// wanted reports whether the input is one that is asked for, or lies in one.
func (s selection) wanted(path string) bool {
	if len(s.only) == 0 || s.only[path] {
		return true
	}
	return !outers(path, func(outer string) bool { return !s.only[outer] })
}

// holds reports whether a file, folder or archive may hold an input that is
// asked for.
func (s selection) holds(path string) bool { return s.wanted(path) || s.above[path] }

// outers passes everything in which a path of an item lies to each, until that
// returns false, and reports whether it never did. A folder is passed both ways
// in which it can be written, "a" and "a/".
func outers(path string, each func(outer string) bool) bool {
	for i := 1; i < len(path); i++ {
		if !strings.ContainsRune(`:#!/\`, rune(path[i])) {
			continue
		}
		if !each(path[:i]) || path[i] == '/' && i+1 < len(path) && !each(path[:i+1]) {
			return false
		}
	}
	return strings.IndexByte(path, '/') != 0 || len(path) == 1 || each("/")
}
