package main

import (
	"bufio"
	"context"
	"errors"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/article"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/watch"
)

// watching is how feeds are watched, as the flags say.
type watching struct {
	list, state, pages, report string
	every, delay, timeout      time.Duration
	once, allowLocal           bool
}

func (a *app) watchCommand() *cobra.Command {
	var in watching
	cmd := &cobra.Command{
		Use:   "watch FEED...",
		Short: "Poll feeds and load the events of what is new in them",
		Long: `Polls RSS, Atom and JSON feeds and loads what is new in them, until it is stopped.
FEED is an address; --list names a file with more of them.

A feed is read only when it has changed, and an entry only once, or again when it
changes. Where an entry is no more than a summary, the page that it leads to is
fetched, unless the site's robots.txt asks programs not to: then the summary is
read. Requests to one host are kept apart. A page that can't be had is tried again
at the next two polls; a feed that fails is asked less and less often.

The place is kept in the file of --state, so that a watch goes on where it was. Two
watches need two files. Addresses of the local network are refused, also when a
name or a redirect leads there, unless --allow-local is given; no proxy is used.

Ctrl-C, or a request to end, ends it after the articles at hand, with exit code 0.
When the store can't be reached it waits and goes on.`,
		Example: `  demarche watch --once https://news.example/feed.xml
  demarche watch --once --every 30m --pages never --state herald.json https://news.example/feed.xml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if in.list == "" {
				return cobra.MinimumNArgs(1)(cmd, args)
			}
			return nil
		},
		RunE: a.runs(func(ctx context.Context, args []string) error { return a.watch(ctx, in, args) }),
	}
	var pages []string
	for _, p := range watch.AllPages() {
		pages = append(pages, string(p))
	}
	fs := cmd.Flags()
	fs.StringVar(&in.list, "list", "", "`FILE` with addresses of feeds, one a line; lines that begin with # are passed over")
	fs.StringVar(&in.state, "state", "demarche-watch.json", "`FILE` in which the watch keeps its place")
	fs.DurationVar(&in.every, "every", 15*time.Minute, "`TIME` between two polls of a feed")
	fs.StringVar(&in.pages, "pages", string(watch.Auto), "`WHEN` to fetch the page of an entry: auto (where the feed has no full text), always, never")
	fs.DurationVar(&in.delay, "delay", 2*time.Second, "least `TIME` between two requests to one host")
	fs.DurationVar(&in.timeout, "timeout", 30*time.Second, "`TIME` that one request may take, with its answer")
	fs.BoolVar(&in.allowLocal, "allow-local", false, "ask addresses of this machine and of the local network too")
	fs.BoolVar(&in.once, "once", false, "poll once and end, as for a timer")
	fs.StringVar(&in.report, "report", "", "write what became of each entry to `FILE`, a JSON object a line")
	_ = cmd.RegisterFlagCompletionFunc("pages", cobra.FixedCompletions(pages, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
	return cmd
}

func (a *app) watch(ctx context.Context, in watching, feeds []string) error {
	if in.list != "" {
		more, err := readFeeds(in.list)
		if err != nil {
			return err
		}
		feeds = append(feeds, more...)
	}
	opts := watch.Options{
		Feeds: feeds, State: in.state, Every: in.every, Pages: watch.Pages(in.pages), Delay: in.delay, Timeout: in.timeout,
		Agent: "demarche/" + version(), Now: time.Now, Note: a.tell.note, Read: article.Options{Workers: a.settings.Workers},
	}
	if in.allowLocal {
		opts.Allow = func(netip.AddrPort) bool { return true }
	}
	w, err := watch.New(opts)
	if err != nil {
		return usage{err}
	}
	rep, err := newReport(in.report)
	if err != nil {
		return err
	}
	rep.ended = func(e *ending) { w.Settle(e.Input) }
	x, err := a.extractor()
	if err != nil {
		return errors.Join(err, rep.close())
	}
	err = a.withStore(ctx, a.names(), func(s graph.Store) error {
		if err := s.Init(ctx); err != nil {
			return err
		}
		if in.once {
			return a.round(ctx, s, x, w, rep)
		}
		return a.rounds(ctx, s, x, w, rep)
	})
	return errors.Join(err, rep.close())
}

// storeWait is how long a watch waits for a store that failed.
const storeWait = 30 * time.Second

// rounds polls until ctx ends. An article that fails is told and no reason to end;
// nor is a store that may come back.
func (a *app) rounds(ctx context.Context, s graph.Store, x *extract.Extractor, w *watch.Watcher, rep *report) error {
	for {
		wait := time.Duration(0)
		err := a.round(ctx, s, x, w, rep)
		var told toldError
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // the user ended it; what failed is that
		case errors.Is(err, graph.ErrUnreachable) || errors.Is(err, graph.ErrFull) || errors.Is(err, graph.ErrBusy):
			a.tell.fault(err)
			a.tell.note("trying again in %v", storeWait)
			wait = storeWait
		case err != nil && !errors.As(err, &told):
			return err
		}
		next := w.Next()
		if next.IsZero() {
			return errors.New("none of the feeds is there any more")
		}
		wait = max(wait, time.Until(next))
		a.log.Debug("waiting", "until", time.Now().Add(wait).Format(time.RFC3339))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
	}
}

// round polls what is due and loads it.
func (a *app) round(ctx context.Context, s graph.Store, x *extract.Extractor, w *watch.Watcher, rep *report) error {
	polling, stop := context.WithCancel(ctx)
	t, l, err := a.put(ctx, s, x, w.Poll(polling), rep)
	stop() // what is still being fetched will not be loaded
	if e := w.Commit(); err == nil {
		err = e
	}
	if t.inputs == 0 && err == nil {
		return nil
	}
	return a.loaded(ctx, s, t, l, err)
}

// readFeeds reads a list of addresses.
func readFeeds(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usagef("--list: %w", err)
	}
	defer f.Close()
	var feeds []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); line != "" && line[0] != '#' {
			feeds = append(feeds, line)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, usagef("--list: %s: %w", path, err)
	}
	return feeds, nil
}
