package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/event"
)

// one reads a text and returns its only event of a type.
func one(t *testing.T, text string, typ event.Type) event.Event {
	t.Helper()
	var found []event.Event
	for _, e := range extractor(t).Extract("a", "", "2024-05-15", text) {
		if e.Type == typ {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%q: %d events of type %s, want one", text, len(found), typ)
	}
	return found[0]
}

// Medium and code tell how a contact took place.
func TestMediumAndCode(t *testing.T) {
	for _, c := range []struct {
		text          string
		typ           event.Type
		medium, cameo string
	}{
		{"Emmanuel Macron spoke by telephone with Giorgia Meloni on Monday.", event.Call, "phone", "041"},
		{"Emmanuel Macron and Giorgia Meloni held a video conference on Monday.", event.Call, "video", "041"},
		{"Emmanuel Macron met Giorgia Meloni in Rome on Monday.", event.Talks, "", "040"},
		{"Emmanuel Macron hosted Giorgia Meloni in Paris on Monday.", event.Talks, "", "043"},
		{"Russia and Ukraine negotiated in Istanbul on Monday.", event.Talks, "", "046"},
		{"Emmanuel Macron will meet Giorgia Meloni in Rome on Friday.", event.Talks, "", "036"},
		{"Hakan Fidan condemned the attack.", event.Statement, "", "111"},
		{"Hakan Fidan said that the attack was over.", event.Statement, "", "010"},
	} {
		if e := one(t, c.text, c.typ); e.Medium != c.medium || e.CAMEO != c.cameo {
			t.Errorf("%q: medium %q and code %s, want %q and %s", c.text, e.Medium, e.CAMEO, c.medium, c.cameo)
		}
	}
}

// A participant carries the words that name it, its office, and for whom it acts.
func TestParticipants(t *testing.T) {
	e := one(t, "Turkish Foreign Minister Hakan Fidan called Marta Lindqvist, Sweden's special envoy, on Monday.", event.Call)
	want := map[string]event.Participant{
		"person:hakan-fidan":     {Name: "Hakan Fidan", Kind: event.Person, Role: event.Participating, Represents: "TUR", Title: "Foreign Minister", Text: "Turkish Foreign Minister Hakan Fidan"},
		"person:marta-lindqvist": {Name: "Marta Lindqvist", Kind: event.Person, Role: event.Participating, Represents: "SWE", Title: "special envoy", Text: "Marta Lindqvist, Sweden's special envoy"},
	}
	for _, p := range e.Participants {
		w, ok := want[p.ID]
		if !ok {
			t.Errorf("participant %s was not told", p.ID)
			continue
		}
		delete(want, p.ID)
		if !strings.EqualFold(p.Title, w.Title) || p.Name != w.Name || p.Kind != w.Kind || p.Role != w.Role || p.Represents != w.Represents || p.Text != w.Text {
			t.Errorf("%s is %+v, want %+v", p.ID, p, w)
		}
	}
	for id := range want {
		t.Errorf("participant %s is missing", id)
	}
}

// A place lies in a country and on the map; a call has none.
func TestPlaces(t *testing.T) {
	e := one(t, "Emmanuel Macron met Giorgia Meloni in Rome on Monday.", event.Talks)
	if p := e.Place; p == nil || p.Country != "ITA" || p.Lat == nil || p.Lon == nil || *p.Lat < 41 || *p.Lat > 43 || *p.Lon < 12 || *p.Lon > 13 {
		t.Errorf("the place is %+v, want Rome", e.Place)
	}
	if e := one(t, "Emmanuel Macron, in Rome, phoned Joe Biden in Washington on Monday.", event.Call); e.Place != nil {
		t.Errorf("a call has the place %+v", e.Place)
	}
}

// Every sentence that tells of an event is a mention of it, in order.
func TestMentions(t *testing.T) {
	sentences := []string{
		"Emmanuel Macron called Giorgia Meloni on Monday.",
		"The weather was fine.",
		"During the call the two leaders discussed Libya.",
	}
	e := one(t, strings.Join(sentences, " "), event.Call)
	var have []string
	for _, m := range e.Mentions {
		have = append(have, m.Text)
	}
	if want := []string{sentences[0], sentences[2]}; !slices.Equal(have, want) {
		t.Errorf("mentions %q, want %q", have, want)
	}
}

// A statement that tells of a call is about it; one on something else is not.
func TestAbout(t *testing.T) {
	for text, want := range map[string]bool{
		"Meloni said that she had spoken with Macron by phone on Monday.":                           true,
		"Emmanuel Macron called Giorgia Meloni on Monday. Hakan Fidan said that prices would fall.": false,
	} {
		call, said := one(t, text, event.Call), one(t, text, event.Statement)
		if have := slices.Contains(said.About, call.ID); have != want {
			t.Errorf("%q: the statement is about the call: %v, want %v", text, have, want)
		}
	}
}

// What the text tells plainly counts for more than what it hints at.
func TestConfidence(t *testing.T) {
	plain := one(t, "Emmanuel Macron phoned Giorgia Meloni on Monday.", event.Call)
	vague := one(t, "Emmanuel Macron might talk to Giorgia Meloni by phone.", event.Call)
	if plain.Confidence <= vague.Confidence {
		t.Errorf("confidence %v for a call that was held on a day, %v for one that might be", plain.Confidence, vague.Confidence)
	}
}

// The version names the dictionaries, so that a graph knows when to read again.
func TestVersion(t *testing.T) {
	x := extractor(t)
	if v := x.Version(); v == "" || v != x.Version() || !strings.Contains(v, "+") {
		t.Errorf("version %q", v)
	}
}
