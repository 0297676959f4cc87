package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// speakers returns whom the phrase at a token and those joined to it name, as far
// as they can be speakers.
func (r *reading) speakers(s *sentence, token int) []*who.Actor {
	if token < 0 {
		return nil
	}
	p := s.phraseAt(token)
	if p == nil || p.Head == token && len(p.Actors) == 0 {
		// "a spokesman for the group, Viktor Alksnis, said"
		if k := s.child(token, syntax.Appos); k > token && s.phraseAt(k) != nil && s.phraseAt(k) != p {
			return r.speakers(s, k)
		}
	}
	if p == nil {
		return nil
	}
	if q := s.phraseAt(p.Last + 1); q != nil && q.First == p.Last+1 && p.Form == who.Unnamed && q.Form == who.Organisation {
		return r.speakers(s, q.Head) // "the group Hezbollah"
	}
	if p.Form == who.Group && unnamed[p.Noun] && len(p.Of) == 0 && !p.Definite {
		return nil // "two diplomats" are any
	}
	if len(p.Actors) == 0 && (p.Form == who.Group || p.Form == who.Unnamed) {
		if a := r.assembly(s, p); a != nil {
			return a
		}
	}
	if p.Form == who.State && token != p.Head {
		return nil
	}
	if a := r.behind(s, p); a != nil {
		return a
	}
	if a := r.who.Unknown(s.who, p); a != nil && (p.Form != who.InOffice || public(p)) && (p.Form != who.Pronoun || len(r.text) < 600 || r.onPolitics()) {
		p.Actors, p.Via = []*who.Actor{a}, "unknown"
		r.private[a] = r.private[a] || s.private(p)
	}
	var out []*who.Actor
	sides := p.Form == who.Group && len(p.Of) == 0 && (p.Noun == "side" || p.Noun == "party" || p.Noun == "delegation" || p.Noun == "government" || p.Noun == "country")
	for _, a := range r.actorsAt(s, token) {
		if r.political(a) {
			if sides {
				a = r.who.Side(a)
			}
			out = union(out, []*who.Actor{a})
		}
	}
	return out
}

// assembly returns who speaks as "the ministers", "negotiators" or "Nordic leaders": the
// organisation or the sides of the talks that the report told of just before, else the
// group as the words name it. Nil for other phrases.
func (r *reading) assembly(s *sentence, p *who.Phrase) []*who.Actor {
	if !p.Plural || len(p.Of) > 0 || p.Owner >= 0 {
		return nil
	}
	var last *account
	for _, a := range r.events {
		if a.last() >= s.index-3 && len(a.parties) > 0 && (last == nil || a.last() >= last.last()) {
			last = a
		}
	}
	var sides, bodies []*who.Actor
	if last != nil {
		for _, a := range last.parties {
			sides = union(sides, []*who.Actor{r.who.Side(a)})
			if a.Kind == event.Organization {
				bodies = append(bodies, a)
			}
		}
	}
	switch p.Noun {
	case "negotiator", "delegation", "delegate":
		if len(sides) > 1 {
			return sides
		}
	case "minister", "leader", "head", "participant":
		if len(bodies) == 1 {
			return bodies
		}
	}
	if a := r.who.Collective(s.who, p); a != nil {
		return []*who.Actor{a}
	}
	return nil
}

// public reports whether an office without a name is one of politics: a director or a
// chairman may be anybody's.
func public(p *who.Phrase) bool {
	return len(p.Offices) == 0 || slices.ContainsFunc(p.Offices, func(o who.Held) bool { return o.Office.Class != "organisation" })
}

// unnamed are the nouns for those who speak for a state or a body and have no name.
var unnamed = set(`official source diplomat spokesman spokeswoman spokesperson aide adviser advisor representative negotiator`)

