package extract

import (
	"math"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/when"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// place puts what a sentence tells to the account that it belongs to, or opens
// a new one.
func (r *reading) account(t *told) {
	if (t.modality == event.Denied || t.modality == event.Cancelled) && r.sentences[t.sentence].quoted[t.token] && t.date == nil && t.place == nil && len(t.parties) > 0 && !t.anaphoric {
		return // "we will not sit down with them" is a position, no event
	}
	if r.vague(t) || t.modality == event.Denied && t.date == nil && t.place == nil && r.sentences[t.sentence].unplanned(t.token) {
		return
	}
	if t.typ == "" && t.place != nil && t.place.Text != "" && t.place.Via != "dateline" && t.medium == "" && !r.readout && r.sentences[t.sentence].verb(t.token) {
		t.typ = event.Talks // "the two talked over tea at the residence"
	}
	if t.fresh && !r.occasion(t) {
		return
	}
	if len(t.parties) == 1 && !t.weak && !t.visit() && t.typ == event.Talks {
		r.received(t)
	}
	if len(t.parties) == 1 && (!t.anaphoric || r.owner != nil) && !t.weak {
		r.implied(t)
	}
	if len(t.parties) == 1 && len(t.right) == 0 && !t.weak && !t.visit() && t.typ == event.Talks {
		// "The Tigrayan side asked for negotiations": with the other side.
		if c := r.who.Opposite(t.parties[0]); c != nil {
			t.right = c
			t.complete()
		}
	}
	best, top := (*account)(nil), 0
	for i, a := range r.events {
		if score := r.same(a, t); score > 0 {
			// Of accounts that fit alike, the one told of last.
			if len(t.parties) > 0 {
				score += 10 - min(10, t.sentence-a.last())
			}
			score += i - len(r.events)
			if score > top {
				best, top = a, score
			}
		}
	}
	if best == nil {
		if _, relation := r.sentences[t.sentence].carrier(t.token); len(t.parties) == 0 && t.date != nil && t.typ != "" && relation == "subject" {
			// "Officials of X and Y have spent three days in Apia. The round was chaired in turns."
			if near := r.who.Near(); len(near) > 1 {
				t.left, t.both = near, true
				t.complete()
			}
		}
		if len(t.parties) == 0 {
			return // "the talks" of which nothing else is told
		}
		best = &account{typ: t.typ}
		r.events = append(r.events, best)
	}
	if m := best.modality(); t.modality == event.Denied && t.anaphoric && r.sentences[t.sentence].perfect(t.token) && len(best.told) > 0 && (m == event.Planned || m == event.Proposed) {
		t.modality = "" // "no such meeting has been held" so far
	}
	best.add(t)
	if len(best.parties) > 1 {
		r.who.Together(best.parties)
	}
}

// settle gives what was told of one party alone, as leads do, to the account that
// later sentences give of the same: "Rival Cypriot leaders meeting in Geneva
// agreed on Tuesday" and then who met.
func (r *reading) settle() {
	r.events = slices.DeleteFunc(r.events, func(a *account) bool {
		if len(a.parties) != 1 || slices.ContainsFunc(a.told, func(t *told) bool { return t.another || t.visit() }) {
			return false
		}
		for _, b := range r.events {
			if a == b || len(b.parties) < 2 || a.typ != b.typ || a.modality() != b.modality() || b.told[0].sentence-a.last() > 4 || b.told[0].sentence < a.told[0].sentence {
				continue
			}
			if _, missing, _ := compare(a.parties, b.parties); missing > 0 {
				continue
			}
			if d, e := a.date(), b.date(); d != nil && e != nil && !within(d, e) && !within(e, d) {
				continue
			}
			if p, q := a.place(), b.place(); p != nil && q != nil && !nearby(p, q) {
				continue
			}
			b.told = append(slices.Clone(a.told), b.told...)
			return true
		}
		return false
	})
}

// last is the sentence that told of the event last.
func (a *account) last() int { return a.told[len(a.told)-1].sentence }

// salience says how present an event is at a sentence: each sentence that told of
// it gives weight, which fades.
func (a *account) salience(sentence int) float64 {
	w, last := 0.0, -1
	for _, t := range a.told {
		if t.sentence == last || t.sentence > sentence {
			continue
		}
		last = t.sentence
		w += math.Pow(0.8, float64(sentence-t.sentence))
	}
	return min(w, 2)
}

// same says how well what a sentence tells fits an account; 0 when it tells of
// another event.
func (r *reading) same(a *account, t *told) int {
	score := 10
	// The kind of contact.
	switch {
	case t.typ == a.typ:
		score += 20
	case t.typ == "" || a.typ == "":
		score += 15
	case t.typ == event.Talks && (t.anaphoric || t.definite()):
		// "the meeting with Putin went well", said of a call.
		if t.place != nil || t.noun != "meeting" && t.noun != "talk" && t.noun != "conversation" {
			return 0
		}
		score -= 5
	default:
		return 0
	}
	// "and the two talked again", "with whom he had already spoken": another one.
	if len(t.parties) > 0 {
		for _, x := range a.told {
			if x.sentence != t.sentence || x.token == t.token {
				continue
			}
			s := r.sentences[t.sentence]
			if s.verb(t.token) && s.verb(x.token) && (s.has(t.token, "again") || s.pluperfect(t.token) && !s.pluperfect(x.token)) {
				return 0
			}
		}
	}
	// Who.
	both, onlyT, onlyA := compare(t.parties, a.parties)
	if t.beside != nil && onlyA > 0 && t.both {
		return 0 // "Poroshenko met Merkel before the session" of more
	}
	switch {
	case t.noun == "it":
		if t.sentence-a.last() > 1 {
			return 0
		}
		score += 40 - 20*(t.sentence-a.last())
	case len(t.parties) == 0:
		if t.sentence-a.last() > 12 {
			return 0
		}
		score += int(16 * a.salience(t.sentence))
		if slices.ContainsFunc(a.told, func(x *told) bool { return x.noun == t.noun }) {
			score += 2
		}
		if !slices.ContainsFunc(a.told, func(x *told) bool {
			return !r.sentences[x.sentence].verb(x.token) || x.noun == "meet" || x.noun == "negotiate"
		}) && t.noun != "meeting" && t.noun != "conversation" {
			score -= 8 // "the session" is hardly a dinner
		}
		if v, _ := r.sentences[t.sentence].carrier(t.token); v >= 0 {
			subject, _ := r.sentences[t.sentence].subject(v)
			if n, _, _ := compare(r.party(r.sentences[t.sentence], subject), a.parties); n > 0 {
				score += 6
			}
		}
		if t.noun == "visit" || t.noun == "trip" {
			if !slices.ContainsFunc(a.told, func(x *told) bool { return x.visit() }) {
				return 0
			}
		}
	case onlyT == 0 && onlyA == 0:
		score += 40
	case onlyT == 0 && both > 0:
		if both == 1 && len(a.parties) > 1 && t.both {
			return 0
		}
		if both == 1 && !t.anaphoric && !t.definite() && t.another {
			return 0
		}
		if onlyA > 1 && t.both && !t.anaphoric && !t.definite() && r.sentences[t.sentence].verb(t.token) && (t.date == nil || a.date() == nil || t.date.Value != a.date().Value) {
			return 0 // some of those at the summit dined apart
		}
		score += 12 + 8*both
	case onlyA == 0 && both > 0:
		if both == 1 && len(a.parties) > 1 {
			return 0
		}
		score += 10 + 8*both
	case both >= 2 && (t.date == nil || a.date() == nil || t.date.Value == a.date().Value) && onlyT <= both && onlyA <= both+6:
		score += 10
	default:
		return 0
	}
	for _, x := range t.parties {
		if slices.Contains(a.parties, x) {
			score += 6
		} else if x.Kind == event.Person {
			score -= 10 // his state, not himself
		}
	}
	// When.
	if d := a.date(); t.date != nil && d != nil {
		switch {
		case t.date.Value == d.Value:
			score += 25
		case within(t.date, d) || within(d, t.date):
			score += 12
		default:
			return 0
		}
	}
	// Where.
	if p := a.place(); t.place != nil && p != nil {
		if !nearby(t.place, p) {
			return 0
		}
		score += 5
	}
	// Whether it took place: a plan and the fact are one when nothing keeps them
	// apart.
	if t.modality == event.Denied && a.modality() == event.Held && !t.anaphoric && !t.definite() && (t.date == nil || a.date() == nil || t.date.Value != a.date().Value) {
		return 0 // "no meeting between the two was planned" says nothing of one that was
	}
	if m := a.modality(); m != t.modality && t.modality != "" {
		past := func(m event.Modality) bool { return m == event.Held || m == event.Denied }
		if r.ahead(a.date(), a.modality()) && past(t.modality) && !t.anaphoric || r.ahead(t.date, t.modality) && past(m) {
			return 0 // what lies ahead has not been held
		}
		if past(m) != past(t.modality) && len(t.parties) > 0 {
			switch {
			case past(m) && r.foretold(t, a.date()):
			case r.future(t) && past(m) || past(t.modality) && !t.anaphoric && slices.ContainsFunc(a.told, r.future):
				return 0 // what will be has not been
			case t.anaphoric && t.date == nil && !t.another:
			case t.date != nil && a.date() != nil:
			case t.another, t.date != nil || a.date() != nil:
				return 0
			default:
				score -= 12
			}
		}
		score -= 4
	}
	if t.fresh && (t.date == nil || a.date() == nil || t.date.Value != a.date().Value) {
		return 0
	}
	if t.another && len(t.parties) > 0 && (t.date == nil || a.date() == nil && a.modality() == event.Held) && !t.anaphoric {
		// "a second call" is another one.
		return 0
	}
	if t.another && len(t.parties) == 0 {
		return 0
	}
	return score
}

func (t *told) definite() bool { return t.pointing }

func (t *told) visit() bool { return t.noun == "visit" || t.noun == "trip" }

// compare counts the parties that two sets share, and those that only one has. A
// state and a person or body that represents it are the same party.
func compare(a, b []*who.Actor) (both, onlyA, onlyB int) {
	used := make([]bool, len(b))
	for _, x := range a {
		found := false
		for i, y := range b {
			if !used[i] && sameParty(x, y) {
				used[i], found = true, true
				break
			}
		}
		if found {
			both++
		} else {
			onlyA++
		}
	}
	return both, onlyA, len(b) - both
}

func sameParty(x, y *who.Actor) bool {
	return x == y || x.For(y.ID) || y.For(x.ID)
}

func within(a, b *event.Date) bool { return a.Start >= b.Start && a.End <= b.End }

// nearby reports whether two places can be one: the same, a building and its town,
// a town and its state, or less than an hour apart.
func nearby(a, b *event.Place) bool {
	if a.Name == b.Name || a.City != "" && (a.City == b.City || a.City == b.Name) || b.City != "" && b.City == a.Name {
		return true
	}
	if a.Country != b.Country && a.Country != "" && b.Country != "" {
		return false
	}
	wide := func(p *event.Place) bool {
		return p.Lat == nil || strings.HasPrefix(p.Via, "country:") || strings.HasPrefix(p.Via, "division:")
	}
	if wide(a) || wide(b) {
		return true
	}
	return where.Distance(*a.Lat, *a.Lon, *b.Lat, *b.Lon) < 50
}

// add makes what a sentence tells part of the account.
func (a *account) add(t *told) {
	a.told = append(a.told, t)
	if a.typ == "" {
		a.typ = t.typ
	}
	if t.typ == event.Call && a.typ == event.Talks && !slices.ContainsFunc(a.told, func(x *told) bool { return x.typ == event.Talks && x != t }) {
		a.typ = event.Call
	}
	if a.medium == "" {
		a.medium = t.medium
	}
	for _, x := range append(slices.Clone(t.parties), t.adds...) {
		a.parties = joined(a.parties, x)
	}
	a.hosts = union(a.hosts, t.hosts)
}

// joined adds a party to a list. Who represents a state stands for it.
func joined(list []*who.Actor, x *who.Actor) []*who.Actor {
	for i, y := range list {
		if x == y {
			return list
		}
		if sameParty(x, y) {
			if y.Kind == event.Country || y.Kind == event.Organization && x.Kind == event.Person {
				if slices.Contains(list, x) {
					return slices.Delete(list, i, i+1)
				}
				list[i] = x
			}
			return list
		}
	}
	return append(list, x)
}

// date is the most exact date told, that of the first trigger that is no visit.
func (a *account) date() *event.Date {
	if a == nil {
		return nil
	}
	var best *event.Date
	visit := false
	for _, t := range a.told {
		if t.date == nil {
			continue
		}
		if best == nil || visit && !t.visit() || finer(t.date, best) && t.visit() == visit {
			best, visit = t.date, t.visit()
		}
	}
	for _, t := range a.told {
		if best != nil && best.Precision == event.Day && t.lasting > 1 && t.visit() == visit {
			if stretched := when.Stretch(best, t.lasting, t.ends); stretched != nil {
				return stretched
			}
		}
	}
	return best
}

// place is the most exact place told, that of the first trigger that is no visit.
func (a *account) place() *event.Place {
	if a == nil {
		return nil
	}
	var best *event.Place
	visit := false
	for _, t := range a.told {
		if t.place == nil {
			continue
		}
		if best == nil || closer(t.place, best) > 0 || visit && !t.visit() && closer(t.place, best) >= 0 {
			best, visit = t.place, t.visit()
		}
	}
	return best
}

// closer compares two places by how exact they are: a building, a town, a state.
func closer(a, b *event.Place) int {
	rank := func(p *event.Place) int {
		switch {
		case p.City != "":
			return 3
		case strings.HasPrefix(p.Via, "country:"):
			return 0
		case strings.HasPrefix(p.Via, "division:"), p.Via == "sequence", p.Via == "unknown":
			return 1
		}
		return 2
	}
	return rank(a) - rank(b)
}

// modality is what the sentences tell together: denied outweighs everything, and
// what was held, what was planned.
func (a *account) modality() event.Modality {
	order := []event.Modality{event.Denied, event.Held, event.Cancelled, event.Planned, event.Proposed}
	for _, m := range order {
		if slices.ContainsFunc(a.told, func(t *told) bool { return t.modality == m }) {
			return m
		}
	}
	return event.Held
}
