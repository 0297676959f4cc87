package syntax

import (
	"strings"
	"testing"
)

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"He didn't say.", "He did n't say ."},
		{"He’s there; they’d won’t cannot.", "He ’s there ; they ’d wo n’t can not ."},
		{"The Kremlin's spokesman", "The Kremlin 's spokesman"},
		{"the ministers’ talks", "the ministers ’ talks"},
		{"Russia 's envoy is n't here", "Russia 's envoy is n't here"},
		{"US-led Trump-Xi talks on Ukraine–Russia peace", "US-led Trump-Xi talks on Ukraine–Russia peace"},
		{"MOSCOW — Putin – who spoke—said --", "MOSCOW — Putin – who spoke — said --"},
		{"in the U.S. and U.N. at 5 p.m.", "in the U.S. and U.N. at 5 p.m."},
		{"Mr. Smith met Gen. Jones on Sept. 11, J. D. Vance said.", "Mr. Smith met Gen. Jones on Sept. 11 , J. D. Vance said ."},
		{"It was plan B.", "It was plan B ."},
		{"The talks were No. 5, he said no.", "The talks were No. 5 , he said no ."},
		{"worth $1.4bn, US$3,000 or €5m (45%) at 10:30", "worth $ 1.4bn , US$ 3,000 or € 5m ( 45 % ) at 10:30"},
		{"@POTUS wrote #peace, see https://example.org/a,b.", "@POTUS wrote #peace , see https://example.org/a,b ."},
		{"“We’ll talk,” he said.He left.", "“ We ’ll talk , ” he said . He left ."},
		{"Reuters/Kyiv and/or 24/7 Moscow/Kyiv", "Reuters / Kyiv and/or 24/7 Moscow / Kyiv"},
		{"in the '90s, 'peace' talks", "in the '90s , ' peace ' talks"},
		{"President\u00a0Putin\u200b spoke", "President Putin spoke"},
		{"The minister(s) [sic] met... twice…", "The minister(s) [ sic ] met ... twice …"},
		{"- Putin: yes", "- Putin : yes"},
		{"Mohammed bin Salman Al Saud's O'Brien d'Ivoire Qur'an", "Mohammed bin Salman Al Saud 's O'Brien d'Ivoire Qur'an"},
		{"He said: ``No.''", "He said : `` No . ''"},
		{"\"It is over.\"", "\" It is over . \""},
		{"the so-called 'Trump's deal'", "the so-called ' Trump 's deal '"},
		{"Lt.-Gen. Budanov; Inc.", "Lt.-Gen. Budanov ; Inc."},
		{"on Feb.19 he", "on Feb.19 he"},
	} {
		var got []string
		for _, tok := range Tokenize(c.in, 0, len(c.in)) {
			got = append(got, tok.Text)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, g, c.want)
		}
	}
}

func TestTokensAreExactSlices(t *testing.T) {
	text := "First. President “X” said: it’s done. Last."
	for _, tok := range Tokenize(text, 7, len(text)-6) {
		if text[tok.Start:tok.End] != tok.Text || tok.Start < 7 {
			t.Errorf("%+v", tok)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("He didn’t say “no”... US$5 (45%) — at 10:30, U.S. Mr. X's 'y'")
	f.Add("\xff''`'s--//.,-")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, tok := range Tokenize(s, 0, len(s)) {
			if tok.Start < end || tok.End <= tok.Start || s[tok.Start:tok.End] != tok.Text {
				t.Fatalf("%q: token %d-%d %q after %d", s, tok.Start, tok.End, tok.Text, end)
			}
			if strings.TrimFunc(s[end:tok.Start], isSpace) != "" {
				t.Fatalf("%q: %q was left out", s, s[end:tok.Start])
			}
			end = tok.End
		}
		if strings.TrimFunc(s[end:], isSpace) != "" {
			t.Fatalf("%q: %q was left out", s, s[end:])
		}
	})
}
