package where

import (
	"cmp"
	"math"
	"slices"
)

// most is how many namesakes are weighed against each other: there are a
// hundred San Isidros, and the smallest are never meant without their state.
const most = 24

// neighbours is how many names before and after one are looked at for places
// near it. An article has fewer; the bound is for files of many megabytes.
const neighbours = 40

// choose picks the place for every name of the article. Names are weighed
// together: places that are named together tend to lie in one country, and near
// each other.
func (r *reader) choose() {
	groups := r.active()
	for range 3 {
		share, divisions := r.context(groups)
		for _, gi := range groups {
			r.score(gi, groups, share, divisions)
		}
		changed := false
		for _, gi := range groups {
			g := &r.groups[gi]
			before := g.best
			g.settle()
			changed = changed || g.best != before
		}
		if !changed {
			break
		}
	}
	share, _ := r.context(groups)
	for i := range r.spans {
		s := &r.spans[i]
		if !s.accepted || s.group == noPlace {
			continue
		}
		g := &r.groups[s.group]
		if c := &g.candidates[g.best]; c.context && c.kind == Venue && share[c.country] <= g.weight() {
			s.accepted = false // a "Presidential Palace" of a country that the article does not name
			continue
		}
		r.pick(s)
	}
}

// active returns the groups that have an accepted span, in the order of the
// text, with their candidates cut to the likeliest and their first choice made.
func (r *reader) active() []int {
	var groups []int
	for i := range r.spans {
		s := &r.spans[i]
		if !s.accepted || s.group == noPlace {
			continue
		}
		g := &r.groups[s.group]
		if g.mentions++; g.mentions == 1 {
			groups = append(groups, s.group)
		}
		for j := range g.candidates {
			c := &g.candidates[j]
			if slices.ContainsFunc(s.inside, func(o candidate) bool { return o.ref == c.ref }) {
				c.prior += 4 / float64(g.mentions)
			}
			if k := r.called(s); k != "" && c.kind == k {
				c.prior += 2 / float64(g.mentions)
			}
		}
	}
	for k, gi := range groups {
		g := &r.groups[gi]
		g.order = k
		slices.SortStableFunc(g.candidates, func(a, b candidate) int { return cmp.Or(-cmp.Compare(a.prior, b.prior), -cmp.Compare(a.ref, b.ref)) })
		g.candidates = g.candidates[:min(len(g.candidates), most)]
		for j := range g.candidates {
			g.candidates[j].score = g.candidates[j].prior
		}
		g.settle()
	}
	return groups
}

// called returns the kind of place that the words beside a span make of it:
// "the city of Mexico", "Gansu province", "New York Gov. Cuomo"; empty when none.
func (r *reader) called(s *span) Kind {
	if s.from > 1 && r.text(s.from-1) == "of" && r.kind(s.from-2)&settlementWord != 0 {
		if k := r.g.makes[r.text(s.from-2)]; k == Town || k == Division || k == County {
			return k
		}
	}
	if s.to < len(r.words) && r.words[s.to].gap == space && !r.words[s.to-1].possessive {
		k := r.kind(s.to)
		if r.has(s.group, Country) {
			return "" // "a south China port"
		}
		if k&officeWord != 0 {
			return Division
		}
		if m := r.g.makes[r.text(s.to)]; k&settlementWord != 0 && (m == Town || m == Division || m == County) {
			return m
		}
	}
	return ""
}

// context returns how much of the article is about each country and division,
// as shares of what its other names say.
func (r *reader) context(groups []int) (countries map[string]float64, divisions map[uint16]float64) {
	countries, divisions = map[string]float64{}, map[uint16]float64{}
	for c, v := range r.hints {
		countries[c] += v
	}
	for c, v := range r.doc.About {
		countries[c] += v
	}
	for _, gi := range groups {
		g := &r.groups[gi]
		c := &g.candidates[g.best]
		v := g.weight()
		if c.country != "" {
			countries[c.country] += v
		}
		if c.division != noDivision {
			divisions[c.division] += v
		}
	}
	return countries, divisions
}

