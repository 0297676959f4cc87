package queries

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The text of articles is not ours: it can hold sequences that move a cursor,
// colour a terminal, rename its window or turn the direction of writing, and
// cells that a spreadsheet takes for a formula.

// Risky reports whether a terminal may act on the rune: the control characters
// of C0 and C1, and those that turn or hide the direction of text.
func Risky(r rune) bool {
	switch {
	case r < 0x20, 0x7f <= r && r <= 0x9f:
		return true
	case 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true
	}
	return false
}

// visible returns the text with every risky rune replaced by a sign for it, and
// line breaks and tabs by spaces.
func visible(s string) string {
	if !strings.ContainsFunc(s, Risky) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r < 0x20:
			return 0x2400 + r // the signs of Unicode for control characters
		case r == 0x7f:
			return 0x2421
		case Risky(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// escapeJSON writes the risky runes that JSON leaves as they are as escapes. In
// JSON they only occur inside strings.
func escapeJSON(b []byte) []byte {
	if !strings.ContainsFunc(string(b), Risky) {
		return b
	}
	var out []byte
	for _, r := range string(b) {
		if Risky(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// noFormula puts an apostrophe before a text that a spreadsheet would take for a
// formula, which shows it as it is.
func noFormula(s string) string {
	rest := strings.TrimLeft(s, " \u00a0")
	if rest == "" {
		return s
	}
	switch r, _ := utf8.DecodeRuneInString(rest); r {
	case '=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠':
		return "'" + s
	}
	return s
}

// markdown escapes the signs that Markdown or HTML would act on.
var markdown = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"|", `\|`, "#", `\#`, "~", `\~`, "$", `\$`)

// Cell makes a text safe as a cell of CSV, see noFormula.
func Cell(s string) string { return noFormula(visible(s)) }
