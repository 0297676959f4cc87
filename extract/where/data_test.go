package where

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTables reads every table for meaning: known states and kinds, ids given
// once, points where the place can be, no name given twice for one place.
func TestTables(t *testing.T) {
	g := load(t)
	tables, err := readTables(os.DirFS("data"), ".")
	if err != nil {
		t.Fatal(err)
	}
	states, err := lexiconStates()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for i := range g.wide.places {
		known[g.wide.record(i).country] = true
	}
	for _, s := range states {
		known[s.Code] = true
	}
	towns := townsByState(g)
	idForm := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	kinds := []Kind{Division, Town, Region, Venue, Airport, Base, Water, Island, Mountain}
	ids, surfaces := map[string]bool{}, map[string]row{}
	for _, r := range tables["places"] {
		id, kind, country, city, needs := r.cells[0], Kind(r.cells[4]), list(r.cells[5]), r.cells[9], r.cells[10]
		lat, err := r.degrees(7, 90)
		if err != nil {
			t.Error(err)
		}
		lon, err := r.degrees(8, 180)
		if err != nil {
			t.Error(err)
		}
		at := toVector(lat, lon)
		if !idForm.MatchString(id) || ids[id] {
			t.Error(r.fault("id %q is given twice or has not the form of %s", id, idForm))
		}
		ids[id] = true
		if !slices.Contains(kinds, kind) {
			t.Error(r.fault("kind %q is none of %v", kind, kinds))
		}
		if needs != "" && needs != "context" {
			t.Error(r.fault("needs %q is neither empty nor context", needs))
		}
		for _, c := range country {
			if !known[c] {
				t.Error(r.fault("state %q is not known", c))
			}
		}
		for _, s := range append([]string{r.cells[1]}, list(r.cells[2])...) {
			key := string(fold(nil, s)) + "\t" + r.cells[5] + "\t" + r.cells[6] + "\t" + city
			if o, ok := surfaces[key]; ok {
				t.Error(r.fault("%q is given already at %s:%d, with nothing to tell the two apart", s, o.file, o.line))
			}
			surfaces[key] = r
		}
		// A slip in a coordinate puts a place into the sea or the next country, so a
		// place on land lies near some town of its state.
		limit := map[Kind]float64{Town: 250, Venue: 60, Airport: 60, Base: 60, Division: 450, Mountain: 450, Region: 1200}[kind]
		if limit > 0 && len(country) > 0 && r.cells[11] != "far from any town" {
			if km := nearest(at, country, towns); km > limit {
				t.Error(r.fault("%s lies %.0f km from the nearest town of %v: are the coordinates right?", id, km, country))
			}
		}
		if city != "" {
			if km := g.cityDistance(city, country[0], at); km > 90 {
				t.Error(r.fault("%s lies %.0f km from %s", id, km, city))
			}
		}
	}
	if n := len(tables["places"]); n < 1500 {
		t.Errorf("%d places in the tables, there were at least 1500", n)
	}
}

func townsByState(g *Gazetteer) map[string][]vector {
	m := map[string][]vector{}
	for i := range g.wide.places {
		if r := g.wide.record(i); r.kind == Town {
			m[r.country] = append(m[r.country], toVector(r.lat, r.lon))
		}
	}
	return m
}

func nearest(at vector, states []string, towns map[string][]vector) float64 {
	best := math.Inf(1)
	for _, s := range states {
		for _, v := range towns[s] {
			best = min(best, at.km(v))
		}
	}
	return best
}

// cityDistance is how far the nearest place of that name lies, infinite when there is none.
func (g *Gazetteer) cityDistance(city, country string, at vector) float64 {
	best := math.Inf(1)
	key := fold(nil, city)
	for _, n := range g.names[string(key)] {
		if p := g.place(n.row); p.Country == country {
			best = min(best, at.km(toVector(p.Lat, p.Lon)))
		}
	}
	e, ok := g.wide.find(key)
	for i := 0; ok && i < e.count; i++ {
		n, _ := g.wide.number(e, i)
		if r := g.wide.record(n); r.country == country {
			best = min(best, at.km(toVector(r.lat, r.lon)))
		}
	}
	return best
}

