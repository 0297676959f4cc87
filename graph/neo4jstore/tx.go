package neo4jstore

import (
	"context"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// transaction implements graph.Tx.
type transaction struct {
	tx neo4j.ManagedTransaction
	// careful: what does not exist is locked, too, see find.
	careful bool
	nodes   nodes
}

// claimValues are what claims reads.
const claimValues = "a.id, a.url, a.title, a.source, a.published, a.sha256, a.reader, a.sketch, e.id, r.claim, elementId(a), elementId(e)"

// Claims implements graph.Tx.
func (t *transaction) Claims(ctx context.Context, by graph.Lookup, ids []string) ([]graph.Stored, error) {
	switch by {
	case graph.ByArticle:
		return t.claims(ctx, t.find(graph.ArticleNode, "id", false)+locked+
			"WITH n AS a MATCH (a)-[r:REPORTS]->(e:Event) RETURN "+claimValues, ids)
	case graph.ByEvent:
		return t.claims(ctx, "UNWIND $ids AS id MATCH (e:Event {id: id})<-[r:REPORTS]-(a:Article) RETURN "+claimValues, ids)
	}
	careful := t.careful || by == graph.ByKey
	for _, id := range ids {
		t.nodes.put(graph.LinkKeyNode, id, nil)
	}
	var refs []string
	err := t.each(ctx, t.find(graph.LinkKeyNode, "key", careful)+keyLocked+"RETURN n.key, n.claims, elementId(n)", map[string]any{"ids": ids}, func(v []any) error {
		list, _ := v[1].([]any)
		bare := len(list) == 0
		t.nodes.put(graph.LinkKeyNode, v[0].(string), &node{element: v[2].(string), bare: bare, ours: bare})
		for _, ref := range list {
			refs = append(refs, ref.(string))
		}
		return nil
	})
	if err != nil || len(refs) == 0 {
		return nil, err
	}
	return t.claims(ctx, `UNWIND $ids AS ref WITH DISTINCT split(ref, ' ')[0] AS claim, substring(ref, size(split(ref, ' ')[0]) + 1) AS article
		MATCH (a:Article {id: article})-[r:REPORTS {id: claim}]->(e:Event) RETURN `+claimValues, refs)
}

// ref is how a LinkKey node names a claim. IDs of claims hold no space, IDs of
// articles may.
func ref(article, claim string) string { return claim + " " + article }

func (t *transaction) claims(ctx context.Context, text string, ids []string) ([]graph.Stored, error) {
	var found []graph.Stored
	err := t.each(ctx, text, map[string]any{"ids": ids}, func(v []any) error {
		var s graph.Stored
		for i, to := range []*string{&s.Article.ID, &s.Article.URL, &s.Article.Title, &s.Article.Source, &s.Article.Published, &s.Article.SHA256,
			&s.Article.Reader, &s.Article.Sketch, &s.Node, &s.Claim} {
			*to, _ = v[i].(string)
		}
		t.meet(graph.ArticleNode, s.Article.ID, v[10].(string))
		t.meet(graph.EventNode, s.Node, v[11].(string))
		found = append(found, s)
		return nil
	})
	return found, err
}

// meet remembers where a node with content is.
func (t *transaction) meet(table, id, element string) {
	if t.nodes[table][id] == nil {
		t.nodes.put(table, id, &node{element: element})
	}
}

// Rows implements graph.Tx.
func (t *transaction) Rows(ctx context.Context, table string, keys [][]string) ([]graph.Row, error) {
	tab := graph.TableNamed(table)
	if !tab.Edge() {
		ids := make([]string, len(keys))
		for i, k := range keys {
			ids[i] = k[0]
		}
		return t.rowsOfNodes(ctx, tab, ids)
	}
	ends := make([][]any, len(keys))
	for i, k := range keys {
		ends[i] = []any{k[0], k[1]}
	}
	ends, err := t.elements(ctx, tab, ends)
	if err != nil || len(ends) == 0 {
		return nil, err
	}
	var found []graph.Row
	err = t.each(ctx, byElements+between(tab)+"RETURN "+values(tab, "r", "a", "b")+", r IS NULL", map[string]any{"rows": ends}, func(v []any) error {
		if v[len(v)-1] == false {
			found = append(found, row(tab, v))
		}
		return nil
	})
	return found, err
}

// lastDay is what package graph calls by this name.
const lastDay = "CASE WHEN e.precision IN ['week', 'month', 'year'] AND e.date_start <= e.reported AND e.reported < e.date_end THEN e.reported ELSE e.date_end END"

// recounts count derived edges from the events, see graph/contact.go and
// graph/represent.go.
var recounts = map[string]string{
	graph.TalkedToEdge: `
		UNWIND $keys AS key
		MATCH (a:Actor {id: key[0]})-[x:PARTICIPATED_IN]->(e:Event)<-[y:PARTICIPATED_IN]-(b:Actor {id: key[1]})
		WHERE x.role IN ['participant', 'speaker'] AND y.role IN ['participant', 'speaker'] AND e.modality = 'held' AND e.type IN ['call', 'talks']
		RETURN key[0], key[1], sum(CASE e.type WHEN 'call' THEN 1 ELSE 0 END), sum(CASE e.type WHEN 'talks' THEN 1 ELSE 0 END),
			min(e.date_start), max(` + lastDay + `)`,
	graph.RepresentsEdge: `
		UNWIND $keys AS key
		MATCH (a:Actor {id: key[0]})-[x:PARTICIPATED_IN]->(e:Event)
		WHERE x.represents = key[1] OR key[1] STARTS WITH 'country:' AND x.represents = substring(key[1], 8)
		WITH key, x.title AS title,
			CASE WHEN e.modality = 'held' AND e.date_start IS NOT NULL THEN e.date_start ELSE e.reported END AS first,
			CASE WHEN e.modality = 'held' AND e.date_start IS NOT NULL THEN ` + lastDay + ` ELSE e.reported END AS last
		ORDER BY coalesce(last, '') DESC, title
		WITH key, collect(CASE WHEN title IS NOT NULL THEN {title: title, last: last} END) AS titled, min(first) AS first, max(last) AS last, count(*) AS events
		RETURN key[0], key[1], titled[0].title, titled[0].last, first, last, events`,
}

// Recount implements graph.Tx.
func (t *transaction) Recount(ctx context.Context, table string, keys [][]string) ([]graph.Row, error) {
	var found []graph.Row
	err := t.each(ctx, recounts[table], map[string]any{"keys": lists(keys)}, func(v []any) error {
		found = append(found, row(graph.TableNamed(table), v))
		return nil
	})
	return found, err
}

// each passes the values of every record to f.
func (t *transaction) each(ctx context.Context, text string, params map[string]any, f func([]any) error) error {
	res, err := t.tx.Run(ctx, text, params)
	if err != nil {
		return err
	}
	for res.Next(ctx) {
		if err := f(res.Record().Values); err != nil {
			return err
		}
	}
	return res.Err()
}

func (t *transaction) run(ctx context.Context, text string, params map[string]any) error {
	res, err := t.tx.Run(ctx, text, params)
	if err != nil {
		return err
	}
	_, err = res.Consume(ctx)
	return err
}

// values lists the columns of a table as Cypher: the properties of the node or
// edge n, with the IDs of its ends for an edge.
func values(t *graph.Table, n, from, to string) string {
	parts := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		switch {
		case t.Edge() && i == 0:
			parts[i] = from + ".id"
		case t.Edge() && i == 1:
			parts[i] = to + ".id"
		default:
			parts[i] = n + ".`" + c.Name + "`"
		}
	}
	return strings.Join(parts, ", ")
}

// row brings the values of a record to the types of the columns.
func row(t *graph.Table, v []any) graph.Row {
	r := make(graph.Row, len(t.Columns))
	for i, c := range t.Columns {
		list, isList := v[i].([]any)
		switch {
		case c.Type == graph.Texts && isList:
			texts := make([]string, len(list))
			for j, x := range list {
				texts[j], _ = x.(string)
			}
			r[i] = texts
		case c.Type == graph.Ints && isList:
			ints := make([]int64, len(list))
			for j, x := range list {
				ints[j], _ = x.(int64)
			}
			r[i] = ints
		default:
			r[i] = v[i]
		}
	}
	return r
}

// lists makes keys a parameter that the driver knows.
func lists(keys [][]string) []any {
	all := make([]any, len(keys))
	for i, k := range keys {
		all[i] = k
	}
	return all
}
