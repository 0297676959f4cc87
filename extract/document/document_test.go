package document

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/lexicon"
)

func load(t testing.TB) *Reader {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(lex.Navigation())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// mustHold checks what Read promises of any text: the text is as it was, every
// span lies inside it and ends between characters, what is cut out of a line lies
// in the line, sentences lie in the body of theirs, in order and apart.
func mustHold(t *testing.T, text string, d *Document) {
	t.Helper()
	if d.Text != text {
		t.Fatalf("the text was changed: %q", d.Text)
	}
	inside := func(what string, s, outer Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s %v is not inside the text of %d bytes: %q", what, s, len(text), text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s.Of(text)) {
			t.Fatalf("%s %v cuts a character: %q", what, s, s.Of(text))
		}
		if s.Len() > 0 && !outer.Contains(s) {
			t.Fatalf("%s %q is not inside %q", what, s.Of(text), outer.Of(text))
		}
	}
	all := Span{0, len(text)}
	last := 0
	for i := range d.Lines {
		l := &d.Lines[i]
		inside("line", l.Span, all)
		if l.Start < last {
			t.Fatalf("line %d begins at %d, within the one before: %q", i, l.Start, text)
		}
		last = l.End
		for what, s := range map[string]Span{"dateline": l.Dateline, "speaker": l.Speaker, "clock": l.Clock, "body": l.Body} {
			inside(what, s, l.Span)
		}
		// These may be taken from the label above.
		inside("where", l.Where, Span{0, l.End})
		inside("when", l.When, Span{0, l.End})
		inside("label", l.Label, Span{0, l.End})
		if i > 0 && l.Paragraph < d.Lines[i-1].Paragraph {
			t.Fatalf("paragraph %d after %d: %q", l.Paragraph, d.Lines[i-1].Paragraph, text)
		}
	}
	last = 0
	for _, s := range d.Sentences {
		inside("sentence", s.Span, d.Lines[s.Line].Body)
		if s.Len() == 0 || s.Start < last {
			t.Fatalf("sentence %v begins before %d or is empty: %q", s.Span, last, text)
		}
		last = s.End
	}
	last = 0
	for _, q := range d.Quotes {
		inside("quotation", q.Span, all)
		if q.Start < last {
			t.Fatalf("quotation %v begins before %d: %q", q.Span, last, text)
		}
		last = q.End
	}
}

// words are the spans' own words.
func words[T interface{ Of(string) string }](text string, spans []T) []string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Of(text))
	}
	return out
}

func mustBe(t *testing.T, text, what string, have, want []string) {
	t.Helper()
	if !slices.Equal(have, want) {
		t.Errorf("%q\n%s\nhave %q\nwant %q", text, what, have, want)
	}
}

func TestSentences(t *testing.T) {
	r := load(t)
	// A bar stands where one sentence ends and the next begins.
	for _, want := range []string{
		"The two met in Oslo.| They will meet again.",
		"Mr. Dahl saw Gen. Petrov at noon.| Both left early.",
		"Lt. Gen. Abdel Fattah al-Burhan arrived.| He said nothing.",
		"Envoy Harold D. Marsh spoke to the U.S. Embassy.| It confirmed the call.",
		"They agreed on Aug. 3 to meet.| Nobody knows where.",
		"The talks end on August 15.| Lula thanked the hosts.",
		"They spoke for 2.5 hours.| No date was set.",
		"“We will talk,” she said.| “That is all.”",
		"“Will they come?” he asked.| The minister nodded.",
		"He said: “It is done.”| Then he left.",
		"What now?| Nothing!| So they parted.",
		"The visit was put off.|\u00a0The reason is unknown.",
	} {
		text := strings.ReplaceAll(want, "|", "")
		d := r.Read(text)
		mustHold(t, text, d)
		var parts []string
		for _, p := range strings.Split(want, "|") {
			if p = strings.TrimFunc(p, space); p != "" {
				parts = append(parts, p)
			}
		}
		mustBe(t, text, "sentences", words(text, d.Sentences), parts)
	}
}

