package extract

import (
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// signed reads a signature told as such: "put their names to a treaty".
func (r *reading) signed(s *sentence, v int) *told {
	o := s.child(v, syntax.Dobj)
	if s.lemma(v) != "put" || o < 0 || s.lemma(o) != "name" && s.lemma(o) != "signature" && s.lemma(o) != "initial" {
		return nil
	}
	for _, to := range s.under(v, "to") {
		if s.accord(v, to, -1, false) {
			subject, _ := s.subject(v)
			t := &told{rule: "talks/sign", noun: "sign", typ: event.Talks, weak: true, signing: true, left: r.party(s, subject)}
			if t.complete(); len(t.parties) > 1 {
				return t
			}
		}
	}
	return nil
}

// accord reports whether what is signed is an agreement of several.
func (s *sentence) accord(v, object, subject int, passive bool) bool {
	o := object
	if passive {
		o = subject
	}
	if s.tokens[v].Dep == syntax.Relcl && (o < 0 || s.tokens[o].Tag == "WDT") && s.tokens[v].Head != subject {
		o = s.tokens[v].Head // "the accord that the two signed in Zurich"
	}
	if o < 0 {
		return false
	}
	switch s.lemma(o) {
	case "agreement", "accord", "treaty", "protocol", "memorandum", "deal", "pact", "declaration", "truce", "ceasefire", "communique", "communiqué", "text", "document",
		"convention", "understanding", "roadmap", "paper":
		return true
	}
	return false
}
