package where

import (
	"errors"
	"io/fs"
	"math"
	"slices"
	"strings"
)

// Gazetteer is what is known of the places of the world. It does not change
// after Load and may be used from many goroutines.
type Gazetteer struct {
	wide *wide
	rows []entity
	// names leads from a key to what has that name.
	names map[string][]name
	// longest is the number of words of the longest key that begins with a word.
	longest map[string]uint8
	// acronyms are names written in capitals throughout, without full stops: US, UAE.
	acronyms map[string][]name
	// abbreviations stand after a comma and a town, without a last full stop: "Ky", "Ont", "TX", "W.Va".
	abbreviations map[string][]int32
	words         map[string]wordKind
	lengths       [256]uint32 // of words, by the first letter (small), as bits
	// notPlaces are keys of several words that mean something else: "red cross".
	notPlaces map[string]bool
	// makes says what kind of place a word makes of the name beside it: "River".
	makes map[string]Kind
	// capitals are the numbers in wide of states' capitals.
	capitals map[int]bool
	// ofState is the row of a state by its code, as reported ("SUN" leads to Russia's).
	ofState map[string]int32
	// byID leads from "geonames:5992500" and "division:USA.TX" to the row that
	// replaces that place of wide, so that a place is one, however it is named.
	replaced map[int]int32
}

// entity is a place that stands in a table or among the states.
type entity struct {
	Place
	countries []string // all of them, for a sea or a disputed land
	division  uint16   // number of the first-level division, noDivision when none
	known     int      // alternate names in all languages
	context   bool     // a name that needs evidence, since it is also a word
	vec       vector
}

const noDivision = math.MaxUint16

// name is one way to read a surface.
type name struct {
	row       int32 // an entity, or -1-n for the n-th place of wide
	adjective bool
	people    bool // "Iraqis": no place, but a hint which country the text is about
	the       bool // only after "the"
	plain     bool // the entity's chief name
}

// Load makes the gazetteer from the tables that come with the program, the
// states that the caller knows and, layered over these, tables of the user's
// own in the same form. It reports every fault it finds, with file and line.
func Load(states []State, user ...fs.FS) (*Gazetteer, error) {
	w, err := openWide(wideData)
	if err != nil {
		return nil, err
	}
	t, err := readTables(tables, "data")
	if err != nil {
		return nil, err
	}
	for _, u := range user {
		more, err := readTables(u, ".")
		if err != nil {
			return nil, err
		}
		for kind, rows := range more {
			t[kind] = append(t[kind], rows...)
		}
	}
	g := &Gazetteer{
		wide: w, names: make(map[string][]name, 8192), longest: make(map[string]uint8, 4096),
		acronyms: map[string][]name{}, abbreviations: map[string][]int32{}, words: make(map[string]wordKind, len(t["words"])), makes: map[string]Kind{}, notPlaces: map[string]bool{},
		capitals: map[int]bool{}, ofState: map[string]int32{}, replaced: map[int]int32{},
	}
	err = errors.Join(g.addWords(t["words"]), g.addStates(states, t["centres"]), g.addPlaces(t["places"]), g.addNames(t["names"]))
	if err != nil {
		return nil, err
	}
	g.addCapitals(states)
	return g, nil
}

// addPlaces reads places-*.tsv.
func (g *Gazetteer) addPlaces(rows []row) error {
	var faults []error
	divisions := g.wideDivisions()
	for _, r := range rows {
		lat, err := r.degrees(7, 90)
		lon, err2 := r.degrees(8, 180)
		e := entity{Place: Place{ID: "place:" + r.cells[0], Name: r.cells[1], Kind: Kind(r.cells[4]), Located: true, Lat: lat, Lon: lon, In: r.cells[9]},
			countries: list(r.cells[5]), division: noDivision, context: r.cells[10] == "context"}
		if len(e.countries) > 0 {
			e.Country = e.countries[0]
		}
		if e.Kind == Town {
			e.Population = 20000 // a town known for talks is seldom large; GeoNames' figure replaces it below
		}
		if code := r.cells[6]; code != "" {
			d, ok := g.wide.divisionNumber(code)
			if !ok {
				err = errors.Join(err, r.fault("division %q is not one of GeoNames' codes in gazetteer.bin", code))
			} else if n, ok := divisions[d]; ok {
				e.Population = g.wide.record(n).population
				g.replaced[n] = int32(len(g.rows))
			}
			e.division, e.Division, e.ID = d, code, "division:"+code
		}
		if err := errors.Join(err, err2); err != nil {
			faults = append(faults, err)
			continue
		}
		if e.Kind == Town {
			for _, s := range append([]string{e.Name}, list(r.cells[2])...) {
				if n, ok := g.near(s, e.Country, lat, lon); ok {
					rec := g.wide.record(n)
					e.ID, e.Population, e.division, e.Division = g.wide.id(n), max(rec.population, 1), rec.division, g.wide.divisions[rec.division]
					e.known = rec.known
					g.replaced[n] = int32(len(g.rows))
					break
				}
			}
		}
		n := g.addEntity(e)
		g.addName(e.Name, name{row: n, plain: true})
		for _, s := range list(r.cells[2]) {
			g.addName(s, name{row: n})
		}
		for _, s := range list(r.cells[3]) {
			k := strings.TrimSuffix(s, ".")
			g.abbreviations[k] = append(g.abbreviations[k], n)
		}
	}
	return errors.Join(faults...)
}

