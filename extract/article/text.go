package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/when"
)

// text reads a text that is one article. It stays as it is, with its headline
// and date line, which the extractor reads too: offsets count into it.
func (in *intake) text(s *source, b []byte) bool {
	return in.send(s.path, s.file, len(b), func() (*Article, error) {
		a := &Article{Text: decode(b, s), URL: s.url, Published: in.opts.Published}
		a.Title = headline(a.Text)
		if a.Published == "" {
			if d, ok := when.Published(a.Text); ok {
				a.Published = d.String()
			}
		}
		return a, nil
	})
}

// headline gives the first line of a text that looks like one: words without a
// full stop, with more text after them. The name of the outlet may stand above
// it.
func headline(text string) string {
	var lines []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
		if len(lines) == 5 {
			break
		}
	}
	for i := 0; i < len(lines)-1 && i < 3; i++ {
		if looksHeadline(lines[i]) {
			return lines[i]
		}
		// Above a headline stands little: an outlet, a section, a date.
		if len(strings.Fields(lines[i])) > 8 {
			return ""
		}
	}
	return ""
}

func looksHeadline(l string) bool {
	words := strings.Fields(l)
	if len(words) < 4 || len(words) > 30 || len(l) > 250 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(l)
	if strings.ContainsRune(".,:;", last) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(l, "\"'“‘«("))
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
		return false
	}
	for _, w := range words {
		// "Voz.us", "bbc.co.uk": the line of an outlet.
		if i := strings.IndexByte(w, '.'); i > 1 && i < len(w)-1 && unicode.IsLower(rune(w[i+1])) && !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	_, isDate := when.Published(l)
	return !isDate
}
