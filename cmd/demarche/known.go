package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
)

// errNoArticle is why an article can't be taken out.
var errNoArticle = errors.New("the graph has no article of this ID: demarche query reports lists them")

// known returns the articles of these IDs that the graph holds, by ID.
func known(ctx context.Context, s graph.Store, ids []string) (map[string]graph.Article, error) {
	articles, err := s.Articles(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	found := make(map[string]graph.Article, len(articles))
	for _, a := range articles {
		found[a.ID] = a
	}
	return found, nil
}

// stored is an article as the graph keeps it. Reader is the version of what
// reads its events.
func stored(a *article.Article, sha256, reader string) graph.Article {
	return graph.Article{ID: a.ID, URL: a.URL, Title: a.Title, Source: a.Source, Published: a.Published, SHA256: sha256, Reader: reader, Sketch: graph.SketchOf(a.Text)}
}
