package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/queue"
	"github.com/demarche-graph/demarche/telemetry"
)

// How else an input of submit can end; see report.go.
const (
	endSubmitted = "submitted"
	endPresent   = "present"
)

func (a *app) submitCommand() *cobra.Command {
	var in intake
	var how submission
	cmd := &cobra.Command{
		Use:   "submit [PATH...]",
		Short: "Put articles into the queue from which workers take them",
		Long: `Reads articles as demarche ingest does and puts them into a queue on NATS
JetStream (nats.url in the settings), from which any number of demarche worker on
any machines take them.

Submitting the same article again adds nothing: the server remembers for two hours
what it accepted, and after that a worker finds that the graph holds it. --again
submits what the server remembers, such as an article that was taken out of the
graph.

It ends with a summary, and the exit code is 1 when an article could not be
submitted. --report and --failed are those of ingest. The queue is made when it is
not there.`,
		Example: `  demarche --nats nats://localhost:4222 submit examples/
  demarche --nats nats://localhost:4222 submit --report report.jsonl - < examples/briefs.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error { return failedOrPaths(cmd, args, how.failed, how.report) },
		RunE: a.runs(func(ctx context.Context, args []string) error { return a.submit(ctx, in, args, how) }),
	}
	in.flags(cmd, "format")
	fs := cmd.Flags()
	fs.StringVar(&how.report, "report", "", "write what became of each input to `FILE`, a JSON object a line")
	fs.StringVar(&how.failed, "failed", "", "submit again the inputs that failed by `REPORT`, which an earlier --report wrote")
	fs.BoolVar(&how.again, "again", false, "submit also what the server remembers")
	return cmd
}

// submission is how articles are submitted, as the flags say.
type submission struct {
	report, failed string
	again          bool
}

func (a *app) submit(ctx context.Context, in intake, paths []string, how submission) (err error) {
	var only []string
	if how.failed != "" {
		if paths, only, err = failedIn(how.failed); err != nil {
			return err
		}
		if len(only) == 0 {
			a.tell.note("no input failed in %s: there is nothing to do", how.failed)
			return nil
		}
	}
	read, err := a.read(ctx, in, paths, only...)
	if err != nil {
		return err
	}
	q, err := a.openQueue(ctx, "submit")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	tracer, err := telemetry.NewTracer(ctx, "submit", version())
	if err != nil {
		return usage{err}
	}
	defer a.closeTracer(ctx, tracer)
	rep, err := newReport(how.report)
	if err != nil {
		return err
	}
	ctx, span := tracer.Start(ctx, "submit")
	a.tell.watch("submitting", "articles", read.gone)
	t, sent, err := a.send(queue.WithTrace(ctx, tracer.Inject(ctx)), q, read.items, rep, how.again)
	span.Set("articles", t.inputs, "submitted", sent.added)
	span.End(err)
	a.tell.summary(sent.parts(t)...)
	if err == nil {
		err = t.ended(ctx)
	}
	return errors.Join(err, rep.close())
}

// sent counts what became of submitted articles.
type sent struct{ added, present int }

// send submits articles. The error is of the queue or of the report.
func (a *app) send(ctx context.Context, q *queue.Queue, items iter.Seq[article.Item], rep *report, again bool) (t *tally, s *sent, err error) {
	t, s = &tally{}, &sent{}
	failed := 0 // counted on the submitter's goroutine
	to := q.Submitter(ctx, again)
	// The items come as they are read; ordered only lets Ctrl-C end the wait for the
	// next one.
	for out := range ordered(ctx, unsifted(items), 1, func(in sifted) outcome { return outcome{sifted: in} }) {
		read := out.item.Article
		if err = rep.fault(); err != nil {
			break
		}
		if read != nil {
			out.article.ID = read.ID
		}
		end := endingOf(&out)
		end.Events = nil
		rep.add(end)
		if !a.count(t, &out) {
			continue
		}
		input := out.item.Path
		if err = to.Submit(ctx, read, func(added bool, err error) {
			switch {
			case err != nil:
				failed++
				if failed <= skipsTold || errors.Is(err, queue.ErrTooBig) {
					a.tell.failed(input, err)
				}
				rep.settle(end, endFailed, err)
			case added:
				s.added++
				rep.settle(end, endSubmitted, nil)
			default:
				s.present++
				rep.settle(end, endPresent, nil)
			}
		}); err != nil {
			rep.settle(end, endFailed, err)
			t.failed++
			break
		}
	}
	if e := to.Flush(); err == nil {
		err = e
	}
	t.failed += failed
	return t, s, err
}

// parts tells of the inputs, for a summary.
func (s *sent) parts(t *tally) []part {
	parts := t.parts(nil)
	parts[0].text = fmt.Sprintf("%d: %d submitted, %d already there, %d skipped, %d failed", t.inputs, s.added, s.present, t.left(), t.failed)
	parts[0].attrs = append(parts[0].attrs, "submitted", s.added, "present", s.present)
	return parts[:len(parts)-1] // of events nothing is known yet
}

// openQueue connects to the queue of the settings. What is the program's name for
// the server's list of connections and in what is put aside.
func (a *app) openQueue(ctx context.Context, what string) (*queue.Queue, error) {
	n := a.settings.NATS
	a.log.Debug("open queue", "servers", strings.Join(n.URLs, ","), "stream", n.Stream)
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return queue.Open(ctx, queue.Options{
		URLs: n.URLs, Stream: n.Stream, Replicas: n.Replicas, Lease: n.Lease, Creds: n.Creds, NKey: n.NKey, CA: n.CA, Cert: n.Cert, Key: n.Key,
		Program: fmt.Sprintf("demarche %s on %s, process %d", what, host, os.Getpid()), Log: a.log,
	})
}

// closeTracer sends what is left of traces, for a moment.
func (a *app) closeTracer(ctx context.Context, t *telemetry.Tracer) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), traceWait)
	defer stop()
	if err := t.Close(ctx); err != nil {
		a.tell.note("traces were not sent: %v", err)
	}
}
