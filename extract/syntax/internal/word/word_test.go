package word

import "testing"

func of(text string) Word {
	w, _ := Of(text, nil)
	return w
}

func TestKinds(t *testing.T) {
	for text, want := range map[string]Kind{
		"talks":    Lower,
		"Moscow":   Title | Lower,
		"NATO":     Title | Upper,
		"A":        Title,
		"Élysée":   Title | Lower,
		"2024":     Digit,
		"re-open":  Lower | Hyphen,
		"COVID-19": Title | Upper | Digit | Hyphen,
		",":        Mark | Comma,
		"“":        Mark | Quote,
		"\"":       Mark | Quote,
		"’":        Mark | Quote,
		"—":        Mark,
		"":         Mark,
	} {
		if have := of(text).Kind; have != want {
			t.Errorf("%q is of kind %b, want %b", text, have, want)
		}
	}
}

// Words that the models need not tell apart are equal to them.
func TestEqualForms(t *testing.T) {
	for _, pair := range [][2]string{{"Talks", "talks"}, {"Sa’ar", "Sa'ar"}, {"“", "\""}, {"2024", "1999"}, {"123456", "98"}, {"Kyiv–Moscow", "Kyiv-Moscow"}} {
		if of(pair[0]).Form != of(pair[1]).Form {
			t.Errorf("%q and %q have other forms", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"talk", "talks"}, {"2024", "24"}, {"", "a"}, {",", "."}} {
		if of(pair[0]).Form == of(pair[1]).Form {
			t.Errorf("%q and %q have one form", pair[0], pair[1])
		}
	}
}

func TestShapes(t *testing.T) {
	for _, pair := range [][2]string{{"Moscow", "Tehran"}, {"NATO", "OSCE"}, {"MacArthur", "MacLeod"}, {"2024", "19"}} {
		if of(pair[0]).Shape != of(pair[1]).Shape {
			t.Errorf("%q and %q have other shapes", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"Moscow", "moscow"}, {"Moscow", "MOSCOW"}, {"Moscow", "McLeod"}, {"20", "20th"}} {
		if of(pair[0]).Shape == of(pair[1]).Shape {
			t.Errorf("%q and %q have one shape", pair[0], pair[1])
		}
	}
}

func TestEnds(t *testing.T) {
	if of("meeting").Suf3 != of("talking").Suf3 || of("meeting").Suf4 == of("talking").Suf4 {
		t.Error("meeting and talking should share their last three letters and not four")
	}
	if of("prewar").Pre3 != of("Premier").Pre3 || of("prewar").Pre1 != of("Putin").Pre1 {
		t.Error("prewar shares its beginnings with Premier and Putin")
	}
	if of("a").Suf1 == of("a").Suf2 {
		t.Error("the last letter of a word of one letter is taken for two")
	}
}

// The scratch that is given is used again, and what it held is not read.
func TestScratch(t *testing.T) {
	w, buf := Of("Vienna", nil)
	again, _ := Of("Vienna", append(buf[:0], "left over"...))
	if w != again {
		t.Errorf("%+v and %+v are of one word", w, again)
	}
}
