package who

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// noun reads a common noun that stands for actors: "a senior U.S. official",
// "the two leaders", "his Russian counterpart".
func (c *chunker) noun(i int, p *Phrase) bool {
	t := c.tokens[i]
	kind := nouns[strings.ToLower(t.Lemma)]
	if kind == 0 || !strings.HasPrefix(t.Tag, "NN") && t.Tag != "CD" && t.Lemma != "opposite" {
		return false
	}
	end := i + 1
	if t.Lemma == "opposite" || t.Lemma == "other" {
		if end >= len(c.tokens) || c.tokens[end].Lemma != "number" {
			return false
		}
		end++
	}
	p.Head, p.Noun, p.Plural = end-1, t.Lemma, plural(c.tokens[end-1]) || t.Lemma == "pair" || t.Lemma == "duo" || t.Lemma == "trio" || numbers[t.Lemma] > 0
	switch t.Lemma {
	case "pair", "duo":
		p.Count = 2
	case "trio":
		p.Count = 3
	default:
		if n := numbers[t.Lemma]; n > 0 {
			p.Count = n
		}
	}
	if end+1 < len(c.tokens) && c.tokens[end].Text == "of" && strings.EqualFold(c.tokens[end+1].Text, "them") {
		end += 2 // "the two of them"
	}
	if t.Lemma == "colleague" && p.Owner >= 0 {
		// "his Tajik colleague", "her colleague from Skopje"; but "his colleagues" are
		// those of his own side.
		if q := *p; len(p.Of) > 0 || c.whose(end, &q) > end && len(q.Of) > 0 {
			kind = peer
		}
	}
	if t.Lemma == "party" && slices.ContainsFunc(c.tokens[p.First:i], func(t syntax.Token) bool { return partisan[strings.ToLower(t.Text)] }) {
		return false // "the political parties" are no sides of talks
	}
	switch kind {
	case peer:
		if p.Owner < 0 && (len(p.Of) == 0 || t.Lemma == "guest" || t.Lemma == "host" || t.Lemma == "visitor") {
			return false
		}
		p.Form = Counterpart
		end = c.whose(end, p)
		p.Last = end - 1
		if !p.Plural {
			c.nameAfter(p)
		}
		return true
	case body:
		return c.bodyNoun(t.Lemma, end, p)
	case kin:
		if p.Owner < 0 {
			return false
		}
		p.Form, p.Last = Unnamed, end-1
		c.nameAfter(p)
		return true
	case official:
		p.Form = Unnamed
		if (t.Lemma == "circle" || t.Lemma == "quarter") && !p.Plural {
			return false
		}
		end = c.whose(end, p)
		if p.Plural && (len(p.Of) > 1 || len(p.Of) == 0 && p.Count > 1) {
			p.Form = Group
		}
		p.Last = end - 1
		if !p.Plural {
			c.nameAfter(p)
		}
		return true
	}
	// Sides, leaders, countries.
	qualified := len(p.Of) > 0
	end = c.whose(end, p)
	p.Last = end - 1
	switch {
	case len(p.Of) == 1 && (kind == party || kind == states) && qualified:
		p.Form, p.Plural = State, false // "the Ukrainian side", "the Colombian government"
		p.Entries = nil
	case len(p.Of) > 0:
		p.Form = Group
		if len(p.Of) == 1 {
			p.Form = Unnamed // "European leaders", "Iranian politicians"
			if !p.Plural {
				c.nameAfter(p)
			}
		}
	case p.Plural && (p.Definite || p.Count > 0 || p.Owner >= 0):
		p.Form = Group
		if c.possessive(end) {
			// "the two sides' senior negotiators" are the two sides here.
			k := c.modifiers(end+1, &Phrase{First: end + 1})
			if k < len(c.tokens) && plural(c.tokens[k]) && (nouns[c.tokens[k].Lemma] == official || nouns[c.tokens[k].Lemma] == people) {
				p.Last, p.Head = k, k
				if c.tokens[k].Lemma == "leader" {
					p.Noun = "leader"
					if _, es := c.surface(k, lexicon.OfficeName); es != nil {
						c.hold(p, k, k+1, es)
					}
				}
			} else if k < len(c.tokens) {
				if m, _ := c.surface(k, lexicon.OfficeName); m > 0 && plural(c.tokens[k+m-1]) {
					p.Last, p.Head = k+m-1, k+m-1
				}
			}
		}
	case p.Plural:
		p.Form = Unnamed
	case p.Definite && kind == states:
		p.Form = Unnamed
	default:
		return false
	}
	return true
}

// bodyNoun reads a noun for an organisation: "the Houthi group" is the Houthis,
// "the group" is the one named before, "his office" is the owner's.
func (c *chunker) bodyNoun(lemma string, end int, p *Phrase) bool {
	p.Last = end - 1
	if n := len(p.Of); n > 0 && strings.HasPrefix(p.Of[n-1].ID, "org:") {
		p.Form = Organisation
		return true
	}
	if lemma == "office" && p.Owner < 0 || !p.Definite && p.Owner < 0 && len(p.Of) == 0 {
		return false
	}
	if c.possessive(end) && lemma != "office" {
		return false
	}
	p.Form = Unnamed
	return true
}

// compound reads a word of several names joined by hyphens: "US-Iran",
// "Trump-Xi", "Kyrgyz-Tajik", "China-Afghanistan-Pakistan".
func (c *chunker) compound(i int, p *Phrase) bool {
	text := c.tokens[i].Text
	if !strings.ContainsAny(text, "-–") || !upperFirst(text) {
		return false
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '–' })
	if len(parts) < 2 {
		return false
	}
	if c.place(c.tokens[i].Start, c.tokens[i].End) {
		return false // "Wright-Patterson Air Force Base"
	}
	var members []Part
	for _, w := range parts {
		m := Part{Words: w}
		for _, e := range c.lex.Lookup(w) {
			switch e.Sense {
			case lexicon.CountryName, lexicon.CountryAdjective, lexicon.Capital, lexicon.Metonym, lexicon.OrganisationName:
				m.Of = append(m.Of, c.ofs([]lexicon.Entry{e}, i)...)
			case lexicon.PersonSecond, lexicon.PersonName:
				m.Entries = append(m.Entries, e)
			}
		}
		if k := c.lex.Combining(w); k != nil {
			m.Of = append(m.Of, Of{ID: k.Code, Row: "countries/" + k.Code, Token: i})
		}
		if m.Of == nil && m.Entries == nil && !c.Known.name(w) || !upperFirst(w) {
			return false
		}
		members = append(members, m)
	}
	p.Form, p.Parts, p.Head, p.Last, p.Plural = Compound, members, i, i, true
	return true
}
