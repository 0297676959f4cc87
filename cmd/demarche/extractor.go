package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/graph"
)

// extractor is what the commands ask of package extract.
type extractor interface {
	Extract(id, title, published, text string) []event.Event
}

// annotator has an extractor annotate where events would be read.
type annotator struct {
	x    *extract.Extractor
	into *extract.Annotation
}

// Extract implements extractor; there are no events.
func (a annotator) Extract(id, title, published, text string) []event.Event {
	*a.into = a.x.Annotate(id, title, published, text)
	return nil
}

// knowledge says how dictionaries and models are loaded, which takes a while:
// tests do it once.
type knowledge struct {
	extractor func(dirs ...string) (*extract.Extractor, error)
	lexicon   func(dirs ...string) (*lexicon.Lexicon, error)
}

// extractor loads the dictionaries and the models.
func (a *app) extractor() (*extract.Extractor, error) {
	x, err := a.knowledge.extractor(a.settings.Dictionaries...)
	if err != nil {
		return nil, usage{err}
	}
	return x, nil
}

// names returns the usual names of states and organisations, from the
// dictionaries, which are read when the first one is asked for.
func (a *app) names() graph.Names {
	lex := sync.OnceValue(func() *lexicon.Lexicon {
		l, err := a.knowledge.lexicon(a.settings.Dictionaries...)
		if err != nil {
			a.tell.note("names of states are not known: %v", err)
		}
		return l
	})
	return func(actor string) string {
		kind, id, _ := strings.Cut(actor, ":")
		l := lex()
		switch {
		case l == nil:
		case kind == "country" && l.Country(id) != nil:
			return l.Country(id).Name
		case kind == "org" && l.Organisation(id) != nil:
			return l.Organisation(id).Name
		}
		return ""
	}
}

// hash is the SHA-256 of a text, in hexadecimal digits.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
