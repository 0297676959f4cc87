package where

import (
	_ "embed"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// wideData is GeoNames' towns and divisions in the layout that data/build.py
// describes. It is searched where it lies: unpacking a hundred thousand places
// would cost every start of the program more than most articles cost to read.
//
//go:embed data/gazetteer.bin
var wideData string

// marks say what else a key is.
const (
	markWord    = 1 // a lower-case word of English: Reading, Nice
	markGiven   = 2 // a given name: Florence, Chad
	markSurname = 4 // one of the thousand most frequent surnames of the United States
	markRare    = 8 // one of the next nine thousand
)

const (
	placeSize = 22
	alternate = 1 << 23
	blockKeys = 16
)

// wide reads gazetteer.bin.
type wide struct {
	data                                 string
	places, keys, blocks                 int
	atPlaces, atNames, atIndex, atBlocks int
	atCountries, atDivisions, atEnd      int
	divisions                            []string
}

var errWide = errors.New("where: data/gazetteer.bin is damaged: make it again with data/build.py")

func openWide(data string) (*wide, error) {
	const magic = "DMPLACE2"
	if len(data) < len(magic)+40 || data[:len(magic)] != magic {
		return nil, errWide
	}
	w := &wide{data: data}
	for i, p := range []*int{&w.places, &w.keys, &w.blocks, &w.atPlaces, &w.atNames, &w.atIndex, &w.atBlocks, &w.atCountries, &w.atDivisions, &w.atEnd} {
		*p = int(w.u32(len(magic) + 4*i))
	}
	if w.atEnd != len(data) || w.atPlaces+w.places*placeSize != w.atNames || w.atIndex+4*w.blocks != w.atBlocks || w.atDivisions > w.atEnd {
		return nil, errWide
	}
	w.divisions = strings.Split(strings.TrimSuffix(data[w.atDivisions:w.atEnd], "\n"), "\n")
	return w, nil
}

func (w *wide) u32(at int) uint32 {
	d := w.data[at : at+4]
	return uint32(d[0]) | uint32(d[1])<<8 | uint32(d[2])<<16 | uint32(d[3])<<24
}

func (w *wide) u24(at int) int {
	d := w.data[at : at+3]
	return int(d[0]) | int(d[1])<<8 | int(d[2])<<16
}

func (w *wide) degrees(at int) float64 {
	v := w.u24(at)
	if v >= 1<<23 {
		v -= 1 << 24
	}
	return float64(v) / 10000
}

// entry is what the file has under a key.
type entry struct {
	marks byte
	count int // of places
	at    int // where their numbers begin
}

// floor returns the entry of the greatest key that is not after key, and how
// many bytes the two share; exact tells that they are the same. A key that is a
// beginning of key is therefore either the one returned or no longer than what
// is shared.
func (w *wide) floor(key []byte) (e entry, shared int, exact bool) {
	n := sort.Search(w.blocks, func(i int) bool {
		at := w.atBlocks + int(w.u32(w.atIndex+4*i))
		return w.data[at+2:at+2+int(w.data[at+1])] > string(key)
	})
	if n == 0 {
		return entry{}, 0, false
	}
	at := w.atBlocks + int(w.u32(w.atIndex+4*(n-1)))
	// matched is how much of key the key before the one at hand shares with it.
	// Keys come in order, so a key that shares less with its predecessor than the
	// predecessor shares with key is already past key.
	matched := 0
	for i := (n - 1) * blockKeys; i < min(n*blockKeys, w.keys); i++ {
		prefix, rest := int(w.data[at]), int(w.data[at+1])
		suffix := w.data[at+2 : at+2+rest]
		meta := at + 2 + rest
		this := entry{marks: w.data[meta], count: int(w.data[meta+1]), at: meta + 2}
		at = this.at + 3*this.count
		switch {
		case prefix > matched && i > (n-1)*blockKeys:
			// Differs from key where its predecessor did: before key as well.
			e, shared, exact = this, matched, false
			continue
		case prefix < matched:
			return e, shared, exact
		}
		j := 0
		for j < rest && prefix+j < len(key) && suffix[j] == key[prefix+j] {
			j++
		}
		switch {
		case j == rest && prefix+j == len(key):
			return this, len(key), true
		case j == rest || prefix+j < len(key) && suffix[j] < key[prefix+j]:
			matched = prefix + j
			e, shared, exact = this, matched, false
		default:
			return e, shared, false
		}
	}
	return e, shared, exact
}

// find returns the entry of exactly this key.
func (w *wide) find(key []byte) (entry, bool) {
	e, _, exact := w.floor(key)
	return e, exact
}

// number returns the i-th place of an entry, and whether the key is only an
// alternate name of it.
func (w *wide) number(e entry, i int) (n int, alt bool) {
	n = w.u24(e.at + 3*i)
	return n &^ alternate, n&alternate != 0
}

// record is a place as the file has it; the name is read only when wanted.
type record struct {
	lat, lon   float64
	population int
	country    string
	kind       Kind
	division   uint16
	known      int // alternate names in all languages: how well it is known
}

func (w *wide) record(n int) record {
	at := w.atPlaces + n*placeSize
	kind := Town
	switch w.data[at+15] {
	case 1:
		kind = Division
	case 2:
		kind = County
	}
	country := w.atCountries + 3*int(w.data[at+14])
	return record{
		lat: w.degrees(at + 4), lon: w.degrees(at + 7), population: int(w.u32(at + 10)),
		country: w.data[country : country+3], kind: kind,
		division: uint16(w.data[at+16]) | uint16(w.data[at+17])<<8, known: int(w.data[at+21]),
	}
}

func (w *wide) name(n int) string {
	at := w.atNames + w.u24(w.atPlaces+n*placeSize+18)
	return w.data[at+1 : at+1+int(w.data[at])]
}

// id is stable as long as GeoNames' numbers and division codes are.
func (w *wide) id(n int) string {
	at := w.atPlaces + n*placeSize
	if id := w.u32(at); id != 0 {
		return fmt.Sprintf("geonames:%d", id)
	}
	division := w.divisions[w.record(n).division]
	if w.data[at+15] == 2 {
		return "county:" + division + "/" + strings.ReplaceAll(string(fold(nil, w.name(n))), " ", "-")
	}
	return "division:" + division
}

// divisionNumber returns the number of a division's code ("USA.TX").
func (w *wide) divisionNumber(code string) (uint16, bool) {
	i := sort.SearchStrings(w.divisions, code)
	if i == len(w.divisions) || w.divisions[i] != code {
		return 0, false
	}
	return uint16(i), true
}
