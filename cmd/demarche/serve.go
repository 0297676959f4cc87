package main

import (
	"context"
	"net"

	"github.com/spf13/cobra"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/serve"
	"github.com/demarche-graph/demarche/serve/api"
	"github.com/demarche-graph/demarche/telemetry"
	"github.com/demarche-graph/demarche/web"
)

func (a *app) serveCommand() *cobra.Command {
	var address, metrics string
	var hosts []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the graph in a browser, and answer other programs as JSON",
		Long: `Serves a page with search, timelines, a network, a map and a calendar, and the
same as JSON under /api/v1, which /api/v1/openapi.json describes. It only reads.
Ctrl-C ends it.

Without more it listens on this machine alone. To listen to others, set a token
(DEMARCHE_SERVE_TOKEN, or serve.token_file in the settings): programs send it as
Authorization: Bearer TOKEN, browsers open the page once with ?token=TOKEN. It
speaks HTTP; between machines put a proxy that speaks HTTPS before it, and give
the name by which it is asked with --host.

--metrics answers /metrics for Prometheus, /healthz and /readyz at an address of
their own, without a token.`,
		Example: `  demarche serve
  demarche serve --listen 127.0.0.1:9000
  demarche --store neo4j://localhost:7687 serve`,
		Args: cobra.NoArgs,
		RunE: a.runs(func(ctx context.Context, _ []string) error {
			if err := serve.Check(address, string(a.settings.Serve.Token)); err != nil {
				return usagef("serve: %w", err)
			}
			return a.withStore(ctx, nil, func(s graph.Store) error { return a.serve(ctx, s, address, metrics, hosts) })
		}),
	}
	fs := cmd.Flags()
	fs.StringVar(&address, "listen", "127.0.0.1:8427", "listen at `HOST:PORT`; port 0 is any free one")
	fs.StringVar(&metrics, "metrics", "", "answer /metrics, /healthz and /readyz at `HOST:PORT`, such as 127.0.0.1:9465")
	fs.StringSliceVar(&hosts, "host", nil, "`NAME` by which the server may be asked, besides localhost and numeric addresses; may be repeated")
	return cmd
}

func (a *app) serve(ctx context.Context, s graph.Store, address, metrics string, hosts []string) error {
	page, err := web.Page()
	if err != nil {
		return err
	}
	if _, err := s.Stats(ctx); err != nil {
		return err // before a page is shown that can't show anything
	}
	opts := serve.Options{Version: version(), Token: string(a.settings.Serve.Token), Hosts: hosts, Page: page, Log: a.log}
	if metrics != "" {
		meter := telemetry.New("serve", version())
		meter.Ready(func(ctx context.Context) error {
			_, err := s.Articles(ctx, []string{"-"})
			return err
		})
		at, stop, err := meter.Listen(ctx, metrics, a.log)
		if err != nil {
			return usagef("--metrics: %w: choose another address", err)
		}
		defer stop()
		a.tell.note("metrics are at http://%s/metrics", at)
		opts.Observe = meter.Request
	}
	server, err := serve.New(api.New(s, api.DefaultLimits()), opts)
	if err != nil {
		return err
	}
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", address)
	if err != nil {
		return usagef("serve: %w: choose another address with --listen", err)
	}
	a.tell.note("the graph is shown at http://%s/", l.Addr())
	return server.Run(ctx, l)
}
