package graph

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case, no
// accents, no apostrophes, one space for every hyphen, stop or other sign, so
// that "ERDOGAN" finds "Recep Tayyip Erdoğan" and "Kim Jong Un" finds "Kim
// Jong-un". The graph is written and asked with the same Fold.
func Fold(name string) string {
	if s, ok := foldASCII(name); ok {
		return s
	}
	var b strings.Builder
	space := false
	runes := []rune(norm.NFKD.String(strings.ToLower(name)))
	for i, r := range runes {
		switch {
		case unicode.Is(unicode.Mn, r) || apostrophe(r) || initial(runes, i):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			if plain, ok := undecomposed[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
		default:
			space = true
		}
	}
	return b.String()
}

// foldASCII is Fold for names of plain letters, digits and spaces, most of all.
func foldASCII(name string) (string, bool) {
	lower, last := true, byte(' ')
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			lower = false
		case c == ' ' && last != ' ':
		default:
			return "", false
		}
		last = c
	}
	if name == "" || last == ' ' {
		return "", name == ""
	}
	if lower {
		return name, true
	}
	return strings.ToLower(name), true
}

func apostrophe(r rune) bool { return strings.ContainsRune("'’‘ʼʻʿʾ`´", r) }

// initial reports whether the rune is a stop inside an abbreviation such as
// "U.S." or "J.D.", which is also written without.
func initial(rs []rune, i int) bool {
	return rs[i] == '.' && i > 0 && unicode.IsLetter(rs[i-1]) && (i == 1 || !unicode.IsLetter(rs[i-2])) &&
		(i+1 == len(rs) || unicode.IsLetter(rs[i+1]) || i > 1 && rs[i-2] == '.')
}

// undecomposed are letters that Unicode does not take apart, by how they are
// written where the letter is missing.
var undecomposed = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ə': "e", 'ŋ': "n",
}

// foldedLimit keeps the folded names below what an index of Neo4j takes (32 kB).
const foldedLimit = 30000

// foldNames makes the value of a folded column: every distinct folded name
// between bars and spaces, "| putin | vladimir putin |", so that a search for
// "| putin |" finds whole names and one for " putin " finds words.
func foldNames(names []string) string {
	folded := make([]string, 0, len(names))
	for _, n := range names {
		if f := Fold(n); f != "" {
			folded = append(folded, f)
		}
	}
	slices.Sort(folded)
	var b strings.Builder
	b.WriteByte('|')
	for _, f := range slices.Compact(folded) {
		if b.Len()+len(f)+3 > foldedLimit {
			break
		}
		b.WriteString(" " + f + " |")
	}
	return b.String()
}
