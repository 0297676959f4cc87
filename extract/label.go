package extract

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// colon reads who stands before a colon and quoted words: "David Lammy, on X: “A bold
// step.”", "The adviser shrugged: “We have not asked.”"; before a colon in a headline:
// "White House: talks near an end"; and at the head of a text: "The following is
// attributable to the spokesman:".
func (r *reading) colon(s *sentence) *utterance {
	for k, t := range s.tokens {
		if t.Text != ":" {
			continue
		}
		u := &utterance{token: k, rule: "statement/colon", modality: event.Held}
		switch {
		case k == len(s.tokens)-1:
			if to := s.attributable(); to >= 0 {
				u.speakers = r.speakers(s, to)
			}
		case s.quoted[k]:
		case s.quoted[k+1] || k+2 < len(s.tokens) && s.quoted[k+2]:
			u.speakers = r.speakers(s, s.opener(k))
		case s.headline && k < 14 && s.spoken(k+1, len(s.tokens)):
			if p := s.phraseAt(0); p != nil && (!place(p) && (p.Last == k-1 || personal(p) && !s.spoken(p.Last+1, k))) {
				u.speakers = r.speakers(s, p.Head)
			}
		}
		return u
	}
	return nil
}

// opener returns the token of who speaks before the colon at k: the subject of the
// verb there, else the phrase that begins the sentence; -1 when there is none.
func (s *sentence) opener(k int) int {
	for v := k - 1; v >= 0; v-- {
		if s.verb(v) && s.tokens[v].Dep == syntax.Root {
			if subject, passive := s.subject(v); subject >= 0 && !passive {
				return subject
			}
			return -1
		}
	}
	opener := -1
	for _, p := range s.who.Phrases {
		switch {
		case p.First > 3 || p.Last >= k || p.Form == who.Adjective || place(p):
		case personal(p):
			return p.Head
		case opener < 0:
			opener = p.Head
		}
	}
	return opener
}

// attributable returns the token of whom a text names as its source, "is attributable
// to the spokesman"; -1 for other sentences.
func (s *sentence) attributable() int {
	for k, t := range s.tokens {
		if low := strings.ToLower(t.Text); (low == "attributable" || low == "attributed") && k+2 < len(s.tokens) && s.tokens[k+1].Text == "to" {
			if p := s.phraseAt(k + 2); p != nil {
				return p.Head
			}
		}
	}
	return -1
}

// unqualified reports whether a phrase names a body without the state that it is of.
func unqualified(p *who.Phrase) bool {
	return p.Form == who.Body && len(p.Of) == 1 && strings.HasPrefix(p.Of[0].ID, "/")
}

// place reports whether a phrase names a state by its own name or its capital, which
// before a colon is as often where something is as who speaks.
func place(p *who.Phrase) bool {
	return p.Form == who.State && !strings.HasPrefix(p.Via, "metonym")
}

// spoken reports whether a verb stands between two tokens.
func (s *sentence) spoken(first, end int) bool {
	for k := first; k < end; k++ {
		if s.verb(k) {
			return true
		}
	}
	return false
}

// trailing reads who is named at the end of a headline after a dash or a colon:
// "China urges restraint - foreign ministry". bare asks for those that are of the
// headline's own state, so that its verb tells who speaks.
func (r *reading) trailing(s *sentence, bare bool) *utterance {
	if !s.headline {
		return nil
	}
	for k := len(s.tokens) - 2; k > 2 && k > len(s.tokens)-8; k-- {
		if t := s.tokens[k].Text; t == "-" || t == "–" || t == "—" || t == ":" {
			if p := s.phraseAt(k + 1); p != nil && p.Last >= len(s.tokens)-2 && !(t == ":" && place(p)) && bare == unqualified(p) {
				return &utterance{token: k, rule: "statement/trailing", modality: event.Held, speakers: r.speakers(s, p.Head)}
			}
		}
	}
	return nil
}

