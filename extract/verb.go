package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// verbal reads a verb: "met", "spoke by phone with", "was received by".
func (r *reading) verbal(s *sentence, v int, tr *lexicon.Trigger) *told {
	if tr.Frame["support"] && len(tr.Frame) == 1 || tr.Frame["host"] {
		return nil // the noun that it supports is the trigger
	}
	if s.standing(v) || s.unreal(v) {
		return nil
	}
	t := &told{rule: tr.Type + "/" + tr.Lemma, noun: tr.Lemma}
	subject, passive := s.subject(v)
	if k := s.child(v, syntax.Nsubj); k >= 0 && k != subject && s.tokens[k].Tag == "WP" && tr.Frame["joint"] {
		// "Reagan and Gorbachev, who met there": both of them.
		for s.tokens[subject].Dep == syntax.Conj && s.noun(s.tokens[subject].Head) {
			subject = s.tokens[subject].Head
		}
	}
	t.left = r.party(s, subject)
	if s.diary(v) {
		for _, u := range r.statements {
			if u.sentence == s.index && !s.quoted[u.token] {
				t.left = u.speakers
			}
		}
	}
	object := s.object(v)
	if object >= 0 && tr.Lemma != "spend" && s.phraseAt(object) == nil && (s.temporal(object) || s.lemma(object) == "one-on-one" || s.lemma(object) == "face-to-face" || s.lemma(object) == "evening" || s.lemma(object) == "afternoon") {
		object = -1 // "are to meet Tuesday morning", "met one-on-one"
	}
	if object > v+1 && s.noun(object) && s.lex.Trigger(s.lemma(object), true) != nil && s.comma(v, object) {
		object = -1 // "met in Madrid on Tuesday, their first meeting in years"
	}
	if object < 0 && !passive && tr.Frame["object"] {
		object = s.late(v)
	}
	next := ""
	if v+1 < len(s.tokens) {
		next = strings.ToLower(s.tokens[v+1].Text)
	}
	switch {
	case tr.Frame["callee"]:
		if next == "on" || next == "upon" {
			// A courtesy call: "called on the prime minister", with no infinitive after.
			if passive || !r.visiting(s, v) {
				return nil
			}
			for _, o := range s.preps(v, "on", "upon") {
				t.right = union(t.right, r.party(s, o))
			}
			if t.right == nil && object >= 0 {
				t.right = r.party(s, object)
			}
			t.rule, t.typ = "talks/call-on", event.Talks
			return t.complete()
		}
		// "was called by Christopher during the night"
		if passive && subject >= 0 && next == "by" && s.child(v, syntax.Oprd, syntax.Xcomp, syntax.Ccomp, syntax.Attr, syntax.Acomp) < 0 {
			for _, o := range s.under(v, "by") {
				if p := s.phraseAt(o); p != nil && personal(p) {
					t.right = union(t.right, r.party(s, o))
				}
			}
			if p := s.phraseAt(subject); p == nil || !personal(p) || len(t.right) == 0 || s.rest(v) {
				return nil
			}
			break
		}
		if object < 0 && !passive {
			// "called and congratulated the president-elect"
			if k := s.child(v, syntax.Conj); k >= 0 && s.verb(k) && s.child(k, syntax.Nsubj) < 0 && k <= v+3 {
				object = s.object(k)
			}
		}
		// "called Putin", not "called the attack a crime", "called for", "called off".
		if passive || object < v || s.child(v, syntax.Prt) >= 0 || s.childAfter(v, syntax.Ccomp, syntax.Acomp, syntax.Attr) >= 0 {
			return nil
		}
		if k := s.child(v, syntax.Xcomp); k >= 0 && !s.has(k, "to") {
			return nil
		}
		if k := s.child(v, syntax.Oprd); k >= 0 && !s.temporal(k) {
			if p := s.phraseAt(object); p == nil || k < p.First || k > p.Last {
				return nil // "called the Taoiseach, Leo Varadkar," is one phrase
			}
		}
		switch next {
		case "for", "off", "out", "up", "in", "back", "it", "itself", "himself", "herself":
			return nil
		}
		if p := s.phraseAt(object); p == nil || !personal(p) || s.renamed(p) {
			return nil
		}
		t.right = r.party(s, object)
	case tr.Frame["visit"] && passive:
		t.right, t.left = t.left, nil
		for _, o := range s.under(v, "by") {
			t.left = union(t.left, r.party(s, o))
		}
		if len(t.left) == 0 {
			return nil
		}
		t.weak = !persons(t.right)
	case tr.Frame["visit"]:
		if object < 0 {
			return nil
		}
		if p := s.phraseAt(object); p != nil && p.Last+1 < len(s.tokens) && p.Form != who.State && s.tokens[p.Last+1].Tag == "NNS" && s.tokens[p.Head].Dep == syntax.Compound {
			return nil // "will visit State Department operations"
		}
		t.right = r.party(s, object)
		t.weak = !persons(t.right) && !(persons(t.left) && s.seat(object))
	case tr.Frame["engage"]:
		// People and their offices only: who faces charges or hears shots meets nobody.
		if passive {
			t.right = t.left
			t.left = nil
			for _, o := range s.under(v, "by") {
				t.left = union(t.left, r.party(s, o))
			}
			if tr.Lemma != "summon" && (tr.Lemma != "hear" || !persons(t.left)) {
				return nil
			}
		} else if object >= 0 {
			t.right = r.party(s, object)
		}
		if p := s.phraseAt(object); !passive && (p == nil || !personal(p) && p.Form != who.Unnamed) || len(t.right) == 0 {
			return nil
		}
		t.weak = true
	case tr.Frame["views"]:
		// "exchanged views with", "compared notes with"
		switch {
		case object < 0:
			return nil
		default:
			switch s.lemma(object) {
			case "view", "note", "opinion", "idea":
			default:
				return nil
			}
		}
		for _, o := range s.under(v, "with") {
			t.right = union(t.right, r.party(s, o))
		}
	case tr.Frame["accord"]:
		// "The ministers signed a memorandum in Ankara": they were there together.
		if !s.accord(v, object, subject, passive) {
			return nil
		}
		if passive {
			t.left = nil
			for _, o := range s.under(v, "by", "between") {
				t.left = union(t.left, r.party(s, o))
			}
		}
		for _, o := range s.under(v, "with") {
			t.right = union(t.right, r.party(s, o))
		}
		if t.weak, t.signing = true, true; len(t.left)+len(t.right) < 2 {
			return nil
		}
	case tr.Frame["aside"]:
		if !s.has(v, "aside") || object < 0 {
			return nil
		}
		t.right = r.party(s, object)
	case tr.Lemma == "spend":
		// "spent two hours in Niamey with the general", "spent an hour together"
		if object < 0 || !s.temporalObject(object) {
			return nil
		}
		for _, o := range s.under(v, "with") {
			t.right = union(t.right, r.party(s, o))
		}
		if !s.has(v, "together") && next != "together" && !persons(t.right) {
			return nil
		}
	case tr.Frame["together"]:
		if !s.together(v) && next != "together" {
			return nil
		}
		if object >= 0 && !s.temporalObject(object) {
			if !persons(t.left) {
				t.left = nil // the summit that brought them together
			}
			t.right = r.party(s, object)
			t.both = len(t.right) > 1
		} else if object < 0 {
			for _, o := range s.under(v, "with") {
				t.right = union(t.right, r.party(s, o)) // "got together with him"
			}
		}
	default:
		if (tr.Frame["object"] || tr.Frame["told"]) && object >= 0 && object != subject {
			t.right = r.party(s, object)
		}
		if passive {
			if subject < 0 {
				return nil
			}
			t.left, t.right = nil, t.left
			for _, o := range s.under(v, "by") {
				t.left = union(t.left, r.party(s, o))
			}
			if t.left == nil && !tr.Frame["with"] {
				// "was received at the palace": by whom is told elsewhere.
				t.left, t.right = t.right, nil
			}
		}
		if tr.Frame["with"] || tr.Frame["told"] {
			words := []string{"with", "between", "alongside"}
			if tr.Lemma == "discuss" {
				words = []string{"with"} // "discuss the tensions between X and Y"
			}
			if tr.Lemma == "speak" || tr.Lemma == "talk" {
				words = append(words, "to")
			}
			for _, o := range s.under(v, words...) {
				if role := s.mediating(o); role != "" {
					t.host(role, r.party(s, o))
					continue
				}
				t.right = union(t.right, r.party(s, o))
			}
		}
	}
	if object >= 0 && object != subject && t.right == nil && tr.Lemma != "spend" && (tr.Frame["object"] || tr.Frame["told"]) && !tr.Frame["accord"] && !tr.Frame["engage"] && !tr.Frame["views"] && !passive && !reciprocal(s, object) && !tr.Frame["callee"] {
		return nil // "met the deadline", "received aid"
	}
	for k, tok := range s.tokens {
		if tok.Lemma == "chairmanship" && s.governor(k) == v {
			for _, o := range s.preps(k, "of") {
				t.right = union(t.right, r.party(s, o))
			}
		}
	}
	t.medium = s.medium(v)
	t.typ = event.Type(tr.Type)
	if tr.Type == "either" {
		t.typ = ""
	}
	if remote(t.medium) {
		t.typ = event.Call
	}
	if t.typ == "" && (tr.Lemma == "speak" || tr.Lemma == "talk") && s.apartFrom(v) {
		t.typ, t.medium = event.Call, "phone"
	}
	joint := tr.Frame["joint"] && len(t.left) > 1
	switch tr.Lemma {
	case "speak", "talk", "chat", "converse", "dialogue", "discuss":
		// To speak is to make a statement unless it is with somebody of one's kind.
		if len(t.right) == 0 && !(joint && (t.typ != "" || s.lasts(v) || s.together(v) || tr.Lemma == "speak" && s.reciprocally(v, subject, object) || tr.Lemma == "discuss" && object >= 0 && s.phraseAt(object) == nil && !s.pronoun(subject) && r.ofTwoStates(t.left) || tr.Lemma == "talk" || tr.Lemma == "converse" || r.readout && tr.Lemma == "speak" && object < 0 && s.child(v, syntax.Ccomp) < 0)) {
			return nil
		}
		if t.typ == "" && r.readout && tr.Lemma != "discuss" {
			t.typ, t.medium = event.Call, "phone"
		}
	case "brief", "consult", "inform", "congratulate", "thank", "urge":
		if tr.Lemma == "brief" && t.typ == "" && len(t.right) > 0 && t.right[0].Political && len(t.left) > 0 && !s.briefed(v) {
			t.typ = event.Talks // "briefs the Security Council on Tuesday"
		}
		if g := s.governor(v); t.typ == "" && g >= 0 && goes[s.lemma(g)] && s.tokens[v].Tag == "VB" {
			t.typ = event.Talks // "is to fly to Washington to brief officials"
		}
		if len(t.right) == 0 || t.typ == "" && tr.Type == "either" {
			return nil
		}
	case "sit":
		if !s.has(v, "down") && len(t.right) == 0 && t.medium == "" {
			return nil
		}
	case "see", "receive", "welcome", "host":
		if k := s.childAfter(v, syntax.Ccomp, syntax.Xcomp); tr.Lemma == "see" && k >= 0 && object >= 0 && s.tokens[k].Dep == syntax.Ccomp && !s.has(k, "to", "that") {
			return nil // "wants to see them sit down"
		}
		if tr.Lemma == "see" && object >= 0 && reciprocal(s, object) && len(t.left) > 1 {
			break // "they last saw each other"
		}
		t.weak = tr.Lemma == "see" && s.verbModality(v, false) != event.Planned
		if len(t.right) == 0 || !persons(t.right) && !delegations(s, v) {
			return nil
		}
		if !persons(t.left) && tr.Lemma != "receive" && tr.Lemma != "host" {
			return nil
		}
	case "gather", "convene", "reconvene", "dine":
		if len(t.right) == 0 && !joint && !(len(t.left) == 1 && (r.ofStates(s, t.left[0]) || council(t.left[0]))) {
			return nil
		}
	}
	for _, k := range s.kids[v] {
		if s.tokens[k].Dep == syntax.Prep && k+1 < len(s.tokens) && (strings.EqualFold(s.tokens[k].Text, "together") || strings.EqualFold(s.tokens[k].Text, "along")) {
			for _, o := range s.preps(k, "with") {
				t.left = union(t.left, r.party(s, o))
			}
		}
	}
	if len(t.left)+len(t.right) == 0 {
		if p := s.phraseAt(subject); p != nil && p.Plural && tr.Frame["joint"] && (p.Form == who.Group || p.Form == who.Unnamed) {
			// "Deputy foreign ministers will meet": of the states spoken of.
			t.fresh, t.levels = true, len(p.Offices) > 0 || p.Form == who.Unnamed
			return t
		}
		return nil
	}
	t.another = s.has(v, "again")
	return t.complete()
}

