package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// happened reads "it took place on Friday", which tells more of an event told of
// before, and "the first took place in June between X and Y", which tells of
// another of its kind.
func (r *reading) happened(s *sentence, v int) *told {
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
	before := r.events[len(r.events)-1]
	for _, a := range r.events {
		if a.last() > before.last() {
			before = a
		}
	}
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