// transcript reads who speaks in a labelled line: "PRIME MINISTER: ...".
func (r *reading) transcript(l *document.Line) []*who.Actor {
	label := l.Speaker.Of(r.text)
	a := r.who.Label(label)
	if a == nil {
		a = r.briefer(l, label)
	}
	if a == nil {
		a = r.styled(l, label)
	}
	if a == nil && l.Kind == document.Headline {
		a = r.seat(label)
	}
	if a == nil || !r.political(a) {
		return nil
	}
	return []*who.Actor{a}
}

// briefer returns who speaks under the label of a spokesperson whom the transcript does
// not name: the ministry or the organisation whose briefing its head says that it is, or
// where the first words put it ("here in the Berlaymont"), else one known by the label
// alone. Nil for other labels.
func (r *reading) briefer(l *document.Line, label string) *who.Actor {
	words := strings.Fields(strings.ToLower(label))
	if len(words) == 0 || !strings.HasPrefix(words[len(words)-1], "spokes") {
		return nil
	}
	if r.briefing != nil {
		return r.briefing
	}
	r.briefing = r.who.Known(label)
	for i, s := range r.sentences {
		if s.Start > l.Body.End+600 {
			break
		}
		for _, p := range r.who.Sentences[i].Phrases {
			head := s.line.Speaker.Len() == 0 && s.Start < l.Body.Start && len(p.Actors) == 1
			here := p.First > 1 && strings.EqualFold(s.tokens[p.First-2].Text, "here") && len(p.Of) == 1
			var a *who.Actor
			switch {
			case head:
				a = p.Actors[0]
			case here:
				a = r.who.Of(p.Of[0].ID)
			}
			if a != nil && a.Kind == event.Organization && a.Political {
				r.briefing = a
				return a
			}
		}
	}
	return r.briefing
}

// courtesy matches the label of an official in a transcript, "MS. BRUCE".
var courtesy = regexp.MustCompile(`^(?i:mr|ms|mrs|miss|dr|sir|dame|lord|ambassador|secretary|general|gen|senator)\.? ((?:\p{Lu}[\p{L}'’-]+ ?)+)$`)

// styled returns who speaks under a surname with a courtesy that nobody bears whom the
// text names: journalists are labelled otherwise. What stands above the first words may
// tell the first name, "TAMMY BRUCE, SPOKESPERSON". Nil for other labels.
func (r *reading) styled(l *document.Line, label string) *who.Actor {
	m := courtesy.FindStringSubmatch(label)
	if m == nil {
		return nil
	}
	name := m[1]
	above := regexp.MustCompile(`(?i)\b(\p{L}[\p{L}'’-]+) ` + regexp.QuoteMeta(name) + `\b`)
	for _, first := range above.FindAllStringSubmatch(r.title+"\n"+r.text[:min(len(r.text), l.Body.Start)], -1) {
		if !courtesies[strings.ToLower(first[1])] && unicode.IsUpper([]rune(first[1])[0]) {
			name = first[1] + " " + name
			break
		}
	}
	if strings.ToUpper(name) == name {
		name = titleCase(name)
	}
	return r.who.Labelled(name)
}

// courtesies are the words of courtesy that may stand before a surname.
var courtesies = set(`mr ms mrs miss dr sir dame lord ambassador secretary general gen senator minister president spokesperson`)

// seat returns the state or the organisation that a label before a headline's words
// stands for, "Kremlin: no date for talks". A capital or a state's own name is as often
// where something is.
func (r *reading) seat(label string) *who.Actor {
	for _, e := range r.lex.Lookup(strings.Fields(label)...) {
		switch {
		case e.Sense == lexicon.Metonym && len(e.Target) >= 3:
			return r.who.Of(strings.SplitN(e.Target, "/", 2)[0])
		case e.Sense == lexicon.OrganisationName && e.Organisation.Political():
			return r.who.Of("org:" + e.Organisation.ID)
		}
	}
	return nil
}
