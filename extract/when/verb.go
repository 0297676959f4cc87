package when

import (
	"slices"
	"strings"
)

// speech reports whether a word attributes what stands before it.
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
	kind := c.cues[k]
	past := regular(w)
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
	// The agreed text, a planned visit, a still unspecified day: no verb.
	if kind != cueFuture && (c.determiner(k-1) || c.determiner(k-2) && c.degree(k-1)) {
		return Unknown, false
	}
	if kind == cuePast || kind == cuePerfect || kind == cuePresent {
		for j := k + 1; j < len(c.words) && j <= k+2; j++ {
			if c.cues[j] == cueOff {
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
		case w == "due" && c.before(k, wTo) && !c.auxiliary(k, "is", "are", "was", "were", "be", "been", "had", "s", "re"):
			return Unknown, false // "due to" alone is because of
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
			if o := c.cues[j]; o == cuePast || o == cueBase || o == cueSet || regular(c.words[j]) {
				return Past, true // has met, have come
			}
		}
	case cuePresent:
		switch {
		case w == "s" || w == "re":
			return Unknown, false // more often a possessive than "is"
		case c.before(k, wTo):
			return Future, true // is to
		}
		return Present, true
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

// regular reports whether a word has the form of a regular past tense, which
// needs no row in data/verbs.tsv: met does, landed does not. What ends in -eed is
// rarely one (speed, exceed), nor are the words that the switch names.
func regular(w string) bool {
	if len(w) < 4 || !strings.HasSuffix(w, "ed") {
		return false
	}
	switch w {
	case "agreed", "freed", "guaranteed", "decreed":
		return true
	case "hundred", "united", "sacred", "shed", "embed":
		return false
	}
	return !strings.HasSuffix(w, "eed")
}

// determiner reports whether word k opens a noun phrase.
func (c *clause) determiner(k int) bool {
	return k >= 0 && (c.class(k) == wThe || c.class(k) == wArticle || ownership(c.words[k]))
}

// degree reports whether word k can stand between a determiner and a participle:
// "the newly elected", "a still unspecified".
func (c *clause) degree(k int) bool {
	w := c.words[k]
	return strings.HasSuffix(w, "ly") || w == "still" || w == "long" || w == "once" || w == "now" || w == "so" || w == "most"
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
		if w == "s" || c.class(n) == wOther && w != "," && !adverb(w) && nominal(c.cues[n]) {
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
		case c.cues[j] == cueFuture:
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
		switch kind := c.cues[j]; {
		case kind == cueAhead, kind == cueGoverns, kind == cueFuture, kind == cueSet, kind == cuePresent && j == k-1:
			return Future, true
		case kind == cuePast && j == k-1 && (w == "was" || w == "were"):
			return Future, true
		case kind == cuePast, regular(w):
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
	switch c.cues[k] {
	case cuePast:
		return Past, true
	case cueFuture:
		return Future, true
	case cueSays:
		return Future, true // "Minister to meet envoy Friday, ministry says"
	}
	return Unknown, false
}
