package when

import (
	"fmt"
	"slices"
	"strings"
)

// cueKind says what a word tells of the direction of its clause.
type cueKind uint8

const (
	noCue      cueKind = iota
	cuePast            // met, was
	cueFuture          // will
	cueAhead           // due, scheduled
	cueOff             // postponed: what is put off lay ahead
	cueGoverns         // agreed: the infinitive after it lies ahead
	cuePresent         // is
	cueSays            // says
	cueBase            // meet: ahead as "to meet"
	cuePlans           // begins: a plan told in the present
	cueSet             // set: a past tense, or ahead as in "is set for"
	cueOnward          // forward to, ahead of
	cuePerfect         // has, have
)

var cueNames = [...]string{"", "past", "future", "ahead", "off", "governs", "present", "says", "base", "plans", "set", "onward", "perfect"}

// cue is a row of data/verbs.tsv.
type cue struct{ kind cueKind }

func (c cue) isZero() bool { return c.kind == noCue }

func (t *tables) addVerb(c []string) error {
	k := slices.Index(cueNames[:], c[1])
	if k < 1 {
		return fmt.Errorf("no cue %q", c[1])
	}
	if !t.verbs[c[0]].isZero() {
		return fmt.Errorf("%q is there twice", c[0])
	}
	t.verbs[c[0]] = cue{cueKind(k)}
	return nil
}

// clause is the words of a sentence, in lower case, with what parts them.
type clause struct {
	know  *tables
	words []string
	at    int // the first word of the expression
}

// view is how many bytes to either side of an expression its verb is looked for.
const view = 400

// Tense reads from the words alone which way the verb around byte at looks, in
// the sentence text[start:end]: the nearest verb before it in its clause, or
// after it where the expression opens the clause. It is for callers without a
// parse of the sentence; a parser that knows the governing verb does better.
func Tense(text string, start, end, at int) Direction {
	c := clause{know: vocabulary()}
	c.split(text, max(start, at-view), min(end, at+view), at)
	if c.opens() {
		if d := c.right(); d != Unknown {
			return d
		}
		return c.left()
	}
	if d := c.left(); d != Unknown {
		return d
	}
	return c.right()
}

// split cuts the sentence into words and marks.
func (c *clause) split(text string, start, end, at int) {
	c.words = make([]string, 0, 48)
	c.at = -1
	for i := start; i < end; {
		j := i
		for j < end && letterOf(text, j) {
			j++
		}
		if j == i {
			if m := text[i]; m == ',' || m == ';' || m == ':' || m == '"' || m == '(' || m == ')' {
				c.words = append(c.words, text[i:i+1])
			} else if n := mark(text[i:end]); n > 0 && text[i:i+n] != "’" {
				c.words = append(c.words, "\"")
				i += n - 1
			}
			i++
			continue
		}
		if c.at < 0 && j > at {
			c.at = len(c.words)
		}
		w := text[i:j]
		if w != "May" { // the month is no modal
			w = strings.ToLower(w)
		}
		c.words = append(c.words, w)
		i = j
	}
	if c.at < 0 {
		c.at = len(c.words)
	}
}

func letterOf(text string, i int) bool {
	b := text[i]
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b >= 0x80 && mark(text[i:]) == 0 && blank(text[i:]) == 0 && !(b < 0xc0)
}

// head is the word before the phrase of the expression: before its preposition
// and its article.
func (c *clause) head() int {
	k := c.at - 1
	for ; k >= 0; k-- {
		switch c.class(k) {
		case wOn, wIn, wAt, wBy, wThe, wEarly, wEarlier, wLater, wSince, wUntil, wBefore, wAfter, wFrom, wFor, wDuring, wTo, wOf, wApprox:
		default:
			if c.words[k] != "also" {
				return k
			}
		}
	}
	return k
}

// opens reports whether the expression stands at the head of its clause, with
// at most a preposition before it, so that its verb follows.
func (c *clause) opens() bool {
	k := c.head()
	return k < 0 || c.stops(k) || c.words[k] == "," || c.class(k) == wAnd || c.words[k] == "but"
}

