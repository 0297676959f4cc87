package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// triggers finds the words of a sentence that tell of a call or of talks, with
// their participants, type and modality; dates and places come later.
func (r *reading) triggers(i int) []*told {
	s := r.sentences[i]
	var out []*told
	for k, t := range s.tokens {
		var found *told
		if s.inName(k) {
			continue // "Senior Adviser for Caucasus Negotiations"
		}
		switch {
		case strings.HasPrefix(t.Tag, "VB"):
			if tr := r.lex.Trigger(t.Lemma, false); tr != nil {
				found = r.verbal(s, k, tr)
			}
			if found == nil {
				found = r.happened(s, k)
			}
			if found == nil {
				found = r.invited(s, k)
			}
			if found == nil {
				found = r.travels(s, k)
			}
		case strings.HasPrefix(t.Tag, "NN"):
			if tr := r.lex.Trigger(t.Lemma, true); tr != nil {
				found = r.nominal(s, k, tr, out)
			}
		}
		if found == nil {
			continue
		}
		if len(found.parties) == 1 {
			found.body = r.ofStates(s, found.parties[0]) || council(found.parties[0]) && s.verb(k)
		}
		found.sentence, found.token = i, k
		if found.modality == "" {
			found.modality = r.modality(s, k)
		}
		out = append(out, found)
	}
	for k := range s.tokens {
		if found := r.mediated(s, k, out); found != nil {
			found.sentence = i
			found.modality = r.modality(s, found.token)
			out = append(out, found)
		}
	}
	s.tie(out)
	return r.apart(s, out)
}

// eveOf reports whether the words put something on the eve of the event.
func (s *sentence) eveOf(n int) bool {
	h := s.tokens[n].Head
	return h > 0 && s.tokens[n].Dep == syntax.Pobj && s.lemma(h) == "of" && s.tokens[h].Head >= 0 && s.lemma(s.tokens[h].Head) == "eve"
}

// ofStates reports whether an actor is an organisation of states whose leaders or
// ministers the sentence names as such: "Euro zone leaders", "foreign ministers of
// the Group of Eight".
func (r *reading) ofStates(s *sentence, a *who.Actor) bool {
	if a.Kind != event.Organization {
		return false
	}
	o := r.lex.Organisation(strings.TrimPrefix(a.ID, "org:"))
	if o == nil || o.Type != "igo" && o.Type != "alliance" && o.Type != "format" {
		return false
	}
	for _, p := range s.who.Phrases {
		if p.Plural && (p.Form == who.Unnamed || p.Form == who.Group) && slices.Contains(p.Actors, a) {
			return true
		}
	}
	return false
}

// council reports whether an actor is a body whose members meet as such.
func council(a *who.Actor) bool {
	if a.Kind != event.Organization || !a.Political {
		return false
	}
	words := strings.Fields(a.Name)
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "Council", "Commission", "Committee", "Conference", "Quartet", "Community":
		return words[0] != "European" || words[len(words)-1] != "Commission"
	}
	return false
}

// inName reports whether a token is a word of somebody's title or name.
func (s *sentence) inName(k int) bool {
	p := s.phraseAt(k)
	if p == nil {
		return false
	}
	switch p.Form {
	case who.FullName, who.InOffice, who.Body, who.Organisation:
		return true
	}
	return false
}

