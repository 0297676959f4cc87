package extract

import (
	"strings"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// roundOf returns the noun above n that only counts or measures it: "a round of
// talks", "two days of negotiations"; -1 when there is none.
func (s *sentence) roundOf(n int) int {
	h := s.tokens[n].Head
	if s.tokens[n].Dep != syntax.Pobj || h < 0 || s.lemma(h) != "of" {
		return -1
	}
	m := s.tokens[h].Head
	if m < 0 || !s.noun(m) {
		return -1
	}
	switch s.lemma(m) {
	case "round", "series", "cycle", "session", "bout", "set", "spate", "string", "flurry", "day", "hour", "week", "month", "year", "minute":
		return m
	}
	return -1
}

// topical reports whether the noun is what one speaks about: "spoke about the
// results of the negotiations with Lukashenko" was with him, not they.
func (s *sentence) topical(n int) bool {
	if !s.definite(n) && s.child(n, syntax.Compound) < 0 {
		return false
	}
	v := s.governor(n)
	if v < 0 {
		return false
	}
	tr := s.lex.Trigger(s.lemma(v), false)
	if tr == nil || !tr.Frame["with"] {
		return false
	}
	for i := n; i >= 0 && i != v; i = s.tokens[i].Head {
		if low := strings.ToLower(s.tokens[i].Text); low == "about" || low == "on" || low == "of" {
			return true
		}
	}
	return false
}

// compounded reports whether the noun's states stand before it, joined by a
// hyphen: then those who attend are of them.
func (s *sentence) compounded(n int) bool {
	for _, p := range s.modifying(n) {
		if p.Form == who.Compound {
			return true
		}
	}
	return false
}

// lateral tells how many take part in "trilateral talks", 0 when nothing tells.
func (s *sentence) lateral(n int) int {
	for _, k := range s.kids[n] {
		switch strings.ToLower(s.tokens[k].Text) {
		case "trilateral", "three-way", "tripartite":
			return 3
		case "quadrilateral", "four-way", "quadripartite":
			return 4
		}
	}
	return 0
}

// diplomatic rejects what the noun means outside diplomacy: earnings calls,
// "called for", news conferences, rounds of applause.
func (s *sentence) diplomatic(n int, tr *lexicon.Trigger) bool {
	before := ""
	if n > 0 {
		before = strings.ToLower(s.tokens[n-1].Text)
	}
	switch tr.Lemma {
	case "call":
		if len(s.preps(n, "with", "between")) > 0 || s.prepositionOf(n) == "during" {
			break // "a last call between Kerry and Obama", "agreed during a call to resume"
		}
		switch before {
		case "earnings", "margin", "roll", "curtain", "wake-up", "close", "bugle", "judgment", "investor", "analyst", "first", "sales", "emergency", "cattle", "last", "tough":
			return false
		}
		if g := s.governor(n); g >= 0 && s.tokens[n].Dep == syntax.Dobj && appeals[s.lemma(g)] {
			return false // "ignored calls from the international community"
		}
		// "a call for restraint", "a call to arms", "calls on both sides to ..."
		for _, k := range s.kids[n] {
			low := strings.ToLower(s.tokens[k].Text)
			if low == "for" || low == "on" && s.child(k, syntax.Pobj) >= 0 && s.phraseAt(s.child(k, syntax.Pobj)) != nil {
				return false
			}
			if low == "to" {
				if o := s.child(k, syntax.Pobj); o >= 0 && s.phraseAt(o) == nil {
					return false
				}
			}
			if s.tokens[k].Dep == syntax.Acl && s.tokens[k].Tag == "VB" {
				return false
			}
		}
	case "breakfast", "lunch", "dinner":
		// "before breakfast" is a time of day.
		if s.child(n, syntax.Det, syntax.Poss, syntax.Amod, syntax.Compound) < 0 && len(s.preps(n, "with", "between")) == 0 {
			if h := s.tokens[n].Head; h >= 0 && s.tokens[n].Dep == syntax.Pobj && s.lemma(h) != "over" && s.lemma(h) != "for" && s.lemma(h) != "at" && s.lemma(h) != "to" {
				return false
			}
		}
	case "consultation":
		// "may decide in consultation with the Secretary" says how, and of no occasion.
		if before == "in" {
			return false
		}
	case "audience":
		// Of a pope or a king; those whom one talks to in public are many.
		if s.tokens[n].Tag == "NNS" {
			return false
		}
	case "conference":
		switch before {
		case "news", "press", "party", "briefing", "eastern", "western":
			return false
		}
	case "interview":
		for _, o := range s.preps(n, "with") {
			if p := s.phraseAt(o); p != nil && (p.Form == who.Counterpart || p.Form == who.FullName && len(p.Offices) > 0 || p.Form == who.InOffice) {
				return true
			}
		}
		return false
	case "table":
		switch before {
		case "negotiating", "bargaining", "talks", "conference", "round":
			return true
		case "the":
			if v, relation := s.carrier(n); v >= 0 && relation == "to" {
				switch s.lemma(v) {
				case "return", "come", "go", "get", "bring":
					return true // "return to the table in Addis Ababa"
				}
			}
		}
		return false
	case "bargaining":
		return before != "collective" && before != "plea"
	case "round":
		if o := s.preps(n, "of"); len(o) > 0 {
			return false // "a round of talks": the other noun is the trigger
		}
	case "exchange":
		switch before {
		case "stock", "foreign", "prisoner", "currency", "fire", "cultural", "trade":
			return false
		}
		if o := s.preps(n, "of"); len(o) > 0 && s.phraseAt(o[0]) == nil {
			return false
		}
	case "word":
		// "had a word", "a brief word with"; not the word of a text.
		h := s.tokens[n].Head
		return s.tokens[n].Dep == syntax.Dobj && h >= 0 && (s.lemma(h) == "have" || s.lemma(h) == "exchange")
	case "reunion":
		return before != "family" && before != "class"
	case "session":
		if before == "training" || before == "trading" {
			return false
		}
	}
	return true
}

// temporal reports whether a genitive tells a time: "Friday's talks".
func (s *sentence) temporal(i int) bool {
	switch s.tokens[i].Text {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	switch s.tokens[i].Lemma {
	case "today", "yesterday", "tomorrow", "week", "month", "year", "day", "hour", "tonight", "morning", "weekend":
		return true
	}
	return false
}

// definite reports whether the noun points back: "the call", "their meeting".
func (s *sentence) definite(n int) bool {
	for _, k := range s.kids[n] {
		t := s.tokens[k]
		switch strings.ToLower(t.Text) {
		case "the", "this", "that", "these", "those", "both", "such":
			if t.Dep == syntax.Det || t.Dep == syntax.Predet || t.Dep == syntax.Amod {
				return true
			}
		case "their", "his", "her", "its":
			return true
		}
	}
	return false
}

// another reports whether the noun is one more of its kind: "another call", "a
// second round", "further talks".
func (s *sentence) another(n int) bool {
	for _, k := range s.kids[n] {
		switch strings.ToLower(s.tokens[k].Text) {
		case "another", "second", "third", "next", "further", "new", "fresh", "separate", "follow-up", "previous", "last", "earlier", "subsequent", "other", "fourth", "fifth", "sixth":
			return true
		case "first":
			for _, j := range s.kids[n] {
				if s.tokens[j].Dep == syntax.Det && strings.EqualFold(s.tokens[j].Text, "a") {
					return true // "a first round"; "their first meeting" is the one spoken of
				}
			}
		}
	}
	return false
}

// modifying returns the phrases that stand before the noun as its modifiers.
func (s *sentence) modifying(n int) []*who.Phrase {
	var out []*who.Phrase
	for i := n - 1; i >= 0 && i > n-8; i-- {
		t := s.tokens[i]
		if p := s.phraseAt(i); p != nil {
			if p.Last < n {
				out = append(out, p)
			}
			i = p.First
			continue
		}
		if !strings.HasPrefix(t.Tag, "JJ") && !strings.HasPrefix(t.Tag, "NN") && t.Tag != "POS" && t.Tag != "CD" && t.Tag != "VBN" && t.Tag != "VBG" && t.Text != "“" && t.Text != "\"" && t.Text != "”" && t.Text != "-" {
			break
		}
	}
	return out
}

// aside reports whether the event of the noun n is one on whose margins another took
// place: "met on the sidelines of the G20 summit".
func (s *sentence) aside(n int) bool {
	h := s.tokens[n].Head
	if h <= 0 || s.tokens[n].Dep != syntax.Pobj || s.lemma(h) != "of" {
		return false
	}
	switch strings.ToLower(s.tokens[h-1].Text) {
	case "sideline", "sidelines", "margin", "margins", "fringe", "fringes":
		return true
	}
	return false
}

// appeals are the verbs whose object is a call for something and not on the phone.
var appeals = set(`ignore heed reject echo renew amplify back dismiss resist support repeat reiterate defy rebuff spurn issue`)

// standing reports whether the verb v tells of what has gone on for long, or has not
// been for long, and of no occasion: "have talked for decades", "have not met since".
func (s *sentence) standing(v int) bool {
	for _, k := range s.kids[v] {
		if strings.EqualFold(s.tokens[k].Text, "whenever") {
			return true
		}
	}
	if s.negated(v) && s.auxiliary(v, func(t syntax.Token) bool { return t.Lemma == "do" && t.Tag != "VBD" }) {
		return true // "they don't talk about private chats"
	}
	if !s.perfect(v) {
		return false
	}
	if s.negated(v) {
		for _, k := range s.kids[v] {
			switch strings.ToLower(s.tokens[k].Text) {
			case "since", "yet", "for":
				return true
			}
		}
	}
	for _, o := range s.preps(v, "for") {
		switch strings.ToLower(s.tokens[o].Text) {
		case "decades", "years", "generations", "centuries":
			return true
		}
	}
	return false
}

// unreal reports whether an inverted clause tells of what was not: "Had they met".
func (s *sentence) unreal(v int) bool {
	for i := v - 1; i >= 0; i-- {
		if s.tokens[i].Text == "Had" {
			return i+1 < v && s.phraseAt(i+1) != nil
		}
		if s.verb(i) {
			return false
		}
	}
	return false
}

// trailing returns who stands after "with" behind the day or the place of the event's
// noun n, where parsers hang it on the verb above: "suspended over a phone call on 15
// June with the senator"; -1 when nobody does, or the verb can have it itself.
func (s *sentence) trailing(n int) int {
	v := s.governor(n)
	if v < 0 || v > n {
		return -1
	}
	if tr := s.lex.Trigger(s.lemma(v), false); tr != nil && tr.Frame["with"] {
		return -1
	}
	for i := n + 1; i+1 < len(s.tokens) && i < n+10; i++ {
		switch t := s.tokens[i]; {
		case strings.EqualFold(t.Text, "with"):
			if i == n+1 || s.governor(i) != v {
				return -1
			}
			return s.child(i, syntax.Pobj)
		case s.verb(i) || t.Tag == "CC" || t.Tag == "," || strings.HasPrefix(t.Tag, "W"):
			return -1
		}
	}
	return -1
}
