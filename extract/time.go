package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/when"
)

// dated is a date expression of a sentence with the date that it means.
type dated struct {
	when.Expression
	date *event.Date
	// first and last are the tokens it covers.
	first, last int
}

// dates finds and resolves the dates of a sentence. Expressions of the heads and
// labels that scope over it were followed before.
func (r *reading) dates(s *sentence) []dated {
	var out []dated
	for _, e := range when.Find(r.text, s.Start, s.End) {
		d := dated{Expression: e, first: -1}
		for i, t := range s.tokens {
			if t.Start < e.End && t.End > e.Start {
				if d.first < 0 {
					d.first = i
				}
				d.last = i
			}
		}
		if d.first < 0 {
			continue
		}
		direction := when.Unknown
		if e.NeedsDirection() {
			direction = r.direction(s, d)
		}
		clock := r.clock
		if e.Relational() && s.headed {
			if day, err := when.ParseDay(r.scopeDate.End); err == nil {
				clock.Published, clock.Dateline = day, 0 // "Dec. 2: X sees Y, two days after meeting Z"
			}
		}
		d.date = e.Resolve(clock, direction)
		out = append(out, d)
		r.clock.Follow(e, d.date)
	}
	return out
}

// direction tells which way the verb around a date looks.
func (r *reading) direction(s *sentence, d dated) when.Direction {
	if d.first > 0 && strings.EqualFold(s.tokens[d.first-1].Text, "for") {
		if g := s.governor(d.first); g >= 0 && plans[s.lemma(g)] && (strings.HasPrefix(d.Rule, "weekday") || strings.HasPrefix(d.Rule, "season")) {
			return when.Future // "had been fixed for Tuesday"
		}
	}
	if s.moves(d.first) {
		return when.Future // "was put off to the 29th"
	}
	g := d.first
	for g >= d.first && g <= d.last {
		h := s.tokens[g].Head
		if h < 0 {
			break
		}
		g = h
	}
	for n := 0; g >= 0 && n < 8; n++ {
		if s.verb(g) {
			switch s.verbModality(g, s.tokens[g].Dep == syntax.Acl || s.tokens[g].Dep == syntax.Amod) {
			case event.Planned, event.Proposed, event.Cancelled:
				if s.wasTo(g) {
					return when.Present // "was to meet him on Saturday": ahead or just past
				}
				return when.Future
			}
			switch s.tokens[g].Tag {
			case "VBD":
				return when.Past
			case "VBN":
				if l := s.lemma(g); (l == "expect" || l == "schedule" || l == "plan" || l == "slate" || l == "set") && s.auxiliary(g, func(t syntax.Token) bool { return t.Tag == "VBZ" || t.Tag == "VBP" }) {
					return when.Future // "is expected in Moscow on Friday"
				}
				return when.Past
			case "VBZ", "VBP":
				if l := s.lemma(g); s.headline || entry(s.line) || goes[l] || begins[l] || s.lex.Trigger(l, false) != nil && !speaks[l] {
					return when.Present
				}
			}
			break
		}
		if tr := r.lex.Trigger(s.tokens[g].Lemma, true); tr != nil && strings.HasPrefix(s.tokens[g].Tag, "NN") {
			switch r.modality(s, g) {
			case event.Planned, event.Proposed, event.Cancelled:
				return when.Future
			}
		}
		g = s.tokens[g].Head
	}
	return when.Tense(r.text, s.Start, s.End, d.Start)
}

// term reports whether a length is a time that somebody is given, or that of
// something else: "gave them two days to withdraw", "a pause of 120 hours".
func (s *sentence) term(d dated, k int) bool {
	for i := d.first; i <= d.last; i++ {
		if t := s.tokens[i]; t.Head >= 0 && (t.Head < d.first || t.Head > d.last) {
			h := t.Head
			if l := s.lemma(h); l == "give" || l == "grant" || l == "allow" {
				return t.Dep != syntax.Pobj
			}
			n := s.tokens[h].Head
			return t.Dep == syntax.Pobj && s.lemma(h) == "of" && n >= 0 && n != k && s.noun(n) && s.lex.Trigger(s.lemma(n), true) == nil && !s.within(k, n)
		}
	}
	return false
}

// wasTo reports whether a plan is told in the past: "was to meet", "had been due".
func (s *sentence) wasTo(v int) bool {
	for n := 0; v >= 0 && n < 4; n++ {
		for _, k := range s.kids[v] {
			if t := s.tokens[k]; t.Tag == "VBD" && (t.Lemma == "be" || t.Lemma == "have") {
				return true
			}
		}
		if t := s.tokens[v]; t.Tag == "VBD" && t.Lemma == "be" {
			return true
		}
		if d := s.tokens[v].Dep; d != syntax.Xcomp && d != syntax.Acomp {
			return false
		}
		v = s.tokens[v].Head
	}
	return false
}

