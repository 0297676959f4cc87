package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// delivered tells how, to whom and where the words of an utterance were spoken, as far
// as those beside its verb do: "wrote on X", "told the BBC in Doha".
func (r *reading) delivered(s *sentence, u *utterance, places []located) {
	if !s.verb(u.token) {
		return
	}
	u.medium = r.mediumOf(s, u.token)
	u.addressees = union(u.addressees, r.addressed(s, u.token))
	u.place = r.spokenAt(s, u.token, places)
}

// mediumOf returns how the words of the verb v went out: "post", "letter",
// "interview"; empty when the sentence does not tell.
func (r *reading) mediumOf(s *sentence, v int) string {
	if m := r.lex.Remark(s.lemma(v)).Medium; m != "" {
		return m // "posted", "tweeted"
	}
	for _, o := range s.tokensUnder(v, "in", "on", "at", "via", "through", "during") {
		if m := r.lex.Remark(s.lemma(o)).Medium; m != "" {
			return m
		}
	}
	// What one tells a newspaper or a channel is an interview.
	if s.lemma(v) == "tell" {
		if p := s.phraseAt(s.child(v, syntax.Dobj, syntax.Dative)); p != nil && p.Form == who.Organisation && len(p.Actors) == 1 {
			if o := r.lex.Organisation(strings.TrimPrefix(p.Actors[0].ID, "org:")); o != nil && o.Type == "media" {
				return "interview"
			}
		}
	}
	return ""
}

// addressed returns to whom the words of the verb v are addressed: whom it tells, asks
// or calls on.
func (r *reading) addressed(s *sentence, v int) []*who.Actor {
	sp := r.rowOf(s, v)
	if sp == nil {
		return nil
	}
	o := -1
	switch {
	case sp.Takes("whom"), sp.Takes("whom-to"):
		o = s.child(v, syntax.Dobj, syntax.Dative)
	case sp.Takes("to-whom"):
		if to := s.preps(v, "to"); len(to) > 0 {
			o = to[0]
		}
	case sp.Lemma == "call":
		if on := s.preps(v, "on", "upon"); len(on) > 0 {
			o = on[0]
		}
	}
	if o < 0 {
		return nil
	}
	return r.actorsAt(s, o)
}

// spokenAt returns the place where the words of the verb v were spoken: a town or a
// building that hangs on it or on its hearers, or that opens the sentence; a state when
// there is none. Places of the subject are where it belongs: "the embassy in Ottawa".
func (r *reading) spokenAt(s *sentence, v int, places []located) *event.Place {
	var state *event.Place
	for _, p := range places {
		at := s.placing(p.first)
		if at < 0 || s.quoted[p.first] {
			continue
		}
		if at == 0 {
			if v < p.last || s.spoken(p.last+1, v) {
				continue
			}
		} else if at < v || s.governor(p.first) != v {
			continue
		}
		if p.Place.Kind != where.Country && p.Place.Kind != where.Region {
			return r.place(p.Mention)
		}
		if state == nil {
			state = r.place(p.Mention)
		}
	}
	return state
}

// placing returns the preposition that puts something at the place whose name begins
// at token i; -1 when there is none.
func (s *sentence) placing(i int) int {
	for j := i - 1; j >= 0 && j > i-5; j-- {
		switch t := s.tokens[j]; strings.ToLower(t.Text) {
		case "in", "at", "from", "outside", "aboard":
			return j
		case ",":
			return -1
		}
	}
	return -1
}
