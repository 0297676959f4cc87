package occasion

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// account is a claim with what comparing it needs.
type account struct {
	event   *event.Event
	article string
	window  window
	// parties are the principals ordered by ID, and bodies what each acts for.
	parties []*event.Participant
	bodies  []string
	// said is set for a statement.
	said *said
}

// said is what comparing statements needs.
type said struct {
	who string
	// reprint, or rather first, and last are the days on which it can have been made.
	reprint, first, last int
	words                string
	content              map[string]bool
}

// of returns the account of a claim, which is made once.
func of(c *graph.Claim) *account {
	return c.Memo(name, func() any {
		a := &account{event: c.Event, article: c.Article.ID, parties: principals(c.Event)}
		if c.Event.Type == event.Statement {
			s := &said{who: strings.Join(c.Parties(), "|"), words: graph.Fold(c.Event.Mentions[0].Text), content: content(c.Event, a.parties)}
			s.when(c)
			a.said = s
			return a
		}
		a.window = windowOf(c)
		a.bodies = make([]string, len(a.parties))
		for i, p := range a.parties {
			a.bodies[i] = body(p)
		}
		return a
	}).(*account)
}
