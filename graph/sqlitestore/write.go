package sqlitestore

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
)

// perInsert is how many rows one statement inserts. More make it no faster.
const perInsert = 8

// Write implements graph.Tx. It goes past database/sql to the driver: rows are
// many and small, so that what is done around each takes as long as the row.
func (t *transaction) Write(ctx context.Context, c *graph.Changes) error {
	return t.conn.Raw(func(conn any) error {
		prepares, ok := conn.(driver.ConnPrepareContext)
		if !ok {
			return errors.New("the SQLite driver can't prepare statements")
		}
		// The driver starts a goroutine for each statement that can be cancelled,
		// which takes longer than to insert a row.
		w := &writer{ctx: ctx, running: context.WithoutCancel(ctx), conn: prepares}
		tables := graph.Tables()
		for i := len(tables) - 1; i >= 0; i-- {
			t := &tables[i]
			if err := w.each(deleteText(t), 1, c.Delete[t.Name], func(r graph.Row) []any { return r[:t.Key] }); err != nil {
				return err
			}
		}
		for i := range tables {
			t := &tables[i]
			lists := listColumns(t)
			encoded := func(r graph.Row) []any { return encode(r, lists) }
			inserts := c.Insert[t.Name]
			whole := len(inserts) / perInsert * perInsert
			if err := w.each(insertText(t, perInsert), perInsert, inserts[:whole], encoded); err != nil {
				return err
			}
			if err := w.each(insertText(t, 1), 1, inserts[whole:], encoded); err != nil {
				return err
			}
			if err := w.each(updateText(t), 1, c.Update[t.Name], func(r graph.Row) []any {
				r = encode(r, lists)
				return append(append(make([]any, 0, len(r)), r[t.Key:]...), r[:t.Key]...)
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// writer runs statements over rows.
type writer struct {
	ctx, running context.Context
	conn         driver.ConnPrepareContext
}

// each runs a statement for every n rows, of which there must be a multiple of n.
func (w *writer) each(text string, n int, rs []graph.Row, values func(graph.Row) []any) (err error) {
	if len(rs) == 0 {
		return nil
	}
	st, err := w.conn.PrepareContext(w.ctx, text)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	exec, ok := st.(driver.StmtExecContext)
	if !ok {
		return errors.New("the SQLite driver can't run statements")
	}
	var args []driver.NamedValue
	for ; len(rs) > 0; rs = rs[n:] {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		args = args[:0]
		for _, r := range rs[:n] {
			for _, v := range values(r) {
				args = append(args, driver.NamedValue{Ordinal: len(args) + 1, Value: v})
			}
		}
		if _, err := exec.ExecContext(w.running, args); err != nil {
			return err
		}
	}
	return nil
}

// insertText inserts n rows. OR FAIL: SQLite need not be able to take back a part
// of them, since the whole transaction is when one fails.
func insertText(t *graph.Table, n int) string {
	row := ", (" + placeholders(len(t.Columns)) + ")"
	return fmt.Sprintf("INSERT OR FAIL INTO %s (%s) VALUES %s", quoted(t.Name), columns("", t), strings.Repeat(row, n)[2:])
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
