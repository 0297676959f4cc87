package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// transaction implements graph.Tx. A writer is alone from the beginning of its
// transaction, so that nothing has to be locked besides.
type transaction struct {
	tx *sql.Tx
	// conn is the connection on which tx runs.
	conn *sql.Conn
}

const claimColumns = `a.id, a.url, a.title, a.source, a.published, a.sha256, a.reader, a.sketch, r.event, r.claim`

const byKey = `SELECT ` + claimColumns + ` FROM json_each(?1) j CROSS JOIN LinkKey k ON k.key = j.value
		CROSS JOIN REPORTS r ON r.article = k.article AND r.id = k.claim CROSS JOIN Article a ON a.id = r.article`

var lookups = map[graph.Lookup]string{
	graph.ByArticle: `SELECT ` + claimColumns + ` FROM json_each(?1) j CROSS JOIN Article a ON a.id = j.value CROSS JOIN REPORTS r ON r.article = a.id`,
	graph.ByKey:     byKey,
	graph.ByOwnKey:  byKey,
	graph.ByEvent:   `SELECT ` + claimColumns + ` FROM json_each(?1) j CROSS JOIN REPORTS r ON r.event = j.value CROSS JOIN Article a ON a.id = r.article`,
}

// Claims implements graph.Tx.
func (t *transaction) Claims(ctx context.Context, by graph.Lookup, ids []string) ([]graph.Stored, error) {
	rows, err := t.tx.QueryContext(ctx, lookups[by], array(ids))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []graph.Stored
	for rows.Next() {
		var s graph.Stored
		var optional [7]sql.NullString
		if err := rows.Scan(&s.Article.ID, &optional[0], &optional[1], &optional[2], &optional[3], &optional[4], &optional[5], &optional[6], &s.Node, &s.Claim); err != nil {
			return nil, err
		}
		for i, to := range []*string{&s.Article.URL, &s.Article.Title, &s.Article.Source, &s.Article.Published, &s.Article.SHA256, &s.Article.Reader, &s.Article.Sketch} {
			*to = optional[i].String
		}
		found = append(found, s)
	}
	return found, rows.Err()
}

// Rows implements graph.Tx.
func (t *transaction) Rows(ctx context.Context, table string, keys [][]string) ([]graph.Row, error) {
	tab := graph.TableNamed(table)
	var on []string
	for i := range tab.Key {
		on = append(on, "t."+quoted(tab.Columns[i].Name)+" = "+element("j.value", i))
	}
	text := "SELECT " + columns("t.", tab) + " FROM json_each(?1) j CROSS JOIN " + quoted(table) + " t ON " + strings.Join(on, " AND ")
	var found []graph.Row
	err := rows(ctx, t.tx, tab, text, []any{array(keys)}, func(r graph.Row) error {
		found = append(found, r)
		return nil
	})
	return found, err
}

// lastDay is what package graph calls by this name.
const lastDay = `CASE WHEN e.precision IN ('week', 'month', 'year') AND e.date_start <= e.reported AND e.reported < e.date_end THEN e.reported ELSE e.date_end END`

// recounts count derived edges from the events, see graph/contact.go and
// graph/represent.go.
var recounts = map[string]string{
	graph.TalkedToEdge: `
		SELECT p.a, p.b, sum(e.type = 'call'), sum(e.type = 'talks'), min(e.date_start), max(` + lastDay + `)
		FROM (SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?1)) p
		CROSS JOIN PARTICIPATED_IN x ON x.actor = p.a AND x.role IN ('participant', 'speaker')
		CROSS JOIN PARTICIPATED_IN y ON y.actor = p.b AND y.event = x.event AND y.role IN ('participant', 'speaker')
		CROSS JOIN Event e ON e.id = x.event AND e.modality = 'held' AND e.type IN ('call', 'talks')
		GROUP BY p.a, p.b`,
	graph.RepresentsEdge: `
		WITH served AS (
			SELECT p.a, p.b, x.title,
				CASE WHEN e.modality = 'held' AND e.date_start IS NOT NULL THEN e.date_start ELSE e.reported END AS first,
				CASE WHEN e.modality = 'held' AND e.date_start IS NOT NULL THEN ` + lastDay + ` ELSE e.reported END AS last
			FROM (SELECT value ->> 0 AS a, value ->> 1 AS b FROM json_each(?1)) p
			CROSS JOIN PARTICIPATED_IN x ON x.actor = p.a AND x.represents IN (p.b, CASE WHEN p.b LIKE 'country:%' THEN substr(p.b, 9) END)
			CROSS JOIN Event e ON e.id = x.event),
		titled AS (
			SELECT a, b, title, last, row_number() OVER (PARTITION BY a, b ORDER BY coalesce(last, '') DESC, title) AS n
			FROM served WHERE title IS NOT NULL)
		SELECT s.a, s.b, max(t.title), max(t.last), min(s.first), max(s.last), count(*)
		FROM served s LEFT JOIN titled t ON t.a = s.a AND t.b = s.b AND t.n = 1
		GROUP BY s.a, s.b`,
}

// Recount implements graph.Tx.
func (t *transaction) Recount(ctx context.Context, table string, keys [][]string) ([]graph.Row, error) {
	var found []graph.Row
	err := rows(ctx, t.tx, graph.TableNamed(table), recounts[table], []any{array(keys)}, func(r graph.Row) error {
		found = append(found, r)
		return nil
	})
	return found, err
}

// array writes strings, or lists of them, as JSON, to be read by json_each.
func array(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	return string(b)
}