func (g *group) weight() float64 { return 1 + math.Log2(float64(g.mentions)) }

// score weighs the candidates of a group against what the other groups mean now.
func (r *reader) score(gi int, groups []int, countries map[string]float64, divisions map[uint16]float64) {
	g := &r.groups[gi]
	if len(g.candidates) == 1 {
		return
	}
	total, own := 0.0, g.weight()
	for _, v := range countries {
		total += v
	}
	now := &g.candidates[g.best]
	total -= own
	if now.country == "" {
		total += own
	}
	for i := range g.candidates {
		c := &g.candidates[i]
		company := r.nearness(c, gi, groups)
		if c.country != "" && total > 0 {
			v := countries[c.country]
			if c.country == now.country {
				v -= own
			}
			// A single other name says less than ten that agree.
			company += 2.5 * v / (total + 1)
		}
		if c.division != noDivision && c.kind != Division {
			v := divisions[c.division]
			if c.division == now.division {
				v -= own
			}
			company += 2.5 * v / (total + 1)
		}
		c.score = c.prior + min(company, mostCompany)
	}
}

// mostCompany bounds what the other names of an article may add: two hamlets of
// Ohio called Russia and Paris lie side by side, and are still not meant.
const mostCompany = 5

// farthest is the cosine of the angle, seen from the middle of the earth, beyond
// which two places don't count as near: 1,500 km.
const farthest = 0.9724

// nearness says how close a candidate lies to what other names may mean.
func (r *reader) nearness(c *candidate, gi int, groups []int) float64 {
	if c.kind == Country || c.kind == Region || c.kind == Water {
		return 0
	}
	first, second := 0.0, 0.0
	at := r.groups[gi].order
	for _, oi := range groups[max(0, at-neighbours):min(len(groups), at+neighbours+1)] {
		o := &r.groups[oi]
		if oi == gi || o.adjective {
			continue
		}
		near := 0.0
		for j := range o.candidates {
			d := &o.candidates[j]
			if near >= 3.5*d.likely {
				continue
			}
			dot := c.vec.x*d.vec.x + c.vec.y*d.vec.y + c.vec.z*d.vec.z
			if dot < farthest || d.ref == c.ref || d.kind == Country || d.kind == Region || d.kind == Water {
				continue
			}
			km := 6371 * math.Sqrt(max(0, 2-2*dot)) // the chord, as long as the arc here
			v := (1.5*math.Exp(-km/400) + 2*math.Exp(-km/60)) * d.telling()
			if d.kind == Division || c.kind == Division {
				v = math.Exp(-km / 400)
			}
			near = max(near, v*d.likely)
		}
		if near > first {
			first, second = near, first
		} else if near > second {
			second = near
		}
	}
	return first + second/2
}

// pick chooses for one span: as its group, unless its own neighbours say otherwise.
func (r *reader) pick(s *span) {
	g := &r.groups[s.group]
	s.chosen = g.best
	s.why = "the only place of that name"
	if n := len(g.candidates); n > 1 {
		s.why = "likeliest of its namesakes here"
	}
	if len(s.inside) > 0 {
		if i := g.among(func(c *candidate) bool {
			return slices.ContainsFunc(s.inside, func(o candidate) bool { return o.ref == c.ref })
		}); i >= 0 {
			s.chosen, s.why = i, "the text names what it lies in"
		}
	} else if k := r.called(s); k != "" && len(g.candidates) > 1 {
		if i := g.among(func(c *candidate) bool { return c.kind == k }); i >= 0 {
			s.chosen, s.why = i, "the text calls it a "+string(k)
		}
	}
	// What a name lies in is the division or country that has the other.
	if i := r.at[s.from]; i > 0 {
		if o := &r.spans[i-1]; o.container == int(i) && len(o.inside) > 0 {
			in := o.inside[0]
			if j := g.among(func(c *candidate) bool {
				return (c.kind == Country || c.kind == Region) && c.country == in.country && in.kind != Country || c.kind == Division && c.division == in.division || c.kind == County && c.division == in.division
			}); j >= 0 {
				s.chosen, s.why = j, "holds the place named before it"
			}
		}
	}
}
