package export

import (
	"cmp"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// quote is a stretch of an article that tells of an event.
type quote struct {
	text, modality          string
	title, outlet, url, day string
	article                 string
}

// source says where a quote stands, for people.
func (q *quote) source() string {
	where := cmp.Or(q.outlet, q.title, q.article)
	if q.day != "" {
		where += ", " + q.day
	}
	return where
}

// undated sorts after every day.
const undated = "~"

// quotes are the words of every article that tell of an event, the earliest
// article first.
func (p *Part) quotes(id string) []quote {
	if p.told == nil {
		p.told = map[string][]graph.Row{}
		for _, r := range p.Rows[graph.ReportsEdge] {
			p.told[r[1].(string)] = append(p.told[r[1].(string)], r)
		}
	}
	var found []quote
	for _, r := range p.told[id] {
		a := p.node(graph.ArticleNode, r[0].(string))
		get := func(column string) string { return text(graph.ArticleNode, a, column) }
		published := get("published")
		list, _ := r[graph.TableNamed(graph.ReportsEdge).Column("quotes")].([]string)
		for _, s := range list {
			found = append(found, quote{strings.Join(strings.Fields(s), " "), text(graph.ReportsEdge, r, "modality"),
				get("title"), get("source"), get("url"), published[:min(len(published), len("2006-01-02"))], get("id")})
		}
	}
	slices.SortStableFunc(found, func(a, b quote) int {
		return cmp.Or(strings.Compare(cmp.Or(a.day, undated), cmp.Or(b.day, undated)), strings.Compare(a.article, b.article))
	})
	return found
}

// placeOf is the row of the place at which an event was held, nil without one.
func (p *Part) placeOf(id string) graph.Row {
	if p.held == nil {
		p.held = map[string]string{}
		for _, r := range p.Rows[graph.HeldAtEdge] {
			p.held[r[0].(string)] = r[1].(string)
		}
	}
	if place, ok := p.held[id]; ok {
		return p.node(graph.PlaceNode, place)
	}
	return nil
}

// part is an actor's part in an event.
type part struct {
	actor                         graph.Row
	id, name, kind                string
	role, title, represents, body string
}

// parts are the parts that actors had in an event, by ID.
func (p *Part) parts(id string) []part {
	if p.took == nil {
		p.took = map[string][]graph.Row{}
		for _, r := range p.Rows[graph.ParticipatedEdge] {
			p.took[r[1].(string)] = append(p.took[r[1].(string)], r)
		}
	}
	var found []part
	for _, r := range p.took[id] {
		a := p.node(graph.ActorNode, r[0].(string))
		of := func(column string) string { return text(graph.ParticipatedEdge, r, column) }
		one := part{actor: a, id: r[0].(string), name: text(graph.ActorNode, a, "name"), kind: text(graph.ActorNode, a, "kind"),
			role: of("role"), title: of("title"), represents: of("represents")}
		for _, body := range []string{one.represents, "country:" + one.represents} {
			if p.node(graph.ActorNode, body) != nil {
				one.body = body
			}
		}
		found = append(found, one)
	}
	return found
}

// aboutOf are the IDs of the calls and talks that a statement is about.
func (p *Part) aboutOf(statement string) []string {
	if p.about == nil {
		p.about = map[string][]string{}
		for _, r := range p.Rows[graph.AboutEdge] {
			p.about[r[0].(string)] = append(p.about[r[0].(string)], r[1].(string))
		}
	}
	return p.about[statement]
}
