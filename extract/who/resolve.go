package who

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// Resolve says whom the phrases of sentence i name. Sentences must be resolved
// in order. A phrase whose actor cannot be told keeps none.
func (r *Reader) Resolve(i int) {
	s := r.Sentences[i]
	r.focus.sentence = i
	// Names first, wherever they stand: "In his call with Putin, Trump ..." tells
	// who "his" is only later.
	order := slices.Clone(s.Phrases)
	slices.SortStableFunc(order, func(a, b *Phrase) int { return a.Head - b.Head })
	for _, p := range order {
		switch p.Form {
		case FullName:
			r.set(i, p, "name", r.register(s, p))
		case Surname:
			if a, via := r.surname(s, p); a != nil {
				r.set(i, p, via, a)
			}
		case State, Organisation, Adjective:
			if a, via := r.named(s, p); a != nil {
				r.set(i, p, via, a)
			}
		case Compound:
			var actors []*Actor
			for _, part := range p.Parts {
				if a := r.part(part); a != nil {
					actors = append(actors, a)
				}
			}
			r.set(i, p, "name", actors...)
		}
	}
	r.sideBySide(s)
	for _, p := range order {
		switch p.Form {
		case Body:
			if a := r.body(i, s, p); a != nil {
				r.set(i, p, "name", a)
			}
		case InOffice:
			if k := cmp.Or(s.apposed(p), s.genitiveAfter(p)); k != nil && len(k.Actors) == 1 {
				// "the prime minister of the enemy, Yair Lapid"
				r.describe(k.Actors[0], &Phrase{Offices: p.Offices, Of: p.Of, Noun: p.Noun, Former: p.Former})
				r.set(i, p, "apposition", k.Actors[0])
				continue
			}
			if a, via := r.inOffice(i, s, p); a != nil {
				r.set(i, p, via, a)
			}
		case Counterpart, Unnamed, Group:
			if p.Plural && p.Form != Unnamed || len(p.Offices) > 0 && p.Plural {
				if names := s.namesAfter(s.outer(p)); names != nil && (len(p.Of) == 0 || len(p.Of) <= len(names)) && nouns[s.Tokens[p.Head].Lemma] != states {
					r.set(i, p, "apposition", names...)
					continue
				}
			}
			if actors, via := r.several(i, s, p); actors != nil {
				r.set(i, p, via, actors...)
			}
		}
	}
	for _, p := range order {
		if p.Form == Pronoun {
			if actors := r.pronoun(i, s, p); actors != nil {
				r.set(i, p, "pronoun", actors...)
			}
		}
	}
}

// apposed returns the name in apposition to an office that the phrase itself does
// not reach, nil when there is none.
func (s *Sentence) apposed(p *Phrase) *Phrase {
	for k := p.Last + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Dep == syntax.Appos && s.Tokens[k].Head == p.Head {
			if q := s.At(k); q != nil && q.Form == FullName && q.First > p.Last && len(q.Offices) == 0 && q.First > 0 && s.Tokens[q.First-1].Text == "," {
				return q
			}
		}
	}
	return nil
}

// genitiveAfter returns the name with its state in the genitive that stands between
// commas after an office: "their chairman, Ghana's John Mahama, said".
func (s *Sentence) genitiveAfter(p *Phrase) *Phrase {
	p = s.outer(p)
	q := s.At(p.Last + 2)
	if q == nil || !p.Definite || s.Tokens[p.Last+1].Text != "," || q.First != p.Last+2 || q.Form != FullName || q.Last+1 >= len(s.Tokens) || len(q.Of) != 1 {
		return nil
	}
	if next := s.Tokens[q.Last+1]; next.Text != "," && next.Text != "." && !strings.HasPrefix(next.Tag, "VB") {
		return nil
	}
	for k := q.First + 1; k < q.NameFirst; k++ {
		if s.Tokens[k].Tag == "POS" {
			return q
		}
	}
	return nil
}