func (c *clause) class(k int) class { return c.know.words[c.words[k]].class }

// stops reports whether the clause of the expression cannot reach past word k.
func (c *clause) stops(k int) bool {
	switch c.words[k] {
	case ";", ":", "\"", "but", "after", "before", "if", "as":
		return true
	}
	return c.class(k) == wRelative || c.class(k) == wThat
}

// left looks for the nearest verb before the expression. A clause that has none
// to show still looks ahead to "the next round".
func (c *clause) left() Direction {
	d := Unknown
	for k := c.head(); k >= 0; k-- {
		if d, ok := c.verb(k); ok {
			return d
		}
		if open := c.quoted(k); open >= 0 {
			k = open
			continue
		}
		if c.stops(k) {
			break
		}
		if c.words[k] == "next" || c.words[k] == "upcoming" || c.words[k] == "forthcoming" {
			d = Future
		}
	}
	return d
}

// quoted gives the opening mark of a few quoted words ("open skies") whose
// closing mark is word k, or -1: they part no clauses.
func (c *clause) quoted(k int) int {
	if c.words[k] == "\"" {
		for j := k - 1; j >= 0 && j > k-6; j-- {
			if c.words[j] == "\"" {
				return j
			}
		}
	}
	return -1
}

// right looks for the first verb after the expression that is no infinitive; for
// an infinitive where there is nothing else.
func (c *clause) right() Direction {
	head := c.opens()
	infinitive := Unknown
	for k := c.at + 1; k < len(c.words); k++ {
		if w := c.words[k]; w == ";" || w == ":" {
			break
		}
		if d, ok := c.verb(k); ok {
			if !head && speech(c.words[k]) {
				break // "..., the minister said" is not its verb
			}
			if kind := c.know.verbs[c.words[k]].kind; kind != cueBase || c.class(k-1) != wTo {
				return d
			}
			infinitive = d
		}
	}
	return infinitive
}

func speech(w string) bool {
	switch w {
	case "said", "says", "told", "added", "reported", "announced":
		return true
	}
	return false
}

// verb reads the direction of the verb at word k, if it is one.
func (c *clause) verb(k int) (Direction, bool) {
	w := c.words[k]
	kind := c.know.verbs[w].kind
	past := len(w) > 4 && strings.HasSuffix(w, "ed")
	if w == "won" && k+1 < len(c.words) && c.words[k+1] == "t" {
		kind = cueFuture
	}
	if kind == noCue {
		switch {
		case past:
			kind = cuePast
		case len(w) > 5 && strings.HasSuffix(w, "ing"):
			return c.continuous(k)
		default:
			return Unknown, false
		}
	}
	// The agreed text, a planned visit: no verb. "The" stands before no verb.
	if k > 0 && kind != cueFuture && (c.class(k-1) == wThe || c.class(k-1) == wArticle || ownership(c.words[k-1])) {
		return Unknown, false
	}
	if kind == cuePast || kind == cuePerfect || kind == cuePresent {
		for j := k + 1; j < len(c.words) && j <= k+2; j++ {
			if c.know.verbs[c.words[j]].kind == cueOff {
				return c.off(j), true // was postponed
			}
		}
	}
	switch kind {
	case cueFuture:
		return Future, true
	case cuePlans:
		return Present, true
	case cueAhead:
		switch {
		case c.auxiliary(k, "had"):
			return Past, true
		case past && c.at > k && c.class(c.at-1) == wFor && !c.auxiliary(k, "is", "are", "was", "were", "be", "has", "have"):
			return Unknown, true // "a rally planned for Saturday": before or after it?
		}
		return Future, true
	case cueSet:
		if c.auxiliary(k, "had") || !c.auxiliary(k, "is", "are", "was", "were", "be", "been", "has", "have") && !c.before(k, wFor, wTo) {
			return Past, true
		}
		return Future, true
	case cueOnward:
		if c.before(k, wTo, wOf) {
			return Future, true
		}
	case cueOff:
		return c.off(k), true
	case cuePerfect:
		for j := k + 1; j < len(c.words) && j < k+4; j++ {
			if o := c.know.verbs[c.words[j]].kind; o == cuePast || o == cueBase || o == cueSet || strings.HasSuffix(c.words[j], "ed") {
				return Past, true // has met, have come
			}
		}
	case cuePresent:
		if c.before(k, wTo) && w != "s" && w != "re" {
			return Future, true // is to
		}
	case cueBase:
		if k > 0 && c.class(k-1) == wTo {
			return c.infinitive(k - 1)
		}
	case cuePast, cueGoverns:
		if k > 1 && (c.words[k-1] == "be" || c.words[k-2] == "be") {
			return c.passive(k)
		}
		if kind == cuePast || past {
			return Past, true
		}
	}
	return Unknown, false
}

