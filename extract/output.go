package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// output turns what was read into events.
func (r *reading) output(id string) []event.Event {
	var out []event.Event
	index := map[*account]int{}
	for _, a := range r.events {
		if !r.counts(a) {
			continue
		}
		index[a] = len(out)
		out = append(out, r.contact(id, a))
	}
	contacts := len(out)
	for _, u := range r.occasionsOfSpeech() {
		e := r.speech(id, u)
		out = append(out, e)
	}
	event.AssignIDs(out)
	// What a statement is about is known by the sentences that tell of both.
	for i := contacts; i < len(out); i++ {
		for _, a := range r.events {
			k, ok := index[a]
			if !ok {
				continue
			}
			for _, m := range out[i].Mentions {
				if slices.ContainsFunc(out[k].Mentions, func(n event.Mention) bool { return n.Start == m.Start }) && !slices.Contains(out[i].About, out[k].ID) {
					out[i].About = append(out[i].About, out[k].ID)
				}
			}
		}
	}
	event.Sort(out)
	return out
}

// contact is a call or talks as an event.
func (r *reading) contact(id string, a *account) event.Event {
	e := event.Event{Schema: event.Schema, ArticleID: id, Type: a.typ, Medium: a.medium, Modality: a.modality(), Date: a.date(), Place: a.place()}
	if e.Type == "" {
		e.Type = event.Talks
	}
	if e.Type == event.Call {
		e.Place = nil
	} else if e.Medium == "phone" || e.Medium == "video" {
		e.Medium = ""
	}
	for _, x := range a.parties {
		e.Participants = append(e.Participants, r.participant(x, event.Participating, a))
	}
	for _, x := range a.hosts {
		if !slices.Contains(a.parties, x) {
			role := event.Host
			if a.mediated(x) {
				role = event.Mediator
			}
			e.Participants = append(e.Participants, r.participant(x, role, a))
		}
	}
	for _, t := range a.told {
		e.Mentions = append(e.Mentions, r.mention(t.sentence, t.rule, t.modality))
		for _, x := range t.elsewhere {
			e.Mentions = append(e.Mentions, r.mention(x.sentence, x.rule, x.modality))
		}
	}
	e.Mentions = inOrder(e.Mentions)
	e.CAMEO = a.cameo(e)
	e.Confidence = confidence(&e)
	return e
}

// inOrder sorts mentions and leaves one of each sentence.
func inOrder(ms []event.Mention) []event.Mention {
	slices.SortStableFunc(ms, func(a, b event.Mention) int { return a.Start - b.Start })
	return slices.CompactFunc(ms, func(a, b event.Mention) bool { return a.Start == b.Start })
}

// participant is an actor's part in a call or talks, with the words from which it
// was read.
func (r *reading) participant(x *who.Actor, role event.Role, a *account) event.Participant {
	for _, t := range a.told {
		if p := r.words(x, role, t.sentence); p.Text != "" {
			return p
		}
	}
	return r.words(x, role, a.told[0].sentence)
}

// words is an actor's part with the words of sentence i that name it; Text is empty
// when none does.
func (r *reading) words(x *who.Actor, role event.Role, i int) event.Participant {
	p := event.Participant{ID: x.ID, Name: x.Name, Kind: x.Kind, Role: role, Title: x.Title, Represents: x.Represents}
	if x.Canonical != x.Name {
		p.Canonical = x.Canonical
	}
	s := r.sentences[i]
	var best *who.Phrase
	for _, q := range s.who.Phrases {
		if !slices.Contains(q.Actors, x) {
			continue
		}
		if best == nil || rankOf(q.Form) < rankOf(best.Form) {
			best = q
		}
	}
	if best != nil {
		p.Text = r.text[s.tokens[best.First].Start:s.tokens[best.Last].End]
		p.Via = best.Via
	}
	if via := x.Via(); via != "" {
		p.Via = via // "officials" of this article, whatever word stands for them here
	}
	p.Via = withRow(p.Via, x.Row)
	return p
}

// withRow adds the dictionary's row to how words led to an actor, "article" where
// only the rest of the article did. The graph leaves actors alone that have one.
func withRow(via, row string) string {
	via = cmp.Or(via, "article")
	if row == "" || strings.Contains(via, ":") {
		return via
	}
	return via + ":" + row
}

// rankOf prefers the words that say most of who it is.
func rankOf(f who.Form) int {
	switch f {
	case who.FullName:
		return 0
	case who.Surname, who.Organisation, who.Body, who.State:
		return 1
	case who.InOffice, who.Counterpart:
		return 2
	case who.Group, who.Compound, who.Unnamed:
		return 3
	}
	return 4
}

// mention gives a sentence as evidence, in code points.
func (r *reading) mention(i int, rule string, m event.Modality) event.Mention {
	s := r.sentences[i].whole
	words := s.Of(r.text)
	if r.points == nil {
		r.points = newRuler(r.text)
	}
	return event.Mention{Start: r.points.at(s.Start), End: r.points.at(s.End), Text: words, Rule: rule, Modality: m}
}

// counts reports whether an account is told well enough to be an event.
func (r *reading) counts(a *account) bool {
	if len(a.parties) < 2 && !(len(a.parties) == 1 && r.lone(a)) {
		return false
	}
	politicians := 0
	for _, x := range a.parties {
		if x.Political {
			politicians++
		}
	}
	if politicians == 0 {
		return false // a club and a player's agent
	}
	if len(a.parties) > 1 && domestic(a.parties) {
		return false // "the Secretary of Labor shall consult the Secretary of State"
	}
	for _, t := range a.told {
		if !t.weak || t.visit() && t.modality != event.Held {
			return true
		}
		if !t.visit() && t.both && (t.date != nil || t.place != nil) && persons(t.left) && (persons(t.right) || t.signing) || t.signing && t.date != nil && t.place != nil {
			return true // "saw his counterpart in Bucharest yesterday"
		}
	}
	return false
}

// domestic reports whether all parties are offices and bodies of one state, of whom
// fewer than two are people whom the text names: its business with itself.
func domestic(parties []*who.Actor) bool {
	state, named := "", 0
	for _, x := range parties {
		st := x.Represents
		if x.Kind == event.Country {
			st = strings.TrimPrefix(x.ID, "country:")
		}
		if len(st) != 3 || state != "" && st != state {
			return false
		}
		state = st
		if x.Kind == event.Person && !strings.HasPrefix(x.ID, "local:") {
			named++
		}
	}
	return named < 2
}

// lone reports whether an account of one party alone is still one: the words say
// with whom, and only who it was that met them is not told ("after a meeting with
// the chancellor"). A group meets among itself ("the Balkan leaders").
func (r *reading) lone(a *account) bool {
	x := a.parties[0]
	for _, t := range a.told {
		if len(t.right) == 1 && !t.anaphoric && !t.weak && !t.visit() && x.Political && t.modality == event.Held && x.Kind == event.Person {
			return true
		}
		if x.Kind == event.Organization && strings.HasPrefix(x.Via(), "group") && t.modality == event.Held {
			return true
		}
		if t.body && t.typ != "" && !t.anaphoric && (t.date != nil || t.place != nil) {
			return true // "ECOWAS leaders will gather in Abuja on Thursday"
		}
	}
	return false
}
