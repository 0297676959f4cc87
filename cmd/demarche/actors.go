package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/identity"
	"github.com/demarche-graph/demarche/queries"
)

func (a *app) actorsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "List and search actors; say which are the same, or are not",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.actorsListCommand(), a.actorsMergeCommand(), a.actorsSplitCommand(), &cobra.Command{
		Use:   "decisions",
		Short: "Print the decisions about who is whom",
		Long: `Prints the decisions of the file that the setting decisions names. The file is
plain text, a decision a line; delete a line to take a decision back, and run
demarche store rebuild.`,
		Example: "  demarche actors decisions",
		Args:    cobra.NoArgs,
		RunE:    a.runs(func(context.Context, []string) error { return a.decisions() }),
	})
	return cmd
}

func (a *app) actorsListCommand() *cobra.Command {
	var kind, format string
	var limit int
	cmd := &cobra.Command{
		Use:   "list [NAME]",
		Short: "List actors with every name by which they were called, or search for one",
		Long: `Lists the actors of the graph: name, kind, country, aliases and ID. With NAME only
those whose names hold its words, the nearest first. Case, accents, the order of
words, transliteration, nicknames and a slip of the pen are forgiven.`,
		Example: `  demarche actors list
  demarche actors list zelenskiy
  demarche actors list --kind person --format csv`,
		Args: cobra.ArbitraryArgs,
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.listActors(ctx, strings.Join(args, " "), kind, format, limit)
		}),
	}
	fs := cmd.Flags()
	fs.StringVar(&kind, "kind", "", "only `KIND`: person, country or organization")
	fs.IntVar(&limit, "limit", 0, "at most `N`; 0 for all")
	formatFlag(cmd, &format, string(queries.Table), answerFormats())
	return cmd
}

func (a *app) listActors(ctx context.Context, typed, kind, name string, limit int) error {
	format, err := answerFormat(name)
	if err != nil {
		return err
	}
	params := map[string]string{}
	if kind != "" {
		params["kind"] = kind
	}
	return a.withStore(ctx, nil, func(s graph.Store) error {
		answer, err := queries.Run(ctx, s, "actors", params)
		if err != nil {
			return err
		}
		if typed != "" {
			answer.Rows = nearest(typed, answer.Rows)
			if len(answer.Rows) == 0 {
				a.tell.note("nobody in the graph is called like %q", typed)
			}
		}
		if limit > 0 {
			answer.Rows = answer.Rows[:min(limit, len(answer.Rows))]
		}
		return queries.Write(a.stdout, format, &answer.Answer, width(a.stdout))
	})
}

// nearest leaves the rows of the query actors whose names are like what was typed,
// or whose ID it is, the nearest first.
func nearest(typed string, rows [][]any) [][]any {
	type found struct {
		row      []any
		distance int
	}
	var all []found
	for _, r := range rows {
		best := -1
		names := []string{fmt.Sprint(r[0])}
		if list, ok := r[3].([]string); ok {
			names = append(names, list...)
		} else if list, ok := r[3].([]any); ok {
			for _, n := range list {
				names = append(names, fmt.Sprint(n))
			}
		}
		if fmt.Sprint(r[4]) == typed {
			best = 0
		}
		for _, n := range names {
			if d, ok := identity.Distance(typed, n); ok && (best < 0 || d < best) {
				best = d
			}
		}
		if best >= 0 {
			all = append(all, found{r, best})
		}
	}
	slices.SortStableFunc(all, func(x, y found) int { return cmp.Compare(x.distance, y.distance) })
	out := make([][]any, len(all))
	for i := range all {
		out[i] = all[i].row
	}
	return out
}

// decide is what the commands that take decisions have in common.
type decide struct {
	why   string
	later bool
}

func (d *decide) flags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringVar(&d.why, "why", "", "`REASON`, kept with the decision")
	fs.BoolVar(&d.later, "later", false, "only write the decision; demarche store rebuild applies it")
}

