package where

import (
	"slices"
	"strings"
)

// patterns adds the places that no gazetteer has and that the text itself calls
// places: "Powerline Road", "the village of Xinmo", "Maoxian county", "Lake
// Elsinore", "Arkhyz, Russia". They have a name and, when the text tells, a
// country, but no point on the map.
func (r *reader) patterns() {
	for i := range r.words {
		switch r.words[i].shape {
		case lower:
			r.settlement(i)
		case capital, upper:
			k := r.kind(i)
			if k&(streetWord|siteWord) != 0 {
				r.headed(i, k)
			}
			if k&leadWord != 0 {
				r.led(i)
			}
		}
	}
	for i, n := 0, len(r.spans); i < n; i++ { // located adds to the spans
		if s := r.spans[i]; s.from != s.to {
			r.located(s)
		}
	}
	r.again()
	slices.SortStableFunc(r.spans, func(a, b span) int { return a.from - b.from })
	r.spans = slices.DeleteFunc(r.spans, func(s span) bool { return s.from == s.to })
	r.index()
}

// headed reads "Powerline Road", "Bob Wills Museum": capital words that end in a word for a place.
func (r *reader) headed(i int, k wordKind) {
	from := i
	for from > 0 && i-from < 3 {
		w, before := r.words[from], r.words[from-1]
		if w.gap != space && w.gap != hyphen && w.gap != abbrev && w.gap != line || before.shape == lower || before.shape == number && before.end-before.start > 3 || before.possessive {
			break
		}
		b := r.kind(from - 1)
		if b&(calendarWord|titleWord|bodyWord) != 0 && k&streetWord == 0 || before.shape == capital && before.gap.begins() && b&(nearWord|weakWord) != 0 {
			break
		}
		if before.shape == capital && b&neverWord != 0 && (before.gap.begins() || from-1 == 0) {
			break
		}
		from--
	}
	if from == i || i+1 < len(r.words) && r.words[i+1].gap == space && r.kind(i+1)&(bodyWord|brandWord|headingWord) != 0 && r.words[i+1].shape == capital {
		return
	}
	r.addUnknown(from, i+1, r.g.makes[r.text(i)], 3)
}

// led reads "Lake Elsinore", "Highway 403", "Boulevard Voltaire".
func (r *reader) led(i int) {
	if i+1 >= len(r.words) {
		return
	}
	next := r.words[i+1]
	if next.gap != space || next.shape == lower || r.words[i].possessive || r.kind(i+1)&(calendarWord|neverWord|bodyWord) != 0 {
		return
	}
	if r.kind(i+1)&(streetWord|siteWord) != 0 {
		return // "River Avenue" is read from its end
	}
	if next.shape == number && r.kind(i)&streetWord == 0 && r.text(i) != "Route" && r.text(i) != "Interstate" {
		return
	}
	to := r.run(i+1, 2)
	if next.shape == number {
		to = i + 2
	}
	if r.kind(to-1)&(brandWord|bodyWord) != 0 || r.kind(to)&brandWord != 0 {
		return // the Straits Times Index
	}
	r.addUnknown(i, to, r.g.makes[r.text(i)], 3)
}

// settlement reads "the village of Xinmo" and "Maoxian county".
func (r *reader) settlement(i int) {
	if r.kind(i)&settlementWord == 0 || i == 0 || i+1 >= len(r.words) || r.kind(i-1)&nearWord != 0 && r.words[i].gap == space {
		return // "lying in state of ..." is no place
	}
	if r.text(i+1) == "of" && i+2 < len(r.words) && r.words[i+1].gap == space {
		if w := r.words[i+2]; w.gap == space && w.shape == capital && r.kind(i+2)&(calendarWord|neverWord|bodyWord|titleWord) == 0 {
			to := r.run(i+2, 3)
			if r.words[to-1].shape == capital {
				r.addUnknown(i+2, to, r.g.makes[r.text(i)], 4)
			}
		}
		return
	}
	if w := r.words[i-1]; r.words[i].gap == space && w.shape == capital && !w.possessive && !w.gap.begins() && w.gap != blank &&
		r.kind(i-1)&(calendarWord|neverWord|bodyWord|titleWord|brandWord|directionWord|headingWord) == 0 && r.kind(i)&suffixWord != 0 {
		from := i - 1
		for from > 0 && r.words[from].gap == space && r.words[from-1].shape == capital && !r.words[from-1].possessive && i-from < 3 && r.kind(from-1)&(neverWord|calendarWord|titleWord) == 0 && !r.words[from-1].gap.begins() {
			from--
		}
		r.addUnknown(from, i, r.g.makes[r.text(i)], 2.5)
	}
}

