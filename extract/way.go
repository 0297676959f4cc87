package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// way returns the first of the ways in which the verb of a row can attribute words,
// see lexicon/FORMAT.md, that holds of the verb v; empty when none does.
func (r *reading) way(s *sentence, v int, sp *lexicon.Speech, passive bool) string {
	object := s.child(v, syntax.Dobj)
	if object < 0 && !passive && v+1 < len(s.tokens) {
		if tag := s.tokens[v+1].Tag; tag == "DT" && s.tokens[v+1].Head != v || tag == "PRP" || tag == "WP" {
			object = v + 1 // "accused those taking part", which parsers leave hanging
		}
	}
	if strings.Contains(sp.Lemma, " ") && object < 0 && v+1 < len(s.tokens) {
		object = s.child(v+1, syntax.Pobj, syntax.Dobj) // "brushes off the protest", as if it went off it
	}
	for _, way := range sp.Ways() {
		holds := false
		switch way {
		case "that":
			holds = s.child(v, syntax.Ccomp) >= 0 || s.quotes(v) || s.thatAfter(v) || s.announces(v) || s.inserted(v) || r.mediumOf(s, v) == "post"
		case "alone":
			holds = !sp.Takes("object") || s.tokens[v].Dep != syntax.Relcl && s.child(v, syntax.Mark) < 0 // "the plan that they had announced"
		case "object":
			holds = object >= 0 && !s.temporal(object) && s.lemma(object) != "nothing"
			if x := s.child(v, syntax.Xcomp); x >= 0 && s.tokens[x].Tag == "VBG" && sp.Lemma != "propose" && sp.Lemma != "suggest" {
				holds = true // "denied hosting them"
			}
			if sp.Lemma == "propose" && object >= 0 && r.lex.Trigger(s.lemma(object), true) != nil {
				holds = false // "proposed a meeting": that tells of the meeting
			}
		case "thing":
			p := s.phraseAt(object)
			holds = object >= 0 && (p == nil || !personal(p) || p.Noun == "it")
			if o, _ := s.subject(v); passive && o >= 0 && s.phraseAt(o) != nil && personal(s.phraseAt(o)) {
				return "" // "was welcomed by the mayor", a guest
			}
		case "to":
			holds = s.child(v, syntax.Xcomp) >= 0
			if x := s.child(v, syntax.Xcomp); (sp.Lemma == "hope" || sp.Lemma == "offer") && x >= 0 && s.lemma(x) != "host" && (r.lex.Trigger(s.lemma(x), false) != nil || s.lemma(x) == "reach") {
				holds = false // "hopes to reach the general on the phone" tells of that
			}
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
			holds = (len(s.preps(v, way)) > 0 || way == "of" && s.soonAfter(v, way)) && (way != "of" || s.quotedAfter(v) || s.lemma(v) != "talk")
		case "on":
			holds = len(s.preps(v, way)) > 0
			if s.lemma(v) == "call" {
				holds = s.followed(v, "on", "upon") && !r.visiting(s, v)
			}
		case "put":
			holds = s.worded(v)
		case "at":
			p := s.phraseAt(object)
			holds = object >= 0 && (p == nil || !personal(p)) && s.estimates(v)
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
	case "renew", "repeat", "reiterate", "echo", "back":
		switch s.lemma(object) {
		case "call", "demand", "pledge", "offer", "invitation", "proposal", "plea", "commitment":
			return true // "renewed his call for restraint"
		}
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
	if s.twoObjects(v) {
		return true
	}
	if x := s.child(v, syntax.Oprd); x >= 0 {
		if p := s.phraseAt(v + 1); p != nil && p.First <= x && x <= p.Last || object < 0 && s.phraseAt(x) != nil {
			return false // "called the Taoiseach, Leo Varadkar,"
		}
	}
	x := s.child(v, syntax.Oprd, syntax.Xcomp, syntax.Acomp, syntax.Ccomp, syntax.Attr)
	return x >= 0 && !s.later(x-1, x) && !s.has(x, "to") || // "called to exchange views"
		s.child(v, syntax.Dobj, syntax.Nsubj) >= 0 && s.quotedAfter(v)
}

// twoObjects reports whether two noun phrases follow the verb v, the thing and what it
// is called: "called the outcome a victory", "has called it treason". Parsers hang
// them in many ways; what shows is the second article. A time is no name: "called the
// premier the next morning".
func (s *sentence) twoObjects(v int) bool {
	k := v + 1
	if k+1 >= len(s.tokens) || s.tokens[k].Tag != "DT" && s.tokens[k].Tag != "PRP$" && !s.noun(k) && s.tokens[k].Tag != "JJ" {
		return false
	}
	if s.tokens[k].Tag == "PRP" {
		switch t := s.tokens[k+1]; t.Tag {
		case "NN", "NNS":
			return !s.timed(k + 1)
		case "JJ":
			return !s.timed(k+1) && !s.timed(k+2)
		}
	}
	for k++; k < len(s.tokens) && k < v+14; k++ {
		switch t := s.tokens[k]; {
		case t.Tag == "DT" && s.noun(k-1) && s.tokens[k-1].Tag != "PRP$":
			n := k + 1
			for n < len(s.tokens) && (strings.HasPrefix(s.tokens[n].Tag, "JJ") || strings.HasPrefix(s.tokens[n].Tag, "RB") || strings.HasPrefix(s.tokens[n].Tag, "VB") || s.tokens[n].Tag == "``") {
				if s.timed(n) {
					return false
				}
				n++
			}
			for n+1 < len(s.tokens) && s.noun(n+1) {
				n++
			}
			return n < len(s.tokens) && s.noun(n) && !s.later(k, n)
		case t.Tag == "DT", t.Tag == "PRP$", t.Tag == "POS", t.Tag == "CD", t.Tag == "HYPH", strings.HasPrefix(t.Tag, "JJ"), s.noun(k), t.Tag == "IN" && (t.Text == "of" || t.Text == "on"):
		default:
			return false
		}
	}
	return false
}

// worded reports whether "put it" tells how somebody worded a thing: "as she put it", "put
// it more kindly"; but not "put it in a drawer".
func (s *sentence) worded(v int) bool {
	k := v + 2
	if v > 0 && strings.EqualFold(s.tokens[v-1].Text, "they") {
		return false // anybody
	}
	if k >= len(s.tokens) {
		return true
	}
	switch t := s.tokens[k]; {
	case strings.HasPrefix(t.Tag, "RB"), t.Tag == "JJR", t.Text == ",", t.Text == ".", t.Text == ":", t.Text == "``":
		return t.Tag != "RB" || t.Text != "back" && t.Text != "down" && t.Text != "aside" && t.Text != "away" && t.Text != "off"
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "this", "another", "like", "more", "as":
		return true
	}
	return s.has(v, "as")
}

// estimates reports whether a number follows "at" in the clause of the verb v: "put the
// dead at forty", "at nearly 99 per cent"; but not "put them at one table".
func (s *sentence) estimates(v int) bool {
	for k := v + 2; k+1 < len(s.tokens) && !s.verb(k); k++ {
		if s.tokens[k].Text != "at" {
			continue
		}
		for k++; k < len(s.tokens); k++ {
			switch t := s.tokens[k]; {
			case t.Tag == "CD" || t.Tag == "$":
				next := min(k+1, len(s.tokens)-1)
				if !strings.HasPrefix(s.tokens[next].Tag, "NN") && s.tokens[next].Tag != "CD" {
					return true
				}
				switch s.lemma(next) {
				case "%", "cent", "percent", "dollar", "euro", "pound":
					return true
				}
			case strings.HasPrefix(t.Tag, "RB") || t.Tag == "IN" || t.Tag == "JJR":
			default:
				return s.lemma(k) == "cent"
			}
		}
	}
	return false
}

// later reports whether a noun with the article at a token tells when: "the same day",
// "a day later"; but not "a good day".
func (s *sentence) later(article, n int) bool {
	if !s.timed(n) {
		return false
	}
	if low := strings.ToLower(s.tokens[max(article, 0)].Text); low != "a" && low != "an" && !strings.HasPrefix(s.tokens[max(article, 0)].Tag, "JJ") || s.timed(n-1) {
		return true
	}
	return n+1 < len(s.tokens) && strings.HasPrefix(s.tokens[n+1].Tag, "RB")
}

// timed reports whether a token is of a time: "the next day", "an hour later".
func (s *sentence) timed(k int) bool {
	if k >= len(s.tokens) {
		return false
	}
	for _, d := range s.dates {
		if d.first <= k && k <= d.last {
			return true
		}
	}
	switch s.lemma(k) {
	case "next", "following", "same", "previous", "first", "second", "third", "last", "time", "moment", "while", "once":
		return true
	}
	return s.temporal(k)
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

// soonAfter reports whether a word follows the verb v over adverbs and "in this
// connection", whatever the parser hung it on: "spoke in this connection of a breach".
func (s *sentence) soonAfter(v int, word string) bool {
	k := v + 1
	for k < len(s.tokens) && strings.HasPrefix(s.tokens[k].Tag, "RB") {
		k++
	}
	if k+2 < len(s.tokens) && strings.EqualFold(s.tokens[k].Text, "in") {
		switch s.lemma(k + 2) {
		case "connection", "context", "respect", "regard":
			k += 3
		}
	}
	return k < len(s.tokens) && strings.EqualFold(s.tokens[k].Text, word)
}

// doubts are the verbs of speech that a clause with "whether" follows.
var doubts = set(`wonder question doubt speculate ponder`)

// thatAfter reports whether a clause that begins with "that" or "whether" follows the verb before
// any other verb: "announced earlier in the day that", which parsers hang on the day.
func (s *sentence) thatAfter(v int) bool {
	for k := v + 1; k < len(s.tokens) && k < v+14; k++ {
		t := s.tokens[k]
		if strings.EqualFold(t.Text, "that") && t.Tag == "IN" && t.Dep == syntax.Mark || strings.EqualFold(t.Text, "whether") && doubts[s.lemma(v)] {
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

// inserted reports whether the verb and its subject end the sentence after a comma,
// "the ships sail at noon, the minister confirms": what stands before is what is said.
func (s *sentence) inserted(v int) bool {
	p := s.phraseAt(v - 1)
	return p != nil && p.Last == v-1 && p.First > 3 && s.tokens[p.First-1].Text == "," && (v+1 == len(s.tokens) || s.tokens[v+1].Text == ".")
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