// diary reports whether a verb opens a quotation without a subject, as in posts and
// diaries: "Spoke to the president today."
func (s *sentence) diary(v int) bool {
	return s.quoted[v] && s.child(v, syntax.Nsubj, syntax.Nsubjpass) < 0 && v > 0 && s.tokens[v].Tag == "VBD" && upper(s.tokens[v].Text) && (v < 2 || !s.quoted[v-2])
}

func upper(w string) bool { return w != "" && 'A' <= w[0] && w[0] <= 'Z' }

// temporalObject reports whether a verb's object is a length of time: "spent three
// hours together".
func (s *sentence) temporalObject(o int) bool {
	switch s.lemma(o) {
	case "hour", "minute", "day", "evening", "afternoon", "time", "week", "weekend":
		return true
	}
	return false
}

// briefed reports whether a briefing is told of within another contact: "in a call
// he briefed the minister on".
func (s *sentence) briefed(v int) bool {
	for k := range s.tokens {
		if k != v && s.noun(k) && s.lex.Trigger(s.lemma(k), true) != nil && s.governor(k) == v {
			return true
		}
	}
	return false
}

// together reports whether "together" stands with the verb v, before any other
// verb: "brought the ministers, X and Y, together".
func (s *sentence) together(v int) bool {
	for i := v + 1; i < len(s.tokens) && !s.verb(i); i++ {
		if strings.EqualFold(s.tokens[i].Text, "together") {
			return true
		}
	}
	return s.has(v, "together")
}

