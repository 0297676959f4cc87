package who

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
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
	if len(owner.last) > 1 && r.Office(owner) != nil {
		return r.Office(owner).Canonical // "da Silva" may be Lula to all
	}
	last := name[strings.LastIndexByte(name, ' ')+1:]
	if _, second, ok := strings.Cut(last, "-"); ok && second != "" && !upperFirst(second) {
		last, _, _ = strings.Cut(name, " ") // "Yoon Suk-yeol": the family's name comes first
	}
	return last + "'s office"
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

// Stranger returns an actor for a diplomat of whom the words tell neither name nor
// state, as they call him: "a Western diplomat". Nil when they tell nothing at all.
func (r *Reader) Stranger(s *Sentence, p *Phrase) *Actor {
	first := p.First
	for first < p.Head && (s.Tokens[first].Tag == "DT" || s.Tokens[first].Tag == "CD" || s.Tokens[first].Tag == "PRP$") {
		first++
	}
	if first == p.Head || p.Owner >= 0 {
		return nil
	}
	return r.Known(s.Words(first, p.Head))
}

// Labelled returns the actor of a name that stands before what somebody says, when
// nothing else is known of him than that a briefing calls him so.
func (r *Reader) Labelled(name string) *Actor {
	id := "person:" + slug(name)
	if a := r.byID[id]; a != nil {
		return a
	}
	words := nameWords(name)
	if len(words) == 0 {
		return nil
	}
	a := &Actor{ID: id, Kind: event.Person, Name: name, words: words, last: words[len(words)-1:], Political: true, Unsure: true}
	r.add(a)
	return a
}

// Known returns the actor of this article alone that has no name but these words, an
// office more than a person.
func (r *Reader) Known(words string) *Actor {
	id := "local:" + slug(words)
	if a := r.byID[id]; a != nil {
		return a
	}
	a := &Actor{ID: id, Kind: event.Organization, Name: words, Political: true, Unsure: true}
	r.add(a)
	return a
}

// unnamed returns the state or body whose unnamed official spoke a sentence or two
// before, for "the official added"; nil when a person spoke last.
func (r *Reader) unnamed(i int, p *Phrase) *Actor {
	switch p.Noun {
	case "official", "diplomat", "source":
	default:
		return nil
	}
	if a := r.focus.speaker; a != nil && !isPerson(a) && i-r.focus.spokeAt <= 2 {
		return a
	}
	return nil
}

// reporter returns whose office or spokesman reports at the end of a sentence what its
// subject did: "Ito rang the emir, his office said". Nil for other sentences.
func (r *Reader) reporter(i int, s *Sentence, p *Phrase, pronoun string) *Actor {
	if p.Owner == 0 || !r.ends(s, p) {
		return nil
	}
	for _, q := range s.Phrases {
		if q.Head >= p.First || q.inner || s.Tokens[q.Head].Dep != syntax.Nsubj {
			continue
		}
		actors := q.Actors
		if q.Form == Pronoun && (q.Noun == "he" && pronoun == "his" || q.Noun == "she" && pronoun == "her") {
			actors = r.pronoun(i, s, q) // "He met the emir, his office said"
		}
		if len(actors) == 1 && isPerson(actors[0]) {
			if a := actors[0]; a.Gender == "" || (a.Gender == "m") == (pronoun == "his") {
				return a
			}
		}
	}
	return nil
}

// reported returns the state of him whom the sentence told of, when the phrase names at
// its end whose words it was: "He rang the emir, the presidency said"; empty for other
// phrases.
func (r *Reader) reported(i int, s *Sentence, p *Phrase) string {
	if p.First < 3 || p.Last+4 < len(s.Tokens) {
		return ""
	}
	return r.Told(i, s, p)
}

// Told is reported wherever in the sentence the phrase stands after its comma: "He rang
// the emir, an official told the agency on Friday".
func (r *Reader) Told(i int, s *Sentence, p *Phrase) string {
	if p.First < 3 {
		return ""
	}
	switch s.Tokens[p.First-1].Text {
	case ",", "-", "–", "—":
	default:
		if !strings.EqualFold(s.Tokens[p.First-2].Text, "according") {
			return ""
		}
	}
	for _, q := range s.Phrases {
		d := s.Tokens[s.top(q)].Dep
		if q.First > 4 || q.inner || q.Form == Adjective || d != syntax.Nsubj && d != syntax.Nsubjpass && d != syntax.Root {
			continue
		}
		actors := q.Actors
		if q.Form == Pronoun && len(actors) == 0 && q.Noun != "it" {
			actors = r.pronoun(i, s, q)
		}
		if len(actors) == 1 {
			if actors[0].Kind == event.Country {
				return strings.TrimPrefix(actors[0].ID, "country:")
			}
			return stateOf(actors[0].Represents)
		}
		return ""
	}
	return ""
}

// ends reports whether a phrase names, after a comma, whose words the sentence was:
// ", his office said", ", according to his office".
func (r *Reader) ends(s *Sentence, p *Phrase) bool {
	before := s.Tokens[p.Owner-1]
	if p.Owner > 2 && strings.EqualFold(before.Text, "to") && strings.EqualFold(s.Tokens[p.Owner-2].Text, "according") {
		return s.Tokens[p.Owner-3].Text == ","
	}
	if before.Text != "," || p.Head+1 >= len(s.Tokens) {
		return false
	}
	sp := r.lex.Speech(s.Tokens[p.Head+1].Lemma)
	return sp != nil && sp.Takes("that")
}
