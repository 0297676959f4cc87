package who

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// inOffice finds whom an office without a name means: somebody of the article who
// holds it, else whom the dictionary has in that office on the article's day,
// else the state itself.
func (r *Reader) inOffice(i int, s *Sentence, p *Phrase) (*Actor, string) {
	if p.Former || len(p.Offices) == 0 && p.Noun == "" {
		return nil, ""
	}
	if honorific("His "+p.Noun) != "" {
		return r.honoured(i, s, p), "honorific"
	}
	state, org := "", ""
	for _, o := range p.Of {
		if st := stateOf(o.ID); st != "" {
			state = st
		} else if strings.HasPrefix(o.ID, "org:") {
			org = o.ID
		} else if strings.HasPrefix(o.ID, "/") {
			state = r.stateNear(i, s, p, o.ID[1:])
		}
	}
	if owner := r.owner(i, s, p); len(owner) == 1 {
		// "his spokesman", "Modi's foreign minister"
		if state == "" && org == "" {
			state = stateOf(owner[0].Represents)
		}
		if spokesperson(p) && owner[0].Political {
			return owner[0], "spokesperson of the owner"
		}
	}
	if one := onlyState(p.Offices); state == "" && org == "" && one != "" {
		state = one // "the Taoiseach"
	}
	if state != "" && org == "" {
		if slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "head-of-state" }) {
			// "the Russian president" is no president of a Russian agency.
			p.Offices = slices.DeleteFunc(slices.Clone(p.Offices), func(o Held) bool { return o.Office.Class == "organisation" })
		}
		p.Offices = slices.DeleteFunc(slices.Clone(p.Offices), func(o Held) bool { return o.States != nil && !slices.Contains(o.States, state) })
		if len(p.Offices) == 0 {
			return nil, "" // "its chief executive", of a company
		}
	}
	target := state
	if org != "" {
		target = org
	}
	leader := p.Noun == "leader" || p.Noun == "chief" || p.Noun == "head" || p.Noun == "ruler"
	if slices.ContainsFunc(p.Of, func(o Of) bool {
		_, function, ok := strings.Cut(o.ID, "/")
		return ok && function != "government" && function != "presidency"
	}) {
		leader = false // "the police chief" doesn't lead the state
	}
	holds := func(a *Actor) bool {
		if a.Kind != event.Person || r.bound(s, p, a) {
			return false
		}
		if leader && state != "" && a.leads(state) {
			return true
		}
		if p.Noun == "minister" && state != "" && a.Represents == state && slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.ID == "minister" }) &&
			slices.ContainsFunc(a.offices, func(h held) bool { return !h.former && h.office.Class == "minister" }) {
			return true // "the Russian minister" is the foreign minister told of
		}
		if chiefDiplomat(a, state, s, p) {
			return true
		}
		return slices.ContainsFunc(p.Offices, func(o Held) bool {
			return a.holds(o.Office, state) && (org == "" || a.Represents == org || slices.ContainsFunc(a.offices, func(h held) bool { return h.of == org }))
		})
	}
	if target != "" {
		if a := r.focus.best(i, p.Head, holds); a != nil {
			return a, "office"
		}
		if k := slices.IndexFunc(r.actors, holds); k >= 0 {
			return r.actors[k], "office"
		}
		if spokesperson(p) || diplomat(p) {
			// Who speaks for a body without a name speaks as the body.
			for _, o := range p.Of {
				if strings.Contains(o.ID, "/") || org != "" {
					id := o.ID
					if id[0] == '/' {
						id = state + id
					}
					if stateOf(id) != "" || strings.HasPrefix(id, "org:") {
						a := r.of(id)
						if a.Kind == event.Organization && a.named == 0 && o.Words != "" {
							a.Name = o.Words // "a Downing Street spokesperson"
						}
						return a, "spokesperson"
					}
				}
			}
			return r.of(target), "spokesperson"
		}
		if low := strings.ToLower(s.Tokens[p.First].Text); low == "a" || low == "an" || low == "any" || low == "another" {
			return r.of(target), "office" // "by a South Korean president": any of them
		}
		if t := r.holder(p, target, leader); t != nil {
			return r.officer(t, p, target), "office:" + t.Row()
		}
		return r.of(target), "office"
	}
	// "the president", "the minister", "the chancellor": whoever in the article is
	// called so, the most salient first.
	if !p.Definite && !upperFirst(s.Tokens[p.Head].Text) {
		return nil, ""
	}
	word := p.Noun
	called := func(a *Actor) bool {
		return a.Kind == event.Person && !r.bound(s, p, a) && (strings.HasSuffix(strings.ToLower(a.Title), word) || holds(a))
	}
	exact := func(a *Actor) bool { return a.Kind == event.Person && holds(a) && !leader }
	if leader {
		exact = func(a *Actor) bool { return a.Kind == event.Person && a.leads(stateOf(a.Represents)) }
	}
	if p.Noun == "minister" && slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.ID == "minister" }) {
		// "the minister" is a minister, not the prime minister.
		exact = func(a *Actor) bool {
			return a.Kind == event.Person && slices.ContainsFunc(a.offices, func(h held) bool { return h.office.Class == "minister" && !h.former })
		}
	}
	if diplomat(p) {
		// "the envoy" may be a special representative, a coordinator, an ambassador.
		exact = func(a *Actor) bool {
			return a.Kind == event.Person && !r.bound(s, p, a) && slices.ContainsFunc(a.offices, func(h held) bool { return h.office.Class == "diplomat" && !h.former })
		}
	}
	if p.Noun == "secretary" {
		// "the Secretary" is a secretary of state or of a department, not a spokesman.
		exact = func(a *Actor) bool {
			return a.Kind == event.Person && !r.bound(s, p, a) && slices.ContainsFunc(a.offices, func(h held) bool { return h.office.Class == "minister" && !h.former }) &&
				(slices.Contains(a.called, "secretary") || strings.HasPrefix(strings.ToLower(a.Title), "secretary"))
		}
		called = exact
	}
	if a := r.goesOn(i, s, p); a != nil && exact(a) && len(p.Of) == 0 {
		return a, "speaker" // "Ito said. In addition, the president informed"
	}
	words := func(a *Actor) bool { return exact(a) && slices.Contains(a.called, p.Noun) }
	if a := r.principal(s, p, func(a *Actor) bool {
		return exact(a) && !r.bound(s, p, a) && (slices.Contains(a.called, p.Noun) || strings.HasSuffix(strings.ToLower(a.Title), word) || p.Noun == "secretary")
	}); a != nil {
		return a, "office"
	}
	if a := r.ours(i, p, words); a != nil {
		return a, "office"
	}
	if a := r.ours(i, p, func(a *Actor) bool {
		return exact(a) && (strings.HasSuffix(strings.ToLower(a.Title), word) || !heading(p))
	}); a != nil {
		return a, "office"
	}
	if t := r.chief(p); t != nil {
		return r.officer(t, p, t.Body), "office:" + t.Row()
	}
	if a := r.ours(i, p, exact); a != nil {
		return a, "office"
	}
	if a := r.focus.best(i, p.Head, called); a != nil {
		return a, "office"
	}
	if k := slices.IndexFunc(r.actors, exact); k >= 0 && r.actors[k].named > 0 {
		return r.actors[k], "office"
	}
	if spokesperson(p) && r.focus.speaker != nil {
		return r.focus.speaker, "speaker"
	}
	if p.Noun == "official" || p.Noun == "diplomat" || p.Noun == "politician" {
		if a := r.unnamed(i, p); a != nil {
			return a, "speaker"
		}
		if a := r.Salient(i, p.Head, func(a *Actor) bool { return a.Political && !r.bound(s, p, a) }); a != nil {
			return a, "noun"
		}
		if a := r.focus.best(i, p.Head, func(a *Actor) bool { return a.Kind == event.Person && a.Political && !r.bound(s, p, a) }); a != nil {
			return a, "noun"
		}
	}
	for _, q := range s.Phrases {
		if q.Form == State && has(q.Entries, lexicon.Capital) && len(q.Of) > 0 && !leader && !spokesperson(p) && !diplomat(p) {
			if t := r.holder(p, stateOf(q.Of[0].ID), false); t != nil {
				return r.officer(t, p, stateOf(q.Of[0].ID)), "office:" + t.Row()
			}
		}
	}
	if r.home != "" && !leader && !spokesperson(p) && !diplomat(p) {
		if t := r.holder(p, r.home, false); t != nil {
			return r.officer(t, p, r.home), "office:" + t.Row()
		}
	}
	return nil, ""
}

