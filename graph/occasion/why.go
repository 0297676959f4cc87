package occasion

import (
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Why says in a few words why an account is taken to be about the same occasion
// as the others of its event.
func Why(c *graph.Claim, others []*graph.Claim) string {
	var best *graph.Claim
	score := -1
	for _, o := range others {
		if o == c || o.Article.ID == c.Article.ID {
			continue
		}
		switch {
		case c.Event.Type == event.Statement:
			if saidTheSame(c, o) {
				return "the same speaker, day and words as in " + o.Article.ID
			}
		case windowOf(c).meets(windowOf(o)) && fit(c, o):
			if n := likeness(c, o, windowOf(c) == windowOf(o)); n > score {
				best, score = o, n
			}
		}
	}
	if best == nil {
		return ""
	}
	w, o := windowOf(c), windowOf(best)
	parts := []string{}
	where := compare(c.Event.Place, best.Event.Place)
	if p := partiesOf(c.Event, best.Event, where == agree); p.score == 2*len(principals(c.Event)) {
		parts = append(parts, "the same parties")
	} else {
		parts = append(parts, "parties that stand for each other")
	}
	switch {
	case w.firm && o.firm && w.first == o.first && w.last == o.last:
		parts = append(parts, "the same day")
	case w.firm && o.firm:
		parts = append(parts, "days that overlap")
	case !w.firm && w.prefers == next:
		parts = append(parts, fmt.Sprintf("no date told, and the next such occasion after %s", date(w.published).Format("2006-01-02")))
	case !w.firm && w.prefers == last:
		parts = append(parts, fmt.Sprintf("no date told, and the last such occasion before %s", date(w.published).Format("2006-01-02")))
	case !w.firm:
		parts = append(parts, "a date within which this is the occasion that fits best")
	default:
		parts = append(parts, "a day that fits what the other tells")
	}
	if where == agree {
		parts = append(parts, "the same place")
	}
	if c.Event.Type != best.Event.Type {
		parts = append(parts, "talks of which no place is told may be a call")
	}
	return strings.Join(parts, ", ") + " as in " + best.Article.ID
}
