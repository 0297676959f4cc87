package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// authors returns who speaks through a document that is the subject of a verb of
// speech: "its statement says", "the communique said".
func (r *reading) authors(s *sentence, token int) []*who.Actor {
	lemma := s.lemma(token)
	switch {
	case r.lex.Remark(lemma).Text || lemma == "office" || lemma == "spokesman" || lemma == "source":
	case lemma == "service" && s.has(token, "press", "media", "information"):
		// "the press service of the president"
		if of := append(s.preps(token, "of", "in"), s.child(token, syntax.Poss)); of[0] >= 0 {
			if p := s.phraseAt(of[0]); p != nil && len(p.Actors) == 1 {
				if a := r.who.Office(p.Actors[0]); a != nil {
					return []*who.Actor{a}
				}
				return p.Actors
			}
		}
		return nil
	default:
		return nil
	}
	if p := s.child(token, syntax.Poss); p >= 0 {
		return r.speakers(s, p)
	}
	if o := r.joint(s, token); o != nil {
		r.issuers, r.issuedAt = o, s.index
		return o
	}
	by := s.preps(token, "of", "by", "from")
	for _, k := range s.children(token, syntax.Acl) {
		if l := s.lemma(k); l != "read" && l != "obtain" && l != "see" {
			by = append(by, s.preps(k, "by")...) // "a statement issued by the three countries"
		}
	}
	for _, o := range by {
		if a := r.speakers(s, o); a != nil {
			return a
		}
	}
	for _, p := range s.modifying(token) {
		if p.Form == who.Body || p.Form == who.Organisation || p.Form == who.State {
			return p.Actors
		}
	}
	if s.definite(token) && r.issuers != nil && s.index-r.issuedAt <= 6 {
		return r.issuers
	}
	switch lemma {
	case "document", "report", "account", "press", "website":
		return nil // anybody's
	}
	if s.definite(token) && r.speaker != nil {
		return r.speaker
	}
	return nil
}

// joint returns who issues a joint statement: the sides of the sentence, and whom
// it was issued with. Nil for statements of one.
func (r *reading) joint(s *sentence, token int) []*who.Actor {
	if !r.lex.Remark(s.lemma(token)).Text || !s.has(token, "joint") {
		return nil
	}
	var out []*who.Actor
	for _, a := range r.who.Near() {
		out = union(out, []*who.Actor{r.who.Side(a)})
	}
	with := s.preps(token, "with", "by", "of", "from")
	for _, k := range s.children(token, syntax.Acl) {
		if s.lemma(k) != "read" {
			with = append(with, s.preps(k, "with", "by")...)
		}
	}
	for _, w := range with {
		out = union(out, r.speakers(s, w))
	}
	if len(out) > 1 {
		return out
	}
	// "The government and the rebels pledged to go on, according to a joint statement"
	for _, p := range s.who.Phrases {
		if p.Last >= token || p.Form == who.Adjective {
			continue
		}
		if sides := r.speakers(s, p.Head); len(sides) > 1 {
			return sides
		}
	}
	return nil
}

// accordingTo reads "according to X".
func (r *reading) accordingTo(s *sentence, k int) *utterance {
	for j := k + 2; j < len(s.tokens) && j < k+8; j++ {
		if p := s.phraseAt(j); p != nil {
			if p.Form == who.Adjective {
				continue
			}
			if n := p.Last + 1; p.Form == who.State && n < len(s.tokens) && s.noun(n) && r.lex.Remark(s.lemma(n)).Hearers {
				return nil // "according to US media"
			}
			return &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: r.speakers(s, p.Head)}
		}
		if tag := s.tokens[j].Tag; tag != "DT" && tag != "JJ" && tag != "PRP$" && !strings.HasPrefix(tag, "NN") {
			break
		}
		if o := r.joint(s, j); o != nil {
			r.issuers, r.issuedAt = o, s.index
			return &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: o}
		}
		if o := r.authors(s, j); o != nil {
			return &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: o}
		}
	}
	return nil
}

// inWords reads "in the words of X", "in X's words".
func (r *reading) inWords(s *sentence, k int) *utterance {
	if s.quoted[k] || s.prepositionOf(k) != "in" {
		return nil
	}
	by := s.child(k, syntax.Poss)
	if of := s.preps(k, "of"); len(of) > 0 && by < 0 {
		by = of[0]
	}
	if by < 0 {
		return nil
	}
	return &utterance{token: k, rule: "statement/words", modality: event.Held, speakers: r.speakers(s, by)}
}