// principal returns whom an institution's own text means by an office with a
// capital and nothing else, "the President": the holder of its own state, else the
// one whom the text named first. Nil for other phrases.
func (r *Reader) principal(s *Sentence, p *Phrase, ok func(*Actor) bool) *Actor {
	if !upperFirst(s.Tokens[p.Head].Text) || p.Head == p.First || len(p.Of) > 0 || p.Owner >= 0 {
		return nil
	}
	var first *Actor
	for _, a := range r.actors {
		if a.named == 0 || a.since == 0 || !ok(a) {
			continue
		}
		if r.home != "" && a.Represents == r.home {
			return a
		}
		if first == nil || a.since < first.since {
			first = a
		}
	}
	return first
}

// honoured finds whom "His Highness" or "HE" means: of those whom the text calls so
// the one of its own state, for the head of a court the one named first, else the
// most salient.
func (r *Reader) honoured(i int, s *Sentence, p *Phrase) *Actor {
	ok := func(a *Actor) bool {
		return isPerson(a) && a.named > 0 && !r.bound(s, p, a) && slices.ContainsFunc(a.called, func(t string) bool {
			return honorific(strings.ToUpper(t)) == p.Noun || honorific(t) == p.Noun
		})
	}
	if p.Noun == "excellency" {
		return r.focus.best(i, p.Head, ok)
	}
	var first *Actor
	for _, a := range r.actors {
		if ok(a) && (first == nil || r.home != "" && a.Represents == r.home && first.Represents != r.home) {
			first = a
		}
	}
	return first
}

