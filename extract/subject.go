package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// subjects returns who speaks by the subject of a verb of speech: whom it names, who
// issued the document that it is, and who joined in the statement.
func (r *reading) subjects(s *sentence, v, subject int) []*who.Actor {
	if v > 2 && s.tokens[v-2].Text == "of" && s.tokens[v-1].Tag == "PRP" && subject != v-3 {
		return nil // "one of them wrote", which parsers give another subject
	}
	if p := s.phraseAt(subject); p != nil && p.Form == who.Surname && (p.Via == "unknown" || len(p.Actors) == 0) && s.lemma(v) == "report" {
		return nil // an agency: "Japarov is in Osh, Kabar reported"
	}
	speakers := r.speakers(s, subject)
	if h := s.tokens[subject].Head; len(speakers) == 0 && s.tokens[subject].Dep == syntax.Conj && s.noun(h) {
		speakers = r.speakers(s, h) // "an Israeli official and two people familiar with it said"
	}
	if p := s.phraseAt(subject - 1); len(speakers) == 0 && subject == v-1 && p != nil && strings.HasSuffix(s.tokens[subject].Text, "ly") {
		speakers = r.speakers(s, p.Head) // "warmly", which the tagger took for a noun
	}
	if p := s.phraseAt(v - 2); !persons(speakers) && s.tokens[subject].Tag != "NNS" && v > 3 && s.tokens[v-1].Text == "," && p != nil && p.Form == who.FullName && p.First > 0 && s.tokens[p.First-1].Text == "," {
		speakers = r.speakers(s, p.Head) // "the envoy of the council, Ana Lind, said"
	}
	switch low := strings.ToLower(s.tokens[subject].Text); {
	case low == "it" && r.issuers != nil && s.index-r.issuedAt <= 2:
		speakers = r.issuers // the statement of the sentence before
	case low == "they" && s.lemma(v) == "add" && len(r.speaker) == 1 && r.speaker[0].Kind != event.Person:
		speakers = r.speaker // the officials who spoke before
	case low == "they":
		// "they say at the Élysée"
		for _, o := range s.tokensUnder(v, "at", "from") {
			if p := s.phraseAt(o); p != nil && (p.Form == who.Body || p.Form == who.State && len(p.Entries) > 0) {
				speakers = p.Actors
			}
		}
	}
	if len(speakers) == 0 {
		speakers = r.authors(s, subject)
	}
	speakers = union(r.listed(s, v, subject), speakers)
	// "in a joint statement with Qatar"
	for k, t := range s.tokens {
		if !r.lex.Remark(t.Lemma).Text || !s.has(k, "joint", "common", "three-way") || s.quoted[k] || s.tokens[v].Dep == syntax.Ccomp {
			continue
		}
		for _, w := range append(s.preps(k, "with"), s.jointly(k)...) {
			speakers = union(speakers, r.speakers(s, w))
		}
		if len(speakers) > 1 {
			r.issuers, r.issuedAt = speakers, s.index
		}
	}
	return speakers
}

// listed returns who stands in a list before the subject that parsers hang elsewhere:
// "In a joint statement, Turkey, Sweden and the Secretary General said". Nil when the
// subject stands alone.
func (r *reading) listed(s *sentence, v, subject int) []*who.Actor {
	last := s.phraseAt(subject)
	if last == nil || last.First < 2 || last.Last+1 != v || s.tokens[subject].Dep != syntax.Conj || !strings.EqualFold(s.tokens[last.First-1].Text, "and") {
		return nil
	}
	var out []*who.Actor
	for i := last.First - 2; i >= 0; {
		p := s.phraseAt(i)
		if p == nil || p.Last != i || p.Form == who.Adjective || p.Form == who.Pronoun {
			break
		}
		out = union(r.speakers(s, p.Head), out)
		if p.First < 2 || s.tokens[p.First-1].Text != "," {
			break
		}
		i = p.First - 2
	}
	return out
}

// jointly returns the tokens after "with" in the clauses that tell more of a statement:
// "a joint statement issued with Qatar".
func (s *sentence) jointly(n int) []int {
	var out []int
	for _, k := range s.children(n, syntax.Acl) {
		out = append(out, s.preps(k, "with")...)
	}
	return out
}

// inverted returns the token of the subject that follows a verb of speech after a
// quotation or a comma, "“...,” says a US official", which parsers take for its
// object; -1 for verbs in the usual order.
func (s *sentence) inverted(v int, sp *lexicon.Speech) int {
	if v+1 >= len(s.tokens) || v < 2 && !(v == 0 && s.afterQuote) || !sp.Takes("that") && !sp.Takes("quote") {
		return -1
	}
	quote := v == 0 || closes(s.tokens[v-1].Text)
	if !quote && (s.tokens[v-1].Text != "," || s.tokens[v].Tag == "VBG") {
		return -1
	}
	if k := s.child(v, syntax.Nsubj); k >= 0 && k < v && !s.quoted[k] && !(quote && slices.Contains(s.quoted[k:v], true)) {
		return -1
	}
	k := v + 1
	for n := 0; n < 2 && k+1 < len(s.tokens) && s.phraseAt(k) == nil; n++ {
		k++ // "replied to this the deputy head of the cabinet"
	}
	if p := s.phraseAt(k); p != nil && p.Form != who.Adjective && (k == v+1 || quote) {
		if !quote && (p.Form == who.Pronoun || sp.Takes("object") || sp.Takes("whom") || sp.Takes("whom-to")) && !s.ends(p.Last+1) {
			return -1
		}
		return p.Head
	}
	// "..., informs the press service of the president"
	for k = v + 1; k < v+5 && s.tokens[v+1].Tag == "DT" && k < len(s.tokens); k++ {
		if m := s.lex.Remark(s.lemma(k)); m.Text || s.lemma(k) == "service" {
			return k
		}
	}
	return -1
}

