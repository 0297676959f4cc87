package graph

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for want, names := range map[string][]string{
		"recep tayyip erdogan":        {"Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOĞAN", "recep tayyip erdogan", " Recep  Tayyip Erdogan "},
		"kim jong un":                 {"Kim Jong-un", "Kim Jong Un", "KIM JONG‑UN", "Kim Jong–Un"},
		"ohara":                       {"O'Hara", "O’Hara", "O‘Hara", "OHara", "OʼHara"},
		"francois hollande":           {"François Hollande", "Franc\u0327ois Hollande"},
		"lech walesa":                 {"Lech Wałęsa"},
		"jonas gahr store":            {"Jonas Gahr Støre"},
		"us":                          {"U.S.", "US", "us", "U.S"},
		"jd vance":                    {"J.D. Vance", "JD Vance"},
		"st petersburg":               {"St. Petersburg", "St Petersburg"},
		"yildirim":                    {"Yıldırım"},
		"gross strasse":               {"Groß-Straße"},
		"лавров":                      {"Лавров", "ЛАВРОВ"},
		"习近平":                         {"习近平"},
		"":                            {"", " ", "-", "…", "'"},
		"mohammed bin salman al saud": {"Mohammed bin Salman Al-Saud", "Mohammed bin Salman Al Saud"},
	} {
		for _, name := range names {
			if have := Fold(name); have != want {
				t.Errorf("Fold(%q) = %q, want %q", name, have, want)
			}
		}
	}
}

// FuzzFold holds Fold to what searching relies on: folding twice changes
// nothing, and no folded name holds a sign of the folded columns.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"Kim Jong-un", "U.S.", "a.b.c", "İstanbul", "ﬁ", "Ǆ", "a|b", "ß", "\xff", "é", "ΑΣ", "ŉ", "x  y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
		if strings.ContainsAny(once, "|-\n\x00") || strings.TrimSpace(once) != once || strings.Contains(once, "  ") {
			t.Errorf("Fold(%q) = %q", s, once)
		}
	})
}

func TestFoldNames(t *testing.T) {
	if have, want := foldNames([]string{"Vladimir Putin", "Putin", "PUTIN", "—"}), "| putin | vladimir putin |"; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
	var many []string
	for i := range 3000 {
		many = append(many, strings.Repeat("x", i%90+10)+" "+string(rune('a'+i%26))+strings.Repeat("y", i/90))
	}
	if n := len(foldNames(many)); n > foldedLimit {
		t.Errorf("%d bytes are more than an index takes", n)
	}
}
