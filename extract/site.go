package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// venueNoun are the kinds of building and ground that people meet in.
var venueNoun = set(`office residence palace chancellery headquarters parliament ministry department senate mission embassy consulate lodge hotel villa venue
	dacha ranch estate compound retreat castle hall house guesthouse guest-house mansion monastery airport base platform restaurant club farm checkpoint post hangar cruiser
	yacht ship carrier centre center complex building tower room cathedral church garden winery vineyard resort pavilion chateau fortress manor`)

// institution are those of them that stand in a state's capital and belong to its
// government.
var institution = set(`office residence palace chancellery headquarters parliament ministry department senate`)

// settlement are the words for a town that was named before.
var settlement = set(`city town resort village capital`)

// sites returns the places of a sentence that are told without a name of the
// gazetteer: a place named before ("there", "in the same city"), a capital by its
// state, a ministry, a hotel.
func (r *reading) sites(s *sentence, places []located) []spot {
	var out []spot
	add := func(first, last int, p *event.Place) {
		if p != nil {
			out = append(out, spot{first: first, last: last, place: p})
		}
	}
	for i, tok := range s.tokens {
		switch low := strings.ToLower(tok.Text); {
		case low == "here" && tok.Tag == "RB":
			// Where the report was written.
			add(i, i, r.hereIn(s.line))
			continue
		case low == "there" && tok.Tag == "RB":
			add(i, i, r.placeBefore(s, places, i))
			continue
		}
		prep := s.prepositionOf(i)
		if p := s.phraseAt(i); prep == "at" && p != nil && p.First > 0 && p.Form == who.Organisation && p.Head == i && len(p.Actors) == 1 && s.tokens[p.First-1].Tag == "IN" && !(p.Last+1 < len(s.tokens) && s.noun(p.Last+1)) {
			if seat := r.seatOf(s, p); seat != nil {
				add(p.First, p.Last, seat)
				continue
			}
		}
		switch prep {
		case "in", "at", "inside", "aboard", "near":
		default:
			continue
		}
		if i+1 < len(s.tokens) && strings.HasPrefix(s.tokens[i+1].Tag, "NN") && s.tokens[i].Head == i+1 && !(venueNoun[tok.Lemma] && s.tokens[i+1].Tag == "NNP") {
			continue // "the hotel room", "the city council"; but "the cruiser Belknap"
		}
		switch {
		case !venueNoun[tok.Lemma] && slices.ContainsFunc(places, func(p located) bool { return p.first == i+1 || p.first == i+2 && s.tokens[i+1].Text == "," }):
			// "the administrative capital, Putrajaya"
		case tok.Lemma == "capital" && s.has(i, "administrative", "commercial", "provincial", "regional", "former", "old", "summer"):
		case tok.Lemma == "capital":
			add(i, i, r.itsCapital(s, i, places))
		case settlement[tok.Lemma] && s.has(i, "this"):
			add(i, i, r.hereIn(s.line)) // "in this seaside resort"
		case settlement[tok.Lemma] && (s.definite(i) || s.has(i, "same")) && !(i+1 < len(s.tokens) && s.tokens[i+1].Text == "of"):
			add(i, i, r.lastTown)
		case tok.Tag == "NNP" && (prep == "in" || prep == "at") && s.unknownName(i, places):
			first := s.nounPhrase(i)
			words := s.who.Words(first, i)
			add(first, i, &event.Place{Name: words, Text: words, Via: "unknown"})
		case venueNoun[tok.Lemma]:
			first := s.nounPhrase(i)
			add(first, i, r.venue(s, first, i, prep, places))
		}
	}
	return out
}

// seatOf is where an organisation has its seat, when the gazetteer knows that: "at the
// UN", "at NATO".
func (r *reading) seatOf(s *sentence, p *who.Phrase) *event.Place {
	a := p.Actors[0]
	words := strings.TrimPrefix(s.who.Words(p.First, p.Last), "the ")
	name := words
	if a.ID == "org:un" {
		words, name = a.Canonical, a.Canonical
	}
	if a.ID == "org:un-general-assembly" || a.ID == "org:un-security-council" {
		name = "United Nations"
	}
	for _, m := range r.gazetteer.Read(where.Document{Text: "At " + name + " headquarters."}).Mentions {
		if m.Place.Kind != where.Venue || m.Place.In == "" {
			continue
		}
		lat, lon := m.Place.Lat, m.Place.Lon
		return &event.Place{Name: words + ", " + m.Place.In, City: m.Place.In, Country: m.Place.Country, Lat: &lat, Lon: &lon, Text: words, Via: "seat:" + m.Place.ID}
	}
	return nil
}

