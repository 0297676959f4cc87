package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// states hands the dictionary's states to the gazetteer.
func states(lex *lexicon.Lexicon) []where.State {
	var out []where.State
	for _, c := range lex.Countries() {
		out = append(out, where.State{Code: c.Code, Name: c.Name, Also: c.Also, Adjectives: c.Adjectives, People: c.People, Capitals: c.Capitals, Past: c.To != ""})
	}
	return out
}

// located is a place of a sentence with the tokens that name it.
type located struct {
	where.Mention
	first, last int
}

// places returns the places that a sentence names.
func (r *reading) places(s *sentence) []located {
	var out []located
	for _, m := range r.where.In(s.Start, s.End) {
		if m.Use == where.Adjective || m.Dateline {
			continue
		}
		l := located{Mention: m, first: -1}
		for i, t := range s.tokens {
			if t.Start < m.End && t.End > m.Start {
				if l.first < 0 {
					l.first = i
				}
				l.last = i
			}
		}
		if l.first < 0 {
			continue
		}
		if p := s.phraseAt(l.first); p != nil {
			switch p.Form {
			case who.FullName, who.Surname:
				if l.first >= p.NameFirst && l.last <= p.NameLast || l.last < p.NameFirst {
					continue
				}
			case who.Group, who.Unnamed, who.Counterpart:
				if l.first < p.Head {
					continue // "the Geneva envoys"; but "met officials in Ottawa"
				}
			case who.Organisation, who.Body, who.InOffice:
				if p.Form == who.Organisation && len(p.Entries) == 0 {
					break // a base that the names tagger takes for an organisation
				}
				if !(p.Form == who.Body && strings.HasPrefix(s.tokens[p.First].Lemma, "the") && m.Place.Kind == where.Town && s.prepositionOf(p.First) == "at") {
					continue // "the foreign ministry in Tbilisi said"
				}
			}
		}
		out = append(out, l)
	}
	return out
}

// spot is a place where the event of a trigger may have been, by the tokens that
// name it, with how well it fits.
type spot struct {
	first, last int
	score       int
	kind        where.Kind
	place       *event.Place
}

// placeOf chooses where the event of a trigger took place: a place after "in" or
// "at" that belongs to it or to its verb, the goal of a visit, the place before
// its noun ("the Jeddah talks"), a building or a place that was named before ("at
// the ministry", "in the same city", "here"), or what "where" points to.
func (r *reading) placeOf(s *sentence, t *told, places []located) *event.Place {
	k, carrier := t.token, t.token
	if !s.verb(k) {
		carrier, _ = s.carrier(k)
	}
	best := spot{score: 20}
	for i := range places {
		p := &places[i]
		if score := r.placed(s, t, carrier, p); score > 20 {
			within := score > 60 && (best.kind == where.Country && p.Place.Kind != where.Country && p.Place.Country == best.place.Country || best.kind == where.Town && p.Place.In != "" && p.Place.In == best.place.Name)
			if score += specific(p.Place); score > best.score || within {
				best = spot{first: p.first, last: p.last, score: score, kind: p.Place.Kind, place: r.place(p.Mention)}
			}
		}
	}
	for _, x := range r.sites(s, places) {
		if best.place != nil && best.first >= x.first-1 && best.last <= x.last+1 {
			continue // "the palace in Ankara" is told by its name
		}
		if x.score = s.fitsPlace(x.first, x.last, k, carrier, true); x.score > 20 {
			if x.score += 4; x.score > best.score {
				best = x
			}
		}
	}
	if best.kind == where.Country && best.last+2 < len(s.tokens) && s.tokens[best.last+2].Lemma == "capital" {
		if c := r.capital(best.place.Country); c != nil {
			return c // "in South Africa's capital"
		}
	}
	if best.score > 60 {
		return best.place
	}
	if at := s.antecedentOf(carrier, "where"); at >= 0 {
		for i := range places {
			if places[i].first <= at && at <= places[i].last {
				return r.place(places[i].Mention)
			}
		}
	}
	return best.place
}

