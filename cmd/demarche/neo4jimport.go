package main

import (
	"context"
	"strings"

	"github.com/demarche-graph/demarche/export/neo4jimport"
	"github.com/demarche-graph/demarche/graph"
)

// importFormat is the format of export that is a folder of files and not a stream.
const importFormat = "neo4j-import"

// exportImport writes the whole graph into a folder, for neo4j-admin.
func (a *app) exportImport(ctx context.Context, o partOptions, folder string) error {
	if folder == "" {
		return usagef("--folder: name the folder that --format %s is to write its files into", importFormat)
	}
	if o != (partOptions{}) {
		return usagef("--format %s: it writes the whole graph, so that more can be loaded into it: leave the filters out", importFormat)
	}
	return a.withStore(ctx, nil, func(s graph.Store) error {
		r, err := neo4jimport.Write(ctx, s, folder)
		if err != nil {
			return err
		}
		a.tell.note("%d nodes and %d edges are in %s; import them with %s there, or with: %s", r.Nodes, r.Edges, folder, neo4jimport.Script, strings.Join(r.Command, " "))
		return nil
	})
}
