package where

import "sort"

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
// gas", "German-Iraqi", but not "speaks French" or "the French". A list of them is
// followed to its noun, over at most more members.
func (r *reader) adjective(i, more int) bool {
	s := &r.spans[i]
	before, after := s.from-1, s.to
	if r.person[s.from] || before >= 0 && r.kind(before)&languageWord != 0 || after >= len(r.words) || r.words[s.to-1].possessive {
		return false
	}
	next := &r.words[after]
	if i+1 < len(r.spans) && r.spans[i+1].from == after+1 && r.text(after) == "and" && r.spans[i+1].group != noPlace && r.groups[r.spans[i+1].group].adjective {
		return more > 0 && r.adjective(i+1, more-1) // "South Korean and Japanese officials"
	}
	if next.gap != space && next.gap != hyphen && next.gap != line && next.gap != quote {
		return false
	}
	if next.shape == lower {
		return r.kind(after)&functionWord == 0
	}
	return next.shape != number && !r.brand(after)
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
