package where

import (
	"cmp"
	"slices"
	"sort"
)

// people marks the words that belong to people's names, so that Paris Hilton,
// Mayor London Breed and Senator Lincoln are no places, and remembers them:
// the article's "Hilton" is no place from then on.
func (r *reader) people() {
	r.person = make([]bool, len(r.words))
	r.namesakes = map[string]bool{}
	for _, b := range r.doc.Blocked {
		r.block(b[0], b[1])
	}
	r.names = slices.Clone(r.doc.Names)
	slices.SortFunc(r.names, func(a, b Span) int { return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(a.Start, b.Start)) })
	for _, n := range r.names {
		if n.Label == "PERSON" || n.Label == "PER" {
			r.block(n.Start, n.End)
		}
	}
	for i := 0; i < len(r.words); i++ {
		if w := r.words[i]; w.shape != capital && !(w.shape == upper && w.end-w.start > 1) || r.person[i] {
			continue
		}
		if to := r.titled(i); to > i {
			r.name(i, to)
			i = to - 1
			continue
		}
		if k := r.at[i]; k >= 0 && r.spans[k].to-r.spans[k].from > 1 {
			continue // a name of several words that the gazetteer has: San Jose
		}
		if to := r.given(i); to > i {
			r.name(i, to)
			i = to - 1
		}
	}
}

// block marks the words between two byte offsets.
func (r *reader) block(start, end int) {
	i := sort.Search(len(r.words), func(i int) bool { return int(r.words[i].start) >= start })
	for ; i < len(r.words) && int(r.words[i].end) <= end; i++ {
		r.person[i] = true
	}
}

// name marks the words [from,to) as a person's name and remembers its first and last.
func (r *reader) name(from, to int) {
	for i := from; i < to; i++ {
		r.person[i] = true
	}
	if to-from > 1 || r.kind(from-1)&titleWord != 0 {
		r.key = fold(r.key[:0], r.text(to-1))
		r.namesakes[string(r.key)] = true
	}
	if to-from > 1 && r.marks[from]&markGiven != 0 {
		r.key = fold(r.key[:0], r.text(from))
		r.namesakes[string(r.key)] = true
	}
}

// run returns the end of the words with capital letters that follow each other
// from word i on, at most n of them, and not past a possessive.
func (r *reader) run(i, n int) int {
	j := i + 1
	for ; j < len(r.words) && j < i+n; j++ {
		w := r.words[j]
		if w.shape != capital && w.shape != upper || r.words[j-1].possessive || !(w.gap == space || w.gap == abbrev || w.gap == hyphen || w.gap == line) {
			break
		}
	}
	return j
}

// titled returns the end of the name that a title before word i announces:
// "Mr Jordan", "Sen. Lindsey Graham", "President Israel Katz".
func (r *reader) titled(i int) int {
	w := r.words[i]
	if i == 0 || w.gap != space && w.gap != abbrev && w.gap != line || r.words[i-1].possessive {
		return i
	}
	k := r.kind(i - 1)
	if k&titleWord == 0 || r.kind(i)&(titleWord|bodyWord|headingWord|calendarWord|neverWord) != 0 && r.marks[i]&(markGiven|markSurname) == 0 {
		return i
	}
	to := r.run(i, 4)
	if r.words[i-1].shape == lower && to-i < 2 {
		// "the governor Texas elected": one word after a title of small letters is a
		// name only when it is known as one and is no large place.
		if r.marks[i]&(markGiven|markSurname|markRare) == 0 || r.strength(i) >= 2 {
			return i
		}
	}
	for j := i + 1; j < to; j++ {
		if r.kind(j)&(brandWord|bodyWord|titleWord) != 0 && r.marks[j]&markSurname == 0 {
			return j
		}
	}
	return to
}

// given returns the end of a name that begins with a given name at word i:
// "Josh Alcorn", "Herbert N. Lattin", but not "Victoria Park" nor "Georgia Tech".
func (r *reader) given(i int) int {
	if r.marks[i]&markGiven == 0 && !r.initialled(i) || r.words[i].possessive {
		return i
	}
	to := r.run(i, 4)
	for to+1 < len(r.words) && to-i < 5 && r.words[to].gap == space && r.words[to].shape == lower && r.kind(to)&particleWord != 0 &&
		r.words[to+1].shape == capital && (r.words[to+1].gap == space || r.words[to+1].gap == hyphen) && !r.words[to-1].possessive {
		to = r.run(to+1, 2) // "Nigel de Jong", "Mohammed bin Salman"
	}
	if to == i+1 {
		return i
	}
	next := i + 1
	for next < to-1 && r.words[next].shape == lower {
		next++
	}
	for next < to-1 && r.words[next].end-r.words[next].start == 1 && r.words[next].shape != lower {
		next++ // initials
	}
	k := r.kind(next)
	if k&(brandWord|bodyWord|headingWord|calendarWord|neverWord|settlementWord) != 0 && r.marks[next]&(markSurname|markRare) == 0 {
		return i
	}
	if k&(headingWord|bodyWord|brandWord) != 0 && r.strength(i) > 0 {
		return i
	}
	if r.strength(i) >= 2 && next == i+1 {
		// A large place that is a given name too (Jordan, Georgia, Sydney): a person
		// only when what follows is a surname and no place is announced.
		announced := (r.kind(i-1)&(nearWord|weakWord) != 0 || r.covered(int(r.at[max(i-1, 0)]), i-1)) && r.words[i].gap == space
		surname := r.marks[next]&(markSurname|markRare) != 0 || to == i+2 && k == 0 && r.at[next] < 0 && r.words[next].shape == capital
		if !surname || announced || r.words[next].gap != space {
			return i
		}
	}
	for j := next + 1; j < to; j++ {
		if r.kind(j)&(brandWord|bodyWord|headingWord|titleWord|calendarWord) != 0 && r.marks[j]&markSurname == 0 {
			return j
		}
	}
	return to
}

// initialled tells that an initial and a name follow word i: "Maury M. Rosenstein".
func (r *reader) initialled(i int) bool {
	if i+2 >= len(r.words) || r.words[i].shape != capital {
		return false
	}
	a, b := r.words[i+1], r.words[i+2]
	return a.end-a.start == 1 && a.dotted && a.gap == space && b.gap == abbrev && b.shape == capital
}

// strength says how much of a place a single word is by itself, see weight; 0
// for a word that is none.
func (r *reader) strength(i int) float64 {
	if k := r.at[i]; k >= 0 && r.spans[k].group >= 0 {
		return r.weight(&r.groups[r.spans[k].group])
	}
	return 0
}