// TestCentres holds the points of states against where their towns lie.
func TestCentres(t *testing.T) {
	g := load(t)
	towns := townsByState(g)
	for _, e := range g.rows {
		code, ok := strings.CutPrefix(e.ID, "country:")
		if !ok || len(towns[code]) == 0 {
			continue
		}
		if km := nearest(e.vec, []string{code}, towns); km > 700 {
			t.Errorf("the point of %s lies %.0f km from the nearest town of the state", code, km)
		}
	}
}

// TestDivisions holds the points of divisions against their towns: a wrong code
// would put Bavaria's towns into Hesse.
func TestDivisions(t *testing.T) {
	g := load(t)
	towns := map[uint16][]vector{}
	for i := range g.wide.places {
		if r := g.wide.record(i); r.kind == Town {
			towns[r.division] = append(towns[r.division], toVector(r.lat, r.lon))
		}
	}
	n := 0
	for _, e := range g.rows {
		if e.Kind != Division {
			continue
		}
		n++
		best := math.Inf(1)
		for _, v := range towns[e.division] {
			best = min(best, e.vec.km(v))
		}
		if best > 400 {
			t.Errorf("%s (%s) lies %.0f km from the nearest of its towns", e.Name, e.Division, best)
		}
	}
	if n < 500 {
		t.Errorf("%d divisions in the tables, there were at least 500", n)
	}
}

// TestWideFindsItself looks every town and division up by its own name. It fails
// when fold and build.py's fold differ, or the search goes wrong.
func TestWideFindsItself(t *testing.T) {
	g := load(t)
	lost := 0
	for n := range g.wide.places {
		name := g.wide.name(n)
		key := fold(nil, name)
		e, ok := g.wide.find(key)
		found := false
		for i := 0; ok && i < e.count; i++ {
			m, _ := g.wide.number(e, i)
			found = found || m == n
		}
		if !found && e.count < 255 && len(key) > 0 && len(key) < 64 {
			if lost++; lost < 20 {
				t.Errorf("place %d, %q, is not found under its key %q", n, name, key)
			}
		}
	}
}

// TestFloor compares the search with a walk through all keys.
func TestFloor(t *testing.T) {
	w := load(t).wide
	var keys []string
	for b := range w.blocks {
		at := w.atBlocks + int(w.u32(w.atIndex+4*b))
		key := ""
		for i := b * blockKeys; i < min((b+1)*blockKeys, w.keys); i++ {
			prefix, rest := int(w.data[at]), int(w.data[at+1])
			key = key[:prefix] + w.data[at+2:at+2+rest]
			keys = append(keys, key)
			at += 2 + rest + 2 + 3*int(w.data[at+2+rest+1])
		}
	}
	if len(keys) != w.keys || !slices.IsSorted(keys) {
		t.Fatalf("%d keys, sorted %v; the header says %d", len(keys), slices.IsSorted(keys), w.keys)
	}
	for i := 0; i < len(keys); i += 37 {
		for _, probe := range []string{keys[i], keys[i] + " and more", keys[i] + "a", keys[i][:len(keys[i])-1], keys[i] + "\x7f"} {
			at, exact := slices.BinarySearch(keys, probe)
			_, shared, got := w.floor([]byte(probe))
			if got != exact {
				t.Fatalf("floor(%q) is exact: %v, want %v", probe, got, exact)
			}
			if !exact {
				at--
			}
			want := 0
			if at >= 0 {
				for want < min(len(keys[at]), len(probe)) && keys[at][want] == probe[want] {
					want++
				}
			}
			if shared != want {
				t.Fatalf("floor(%q) shares %d, want %d (with %q)", probe, shared, want, keys[max(at, 0)])
			}
		}
	}
}

func TestOpenWideRefusesDamage(t *testing.T) {
	for name, data := range map[string]string{"empty": "", "no magic": strings.Repeat("x", 100), "cut": wideData[:len(wideData)-5], "other version": "DMPLACE1" + wideData[8:]} {
		if _, err := openWide(data); err == nil {
			t.Errorf("%s: opened without an error", name)
		}
	}
}

