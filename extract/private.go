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
		if m := r.lex.Remark(s.lemma(o)); m.Hearers || m.Medium != "" || s.lemma(o) == "announcement" {
			return false
		}
	}
	if o := s.child(v, syntax.Dobj, syntax.Dative); o >= 0 && r.lex.Remark(s.lemma(o)).Hearers {
		return false
	}
	// "In the call with Trump, Erdogan said", "During the talks, Wang said".
	for _, k := range s.tokensUnder(v, "in", "during", "at", "over") {
		if s.lemma(k) == "course" {
			if of := s.preps(k, "of"); len(of) > 0 {
				k = of[0] // "in the course of the conversation"
			}
		}
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
	if r.readout || r.release {
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

// spokenThere reports whether the words are told as part of a contact of the same
// sentence that the speakers took part in: "telephoned both and warned that", "the call
// in which he asked for help", "they met in Rome, where they promised". What is said
// for all to hear is not.
func (r *reading) spokenThere(s *sentence, u *utterance) bool {
	v := u.token
	if !s.verb(v) || u.medium != "" || s.quoted[v] {
		return false
	}
	for _, t := range s.told {
		if t.modality != event.Held || t.noun == "visit" || t.noun == "conference" || !t.both {
			continue
		}
		if s.has(v, "later", "afterward", "afterwards", "then", "publicly", "after") || t.typ != event.Call && (s.lemma(v) == "say" || s.lemma(v) == "announce") {
			continue // "met him on Friday and said after the meeting that"
		}
		if slices.ContainsFunc(u.speakers, func(a *who.Actor) bool { return !slices.Contains(t.parties, a) }) {
			continue
		}
		c, _ := s.clauseOf(t.token)
		switch {
		case c < 0 || c == v || s.tokens[c].Tag == "VBD" && s.tokens[v].Tag == "VBZ":
		case s.tokens[v].Dep == syntax.Conj && s.joinedTo(v, c) && s.child(v, syntax.Nsubj) < 0:
			return true
		case s.tokens[v].Dep == syntax.Relcl && s.tokens[v].Head == t.token && s.within(v, t.token) && s.opensWith(v, "which", "where", "when"):
			return true
		case (s.tokens[v].Dep == syntax.Advcl || s.tokens[v].Dep == syntax.Relcl) && s.within(v, c) && s.opensWith(v, "where", "when"):
			return true
		}
	}
	return false
}

// joinedTo reports whether coordination joins the verb v to the verb c before it.
func (s *sentence) joinedTo(v, c int) bool {
	for n := 0; n < 4 && s.tokens[v].Dep == syntax.Conj; n++ {
		if v = s.tokens[v].Head; v == c {
			return true
		}
		if v < 0 {
			break
		}
	}
	return false
}

// opensWith reports whether one of the words stands at the head of the clause of the
// verb v, after its preposition if it has one.
func (s *sentence) opensWith(v int, words ...string) bool {
	for k := v - 1; k >= 0 && k > v-8; k-- {
		if slices.Contains(words, strings.ToLower(s.tokens[k].Text)) {
			return strings.EqualFold(s.tokens[k].Text, "where") || strings.EqualFold(s.tokens[k].Text, "when") || k > 0 && s.tokens[k-1].Tag == "IN"
		}
		if s.verb(k) && s.tokens[k].Dep != syntax.Aux {
			return false
		}
	}
	return false
}
