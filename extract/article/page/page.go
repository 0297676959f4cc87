// Package page reads a news page: what the article is called, when it was
// published, by whom, under which address, and its text without the menus,
// teasers and notices around it.
//
// The body is found by go-readability, the kept port of Firefox's reader view.
// What a page says of itself in JSON-LD, <meta> and <time> is read here, because
// demarche needs the time of publication with its zone and the canonical address,
// and the library gives neither surely.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a page says. Anything but Text may be empty.
type Page struct {
	Title string
	// URL is the canonical address, absolute, http or https.
	URL string
	// Source is who published it: "Reuters", "Government of Norway", a host name.
	Source string
	// Published is as the page writes it, not yet a date: see Dates.
	Published []string
	// Text has a line for each paragraph.
	Text string
}

// Faults that a caller may want to tell apart.
var (
	// ErrDeep says that elements stand inside each other as no page of news has
	// them; reading on would cost memory without bound.
	ErrDeep = errors.New("elements nested more than 500 deep: no page of news is, so the file is broken or hostile")
	// ErrManyTags says that there are more elements than a page of news has. The
	// time that the body takes to find grows faster than their number.
	ErrManyTags = errors.New("more elements than a page of news has: cut the file into its pages")
)

// MaxTags is how many tags a page may have. Of 947 pages of real
// sites none has more than 20,000.
const MaxTags = 200_000

// Read reads a page, which is UTF-8. address is where it came from, or "".
func Read(source, address string) (Page, error) {
	if strings.Count(source, "<") > MaxTags {
		return Page{}, fmt.Errorf("%w (%d tags)", ErrManyTags, strings.Count(source, "<"))
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Page{}, faultOf(err)
	}
	p := Page{}
	h := readHead(doc)
	base := absolute(address, nil)
	if base == nil {
		base = savedFrom(source)
	}
	p.URL = h.address(base)
	site := base
	if site == nil {
		site = absolute(p.URL, nil)
	}
	p.Source = h.source(site)
	p.Title = h.title(p.Source)
	p.Published = h.published(p.URL)
	p.Text = body(doc, h, site)
	return p, nil
}

// Text gives the text of a piece of markup, such as the content of a feed's
// entry: all of it, since nobody puts a menu there.
func Text(markup string) (string, error) {
	if strings.Count(markup, "<") > MaxTags {
		return "", fmt.Errorf("%w (%d tags)", ErrManyTags, strings.Count(markup, "<"))
	}
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return "", faultOf(err)
	}
	var w writer
	for _, n := range nodes {
		w.node(n)
	}
	return w.text(), nil
}

// faultOf names the one error that the parser makes itself; it reads from memory,
// so there are no others.
func faultOf(err error) error {
	if strings.Contains(err.Error(), "nodes") {
		return ErrDeep
	}
	return fmt.Errorf("HTML: %w", err)
}

// absolute gives an http or https address, resolved against base if there is
// one, without its fragment; nil when it is none.
func absolute(s string, base *url.URL) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u
}

// savedFrom reads the address that browsers leave in a page that they save:
// <!-- saved from url=(0042)https://example.org/a -->.
func savedFrom(source string) *url.URL {
	_, rest, ok := strings.Cut(source[:min(len(source), 2048)], "<!-- saved from url=(")
	if !ok {
		return nil
	}
	if _, rest, ok = strings.Cut(rest, ")"); !ok {
		return nil
	}
	rest, _, _ = strings.Cut(rest, "-->")
	return absolute(strings.Fields(rest + " ")[:1][0], nil)
}

// attr gives an attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf gives the text of an element on one line.
func textOf(n *html.Node) string {
	var b bytes.Buffer
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || c.Parent.DataAtom != atom.Script && c.Parent.DataAtom != atom.Style) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
		}
	}
	return line(b.String())
}

// line puts a text on one line with single spaces.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
