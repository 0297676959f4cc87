package where

import (
	"strings"
)

// reader is the state of one Read.
type reader struct {
	g      *Gazetteer
	doc    Document
	words  []word
	marks  []byte // by word: what else it is, see wide.go
	person []bool // by word: part of a person's name
	// namesakes are keys of names, first or last, by which the article calls people.
	namesakes map[string]bool
	spans     []span
	at        []int32 // by word: the span that holds it, or -1
	groups    []group
	byKey     map[string]int
	// hints are countries that the article is about without naming a place: "Iraqis".
	hints map[string]float64
	names []Span // the document's, sorted
	key   []byte
}

// span is a stretch of words that may name a place.
type span struct {
	from, to int // words, to exclusive
	group    int
	use      Use
	dateline bool
	accepted bool
	evidence float64
	// container is the span that tells what this place lies in ("Paris, Texas"), or -1.
	container int
	// inside is set when a container or adjective names the country or division.
	inside []candidate
	chosen int // candidate of the group, -1 for a place that no gazetteer has
	why    string
	kind   Kind // of a place that no gazetteer has
	within int  // its group's name begins with this group's: "Denver Museum"
}

const maxWords = 7

// match finds the longest names of the gazetteer in the text.
func (r *reader) match() {
	r.marks = make([]byte, len(r.words))
	r.byKey = map[string]int{}
	r.hints = map[string]float64{}
	for i := 0; i < len(r.words); {
		w := &r.words[i]
		if w.shape == lower && !r.article(i) {
			i++
			continue
		}
		if group, ok := r.abbreviation(i); ok {
			r.spans = append(r.spans, span{from: i, to: i + 1, group: group, container: -1, chosen: -1, use: Literal})
			i++
			continue
		}
		if to, group, ok := r.longest(i); ok {
			r.spans = append(r.spans, span{from: i, to: to, group: group, container: -1, chosen: -1, use: Literal})
			for j := i + 1; j < to; j++ {
				r.mark(j)
			}
			i = to
			continue
		}
		i++
	}
	r.index()
}

// index notes for every word which span holds it.
func (r *reader) index() {
	if r.at == nil {
		r.at = make([]int32, len(r.words))
	}
	for i := range r.at {
		r.at[i] = -1
	}
	for i := range r.spans {
		for w := r.spans[i].from; w < r.spans[i].to; w++ {
			r.at[w] = int32(i)
		}
	}
}

// abbreviation finds the abbreviation of a division after a town and a comma:
// "PARIS, Mo.", "Barrie, Ont.". Without a full stop it must fit: the division
// must have a town of that name. A town that no gazetteer has becomes a span of
// its own.
func (r *reader) abbreviation(i int) (int, bool) {
	if r.words[i].gap != comma || i == 0 || r.words[i-1].shape == lower || r.words[i-1].shape == number {
		return 0, false
	}
	s := strings.TrimSuffix(r.text(i), ".") // "M.D." is no state, though MD is
	sure := r.words[i].dotted && r.kind(i)&titleWord == 0
	rows := r.g.abbreviations[s]
	if len(rows) == 0 {
		return 0, false
	}
	n := len(r.spans)
	fits, adjacent := false, n > 0 && r.spans[n-1].to == i && r.spans[n-1].group >= 0
	if adjacent {
		for _, c := range r.groups[r.spans[n-1].group].candidates {
			for _, row := range rows {
				fits = fits || c.division == r.g.rows[row].division
			}
		}
	}
	if !fits && !sure {
		return 0, false
	}
	if !fits {
		from := i - 1
		if adjacent {
			from = r.spans[n-1].from
			r.spans = r.spans[:n-1]
		}
		r.spans = append(r.spans, unknownSpan(from, i, Town, 4))
	}
	key := "," + s
	if g, ok := r.byKey[key]; ok {
		return g, true
	}
	gr := group{best: -1}
	for _, row := range rows {
		gr.candidates = append(gr.candidates, r.g.candidate(row))
	}
	return r.keep(key, gr), true
}

// article tells that the i-th word is the Arabic article of a name: "al-Arish".
func (r *reader) article(i int) bool {
	w := r.words[i]
	return w.end-w.start == 2 && i+1 < len(r.words) && r.words[i+1].gap == hyphen && r.words[i+1].shape == capital
}

// mark looks up what the i-th word is beside a place.
func (r *reader) mark(i int) {
	w := r.words[i]
	if w.shape == lower || w.shape == number {
		return
	}
	r.key = fold(r.key[:0], r.text(i))
	if e, ok := r.g.wide.find(r.key); ok {
		r.marks[i] = e.marks
	}
}

