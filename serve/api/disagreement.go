package api

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// Disagreement is a slot in which articles contradict each other.
type Disagreement struct {
	Slot   string  `json:"slot" jsonschema:"date, place, modality, medium or participants"`
	Values []Value `json:"values"`
}

// Value is what some articles tell.
type Value struct {
	Value    string   `json:"value"`
	Articles []string `json:"articles"`
}

// slot is something that an account tells: as a text, empty when it does not;
// against says whether two accounts that tell something can't both be right.
type slot struct {
	name    string
	of      func(*event.Event) string
	against func(a, b *event.Event) bool
}

var slots = []slot{
	{"date", func(e *event.Event) string {
		if e.Date == nil {
			return ""
		}
		return e.Date.Value
	}, func(a, b *event.Event) bool { return a.Date.End < b.Date.Start || b.Date.End < a.Date.Start }},
	{"place", func(e *event.Event) string {
		if e.Place == nil {
			return ""
		}
		return e.Place.Name
	}, otherPlace},
	{"modality", func(e *event.Event) string { return string(e.Modality) }, otherOutcome},
	{"medium", func(e *event.Event) string { return e.Medium }, func(a, b *event.Event) bool { return a.Medium != b.Medium }},
	{"participants", func(e *event.Event) string {
		return strings.Join(principals(e, func(p *event.Participant) string { return cmp.Or(p.Canonical, p.Name) }), ", ")
	}, otherParties},
}

// disagreements are the slots in which articles contradict each other. That one
// tells nothing or less, such as the month of a day, is no disagreement, and
// neither is that a plan was held.
func disagreements(accounts []account) []Disagreement {
	list := []Disagreement{}
	for _, s := range slots {
		d, disagree := Disagreement{Slot: s.name}, false
		var told []*event.Event
		for i := range accounts {
			claim := &accounts[i].claim
			value := s.of(claim)
			if value == "" {
				continue
			}
			disagree = disagree || slices.ContainsFunc(told, func(other *event.Event) bool { return s.of(other) != value && s.against(other, claim) })
			told = append(told, claim)
			at := slices.IndexFunc(d.Values, func(v Value) bool { return v.Value == value })
			if at < 0 {
				at = len(d.Values)
				d.Values = append(d.Values, Value{Value: value})
			}
			if v := &d.Values[at]; !slices.Contains(v.Articles, accounts[i].Article) {
				v.Articles = append(v.Articles, accounts[i].Article)
			}
		}
		if disagree {
			list = append(list, d)
		}
	}
	return list
}

// otherPlace: a venue stands in its city.
func otherPlace(a, b *event.Event) bool {
	x, y := a.Place, b.Place
	return x.Name != y.Name && x.City != y.Name && y.City != x.Name && (x.City == "" || x.City != y.City)
}

// otherOutcome: what was planned may be held or cancelled later, but what one
// article denies no other tells, and what was cancelled was not held.
func otherOutcome(a, b *event.Event) bool {
	outcomes := []event.Modality{a.Modality, b.Modality}
	return slices.Contains(outcomes, event.Denied) || slices.Contains(outcomes, event.Held) && slices.Contains(outcomes, event.Cancelled)
}

// otherParties: an article may leave some out, and may name a state for those who
// act for it.
func otherParties(a, b *event.Event) bool {
	for _, name := range []func(*event.Participant) string{
		func(p *event.Participant) string { return p.ID },
		func(p *event.Participant) string {
			return strings.TrimPrefix(cmp.Or(p.Represents, p.ID), "country:")
		},
	} {
		x, y := principals(a, name), principals(b, name)
		if within(x, y) || within(y, x) {
			return false
		}
	}
	return true
}

func within(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

// principals are the parties by some name, sorted.
func principals(e *event.Event, name func(*event.Participant) string) []string {
	var names []string
	for i := range e.Participants {
		if p := &e.Participants[i]; p.Role.Principal() {
			names = append(names, name(p))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
