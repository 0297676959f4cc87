package where

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
		} else if r.person[s.from] && s.kind == Town {
			s.accepted = false // "Charles Murphy, Mo."
		}
	}
	r.agree()
}

// judge weighs the i-th span in its sentence.
func (r *reader) judge(i int) {
	s := &r.spans[i]
	g := &r.groups[s.group]
	if g.adjective {
		s.use, s.accepted = Adjective, r.adjective(i, 4)
		return
	}
	if r.impossible(s, g) {
		return
	}
	v := r.weight(g)
	before, ok := r.before(i, v)
	if !ok {
		return
	}
	after, ok := r.after(i, v)
	if !ok {
		return
	}
	s.evidence = v + before + after + r.written(s, g, v)
	if s.container >= 0 {
		s.evidence += 3
	}
	switch r.label(s) {
	case "GPE", "LOC", "FAC":
		s.evidence += 2
	case "ORG":
		s.use = Embedded
	}
	if s.dateline {
		s.evidence += 4
	}
	s.accepted = s.evidence >= enough
}

// strong is the weight from which a name is a place unless much speaks against it.
const strong = 2.5

// impossible tells that a span is no place whatever stands beside it.
func (r *reader) impossible(s *span, g *group) bool {
	w, before := &r.words[s.from], s.from-1
	switch {
	case (r.person[s.from] || r.person[s.to-1]) && !s.dateline:
		return true
	case g.acronym:
		// "900 B.C."
		return before >= 0 && r.words[before].shape == number && g.candidates[0].kind == Division
	case r.directions(s):
		return true // "the Calgary-North West member"
	case w.gap == hyphen && r.kind(before)&particleWord != 0:
		return true // "Ahmad al-Sabah"; where the article belongs to a place's name, the span holds it
	case s.to-s.from > 1 || s.dateline:
		return false
	}
	k := r.kind(s.from)
	return k&(calendarWord|neverWord) != 0 || k&titleWord != 0 && w.shape == capital
}

// before weighs what stands before the i-th span, whose name has weight v; ok is
// false when that leaves no place.
func (r *reader) before(i int, v float64) (plus float64, ok bool) {
	s := &r.spans[i]
	g := &r.groups[s.group]
	w, before := &r.words[s.from], s.from-1
	if before < 0 {
		return 0, true
	}
	k := r.kind(before)
	directly := w.gap == space || w.gap == line || w.gap == quote
	switch {
	case k&insideWord != 0 && directly:
		plus = 2
	case k&nearWord != 0 && directly:
		plus = 1.5
	case directly && r.the(s.from) && r.kind(before-1)&nearWord != 0 && g.candidates[0].kind != Town:
		plus = 1 // "to the Lodge", but towns have no article: "in the Obama years"
	case k&weakWord != 0 && directly:
		plus = 0.3
		if r.text(before) == "of" && r.kind(before-1)&settlementWord != 0 {
			plus += 2.5
		}
	case k&directionWord != 0 && directly:
		plus = 1
	case k&relativeWord != 0:
		if g.marks&markGiven != 0 {
			return 0, false // "his son Milan"
		}
		plus = -1
	}
	b := &r.words[before]
	if before > 0 && r.text(before) == "of" && r.kind(before-1)&bodyWord != 0 && r.words[before-1].shape == capital {
		s.use = Embedded // "University of Missouri"
	}
	if w.gap == space && b.shape == capital && !b.gap.begins() && k&neverWord != 0 && k&(nearWord|weakWord|directionWord) == 0 && !b.possessive {
		s.use = Embedded // "Real Madrid"
	}
	if w.gap == space && !b.possessive && b.shape != lower && b.shape != number &&
		k&(nearWord|weakWord|directionWord|settlementWord|neverWord) == 0 && !(r.covered(i-1, before) && r.spans[i-1].accepted) {
		// The last part of a longer name: "Environment Canada", "Amy Lowell".
		switch {
		case r.elsewhere(g) || g.marks&markGiven != 0 && v+plus < 3:
			return 0, false // "Virgin Atlantic", "Crown Victoria"
		case v >= strong:
			s.use = Embedded
		default:
			plus -= 2
		}
	}
	return plus, true
}

// after weighs what stands after the i-th span; see before.
func (r *reader) after(i int, v float64) (plus float64, ok bool) {
	s := &r.spans[i]
	g := &r.groups[s.group]
	after := s.to
	if after >= len(r.words) {
		return 0, true
	}
	next, kb, ka := &r.words[after], r.kind(s.from-1), r.kind(after)
	if next.gap == hyphen && next.shape == lower && ka&compoundWord != 0 {
		return 1, true // "Paris-based"
	}
	if next.gap != space && next.gap != line || r.words[s.to-1].possessive {
		return 0, true
	}
	switch {
	case next.shape == lower:
		if g.dual && ka&functionWord == 0 {
			s.use = Adjective // "Saudi oil"
		}
		if ka&sayWord != 0 && v < strong {
			plus -= 1.5
		}
		if ka&settlementWord != 0 {
			plus++
		}
	case next.shape == number, r.covered(i+1, after) && r.likely(i+1):
	case r.brand(after):
		return 0, false
	case r.body(after):
		s.use = Embedded
		switch {
		case g.marks&(markGiven|markSurname|markWord) == 0:
			plus = 0.8
		case !r.household(g):
			plus = -1.5 // "Kennedy Space Center"
		}
	case ka&headingWord != 0:
		plus = 0.5
	case kb&sayWord != 0 && !r.household(g) && ka&(titleWord|officeWord) == 0:
		return 0, false // "said Shiraz Maher"
	case kb&nearWord != 0 || next.gap == line || ka&(calendarWord|titleWord|officeWord) != 0:
	case g.marks&(markGiven|markSurname) != 0 && v < strong:
		return 0, false
	case v >= strong:
		plus = -0.3
	default:
		plus = -1
	}
	return plus, true
}

// written weighs how the name is written, and whether the article has a person of
// that name.
func (r *reader) written(s *span, g *group, v float64) (plus float64) {
	if s.to-s.from > 1 {
		return 0
	}
	w := &r.words[s.from]
	if w.gap.begins() && g.marks&markWord != 0 && v < strong {
		plus -= 1.5 // any word has a capital letter there
	}
	if w.shape == upper && !w.dotted && v < strong && !s.dateline && s.container < 0 && r.label(s) != "GPE" {
		plus -= 2 // an acronym more likely than a shouted town
	}
	if r.namesakes[g.key] && s.container < 0 && (v < strong || r.kind(s.from-1)&(nearWord|directionWord) == 0) {
		plus -= 3
	}
	return plus
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
