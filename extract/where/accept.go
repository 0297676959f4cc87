package where

import (
	"sort"
	"strings"
)

// enough is the weight from which a name is taken for a place.
const enough = 1.5

// accept decides which names are places here, and how they are used. Each name
// has a weight of its own (a capital has much, a village of the name of Price
// little); its neighbours in the text add to it or take away.
func (r *reader) accept() {
	r.patterns()
	for i := range r.spans {
		r.contain(i)
	}
	for i := range r.spans {
		if s := &r.spans[i]; s.group != noPlace {
			r.judge(i)
		}
	}
	r.agree()
}

// onlyContext is the weight of names that a table marks as needing evidence,
// since they are words or common names too: too little alone, enough after "in".
const onlyContext = 0.6

// weight says how much a name is a place's by itself.
func (r *reader) weight(g *group) float64 {
	best := 0.0
	for i := range g.candidates {
		c := &g.candidates[i]
		v := 0.5
		switch {
		case c.context:
			v = onlyContext
		case c.kind == Town && c.ref >= 0 && !c.wide:
			v = 2.2
		case c.kind == Town && c.pop >= 1000000:
			v = 3
		case c.kind == Town && c.pop >= 300000:
			v = 2.6
		case c.kind == Town && c.pop >= 100000:
			v = 2.2
		case c.kind == Town && c.pop >= 15000:
			v = 1.4
		case c.kind == Town && c.pop >= 5000:
			v = 1
		case c.kind == Town:
		case c.kind == County || c.kind == Division && c.wide:
			v = 1.2
		default:
			v = 3
		}
		if c.alt {
			v -= 1
		}
		best = max(best, v)
	}
	if strings.Contains(g.key, " ") {
		return best + 1
	}
	if best < 3 && best != onlyContext {
		if g.marks&markWord != 0 {
			best -= 1.5
		}
		if g.marks&(markGiven|markSurname) != 0 {
			best -= 1.2
		} else if g.marks&markRare != 0 {
			best -= 0.6
		}
	}
	return best
}

