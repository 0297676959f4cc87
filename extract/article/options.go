package article

import (
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
)

// Format is what an input is written in.
type Format string

// The formats. Archives and compression are not among them: they are always
// recognised and unpacked.
const (
	Text Format = "text"
	HTML Format = "html"
	// JSONL is a JSON object a line.
	JSONL Format = "jsonl"
	// JSON is an array of objects, or objects one after the other.
	JSON Format = "json"
	// CSV has a line of column names and commas, semicolons, bars or tabs.
	CSV Format = "csv"
	// TSV is CSV with tabs.
	TSV Format = "tsv"
	// Feed is RSS, Atom or JSON Feed.
	Feed Format = "feed"
	WARC Format = "warc"
)

// Formats lists every Format.
func Formats() []Format { return []Format{Text, HTML, JSONL, JSON, CSV, TSV, Feed, WARC} }

// Fields lists the fields of an article that Options.Map can fill.
func Fields() []string { return []string{"id", "published", "source", "text", "title", "url"} }

// Options says how articles are read. The zero value is ready to use.
type Options struct {
	// Format forces one; "" recognises it by content.
	Format Format
	// Map names the field of JSON or the column of CSV that holds a field of the
	// article, where it has another name: {"text": "body", "published": "date"}.
	// A dot steps into an object: "fields.body".
	Map map[string]string
	// Published is the day or time of publication of inputs that carry none.
	Published string
	// AnyLanguage reads articles in other languages too.
	AnyLanguage bool
	// Only, when not empty, are the paths of items: other inputs are passed over,
	// to read again what failed.
	Only []string
	// Progress, when not nil, is told what was read.
	Progress *Progress
	// Stdin is what "-" reads.
	Stdin io.Reader
	// Workers is how many pages are turned into text at a time; 0 is one for each
	// processor. The order of the items is the same for any number.
	Workers int
	Limits  Limits
}

// Limits bound what an input may cost. Zero fields are filled from
// DefaultLimits.
type Limits struct {
	// Article is the size in bytes of one article: a text, a page, a line, a row,
	// and also of a feed.
	Article int64
	// Text is the size in bytes of the text of one article, of what is around it
	// nothing. A book is larger; a report in the news is not, and what one costs to
	// understand grows faster than its length.
	Text int64
	// Depth is how many archives may lie inside each other; a .tar.gz is two.
	Depth int
	// Ratio is how many bytes one packed byte may unpack to, beyond the first 32
	// MiB. News packs to a tenth, at best a hundredth.
	Ratio int64
	// Aside is the size in bytes of a zip inside another archive, or on standard
	// input, which is put aside in a temporary file.
	Aside int64
}

// DefaultLimits are the limits that hold where none are given.
func DefaultLimits() Limits {
	return Limits{Article: 16 << 20, Text: 512 << 10, Depth: 4, Ratio: 250, Aside: 1 << 30}
}

// Validate reports every setting that cannot be, or nil. Each error wraps
// ErrOptions.
func (o *Options) Validate() error {
	var faults []string
	if o.Format != "" && !slices.Contains(Formats(), o.Format) {
		faults = append(faults, fmt.Sprintf("unknown format %q: use one of %s", o.Format, join(Formats())))
	}
	for _, field := range slices.Sorted(maps.Keys(o.Map)) {
		if !slices.Contains(Fields(), field) {
			faults = append(faults, fmt.Sprintf("an article has no field %q to map: it has %s", field, strings.Join(Fields(), ", ")))
		} else if strings.TrimSpace(o.Map[field]) == "" {
			faults = append(faults, fmt.Sprintf("the field %q is mapped to nothing: write %s=NAME", field, field))
		}
	}
	if p, err := ParsePublished(o.Published); err != nil {
		faults = append(faults, err.Error())
	} else if p == "" && o.Published != "" {
		faults = append(faults, fmt.Sprintf("%v: %q", ErrPublished, o.Published))
	}
	if o.Limits.Article < 0 || o.Limits.Text < 0 || o.Limits.Depth < 0 || o.Limits.Ratio < 0 || o.Limits.Aside < 0 || o.Workers < 0 {
		faults = append(faults, "a limit is below zero: leave it out for the usual one")
	}
	if faults == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrOptions, strings.Join(faults, "; "))
}

func join(formats []Format) string {
	var s []string
	for _, f := range formats {
		s = append(s, string(f))
	}
	return strings.Join(s, ", ")
}

// filled gives the options with every default in place.
func (o Options) filled() Options {
	d := DefaultLimits()
	for _, f := range []struct{ have, usual *int64 }{
		{&o.Limits.Article, &d.Article}, {&o.Limits.Text, &d.Text}, {&o.Limits.Ratio, &d.Ratio}, {&o.Limits.Aside, &d.Aside},
	} {
		if *f.have == 0 {
			*f.have = *f.usual
		}
	}
	if o.Limits.Depth == 0 {
		o.Limits.Depth = d.Depth
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Stdin == nil {
		o.Stdin = strings.NewReader("")
	}
	o.Published, _ = ParsePublished(o.Published) // Validate has seen it
	return o
}

// ParseMap reads a mapping as it is written in a setting:
// "text=body,published=date". The error wraps ErrOptions.
func ParseMap(s string) (map[string]string, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	m := map[string]string{}
	for pair := range strings.SplitSeq(s, ",") {
		field, name, ok := strings.Cut(pair, "=")
		field, name = strings.TrimSpace(field), strings.TrimSpace(name)
		if !ok || field == "" || name == "" {
			return nil, fmt.Errorf("%w: %q in the mapping: write FIELD=NAME, as in text=body,published=date", ErrOptions, pair)
		}
		if _, twice := m[field]; twice {
			return nil, fmt.Errorf("%w: the field %q is mapped twice", ErrOptions, field)
		}
		m[field] = name
	}
	o := Options{Map: m}
	return m, o.Validate()
}
