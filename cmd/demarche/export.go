package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/export"
	"github.com/demarche-graph/demarche/graph"
)

func (a *app) exportCommand() *cobra.Command {
	var o partOptions
	var format, folder string
	var list strings.Builder
	for _, f := range export.Graphs() {
		list.WriteString("\n  " + f.Name + strings.Repeat(" ", 10-len(f.Name)) + f.Means)
	}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, for other programs",
		Long: `Writes the events that the filters let through, with the actors, places and
articles that belong to them and all edges between these. Without a filter it
is the whole graph. The formats:
` + list.String() + `
  neo4j-import
            the whole graph as CSV files in the folder of --folder, with the command
            for neo4j-admin database import: the fast way to load millions

A date is written as exactly as it was told. TALKED_TO counts the contacts in
the part that is written. What only keeps the graph true is left out, except by
neo4j-import, so an export is for looking and reckoning: to move a graph, load its
articles.`,
		Example: `  demarche export --format graphml > graph.graphml
  demarche export --actor Putin --from 2025 --format gexf > putin.gexf
  demarche export --format csv > graph.zip
  demarche export --between Trump,Putin --format jsonld
  demarche export --format neo4j-import --folder for-neo4j`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			if format == importFormat {
				return a.exportImport(ctx, o, folder)
			}
			if folder != "" {
				return usagef("--folder: only --format %s writes into a folder: send the others to a file", importFormat)
			}
			f, err := export.Named(export.Graphs(), format)
			if err != nil {
				return usagef("--format: %w", err)
			}
			if f.Binary && terminal(a.stdout) {
				return usagef("--format: %s is no text: send it to a file: demarche export --format %s > graph%s", f.Name, f.Name, f.Extension)
			}
			if err := o.read(); err != nil {
				return err
			}
			return a.withStore(ctx, nil, func(s graph.Store) error { return a.writePart(ctx, s, o.Filter, f) })
		}),
	}
	partFlags(cmd, &o)
	formatFlag(cmd, &format, "graphml", append(export.Names(export.Graphs()), importFormat))
	cmd.Flags().StringVar(&folder, "folder", "", "`FOLDER` that neo4j-import writes its files into; it must be empty")
	return cmd
}
