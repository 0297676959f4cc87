package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/queries"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// The words of this world are those that a form can break on.
const world = `
article a1 published=2025-05-20 title="=HYPERLINK(1) <b>&amp;" source="Wire; X, Ltd" url=https://example.org/a?b=1&c=2
event c1 call held 2025-05-19 "They <script>alert(1)</script> spoke, \u0027 and \\u0027 and ]]> & 'so' \."
participant person:ada-moreau "Ada Moreau" represents=FRA title=President
participant person:bela-novak "Béla Novák" represents=CZE
event t1 talks planned 2025-06 place=Vienna country=AUT "They will meet in June."
participant person:ada-moreau "Ada Moreau" represents=FRA
participant person:cem-aydin "Cem Aydın, C; D" represents=TUR
event s1 statement held - "*Nobody* <b>knows</b> & so, Dana O'Hara said."
speaker person:dana-o-hara "=cmd|' /C calc'!A0"
about c1
event t2 talks held 2024 "In 2024 they met."
participant country:FRA "France"
participant country:TUR "Ankara" canonical="Türkiye"
event w1 talks held 2025-W20 "Last week."
participant person:ada-moreau "Ada Moreau"
participant person:cem-aydin "Cem Aydın"
event r1 talks cancelled 2025-05-30/2025-06-02 "It was called off."
participant person:ada-moreau "Ada Moreau"
participant person:bela-novak "Béla Novák"
article a2
event c2 call held 2025-05-19 "A second report."
participant person:ada-moreau "Moreau" represents=FRA
participant person:bela-novak "Novak" represents=CZE
event u1 call held - "Nobody knows when."
participant person:bela-novak "Béla Novák"
participant person:cem-aydin "Cem Aydın"
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
	return s
}

// read reads a part of the world above.
func read(t *testing.T, f queries.Filter) *Part {
	t.Helper()
	s := open(t)
	if err := storetest.RunScript(t.Context(), s, world); err != nil {
		t.Fatal(err)
	}
	p, err := Read(t.Context(), s, f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func written(t *testing.T, p *Part, format string) []byte {
	t.Helper()
	f, err := Named(slices.Concat(Timelines(), Graphs()), format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(t.Context(), &b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// All formats of the world, each also written to a file that is compared with
// what another reader finds.
func file(t *testing.T, p *Part, format string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "export."+format)
	if err := os.WriteFile(name, written(t, p, format), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestTheWholeGraphIsRead(t *testing.T) {
	for seed := range uint64(3) {
		s := open(t)
		random := storetest.NewRandom(seed)
		var claims []graph.Claims
		for i := range 60 {
			claims = append(claims, random.Claims(fmt.Sprintf("a%02d", i)))
		}
		if _, err := s.Load(t.Context(), claims); err != nil {
			t.Fatal(err)
		}
		p, err := Read(t.Context(), s, queries.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables() {
			var want []graph.Row
			if err := s.Dump(t.Context(), table.Name, func(r graph.Row) error {
				r = slices.Clone(r)
				for _, name := range bookkeeping[table.Name] {
					r[table.Column(name)] = nil
				}
				want = append(want, r)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			have := p.Rows[table.Name]
			if len(want) == 0 || len(have) != len(want) {
				t.Fatalf("seed %d: %s: %d rows, want %d", seed, table.Name, len(have), len(want))
			}
			// TALKED_TO is reckoned from the events, and must come out as the graph has it.
			for i := range want {
				if !reflect.DeepEqual(have[i], want[i]) {
					t.Fatalf("seed %d: %s:\n have %v\n want %v", seed, table.Name, have[i], want[i])
				}
			}
		}
	}
}

func TestAPartIsClosed(t *testing.T) {
	p := read(t, queries.Filter{Actor: "Bela Novak", Type: "call"})
	count := func(table string, want int) {
		t.Helper()
		if have := len(p.Rows[table]); have != want {
			t.Errorf("%d rows of %s, want %d: %v", have, table, want, p.Rows[table])
		}
	}
	count(graph.EventNode, 2)
	count(graph.ActorNode, 6) // three people and the states for which they act
	count(graph.PlaceNode, 0)
	count(graph.ReportsEdge, 3)
	count(graph.AboutEdge, 0) // the statement is no call
	count(graph.TalkedToEdge, 2)
	for _, table := range tables() {
		for _, r := range p.Rows[table.Name] {
			if table.Edge() && (p.node(table.From, r[0].(string)) == nil || p.node(table.To, r[1].(string)) == nil) {
				t.Errorf("%s %v has an end that is not in the part", table.Name, r)
			}
		}
	}
	if _, err := Read(t.Context(), open(t), queries.Filter{Actor: "nobody"}); !errors.Is(err, queries.ErrParam) {
		t.Errorf("have %v, want ErrParam", err)
	}
}

// The clock and the order of maps must not show: two exports of a graph are one.
func TestWritingTwiceGivesTheSame(t *testing.T) {
	one, other := read(t, queries.Filter{}), read(t, queries.Filter{})
	for _, f := range slices.Concat(Timelines(), Graphs()) {
		if !bytes.Equal(written(t, one, f.Name), written(t, other, f.Name)) {
			t.Errorf("%s differs", f.Name)
		}
	}
}

func TestNothingIsWrittenOfAnEmptyPart(t *testing.T) {
	p := read(t, queries.Filter{Type: "call", Modality: "denied"})
	for _, f := range slices.Concat(Timelines(), Graphs()) {
		if len(written(t, p, f.Name)) == 0 {
			t.Errorf("%s: no bytes: an empty export is still one of its format", f.Name)
		}
	}
}

func TestXMLIsWellFormed(t *testing.T) {
	p := read(t, queries.Filter{})
	for _, format := range []string{"svg", "graphml", "gexf"} {
		d := xml.NewDecoder(bytes.NewReader(written(t, p, format)))
		n := 0
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			n++
		}
		if n < 50 {
			t.Errorf("%s: %d tokens only", format, n)
		}
	}
}

func TestCSVOfTheGraph(t *testing.T) {
	p := read(t, queries.Filter{})
	b := written(t, p, "csv")
	archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][][]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if name, ok := strings.CutSuffix(f.Name, ".csv"); ok {
			if found[name], err = csv.NewReader(r).ReadAll(); err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		r.Close()
	}
	for _, table := range tables() {
		lines := found[table.Name]
		if len(lines) != len(p.Rows[table.Name])+1 {
			t.Errorf("%s: %d lines, want %d and a header", table.Name, len(lines), len(p.Rows[table.Name]))
			continue
		}
		for _, line := range lines[1:] {
			for _, cell := range line {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+@\t\r|%") {
					t.Errorf("%s: a cell that starts a formula: %q", table.Name, cell)
				}
			}
		}
	}
	if have := fmt.Sprint(found["PARTICIPATED_IN"][0]); have != "[:START_ID(Actor) :END_ID(Event) :TYPE role title represents]" {
		t.Errorf("header %s", have)
	}
	if have := fmt.Sprint(found["Place"]); !strings.Contains(have, "lat:double") || !strings.Contains(have, "id:ID(Place)") {
		t.Errorf("places %s", have)
	}
}

func TestThePageIsOneFile(t *testing.T) {
	page := string(written(t, read(t, queries.Filter{}), "html"))
	for _, want := range []string{"default-src &#39;none&#39;", "2025-W20", "told 2025-05-20", "They &lt;script&gt;alert(1)&lt;/script&gt; spoke", `href="https://example.org/a?b=1&amp;c=2"`, "A second report.", "<h2>2025-06</h2>", "<b>Ada Moreau</b> (President, FRA)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, bad := range []string{"<script>alert", "src=", "@import", "url(", "<link"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}

func TestDatesKeepTheirPrecisionInThePicture(t *testing.T) {
	picture := string(written(t, read(t, queries.Filter{}), "svg"))
	if rings, dots, bars := strings.Count(picture, `open" cx`), strings.Count(picture, "<circle"), strings.Count(picture, "<rect class"); rings != 1 || dots != 2 || bars != 5 {
		t.Errorf("%d rings in %d circles, %d bars; want 1 in 2 and 5", rings, dots, bars)
	}
	if !strings.Contains(picture, ">2025-06</text>") {
		t.Error("the month is not shown as one")
	}
}
