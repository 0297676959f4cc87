package extract

import (
	"slices"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// Annotation is what was read in an article, word by word: the ground on which its
// events stand. Start and End are Unicode code points into the text, End exclusive.
type Annotation struct {
	ArticleID string        `json:"article_id"`
	Sentences []Span        `json:"sentences"`
	Actors    []ActorSpan   `json:"actors"`
	Dates     []DateSpan    `json:"dates"`
	Places    []PlaceSpan   `json:"places"`
	Triggers  []TriggerSpan `json:"triggers"`
}

// Span is a stretch of the text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// ActorSpan is words that name an actor. A group ("the two leaders") gives a span
// for each of its members.
type ActorSpan struct {
	Span
	Text       string     `json:"text"`
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Kind       event.Kind `json:"kind"`
	Title      string     `json:"title,omitempty"`
	Represents string     `json:"represents,omitempty"`
	// Via says how the words led to the actor, see event.Participant.
	Via string `json:"via,omitempty"`
}

// DateSpan is words that tell a date, with the ISO 8601 day, week, month, year or
// start/end that they mean; nil when they are too vague.
type DateSpan struct {
	Span
	Text  string  `json:"text"`
	Value *string `json:"value"`
	Via   string  `json:"via,omitempty"`
}

// PlaceSpan is words that name a place.
type PlaceSpan struct {
	Span
	Text    string   `json:"text"`
	Name    string   `json:"name"`
	Country string   `json:"country,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
	// Use is "literal" for the place itself, "adjective" ("Russian gas") or
	// "embedded" in another name ("University of Texas").
	Use string `json:"use"`
	Via string `json:"via,omitempty"`
}

// TriggerSpan is a word that tells of an event.
type TriggerSpan struct {
	Span
	Text string     `json:"text"`
	Type event.Type `json:"type"`
	// Rule is that of the mention, see event.Mention.
	Rule string `json:"rule,omitempty"`
}

// Annotate reads an article and tells what it understood of its words. The
// arguments are those of Extract.
func (x *Extractor) Annotate(id, title, published, text string) Annotation {
	r := x.read(title, published, text)
	points := newRuler(text)
	span := func(start, end int) Span { return Span{points.at(start), points.at(end)} }
	a := Annotation{ArticleID: id, Sentences: []Span{}, Actors: []ActorSpan{}, Dates: []DateSpan{}, Places: []PlaceSpan{}, Triggers: []TriggerSpan{}}
	for _, s := range r.doc.Sentences {
		a.Sentences = append(a.Sentences, span(s.Start, s.End))
	}
	for _, s := range r.sentences {
		for _, p := range s.who.Phrases {
			if p.Form == who.Adjective {
				continue
			}
			start, end := s.tokens[p.First].Start, s.tokens[p.Last].End
			for _, x := range p.Actors {
				a.Actors = append(a.Actors, ActorSpan{span(start, end), text[start:end], x.ID, x.Name, x.Kind, x.Title, x.Represents, p.Via})
			}
		}
		for _, d := range s.dates {
			ds := DateSpan{Span: span(d.Start, d.End), Text: text[d.Start:d.End]}
			if d.date != nil {
				ds.Value, ds.Via = &d.date.Value, d.date.Via
			}
			a.Dates = append(a.Dates, ds)
		}
		for _, t := range s.told {
			k := s.tokens[t.token]
			typ := t.typ
			if typ == "" {
				typ = event.Talks
			}
			a.Triggers = append(a.Triggers, TriggerSpan{span(k.Start, k.End), k.Text, typ, t.rule})
		}
	}
	for _, u := range r.statements {
		k := r.sentences[u.sentence].tokens[u.token]
		a.Triggers = append(a.Triggers, TriggerSpan{span(k.Start, k.End), k.Text, event.Statement, u.rule})
	}
	for _, m := range r.where.Mentions {
		p := PlaceSpan{Span: span(m.Start, m.End), Text: m.Text, Name: m.Place.Name, Country: m.Place.Country, Use: useName(m.Use), Via: m.Place.ID}
		if m.Place.Located {
			lat, lon := m.Place.Lat, m.Place.Lon
			p.Lat, p.Lon = &lat, &lon
		}
		a.Places = append(a.Places, p)
	}
	slices.SortStableFunc(a.Actors, func(p, q ActorSpan) int { return p.Start - q.Start })
	slices.SortStableFunc(a.Dates, func(p, q DateSpan) int { return p.Start - q.Start })
	slices.SortStableFunc(a.Places, func(p, q PlaceSpan) int { return p.Start - q.Start })
	slices.SortStableFunc(a.Triggers, func(p, q TriggerSpan) int { return p.Start - q.Start })
	return a
}

func useName(u where.Use) string {
	switch u {
	case where.Adjective:
		return "adjective"
	case where.Literal:
		return "literal"
	}
	return "embedded"
}

// ruler counts code points before bytes, in strides so that long texts take no
// longer.
type ruler struct {
	text  string
	marks []int
}

const stride = 1 << 10

func newRuler(text string) *ruler {
	r := &ruler{text: text}
	n := 0
	for at := 0; at <= len(text); at += stride {
		r.marks = append(r.marks, n)
		n += countRunes(text, at, min(len(text), at+stride))
	}
	return r
}

// countRunes counts the code points that begin from byte a to byte b.
func countRunes(text string, a, b int) int {
	n := 0
	for ; a < b; a++ {
		if utf8.RuneStart(text[a]) {
			n++
		}
	}
	return n
}

// at is the number of code points before a byte.
func (r *ruler) at(b int) int {
	return r.marks[b/stride] + countRunes(r.text, b/stride*stride, b)
}
