package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// vague reports whether the words speak of talks in general and of no occasion:
// "urged a resumption of dialogue between the two", "years of negotiations".
func (r *reading) vague(t *told) bool {
	if t.modality != event.Proposed && t.modality != event.Planned || t.date != nil || t.place != nil || t.typ == event.Call {
		return false
	}
	switch t.noun {
	case "dialogue", "negotiation", "consultation", "talk", "discussion", "negotiate", "contact", "exchange":
	default:
		return false
	}
	s := r.sentences[t.sentence]
	if v, relation := s.carrier(t.token); t.both && relation == "object" && v >= 0 && !s.verb(t.token) {
		switch s.lemma(v) {
		case "hold", "have", "conduct":
			return false // "asked Moon to hold talks with Kim"
		}
		if hosting[s.lemma(v)] {
			return false // "an offer to host talks between the two"
		}
	}
	for _, k := range s.kids[t.token] {
		switch strings.ToLower(s.tokens[k].Text) {
		case "a", "an", "another", "next", "first", "second", "new", "further", "direct", "two", "fresh", "working-level", "expert-level", "technical", "preparatory", "deputy-level", "official-level", "high-level", "ministerial":
			return false
		}
	}
	return t.modality == event.Proposed || !t.both
}

// implied adds the side that the words leave out: "A conversation was also held
// with Rahmon" in an account of Putin's calls, "The reprieve followed a call with
// Sheinbaum" after a sentence on Trump.
func (r *reading) implied(t *told) {
	known := t.parties[0]
	if r.owner != nil {
		if s := r.sentences[t.sentence]; (s.line.Clock.Len() > 0 || s.headline || s.line.Bullet) && !sameParty(r.owner, known) {
			t.left, t.right, t.anaphoric, t.pointing = []*who.Actor{r.owner}, t.parties, false, false
			t.complete()
		}
		return
	}
	if r.readout {
		if p := r.principal(); p != nil && !sameParty(p, known) && p.Represents != known.Represents {
			t.left, t.right = []*who.Actor{p}, t.parties
			t.complete()
		}
		return
	}
	if len(t.left) > 0 || t.typ == "" || r.sentences[t.sentence].headline {
		return // "Trump held talks" with somebody whom the sentence does name
	}
	if s := r.sentences[t.sentence]; !s.verb(t.token) && len(s.preps(t.token, "between")) > 0 {
		return // "between Israel and each of its neighbours": the other side is told
	}
	a := r.who.Salient(t.sentence, t.token, func(a *who.Actor) bool {
		return a != known && a.Represents != "" && a.Represents != known.Represents && r.political(a)
	})
	if a != nil {
		t.left = []*who.Actor{a}
		t.complete()
	}
}

// neutral are the states in whose capitals others meet.
var neutral = set(`CHE AUT QAT BEL`)

// received adds the state in whose seat of government somebody of another state held
// talks: "after six hours of talks in the Kremlin, Macron".
func (r *reading) received(t *told) {
	s := r.sentences[t.sentence]
	g, relation := s.clauseOf(t.token)
	for _, p := range s.who.Phrases {
		if p.Form != who.State || len(p.Actors) != 1 {
			continue
		}
		seat := s.seat(p.Head)
		capital := relation == "for" && (goes[s.lemma(g)] || s.lemma(g) == "expect" || s.lemma(g) == "be") && r.who.Opposite(t.parties[0]) == nil && !neutral[p.Actors[0].Represents] &&
			slices.ContainsFunc(p.Entries, func(e lexicon.Entry) bool { return e.Sense == lexicon.Capital })
		if !seat && !capital {
			continue
		}
		switch s.prepositionOf(p.First) {
		case "in", "at", "inside", "to":
		default:
			continue
		}
		if v := s.governor(p.Head); v != g && !s.within(p.Head, t.token) {
			continue
		}
		if host, guest := p.Actors[0], t.parties[0]; !sameParty(host, guest) && guest.Represents != "" && guest.Represents != host.Represents {
			t.left, t.right, t.anaphoric = t.parties, []*who.Actor{host}, false
			t.complete()
			return
		}
	}
}

