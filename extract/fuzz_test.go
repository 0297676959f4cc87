package extract_test

import "testing"

// FuzzExtract gives the extractor texts, titles and days that nobody wrote: it must
// not panic, and what it returns must be sound.
func FuzzExtract(f *testing.F) {
	x := extractor(f)
	for _, c := range readConstructions(f) {
		f.Add("", c.published, c.text)
	}
	for _, s := range []string{"", "\n", "\xff\xfe met", "X-Y talks", "- : — “", "the two leaders", "He met his counterpart.", "; ; and, and", "1. 2. 3.", "’s ’s"} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, title, published, text string) {
		mustBeSound(t, "a", text, x.Extract("a", title, published, text))
	})
}
