package charset

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/gogs/chardet"
)

// latin1 is what the web calls Latin-1: Windows-1252, which has all of it and
// the curly quotes and dashes that editors put in.
const latin1 Name = "windows-1252"

// guess names the charset of bytes that are not UTF-8 and that nothing declares.
// Text whose letters are nearly all ASCII is English with a few accents, quotes
// and dashes, for which frequencies say nothing: that is Windows-1252. Anything
// else is in a language that demarche does not read; it is named so that it can
// be skipped as what it is.
func guess(b []byte) Name {
	high, letters := 0, 0
	for _, c := range b {
		switch {
		case c >= utf8.RuneSelf:
			high++
			letters++
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		}
	}
	if high*6 < letters {
		return latin1
	}
	if cp866(b) {
		return "ibm866"
	}
	// DetectAll runs its recognisers beside each other and DetectBest takes the
	// first of two that are equally sure; sorted, the answer is always the same.
	found, err := chardet.NewTextDetector().DetectAll(b)
	if err != nil {
		return latin1
	}
	slices.SortFunc(found, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Charset, b.Charset))
	})
	for _, f := range found {
		if name, ok := lookUp(f.Charset); ok {
			return name
		}
	}
	return latin1
}

// cp866 knows the charset of Russian DOS, which the detector does not: small
// Cyrillic letters at 0xA0-0xAF and 0xE0-0xEF, and nothing of the frames, lines
// and accents that lie between.
func cp866(b []byte) bool {
	small, capital, other := 0, 0, 0
	for _, c := range b {
		switch {
		case c >= 0xA0 && c <= 0xAF || c >= 0xE0 && c <= 0xEF:
			small++
		case c >= 0x80 && c <= 0x9F:
			capital++
		case c >= utf8.RuneSelf:
			other++
		}
	}
	// In Windows-1251 the range of cp866's capitals is all but empty, and in
	// KOI8-R, ISO-8859-5 and the charsets of East Asia the others abound.
	return small > 3*capital && capital > 0 && other*20 < small
}
