package where

import (
	"math"
	"slices"
	"strings"
)

// group is a name of the article with all the places that have it.
type group struct {
	key        string
	candidates []candidate
	marks      byte
	adjective  bool // the name is only an adjective
	acronym    bool // the name is written in capitals throughout
	dual       bool // the name is an adjective too, and not the state's chief name: Saudi
	best       int
	mentions   int
	order      int // among the names of the article that are places
}

// candidate is a place that may be meant.
type candidate struct {
	ref      int32
	alt      bool // the name is only an alternate name of the place
	context  bool
	wide     bool // the name is one that only gazetteer.bin has for the place
	kind     Kind
	country  string
	division uint16
	pop      int
	vec      vector
	prior    float64
	score    float64
	likely   float64 // compared with the best of its group, between 0 and 1
}

// noPlace is the group of spans that no gazetteer has.
const noPlace = -1

// mostKept is how many places of one name are looked at; the smallest of more are
// never meant.
const mostKept = 60

// addGroup gathers the places that have a key, from the tables and from wide.
// With " the" at its end the key is that of a name with this word before it. It
// returns noPlace when the key names no place but a people.
func (r *reader) addGroup(full string, fromRows, fromWide bool, e entry) int {
	key, the := strings.CutSuffix(full, " the")
	gr := group{key: key, best: -1}
	gr.marks = e.marks
	gr.candidates = make([]candidate, 0, len(r.g.names[key])+min(e.count, mostKept))
	add := func(c candidate) {
		if !slices.ContainsFunc(gr.candidates, func(o candidate) bool { return o.ref == c.ref }) {
			gr.candidates = append(gr.candidates, c)
		}
	}
	adjective, plain := int32(-1), false
	if fromRows {
		for _, n := range r.g.names[key] {
			switch {
			case n.the && !the:
			case n.people:
				c := r.g.rows[n.row].Country
				r.hints[c] = min(r.hints[c]+1, 3)
			case n.adjective:
				if adjective < 0 {
					adjective = n.row
				}
			default:
				plain = plain || n.plain
				add(r.g.candidate(n.row))
			}
		}
	}
	gr.dual = adjective >= 0 && !plain
	if r.g.notPlaces[key] {
		r.byKey[full] = noPlace
		return noPlace
	}
	household := slices.ContainsFunc(gr.candidates, func(c candidate) bool { return !c.context })
	country := slices.ContainsFunc(gr.candidates, func(c candidate) bool { return c.kind == Country })
	if fromWide && (adjective < 0 || len(gr.candidates) > 0) {
		for i := 0; i < min(e.count, mostKept); i++ {
			n, alt := r.g.wide.number(e, i)
			c := r.g.candidate(r.g.reference(n))
			c.wide = true
			if alt {
				c.alt, c.prior = true, c.prior-2.5
			}
			if c.kind == Division && c.ref >= 0 {
				c.prior-- // "Vladimir" alone is seldom the oblast
			}
			if household && c.kind == Town && c.ref < 0 && c.pop < 500000 {
				c.prior -= 2 // nobody says Nevada for the town in Missouri without saying so
			}
			if country && c.kind == Town {
				c.prior = min(c.prior, 7) // Mexico is the country, however large the city
			}
			add(c)
		}
	}
	if len(gr.candidates) == 0 && adjective >= 0 {
		gr.adjective = true
		for _, n := range r.g.names[key] {
			if n.adjective {
				add(r.g.candidate(n.row))
			}
		}
	}
	if len(gr.candidates) == 0 {
		r.byKey[full] = noPlace
		return noPlace
	}
	return r.keep(full, gr)
}

// keep files a group under its key and returns its number.
func (r *reader) keep(key string, gr group) int {
	if gr.key == "" {
		gr.key = key
	}
	r.groups = append(r.groups, gr)
	r.byKey[key] = len(r.groups) - 1
	return len(r.groups) - 1
}

// candidate weighs a place by itself: how likely its name means it when nothing
// else is known. The unit is a factor of ten in people.
func (g *Gazetteer) candidate(ref int32) candidate {
	c := candidate{ref: ref}
	var known int
	if ref >= 0 {
		e := &g.rows[ref]
		known = e.known
		c.kind, c.country, c.division, c.pop, c.vec, c.context = e.Kind, e.Country, e.division, e.Population, e.vec, e.context
	} else {
		n := int(-1 - ref)
		rec := g.wide.record(n)
		known = rec.known
		c.kind, c.country, c.division, c.pop, c.vec = rec.kind, rec.country, rec.division, rec.population, toVector(rec.lat, rec.lon)
	}
	people := math.Log10(float64(c.pop) + 1)
	switch c.kind {
	case Country:
		c.prior = 8
	case Division:
		c.prior = 5 + people/5
		if ref < 0 {
			c.prior--
		}
	case County:
		c.prior = 3 + people/5
	case Town:
		c.prior = people + 0.8*math.Log10(float64(known)+1)
		if ref >= 0 {
			c.prior = max(c.prior, 4.5) + 0.3
		} else if g.capitals[int(-1-ref)] {
			c.prior += 1.2
		}
	case Region, Island, Water:
		c.prior = 6.3
	default:
		c.prior = 5.5
	}
	if c.context {
		c.prior--
	}
	return c
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

// has tells whether a group has a place of that kind.
func (r *reader) has(group int, kind Kind) bool {
	return slices.ContainsFunc(r.groups[group].candidates, func(c candidate) bool { return c.kind == kind })
}

// settle makes the candidate of the highest score the group's choice; the
// earlier one wins a tie, so that the same article always reads the same.
func (g *group) settle() {
	g.best = 0
	for i := range g.candidates {
		if g.candidates[i].score > g.candidates[g.best].score {
			g.best = i
		}
	}
	for i := range g.candidates {
		c := &g.candidates[i]
		c.likely = 0
		if d := c.score - g.candidates[g.best].score; d > -4 {
			c.likely = math.Exp(d)
		}
	}
}

// among returns the best of the candidates that fit, or -1.
func (g *group) among(fit func(*candidate) bool) int {
	best := -1
	for i := range g.candidates {
		if fit(&g.candidates[i]) && (best < 0 || g.candidates[i].score > g.candidates[best].score) {
			best = i
		}
	}
	return best
}

// telling says how much a place tells of what lies near it, between 0 and 1. Small
// towns are named in news of their neighbourhood, capitals and their palaces in
// news of the whole world.
func (c *candidate) telling() float64 {
	if c.kind == Venue || c.kind == Airport || c.kind == Base {
		return 0.3
	}
	return min(1, max(0.3, (9-c.prior)/4))
}
