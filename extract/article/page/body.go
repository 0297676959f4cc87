package page

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// short is how many characters a body has that may be no more than a teaser.
const short = 250

// body finds the text of the article. It changes doc.
func body(doc *html.Node, h *head, site *url.URL) string {
	// The reader view rebuilds the page, so what it may need again is taken first.
	whole := paragraphs(doc)
	text := readable(doc, site)
	if n := utf8.RuneCountInString(text); n < short {
		// A page that a script fills has its text in JSON-LD at most; one with a
		// layout of its own, in paragraphs that the reader view did not group.
		for _, other := range []string{plain(h.linked.body), whole} {
			if utf8.RuneCountInString(other) > 2*n {
				return other
			}
		}
	}
	return text
}

// readable is the article as Firefox's reader view finds it.
func readable(doc *html.Node, site *url.URL) string {
	parser := readability.NewParser()
	parser.DisableJSONLD = true // read here, see linked
	found, err := parser.ParseAndMutate(doc, site)
	if err != nil || found.Node == nil {
		return ""
	}
	var w writer
	w.node(found.Node)
	return w.text()
}

// paragraphs is the text of all paragraphs outside menus, notices and forms.
func paragraphs(doc *html.Node) string {
	var w writer
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Nav, atom.Footer, atom.Aside, atom.Header, atom.Form, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head:
			case atom.P, atom.H2, atom.H3, atom.Blockquote:
				w.block(c)
			default:
				walk(c)
			}
		}
	}
	walk(doc)
	return w.text()
}

// plain gives the articleBody of JSON-LD, which is text by the book and markup
// in practice.
func plain(s string) string {
	if strings.Contains(s, "</") || strings.Contains(s, "&lt;") || strings.Contains(s, "<br") {
		if t, err := Text(html.UnescapeString(s)); err == nil {
			return t
		}
	}
	s = html.UnescapeString(s)
	var lines []string
	for l := range strings.Lines(s) {
		if l = line(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}