// addUnknown adds a place that no gazetteer has, unless a name that the
// gazetteer has covers it. Names inside it are part of it.
func (r *reader) addUnknown(from, to int, kind Kind, evidence float64) {
	within := noPlace
	announced := r.the(from) || r.kind(from-1)&nearWord != 0
	for i := from; i < to; i++ {
		if r.person[i] && !(kind == Venue && announced) {
			return // "Park Chung Hee", but "on Martin Luther King Street"
		}
		if r.at[i] < 0 {
			continue
		}
		s := &r.spans[r.at[i]]
		if s.from <= from && s.to >= to || s.from < from || s.to > to || s.group == noPlace {
			return // the gazetteer has it, or has something that reaches beyond it
		}
		if s.from == from && s.to == to-1 && r.has(s.group, kind) {
			return // "Yunnan Province"
		}
		if s.from == from && (kind == Venue || kind == Airport) && r.weight(&r.groups[s.group]) >= 2 && !r.groups[s.group].adjective {
			within = s.group
		}
	}
	for i := from; i < to; i++ {
		if r.at[i] >= 0 {
			s := &r.spans[r.at[i]]
			s.to = s.from // swallowed; taken out at the end of patterns
		}
		r.at[i] = int32(len(r.spans))
	}
	for i := from; i < to; i++ {
		r.person[i] = false // "Martin Luther King Street"
	}
	s := unknownSpan(from, to, kind, evidence)
	s.within = within
	r.spans = append(r.spans, s)
}

// unknownSpan makes the span of a place that no gazetteer has.
func unknownSpan(from, to int, kind Kind, evidence float64) span {
	return span{from: from, to: to, group: noPlace, within: noPlace, container: -1, chosen: -1, use: Literal, evidence: evidence, kind: kind, accepted: true, why: "the text calls it a place"}
}

// located reads "in Arkhyz, Russia": a name after "in" that no gazetteer has,
// before the state or division that it lies in.
func (r *reader) located(s span) {
	i := s.from - 1
	if i < 1 || r.words[s.from].gap != comma || s.group == noPlace || !r.household(&r.groups[s.group]) || r.words[s.to-1].possessive {
		return
	}
	from := i
	for from > 0 && i-from < 3 && r.words[from].gap.joins() && r.words[from-1].shape == capital && r.at[from-1] < 0 && !r.words[from-1].possessive {
		from--
	}
	if r.words[i].shape != capital || r.words[i].possessive || r.at[i] >= 0 || r.person[i] || r.kind(i)&(calendarWord|titleWord|bodyWord|brandWord) != 0 ||
		from == 0 || r.kind(from-1)&nearWord == 0 || r.words[from].gap != space {
		return
	}
	r.addUnknown(from, s.from, Town, 3)
}

// again finds the names that the text has once called places where it only names
// them: "the town of Baghuz ... near Baghuz".
func (r *reader) again() {
	places := map[string]Kind{}
	for i := range r.spans {
		if s := &r.spans[i]; s.group == noPlace && s.from != s.to && s.kind != Venue && s.to-s.from == 1 {
			places[strings.ToLower(r.text(s.from))] = s.kind
		}
	}
	if len(places) == 0 {
		return
	}
	for i, w := range r.words {
		if (w.shape == capital || w.shape == upper) && r.at[i] < 0 {
			if kind, ok := places[strings.ToLower(r.text(i))]; ok && r.run(i, 2) == i+1 && (w.gap != space || r.words[max(i-1, 0)].shape == lower) {
				r.addUnknown(i, i+1, kind, 2)
			}
		}
	}
}
