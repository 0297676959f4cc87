package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/queue"
)

func (a *app) queueCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "See how the queue of articles stands, and what failed",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	dead := &cobra.Command{
		Use:   "dead",
		Short: "See to articles that workers could not load",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	dead.AddCommand(a.deadListCommand(), a.deadShowCommand(), a.deadRetryCommand(), a.deadDropCommand())
	cmd.AddCommand(a.queueStatusCommand(), dead)
	return cmd
}

// withQueue runs f on the queue and closes it.
func (a *app) withQueue(ctx context.Context, f func(*queue.Queue) error) (err error) {
	q, err := a.openQueue(ctx, "queue")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	return f(q)
}

func (a *app) queueStatusCommand() *cobra.Command {
	var format string
	var over time.Duration
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say how many articles wait, are at hand, have failed, and how fast it goes",
		Long: `Says how many articles wait (pending), are with workers (in_flight), how many of
these not for the first time (again), and how many were put aside (dead). It looks
twice to say how many are ended a second, and how many seconds the rest takes at
that rate; both are empty while nothing is ended.`,
		Example: `  demarche --nats nats://localhost:4222 queue status
  demarche --nats nats://localhost:4222 queue status --over 5s --format json`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			f, err := answerFormat(format)
			if err != nil {
				return err
			}
			if over < 0 || over > time.Hour {
				return usagef("--over: %v: give a time up to an hour", over)
			}
			return a.withQueue(ctx, func(q *queue.Queue) error { return a.queueStatus(ctx, q, over, f) })
		}),
	}
	formatFlag(cmd, &format, string(queries.Table), answerFormats())
	cmd.Flags().DurationVar(&over, "over", 2*time.Second, "look again after `TIME` to tell the rate; 0: don't")
	return cmd
}

func (a *app) queueStatus(ctx context.Context, q *queue.Queue, over time.Duration, format queries.Format) error {
	first, err := q.Status(ctx)
	if err != nil {
		return err
	}
	last := first
	if over > 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(over):
		}
		if last, err = q.Status(ctx); err != nil {
			return err
		}
	}
	var rate, left any
	if n := last.Ended - first.Ended; n > 0 {
		r := float64(n) / last.At.Sub(first.At).Seconds()
		rate = math.Round(10*r) / 10
		left = int64(math.Ceil(float64(last.Pending+last.InFlight) / r))
	}
	return queries.Write(a.stdout, format, &graph.Answer{
		Columns: []string{"pending", "in_flight", "again", "dead", "per_second", "seconds_left", "replicas", "leader"},
		Rows:    [][]any{{last.Pending, last.InFlight, last.Again, last.Dead, rate, left, int64(last.Replicas), last.Leader}},
	}, width(a.stdout))
}

func (a *app) deadListCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the articles that were put aside, the oldest first",
		Example: `  demarche --nats nats://localhost:4222 queue dead list --format json`,
		Args:    cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			f, err := answerFormat(format)
			if err != nil {
				return err
			}
			return a.withQueue(ctx, func(q *queue.Queue) error {
				answer := graph.Answer{Columns: []string{"number", "at", "tries", "article", "reason", "worker"}}
				for d, err := range q.DeadArticles(ctx) {
					if err != nil {
						return err
					}
					id := ""
					if d.Article != nil {
						id = d.Article.ID
					}
					answer.Rows = append(answer.Rows, []any{int64(d.Number), d.At.Format(time.RFC3339), int64(d.Tries), id, d.Reason, d.Worker})
				}
				return queries.Write(a.stdout, f, &answer, width(a.stdout))
			})
		}),
	}
	formatFlag(cmd, &format, string(queries.Table), answerFormats())
	return cmd
}

func (a *app) deadShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show NUMBER...",
		Short: "Print articles that were put aside, as lines of JSON",
		Long: `Prints articles that were put aside with the reason, an object a line. The field
article is in the form that demarche extract and ingest read.`,
		Example: `  demarche --nats nats://localhost:4222 queue dead show 1`,
		Args:    cobra.MinimumNArgs(1),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			return a.withDead(ctx, args, false, func(_ *queue.Queue, d *queue.Dead) error {
				line, err := marshal(struct {
					Number  uint64    `json:"number"`
					At      time.Time `json:"at"`
					Tries   int       `json:"tries"`
					Worker  string    `json:"worker"`
					Reason  string    `json:"reason"`
					Bytes   int       `json:"bytes"`
					Article any       `json:"article"`
				}{d.Number, d.At, d.Tries, d.Worker, d.Reason, d.Bytes, d.Article})
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.stdout, "%s\n", line)
				return err
			})
		}),
	}
}

func (a *app) deadRetryCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "retry [NUMBER...]",
		Short: "Put articles that were put aside back into the queue",
		Long: `Puts articles back into the queue, as the newest text of each. Where an article
was submitted once more since, in a better form, drop the old one instead.`,
		Example: `  demarche --nats nats://localhost:4222 queue dead retry 1
  demarche --nats nats://localhost:4222 queue dead retry --all`,
		Args: numbersOrAll(&all),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			n := 0
			err := a.withDead(ctx, args, all, func(q *queue.Queue, d *queue.Dead) error {
				err := q.Retry(ctx, d)
				if err == nil {
					n++
				} else if errors.Is(err, queue.ErrFormat) && all { // the others are put back all the same
					a.tell.failed(fmt.Sprint("failed article ", d.Number), err)
					err = nil
				}
				return err
			})
			a.tell.note("back in the queue: %d", n)
			return err
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "all of them")
	return cmd
}

func (a *app) deadDropCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "drop [NUMBER...]",
		Short:   "Forget articles that were put aside",
		Example: `  demarche --nats nats://localhost:4222 queue dead drop 2`,
		Args:    numbersOrAll(&all),
		RunE: a.runs(func(ctx context.Context, args []string) error {
			n := 0
			err := a.withDead(ctx, args, all, func(q *queue.Queue, d *queue.Dead) error {
				n++
				return q.Drop(ctx, d)
			})
			a.tell.note("forgotten: %d", n)
			return err
		}),
	}
	cmd.Flags().BoolVar(&all, "all", false, "all of them")
	return cmd
}

// numbersOrAll checks the arguments of a command on failed articles.
func numbersOrAll(all *bool) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case !*all:
			return cobra.MinimumNArgs(1)(cmd, args)
		case len(args) > 0:
			return errors.New("--all means all of them: leave the numbers out")
		}
		return nil
	}
}

// withDead passes the failed articles of these numbers to f, or all.
func (a *app) withDead(ctx context.Context, numbers []string, all bool, f func(*queue.Queue, *queue.Dead) error) error {
	var parsed []uint64
	for _, s := range numbers {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil || n == 0 {
			return usagef("%q is no number of a failed article: demarche queue dead list tells which there are", s)
		}
		parsed = append(parsed, n)
	}
	return a.withQueue(ctx, func(q *queue.Queue) error {
		if all {
			for d, err := range q.DeadArticles(ctx) {
				if err == nil {
					err = f(q, d)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}
		for _, n := range parsed {
			d, err := q.DeadArticle(ctx, n)
			if err != nil {
				return err
			}
			if err := f(q, d); err != nil {
				return err
			}
		}
		return nil
	})
}
