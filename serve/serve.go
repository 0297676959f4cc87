// Package serve shows the graph in a browser and answers other programs: the
// page of package web, and the operations of package api as JSON under /api/v1.
//
// It only reads. It listens where it is told to, and whoever asks from another
// machine has to show a token. What articles say is sent as JSON and shown as
// text; a content security policy lets the page run its own script and talk to
// its own server, and nothing else.
package serve

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/serve/api"
)

// Options say how to serve.
type Options struct {
	// Version of the program, for the OpenAPI document.
	Version string
	// Token that requests have to show; empty for none. See Check.
	Token string
	// Hosts are names by which the server may be asked, besides those of the
	// loopback and its own address. A page of another site that had its name lead
	// here (DNS rebinding) could otherwise read the graph.
	Hosts []string
	// Page holds index.html and what belongs to it.
	Page fs.FS
	// Requests is how many operations run at once; others wait a little, then are
	// refused. 0 stands for 16.
	Requests int
	// Patience is how long they wait; 0 stands for 5 seconds.
	Patience time.Duration
	// Observe, when not nil, is told of every answer of the API: the operation, the
	// status, and how long it took.
	Observe func(operation string, status int, took time.Duration)
	Log     *slog.Logger
}

// Server answers HTTP requests.
type Server struct {
	opts       Options
	api        *api.API
	operations []api.Operation
	handler    http.Handler
	// turns are taken by operations that run.
	turns chan struct{}
	token [sha256.Size]byte
}

// New makes a server.
func New(a *api.API, opts Options) (*Server, error) {
	if opts.Requests == 0 {
		opts.Requests = 16
	}
	if opts.Patience == 0 {
		opts.Patience = 5 * time.Second
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{opts: opts, api: a, turns: make(chan struct{}, opts.Requests), token: sha256.Sum256([]byte(opts.Token))}
	var err error
	if s.operations, err = a.Operations(); err != nil {
		return nil, err
	}
	document, err := s.openAPI()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	for i := range s.operations {
		mux.Handle("GET /api/v1"+s.operations[i].Path, s.observed(s.operations[i].Name, s.operation(&s.operations[i])))
	}
	mux.Handle("GET /api/v1/export", s.observed("export", http.HandlerFunc(s.export)))
	mux.HandleFunc("GET /api/v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		s.send(w, document)
	})
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		s.problem(w, r, &api.RequestError{Status: http.StatusNotFound, Err: fmt.Errorf("there is no %s: /api/v1/openapi.json lists what there is", r.URL.Path)})
	})
	mux.Handle("/", s.page())
	s.handler = s.guard(mux)
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Check says whether it is safe to listen at an address without a token: only on
// the loopback, which other machines don't reach.
func Check(address, token string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%q is not HOST:PORT: %w", address, err)
	}
	if token != "" {
		if len(token) < 16 {
			return errors.New("the token has fewer than 16 signs: make a longer one, such as the output of openssl rand -hex 16")
		}
		return nil
	}
	if !loopback(host) {
		return fmt.Errorf("other machines reach %s: set a token (DEMARCHE_SERVE_TOKEN, or serve.token_file in the settings), or listen on 127.0.0.1", address)
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Run serves until the context ends, then lets requests at hand finish.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      s.api.Limits().Time + 60*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.opts.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}

// operation answers with the answer of an operation.
func (s *Server) operation(o *api.Operation) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arguments, err := arguments(o, r)
		if err != nil {
			s.problem(w, r, api.Fail(err))
			return
		}
		if !s.turn(w, r) {
			return
		}
		defer s.done()
		answer, err := o.Call(r.Context(), arguments)
		if err != nil {
			s.problem(w, r, api.Fail(err))
			return
		}
		b, err := json.Marshal(answer)
		if err != nil {
			s.problem(w, r, api.Fail(err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		s.send(w, b)
	})
}

// turn waits for a turn. When none comes the request is refused.
func (s *Server) turn(w http.ResponseWriter, r *http.Request) bool {
	wait := time.NewTimer(s.opts.Patience)
	defer wait.Stop()
	select {
	case s.turns <- struct{}{}:
		return true
	case <-r.Context().Done():
	case <-wait.C:
		w.Header().Set("Retry-After", "5")
		s.problem(w, r, &api.RequestError{Status: http.StatusServiceUnavailable, Err: fmt.Errorf("%d requests are being answered: try again", cap(s.turns))})
	}
	return false
}

func (s *Server) done() { <-s.turns }

// send writes an answer. That it did not arrive is the reader's loss.
func (s *Server) send(w http.ResponseWriter, b []byte) {
	if _, err := w.Write(b); err != nil {
		s.opts.Log.Debug("answer not sent", "error", err)
	}
}

// problem answers with what went wrong, in the form of RFC 9457. Faults of the
// server are told in the log, not to whoever asked.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, f *api.RequestError) {
	detail := f.Error()
	if f.Cause != nil && r.Context().Err() == nil {
		s.opts.Log.Error("request failed", "path", r.URL.Path, "error", f.Cause)
	}
	b, err := json.Marshal(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(f.Status), f.Status, detail})
	if err != nil {
		http.Error(w, detail, f.Status)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(f.Status)
	s.send(w, b)
}

// same compares tokens in a time that does not depend on where they differ.
func (s *Server) same(token string) bool {
	sum := sha256.Sum256([]byte(token))
	return subtle.ConstantTimeCompare(sum[:], s.token[:]) == 1
}
