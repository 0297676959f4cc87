package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/when"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// scene gives what was held without a day or a place of its own those of the story
// at that point: reports name the day and the town once, and go on. Of the
// annotated articles' events that were held, ninety-nine in a hundred have a day and
// nineteen of twenty a place, one in four told by the sentences around.
func (r *reading) scene() {
	for _, a := range r.events {
		if a.modality() != event.Held || len(a.parties) == 0 {
			continue
		}
		if a.date() == nil && !slices.ContainsFunc(a.told, func(t *told) bool { return t.undated }) {
			a.told[0].date = r.storyDay(a)
		}
		if a.place() == nil && a.typ != event.Call {
			a.told[0].place = r.storyPlace(a)
		}
	}
}

// reach is how many sentences back an event can set the scene of another.
const reach = 2

// before returns the held event told of last before an account that has what is
// asked of it, nil when there is none near.
func (r *reading) before(a *account, has func(*account) bool) *account {
	first := a.told[0].sentence
	var best *account
	at := -1
	for _, b := range r.events {
		if b == a || b.modality() != event.Held || !has(b) {
			continue
		}
		for _, t := range b.told {
			if t.sentence <= first && t.sentence >= first-reach && t.sentence > at {
				best, at = b, t.sentence
			}
		}
	}
	return best
}

// storyDay is the day of the event told of before, else the day that the report
// begins with, else that on which it was published.
func (r *reading) storyDay(a *account) *event.Date {
	if b := r.before(a, func(b *account) bool {
		d := b.date()
		return d != nil && (d.Precision == event.Day || d.Precision == event.Range) && (r.published == "" || d.Start <= r.published) && r.recent(d)
	}); b != nil {
		d := b.date()
		if slices.ContainsFunc(b.told, (*told).visit) && slices.ContainsFunc(a.parties, func(x *who.Actor) bool { return slices.Contains(b.parties, x) }) {
			return d // on a visit of several days
		}
		return &event.Date{Value: d.End, Start: d.End, End: d.End, Precision: event.Day, Text: d.Text, Via: "story"}
	}
	if day := r.lead; day != "" {
		return &event.Date{Value: day, Start: day, End: day, Precision: event.Day, Via: "story"}
	}
	return nil
}

// recent reports whether a date is of the story that the report tells rather than of
// what went before: not more than a week before the day that it begins with.
func (r *reading) recent(d *event.Date) bool {
	day, err := when.ParseDay(r.lead)
	if err != nil || r.days {
		return true
	}
	end, err := when.ParseDay(d.End)
	return err == nil && day-end <= 7
}

// leadDay finds the day that a report's first sentences are of: a weekday or a date
// of the week before it was published.
func (r *reading) leadDay(s *sentence, dates []dated) {
	if r.lead != "" || s.index > 3 || r.published == "" {
		return
	}
	published, err := when.ParseDay(r.published)
	if err != nil {
		return
	}
	for _, d := range dates {
		if d.date == nil || d.date.Precision != event.Day || d.date.End > r.published {
			continue
		}
		if day, err := when.ParseDay(d.date.Start); err == nil && published-day <= 6 {
			r.lead = d.date.Start
			return
		}
	}
}

// together reports whether two dates can be of one occasion: one lies in the other,
// or is not told.
func together(a, b *event.Date) bool {
	return a == nil || b == nil || within(a, b) || within(b, a)
}

// clauseOf returns the verb in whose clause a trigger stands: itself, or the one that
// carries it.
func (s *sentence) clauseOf(token int) (verb int, relation string) {
	if s.verb(token) {
		return token, ""
	}
	return s.carrier(token)
}

// storyPlace is a town that the sentence itself names, else the place of the event
// told of before, else where the report was written.
func (r *reading) storyPlace(a *account) *event.Place {
	for _, t := range a.told {
		s := r.sentences[t.sentence]
		for _, p := range r.places(s) {
			switch s.prepositionOf(p.first) {
			case "in", "at":
			default:
				continue
			}
			if n := p.last + 1; n < len(s.tokens) && s.tokens[n].Tag == "POS" {
				continue
			}
			if q := s.phraseAt(p.first); p.Place.Kind == where.Country || p.Place.Kind == where.Region || q != nil && q.Form == who.Organisation {
				continue
			}
			if g, _ := s.clauseOf(t.token); s.governor(p.first) >= 0 && g >= 0 && s.governor(p.first) != g && s.tokens[s.governor(p.first)].Dep != syntax.Root {
				continue // of another clause: "after they ended a standoff in the Himalayas"
			}
			return r.place(p.Mention)
		}
	}
	if p := r.entryPlace(r.sentences[a.told[0].sentence].line); p != nil {
		return p
	}
	if b := r.before(a, func(b *account) bool { return b.place() != nil && together(a.date(), b.date()) }); b != nil {
		p := b.place()
		if here := r.here(); strings.HasPrefix(p.Via, "country:") && here != nil && here.Country == p.Country && !r.diary {
			p = here // on a visit to a state, in the town from which the report is
		}
		return &event.Place{Name: p.Name, City: p.City, Country: p.Country, Lat: p.Lat, Lon: p.Lon, Via: "story"}
	}
	if d := a.date(); d != nil && !r.recent(d) {
		return nil
	}
	if p := r.here(); p != nil && !r.diary {
		p.Via = "dateline"
		return p
	}
	return nil
}
