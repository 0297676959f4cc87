package lexicon

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters that Unicode does not decompose, as agencies write them without the
// stroke: Løkke, Wałęsa, Đukanović, Erdoğan's dotless ı.
var unstroked = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ß", "ss", "æ", "ae", "Æ", "Ae",
	"œ", "oe", "Œ", "Oe", "ı", "i", "þ", "th", "Þ", "Th", "ð", "d", "Ð", "D", "ə", "a", "Ə", "A",
	"‘", "'", "’", "'", "ʼ", "'", "ʻ", "'", "`", "'", "‐", "-", "‑", "-", "–", "-")

// Fold brings a name to the form in which names are compared: no accents, plain
// apostrophes and hyphens, lower case.
func Fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.ToLower(unaccent(s))
		}
	}
	return strings.ToLower(s)
}

func unaccent(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(unstroked.Replace(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// split cuts a surface into the words that a tokenizer makes of it: at spaces,
// before a comma and before a possessive 's.
func split(surface string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for f := range strings.FieldsSeq(surface) {
			word, comma := strings.CutSuffix(f, ",")
			if i := max(strings.LastIndexByte(word, '\''), strings.LastIndex(word, "’")); i > 0 {
				_, n := utf8.DecodeRuneInString(word[i:])
				if rest := word[i+n:]; rest == "s" || rest == "" {
					if !yield(word[:i]) {
						return
					}
					word = word[i:]
				}
			}
			if !yield(word) || comma && !yield(",") {
				return
			}
		}
	}
}
