package storetest_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
)

// wrong is a store that is wrong in one way: it breaks the graph after every
// change, or what it is asked, or what it answers.
type wrong struct {
	graph.Store
	// after is SQL that runs after every change.
	after string
	// ask and answer change a query and its answer.
	ask    func(*graph.Query)
	answer func(*graph.Answer)
	// load and withdraw replace the methods.
	load     func(s graph.Store, ctx context.Context, claims []graph.Claims) (graph.Result, error)
	withdraw func(s graph.Store, ctx context.Context, ids []string) (graph.Result, error)
}

func (w *wrong) spoil(ctx context.Context) error {
	for text := range strings.SplitSeq(w.after, ";") {
		if text != "" {
			if _, err := w.Store.Query(ctx, graph.Query{Text: text, Write: true}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *wrong) Load(ctx context.Context, claims []graph.Claims) (graph.Result, error) {
	load := w.load
	if load == nil {
		load = func(s graph.Store, ctx context.Context, claims []graph.Claims) (graph.Result, error) {
			return s.Load(ctx, claims)
		}
	}
	res, err := load(w.Store, ctx, claims)
	if err == nil {
		err = w.spoil(ctx)
	}
	return res, err
}

func (w *wrong) Withdraw(ctx context.Context, ids []string) (graph.Result, error) {
	withdraw := w.withdraw
	if withdraw == nil {
		withdraw = func(s graph.Store, ctx context.Context, ids []string) (graph.Result, error) {
			return s.Withdraw(ctx, ids)
		}
	}
	res, err := withdraw(w.Store, ctx, ids)
	if err == nil {
		err = w.spoil(ctx)
	}
	return res, err
}

func (w *wrong) Query(ctx context.Context, q graph.Query) (*graph.Answer, error) {
	if w.ask != nil {
		w.ask(&q)
	}
	a, err := w.Store.Query(ctx, q)
	if err == nil && w.answer != nil {
		w.answer(a)
	}
	return a, err
}

// forget makes a query forget a parameter.
func forget(name string) func(*graph.Query) {
	return func(q *graph.Query) {
		if q.Params[name] != nil {
			params := map[string]any{}
			for k, v := range q.Params {
				params[k] = v
			}
			params[name] = nil
			if name == "limit" {
				params[name] = int64(-1)
			}
			q.Params = params
		}
	}
}

var wrongs = map[string]wrong{
	"drops a part in an event":             {after: `DELETE FROM PARTICIPATED_IN WHERE (actor, event) = (SELECT actor, event FROM PARTICIPATED_IN ORDER BY actor, event LIMIT 1)`},
	"drops a contact":                      {after: `DELETE FROM TALKED_TO WHERE (a, b) = (SELECT a, b FROM TALKED_TO ORDER BY a, b LIMIT 1)`},
	"counts a contact twice":               {after: `UPDATE TALKED_TO SET calls = calls + 1 WHERE (a, b) = (SELECT a, b FROM TALKED_TO ORDER BY a, b LIMIT 1)`},
	"ends a day late":                      {after: `UPDATE Event SET date_end = date(date_end, '+1 day') WHERE precision = 'day'`},
	"shows a month as its first day":       {after: `UPDATE Event SET date = date_start`},
	"takes the last contact for the first": {after: `UPDATE TALKED_TO SET first = last`},
	"keeps a derived edge":                 {after: `INSERT OR IGNORE INTO TALKED_TO SELECT min(x.id), max(x.id), 0, 1, NULL, NULL FROM Actor x HAVING count(*) > 1`},
	"forgets an alias":                     {after: `UPDATE Actor SET aliases = json_array(aliases ->> 0) WHERE json_array_length(aliases) > 1`},
	"forgets what a statement is about":    {after: `DELETE FROM ABOUT`},
	"forgets places":                       {after: `DELETE FROM HELD_AT`},
	"forgets how an article told it":       {after: `UPDATE REPORTS SET modality = (SELECT modality FROM Event e WHERE e.id = event)`},
	"keeps only the first quote":           {after: `UPDATE REPORTS SET quotes = json_array(quote), starts = json_array(start), ends = json_array("end")`},
	"forgets the claim":                    {after: `UPDATE REPORTS SET claim = json_remove(claim, '$.place')`},
	"searches with accents":                {after: `UPDATE Actor SET folded = '| ' || lower(name) || ' |'`},
	"mixes up titles":                      {after: `UPDATE REPRESENTS SET title = 'Envoy'`},
	"does not withdraw":                    {withdraw: func(graph.Store, context.Context, []string) (graph.Result, error) { return graph.Result{}, nil }},
	"loads only the first": {load: func(s graph.Store, ctx context.Context, claims []graph.Claims) (graph.Result, error) {
		return s.Load(ctx, claims[:min(1, len(claims))])
	}},
	"stops at a bad article": {load: func(s graph.Store, ctx context.Context, claims []graph.Claims) (graph.Result, error) {
		for i := range claims {
			if res, err := s.Load(ctx, claims[i:i+1]); err != nil || len(res.Failed) > 0 {
				return res, err
			}
		}
		return graph.Result{}, nil
	}},
	"adds instead of replacing": {load: func(s graph.Store, ctx context.Context, claims []graph.Claims) (graph.Result, error) {
		if _, err := s.Load(ctx, claims); err != nil {
			return graph.Result{}, err
		}
		claims = slices.Clone(claims)
		for i := range claims {
			claims[i].Article.Title += " "
		}
		return s.Load(ctx, claims)
	}},
	"answers in no order": {answer: func(a *graph.Answer) { slices.Reverse(a.Rows) }},
	"answers a row too many": {answer: func(a *graph.Answer) {
		if n := len(a.Rows); n > 0 {
			a.Rows = append(a.Rows, a.Rows[n-1])
		}
	}},
	"answers a row too few": {answer: func(a *graph.Answer) {
		if n := len(a.Rows); n > 1 {
			a.Rows = a.Rows[:n-1]
		}
	}},
	"forgets from":       {ask: forget("from")},
	"forgets to":         {ask: forget("to")},
	"forgets type":       {ask: forget("type")},
	"forgets modality":   {ask: forget("modality")},
	"forgets limit":      {ask: forget("limit")},
	"lets queries write": {ask: func(q *graph.Query) { q.Write = true }},
}

// A suite that nothing can fail proves nothing: each of these stores must fail.
func TestWrongStoresFail(t *testing.T) {
	cases := storetest.Cases(t)
	for name, w := range wrongs {
		t.Run(name, func(t *testing.T) {
			noticed := ""
			for i := 0; i < len(cases) && noticed == ""; i++ {
				c := cases[i]
				s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: c.Linker, Names: c.Names,
					Batch: graph.Batch{Claims: 7, Articles: 3}})
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Init(t.Context()); err != nil {
					t.Fatal(err)
				}
				spoilt := w
				spoilt.Store = s
				if err := c.Check(t.Context(), &spoilt); err != nil {
					noticed = c.Name
				}
				s.Close(t.Context())
			}
			if noticed == "" {
				t.Error("the suite did not notice")
			}
			t.Logf("noticed by %s", noticed)
		})
	}
}

// And so must a script whose expectations are wrong.
func TestWrongScriptsFail(t *testing.T) {
	const begin = "article a\nevent c call held 2025-05-19\nparticipant person:x X\nparticipant person:y Y\nload\n"
	for name, c := range map[string]struct{ script, says string }{
		"a row that is not there":   {"query who-talked-to-whom : a b\n> X | Y\n> X | Z", "missing line"},
		"a row that is not told":    {"query who-talked-to-whom : a b", "unexpected line"},
		"another value":             {"query who-talked-to-whom : a b\n> X | Z", "want > X | Z"},
		"no error":                  {"query who-talked-to-whom limit=0\n! wrong", "want one that says"},
		"an error that is not told": {"query nothing", "unexpected error"},
		"another error":             {"query nothing\n! else", "want one that says"},
		"a wrong count":             {"load new=1", "new is 0, want 1"},
		"no such command":           {"shout", "unknown command"},
		"no such column":            {"query who-talked-to-whom : c", "no column"},
		"an open quote":             {`article "a`, "not closed"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close(t.Context())
			if err := s.Init(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := storetest.RunScript(t.Context(), s, begin+c.script); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("have %v, want an error that says %q", err, c.says)
			}
		})
	}
}
