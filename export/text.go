package export

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// controlled replaces what neither XML nor a calendar may hold: control
// characters other than tab and line feed, and code points that are no text.
func controlled(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return ' '
		case r < ' ' && r != '\t' && r != '\n', 0x7f <= r && r <= 0x9f, r == 0xfffe, r == 0xffff:
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
}

// escapeXML makes text for an element or an attribute.
func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(controlled(s))); err != nil {
		return "" // a strings.Builder takes everything
	}
	return b.String()
}
