package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// shares are how many events of each level of evidence were right on the annotated
// articles: type, parties, modality and day all as annotated. docs/quality.md tells
// how they were counted and when.
var shares = [...]float64{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}

// confidence is the share of annotated events with evidence like this that were
// right.
func (r *reading) confidence(a *account, e event.Event) float64 {
	return shares[max(0, min(len(shares)-1, r.evidence(a, e)))]
}

// evidence counts what speaks for a call or talks being read rightly, level 0 to 7.
func (r *reading) evidence(a *account, e event.Event) int {
	n := 3
	explicit, sentences := false, map[int]bool{}
	for _, t := range a.told {
		sentences[t.sentence] = true
		if t.both && !t.anaphoric && t.rule != "any/ordinal" {
			explicit = true
		}
	}
	if explicit {
		n++
	}
	if len(sentences) > 1 {
		n++
	}
	inferred := 0
	for _, p := range e.Participants {
		how, _, _ := strings.Cut(p.Via, ":")
		if p.Role == event.Participating && (how == "pronoun" || how == "group" || how == "unknown" || p.Text == "") {
			inferred++
		}
	}
	if inferred > 0 {
		n -= 2
	}
	if len(a.parties) == 2 {
		n++
	} else {
		n--
	}
	if e.Modality != event.Held && e.Modality != event.Planned {
		n -= 2
	}
	switch {
	case e.Date == nil && e.Modality == event.Held, e.Date != nil && (e.Date.Via == "story" || e.Date.Via == "sequence"):
		n -= 2
	case e.Date != nil && e.Date.Precision == event.Day:
		n++
	}
	return n
}

// speechShares are the same for statements: speaker and sentence right.
var speechShares = [...]float64{0.6, 0.75, 0.85, 0.95}

func (r *reading) speechConfidence(s *spoken) float64 {
	n := 2
	if s.speaker.Unsure || s.speaker.Row == "" && s.speaker.Kind == event.Organization {
		n--
	}
	for _, u := range s.said {
		for _, p := range r.sentences[u.sentence].who.Phrases {
			for _, x := range p.Actors {
				if x == s.speaker && p.Form == who.Pronoun {
					n--
				}
			}
		}
		if u.rule == "statement/say" || u.rule == "statement/tell" {
			n++
			break
		}
	}
	return speechShares[max(0, min(len(speechShares)-1, n))]
}
