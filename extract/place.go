package extract

import (
	"strings"

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

// placeOf chooses where the event of a trigger took place: a place after "in" or
// "at" that belongs to it or to its verb, the goal of a visit, the place before
// its noun ("the Jeddah talks"), "here", or what the line's head says.
func (r *reading) placeOf(s *sentence, t *told, places []located) *event.Place {
	k, carrier := t.token, t.token
	if !s.verb(k) {
		carrier, _ = s.carrier(k)
	}
	var best *located
	top := 0
	for i := range places {
		p := &places[i]
		prep := s.prepositionOf(p.first)
		score := 0
		switch prep {
		case "on":
			if p.Place.Kind == where.Country || p.Place.Kind == where.Region || p.Place.Kind == where.Division {
				continue // "talks on Sudan"
			}
			score = s.fits(dated{first: p.first, last: p.last}, k, carrier)
		case "in", "at", "near", "outside", "aboard", "inside", "off", "within", "behind":
			score = s.fits(dated{first: p.first, last: p.last}, k, carrier)
		case "to", "from", "for", "into":
			if prep == "to" && (t.visit() && s.within(p.first, k) || carrier >= 0 && goes[s.lemma(carrier)] && s.fits(dated{first: p.first, last: p.last}, k, carrier) >= 70) {
				score = 90
			}
			if prep == "to" || prep == "for" {
				if g := s.governor(p.first); g >= 0 && goes[s.lemma(g)] && carrier >= 0 && (s.chained(carrier, g) || s.tokens[carrier].Head == g) {
					score = max(score, 60) // "flew to Geneva to meet", "left for Doha for talks"
				}
			}
		case "":
			// "the Jeddah talks", "the Camp David summit"; and what follows another place:
			// "the Palais des Nations, Geneva".
			if !s.verb(k) && p.last < k && s.within(p.first, k) && (s.tokens[p.last].Dep == syntax.Compound || s.tokens[p.last].Dep == syntax.Nmod || s.tokens[p.last].Dep == syntax.Amod) {
				if p.Place.Kind != where.Country {
					score = 75
				}
			}
			if d := s.tokens[p.last].Dep; s.tokens[p.last].Head == k && p.first > k && (d == syntax.Npadvmod || d == syntax.Appos) && p.Place.Kind == where.Town {
				score = 70 // "EU-Japan summit, Tokyo, 23 July"
			}
			if s.lemma(k) == "visit" && s.verb(k) && s.within(p.first, k) && s.tokens[p.last].Dep == syntax.Dobj {
				score = 95
			}
		}
		if score <= 20 {
			continue
		}
		score += specific(p.Place)
		if score > top {
			best, top = p, score
		}
	}
	if best != nil && best.Place.Kind == where.Country && best.last+2 < len(s.tokens) && s.tokens[best.last+2].Lemma == "capital" {
		if c := r.capital(best.Place.Country); c != nil {
			return c // "in South Africa's capital"
		}
	}
	if best != nil && top > 60 {
		return r.place(best.Mention)
	}
	if at := s.antecedentOf(carrier, "where"); at >= 0 {
		for i := range places {
			if places[i].first <= at && at <= places[i].last {
				return r.place(places[i].Mention)
			}
		}
	}
	if best != nil {
		return r.place(best.Mention)
	}
	// "in the Belgian capital", "in the city", "at the presidential office"
	for i, tok := range s.tokens {
		prep := s.prepositionOf(i)
		if prep != "in" && prep != "at" && prep != "inside" {
			continue
		}
		if s.fits(dated{first: i, last: i}, k, carrier) <= 20 {
			continue
		}
		p := s.phraseAt(i)
		switch tok.Lemma {
		case "capital":
			if p != nil && p.Form == who.State && len(p.Of) > 0 {
				if c := r.capital(p.Of[0].ID); c != nil {
					return c
				}
			}
			if r.lastPlace != nil && r.lastPlace.Country != "" {
				return r.capital(r.lastPlace.Country)
			}
		case "lodge", "hotel", "villa", "venue", "dacha", "ranch", "estate", "compound", "retreat":
			if r.lastPlace != nil && s.definite(i) {
				return r.lastPlace
			}
		case "city", "town", "resort", "village":
			if r.lastTown != nil && (s.definite(i) || s.has(i, "same")) {
				return r.lastTown
			}
		case "office", "residence", "palace", "chancellery", "headquarters", "parliament":
			if p != nil && p.Form == who.Body && prep != "in" {
				return &event.Place{Name: s.who.Words(p.NameFirst, p.NameLast), Country: stateOf(p.Of), Text: s.who.Words(p.First, p.Last), Via: "body"}
			}
		}
	}
	// "here": where the report was written.
	for i, tok := range s.tokens {
		if strings.EqualFold(tok.Text, "here") && s.fits(dated{first: i, last: i}, k, carrier) > 20 {
			if h := r.where.Here(); len(h) > 0 {
				return r.place(h[0])
			}
		}
		if strings.EqualFold(tok.Text, "there") && tok.Tag == "RB" && r.lastPlace != nil && s.fits(dated{first: i, last: i}, k, carrier) > 20 {
			return r.lastPlace
		}
	}
	return nil
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
var goes = set(`go travel fly come arrive head return depart leave visit journey drive walk invite welcome send go`)

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
			return -1
		}
		if d := s.tokens[v].Dep; d != syntax.Conj && d != syntax.Xcomp {
			return -1
		}
		v = s.tokens[v].Head
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
	if m.Place.Located {
		lat, lon := m.Place.Lat, m.Place.Lon
		p.Lat, p.Lon = &lat, &lon
	}
	return p
}
