package document

import (
	"testing"

	"github.com/neurosnap/sentences/english"
)

// What stops leaves out must not change where the splitter cuts.
func FuzzStops(f *testing.F) {
	for _, s := range []string{
		"", ".", " ", "He left. She stayed.", "Mr. Smith met Gen. J. K. Rowe at 5 p.m. Monday. “It was good.” He left", "He said: “No.”",
		"Is it 3.5? (Yes.) It is! etc. and so on ... . . and on", "No. 5 is 1. First 2) Second 3.) Third N°. 1.2.3. Next", "F.B.I. agents. U.S. The end.”",
		"一。二 three. Four！five", "end。", "a。b", "；.", "x\u00a0y. Z\u2003Q? R", "He saw it.\xff Then.\xff", "\n\nOne.\n\nTwo.", "wait.. what", "a.[1] B", "—. —",
	} {
		f.Add(s)
	}
	plain, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		f.Fatal(err)
	}
	r, err := NewReader(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, got := plain.Tokenize(text), r.splitter.Tokenize(text)
		if len(want) != len(got) {
			t.Fatalf("%q: %v, the splitter alone %v", text, got, want)
		}
		for i := range want {
			if *want[i] != *got[i] {
				t.Errorf("%q: sentence %d is %v, the splitter alone says %v", text, i, got[i], want[i])
			}
		}
	})
}
