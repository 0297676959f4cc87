package graph

import (
	"slices"
	"strings"
	"sync"

	"github.com/demarche-graph/demarche/extract/event"
)

// Project returns the whole graph that a set of claims implies. It is what a
// store holds after any sequence of loads and withdrawals that leaves these
// claims, and so what a store is checked against; stores themselves go from
// change to change with [Change]. Rows are in the order of their keys. Names may
// be nil.
func Project(claims []*Prepared, l Linker, names Names) Rows {
	p := newProjection()
	actors, places := tallies{}, tallies{}
	var all []*Claim
	for _, a := range claims {
		p.rows[ArticleNode] = append(p.rows[ArticleNode], articleRow(a))
		all = append(all, a.Claims...)
		for _, c := range a.Claims {
			actors.countActors(c, 1)
			places.countPlaces(c, 1)
			p.keys(c, l)
		}
	}
	groups := link(all, l)
	node := make(map[string]string, len(all))
	for id, g := range groups {
		for _, c := range g {
			node[c.Event.ID] = id
		}
	}
	for id, g := range groups {
		p.event(id, g, func(claim string) string { return node[claim] }, 1)
	}
	for id, t := range actors {
		if r := actorRow(id, t, names); r != nil {
			p.rows[ActorNode] = append(p.rows[ActorNode], r)
		}
	}
	for id, t := range places {
		if r := placeRow(id, t); r != nil {
			p.rows[PlaceNode] = append(p.rows[PlaceNode], r)
		}
	}
	for pr, c := range net(p.contacts) {
		if r, _ := addContacts(pr, nil, c); r != nil {
			p.rows[TalkedToEdge] = append(p.rows[TalkedToEdge], r)
		}
	}
	for pr, s := range net(p.services) {
		if r, _ := addServices(pr, nil, s); r != nil {
			p.rows[RepresentsEdge] = append(p.rows[RepresentsEdge], r)
		}
	}
	p.rows.sort()
	return p.rows
}

// projection collects the rows that events imply on their own, and what they
// contribute to the edges that sum up many.
type projection struct {
	rows     Rows
	contacts map[pair]counts[contact]
	services map[pair]counts[service]
}

func newProjection() *projection {
	return &projection{Rows{}, map[pair]counts[contact]{}, map[pair]counts[service]{}}
}

// event adds one event, told by claims. About gives the Event node of a claim
// that a statement is about. Its contributions count n times, -1 to take them
// away.
func (p *projection) event(id string, claims []*Claim, about func(claim string) string, n int) {
	all := byTime(claims)
	sorted, articles, originals := sources(all)
	e := sorted[0].Event
	modality := modalityOf(sorted)
	date := dateOf(sorted)
	parts := partsOf(sorted)
	place, placeName := placeOf(sorted)
	reported := ""
	confidence := 0.0
	for _, c := range all {
		confidence = max(confidence, c.Event.Confidence)
		if d := day(c.Article.Published); d != "" && (reported == "" || d < reported) {
			reported = d
		}
	}
	typ := event.Type(vote(sorted, func(e *event.Event) string { return string(e.Type) }))
	row := Row{id, string(typ), text(vote(sorted, func(e *event.Event) string { return e.Medium })), string(modality),
		nil, nil, nil, nil, text(reported), summary(typ, modality, parts, placeName, e.Mentions[0].Text),
		text(vote(sorted, func(e *event.Event) string { return e.CAMEO })), confidence, articles, originals}
	if date != nil {
		row[4], row[5], row[6], row[7] = date.Value, date.Start, date.End, text(string(date.Precision))
	}
	p.add(EventNode, row)
	for _, c := range claims {
		p.add(ReportsEdge, reportRow(id, c))
	}
	if place != "" {
		p.add(HeldAtEdge, Row{id, place})
	}
	var targets []string
	for _, c := range claims {
		for _, claim := range c.Event.About {
			if to := about(claim); to != id && to != "" {
				targets = append(targets, to)
			}
		}
	}
	slices.Sort(targets)
	for _, to := range slices.Compact(targets) {
		p.add(AboutEdge, Row{id, to})
	}
	for i := range parts {
		pt := &parts[i]
		p.add(ParticipatedEdge, Row{pt.actor, id, string(pt.role), text(pt.title), text(pt.represents)})
		if body := BodyID(pt.represents); body != "" && body != pt.actor {
			first, last := seenOn(modality, date, reported)
			pr := pair{pt.actor, body}
			p.services[pr] = append(p.services[pr], counted[service]{service{pt.title, first, last}, n})
		}
	}
	if c, ok := contactOf(typ, modality, date, reported); ok {
		eachPair(parts, func(pr pair) { p.contacts[pr] = append(p.contacts[pr], counted[contact]{c, n}) })
	}
}

