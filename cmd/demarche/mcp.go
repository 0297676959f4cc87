package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/serve/api"
	"github.com/demarche-graph/demarche/serve/mcp"
)

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant ask the graph (Model Context Protocol)",
		Long: `Answers an assistant over the standard input and output, in the Model Context
Protocol: it can find actors, read timelines, networks and the evidence of
events, and ask the named queries, with the limits of the JSON API of demarche
serve. It only reads. The assistant's program starts this command; give it

  {"mcpServers": {"demarche": {"command": "demarche", "args": ["mcp"]}}}

or whatever its form of settings is, with --store and a path in full.`,
		Example: "  demarche mcp\n  demarche --store neo4j://localhost:7687 mcp",
		Args:    cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			return a.withStore(ctx, nil, func(s graph.Store) error {
				if _, err := s.Stats(ctx); err != nil {
					return err // else every question would end with it
				}
				server, err := mcp.New(api.New(s, api.DefaultLimits()), version(), a.log)
				if err != nil {
					return err
				}
				return mcp.Run(ctx, server, a.stdin, a.stdout)
			})
		}),
	}
}
