package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
)

// roles from the most to the least involved, which decides between roles that
// are told equally often.
var roles = []event.Role{event.Participating, event.Speaker, event.Mediator, event.Host, event.Addressee}

func roleRank(r event.Role) int {
	if i := slices.Index(roles, r); i >= 0 {
		return i
	}
	return len(roles)
}

// votes counts how often values were told.
type votes map[string]int

func (v votes) add(value string, n int) {
	if value == "" {
		return
	}
	if v[value] += n; v[value] == 0 {
		delete(v, value)
	}
}

// best returns the value told most often, of several the smallest.
func (v votes) best() string {
	best, n := "", 0
	for value, m := range v {
		if m > n || m == n && value < best {
			best, n = value, m
		}
	}
	return best
}

// bestName returns the name told most often among those of two words or more,
// if there is one: articles that only give a surname should not rename anybody.
func (v votes) bestName() string {
	full := votes{}
	for name, n := range v {
		if strings.ContainsRune(name, ' ') {
			full[name] = n
		}
	}
	return cmp.Or(full.best(), v.best())
}

// part is what the claims of one event together tell of an actor's part in it.
type part struct {
	actor, name, title, represents string
	role                           event.Role
}

// partsOf resolves the participants of an event from its accounts ordered by
// time, in the order in which the first article names them; those that only
// others name follow, by ID.
func partsOf(sorted []*Claim) []part {
	if ps := sorted[0].Event.Participants; len(sorted) == 1 && distinct(ps) {
		parts := make([]part, len(ps))
		for i := range ps {
			p := &ps[i]
			parts[i] = part{p.ID, cmp.Or(p.Canonical, p.Name), p.Title, p.Represents, p.Role}
		}
		return parts
	}
	type told struct{ role, canonical, name, title, represents votes }
	all := map[string]*told{}
	var order []string
	first := 0
	for i, c := range sorted {
		for j := range c.Event.Participants {
			p := &c.Event.Participants[j]
			t := all[p.ID]
			if t == nil {
				t = &told{votes{}, votes{}, votes{}, votes{}, votes{}}
				all[p.ID] = t
				order = append(order, p.ID)
			}
			t.role.add(string(p.Role), 1)
			t.canonical.add(p.Canonical, 1)
			t.name.add(p.Name, 1)
			t.title.add(p.Title, 1)
			t.represents.add(p.Represents, 1)
		}
		if i == 0 {
			first = len(order)
		}
	}
	slices.Sort(order[first:])
	parts := make([]part, len(order))
	for i, id := range order {
		t := all[id]
		parts[i] = part{id, cmp.Or(t.canonical.best(), t.name.bestName()), t.title.best(), t.represents.best(), bestRole(t.role)}
	}
	return parts
}

func distinct(ps []event.Participant) bool {
	for i := range ps {
		for j := range i {
			if ps[i].ID == ps[j].ID {
				return false
			}
		}
	}
	return true
}

func bestRole(v votes) event.Role {
	return event.Role(slices.MinFunc(slices.Sorted(maps.Keys(v)), func(a, b string) int {
		return cmp.Or(cmp.Compare(v[b], v[a]), cmp.Compare(roleRank(event.Role(a)), roleRank(event.Role(b))))
	}))
}

// byTime orders claims by when their article appeared, those of unknown time
// first, so that a later account comes later.
func byTime(claims []*Claim) []*Claim {
	if len(claims) == 1 {
		return claims
	}
	sorted := slices.Clone(claims)
	slices.SortFunc(sorted, func(a, b *Claim) int {
		return cmp.Or(cmp.Compare(instant(a.Article.Published), instant(b.Article.Published)),
			cmp.Compare(strength(a.Event.Modality), strength(b.Event.Modality)), compareClaims(a, b))
	})
	return sorted
}

// strength orders the modalities of accounts of the same time: the stronger one
// comes last and so decides.
func strength(m event.Modality) int {
	return slices.Index([]event.Modality{event.Proposed, event.Planned, event.Cancelled, event.Denied, event.Held}, m)
}

// modalityOf resolves the modality from accounts ordered by time. The latest
// decides, but an article that still tells of the plan does not undo what was
// held, and a proposal does not undo a plan.
func modalityOf(sorted []*Claim) event.Modality {
	m := sorted[0].Event.Modality
	for _, c := range sorted[1:] {
		next := c.Event.Modality
		switch {
		case m == event.Held && (next == event.Planned || next == event.Proposed):
		case m == event.Planned && next == event.Proposed:
		default:
			m = next
		}
	}
	return m
}

// dateOf resolves the date: the most exact, of several the most often told, of
// several the latest told.
func dateOf(sorted []*Claim) *event.Date {
	if len(sorted) == 1 {
		return sorted[0].Event.Date
	}
	var best *event.Date
	count := votes{}
	for _, c := range sorted {
		if c.Event.Date != nil {
			count.add(c.Event.Date.Value, 1)
		}
	}
	for _, c := range sorted {
		d := c.Event.Date
		if d == nil {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(days(best), days(d)), cmp.Compare(count[d.Value], count[best.Value])) >= 0 {
			best = d
		}
	}
	return best
}

// days is how long the stretch of a date is.
func days(d *event.Date) int {
	start, _ := time.Parse(time.DateOnly, d.Start)
	end, _ := time.Parse(time.DateOnly, d.End)
	return int(end.Sub(start).Hours() / 24)
}

// placeOf resolves the place that most claims tell, empty when none tells one.
func placeOf(claims []*Claim) (id, name string) {
	if len(claims) == 1 {
		if p := claims[0].Event.Place; p != nil {
			return PlaceID(p), p.Name
		}
		return "", ""
	}
	ids, names := votes{}, map[string]votes{}
	for _, c := range claims {
		if p := c.Event.Place; p != nil {
			id := PlaceID(p)
			ids.add(id, 1)
			if names[id] == nil {
				names[id] = votes{}
			}
			names[id].add(p.Name, 1)
		}
	}
	id = ids.best()
	return id, names[id].best()
}

// vote resolves a slot of the events by majority.
func vote(claims []*Claim, slot func(*event.Event) string) string {
	if len(claims) == 1 {
		return slot(claims[0].Event)
	}
	v := votes{}
	for _, c := range claims {
		v.add(slot(c.Event), 1)
	}
	return v.best()
}

// oneLine joins the words of a text with single spaces and cuts it after limit
// code points at a word's end.
func oneLine(s string, limit int) string {
	if !single(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) <= limit {
		return s
	}
	n, end := 0, len(s)
	for i := range s {
		if n == limit {
			end = i
			break
		}
		n++
	}
	if end == len(s) {
		return s
	}
	cut := s[:end]
	if i := strings.LastIndexByte(cut, ' '); i > limit/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// single reports whether a text is words of ASCII with single spaces.
func single(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' '
}
