package article

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/article/charset"
	"github.com/demarche-graph/demarche/extract/article/page"
)

// record is what holds an article as named values: an object of JSON or a row of
// CSV.
type record interface {
	// value gives the value of that name, "" when there is none. The error says
	// that it is there but is no text.
	value(name string) (string, error)
	// names lists what there is, for people.
	names() []string
}

// column is the name under which a field of the article is to be found.
func (in *intake) column(field string) string {
	if name, ok := in.opts.Map[field]; ok {
		return name
	}
	return field
}

// fill makes an article of a record.
func (in *intake) fill(r record) (*Article, error) {
	a := &Article{}
	for _, f := range []struct {
		field string
		to    *string
	}{{"id", &a.ID}, {"url", &a.URL}, {"title", &a.Title}, {"source", &a.Source}, {"published", &a.Published}, {"text", &a.Text}} {
		v, err := r.value(in.column(f.field))
		if err != nil {
			return nil, err
		}
		*f.to = v
	}
	if strings.TrimSpace(a.Text) == "" {
		if o, ok := r.(object); ok && o.wrapped() != "" {
			return nil, because(ErrNoText, "the articles seem to lie in %q: take them out of it, as with jq -c '.%s[]'", o.wrapped(), o.wrapped())
		}
		return nil, because(ErrNoText, "%q is empty or missing: if another field holds the text, map it; there is %s", in.column("text"), few(r.names()))
	}
	if markup(a.Text) {
		t, err := page.Text(a.Text)
		if err != nil {
			return nil, because(ErrNested, "%v", err)
		}
		a.Text = t
	}
	var err error
	if a.Published, err = ParsePublished(a.Published); err != nil {
		return nil, err
	}
	return a, nil
}

// markup reports whether a text is HTML, as the content of many databases is.
func markup(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "<") && (strings.Contains(s, "</p>") || strings.Contains(s, "</div>") || strings.Contains(s, "<br"))
}

// few lists names, not too many.
func few(names []string) string {
	if len(names) == 0 {
		return "nothing in it"
	}
	s := printable(strings.Join(names[:min(len(names), 12)], ", "))
	if len(names) > 12 {
		s += ", ..."
	}
	return fmt.Sprintf("%.300s", s)
}

// object is a record of JSON.
type object map[string]json.RawMessage

// parseObject reads one object. The error wraps ErrSyntax.
func parseObject(raw []byte) (object, error) {
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		if kind := strings.TrimSpace(string(raw[:min(len(raw), 1)])); kind != "{" {
			return nil, because(ErrSyntax, "not a JSON object")
		}
		return nil, because(ErrSyntax, "not JSON: %v", err)
	}
	if o == nil {
		return nil, because(ErrSyntax, "not a JSON object")
	}
	return o, nil
}

func (o object) names() []string { return slices.Sorted(maps.Keys(o)) }

func (o object) value(name string) (string, error) {
	raw, ok := o.find(name)
	if !ok || len(raw) == 0 || string(raw) == "null" {
		return "", nil
	}
	switch raw[0] {
	case '"':
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return "", because(ErrSyntax, "%q: %v", name, err)
		}
		return s, nil
	case '[':
		// Paragraphs, each a string.
		var list []string
		if json.Unmarshal(raw, &list) == nil {
			return strings.Join(list, "\n"), nil
		}
		return "", because(ErrSyntax, "%q is a list of something else than strings", name)
	case '{':
		inner := object{}
		_ = json.Unmarshal(raw, &inner) // it was read as a part of the whole
		return "", because(ErrSyntax, "%q is an object: map a field of it, such as %s.%s", name, name, first(inner.names()))
	case 't', 'f':
		return "", because(ErrSyntax, "%q is %s, not text", name, raw)
	}
	return string(raw), nil // a number, as it is written
}

// find looks a name up: as it is, then stepping in at its dots, then without
// regard to case.
func (o object) find(name string) (json.RawMessage, bool) {
	if v, ok := o[name]; ok {
		return v, true
	}
	if outer, rest, ok := strings.Cut(name, "."); ok {
		inner := object{}
		if v, ok := o.find(outer); ok && json.Unmarshal(v, &inner) == nil {
			return inner.find(rest)
		}
		return nil, false
	}
	for _, k := range o.names() {
		if strings.EqualFold(k, name) {
			return o[k], true
		}
	}
	return nil, false
}

// wrapped names the field that holds a list of objects, where one alone does: the
// answers of most web services are such.
func (o object) wrapped() string {
	found := ""
	for _, k := range o.names() {
		if opens(string(o[k][:min(len(o[k]), 64)]), '[', "{") {
			if found != "" {
				return ""
			}
			found = printable(k)
		}
	}
	return found
}

func first(names []string) string {
	if len(names) == 0 {
		return "name"
	}
	return names[0]
}

// utf8Record gives the bytes of a record as UTF-8, whatever the rest is in.
func utf8Record(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	return []byte(charset.Record(string(b)))
}
