package article

import (
	"errors"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/demarche-graph/demarche/extract/article/charset"
	"github.com/demarche-graph/demarche/extract/article/page"
)

// feed reads RSS, Atom and JSON Feed, with the full text of each entry where the
// feed has it, else its summary.
func (in *intake) feed(s *source, b []byte) bool {
	entries, err := Entries(b, s.contentType)
	if err != nil {
		return in.refuse(s, err)
	}
	if len(entries) == 0 {
		return in.refuse(s, ErrNothing)
	}
	for i, e := range entries {
		if !in.send(nth(s.path, i+1), s.file, len(e.Text), func() (*Article, error) {
			if strings.TrimSpace(e.Text) == "" {
				return nil, because(ErrNotArticle, "an entry with neither text nor summary")
			}
			return &e, nil
		}) {
			return false
		}
	}
	return true
}

// Entries gives the entries of a feed as they stand in it: those without text
// too, whose address is to be fetched, and without judging their language.
// contentType is what the server called the feed, or "". The error wraps
// ErrSyntax, ErrNested or ErrReader.
func Entries(b []byte, contentType string) ([]Article, error) {
	declared := charset.Of(contentType)
	if declared == "" {
		declared = declaredXML(b)
	}
	text, _ := charset.Decode(b, declared)
	text = withoutDeclaration(text)
	if err := simple(text); err != nil {
		return nil, err
	}
	f, err := parseFeed(text)
	if errors.Is(err, ErrReader) {
		return nil, err
	}
	if err != nil {
		return nil, because(ErrSyntax, "not RSS, Atom or JSON Feed: %.300v", err)
	}
	var entries []Article
	for _, e := range f.Items {
		entries = append(entries, entryOf(f, e))
	}
	return entries, nil
}

// What a feed may have. The library keeps about a kilobyte for each entry and
// some hundred bytes for each element.
const (
	entriesMost  = 50_000
	elementsMost = 300_000
	depthMost    = 500
)

// simple checks that a feed is small enough, before it is parsed as a whole.
func simple(text string) error {
	depth, elements, entries := 0, 0, 0
	if strings.HasPrefix(text, "{") {
		entries = strings.Count(text, "{") / 4
		text = ""
	}
	for depth <= depthMost && elements <= elementsMost && entries <= entriesMost {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			return nil
		}
		text = text[i+1:]
		end := ">"
		switch {
		case strings.HasPrefix(text, "![CDATA["):
			end = "]]>"
		case strings.HasPrefix(text, "!--"):
			end = "-->"
		}
		i = strings.Index(text, end)
		if i < 0 {
			return nil // broken, for the parser to say where
		}
		tag := text[:i]
		text = text[i:]
		if tag == "" || tag[0] == '!' || tag[0] == '?' {
			continue
		}
		if tag[0] == '/' {
			depth--
			continue
		}
		elements++
		if strings.HasPrefix(tag, "item") || strings.HasPrefix(tag, "entry") {
			entries++
		}
		if !strings.HasSuffix(tag, "/") {
			depth++
		}
	}
	return because(ErrNested, "a feed may have %d entries and %d elements, %d inside each other", entriesMost, elementsMost, depthMost)
}

// parseFeed is gofeed's, whose panics become errors: here it runs outside of any
// job.
func parseFeed(text string) (f *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = because(ErrReader, "%.200v", r)
		}
	}()
	return gofeed.NewParser().ParseString(text)
}

// withoutDeclaration cuts off an XML declaration: what it says of the charset is
// no longer true.
func withoutDeclaration(text string) string {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	if strings.HasPrefix(text, "<?xml") {
		if _, rest, ok := strings.Cut(text, "?>"); ok {
			return rest
		}
	}
	return text
}

// entryOf makes an article of an entry.
func entryOf(f *gofeed.Feed, e *gofeed.Item) Article {
	a := Article{URL: addressOf(e.Link), Source: label(f.Title), Title: label(plainOf(e.Title))}
	for _, part := range []string{e.Content, e.Description} {
		// Some put the summary where the full text belongs and the other way about.
		if t := plainOf(part); len(t) > len(a.Text) {
			a.Text = t
		}
	}
	// An id counts only if it is one in all the world: many feeds number their
	// entries 1, 2, 3.
	if g := strings.TrimSpace(e.GUID); strings.Contains(g, "://") || strings.HasPrefix(g, "tag:") || strings.HasPrefix(g, "urn:") {
		a.ID = label(g)
	}
	for _, p := range []string{e.Published, e.Updated} {
		if day, err := ParsePublished(p); err == nil && day != "" {
			a.Published = day
			return a
		}
	}
	// gofeed knows some forms that are seen nowhere else; its zones are guesses.
	if e.PublishedParsed != nil && e.PublishedParsed.Year() >= earliest {
		a.Published = e.PublishedParsed.Format(time.DateOnly)
	}
	return a
}

// plainOf gives the text of markup; markup that is beyond reading stays as it is,
// for a person to see.
func plainOf(markup string) string {
	if t, err := page.Text(markup); err == nil {
		return t
	}
	return markup
}
