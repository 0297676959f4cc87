package extract

import (
	"slices"
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
				if len(p.Actors) == 0 {
					break // a place that the names tagger takes for a person
				}
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
				if prep := s.prepositionOf(l.first); m.Place.Kind == where.Venue && (prep == "at" || prep == "in" || prep == "inside") {
					break // "at UN headquarters"
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
	k := t.token
	carrier, _ := s.clauseOf(k)
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
	if best.kind == where.Country && slices.ContainsFunc(s.tokens[min(best.last+1, len(s.tokens)):min(best.last+3, len(s.tokens))], func(t syntax.Token) bool { return t.Lemma == "capital" }) {
		if c := r.capital(best.place.Country); c != nil {
			return c // "in South Africa's capital", "in the Myanmar capital"
		}
	}
	if best.score > 60 {
		return best.place
	}
	if at := s.antecedentOf(carrier, "where"); at >= 0 {
		for i := range places {
			if places[i].first <= at && at <= places[i].last {
				if i > 0 && (places[i].Place.Kind == where.Country || places[i].Place.Kind == where.Division) && places[i-1].Place.Country == places[i].Place.Country && places[i].first-places[i-1].last == 2 {
					i-- // "to Shusha in Azerbaijan, where"
				}
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
	if n := p.last + 1; n < len(s.tokens) && s.tokens[n].Tag == "POS" && (p.Place.Kind == where.Town || p.Place.Kind == where.Country) && !(n+1 < len(s.tokens) && venueNoun[s.tokens[n+1].Lemma]) && !(s.within(p.last, k) && !s.verb(k)) {
		return 0 // "at Warsaw's request", "at Russia's request"
	}
	last := s.tokens[p.last].Dep
	if last == syntax.Compound || last == syntax.Nmod || last == syntax.Amod {
		h := s.tokens[p.last].Head
		switch {
		case !s.verb(k) && p.last < k && s.within(p.first, k) && p.Place.Kind != where.Country && (h == k || s.lex.Trigger(s.lemma(h), true) != nil):
			return 75 // "the Jeddah talks", "their Camp David summit"
		case s.lex.Trigger(s.lemma(h), true) != nil && s.sidelines(h) && p.Place.Kind != where.Region && p.Place.Kind != where.Water && (s.within(h, k) || carrier >= 0 && s.within(h, carrier)):
			return 75 // "on the sidelines of the Vilnius summit"
		case h > p.last && !venueNoun[s.lemma(h)] && !settlement[s.lemma(h)] && !vicinity[s.lemma(h)] && strings.HasPrefix(s.tokens[h].Tag, "NN") && s.lemma(h) == strings.ToLower(s.tokens[h].Text) && p.first != k+1 && !s.temporal(h):
			return 0 // "the margins of the Shanghai council"
		case settlement[s.lemma(h)] && h+1 < len(s.tokens) && s.tokens[h+1].Text == "of":
			return 0 // "the Pacific city of Vladivostok"
		}
	}
	prep := s.prepositionOf(p.first)
	switch prep {
	case "on":
		if (p.Place.Kind == where.Country || p.Place.Kind == where.Region || p.Place.Kind == where.Division || p.Place.Kind == where.Water) && !(p.first > 1 && s.lemma(p.first-2) == "island") {
			return 0 // "talks on Sudan"; but "on the island of Bali"
		}
		return s.fitsPlace(p.first, p.last, k, carrier, p.Place.Kind != where.Region && p.Place.Kind != where.Water && p.Place.Kind != where.Country)
	case "in", "at", "near", "outside", "aboard", "inside", "off", "within", "behind":
		if s.stays(p.first, carrier) {
			return 62 // "Erdogan, who was in Baku for the race, met Aliyev"
		}
		if prep == "near" && p.Place.Kind == where.Water {
			return s.fitsPlace(p.first, p.last, k, carrier, true) - 10 // "in Gomel, near the Pripyat"
		}
		return s.fitsPlace(p.first, p.last, k, carrier, p.Place.Kind != where.Region && p.Place.Kind != where.Water && p.Place.Kind != where.Country)
	case "to", "from", "for", "into":
		score := 0
		if prep == "to" && (t.visit() && s.within(p.first, k) || carrier >= 0 && goes[s.lemma(carrier)] && s.fits(dated{first: p.first, last: p.last}, k, carrier) >= 70) {
			score = 90
		}
		if n := p.last + 1; prep == "to" && n < k && k < n+6 && strings.EqualFold(s.tokens[n].Text, "for") && s.straight(n, k) && !s.verb(k) {
			score = 110 // "then to Paris for talks with Fabius"
		}
		if prep == "to" || prep == "for" {
			if g := s.governor(p.first); g >= 0 && goes[s.lemma(g)] && carrier >= 0 && (s.chained(carrier, g) || s.tokens[carrier].Head == g) {
				score = max(score, 60) // "flew to Geneva to meet", "left for Doha for talks"
			}
		}
		return score
	case "":
		if g := s.governor(p.first); g >= 0 && g < p.first && s.lemma(g) == "leave" && last == syntax.Dobj && p.Place.Kind != where.Country && s.leaving(g, k, carrier) {
			return 80
		}
		// What follows another place: "the Palais des Nations, Geneva".
		switch {
		case s.lemma(k) == "visit" && s.verb(k) && (s.within(p.first, k) && last == syntax.Dobj || p.first == k+1):
			return 95
		case !s.verb(k) && p.last < k && s.within(p.first, k) && (last == syntax.Compound || last == syntax.Nmod || last == syntax.Amod) && p.Place.Kind != where.Country:
			return 75
		case s.tokens[p.last].Head == k && p.first > k && (last == syntax.Npadvmod || last == syntax.Appos) && p.Place.Kind == where.Town:
			return 70 // "EU-Japan summit, Tokyo, 23 July"
		}
	}
	return 0
}

// stays reports whether the token i is in a clause that tells where the subject of the
// verb carrier was: "the premier, who was in Baku for the race, met".
func (s *sentence) stays(i, carrier int) bool {
	g := s.governor(i)
	if g < 0 || carrier < 0 || s.tokens[g].Dep != syntax.Relcl || s.lemma(g) != "be" && s.lemma(g) != "stay" {
		return false
	}
	subject, _ := s.subject(carrier)
	h := s.tokens[g].Head
	if subject < 0 || h < 0 {
		return false
	}
	p := s.phraseAt(subject)
	return subject == h || p != nil && p.First <= h && h <= p.Last
}

// leaving reports whether the verb g, "leave", tells where an event was that took place
// right before: "left the palace after a meeting with", "before leaving Oslo they sat
// down with".
func (s *sentence) leaving(g, k, carrier int) bool {
	if s.tokens[g].Tag == "VBG" && s.tokens[g].Dep == syntax.Pcomp {
		h := s.tokens[g].Head
		return h >= 0 && s.lemma(h) == "before" && carrier >= 0 && s.within(g, carrier)
	}
	for _, o := range s.preps(g, "after", "following") {
		if o == k || s.within(k, o) {
			return true
		}
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
	return r.spelt(p)
}

// spelt gives a capital the name by which the article itself calls it: "Kiev".
func (r *reading) spelt(p *event.Place) *event.Place {
	for _, m := range r.where.Mentions {
		if m.Place.Kind == where.Town && m.Use == where.Literal && m.Place.Country == p.Country && m.Place.Located && p.Lat != nil && where.Distance(m.Place.Lat, m.Place.Lon, *p.Lat, *p.Lon) < 5 {
			p.Name = r.place(m).Name
			return p
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

// place makes an event's place of a mention. What the text itself says of its town is
// surer than the gazetteer: "State House, Banjul".
func (r *reading) place(m where.Mention) *event.Place {
	p := &event.Place{Name: m.Text, Country: m.Place.Country, City: m.Place.In, Text: m.Text, Via: m.Place.ID}
	if p.City != "" {
		town := r.townAfter(m)
		switch {
		case town != nil:
			m.Place = town.Place
			p.City, p.Country = town.Text, town.Place.Country
		case strings.HasPrefix(m.Place.ID, "name:"):
			p.City = "" // a building that no gazetteer has stands in no town but by the text
		}
	}
	p.Name = strings.TrimSuffix(p.Name, " residence")
	if m.Place.Kind == where.Venue && isRoom(m.Text) && !isRoom(m.Place.Name) && !strings.Contains(m.Place.Name, " of ") {
		p.Name += ", " + m.Place.Name // "the Oval Office" is one of its rooms
	}
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

// isRoom reports whether a name is that of a room or a garden: "the Oval Office", which
// the gazetteer has as a name of its building.
func isRoom(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]) {
	case "office", "room", "garden", "wing", "bedroom":
		return true
	}
	return false
}

// townAfter is the town that the text names right after a building: "State House,
// Banjul", "the Sheraton in Doha".
func (r *reading) townAfter(m where.Mention) *where.Mention {
	next := r.where.In(m.End, min(m.End+60, len(r.text)))
	if len(next) == 0 || next[0].Place.Kind != where.Town || next[0].Use != where.Literal {
		return nil
	}
	switch strings.TrimSpace(r.text[m.End:next[0].Start]) {
	case ",", "in":
		return &next[0]
	}
	return nil
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
