package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
)

func (a *app) storeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "store",
		Short: "Make, check, count, rebuild the graph, or take articles out of it",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use:   "init",
			Short: "Make the schema and its constraints where they are missing",
			Long: `Makes an empty graph: tables of a SQLite file, or constraints and indexes of a
Neo4j database. ingest and load do this too; it is of use when whoever loads may
not make constraints. A database that holds something else is left alone.`,
			Example: "  demarche store init",
			Args:    cobra.NoArgs,
			RunE: a.runs(func(ctx context.Context, _ []string) error {
				return a.withStore(ctx, nil, func(s graph.Store) error { return s.Init(ctx) })
			}),
		},
		&cobra.Command{
			Use:   "check",
			Short: "Compare the graph with what its articles claim",
			Long: `Works out anew what the claims of all articles imply and lists every node and
edge that differs, is missing or is too many: none when the graph is sound. Reads
the whole graph into memory. Ends with code 1 when there are differences.`,
			Example: "  demarche store check",
			Args:    cobra.NoArgs,
			RunE:    a.runs(func(ctx context.Context, _ []string) error { return a.check(ctx) }),
		},
		&cobra.Command{
			Use:     "stats",
			Short:   "Count nodes and edges",
			Example: "  demarche store stats",
			Args:    cobra.NoArgs,
			RunE:    a.runs(func(ctx context.Context, _ []string) error { return a.stats(ctx) }),
		},
		&cobra.Command{
			Use:   "rebuild",
			Short: "Project the graph anew from the claims of its articles",
			Long: `Makes every node and edge anew from what the articles claim, which the graph
keeps. Needed when a new version of demarche tells so. One that was interrupted
is finished by running it again.`,
			Example: "  demarche store rebuild",
			Args:    cobra.NoArgs,
			RunE: a.runs(func(ctx context.Context, _ []string) error {
				return a.withStore(ctx, a.names(), func(s graph.Store) error {
					r, err := s.Rebuild(ctx)
					if err == nil {
						a.tell.summary(changed(&r)...)
					}
					return err
				})
			}),
		},
		&cobra.Command{
			Use:   "forget ARTICLE-ID...",
			Short: "Take articles and all that they claim out of the graph",
			Long: `Takes articles out of the graph, with every event and actor that nothing else
tells of. What other articles tell stays.`,
			Example: "  demarche store forget brief-1",
			Args:    cobra.MinimumNArgs(1),
			RunE:    a.runs(a.forget),
		},
	)
	return cmd
}

func (a *app) check(ctx context.Context) error {
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		faults, err := s.Check(ctx)
		if err != nil {
			return err
		}
		for _, f := range faults {
			fmt.Fprintln(a.stdout, printable(f))
		}
		if len(faults) > 0 {
			return fmt.Errorf("the graph differs from what its articles claim: run demarche store rebuild")
		}
		a.tell.note("the graph is what its articles claim")
		return nil
	})
}

func (a *app) stats(ctx context.Context) error {
	return a.withStore(ctx, nil, func(s graph.Store) error {
		st, err := s.Stats(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintf(w, "schema\t%d\nlinker\t%s\n", st.Schema, st.Linker)
		for _, c := range st.Counts {
			if c.Table != graph.LinkKeyNode { // bookkeeping
				fmt.Fprintf(w, "%s\t%d\n", c.Table, c.Rows)
			}
		}
		return w.Flush()
	})
}

func (a *app) forget(ctx context.Context, ids []string) error {
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		have, err := known(ctx, s, ids)
		if err != nil {
			return err
		}
		r, err := s.Withdraw(ctx, ids)
		if err != nil {
			return err
		}
		a.tell.summary(changed(&r)...)
		missing := 0
		for _, id := range ids {
			if _, ok := have[id]; !ok {
				missing++
				a.tell.failed("article "+id, errNoArticle)
			}
		}
		if missing > 0 {
			return toldError{codeFailed}
		}
		return nil
	})
}

// changed tells what a change of the graph did.
func changed(r *graph.Result) []part {
	change := func(name string, t graph.Tally) part {
		return part{name, fmt.Sprintf("%d made, %d changed, %d deleted", t.Made, t.Changed, t.Deleted),
			[]any{name + "_made", t.Made, name + "_changed", t.Changed, name + "_deleted", t.Deleted}}
	}
	return []part{
		{"articles", fmt.Sprintf("%d projected, %d withdrawn", r.New+r.Changed+r.Unchanged, r.Withdrawn), []any{"articles", r.New + r.Changed + r.Unchanged, "withdrawn", r.Withdrawn}},
		change("nodes", r.Nodes), change("edges", r.Edges),
	}
}