// happened reads "it took place on Friday", which tells more of an event told of
// before, and "the first took place in June between X and Y", which tells of
// another of its kind.
func (r *reading) happened(s *sentence, v int) *told {
	switch o := s.child(v, syntax.Dobj); s.lemma(v) {
	case "take":
		if o < 0 || s.lemma(o) != "place" {
			return nil
		}
	case "put":
		return r.signed(s, v, o)
	case "happen", "occur":
	case "hold", "convene", "make", "conduct":
		if !s.passive(v) {
			return nil
		}
	default:
		return nil
	}
	k, _ := s.subject(v)
	if k < 0 {
		return nil
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "it", "this":
		return &told{rule: "any/take-place", noun: "it", anaphoric: true, pointing: true}
	case "first", "second", "third", "fourth", "last", "latest", "previous", "next", "other", "latter":
	default:
		return nil
	}
	if len(r.events) == 0 {
		return nil
	}
	// Its kind and, where no others are told, its parties are those of what the text
	// told of last.
	before := r.events[len(r.events)-1]
	for _, a := range r.events {
		if a.last() > before.last() {
			before = a
		}
	}
	t := &told{rule: "any/ordinal", noun: before.told[0].noun, typ: before.typ, medium: before.medium, another: true}
	for _, o := range s.under(v, "between", "with") {
		t.left = union(t.left, r.party(s, o))
	}
	if len(t.left) == 0 {
		t.left = before.parties
	}
	t.complete()
	t.both = true
	return t
}

