package extract

import (
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/when"
)

// relate finds what the words put a trigger's event beside, when they date it by no
// day of its own: "took him aside the day before the call", "met on the eve of the
// visit", "phoned minutes after he landed".
func (r *reading) relate(s *sentence, t *told, x surroundings) {
	if t.modality != event.Held {
		return
	}
	carrier, _ := s.clauseOf(t.token)
	if r.counted(s, t, x) {
		return
	}
	for _, d := range x.dates {
		n, ok := d.Apart()
		if !ok || t.token > d.last || carrier < 0 || s.fits(d, t.token, carrier) < 20 && !s.follows(d, carrier) {
			continue
		}
		if own := t.date; own != nil && d.date != own {
			continue // it has a day; the words give that of the other
		}
		switch u := named(x.found, t, d.last); {
		case u != nil:
			t.date, t.beside, t.apart = nil, u, n
		case n == 0:
			t.date = nil // minutes after something of the same day
		case d.date == nil:
			t.date = r.storyPlus(s, n)
		}
		return
	}
	if i := s.eveAt(carrier, t.token); i >= 0 && t.beside != nil {
		t.eve = true
	} else if i >= 0 && t.date == nil {
		if u := named(x.found, t, i); u != nil {
			t.beside, t.apart = u, -1
		} else {
			t.date = r.storyPlus(s, -1)
		}
	}
}

// counted dates an event from which the words count the days of what the main clause
// tells: "The talks came six days after the two had spoken". It reports whether they do.
func (r *reading) counted(s *sentence, t *told, x surroundings) bool {
	for _, d := range x.dates {
		n, ok := d.Apart()
		if !ok || n == 0 || t.token <= d.last || t.date != nil && t.date.Text != "" && t.date != d.date {
			continue
		}
		head := s.tokens[t.token].Head // the "after" of "after the call"
		for m := d.first; m <= d.last+1 && m < len(s.tokens); m++ {
			if head != m && !(s.tokens[m].Dep == syntax.Mark && s.tokens[m].Head == t.token) {
				continue
			}
			for _, u := range x.found {
				if u != t && u.token < d.first && u.modality == event.Held && !s.headed {
					t.date, t.beside, t.apart = nil, u, -n
					return true
				}
			}
			t.date = r.storyPlus(s, -n)
			return true
		}
	}
	return false
}

// named returns the trigger that the words after a token point to: "the day before
// the call".
func named(found []*told, t *told, after int) *told {
	for _, u := range found {
		if u != t && u.pointing && u.token > after && u.token-after < 6 {
			return u
		}
	}
	return nil
}

// eveAt returns the token of "eve" in "on the eve", said of the event of a trigger;
// -1 when it is not.
func (s *sentence) eveAt(carrier, k int) int {
	for i, tok := range s.tokens {
		if tok.Lemma != "eve" || carrier < 0 || s.prepositionOf(i) != "on" {
			continue
		}
		if slices.ContainsFunc(s.dates, func(d dated) bool { return d.first <= i && i <= d.last }) {
			continue
		}
		if s.fits(dated{first: i, last: i}, k, carrier) > 20 {
			return i
		}
	}
	return -1
}

// storyPlus is the day some days from that of the story or of the line's head, nil
// when there is none yet.
func (r *reading) storyPlus(s *sentence, n int) *event.Date {
	lead := r.lead
	if s.headed && r.scopeDate != nil {
		lead = r.scopeDate.Start
	}
	day, err := when.ParseDay(lead)
	if err != nil {
		if day, err = when.ParseDay(r.published); err != nil {
			return nil
		}
	}
	return onDay(day+when.Day(n), "relation")
}

// besides dates what took place right before or after something dated.
func (r *reading) besides() {
	for _, a := range r.events {
		for _, t := range a.told {
			if t.beside != nil && a.date() == nil {
				r.besideOf(a, t)
			}
			if (t.eve || t.apart < 0) && a.date() == nil {
				t.date = r.storyPlus(r.sentences[t.sentence], min(t.apart, -1)) // "on the eve of the visit", which is the story
			}
		}
	}
}

// besideOf dates and places an account by the one that a mention of it stands beside.
func (r *reading) besideOf(a *account, t *told) {
	for _, b := range r.events {
		if b == a || !slices.Contains(b.told, t.beside) {
			continue
		}
		if p := b.place(); t.during && a.place() == nil && p != nil {
			t.place = &event.Place{Name: p.Name, City: p.City, Country: p.Country, Lat: p.Lat, Lon: p.Lon, Via: "during"}
		}
		d := b.date()
		if d == nil || d.Precision != event.Day && d.Precision != event.Range {
			continue
		}
		value, n, via := d.End, t.apart, "beside"
		if t.eve {
			n = -1
		}
		if n < 0 {
			value = d.Start // the day before a round of talks
		}
		if n != 0 {
			via = "relation"
		}
		if day, err := when.ParseDay(value); err == nil {
			t.date = onDay(day+when.Day(n), via)
			t.date.Text = d.Text
		}
	}
}

// related scores a date that is told by another event for the trigger k. "They met
// on Friday, a day after a call with the king" dates the call, not the meeting; hours
// after something is no date.
func (s *sentence) related(d dated, k, carrier, score int) int {
	if k <= d.last {
		if s.headed || len(s.dates) > 1 {
			return 0
		}
		return score
	}
	for i := k; i >= 0; i = s.tokens[i].Head {
		switch s.lemma(i) {
		case "after", "before":
			if i >= d.first && i <= d.last+1 {
				return 110
			}
		}
		if i == carrier && s.tokens[i].Head >= 0 && s.tokens[i].Head >= d.first && s.tokens[i].Head <= d.last {
			return 110
		}
	}
	return score
}
