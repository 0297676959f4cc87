package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// dateRight reports whether a date is the annotated one. A statement whose date
// the article does not tell may have that of publication.
func dateRight(e *event.Event, g *Gold, published string) bool {
	v := value(e.Date)
	return v == g.Date || e.Type == event.Statement && g.Date == "" && v == published
}

// placeRight reports whether a place is the annotated one, or a part of it, such
// as the city of a building.
func placeRight(p *event.Place, g *Gold) bool {
	name := placeName(p)
	if g.Place == "" || name == "" {
		return g.Place == name
	}
	x, y := fold(name), fold(g.Place)
	return x == y || x != "" && (strings.Contains(y, x) || strings.Contains(x, y))
}

// names are those of the parties of an event.
func names(e *event.Event) []string {
	var out []string
	for _, p := range e.Participants {
		switch p.Role {
		case event.Addressee, event.Mediator, event.Host, "topic":
		default:
			out = append(out, p.Name)
		}
	}
	return out
}

func value(d *event.Date) string {
	if d == nil {
		return ""
	}
	return d.Value
}

func placeName(p *event.Place) string {
	if p == nil {
		return ""
	}
	return p.Name
}

func overlap(ms []event.Mention, ss []span) bool {
	return slices.ContainsFunc(ms, func(m event.Mention) bool {
		return slices.ContainsFunc(ss, func(s span) bool { return s.meets(m) })
	})
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (s *Score) miss(a *Article, typ, kind, want, got, text string) {
	s.Errors = append(s.Errors, Error{a.ID, typ, kind, want, got, text})
}

// describe names an annotated event for people.
func describe(g *Gold) string {
	var parts []string
	for _, aliases := range g.Participants {
		parts = append(parts, first(aliases))
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s", strings.Join(parts, ", "), g.Date))
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func quote(e *event.Event) string {
	if len(e.Mentions) == 0 {
		return ""
	}
	return e.Mentions[0].Text
}

func slice(text string, s span) string { return string([]rune(text)[s.start:s.end]) }