// onlyState returns the state to which the words of an office are bound, empty when
// they are bound to several or to none.
func onlyState(offices []Held) string {
	one := ""
	for _, o := range offices {
		if len(o.States) != 1 || one != "" && o.States[0] != one {
			return ""
		}
		one = o.States[0]
	}
	return one
}

// chief asks the dictionary for the head of an organisation that the article
// names, by the title of the office: "the Secretary-General" in a text on the UN,
// whose head is the one that needs no name.
func (r *Reader) chief(p *Phrase) *lexicon.Term {
	if !slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "organisation" }) {
		return nil
	}
	bodies := []string{}
	for i := len(r.focus.mentions) - 1; i >= 0; i-- {
		if id := r.focus.mentions[i].actor.ID; strings.HasPrefix(id, "org:") && !slices.Contains(bodies, id) {
			bodies = append(bodies, id)
		}
	}
	if p.Noun == "secretary-general" {
		// Parties and armed groups have one too, but in a text that names others theirs
		// isn't the one that needs no name.
		bodies = slices.DeleteFunc(bodies, func(id string) bool {
			o := r.lex.Organisation(strings.TrimPrefix(id, "org:"))
			return o != nil && (o.Type == "armed" || o.Type == "party" || o.Type == "movement")
		})
		bodies = append(bodies, "org:un")
	}
	for _, b := range bodies {
		for _, o := range p.Offices {
			for _, t := range r.lex.Holders(o.Office.Terms, b, r.day) {
				if words := strings.ToLower(t.Title); strings.HasSuffix(words, p.Noun) || words == "" && p.Noun == "head" {
					return t
				}
			}
		}
	}
	return nil
}

// ours returns the most salient actor that ok accepts, or the one of the state
// from which the article reports, who needs no qualifier, unless another is far
// more so.
func (r *Reader) ours(i int, p *Phrase, ok func(*Actor) bool) *Actor {
	best := r.focus.best(i, p.Head, ok)
	if best == nil || r.home == "" || best.Represents == r.home {
		return best
	}
	own := r.focus.best(i, p.Head, func(a *Actor) bool { return a.Represents == r.home && ok(a) })
	if own != nil && 2*r.focus.salience(own, i, p.Head) >= r.focus.salience(best, i, p.Head) {
		return own
	}
	return best
}

// chiefDiplomat reports whether the phrase is "the top Russian diplomat" and the
// actor is that state's foreign minister.
func chiefDiplomat(a *Actor, state string, s *Sentence, p *Phrase) bool {
	if p.Noun != "diplomat" || state == "" || a.Represents != state {
		return false
	}
	for k := p.First; k < p.Head; k++ {
		switch strings.ToLower(s.Tokens[k].Text) {
		case "top", "chief":
			return slices.ContainsFunc(a.offices, func(h held) bool { return !h.former && h.office.ID == "foreign-minister" })
		}
	}
	return false
}

// heading reports whether an office is that of the head of an organisation, which
// has many names: a president of a council is no secretary-general.
func heading(p *Phrase) bool {
	return slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "organisation" })
}

// owner returns whose deputy, spokesman or office a phrase names: "Kiir's foreign
// ministry", "his office".
func (r *Reader) owner(i int, s *Sentence, p *Phrase) []*Actor {
	if p.Owner < 0 {
		return nil
	}
	if q := s.inner(p.Owner); q != nil {
		return q.Actors
	}
	low := strings.ToLower(s.Tokens[p.Owner].Text)
	if pronouns[low] == 0 {
		return nil
	}
	if a := r.reporter(i, s, p, low); a != nil {
		return []*Actor{a}
	}
	return r.pronoun(i, s, &Phrase{Form: Pronoun, Noun: low, First: p.Owner, Last: p.Owner, Head: p.Owner, Owner: -1, NameFirst: -1, NameLast: -1})
}

func spokesperson(p *Phrase) bool {
	return slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "spokesperson" })
}

func diplomat(p *Phrase) bool {
	return slices.ContainsFunc(p.Offices, func(o Held) bool { return o.Office.Class == "diplomat" })
}

// holder asks the dictionary who held the office on the article's day.
func (r *Reader) holder(p *Phrase, target string, leader bool) *lexicon.Term {
	if leader && stateOf(target) != "" {
		// Who leads a state differs from state to state; where the dictionary has one
		// candidate only, it is that one.
		var found *lexicon.Term
		for _, id := range []string{"supreme-leader", "president", "king", "prime-minister", "ruling-council-head", "party-leader"} {
			for _, t := range r.lex.Holders(id, target, r.day) {
				if found == nil {
					found = t
				}
			}
		}
		return found
	}
	for _, o := range p.Offices {
		if ts := r.lex.Holders(o.Office.Terms, target, r.day); len(ts) > 0 && r.single(o.Office) {
			return ts[0]
		}
	}
	return nil
}

// single reports whether an office without a name can be taken for its one
// holder: the offices that a state or an organisation has once and that are known
// by day.
func (r *Reader) single(o *lexicon.Office) bool {
	switch o.Class {
	case "head-of-state", "head-of-government", "royal", "organisation":
		return true
	}
	switch o.Terms {
	case "foreign-minister", "defence-minister", "national-security-adviser", "vice-president":
		return true
	}
	return false
}

