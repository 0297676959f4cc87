package lexicon

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// columns of every kind of table. The part of a file's name before its first
// hyphen says which kind it is.
var columns = map[string][]string{
	"people":        {"id", "name", "also", "second", "gender", "state", "note"},
	"terms":         {"person", "office", "body", "from", "to", "title", "note"},
	"offices":       {"id", "class", "body", "surfaces", "states", "terms", "note"},
	"bodies":        {"id", "name", "surfaces", "note"},
	"countries":     {"id", "alpha2", "name", "also", "adjectives", "people", "capital", "from", "to", "note"},
	"metonyms":      {"surface", "target", "kind", "lat", "lon", "city", "note"},
	"organisations": {"id", "name", "also", "second", "type", "of", "members", "seat", "from", "to", "note"},
	"titles":        {"surface", "kind", "gender", "note"},
	"triggers":      {"lemma", "pos", "type", "frame", "example", "not", "note"},
	"speech":        {"lemma", "takes", "cameo", "example", "not", "note"},
	"remarks":       {"lemma", "kind", "medium", "example", "not", "note"},
	"callings":      {"lemma", "example", "note"},
	"navigation":    {"phrase", "line", "note"},
}

var (
	idForm      = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	stateForm   = regexp.MustCompile(`^[A-Z]{3}$`)
	triggerType = strings.Fields("call talks either")
	verbFrames  = strings.Fields("object callee with joint told together aside visit accord engage views support host")
	nounFrames  = strings.Fields("with between of by to from visit")
	orgTypes    = strings.Fields("igo alliance court format armed party body movement ngo media company")
	classes     = strings.Fields("head-of-state head-of-government deputy minister royal legislature military intelligence diplomat aide spokesperson party organisation judiciary local religious")
	titleKinds  = strings.Fields("courtesy military royal religious academic political")
	metonymKind = strings.Fields("seat building street nickname")
	speechWays  = strings.Fields("that alone object thing to whom whom-to to-whom quote stance name public of against about on in for at put")
	remarkKinds = strings.Fields("stance issued text hearers")
	lineTests   = strings.Fields("is begins heads")
)

// readTables reads every .tsv file in dir and returns the tables by kind. What was
// read is written to sum as well. Every fault of form is found unless the tables
// are trusted, as those in the program are: its tests have read them.
func readTables(fsys fs.FS, dir string, sum io.Writer, trusted bool) (map[string][]*table, []error) {
	var faults []error
	tables := map[string][]*table{}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, []error{err}
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		if e.IsDir() || path.Ext(file) != ".tsv" {
			continue
		}
		kind, _, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".tsv"), "-")
		want, ok := columns[kind]
		if !ok {
			faults = append(faults, fault{file, 1, fmt.Sprintf("no kind of table is called %q", kind)})
			continue
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if _, err := sum.Write(data); err != nil {
			faults = append(faults, err)
		}
		t, ff := readTable(file, data, want, trusted)
		t.name = file
		faults = append(faults, ff...)
		tables[kind] = append(tables[kind], t)
	}
	return tables, faults
}