// placed says how well a named place fits as that of a trigger's event; 20 or less
// when it does not.
func (r *reading) placed(s *sentence, t *told, carrier int, p *located) int {
	k := t.token
	if n := p.last + 1; n < len(s.tokens) && s.tokens[n].Tag == "POS" && p.Place.Kind == where.Town && !(n+1 < len(s.tokens) && venueNoun[s.tokens[n+1].Lemma]) && !s.within(p.last, k) {
		return 0 // "at Warsaw's request"
	}
	last := s.tokens[p.last].Dep
	if last == syntax.Compound || last == syntax.Nmod || last == syntax.Amod {
		h := s.tokens[p.last].Head
		switch {
		case !s.verb(k) && p.last < k && s.within(p.first, k) && p.Place.Kind != where.Country && (h == k || s.lex.Trigger(s.lemma(h), true) != nil):
			return 75 // "the Jeddah talks", "their Camp David summit"
		case h > p.last && !venueNoun[s.lemma(h)] && !settlement[s.lemma(h)] && !vicinity[s.lemma(h)] && strings.HasPrefix(s.tokens[h].Tag, "NN") && s.lemma(h) == strings.ToLower(s.tokens[h].Text):
			return 0 // "the margins of the Shanghai council"
		}
	}
	prep := s.prepositionOf(p.first)
	switch prep {
	case "on":
		if p.Place.Kind == where.Country || p.Place.Kind == where.Region || p.Place.Kind == where.Division {
			return 0 // "talks on Sudan"
		}
		return s.fitsPlace(p.first, p.last, k, carrier, p.Place.Kind != where.Region && p.Place.Kind != where.Water && p.Place.Kind != where.Country)
	case "in", "at", "near", "outside", "aboard", "inside", "off", "within", "behind":
		return s.fitsPlace(p.first, p.last, k, carrier, p.Place.Kind != where.Region && p.Place.Kind != where.Water && p.Place.Kind != where.Country)
	case "to", "from", "for", "into":
		score := 0
		if prep == "to" && (t.visit() && s.within(p.first, k) || carrier >= 0 && goes[s.lemma(carrier)] && s.fits(dated{first: p.first, last: p.last}, k, carrier) >= 70) {
			score = 90
		}
		if prep == "to" || prep == "for" {
			if g := s.governor(p.first); g >= 0 && goes[s.lemma(g)] && carrier >= 0 && (s.chained(carrier, g) || s.tokens[carrier].Head == g) {
				score = max(score, 60) // "flew to Geneva to meet", "left for Doha for talks"
			}
		}
		return score
	case "":
		// What follows another place: "the Palais des Nations, Geneva".
		switch {
		case s.lemma(k) == "visit" && s.verb(k) && s.within(p.first, k) && last == syntax.Dobj:
			return 95
		case !s.verb(k) && p.last < k && s.within(p.first, k) && (last == syntax.Compound || last == syntax.Nmod || last == syntax.Amod) && p.Place.Kind != where.Country:
			return 75
		case s.tokens[p.last].Head == k && p.first > k && (last == syntax.Npadvmod || last == syntax.Appos) && p.Place.Kind == where.Town:
			return 70 // "EU-Japan summit, Tokyo, 23 July"
		}
	}
	return 0
}

// vicinity are the words for what lies around or in a town.
var vicinity = set(`suburb district area region outskirts neighbourhood neighborhood quarter harbour harbor port waterfront island province zone airport`)

// fitsPlace says how well the place that a preposition puts at some tokens fits
// the trigger k carried by the verb carrier. A place that is near, as no region is,
// belongs to the verb that it follows whatever the parser hung it on.
func (s *sentence) fitsPlace(first, last, k, carrier int, near bool) int {
	if s.since(first, k) || s.afterwards(first, k) {
		return 0
	}
	if s.elsewhere(first, k) {
		return 0
	}
	score := s.fits(dated{first: first, last: last}, k, carrier)
	if near && first > k && first-k < 14 && s.straight(k, first) {
		score = max(score, 72+max(0, 20-(first-k)))
	}
	if score > 60 && first > k {
		score += 8 // what follows the verb is surer than what stands between commas
	}
	return score
}

