package occasion

import (
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// Why says in a few words why an account is taken to be about the same occasion
// as the others of its event.
func Why(claim *graph.Claim, others []*graph.Claim) string {
	c := of(claim)
	var best *account
	score := -1
	for _, other := range others {
		o := of(other)
		switch {
		case other == claim || !linked(c, o):
		case c.said != nil:
			return "the same speaker, day and words as in " + o.article
		default:
			if n := likeness(c, o); best == nil || n > score {
				best, score = o, n
			}
		}
	}
	if best == nil {
		return ""
	}
	w, o := c.window, best.window
	var parts []string
	where := compare(c.event.Place, best.event.Place)
	if p := partiesOf(c, best, where == agree); p.score == 2*len(c.parties) {
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
	if c.event.Type != best.event.Type {
		parts = append(parts, "talks of which no place is told may be a call")
	}
	return strings.Join(parts, ", ") + " as in " + best.article
}
