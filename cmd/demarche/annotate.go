package main

import (
	"context"

	"github.com/spf13/cobra"
)

func (a *app) annotateCommand() *cobra.Command {
	return &cobra.Command{Use: "annotate PATH...", RunE: a.runs(func(context.Context, []string) error { return nil })}
}
