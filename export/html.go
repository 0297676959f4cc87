package export

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string
	//go:embed page.js
	pageJS string
)

// writeHTML writes one page that works from a disk without a network. Its
// content security policy allows its own style and script and nothing more, so
// that no article can make a browser do or fetch anything.
func writeHTML(w *bufio.Writer, p *Part) error {
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	entries := p.htmlEntries()
	return t.Execute(w, struct {
		Title, Policy     string
		CSS               template.CSS
		JS                template.JS
		Types, Modalities []string
		Entries           []htmlEntry
		Months            []htmlMonth
	}{
		Title:  "Timeline",
		Policy: "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hashed(pageCSS) + "; script-src " + hashed(pageJS),
		CSS:    template.CSS(pageCSS), JS: template.JS(pageJS), // #nosec G203 -- both are files of this package
		Types: words(event.Types()), Modalities: words(event.Modalities()),
		Entries: entries, Months: months(entries),
	})
}

// hashed names a text in a content security policy.
func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func words[W ~string](list []W) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

type htmlEntry struct {
	When, Type, Modality, Summary, Where string
	// First and Last are the days between which it was, to filter by.
	First, Last string
	heading     string
	Parties     []htmlParty
	Quotes      []htmlQuote
}

type htmlParty struct{ Name, As string }

// htmlQuote has a Told when its article told another modality than the event's.
type htmlQuote struct{ Text, Source, Title, URL, Told string }

type htmlMonth struct {
	Heading string
	Entries []htmlEntry
}

func (p *Part) htmlEntries() []htmlEntry {
	list := make([]htmlEntry, len(p.Timeline.Entries))
	for i := range p.Timeline.Entries {
		e := &p.Timeline.Entries[i]
		h := htmlEntry{When: e.When(), Type: e.Type, Modality: e.Modality, Summary: controlled(e.Summary), Where: strings.TrimSuffix(e.Place+", "+e.Country, ", "),
			First: cmp.Or(e.Start, e.Reported), Last: cmp.Or(e.End, e.Reported), heading: e.Heading()}
		if e.Place == "" {
			h.Where = ""
		}
		for _, one := range p.parts(e.Event) {
			as := []string{}
			for _, s := range []string{one.title, one.represents, one.role} {
				if s != "" && s != string(event.Participating) {
					as = append(as, strings.TrimPrefix(s, "org:"))
				}
			}
			h.Parties = append(h.Parties, htmlParty{one.name, strings.Join(as, ", ")})
		}
		for _, q := range p.quotes(e.Event) {
			told := ""
			if q.modality != e.Modality {
				told = q.modality
			}
			title := q.title
			if q.outlet == "" {
				title = "" // the source is named by it already
			}
			// html/template replaces addresses of other schemes than http, https and mailto.
			h.Quotes = append(h.Quotes, htmlQuote{controlled(q.text), controlled(q.source()), controlled(title), q.url, told})
		}
		list[i] = h
	}
	return list
}

// months puts entries that follow each other under one heading.
func months(entries []htmlEntry) []htmlMonth {
	var list []htmlMonth
	for _, e := range entries {
		if n := len(list); n == 0 || list[n-1].Heading != e.heading {
			list = append(list, htmlMonth{Heading: e.heading})
		}
		last := &list[len(list)-1]
		last.Entries = append(last.Entries, e)
	}
	return list
}
