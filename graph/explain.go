package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// Explanation says why an Event node is as it is.
type Explanation struct {
	// ID and Summary are those of the node.
	ID, Summary string
	// Accounts are what the articles tell, the earliest first.
	Accounts []Account
	// Sources is how many articles are no copies of others; only these are counted
	// in the slots.
	Sources int64
	// Slots are the values of the node with those that lost.
	Slots []Slot
}

// Account is one article's claim.
type Account struct {
	Claim *Claim
	// CopyOf is the earlier article of which this one is a copy; empty for a source.
	CopyOf string
}

// Slot is a value of an event and how it was chosen.
type Slot struct {
	Name, Value string
	// Because is the rule by which it won.
	Because string
	// Told are all values that were told, the winner among them, with the articles
	// that told each: more than one is a disagreement, or one knows it more exactly.
	Told []Told
}

// Told is a value with the articles that told it.
type Told struct {
	Value    string
	Articles []string
}

// Explain explains an event from its stored claims, which must be all of it. The
// values come from the same functions as those of the node.
func Explain(stored []Stored, who Identity) (*Explanation, error) {
	if len(stored) == 0 {
		return nil, fmt.Errorf("%w: an event without claims", ErrDamaged)
	}
	claims := make([]*Claim, len(stored))
	for i := range stored {
		c, err := readClaim(&stored[i].Article, stored[i].Claim, who)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		claims[i] = c
	}
	all := byTime(claims)
	told, _, originals := sources(all)
	x := &Explanation{ID: stored[0].Node, Sources: originals}
	var articles []*Article
	for _, c := range all {
		if !slices.Contains(articles, c.Article) && !slices.ContainsFunc(articles, func(a *Article) bool { return a.ID == c.Article.ID }) {
			articles = append(articles, c.Article)
		}
	}
	copied := CopyOf(articles)
	for _, c := range all {
		a := Account{Claim: c}
		if i := slices.IndexFunc(articles, func(a *Article) bool { return a.ID == c.Article.ID }); copied[i] >= 0 {
			a.CopyOf = articles[copied[i]].ID
		}
		x.Accounts = append(x.Accounts, a)
	}
	x.slots(told)
	return x, nil
}

const mostTold = "told most often; of several the first in the alphabet"

func (x *Explanation) slots(sorted []*Claim) {
	typ := event.Type(vote(sorted, func(e *event.Event) string { return string(e.Type) }))
	modality, date, parts := modalityOf(sorted), dateOf(sorted), partsOf(sorted)
	_, place := placeOf(sorted)
	x.Summary = summary(typ, modality, parts, place, sorted[0].Event.Mentions[0].Text)
	day := ""
	if date != nil {
		day = date.Value
	}
	x.slot(sorted, "type", string(typ), mostTold, func(e *event.Event) string { return string(e.Type) })
	x.slot(sorted, "medium", vote(sorted, func(e *event.Event) string { return e.Medium }), mostTold, func(e *event.Event) string { return e.Medium })
	x.slot(sorted, "modality", string(modality), "the latest account, unless it only repeats a plan", func(e *event.Event) string { return string(e.Modality) })
	x.slot(sorted, "date", day, "the most exact; of several the one told most often, then the latest", func(e *event.Event) string {
		if e.Date == nil {
			return ""
		}
		return e.Date.Value
	})
	x.slot(sorted, "place", place, mostTold, func(e *event.Event) string {
		if e.Place == nil {
			return ""
		}
		return e.Place.Name
	})
	for i := range parts {
		p := &parts[i]
		of := func(e *event.Event) *event.Participant {
			j := slices.IndexFunc(e.Participants, func(q event.Participant) bool { return q.ID == p.actor })
			if j < 0 {
				return nil
			}
			return &e.Participants[j]
		}
		x.slot(sorted, "actor "+p.actor, describePart(string(p.role), p.title, p.represents), "role, title and whom they act for, each as told most often", func(e *event.Event) string {
			if q := of(e); q != nil {
				return describePart(string(q.Role), q.Title, q.Represents)
			}
			return ""
		})
	}
}

func describePart(role, title, represents string) string {
	s := role
	if title != "" {
		s += ", " + title
	}
	if represents != "" {
		s += ", for " + represents
	}
	return s
}

func (x *Explanation) slot(sorted []*Claim, name, value, because string, get func(*event.Event) string) {
	s := Slot{Name: name, Value: value, Because: because}
	for _, c := range sorted {
		v := get(c.Event)
		if v == "" {
			continue
		}
		i := slices.IndexFunc(s.Told, func(t Told) bool { return t.Value == v })
		if i < 0 {
			i = len(s.Told)
			s.Told = append(s.Told, Told{Value: v})
		}
		if !slices.Contains(s.Told[i].Articles, c.Article.ID) {
			s.Told[i].Articles = append(s.Told[i].Articles, c.Article.ID)
		}
	}
	slices.SortStableFunc(s.Told, func(a, b Told) int {
		return cmp.Or(first(a.Value == value, b.Value == value), cmp.Compare(len(b.Articles), len(a.Articles)), strings.Compare(a.Value, b.Value))
	})
	if len(s.Told) < 2 {
		s.Because = "" // nothing to choose
	}
	if value != "" || len(s.Told) > 0 {
		x.Slots = append(x.Slots, s)
	}
}

// first orders what holds before what does not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
