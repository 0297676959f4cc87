package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

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
