package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// markQuotes tells which tokens stand within quotations, and whether one ends right
// before the sentence.
func (s *sentence) markQuotes(text string, quotes []document.Quote) {
	s.quoted = make([]bool, len(s.tokens))
	for _, q := range quotes {
		if q.End <= s.Start && s.Start-q.End < 5 && strings.Trim(text[q.End:s.Start], "\"”» ") == "" {
			s.afterQuote = true
		}
		if !q.Overlaps(s.Span) {
			continue
		}
		for k, t := range s.tokens {
			if t.Start >= q.Start && t.End <= q.End {
				s.quoted[k] = true
			}
		}
	}
}

// isPlace reports whether the bytes from start to end are, or lie in, the name of
// a place.
func (r *reading) isPlace(start, end int) bool {
	for _, m := range r.where.Mentions {
		if m.Start <= start && end <= m.End && m.Use != where.Adjective {
			return true
		}
	}
	return false
}

// names are the spans of the names tagger.
func (r *reading) names() []where.Span {
	var out []where.Span
	for i := range r.doc.Lines {
		// What the head of an entry puts before its dash is a place.
		if l := &r.doc.Lines[i]; l.Dateline.Len() > 0 && l.Where.Len() > 0 {
			out = append(out, where.Span{Start: l.Where.Start, End: l.Where.End, Label: "GPE"})
		}
	}
	for _, s := range r.sentences {
		for i := 0; i < len(s.tokens); i++ {
			label, ok := strings.CutPrefix(s.tokens[i].Name, "B-")
			if !ok || label == "ORG" {
				continue // too often a building or a town
			}
			j := i
			for j+1 < len(s.tokens) && s.tokens[j+1].Name == "I-"+label {
				j++
			}
			if label == "PERSON" && s.located(i) {
				i = j
				continue
			}
			out = append(out, where.Span{Start: s.tokens[i].Start, End: s.tokens[j].End, Label: label})
			i = j
		}
	}
	return out
}

// located reports whether the words before token i say that a place follows: "in
// the truce village of".
func (s *sentence) located(i int) bool {
	if i < 1 {
		return false
	}
	switch strings.ToLower(s.tokens[i-1].Text) {
	case "in", "at", "near":
		return true
	case "to":
		// "will travel to Yerevan", "a trip to Asmara"; but "wrote to Ashraf".
		for j := i - 2; j >= 0 && j > i-9; j-- {
			if l := s.tokens[j].Lemma; goes[l] || l == "trip" || l == "stop" {
				return true
			}
			if strings.HasPrefix(s.tokens[j].Tag, "VB") {
				break
			}
		}
	case "visit", "visits", "visited", "visiting", "left", "leaves":
		return strings.HasPrefix(s.tokens[i-1].Tag, "VB")
	case "of":
		if i > 1 {
			switch s.tokens[i-2].Lemma {
			case "village", "town", "city", "resort", "port", "island", "province", "region", "district", "capital":
				return true
			}
		}
	}
	return false
}

// segments cuts a sentence at its semicolons: what stands after one is a
// sentence of its own to the grammar.
func segments(text string, s document.Span) []document.Span {
	var out []document.Span
	start := s.Start
	for i := s.Start; i+2 < s.End; i++ {
		if text[i] != ';' || text[i+1] != ' ' {
			continue
		}
		if strings.Count(text[start:i], " ") < 2 || strings.Count(text[i+2:s.End], " ") < 2 {
			continue
		}
		out = append(out, document.Span{Start: start, End: i})
		start = i + 2
	}
	return append(out, document.Span{Start: start, End: s.End})
}