// lines gives the lines of a text, one a line: its kind, and what was cut off.
func lines(text string, d *Document) string {
	kinds := [...]string{Prose: "prose", Headline: "headline", Caption: "caption", Label: "label", Navigation: "navigation"}
	var b strings.Builder
	for i := range d.Lines {
		l := &d.Lines[i]
		b.WriteString(kinds[l.Kind])
		if l.Bullet {
			b.WriteString(" bullet")
		}
		for _, part := range []struct {
			name string
			Span
		}{{"clock", l.Clock}, {"where", l.Where}, {"when", l.When}, {"speaker", l.Speaker}} {
			if part.Len() > 0 {
				b.WriteString(" " + part.name + "=" + part.Of(text))
			}
		}
		b.WriteString(": " + l.Body.Of(text) + "\n")
	}
	return b.String()
}

func TestLines(t *testing.T) {
	r := load(t)
	for _, c := range []struct{ text, want string }{
		// What surrounds an article.
		{"Home | World | Politics | Contact", "navigation: Home | World | Politics | Contact"},
		{"Share on Facebook\nSharing the stage, the two presidents shook hands.",
			"navigation: Share on Facebook\nprose: Sharing the stage, the two presidents shook hands."},
		{"© 2024 The Lowland Courier\nhttp://example.org/read", "navigation: © 2024 The Lowland Courier\nnavigation: http://example.org/read"},
		{"Ministers speak by telephone\n\nThe two ministers spoke.", "headline: Ministers speak by telephone\nprose: The two ministers spoke."},
		// Captions, also where a saved page stuck them to the text.
		{"Image caption, The two leaders at Bled", "caption: The two leaders at Bled"},
		{"Ministers meet in BerlinAFPEuropean leaders had gathered.", "caption: Ministers meet in Berlin\nprose: European leaders had gathered."},
		{"The chancellor at the airportGetty Images", "caption: The chancellor at the airport"},
		{"An AFP reporter saw them leave.", "prose: An AFP reporter saw them leave."},
		// Datelines.
		{"ANKARA, March 9 (Reuters) - The two spoke.", "prose where=ANKARA when=March 9: The two spoke."},
		{"MOSCOW, November 11. /TASS/. There was no call.", "prose where=MOSCOW when=November 11: There was no call."},
		{"Havana, Aug 24 (EFE).- The government denied it.", "prose where=Havana when=Aug 24: The government denied it."},
		{"CAIRO — Envoys arrived.", "prose where=CAIRO: Envoys arrived."},
		{"ISLAMABAD/KABUL, Oct 30 (Reuters) - Pakistan agreed.", "prose where=ISLAMABAD/KABUL when=Oct 30: Pakistan agreed."},
		{"GENEVA (AP) — Talks resumed.", "prose where=GENEVA: Talks resumed."},
		{"Colombo, Nov 19 (PTI) Ministers met.", "prose where=Colombo when=Nov 19: Ministers met."},
		{"The minister - a former general - said so.", "prose: The minister - a former general - said so."},
		{"Oslo and Riga (both ports) - and others - agreed.", "prose: Oslo and Riga (both ports) - and others - agreed."},
		// Labels, and the heads of items.
		{"9 March 2024\nThe two met.", "label when=9 March 2024: 9 March 2024\nprose when=9 March 2024: The two met."},
		{"Geneva, 9 March\nThey met again.", "label where=Geneva when=9 March: Geneva, 9 March\nprose where=Geneva when=9 March: They met again."},
		{"June 5 — The envoy left.", "prose when=June 5: The envoy left."},
		{"Beijing, 8 July: Wang Yi met the envoy.", "prose where=Beijing when=8 July: Wang Yi met the envoy."},
		{"PRIME MINISTER: We had a good talk.", "prose speaker=PRIME MINISTER: We had a good talk."},
		{"One thing is plain: the talks failed.", "prose: One thing is plain: the talks failed."},
		{"Athens\n09.30 Meeting with the prime minister\n11:15 a.m. Lunch at the embassy",
			"label: Athens\nheadline clock=09.30 where=Athens: Meeting with the prime minister\nheadline clock=11:15 a.m. where=Athens: Lunch at the embassy"},
		{"- Phone call with Oslo\n• A second item.", "headline bullet: Phone call with Oslo\nprose bullet: A second item."},
	} {
		d := r.Read(c.text)
		mustHold(t, c.text, d)
		if have := strings.TrimSuffix(lines(c.text, d), "\n"); have != c.want {
			t.Errorf("%q\nhave\n%s\nwant\n%s", c.text, have, c.want)
		}
	}
}