// rest reports whether a name for the subject follows: "was called by Trump a loser".
func (s *sentence) rest(v int) bool {
	for k := range s.tokens {
		if k > v+2 && s.tokens[k].Tag == "DT" && s.governor(k) == v && s.tokens[k].Head > k && s.tokens[s.tokens[k].Head].Dep == syntax.Oprd {
			return true
		}
	}
	return s.quoted[min(v+3, len(s.tokens)-1)] && !s.quoted[v]
}

// comma reports whether a comma stands between two tokens.
func (s *sentence) comma(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if s.tokens[k].Text == "," {
			return true
		}
	}
	return false
}

// late returns an object that stands after adverbials: "received at ten this
// morning at the Baabda Palace the American mediator"; -1 when there is none.
func (s *sentence) late(v int) int {
	for i := v + 1; i < len(s.tokens) && i < v+18; i++ {
		if s.verb(i) || s.tokens[i].Tag == "CC" || strings.HasPrefix(s.tokens[i].Tag, "W") || s.quoted[i] != s.quoted[v] || i == v+1 && s.tokens[i].Tag != "IN" && s.tokens[i].Text != "," && !s.temporal(i) {
			return -1
		}
		p := s.phraseAt(i)
		if p == nil || p.First != i {
			continue
		}
		if (personal(p) || p.Form == who.Unnamed || p.Form == who.Body) && p.Form != who.Pronoun && s.tokens[i-1].Tag != "IN" && s.tokens[i-1].Tag != "TO" && !(s.tokens[i-1].Tag == "NNP" && s.tokens[i].Tag == "NNP") && s.tokens[i-1].Text != "," {
			return p.Head
		}
		i = p.Last
	}
	return -1
}

