package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// mark is something that was understood in a stretch of a text, in code points.
type mark struct {
	start, end int
	// class is "actor", "date", "place" or "trigger".
	class string
	// means says what was understood.
	means string
}

// marks lists what was understood, in reading order; of two that begin together
// the longer one first.
func (a *annotated) marks() []mark {
	var ms []mark
	add := func(start, end int, class string, means ...string) {
		means = slices.DeleteFunc(means, func(s string) bool { return s == "" })
		ms = append(ms, mark{start, end, class, strings.Join(means, ", ")})
	}
	for _, x := range a.Actors {
		add(x.Start, x.End, "actor", x.Name, x.Title, x.Represents, x.ID)
	}
	for _, x := range a.Dates {
		value := "too vague"
		if x.Value != nil {
			value = *x.Value
		}
		add(x.Start, x.End, "date", value)
	}
	for _, x := range a.Places {
		at := ""
		if x.Lat != nil && x.Lon != nil {
			at = fmt.Sprintf("%.2f %.2f", *x.Lat, *x.Lon)
		}
		add(x.Start, x.End, "place", x.Name, x.Country, at)
	}
	for _, x := range a.Triggers {
		add(x.Start, x.End, "trigger", string(x.Type))
	}
	slices.SortStableFunc(ms, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.class, b.class))
	})
	return ms
}

// annotationText prints annotations for people: each sentence, and under it what
// was understood in it, with offsets.
type annotationText struct{ out io.Writer }

func (w annotationText) write(a *annotated) error {
	text := []rune(a.article.Text)
	cut := func(start, end int) string {
		return oneLine(string(text[start:end]))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", oneLine(strings.Join(slices.DeleteFunc([]string{a.article.ID, a.article.Title, a.article.Published}, func(s string) bool { return s == "" }), "  ")))
	marks := a.marks()
	for _, s := range a.Sentences {
		fmt.Fprintf(&b, "%d-%d %s\n", s.Start, s.End, cut(s.Start, s.End))
		for _, m := range marks {
			if m.start >= s.Start && m.start < s.End {
				fmt.Fprintf(&b, "    %-8s %d-%d %s = %s\n", m.class, m.start, m.end, cut(m.start, m.end), oneLine(m.means))
			}
		}
	}
	_, err := io.WriteString(w.out, b.String()+"\n")
	return err
}

func (annotationText) close() error { return nil }
