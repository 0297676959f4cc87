package extract

import (
	"slices"
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
	if sp == nil || s.quoted[v] {
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
		subject, passive = v-1, false
	}
	way := r.way(s, v, sp, passive)
	if way == "" {
		return nil
	}
	if s.has(v, "hardly", "scarcely", "barely") {
		return nil
	}
	u := &utterance{token: v, rule: "statement/" + sp.Lemma, modality: event.Held}
	switch s.verbModality(v, false) {
	case event.Planned:
		if way != "public" && !(way == "stance" && s.lemma(v) == "make") {
			return nil
		}
		u.modality = event.Planned
	case event.Denied, event.Cancelled, event.Proposed:
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
	return u
}

// rowOf returns the row of a verb of speech, with its particle if it has one: "rule
// out", "went on". Nil for other verbs.
func (r *reading) rowOf(s *sentence, v int) *lexicon.Speech {
	if v+1 < len(s.tokens) {
		if next := strings.ToLower(s.tokens[v+1].Text); next == "out" || next == "on" || next == "down" || next == "off" || next == "aside" || next == "to" {
			if sp := r.lex.Speech(s.lemma(v) + " " + next); sp != nil {
				return sp
			}
		}
	}
	if o := s.child(v, syntax.Prt); o >= 0 {
		if sp := r.lex.Speech(s.lemma(v) + " " + strings.ToLower(s.tokens[o].Text)); sp != nil {
			return sp // "turned it down"
		}
	}
	return r.lex.Speech(s.lemma(v))
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

// closes reports whether a token is a mark that ends a quotation.
func closes(mark string) bool {
	switch mark {
	case "”", "\"", "»", "''":
		return true
	}
	return false
}

// posts reports whether what the tagger took for a plural noun is a verb whose
// subject follows a quotation: "“...,” Trump posts on X".
func (s *sentence) posts(k int) bool {
	p := s.phraseAt(k - 1)
	return p != nil && p.Last == k-1 && p.First > 1 && personal(p) && closes(s.tokens[p.First-1].Text)
}

// subjects returns who speaks by the subject of a verb of speech: whom it names, who
// issued the document that it is, and who joined in the statement.
func (r *reading) subjects(s *sentence, v, subject int) []*who.Actor {
	speakers := r.speakers(s, subject)
	if h := s.tokens[subject].Head; len(speakers) == 0 && s.tokens[subject].Dep == syntax.Conj && s.noun(h) {
		speakers = r.speakers(s, h) // "an Israeli official and two people familiar with it said"
	}
	if p := s.phraseAt(subject - 1); len(speakers) == 0 && subject == v-1 && p != nil && strings.HasSuffix(s.tokens[subject].Text, "ly") {
		speakers = r.speakers(s, p.Head) // "warmly", which the tagger took for a noun
	}
	switch low := strings.ToLower(s.tokens[subject].Text); {
	case low == "it" && r.issuers != nil && s.index-r.issuedAt <= 2:
		speakers = r.issuers // the statement of the sentence before
	case low == "they":
		// "they say at the Élysée"
		for _, o := range s.under(v, "at", "in") {
			if p := s.phraseAt(o); p != nil && (p.Form == who.Body || p.Form == who.State && len(p.Entries) > 0) && s.tokens[s.tokens[o].Head].Lemma == "at" {
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

// jointly returns the tokens after "with" in the clauses that tell more of a statement:
// "a joint statement issued with Qatar".
func (s *sentence) jointly(n int) []int {
	var out []int
	for _, k := range s.children(n, syntax.Acl) {
		out = append(out, s.preps(k, "with")...)
	}
	return out
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

// relayed reads whose words another passes on: "the ministry quoted the premier as
// saying".
func (r *reading) relayed(s *sentence, v int) *utterance {
	if l := s.lemma(v); l != "quote" && l != "cite" || s.passive(v) || s.quoted[v] {
		return nil
	}
	o := s.child(v, syntax.Dobj)
	if o < 0 || !s.has(v, "as") && !s.has(o, "as") {
		return nil
	}
	subject, _ := s.subject(v)
	if by := r.speakers(s, subject); len(by) == 0 || by[0].Kind != event.Organization {
		return nil // a person may tell what he was told in private
	}
	return &utterance{token: v, rule: "statement/relayed", modality: event.Held, speakers: r.speakers(s, o)}
}

// way returns the first of the ways in which the verb of a row can attribute words,
// see lexicon/FORMAT.md, that holds of the verb v; empty when none does.
func (r *reading) way(s *sentence, v int, sp *lexicon.Speech, passive bool) string {
	object := s.child(v, syntax.Dobj)
	if object < 0 && !passive && v+1 < len(s.tokens) {
		if tag := s.tokens[v+1].Tag; tag == "DT" && s.tokens[v+1].Head != v || tag == "PRP" {
			object = v + 1 // "accused those taking part", which parsers leave hanging
		}
	}
	for _, way := range sp.Ways() {
		holds := false
		switch way {
		case "that":
			holds = s.child(v, syntax.Ccomp) >= 0 || s.quotes(v) || s.thatAfter(v) || s.announces(v) || r.mediumOf(s, v) == "post"
		case "alone":
			holds = true
		case "object":
			holds = object >= 0 && !s.temporal(object) && s.lemma(object) != "nothing"
			if sp.Lemma == "propose" && object >= 0 && r.lex.Trigger(s.lemma(object), true) != nil {
				holds = false // "proposed a meeting": that tells of the meeting
			}
		case "thing":
			p := s.phraseAt(object)
			holds = object >= 0 && (p == nil || !personal(p))
		case "to":
			holds = s.child(v, syntax.Xcomp) >= 0
			if k := s.child(v, syntax.Advcl); k >= 0 && object < 0 && s.has(k, "to") {
				holds = true // "undertook on Monday to give up its arms"
			}
		case "whom":
			o := s.child(v, syntax.Dobj, syntax.Dative)
			p := s.phraseAt(o)
			holds = o >= 0 && (r.lex.Remark(s.lemma(o)).Hearers || p != nil && (p.Form == who.Body || p.Form == who.Organisation))
		case "whom-to":
			o := s.child(v, syntax.Dobj, syntax.Dative)
			holds = s.child(v, syntax.Xcomp) >= 0 && o >= 0
			if p := s.phraseAt(o); sp.Lemma == "ask" && p != nil && len(p.Actors) > 0 {
				holds = false // of one whom the report names, in private
			}
		case "to-whom":
			holds = len(s.preps(v, "to")) > 0
		case "quote":
			holds = s.quotes(v)
		case "stance":
			holds = object >= 0 && r.voiced(s, v, object)
		case "name":
			holds = s.names(v, passive)
		case "public":
			holds = r.inPublic(s, v)
		case "of", "against", "about", "in":
			holds = len(s.preps(v, way)) > 0 && (way != "of" || s.quotedAfter(v) || s.lemma(v) != "talk")
		case "on":
			holds = len(s.preps(v, way)) > 0
			if s.lemma(v) == "call" {
				holds = s.followed(v, "on", "upon") && !r.visiting(s, v)
			}
		case "for":
			holds = r.pleads(s, v)
		}
		if passive && (way == "object" || way == "thing") {
			// "was endorsed by"; "backed by Ankara" tells of him who is
			holds = s.child(v, syntax.Auxpass) >= 0 && s.tokens[v].Dep != syntax.Relcl && len(s.under(v, "by")) > 0
		}
		if holds && !(passive && slices.Contains([]string{"on", "for", "to", "whom-to"}, way)) {
			return way
		}
	}
	return ""
}

// voiced reports whether an object is what one voices, makes or issues when one
// speaks: concern, a statement; a report only when it is published.
func (r *reading) voiced(s *sentence, v, object int) bool {
	m := r.lex.Remark(s.lemma(object))
	switch s.lemma(v) {
	case "have":
		return false
	case "issue", "release", "publish":
		return m.Stance || m.Issued
	}
	return m.Stance
}

// names reports whether a verb gives its object a name or a description: "called it
// a crime", "described the talks as useful".
func (s *sentence) names(v int, passive bool) bool {
	object := s.child(v, syntax.Dobj)
	if s.lemma(v) != "call" {
		if passive {
			return len(s.under(v, "by")) > 0
		}
		return s.followed(v, "as") || object >= 0 && (len(s.preps(v, "as")) > 0 || s.has(v, "as") || s.has(object, "as") || s.quotedAfter(v) || s.child(v, syntax.Oprd) >= 0)
	}
	if s.child(v, syntax.Prt) >= 0 || s.followed(v, "on", "upon", "for", "off") {
		return false
	}
	if x := s.child(v, syntax.Oprd); x >= 0 {
		if p := s.phraseAt(v + 1); p != nil && p.First <= x && x <= p.Last || object < 0 && s.phraseAt(x) != nil {
			return false // "called the Taoiseach, Leo Varadkar,"
		}
	}
	x := s.child(v, syntax.Oprd, syntax.Xcomp, syntax.Acomp, syntax.Ccomp, syntax.Attr)
	return x >= 0 && !s.has(x, "to") || // "called to exchange views"
		s.child(v, syntax.Dobj, syntax.Nsubj) >= 0 && s.quotedAfter(v)
}

// inPublic reports whether the hearers of a verb are many: "addressed parliament",
// "spoke to reporters".
func (r *reading) inPublic(s *sentence, v int) bool {
	if s.lemma(v) == "address" {
		o := s.child(v, syntax.Dobj)
		if p := s.phraseAt(o); p != nil && (p.Form == who.Body || p.Form == who.Organisation) {
			return true // "addresses the Bundestag"
		}
		return o >= 0 && r.lex.Remark(s.lemma(o)).Hearers
	}
	for _, o := range s.under(v, "to", "with") {
		if r.lex.Remark(s.lemma(o)).Hearers {
			return s.verbModality(v, false) != event.Planned && s.tokens[v].Dep == syntax.Root
		}
	}
	return false
}

// pleads reports whether a verb asks for something: "called for restraint", but not
// "asked for a meeting", which is an event of its own.
func (r *reading) pleads(s *sentence, v int) bool {
	switch s.lemma(v) {
	case "call":
		return s.followed(v, "for")
	case "ask":
		return slices.ContainsFunc(s.preps(v, "for"), func(o int) bool { return r.lex.Trigger(s.lemma(o), true) == nil })
	}
	return len(s.preps(v, "for")) > 0
}

// followed reports whether one of the words follows the token v, over "again".
func (s *sentence) followed(v int, words ...string) bool {
	k := v + 1
	if k < len(s.tokens) && strings.EqualFold(s.tokens[k].Text, "again") {
		k++
	}
	return k < len(s.tokens) && slices.Contains(words, strings.ToLower(s.tokens[k].Text))
}

// thatAfter reports whether a clause that begins with "that" follows the verb before
// any other verb: "announced earlier in the day that", which parsers hang on the day.
func (s *sentence) thatAfter(v int) bool {
	for k := v + 1; k < len(s.tokens) && k < v+14; k++ {
		t := s.tokens[k]
		if strings.EqualFold(t.Text, "that") && t.Tag == "IN" && t.Dep == syntax.Mark {
			return true
		}
		if s.verb(k) || t.Tag == "``" || t.Tag == "CC" {
			return false
		}
	}
	return false
}

// announces reports whether the sentence ends in a colon soon after the verb: what is
// said stands in the lines below.
func (s *sentence) announces(v int) bool {
	n := len(s.tokens) - 1
	return s.tokens[n].Text == ":" && n-v < 8 || v < n && s.tokens[v+1].Text == ":"
}

// visiting reports whether "called on" is a courtesy call: on a person, without
// an infinitive after.
func (r *reading) visiting(s *sentence, v int) bool {
	if k := s.child(v, syntax.Xcomp, syntax.Advcl, syntax.Ccomp); k >= 0 && s.has(k, "to") {
		return false // "called on Putin the same day to recognise the regions"
	}
	objects := s.preps(v, "on", "upon")
	if o := s.child(v, syntax.Dobj); o >= 0 {
		objects = append(objects, o)
	}
	for _, o := range objects {
		p := s.phraseAt(o)
		if p == nil || !personal(p) || p.Form == who.Group {
			continue
		}
		// "called on the premier to resign" has its infinitive right after him.
		next := p.Last + 1
		return next >= len(s.tokens) || !strings.EqualFold(s.tokens[next].Text, "to") && !strings.EqualFold(s.tokens[next].Text, "for")
	}
	return false
}

// quotes reports whether quoted words belong to the verb v: they stand in its
// subtree, or it stands beside them in the sentence outside the marks.
func (s *sentence) quotes(v int) bool {
	if s.quoted[v] {
		return false
	}
	n := 0
	for k := range s.tokens {
		if s.quoted[k] {
			n++
		}
	}
	if n < 2 {
		return s.afterQuote
	}
	for k := range s.tokens {
		if s.quoted[k] && (s.within(k, v) || s.within(v, k)) {
			return true
		}
	}
	return false
}

// quotedAfter reports whether a quotation follows the verb.
func (s *sentence) quotedAfter(v int) bool {
	for k := v + 1; k < len(s.tokens); k++ {
		if s.quoted[k] && !s.quoted[v] {
			return true
		}
	}
	return false
}