// ends reports whether the sentence or its clause ends before token k.
func (s *sentence) ends(k int) bool {
	return k >= len(s.tokens) || s.tokens[k].Text == "." || s.tokens[k].Text == ","
}

// beyond returns the token of the subject that a clause between commas parts from the
// verb v: "the president, who had planes ready, said"; -1 when there is no such clause.
func (s *sentence) beyond(v int) int {
	if v < 4 || s.tokens[v-1].Text != "," || !s.finite(v) {
		return -1
	}
	spoken := false
	for k := v - 2; k > 1; k-- {
		if s.quoted[k] {
			return -1
		}
		spoken = spoken || s.verb(k)
		if s.tokens[k].Text != "," {
			continue
		}
		switch strings.ToLower(s.tokens[k+1].Text) {
		case "who", "whose", "whom", "which":
			p := s.phraseAt(k - 1)
			if !spoken || p == nil || p.Form == who.Adjective || p.First > 0 && s.tokens[p.First-1].Tag == "IN" {
				return -1
			}
			return p.Head
		}
	}
	return -1
}

// parenthetical returns the token of the subject of a verb that stands with it between
// commas, whatever the parser hung it on: "Rice, the State Department said, spoke to
// Lavrov"; -1 when it does not.
func (s *sentence) parenthetical(v int) int {
	p := s.phraseAt(v - 1)
	if p == nil || p.Last != v-1 || p.First < 1 || p.Form == who.Adjective || p.Form == who.Pronoun && !subjectPronoun[p.Noun] || s.tokens[p.First-1].Text != "," || v+1 >= len(s.tokens) || s.tokens[v+1].Text != "," || s.quoted[v-1] {
		return -1
	}
	return p.Head
}

// subjectPronoun are those that can only be the subject of a verb.
var subjectPronoun = set(`he she they`)

// opensQuote reports whether the verb v begins a quotation right after its subject:
// "The two “vow never to go back to war”".
func (s *sentence) opensQuote(v int) bool {
	k := v - 1
	for k >= 0 && s.quoted[k] && (strings.HasPrefix(s.tokens[k].Tag, "RB") || s.tokens[k].Tag == "MD") {
		k--
	}
	if k < 1 || s.quoted[k] || v+1 >= len(s.tokens) || !s.quoted[v+1] && v-k < 2 || s.tokens[v].Tag != "VBP" && s.tokens[v].Tag != "VBZ" && s.tokens[v].Tag != "VBD" {
		return false
	}
	for i := 0; i < k; i++ {
		if s.verb(i) && !s.quoted[i] && s.lex.Speech(s.lemma(i)) != nil {
			return false // "She claimed that Kyiv “rejects” it"
		}
	}
	p := s.phraseAt(k - 1)
	return p != nil && p.Last == k-1 && p.Form != who.Adjective
}

// subjectOfNoun returns the token of the subject of what the tagger took for a plural
// noun, when it is a verb after a quotation or at the end of the sentence: "“...,” Trump
// posts on X", "..., the press service of the president informs"; -1 for nouns.
func (s *sentence) subjectOfNoun(k int) int {
	if k < 1 {
		return -1
	}
	if low := strings.ToLower(s.tokens[k-1].Text); low == "and" && k+1 < len(s.tokens) && (s.tokens[k+1].Tag == "``" || s.tokens[k+1].Tag == "''") {
		// "breaks off relations and denounces “delusions”"
		for v := k - 2; v >= 0; v-- {
			if s.tokens[v].Tag == "VBZ" && !s.quoted[v] {
				subject, _ := s.subject(v)
				return subject
			}
		}
	}
	p := s.phraseAt(k - 1)
	if p == nil || p.Last != k-1 || p.Form == who.Adjective || p.Form == who.Pronoun {
		return -1
	}
	first, subject := max(p.First-1, 0), p.Head
	if s.tokens[first].Text == "of" && first > 0 && s.noun(first-1) {
		subject = first - 1
		for first--; first > 0 && (s.noun(first) || s.tokens[first].Tag == "DT"); first-- {
		}
	}
	switch {
	case closes(s.tokens[first].Text) && personal(p):
		return subject
	case p.First <= 1 && k+1 < len(s.tokens) && !s.spoken(0, len(s.tokens)) && (s.tokens[k+1].Tag == "``" || s.tokens[k+1].Tag == "''" || s.tokens[k+1].Tag == "DT"):
		return subject // "The premier’s office denounces “threats”", which has no other verb
	case s.tokens[first].Text == "," && (k+1 == len(s.tokens) || s.tokens[k+1].Text == "."):
		return subject
	}
	return -1
}

// closes reports whether a token is a mark that ends a quotation.
func closes(mark string) bool {
	switch mark {
	case "”", "\"", "»", "''":
		return true
	}
	return false
}
