package occasion

import (
	"math"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// agreement is how two places go together.
type agreement int

const (
	silent     agreement = iota // at least one says nothing, or too little to compare
	agree                       // the same city
	contradict                  // two cities, or two countries
)

// told reports whether an article tells a place itself. One that was concluded
// from where the article was written, or from its other events, is no witness.
func told(p *event.Place) bool {
	return p != nil && (p.Text != "" || p.Via == "") && p.Via != "dateline"
}

// compare compares two places.
func compare(a, b *event.Place) agreement {
	if a == nil || b == nil {
		return silent
	}
	witnessed := told(a) && told(b)
	differ := contradict
	if !witnessed {
		differ = silent
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return differ
	}
	ac, bc := city(a), city(b)
	switch {
	case ac == "" || bc == "":
		return silent
	case ac == bc || near(a, b):
		return agree
	}
	return differ
}

// city is the folded name of the city of a place, empty for a country.
func city(p *event.Place) string {
	if strings.HasPrefix(p.Via, "country:") {
		return ""
	}
	if p.City != "" {
		return graph.Fold(p.City)
	}
	return graph.Fold(p.Name)
}

func placeKey(p *event.Place) string {
	if p == nil {
		return ""
	}
	if !told(p) {
		return "?" + city(p) + "," + p.Country
	}
	return city(p) + "," + p.Country
}

// nearby is how far apart, in kilometres, two names may be that mean one place: a
// palace and the city around it.
const nearby = 40

// near reports whether two places lie close together.
func near(a, b *event.Place) bool {
	if a.Lat == nil || a.Lon == nil || b.Lat == nil || b.Lon == nil {
		return false
	}
	const degree = 111.2 // kilometres
	dy := (*a.Lat - *b.Lat) * degree
	dx := (*a.Lon - *b.Lon) * degree * math.Cos((*a.Lat+*b.Lat)/2*math.Pi/180)
	return math.Hypot(dx, dy) <= nearby
}