// behind returns for whom an official without a name speaks: as the words after it
// tell, "an official at the Élysée", "a source in No 10", else the state from which the
// sentence or the article reports. Nil for other phrases.
func (r *reading) behind(s *sentence, p *who.Phrase) []*who.Actor {
	if len(p.Actors) > 0 || p.NameFirst >= 0 || !unnamed[p.Noun] {
		return nil
	}
	var q *who.Phrase
	if k := p.Last + 1; k+2 < len(s.tokens) && s.tokens[k].Lemma == "close" && s.tokens[k+1].Text == "to" {
		return r.ofWhom(s.phraseAt(k + 2)) // "a source close to the delegation"
	} else if k+1 < len(s.tokens) {
		switch strings.ToLower(s.tokens[k].Text) {
		case "at", "in", "of", "from", "for", "with", "on", "to":
			q = s.phraseAt(k + 1)
		}
	}
	if p.Noun == "diplomat" {
		// Diplomats in a capital are of another state, of which the words tell no more.
		if q != nil && q.Form != who.State && len(q.Actors) > 0 {
			return actorsFor(q)
		}
		if a := r.who.Stranger(s.who, p); a != nil && r.onPolitics() {
			return []*who.Actor{a}
		}
		return nil
	}
	if q != nil {
		return r.ofWhom(q)
	}
	if st := r.stateBehind(s, p); st != "" {
		return []*who.Actor{r.who.Of(st)}
	}
	if strings.HasPrefix(p.Noun, "spokes") && p.Head-p.First < 2 && len(p.Of) == 0 && p.Owner < 0 && (p.First == 0 || s.tokens[p.First-1].Tag != "POS") {
		// "a spokesman said": of the body that spoke before, or that of him told of.
		if n := len(r.statements); n > 0 && r.statements[n-1].sentence >= s.index-1 && len(r.speaker) == 1 && r.speaker[0].Kind != event.Person {
			return r.speaker
		}
		if st := r.who.Told(s.index, s.who, p); st != "" && r.onPolitics() {
			return []*who.Actor{r.who.Of(st)}
		}
	}
	return nil
}

// ofWhom returns for whom an official speaks whose post a phrase completes: a body, a
// state, or that of a person, "an aide to the secretary".
func (r *reading) ofWhom(q *who.Phrase) []*who.Actor {
	if q == nil {
		return nil
	}
	switch q.Form {
	case who.State, who.Body, who.Organisation, who.Group:
		return actorsFor(q)
	case who.Unnamed:
		if q.Noun == "ministry" || q.Noun == "office" {
			return actorsFor(q) // "an official in the ministry"
		}
	case who.InOffice, who.FullName, who.Surname:
		var out []*who.Actor
		for _, a := range q.Actors {
			if a.Represents != "" {
				out = append(out, r.who.Side(a))
			}
		}
		return out
	}
	return nil
}

// actorsFor returns the actors of a phrase for whom somebody can speak.
func actorsFor(q *who.Phrase) []*who.Actor {
	var out []*who.Actor
	for _, a := range q.Actors {
		if a.Political || a.Unsure {
			out = append(out, a)
		}
	}
	return out
}

// posts are words before an official that tell of a post of the state.
var posts = set(`presidential government ministry ministerial defence defense security military army palace cabinet administration diplomatic state federal senior top`)

// stateBehind returns the state of which an official is whom the words call no more
// than "a presidential adviser" or "officials": that of the capital where the sentence
// has him speak, else that from which the article reports. Empty when neither is told,
// or when he may be anybody's.
func (r *reading) stateBehind(s *sentence, p *who.Phrase) string {
	if len(p.Of) > 0 || p.Owner >= 0 || p.Former {
		return ""
	}
	post := p.Noun == "official"
	for k := p.First; k < p.Head; k++ {
		switch word := strings.ToLower(s.tokens[k].Text); {
		case posts[word]:
			post = true
		case k == p.First && (word == "a" || word == "an" || word == "two" || word == "several" || word == "some"):
		default:
			return "" // "union officials", "the club official"
		}
	}
	if !post || !r.onPolitics() {
		return ""
	}
	for _, q := range s.who.Phrases {
		if q.First == 1 && q.Form == who.State && strings.HasPrefix(q.Via, "capital") && strings.EqualFold(s.tokens[0].Text, "in") && len(q.Actors) == 1 {
			return strings.TrimPrefix(q.Actors[0].ID, "country:")
		}
	}
	if st := r.stateAt(s.line.Where); st != "" {
		return st
	}
	if st := r.home(); st != "" {
		return st
	}
	return r.who.Told(s.index, s.who, p)
}

