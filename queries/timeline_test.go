package queries_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/queries"
)

const world = `
article a1 published=2025-05-20
event c1 call held 2025-05-19 "They spoke."
participant person:ada-moreau "Ada Moreau" represents=FRA
participant person:bela-novak "Béla Novák" represents=CZE
event t1 talks planned 2025-06 place=Vienna country=AUT
participant person:ada-moreau "Ada Moreau" represents=FRA
participant person:cem-aydin "Cem Aydın" represents=TUR
event s1 statement held - "*Nobody* knows, Dana O'Hara said."
speaker person:dana-o-hara "Dana O'Hara"
event t2 talks held 2024
participant country:FRA "France"
participant country:TUR "Ankara" canonical="Türkiye"
load
`

func open(t *testing.T) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.RunScript(t.Context(), s, world); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTimeline(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		filter queries.Filter
		want   string
	}{
		{queries.Filter{}, "2024 | 2025-05-19 | told 2025-05-20 | 2025-06"},
		{queries.Filter{Actor: "moreau"}, "2025-05-19 | 2025-06"},
		{queries.Filter{Actor: "France"}, "2024 | 2025-05-19 | 2025-06"},
		{queries.Filter{Between: [2]string{"France", "turkiye"}}, "2024 | 2025-06"},
		{queries.Filter{Between: [2]string{"Ada Moreau", "NOVAK"}, From: "2025"}, "2025-05-19"},
		{queries.Filter{Type: "statement"}, "told 2025-05-20"},
		{queries.Filter{Modality: "planned"}, "2025-06"},
		{queries.Filter{Place: "vienna"}, "2025-06"},
		{queries.Filter{From: "2025-05-20"}, "told 2025-05-20 | 2025-06"},
		{queries.Filter{To: "2025-05-19"}, "2024 | 2025-05-19"},
		{queries.Filter{Limit: 2}, "2024 | 2025-05-19"},
	} {
		tl, err := queries.ReadTimeline(t.Context(), s, c.filter)
		if err != nil {
			t.Errorf("%+v: %v", c.filter, err)
			continue
		}
		var have []string
		for i := range tl.Entries {
			have = append(have, tl.Entries[i].When())
		}
		if got := strings.Join(have, " | "); got != c.want {
			t.Errorf("%+v:\n have %s\n want %s", c.filter, got, c.want)
		}
	}
	for _, f := range []queries.Filter{{Between: [2]string{"France", ""}}, {Actor: "nobody"}, {Type: "chat"}, {From: "soon"}} {
		if _, err := queries.ReadTimeline(t.Context(), s, f); !errors.Is(err, queries.ErrParam) {
			t.Errorf("%+v: have %v, want ErrParam", f, err)
		}
	}
}

var spaces = regexp.MustCompile(` +`)

func TestTimelineWrites(t *testing.T) {
	tl, err := queries.ReadTimeline(t.Context(), open(t), queries.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	id := func(i int) string { return tl.Entries[i].Event }
	for f, want := range map[queries.Format]string{
		queries.Table: "DATE TYPE EVENT REPORTS ID\n" +
			"2024 talks Talks between France and Türkiye 1 " + id(0) + "\n" +
			"2025-05-19 call Call between Ada Moreau and Béla Novák 1 " + id(1) + "\n" +
			"told 2025-05-20 statement Dana O'Hara: *Nobody* knows, Dana O'Hara said. 1 " + id(2) + "\n" +
			"2025-06 talks Talks between Ada Moreau and Cem Aydın in Vienna (planned) 1 " + id(3) + "\n",
		queries.Markdown: `## 2024

- **2024** Talks between France and Türkiye (1 report)

## 2025-05

- **2025-05-19** Call between Ada Moreau and Béla Novák (1 report)
- **told 2025-05-20** Dana O'Hara: \*Nobody\* knows, Dana O'Hara said. (1 report)

## 2025-06

- **2025-06** Talks between Ada Moreau and Cem Aydın in Vienna (planned) (1 report)
`,
		queries.JSONLines: `{"date": "2024", "type": "talks", "modality": "held", "participants": ["France","Türkiye"], "place": null, "country": null, "summary": "Talks between France and Türkiye", "reports": 1, "event": "` + id(0) + `", "date_start": "2024-01-01", "date_end": "2024-12-31", "precision": "year", "reported": "2025-05-20"}
`,
		queries.CSV: "date,type,modality,participants,place,country,summary,reports,event,date_start,date_end,precision,reported\n" +
			"2024,talks,held,France; Türkiye,,,Talks between France and Türkiye,1," + id(0) + ",2024-01-01,2024-12-31,year,2025-05-20\n",
	} {
		var b bytes.Buffer
		if err := tl.Write(&b, f, 0); err != nil {
			t.Fatal(err)
		}
		have := b.String()
		if f == queries.Table {
			have = spaces.ReplaceAllString(have, " ")
		}
		if !strings.HasPrefix(have, want) {
			t.Errorf("%s:\n%s\nwant\n%s", f, have, want)
		}
	}
}

func TestFindSaysWhomItFound(t *testing.T) {
	s := open(t)
	a, err := queries.Run(t.Context(), s, "actors", map[string]string{"actor": "a"})
	if err == nil {
		t.Errorf("a letter is no name: %v", a.Rows)
	}
	found, err := queries.Find(t.Context(), s, "actor", "ADA")
	if err != nil || len(found) != 1 || found[0].ID != "person:ada-moreau" {
		t.Errorf("have %v, %v", found, err)
	}
	if err := storetest.RunScript(t.Context(), s, "article a2\nevent c call held -\nparticipant person:ada-lind \"Ada Lind\"\nparticipant person:x \"Xi X\"\nload"); err != nil {
		t.Fatal(err)
	}
	a, err = queries.Run(t.Context(), s, "actors", map[string]string{"actor": "ada"})
	if err != nil || len(a.Rows) != 2 || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], "Ada Lind (person:ada-lind), Ada Moreau (person:ada-moreau)") {
		t.Errorf("have %v, notes %q, %v", a.Rows, a.Notes, err)
	}
}