// set gives a phrase its actors and notes them in the focus.
func (r *Reader) set(i int, p *Phrase, via string, actors ...*Actor) {
	p.Actors, p.Via = actors, via
	weight := weightRecency
	switch t := r.Sentences[i].Tokens[r.Sentences[i].top(p)]; t.Dep {
	case syntax.Nsubj, syntax.Nsubjpass:
		weight += weightSubject + weightHead
	case syntax.Dobj, syntax.Dative, syntax.Agent:
		weight += weightObject + weightHead
	case syntax.Poss, syntax.Compound, syntax.Amod:
	default:
		weight += weightOther
	}
	if p.inner || p.Form == Adjective || r.quoted != nil && r.quoted(i, p.Head) {
		weight /= 2
	}
	if p.Form == Adjective {
		return // "the Dutch chip maker" is not about the Netherlands
	}
	for _, a := range actors {
		if a.since == 0 {
			r.seen++
			a.since = r.seen
		}
		r.focus.note(a, i, p.Head, weight)
	}
	if len(actors) > 1 && p.Form != Pronoun {
		r.Together(actors)
	}
}

// Quoted gives the reader the article's quotations: whom they name is less in
// focus than whom the reporter names.
func (r *Reader) Quoted(quoted func(sentence, token int) bool) { r.quoted = quoted }

// Side returns what a party of talks stands for: a person's state or organisation.
func (r *Reader) Side(a *Actor) *Actor {
	if a.Kind == event.Person && a.Represents != "" {
		return r.of(a.Represents)
	}
	return a
}

// Spoke tells who spoke last, so that "I" and "the spokesman" are they.
func (r *Reader) Spoke(a *Actor) { r.focus.speaker, r.focus.spokeAt = a, r.focus.sentence }

// Voice tells who speaks the next line by its label, nil when it has none.
func (r *Reader) Voice(a *Actor) { r.focus.voice = a }

// Here tells from which state the line being read reports, when its head or the
// label above it says so.
func (r *Reader) Here(state string) {
	if state != "" {
		r.home = state
	}
}

// surname finds whom a name of less than the full form means: somebody the
// article names in full, else somebody of the dictionary who is in office.
func (r *Reader) surname(s *Sentence, p *Phrase) (*Actor, string) {
	name := s.Words(p.NameFirst, p.NameLast)
	words := nameWords(name)
	if len(words) == 0 {
		return nil, ""
	}
	if a := r.bySurname(words, p); a != nil {
		if a.byOffice {
			a.Name, a.byOffice = a.Canonical, false
		}
		r.describe(a, p)
		return a, "surname"
	}
	if x := r.choose(p.Entries, p); x != nil && r.sure(s, p, x) {
		a := r.byID["person:"+x.ID]
		if a == nil {
			a = &Actor{Kind: event.Person, Name: name}
			r.know(a, x)
			r.add(a)
		}
		r.describe(a, p)
		return a, "surname:people/" + x.ID
	}
	// Unknown to the article and the dictionary: a title or an office makes it a
	// person all the same, and so does the names tagger unless it is a place.
	if p.Gender == "" && len(p.Offices) == 0 && (s.Tokens[p.NameFirst].Name != "B-PERSON" || len(p.Of) == 0) {
		return nil, ""
	}
	a := &Actor{ID: "person:" + slug(name), Kind: event.Person, Name: name, words: words, last: words}
	if b := r.byID[a.ID]; b != nil {
		a = b
	} else {
		r.add(a)
	}
	r.describe(a, p)
	return a, "title"
}

// sure reports whether a surname alone can mean this person of the dictionary.
func (r *Reader) sure(s *Sentence, p *Phrase, x *lexicon.Person) bool {
	score := r.score(x, p)
	if s.Tokens[p.NameFirst].Name == "B-PERSON" || len(p.Entries) < 4 && r.wasLeader(x) {
		score += 25
	}
	return score >= 50
}

// wasLeader reports whether somebody led a state a few years before the article's day,
// or was about to: known by the surname alone, when the dictionary has few of it.
func (r *Reader) wasLeader(x *lexicon.Person) bool {
	return slices.ContainsFunc(x.Terms, func(t *lexicon.Term) bool {
		return rank(t.Office) == 40 && (t.Covers(r.day) || years(t.From, r.day) <= 1 || t.To != "" && years(t.To, r.day) <= 8)
	})
}