// lasts reports whether the verb v is given a length of time: "spoke for two hours".
func (s *sentence) lasts(v int) bool {
	for _, o := range s.under(v, "for") {
		if s.temporalObject(o) {
			return true
		}
	}
	return false
}

// reciprocally reports whether "the two spoke" can only mean to each other: nothing
// says to whom or of what.
func (s *sentence) reciprocally(v, subject, object int) bool {
	p := s.phraseAt(subject)
	return p != nil && p.Form == who.Group && object < 0 && s.child(v, syntax.Ccomp, syntax.Xcomp, syntax.Prt) < 0 && len(s.preps(v, "of", "to", "about", "against", "at", "for", "after")) == 0
}

// seat reports whether a token names a building that stands for a government: who
// visits the White House sees its master.
func (s *sentence) seat(token int) bool {
	p := s.phraseAt(token)
	return p != nil && p.Form == who.State && slices.ContainsFunc(p.Entries, func(e lexicon.Entry) bool { return e.Sense == lexicon.Metonym })
}

// ofTwoStates reports whether actors stand for different states or organisations: when
// such discuss something, they do so with each other.
func (r *reading) ofTwoStates(actors []*who.Actor) bool {
	for _, a := range actors[1:] {
		if a.Represents != "" && actors[0].Represents != "" && a.Represents != actors[0].Represents {
			return true
		}
	}
	return false
}

