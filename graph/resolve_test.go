package graph

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// told makes claims of one event: "PUBLISHED MODALITY DATE", with - for nothing.
func told(t *testing.T, accounts ...string) []*Claim {
	t.Helper()
	var claims []*Claim
	for i, a := range accounts {
		f := strings.Fields(strings.ReplaceAll(a, " - ", " \x00 "))
		e := &event.Event{ID: fmt.Sprintf("e%d", i), Type: event.Talks, Modality: event.Modality(f[1]), Mentions: []event.Mention{{End: 1, Text: "x"}}}
		if len(f) > 2 {
			d, err := event.ParseDate(f[2])
			if err != nil {
				t.Fatal(err)
			}
			e.Date = d
		}
		published := f[0]
		if published == "-" {
			published = ""
		}
		claims = append(claims, &Claim{Article: &Article{ID: fmt.Sprintf("a%d", i), Published: published}, Event: e})
	}
	return claims
}

func TestModalityOf(t *testing.T) {
	for _, c := range []struct {
		want     event.Modality
		accounts []string
	}{
		{event.Held, []string{"2025-05-10 planned", "2025-05-17 held"}},
		{event.Held, []string{"2025-05-17 held", "2025-05-18 planned"}},
		{event.Held, []string{"2025-05-17 held", "2025-05-18 proposed"}},
		{event.Cancelled, []string{"2025-05-10 planned", "2025-05-12 cancelled"}},
		{event.Planned, []string{"2025-05-10 cancelled", "2025-05-12 planned"}},
		{event.Planned, []string{"2025-05-10 planned", "2025-05-12 proposed"}},
		{event.Denied, []string{"2025-05-10 held", "2025-05-12 denied"}},
		{event.Held, []string{"2025-05-10 denied", "2025-05-12 held"}},
		{event.Held, []string{"2025-05-10 held", "2025-05-10 denied", "2025-05-10 planned"}},
		{event.Cancelled, []string{"2025-05-10T08:00:00Z planned", "2025-05-10T09:30:00+02:00 proposed", "2025-05-10T08:30:00Z cancelled"}},
		{event.Held, []string{"- cancelled", "2025-05-10 held"}},
		{event.Held, []string{"2025-05-10 held", "- cancelled"}},
	} {
		claims := told(t, c.accounts...)
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		if have := modalityOf(byTime(claims)); have != c.want {
			t.Errorf("%v: %s, want %s", c.accounts, have, c.want)
		}
	}
}

func TestDateOf(t *testing.T) {
	for _, c := range []struct {
		want     string
		accounts []string
	}{
		{"2025-05-16", []string{"2025-05-17 held 2025-05", "2025-05-18 held 2025-05-16", "2025-05-19 held 2025-W20"}},
		{"2025-05-16", []string{"2025-05-17 held 2025-05-16", "2025-05-18 held 2025-05-15", "2025-05-19 held 2025-05-16"}},
		{"2025-05-15", []string{"2025-05-17 held 2025-05-16", "2025-05-18 held 2025-05-15"}},
		{"2025-05-15/2025-05-16", []string{"2025-05-17 held 2025-W20", "2025-05-18 held 2025-05-15/2025-05-16"}},
		{"2025-05", []string{"2025-05-17 held", "2025-05-18 held 2025-05"}},
		{"", []string{"2025-05-17 held"}},
	} {
		have := ""
		if d := dateOf(byTime(told(t, c.accounts...))); d != nil {
			have = d.Value
		}
		if have != c.want {
			t.Errorf("%v: %q, want %q", c.accounts, have, c.want)
		}
	}
}

func TestLastDay(t *testing.T) {
	for _, c := range [][3]string{ // date, reported, want
		{"2025-05", "2025-05-20", "2025-05-20"},
		{"2025-05", "2025-06-20", "2025-05-31"},
		{"2025-05", "2025-04-20", "2025-05-31"}, // the report can't be right, or not about it
		{"2025-05", "", "2025-05-31"},
		{"2025", "2025-05-20", "2025-05-20"},
		{"2025-W21", "2025-05-21", "2025-05-21"},
		{"2025-05-12/2025-05-14", "2025-05-13", "2025-05-14"},
		{"2025-05-19", "2025-05-19", "2025-05-19"},
	} {
		d, err := event.ParseDate(c[0])
		if err != nil {
			t.Fatal(err)
		}
		if have := lastDay(d, c[1]); have != c[2] {
			t.Errorf("%s told on %s: %s, want %s", c[0], c[1], have, c[2])
		}
	}
}

func TestPartsOf(t *testing.T) {
	claims := told(t, "2025-05-17 held", "2025-05-18 held", "2025-05-19 held")
	who := func(i int, ps ...event.Participant) { claims[i].Event.Participants = ps }
	p := func(id, name string, role event.Role, title, represents string) event.Participant {
		return event.Participant{ID: id, Name: name, Kind: event.Person, Role: role, Title: title, Represents: represents}
	}
	who(0, p("person:b", "Novak", event.Participating, "Minister", "CZE"), p("person:a", "Moreau", event.Mediator, "", ""))
	who(1, p("person:a", "Ada Moreau", event.Participating, "President", "FRA"), p("person:z", "Zoe", event.Host, "", ""), p("person:b", "Béla Novák", event.Participating, "Premier", "CZE"))
	who(2, p("person:c", "Cem", event.Participating, "", ""), p("person:b", "Novak", event.Participating, "Premier", "SVK"))
	var have []string
	for _, pt := range partsOf(claims) {
		have = append(have, fmt.Sprintf("%s %s %s %s %s", pt.actor, pt.name, pt.role, pt.title, pt.represents))
	}
	// In the first article's order, then the others by ID; a tie of roles goes to
	// the more involved one, and a surname alone renames nobody.
	want := "person:b Béla Novák participant Premier CZE | person:a Ada Moreau participant President FRA | person:c Cem participant   | person:z Zoe host  "
	if got := strings.Join(have, " | "); got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
}

func TestSummary(t *testing.T) {
	parts := []part{{name: "A", role: event.Participating}, {name: "B", role: event.Participating}, {name: "M", role: event.Mediator}, {name: "C", role: event.Participating}}
	for want, have := range map[string]string{
		"Call between A, B and C":                summary(event.Call, event.Held, parts, "", "q"),
		"Talks between A and B in Wien (denied)": summary(event.Talks, event.Denied, parts[:2], "Wien", "q"),
		"Call of A (planned)":                    summary(event.Call, event.Planned, parts[:1], "", "q"),
		"Talks in Wien":                          summary(event.Talks, event.Held, nil, "Wien", "q"),
		"S: It was good, he said.":               summary(event.Statement, event.Held, []part{{name: "S", role: event.Speaker}}, "", " It was\n good, he said. "),
		"Statement: x":                           summary(event.Statement, event.Held, nil, "", "x"),
	} {
		if have != want {
			t.Errorf("have %q, want %q", have, want)
		}
	}
	if s := oneLine(strings.Repeat("слово ", 100), 20); s != "слово слово слово…" {
		t.Errorf("have %q", s)
	}
}