// TestLoadNamesFileAndLine gives Load tables that a user got wrong.
func TestLoadNamesFileAndLine(t *testing.T) {
	head := func(name, columns string) string {
		return "# name: " + name + "\n# format: 1\n# row: r\n# source: s\n# retrieved: 2026-11-22\n# licence: l\n# gaps: g\n" + columns + "\n"
	}
	places := strings.Join(columns["places"], "\t")
	for _, c := range []struct{ file, data, want string }{
		{"places-own.tsv", head("places-own", places) + "x\tX\t\t\ttown\tFRA\t\t99\t2\t\t\t\n", `places-own.tsv:9: "99" is not a number of degrees`},
		{"places-own.tsv", head("places-own", places) + "x\tX\t\t\ttown\tFRA\tFRA.XX\t48\t2\t\t\t\n", `places-own.tsv:9: division "FRA.XX"`},
		{"places-own.tsv", head("places-own", places) + "x\tX\n", `places-own.tsv:9: 2 cells, the table has 12 columns`},
		{"places-own.tsv", head("places-own", "id\tname"), `places-own.tsv:8: columns are id name`},
		{"places-own.tsv", places + "\n", `places-own.tsv:1: header has no "# name:" line`},
		{"places-own.tsv", head("places-own", places) + "b\tB\t\t\ttown\tFRA\t\t48\t2\t\t\t\na\tA\t\t\ttown\tFRA\t\t48\t2\t\t\t\n", `places-own.tsv:10: not sorted`},
		{"names-own.tsv", head("names-own", "surface\tcity\tcountry\tnote") + "X\tNowhere\tFRA\t\n", `names-own.tsv:9: no town "Nowhere" in FRA`},
		{"words-own.tsv", head("words-own", "word\tkind\tmakes\tnote") + "x\tverb\t\t\n", `words-own.tsv:9: no kind of word is called "verb"`},
		{"spots.tsv", "", `spots.tsv:1: no kind of table is called "spots"`},
		{"places-own.tsv", "a\r\n", `carriage returns`},
	} {
		_, err := Load(nil, fstest.MapFS{c.file: {Data: []byte(c.data)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one that says %q", c.file, err, c.want)
		}
	}
	if _, err := Load([]State{{Code: "QQQ", Name: "Nowhere"}}); err == nil || !strings.Contains(err.Error(), "QQQ") {
		t.Errorf("a state without a point: error is %v", err)
	}
}

// TestUserTablesAreLayered adds a place of the user's own.
func TestUserTablesAreLayered(t *testing.T) {
	data := "# name: places-own\n# format: 1\n# row: r\n# source: s\n# retrieved: 2026-11-22\n# licence: l\n# gaps: g\n" + strings.Join(columns["places"], "\t") +
		"\nzubrovka-lodge\tZubrovka Lodge\t\t\tvenue\tCHE\t\t46.5\t6.6\tLausanne\t\t\n"
	g, err := Load(nil, fstest.MapFS{"places-own.tsv": {Data: []byte(data)}})
	if err != nil {
		t.Fatal(err)
	}
	ms := g.Read(Document{Text: "They met at Zubrovka Lodge."}).Mentions
	if len(ms) != 1 || ms[0].Place.ID != "place:zubrovka-lodge" || ms[0].Place.In != "Lausanne" {
		t.Errorf("found %+v", ms)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Brasília": "brasilia", "Sana'a": "sanaa", "Sana’a": "sanaa", "Port-au-Prince": "port au prince", "Łódź": "lodz", "İzmir": "izmir",
		"St. Thomas": "st thomas", "Washington, D.C.": "washington dc", "Đà Nẵng": "da nang", "Trinidad & Tobago": "trinidad & tobago",
		"  a  b ": "a b", "": "", "—": "", "Zürich": "zurich", "Århus": "arhus", "Ş": "s", "N'Djamena": "ndjamena",
	} {
		if got := string(fold(nil, in)); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}
