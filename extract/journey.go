package extract

import (
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// invited reads an invitation of a person to the inviter's country or house, which
// proposes talks: "Kim invited him to Pyongyang".
func (r *reading) invited(s *sentence, v int) *told {
	if s.lemma(v) != "invite" || s.negated(v) {
		return nil
	}
	subject, passive := s.subject(v)
	var hosts, guests []*who.Actor
	if passive {
		guests = r.party(s, subject)
		for _, o := range s.under(v, "by") {
			hosts = union(hosts, r.party(s, o))
		}
	} else {
		hosts = r.party(s, subject)
		if o := s.object(v); o >= 0 {
			guests = r.party(s, o)
		}
	}
	if !persons(guests) || len(hosts) == 0 {
		return nil
	}
	to := false
	for _, o := range s.under(v, "to") {
		p := s.phraseAt(o)
		to = to || p != nil && p.Form == who.State
		for _, m := range r.where.In(s.tokens[o].Start, s.tokens[o].End) {
			to = to || m.Use == where.Literal
		}
	}
	if !to {
		return nil
	}
	t := &told{rule: "talks/invite", noun: "visit", typ: event.Talks, left: hosts, right: guests, modality: event.Proposed}
	for _, tok := range s.tokens {
		if tok.Lemma == "accept" && tok.Tag != "VB" {
			t.modality = event.Planned
		}
	}
	return t.complete()
}

// travels reads a journey that lies ahead, which announces a visit: "Kishida will
// travel to Seoul", "the Armenian leader is expected in Paris".
func (r *reading) travels(s *sentence, v int) *told {
	var to []int
	subject, passive := s.subject(v)
	switch s.lemma(v) {
	case "travel", "fly", "go", "head", "come":
		if passive {
			return nil
		}
		to = s.under(v, "to")
	case "expect":
		if !passive || s.child(v, syntax.Xcomp) >= 0 {
			return nil
		}
		to = s.under(v, "in")
	default:
		return nil
	}
	traveller := r.party(s, subject)
	if len(traveller) != 1 || !traveller[0].Political || traveller[0].Kind != event.Person || len(traveller[0].Represents) != 3 {
		return nil
	}
	m := s.verbModality(v, false)
	if s.lemma(v) == "expect" && m == "" {
		m = event.Planned
	}
	if m != event.Planned && m != event.Proposed {
		return nil
	}
	for n := v + 1; n < len(s.tokens); n++ {
		if s.noun(n) && r.lex.Trigger(s.lemma(n), true) != nil && len(s.preps(n, "with")) > 0 {
			if g, relation := s.carrier(n); g == v && relation == "for" {
				return nil // "will travel to Brussels for a summit with European leaders"
			}
		}
	}
	for _, o := range to {
		for _, x := range r.where.In(s.tokens[o].Start, s.tokens[o].End) {
			if host := x.Place.Country; x.Use == where.Literal && host != "" && host != traveller[0].Represents && s.phraseAt(o) != nil && s.phraseAt(o).Form == who.State {
				t := &told{rule: "talks/" + s.lemma(v), noun: "visit", typ: event.Talks, weak: true, left: traveller, right: []*who.Actor{r.who.Of(host)}, modality: m}
				return t.complete()
			}
		}
	}
	return nil
}