// straight reports whether no other verb stands between two tokens, nor the end of
// a clause.
func (s *sentence) straight(from, to int) bool {
	for i := from + 1; i < to; i++ {
		switch t := s.tokens[i]; {
		case i >= 0 && s.phraseAt(i) != nil && strings.HasPrefix(t.Tag, "VB"):
			// a part of a name that the tagger takes for a verb
		case strings.HasPrefix(t.Tag, "VB") && t.Tag != "VBG" || t.Tag == "MD" || t.Tag == "WDT" || t.Tag == "WP" || t.Tag == "WRB":
			return false
		case t.Text == ";" || t.Text == ":" || t.Text == "(":
			return false
		}
		switch s.lemma(i) {
		case "after", "before", "since", "ahead", "follow", "from", "about", "on", "over", "that":
			if !s.datedBy(i) {
				return false
			}
		}
		if strings.HasPrefix(s.tokens[i].Tag, "NN") && s.lex.Trigger(s.lemma(i), true) != nil && !s.within(i, from) {
			return false
		}
	}
	return true
}

// datedBy reports whether a preposition stands before a date or an hour: "on
// Monday".
func (s *sentence) datedBy(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	for _, d := range s.dates {
		if d.first == i+1 || d.first == i+2 {
			return true
		}
	}
	return s.tokens[i+1].Tag == "CD"
}

// elsewhere reports whether a place hangs on what was before or after the event, or
// on what was talked of: "after a stop in Cairo", "discussed the war in Gaza".
func (s *sentence) elsewhere(i, k int) bool {
	for n := 0; i >= 0 && i != k && n < 12; n++ {
		t := s.tokens[i]
		switch {
		case t.Dep == syntax.Prep || t.Tag == "IN":
			switch s.lemma(i) {
			case "after", "before", "since", "following", "about", "over", "concern", "regard":
				return !s.within(k, i)
			}
		case !s.verb(k) && s.verb(i) && s.has(i, "since", "because", "although", "though"):
			return true // "their first encounter since rebels seized two towns in the east"
		}
		i = t.Head
	}
	return false
}

// hostPlace is the dateline of a report in which a state's people receive guests,
// when it lies in that state.
func (r *reading) hostPlace(s *sentence, t *told) *event.Place {
	switch t.noun {
	case "receive", "host", "welcome":
	default:
		return nil
	}
	for _, m := range r.where.In(s.line.Dateline.Start, s.line.Dateline.End) {
		for _, a := range t.left {
			if a.Represents == m.Place.Country {
				return r.place(m)
			}
		}
	}
	return nil
}

// capital is the capital of a state.
func (r *reading) capital(code string) *event.Place {
	c := r.lex.Country(code)
	if c == nil || len(c.Capitals) == 0 {
		return nil
	}
	p := &event.Place{Name: c.Capitals[0], Country: code, Text: c.Capitals[0], Via: "capital:countries/" + code}
	for _, m := range r.gazetteer.Read(where.Document{Text: c.Capitals[0] + ", " + c.Name + "."}).Mentions {
		if m.Place.Located && m.Place.Country == code && m.Place.Kind == where.Town {
			lat, lon := m.Place.Lat, m.Place.Lon
			p.Lat, p.Lon = &lat, &lon
			break
		}
	}
	return p
}

// stateOf is the state of the first qualifier that has one.
func stateOf(ofs []who.Of) string {
	for _, o := range ofs {
		if len(o.ID) >= 3 && (len(o.ID) == 3 || o.ID[3] == '/') {
			return o.ID[:3]
		}
	}
	return ""
}

// goes are verbs whose goal is where one meets.
var goes = set(`go travel fly come arrive head return depart leave visit journey drive walk invite welcome send move head rush hurry proceed head`)

// antecedentOf returns the noun that the clause of verb v modifies by "where" or
// "when", -1 when it has none.
func (s *sentence) antecedentOf(v int, word string) int {
	for n := 0; v >= 0 && n < 4; n++ {
		if s.has(v, word) {
			if s.tokens[v].Dep == syntax.Relcl || s.tokens[v].Dep == syntax.Advcl || s.tokens[v].Dep == syntax.Acl {
				k := s.child(v, syntax.Advmod)
				for _, c := range s.kids[v] {
					if strings.EqualFold(s.tokens[c].Text, word) {
						k = c
					}
				}
				// What stands right before the word, over a comma, is surer than the parse.
				for j := k - 1; j >= 0 && j > k-3; j-- {
					if s.noun(j) || s.tokens[j].Tag == "CD" {
						return j
					}
				}
				return s.tokens[v].Head
			}
			return s.wordBefore(v, word)
		}
		if d := s.tokens[v].Dep; d != syntax.Conj && d != syntax.Xcomp {
			return s.wordBefore(v, word)
		}
		v = s.tokens[v].Head
	}
	return -1
}

