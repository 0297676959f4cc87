package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract"
)

var (
	//go:embed annotationpage.html
	annotationHTML string
	//go:embed annotationpage.css
	annotationCSS string
)

// annotationPage prints annotations as one page of HTML that needs nothing else.
// Its content security policy allows its own style sheet and nothing more, so
// that no article can make a browser do anything.
type annotationPage struct {
	out io.Writer
	t   *template.Template
}

func newAnnotationPage(out io.Writer) (*annotationPage, error) {
	t, err := template.New("page").Parse(annotationHTML)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(annotationCSS))
	p := &annotationPage{out, t}
	return p, t.ExecuteTemplate(out, "head", struct {
		Policy string
		CSS    template.CSS
	}{"default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'", template.CSS(annotationCSS)}) // #nosec G203 -- a file of this package
}

func (p *annotationPage) write(a *annotated) error {
	return p.t.ExecuteTemplate(p.out, "article", struct {
		Title, Published, Source, ID string
		Pieces                       []piece
	}{a.article.Title, a.article.Published, a.article.Source, a.article.ID, a.pieces()})
}

func (p *annotationPage) close() error { return p.t.ExecuteTemplate(p.out, "foot", nil) }

// piece is a stretch of a text in which the same things were understood.
type piece struct {
	Text string
	// Class is empty for plain text.
	Class string
	Means string
}

// pieces cuts the text wherever something begins or ends: marks may lie in each
// other or overlap, which elements of HTML can't.
func (a *annotated) pieces() []piece {
	text := []rune(a.article.Text)
	cuts := []int{0, len(text)}
	marks := a.marks()
	for _, m := range marks {
		cuts = append(cuts, m.start, m.end)
	}
	for _, s := range a.Sentences {
		cuts = append(cuts, s.Start, s.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var pieces []piece
	for i, start := range cuts[:len(cuts)-1] {
		var classes, means []string
		for _, m := range marks {
			if m.start <= start && start < m.end {
				classes = append(classes, m.class)
				means = append(means, m.class+": "+m.means)
			}
		}
		in := func(s extract.Span) bool { return s.Start <= start && start < s.End }
		switch {
		case !slices.ContainsFunc(a.Sentences, in):
			classes = append(classes, "outside")
		case slices.ContainsFunc(a.Sentences, func(s extract.Span) bool { return s.Start == start }):
			classes = append(classes, "begins")
		}
		slices.Sort(classes)
		pieces = append(pieces, piece{printable(string(text[start:cuts[i+1]])), strings.Join(slices.Compact(classes), " "), printable(strings.Join(means, "\n"))})
	}
	return pieces
}
