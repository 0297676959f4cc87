package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
)

// knownQuery finds articles by their IDs, in each language of a store.
var knownQuery = map[graph.Dialect]string{
	graph.SQL:    "SELECT id, url, title, source, published, sha256, reader FROM Article WHERE id IN (SELECT value FROM json_each(:ids))",
	graph.Cypher: "UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN a.id, a.url, a.title, a.source, a.published, a.sha256, a.reader",
}

// errNoArticle is why an article can't be taken out.
var errNoArticle = errors.New("the graph has no article of this ID: demarche query reports lists them")

// known returns the articles of these IDs that the graph holds, by ID.
func known(ctx context.Context, s graph.Store, ids []string) (map[string]graph.Article, error) {
	answer, err := s.Query(ctx, graph.Query{Text: knownQuery[s.Dialect()], Params: map[string]any{"ids": ids}})
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	found := make(map[string]graph.Article, len(answer.Rows))
	for _, r := range answer.Rows {
		var a graph.Article
		for i, to := range []*string{&a.ID, &a.URL, &a.Title, &a.Source, &a.Published, &a.SHA256, &a.Reader} {
			*to, _ = r[i].(string)
		}
		found[a.ID] = a
	}
	return found, nil
}

// stored is an article as the graph keeps it. Reader is the version of what
// reads its events.
func stored(a *article.Article, sha256, reader string) graph.Article {
	return graph.Article{ID: a.ID, URL: a.URL, Title: a.Title, Source: a.Source, Published: a.Published, SHA256: sha256, Reader: reader}
}