// lint checks what the cells of the tables mean: ids that nothing defines, one
// id given twice, terms that end before they begin, unknown types and states.
func lint(tables map[string][]*table) []error {
	var faults []error
	ids := map[string]map[string]bool{}
	each := func(kind string, do func(cell func(string) string, at func(string, ...any))) {
		for _, t := range tables[kind] {
			for _, r := range t.rows {
				do(func(column string) string { return r.cells[slices.Index(t.columns, column)] },
					func(format string, a ...any) {
						faults = append(faults, fault{t.name, r.line, fmt.Sprintf(format, a...)})
					})
			}
		}
	}
	for _, kind := range []string{"people", "offices", "bodies", "organisations", "countries"} {
		ids[kind] = map[string]bool{}
		each(kind, func(cell func(string) string, at func(string, ...any)) {
			id := cell("id")
			form := idForm
			if kind == "countries" {
				form = stateForm
			}
			if !form.MatchString(id) {
				at("id %q has not the form of %s", id, form)
			}
			if ids[kind][id] {
				at("id %q is given twice", id)
			}
			ids[kind][id] = true
		})
	}
	state := func(s string) bool { return ids["countries"][s] }
	body := func(s string) bool {
		if org, ok := strings.CutPrefix(s, "org:"); ok {
			return ids["organisations"][org]
		}
		st, function, ok := strings.Cut(s, "/")
		return state(st) && (!ok || ids["bodies"][function])
	}
	each("people", func(cell func(string) string, at func(string, ...any)) {
		if cell("name") == "" || cell("second") == "" {
			at("a person needs a name and a second form")
		}
		if g := cell("gender"); g != "" && g != "m" && g != "f" {
			at("gender %q", g)
		}
		if s := cell("state"); s != "" && !state(s) {
			at("state %q is not in countries.tsv", s)
		}
	})
	each("terms", func(cell func(string) string, at func(string, ...any)) {
		if !ids["people"][cell("person")] {
			at("no person %q", cell("person"))
		}
		if !ids["offices"][cell("office")] {
			at("no office %q in offices.tsv", cell("office"))
		}
		if !body(cell("body")) {
			at("body %q is neither a state, nor org:ID, nor STATE/FUNCTION", cell("body"))
		}
		if cell("from") == "" {
			at("from is empty")
		}
		if to := cell("to"); to != "" && to+"~" < cell("from") {
			at("the term ends (%s) before it begins (%s)", to, cell("from"))
		}
	})
	each("offices", func(cell func(string) string, at func(string, ...any)) {
		if !slices.Contains(classes, cell("class")) {
			at("class %q is none of %s", cell("class"), strings.Join(classes, ", "))
		}
		if b := cell("body"); b != "" && !ids["bodies"][b] {
			at("no body %q in bodies.tsv", b)
		}
		if o := cell("terms"); o != "" && !ids["offices"][o] {
			at("no office %q to have the terms", o)
		}
		for _, s := range list(cell("states")) {
			if !state(s) {
				at("state %q is not in countries.tsv", s)
			}
		}
	})
	each("metonyms", func(cell func(string) string, at func(string, ...any)) {
		if !body(cell("target")) {
			at("target %q is neither a state, nor org:ID, nor STATE/FUNCTION", cell("target"))
		}
		if !slices.Contains(metonymKind, cell("kind")) {
			at("kind %q is none of %s", cell("kind"), strings.Join(metonymKind, ", "))
		}
	})
	each("triggers", func(cell func(string) string, at func(string, ...any)) {
		frames := verbFrames
		switch cell("pos") {
		case "v":
		case "n":
			frames = nounFrames
		default:
			at("pos %q is neither v nor n", cell("pos"))
		}
		if !slices.Contains(triggerType, cell("type")) {
			at("type %q is none of %s", cell("type"), strings.Join(triggerType, ", "))
		}
		for _, f := range strings.Split(cell("frame"), ",") {
			if !slices.Contains(frames, f) {
				at("frame %q of pos %s is none of %s", f, cell("pos"), strings.Join(frames, ", "))
			}
		}
	})
	each("organisations", func(cell func(string) string, at func(string, ...any)) {
		if !slices.Contains(orgTypes, cell("type")) {
			at("type %q is none of %s", cell("type"), strings.Join(orgTypes, ", "))
		}
		if of := cell("of"); of != "" && !body(of) {
			at("of %q is neither a state, nor org:ID, nor STATE/FUNCTION", of)
		}
		for _, s := range list(cell("members")) {
			if !state(s) {
				at("member %q is not in countries.tsv", s)
			}
		}
	})
	each("titles", func(cell func(string) string, at func(string, ...any)) {
		if !slices.Contains(titleKinds, cell("kind")) {
			at("kind %q is none of %s", cell("kind"), strings.Join(titleKinds, ", "))
		}
	})
	each("speech", func(cell func(string) string, at func(string, ...any)) {
		for _, way := range list(cell("takes")) {
			if !slices.Contains(speechWays, way) {
				at("takes %q is none of %s", way, strings.Join(speechWays, ", "))
			}
		}
	})
	each("remarks", func(cell func(string) string, at func(string, ...any)) {
		for _, kind := range list(cell("kind")) {
			if !slices.Contains(remarkKinds, kind) {
				at("kind %q is none of %s", kind, strings.Join(remarkKinds, ", "))
			}
		}
	})
	each("navigation", func(cell func(string) string, at func(string, ...any)) {
		if !slices.Contains(lineTests, cell("line")) {
			at("line %q is none of %s", cell("line"), strings.Join(lineTests, ", "))
		}
	})
	return faults
}