// principal is who is in most of the contacts that an official account tells of.
func (r *reading) principal() *who.Actor {
	count := map[*who.Actor]int{}
	var best *who.Actor
	for _, a := range r.events {
		for _, x := range a.parties {
			count[x]++
			if best == nil || count[x] > count[best] {
				best = x
			}
		}
	}
	if best == nil || count[best] < 2 && len(r.events) > 1 {
		return nil
	}
	return best
}

// occasion gives a noun without parties those of the talks spoken of before, when
// the words tell of an occasion of its own: a date, a place, a plan. It reports
// whether they do.
func (r *reading) occasion(t *told) bool {
	if t.date == nil && t.place == nil && t.modality != event.Planned && t.modality != event.Proposed || t.typ == "" || t.visit() || t.modality == event.Proposed && !t.another {
		return false
	}
	s := r.sentences[t.sentence]
	if s.quoted[t.token] || t.noun == "conference" {
		return false
	}
	if _, relation := s.carrier(t.token); relation == "about" {
		return false // "spoke about the state of negotiations on ending the war"
	}
	// "the two men would name envoys for talks in Juba"
	if v, _ := s.carrier(t.token); v >= 0 {
		subject, _ := s.subject(v)
		if actors := r.party(s, subject); len(actors) > 1 {
			t.left, t.both, t.another = actors, true, true
			t.complete()
			return true
		}
	}
	if t.pointing {
		return r.next(t)
	}
	// "Burhan and Dagalo stay apart: a meeting in Djibouti was put off"
	if near := r.who.NearHere(); len(near) > 1 {
		t.left, t.both, t.another = near, true, true
		t.complete()
		return true
	}
	for i := len(r.events) - 1; i >= 0; i-- {
		a := r.events[i]
		if len(a.parties) < 2 || t.sentence-a.last() > 4 {
			continue
		}
		states := t.levels || t.noun == "session"
		for _, k := range s.kids[t.token] {
			switch strings.ToLower(s.tokens[k].Text) {
			case "expert-level", "working-level", "technical", "technical-level", "deputy-level", "ministerial", "official-level", "military", "preparatory":
				states = true
			}
		}
		for _, x := range a.parties {
			if st := x.Represents; states && x.Kind != event.Country && st != "" {
				x = r.who.Of(st)
			}
			t.parties = joined(t.parties, x)
		}
		t.left, t.both, t.anaphoric, t.another = t.parties, true, false, true
		return true
	}
	return false
}

// kinds groups the nouns of talks: a round is one of talks, a summit of summits.
var kinds = map[string]string{"round": "talk", "talk": "talk", "negotiation": "talk", "dialogue": "talk", "consultation": "talk", "session": "talk", "negotiate": "talk",
	"summit": "summit", "call": "call", "conversation": "call", "phone": "call", "telephone": "call", "meeting": "meet", "meet": "meet", "retreat": "meet", "encounter": "meet"}

// next gives "the next round", "the last summit" the parties of the talks of that
// kind told of last. It reports whether there were any.
func (r *reading) next(t *told) bool {
	if kinds[t.noun] == "call" || t.date == nil && t.modality == event.Held {
		return false
	}
	if tok := r.sentences[t.sentence].tokens[t.token]; tok.Dep == syntax.Attr {
		return false // "the meeting would be the third summit"
	}
	var best *account
	top := 0
	for _, a := range r.events {
		if len(a.parties) < 2 || t.sentence-a.last() > 8 || a.typ == event.Call {
			continue
		}
		fit := 0
		for _, x := range a.told {
			switch {
			case x.noun == t.noun:
				fit = max(fit, 20)
			case kinds[x.noun] == kinds[t.noun] && kinds[t.noun] != "":
				fit = max(fit, 10)
			case t.noun == "round" || t.noun == "session":
				fit = max(fit, 1)
			}
		}
		if fit -= t.sentence - a.last(); fit >= top && fit > -8 {
			best, top = a, fit
		}
	}
	if best == nil {
		return false
	}
	t.left, t.both, t.anaphoric, t.another = nil, true, false, true
	for _, x := range best.parties {
		if (kinds[t.noun] == "talk" || t.noun == "retreat") && x.Kind == event.Person && x.Represents != "" {
			x = r.who.Of(x.Represents) // rounds are of states, whoever sits in them
		}
		t.left = joined(t.left, x)
	}
	t.complete()
	return true
}
