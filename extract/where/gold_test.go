package where

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestGold scores against annotated articles, when DEMARCHE_GOLD_PLACES names a
// JSON Lines file of {"text", "places": [{"start","end","lat","lon"}]} with offsets
// in code points. A mention counts when it overlaps; a place when it lies within
// 161 km (100 miles).
func TestGold(t *testing.T) {
	file := os.Getenv("DEMARCHE_GOLD_PLACES")
	if file == "" {
		t.Skip("set DEMARCHE_GOLD_PLACES to a JSON Lines file of annotated articles to score against it")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := load(t)
	var tp, fp, fn, near, placed float64
	for line := range strings.Lines(string(data)) {
		var a struct {
			Text   string
			Places []struct {
				Start, End int
				Lat, Lon   *float64
			}
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		ms := g.Read(Document{Text: a.Text}).Mentions
		used := make([]bool, len(ms))
		for _, p := range a.Places {
			found := -1
			for i, m := range ms {
				start := utf8.RuneCountInString(a.Text[:m.Start])
				if start < p.End && start+utf8.RuneCountInString(m.Text) > p.Start {
					used[i] = true
					if found < 0 {
						found = i
					}
				}
			}
			if found < 0 {
				fn++
				continue
			}
			tp++
			if q := ms[found].Place; p.Lat != nil && q.Located {
				placed++
				if toVector(q.Lat, q.Lon).km(toVector(*p.Lat, *p.Lon)) <= 161 {
					near++
				}
			}
		}
		for _, u := range used {
			if !u {
				fp++
			}
		}
	}
	f1, within := 2*tp/(2*tp+fp+fn), near/placed
	t.Logf("F1 %.3f (precision %.3f, recall %.3f), within 161 km %.3f", f1, tp/(tp+fp), tp/(tp+fn), within)
	if f1 < 0.85 || within < 0.93 {
		t.Errorf("F1 %.3f, within 161 km %.3f: below the floor of 0.85 and 0.93", f1, within)
	}
}

// TestGoldEvents looks for the place of every annotated event, when
// DEMARCHE_GOLD_EVENTS names a JSON Lines file of {"id", "text", "events":
// [{"place", "country"}]}. A place is found when the article has a mention of
// (a part of) that name in that country.
func TestGoldEvents(t *testing.T) {
	file := os.Getenv("DEMARCHE_GOLD_EVENTS")
	if file == "" {
		t.Skip("set DEMARCHE_GOLD_EVENTS to a JSON Lines file of annotated events to look for their places")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := load(t)
	parts := regexp.MustCompile(`, | and `)
	all, found := 0, 0
	for line := range strings.Lines(string(data)) {
		var a struct {
			ID, Text string
			Events   []struct{ Place, Country string }
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		ms := g.Read(Document{Text: a.Text}).Mentions
		for _, e := range a.Events {
			if e.Place == "" {
				continue
			}
			all++
			hit := false
			for _, part := range parts.Split(e.Place, -1) {
				key := string(fold(nil, part))
				for _, m := range ms {
					name := string(fold(nil, m.Text))
					hit = hit || m.Use != Adjective && m.Place.Country == e.Country && (strings.Contains(key, name) || strings.Contains(name, key))
				}
			}
			if hit {
				found++
			} else {
				t.Logf("%s: %s in %s is not found", a.ID, e.Place, e.Country)
			}
		}
	}
	t.Logf("%d of %d places of events found", found, all)
	if float64(found) < 0.95*float64(all) {
		t.Errorf("%d of %d places of events found: below the floor of 0.95", found, all)
	}
}
