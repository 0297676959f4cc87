// Command demarche turns news articles into a graph of diplomacy: who talked to
// whom, when, where, and who said what about it.
//
// Each command has a file of its own. This package alone knows all the others:
// it reads settings, opens the store, joins readers, extraction and graph, and
// decides what is printed and with which code the program ends (root.go).
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// The first Ctrl-C asks the command to end in order; a second one ends the
	// program at once, since stop gives the signal back its usual effect.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