// sentence reads sentence i: who, who said what, what took place, when, where.
func (r *reading) sentence(i int) {
	s := r.sentences[i]
	r.who.Here(r.stateAt(s.line.Where))
	if s.line.Speaker.Len() > 0 {
		r.who.Here(r.stateAt(s.line.Speaker))
	}
	if s.line.Speaker.Len() > 0 {
		// A transcript's label holds until the next one.
		r.who.Voice(nil)
		if who := r.transcript(s.line); len(who) == 1 {
			r.who.Voice(who[0])
		}
	}
	r.who.Resolve(i)
	r.callings(s)
	scope := r.scope(s.line)
	s.headed = r.headed(s.line)
	dates := r.dates(s)
	s.dates = dates
	r.leadDay(s, dates)
	// A transcript's label says who speaks in its line.
	labelled := false
	if s.line.Speaker.Len() > 0 {
		speakers := r.transcript(s.line)
		labelled = true
		if len(speakers) == 1 {
			r.who.Spoke(speakers[0])
			r.who.First(i, speakers[0])
			if i == 0 || r.sentences[i-1].line != s.line {
				r.statements = append(r.statements, &utterance{sentence: i, token: 0, rule: "statement/transcript", speakers: speakers, modality: event.Held})
			}
		} else {
			r.who.Spoke(nil)
		}
	}
	places := r.places(s)
	said := r.utterances(i)
	for _, u := range said {
		u.date = r.saidOn(s, u, dates)
		r.delivered(s, u, places)
		if u.date == nil && (scope == nil || scope.Value != r.published) {
			u.date = scope // what is as new as the text may be of the day of what it is about
		}
		r.statements = append(r.statements, u)
		if !labelled && len(u.speakers) == 1 && !s.quoted[u.token] {
			r.who.Spoke(u.speakers[0])
			r.who.First(i, u.speakers[0])
		}
		r.speaker = u.speakers
	}
	r.named(s)
	if i == 0 || r.sentences[i-1].line != s.line {
		r.enter(s.line)
	}
	found := r.triggers(i)
	for _, t := range found {
		r.slots(s, t, surroundings{dates: dates, places: places, scope: scope, found: found})
		if t.visit() && len(t.parties) == 1 && t.place != nil && t.place.Country != "" {
			// "a visit by Costa to Hefei": its host is the state in which that lies.
			if host := r.who.Of(t.place.Country); !t.parties[0].For(host.ID) && t.parties[0] != host {
				t.left, t.right = t.parties, []*who.Actor{host}
				t.complete()
			}
		}
		if t.typ == "" && (t.noun == "speak" || t.noun == "talk" || t.noun == "conversation") && t.place == nil && t.both && abroad(t) && (t.modality == event.Held || t.modality == "" && t.date != nil || t.modality == event.Planned && !s.quoted[t.token]) {
			t.typ, t.medium = event.Call, "phone" // leaders of two states, in no place
		}
		var parts []*told
		for _, one := range r.distribute(s, t, dates, places) {
			parts = append(parts, r.separate(s, one)...)
		}
		for _, one := range parts {
			s.told = append(s.told, one)
			r.account(one)
			if s.has(t.token, "twice") && one.both {
				again := *one
				again.another = true
				r.events = append(r.events, &account{typ: t.typ})
				r.events[len(r.events)-1].add(&again)
			}
		}
	}
	if n := len(places); n > 0 {
		r.lastPlace = r.place(places[n-1].Mention)
		for _, p := range places {
			if p.Place.Kind == where.Town {
				r.lastTown = r.place(p.Mention)
			}
		}
	}
	// What one said to another within a call or a meeting is told of it, not said in
	// public: "phoned Tudjman, asking him to give up land".
	for _, u := range said {
		u.private = u.private || r.between(s, u) || r.spokenThere(s, u)
	}
}

// between reports whether an utterance has one party of an account for its
// speaker and another for its addressee.
func (r *reading) between(s *sentence, u *utterance) bool {
	if !s.verb(u.token) {
		return false
	}
	o := s.child(u.token, syntax.Dobj, syntax.Dative)
	if o < 0 {
		return false
	}
	p := s.phraseAt(o)
	if p == nil || !personal(p) {
		return false
	}
	switch s.lemma(u.token) {
	case "tell", "ask", "urge", "warn", "assure", "inform", "thank", "congratulate", "remind", "advise", "encourage":
	default:
		return false
	}
	for _, a := range r.events {
		if a.last() < s.index-1 {
			continue
		}
		n, _, _ := compare(u.speakers, a.parties)
		m, _, _ := compare(p.Actors, a.parties)
		if n > 0 && m > 0 {
			return true
		}
	}
	return false
}

// named notes subjects that are several: "Christodoulides and Tatar arrived", so
// that "they" and "both" are known.
func (r *reading) named(s *sentence) {
	for k, t := range s.tokens {
		if t.Dep != syntax.Nsubj && t.Dep != syntax.Nsubjpass {
			continue
		}
		if p := s.phraseAt(k); p != nil && p.Form != who.Pronoun {
			if actors := r.actorsAt(s, k); len(actors) > 1 {
				r.who.Together(actors)
			}
		}
	}
}

// saidOn is the date of a statement, of those that belong to its verb.
func (r *reading) saidOn(s *sentence, u *utterance, dates []dated) *event.Date {
	best, top := (*event.Date)(nil), 60
	for _, d := range dates {
		if d.date == nil || s.ofNoun(d) {
			continue
		}
		if score := s.fits(d, u.token, u.token); score > top && s.verb(u.token) {
			best, top = d.date, score
		}
		// "in a statement carried by the agency on Saturday"
		if g := s.governor(d.first); best == nil && g >= 0 && s.tokens[g].Dep == syntax.Acl && s.tokens[g].Head >= 0 && r.lex.Remark(s.lemma(s.tokens[g].Head)).Text && s.verb(u.token) && s.within(g, u.token) {
			best = d.date
		}
	}
	return best
}

// ofNoun reports whether a date tells of a noun and not of a verb: "apologised for the
// raid of March 1", "denied contacts over the weekend".
func (s *sentence) ofNoun(d dated) bool {
	for i := d.first; i <= d.last; i++ {
		h := s.tokens[i].Head
		if h < 0 || h >= d.first && h <= d.last {
			continue
		}
		prep := ""
		if s.tokens[h].Tag == "IN" || s.tokens[h].Tag == "TO" {
			prep, h = s.lemma(h), s.tokens[h].Head
		}
		if h < 0 || !s.noun(h) {
			return false
		}
		switch t := s.tokens[h]; {
		case t.Tag == "NNP":
			return prep == "of" // "Prague of 1968"
		case s.temporal(h) || s.lex.Remark(t.Lemma).Text || s.lex.Remark(t.Lemma).Hearers:
			return false
		case t.Dep == syntax.Pobj && t.Head >= 0:
			switch s.lemma(t.Head) {
			case "for", "about", "of", "against", "over":
				return true
			}
			return false
		default:
			return t.Dep == syntax.Dobj && prep != "on" // "condemned the attack on Monday" is open
		}
	}
	return false
}
