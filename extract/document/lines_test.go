package document

import "testing"

// heads are what Read makes of the head of the last line of a text.
type heads struct{ dateline, where, when, clock, speaker, body string }

func TestHeadsOfLines(t *testing.T) {
	r, err := NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want heads
	}{
		// datelines
		{"OSLO, May 16 (Reuters) - The envoys met.", heads{dateline: "OSLO, May 16 (Reuters) - ", where: "OSLO", when: "May 16", body: "The envoys met."}},
		{"OSLO, May 16. /TASS/. The envoys met.", heads{dateline: "OSLO, May 16. /TASS/. ", where: "OSLO", when: "May 16", body: "The envoys met."}},
		{"OSLO _ The envoys met.", heads{dateline: "OSLO _ ", where: "OSLO", body: "The envoys met."}},
		{"NORWAY-TALKS. OSLO _ The envoys met.", heads{dateline: "OSLO _ ", where: "OSLO", body: "The envoys met."}},
		{"The talks - which nobody expected - failed.", heads{body: "The talks - which nobody expected - failed."}},
		// days and places that end with a stop, a colon or a dash
		{"Monday. The envoys met.", heads{when: "Monday", body: "The envoys met."}},
		{"**Tuesday, Kyiv.** The envoys met.", heads{when: "Tuesday", where: "Kyiv", body: "The envoys met."}},
		{"* Tirana, same day: the envoys met.", heads{when: "same day", where: "Tirana", body: "the envoys met."}},
		{"Dec. 2, 2020: The envoys met.", heads{when: "Dec. 2, 2020", body: "The envoys met."}},
		{"June 5 — The envoys met.", heads{dateline: "June 5 — ", when: "June 5", body: "The envoys met."}},
		{"Sofia: the envoys met.", heads{speaker: "Sofia", body: "the envoys met."}},
		{"Dec. may bring snow.", heads{body: "Dec. may bring snow."}},
		// hours
		{"09.30 Meeting with the envoys", heads{clock: "09.30", body: "Meeting with the envoys"}},
		{"17:00 (cancelled) Meeting with the envoys.", heads{clock: "17:00", body: "(cancelled) Meeting with the envoys."}},
		{"Brussels. 11:00 Meeting with the envoys.", heads{where: "Brussels", clock: "11:00", body: "Meeting with the envoys."}},
		// labels above
		{"MONDAY 13\nThe envoys met.", heads{when: "MONDAY 13", body: "The envoys met."}},
		{"Tuesday, May 24 (planned)\nThe envoys met.", heads{when: "Tuesday, May 24 (planned)", body: "The envoys met."}},
		{"NEXT WEEK\nThe envoys met.", heads{when: "NEXT WEEK", body: "The envoys met."}},
		// places under a day keep it, days under a place keep that
		{"MONDAY 13\nOSLO\nThe envoys met.\nBERGEN\nThe envoys met.", heads{when: "MONDAY 13", where: "BERGEN", body: "The envoys met."}},
		{"OSLO\nMONDAY 13\nThe envoys met.\nTUESDAY 14\nThe envoys met.", heads{when: "TUESDAY 14", where: "OSLO", body: "The envoys met."}},
	} {
		d := r.Read(c.text)
		l := d.Lines[len(d.Lines)-1]
		got := heads{l.Dateline.Of(c.text), l.Where.Of(c.text), l.When.Of(c.text), l.Clock.Of(c.text), l.Speaker.Of(c.text), l.Body.Of(c.text)}
		if got != c.want {
			t.Errorf("%q:\n got %+v\nwant %+v", c.text, got, c.want)
		}
	}
}