// judge weighs the i-th span in its sentence.
func (r *reader) judge(i int) {
	s := &r.spans[i]
	g := &r.groups[s.group]
	before, after := s.from-1, s.to
	kb, ka := r.kind(before), r.kind(after)
	w := &r.words[s.from]
	last := &r.words[s.to-1]
	nextCapital := after < len(r.words) && r.words[after].shape != lower && r.words[after].shape != number
	follows := after < len(r.words) && (r.words[after].gap == space || r.words[after].gap == line) && !last.possessive

	if g.adjective {
		s.use, s.accepted = Adjective, r.adjective(i)
		return
	}
	if r.person[s.from] || r.person[s.to-1] {
		if !s.dateline {
			return
		}
	}
	if r.directions(s) && !g.acronym {
		return // "the Calgary-North West member"
	}
	if s.to-s.from == 1 && !s.dateline && !g.acronym {
		k := r.kind(s.from)
		if k&(calendarWord|neverWord) != 0 || k&titleWord != 0 && w.shape == capital {
			return
		}
	}
	if g.acronym && before >= 0 && r.words[before].shape == number && g.candidates[0].kind == Division {
		return // "900 B.C."
	}
	v := r.weight(g)
	strong := v >= 2.5
	if w.gap == hyphen && before >= 0 && kb&particleWord != 0 {
		return // "Ahmad al-Sabah"; where the article belongs to a place's name, the span holds it
	}

	// What comes before.
	directly := w.gap == space || w.gap == line || w.gap == quote
	switch {
	case before < 0:
	case kb&nearWord != 0 && directly:
		v += 1.5
	case directly && before > 0 && r.text(before) == "the" && r.kind(before-1)&nearWord != 0 && g.candidates[0].kind != Town:
		v++ // "to the Lodge", but towns have no article: "in the Obama years"
	case kb&weakWord != 0 && directly:
		v += 0.3
		if before > 0 && r.text(before) == "of" && r.kind(before-1)&settlementWord != 0 {
			v += 2.5
		}
	case kb&directionWord != 0 && directly:
		v++
	case kb&relativeWord != 0:
		if g.marks&markGiven != 0 {
			return // "his son Milan"
		}
		v--
	}
	if before >= 0 && w.gap == space && !r.words[before].possessive && r.words[before].shape != lower && r.words[before].shape != number &&
		kb&(nearWord|weakWord|directionWord|settlementWord|neverWord) == 0 && !(r.covered(i-1, before) && r.spans[i-1].accepted) {
		// The last part of a longer name: "Environment Canada", "Amy Lowell".
		switch {
		case r.elsewhere(g) || g.marks&markGiven != 0 && v < 3:
			return // "Virgin Atlantic", "Crown Victoria"
		case strong:
			s.use = Embedded
		default:
			v -= 2
		}
	}
	// What comes after.
	if follows && nextCapital && !(r.covered(i+1, after) && r.likely(i+1)) {
		switch {
		case r.brand(after):
			return
		case r.body(after):
			s.use = Embedded
			switch {
			case g.marks&(markGiven|markSurname|markWord) == 0:
				v += 0.8
			case r.household(g):
			default:
				v -= 1.5 // "Kennedy Space Center"
			}
		case ka&headingWord != 0:
			v += 0.5
		case kb&sayWord != 0 && !r.household(g) && ka&(titleWord|officeWord) == 0:
			return // "said Shiraz Maher"
		case kb&nearWord != 0 || r.words[after].gap == line || ka&(calendarWord|titleWord|officeWord) != 0:
		case g.marks&(markGiven|markSurname) != 0 && !strong:
			return
		case strong:
			v -= 0.3
		default:
			v--
		}
	}
	if g.dual && follows && ka&functionWord == 0 && after < len(r.words) && r.words[after].shape == lower {
		s.use = Adjective // "Saudi oil"
	}
	if follows && r.words[after].shape == lower {
		if ka&sayWord != 0 && !strong {
			v -= 1.5
		}
		if ka&settlementWord != 0 {
			v++
		}
	}
	if after < len(r.words) && r.words[after].gap == hyphen && r.words[after].shape == lower {
		if ka&compoundWord != 0 {
			v++
		}
	}
	if s.container >= 0 {
		v += 3
	}
	if s.from > 1 && r.text(before) == "of" && r.kind(before-1)&bodyWord != 0 && r.words[before-1].shape == capital {
		s.use = Embedded // "University of Missouri"
	}
	// How it is written.
	if w.gap.begins() && s.to-s.from == 1 && g.marks&markWord != 0 && !strong {
		v -= 1.5
	}
	if s.to-s.from == 1 && w.shape == upper && !w.dotted && !strong && !s.dateline && s.container < 0 {
		v -= 2 // an acronym more likely than a shouted town
	}
	if s.to-s.from == 1 && r.surnames[g.key] && s.container < 0 {
		if !strong || kb&(nearWord|directionWord) == 0 {
			v -= 3
		}
	}
	switch r.label(s) {
	case "GPE", "LOC", "FAC":
		v += 2
	case "ORG":
		s.use = Embedded
	}
	if s.dateline {
		v += 4
	}
	s.evidence = v
	s.accepted = v >= enough
}

// household tells that a name is a state's or a division's, which goes before
// everything else of that name.
func (r *reader) household(g *group) bool {
	for i := range g.candidates {
		if c := &g.candidates[i]; (c.kind == Country || c.kind == Division) && !c.wide {
			return true
		}
	}
	return false
}

// elsewhere tells that a name is that of a sea or the like, which lends its name
// to companies and clubs but is never the end of a body's name.
func (r *reader) elsewhere(g *group) bool {
	switch g.candidates[0].kind {
	case Water, Mountain, Island:
		return true
	}
	return false
}

// directions tells that a span is nothing but directions.
func (r *reader) directions(s *span) bool {
	for i := s.from; i < s.to; i++ {
		if r.kind(i)&directionWord == 0 {
			return false
		}
	}
	return true
}