// dateOf chooses the date of a trigger among those of its sentence: one that
// belongs to the trigger itself, else to the verb that carries it, else one that
// stands for the whole sentence; none that fits less than floor.
func (r *reading) dateOf(s *sentence, t *told, dates []dated, floor int) *event.Date {
	k := t.token
	carrier, _ := s.clauseOf(k)
	best, top := (*event.Date)(nil), floor
	vague := false
	// "In August Trump cancelled a visit", "on Monday he proposed talks": the verb's
	// own date is that of the word, not of the event.
	if at := s.antecedentOf(carrier, "when"); at >= 0 {
		for _, d := range dates {
			if d.first <= at && at <= d.last && d.date != nil {
				return d.date
			}
		}
	}
	if carrier >= 0 && !s.verb(k) && s.moved(carrier) {
		for _, o := range s.preps(carrier, "to", "until", "till") {
			for _, d := range dates {
				if d.first <= o && o <= d.last && d.date != nil {
					return d.date // put off to that day
				}
			}
		}
	}
	own := carrier
	if !s.verb(k) && carrier >= 0 && t.modality != event.Held && !s.fixedFor(carrier) && (cancels[s.lemma(carrier)] || asks[s.lemma(carrier)] || denies[s.lemma(carrier)] || says2[s.lemma(carrier)]) {
		own = -1
	}
	for _, d := range dates {
		if s.opened(d.first, k, "since") {
			continue
		}
		score := s.fits(d, k, own)
		if score < 60 && carrier >= 0 && s.follows(d, carrier) {
			score = 60 // whatever the parser hung it on
		}
		if d.Relational() {
			if score = s.related(d, k, carrier, score); score > 100 && t.pointing && len(dates) == 1 {
				continue // "the day before the call", which has its day elsewhere
			}
		}
		if score <= 0 || s.bounds(d) {
			continue
		}
		if _, ok := d.Lasting(); ok {
			continue
		}
		if d.date == nil {
			vague = vague || d.Vague() && score > 40
			continue
		}
		if score > top || score == top && best != nil && finer(d.date, best) {
			best, top = d.date, score
		}
	}
	if best == nil && s.headline && len(dates) == 1 && floor == 0 && !s.bounds(dates[0]) {
		best = dates[0].date // "Peru postpones visit by president, due this Friday"
	}
	// "two days of talks", "on the second day of their talks": a length stretches
	// the day that it ends on.
	for _, d := range dates {
		if n, ok := d.Lasting(); ok && n > 1 && !s.term(d, k) && (s.within(d.first, k) || s.within(k, d.last) || s.fits(d, k, carrier) > 60) {
			t.lasting, t.ends = n, t.modality != event.Planned && !(carrier >= 0 && begins[s.lemma(carrier)])
			for _, c := range s.children(k, syntax.Relcl) {
				t.ends = t.ends && !begins[s.lemma(c)]
			}
		}
	}
	if best == nil || vague && top < 40 {
		t.undated = vague
		return nil
	}
	if end := r.ended(s, k, best, dates); end != nil {
		return end
	}
	return best
}

// ended gives talks of which the words tell both beginning and end their span: "agreed
// on Tuesday, at the end of a session that began last Thursday".
func (r *reading) ended(s *sentence, k int, began *event.Date, dates []dated) *event.Date {
	h := s.tokens[k].Head
	if s.verb(k) || began.Precision != event.Day || s.tokens[k].Dep != syntax.Pobj || h < 0 || s.tokens[h].Head < 0 {
		return nil
	}
	switch s.lemma(s.tokens[h].Head) {
	case "end", "close", "conclusion":
	default:
		return nil
	}
	if !slices.ContainsFunc(dates, func(d dated) bool {
		g := s.governor(d.first)
		return d.date == began && g >= 0 && begins[s.lemma(g)] && s.within(g, k)
	}) {
		return nil
	}
	end := r.lead
	for _, d := range dates {
		if d.date != nil && d.date.Precision == event.Day && d.date.Start > began.Start {
			end = d.date.Value
		}
	}
	if end <= began.Start {
		return nil
	}
	return &event.Date{Value: began.Value + "/" + end, Start: began.Start, End: end, Precision: event.Range, Text: began.Text, Via: began.Via + "/ended"}
}

// fixedFor reports whether the verb sets an event for a day: "had been arranged for
// Friday".
func (s *sentence) fixedFor(v int) bool {
	for _, o := range s.preps(v, "for") {
		for _, d := range s.dates {
			if d.first <= o && o <= d.last {
				return true
			}
		}
	}
	return false
}

// sequel returns the event that the report told of just before and that the
// words tie this one to: "Later, he also spoke by phone with the king", "the two
// met afterwards". It shares a party with it. Nil when nothing ties them; the
// pluperfect steps back, and is tied to nothing.
func (r *reading) sequel(s *sentence, t *told) *account {
	if t.modality != event.Held || len(t.parties) == 0 || t.another && t.noun != "call" {
		return nil
	}
	v, _ := s.clauseOf(t.token)
	if v < 0 || s.tokens[v].Tag != "VBD" {
		return nil
	}
	tied := false
	for k, tok := range s.tokens {
		switch strings.ToLower(tok.Text) {
		case "later", "afterwards", "afterward", "then", "also", "separately", "earlier", "meanwhile", "beforehand", "too":
			tied = tied || s.governor(k) == v || k == 0
		}
	}
	if !tied && r.sameDay(s) {
		tied = true
	}
	if !tied {
		return nil
	}
	for i := len(r.events) - 1; i >= 0; i-- {
		a := r.events[i]
		if a.modality() != event.Held || s.index-a.last() > 4 {
			continue
		}
		if both, _, _ := compare(t.parties, a.parties); both > 0 {
			return a
		}
	}
	return nil
}

// sameDay reports whether a time of day opens the sentence: "In the afternoon,
// Wang called on the premier".
func (r *reading) sameDay(s *sentence) bool {
	for k := 0; k < len(s.tokens) && k < 5; k++ {
		switch s.tokens[k].Lemma {
		case "afternoon", "evening", "morning", "night", "noon":
			return true
		}
	}
	return false
}

// says2 are verbs that tell of an event's noun when they have it for an object.
var says2 = set(`announce confirm agree promise reject accept put call arrange`)
