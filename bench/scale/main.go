// Command scale predicts how many articles a second N workers load, and what
// saturates first, from what an article was measured to cost:
//
//	make scale CORPUS=articles.jsonl
//	go run ./bench/scale costs.json...
//
// The costs come from the test Scale of cmd/demarche, which also measures 1, 2 and
// 4 workers on its machine; they are compared with what the simulation says of that
// machine. docs/scale.md explains the model.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

// Costs are what was measured, in seconds for an article where nothing else is said.
type Costs struct {
	// Store is "sqlite" or "neo4j".
	Store string `json:"store"`
	// Articles and Bytes say what was measured with.
	Articles int `json:"articles"`
	Bytes    int `json:"bytes"`
	// Batch is how many articles a worker takes at once.
	Batch int `json:"batch"`
	// Cores of the machine on which all ran.
	Cores int `json:"cores"`
	// Extract is processor time of a worker for reading an article, Client for
	// everything else that it does with it: the queue, linking, the store's driver,
	// and SQLite itself.
	Extract float64 `json:"extract"`
	Client  float64 `json:"client"`
	// Server is processor time of Neo4j; 0 for SQLite.
	Server float64 `json:"server"`
	// Queue is processor time of NATS, Submit of the program that submits.
	Queue  float64 `json:"queue"`
	Submit float64 `json:"submit"`
	// Load is how long a batch of one worker takes to load by the clock, in which no
	// other worker's batch about the same actors is loaded.
	Load float64 `json:"load_batch"`
	// Check is how long the look-up before and the look for newer texts after take, by
	// the clock, for a batch.
	Check float64 `json:"check_batch"`
	// Stretch is how many times longer the clock said than the processor while a busy
	// machine was measured; Load and Check are divided by it.
	Stretch float64 `json:"stretch"`
	// Runs are what was measured with several workers.
	Runs []Run `json:"runs"`
}

// Run is a measured run.
type Run struct {
	Workers int `json:"workers"`
	// PerSecond is articles a second by the clock.
	PerSecond float64 `json:"per_second"`
	// Got is how many cores the processes of the run got in all: less than there are
	// when the machine has other work.
	Got float64 `json:"cores_got"`
}

func main() {
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: scale COSTS.json...")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	for _, path := range flag.Args() {
		if err := report(os.Stdout, path); err != nil {
			fmt.Fprintln(os.Stderr, "scale:", err)
			os.Exit(1)
		}
	}
}

func report(w io.Writer, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var c Costs
	if err := json.Unmarshal(text, &c); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if c.Batch < 1 || c.Extract <= 0 || c.Load <= 0 || c.Cores < 1 {
		return fmt.Errorf("%s: %w", path, errors.New("not the costs that the test Scale writes"))
	}
	fmt.Fprintf(w, "# %s: %d articles of %d bytes, batches of %d, %d cores; other work stretched the clock %.1f times\n\n", c.Store, c.Articles, c.Bytes/max(1, c.Articles), c.Batch, c.Cores, c.Stretch)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	ms := func(s float64) string { return fmt.Sprintf("%.2f", 1000*s) }
	fmt.Fprintln(t, "part\tms an article\t")
	for _, row := range []struct {
		name string
		s    float64
	}{{"extract", c.Extract}, {"worker, the rest", c.Client}, {"store", c.Server}, {"NATS", c.Queue}, {"submit", c.Submit}, {"load, by the clock", c.Load / float64(c.Batch)}, {"look-up and check, by the clock", c.Check / float64(c.Batch)}} {
		fmt.Fprintf(t, "%s\t%s\t\n", row.name, ms(row.s))
	}
	fmt.Fprintln(t)
	fmt.Fprintln(t, "workers\tmeasured /s\tcores got\tsimulated /s\terror\t")
	for _, r := range c.Runs {
		sim := simulate(c.world(r.Workers, true, r.Got))
		fmt.Fprintf(t, "%d\t%.1f\t%.2f\t%.1f\t%+.0f %%\t\n", r.Workers, r.PerSecond, r.Got, sim.PerSecond, 100*(sim.PerSecond/r.PerSecond-1))
	}
	fmt.Fprintln(t)
	fmt.Fprintln(t, "workers\tof one core each, and machines for the store and NATS /s\tworker busy\tstore locked\tdays for 10⁹ articles\tfirst to saturate\t")
	for _, n := range []int{1, 2, 4, 8, 16, 32, 64} {
		sim := simulate(c.world(n, false, 0))
		fmt.Fprintf(t, "%d\t%.0f\t%.0f %%\t%.0f %%\t%.0f\t%s\t\n", n, sim.PerSecond, 100*sim.WorkerBusy, 100*sim.Locked, 1e9/sim.PerSecond/86400, sim.bottleneck())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nbounds: %.0f/s for one core of extraction, %.0f/s for the store's lock, %.0f/s for one core of NATS\n%s\n", 1/(c.Extract+c.Client), float64(c.Batch)/c.Load, 1/c.Queue, strings.Repeat("-", 20))
	return nil
}
