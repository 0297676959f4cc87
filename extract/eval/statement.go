package eval

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// statements scores the statements of one article.
func (s *Score) statements(a *Article, events []event.Event) {
	type need struct {
		statement int
		at        span
		gold      *Gold
	}
	var needs []need
	var soft []span
	n := 0
	for i := range a.Events {
		g := &a.Events[i]
		if g.Type != event.Statement {
			continue
		}
		for _, sp := range spans(a.Text, g.Evidence) {
			if !slices.ContainsFunc(needs, func(o need) bool { return o.statement == n && o.at == sp }) {
				needs = append(needs, need{n, sp, g})
			}
		}
		soft = append(soft, spans(a.Text, g.Continuation)...)
		n++
	}
	hit := make([]bool, len(needs))
	for i := range events {
		e := &events[i]
		if e.Type != event.Statement {
			continue
		}
		right := true
		for _, m := range e.Mentions {
			met := false
			for k, nd := range needs {
				if !nd.at.meets(m) || !slices.ContainsFunc(names(e), func(name string) bool {
					return slices.ContainsFunc(nd.gold.Participants, func(aliases []string) bool { return same(name, aliases) })
				}) {
					continue
				}
				met = true
				if !hit[k] {
					hit[k] = true
					s.Statement.TP++
					s.StatementDate.add(dateRight(e, nd.gold, a.Published))
				}
			}
			if !met && !slices.ContainsFunc(soft, func(sp span) bool { return sp.meets(m) }) {
				s.Statement.FP++
				right = false
				s.miss(a, string(event.Statement), "spurious", "", strings.Join(names(e), ", "), m.Text)
			}
		}
		s.rely(&s.Reliability.Statements, e, right)
	}
	for k, nd := range needs {
		if !hit[k] {
			s.Statement.FN++
			s.miss(a, string(event.Statement), "missed", describe(nd.gold), "", slice(a.Text, nd.at))
		}
	}
}
