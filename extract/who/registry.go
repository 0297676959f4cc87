package who

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// Reader knows the actors of one article. It is made by Read and then asked,
// sentence by sentence and in order, whom the phrases name.
type Reader struct {
	lex *lexicon.Lexicon
	// day is the article's date, "2006-01-02"; offices are dated by it.
	day string
	// Sentences are the article's, with their phrases.
	Sentences []*Sentence

	actors []*Actor
	byID   map[string]*Actor
	// about counts how often the article names each state, for choosing between
	// namesakes and for offices whose state is not told.
	about map[string]int
	// people counts whose people the article names, for nicknames that several states
	// have: "the Kingdom".
	people map[string]int
	// home is the state of the article's dateline, empty when it has none.
	home string

	focus focus
	// delegation is the state whose delegation was named last.
	delegation string
	// seen counts the actors that the resolved sentences have brought up.
	seen int
	// quoted tells whether a token of a sentence stands in a quotation.
	quoted func(sentence, token int) bool
}

// Read finds the phrases of an article's sentences and the people whom it names
// in full, wherever it first does so. day is the article's date; empty when not
// known. home is the state from which it reports, or empty. place tells whether
// the bytes from start to end are in the name of a place, which then is nobody's
// unless the dictionary or a title says so; it may be nil.
func Read(lex *lexicon.Lexicon, sentences [][]syntax.Token, day, home string, place func(start, end int) bool) *Reader {
	r := &Reader{lex: lex, day: day, home: home, byID: map[string]*Actor{}, about: map[string]int{}, people: map[string]int{}}
	if r.day == "" {
		r.day = "9999-12-31"
	}
	known, named := map[string]bool{}, map[*lexicon.Organisation]bool{}
	first, cut := make([]*Sentence, len(sentences)), make([]*chunker, len(sentences))
	for i, tokens := range sentences {
		cut[i] = newChunker(lex, tokens)
		first[i] = cut[i].chunk(Known{Place: place})
		for _, p := range first[i].Phrases {
			for _, e := range p.Entries {
				if e.Sense == lexicon.OrganisationName {
					named[e.Organisation] = true
				}
			}
			if len(p.Of) == 1 || p.Form == Group || p.Form == Compound {
				for _, o := range p.Of {
					r.about[stateOf(o.ID)]++
				}
			}
		}
	}
	for _, s := range first {
		for _, p := range s.Phrases {
			if p.Form == FullName {
				a := r.register(s, p)
				r.people[stateOf(a.Represents)]++
				for _, w := range a.last {
					known[w] = true
				}
				if w := nameWords(a.Name); len(w) > 1 && len(w[0]) > 3 {
					known[w[0]] = true // some are called by the first: Mahinda, Volodymyr
				}
			}
		}
	}
	for _, s := range first {
		for _, p := range s.Phrases {
			// A surname that is tagged as a person's once is one elsewhere: "Trump and the
			// leaders" may look like a verb to the parser.
			if p.Form == Surname && p.NameFirst == p.NameLast && len(p.Entries) > 0 && s.Tokens[p.NameFirst].Name == "B-PERSON" {
				known[lexicon.Fold(s.Tokens[p.NameFirst].Text)] = true
			}
		}
	}
	// Now that the names are known, their surnames are too.
	now := Known{
		Name: func(w string) bool {
			w = lexicon.Fold(w)
			return known[w] || known[lastPart(w)]
		},
		Place:        place,
		Organisation: func(o *lexicon.Organisation) bool { return named[o] || r.about[stateOf(o.Of)] > 0 },
	}
	for i, s := range first {
		if cut[i].changed(now) {
			s = cut[i].chunk(now)
		}
		r.Sentences = append(r.Sentences, s)
	}
	for _, s := range r.Sentences {
		for _, p := range s.Phrases {
			if p.Form == FullName {
				r.register(s, p)
			}
		}
	}
	return r
}

func lastPart(w string) string { return w[strings.LastIndexByte(w, '-')+1:] }

