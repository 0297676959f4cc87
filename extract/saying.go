package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// saying reads a verb of speech with its subject: "the minister said that", "Ankara
// condemned the attack". Nil when the verb attributes nothing here.
func (r *reading) saying(s *sentence, v int) *utterance {
	sp := r.rowOf(s, v)
	if sp == nil || s.quoted[v] && !s.opensQuote(v) {
		return nil
	}
	for _, k := range s.children(v, syntax.Aux) {
		if strings.EqualFold(s.tokens[k].Text, "to") && !sp.Takes("public") && s.lemma(v) != "make" {
			return nil // "phoned to congratulate him"
		}
	}
	if o := s.child(v, syntax.Dobj); o >= 0 && o < v && s.tokens[o].Tag == "WP" {
		return nil // "what Beijing calls a state visit"
	} else if o == v+1 && s.lemma(o) == "nothing" {
		return nil
	}
	subject, passive := s.subject(v)
	if passive && s.child(v, syntax.Auxpass) < 0 && s.child(v, syntax.Nsubjpass) >= 0 {
		passive = false // "Xi, in remarks that were televised, called for"
	}
	if k := s.inverted(v, sp); k >= 0 {
		subject, passive = k, false
	} else if k := s.beyond(v); k >= 0 {
		subject, passive = k, false
	} else if !s.verb(v) {
		subject, passive = s.subjectOfNoun(v), false
	}
	between := s.parenthetical(v)
	if between >= 0 {
		subject, passive = between, false
	}
	way := r.way(s, v, sp, passive)
	switch {
	case way == "" && between >= 0 && sp.Takes("that"):
		way = "that" // what stands around it
	case s.quoted[v]:
		way = "quote"
	case way == "" && s.tokens[v].Tag == "NNS" && !passive && subject >= 0:
		way = sp.Ways()[0] // whose objects parsers hang elsewhere
	}
	if way == "" || way != "name" && r.tellsOf(s, v) || way != "that" && way != "quote" && r.hearsay(s, v) {
		return nil
	}
	if s.has(v, "hardly", "scarcely", "barely") || s.anonymously(v) || s.shows(v) {
		return nil
	}
	u := &utterance{token: v, rule: "statement/" + sp.Lemma, modality: event.Held}
	switch m := s.verbModality(v, false); {
	case s.tokens[v].Tag == "VBG" && s.tokens[v].Dep == syntax.Advcl && !s.negated(v):
		// "He cancelled the summit, citing “open hostility”": what one says in doing
		// another thing is said, whatever becomes of that.
	case m == event.Planned && s.has(v, "only", "later", "afterwards") && s.has(v, "would"):
		// "would only say that", "would later speak of"
	case m == event.Planned:
		if way != "public" && !(way == "stance" && s.lemma(v) == "make") {
			return nil
		}
		u.modality = event.Planned
	case m == event.Denied, m == event.Cancelled, m == event.Proposed:
		if s.lemma(v) != "deny" {
			return nil
		}
	}
	if passive {
		if s.lemma(v) == "quote" || s.lemma(v) == "cite" {
			u.speakers = r.speakers(s, subject)
			return u
		}
		for _, o := range s.under(v, "by") {
			u.speakers = union(u.speakers, r.speakers(s, o))
		}
		return u
	}
	if subject < 0 {
		return nil
	}
	u.speakers = r.subjects(s, v, subject)
	if sp.Takes("whom") {
		u.addressees = r.addressed(s, v)
	}
	u.private = r.isPrivate(s, v, u)
	switch sp.Lemma {
	case "issue", "publish", "release", "circulate", "sign", "adopt":
		// "France and Germany issue a paper. It calls for a fund."
		if o := s.child(v, syntax.Dobj); o >= 0 && r.lex.Remark(s.lemma(o)).Text {
			r.issuers, r.issuedAt = u.speakers, s.index
		}
	}
	return u
}

// anonymously reports whether the verb asks no more than that a name be kept: "asking
// not to be identified".
func (s *sentence) anonymously(v int) bool {
	if s.lemma(v) != "ask" {
		return false
	}
	for k := v + 1; k < len(s.tokens) && k < v+6; k++ {
		switch s.lemma(k) {
		case "name", "identify", "quote", "anonymity", "anonymous":
			return true
		}
	}
	return false
}

// hearsay reports whether the verb lies in the clause of what another says: "Moon said
// that Kim had reaffirmed his will", "she left before saying a word". What he says there
// is told by him.
func (r *reading) hearsay(s *sentence, v int) bool {
	if h := s.tokens[v].Head; s.tokens[v].Dep == syntax.Pcomp && h >= 0 && (s.lemma(h) == "before" || s.lemma(h) == "without") {
		return true
	}
	w := s.tokens[v].Head
	if s.tokens[v].Dep != syntax.Ccomp || w < 0 || w > v || !s.verb(w) || s.quoted[w] {
		return false
	}
	sp := r.lex.Speech(s.lemma(w))
	if sp == nil || !sp.Takes("that") {
		return false
	}
	a, _ := s.subject(w)
	b, _ := s.subject(v)
	p, q := s.phraseAt(a), s.phraseAt(b)
	return p != nil && q != nil && p != q && !sameActors(p.Actors, q.Actors)
}

