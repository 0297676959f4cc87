package extract

import (
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
		if g := s.governor(d.first); g >= 0 && plans[s.lemma(g)] && strings.HasPrefix(d.Rule, "weekday") {
			return when.Future // "had been fixed for Tuesday"
		}
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
				return when.Past
			case "VBZ", "VBP":
				if s.headline || entry(s.line) {
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
	carrier := -1
	if !s.verb(k) {
		carrier, _ = s.carrier(k)
	} else {
		carrier = k
	}
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
		if s.since(d.first, k) {
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
		if n, ok := d.Lasting(); ok && n > 1 && (s.within(d.first, k) || s.within(k, d.last) || s.fits(d, k, carrier) > 60) {
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
	return best
}

// follows reports whether a date stands after the verb that carries an event, or
// before it at the head of the sentence, with no other verb or event between.
func (s *sentence) follows(d dated, carrier int) bool {
	if d.first > carrier {
		return d.first-carrier < 25 && s.straight(carrier, d.first)
	}
	return d.first < 9 && carrier-d.last < 9 && s.straight(d.last, carrier) && s.straight(-1, d.first)
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

// related scores a date that is told by another event for the trigger k. "They met
// on Friday, a day after a call with the king" dates the call, not the meeting; hours
// after something is no date.
func (s *sentence) related(d dated, k, carrier, score int) int {
	if k <= d.last {
		if s.headed || len(s.dates) > 1 {
			return 0
		}
		return score
	}
	for i := k; i >= 0; i = s.tokens[i].Head {
		switch s.lemma(i) {
		case "after", "before":
			if i >= d.first && i <= d.last+1 {
				return 110
			}
		}
		if i == carrier && s.tokens[i].Head >= 0 && s.tokens[i].Head >= d.first && s.tokens[i].Head <= d.last {
			return 110
		}
	}
	return score
}

// sequel returns the event that the report told of just before and that the
// words tie this one to: "Later, he also spoke by phone with the king", "the two
// met afterwards". It shares a party with it. Nil when nothing ties them; the
// pluperfect steps back, and is tied to nothing.
func (r *reading) sequel(s *sentence, t *told) *account {
	if t.modality != event.Held || len(t.parties) == 0 || t.another && t.noun != "call" {
		return nil
	}
	v := t.token
	if !s.verb(v) {
		v, _ = s.carrier(v)
	}
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

// bounds reports whether a date only bounds a time: "since 2021", "until May".
func (s *sentence) bounds(d dated) bool {
	if d.first == 0 {
		return false
	}
	switch strings.ToLower(s.tokens[d.first-1].Text) {
	case "since", "until", "till", "before":
		return true
	case "from":
		// "put off from Thursday"
		for i := d.first - 2; i >= 0 && i > d.first-5; i-- {
			switch s.lemma(i) {
			case "put", "off", "postpone", "move", "defer", "delay", "shift", "reschedule":
				return true
			}
		}
	}
	return false
}

// begins are verbs whose date is the first day of what lasts several.
var begins = set(`begin start open launch arrive commence kick`)

// finer reports whether a is more exact than b.
func finer(a, b *event.Date) bool {
	rank := map[event.Precision]int{event.Day: 5, event.Range: 4, event.Week: 3, event.Month: 2, event.Year: 1}
	return rank[a.Precision] > rank[b.Precision]
}

// fits says how well a date expression fits a trigger k carried by the verb
// carrier; 0 when it dates something else.
func (s *sentence) fits(d dated, k, carrier int) int {
	// Above the expression: the first word that is not part of it.
	top := d.first
	for n := 0; n < 8; n++ {
		h := s.tokens[top].Head
		if h < 0 || h < d.first || h > d.last {
			break
		}
		top = h
	}
	h := s.tokens[top].Head
	if h < 0 {
		h = top
	}
	distance := k - d.last
	if d.first > k {
		distance = d.first - k
	}
	near := max(0, 20-distance)
	if s.since(d.first, k) {
		return 0 // "their first talks since the rebels took Goma in January"
	}
	if s.within(top, k) && !s.otherClause(top, k) {
		return 100 + near // "the meeting on Friday", "Friday's talks"
	}
	// The verb to which the expression belongs.
	g := -1
	if s.verb(h) {
		g = h
	} else {
		g = s.governor(top)
	}
	if g < 0 {
		// A headline without a verb, or a date that the parser left at the root.
		if s.governor(k) < 0 {
			return 30 + near
		}
		return 10
	}
	if g == carrier || g == k {
		return 80 + near
	}
	// Verbs of one chain: "is due to meet on Friday", "was to be held Monday".
	if carrier >= 0 && s.chained(g, carrier) {
		return 70 + near
	}
	if carrier >= 0 && s.tokens[carrier].Dep == syntax.Conj && s.tokens[carrier].Head == g && d.first < carrier {
		return 45 + near // "On Monday he flew to Cairo and met Sisi"
	}
	if carrier >= 0 && s.tokens[g].Dep == syntax.Conj && s.tokens[g].Head == carrier && len(s.children(g, syntax.Nsubj, syntax.Nsubjpass)) == 0 && !s.tells(g) {
		return 40 + near // "had met and shaken hands in Havana on Sept. 23"
	}
	// "spoke by phone before boarding his plane on Monday"
	if carrier >= 0 && s.within(g, carrier) && s.meanwhile(g, carrier) {
		return 32 + near
	}
	// A date of the main clause dates a participle or a purpose below it: "arrived
	// on Friday to meet", "said after meeting on Friday".
	if carrier >= 0 && s.within(carrier, g) && d.first <= g+6 {
		if speaks[s.lemma(g)] && s.belowClause(carrier, g) {
			return 0 // "said on Monday that they had met" dates the words
		}
		if dep := s.tokens[carrier].Dep; dep == syntax.Advcl || dep == syntax.Acl || dep == syntax.Xcomp {
			return 35 + near
		}
		if dep := s.tokens[carrier].Dep; (dep == syntax.Ccomp || dep == syntax.Pcomp) && d.first < g {
			return 15 + near
		}
		return 12 + near/2
	}
	return 0
}

// tells reports whether a verb tells of an event of its own.
func (s *sentence) tells(v int) bool {
	t := s.lex.Trigger(s.lemma(v), false)
	return t != nil && !t.Frame["support"]
}

// since reports whether the token i stands, after the token k, in what "since"
// measures from: "their first talks since the rebels took Goma in January".
func (s *sentence) since(i, k int) bool {
	opened, verb := false, false
	for j := k + 1; j < i; j++ {
		switch low := strings.ToLower(s.tokens[j].Text); {
		case low == "since":
			opened, verb = true, true
		case low == "," || low == ";" || low == "and" || low == "but":
			opened = false
		case s.tokens[j].Tag == "VBD" || s.tokens[j].Tag == "VBZ" || s.tokens[j].Tag == "VBP":
			verb = true
		}
	}
	return opened && verb
}

// speaks are the verbs of speech whose own date is not that of what is said.
var speaks = set(`say tell add announce note state confirm deny declare explain report write tweet post claim insist warn reply answer comment reveal`)

// belowClause reports whether verb i lies in a clause that is the object of g.
func (s *sentence) belowClause(i, g int) bool {
	for n := 0; i >= 0 && i != g && n < 10; n++ {
		if s.tokens[i].Dep == syntax.Ccomp {
			return true
		}
		i = s.tokens[i].Head
	}
	return false
}

// otherClause reports whether a verb stands between a word and the noun k above
// it, in a clause that does not tell of k itself.
func (s *sentence) otherClause(i, k int) bool {
	for n := 0; i != k && i >= 0 && n < 20; n++ {
		if s.verb(i) {
			switch s.tokens[i].Dep {
			case syntax.Xcomp:
				i = s.tokens[i].Head
				continue
			case syntax.Acl, syntax.Relcl:
				if s.lemma(k) == "visit" && s.has(i, "where") {
					return false // "a visit to Hefei, where he was to meet him on the 25th"
				}
				if s.tokens[i].Dep == syntax.Relcl && s.asides(i) {
					return true
				}
				// "the meeting, which took place on Friday"; "the war that began in 2022" is
				// below another noun.
				if h := s.tokens[i].Head; h == k || (s.below(h, k) || s.within(h, k) && !s.verb(k) && s.passive(i) && s.lex.Trigger(s.lemma(h), true) == nil) && (plans[s.lemma(i)] || s.lemma(i) == "be" || happens[s.lemma(i)]) {
					return false // also "a meeting of the commission that had been due on Friday"
				}
			}
			return true
		}
		i = s.tokens[i].Head
	}
	return false
}

// asides reports whether a relative clause tells of something else than the noun
// that it follows: "the president, whom he is to see in June", "a call in which he
// invited him for the spring".
func (s *sentence) asides(v int) bool {
	for _, k := range s.kids[v] {
		if t := s.tokens[k]; t.Tag == "WP" && strings.EqualFold(t.Text, "whom") {
			return true
		}
		if t := s.tokens[k]; t.Dep == syntax.Prep && k < v {
			for _, o := range s.kids[k] {
				if low := strings.ToLower(s.tokens[o].Text); low == "which" || low == "whom" {
					return true
				}
			}
		}
	}
	return false
}

// below reports whether a noun hangs on the noun k by "of", "between" or "with", be
// it as one of a list.
func (s *sentence) below(i, k int) bool {
	for n := 0; n < 4 && (s.tokens[i].Dep == syntax.Appos || s.tokens[i].Dep == syntax.Conj || s.tokens[i].Dep == syntax.Poss); n++ {
		i = s.tokens[i].Head
	}
	h := s.tokens[i].Head
	return h >= 0 && s.tokens[i].Dep == syntax.Pobj && (s.lemma(h) == "of" || s.lemma(h) == "between" || s.lemma(h) == "with") && s.tokens[h].Head == k
}

// meanwhile reports whether the verb g lies in a clause that tells when the verb
// above it was: "after landing", "as they met".
func (s *sentence) meanwhile(g, above int) bool {
	t := s.tokens[g]
	if t.Head < 0 {
		return false
	}
	switch t.Dep {
	case syntax.Pcomp:
		h := t.Head
		switch s.lemma(h) {
		case "before", "after", "upon", "on", "while":
			return s.tokens[h].Head == above
		}
	case syntax.Advcl:
		return t.Head == above && s.has(g, "before", "after", "while", "when", "as", "once")
	}
	return false
}

// chained reports whether two verbs make one predicate: auxiliaries, infinitives
// and what carries them.
func (s *sentence) chained(a, b int) bool {
	up := func(i, j int) bool {
		for n := 0; i >= 0 && n < 6; n++ {
			if i == j {
				return true
			}
			switch s.tokens[i].Dep {
			case syntax.Xcomp, syntax.Aux, syntax.Auxpass, syntax.Acomp:
				i = s.tokens[i].Head
			default:
				return false
			}
		}
		return false
	}
	return up(a, b) || up(b, a)
}
