package graph

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// PlaceID identifies a place by its folded name and its country, which keeps
// Georgia and Georgia apart: "place:istanbul:tur". Empty when the name has no
// letters or digits.
func PlaceID(p *event.Place) string {
	name := strings.ReplaceAll(Fold(p.Name), " ", "-")
	if name == "" {
		return ""
	}
	// An ID is a key: bound it as checkID bounds others.
	if len(name) > idLimit-50 {
		name = strings.ToValidUTF8(name[:idLimit-50], "")
	}
	id := "place:" + name
	if p.Country != "" {
		id += ":" + Fold(p.Country)
	}
	return id
}

// Fields of a place's tally, besides nameField and countryField.
const coordinatesField = "coordinates"

// countPlaces adds what a claim tells of places n times.
func (ts tallies) countPlaces(c *Claim, n int) {
	p := c.Event.Place
	if p == nil {
		return
	}
	id := PlaceID(p)
	if id == "" {
		return
	}
	t := ts.of(id)
	t.add(nameField, p.Name, n)
	t.add(countryField, p.Country, n)
	if p.Lat != nil && p.Lon != nil {
		t.add(coordinatesField, fmt.Sprintf("%g %g", *p.Lat, *p.Lon), n)
	}
}

// placeRow makes the Place node of a tally, nil when nothing tells of the place.
func placeRow(id string, t tally) Row {
	names := t[nameField]
	if len(names) == 0 {
		return nil
	}
	var lat, lon any
	if a, b, ok := strings.Cut(t[coordinatesField].best(), " "); ok {
		lat, lon = number(a), number(b)
	}
	return Row{id, names.best(), text(t[countryField].best()), lat, lon, foldNames(slices.Collect(maps.Keys(names))), t.json()}
}

func number(s string) any {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return f
}