// wordBefore finds the word in front of the verb v, whatever the parser made of it,
// and returns the noun that stands before it: "from Brussels, where earlier in the
// day he saw Tusk".
func (s *sentence) wordBefore(v int, word string) int {
	for i := v - 1; i > 0 && i > v-16; i-- {
		if tag := s.tokens[i].Tag; tag == "VBD" || tag == "VBZ" || tag == "VBP" || s.tokens[i].Text == ";" {
			if s.tokens[i].Head != v {
				return -1
			}
		}
		if !strings.EqualFold(s.tokens[i].Text, word) {
			continue
		}
		for j := i - 1; j >= 0 && j > i-3; j-- {
			if s.noun(j) || s.tokens[j].Tag == "CD" {
				return j
			}
		}
		return -1
	}
	return -1
}

// specific prefers a building to its city, and a city to its country.
func specific(p where.Place) int {
	switch p.Kind {
	case where.Venue, where.Base, where.Airport:
		return 6
	case where.Town:
		return 5
	case where.Country:
		return 0
	}
	return 3
}

// prepositionOf returns the preposition before a place, over articles and
// adjectives: "in the Swiss resort of Crans-Montana" gives "in".
func (s *sentence) prepositionOf(i int) string {
	for j, n := i-1, 0; j >= 0 && n < 9; j, n = j-1, n+1 {
		t := s.tokens[j]
		low := strings.ToLower(t.Text)
		switch {
		case t.Tag == "IN" || t.Tag == "TO":
			if low == "of" {
				continue // "the city of Istanbul", "at the town hall of Derry"
			}
			return low
		case t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "POS" || t.Tag == "CD" || strings.HasPrefix(t.Tag, "JJ") || strings.HasPrefix(t.Tag, "NN"):
			continue
		case low == "," && j > 0:
			// "at Wright-Patterson Air Force Base, Dayton"
			continue
		}
		return ""
	}
	return ""
}

// place makes an event's place of a mention.
func (r *reading) place(m where.Mention) *event.Place {
	p := &event.Place{Name: m.Text, Country: m.Place.Country, City: m.Place.In, Text: m.Text, Via: m.Place.ID}
	p.Name = strings.TrimSuffix(p.Name, " residence")
	if p.City != "" && !strings.Contains(p.Name, p.City) {
		p.Name += ", " + p.City // a building's name says less than its town's
	}
	if strings.ToUpper(p.Name) == p.Name && utf8.RuneCountInString(p.Name) > 3 {
		p.Name = m.Place.Name // a dateline's capitals
		if m.Place.Name == "" || !strings.EqualFold(m.Place.Name, m.Text) {
			p.Name = titleCase(m.Text)
		}
	}
	if m.Place.Located {
		lat, lon := m.Place.Lat, m.Place.Lon
		p.Lat, p.Lon = &lat, &lon
	}
	return p
}

// titleCase writes capitals as a name: "SAN JUAN" gives "San Juan".
func titleCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = strings.ToUpper(string(r)) + w[n:]
	}
	return strings.Join(words, " ")
}

// afterwards reports whether the token i stands, after the token k, in a clause that
// another time opens: "held talks two days after the governments ended a standoff in
// the Himalayas".
func (s *sentence) afterwards(i, k int) bool {
	opened, verb := false, false
	for j := k + 1; j < i; j++ {
		switch low := strings.ToLower(s.tokens[j].Text); {
		case low == "after" || low == "before" || low == "until":
			opened, verb = true, false
		case low == "," || low == ";" || low == "and" || low == "but":
			opened = false
		case s.tokens[j].Tag == "VBD" || s.tokens[j].Tag == "VBZ" || s.tokens[j].Tag == "VBP":
			verb = true
		}
	}
	return opened && verb
}
