package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer turns elements into lines, one for each paragraph. White space counts
// as it does in a browser: runs are one space, and no-break spaces stay.
type writer struct {
	out   strings.Builder
	line  strings.Builder
	space bool
}

// text gives what was written.
func (w *writer) text() string {
	w.end()
	return w.out.String()
}

// end ends the line at hand.
func (w *writer) end() {
	w.space = false
	if w.line.Len() == 0 {
		return
	}
	if strings.Trim(w.line.String(), " \u00a0\u200b\ufeff") != "" {
		if w.out.Len() > 0 {
			w.out.WriteByte('\n')
		}
		w.out.WriteString(w.line.String())
	}
	w.line.Reset()
}

// block writes an element on lines of its own.
func (w *writer) block(n *html.Node) {
	w.end()
	w.children(n)
	w.end()
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// node writes an element as its kind asks for. Captions are left out: they tell
// of the day when the picture was taken, which is seldom that of the article.
func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data)
		return
	case html.ElementNode:
	case html.DocumentNode:
		w.children(n)
		return
	default:
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Button, atom.Select, atom.Textarea,
		atom.Figure, atom.Figcaption, atom.Audio, atom.Video, atom.Head:
	case atom.Br:
		w.end()
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd,
		atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr, 0:
		w.children(n)
	case atom.Pre:
		w.end()
		for l := range strings.Lines(textWithLines(n)) {
			w.words(l)
			w.end()
		}
	default:
		w.block(n)
	}
}

// words writes text into the line at hand.
func (w *writer) words(s string) {
	for i := 0; i < len(s); {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
			w.space = w.line.Len() > 0
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != '\t' && s[j] != '\n' && s[j] != '\r' && s[j] != '\f' {
			j++
		}
		if w.space {
			w.line.WriteByte(' ')
			w.space = false
		}
		w.line.WriteString(s[i:j])
		i = j
	}
}

// textWithLines gives the text of an element as it stands in the source.
func textWithLines(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}
