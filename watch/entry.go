package watch

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/article"
)

// errLater is why an entry gives no article yet.
var errLater = errors.New("its page can't be had: it is tried again at the next poll")

// entry makes the article of an entry, of its page where that is wanted. wait is
// not nil when the page is to be tried again.
func (p *poll) entry(ctx context.Context, e *article.Article, n *found) (d article.Draft, wait *waiting) {
	text := func() article.Draft {
		return article.Draft{Path: n.path, File: p.address, Size: len(e.Text), Make: func() (*article.Article, error) {
			if strings.TrimSpace(e.Text) == "" {
				return nil, fmt.Errorf("%w (an entry with neither text nor summary)", article.ErrNotArticle)
			}
			return identified(*e), nil
		}}
	}
	if !p.w.wantsPage(e) {
		return text(), nil
	}
	a, err := p.w.fetch.get(ctx, request{address: e.URL, most: p.w.limit()})
	if ctx.Err() != nil {
		return d, nil
	}
	passing := passing(a, err)
	if err == nil {
		err = a.fault()
	}
	if err == nil {
		return p.page(n.path, e, a), nil
	}
	if tries := p.was.Waiting[n.key].Tries + 1; passing && tries < triesMost {
		return failure(n.path, p.address, fmt.Errorf("%w: %w", errLater, err)), &waiting{Entry: *e, Tries: tries}
	}
	if strings.TrimSpace(e.Text) == "" {
		return failure(n.path, p.address, err), nil
	}
	p.w.opts.Note("%s: the summary in the feed is read instead of the page: %v", n.path, err)
	return text(), nil
}

// failure is an input that gives no article.
func failure(path, feed string, err error) article.Draft {
	return article.Draft{Path: path, File: feed, Make: func() (*article.Article, error) { return nil, err }}
}

// limit is the size of the largest answer that is read.
func (w *Watcher) limit() int64 {
	if n := w.opts.Read.Limits.Article; n > 0 {
		return n
	}
	return article.DefaultLimits().Article
}

func (w *Watcher) wantsPage(e *article.Article) bool {
	switch {
	case e.URL == "" || w.opts.Pages == Never:
		return false
	case w.opts.Pages == Always:
		return true
	}
	return utf8.RuneCountInString(e.Text) < fullText
}

// page makes the article of a page that was fetched, with what the feed says of
// it where the page says nothing. A page that has less than the feed, as behind a
// wall for subscribers, gives way to it.
func (p *poll) page(path string, e *article.Article, a *answer) article.Draft {
	return article.Draft{Path: path, File: p.address, Size: 4 * len(a.body), Make: func() (*article.Article, error) {
		stream := article.Stream{Path: path, Reader: strings.NewReader(string(a.body)), ContentType: a.contentType, URL: a.address}
		opts := p.w.opts.Read
		opts.Workers, opts.AnyLanguage = 1, true // judged once, later
		var page *article.Article
		var fault error
		for item := range article.ReadStream(context.Background(), stream, opts) {
			if page, fault = item.Article, item.Err; page != nil {
				break
			}
		}
		if page == nil || len(page.Text) < len(e.Text) {
			if strings.TrimSpace(e.Text) == "" {
				var named *article.Error
				if errors.As(fault, &named) {
					fault = named.Err
				}
				return nil, fault
			}
			return identified(*e), nil
		}
		got := *page
		got.ID = e.ID
		for _, f := range []struct{ have, other *string }{{&got.Title, &e.Title}, {&got.Published, &e.Published}, {&got.Source, &e.Source}, {&got.URL, &e.URL}} {
			if *f.have == "" {
				*f.have = *f.other
			}
		}
		// A page without a name of its outlet is called after its host.
		if u, err := url.Parse(a.address); err == nil && e.Source != "" && strings.HasSuffix(u.Hostname(), got.Source) {
			got.Source = e.Source
		}
		// The address in the feed stays the same when the page changes what it calls
		// canonical.
		if got.ID == "" {
			got.ID = e.URL
		}
		return &got, nil
	}}
}

// identified gives an entry without ID its address as one, so that it stays the
// same article when its text changes.
func identified(e article.Article) *article.Article {
	if e.ID == "" {
		e.ID = e.URL
	}
	return &e
}
