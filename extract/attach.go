package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// follows reports whether a date stands after the verb that carries an event, or
// before it at the head of the sentence, with no other verb or event between.
func (s *sentence) follows(d dated, carrier int) bool {
	if d.first > carrier {
		return d.first-carrier < 25 && s.straight(carrier, d.first)
	}
	return d.first < 9 && carrier-d.last < 9 && s.straight(d.last, carrier) && s.straight(-1, d.first)
}

// bounds reports whether a date only bounds a time: "since 2021", "until May".
func (s *sentence) bounds(d dated) bool {
	if d.first == 0 {
		return false
	}
	switch strings.ToLower(s.tokens[d.first-1].Text) {
	case "before":
		return !strings.HasPrefix(strings.ToLower(d.Text), "the end of") // that says no less than the month
	case "since", "until", "till":
		return true
	case "from":
		// "put off from Thursday"
		for i := d.first - 2; i >= 0 && i > d.first-5; i-- {
			switch s.lemma(i) {
			case "put", "off", "postpone", "move", "defer", "delay", "shift", "reschedule":
				return true
			}
		}
	}
	return false
}

// begins are verbs whose date is the first day of what lasts several.
var begins = set(`begin start open launch arrive commence kick`)

// finer reports whether a is more exact than b.
func finer(a, b *event.Date) bool {
	rank := map[event.Precision]int{event.Day: 5, event.Range: 4, event.Week: 3, event.Month: 2, event.Year: 1}
	return rank[a.Precision] > rank[b.Precision]
}

// fits says how well a date expression fits a trigger k carried by the verb
// carrier; 0 when it dates something else.
func (s *sentence) fits(d dated, k, carrier int) int {
	// Above the expression: the first word that is not part of it.
	top := d.first
	for n := 0; n < 8; n++ {
		h := s.tokens[top].Head
		if h < 0 || h < d.first || h > d.last {
			break
		}
		top = h
	}
	h := s.tokens[top].Head
	if h < 0 {
		h = top
	}
	distance := k - d.last
	if d.first > k {
		distance = d.first - k
	}
	near := max(0, 20-distance)
	if s.opened(d.first, k, "since") {
		return 0 // "their first talks since the rebels took Goma in January"
	}
	if s.within(top, k) && !s.otherClause(top, k) {
		return 100 + near // "the meeting on Friday", "Friday's talks"
	}
	// The verb to which the expression belongs.
	var g int
	if s.verb(h) {
		g = h
	} else {
		g = s.governor(top)
	}
	if g < 0 {
		// A headline without a verb, or a date that the parser left at the root.
		if s.governor(k) < 0 {
			return 30 + near
		}
		return 10
	}
	if g == carrier || g == k {
		return 80 + near
	}
	// Verbs of one chain: "is due to meet on Friday", "was to be held Monday".
	if carrier >= 0 && s.chained(g, carrier) {
		return 70 + near
	}
	if carrier >= 0 && s.tokens[carrier].Dep == syntax.Conj && s.tokens[carrier].Head == g && d.first < carrier {
		return 45 + near // "On Monday he flew to Cairo and met Sisi"
	}
	if carrier >= 0 && s.tokens[g].Dep == syntax.Conj && s.tokens[g].Head == carrier && len(s.children(g, syntax.Nsubj, syntax.Nsubjpass)) == 0 && !s.tells(g) {
		return 40 + near // "had met and shaken hands in Havana on Sept. 23"
	}
	// "spoke by phone before boarding his plane on Monday"
	if carrier >= 0 && s.within(g, carrier) && s.meanwhile(g, carrier) {
		return 32 + near
	}
	// A date of the main clause dates a participle or a purpose below it: "arrived
	// on Friday to meet", "said after meeting on Friday".
	if carrier >= 0 && s.within(carrier, g) && d.first <= g+6 {
		if speaks[s.lemma(g)] && s.belowClause(carrier, g) {
			return 0 // "said on Monday that they had met" dates the words
		}
		if dep := s.tokens[carrier].Dep; dep == syntax.Advcl || dep == syntax.Acl || dep == syntax.Xcomp {
			return 35 + near
		}
		if dep := s.tokens[carrier].Dep; (dep == syntax.Ccomp || dep == syntax.Pcomp) && d.first < g {
			return 15 + near
		}
		return 12 + near/2
	}
	return 0
}

// speaks are the verbs of speech whose own date is not that of what is said.
var speaks = set(`say tell add announce note state confirm deny declare explain report write tweet post claim insist warn reply answer comment reveal`)

// belowClause reports whether verb i lies in a clause that is the object of g.
func (s *sentence) belowClause(i, g int) bool {
	for n := 0; i >= 0 && i != g && n < 10; n++ {
		if s.tokens[i].Dep == syntax.Ccomp {
			return true
		}
		i = s.tokens[i].Head
	}
	return false
}