// Only what is prose, a headline or a caption is cut into sentences.
func TestWhatIsNotRead(t *testing.T) {
	const text = "Home | World | Politics | Contact\n9 March 2024\nANKARA, March 9 (Reuters) - The two spoke.\nFollow us on Twitter\n"
	d := load(t).Read(text)
	mustHold(t, text, d)
	mustBe(t, text, "sentences", words(text, d.Sentences), []string{"The two spoke."})
}

func TestParagraphs(t *testing.T) {
	const text = "One.\nTwo.\n\nThree.\n\n\nFour."
	d := load(t).Read(text)
	var have []int
	for _, l := range d.Lines {
		have = append(have, l.Paragraph)
	}
	if !slices.Equal(have[:2], []int{0, 0}) || have[2] <= have[1] || have[3] <= have[2] {
		t.Errorf("%q: paragraphs %v", text, have)
	}
}

func TestQuotes(t *testing.T) {
	r := load(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"“We talked,” he said.", []string{"We talked,"}},
		{`He called it "a good start" and left.`, []string{"a good start"}},
		{"«We agree», she said, “at last”.", []string{"We agree", "at last"}},
		{`"Yes," he said. "We will."`, []string{"Yes,", "We will."}},
		{`A man of 5'10" left.`, nil},
		{"The ministers' aides didn't speak.", nil},
		// Several paragraphs of one speaker: each opens, the last closes.
		{"He said: “First.\n“Second.\n“Third.”", []string{"First. >", "> Second. >", "> Third."}},
		// A mark that was forgotten closes with its line.
		{"He said “it is done.\nThe envoy left.", []string{"it is done. >"}},
	} {
		d := r.Read(c.text)
		mustHold(t, c.text, d)
		var have []string
		for _, q := range d.Quotes {
			s := q.Of(c.text)
			if q.Continued {
				s = "> " + s
			}
			if q.Continues {
				s += " >"
			}
			have = append(have, s)
		}
		mustBe(t, c.text, "quotations", have, c.want)
	}
}

// What an offset points at is in the text as it was given, whatever white space,
// marks and scripts stand before it.
func TestOffsetsStand(t *testing.T) {
	r := load(t)
	const said = "Kyiv and Chișinău agreed to talk."
	for _, before := range []string{"", "\ufeff", "\u00a0 ", "\r\n\r\n", "Ünïcödé ближе 漢字 😀.\n", "“Quoted.”\r\n\t", "x\u200b\n", "CAIRO — "} {
		text := before + said
		d := r.Read(text)
		mustHold(t, text, d)
		last := d.Sentences[len(d.Sentences)-1]
		if last.Start != len(before) || last.Of(text) != said {
			t.Errorf("%q: the last sentence is %v, %q", text, last.Span, last.Of(text))
		}
	}
}

func FuzzRead(f *testing.F) {
	r := load(f)
	for _, s := range []string{
		"", "\n", ".", "ANKARA, March 9 (Reuters) - The two spoke. “We will", "Home | World | News\n9 March\nAthens\n09.30 Meeting",
		"- • * PRIME MINISTER: “So. \n“And so.”", "In BerlinAFPEuropean", "\xff\xfe. \u00a0A. \"B\" \u2009(", "Lt. Gen. A. B.-C. on May 3. 4. Ok", "Photo: — 1999 —",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { mustHold(t, text, r.Read(text)) })
}
