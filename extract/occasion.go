package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// spoken is what one speaker said on one occasion.
type spoken struct {
	speaker *who.Actor
	said    []*utterance
}

// occasionsOfSpeech groups utterances by speaker and occasion: another day, another
// medium or a plan is another occasion.
func (r *reading) occasionsOfSpeech() []*spoken {
	var out []*spoken
	r.spokenDays()
	for _, u := range r.statements {
		if u.private {
			continue
		}
		for _, x := range u.speakers {
			var same *spoken
			for _, s := range out {
				if s.speaker == x && s.takes(u) {
					same = s
				}
			}
			if same == nil {
				same = &spoken{speaker: x}
				out = append(out, same)
			}
			same.said = append(same.said, u)
		}
	}
	return out
}

// takes reports whether an utterance can be of the same occasion.
func (s *spoken) takes(u *utterance) bool {
	for _, v := range s.said {
		if v.modality != u.modality {
			return false
		}
		if v.date != nil && u.date != nil && v.date.Value != u.date.Value {
			return false
		}
		if v.medium != "" && u.medium != "" && v.medium != u.medium {
			return false
		}
	}
	return true
}

func (s *spoken) date() *event.Date {
	for _, u := range s.said {
		if u.date != nil {
			return u.date
		}
	}
	return nil
}

// speech is an occasion of speech as an event.
func (r *reading) speech(id string, s *spoken) event.Event {
	e := event.Event{Schema: event.Schema, ArticleID: id, Type: event.Statement, Modality: s.said[0].modality, Date: s.date(), CAMEO: "010"}
	e.Participants = append(e.Participants, r.speakerOf(s))
	for _, u := range s.said {
		if e.Medium == "" {
			e.Medium = u.medium
		}
		if e.Place == nil {
			e.Place = u.place
		}
		for _, x := range u.addressees {
			if x != s.speaker && x.Political && !slices.ContainsFunc(e.Participants, func(p event.Participant) bool { return p.ID == x.ID }) {
				e.Participants = append(e.Participants, r.addressee(x, u))
			}
		}
		if code := r.speechCode(u); code != "" && e.CAMEO == "010" {
			e.CAMEO = code
		}
		e.Mentions = append(e.Mentions, r.mention(u.sentence, u.rule, u.modality))
	}
	e.Mentions = inOrder(e.Mentions)
	e.Confidence = speechConfidence(&e)
	return e
}

func (r *reading) speakerOf(s *spoken) event.Participant {
	return r.words(s.speaker, event.Speaker, s.said[0].sentence)
}

func (r *reading) addressee(x *who.Actor, u *utterance) event.Participant {
	return r.words(x, event.Addressee, u.sentence)
}

// spokenDays dates the statements that the article reports without a day of their
// own: words that go on from dated ones are of their day, those of who took part in a
// contact told just before are of its day, and the rest are as new as the report.
// What "had been said" before stays without a day.
func (r *reading) spokenDays() {
	for i, u := range r.statements {
		if u.date != nil || u.modality != event.Held || u.private {
			continue
		}
		s := r.sentences[u.sentence]
		if i > 0 && s.goesOn(u) {
			if before := r.statements[i-1]; before.sentence >= u.sentence-2 && sameActors(before.speakers, u.speakers) && before.date != nil {
				u.date = before.date
				continue
			}
		}
		if s.verb(u.token) && s.pluperfect(u.token) {
			continue
		}
		day := r.published
		if d := r.contactDay(u); d != "" {
			day = d
		}
		if day != "" {
			u.date = &event.Date{Value: day, Start: day, End: day, Precision: event.Day, Via: "story"}
		}
	}
}

// goesOn reports whether an utterance is a sequel of the one before: "he added".
func (s *sentence) goesOn(u *utterance) bool {
	if !s.verb(u.token) {
		return false
	}
	subject, _ := s.subject(u.token)
	return s.lemma(u.token) == "add" || subject >= 0 && strings.HasPrefix(s.tokens[subject].Tag, "PRP")
}

// contactDay is the day of the contact, told of in the sentence before an
// utterance, in which its speaker took part; empty when there is none. Further back
// it is as often the day of something else, unless the words tell that they followed
// on it.
func (r *reading) contactDay(u *utterance) string {
	after, day, at := r.follows(u), "", -1
	for _, a := range r.events {
		d := a.date()
		if d == nil || d.Precision != event.Day || a.modality() != event.Held || r.published != "" && d.Start > r.published || !r.recent(d) {
			continue
		}
		if !slices.ContainsFunc(u.speakers, func(x *who.Actor) bool { return slices.Contains(a.parties, x) }) {
			continue
		}
		for _, t := range a.told {
			near := t.sentence == u.sentence-1 && t.date != nil || after && t.sentence <= u.sentence && t.sentence >= u.sentence-4
			if near && t.sentence > at {
				day, at = d.Start, t.sentence
			}
		}
	}
	return day
}

// follows reports whether an utterance is told as made right after a contact: "at the
// press conference that followed", "told reporters after the talks".
func (r *reading) follows(u *utterance) bool {
	s := r.sentences[u.sentence]
	for k, t := range s.tokens {
		switch strings.ToLower(t.Text) {
		case "afterwards", "afterward":
			return true
		case "after", "following":
			for _, o := range s.children(k, syntax.Pobj) {
				if r.lex.Trigger(s.lemma(o), true) != nil {
					return true
				}
			}
		case "conference", "point", "appearance", "briefing":
			if s.has(k, "joint", "press", "news", "closing") {
				return true
			}
		}
	}
	return false
}
