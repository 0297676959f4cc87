package lexicon

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func load(t *testing.T, dirs ...string) *Lexicon {
	t.Helper()
	l, err := Load(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Recep Tayyip Erdoğan": "recep tayyip erdogan",
		"Lars Løkke Rasmussen": "lars lokke rasmussen",
		"Wałęsa":               "walesa",
		"Đukanović":            "dukanovic",
		"Sa’ar":                "sa'ar",
		"Jae‑myung":            "jae-myung",
		"USA":                  "usa",
		"Élysée":               "elysee",
		"":                     "",
	} {
		if have := Fold(in); have != want {
			t.Errorf("Fold(%q) = %q, want %q", in, have, want)
		}
		if again := Fold(want); again != want {
			t.Errorf("folding %q once more gives %q", want, again)
		}
	}
}

// The longest surface comes first, acronyms match only as they are written, and
// names only with a capital.
func TestFind(t *testing.T) {
	l := load(t)
	has := func(m Match, s Sense) bool {
		for _, e := range m.Entries {
			if e.Sense == s {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		words string
		n     int // words of the longest surface, 0 for none
		sense Sense
	}{
		{"South Korea agreed", 2, CountryName},
		{"SOUTH KOREA AGREED", 2, CountryName},
		{"Vladimir Putin spoke", 2, PersonName},
		{"Zelenskyy spoke", 1, PersonSecond},
		{"Turkish foreign minister", 1, CountryAdjective},
		{"foreign minister of", 2, OfficeName},
		{"foreign ministry of", 2, BodyName},
		{"Downing Street said", 2, Metonym},
		{"NATO said", 1, OrganisationName},
		{"nato said", 0, 0},
		{"who said", 0, 0},
		{"turkey was eaten", 0, 0},
	} {
		w := l.Words(strings.Fields(c.words))
		found := w.Find(0)
		if c.n == 0 {
			for _, m := range found {
				t.Errorf("%q: %d words are %s", c.words, m.Words, m.Entries[0].Row())
			}
			continue
		}
		if len(found) == 0 || found[0].Words != c.n || !has(found[0], c.sense) {
			t.Errorf("%q: found %+v, want first a surface of %d words and sense %d", c.words, found, c.n, c.sense)
		}
	}
}

// Who held an office on a day; the day of a change belongs to both.
func TestHolders(t *testing.T) {
	l := load(t)
	for _, c := range []struct{ office, body, day, want string }{
		{"president", "FRA", "2010-06-01", "nicolas-sarkozy"},
		{"president", "FRA", "2024-06-01", "emmanuel-macron"},
		{"prime-minister", "GBR", "2003-05-13", "tony-blair"},
		{"head", "org:nato", "2024-09-01", "jens-stoltenberg"},
		{"head", "org:nato", "2025-05-13", "mark-rutte"},
		{"president", "FRA", "1800-01-01", ""},
	} {
		have := ""
		if terms := l.Holders(c.office, c.body, c.day); len(terms) > 0 {
			have = terms[0].Person.ID
		}
		if have != c.want {
			t.Errorf("%s of %s on %s is %q, want %q", c.office, c.body, c.day, have, c.want)
		}
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		from, to, day string
		want          bool
	}{
		{"2012-05-07", "2018-05-08", "2012-05-06", false},
		{"2012-05-07", "2018-05-08", "2012-05-07", true},
		{"2012-05-07", "2018-05-08", "2018-05-08", true},
		{"2012-05-07", "2018-05-08", "2018-05-09", false},
		{"2012", "2018", "2018-12-31", true},
		{"2012", "2018", "2019-01-01", false},
		{"2012-05", "2018-02", "2012-05-01", true},
		{"2012-05", "2018-02", "2018-03-01", false},
		{"2012-05-07", "", "2099-01-01", true},
	} {
		if have := (&Term{From: c.from, To: c.to}).Covers(c.day); have != c.want {
			t.Errorf("from %s to %q: %s is covered: %v", c.from, c.to, c.day, have)
		}
	}
}

// write makes a user's table: the name, then its rows.
func write(t *testing.T, dir, name, rows string) {
	t.Helper()
	kind, _, _ := strings.Cut(name, "-")
	text := "# name: " + name + "\n# format: 1\n# row: a test's\n# source: none\n# retrieved: 2026-01-01\n# licence: none\n# gaps: most\n" +
		strings.Join(columns[kind], "\t") + "\n" + rows
	if err := os.WriteFile(filepath.Join(dir, name+".tsv"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A user's row with the id of an embedded row takes its place; others are added.
func TestUserTables(t *testing.T) {
	plain := load(t)
	dir := t.TempDir()
	write(t, dir, "people-own", "berta-tester\tBerta Tester\t\tTester\tf\tNOR\t\nemmanuel-macron\tEmmanuel Macron\t\tManu\tm\tFRA\t\n")
	write(t, dir, "terms-own", "berta-tester\tforeign-minister\tNOR\t2099-01-01\t\t\t\n")
	l := load(t, dir)
	if p := l.Person("berta-tester"); p == nil || p.Name != "Berta Tester" {
		t.Errorf("the added person is %+v", p)
	}
	if p := l.Person("emmanuel-macron"); p == nil || strings.Join(p.Second, "|") != "Manu" {
		t.Errorf("the person whose row was replaced is %+v", p)
	}
	if h := l.Holders("president", "FRA", "2024-06-01"); len(h) == 0 || h[0].Person.ID != "emmanuel-macron" {
		t.Errorf("the terms of the replaced person are %v", h)
	}
	if h := l.Holders("foreign-minister", "NOR", "2099-06-01"); len(h) == 0 || h[0].Person.ID != "berta-tester" {
		t.Errorf("the added term is not found: %v", h)
	}
	if l.Hash() == plain.Hash() {
		t.Error("a user's table leaves the hash as it was")
	}
	if again := load(t, dir); again.Hash() != l.Hash() {
		t.Error("the same tables give another hash")
	}
}

// Every fault of a user's table is told with the file and the line.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"people-own", "berta\tBerta\n", "people-own.tsv:9: 2 cells, the table has 7 columns"},
		{"people-own", "Berta Tester\tBerta Tester\t\tTester\tf\tNOR\t\n", `people-own.tsv:9: id "Berta Tester" has not the form`},
		{"people-own", "b\tB\t\tB\tx\tNOR\t\n", `people-own.tsv:9: gender "x"`},
		{"people-own", "b\tB\t\tB\tf\tQQQ\t\n", `people-own.tsv:9: state "QQQ" is not in countries.tsv`},
		{"people-own", "b\tB\t\t\tf\tNOR\t\n", "people-own.tsv:9: a person needs a name and a second form"},
		{"people-own", "b\tB \t\tB\tf\tNOR\t\n", "people-own.tsv:9: column name: spaces around"},
		{"people-own", "b\tB\tX||Y\tB\tf\tNOR\t\n", "people-own.tsv:9: column also: an empty value between bars"},
		{"people-own", "b\tB\t\tB\tf\tNOR\t\na\tA\t\tA\tf\tNOR\t\n", "people-own.tsv:10: not sorted, or doubled"},
		{"people-own", "\tB\t\tB\tf\tNOR\t\n", "people-own.tsv:9: column id is empty"},
		{"terms-own", "nobody-there\tpresident\tFRA\t2020\t\t\t\n", `terms-own.tsv:9: no person "nobody-there"`},
		{"terms-own", "emmanuel-macron\tking-of-all\tFRA\t2020\t\t\t\n", `terms-own.tsv:9: no office "king-of-all"`},
		{"terms-own", "emmanuel-macron\tpresident\tFRA/moon\t2020\t\t\t\n", "terms-own.tsv:9: body \"FRA/moon\" is neither"},
		{"terms-own", "emmanuel-macron\tpresident\tFRA\t2020\t2019\t\t\n", "terms-own.tsv:9: the term ends (2019) before it begins (2020)"},
		{"terms-own", "emmanuel-macron\tpresident\tFRA\tMay 2020\t\t\t\n", `terms-own.tsv:9: column from: "May 2020" is not a date`},
		{"organisations-own", "x\tX\t\t\tclub\t\t\t\t\t\t\n", `organisations-own.tsv:9: type "club" is none of`},
		{"triggers-own", "yodel\tv\tcall\tsung\t\t\t\n", `triggers-own.tsv:9: frame "sung" of pos v is none of`},
		{"triggers-own", "yodel\tadv\tcall\twith\t\t\t\n", `triggers-own.tsv:9: pos "adv" is neither v nor n`},
		{"triggers-own", "yodel\tn\tsong\twith\t\t\t\n", `triggers-own.tsv:9: type "song" is none of`},
	} {
		dir := t.TempDir()
		write(t, dir, c.name, c.rows)
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: have %v, want an error that says %s", c.name, c.rows, err, c.want)
		}
	}
	for file, want := range map[string]string{
		"weather.tsv":     `weather.tsv:1: no kind of table is called "weather"`,
		"titles.tsv":      "titles.tsv:1: columns are one two, should be surface kind gender note",
		"navigation.tsv":  "navigation.tsv:1: carriage returns",
		"people-none.tsv": "no line of column names",
	} {
		dir := t.TempDir()
		text := map[string]string{"titles.tsv": "one\ttwo\n", "navigation.tsv": "phrase\r\n"}[file]
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: have %v, want an error that says %s", file, err, want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "missing")); err == nil || !strings.Contains(err.Error(), "dictionaries: ") {
		t.Errorf("a missing directory: have %v, want an error that names the setting", err)
	}
}
