package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// utterance is a sentence that attributes words or a position to somebody.
type utterance struct {
	sentence   int
	token      int // the cue: "said", "according"
	rule       string
	speakers   []*who.Actor
	addressees []*who.Actor
	medium     string
	modality   event.Modality
	date       *event.Date
	place      *event.Place
	// private is set for what was said within a call or a meeting and is told by an
	// account of it: it is evidence for that, and no statement.
	private bool
}

// utterances finds the attributions in sentence i.
func (r *reading) utterances(i int) []*utterance {
	s := r.sentences[i]
	var out []*utterance
	add := func(u *utterance) {
		if u == nil || len(u.speakers) == 0 {
			return
		}
		u.sentence = i
		for _, x := range out {
			if sameActors(x.speakers, u.speakers) {
				return // one attribution a sentence and speaker
			}
		}
		out = append(out, u)
	}
	for k, t := range s.tokens {
		switch {
		case strings.EqualFold(t.Text, "according") && k+1 < len(s.tokens) && strings.EqualFold(s.tokens[k+1].Text, "to"):
			add(r.accordingTo(s, k))
		case strings.HasPrefix(t.Tag, "VB"):
			add(r.verbal2(s, k))
			add(r.relayed(s, k))
		case strings.EqualFold(t.Text, "per") && k > 0 && t.Tag == "IN":
		}
	}
	if len(out) == 0 {
		add(r.colon(s))
		add(r.trailing(s))
	}
	return out
}

func sameActors(a, b []*who.Actor) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x *who.Actor) bool { return !slices.Contains(b, x) })
}

