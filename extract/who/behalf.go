package who

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// On behalf of whom somebody speaks when the words name an office, a ministry or a
// spokesman and not a person.

// ministry returns the ministry of the minister spoken of last, "Akar told Reznikov,
// the ministry said"; nil when no minister is.
func (r *Reader) ministry(i int, p *Phrase) []*Actor {
	function := func(a *Actor) string {
		for _, h := range a.offices {
			if !h.former && h.office.Class == "minister" && h.office.Body != "" && stateOf(a.Represents) != "" {
				return stateOf(a.Represents) + "/" + h.office.Body
			}
		}
		return ""
	}
	a := r.focus.best(i, p.Head, func(a *Actor) bool {
		return isPerson(a) && function(a) != "" && (r.home == "" || a.Represents == r.home)
	})
	if a == nil {
		a = r.focus.best(i, p.Head, func(a *Actor) bool { return isPerson(a) && function(a) != "" })
	}
	if a == nil {
		return nil
	}
	return []*Actor{r.of(function(a))}
}

// Office returns the body that serves a person's post, the presidency of a president;
// nil when the person holds none that has one.
func (r *Reader) Office(a *Actor) *Actor {
	function := ""
	for _, h := range a.offices {
		if h.former {
			continue
		}
		switch {
		case h.office.Class == "head-of-state" && function == "":
			function = "presidency"
		case h.office.Class == "head-of-government":
			function = "prime-ministers-office"
		case h.office.Body != "" && function == "":
			function = h.office.Body
		}
	}
	st := stateOf(a.Represents)
	if function == "" || st == "" {
		return nil
	}
	return r.of(st + "/" + function)
}

// officeOf names an office as the article does: "Abiy's office"; "his office" by the
// owner's last name.
func (r *Reader) officeOf(s *Sentence, p *Phrase, owner *Actor) string {
	if q := s.inner(p.Owner); q != nil && q.NameFirst >= 0 {
		return s.Words(q.NameFirst, q.NameLast) + "'s office"
	}
	name := owner.Name
	return name[strings.LastIndexByte(name, ' ')+1:] + "'s office"
}

// spokenFor returns the name of an organisation that no dictionary has and for which a
// spokesman without a name speaks: "a spokesman for the Loyalist Volunteer Force".
func (s *Sentence) spokenFor(p *Phrase) string {
	if !spokesperson(p) || len(p.Of) > 0 || p.Owner >= 0 {
		return ""
	}
	k := p.Head + 1
	if k+2 >= len(s.Tokens) || s.Tokens[k].Text != "for" && s.Tokens[k].Text != "of" {
		return ""
	}
	if k++; strings.EqualFold(s.Tokens[k].Text, "the") {
		k++
	}
	first := k
	for k < len(s.Tokens) && upperFirst(s.Tokens[k].Text) && s.Tokens[k].Tag == "NNP" {
		k++
	}
	if k-first < 2 || s.At(first) != nil && s.At(first) != p {
		return ""
	}
	return s.Words(first, k-1)
}

// reporter returns whose office or spokesman reports at the end of a sentence what its
// subject did: "Ito rang the emir, his office said". Nil for other sentences.
func (r *Reader) reporter(s *Sentence, p *Phrase, pronoun string) *Actor {
	if p.Head+1 >= len(s.Tokens) || p.Owner == 0 || s.Tokens[p.Owner-1].Text != "," {
		return nil
	}
	if sp := r.lex.Speech(s.Tokens[p.Head+1].Lemma); sp == nil || !sp.Takes("that") {
		return nil
	}
	for _, q := range s.Phrases {
		if q.Head < p.First && !q.inner && len(q.Actors) == 1 && isPerson(q.Actors[0]) && s.Tokens[q.Head].Dep == syntax.Nsubj {
			if a := q.Actors[0]; a.Gender == "" || (a.Gender == "m") == (pronoun == "his") {
				return a
			}
		}
	}
	return nil
}
