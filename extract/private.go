package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// isPrivate reports whether the words were spoken within a call or a meeting
// that the article tells of, rather than for all to hear.
func (r *reading) isPrivate(s *sentence, v int, u *utterance) bool {
	switch s.lemma(v) {
	case "post", "tweet", "write":
		return false
	}
	for _, o := range s.tokensUnder(v, "to", "at", "on", "in", "of") {
		if r.lex.Remark(s.lemma(o)).Hearers || s.lemma(o) == "statement" || s.lemma(o) == "post" || s.lemma(o) == "tweet" || s.lemma(o) == "interview" || s.lemma(o) == "speech" {
			return false
		}
	}
	if o := s.child(v, syntax.Dobj, syntax.Dative); o >= 0 && r.lex.Remark(s.lemma(o)).Hearers {
		return false
	}
	// "In the call with Trump, Erdogan said", "During the talks, Wang said".
	for _, k := range s.tokensUnder(v, "in", "during", "at", "over") {
		if tr := r.lex.Trigger(s.lemma(k), true); tr != nil && s.lemma(k) != "conference" && s.lemma(k) != "session" && s.diplomatic(k, tr) {
			return true
		}
	}
	// "Speaking with bin Salman, he warned"
	for _, k := range s.children(v, syntax.Advcl) {
		if s.tokens[k].Tag == "VBG" && (s.lemma(k) == "speak" || s.lemma(k) == "talk" || s.lemma(k) == "meet") {
			for _, o := range s.under(k, "with", "to") {
				if a := r.party(s, o); len(a) > 0 {
					return true
				}
			}
			if o := s.child(k, syntax.Dobj); o >= 0 && len(r.party(s, o)) > 0 {
				return true
			}
		}
	}
	// "told him", "told Zelensky": somebody of the same account.
	if len(u.addressees) > 0 && slices.ContainsFunc(u.addressees, func(a *who.Actor) bool { return a.Kind == event.Person && a.Political }) {
		for _, a := range r.events {
			if n, _, missing := compare(union(slices.Clone(u.speakers), u.addressees), a.parties); n > 1 && missing == 0 || n > 1 {
				return true
			}
		}
	}
	// An official account of a contact tells what was said in it.
	if r.readout {
		for _, a := range r.events {
			if len(a.parties) > 1 && !slices.ContainsFunc(u.speakers, func(x *who.Actor) bool { return !slices.Contains(a.parties, x) }) {
				return true
			}
		}
	}
	// "Dar, for his part, said", after words of the other side.
	if n := len(r.statements); n > 0 && r.statements[n-1].private && r.statements[n-1].sentence >= s.index-1 {
		for k, t := range s.tokens {
			if strings.EqualFold(t.Text, "part") && k > 1 && strings.EqualFold(s.tokens[k-2].Text, "for") {
				return true
			}
		}
	}
	return false
}

// tokensUnder returns the objects of prepositions in the clause of v, those that
// open the sentence included.
func (s *sentence) tokensUnder(v int, words ...string) []int {
	out := s.under(v, words...)
	for k, t := range s.tokens {
		if k < v && slices.Contains(words, strings.ToLower(t.Text)) && t.Tag == "IN" && (s.governor(k) == v) {
			if o := s.child(k, syntax.Pobj); o >= 0 && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}