// label returns what a names tagger calls the stretch that a span lies in.
func (r *reader) label(s *span) string {
	start, end := int(r.words[s.from].start), int(r.words[s.to-1].end)
	i := sort.Search(len(r.names), func(i int) bool { return r.names[i].End > start })
	if i < len(r.names) && r.names[i].Start < end {
		return r.names[i].Label
	}
	return ""
}

// covered tells whether word w belongs to the i-th span.
func (r *reader) covered(i, w int) bool {
	return i >= 0 && i < len(r.spans) && r.spans[i].from <= w && w < r.spans[i].to
}

// likely tells whether the i-th span, which need not be judged yet, is more
// likely a place than not by itself.
func (r *reader) likely(i int) bool {
	s := &r.spans[i]
	return s.group == noPlace || r.groups[s.group].adjective || r.weight(&r.groups[s.group]) >= 1.4
}

// brand tells whether the capital words from i on end in a word of brands,
// newspapers and treaties: "(New York) Times", "(Paris) Climate Agreement". A word
// that makes a body of them wins: "(US) Air Force".
func (r *reader) brand(i int) bool {
	found := false
	for j := i; j < r.run(i, 3); j++ {
		k := r.kind(j)
		if k&bodyWord != 0 {
			return false
		}
		found = found || k&brandWord != 0
	}
	return found
}

// body tells whether the capital words from i on have one that makes a body of
// them: "(Enfield) Council", "(Los Angeles County) Fire Department".
func (r *reader) body(i int) bool {
	for j := i; j < r.run(i, 4); j++ {
		if r.kind(j)&bodyWord != 0 {
			return true
		}
	}
	return false
}

// adjective tells whether an adjective of a country is used as one: "Russian
// gas", "German-Iraqi", but not "speaks French" or "the French".
func (r *reader) adjective(i int) bool {
	s := &r.spans[i]
	before, after := s.from-1, s.to
	if r.person[s.from] || before >= 0 && r.kind(before)&languageWord != 0 || after >= len(r.words) || r.words[s.to-1].possessive {
		return false
	}
	next := &r.words[after]
	if i+1 < len(r.spans) && r.spans[i+1].from == after+1 && r.text(after) == "and" && r.spans[i+1].group != noPlace && r.groups[r.spans[i+1].group].adjective {
		return r.adjective(i + 1) // "South Korean and Japanese officials"
	}
	if next.gap != space && next.gap != hyphen && next.gap != line && next.gap != quote {
		return false
	}
	if next.shape == lower {
		return r.kind(after)&functionWord == 0
	}
	return next.shape != number && !r.brand(after)
}

// agree carries a verdict over the article: a name that its neighbours once show
// to be a place is so again where its sentence leaves it open.
func (r *reader) agree() {
	sure := make([]bool, len(r.groups))
	for i := range r.spans {
		if s := &r.spans[i]; s.group != noPlace && s.accepted && s.use != Adjective {
			g := &r.groups[s.group]
			sure[s.group] = sure[s.group] || s.container >= 0 || s.dateline || s.evidence > r.weight(g)+0.9
		}
	}
	for i := range r.spans {
		s := &r.spans[i]
		if s.group == noPlace || s.accepted || s.evidence == 0 {
			continue
		}
		if sure[s.group] {
			s.evidence += 1.5
		}
		if i > 0 && r.listed(i-1, i) && r.spans[i-1].accepted || i+1 < len(r.spans) && r.listed(i, i+1) && r.spans[i+1].accepted {
			s.evidence += 0.8
		}
		s.accepted = s.evidence >= enough
	}
}

// listed tells whether two spans stand in one list: "Michigan and Pennsylvania".
func (r *reader) listed(i, j int) bool {
	a, b := &r.spans[i], &r.spans[j]
	if a.use == Adjective || b.use == Adjective {
		return false
	}
	if b.from == a.to {
		g := r.words[b.from].gap
		return g == comma || g == slash || g == hyphen
	}
	return b.from == a.to+1 && r.kind(a.to)&weakWord != 0 && r.text(a.to) == "and"
}
