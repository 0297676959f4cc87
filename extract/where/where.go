// Package where finds the places that an article names and says which places
// of the world they are: "PARIS, Mo." is a town of 1,200 people, "Washington
// said" a capital, "Paris Hilton" nothing at all.
//
// It reads in four steps, each a file: scan.go cuts the text into words;
// match.go finds the longest names that the gazetteer has; people.go and
// accept.go throw out the names that mean people, months, newspapers and plain
// words here; choose.go picks the place for all names of the article together,
// since places that are named together lie together.
//
// The gazetteer is data: GeoNames' towns in data/gazetteer.bin, what they lack
// in data/*.tsv, and the states that the caller hands over. See README.md.
package where

import "sort"

// Kind says what sort of place it is.
type Kind string

// The kinds of place.
const (
	Country  Kind = "country"  // a state or territory
	Division Kind = "division" // first-level division of a state: Texas, Bavaria, Tigray
	County   Kind = "county"   // second-level division: Kent, Hall County
	Town     Kind = "town"     // anything from a village to a metropolis
	Region   Kind = "region"   // Donbas, Sahel, Middle East
	Venue    Kind = "venue"    // a building, street, square or park
	Airport  Kind = "airport"
	Base     Kind = "base"
	Water    Kind = "water"
	Island   Kind = "island"
	Mountain Kind = "mountain"
)

// Use says how the article uses the name. Only Literal names tell where
// something took place.
type Use string

// The uses, after the taxonomy of Gritta, Pilehvar and Collier ("A pragmatic
// guide to geoparsing evaluation", 2020).
const (
	Literal   Use = "literal"   // "in Texas", "Washington said"
	Adjective Use = "adjective" // "the Texan governor", "Russian gas"
	Embedded  Use = "embedded"  // inside another name: "University of Texas", "Kyiv Polytechnic"
)

// Place is a place of the world.
type Place struct {
	// ID is "geonames:745044", "country:TUR", "division:USA.TX",
	// "county:USA.TX/hall-county", "place:camp-david", or for a place that no
	// gazetteer has "name:RUS/arkhyz".
	ID   string
	Name string
	// Country is the ISO 3166-1 alpha-3 code; empty for seas and parts of the
	// world that belong to none or many.
	Country string
	// Division is GeoNames' code of the first-level division, "USA.TX"; may be empty.
	Division string
	// Located tells whether Lat and Lon are known. They are degrees, WGS 84; of a
	// country, division or region they are its middle.
	Located    bool
	Lat, Lon   float64
	Kind       Kind
	Population int
	// In is the city of a venue.
	In string
}

// Mention is a stretch of the text that names a place.
type Mention struct {
	Start, End int // byte offsets into the text, End exclusive
	Text       string
	Place      Place
	Use        Use
	// Dateline is set for the place at the head of the article that tells where
	// it was written: the "here" of the text.
	Dateline bool
	// Why says how the place was chosen among its namesakes.
	Why string
}

// Span is a stretch of the text that another stage has labelled.
type Span struct {
	Start, End int // byte offsets, End exclusive
	Label      string
}

// Document is an article with what other stages know of it.
type Document struct {
	Text string
	// Blocked are spans that name people or organisations; no place is read in them.
	Blocked [][2]int
	// Names are the spans of a names tagger. PERSON and PER weigh against a
	// place, GPE, LOC and FAC for it, ORG makes it Embedded; others are left aside.
	Names []Span
	// About says how much the article is about a country for other reasons than
	// the places it names, such as the offices of its people; the unit is a name.
	About map[string]float64
}

// Reading is what was found in a Document.
type Reading struct {
	// Mentions stand in the order of the text and don't overlap.
	Mentions []Mention
}

// In returns the mentions that lie between two byte offsets.
func (r *Reading) In(start, end int) []Mention {
	i := sort.Search(len(r.Mentions), func(i int) bool { return r.Mentions[i].Start >= start })
	j := i
	for j < len(r.Mentions) && r.Mentions[j].End <= end {
		j++
	}
	return r.Mentions[i:j]
}

// Here returns the places of the article's dateline, in its order.
func (r *Reading) Here() []Mention {
	var here []Mention
	for _, m := range r.Mentions {
		if m.Dateline {
			here = append(here, m)
		}
	}
	return here
}

// Read finds the places that doc names. It may be called from many goroutines.
func (g *Gazetteer) Read(doc Document) *Reading {
	r := &reader{g: g, doc: doc}
	r.words = scan(doc.Text, g.abbreviation)
	r.match()
	r.dateline()
	r.people()
	r.accept()
	r.choose()
	return &Reading{Mentions: r.mentions()}
}

// Find is Read for callers that want only the mentions between two byte offsets
// of the text; the rest of the text still helps to choose among namesakes.
func (g *Gazetteer) Find(doc Document, start, end int) []Mention {
	return g.Read(doc).In(start, end)
}
