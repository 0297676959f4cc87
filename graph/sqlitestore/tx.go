package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// transaction implements graph.Tx. A writer is alone from the beginning of its
// transaction, so that nothing has to be locked besides.
type transaction struct{ tx *sql.Tx }

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

// Write implements graph.Tx.
func (t *transaction) Write(ctx context.Context, c *graph.Changes) error {
	tables := graph.Tables()
	for i := len(tables) - 1; i >= 0; i-- {
		tab := &tables[i]
		if err := t.each(ctx, deleteText(tab), c.Delete[tab.Name], func(r graph.Row) []any { return r[:tab.Key] }); err != nil {
			return err
		}
	}
	for i := range tables {
		tab := &tables[i]
		lists := listColumns(tab)
		if err := t.each(ctx, insertText(tab), c.Insert[tab.Name], func(r graph.Row) []any { return encode(r, lists) }); err != nil {
			return err
		}
		if err := t.each(ctx, updateText(tab), c.Update[tab.Name], func(r graph.Row) []any {
			r = encode(r, lists)
			return append(append([]any{}, r[tab.Key:]...), r[:tab.Key]...)
		}); err != nil {
			return err
		}
	}
	return nil
}

// each runs a statement for every row.
func (t *transaction) each(ctx context.Context, text string, rs []graph.Row, args func(graph.Row) []any) error {
	if len(rs) == 0 {
		return nil
	}
	st, err := t.tx.PrepareContext(ctx, text)
	if err != nil {
		return err
	}
	defer st.Close()
	// The driver starts a goroutine for each statement that can be cancelled,
	// which takes longer than to insert a row.
	running := context.WithoutCancel(ctx)
	for _, r := range rs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := st.ExecContext(running, args(r)...); err != nil {
			return err
		}
	}
	return nil
}

func insertText(t *graph.Table) string {
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", quoted(t.Name), columns("", t), placeholders(len(t.Columns)))
}

func updateText(t *graph.Table) string {
	var set []string
	for _, c := range t.Columns[t.Key:] {
		set = append(set, quoted(c.Name)+" = ?")
	}
	return fmt.Sprintf("UPDATE %s SET %s WHERE %s", quoted(t.Name), strings.Join(set, ", "), where(t))
}

func deleteText(t *graph.Table) string {
	return fmt.Sprintf("DELETE FROM %s WHERE %s", quoted(t.Name), where(t))
}

func where(t *graph.Table) string {
	var on []string
	for _, c := range t.Columns[:t.Key] {
		on = append(on, quoted(c.Name)+" = ?")
	}
	return strings.Join(on, " AND ")
}

func columns(prefix string, t *graph.Table) string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = prefix + quoted(c.Name)
	}
	return strings.Join(names, ", ")
}

func selectAll(t *graph.Table) string { return "SELECT " + columns("", t) + " FROM " + quoted(t.Name) }

// array writes strings, or lists of them, as JSON, to be read by json_each.
func array(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	return string(b)
}
