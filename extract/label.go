package extract

import (
	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/who"
)

// colon reads a name set off by a colon before quoted words: "David Lammy, on X:
// “A bold step.”"
func (r *reading) colon(s *sentence) *utterance {
	for k, t := range s.tokens {
		if t.Text == ":" && k+1 < len(s.tokens) && s.quotedAfter(k) && k < 14 {
			if p := s.phraseAt(0); p != nil && p.Last < k {
				for j := p.Last + 1; j < k; j++ {
					if s.verb(j) {
						return nil
					}
				}
				return &utterance{token: k, rule: "statement/colon", modality: event.Held, speakers: r.speakers(s, p.Head)}
			}
			return nil
		}
	}
	return nil
}

// trailing reads who is named at the end of a headline after a dash: "China urges
// restraint - foreign ministry".
func (r *reading) trailing(s *sentence) *utterance {
	if !s.headline {
		return nil
	}
	for k := len(s.tokens) - 2; k > 2 && k > len(s.tokens)-8; k-- {
		if t := s.tokens[k].Text; t == "-" || t == "–" || t == "—" {
			if p := s.phraseAt(k + 1); p != nil && p.Last >= len(s.tokens)-2 {
				return &utterance{token: k, rule: "statement/trailing", modality: event.Held, speakers: r.speakers(s, p.Head)}
			}
		}
	}
	return nil
}

// transcript reads who speaks in a labelled line: "PRIME MINISTER: ...".
func (r *reading) transcript(l *document.Line) []*who.Actor {
	a := r.who.Label(l.Speaker.Of(r.text))
	if a == nil || !r.political(a) {
		return nil
	}
	return []*who.Actor{a}
}