// register finds or makes the actor of a full name, and adds to it what the
// phrase tells.
func (r *Reader) register(s *Sentence, p *Phrase) *Actor {
	name := s.Words(p.NameFirst, p.NameLast)
	words := nameWords(name)
	a := r.lookup(words, p)
	if a == nil {
		a = &Actor{Kind: event.Person}
		if person := r.choose(p.Entries, p); person != nil {
			r.know(a, person)
		}
		if a.ID == "" {
			a.ID = "person:" + slug(name)
		}
		if b := r.byID[a.ID]; b != nil {
			a = b
		} else {
			r.byID[a.ID] = a
			r.actors = append(r.actors, a)
		}
	}
	if len(name) > len(a.Name) || a.byOffice {
		a.Name, a.byOffice = name, false
	}
	a.words = appendNew(a.words, words...)
	if n := len(words); n > 0 {
		a.last = appendNew(a.last, words[n-1])
		if n > 1 && a.person == nil {
			// Family names may stand first (Wang Yi), or be two words (López Obrador);
			// which it is shows in how the article goes on.
			a.last = appendNew(a.last, words[0], strings.Join(words[max(0, n-2):], " "))
		}
	}
	r.describe(a, p)
	return a
}

// lookup finds the actor that the article has already named so.
func (r *Reader) lookup(words []string, p *Phrase) *Actor {
	for _, a := range r.actors {
		if a.Kind != event.Person {
			continue
		}
		if a.person != nil && slices.ContainsFunc(p.Entries, func(e lexicon.Entry) bool { return e.Person == a.person }) {
			return a
		}
	}
	for _, a := range r.actors {
		// A person of the dictionary meets only names that no other person of it has.
		if a.Kind == event.Person && (a.person == nil || p.Entries == nil) && compatible(words, nameWords(a.Name)) && !(p.Gender != "" && a.Gender != "" && p.Gender != a.Gender) {
			return a
		}
	}
	return nil
}

// know gives an actor what the dictionary says of a person.
func (r *Reader) know(a *Actor, p *lexicon.Person) {
	a.person, a.ID, a.Canonical, a.Gender, a.Row = p, "person:"+p.ID, p.Name, p.Gender, "people/"+p.ID
	r.represent(a, p.State)
	for _, s := range p.Second {
		a.last = appendNew(a.last, strings.Join(nameWords(s), " "))
		a.words = appendNew(a.words, nameWords(s)...)
	}
	var best *lexicon.Term
	for _, t := range p.Terms {
		former := !t.Covers(r.day)
		a.offices = append(a.offices, held{t.Office, t.Body, former})
		if former && t.From > r.day {
			continue
		}
		if best == nil || former == !best.Covers(r.day) && rank(t.Office) >= rank(best.Office) || !former {
			best = t
		}
	}
	if best != nil {
		a.Political = true
		if best.Covers(r.day) {
			a.Title = best.Title
			if a.Title == "" {
				a.Title = titleOf(best.Office)
			}
			if st := best.State(); st != "" {
				r.represent(a, st)
			} else {
				r.represent(a, best.Body)
			}
		}
	}
}

// choose picks, among the people whom the dictionary calls by one name, the one
// in or nearest to office, of a state that the phrase or the article names.
func (r *Reader) choose(entries []lexicon.Entry, p *Phrase) *lexicon.Person {
	var best *lexicon.Person
	top := -1 << 30
	for _, e := range entries {
		if e.Person == nil {
			continue
		}
		if s := r.score(e.Person, p); s > top {
			best, top = e.Person, s
		}
	}
	return best
}

// score says how likely it is that the article means this person of the
// dictionary: 100 and more is sure enough for a surname alone.
func (r *Reader) score(x *lexicon.Person, p *Phrase) int {
	s := 0
	in, near := 0, 0
	for _, t := range x.Terms {
		if t.Covers(r.day) {
			in = max(in, 20+rank(t.Office))
		} else if years(t.From, r.day) <= 2 || t.To != "" && years(t.To, r.day) <= 8 {
			near = max(near, 5+rank(t.Office)/2)
		}
	}
	s += max(in, near)
	states := []string{x.State}
	for _, t := range x.Terms {
		states = append(states, t.State())
		if strings.HasPrefix(t.Body, "org:") {
			states = append(states, t.Body)
		}
	}
	for _, o := range p.Of {
		if slices.Contains(states, o.ID) || slices.Contains(states, stateOf(o.ID)) {
			s += 60
		} else if stateOf(o.ID) != "" {
			s -= 40
		}
	}
	for _, o := range p.Offices {
		for _, t := range x.Terms {
			if t.Office == o.Office {
				s += 40
				break
			}
		}
	}
	if r.about[x.State] > 0 {
		s += 30 + min(r.about[x.State], 5)
	}
	if p.Gender != "" && x.Gender != "" && p.Gender != x.Gender {
		s -= 100
	}
	return s
}

