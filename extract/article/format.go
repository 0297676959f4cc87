package article

import (
	"bufio"
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/demarche-graph/demarche/extract/article/charset"
)

// read recognises a stream and reads what is in it.
func (in *intake) read(s *source) bool {
	if in.ctx.Err() != nil {
		return false
	}
	r := bufio.NewReaderSize(s.r, headSize)
	head, err := look(r)
	switch {
	case err != nil && len(head) == 0:
		return in.refuse(s, reading(err))
	case len(head) == 0:
		return in.refuse(s, ErrEmpty)
	}
	if as := packedAs(head); as != plain {
		return in.unpack(s, r, as)
	}
	if in.opts.Format == WARC || in.opts.Format == "" && bytes.HasPrefix(head, []byte("WARC/")) {
		return in.warc(s, r)
	}
	if err := notText(head, s.named); err != nil {
		return in.refuse(s, err)
	}
	format := in.opts.Format
	if format == "" {
		text, _ := charset.Decode(head, charset.Of(s.contentType))
		format = formatOf(strings.TrimLeft(text, " \t\r\n\f\ufeff\u200b"), s.path, in.column("text"))
	}
	switch format {
	case JSONL, JSON, CSV, TSV:
		text, _ := charset.Reader(r, charset.Of(s.contentType))
		decoded, ok := text.(*bufio.Reader)
		if !ok {
			decoded = bufio.NewReaderSize(text, headSize)
		}
		switch format {
		case JSONL:
			return in.jsonl(s, decoded)
		case JSON:
			return in.json(s, decoded)
		}
		return in.csv(s, decoded, format)
	}
	b, err := in.all(r)
	if err != nil {
		return in.refuse(s, err)
	}
	return in.whole(s, b, format)
}

// whole reads what must be in memory as a whole.
func (in *intake) whole(s *source, b []byte, format Format) bool {
	switch format {
	case HTML:
		return in.html(s, b)
	case Feed:
		return in.feed(s, b)
	case mhtml:
		return in.mhtml(s, b)
	case otherXML:
		return in.refuse(s, because(ErrMarkup, "its first element is <%.60s>", printable(firstElement(decode(b, s)))))
	}
	return in.text(s, b)
}

// Formats that are recognised and need no name in a setting: a page that a
// browser saved as one file, and XML of a kind that is not read.
const (
	mhtml    Format = "mhtml"
	otherXML Format = "xml"
)

// formatOf recognises a format by the head of a text, which begins with no
// space. Any text may be CSV, so that is what has a line of column names, one of
// which is the column of the text, or is called so.
func formatOf(head, path, textColumn string) Format {
	first, rest, more := strings.Cut(head, "\n")
	first = strings.TrimSpace(first)
	switch {
	case opens(head, '{', `"}`):
		if strings.Contains(head[:min(len(head), 2048)], "https://jsonfeed.org/version/") {
			return Feed
		}
		// A line that ends in the middle is the first of an object over several
		// lines, unless the next line opens an object of its own.
		if more && !strings.HasSuffix(first, "}") && !opens(strings.TrimLeft(rest, " \t\r\n"), '{', `"}`) {
			return JSON
		}
		return JSONL
	case opens(head, '[', "{]"):
		return JSON
	case head != "" && head[0] == '<':
		switch name := firstElement(head); {
		case name == "rss" || name == "feed" || name == "rdf:rdf" || name == "rdf" || name == "channel":
			return Feed
		case name == "" || atom.Lookup([]byte(name)) != 0:
			return HTML
		case strings.Contains(strings.ToLower(head), "<html"):
			return HTML
		case strings.HasPrefix(head, "<?xml") || strings.Contains(head, "xmlns"):
			return otherXML
		case strings.Contains(head, "</"):
			return HTML
		}
		return Text
	case isMHTML(head):
		return mhtml
	}
	if low := strings.ToLower(head[:min(len(head), headEnough)]); strings.Contains(low, "<html") || strings.Contains(low, "<!doctype html") || strings.Contains(low, "<body") {
		return HTML
	}
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case ext == ".csv" || ext == ".tsv" || ext == ".tab":
		return CSV
	case hasColumn(first, textColumn):
		return CSV
	}
	return Text
}

// opens reports whether a text begins with a bracket and then, after any space,
// one of the given characters.
func opens(s string, bracket byte, then string) bool {
	if s == "" || s[0] != bracket {
		return false
	}
	s = strings.TrimLeft(s[1:], " \t\r\n")
	return s != "" && strings.IndexByte(then, s[0]) >= 0
}

// firstElement gives the name of the first element of markup, in lower case,
// after declarations and comments; "" when there is none in what was looked at.
func firstElement(head string) string {
	for {
		i := strings.IndexByte(head, '<')
		if i < 0 || i+1 >= len(head) {
			return ""
		}
		head = head[i+1:]
		end := ">"
		switch {
		case strings.HasPrefix(head, "!--"):
			end = "-->"
		case strings.HasPrefix(head, "!DOCTYPE html"), strings.HasPrefix(head, "!doctype html"):
			return "html"
		case head[0] == '?', head[0] == '!':
			if open := strings.IndexByte(head, '['); head[0] == '!' && open >= 0 && open < strings.IndexByte(head, '>') {
				end = "]>" // a document type with declarations of its own
			}
		default:
			n := strings.IndexAny(head, " \t\r\n/>")
			if n < 0 {
				n = len(head)
			}
			return strings.ToLower(head[:n])
		}
		i = strings.Index(head, end)
		if i < 0 {
			return ""
		}
		head = head[i:]
	}
}

// decode gives the text of a stream that was read as a whole.
func decode(b []byte, s *source) string {
	text, _ := charset.Decode(b, charset.Of(s.contentType))
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return text
}
