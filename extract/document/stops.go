package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/neurosnap/sentences"
)

// stops hands the splitter only the words that it decides by: those with a mark
// that can end a sentence, and the word after each. It asks the same of all the
// others, a dozen patterns for every word, and never finds anything.
type stops struct{ sentences.WordTokenizer }

// Tokenize cuts the text as the splitter's own tokenizer does, the oddity included
// that a last word that ends in more than one byte is none.
func (s stops) Tokenize(text string, _ bool) []*sentences.Token {
	if !strings.ContainsAny(text, ".!?。！？") {
		return nil
	}
	var tokens []*sentences.Token
	from, mark, follows := 0, false, false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		wide := sentences.IsCjkPunct(r)
		mark = mark || r == '.' || r == '!' || r == '?'
		end := i
		if wide {
			end += size
		}
		if end == len(text)-1 {
			end = len(text)
		} else if !wide && !unicode.IsSpace(r) {
			i += size
			continue
		}
		i += size
		word := strings.TrimSpace(text[from:end])
		if word == "" {
			continue
		}
		if wide {
			mark = strings.ContainsAny(word, ".!?。！？")
		}
		if mark || follows {
			t := sentences.NewToken(word)
			t.Position = end
			tokens = append(tokens, t)
		}
		from, follows, mark = end, mark, false
	}
	return tokens
}
