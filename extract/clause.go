package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/syntax"
)

// clause answers questions about the structure of one parsed sentence: what is
// the subject of this verb, over coordinations, relative clauses, infinitives
// and participles; what are its objects and prepositional phrases.
type clause struct {
	tokens []syntax.Token
	kids   [][]int
}

func newClause(tokens []syntax.Token) *clause {
	c := &clause{tokens: tokens, kids: make([][]int, len(tokens))}
	// The lists lie one after the other: first how long each is, then where it is.
	all := make([]int, len(tokens))
	for i := range tokens {
		if h := tokens[i].Head; h >= 0 && h < len(tokens) {
			c.kids[h] = all[:len(c.kids[h])+1]
		}
	}
	for h, k := range c.kids {
		n := len(k)
		c.kids[h], all = all[:0:n], all[n:]
	}
	for i := range tokens {
		if h := tokens[i].Head; h >= 0 && h < len(tokens) {
			c.kids[h] = append(c.kids[h], i)
		}
	}
	return c
}

func (c *clause) verb(i int) bool {
	return i >= 0 && (strings.HasPrefix(c.tokens[i].Tag, "VB") || c.tokens[i].Tag == "MD")
}

func (c *clause) noun(i int) bool {
	return i >= 0 && (strings.HasPrefix(c.tokens[i].Tag, "NN") || strings.HasPrefix(c.tokens[i].Tag, "PRP"))
}

func (c *clause) lemma(i int) string { return c.tokens[i].Lemma }

// child returns the first child of i with one of the labels, -1 if none.
func (c *clause) child(i int, deps ...syntax.Dep) int {
	for _, k := range c.kids[i] {
		if slices.Contains(deps, c.tokens[k].Dep) {
			return k
		}
	}
	return -1
}

// childAfter returns the first such child that stands after i, -1 if none.
func (c *clause) childAfter(i int, deps ...syntax.Dep) int {
	for _, k := range c.kids[i] {
		if k > i && slices.Contains(deps, c.tokens[k].Dep) {
			return k
		}
	}
	return -1
}

// children returns all of them.
func (c *clause) children(i int, deps ...syntax.Dep) []int {
	var out []int
	for _, k := range c.kids[i] {
		if slices.Contains(deps, c.tokens[k].Dep) {
			out = append(out, k)
		}
	}
	return out
}

