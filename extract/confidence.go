package extract

import (
	"math"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// sign is something about a call or talks, as it was read, that makes it more or
// less likely to be right.
type sign struct {
	// weight is in log-odds.
	weight float64
	shows  func(*facts) bool
}

// prior is the log-odds of an event that shows no sign.
const prior = -1.37

// signs are weighed by logistic regression on the annotated articles: an event is
// right when its type, parties, date, place and modality are all as annotated.
// docs/quality.md has the table of how often events of each confidence are right.
var signs = []sign{
	{1.07, func(f *facts) bool { return f.parties == 2 }},
	{0.45, func(f *facts) bool { return f.parties == 3 }},
	{0.50, func(f *facts) bool { return f.parties > 3 }},
	{0.35, func(f *facts) bool { return f.named }},
	{0.33, func(f *facts) bool { return f.office }},
	{-0.28, func(f *facts) bool { return f.bodies }},
	{0.37, func(f *facts) bool { return f.people }},
	{0.57, func(f *facts) bool { return f.call }},
	{-1.61, func(f *facts) bool { return f.noPlace }},
	{-1.09, func(f *facts) bool { return f.dayOfStory }},
	{-0.48, func(f *facts) bool { return f.placeOfStory }},
	{-0.26, func(f *facts) bool { return f.wide }},
	{-0.57, func(f *facts) bool { return f.unheld }},
	{0.47, func(f *facts) bool { return f.mentions == 1 }},
	{0.48, func(f *facts) bool { return f.mentions > 2 }},
	{-0.22, func(f *facts) bool { return f.held }},
	{0.97, func(f *facts) bool { return f.plain() }},
	// What the other signs leave of plain calls of people, told once or often.
	{0.95, func(f *facts) bool { return f.plain() && f.call && f.people && f.mentions != 2 }},
}

// facts are what the signs are about.
type facts struct {
	parties, mentions int
	// named: all parties stand there by name; office: one stands there by office.
	named, office bool
	// people: all parties are people; bodies: one is an organisation.
	people, bodies bool
	call           bool
	// noPlace: talks without a place; wide: in a state or a province; placeOfStory:
	// the place is that of the story around.
	noPlace, wide, placeOfStory bool
	// ownDay: the words tell the day; dayOfStory: it is that of the story around.
	ownDay, dayOfStory bool
	// unheld: proposed, cancelled or denied.
	held, unheld bool
}

// plain reports whether two named parties were at it on a day, and in a town, that
// the words themselves tell.
func (f *facts) plain() bool {
	return f.held && f.parties == 2 && f.named && f.ownDay && (f.call || !f.noPlace && !f.wide && !f.placeOfStory)
}

func factsOf(e *event.Event) *facts {
	f := &facts{mentions: len(e.Mentions), named: true, people: true, call: e.Type == event.Call, held: e.Modality == event.Held}
	for _, p := range e.Participants {
		if p.Role != event.Participating {
			continue
		}
		f.parties++
		switch how := route(p.Via); how {
		case "name", "surname":
		case "office", "official", "official of the owner":
			f.named, f.office = false, true
		default:
			f.named = false
		}
		f.people = f.people && p.Kind == event.Person
		f.bodies = f.bodies || p.Kind == event.Organization
	}
	if d := e.Date; d != nil {
		f.dayOfStory = slices.Contains([]string{"story", "sequence", "beside", "eve", "live"}, d.Via)
		f.ownDay = !f.dayOfStory && d.Precision == event.Day
	}
	if p := e.Place; p != nil {
		f.placeOfStory = slices.Contains([]string{"story", "sequence", "dateline", "venue", "during"}, p.Via)
		f.wide = strings.HasPrefix(p.Via, "country:") || strings.HasPrefix(p.Via, "division:")
	} else {
		f.noPlace = !f.call
	}
	switch e.Modality {
	case event.Proposed, event.Cancelled, event.Denied:
		f.unheld = true
	}
	return f
}

// route is how words led to an actor, without the dictionary's row.
func route(via string) string {
	how, _, _ := strings.Cut(via, ":")
	return how
}

// confidence is how likely a call or talks, as it was read, is right in all.
func confidence(e *event.Event) float64 {
	f, odds := factsOf(e), prior
	for _, s := range signs {
		if s.shows(f) {
			odds += s.weight
		}
	}
	return math.Round(100/(1+math.Exp(-odds))) / 100
}

// speechConfidence is how likely a statement is its speaker's: the share of those
// of the annotated articles whose speaker was found in the same way.
func speechConfidence(e *event.Event) float64 {
	for _, p := range e.Participants {
		if p.Role != event.Speaker {
			continue
		}
		switch route(p.Via) {
		case "name", "surname", "article":
			if p.Kind == event.Country {
				return 0.77
			}
			return 0.9
		case "official", "spokesperson":
			return 0.88
		case "office", "group", "metonym", "capital":
			return 0.8
		case "pronoun", "speaker":
			return 0.66
		case "unknown":
			return 0.4
		}
	}
	return 0.8
}