func (a *app) actorsMergeCommand() *cobra.Command {
	var d decide
	cmd := &cobra.Command{
		Use:   "merge ACTOR INTO",
		Short: "Decide that two actors are one",
		Long: `Writes the decision that ACTOR is INTO to the file of decisions and rebuilds the
graph by it. Both are IDs, or names that mean one actor of the graph. The claims of
the articles stay as they are: the decision holds for whatever is loaded later, and
deleting its line takes it back. docs/identity.md describes the file.`,
		Example: `  demarche actors merge person:aleksei-grinko@ukr person:oleksii-hrynko --why "signs both ways"`,
		Args:    cobra.ExactArgs(2),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.decided(ctx, d, identity.Decision{Action: identity.Merge, Actor: args[0], Into: args[1], Why: d.why})
		}),
	}
	d.flags(cmd)
	return cmd
}

func (a *app) actorsSplitCommand() *cobra.Command {
	var d decide
	var articles, represents []string
	var before, since string
	cmd := &cobra.Command{
		Use:   "split ACTOR NEW-ID",
		Short: "Decide that some of what is told of an actor is about another",
		Long: `Writes the decision that ACTOR is somebody else where one of the conditions holds,
and rebuilds the graph by it. NEW-ID is the other one's ID, of the graph or new.`,
		Example: `  demarche actors split person:ali-hassan@irq person:ali-hassan-envoy --article brief-7 --article brief-9
  demarche actors split person:kim-chol@prk person:kim-chol-elder --before 1990-01-01`,
		Args: cobra.ExactArgs(2),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			var where []string
			for _, id := range articles {
				where = append(where, "article:"+id)
			}
			for _, code := range represents {
				where = append(where, "represents:"+code)
			}
			if before != "" {
				where = append(where, "before:"+before)
			}
			if since != "" {
				where = append(where, "since:"+since)
			}
			return a.decided(ctx, d, identity.Decision{Action: identity.Split, Actor: args[0], Into: args[1], Where: strings.Join(where, "|"), Why: d.why})
		}),
	}
	d.flags(cmd)
	fs := cmd.Flags()
	fs.StringArrayVar(&articles, "article", nil, "where the article of this `ID` tells; may be repeated")
	fs.StringArrayVar(&represents, "represents", nil, "where the actor acts for this `CODE` of a state or ID of an organisation; may be repeated")
	fs.StringVar(&before, "before", "", "in articles published before this `DAY`")
	fs.StringVar(&since, "since", "", "in articles published on this `DAY` or later")
	return cmd
}

// decided writes a decision and applies it.
func (a *app) decided(ctx context.Context, d decide, x identity.Decision) error {
	err := a.withStore(ctx, nil, func(s graph.Store) error {
		var err error
		if x.Actor, err = theActor(ctx, s, x.Actor); err != nil {
			return err
		}
		if x.Action == identity.Merge {
			x.Into, err = theActor(ctx, s, x.Into)
		}
		return err
	})
	if err != nil {
		return err
	}
	x.Day = time.Now().UTC().Format(time.DateOnly)
	if err := identity.Append(a.settings.Decisions, x); err != nil {
		if errors.Is(err, identity.ErrDecision) {
			return usage{err}
		}
		return fmt.Errorf("write the decision: %w", err)
	}
	a.tell.note("%s: %s", a.settings.Decisions, &x)
	if d.later {
		a.tell.note("run demarche store rebuild to apply it")
		return nil
	}
	return a.withStore(ctx, a.names(), func(s graph.Store) error {
		r, err := s.Rebuild(ctx)
		if err == nil {
			a.tell.summary(changed(&r)...)
		}
		return err
	})
}

// theActor returns the ID of the one actor that an ID or a name means.
func theActor(ctx context.Context, s graph.Store, name string) (string, error) {
	found, err := queries.Find(ctx, s, "actor", name)
	if err != nil {
		return "", err
	}
	switch len(found) {
	case 1:
		return found[0].ID, nil
	case 0:
		return "", usagef("no actor of the graph is called %q: demarche actors list searches for names", name)
	}
	ids := make([]string, len(found))
	for i, m := range found {
		ids[i] = m.ID
	}
	return "", usagef("%q can mean %s: give an ID", name, strings.Join(ids, ", "))
}

// decisions prints the decisions.
func (a *app) decisions() error {
	d, err := identity.Read(a.settings.Decisions)
	if err != nil {
		return usage{err}
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, x := range d.All() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", x.Action, printable(x.Actor), printable(x.Into), printable(x.Where), printable(x.Day), printable(x.Why))
	}
	return w.Flush()
}
