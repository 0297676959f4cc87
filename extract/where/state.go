package where

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// State is a state or territory as the caller's dictionary has it: the columns
// of extract/lexicon/data/countries.tsv that matter for places.
type State struct {
	Code       string   // ISO 3166-1 alpha-3, or a code of the X range
	Name       string   // short English name
	Also       []string // official and other names, abbreviations
	Adjectives []string
	People     []string // nouns for its people
	Capitals   []string // spellings of its capital, or several capitals
	Past       bool     // no longer there
}

// addStates turns the caller's states into places at the points of centres.tsv.
func (g *Gazetteer) addStates(states []State, centres []row) error {
	var faults []error
	type centre struct {
		lat, lon float64
		of       string
	}
	at := make(map[string]centre, len(centres))
	for _, r := range centres {
		lat, err := r.degrees(1, 90)
		lon, err2 := r.degrees(2, 180)
		faults = append(faults, err, err2)
		at[r.cells[0]] = centre{lat, lon, r.cells[3]}
	}
	for _, s := range states {
		c, ok := at[s.Code]
		if !ok {
			faults = append(faults, fmt.Errorf("where: state %s (%s) has no point in data/centres.tsv: add a line for it", s.Code, s.Name))
			continue
		}
		code := s.Code
		if c.of != "" {
			code = c.of
		}
		kind := Country
		if c.of != "" && !s.Past {
			kind = Region
		}
		n := g.addEntity(entity{Place: Place{ID: "country:" + s.Code, Name: s.Name, Country: code, Located: true, Lat: c.lat, Lon: c.lon, Kind: kind}, division: noDivision})
		if _, ok := g.ofState[code]; !ok || code == s.Code {
			g.ofState[code] = n
		}
		g.addName(s.Name, name{row: n, plain: true})
		// An acronym of two letters may be anything, unless it is also written with stops.
		for _, a := range s.Also {
			if len(a) == 2 && a == strings.ToUpper(a) && !slices.Contains(s.Also, a[:1]+"."+a[1:]+".") {
				continue
			}
			g.addName(a, name{row: n})
		}
		for _, a := range s.Adjectives {
			g.addName(a, name{row: n, adjective: true})
		}
		for _, p := range s.People {
			g.addName(p, name{row: n, people: true})
		}
	}
	return errors.Join(faults...)
}

// addCapitals marks capitals, so that Victoria is in the Seychelles only when
// something says so, but Kingston in Jamaica by itself.
func (g *Gazetteer) addCapitals(states []State) {
	for _, s := range states {
		for _, c := range s.Capitals {
			if n, ok := g.largest(c, s.Code); ok && !s.Past {
				g.capitals[n] = true
			}
		}
	}
}