// otherClause reports whether a verb stands between a word and the noun k above
// it, in a clause that does not tell of k itself.
func (s *sentence) otherClause(i, k int) bool {
	for n := 0; i != k && i >= 0 && n < 20; n++ {
		if s.verb(i) {
			switch s.tokens[i].Dep {
			case syntax.Xcomp:
				i = s.tokens[i].Head
				continue
			case syntax.Acl, syntax.Relcl:
				if s.lemma(k) == "visit" && s.has(i, "where") {
					return false // "a visit to Hefei, where he was to meet him on the 25th"
				}
				if s.tokens[i].Dep == syntax.Relcl && s.asides(i) {
					return true
				}
				if asks[s.lemma(i)] && !s.verb(k) && s.within(s.tokens[i].Head, k) && s.lex.Trigger(s.lemma(s.tokens[i].Head), true) == nil && s.has(i, "which", "that") {
					return false // "a meeting at the Assembly, which he had proposed for Tuesday"
				}
				// "the meeting, which took place on Friday"; "the war that began in 2022" is
				// below another noun.
				if h := s.tokens[i].Head; h == k || (s.below(h, k) || s.within(h, k) && !s.verb(k) && s.passive(i) && s.lex.Trigger(s.lemma(h), true) == nil) && (plans[s.lemma(i)] || s.lemma(i) == "be" || happens[s.lemma(i)]) {
					return false // also "a meeting of the commission that had been due on Friday"
				}
			}
			return true
		}
		i = s.tokens[i].Head
	}
	return false
}

// asides reports whether a relative clause tells of something else than the noun
// that it follows: "the president, whom he is to see in June", "a call in which he
// invited him for the spring".
func (s *sentence) asides(v int) bool {
	for _, k := range s.kids[v] {
		if t := s.tokens[k]; t.Tag == "WP" && strings.EqualFold(t.Text, "whom") {
			return true
		}
		if t := s.tokens[k]; t.Dep == syntax.Prep && k < v {
			for _, o := range s.kids[k] {
				if low := strings.ToLower(s.tokens[o].Text); low == "which" || low == "whom" {
					return true
				}
			}
		}
	}
	return false
}

// below reports whether a noun hangs on the noun k by "of", "between" or "with", be
// it as one of a list.
func (s *sentence) below(i, k int) bool {
	for n := 0; n < 4 && (s.tokens[i].Dep == syntax.Appos || s.tokens[i].Dep == syntax.Conj || s.tokens[i].Dep == syntax.Poss); n++ {
		i = s.tokens[i].Head
	}
	h := s.tokens[i].Head
	return h >= 0 && s.tokens[i].Dep == syntax.Pobj && (s.lemma(h) == "of" || s.lemma(h) == "between" || s.lemma(h) == "with") && s.tokens[h].Head == k
}

// meanwhile reports whether the verb g lies in a clause that tells when the verb
// above it was: "after landing", "as they met".
func (s *sentence) meanwhile(g, above int) bool {
	t := s.tokens[g]
	if t.Head < 0 {
		return false
	}
	switch t.Dep {
	case syntax.Pcomp:
		h := t.Head
		switch s.lemma(h) {
		case "before", "after", "upon", "on", "while":
			return s.tokens[h].Head == above
		}
	case syntax.Advcl:
		return t.Head == above && s.has(g, "before", "after", "while", "when", "as", "once")
	}
	return false
}

// chained reports whether two verbs make one predicate: auxiliaries, infinitives
// and what carries them.
func (s *sentence) chained(a, b int) bool {
	up := func(i, j int) bool {
		for n := 0; i >= 0 && n < 6; n++ {
			if i == j {
				return true
			}
			switch s.tokens[i].Dep {
			case syntax.Xcomp, syntax.Aux, syntax.Auxpass, syntax.Acomp:
				i = s.tokens[i].Head
			default:
				return false
			}
		}
		return false
	}
	return up(a, b) || up(b, a)
}

// tells reports whether a verb tells of an event of its own.
func (s *sentence) tells(v int) bool {
	t := s.lex.Trigger(s.lemma(v), false)
	return t != nil && !t.Frame["support"]
}

// opened reports whether the token i stands, after the token k, in a clause that one of
// the words opens: "their first talks since the rebels took Goma in January", "held talks
// two days after the governments ended a standoff in the Himalayas". "Since" opens one
// without a verb, too.
func (s *sentence) opened(i, k int, words ...string) bool {
	opened, verb := false, false
	for j := k + 1; j < i; j++ {
		switch low := strings.ToLower(s.tokens[j].Text); {
		case slices.Contains(words, low):
			opened, verb = true, low == "since"
		case low == "," || low == ";" || low == "and" || low == "but":
			opened = false
		case s.tokens[j].Tag == "VBD" || s.tokens[j].Tag == "VBZ" || s.tokens[j].Tag == "VBP":
			verb = true
		}
	}
	return opened && verb
}