// clauses returns the verbs of the clauses that tell more of the noun n, which
// parsers may hang on a noun below it: "the negotiations of Naqoura, which the two
// had opened in October".
func (c *clause) clauses(n int) []int {
	out := c.children(n, syntax.Acl, syntax.Relcl)
	for _, p := range c.children(n, syntax.Prep) {
		for _, o := range c.children(p, syntax.Pobj) {
			for _, k := range c.children(o, syntax.Acl, syntax.Relcl) {
				if l := c.lemma(k); supports[l] || happens[l] || hosting[l] || plans[l] {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// controls are verbs whose object, not their subject, does what the infinitive
// after them says.
var controls = set(`ask urge invite press call persuade tell order allow advise encourage push want expect request convince lead help
	enable authorize authorise send direct instruct beg implore force compel prompt permit require appoint name bring get let see watch hear make have`)

// set makes a set of the words of a list, which spaces part.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// subject returns the token of the logical or grammatical subject of the verb or
// participle v, -1 when it has none. passive tells that it undergoes the verb.
func (c *clause) subject(v int) (token int, passive bool) {
	if token, passive = c.subjectOf(v, 0); token < 0 && c.finite(v) {
		token = c.leftOf(v)
	}
	return token, passive
}

// finite reports whether the verb v is one that needs a subject.
func (c *clause) finite(v int) bool {
	switch c.tokens[v].Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return c.child(v, syntax.Aux, syntax.Auxpass) >= 0 && !c.has(v, "to")
}

// leftOf returns the noun that stands left of the verb v over auxiliaries, adverbs
// and what commas insert, which must be its subject when the parser found none; -1
// if there is none.
func (c *clause) leftOf(v int) int {
	for i, n := v-1, 0; i >= 0 && n < 30; i, n = i-1, n+1 {
		switch t := c.tokens[i]; {
		case t.Tag == "MD" || strings.HasPrefix(t.Tag, "RB") || t.Dep == syntax.Aux || t.Dep == syntax.Auxpass || t.Dep == syntax.Neg:
		case t.Text == ",":
			j := i - 1
			for j >= 0 && c.tokens[j].Text != "," {
				j--
			}
			if j < 0 {
				return -1
			}
			i = j
		case strings.HasPrefix(t.Tag, "NN"):
			return i
		default:
			return -1
		}
	}
	return -1
}

func (c *clause) subjectOf(v, depth int) (int, bool) {
	if v < 0 || depth > 8 {
		return -1, false
	}
	for n := range c.kids[v] {
		k := c.kids[v][len(c.kids[v])-1-n] // the nearest before it: "Summit, Tokyo: Costa will meet"
		if n+1 < len(c.kids[v]) && k > v {
			if f := c.child(v, syntax.Nsubj, syntax.Nsubjpass); f >= 0 && f < v {
				continue
			}
		}
		switch c.tokens[k].Lemma {
		case "yesterday", "today", "tomorrow", "tonight":
			continue // "will tomorrow be received"
		}
		switch c.tokens[k].Dep {
		case syntax.Nsubj, syntax.Nsubjpass:
			passive := c.tokens[k].Dep == syntax.Nsubjpass || c.passive(v)
			if a, ok := c.antecedent(k, v); ok {
				return a, passive
			}
			return k, passive
		}
	}
	t := c.tokens[v]
	passive := c.passive(v)
	h := t.Head
	if h < 0 {
		return -1, passive
	}
	switch t.Dep {
	case syntax.Conj:
		if c.verb(h) || c.tokens[h].Dep == syntax.Root {
			s, headPassive := c.subjectOf(h, depth+1)
			// "was received by X and held talks": each verb has its own voice.
			_ = headPassive
			return s, passive
		}
	case syntax.Xcomp:
		if c.verb(h) {
			if controls[c.lemma(h)] && !c.passive(h) {
				if o := c.child(h, syntax.Dobj, syntax.Dative); o >= 0 && o < v {
					return o, passive
				}
			}
			switch c.lemma(h) {
			case "appeal", "call", "plead", "press":
				if o := c.preps(h, "to", "on", "upon", "with"); len(o) > 0 && o[0] < v {
					return o[0], passive
				}
			}
			s, _ := c.subjectOf(h, depth+1)
			return s, passive
		}
		// "ready to meet", "due to meet": of the copula.
		s, _ := c.subjectOf(h, depth+1)
		return s, passive
	case syntax.Ccomp, syntax.Advcl, syntax.Parataxis, syntax.Other, syntax.Acomp:
		if c.verb(h) && c.has(v, "to") {
			switch c.lemma(h) {
			case "appeal", "call", "plead":
				if o := c.preps(h, "to", "on", "upon", "with"); len(o) > 0 && o[0] < v {
					return o[0], passive
				}
			}
		}
		s, _ := c.subjectOf(h, depth+1)
		return s, passive
	case syntax.Acl:
		if c.tokens[v].Tag == "VBG" {
			return h, passive
		}
		if c.tokens[v].Tag == "VBN" {
			return h, true
		}
		// "a plan to meet", "an invitation to visit": of him whose plan it is.
		if p := c.child(h, syntax.Poss); p >= 0 {
			return p, passive
		}
		if g := c.governor(h); g >= 0 && g != v {
			s, _ := c.subjectOf(g, depth+1)
			return s, passive
		}
	case syntax.Relcl:
		return h, passive
	case syntax.Pcomp:
		// "after meeting Putin, Trump said": of the verb on which "after" depends.
		if g := c.governor(v); g >= 0 && g != v {
			s, _ := c.subjectOf(g, depth+1)
			return s, passive
		}
	case syntax.Attr, syntax.Oprd:
		s, _ := c.subjectOf(h, depth+1)
		return s, passive
	}
	return -1, passive
}

// antecedent resolves "who", "which" and "that" to the noun that their clause
// modifies.
func (c *clause) antecedent(k, v int) (int, bool) {
	switch strings.ToLower(c.tokens[k].Text) {
	case "who", "whom", "which", "that":
		if tag := c.tokens[k].Tag; tag != "WP" && tag != "WDT" && tag != "IN" && tag != "DT" {
			return -1, false
		}
		for v >= 0 {
			if c.tokens[v].Dep == syntax.Relcl {
				return c.tokens[v].Head, true
			}
			if c.tokens[v].Dep != syntax.Conj && c.tokens[v].Dep != syntax.Ccomp && c.tokens[v].Dep != syntax.Xcomp {
				break
			}
			v = c.tokens[v].Head
		}
		if k > 0 {
			// The noun right before it, over a comma.
			for p := k - 1; p >= 0 && p >= k-3; p-- {
				if c.noun(p) {
					return p, true
				}
			}
		}
	}
	return -1, false
}

// passive reports whether the verb v is in the passive.
func (c *clause) passive(v int) bool {
	if c.child(v, syntax.Auxpass) >= 0 {
		return true
	}
	t := c.tokens[v]
	if c.child(v, syntax.Nsubjpass) >= 0 {
		// "The chiefs had met" is active for all that parsers say.
		return t.Tag != "VBN" || !c.auxiliary(v, func(a syntax.Token) bool { return a.Lemma == "have" })
	}
	return t.Tag == "VBN" && (t.Dep == syntax.Advcl || t.Dep == syntax.Acl) && c.child(v, syntax.Aux, syntax.Nsubj) < 0 // "Asked by reporters, he said"
}

// governor returns the nearest verb above i, -1 if none.
func (c *clause) governor(i int) int {
	for n := 0; n < 20; n++ {
		i = c.tokens[i].Head
		if i < 0 {
			return -1
		}
		if c.verb(i) {
			return i
		}
	}
	return -1
}

// preps returns the objects of the prepositional phrases of i with one of the
// prepositions, in order; those of a preposition that depends on another too
// ("along with", "together with").
func (c *clause) preps(i int, words ...string) []int {
	var out []int
	for _, k := range c.kids[i] {
		t := c.tokens[k]
		if t.Dep != syntax.Prep && t.Dep != syntax.Agent && t.Dep != syntax.Dative && t.Dep != syntax.Advmod && t.Dep != syntax.Prt && t.Dep != syntax.Mark {
			continue
		}
		if slices.Contains(words, strings.ToLower(t.Text)) {
			for _, o := range c.kids[k] {
				if d := c.tokens[o].Dep; d == syntax.Pobj || d == syntax.Pcomp || d == syntax.Dobj {
					out = append(out, o)
				}
			}
		}
		if t.Dep == syntax.Prep || t.Dep == syntax.Advmod {
			out = append(out, c.preps(k, words...)...)
		}
		// "calls to Muttaqi and to Dar"
		for _, j := range c.children(k, syntax.Conj) {
			if slices.Contains(words, strings.ToLower(c.tokens[j].Text)) {
				out = append(out, c.children(j, syntax.Pobj, syntax.Pcomp, syntax.Dobj)...)
			}
		}
	}
	return out
}

// negated reports whether the verb or noun i is denied: "did not meet", "no
// meeting", "without talks".
func (c *clause) negated(i int) bool {
	for _, k := range c.kids[i] {
		t := c.tokens[k]
		low := strings.ToLower(t.Text)
		if t.Dep == syntax.Neg || low == "never" && t.Dep == syntax.Advmod {
			return true
		}
		if t.Dep == syntax.Det && low == "no" || low == "neither" || low == "nor" {
			return true
		}
	}
	if h := c.tokens[i].Head; h >= 0 && c.tokens[i].Dep == syntax.Pobj && c.lemma(h) == "without" {
		return true
	}
	return false
}

// past reports whether the verb i, or the one above the noun i, is in the past
// tense.
func (c *clause) past(i int) bool {
	v := c.verbAt(i)
	return v >= 0 && (c.tokens[v].Tag == "VBD" || c.auxiliary(v, func(t syntax.Token) bool { return t.Tag == "VBD" }))
}

// pluperfect reports whether the verb i, or the one above the noun i, steps back
// in time: "had met".
func (c *clause) pluperfect(i int) bool {
	v := c.verbAt(i)
	return v >= 0 && c.tokens[v].Tag == "VBN" && c.auxiliary(v, func(t syntax.Token) bool {
		return t.Dep == syntax.Aux && t.Tag == "VBD" && t.Lemma == "have"
	})
}

// perfect reports whether the verb i, or the one above the noun i, is in the
// present perfect: "have met".
func (c *clause) perfect(i int) bool {
	v := c.verbAt(i)
	return v >= 0 && c.auxiliary(v, func(t syntax.Token) bool {
		return t.Dep == syntax.Aux && t.Lemma == "have" && (t.Tag == "VBZ" || t.Tag == "VBP")
	})
}

// verbAt returns i if it is a verb, else the nearest verb above it, -1 if none.
func (c *clause) verbAt(i int) int {
	if c.verb(i) {
		return i
	}
	return c.governor(i)
}

// auxiliary reports whether an auxiliary of the verb v is as asked.
func (c *clause) auxiliary(v int, is func(syntax.Token) bool) bool {
	for _, k := range c.kids[v] {
		if t := c.tokens[k]; (t.Dep == syntax.Aux || t.Dep == syntax.Auxpass) && is(t) {
			return true
		}
	}
	return false
}

// within reports whether i lies below top in the tree, or is it.
func (c *clause) within(i, top int) bool {
	for n := 0; i >= 0 && n < 60; n++ {
		if i == top {
			return true
		}
		i = c.tokens[i].Head
	}
	return false
}

// has reports whether one of the words stands among the children of i.
func (c *clause) has(i int, words ...string) bool {
	for _, k := range c.kids[i] {
		if slices.Contains(words, strings.ToLower(c.tokens[k].Text)) {
			return true
		}
	}
	return false
}
