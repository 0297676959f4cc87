package when

import "testing"

func TestTheDatelineIsToday(t *testing.T) {
	published, _ := ParseDay("1999-03-13")
	for _, c := range []struct{ text, want string }{
		{"WASHINGTON, March 12 (Xinhua) -- The minister spoke here.", "1999-03-12"},
		{"MOSCOW, March 12. /TASS/. The minister spoke here.", "1999-03-12"},
		{"Havana, Mar 12 (EFE).- The minister spoke here.", "1999-03-12"},
		{"Bogotá, 12 Mar. - The minister spoke here.", "1999-03-12"},
		{"KRASNOYARSK, Russia, March 12 Kyodo - The minister spoke here.", "1999-03-12"},
		{"RNZ Pacific, Avarua / Wellington, 12 March\n\nThe minister spoke here.", "1999-03-12"},
		{"March 12 - The minister spoke here.", "1999-03-12"},
		{"The minister spoke here on March 12 (Friday) at noon.", ""},
		{"GENEVA, June 3 (Reuters) - An old story.", ""},
		{"On March 12, the minister spoke here.", ""},
	} {
		if got := Dateline(c.text, published).String(); got != c.want {
			t.Errorf("Dateline(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPublished(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"August 21, 2023\nStatements and Releases\n\nThe President spoke today.", "2023-08-21"},
		{"LIVE | Updated 13 Oct 2025 (18:40 GMT)\nShare\n\n18:40 GMT\nThat is all.", "2025-10-13"},
		{"By a reporter\nPublished\n14 September 2023\n\nShare\n\nTalks have ended.", "2023-09-14"},
		{"A headline\n\nA. Writer 14 June 2025•Update: 15 June 2025\n\nANKARA\n", "2025-06-15"},
		{"Monday 17 June 2024\nTranscript\n\nThank you.", "2024-06-17"},
		{"PARIS, 3 May 1998 (AFP) - The talks ended.", "1998-05-03"},
		{"The talks ended.\n\nNobody spoke.\n\nPublication date: August 18, 2025, 18:45\nText version", "2025-08-18"},
		{"The treaty of June 3, 1994 was the first of its kind and remained in force, the minister told reporters.", ""},
		{"GENEVA, March 18 (Reuters) - The talks ended.", ""},
		{"", ""},
	} {
		d, ok := Published(c.text)
		if got := d.String(); got != c.want || ok != (c.want != "") {
			t.Errorf("Published(%q) = %q, %v, want %q", c.text, got, ok, c.want)
		}
	}
}
