package graph

import "github.com/demarche-graph/demarche/extract/event"

// pair is two actors: for TALKED_TO the smaller ID first.
type pair [2]string

// contact is one held call or talks between a pair. Start and end are empty when
// the date is not told.
type contact struct {
	call       bool
	start, end string
}

// eachPair calls each for the two ends of every TALKED_TO edge that an event
// with these parts implies.
//
// TALKED_TO joins every two principal participants of a held call or talks, as
// they were told: a person who acts for a state is the one who talked. Whoever
// asks for the states goes on over REPRESENTS.
func eachPair(parts []part, each func(pair)) {
	for i := range parts {
		for j := range parts[i+1:] {
			a, b := &parts[i], &parts[i+1+j]
			if !a.role.Principal() || !b.role.Principal() {
				continue
			}
			if a.actor < b.actor {
				each(pair{a.actor, b.actor})
			} else {
				each(pair{b.actor, a.actor})
			}
		}
	}
}

// contactOf is the contact that an event is, if it is one.
func contactOf(typ event.Type, m event.Modality, d *event.Date, reported string) (contact, bool) {
	if m != event.Held || typ == event.Statement {
		return contact{}, false
	}
	c := contact{call: typ == event.Call}
	if d != nil {
		c.start, c.end = d.Start, lastDay(d, reported)
	}
	return c, true
}

// lastDay is the last day on which a held event can have been. Of one that was
// held "in May" and told of on 20 May it is that day, not the end of the month; a
// range is taken at its word, since it can still be going on.
func lastDay(d *event.Date, reported string) string {
	switch d.Precision {
	case event.Week, event.Month, event.Year:
		if d.Start <= reported && reported < d.End {
			return reported
		}
	}
	return d.End
}

// addContacts returns the TALKED_TO row that comes from old, nil when there was
// none, and a change in the contacts; nil when none remains. Recount tells that
// the first or the last contact went, so that the row has to be counted from the
// events.
func addContacts(p pair, old Row, change counts[contact]) (row Row, recount bool) {
	var calls, talks int64
	var first, last string
	if old != nil {
		calls, talks = old[2].(int64), old[3].(int64)
		first, last = str(old[4]), str(old[5])
	}
	gone := false
	for _, counted := range change {
		c, n := counted.value, counted.n
		if c.call {
			calls += int64(n)
		} else {
			talks += int64(n)
		}
		switch {
		case c.start == "":
		case n > 0:
			if first == "" || c.start < first {
				first = c.start
			}
			last = max(last, c.end)
		case n < 0:
			gone = true
		}
	}
	if calls == 0 && talks == 0 {
		return nil, false
	}
	if gone {
		for _, counted := range change {
			if c := counted.value; counted.n < 0 && c.start != "" && (c.start <= first || c.end >= last) {
				recount = true
			}
		}
	}
	return Row{p[0], p[1], calls, talks, text(first), text(last)}, recount
}
