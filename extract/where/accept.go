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
		}
	}
	r.agree()
}

// weight says how much a name is a place's by itself.
func (r *reader) weight(g *group) float64 {
	best := 0.0
	for i := range g.candidates {
		c := &g.candidates[i]
		v := 0.5
		switch {
		case c.context:
			v = 0.6
		case c.kind == Town && c.ref >= 0:
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
		case c.kind == County || c.kind == Division && c.ref < 0:
			v = 1.2
		default:
			v = 3
		}
		if c.alt {
			v -= 1
		}
		best = max(best, v)
	}
	several := false
	for i := range len(g.key) {
		several = several || g.key[i] == ' '
	}
	if several {
		return best + 1
	}
	if best < 3 {
		if g.marks&markWord != 0 {
			best -= 1.5
		}
		if g.marks&(markGiven|markSurname) != 0 {
			best--
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
	if s.to-s.from == 1 && !s.dateline && !g.acronym {
		k := r.kind(s.from)
		if k&(calendarWord|neverWord) != 0 || k&titleWord != 0 && w.shape == capital {
			return
		}
	}
	v := r.weight(g)
	strong := v >= 2.5

	// What comes before.
	directly := w.gap == space || w.gap == line || w.gap == quote
	switch {
	case before < 0:
	case kb&nearWord != 0 && directly:
		v += 1.5
	case kb&weakWord != 0 && directly:
		v += 0.3
		if before > 0 && r.text(before) == "of" && r.kind(before-1)&settlementWord != 0 {
			v += 2.5
		}
	case kb&directionWord != 0 && directly:
		v++
	case kb&relativeWord != 0:
		v--
	}
	if before >= 0 && w.gap == space && !r.words[before].possessive && r.words[before].shape != lower && r.words[before].shape != number &&
		kb&(nearWord|weakWord|directionWord|settlementWord|neverWord) == 0 && !r.covered(i-1, before) {
		// The last part of a longer name: "Environment Canada", "Amy Lowell".
		if strong {
			s.use = Embedded
		} else {
			v -= 2
		}
	}
	// What comes after.
	if follows && nextCapital && !r.covered(i+1, after) {
		switch {
		case r.brand(after):
			return
		case r.body(after):
			s.use = Embedded
			v += 0.3
		case ka&headingWord != 0:
			v += 0.5
		case kb&nearWord != 0 || r.words[after].gap == line || ka&(calendarWord|titleWord|officeWord) != 0:
		case g.marks&(markGiven|markSurname) != 0 && !strong:
			return
		case strong:
			v -= 0.3
		default:
			v--
		}
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
	for _, n := range r.doc.Names {
		if n.Start < int(last.end) && n.End > int(w.start) {
			switch n.Label {
			case "GPE", "LOC", "FAC":
				v += 2
			case "ORG":
				s.use = Embedded
			}
		}
	}
	if s.dateline {
		v += 4
	}
	s.evidence = v
	s.accepted = v >= enough
}

// covered tells whether word w belongs to the i-th span.
func (r *reader) covered(i, w int) bool {
	return i >= 0 && i < len(r.spans) && r.spans[i].from <= w && w < r.spans[i].to
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
	if next.gap != space && next.gap != hyphen && next.gap != line && next.gap != quote {
		return false
	}
	if next.shape == lower {
		return r.kind(after)&functionWord == 0
	}
	return next.shape != number && !r.brand(after)
}

// agree carries a verdict over the article: a name that is surely a place once is
// so again where its sentence leaves it open.
func (r *reader) agree() {
	sure := make([]bool, len(r.groups))
	for i := range r.spans {
		if s := &r.spans[i]; s.group != noPlace && s.accepted && (s.evidence >= 2.5 || s.container >= 0) {
			sure[s.group] = true
		}
	}
	for i := range r.spans {
		s := &r.spans[i]
		if s.group == noPlace || s.accepted || s.evidence == 0 {
			continue
		}
		if sure[s.group] {
			s.evidence++
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
		return g == comma || g == slash
	}
	return b.from == a.to+1 && r.kind(a.to)&weakWord != 0 && r.text(a.to) == "and"
}