// signed reads a signature told as such: "put their names to a treaty".
func (r *reading) signed(s *sentence, v, o int) *told {
	if o < 0 || s.lemma(o) != "name" && s.lemma(o) != "signature" && s.lemma(o) != "initial" {
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

// invited reads an invitation of a person to the inviter's country or house, which
// proposes talks: "Kim invited him to Pyongyang".
func (r *reading) invited(s *sentence, v int) *told {
	if s.lemma(v) != "invite" || s.negated(v) {
		return nil
	}
	subject, passive := s.subject(v)
	var hosts, guests []*who.Actor
	if passive {
		guests = r.party(s, subject)
		for _, o := range s.under(v, "by") {
			hosts = union(hosts, r.party(s, o))
		}
	} else {
		hosts = r.party(s, subject)
		if o := s.object(v); o >= 0 {
			guests = r.party(s, o)
		}
	}
	if !persons(guests) || len(hosts) == 0 {
		return nil
	}
	to := false
	for _, o := range s.under(v, "to") {
		p := s.phraseAt(o)
		to = to || p != nil && p.Form == who.State
		for _, m := range r.where.In(s.tokens[o].Start, s.tokens[o].End) {
			to = to || m.Use == where.Literal
		}
	}
	if !to {
		return nil
	}
	t := &told{rule: "talks/invite", noun: "visit", typ: event.Talks, left: hosts, right: guests, modality: event.Proposed}
	for _, tok := range s.tokens {
		if tok.Lemma == "accept" && tok.Tag != "VB" {
			t.modality = event.Planned
		}
	}
	return t.complete()
}

// travels reads a journey that lies ahead, which announces a visit: "Kishida will
// travel to Seoul", "the Armenian leader is expected in Paris".
func (r *reading) travels(s *sentence, v int) *told {
	var to []int
	subject, passive := s.subject(v)
	switch s.lemma(v) {
	case "travel", "fly", "go", "head", "come":
		if passive {
			return nil
		}
		to = s.under(v, "to")
	case "expect":
		if !passive || s.child(v, syntax.Xcomp) >= 0 {
			return nil
		}
		to = s.under(v, "in")
	default:
		return nil
	}
	traveller := r.party(s, subject)
	if len(traveller) != 1 || !traveller[0].Political || traveller[0].Kind != event.Person || len(traveller[0].Represents) != 3 {
		return nil
	}
	m := s.verbModality(v, false)
	if s.lemma(v) == "expect" && m == "" {
		m = event.Planned
	}
	if m != event.Planned && m != event.Proposed {
		return nil
	}
	for _, o := range to {
		for _, x := range r.where.In(s.tokens[o].Start, s.tokens[o].End) {
			if host := x.Place.Country; x.Use == where.Literal && host != "" && host != traveller[0].Represents && s.phraseAt(o) != nil && s.phraseAt(o).Form == who.State {
				t := &told{rule: "talks/" + s.lemma(v), noun: "visit", typ: event.Talks, weak: true, left: traveller, right: []*who.Actor{r.who.Of(host)}, modality: m}
				return t.complete()
			}
		}
	}
	return nil
}

// tie notes for each trigger of a sentence the one that it took place right
// before or after: "phoned him after the session", "as soon as the talks ended".
func (s *sentence) tie(list []*told) {
	for _, t := range list {
		v := t.token
		if !s.verb(v) {
			v, _ = s.carrier(v)
		}
		if v < 0 || t.modality != event.Held || !t.both {
			continue
		}
		for k, tok := range s.tokens {
			// "The talks were paused for an hour, during which he conferred with Michel"
			if tok.Tag == "WDT" && k > 0 && strings.EqualFold(s.tokens[k-1].Text, "during") && s.governor(k) == v {
				for _, u := range list {
					if u != t && u.token < k && u.pointing {
						t.beside, t.during = u, true
					}
				}
			}
		}
		for _, u := range list {
			if u == t || !u.pointing && u.noun != "session" && !s.eveOf(u.token) {
				continue
			}
			if g, relation := s.carried(u.token); relation == "after" && g == v {
				t.beside = u
			} else if s.eveOf(u.token) && s.within(u.token, v) {
				t.beside, t.eve = u, true
			} else if relation == "subject" && g >= 0 && s.tokens[g].Dep == syntax.Advcl && s.within(g, v) && s.has(g, "after", "before", "once", "as", "when") {
				t.beside = u
			}
		}
	}
}

// mediated reads a medium beside a verb that is no trigger itself: "by video link
// the ministers prepared the summit", "congratulated her by phone".
func (r *reading) mediated(s *sentence, k int, found []*told) *told {
	word := strings.ToLower(s.tokens[k].Text)
	if word == "line" && k > 1 && strings.EqualFold(s.tokens[k-1].Text, "the") && strings.EqualFold(s.tokens[k-2].Text, "on") && s.governor(k) >= 0 && s.lemma(s.governor(k)) == "be" {
		word = "phone" // "was on the line to the professor"
	} else if mediumOf(word) == "" && !(word == "link" && k > 0 && mediumOf(strings.ToLower(s.tokens[k-1].Text)) != "") {
		return nil
	}
	h := k - 1
	if h > 0 && (s.tokens[h].Tag == "DT" || mediumOf(strings.ToLower(s.tokens[h].Text)) != "") {
		h--
	}
	if h < 0 || s.tokens[k].Dep == syntax.Compound && s.tokens[k].Head > k && s.lex.Trigger(s.lemma(s.tokens[k].Head), true) != nil {
		return nil // "by phone call": the call is the trigger
	}
	switch strings.ToLower(s.tokens[h].Text) {
	case "by", "over", "via", "through":
	case "on":
		if word != "phone" && word != "telephone" {
			return nil // "agree on a hotline"
		}
	default:
		return nil
	}
	v := s.governor(k)
	if v < 0 || slices.ContainsFunc(found, func(t *told) bool {
		if t.typ != event.Call {
			return false
		}
		g, relation := t.token, ""
		if !s.verb(g) {
			g, relation = s.carrier(g)
		}
		return g == v && relation != "after" || s.within(k, t.token)
	}) {
		return nil
	}
	t := &told{rule: "call/by-" + word, typ: event.Call, medium: "phone", token: v, noun: "call"}
	if m := s.medium(v); remote(m) {
		t.medium = m
	}
	subject, passive := s.subject(v)
	t.left = r.party(s, subject)
	if passive {
		// "was told by Blair on the telephone"
		for _, o := range s.under(v, "by") {
			t.right = union(t.right, r.party(s, o))
		}
	}
	for _, o := range s.children(v, syntax.Dobj, syntax.Dative) {
		if p := s.phraseAt(o); p != nil && (personal(p) || p.Form == who.Unnamed) {
			t.right = union(t.right, r.party(s, o))
		}
	}
	for _, o := range s.under(v, "with", "to") {
		t.right = union(t.right, r.party(s, o))
	}
	t.complete()
	if len(t.parties) < 2 {
		return nil
	}
	return t
}

// mediumOf names the medium that a word tells: "phone", "video", or "in-person";
// empty for other words.
func mediumOf(w string) string {
	switch w {
	case "phone", "telephone", "telephonic", "hotline", "phonecall", "landline", "mobile", "cellphone":
		return "phone"
	case "video", "videoconference", "videolink", "video-link", "video-conference", "zoom", "skype", "videocall", "teleconference", "webinar", "virtual", "virtually", "online", "teleconferencing", "videoconferencing":
		return "video"
	case "face-to-face", "in-person", "one-on-one":
		return "in-person"
	}
	return ""
}

// verbal reads a verb: "met", "spoke by phone with", "was received by".
func (r *reading) verbal(s *sentence, v int, tr *lexicon.Trigger) *told {
	if tr.Frame["support"] && len(tr.Frame) == 1 || tr.Frame["host"] {
		return nil // the noun that it supports is the trigger
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
	if object >= 0 && tr.Lemma != "spend" && s.phraseAt(object) == nil && (s.temporal(object) || s.lemma(object) == "one-on-one" || s.lemma(object) == "face-to-face" || s.lemma(object) == "morning" || s.lemma(object) == "evening" || s.lemma(object) == "afternoon") {
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
		if passive || object < v || s.child(v, syntax.Prt) >= 0 || s.child(v, syntax.Ccomp, syntax.Acomp, syntax.Attr) >= 0 {
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
	case tr.Frame["visit"]:
		if object < 0 {
			return nil
		}
		t.right = r.party(s, object)
		t.weak = !persons(t.right)
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
				if s.mediating(o) {
					t.host("mediate", r.party(s, o))
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
	joint := tr.Frame["joint"] && len(t.left) > 1
	switch tr.Lemma {
	case "speak", "talk", "chat", "converse", "dialogue", "discuss":
		// To speak is to make a statement unless it is with somebody of one's kind.
		if len(t.right) == 0 && !(joint && (t.typ != "" || s.lasts(v) || tr.Lemma == "talk" || tr.Lemma == "converse" || r.readout && tr.Lemma == "speak" && object < 0 && s.child(v, syntax.Ccomp) < 0)) {
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
		if s.verb(i) || s.tokens[i].Tag == "CC" || strings.HasPrefix(s.tokens[i].Tag, "W") || s.quoted[i] != s.quoted[v] || i == v+1 && s.tokens[i].Tag != "IN" && s.tokens[i].Text != "," {
			return -1
		}
		p := s.phraseAt(i)
		if p == nil || p.First != i {
			continue
		}
		if (personal(p) || p.Form == who.Unnamed || p.Form == who.Body) && p.Form != who.Pronoun && s.tokens[i-1].Tag != "IN" && s.tokens[i-1].Tag != "TO" && s.tokens[i-1].Text != "," {
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

// mediating reports whether what stands after "with" mediates: "with Qatar and
// Egypt mediating".
func (s *sentence) mediating(o int) bool {
	list := s.coordinated(o)
	if len(list) == 0 {
		return false
	}
	i := list[len(list)-1].Last + 1
	if i >= len(s.tokens) {
		return false
	}
	switch strings.ToLower(s.tokens[i].Text) { // whatever the tagger takes it for
	case "mediating", "hosting", "brokering", "facilitating", "moderating", "chairing":
		return true
	}
	return false
}

// host notes who hosts, chairs or mediates, by the verb that tells it.
func (t *told) host(lemma string, actors []*who.Actor) {
	t.hosts = union(t.hosts, actors)
	switch lemma {
	case "mediate", "broker", "facilitate", "moderate":
		t.mediators = union(t.mediators, actors)
	}
}

// complete sets the parties from the two sides.
func (t *told) complete() *told {
	t.parties = nil
	for _, a := range append(slices.Clone(t.left), t.right...) {
		t.parties = joined(t.parties, a)
	}
	t.both = t.both || len(t.left) > 0 && len(t.right) > 0 && len(t.parties) > 1 || len(t.left) > 1 && len(t.right) == 0
	return t
}

// remote reports whether a medium makes a contact a call.
func remote(medium string) bool { return medium == "phone" || medium == "video" }

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

// party returns the actors at a token that can be party to a call or talks. A
// relative pronoun gives those of the noun that it stands for.
func (r *reading) party(s *sentence, token int) []*who.Actor {
	if token < 0 {
		return nil
	}
	if tag := s.tokens[token].Tag; tag == "WP" || tag == "WDT" {
		v := s.governor(token)
		if v >= 0 && s.tokens[v].Dep != syntax.Relcl && s.tokens[v].Dep != syntax.Root {
			v = s.tokens[v].Head
		}
		if v >= 0 && s.tokens[v].Dep == syntax.Relcl && s.tokens[v].Head >= 0 {
			// "A, B and C, with whom he talked": the whole list.
			h := s.tokens[v].Head
			for s.tokens[h].Dep == syntax.Conj && s.tokens[h].Head >= 0 && s.noun(s.tokens[h].Head) {
				h = s.tokens[h].Head
			}
			return r.party(s, h)
		}
		return nil
	}
	if head := r.ledBy(s, token); head != nil {
		return head
	}
	var out []*who.Actor
	for _, a := range r.actorsAt(s, token) {
		if a.Kind == event.Organization && !a.Political && !a.Unsure {
			continue // a newspaper, a company
		}
		out = append(out, a)
	}
	p := s.phraseAt(token)
	if len(out) == 0 && (p == nil || p.Head == token && len(p.Actors) == 0) {
		// "The Secretary-General's Senior Coordinator, Sigrid Kaag"
		if k := s.child(token, syntax.Appos); k > token && s.phraseAt(k) != nil && s.phraseAt(k) != p {
			return r.party(s, k)
		}
	}
	if len(out) == 0 && p != nil && p.Form == who.Unnamed && len(p.Of) == 0 {
		// "crossed into Israel for a meeting with officials there"
		if i := p.Last + 1; i < len(s.tokens) && strings.EqualFold(s.tokens[i].Text, "there") {
			for k := i; k >= 0; k-- {
				if q := s.phraseAt(k); q != nil && q.Form == who.State && len(q.Actors) == 1 && q.Actors[0].Kind == event.Country {
					return q.Actors
				}
			}
			if r.lastPlace != nil && r.lastPlace.Country != "" {
				return []*who.Actor{r.who.Of(r.lastPlace.Country)}
			}
		}
	}
	if len(out) == 0 && p != nil {
		if a := r.who.Collective(s.who, p); a != nil {
			out = append(out, a)
		} else if a := r.who.Unknown(s.who, p); a != nil {
			p.Actors, p.Via = []*who.Actor{a}, "unknown"
			out = append(out, a)
		}
	}
	return out
}

// ledBy returns who leads the delegation at a token, when the words tell: "a
// delegation of the United States headed by Antony Blinken".
func (r *reading) ledBy(s *sentence, token int) []*who.Actor {
	switch s.lemma(token) {
	case "delegation", "team", "mission":
	default:
		return nil
	}
	for i := token + 1; i+2 < len(s.tokens) && i < token+12; i++ {
		switch s.lemma(i) {
		case "head", "lead", "chair":
			if s.tokens[i].Tag != "VBN" && s.tokens[i].Tag != "VBD" || !strings.EqualFold(s.tokens[i+1].Text, "by") {
				return nil
			}
			if p := s.phraseAt(i + 2); p != nil && p.First == i+2 && personal(p) {
				return p.Actors
			}
			return nil
		}
		if s.verb(i) {
			return nil
		}
	}
	return nil
}

// apart takes from a list what another word of the sentence sets apart: "spoke to
// X, and to Y in another call", "rang X and, in a separate call, Y".
func (r *reading) apart(s *sentence, list []*told) []*told {
	for _, n := range list {
		if !n.another || s.verb(n.token) {
			continue
		}
		carrier, relation := s.carrier(n.token)
		if relation != "in" {
			continue
		}
		k := slices.IndexFunc(list, func(v *told) bool { return v.token == carrier && len(v.right) > 1 })
		if k < 0 {
			continue
		}
		v := list[k]
		// The phrase that the noun stands by: right after it, else right before.
		var beside *who.Phrase
		for i := n.token + 1; i < len(s.tokens) && i < n.token+4 && beside == nil; i++ {
			beside = s.phraseAt(i)
		}
		if beside == nil {
			for i := n.token - 1; i >= 0 && i > n.token-6 && beside == nil; i-- {
				beside = s.phraseAt(i)
			}
		}
		if beside == nil || len(beside.Actors) == 0 || !slices.Contains(v.right, beside.Actors[0]) {
			continue
		}
		n.left, n.right, n.both, n.anaphoric = v.left, beside.Actors, false, false
		n.complete()
		if v.typ == "" || n.typ == event.Call && !strings.Contains(v.rule, "meet") {
			v.typ, v.medium = n.typ, n.medium
		}
		v.right = slices.DeleteFunc(slices.Clone(v.right), func(a *who.Actor) bool { return slices.Contains(beside.Actors, a) })
		v.complete()
	}
	return list
}

// medium finds how a verb's or noun's participants spoke: "phone", "video", or
// "in-person" when the words say so; empty when they don't.
func (s *sentence) medium(k int) string {
	if !s.verb(k) {
		// A noun's own words: "phone call", "a video conference".
		for _, c := range s.kids[k] {
			if m := mediumOf(strings.ToLower(s.tokens[c].Text)); m != "" && c < k {
				return m
			}
		}
		if k > 0 {
			if m := mediumOf(strings.ToLower(s.tokens[k-1].Text)); m != "" {
				return m
			}
		}
	}
	for j, t := range s.tokens {
		if j == k || !s.within(j, k) {
			continue
		}
		low := strings.ToLower(t.Text)
		m := mediumOf(low)
		if low == "line" && j > 0 {
			switch strings.ToLower(s.tokens[j-1].Text) {
			case "secure", "hot", "open", "telephone", "phone":
				m = "phone"
			}
		}
		if m == "" {
			continue
		}
		if g := s.governor(j); s.verb(k) && g != k || !s.verb(k) && g >= 0 && s.within(g, k) {
			continue
		}
		// "by phone", "over the phone", "on the telephone", "via video link"; not "a
		// video" as the object.
		if t.Dep == syntax.Dobj && j > 0 {
			switch strings.ToLower(s.tokens[j-1].Text) {
			case "over", "by", "via", "on", "through":
				return m // "spoken over phone"
			}
		}
		if t.Dep == syntax.Pobj || t.Dep == syntax.Compound || t.Dep == syntax.Advmod || t.Dep == syntax.Npadvmod || t.Dep == syntax.Amod || t.Dep == syntax.Nmod {
			return m
		}
	}
	for i, t := range s.tokens {
		if s.verb(k) && t.Lemma == "phone" && i > 2 && (s.lemma(i-3) == "pick" || s.lemma(i-2) == "pick") {
			return "phone" // "pick up the phone and speak to"
		}
		if i+2 < len(s.tokens) && strings.EqualFold(s.tokens[i].Text, "face") && strings.EqualFold(s.tokens[i+1].Text, "to") && strings.EqualFold(s.tokens[i+2].Text, "face") {
			return "in-person"
		}
	}
	return ""
}
