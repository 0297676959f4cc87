package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/demarche-graph/demarche/config"
	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/queue"
)

// The codes with which the program ends.
const (
	codeDone        = 0
	codeFailed      = 1
	codeUsage       = 2
	codeStore       = 3
	codeInterrupted = 130 // as shells report a program that Ctrl-C ended
)

const about = `demarche reads news articles and official readouts and builds a graph of
diplomacy: who talked to whom, when, where, and who said what about it.

The graph is kept in a SQLite file, with nothing to install, or in Neo4j
(--store neo4j://HOST:7687).

Results go to the standard output, everything else to the standard error.
Exit codes: 0 done; 1 something failed, which is listed; 2 wrong usage or
settings; 3 the store or the queue can't be used: not reachable, access refused,
no graph there or one of another version, read-only, full; 130 stopped by Ctrl-C
or by a request to end, what was loaded before stays.`

// app is what every command shares: the streams, the settings and what is told
// to the user.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	knowledge      knowledge
	settings       *config.Loaded
	tell           *teller
	log            *slog.Logger
	// limit is how long a transaction of Neo4j may last, 0 for any time.
	limit time.Duration
	// started is set when a command began its work: errors from before are those
	// of the command line.
	started bool
}

// run is the whole program with its streams as parameters. It returns the exit
// code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, knowledge: knowledge{extract.New, lexicon.Load}}
	return a.run(ctx, args)
}

func (a *app) run(ctx context.Context, args []string) int {
	root := a.command()
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return codeDone
	}
	if !a.started && !errors.Is(err, context.Canceled) {
		err = usage{fmt.Errorf("%w\nSee '%s --help'.", err, cmd.CommandPath())}
	}
	var told toldError
	if !errors.As(err, &told) && !errors.Is(err, syscall.EPIPE) {
		a.fault(err)
	}
	return exitCode(err)
}

// fault tells the error with which the program ends.
func (a *app) fault(err error) {
	if a.tell != nil {
		a.tell.fault(err)
		return
	}
	fmt.Fprintf(a.stderr, "demarche: %s\n", printable(err.Error()))
}

// command makes the root command with all others.
func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:           "demarche",
		Short:         "A graph of diplomacy from news articles",
		Long:          about,
		SilenceUsage:  true, // faults are told in one line, with a pointer to the help
		SilenceErrors: true,
		Version:       version(),
	}
	config.Flags(root.PersistentFlags())
	root.AddCommand(
		a.ingestCommand(),
		a.watchCommand(),
		a.submitCommand(),
		a.workerCommand(),
		a.queueCommand(),
		a.extractCommand(),
		a.loadCommand(),
		a.annotateCommand(),
		a.explainCommand(),
		a.actorsCommand(),
		a.queryCommand(),
		a.timelineCommand(),
		a.exportCommand(),
		a.serveCommand(),
		a.mcpCommand(),
		a.storeCommand(),
		a.evalCommand(),
		a.configCommand(),
		a.versionCommand(),
	)
	return root
}

// runs makes the function of a command that needs the settings.
func (a *app) runs(f func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := a.configure(cmd.Flags()); err != nil {
			return err
		}
		defer a.tell.done()
		return f(cmd.Context(), args)
	}
}

// configure reads the settings.
func (a *app) configure(flags *pflag.FlagSet) error {
	var err error
	if a.settings, err = config.Load(flags); err != nil {
		return fmt.Errorf("the settings are wrong:\n%w", err)
	}
	a.tell = newTeller(a.stderr, a.settings.Log)
	a.log = a.tell.log
	a.started = true
	return nil
}

// usage is an error of whoever typed the command.
type usage struct{ error }

func (u usage) Unwrap() error { return u.error }

func usagef(format string, args ...any) error { return usage{fmt.Errorf(format, args...)} }

// toldError ends the program with a code when all has been told already.
type toldError struct{ code int }

func (e toldError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// storeErrors are those that say that the store as a whole can't be used.
var storeErrors = []error{graph.ErrUnreachable, graph.ErrUnauthorized, graph.ErrForbidden, graph.ErrEmpty, graph.ErrForeign,
	graph.ErrSchema, graph.ErrRebuild, graph.ErrReadOnly, graph.ErrFull, graph.ErrBusy, graph.ErrDamaged}

// queueErrors are those that say that the queue as a whole can't be used.
var queueErrors = []error{queue.ErrUnreachable, queue.ErrUnauthorized, queue.ErrSettings}

// exitCode says how the program ends.
func exitCode(err error) int {
	var told toldError
	var use usage
	switch {
	case errors.As(err, &told):
		return told.code
	case errors.As(err, &use), errors.Is(err, queries.ErrUnknown), errors.Is(err, queries.ErrParam), errors.Is(err, graph.ErrQuery), errors.Is(err, queue.ErrNoDead):
		return codeUsage
	case errors.Is(err, context.Canceled):
		return codeInterrupted
	case errors.Is(err, syscall.EPIPE):
		return codeDone // whoever read the output has seen enough
	}
	if isOneOf(err, storeErrors) || isOneOf(err, queueErrors) {
		return codeStore
	}
	return codeFailed
}
