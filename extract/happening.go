package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// happened reads "it took place on Friday", which tells more of an event told of
// before, and "the first took place in June between X and Y", which tells of
// another of its kind.
func (r *reading) happened(s *sentence, v int) *told {
	if o := s.child(v, syntax.Dobj); o > v && strings.EqualFold(s.tokens[o].Text, "one") && s.another(o) && supports[s.lemma(v)] && len(r.events) > 0 {
		// "they will have the next one in Brussels"
		before := r.lastTold()
		subject, _ := s.subject(v)
		t := &told{rule: "any/ordinal", noun: before.told[0].noun, typ: before.typ, medium: before.medium, another: true, left: r.party(s, subject)}
		if _, _, others := compare(t.left, before.parties); len(t.left) == 0 || others > 0 {
			t.left = before.parties
		}
		t.complete()
		t.both = true
		return t
	}
	switch o := s.child(v, syntax.Dobj); s.lemma(v) {
	case "take":
		if o < 0 || s.lemma(o) != "place" {
			return nil
		}
	case "happen", "occur":
	case "hold", "convene", "make", "conduct", "plan", "schedule", "set", "expect":
		if !s.passive(v) {
			return nil
		}
	default:
		return nil
	}
	k, _ := s.subject(v)
	if k < 0 {
		return nil
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "it", "this":
		return &told{rule: "any/take-place", noun: "it", anaphoric: true, pointing: true}
	case "first", "second", "third", "fourth", "last", "latest", "previous", "next", "other", "latter":
	case "one":
		if !s.another(k) {
			return nil // "a further one will be held in Oslo"
		}
	default:
		return nil
	}
	if len(r.events) == 0 {
		return nil
	}
	// Its kind and, where no others are told, its parties are those of what the text
	// told of last.
	before := r.lastTold()
	t := &told{rule: "any/ordinal", noun: before.told[0].noun, typ: before.typ, medium: before.medium, another: true}
	for _, o := range s.under(v, "between", "with") {
		t.left = union(t.left, r.party(s, o))
	}
	if len(t.left) == 0 {
		t.left = before.parties
	}
	t.complete()
	t.both = true
	return t
}

// lastTold is the event that the text told of last.
func (r *reading) lastTold() *account {
	last := r.events[len(r.events)-1]
	for _, a := range r.events {
		if a.last() > last.last() {
			last = a
		}
	}
	return last
}
