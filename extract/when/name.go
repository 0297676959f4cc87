package when

import (
	"fmt"
	"slices"
	"strings"
)

// name is a row of data/names.tsv.
type name struct {
	phrase string // in lower case
	value  string // ISO 8601, "--MM-DD", or empty: not a date
}

func (t *tables) addName(c []string) error {
	n := name{phrase: strings.ToLower(c[0]), value: c[1]}
	if c[2] == "" {
		return fmt.Errorf("%q has no example", c[0])
	}
	var err error
	if rest, ok := strings.CutPrefix(n.value, "--"); ok {
		_, err = ParseDay("2000-" + rest) // a leap year: 29 February returns too
	} else if n.value != "" {
		_, err = ParseDay(n.value)
	}
	if err != nil {
		return err
	}
	first := n.phrase
	if k := strings.IndexFunc(first, func(r rune) bool { return r != '\'' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }); k > 0 {
		first = first[:k]
	}
	if len(first) <= longest && first[0] > '9' {
		w := t.words[first]
		w.name = true
		t.words[first] = w
	}
	t.names[first] = append(t.names[first], n)
	// The longest first, so that "Christmas Eve" is not read as "Christmas".
	slices.SortStableFunc(t.names[first], func(a, b name) int { return len(b.phrase) - len(a.phrase) })
	return nil
}

// named reads a name that holds the words of a date or stands for one.
func (f *finder) named(i int) (meaning, int, bool) {
	for _, n := range f.know.names[strings.ToLower(f.word(i))] {
		k := match(f.text[f.toks[i].start:f.end], n.phrase)
		if k == 0 {
			continue
		}
		end := f.toks[i].start + k
		next := i + 1
		for next < len(f.toks) && f.toks[next].start < end {
			next++
		}
		if f.toks[next-1].end != end {
			continue // only the beginning of a longer word
		}
		rest, yearly := strings.CutPrefix(n.value, "--")
		switch {
		case n.value == "":
			return meaning{}, next, true
		case !yearly:
			return meaning{kind: fixed, value: n.value}, next, true
		}
		if !strings.Contains(n.phrase, " ") && f.attributive(next) && !f.is(next, wPossessive) {
			return meaning{}, next, true // a Christmas tree
		}
		m := meaning{kind: calendar, month: int(rest[0]-'0')*10 + int(rest[1]-'0'), day: int(rest[3]-'0')*10 + int(rest[4]-'0')}
		return f.withYear(m, next)
	}
	return meaning{}, i, false
}

// match gives the length of the beginning of s that is the phrase, whatever the
// case, the kind of apostrophe and the width of the spaces; 0 for none.
func match(s, phrase string) int {
	i := 0
	for k := 0; k < len(phrase); k++ {
		switch c := phrase[k]; {
		case i >= len(s):
			return 0
		case c == ' ':
			n := 0
			for i+n < len(s) && (s[i+n] == ' ' || s[i+n] == '\n') {
				n++
			}
			if n == 0 {
				n = blank(s[i:])
			}
			if n == 0 {
				return 0
			}
			i += n
		case c == '\'' && strings.HasPrefix(s[i:], "’"):
			i += len("’")
		case s[i] == c || s[i]|0x20 == c && c >= 'a' && c <= 'z':
			i++
		default:
			return 0
		}
	}
	return i
}
