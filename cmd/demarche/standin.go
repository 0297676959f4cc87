package main

import (
	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
)

func annotate(x *extract.Extractor, id, title, published, text string) annotation {
	a := annotation{ArticleID: id}
	for _, e := range x.Extract(id, title, published, text) {
		for _, m := range e.Mentions {
			a.Sentences = append(a.Sentences, span{m.Start, m.End})
			a.Triggers = append(a.Triggers, triggerSpan{span{m.Start + 2, m.Start + 5}, "", e.Type})
		}
	}
	return a
}

type span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}
type actorSpan struct {
	span
	Text, ID, Name string
	Kind           event.Kind
	Title          string
	Represents     string
}
type dateSpan struct {
	span
	Text, Value string
}
type placeSpan struct {
	span
	Text, Name, Country string
	Lat, Lon            *float64
}
type triggerSpan struct {
	span
	Text string
	Type event.Type
}
type annotation struct {
	ArticleID string
	Sentences []span
	Actors    []actorSpan
	Dates     []dateSpan
	Places    []placeSpan
	Triggers  []triggerSpan
}