// officer returns the actor of a term of office that a phrase asked for. The
// article does not name the person; its words for them are the office's.
func (r *Reader) officer(t *lexicon.Term, p *Phrase, target string) *Actor {
	if a := r.byID["person:"+t.Person.ID]; a != nil {
		return a
	}
	a := &Actor{Kind: event.Person}
	r.know(a, t.Person)
	title := titleOf(t.Office)
	if len(p.Offices) > 0 && !strings.EqualFold(p.Noun, "leader") {
		words := strings.Fields(p.Offices[0].Words)
		for i, w := range words {
			if w != "of" && w != "for" && w != "the" {
				words[i] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		title = strings.Join(words, " ")
	}
	whose := target
	if c := r.lex.Country(stateOf(target)); c != nil {
		whose = c.Name
	} else if o := r.lex.Organisation(strings.TrimPrefix(target, "org:")); o != nil {
		whose = o.Name
	}
	a.Name, a.byOffice = title+" of "+whose, true
	switch t.Office.Class {
	case "head-of-state", "head-of-government", "royal", "organisation":
		a.Name = a.Canonical // known by day, and by everybody
	}
	r.add(a)
	return a
}

// pronoun finds whom a pronoun means.
func (r *Reader) pronoun(i int, s *Sentence, p *Phrase) []*Actor {
	gender := ""
	switch p.Noun {
	case "he", "him", "his", "himself":
		gender = "m"
	case "she", "her", "hers", "herself":
		gender = "f"
	case "i", "me", "my", "myself":
		if r.focus.speaker != nil {
			return []*Actor{r.focus.speaker}
		}
		return nil
	case "it", "its", "itself":
		if a := r.goesOn(i, s, p); a != nil && a.Kind == event.Organization {
			return []*Actor{a}
		}
		a := r.focus.best(i, p.Head, func(a *Actor) bool { return a.Kind != event.Person && !r.bound(s, p, a) })
		if a == nil {
			return nil
		}
		return []*Actor{a}
	case "they", "them", "their", "theirs", "themselves":
		return r.they(i, s, p)
	case "latter", "former":
		if last := r.focus.last(2, i, p.First, isPerson); len(last) == 2 {
			if p.Noun == "latter" {
				last = last[1:]
			}
			return last[:1]
		}
		return nil
	default:
		return nil
	}
	ok := func(a *Actor) bool {
		return a.Kind == event.Person && (a.Gender == gender || a.Gender == "") && !r.bound(s, p, a) && a != r.focus.voice
	}
	if a := r.goesOn(i, s, p); a != nil && ok(a) {
		return []*Actor{a}
	}
	a := r.focus.bestOf(i, p.Head, ok, r.parallel(i, s, p))
	if a == nil {
		return nil
	}
	if a.Gender == "" {
		a.Gender = gender
	}
	return []*Actor{a}
}

// parallel gives the weight that a pronoun's place adds to whom it can mean: the
// subject of the clause above its own or joined with it ("Bennett told the president
// of the call that he had had", "Erdogan rang Aliyev, his office said"), and for
// a subject the subject of the sentence before.
func (r *Reader) parallel(i int, s *Sentence, p *Phrase) func(*Actor) int {
	above := map[int]bool{}
	for v, n := clauseVerb(s.Tokens, p.Head), 0; v >= 0 && n < 6; n++ {
		v = clauseVerb(s.Tokens, v)
		above[v] = true
	}
	subject := i > 0 && s.Tokens[p.Head].Dep == syntax.Nsubj && !slices.ContainsFunc(s.Phrases, func(q *Phrase) bool {
		// A subject of this sentence is nearer than that of the one before.
		return q.Head < p.Head && !q.inner && len(q.Actors) == 1 && isPerson(q.Actors[0]) && s.Tokens[s.top(q)].Dep == syntax.Nsubj
	})
	return func(a *Actor) int {
		for _, q := range s.Phrases {
			t := s.top(q)
			if slices.Contains(q.Actors, a) && q.Head < p.Head && !q.inner && s.Tokens[t].Dep == syntax.Nsubj && above[s.Tokens[t].Head] {
				return weightParallel
			}
		}
		if !subject || a.speaksFor() {
			return 0
		}
		for _, q := range r.Sentences[i-1].Phrases {
			d := r.Sentences[i-1].Tokens[r.Sentences[i-1].top(q)].Dep
			if slices.Contains(q.Actors, a) && !q.inner && d == syntax.Nsubj {
				return weightParallel / 2
			}
		}
		return 0
	}
}

// goesOn returns who spoke in the sentence before, when the pronoun is the
// subject of a verb of speech: "It was not possible," he said.
func (r *Reader) goesOn(i int, s *Sentence, p *Phrase) *Actor {
	t := s.Tokens[p.Head]
	if t.Dep != syntax.Nsubj || t.Head < 0 || r.focus.speaker == nil || i-r.focus.spokeAt > 2 {
		return nil
	}
	if sp := r.lex.Speech(s.Tokens[t.Head].Lemma); sp == nil || !sp.Takes("that") {
		return nil
	}
	// Somebody named in the same sentence before it is nearer.
	for _, q := range s.Phrases {
		if q.Head < p.Head && (q.Form == FullName || q.Form == Surname || p.Noun == "it" && (q.Form == State || q.Form == Body || q.Form == Organisation) || q.Form == InOffice && len(q.Actors) == 1 && isPerson(q.Actors[0])) && !(r.quoted != nil && r.quoted(i, q.Head)) && s.Tokens[q.Head].Dep == syntax.Nsubj && q.Head != p.Head && !q.inner {
			return nil
		}
	}
	// A subject of the sentence between, too, and whoever else it names.
	if r.focus.spokeAt < i-1 {
		spoken, others := false, false
		for _, q := range r.Sentences[i-1].Phrases {
			d := r.Sentences[i-1].Tokens[q.Head].Dep
			if len(q.Actors) != 1 || q.Actors[0].Kind != event.Person || q.inner {
				continue
			}
			if d == syntax.Nsubj {
				return nil
			}
			spoken = spoken || q.Actors[0] == r.focus.speaker
			others = others || !(r.quoted != nil && r.quoted(i-1, q.Head))
		}
		if others && !spoken {
			return nil
		}
	}
	return r.focus.speaker
}

// bound reports whether a pronoun or an office cannot mean the actor because it
// would then be a reflexive: "Putin called him" is not about Putin himself, nor
// are "the president and his Russian counterpart".
func (r *Reader) bound(s *Sentence, p *Phrase, a *Actor) bool {
	switch p.Noun {
	case "his", "her", "its", "their", "my", "himself", "herself", "itself", "themselves":
		return false
	}
	verb := clauseVerb(s.Tokens, p.Head)
	if subject := s.sharedSubject(verb); subject != nil && subject != p && slices.Contains(subject.Actors, a) {
		return true // "Zelensky had a talk with Trump and will meet him"
	}
	for _, q := range s.Phrases {
		if q != p && slices.Contains(q.Actors, a) && verb >= 0 && !q.inner && (q.Head < p.Head || q.Form == Group) && clauseVerb(s.Tokens, q.Head) == verb {
			return true
		}
		if q != p && slices.Contains(q.Actors, a) && !q.inner && (s.joined(q.Head, p) || s.joined(p.Head, q)) {
			return true // "he and Putin"
		}
		if q.Form == Counterpart && q != p && q.First > p.Last && q.First-p.Last < 12 && a.Represents != "" && slices.ContainsFunc(q.Of, func(o Of) bool { return stateOf(o.ID) == stateOf(a.Represents) }) {
			return true
		}
	}
	return false
}

// sharedSubject returns the subject that a verb without one of its own has from the
// verb that it is joined to, nil when there is none.
func (s *Sentence) sharedSubject(v int) *Phrase {
	for n := 0; v >= 0 && n < 4; n++ {
		for k, t := range s.Tokens {
			if t.Head == v && (t.Dep == syntax.Nsubj || t.Dep == syntax.Nsubjpass) {
				if n == 0 {
					return nil
				}
				return s.At(k)
			}
		}
		if d := s.Tokens[v].Dep; d != syntax.Conj && d != syntax.Xcomp {
			return nil
		}
		v = s.Tokens[v].Head
	}
	return nil
}

// clauseVerb returns the verb on which a token depends, over prepositions and
// coordinations, -1 when there is none.
func clauseVerb(ts []syntax.Token, i int) int {
	for n := 0; i >= 0 && n < 12; n++ {
		h := ts[i].Head
		if h < 0 {
			return -1
		}
		if strings.HasPrefix(ts[h].Tag, "VB") || strings.HasPrefix(ts[h].Tag, "MD") {
			return h
		}
		i = h
	}
	return -1
}

// they finds a plural pronoun's actors: a circle spoken of just before, else a
// body spoken of in the plural.
func (r *Reader) they(i int, s *Sentence, p *Phrase) []*Actor {
	if c := r.circle(i, s, p, 0.5, whole); c != nil {
		return c
	}
	if a := r.focus.best(i, p.Head, func(a *Actor) bool { return a.Kind == event.Organization }); a != nil {
		return []*Actor{a}
	}
	return nil
}

// several finds the actors of groups, of counterparts and of unnamed officials.
func (r *Reader) several(i int, s *Sentence, p *Phrase) ([]*Actor, string) {
	if p.Noun == "each" {
		return nil, "" // "saw each other": the subject tells who
	}
	switch p.Form {
	case Counterpart:
		return r.counterpart(i, s, p)
	case Unnamed:
		if nouns[p.Noun] == body && len(p.Of) == 0 {
			return r.bodyNamed(i, s, p)
		}
		if p.Owner >= 0 {
			owner := r.owner(i, s, p)
			if len(owner) != 1 || nouns[p.Noun] == kin {
				return nil, ""
			}
			if st := owner[0].Represents; st != "" {
				return []*Actor{r.of(st)}, "official of the owner"
			}
			return nil, ""
		}
		of := slices.Clone(p.Of)
		slices.SortStableFunc(of, func(a, b Of) int {
			return cmp.Or(a.Token-b.Token, r.organs(a.ID)-r.organs(b.ID)) // initials that several bear
		})
		for k := len(of) - 1; k >= 0; k-- {
			id := of[k].ID
			if id[0] == '/' {
				st := r.stateNear(i, s, p, id[1:])
				if st == "" {
					continue
				}
				id = st + id
			}
			a := r.of(id)
			if a.Kind == event.Organization && a.named == 0 && of[k].Words != "" {
				a.Name = of[k].Words // "a No 10 source"
			}
			return []*Actor{a}, "official"
		}
		// "The official detailed that": somebody named before.
		if p.Definite && !p.Plural && nouns[p.Noun] == official {
			if a := r.unnamed(i, p); a != nil {
				return []*Actor{a}, "speaker"
			}
			if a := r.focus.best(i, p.Head, func(a *Actor) bool { return a.Kind == event.Person && a.Political }); a != nil {
				return []*Actor{a}, "noun"
			}
		}
		return nil, ""
	}
	if len(p.Of) > 0 {
		var out, bodies []*Actor
		for _, o := range p.Of {
			if o.ID[0] != '/' {
				out, bodies = append(out, r.member(i, p, o.ID)), append(bodies, r.of(o.ID))
			}
		}
		if len(out) > 2 && slices.ContainsFunc(out, isPerson) && !allPersons(out) {
			out = bodies // "the leaders of Japan, Fiji and Chad", of whom one is named: the three states
		}
		return out, "group"
	}
	return r.group(i, s, p)
}

// bodyNamed finds the organisation that a noun points back to: "the group", "the
// rebels"; "his office" is that of the owner's post.
func (r *Reader) bodyNamed(i int, s *Sentence, p *Phrase) ([]*Actor, string) {
	if p.Owner >= 0 {
		owners := r.owner(i, s, p)
		if len(owners) != 1 {
			return nil, ""
		}
		owner := owners[0]
		st := stateOf(owner.Represents)
		if st == "" {
			return nil, ""
		}
		a := r.Office(owner)
		switch {
		case p.Noun != "office":
			return []*Actor{r.state(st)}, "body of the owner"
		case a == nil && owner.Kind == event.Person && owner.Political:
			return []*Actor{owner}, "office of the owner" // that of one who holds no post now
		case a == nil:
			return []*Actor{r.state(st)}, "body of the owner"
		}
		if a.named == 0 && !owner.byOffice {
			a.Name = r.officeOf(s, p, owner)
		}
		return []*Actor{a}, "office of the owner"
	}
	fits := func(a *Actor) bool {
		if a.Kind != event.Organization {
			return false
		}
		if o := r.lex.Organisation(strings.TrimPrefix(a.ID, "org:")); o != nil {
			switch p.Noun {
			case "rebel", "militant", "insurgent", "fighter", "guerrilla", "separatist", "militia":
				return o.Type == "armed"
			case "bloc", "alliance", "organisation", "organization", "union":
				return o.Type == "igo" || o.Type == "alliance" || o.Type == "format"
			case "ministry", "directorate", "department", "office":
				return o.Type == "body"
			}
			return o.Political()
		}
		return true
	}
	if a := r.focus.best(i, p.Head, fits); a != nil {
		return []*Actor{a}, "noun"
	}
	for k := len(r.actors) - 1; k >= 0; k-- {
		if a := r.actors[k]; fits(a) && a.named > 0 {
			return []*Actor{a}, "noun"
		}
	}
	if p.Noun == "ministry" && p.Definite {
		return r.ministry(i, p), "ministry of the minister"
	}
	return nil, ""
}

func allPersons(list []*Actor) bool {
	return !slices.ContainsFunc(list, func(a *Actor) bool { return !isPerson(a) })
}

// member finds one state's member of a group: "the presidents of X and Y".
func (r *Reader) member(i int, p *Phrase, id string) *Actor {
	state := stateOf(id)
	if state == "" || len(p.Offices) == 0 {
		return r.of(id)
	}
	leader := p.Noun == "leader"
	fits := func(a *Actor) bool {
		if a.Kind != event.Person || a.named == 0 {
			return false
		}
		if leader {
			return a.leads(state)
		}
		return slices.ContainsFunc(p.Offices, func(o Held) bool { return a.holds(o.Office, state) })
	}
	if a := r.focus.best(i, p.Head, fits); a != nil {
		return a
	}
	if k := slices.IndexFunc(r.actors, fits); k >= 0 {
		return r.actors[k]
	}
	return r.state(state)
}

// counterpart finds "his Russian counterpart": who holds for that state the
// office that the owner holds for theirs.
func (r *Reader) counterpart(i int, s *Sentence, p *Phrase) ([]*Actor, string) {
	var owner *Actor
	if p.Owner >= 0 {
		if q := s.inner(p.Owner); q != nil && len(q.Actors) > 0 {
			owner = q.Actors[0]
		}
		if owner == nil {
			owner = r.focus.best(i, p.Owner, isPerson)
		}
	}
	if owner != nil && !p.Plural && len(p.Of) == 0 {
		// "his counterpart", "his guest": the other of the two who were together.
		if c := r.circle(i, s, p, 0.7, func(c []*Actor) []*Actor {
			if len(c) != 2 || !isPerson(c[0]) || !isPerson(c[1]) || c[0] != owner && c[1] != owner {
				return nil
			}
			return slices.DeleteFunc(slices.Clone(c), func(a *Actor) bool { return a == owner })
		}); c != nil {
			return c, "counterpart"
		}
	}
	var out []*Actor
	of := p.Of
	if q := s.At(p.Last + 2); len(of) == 0 && q != nil && q.Form == Group && q.First == p.Last+2 && s.Tokens[p.Last+1].Tag == "IN" {
		// "his counterparts in both countries"
		states, _ := r.group(i, s, q)
		for _, a := range states {
			if a.Kind == event.Country {
				of = append(of, Of{ID: strings.TrimPrefix(a.ID, "country:"), Row: a.Row, Token: q.First})
			}
		}
	}
	for _, o := range of {
		state := stateOf(o.ID)
		if state == "" {
			out = append(out, r.of(o.ID))
			continue
		}
		var asked []Held
		if owner != nil {
			for _, h := range owner.offices {
				if !h.former {
					asked = append(asked, Held{Office: h.office, Words: titleOf(h.office)})
				}
			}
			// A minister's counterpart is a minister, whatever else he is.
			slices.SortStableFunc(asked, func(a, b Held) int {
				return cmp.Compare(btoi(a.Office.Class == "aide"), btoi(b.Office.Class == "aide"))
			})
		}
		q := &Phrase{Form: InOffice, Offices: asked, Of: []Of{o}, Owner: -1, Definite: true, Head: p.Head}
		if len(asked) > 0 {
			q.Noun = "counterpart"
			a, _ := r.inOffice(i, s, q)
			if a != nil {
				out = append(out, a)
				continue
			}
		}
		out = append(out, r.state(state))
	}
	if len(out) > 2 && slices.ContainsFunc(out, func(a *Actor) bool { return isPerson(a) && a.named == 0 }) {
		for k, o := range of {
			out[k] = r.of(o.ID) // a list of states whose people the article does not name
		}
	}
	if out != nil {
		return out, "counterpart"
	}
	// "his two counterparts", "his counterpart": of the states that were together with
	// the owner's.
	if owner != nil && stateOf(owner.Represents) != "" {
		out = r.circle(i, s, p, 0.7, func(c []*Actor) []*Actor {
			var others []*Actor
			own := false
			for _, a := range c {
				switch st := stateOf(a.Represents); st {
				case "":
					return nil
				case stateOf(owner.Represents):
					own = true
				default:
					others = appendActor(others, r.state(st))
				}
			}
			if !own || p.Count > 0 && len(others) != p.Count || !p.Plural && len(others) != 1 {
				return nil
			}
			return others
		})
	}
	return out, "counterpart"
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Collective returns the actor of a group that the article names only as such:
// "Nordic heads of government", "Balkan leaders", "mediators"; nil for other
// phrases, and for groups whose members are known.
func (r *Reader) Collective(s *Sentence, p *Phrase) *Actor {
	if !p.Plural || p.Form != Unnamed && p.Form != Group || len(p.Actors) > 0 || p.Count > 0 && p.Noun != "power" || p.Owner >= 0 {
		return nil
	}
	first := p.First
	for first < p.Last && s.Tokens[first].Tag == "DT" {
		first++
	}
	qualified := upperFirst(s.Tokens[first].Text) && (first > 0 || regional[s.Tokens[first].Text])
	powers := p.Noun == "power" && (p.Count > 2 || strings.EqualFold(s.Tokens[first].Text, "world")) // "six powers", "the three European powers"
	if !powers && (!qualified && !(p.Noun == "mediator" || p.Noun == "negotiator") || len(p.Offices) == 0 && nouns[p.Noun] != people && nouns[p.Noun] != official) {
		return nil
	}
	name := s.Words(first, p.Last)
	id := "org:" + slug(name)
	if a := r.byID[id]; a != nil {
		return a
	}
	a := &Actor{ID: id, Kind: event.Organization, Name: name, Political: true, collective: true}
	r.add(a)
	return a
}

// Unknown returns an actor for a phrase that names somebody whom neither the
// article nor a dictionary tells more of: a surname alone ("Callaghan"), an office
// of no state ("the foreign minister"), a pronoun without an antecedent. The last
// two are of this article alone: their ids begin with "local:". Nil for phrases
// that name nobody.
func (r *Reader) Unknown(s *Sentence, p *Phrase) *Actor {
	if p == nil || len(p.Actors) > 0 {
		return nil
	}
	var a *Actor
	switch p.Form {
	case Surname:
		if s.Tokens[p.NameFirst].Name != "B-PERSON" && s.Tokens[p.NameFirst].Tag != "NNP" {
			return nil
		}
		name := s.Words(p.NameFirst, p.NameLast)
		words := nameWords(name)
		a = &Actor{ID: "person:" + slug(name), Kind: event.Person, Name: name, words: words, last: words, Unsure: true}
	case InOffice:
		if name := s.spokenFor(p); name != "" {
			a = r.organisation(name)
			a.Political = true // it has a spokesman, who is news
			return a
		}
		if len(p.Offices) == 0 || p.Former || !p.Definite && !upperFirst(s.Tokens[p.Head].Text) && len(p.Of) == 0 {
			return nil
		}
		for _, o := range p.Offices {
			if o.Office.Class == "judiciary" || o.States != nil && !slices.ContainsFunc(o.States, func(st string) bool { return r.about[st] > 0 }) {
				return nil // courts and companies
			}
		}
		words := s.Words(p.First, p.Last)
		a = &Actor{ID: "local:" + slug(words), Kind: event.Person, Name: strings.TrimPrefix(strings.TrimPrefix(words, "the "), "The "), Political: true, Unsure: true}
		for _, o := range p.Offices {
			a.offices = append(a.offices, held{o.Office, "", false})
		}
		a.called = []string{p.Noun}
	case Unnamed:
		switch p.Noun {
		case "official", "diplomat", "minister", "negotiator", "envoy":
		default:
			return nil
		}
		words := s.Words(p.First, p.Last)
		a = &Actor{ID: "local:" + slug(words), Kind: event.Organization, Name: words, Political: true, Unsure: true}
	case Body:
		// A ministry of which nothing tells the state.
		a = r.organisation(strings.TrimPrefix(strings.TrimPrefix(s.Words(p.First, p.Last), "the "), "The "))
		a.Political = true
		return a
	case Pronoun:
		switch p.Noun {
		case "he", "she":
		default:
			return nil
		}
		name := "Unnamed man"
		if p.Noun == "she" {
			name = "Unnamed woman"
		}
		a = &Actor{ID: "local:" + p.Noun, Kind: event.Person, Name: name, Political: true, Unsure: true}
	default:
		return nil
	}
	if b := r.byID[a.ID]; b != nil {
		return b
	}
	r.add(a)
	return a
}

// Label finds who speaks under a transcript's label: an office ("PRIME
// MINISTER"), a surname with a courtesy ("MR PRICE") or a name; nil for those who
// ask and for what is no label of a speaker.
func (r *Reader) Label(label string) *Actor {
	words := strings.Fields(strings.ToLower(label))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:] // "THE PRESIDENT"
	}
	if len(words) == 0 {
		return nil
	}
	joined := strings.Join(words, " ")
	for _, e := range r.lex.Lookup(words...) {
		if e.Sense != lexicon.OfficeName {
			continue
		}
		for _, a := range r.actors {
			if a.Kind == event.Person && (a.holds(e.Office, "") || strings.EqualFold(a.Title, joined)) {
				return a
			}
		}
		if r.home != "" {
			p := &Phrase{Offices: []Held{{Office: e.Office, Words: label}}, Noun: words[len(words)-1]}
			if t := r.holder(p, r.home, false); t != nil {
				return r.officer(t, p, r.home)
			}
		}
	}
	// "PM ARDERN", "MR PRICE", "Foreign Minister Wong": what is left without the office
	// and the courtesy.
	names := strings.FieldsFunc(label, func(c rune) bool { return unicode.IsSpace(c) || c == ',' })
	for i := 0; i < len(names); {
		n := 0
		for m := len(names) - i; m > 0 && n == 0; m-- {
			for _, e := range r.lex.Lookup(names[i : i+m]...) {
				if e.Sense == lexicon.OfficeName || e.Sense == lexicon.TitleWord {
					n = m
				}
			}
		}
		if n == 0 {
			i++
			continue
		}
		names = slices.Delete(names, i, i+n)
	}
	left := nameWords(strings.Join(names, " "))
	if len(left) == 0 {
		return nil
	}
	if a := r.bySurname(left, &Phrase{}); a != nil {
		return a
	}
	// Who speaks need not be named in what is said.
	var people []lexicon.Entry
	for _, e := range r.lex.Lookup(names...) {
		if e.Person != nil {
			people = append(people, e)
		}
	}
	x := r.choose(people, &Phrase{})
	if x == nil || len(names) == 1 && r.score(x, &Phrase{}) < 50 {
		return nil
	}
	a := r.byID["person:"+x.ID]
	if a == nil {
		a = &Actor{Kind: event.Person, Name: x.Name}
		if name := strings.Join(names, " "); len(names) > 1 && strings.ToUpper(name) != name {
			a.Name = name // as this article spells it
		}
		r.know(a, x)
		r.add(a)
	}
	return a
}

// First gives "I", "me", "my" and, with others, "we" of sentence i to the one who
// speaks there.
func (r *Reader) First(i int, speaker *Actor) {
	for _, p := range r.Sentences[i].Phrases {
		if p.Form != Pronoun {
			continue
		}
		switch p.Noun {
		case "i", "me", "my", "myself":
			p.Actors, p.Via = []*Actor{speaker}, "speaker"
		case "we", "us", "our", "ourselves":
			p.Actors, p.Via = []*Actor{speaker}, "speaker"
			fade := 0.5
			if r.focus.voice == speaker {
				fade = 0.85 // hosts and guests before the press go on saying "we"
			}
			if c := r.circle(i, r.Sentences[i], p, fade, with(speaker)); c != nil {
				p.Actors = c
			}
		}
	}
}