// named finds the state or the organisation of a phrase that names one.
func (r *Reader) named(s *Sentence, p *Phrase) (*Actor, string) {
	if p.Form == Organisation && len(p.Entries) == 0 && p.NameFirst >= 0 {
		return r.organisation(s.Words(p.NameFirst, p.NameLast)), "name"
	}
	var of Of
	switch {
	case len(p.Of) == 0:
		return nil, ""
	case p.Form == Organisation:
		// Initials that several bear are those of whom the article names, or of its states.
		of = slices.MaxFunc(p.Of, func(a, b Of) int {
			return cmp.Or(a.Token-b.Token, r.organs(a.ID)-r.organs(b.ID), slices.Index(p.Of, a)-slices.Index(p.Of, b))
		})
	default:
		// A surface of several states (State House, Congo) is the one that the article
		// names most.
		of = slices.MaxFunc(p.Of, func(a, b Of) int {
			return cmp.Or(r.about[stateOf(a.ID)]-r.about[stateOf(b.ID)], r.people[stateOf(a.ID)]-r.people[stateOf(b.ID)], r.lex.Coverage(stateOf(a.ID))-r.lex.Coverage(stateOf(b.ID)))
		})
	}
	for _, e := range p.Entries {
		if e.Sense == lexicon.Metonym && strings.HasPrefix(e.Surface, "the ") && r.about[stateOf(of.ID)] == 0 && r.people[stateOf(of.ID)] == 0 {
			return nil, "" // "the North" of another country
		}
	}
	id := of.ID
	via := "name:" + of.Row
	if st := stateOf(id); st != "" && p.Form != Organisation {
		id = st // the Kremlin and the White House speak for the state
	}
	if id == "" || id[0] == '/' {
		return nil, ""
	}
	for _, e := range p.Entries {
		if e.Sense == lexicon.Capital {
			via = "capital:" + e.Row()
		}
		if e.Sense == lexicon.Metonym {
			via = "metonym:" + e.Row()
		}
	}
	a := r.of(id)
	if p.NameFirst >= 0 && (strings.HasPrefix(via, "name:countries") || strings.HasPrefix(via, "name:organisations")) {
		if name := s.Words(p.NameFirst, p.NameLast); a.Kind == event.Organization && a.named == 0 {
			a.Name = name
		} else if a.Kind == event.Organization && len(name) > len(a.Name) {
			a.Name = name
		}
	}
	a.named++
	return a, via
}

// organs says how much an organisation of the dictionary is of the article: named
// before, or of a state that it is about.
func (r *Reader) organs(id string) int {
	n := 0
	if a := r.byID[id]; a != nil && a.named > 0 {
		n = 100
	}
	if o := r.lex.Organisation(strings.TrimPrefix(id, "org:")); o != nil {
		n += r.about[stateOf(o.Of)]
	}
	return n
}

// organisation returns the actor of an organisation that no dictionary knows.
func (r *Reader) organisation(name string) *Actor {
	id := "org:" + slug(name)
	if a := r.byID[id]; a != nil {
		return a
	}
	a := &Actor{ID: id, Kind: event.Organization, Name: name, Unsure: true}
	r.add(a)
	return a
}

// part finds the actor of one part of a compound.
func (r *Reader) part(p Part) *Actor {
	if len(p.Of) > 0 {
		return r.of(p.Of[0].ID)
	}
	if a := r.bySurname(nameWords(p.Words), &Phrase{}); a != nil {
		return a
	}
	if x := r.choose(p.Entries, &Phrase{}); x != nil && r.score(x, &Phrase{}) >= 40 {
		if a := r.byID["person:"+x.ID]; a != nil {
			return a
		}
		a := &Actor{Kind: event.Person, Name: p.Words}
		r.know(a, x)
		r.add(a)
		return a
	}
	return nil
}

