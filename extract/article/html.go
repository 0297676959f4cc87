package article

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/article/charset"
	"github.com/demarche-graph/demarche/extract/article/page"
	"github.com/demarche-graph/demarche/extract/when"
)

// pageMost is the size of the largest page that is read: as a tree it takes some
// ten times as much memory. Of 947 pages of real sites the largest has 1.6 MB.
const pageMost = 8 << 20

// html reads a web page.
func (in *intake) html(s *source, b []byte) bool {
	// A page is counted as more than its bytes: a tree of it is made.
	return in.send(s.path, s.file, 4*len(b), func() (*Article, error) {
		if len(b) > pageMost {
			return nil, because(ErrTooLarge, "the limit for a page is %s", size(pageMost))
		}
		declared := charset.Of(s.contentType)
		if declared == "" {
			declared = declaredIn(b)
		}
		source, _ := charset.Decode(b, declared)
		p, err := page.Read(source, s.url)
		if errors.Is(err, page.ErrDeep) || errors.Is(err, page.ErrManyTags) {
			return nil, because(ErrNested, "%v", err)
		}
		if err != nil {
			return nil, because(ErrSyntax, "%v", err)
		}
		if strings.TrimSpace(p.Text) == "" {
			if s.crawl {
				return nil, because(ErrNotArticle, "a page without running text")
			}
			return nil, because(ErrNoText, "no running text was found in the page: save it after its scripts have run")
		}
		a := &Article{URL: p.URL, Title: p.Title, Source: p.Source, Text: p.Text, Published: publishedOf(p.Published)}
		if a.Published == "" && in.opts.Published == "" {
			if d, ok := when.Published(p.Text); ok {
				a.Published = d.String()
			}
		}
		return a, nil
	})
}

// declaredIn finds the charset that a page declares in its first bytes, in a
// <meta> or, as XHTML, in its XML declaration.
func declaredIn(b []byte) string {
	head := strings.ToLower(string(b[:min(len(b), 4096)]))
	for {
		i := strings.Index(head, "<meta")
		if i < 0 {
			break
		}
		head = head[i+5:]
		tag, _, _ := strings.Cut(head, ">")
		if _, value, ok := strings.Cut(strings.ReplaceAll(tag, " ", ""), "charset="); ok {
			value = strings.TrimLeft(value, `"'`)
			if end := strings.IndexAny(value, `"'/;`); end >= 0 {
				value = value[:end]
			}
			return value
		}
	}
	return declaredXML(b)
}

// declaredXML finds the charset of an XML declaration.
func declaredXML(b []byte) string {
	head := strings.ToLower(string(b[:min(len(b), 256)]))
	decl, _, ok := strings.Cut(strings.TrimSpace(head), "?>")
	if !ok || !strings.HasPrefix(decl, "<?xml") {
		return ""
	}
	_, value, _ := strings.Cut(decl, "encoding=")
	value = strings.TrimLeft(value, `"'`)
	if end := strings.IndexAny(value, `"' `); end >= 0 {
		value = value[:end]
	}
	return value
}

// publishedOf chooses among what a page tells of its publication, the surest
// first: the first that can be read, with its time if another tells that of the
// same day.
//
// Many sites write the time in UTC, which in America is often another day than
// the one on which the article came out and from which it counts "Monday". Where
// the page shows the local day too, that is taken.
func publishedOf(candidates []string) string {
	var read []string
	for _, c := range candidates {
		if p, err := ParsePublished(c); err == nil && p != "" && !strings.HasPrefix(p, "1970-01-01") {
			read = append(read, p)
		}
	}
	if len(read) == 0 {
		return ""
	}
	best := read[0]
	for _, p := range read[1:] {
		if len(best) == len(time.DateOnly) && strings.HasPrefix(p, best+"T") {
			best = p
		}
	}
	instant, err := time.Parse(time.RFC3339, best)
	if err != nil || !strings.HasSuffix(best, "Z") && !strings.HasSuffix(best, "+00:00") {
		return best
	}
	for _, p := range read[1:] {
		local, err := time.Parse(time.RFC3339, p)
		if err == nil && local.Equal(instant) && p[:len(time.DateOnly)] != best[:len(time.DateOnly)] {
			return p // the same moment, told with its zone
		}
		day, err := time.Parse(time.DateOnly, p)
		if err != nil {
			continue
		}
		// Zones reach from twelve hours behind UTC to fourteen ahead of it.
		if ahead := day.Sub(instant); ahead > 0 && ahead <= 14*time.Hour {
			return p
		}
		if behind := instant.Sub(day.AddDate(0, 0, 1)); behind >= 0 && behind <= 12*time.Hour {
			return p
		}
	}
	return best
}

// addressOf gives a web address, or "".
func addressOf(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}