// shows reports whether the participle tells what an act shows rather than what is said
// in doing it: "published two accounts of the call, highlighting the tension".
func (s *sentence) shows(v int) bool {
	if s.tokens[v].Tag != "VBG" || s.tokens[v].Dep != syntax.Advcl || s.quotedAfter(v) {
		return false
	}
	switch s.lemma(v) {
	case "highlight", "underline", "underscore", "signal", "reveal", "confirm", "indicate", "justify", "suggest", "reaffirm", "prompt", "imply", "reject", "protest", "refer":
		return s.child(v, syntax.Ccomp) < 0
	}
	return false
}

// tellsOf reports whether the verb of a relative clause says of a meeting or a call
// that somebody proposed, hoped for or offered it: "a meeting which Abe had hoped to
// have". That is what becomes of the meeting, and no statement.
func (r *reading) tellsOf(s *sentence, v int) bool {
	n := s.tokens[v].Head
	if s.tokens[v].Dep != syntax.Relcl || n < 0 {
		return false
	}
	switch s.lemma(v) {
	case "propose", "hope", "offer", "request", "promise", "demand", "suggest", "urge":
	default:
		return false
	}
	for k := n + 1; k < v; k++ {
		if tag := s.tokens[k].Tag; tag == "WDT" || tag == "WP" {
			// The subject stands between the two.
			if subject, _ := s.subject(v); subject < k {
				return false
			}
			// Over "of": "a meeting of the neighbours, which Islamabad has offered to host".
			for m := 0; m < 6 && n >= 0; m++ {
				if s.noun(n) && r.lex.Trigger(s.lemma(n), true) != nil {
					return true
				}
				n = s.tokens[n].Head
			}
			return false
		}
	}
	return false
}

// rowOf returns the row of a verb of speech, with its particle or noun if it has one:
// "rule out", "went on", "took exception", "made it clear". Nil for other verbs.
func (r *reading) rowOf(s *sentence, v int) *lexicon.Speech {
	next := v + 1
	if s.lemma(v) == "put" && next < len(s.tokens) && strings.EqualFold(s.tokens[next].Text, "it") {
		return r.lex.Speech("put it")
	}
	for next+1 < len(s.tokens) && (strings.EqualFold(s.tokens[next].Text, "it") || next > v+1 && s.tokens[next].Text == "be") {
		next++ // "made it clear", "let it be known"
	}
	if next < len(s.tokens) {
		if sp := r.lex.Speech(s.lemma(v) + " " + strings.ToLower(s.tokens[next].Text)); sp != nil {
			return sp
		}
	}
	if o := s.child(v, syntax.Prt); o >= 0 {
		if sp := r.lex.Speech(s.lemma(v) + " " + strings.ToLower(s.tokens[o].Text)); sp != nil {
			return sp // "turned it down"
		}
	}
	return r.lex.Speech(s.lemma(v))
}

// relayed reads whose words another passes on: "the ministry quoted the premier as
// saying", "the paper reported, citing officials".
func (r *reading) relayed(s *sentence, v int) *utterance {
	if l := s.lemma(v); l != "quote" && l != "cite" || s.quoted[v] {
		return nil
	}
	o := s.child(v, syntax.Dobj)
	if s.tokens[v].Tag == "VBG" && o >= 0 && s.tokens[v].Dep == syntax.Advcl {
		// "the paper reported, citing two officials, that"
		return &utterance{token: v, rule: "statement/relayed", modality: event.Held, speakers: r.speakers(s, o)}
	}
	if s.passive(v) {
		return nil
	}
	if o < 0 || !s.has(v, "as") && !s.has(o, "as") {
		return nil
	}
	subject, _ := s.subject(v)
	if by := r.speakers(s, subject); len(by) == 0 || by[0].Kind != event.Organization {
		return nil // a person may tell what he was told in private
	}
	return &utterance{token: v, rule: "statement/relayed", modality: event.Held, speakers: r.speakers(s, o)}
}

// alike reads who is told to have said the same: "Ruto hailed the move, as did the
// bloc". Nil when nobody is.
func (r *reading) alike(s *sentence, u *utterance) *utterance {
	for k := u.token + 1; k+2 < len(s.tokens); k++ {
		if !strings.EqualFold(s.tokens[k].Text, "as") || s.tokens[k-1].Text != "," || s.quoted[k] {
			continue
		}
		switch strings.ToLower(s.tokens[k+1].Text) {
		case "did", "does", "do", "has", "have", "had":
			if p := s.phraseAt(k + 2); p != nil && p.First == k+2 && p.Form != who.Adjective {
				return &utterance{token: u.token, rule: u.rule, modality: u.modality, speakers: r.speakers(s, p.Head), private: u.private}
			}
		}
	}
	return nil
}
