package extract_test

import (
	"testing"
	"time"
)

// FuzzExtract gives the extractor texts and titles that nobody wrote: it must not
// panic, and what it returns must be sound. The days count from 1 January 1970;
// below that, none is known.
func FuzzExtract(f *testing.F) {
	x := extractor(f)
	for _, c := range readConstructions(f) {
		f.Add(c.title, int16(19858), c.text)
	}
	for _, s := range []string{"", "\n", "\xff\xfe met", "X-Y talks", "- : — “", "the two leaders", "He met his counterpart.", "; ; and, and", "1. 2. 3.", "’s ’s"} {
		f.Add(s, int16(-1), s)
	}
	f.Fuzz(func(t *testing.T, title string, day int16, text string) {
		published := ""
		if day >= 0 {
			published = time.Unix(0, 0).UTC().AddDate(0, 0, int(day)).Format(time.DateOnly)
		}
		mustBeSound(t, "a", text, x.Extract("a", title, published, text))
	})
}