// hereIn is where the report that a line begins was written, in a list of several,
// else where the whole was.
func (r *reading) hereIn(l *document.Line) *event.Place {
	if l.Dateline.Len() > 0 && r.diary {
		if p := r.headPlace(l); p != nil {
			return p
		}
	}
	return r.here()
}

// here is where the report was written, by its dateline; nil when it has none.
func (r *reading) here() *event.Place {
	if h := r.where.Here(); len(h) > 0 {
		return r.place(h[0])
	}
	for i := range r.doc.Lines {
		if l := &r.doc.Lines[i]; l.Dateline.Len() > 0 {
			for _, m := range r.where.In(l.Where.Start, l.Where.End) {
				if m.Use == where.Literal {
					return r.place(m)
				}
			}
			return nil
		}
	}
	return r.above()
}

// above is the town in which an office puts itself in the lines above its text:
// "Ministry of Foreign Affairs, Islamabad", "The Kremlin, Moscow".
func (r *reading) above() *event.Place {
	for i := range r.doc.Lines {
		l := &r.doc.Lines[i]
		if i > 3 || l.Kind != document.Headline {
			return nil
		}
		in := r.where.In(l.Body.Start, l.Body.End)
		if n := len(in); n > 0 && in[n-1].Place.Kind == where.Town && in[n-1].Use == where.Literal && in[n-1].End == l.Body.End && strings.HasSuffix(strings.TrimSpace(r.text[l.Body.Start:in[n-1].Start]), ",") {
			return r.place(in[n-1])
		}
	}
	return nil
}

// placeBefore is the place named last before a token of the sentence, where somebody
// is or goes to, else in those before.
func (r *reading) placeBefore(s *sentence, places []located, i int) *event.Place {
	if p := r.placeInSentence(s, places, i); p != nil {
		return p
	}
	return r.lastPlace
}

// unknownName reports whether a name that ends at a token is one of which nothing is
// known but that something was "at" it: "the two presidents meet at Paga".
func (s *sentence) unknownName(i int, places []located) bool {
	if venueNoun[s.tokens[i].Lemma] || i+1 < len(s.tokens) && (strings.HasPrefix(s.tokens[i+1].Tag, "NN") || s.tokens[i+1].Tag == "POS" || s.tokens[i+1].Text == "of" || s.tokens[i+1].Text == "-") {
		return false
	}
	first := s.nounPhrase(i)
	if first == 0 || s.tokens[first-1].Tag != "IN" || s.tokens[first].Tag != "NNP" {
		return false
	}
	for j := first; j <= i; j++ {
		if p := s.phraseAt(j); p != nil && (len(p.Actors) > 0 || p.Form != who.Surname && p.Form != who.FullName) || months[s.lemma(j)] || s.temporal(j) || strings.ToUpper(s.tokens[j].Text) == s.tokens[j].Text {
			return false
		}
	}
	for _, p := range places {
		if p.first <= i && p.last >= first {
			return false
		}
	}
	for _, d := range s.dates {
		if d.first <= i && d.last >= first {
			return false
		}
	}
	return true
}

// placeInSentence is the place named last before a token of the sentence, where
// somebody is or goes to; nil when there is none.
func (r *reading) placeInSentence(s *sentence, places []located, i int) *event.Place {
	var p *event.Place
	for j := range places {
		if places[j].last >= i || places[j].Use != where.Literal {
			continue
		}
		switch s.prepositionOf(places[j].first) {
		case "in", "to", "at", "for":
			p = r.place(places[j].Mention)
			if n := places[j].last + 1; places[j].Place.Kind == where.Country && n < i && s.tokens[n].Lemma == "capital" {
				p = r.capital(places[j].Place.Country) // "in the Myanmar capital ... had spoken there"
			}
		}
	}
	return p
}

// itsCapital is the capital of the state that the words name, of that of a place
// that the sentence names before, of that from which the report was written, or of
// that of the place named last.
func (r *reading) itsCapital(s *sentence, i int, places []located) *event.Place {
	if p := s.phraseAt(i); p != nil && p.Form == who.State && len(p.Of) > 0 {
		if c := r.capital(p.Of[0].ID); c != nil {
			return c
		}
	}
	for _, p := range []*event.Place{r.placeInSentence(s, places, i), r.hereIn(s.line), r.lastPlace} {
		if p != nil && p.Country != "" {
			return r.capital(p.Country)
		}
	}
	return nil
}

