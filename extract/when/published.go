package when

import (
	"strings"
)

// headLines and tailLines are how many lines at either end of a text are
// searched for the date of the article itself.
const (
	headLines = 12
	tailLines = 8
)

// labels announce the date of an article in its own lines.
var labels = []string{"published", "updated", "update", "posted", "issued", "publication date", "date", "last review", "last modified", "released"}

// Published finds the date of an article in its own first lines (a date line,
// "Updated: 13 Oct 2025", a dateline with its year), else in its last ones
// ("Publication date: ..."). It reports whether there is one. Only a date with
// its year counts: the article would have to be known to complete another.
func Published(text string) (Day, bool) {
	lines := split(text)
	head := lines[:min(headLines, len(lines))]
	tail := lines[max(len(head), len(lines)-tailLines):]
	for _, part := range [][][2]int{head, tail} {
		for _, labelled := range []bool{true, false} {
			for _, l := range part {
				if d := ownDate(text, l, labelled); d > 0 {
					return d, true
				}
			}
		}
	}
	return 0, false
}

// split gives the bytes of every line that is not blank.
func split(text string) (lines [][2]int) {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] != '\n' {
			j++
		}
		if strings.TrimSpace(text[i:j]) != "" {
			lines = append(lines, [2]int{i, j})
		}
		i = j + 1
	}
	return lines
}

// ownDate reads the article's date from a line: one that carries a label before
// the date, or, with labelled false, one that is little more than the date or
// opens as a dateline does.
func ownDate(text string, line [2]int, labelled bool) Day {
	for _, e := range Find(text, line[0], min(line[1], line[0]+240)) {
		m := &e.means
		if m.kind != calendar || m.year == 0 || m.day == 0 || !valid(m.year, m.month, m.day) {
			continue
		}
		d := dayOf(m.year, m.month, m.day)
		before := strings.TrimRight(text[line[0]:e.Start], " \t:,-|•–—(")
		if labelled {
			low := strings.ToLower(before)
			for _, l := range labels {
				if strings.HasSuffix(low, l) || strings.HasSuffix(low, l+" on") {
					return d
				}
			}
			continue
		}
		rest := len(strings.TrimSpace(before)) + len(strings.TrimSpace(text[e.End:line[1]]))
		if strings.TrimSpace(text[e.End:line[1]]) == "" && strings.TrimSpace(text[:line[0]]) == "" && strings.HasSuffix(before, " of") && strings.Contains(text[e.Start:e.End], "day") {
			return d // a first line that ends in it: "Briefing: highlights of Friday, 14 December 2018"
		}
		if rest <= 40 && (len(before) == 0 || len(text[e.End:line[1]]) <= 40) || opensStory(text, line, e) {
			return d
		}
	}
	return 0
}

// Dateline finds the day at the head of the story: "GENEVA, March 18 (Reuters) -",
// "Havana, Aug 24 (EFE).-", "MOSCOW, November 11. /TASS/.". It gives zero when
// there is none, or none within a week of the publication: another date at the
// head of a text is what the text is about.
func Dateline(text string, published Day) Day {
	lines := split(text[:min(len(text), 1500)])
	for i, l := range lines[:min(headLines, len(lines))] {
		for _, e := range Find(text, l[0], min(l[1], l[0]+120)) {
			if e.means.kind != calendar || e.means.day == 0 || !opensStory(text, l, e) {
				continue
			}
			if i > 1 && strings.TrimSpace(text[l[0]:e.Start]) == "" {
				continue // an entry of a chronology
			}
			s := spanOf(e.Resolve(Reference{Published: published}, Unknown))
			if s.known() && (published == 0 || s.from-published <= 7 && published-s.from <= 7) {
				return s.from
			}
		}
	}
	return 0
}

// opensStory reports whether the expression is the date of a dateline: nothing
// but names of places before it on the line, and after it the agency or a dash.
func opensStory(text string, line [2]int, e Expression) bool {
	place := text[line[0]:e.Start]
	if len(place) > 70 {
		return false
	}
	for _, w := range strings.FieldsFunc(place, func(r rune) bool { return strings.ContainsRune(" ,/().-—–'’", r) }) {
		if w[0] >= 'a' && w[0] <= 'z' && w != "de" && w != "of" && w != "the" && w != "la" && w != "al" && w != "el" {
			return false
		}
	}
	after := strings.TrimLeft(text[e.End:line[1]], " .\u00a0")
	if strings.TrimSpace(place) != "" && after == "" {
		return true
	}
	for _, p := range []string{"(", "/", "-", "–", "—", "["} {
		if strings.HasPrefix(after, p) {
			return strings.TrimSpace(place) != "" || p != "(" && p != "/" && p != "["
		}
	}
	// An agency's name and a dash: "Nov. 2 Kyodo -".
	name, rest, ok := strings.Cut(after, " ")
	return ok && place != "" && name != "" && name[0] >= 'A' && name[0] <= 'Z' && (strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–"))
}
