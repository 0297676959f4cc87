package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// isPlural reports whether a noun stands in the plural.
func isPlural(t syntax.Token) bool { return t.Tag == "NNS" }

// abroad reports whether the two sides are people of different states.
func abroad(t *told) bool {
	if len(t.left) == 0 || len(t.right) == 0 {
		return false
	}
	a, b := t.left[0], t.right[0]
	return a.Kind == event.Person && b.Kind == event.Person && a.Represents != "" && b.Represents != "" && a.Represents != b.Represents && len(a.Represents) == 3 && len(b.Represents) == 3
}

// separate splits "separate calls with X and Y" into one for each.
func (r *reading) separate(s *sentence, t *told) []*told {
	one, many := t.left, t.right
	if len(many) < 2 {
		one, many = many, one
	}
	if len(many) < 2 || len(one) == 0 {
		return []*told{t}
	}
	apart := s.oneAfterAnother(t, many) || (t.typ == event.Call || t.noun == "bilateral") && isPlural(s.tokens[t.token]) && len(one) > 0
	for k, tok := range s.tokens {
		// "with A, with B and with C in turn", "sees, one after the other, A, B and C"
		switch low := strings.ToLower(tok.Text); {
		case low == "successively" || low == "consecutively" || low == "respectively":
			apart = apart || s.governor(k) == t.token
		case low == "turn" && k > 0 && strings.EqualFold(s.tokens[k-1].Text, "in"):
			apart = true
		case low == "succession" && k > 0:
			apart = true
		case low == "other" && k > 2 && strings.EqualFold(s.tokens[k-2].Text, "after"):
			apart = true
		case low == "one" && k > 1 && strings.EqualFold(s.tokens[k-1].Text, "by") && strings.EqualFold(s.tokens[k-2].Text, "one"):
			apart = true
		}
		// "called both leaders, in separate conversations"
		if low := strings.ToLower(tok.Text); (low == "separate" || low == "separately") && s.governor(k) == t.token {
			apart = true
		}
	}
	for _, k := range s.kids[t.token] {
		if low := strings.ToLower(s.tokens[k].Text); low == "separate" || low == "separately" || low == "individual" {
			apart = true
		}
	}
	if carrier, _ := s.carrier(t.token); !s.verb(t.token) && carrier >= 0 && s.has(carrier, "separately") {
		apart = true
	}
	if !apart {
		return []*told{t}
	}
	var out []*told
	for _, x := range many {
		part := *t
		part.left, part.right, part.both, part.another = one, []*who.Actor{x}, true, false
		out = append(out, part.complete())
	}
	// A headline may have told of all of them as one.
	r.events = slices.DeleteFunc(r.events, func(a *account) bool {
		same, onlyT, onlyA := compare(t.parties, a.parties)
		if same < 3 || onlyA > 0 || onlyT > 1 {
			return false
		}
		for _, x := range a.told {
			if !r.sentences[x.sentence].headline {
				return false
			}
		}
		for _, part := range out {
			part.elsewhere = append(part.elsewhere, a.told...)
		}
		return true
	})
	return out
}

// oneAfterAnother reports whether words between those on one side tell that each
// had their own turn: "phones Mohamud, then Abiy", "with Blair and, a few minutes
// after that, with Schroeder".
func (s *sentence) oneAfterAnother(t *told, many []*who.Actor) bool {
	first, last := -1, -1
	for _, p := range s.who.Phrases {
		for _, a := range p.Actors {
			if slices.Contains(many, a) && s.who.At(p.First) == p && p.First > t.token {
				if first < 0 {
					first = p.Last
				}
				last = p.First
			}
		}
	}
	for i := first + 1; first >= 0 && i < last; i++ {
		switch strings.ToLower(s.tokens[i].Text) {
		case "then", "later", "afterwards", "afterward", "subsequently", "second", "secondly":
			return true
		case "after":
			return i+1 < len(s.tokens) && strings.EqualFold(s.tokens[i+1].Text, "that")
		}
	}
	return false
}
