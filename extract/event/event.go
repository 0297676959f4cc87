// Package event is the language that every part of demarche speaks: what an
// event of diplomacy is, who took part, when, where, and which words of which
// article say so. It imports the standard library only, so that any package
// may import it without a cycle.
//
// # An event
//
// An Event is one call, one meeting or one public utterance as ONE article
// tells of it; every mention of it in that article is listed in Mentions. The
// JSON form of an Event (schema "demarche.event/1", one a line) is the contract
// between `demarche extract`, `demarche load` and the graph.
//
// # Offsets
//
// Start and End of a Mention are Unicode code points into the article's text as
// it was given, End exclusive, and Text is exactly that slice.
package event

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Schema names the version of the JSON form.
const Schema = "demarche.event/1"

// Type says what kind of event it is.
type Type string

// The types that demarche reads. CAMEO and PLOVER know more; these three answer
// "who talked to whom, and who said what about it".
const (
	// Call is a remote conversation in real time: telephone, video link, hotline.
	Call Type = "call"
	// Talks is a meeting, negotiation, summit or official visit with a meeting.
	Talks Type = "talks"
	// Statement is a public utterance attributed to a political actor.
	Statement Type = "statement"
)

// Types lists every Type in the order in which people read them.
func Types() []Type { return []Type{Call, Talks, Statement} }

// Modality says whether the event took place, as the article tells it.
type Modality string

// The modalities, from fact to its contrary.
const (
	Held      Modality = "held"      // took place or is taking place
	Planned   Modality = "planned"   // announced, agreed or expected
	Proposed  Modality = "proposed"  // offered, urged, hoped for, possible
	Cancelled Modality = "cancelled" // called off or put off without a new date
	Denied    Modality = "denied"    // said not to have taken place or not to be planned
)

// Modalities lists every Modality.
func Modalities() []Modality { return []Modality{Held, Planned, Proposed, Cancelled, Denied} }

// Kind says what an actor is.
type Kind string

// The kinds of actor.
const (
	Person       Kind = "person"
	Country      Kind = "country"
	Organization Kind = "organization"
)

// Role says what an actor did in an event.
type Role string

// The roles. A call or talks has participants, and may have a host or a
// mediator who is not a party; a statement has speakers and may have addressees.
const (
	Participating Role = "participant"
	Speaker       Role = "speaker"
	Addressee     Role = "addressee"
	Host          Role = "host"
	Mediator      Role = "mediator"
)

// Principal reports whether the role makes an actor a party to the event rather
// than somebody it was said to, hosted or mediated by.
func (r Role) Principal() bool { return r == Participating || r == Speaker }

// Event is one event of the world as one article tells of it.
type Event struct {
	Schema    string `json:"schema"`
	ArticleID string `json:"article_id"`
	// ID comes from the content alone, see AssignIDs.
	ID   string `json:"id"`
	Type Type   `json:"type"`
	// Medium is how they spoke: "phone", "video", "in-person", or for a
	// statement "post", "letter", "interview" and the like; empty when not told.
	Medium   string   `json:"medium,omitempty"`
	Modality Modality `json:"modality"`
	// Confidence is the share of events with this evidence that were right on
	// annotated articles, between 0 and 1. See docs/quality.md.
	Confidence float64 `json:"confidence"`
	// CAMEO is the code of the CAMEO codebook (Schrodt 2012) nearest to the event.
	CAMEO        string        `json:"cameo"`
	Participants []Participant `json:"participants"`
	Date         *Date         `json:"date"`
	Place        *Place        `json:"place"`
	// About holds the IDs of the call or talks, in the same article, that a
	// statement is about.
	About    []string  `json:"about,omitempty"`
	Mentions []Mention `json:"mentions"`
}

// Participant is an actor's part in an event.
type Participant struct {
	// ID identifies the actor across articles: "person:vladimir-putin",
	// "country:RUS", "org:nato".
	ID string `json:"id"`
	// Name is the fullest form by which this article names the actor.
	Name string `json:"name"`
	// Canonical is the dictionary's name for the actor, empty when no dictionary
	// knows the actor or when it is the same as Name.
	Canonical string `json:"canonical,omitempty"`
	Kind      Kind   `json:"kind"`
	Role      Role   `json:"role"`
	// Title is the office as the article tells it or as the dictionary dates it.
	Title string `json:"title,omitempty"`
	// Represents is the ISO 3166-1 alpha-3 code of a state, or an organisation's
	// ID, for which a person or a body acts.
	Represents string `json:"represents,omitempty"`
	// Text is the words of the article from which the actor was read.
	Text string `json:"text"`
	// Via says how those words led to the actor: "name", "surname", "office",
	// "counterpart", "pronoun", "capital", with the dictionary's row after a
	// colon where one was used.
	Via string `json:"via,omitempty"`
}

