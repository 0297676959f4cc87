package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// utterance is a sentence that attributes words or a position to somebody.
type utterance struct {
	sentence   int
	token      int // the cue: "said", "according"
	rule       string
	speakers   []*who.Actor
	addressees []*who.Actor
	medium     string
	modality   event.Modality
	date       *event.Date
	place      *event.Place // where it was said
	// private is set for what was said within a call or a meeting and is told by an
	// account of it: it is evidence for that, and no statement.
	private bool
}

// utterances finds the attributions in sentence i.
func (r *reading) utterances(i int) []*utterance {
	s := r.sentences[i]
	var out []*utterance
	add := func(u *utterance) {
		if u == nil || len(u.speakers) == 0 {
			return
		}
		u.sentence = i
		for _, x := range out {
			if sameActors(x.speakers, u.speakers) {
				return // one attribution a sentence and speaker
			}
		}
		out = append(out, u)
	}
	if u := r.trailing(s, false); u != nil && len(u.speakers) > 0 {
		add(u) // whose words the headline's are
		return out
	}
	for k, t := range s.tokens {
		switch {
		case strings.EqualFold(t.Text, "according") && k+1 < len(s.tokens) && strings.EqualFold(s.tokens[k+1].Text, "to"):
			add(r.accordingTo(s, k))
		case t.Lemma == "word" && t.Tag == "NNS":
			add(r.inWords(s, k))
		case strings.HasPrefix(t.Tag, "VB"):
			add(r.saying(s, k))
			add(r.relayed(s, k))
		case t.Tag == "NNS" && k > 1 && closes(s.tokens[k-1].Text):
			add(r.saying(s, k)) // "“...,” comments the minister"
		case t.Tag == "NNS" && r.lex.Speech(t.Lemma) != nil && s.subjectOfNoun(k) >= 0 && !s.quoted[k]:
			add(r.saying(s, k)) // "“...,” Trump posts on X"
		}
	}
	for _, u := range slices.Clone(out) {
		add(r.alike(s, u))
	}
	if len(out) == 0 {
		add(r.colon(s))
		add(r.trailing(s, true))
	}
	return out
}

func sameActors(a, b []*who.Actor) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x *who.Actor) bool { return !slices.Contains(b, x) })
}