// apartFrom reports whether the words put whom one spoke with in a place of his own:
// "spoke with Pompeo, who is in Manila".
func (s *sentence) apartFrom(v int) bool {
	for k, t := range s.tokens {
		if k > v && t.Tag == "WP" && k+3 < len(s.tokens) && s.lemma(k+1) == "be" && (strings.EqualFold(s.tokens[k+2].Text, "in") || strings.EqualFold(s.tokens[k+2].Text, "currently")) && s.tokens[k-1].Text == "," {
			return true
		}
	}
	return false
}

func (s *sentence) pronoun(token int) bool {
	p := s.phraseAt(token)
	return p != nil && p.Form == who.Pronoun
}

// renamed reports whether another noun follows a name that stands as an object,
// so that the two are a clause of their own: "called Putin a killer".
func (s *sentence) renamed(p *who.Phrase) bool {
	i := p.Last + 1
	if i >= len(s.tokens) {
		return false
	}
	switch s.tokens[i].Text {
	case "“", "\"", "‘":
		if i++; i >= len(s.tokens) {
			return false
		}
		tag := s.tokens[i].Tag
		return tag == "DT" || strings.HasPrefix(tag, "JJ") || strings.HasPrefix(tag, "NN") || tag == "VBG"
	case "a", "an", "the", "his", "her":
		return true
	}
	return strings.HasPrefix(s.tokens[i].Tag, "JJ")
}

func personal(p *who.Phrase) bool {
	switch p.Form {
	case who.FullName, who.Surname, who.InOffice, who.Counterpart, who.Group, who.Pronoun:
		return true
	}
	return false
}

func persons(actors []*who.Actor) bool {
	return slices.ContainsFunc(actors, func(a *who.Actor) bool { return a.Kind == event.Person })
}

// delegations reports whether the verb's object is a group of officials.
func delegations(s *sentence, v int) bool {
	if o := s.child(v, syntax.Dobj, syntax.Nsubjpass); o >= 0 {
		p := s.phraseAt(o)
		return p != nil && (p.Form == who.Group || p.Form == who.Unnamed || p.Form == who.InOffice || p.Form == who.Counterpart)
	}
	return false
}

func reciprocal(s *sentence, object int) bool {
	low := strings.ToLower(s.tokens[object].Text)
	return low == "other" || low == "another" || low == "each"
}
