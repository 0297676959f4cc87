package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "show",
		Short: "Print each setting, its value, and where it came from",
		Long: `Prints each setting, its value, and where it came from: a flag, a variable of the
environment, a file, or the default. A password is shown as "set" or "not set".`,
		Example: `  demarche config show
  demarche --store neo4j://localhost:7687 config show`,
		Args: cobra.NoArgs,
		RunE: a.runs(a.showConfig),
	})
	return cmd
}

func (a *app) showConfig(context.Context, []string) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "setting\tvalue\tfrom")
	for _, v := range a.settings.Values {
		fmt.Fprintf(w, "%s\t%s\t%s\n", v.Key, printable(cmp.Or(v.Value, "-")), printable(v.Origin))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(a.settings.Ignored) > 0 {
		a.tell.note("no settings, and ignored: %s", strings.Join(a.settings.Ignored, ", "))
	}
	return nil
}
