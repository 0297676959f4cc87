// Command run starts a Neo4j for tests, runs a command that finds its address
// in the environment, and stops the server:
//
//	go run ./graph/neo4jtest/run go test -race ./...
//
// It ends with the command's exit code; with 3 when no Neo4j could be started.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/demarche-graph/demarche/graph/neo4jtest"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: run COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	os.Exit(run(os.Args[1], os.Args[2:]))
}

func run(name string, args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := neo4jtest.FromEnvironment()
	if server == nil {
		var err error
		if server, err = neo4jtest.Start(ctx, os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "neo4j for tests:", err)
			return 3
		}
		defer server.Stop()
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), server.Environment()...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return max(1, exit.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, "neo4j for tests:", err)
		return 1
	}
	return 0
}
