package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaces of the typesetter and marks of no width stand in news text and are no
// part of a word.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', '\u00a0', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return r > 0x7f && unicode.IsSpace(r) || r < 0x20
}

func isCloser(r rune) bool { return strings.ContainsRune(`)]}"'”’»?!…*`, r) }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// run is the length of the run of r at the start of s: "--", "...", "??".
func run(s string, r rune) int {
	n := 0
	for _, q := range s {
		if q != r {
			break
		}
		n += utf8.RuneLen(r)
	}
	return max(n, 1)
}

func capitals(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// initials reports whether s is single letters with stops between: "J", "U.S".
func initials(s string) bool {
	single := false
	for i, r := range s {
		if single {
			if r != '.' {
				return false
			}
			single = false
			continue
		}
		if !unicode.IsLetter(r) {
			return false
		}
		single = true
		if i == 0 && !unicode.IsUpper(r) && !strings.Contains(s, ".") {
			return false
		}
	}
	return single
}

func lettersBefore(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !unicode.IsLetter(r) {
			break
		}
		n, s = n+1, s[:len(s)-size]
	}
	return n
}

func lettersAfter(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			break
		}
		n++
	}
	return n
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' }

// quoteSize is the length of the single quote or apostrophe that s begins
// with, 0 if it begins with none.
func quoteSize(s string) int {
	if r, n := utf8.DecodeRuneInString(s); n > 0 && isApostrophe(r) {
		return n
	}
	return 0
}

func quoteSizeLast(s string) int {
	if r, n := utf8.DecodeLastRuneInString(s); n > 0 && isApostrophe(r) {
		return n
	}
	return 0
}

// clitic is the length of the contraction or possessive that s ends with, 0 if
// there is none: "n't", "'s", "'re", "'ve", "'ll", "'d", "'m" with any apostrophe.
func clitic(s string) int {
	for _, c := range []string{"s", "re", "ve", "ll", "d", "m"} {
		if len(s) <= len(c) || !strings.EqualFold(s[len(s)-len(c):], c) {
			continue
		}
		if n := quoteSizeLast(s[:len(s)-len(c)]); n > 0 {
			return n + len(c)
		}
	}
	if len(s) >= 3 && (s[len(s)-1] == 't' || s[len(s)-1] == 'T') {
		q := quoteSizeLast(s[:len(s)-1])
		if n := len(s) - 1 - q - 1; q > 0 && n >= 0 && (s[n] == 'n' || s[n] == 'N') {
			return len(s) - n
		}
	}
	return 0
}

// address is the length of the web address, handle or hashtag that s begins
// with, without the marks that end the sentence after it; 0 if there is none.
func address(s string) int {
	switch {
	case s[0] == '@' || s[0] == '#':
		n := 1
		for n < len(s) && (s[n] == '_' || isDigit(rune(s[n])) || 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z') {
			n++
		}
		if n > 1 && !(s[0] == '#' && isDigit(rune(s[1]))) {
			return n
		}
	case s[0]|0x20 == 'h' && (hasFoldedPrefix(s, "http://") || hasFoldedPrefix(s, "https://")), s[0]|0x20 == 'w' && hasFoldedPrefix(s, "www."):
		if i := strings.IndexAny(s, `"<>“”«»`); i >= 0 {
			s = s[:i]
		}
		return len(strings.TrimRight(s, `.,;:!?)]}'’`))
	}
	return 0
}

func hasFoldedPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