// longest returns the end of the longest name that begins at word i, and its group.
func (r *reader) longest(i int) (to, group int, ok bool) {
	r.key = fold(r.key[:0], r.text(i))
	if len(r.key) == 0 {
		return 0, 0, false
	}
	first := len(r.key)
	shape := r.words[i].shape
	rows := int(r.g.longest[string(r.key)])
	if shape == number && rows == 0 {
		return 0, 0, false
	}
	var ends [maxWords]int
	ends[0] = first
	n := 1
	for ; n < maxWords && i+n < len(r.words); n++ {
		w := r.words[i+n]
		if r.words[i+n-1].possessive && n >= rows || !w.gap.joins() && !(w.gap == comma && w.shape == upper && w.end-w.start <= 4) {
			break
		}
		if n >= rows && w.shape == lower && r.kind(i+n)&weakWord == 0 && w.end-w.start > 3 {
			break // a town's name has no other word without a capital
		}
		if w.gap == abbrev && r.kind(i+n-1)&abbreviationWord == 0 {
			break
		}
		r.key = append(r.key, ' ')
		r.key = fold(r.key, r.text(i+n))
		ends[n] = len(r.key)
	}
	one := r.key[:first:first]
	if e, found := r.g.wide.find(one); found {
		r.marks[i] = e.marks
	}
	// The tables' names first: any word may stand in them.
	k := min(n, rows)
	for ; k > 0; k-- {
		if names := r.g.names[string(r.key[:ends[k-1]])]; len(names) > 0 && r.fits(i, k, names) {
			break
		}
	}
	var best entry
	m := 0
	if shape != number && (shape != upper || first > 3 || n > 1) {
		best, m = r.wideLongest(i, n, ends[:])
	}
	if m == 1 && shape == upper && first <= 3 {
		m = 0
	}
	if k == 0 && m == 0 || k == 1 && shape == upper && first <= 3 && m == 0 {
		return r.acronym(i)
	}
	if k == 1 && m <= 1 && shape == upper {
		if to, group, ok := r.acronym(i); ok {
			return to, group, ok
		}
	}
	words := max(k, m)
	key := r.key[:ends[words-1]]
	if k == words && r.the(i) {
		key = append(key, " the"...) // "the Gulf" is another name than "Gulf"
	}
	g, seen := r.byKey[string(key)]
	if !seen {
		g = r.addGroup(string(key), k == words, m == words, best)
	}
	if g < 0 {
		return 0, 0, false
	}
	return i + words, g, true
}

// fits tells whether names that begin at word i and have k words may be meant
// there: some need "the" before them.
func (r *reader) fits(i, k int, names []name) bool {
	if r.words[i+k-1].shape == lower && r.words[i].shape == lower {
		return false
	}
	for _, n := range names {
		if !n.the || r.the(i) {
			return true
		}
	}
	return false
}

// the tells whether "the" stands before word i.
func (r *reader) the(i int) bool { return i > 0 && strings.EqualFold(r.text(i-1), "the") }

// wideLongest returns the longest of the first n words that is a key of wide
// with places under it. A key that is a beginning of what is looked for cannot be
// longer than what the search shares, so few searches are needed.
func (r *reader) wideLongest(i, n int, ends []int) (entry, int) {
	for m := n; m > 0; {
		if r.words[i+m-1].shape == lower {
			m--
			continue
		}
		if m > 2 && r.kind(i)&bodyWord != 0 && r.text(i+1) == "of" {
			m = 1 // GeoNames has campuses as towns: "University of Texas"
			continue
		}
		e, shared, exact := r.g.wide.floor(r.key[:ends[m-1]])
		if exact && e.count > 0 {
			return e, m
		}
		m--
		for m > 0 && ends[m-1] > shared {
			m--
		}
	}
	return entry{}, 0
}

// acronym finds a name of capital letters: "US", "U.S.", "UAE".
func (r *reader) acronym(i int) (to, found int, ok bool) {
	if r.words[i].shape != upper {
		return 0, 0, false
	}
	s := r.text(i)
	bare := s
	if strings.Contains(s, ".") {
		bare = strings.ReplaceAll(s, ".", "")
	}
	names := r.g.acronyms[bare]
	if len(names) == 0 {
		return 0, 0, false
	}
	if g, ok := r.byKey[bare]; ok {
		return i + 1, g, true
	}
	gr := group{key: bare, best: -1, acronym: true}
	for _, n := range names {
		if !n.people && (!n.adjective || len(names) == 1) {
			gr.candidates = append(gr.candidates, r.g.candidate(n.row))
		}
	}
	return i + 1, r.keep(bare, gr), true
}
