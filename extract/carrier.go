package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// carrier returns the verb that an event's noun belongs to, and how: as its
// object, its subject, "in" (in, at, during, by), "after" (after, before, ahead
// of), or for other prepositions the preposition itself.
func (s *sentence) carrier(n int) (verb int, relation string) {
	verb, relation = s.carried(n)
	if verb >= 0 && speaks[s.lemma(verb)] && (relation == "in" || relation == "after") {
		// "Blinken discussed it with the prince, the State Department said, a day after a
		// call with the general": what is said carries it, not the saying.
		for _, k := range s.children(verb, syntax.Ccomp) {
			if k < n && s.verb(k) && k < verb {
				return k, relation
			}
		}
	}
	return verb, relation
}

func (s *sentence) carried(n int) (verb int, relation string) {
	i := n
	for depth := 0; depth < 5; depth++ {
		t := s.tokens[i]
		h := t.Head
		if h < 0 {
			return -1, ""
		}
		switch t.Dep {
		case syntax.Dobj, syntax.Attr, syntax.Oprd:
			return s.verbAt(h), "object"
		case syntax.Nsubj, syntax.Nsubjpass:
			return s.verbAt(h), "subject"
		case syntax.Conj, syntax.Appos, syntax.Compound, syntax.Nmod, syntax.Poss:
			i = h
			continue
		case syntax.Pobj:
			prep := strings.ToLower(s.tokens[h].Text)
			switch prep {
			case "in", "at", "during", "by", "over", "on", "through", "via", "into", "to", "for", "from", "of", "with", "about":
				g := s.tokens[h].Head
				if g < 0 {
					return -1, ""
				}
				if s.ahead(i) {
					return s.governor(h), "after"
				}
				if prep == "of" && s.noun(g) {
					i = g // "a round of talks", "the start of the meeting"
					continue
				}
				if s.verb(g) || s.tokens[g].Dep == syntax.Prep || s.tokens[g].Dep == syntax.Prt || s.tokens[g].Dep == syntax.Advmod {
					if !s.verb(g) {
						g = s.governor(h)
					}
					switch prep {
					case "for", "from", "of", "to", "into", "with", "about":
						return g, prep
					}
					return g, "in"
				}
				if v := s.governor(h); v >= 0 && prep != "of" {
					if prep == "at" || prep == "during" {
						prep = "in" // "agreed to a truce at talks in Doha"
					}
					return v, prep
				}
				return -1, ""
			case "after", "before", "following", "since", "until":
				return s.governor(h), "after"
			}
			return s.governor(h), prep
		case syntax.Pcomp:
			return s.governor(i), "after"
		default:
			if s.verb(h) {
				return h, "other"
			}
			i = h
		}
	}
	return -1, ""
}

// ahead reports whether the noun lies ahead of what the sentence tells: "ahead of
// the summit", "before their talks", "prior to".
func (s *sentence) ahead(n int) bool {
	h := s.tokens[n].Head
	if h < 0 || s.tokens[n].Dep != syntax.Pobj {
		return false
	}
	switch strings.ToLower(s.tokens[h].Text) {
	case "before", "ahead", "pending", "until":
		return true
	case "of", "to":
		if h > 0 {
			switch strings.ToLower(s.tokens[h-1].Text) {
			case "ahead", "prior", "advance", "eve", "runup", "run-up":
				return true
			}
		}
	}
	return false
}
