package api

import (
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// What articles leave out or tell less exactly is no disagreement.
func TestDisagreements(t *testing.T) {
	told := func(modality, date, place, parties string) account {
		a := account{claim: event.Event{Modality: event.Modality(modality)}}
		a.Article = modality + date + place + parties
		if date != "" {
			d, err := event.ParseDate(date)
			if err != nil {
				t.Fatal(err)
			}
			a.claim.Date = d
		}
		if place != "" {
			venue, city, _ := strings.Cut(place, ", ")
			a.claim.Place = &event.Place{Name: venue, City: city}
		}
		for p := range strings.FieldsSeq(parties) {
			id, state, _ := strings.Cut(p, "=")
			a.claim.Participants = append(a.claim.Participants, event.Participant{ID: id, Name: id, Role: event.Participating, Represents: state})
		}
		return a
	}
	for _, c := range []struct {
		one, other account
		want       string
	}{
		{told("held", "2025-05", "", ""), told("held", "2025-05-19", "", ""), ""},
		{told("held", "2025-05", "", ""), told("held", "", "", ""), ""},
		{told("held", "2025-05-18", "", ""), told("held", "2025-05-19", "", ""), "date"},
		{told("held", "2025-W20", "", ""), told("held", "2025-06", "", ""), "date"},
		{told("planned", "", "", ""), told("held", "", "", ""), ""},
		{told("planned", "", "", ""), told("cancelled", "", "", ""), ""},
		{told("held", "", "", ""), told("cancelled", "", "", ""), "modality"},
		{told("planned", "", "", ""), told("denied", "", "", ""), "modality"},
		{told("held", "", "Kremlin, Moscow", ""), told("held", "", "Moscow", ""), ""},
		{told("held", "", "Kremlin, Moscow", ""), told("held", "", "Foreign Ministry, Moscow", ""), ""},
		{told("held", "", "Minsk", ""), told("held", "", "Moscow", ""), "place"},
		{told("held", "", "", "person:a=FRA person:b=DEU"), told("held", "", "", "country:FRA country:DEU"), ""},
		{told("held", "", "", "person:a=FRA person:b=DEU"), told("held", "", "", "person:a=FRA person:b=DEU person:c"), ""},
		{told("held", "", "", "person:a=FRA person:b=DEU"), told("held", "", "", "person:a=FRA person:c=ITA"), "participants"},
	} {
		var have []string
		for _, d := range disagreements([]account{c.one, c.other}) {
			have = append(have, d.Slot)
			if len(d.Values) != 2 {
				t.Errorf("%s: %+v", d.Slot, d.Values)
			}
		}
		if strings.Join(have, " ") != c.want {
			t.Errorf("%q and %q: have %q, want %q", c.one.Article, c.other.Article, have, c.want)
		}
	}
}
