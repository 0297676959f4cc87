package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

type queryOptions struct {
	params      []string
	list        bool
	cypher, sql string
	write       bool
	format      string
}

func (a *app) queryCommand() *cobra.Command {
	var o queryOptions
	cmd := &cobra.Command{
		Use:   "query [NAME]",
		Short: "Ask the graph: a named query, or Cypher or SQL of your own",
		Long: `Asks the graph. A named query gives the same answer from either store; --list
shows them, and with a name the parameters and columns of that one. An actor may
be given by name, without regard to case and accents, or by ID.

--cypher asks a Neo4j store and --sql a SQLite store in its own language.
Parameters are texts, $name in Cypher and :name in SQL. The database refuses to
change anything unless --write is given; a graph changed by hand no longer is
what its articles claim, which demarche store check reports.`,
		Example: `  demarche query --list
  demarche query --list contacts-of
  demarche query who-talked-to-whom
  demarche query contacts-of --param actor="Donald Trump" --format csv
  demarche query between --param a=Putin --param b=Trump
  demarche query --sql "SELECT name, country FROM Actor WHERE kind = :kind" --param kind=person
  demarche --store neo4j://localhost:7687 query --cypher "MATCH (a:Actor)-[t:TALKED_TO]-(b) RETURN a.name, b.name, t.calls"`,
		Args: cobra.MaximumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error { return a.query(ctx, o, args) }),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			qs, err := queries.All()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			var names []string
			for i := range qs {
				names = append(names, qs[i].Name+"\t"+qs[i].Purpose)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	fs := cmd.Flags()
	fs.StringArrayVar(&o.params, "param", nil, "`NAME=VALUE` of a parameter; may be repeated")
	fs.BoolVar(&o.list, "list", false, "list the named queries, or describe one")
	fs.StringVar(&o.cypher, "cypher", "", "`TEXT` of a query for a Neo4j store")
	fs.StringVar(&o.sql, "sql", "", "`TEXT` of a query for a SQLite store")
	fs.BoolVar(&o.write, "write", false, "let --cypher or --sql change the graph")
	cmd.MarkFlagsMutuallyExclusive("list", "cypher", "sql")
	formatFlag(cmd, &o.format, string(queries.Table), answerFormats())
	return cmd
}

func (a *app) query(ctx context.Context, o queryOptions, args []string) error {
	format, err := answerFormat(o.format)
	if err != nil {
		return err
	}
	name := strings.Join(args, "")
	if o.list {
		return a.listQueries(name)
	}
	params, err := parameters(o.params)
	if err != nil {
		return err
	}
	free := o.cypher + o.sql
	switch {
	case free == "" && name == "":
		return usagef("query: give the name of a query, or --cypher or --sql: demarche query --list shows the names")
	case free != "" && name != "":
		return usagef("query: %q and a query of your own can't be asked at once", name)
	case free == "" && o.write:
		return usagef("--write: named queries never change the graph: leave it out")
	case free == "":
		if _, err := queries.Named(name); err != nil {
			return err // before a store is looked for
		}
	}
	return a.withStore(ctx, nil, func(s graph.Store) error {
		if free == "" {
			answer, err := queries.Run(ctx, s, name, params)
			if err != nil {
				return err
			}
			for _, n := range answer.Notes {
				a.tell.note("%s", n)
			}
			return queries.Write(a.stdout, format, &answer.Answer, width(a.stdout))
		}
		if (s.Dialect() == graph.Cypher) != (o.cypher != "") {
			return usagef("query: the store %s speaks %s: use --%s, or choose another --store", a.settings.Store, s.Dialect(), s.Dialect())
		}
		values := make(map[string]any, len(params))
		for k, v := range params {
			values[k] = v
		}
		answer, err := s.Query(ctx, graph.Query{Text: free, Params: values, Write: o.write})
		if errors.Is(err, graph.ErrReadOnly) && !o.write {
			return usage{err} // nothing is wrong with the store
		}
		if err != nil {
			return err
		}
		return queries.Write(a.stdout, format, answer, width(a.stdout))
	})
}

// parameters reads NAME=VALUE.
func parameters(list []string) (map[string]string, error) {
	params := make(map[string]string, len(list))
	for _, p := range list {
		name, value, ok := strings.Cut(p, "=")
		if _, twice := params[name]; !ok || name == "" || twice {
			return nil, usagef("--param: %q is not NAME=VALUE, each name once", p)
		}
		params[name] = value
	}
	return params, nil
}

// listQueries prints what named queries there are, or what one takes and returns.
func (a *app) listQueries(name string) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	if name == "" {
		qs, err := queries.All()
		if err != nil {
			return err
		}
		for i := range qs {
			fmt.Fprintf(w, "%s\t%s\n", qs[i].Name, qs[i].Purpose)
		}
		return w.Flush()
	}
	q, err := queries.Named(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %s\n", q.Name, q.Purpose)
	for _, p := range q.Params {
		need := p.Default
		switch {
		case p.Required:
			need = "required"
		case need != "":
			need = "= " + need
		}
		fmt.Fprintf(w, "  --param %s=\t%s\t%s\t%s\n", p.Name, p.Type, need, p.Means)
	}
	for _, c := range q.Columns {
		fmt.Fprintf(w, "  column %s\t%s\t\t%s\n", c.Name, c.Type, c.Means)
	}
	return w.Flush()
}
