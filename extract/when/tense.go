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
	words []string
	// classes and cues are what the tables say of each word.
	classes []class
	cues    []cueKind
	at      int // the first word of the expression
}

// view is how many bytes to either side of an expression its verb is looked for.
const view = 300

// Tense reads from the words alone which way the verb around byte at looks, in
// the sentence text[start:end]: the nearest verb before it in its clause, or
// after it where the expression opens the clause. It is for callers without a
// parse of the sentence; a parser that knows the governing verb does better.
func Tense(text string, start, end, at int) Direction {
	var c clause
	c.split(vocabulary(), text, max(start, at-view), min(end, at+view), at)
	d := Unknown
	if c.opens() {
		d = c.right()
	}
	if d == Unknown {
		d = c.left(false)
	}
	if d == Unknown {
		d = c.right()
	}
	if d == Unknown {
		d = c.left(true)
	}
	return d
}

// split cuts the sentence into words and marks.
func (c *clause) split(know *tables, text string, start, end, at int) {
	c.words = make([]string, 0, 64)
	c.classes = make([]class, 0, 64)
	c.cues = make([]cueKind, 0, 64)
	add := func(w string) {
		c.words = append(c.words, w)
		c.classes = append(c.classes, know.words[w].class)
		c.cues = append(c.cues, know.verbs[w].kind)
	}
	c.at = -1
	for i := start; i < end; {
		j := i
		for j < end && letterOf(text, j) {
			j++
		}
		if j == i {
			if m := text[i]; m == ',' || m == ';' || m == ':' || m == '"' || m == '(' || m == ')' {
				add(text[i : i+1])
			} else if n := mark(text[i:end]); n > 0 && text[i:i+n] != "’" {
				add("\"")
			}
			i += max(1, mark(text[i:end]), blank(text[i:end]))
			continue
		}
		if c.at < 0 && j > at {
			c.at = len(c.words)
		}
		w := text[i:j]
		if w != "May" { // the month is no modal
			w = strings.ToLower(w)
		}
		add(w)
		i = j
	}
	if c.at < 0 {
		c.at = len(c.words)
	}
}

// letterOf reports whether byte i belongs to a word or a number.
func letterOf(text string, i int) bool {
	b := text[i]
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b >= 0x80 && mark(text[i:]) == 0 && blank(text[i:]) == 0
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

func (c *clause) class(k int) class { return c.classes[k] }

// stops reports whether the clause of the expression cannot reach past word k.
func (c *clause) stops(k int) bool {
	switch c.words[k] {
	case ";", ":", "\"", "but", "after", "before", "if":
		return true
	}
	return c.class(k) == wRelative || c.class(k) == wThat
}

// left looks for the nearest verb before the expression, with far also beyond
// its clause. A clause without a verb, or with one in the present, still looks
// ahead to "the next round".
func (c *clause) left(far bool) Direction {
	d := Unknown
	for k := c.head(); k >= 0; k-- {
		if v, ok := c.verb(k); ok && d == Unknown {
			if v != Present {
				return v
			}
			d = v
		}
		if open := c.quoted(k); open >= 0 {
			k = open
			continue
		}
		if c.stops(k) && !far {
			break
		}
		if w := c.words[k]; w == "next" && !c.before(k, wTo) || w == "upcoming" || w == "forthcoming" {
			return Future
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
			if kind := c.cues[k]; kind != cueBase || c.class(k-1) != wTo {
				return d
			}
			infinitive = d
		}
	}
	return infinitive
}
