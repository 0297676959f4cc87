package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// Names that schema.org has no word for stand under this one.
const jsonldOwn = "urn:demarche:term:"

// writeJSONLD writes a document of JSON-LD whose context needs no network. Calls
// and talks are schema.org Events, statements are Quotations about them, and
// articles are NewsArticles. Dates are those of ISO 8601 as told, so that a
// month stays a month; a range has both of its sides.
func writeJSONLD(w *bufio.Writer, p *Part) error {
	nodes := ldNodes{w: w}
	for i := range p.Timeline.Entries {
		nodes.add(p.ldEvent(&p.Timeline.Entries[i]))
	}
	for _, r := range p.Rows[graph.ActorNode] {
		get := func(c string) string { return text(graph.ActorNode, r, c) }
		types := map[string]string{string(event.Person): "Person", string(event.Country): "Country", string(event.Organization): "Organization"}
		n := map[string]any{"@id": ldID("actor", get("id")), "@type": types[get("kind")], "name": get("name"), "identifier": get("id")}
		if list, _ := r[graph.TableNamed(graph.ActorNode).Column("aliases")].([]string); len(list) > 0 {
			n["alternateName"] = list
		}
		put(n, "demarche:country", get("country"))
		nodes.add(n)
	}
	for _, r := range p.Rows[graph.PlaceNode] {
		get := func(c string) string { return text(graph.PlaceNode, r, c) }
		n := map[string]any{"@id": ldID("place", get("id")), "@type": "Place", "name": get("name")}
		put(n, "address", get("country"))
		t := graph.TableNamed(graph.PlaceNode)
		if lat, ok := r[t.Column("lat")].(float64); ok {
			n["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": lat, "longitude": r[t.Column("lon")]}
		}
		nodes.add(n)
	}
	for _, r := range p.Rows[graph.ArticleNode] {
		get := func(c string) string { return text(graph.ArticleNode, r, c) }
		n := map[string]any{"@id": ldID("article", get("id")), "@type": "NewsArticle", "identifier": get("id")}
		put(n, "headline", get("title"))
		put(n, "datePublished", get("published"))
		if u, err := url.Parse(get("url")); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			n["url"] = u.String()
		}
		if s := get("source"); s != "" {
			n["publisher"] = map[string]any{"@type": "Organization", "name": s}
		}
		nodes.add(n)
	}
	return nodes.end()
}

// ldContext is the context of the document, which needs no network.
const ldContext = `"@context": {"@vocab": "https://schema.org/", "demarche": "` + jsonldOwn + `", "url": {"@type": "@id"}}`

// ldNodes writes the nodes of a document one by one, so that a large graph is not
// in memory a second time.
type ldNodes struct {
	w   *bufio.Writer
	n   int
	err error
}

func (l *ldNodes) add(n map[string]any) {
	if l.err != nil {
		return
	}
	b, err := json.Marshal(n) // escapes what HTML would read: such documents are put into pages
	if err != nil {
		l.err = err
		return
	}
	l.begin(",\n ")
	l.n++
	_, l.err = l.w.Write(b)
}

// begin writes what stands before a node.
func (l *ldNodes) begin(between string) {
	if l.n == 0 {
		between = "{\n " + ldContext + ",\n \"@graph\": [\n "
	}
	fmt.Fprint(l.w, between)
}

func (l *ldNodes) end() error {
	if l.err != nil {
		return l.err
	}
	l.begin("")
	_, err := l.w.WriteString("\n ]\n}\n")
	return err
}

// ldID names a node by a URN; IDs may hold any sign.
func ldID(what, id string) string { return "urn:demarche:" + what + ":" + url.PathEscape(id) }

func put(n map[string]any, name, value string) {
	if value != "" {
		n[name] = controlled(value)
	}
}

func (p *Part) ldEvent(e *queries.Entry) map[string]any {
	n := map[string]any{"@id": ldID("event", e.Event), "@type": "Event", "name": controlled(e.Summary), "identifier": e.Event,
		"demarche:type": e.Type, "demarche:modality": e.Modality}
	r := p.node(graph.EventNode, e.Event)
	if r != nil {
		put(n, "demarche:medium", text(graph.EventNode, r, "medium"))
		put(n, "demarche:cameo", text(graph.EventNode, r, "cameo"))
	}
	put(n, "demarche:date", e.Date)
	put(n, "demarche:precision", e.Precision)
	start, end, isRange := strings.Cut(e.Date, "/")
	said := e.Type == string(event.Statement)
	if said {
		n["@type"] = "Quotation"
		put(n, "dateCreated", start)
	} else {
		put(n, "startDate", start)
		if isRange {
			put(n, "endDate", end)
		}
		switch event.Modality(e.Modality) {
		case event.Planned, event.Proposed:
			n["eventStatus"] = "https://schema.org/EventScheduled"
		case event.Cancelled:
			n["eventStatus"] = "https://schema.org/EventCancelled"
		}
	}
	if place := p.placeOf(e.Event); place != nil {
		name := "location"
		if said {
			name = "locationCreated"
		}
		n[name] = ref("place", place[0].(string))
	}
	// A party stands under the word of schema.org that fits its role best.
	under := map[event.Role]string{event.Participating: "attendee", event.Speaker: "creator", event.Addressee: "audience", event.Host: "organizer", event.Mediator: "contributor"}
	for _, one := range p.parts(e.Event) {
		name := under[event.Role(one.role)]
		list, _ := n[name].([]any)
		n[name] = append(list, ref("actor", one.id))
	}
	for _, id := range p.aboutOf(e.Event) {
		list, _ := n["about"].([]any)
		n["about"] = append(list, ref("event", id))
	}
	var quotes, articles []any
	for _, q := range p.quotes(e.Event) {
		quotes = append(quotes, controlled(q.text))
		if one := ref("article", q.article); len(articles) == 0 || articles[len(articles)-1].(map[string]any)["@id"] != one["@id"] {
			articles = append(articles, one)
		}
	}
	if said && len(quotes) > 0 {
		n["text"] = quotes
	} else if len(quotes) > 0 {
		n["demarche:quote"] = quotes
	}
	if len(articles) > 0 {
		n["subjectOf"] = articles
	}
	return n
}

func ref(what, id string) map[string]any { return map[string]any{"@id": ldID(what, id)} }