// addNames reads names-*.tsv: other names of towns that wide has.
func (g *Gazetteer) addNames(rows []row) error {
	var faults []error
	for _, r := range rows {
		n, ok := g.largest(r.cells[1], r.cells[2])
		if !ok {
			faults = append(faults, r.fault("no town %q in %s in gazetteer.bin", r.cells[1], r.cells[2]))
			continue
		}
		g.addName(r.cells[0], name{row: g.reference(n)})
	}
	return errors.Join(faults...)
}

func (g *Gazetteer) addEntity(e entity) int32 {
	e.vec = toVector(e.Lat, e.Lon)
	g.rows = append(g.rows, e)
	return int32(len(g.rows) - 1)
}

// addName files a surface under its key. Surfaces of capital letters throughout
// are filed apart: "US" must not be found in "us", nor "CAR" in "car".
func (g *Gazetteer) addName(surface string, n name) {
	if len(surface) > 4 && strings.EqualFold(surface[:4], "the ") {
		surface, n.the = surface[4:], true
	}
	bare := strings.ReplaceAll(surface, ".", "")
	if len(bare) <= 5 && bare == strings.ToUpper(bare) && !strings.Contains(bare, " ") {
		if !slices.Contains(g.acronyms[bare], n) {
			g.acronyms[bare] = append(g.acronyms[bare], n)
		}
		return
	}
	key := string(fold(nil, surface))
	if key == "" || slices.ContainsFunc(g.names[key], func(o name) bool { return o.row == n.row && o.adjective == n.adjective && o.people == n.people }) {
		return
	}
	g.names[key] = append(g.names[key], n)
	first, _, _ := strings.Cut(key, " ")
	g.longest[first] = max(g.longest[first], uint8(min(strings.Count(key, " ")+1, 8)))
}

// wideDivisions leads from the number of a division to its place in wide.
// Divisions stand first in the file.
func (g *Gazetteer) wideDivisions() map[uint16]int {
	m := make(map[uint16]int, 4096)
	for n := 0; n < g.wide.places; n++ {
		r := g.wide.record(n)
		if r.kind != Division {
			break
		}
		m[r.division] = n
	}
	return m
}

// largest returns the largest town of that name in a country.
func (g *Gazetteer) largest(surface, country string) (int, bool) {
	e, ok := g.wide.find(fold(nil, surface))
	for i := 0; ok && i < e.count; i++ {
		n, _ := g.wide.number(e, i)
		if r := g.wide.record(n); r.country == country && r.kind == Town {
			return n, true
		}
	}
	return 0, false
}

// near returns the town of that name that lies at a point.
func (g *Gazetteer) near(surface, country string, lat, lon float64) (int, bool) {
	e, ok := g.wide.find(fold(nil, surface))
	for i := 0; ok && i < e.count; i++ {
		n, _ := g.wide.number(e, i)
		if r := g.wide.record(n); r.country == country && r.kind == Town && toVector(r.lat, r.lon).km(toVector(lat, lon)) < 25 {
			return n, true
		}
	}
	return 0, false
}

// reference returns how the rest of the package names the n-th place of wide.
func (g *Gazetteer) reference(n int) int32 {
	if row, ok := g.replaced[n]; ok {
		return row
	}
	return int32(-1 - n)
}

// place returns the place behind a reference.
func (g *Gazetteer) place(ref int32) Place {
	if ref >= 0 {
		return g.rows[ref].Place
	}
	n := int(-1 - ref)
	r := g.wide.record(n)
	return Place{ID: g.wide.id(n), Name: g.wide.name(n), Country: r.country, Division: g.wide.divisions[r.division],
		Located: true, Lat: r.lat, Lon: r.lon, Kind: r.kind, Population: r.population}
}

// Distance is the distance in kilometres between two points given in degrees.
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	return toVector(lat1, lon1).km(toVector(lat2, lon2))
}

// vector is a point on the unit sphere; distances need no trigonometry but one arc.
type vector struct{ x, y, z float64 }

func toVector(lat, lon float64) vector {
	la, lo := lat*math.Pi/180, lon*math.Pi/180
	return vector{math.Cos(la) * math.Cos(lo), math.Cos(la) * math.Sin(lo), math.Sin(la)}
}

// km is the distance along the surface.
func (v vector) km(o vector) float64 {
	dot := v.x*o.x + v.y*o.y + v.z*o.z
	return 6371 * math.Acos(min(1, max(-1, dot)))
}