// before reports whether the word after word k has one of the classes.
func (c *clause) before(k int, cs ...class) bool {
	return k+1 < len(c.words) && slices.Contains(cs, c.class(k+1))
}

// off reads what is called off. "Friday's meeting was postponed" looks ahead to
// the Friday, and so does "postponed to Friday"; "on Friday they postponed the
// meeting" does not.
func (c *clause) off(k int) Direction {
	if k < c.at && c.class(c.at-1) == wTo {
		return Future
	}
	if n := c.at + 1; n < k {
		w := c.words[n]
		if w == "s" || c.class(n) == wOther && w != "," && !adverb(w) && nominal(c.know.verbs[w].kind) {
			return Future
		}
	}
	return Past
}

// nominal reports whether a word of the kind may as well be a noun: call, visit.
func nominal(k cueKind) bool { return k == noCue || k == cueBase || k == cueGoverns }

// passive reads "to be held", "will be named", "would be redeemed" at its
// participle.
func (c *clause) passive(k int) (Direction, bool) {
	for j := k - 2; j >= 0 && j >= k-5; j-- {
		switch {
		case c.know.verbs[c.words[j]].kind == cueFuture:
			return Future, true
		case c.class(j) == wTo && j+1 < k && c.words[j+1] == "be":
			return c.infinitive(j)
		}
	}
	return Unknown, true // can be, must be
}

// auxiliary reports whether one of the auxiliaries stands shortly before word k.
func (c *clause) auxiliary(k int, aux ...string) bool {
	for j := k - 1; j >= 0 && j >= k-3; j-- {
		if slices.Contains(aux, c.words[j]) {
			return true
		}
	}
	return false
}

// continuous reads "were meeting", "is meeting"; a participle alone says
// nothing.
func (c *clause) continuous(k int) (Direction, bool) {
	switch {
	case c.auxiliary(k, "will", "would", "ll"):
		return Future, true
	case c.auxiliary(k, "was", "were", "been"):
		return Past, true
	case c.auxiliary(k, "is", "are", "am", "re", "be"):
		return Present, true
	}
	return Unknown, false
}

// infinitive reads the direction of "to meet", whose "to" is word k, from the
// word that governs it. A headline has none: "Minister to meet envoy Friday".
func (c *clause) infinitive(k int) (Direction, bool) {
	for j := k - 1; j >= 0 && !c.stops(j); j-- {
		w := c.words[j]
		switch kind := c.know.verbs[w].kind; {
		case kind == cueAhead, kind == cueGoverns, kind == cueFuture, kind == cueSet, kind == cuePresent && j == k-1:
			return Future, true
		case kind == cuePast && j == k-1 && (w == "was" || w == "were"):
			return Future, true
		case kind == cuePast, len(w) > 4 && strings.HasSuffix(w, "ed") && c.class(j) == wOther:
			return Past, true
		}
	}
	for j := c.at + 1; j < len(c.words); j++ {
		if d, ok := c.finite(j); ok {
			return d, true
		}
	}
	return Future, true
}

// finite reads the direction of a verb that an infinitive may depend on.
func (c *clause) finite(k int) (Direction, bool) {
	switch c.know.verbs[c.words[k]].kind {
	case cuePast:
		return Past, true
	case cueFuture:
		return Future, true
	case cueSays:
		return Future, true // "Minister to meet envoy Friday, ministry says"
	}
	return Unknown, false
}
