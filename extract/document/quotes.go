package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quote is a quotation within one line.
type Quote struct {
	Span // without the marks
	// Continues is set when the quotation goes on in the next line: it opens with
	// a mark and no mark closes it, as agencies print several paragraphs of one
	// speaker.
	Continues bool
	// Continued is set when it goes on from the line before.
	Continued bool
}

// quotes finds quotations line by line. Only double marks count: single ones are
// too often apostrophes, save at the head of a line.
func quotes(text string, lines []Line) []Quote {
	var all []Quote
	open := false // the line before left a quotation open
	for _, l := range lines {
		if l.Kind == Navigation {
			continue
		}
		start := -1
		body := l.Body.Of(text)
		found := len(all)
		for i, r := range body {
			at := l.Body.Start + i
			switch r {
			case '“', '„', '«':
				if start < 0 {
					start = at + utf8.RuneLen(r)
				}
			case '”', '»':
				if start >= 0 {
					all = append(all, Quote{Span: Span{start, at}})
					start = -1
				}
			case '"':
				if start < 0 && opens(body, i) {
					start = at + 1
				} else if start >= 0 {
					all = append(all, Quote{Span: Span{start, at}})
					start = -1
				}
			}
		}
		if open && found < len(all) && all[found].Start-l.Body.Start <= 3 {
			all[found].Continued = true
		}
		wasOpen := open
		open = false
		if start >= 0 {
			// A quotation that nothing closes: it goes on in the next line if it opens
			// the line; elsewhere the mark is a slip, and the quotation ends with the line.
			q := Quote{Span: Span{start, l.Body.End}}
			q.Continued = wasOpen && start-l.Body.Start <= 3
			q.Continues = true
			open = true
			all = append(all, q)
		}
	}
	return all
}

// opens reports whether the straight mark at i begins a quotation: after white
// space, a bracket or a dash, and before a letter or a digit.
func opens(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	if after == utf8.RuneError || space(after) {
		return false
	}
	return before == utf8.RuneError || space(before) || strings.ContainsRune("([—–-/", before) || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune(".,!?…", before)
}
