package main

import (
	"context"
	"errors"
	"hash/maphash"
	"iter"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
)

// sifted is an input that was compared with the graph and with the inputs before
// it.
type sifted struct {
	item article.Item
	// article is as the graph would keep it, when there is one.
	article graph.Article
	// unchanged: the graph holds the article as it would be read again.
	unchanged bool
	// err is of the store, and ends everything.
	err error
}

// errSame is why an article is skipped that stands twice in the input.
var errSame = errors.New("the same article came before in this input")

// sieve finds the inputs that need not be read, because the graph holds the same
// article read by the same version, or because they came before.
type sieve struct {
	store  graph.Store
	reader string
	seed   maphash.Seed
	// seen holds the hash of a text by the hash of its article's ID, which is less
	// to keep than the IDs of millions of articles.
	seen map[uint64]uint64
}

func newSieve(s graph.Store, reader string) *sieve {
	return &sieve{store: s, reader: reader, seed: maphash.MakeSeed(), seen: map[uint64]uint64{}}
}

// Inputs are looked up in groups; a group of long articles is smaller.
const (
	groupArticles = 200
	groupBytes    = 4 << 20
)

// sift passes on every item, with what the graph knows of it.
func (s *sieve) sift(ctx context.Context, in iter.Seq[article.Item]) iter.Seq[sifted] {
	return func(yield func(sifted) bool) {
		var group []article.Item
		size := 0
		flush := func() bool {
			for _, x := range s.lookUp(ctx, group) {
				if !yield(x) {
					return false
				}
			}
			group, size = nil, 0
			return true
		}
		for item := range in {
			group = append(group, item)
			if item.Article != nil {
				size += len(item.Article.Text)
			}
			if (len(group) == groupArticles || size >= groupBytes) && !flush() {
				return
			}
		}
		flush()
	}
}

func (s *sieve) lookUp(ctx context.Context, group []article.Item) []sifted {
	var ids []string
	for _, it := range group {
		if it.Article != nil {
			ids = append(ids, it.Article.ID)
		}
	}
	var have map[string]graph.Article
	if len(ids) > 0 {
		var err error
		if have, err = known(ctx, s.store, ids); err != nil {
			return []sifted{{err: err}}
		}
	}
	out := make([]sifted, len(group))
	for i, it := range group {
		out[i].item = it
		if it.Article == nil {
			continue
		}
		a := stored(it.Article, hash(it.Article.Text), s.reader)
		out[i].article = a
		switch twice, same := s.before(a); {
		case same:
			out[i].item = article.Item{Path: it.Path, File: it.File, Outcome: article.Skipped, Err: errSame}
		case !twice:
			out[i].unchanged = have[a.ID] == a
		default:
			// The graph may hold either of the two. This one has to be loaded after
			// the first, whatever the graph held when it was asked.
		}
	}
	return out
}

// before reports whether an article of this ID came before, and whether its text
// was the same.
func (s *sieve) before(a graph.Article) (twice, same bool) {
	id, text := maphash.String(s.seed, a.ID), maphash.String(s.seed, a.SHA256)
	was, twice := s.seen[id]
	s.seen[id] = text
	return twice, twice && was == text
}