// years is the distance of two dates in years, 99 when one is not known.
func years(a, b string) int {
	if len(a) < 4 || len(b) < 4 {
		return 99
	}
	y := func(s string) int {
		n := 0
		for _, c := range s[:4] {
			n = n*10 + int(c-'0')
		}
		return n
	}
	d := y(a) - y(b)
	return max(d, -d)
}

// rank orders offices by how often their holders are the news.
func rank(o *lexicon.Office) int {
	switch o.Class {
	case "head-of-state", "head-of-government":
		return 40
	case "minister":
		if o.ID == "foreign-minister" {
			return 30
		}
		return 18
	case "royal", "organisation", "party", "spokesperson":
		return 20
	case "deputy", "diplomat", "aide":
		return 15
	}
	return 10
}

// titleOf is the office's usual name.
func titleOf(o *lexicon.Office) string {
	words := strings.Split(o.ID, "-")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// describe adds to an actor the offices, states and gender that a phrase tells.
func (r *Reader) describe(a *Actor, p *Phrase) {
	a.named++
	if a.Gender == "" {
		a.Gender = p.Gender
	}
	if a.Gender == "" {
		switch p.Noun {
		case "spokeswoman", "wife", "sister", "daughter", "mother", "queen", "congresswoman", "chairwoman":
			a.Gender = "f"
		case "spokesman", "husband", "brother", "son", "father", "king", "congressman", "chairman":
			a.Gender = "m"
		}
	}
	of := ""
	for _, o := range p.Of {
		// The body says more than the state.
		if of == "" || strings.Contains(o.ID, "/") || strings.HasPrefix(o.ID, "org:") {
			of = o.ID
		}
	}
	if p.Noun != "" && !p.Former {
		a.called = appendNew(a.called, p.Noun)
	}
	a.called = appendNew(a.called, p.Titles...)
	for _, h := range p.Offices {
		if !slices.ContainsFunc(a.offices, func(x held) bool { return x.office == h.Office && (x.of == of || of == "") && x.former == p.Former }) {
			a.offices = append(a.offices, held{h.Office, of, p.Former})
		}
		if h.States != nil && of == "" && !slices.ContainsFunc(h.States, func(st string) bool { return r.about[st] > 0 }) {
			continue // a chief executive, of a company
		}
		if public(h, of) || upperFirst(h.Words) && !strings.HasSuffix(h.Words, "chief") && (len(r.about) > 1 || h.Office.Class == "local") && h.Office.Class != "organisation" && h.Office.Class != "judiciary" {
			a.Political = true
		}
		if a.Title == "" || a.person == nil && len(h.Words) > len(a.Title) {
			a.Title = h.Words
		}
	}
	if st := stateOf(of); st != "" && (a.Represents == "" || a.person == nil) {
		r.represent(a, st)
	} else if of != "" && a.Represents == "" && of[0] != '/' {
		r.represent(a, of)
	}
}

// public reports whether an office makes its holder a political actor: those of
// governments do of themselves, a president or a chief needs a state or a body.
func public(h Held, of string) bool {
	switch h.Office.Class {
	case "judiciary":
		return false
	case "diplomat":
		return of != "" || upperFirst(h.Words) // "Ambassador Matsunaga"
	case "minister", "deputy", "head-of-government", "legislature", "royal", "military", "intelligence":
		return h.Office.ID != "minister" && !strings.HasSuffix(h.Words, "chief") || of != "" // a company has a finance chief too
	}
	return of != "" && of != "/"
}

// state returns the actor of a state.
func (r *Reader) state(code string) *Actor {
	id := "country:" + code
	if a := r.byID[id]; a != nil {
		return a
	}
	a := &Actor{ID: id, Kind: event.Country, Represents: code, Name: code, Political: true, Row: "countries/" + code}
	if c := r.lex.Country(code); c != nil {
		a.Name, a.Canonical = c.Name, c.Name
	}
	r.add(a)
	return a
}

// represent sets whom an actor acts for, a state ("TUR") or an organisation
// ("org:eu"), and with it what that is part of.
func (r *Reader) represent(a *Actor, id string) {
	a.Represents, a.whole = id, nil
	for n := 0; id != "" && n < 4; n++ {
		if st := stateOf(id); st != "" {
			a.whole = append(a.whole, "country:"+st)
			return
		}
		a.whole = append(a.whole, id)
		o := r.lex.Organisation(strings.TrimPrefix(id, "org:"))
		if o == nil {
			return
		}
		id = o.Of
	}
}

// Of returns the actor of a state ("TUR"), an organisation ("org:nato"), or a
// state's body ("TUR/foreign-ministry").
func (r *Reader) Of(id string) *Actor { return r.of(id) }

// of returns the actor of a state, an organisation, or a state's body.
func (r *Reader) of(id string) *Actor {
	if org, ok := strings.CutPrefix(id, "org:"); ok {
		if a := r.byID[id]; a != nil {
			return a
		}
		a := &Actor{ID: id, Kind: event.Organization, Name: org}
		if o := r.lex.Organisation(org); o != nil {
			a.Name, a.Canonical, a.Political, a.Row = o.Name, o.Name, o.Political(), "organisations/"+o.ID
			if st := stateOf(o.Of); st != "" {
				switch o.Type {
				case "armed", "party", "media", "company", "ngo":
					// Those of a state that do not speak for it.
				default:
					r.represent(a, st)
				}
			} else {
				r.represent(a, o.Of)
			}
		}
		r.add(a)
		return a
	}
	code, function, ok := strings.Cut(id, "/")
	if !ok || function == "government" || function == "cabinet" || function == "negotiating-team" {
		return r.state(code)
	}
	key := "org:" + strings.ToLower(code) + "-" + function
	if a := r.byID[key]; a != nil {
		return a
	}
	a := &Actor{ID: key, Kind: event.Organization, Name: key, Political: function != "state-media", Row: "bodies/" + function}
	r.represent(a, code)
	if b, c := r.lex.Body(function), r.lex.Country(code); b != nil && c != nil {
		a.Canonical = strings.Replace(b.Pattern, "%s", c.Adjective, 1)
		a.Name = a.Canonical
	}
	r.add(a)
	return a
}

func (r *Reader) add(a *Actor) {
	r.byID[a.ID] = a
	r.actors = append(r.actors, a)
}

// Named returns the first person whom sentence i names, nil when it names none. The
// sentence need not have been resolved.
func (r *Reader) Named(i int) *Actor {
	s := r.Sentences[i]
	for _, p := range s.Phrases {
		switch p.Form {
		case FullName:
			return r.register(s, p)
		case Surname:
			if a, _ := r.surname(s, p); a != nil {
				return a
			}
		}
	}
	return nil
}

// Actors returns everybody whom the article names, in the order of their first
// mention by name.
func (r *Reader) Actors() []*Actor { return r.actors }

// bySurname finds the person whom the article means by a surname.
func (r *Reader) bySurname(words []string, p *Phrase) *Actor {
	joined := strings.Join(words, " ")
	type candidate struct {
		a     *Actor
		score int
	}
	var found []candidate
	for _, a := range r.actors {
		if a.Kind != event.Person {
			continue
		}
		var s int
		own := nameWords(a.Name)
		switch {
		case len(own) > 0 && own[len(own)-1] == joined:
			s = 30
		case a.person != nil && slices.Contains(a.last, joined):
			s = 30
		case slices.Contains(a.last, joined) || len(words) > 1 && compatible(words, own):
			s = 22
		case len(own) > 0 && own[0] == joined:
			s = 15
		case slices.Contains(own, joined):
			s = 8
		default:
			continue
		}
		if p.Gender != "" && a.Gender != "" && p.Gender != a.Gender {
			continue
		}
		for _, o := range p.Offices {
			if a.holds(o.Office, "") {
				s += 10
				break
			}
		}
		if slices.ContainsFunc(p.Titles, func(t string) bool { return slices.Contains(a.called, t) }) {
			s += 5 // "Prince Faisal", not Minister Faisal Mekdad
		}
		if a.leads(stateOf(a.Represents)) && s >= 22 {
			s += 2 // a bare "Kim" is the leader, his officials are named in full
		}
		if len(p.Offices) > 0 && p.Offices[0].Office.Class != "military" && s < 40 && len(a.offices) > 0 && !slices.ContainsFunc(p.Offices, func(o Held) bool {
			return slices.ContainsFunc(a.offices, func(h held) bool { return h.office == o.Office })
		}) {
			s -= 10
		}
		for _, o := range p.Of {
			if st := stateOf(o.ID); st != "" && a.Represents != "" && a.Represents != st {
				s -= 15
			}
		}
		found = append(found, candidate{a, s*4 + r.focus.recency(a)})
	}
	if len(found) == 0 {
		return nil
	}
	return slices.MaxFunc(found, func(x, y candidate) int { return cmp.Compare(x.score, y.score) }).a
}