// political reports whether an actor's words count: states, bodies, parties,
// people with an office, and those of whom a report on politics tells nothing
// else. Newspapers, companies, scholars and private people don't.
func (r *reading) political(a *who.Actor) bool {
	if a.Political {
		return true
	}
	for _, e := range r.events {
		if slices.Contains(e.parties, a) && len(e.parties) > 1 {
			return true // who meets ministers counts
		}
	}
	if a.Kind != event.Person {
		return a.Unsure && partisan(a.Name) && r.onPolitics()
	}
	return a.Represents != "" || (a.Unsure || len(r.text) < 600 || r.onPolitics()) && !r.private[a]
}

// partisan reports whether an organisation that no dictionary has calls itself one of
// politics or war: "the Upper Valley Defence League", "Opposition Congress".
func partisan(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch w {
		case "party", "movement", "front", "alliance", "coalition", "opposition", "congress", "army", "brigade", "brigades", "forces", "rebels", "militia", "parliament", "assembly", "ministry", "embassy", "league":
			return true
		}
	}
	return false
}

// onPolitics reports whether an article is about politics: it names several who
// hold an office.
func (r *reading) onPolitics() bool {
	n := 0
	for _, a := range r.who.Actors() {
		if a.Kind == event.Person && a.Political && !strings.HasPrefix(a.ID, "local:") {
			n++
		}
	}
	return n > 1
}

// callings notes the persons of a sentence whose words tell that they speak for no
// state, body or party: "Ines Caldas, an analyst", "pollster Juan Prats", "Jo Marsh,
// 61,", "Ana Lind of Lund University".
func (r *reading) callings(s *sentence) {
	for _, p := range s.who.Phrases {
		if p.Form != who.FullName && p.Form != who.Surname || len(p.Actors) != 1 || p.Actors[0].Political || r.private[p.Actors[0]] {
			continue
		}
		if s.private(p) {
			r.private[p.Actors[0]] = true
		}
	}
}

func isPolitical(a *who.Actor) bool { return a.Political }

// private reports whether the words before or after a name are those of a private
// person.
func (s *sentence) private(p *who.Phrase) bool {
	if strings.HasSuffix(strings.ToLower(s.tokens[p.First].Text), "-year-old") || p.First > 0 && strings.HasSuffix(strings.ToLower(s.tokens[p.First-1].Text), "-year-old") {
		return true
	}
	k := p.First - 1
	if k > 1 && s.tokens[k].Text == "," {
		k-- // "the witness, Ana Lind, said"
		if q := s.phraseAt(k); q != nil && q.Form == who.InOffice {
			k = q.First - 1 // "the union's general secretary, Ana Lind, said"
		}
	}
	if k > 0 && s.tokens[k].Tag == "POS" {
		// "Network Rail's negotiator, Ana Lind": of what is no actor of politics.
		q := s.phraseAt(k - 1)
		if q == nil {
			return s.tokens[k-1].Tag == "NN" // "the union's"
		}
		return !slices.ContainsFunc(q.Actors, isPolitical)
	}
	if p.Owner >= 0 && s.noun(p.Owner) && !strings.HasPrefix(s.tokens[p.Owner].Tag, "PRP") {
		return !slices.ContainsFunc(s.who.Phrases, func(q *who.Phrase) bool { return q.Head == p.Owner && slices.ContainsFunc(q.Actors, isPolitical) })
	}
	for ; k >= 0 && (s.tokens[k].Tag == "NN" || s.tokens[k].Tag == "NNP"); k-- {
		if s.lex.Private(s.lemma(k)) {
			return true
		}
	}
	k = p.NameLast + 1
	if k >= len(s.tokens) {
		return false
	}
	switch strings.ToLower(s.tokens[k].Text) {
	case "of", "at", "with", "from":
	case ",":
		if k+2 < len(s.tokens) && s.tokens[k+1].Tag == "CD" && s.tokens[k+2].Text == "," {
			return true // the age of a politician is no news
		}
	default:
		return false
	}
	for k++; k < len(s.tokens) && k < p.NameLast+14; k++ {
		t := s.tokens[k]
		if t.Text == "," || strings.HasPrefix(t.Tag, "VB") || t.Tag == "MD" || strings.HasPrefix(t.Tag, "W") {
			return false
		}
		if (t.Tag == "NN" || t.Tag == "NNP") && s.lex.Private(s.lemma(k)) {
			return true
		}
	}
	return false
}
