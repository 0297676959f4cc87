package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
)

// release is set by the linker when a release is built (see the Makefile).
var release string

// version is that of the release, or of the module when it was installed with go
// install, or "devel".
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return cmp.Or(release, "devel")
	}
	return cmp.Or(release, info.Main.Version, "devel")
}

// commit is the revision from which the program was built, when that is known.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, state := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			state = ", changed since"
		}
	}
	return revision + state
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program, of Go and of the dictionaries",
		Example: "  demarche version",
		Args:    cobra.NoArgs,
		RunE:    a.runs(a.printVersion),
	}
}

func (a *app) printVersion(context.Context, []string) error {
	extraction, err := extract.Version(a.settings.Dictionaries...)
	if err != nil {
		return usage{err}
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "demarche\t%s\ncommit\t%s\nextraction\t%s\ngo\t%s %s/%s\n", version(), commit(), extraction, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return w.Flush()
}
