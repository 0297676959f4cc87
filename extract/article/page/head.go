package page

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself outside its text.
type head struct {
	meta      map[string]string // by name, property or itemprop, lower case; the first of each
	canonical string
	titles    []string // of <title>
	headings  []string // of <h1>
	times     []stamp  // <time>, and elements whose class says that they hold the date
	linked    linked
}

// readHead walks the page once.
func readHead(doc *html.Node) *head {
	h := &head{meta: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			value := strings.TrimSpace(attr(n, "content"))
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				k := strings.ToLower(strings.TrimSpace(attr(n, key)))
				if _, seen := h.meta[k]; k != "" && value != "" && !seen {
					h.meta[k] = value
				}
			}
		case atom.Link:
			if h.canonical == "" && slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") {
				h.canonical = attr(n, "href")
			}
		case atom.Title:
			// An <svg> has titles too: "Menu", "Close".
			if n.Namespace == "" {
				h.titles = append(h.titles, textOf(n))
			}
		case atom.H1:
			if t := textOf(n); t != "" {
				h.headings = append(h.headings, t)
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				h.linked.read(n.FirstChild.Data)
			}
		}
		if s, ok := stampOf(n); ok {
			h.times = append(h.times, s)
		}
	}
	return h
}

// first gives the first of some metas that is there.
func (h *head) first(keys ...string) string {
	for _, k := range keys {
		if v := h.meta[k]; v != "" {
			return line(html.UnescapeString(v))
		}
	}
	return ""
}

// title prefers what the page gives to those who link to it: <title> carries the
// site's name, <h1> is now and then the site's name.
func (h *head) title(source string) string {
	candidates := []string{h.linked.headline, h.first("og:title", "twitter:title", "dc.title", "citation_title", "headline")}
	if len(h.headings) == 1 {
		candidates = append(candidates, h.headings[0])
	}
	candidates = append(candidates, h.titles...)
	candidates = append(candidates, h.headings...)
	for _, c := range candidates {
		if c = withoutSite(line(html.UnescapeString(c)), source); c != "" {
			return c
		}
	}
	return ""
}

// withoutSite cuts the site's name off either end of a title: "X meets Y | Reuters".
func withoutSite(title, source string) string {
	if source == "" {
		return title
	}
	for _, bar := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • "} {
		if i := strings.LastIndex(title, bar); i > 0 && strings.EqualFold(strings.TrimSpace(title[i+len(bar):]), source) {
			return strings.TrimSpace(title[:i])
		}
		if before, after, ok := strings.Cut(title, bar); ok && strings.EqualFold(strings.TrimSpace(before), source) {
			return strings.TrimSpace(after)
		}
	}
	return title
}

// source names who published the page; site is where it came from, or nil.
func (h *head) source(site *url.URL) string {
	for _, c := range []string{h.linked.publisher, h.first("og:site_name", "dc.publisher", "citation_publisher", "application-name", "al:ios:app_name")} {
		// Some put their address, their handle or their whole description there.
		if c = line(html.UnescapeString(c)); c != "" && len(c) <= 80 && !strings.HasPrefix(c, "@") && !strings.HasPrefix(c, "http") {
			return c
		}
	}
	if site != nil {
		return strings.TrimPrefix(site.Hostname(), "www.")
	}
	return ""
}

// address is the canonical address; base is where the page came from, or nil.
func (h *head) address(base *url.URL) string {
	for _, c := range []string{h.canonical, h.first("og:url"), h.linked.url} {
		u := absolute(c, base)
		if u == nil {
			continue
		}
		// A page that calls the front page its canonical address was made by a
		// template that nobody looked at.
		if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && base != nil && strings.Trim(base.Path, "/") != "" {
			continue
		}
		return withoutTracking(u)
	}
	if base != nil {
		return withoutTracking(base)
	}
	return ""
}

// withoutTracking drops what only says where the reader came from, so that one
// article has one address.
func withoutTracking(u *url.URL) string {
	if u.RawQuery == "" {
		return u.String()
	}
	var kept []string
	for _, p := range strings.Split(u.RawQuery, "&") {
		key, _, _ := strings.Cut(strings.ToLower(p), "=")
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" || key == "mc_cid" || key == "mc_eid" {
			continue
		}
		kept = append(kept, p)
	}
	c := *u
	c.RawQuery = strings.Join(kept, "&")
	return c.String()
}