// body finds whose ministry, office or army a phrase names when the words alone
// do not tell: the owner's, the state of the capital in the same sentence, the
// state last spoken of, or the one from which the article reports.
func (r *Reader) body(i int, s *Sentence, p *Phrase) *Actor {
	id := ""
	for _, o := range p.Of {
		if strings.Contains(o.ID, "/") && (id == "" || r.about[stateOf(o.ID)] >= r.about[stateOf(id)]) {
			id = o.ID // of the two Congos the one that the article is about
		}
	}
	if id == "" {
		return nil
	}
	if id[0] == '/' {
		state := r.delegation
		if id != "/negotiating-team" || p.Owner >= 0 {
			state = r.stateNear(i, s, p, id[1:]) // but a delegation in a capital is a guest there
		}
		if state == "" {
			return nil
		}
		id = state + id
	} else if st, ok := strings.CutSuffix(id, "/negotiating-team"); ok {
		r.delegation = st
	}
	a := r.of(id)
	if a.Kind == event.Organization {
		words := s.Words(p.NameFirst, p.NameLast)
		if c := r.lex.Country(id[:3]); c != nil && a.named == 0 {
			a.Name = c.Adjective + " " + strings.TrimPrefix(words, "the ")
			if strings.Contains(words, " of ") || strings.Contains(words, " in ") || strings.Contains(words, "'s") || strings.Contains(words, "’s") {
				a.Name = a.Canonical
			}
		}
	}
	a.named++
	return a
}

// stateNear finds the state of a body or an office that is named without one.
func (r *Reader) stateNear(i int, s *Sentence, p *Phrase, function string) string {
	if owner := r.owner(i, s, p); len(owner) == 1 {
		if st := stateOf(owner[0].Represents); st != "" {
			return st
		}
	}
	if st := s.scene(p); st != "" {
		return st
	}
	told := r.reported(i, s, p)
	if told != "" && s.Phrases[0].Form == State && s.Phrases[0].First < 2 {
		return told // "Ankara hopes for calm, the foreign ministry said"
	}
	// The same body was named in full before.
	for k := len(r.focus.mentions) - 1; k >= 0; k-- {
		m := r.focus.mentions[k]
		if code, rest, ok := strings.Cut(strings.TrimPrefix(m.actor.ID, "org:"), "-"); ok && rest == function && len(code) == 3 {
			return strings.ToUpper(code)
		}
	}
	if told != "" {
		return told
	}
	// "In Moscow, a foreign ministry spokesman said": the capital in the sentence.
	for _, q := range s.Phrases {
		if q.Form == State && has(q.Entries, lexicon.Capital) && len(q.Of) > 0 && q.Head != p.Head {
			if q.First > 0 {
				switch strings.ToLower(s.Tokens[q.First-1].Text) {
				case "to", "from", "for", "with", "between":
					continue // "may go to Seoul, government sources said"
				}
			}
			if d := q.Head - p.Head; d < 8 && d > -10 {
				return stateOf(q.Of[0].ID)
			}
		}
	}
	for k := len(r.focus.mentions) - 1; k >= 0; k-- {
		m := r.focus.mentions[k]
		if m.sentence < i-2 {
			break
		}
		if m.weight >= weightRecency && (m.sentence < i || m.token < p.Head) {
			if st := stateOf(m.actor.Represents); st != "" {
				return st
			}
		}
	}
	return r.home
}

// scene returns the state of the capital that opens the sentence or follows the
// phrase as the place where its words were spoken: "In Moscow, a foreign ministry
// spokesman said", "the foreign ministry in Moscow"; empty when there is none.
func (s *Sentence) scene(p *Phrase) string {
	for _, q := range s.Phrases {
		if q.Form != State || q.First == 0 || !has(q.Entries, lexicon.Capital) || len(q.Of) == 0 || !strings.EqualFold(s.Tokens[q.First-1].Text, "in") {
			continue
		}
		if q.First == 1 && q.Last < p.First || q.First == p.Last+2 {
			return stateOf(q.Of[0].ID)
		}
	}
	return ""
}

// inner returns the phrase, inner ones included, whose head is a token.
func (s *Sentence) inner(token int) *Phrase {
	for _, p := range s.Phrases {
		if p.Head == token {
			return p
		}
	}
	return nil
}