// Date is when an event took place, as exactly as the article tells.
type Date struct {
	// Value is an ISO 8601 day, week ("2025-W21"), month, year, or "start/end".
	Value string `json:"value"`
	// Start and End are the first and the last day of it, "2006-01-02".
	Start string `json:"start"`
	End   string `json:"end"`
	// Precision is "day", "week", "month", "year" or "range".
	Precision Precision `json:"precision"`
	// Text is the words that tell the date, empty when it was inferred.
	Text string `json:"text,omitempty"`
	// Via says how the words became the value: the rule and what it counted from.
	Via string `json:"via,omitempty"`
}

// Place is where an event took place.
type Place struct {
	Name string `json:"name"`
	// Country is the ISO 3166-1 alpha-3 code.
	Country string `json:"country,omitempty"`
	// City is the city in which a building or another venue stands, empty for a
	// city itself and for regions and countries.
	City string `json:"city,omitempty"`
	// Lat and Lon are degrees, WGS 84; both nil when not known.
	Lat  *float64 `json:"lat,omitempty"`
	Lon  *float64 `json:"lon,omitempty"`
	Text string   `json:"text,omitempty"`
	// Via says which gazetteer row or rule gave the place.
	Via string `json:"via,omitempty"`
}

// Mention is a stretch of the article that tells of the event.
type Mention struct {
	// Start and End are code points into the article's text, End exclusive.
	Start int `json:"start"`
	End   int `json:"end"`
	// Text is exactly that slice.
	Text string `json:"text"`
	// Rule names the rule that found it, such as "call/hold-conversation".
	Rule string `json:"rule"`
	// Modality is what this mention alone tells, empty when it is the event's.
	Modality Modality `json:"modality,omitempty"`
}

// AssignIDs sets the ID of every event of one article from content alone: the
// article, the type, where the mentions stand and who the parties are. The same
// article therefore gives the same IDs on every machine. Events that agree in
// all of that (the same two people spoke twice, says one sentence) are numbered
// in the order given.
func AssignIDs(events []Event) {
	seen := make(map[string]int, len(events))
	for i := range events {
		e := &events[i]
		h := sha256.New()
		fmt.Fprintf(h, "%s\x00%s", e.ArticleID, e.Type)
		for _, m := range e.Mentions {
			fmt.Fprintf(h, "\x00%d-%d", m.Start, m.End)
		}
		var parties []string
		for _, p := range e.Participants {
			if p.Role.Principal() {
				parties = append(parties, p.ID)
			}
		}
		slices.Sort(parties)
		for _, id := range parties {
			fmt.Fprintf(h, "\x00%s", id)
		}
		id := hex.EncodeToString(h.Sum(nil))[:20]
		seen[id]++
		if n := seen[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		e.ID = id
	}
}

// ErrInvalid is wrapped by every error of Validate.
var ErrInvalid = errors.New("not a valid event")

// Validate reports everything that keeps e from being loaded, or nil. It does
// not look at the article's text.
func (e *Event) Validate() error {
	var faults []string
	fault := func(format string, a ...any) { faults = append(faults, fmt.Sprintf(format, a...)) }
	if e.Schema != Schema {
		fault("schema is %q, this version reads %q", e.Schema, Schema)
	}
	if e.ID == "" {
		fault("no id")
	}
	if e.ArticleID == "" {
		fault("no article_id")
	}
	if !slices.Contains(Types(), e.Type) {
		fault("unknown type %q", e.Type)
	}
	if !slices.Contains(Modalities(), e.Modality) {
		fault("unknown modality %q", e.Modality)
	}
	if len(e.Mentions) == 0 {
		fault("no mentions")
	}
	for i, m := range e.Mentions {
		if m.Start < 0 || m.End <= m.Start {
			fault("mention %d: offsets %d-%d", i, m.Start, m.End)
		}
	}
	for i, p := range e.Participants {
		if p.ID == "" || p.Name == "" {
			fault("participant %d has no id or no name", i)
		}
	}
	if e.Date != nil {
		if d, err := ParseDate(e.Date.Value); err != nil {
			fault("date: %v", err)
		} else if d.Start != e.Date.Start || d.End != e.Date.End {
			fault("date %q has start %q and end %q, not %q and %q", e.Date.Value, d.Start, d.End, e.Date.Start, e.Date.End)
		}
	}
	if faults == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrInvalid, strings.Join(faults, "; "))
}

// Sort puts events into reading order: by their first mention, then by type,
// then by ID.
func Sort(events []Event) {
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.first(), b.first()), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
}

func (e *Event) first() int {
	if len(e.Mentions) == 0 {
		return 0
	}
	return e.Mentions[0].Start
}