// nounPhrase returns the first token of the noun phrase that ends at a noun,
// without its article.
func (s *sentence) nounPhrase(i int) int {
	first := i
	for j := i - 1; j >= 0 && j > i-6; j-- {
		switch tag := s.tokens[j].Tag; {
		case strings.HasPrefix(tag, "NN") || strings.HasPrefix(tag, "JJ") || tag == "POS" || tag == "HYPH" || s.tokens[j].Text == "-":
			first = j
		default:
			return first
		}
	}
	return first
}

// venue is a building by its name or by whose it is: "at the Hay-Adams hotel", "at
// the State Department", "at the ministry". A building without either is the one
// that was named before. It stands in the capital of the state that it belongs to,
// else in the town named last.
func (r *reading) venue(s *sentence, first, last int, prep string, places []located) *event.Place {
	for _, p := range places {
		if p.first <= last && p.last >= first {
			return nil // its own name or its town's is known
		}
	}
	noun := s.lemma(last)
	name := false
	for j := first; j <= last; j++ {
		if c := []rune(s.tokens[j].Text)[0]; unicode.IsUpper(c) && strings.HasPrefix(s.tokens[j].Tag, "NN") {
			name = true
		}
	}
	// "aboard the cruiser Belknap"
	for name || prep == "aboard" {
		if n := last + 1; n < len(s.tokens) && s.tokens[n].Tag == "NNP" && (s.phraseAt(n) == nil || len(s.phraseAt(n).Entries) == 0) {
			last, name = n, true
			continue
		}
		break
	}
	// "the residence of Suárez y Reyes", "the Ministry of Defence"
	if n := last + 2; n < len(s.tokens) && s.tokens[last+1].Text == "of" && strings.HasPrefix(s.tokens[n].Tag, "NNP") {
		last, name = n, true
		for last+1 < len(s.tokens) && (strings.HasPrefix(s.tokens[last+1].Tag, "NNP") || last+2 < len(s.tokens) && (s.tokens[last+1].Text == "y" || s.tokens[last+1].Text == "de") && strings.HasPrefix(s.tokens[last+2].Tag, "NNP")) {
			last++
		}
		for _, p := range places {
			if p.first <= last && p.last >= n {
				return nil // "the palace of Versailles" is told by that
			}
		}
	}
	words := s.who.Words(first, last)
	if strings.HasPrefix(s.tokens[max(first, last-1)].Tag, "NNP") {
		words = strings.TrimSuffix(words, " residence")
	}
	p := &event.Place{Name: words, Text: words, Via: "venue"}
	code := ""
	if ph := s.phraseAt(last); ph != nil && (ph.Form == who.Body || ph.Form == who.Organisation || ph.Form == who.State) {
		if code = stateOf(ph.Of); code == "" && len(ph.Entries) > 0 && len(ph.Actors) > 0 && len(ph.Actors[0].Represents) == 3 {
			code = ph.Actors[0].Represents
		}
	}
	here := r.hereIn(s.line)
	switch beside := r.townBeside(s, last, places); {
	case name && beside == nil && noun == "palace" && code == "" && r.lastTown != nil && (here == nil || here.Country != r.lastTown.Country):
		in(p, r.lastTown) // a palace of that name stands in the town of the story
	case code != "" && institution[noun] && beside == nil && here != nil && here.Country == code:
		in(p, here) // the seat of government is not always the capital
	case code != "" && institution[noun] && beside == nil:
		in(p, r.capital(code))
	case name, institution[noun] && (code != "" || prep == "at"):
		in(p, beside)
	case retreat[noun] && s.definite(last) && r.lastPlace != nil && !strings.HasPrefix(r.lastPlace.Via, "country:"):
		return r.lastPlace
	default:
		return nil
	}
	return p
}

// retreat are the buildings that "the" points back to by their place: "at the
// lodge".
var retreat = set(`lodge hotel villa venue dacha ranch estate compound retreat`)

// townBeside is the town that the sentence itself puts a building in; nil when it
// names none: that of a sentence before may be another.
func (r *reading) townBeside(s *sentence, last int, places []located) *event.Place {
	for i := range places {
		if p := &places[i]; p.Place.Kind == where.Town && p.Use == where.Literal && (s.prepositionOf(p.first) == "in" || p.first == last+2 && s.tokens[last+1].Text == ",") {
			return r.place(p.Mention)
		}
	}
	for _, t := range s.tokens {
		if strings.EqualFold(t.Text, "here") {
			return r.hereIn(s.line)
		}
	}
	return nil
}

// in puts a building into its town.
func in(p, town *event.Place) {
	if town == nil {
		return
	}
	p.City, p.Country, p.Lat, p.Lon = town.Name, town.Country, town.Lat, town.Lon
	if town.City != "" {
		p.City = town.City
	}
	if !strings.Contains(p.Name, p.City) {
		p.Name += ", " + p.City
	}
}