// verbal2 reads a verb of speech with its subject.
func (r *reading) verbal2(s *sentence, v int) *utterance {
	sp := r.lex.Speech(s.lemma(v))
	if sp == nil || s.quoted[v] {
		return nil
	}
	for _, k := range s.children(v, syntax.Aux) {
		if strings.EqualFold(s.tokens[k].Text, "to") && !sp.Classes["address"] && s.lemma(v) != "make" {
			return nil // "phoned to congratulate him"
		}
	}
	if o := s.child(v, syntax.Dobj); o >= 0 && s.tokens[o].Tag == "WP" {
		return nil // "what Beijing calls a state visit"
	}
	u := &utterance{token: v, modality: event.Held}
	subject, passive := s.subject(v)
	class := ""
	for _, c := range []string{"say", "tell", "describe", "urge", "judge", "express", "address"} {
		if sp.Classes[c] && r.says(s, v, c, passive) {
			class = c
			break
		}
	}
	if class == "" {
		return nil
	}
	u.rule = "statement/" + class + "-" + s.lemma(v)
	switch s.verbModality(v, false) {
	case event.Planned:
		if class != "address" && !(class == "express" && s.lemma(v) == "make") {
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
		if len(u.speakers) == 0 {
			return nil
		}
		return u
	}
	if subject < 0 {
		return nil
	}
	u.speakers = r.speakers(s, subject)
	switch low := strings.ToLower(s.tokens[subject].Text); {
	case low == "it" && r.document1 != nil && s.index-r.documentAt <= 2:
		u.speakers = r.document1 // the statement of the sentence before
	case low == "they":
		// "they say at the Élysée"
		for _, o := range s.under(v, "at", "in") {
			if p := s.phraseAt(o); p != nil && (p.Form == who.Body || p.Form == who.State && len(p.Entries) > 0) && s.tokens[s.tokens[o].Head].Lemma == "at" {
				u.speakers = p.Actors
			}
		}
	}
	if len(u.speakers) == 0 {
		u.speakers = r.document(s, subject)
	}
	// "in a joint statement with Qatar"
	for _, o := range s.under(v, "in") {
		if statementNoun(s.lemma(o)) && s.has(o, "joint") {
			with := s.preps(o, "with")
			for _, k := range s.children(o, syntax.Acl) {
				with = append(with, s.preps(k, "with")...)
			}
			for _, w := range with {
				u.speakers = union(u.speakers, r.speakers(s, w))
			}
		}
	}
	if o := s.child(v, syntax.Dobj, syntax.Dative); o >= 0 && class == "tell" {
		u.addressees = r.actorsAt(s, o)
	}
	u.private = r.isPrivate(s, v, u)
	return u
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

// says reports whether the verb v attributes words in the way of the class.
func (r *reading) says(s *sentence, v int, class string, passive bool) bool {
	lemma := s.lemma(v)
	content := s.child(v, syntax.Ccomp) >= 0 || s.quotes(v)
	switch class {
	case "say":
		if lemma == "say" || lemma == "tweet" || lemma == "state" && content {
			return true
		}
		if content {
			return true
		}
		if x := s.child(v, syntax.Xcomp); x >= 0 {
			switch lemma {
			case "vow", "pledge", "promise", "threaten", "swear", "claim":
				return true
			}
		}
		if o := s.child(v, syntax.Dobj); o >= 0 {
			switch lemma {
			case "announce", "confirm", "deny", "declare", "stress", "reiterate", "reaffirm", "affirm", "underline", "underscore", "emphasise", "emphasize", "pledge", "promise", "vow", "propose", "warn", "acknowledge", "reveal", "post", "write", "admit", "predict", "highlight", "recommend", "explain", "outline":
				return s.tokens[o].Dep != syntax.Dobj || !s.temporal(o)
			}
		}
		switch lemma {
		case "warn":
			return len(s.preps(v, "of", "against", "about")) > 0 || s.child(v, syntax.Dobj) >= 0
		case "reply", "respond", "answer", "comment", "write", "post", "insist":
			return len(s.preps(v, "on", "in")) > 0 && lemma != "respond" && lemma != "answer" || lemma == "insist" && len(s.preps(v, "on", "that")) > 0
		}
		return false
	case "tell":
		o := s.child(v, syntax.Dobj, syntax.Dative)
		return content || o >= 0 && lemma == "tell"
	case "urge":
		if passive {
			return false
		}
		switch lemma {
		case "call":
			// "called for", "called on X to": not "called X".
			if v+1 >= len(s.tokens) {
				return false
			}
			next := strings.ToLower(s.tokens[v+1].Text)
			if next == "again" && v+2 < len(s.tokens) {
				next = strings.ToLower(s.tokens[v+2].Text)
			}
			return next == "for" || (next == "on" || next == "upon") && !r.visiting(s, v)
		case "ask", "request", "demand", "invite", "beg", "encourage", "press", "plead", "advise":
			if lemma == "demand" || lemma == "request" {
				return content || s.child(v, syntax.Dobj, syntax.Xcomp) >= 0
			}
			if lemma == "invite" || lemma == "press" || lemma == "plead" {
				return content && s.quotes(v)
			}
			if lemma == "ask" {
				for _, o := range s.preps(v, "for") {
					if r.lex.Trigger(s.lemma(o), true) == nil {
						return true
					}
				}
				return s.quotes(v) || s.child(v, syntax.Ccomp) >= 0 && s.has(s.child(v, syntax.Ccomp), "that")
			}
			return s.child(v, syntax.Xcomp) >= 0 && s.child(v, syntax.Dobj, syntax.Dative) >= 0 || content
		case "appeal":
			return len(s.preps(v, "to", "for")) > 0
		}
		return content || s.child(v, syntax.Dobj, syntax.Xcomp, syntax.Ccomp) >= 0
	case "judge":
		o := s.child(v, syntax.Dobj)
		if o < 0 {
			return len(s.preps(v, "as", "of")) > 0 && !passive
		}
		switch lemma {
		case "welcome", "honour", "honor", "back", "support", "greet":
			p := s.phraseAt(o)
			return p == nil || !personal(p)
		case "thank", "congratulate":
			return true
		case "charge", "question", "challenge", "dispute":
			return lemma == "dispute"
		}
		return true
	case "express":
		o := s.child(v, syntax.Dobj)
		if o < 0 {
			return false
		}
		switch s.lemma(o) {
		case "concern", "hope", "support", "regret", "readiness", "satisfaction", "alarm", "confidence", "optimism", "doubt", "gratitude", "appreciation", "solidarity", "outrage", "opposition", "willingness", "warning", "apology", "appeal", "condolence", "sympathy", "fear", "worry", "frustration", "disappointment", "anger", "dismay", "feeling", "view", "scepticism", "skepticism", "interest", "commitment", "thanks", "shock", "sadness", "sorrow", "objection":
			return lemma != "have"
		case "statement", "communique", "communiqué", "declaration", "remark", "speech", "reminder", "response", "threat", "ultimatum", "rebuke":
			return true
		case "report", "release", "readout", "letter", "note":
			return lemma == "issue" || lemma == "release" || lemma == "publish"
		}
		return false
	case "describe":
		if lemma == "call" {
			o := s.child(v, syntax.Dobj, syntax.Nsubj)
			if s.child(v, syntax.Prt) >= 0 || s.has(v, "on", "for", "off") {
				return false
			}
			if x := s.child(v, syntax.Oprd); x >= 0 {
				if p := s.phraseAt(v + 1); p != nil && p.First <= x && x <= p.Last || s.child(v, syntax.Dobj) < 0 && s.phraseAt(x) != nil {
					return false // "called the Taoiseach, Leo Varadkar,"
				}
			}
			return s.child(v, syntax.Oprd, syntax.Xcomp, syntax.Acomp, syntax.Ccomp, syntax.Attr) >= 0 || o >= 0 && s.quotedAfter(v)
		}
		if passive {
			return len(s.under(v, "by")) > 0
		}
		return s.child(v, syntax.Dobj) >= 0 && (len(s.preps(v, "as")) > 0 || s.has(v, "as") || lemma == "denounce" || lemma == "hail" || s.quotedAfter(v) || s.child(v, syntax.Oprd) >= 0)
	case "address":
		switch lemma {
		case "address":
			o := s.child(v, syntax.Dobj)
			if o < 0 {
				return false
			}
			switch s.lemma(o) {
			case "nation", "parliament", "crowd", "reporter", "journalist", "lawmaker", "assembly", "congress", "supporter", "conference", "council", "summit", "rally", "people":
				return true
			}
			return false
		case "speak", "talk":
			if len(s.preps(v, "of")) > 0 && (s.quotedAfter(v) || lemma == "speak") {
				return true // "spoke of a new dawn"
			}
			for _, o := range s.under(v, "to", "with") {
				if public(s.lemma(o)) {
					return s.verbModality(v, false) != event.Planned && s.tokens[v].Dep == syntax.Root
				}
			}
		}
	}
	return false
}

// public are those to whom one speaks for all to hear.
func public(lemma string) bool {
	switch lemma {
	case "reporter", "journalist", "media", "press", "correspondent", "newspaper", "television", "tv", "broadcaster", "radio", "channel", "agency", "parliament", "lawmaker", "nation", "crowd", "supporter", "conference", "briefing", "audience", "network", "station", "website", "daily", "magazine", "interviewer", "host":
		return true
	}
	return false
}

// visiting reports whether "called on" is a courtesy call: on a person, without
// an infinitive after.
func (r *reading) visiting(s *sentence, v int) bool {
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
		return false
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

// speakers returns whom the phrase at a token and those joined to it name, as far
// as they can be speakers.
func (r *reading) speakers(s *sentence, token int) []*who.Actor {
	if token < 0 {
		return nil
	}
	p := s.phraseAt(token)
	if p == nil || p.Head == token && len(p.Actors) == 0 {
		// "a spokesman for the group, Viktor Alksnis, said"
		if k := s.child(token, syntax.Appos); k > token && s.phraseAt(k) != nil && s.phraseAt(k) != p {
			return r.speakers(s, k)
		}
	}
	if p == nil {
		return nil
	}
	if p.Form == who.State && token != p.Head {
		return nil
	}
	if a := r.who.Unknown(s.who, p); a != nil {
		p.Actors, p.Via = []*who.Actor{a}, "unknown"
	}
	var out []*who.Actor
	sides := p.Form == who.Group && len(p.Of) == 0 && (p.Noun == "side" || p.Noun == "party" || p.Noun == "delegation" || p.Noun == "government" || p.Noun == "country")
	for _, a := range r.actorsAt(s, token) {
		if r.political(a) {
			if sides {
				a = r.who.Side(a)
			}
			out = union(out, []*who.Actor{a})
		}
	}
	return out
}

// political reports whether an actor's words count: states, bodies, parties,
// people with an office. Newspapers, companies, scholars and private people don't.
func (r *reading) political(a *who.Actor) bool {
	if a.Political {
		return true
	}
	for _, e := range r.events {
		if slices.Contains(e.parties, a) && len(e.parties) > 1 {
			return true // who meets ministers counts
		}
	}
	return a.Kind == event.Person && (a.Represents != "" || a.Unsure && len(r.text) < 600)
}

func statementNoun(lemma string) bool {
	switch lemma {
	case "statement", "communique", "communiqué", "declaration", "readout", "release", "letter", "message", "post", "tweet", "text", "document", "note", "account", "report", "website", "press", "transcript", "resolution", "speech", "address", "interview", "remark", "comment":
		return true
	}
	return false
}

// document returns who speaks through a document that is the subject of a verb of
// speech: "its statement says", "the communique said".
func (r *reading) document(s *sentence, token int) []*who.Actor {
	if !statementNoun(s.lemma(token)) && s.lemma(token) != "office" && s.lemma(token) != "website" && s.lemma(token) != "spokesman" {
		return nil
	}
	if p := s.child(token, syntax.Poss); p >= 0 {
		return r.speakers(s, p)
	}
	for _, o := range s.preps(token, "of", "by", "from") {
		if a := r.speakers(s, o); a != nil {
			return a
		}
	}
	for _, p := range s.modifying(token) {
		if p.Form == who.Body || p.Form == who.Organisation || p.Form == who.State {
			return p.Actors
		}
	}
	switch s.lemma(token) {
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
	if !statementNoun(s.lemma(token)) || !s.has(token, "joint") {
		return nil
	}
	var out []*who.Actor
	for _, a := range r.who.Near() {
		out = union(out, []*who.Actor{r.who.Side(a)})
	}
	with := s.preps(token, "with", "by", "of", "from")
	for _, k := range s.children(token, syntax.Acl) {
		with = append(with, s.preps(k, "with", "by")...)
	}
	for _, w := range with {
		out = union(out, r.speakers(s, w))
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// accordingTo reads "according to X".
func (r *reading) accordingTo(s *sentence, k int) *utterance {
	for j := k + 2; j < len(s.tokens) && j < k+8; j++ {
		if p := s.phraseAt(j); p != nil {
			if p.Form == who.Adjective {
				continue
			}
			u := &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: r.speakers(s, p.Head)}
			return u
		}
		if tag := s.tokens[j].Tag; tag != "DT" && tag != "JJ" && tag != "PRP$" && !strings.HasPrefix(tag, "NN") {
			break
		}
		if o := r.joint(s, j); o != nil {
			r.document1, r.documentAt = o, s.index
			return &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: o}
		}
		if o := r.document(s, j); o != nil {
			return &utterance{token: k, rule: "statement/according-to", modality: event.Held, speakers: o}
		}
	}
	return nil
}

// colon reads a name set off by a colon before quoted words: "David Lammy, on X:
// “A bold step.”"
func (r *reading) colon(s *sentence) *utterance {
	for k, t := range s.tokens {
		if t.Text == ":" && k+1 < len(s.tokens) && s.quotedAfter(k) && k < 14 {
			if p := s.phraseAt(0); p != nil && p.Last < k {
				for j := p.Last + 1; j < k; j++ {
					if s.verb(j) {
						return nil
					}
				}
				return &utterance{token: k, rule: "statement/colon", modality: event.Held, speakers: r.speakers(s, p.Head)}
			}
			return nil
		}
	}
	return nil
}

// trailing reads who is named at the end of a headline after a dash: "China urges
// restraint - foreign ministry".
func (r *reading) trailing(s *sentence) *utterance {
	if !s.headline {
		return nil
	}
	for k := len(s.tokens) - 2; k > 2 && k > len(s.tokens)-8; k-- {
		if t := s.tokens[k].Text; t == "-" || t == "–" || t == "—" {
			if p := s.phraseAt(k + 1); p != nil && p.Last >= len(s.tokens)-2 {
				return &utterance{token: k, rule: "statement/trailing", modality: event.Held, speakers: r.speakers(s, p.Head)}
			}
		}
	}
	return nil
}

// isPrivate reports whether the words were spoken within a call or a meeting
// that the article tells of, rather than for all to hear.
func (r *reading) isPrivate(s *sentence, v int, u *utterance) bool {
	switch s.lemma(v) {
	case "post", "tweet", "write":
		return false
	}
	for _, o := range s.under(v, "to", "at", "on", "in") {
		if public(s.lemma(o)) || s.lemma(o) == "statement" || s.lemma(o) == "post" || s.lemma(o) == "tweet" || s.lemma(o) == "interview" || s.lemma(o) == "speech" {
			return false
		}
	}
	if o := s.child(v, syntax.Dobj, syntax.Dative); o >= 0 && public(s.lemma(o)) {
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

// transcript reads who speaks in a labelled line: "PRIME MINISTER: ...".
func (r *reading) transcript(l *document.Line) []*who.Actor {
	a := r.who.Label(l.Speaker.Of(r.text))
	if a == nil || !r.political(a) {
		return nil
	}
	return []*who.Actor{a}
}