// several is how many events are worth a second goroutine.
const several = 200

// events adds events, half of them on another processor: a store waits meanwhile.
func (p *projection) events(ids []string, groups map[string][]*Claim, about func(claim string) string) {
	if len(ids) < several {
		for _, id := range ids {
			p.event(id, groups[id], about, 1)
		}
		return
	}
	half := len(ids) / 2
	later := newProjection()
	var wait sync.WaitGroup
	wait.Go(func() {
		for _, id := range ids[half:] {
			later.event(id, groups[id], about, 1)
		}
	})
	for _, id := range ids[:half] {
		p.event(id, groups[id], about, 1)
	}
	wait.Wait()
	for table, rs := range later.rows {
		p.rows[table] = append(p.rows[table], rs...)
	}
	for pr, c := range later.contacts {
		p.contacts[pr] = append(p.contacts[pr], c...)
	}
	for pr, c := range later.services {
		p.services[pr] = append(p.services[pr], c...)
	}
}

// keys adds what a claim can be looked up with.
func (p *projection) keys(c *Claim, l Linker) {
	for _, k := range c.keysOf(l).stored() {
		p.add(LinkKeyNode, Row{k, c.Article.ID, c.Event.ID})
	}
}

func (p *projection) add(table string, r Row) { p.rows[table] = append(p.rows[table], r) }

func articleRow(a *Prepared) Row {
	return Row{a.Article.ID, text(a.Article.URL), text(a.Article.Title), text(a.Article.Source), text(a.Article.Published),
		text(a.Article.SHA256), text(a.Article.Reader), text(a.Article.Sketch), a.Digest}
}

func reportRow(node string, c *Claim) Row {
	ms := c.Event.Mentions
	quotes, starts, ends := make([]string, len(ms)), make([]int64, len(ms)), make([]int64, len(ms))
	for i := range ms {
		quotes[i], starts[i], ends[i] = ms[i].Text, int64(ms[i].Start), int64(ms[i].End)
	}
	return Row{c.Article.ID, node, c.Event.ID, quotes[0], starts[0], ends[0], string(c.Event.Modality), quotes, starts, ends, c.JSON}
}

// quoteLimit is how much of a quote a summary shows, in code points.
const quoteLimit = 120

// summary is the event in one line: "Call between A and B", "Talks between A, B
// and C in Vienna (planned)", "A: the words of the article".
func summary(typ event.Type, m event.Modality, parts []part, place, quote string) string {
	var names []string
	for i := range parts {
		if parts[i].role.Principal() {
			names = append(names, parts[i].name)
		}
	}
	who := list(names)
	var s string
	switch typ {
	case event.Statement:
		if who == "" {
			who = "Statement"
		}
		s = who + ": " + oneLine(quote, quoteLimit)
	default:
		s = "Call"
		if typ == event.Talks {
			s = "Talks"
		}
		switch len(names) {
		case 0:
		case 1:
			s += " of " + who
		default:
			s += " between " + who
		}
		if place != "" {
			s += " in " + place
		}
	}
	if m != event.Held {
		s += " (" + string(m) + ")"
	}
	return s
}

// list writes names as people do: "A", "A and B", "A, B and C".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
