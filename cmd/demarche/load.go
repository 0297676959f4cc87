package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

func (a *app) loadCommand() *cobra.Command {
	var articles []string
	cmd := &cobra.Command{
		Use:   "load EVENTS.jsonl...",
		Short: "Load events that extract has printed",
		Long: `Loads events, one a line (schema demarche.event/1), as demarche extract prints
them; "-" is the standard input. All events of an article must stand together, and
take the place of what it claimed before.

An event tells the ID of its article and no more of it. --articles names the
articles themselves, in any form that ingest reads, from which the title, source,
address and day of publication are taken; without it, what the graph knows of an
article stays.

A line that can't be loaded is named, and the rest goes on; the exit code is 1.`,
		Example: `  demarche extract examples/ | demarche load -
  demarche load events.jsonl --articles examples/`,
		Args: cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error { return a.load(ctx, args, articles) }),
	}
	cmd.Flags().StringArrayVar(&articles, "articles", nil, "`PATH` of the articles; may be repeated")
	return cmd
}

func (a *app) load(ctx context.Context, paths, articles []string) error {
	about, err := a.metadata(ctx, articles)
	if err != nil {
		return err
	}
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		if err := s.Init(ctx); err != nil {
			return err
		}
		g := &gatherer{app: a, store: s, about: about, loader: newLoader(ctx, s), seen: map[string]bool{}}
		a.tell.watch("loading", "articles", nil)
		var err error
		for _, path := range paths {
			if err = g.file(ctx, path); err != nil {
				break
			}
		}
		if err == nil {
			err = g.done(ctx)
		}
		if e := g.loader.flush(); err == nil {
			err = e
		}
		return a.loaded(ctx, s, &g.tally, g.loader, err)
	})
}

// metadata reads what articles are, by ID, without their texts.
func (a *app) metadata(ctx context.Context, paths []string) (map[string]graph.Article, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	read, err := a.read(ctx, intake{}, paths)
	if err != nil {
		return nil, err
	}
	about := map[string]graph.Article{}
	for it := range read.items {
		switch it.Outcome {
		case article.Failed:
			a.tell.failed(it.Path, reason(it.Err))
		case article.Skipped:
			a.tell.skipped(it.Path, reason(it.Err))
		case article.Ready:
			// No reader: the events need not come from this program.
			about[it.Article.ID] = stored(it.Article, hash(it.Article.Text), "")
		}
	}
	return about, ctx.Err()
}

// gatherer puts the events of each article together.
type gatherer struct {
	app    *app
	store  graph.Store
	about  map[string]graph.Article
	loader *loader
	tally  tally

	article string // the one at hand
	events  []event.Event
	seen    map[string]bool // those before it
	waiting []graph.Claims  // whose metadata the graph has to be asked for
}

// Why a line is not loaded.
var (
	errScattered = errors.New("the events of this article don't stand together: sort the lines by article_id")
	errNoEvent   = errors.New("not an event")
)

func (g *gatherer) file(ctx context.Context, path string) error {
	in := g.app.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			g.fail(path, err)
			return nil
		}
		defer f.Close()
		in = f
	}
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ctx.Err() == nil; n++ {
		line, err := r.ReadBytes('\n')
		if text := bytes.TrimSpace(line); len(text) > 0 {
			if err := g.line(ctx, fmt.Sprintf("%s:%d", path, n), text); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			g.fail(path, err)
			return nil
		}
	}
	return nil
}

func (g *gatherer) fail(what string, err error) {
	g.tally.failed++
	g.app.tell.failed(what, err)
}

// line takes one event. The error is the store's.
func (g *gatherer) line(ctx context.Context, at string, text []byte) error {
	var e event.Event
	if err := json.Unmarshal(text, &e); err != nil {
		g.fail(at, fmt.Errorf("%w: %w", errNoEvent, err))
		return nil
	}
	if err := e.Validate(); err != nil {
		g.fail(at, err)
		return nil
	}
	if e.ArticleID != g.article {
		if err := g.next(ctx); err != nil {
			return err
		}
		if g.seen[e.ArticleID] {
			g.fail(at, errScattered)
			return nil
		}
		g.article = e.ArticleID
	}
	g.events = append(g.events, e)
	return nil
}

// next ends the article at hand.
func (g *gatherer) next(ctx context.Context) error {
	if g.article == "" {
		return nil
	}
	g.seen[g.article] = true
	g.tally.inputs++
	g.tally.events += len(g.events)
	g.app.tell.step()
	c := graph.Claims{Article: graph.Article{ID: g.article}, Events: g.events}
	g.article, g.events = "", nil
	if a, ok := g.about[c.Article.ID]; ok {
		c.Article = a
		return g.give(c)
	}
	if g.waiting = append(g.waiting, c); len(g.waiting) < groupArticles {
		return nil
	}
	return g.ask(ctx)
}

// ask completes the articles that wait with what the graph knows of them.
func (g *gatherer) ask(ctx context.Context) error {
	ids := make([]string, len(g.waiting))
	for i := range g.waiting {
		ids[i] = g.waiting[i].Article.ID
	}
	have, err := known(context.WithoutCancel(ctx), g.store, ids)
	if err != nil {
		return err
	}
	for _, c := range g.waiting {
		if a, ok := have[c.Article.ID]; ok {
			a.Reader = "" // these events need not come from this program
			c.Article = a
		}
		if err := g.give(c); err != nil {
			return err
		}
	}
	g.waiting = nil
	return nil
}

// give has an article loaded.
func (g *gatherer) give(c graph.Claims) error {
	return g.loader.add(c, func(err error) {
		if err != nil && !errors.Is(err, errLost) {
			g.app.tell.failed("article "+c.Article.ID, err)
		}
	})
}

// done ends the last article.
func (g *gatherer) done(ctx context.Context) error {
	if err := g.next(ctx); err != nil || len(g.waiting) == 0 {
		return err
	}
	return g.ask(ctx)
}
