package serve

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/export"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/serve/api"
)

// exportLimit is how many events a download holds at most: whoever wants more
// has the command, which keeps no one else waiting.
const exportLimit = 20000

// export sends a timeline or a graph as a file.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	fail := func(err error) { s.problem(w, r, api.Fail(err)) }
	query := r.URL.Query()
	filter := api.Filter{Actor: query.Get("actor"), A: query.Get("a"), B: query.Get("b"), Type: query.Get("type"), Modality: query.Get("modality"),
		Place: query.Get("place"), Days: api.Days{From: query.Get("from"), To: query.Get("to")}}
	for name, values := range query {
		if len(values) > 1 {
			fail(&api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("%s is given twice", name)})
			return
		}
		if !slices.Contains([]string{"actor", "a", "b", "type", "modality", "place", "from", "to", "format"}, name) {
			fail(&api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("there is no parameter %q: export takes actor, a, b, type, modality, place, from, to and format", name)})
			return
		}
	}
	if (filter.A == "") != (filter.B == "") {
		fail(&api.RequestError{Status: http.StatusBadRequest, Err: errors.New("a and b belong together: give both actors, or actor for one")})
		return
	}
	if !s.turn(w, r) {
		return
	}
	defer s.done()
	ctx, cancel := context.WithTimeout(r.Context(), s.api.Limits().Time)
	defer cancel()
	f := filter.Queries()
	f.Limit = exportLimit
	name := query.Get("format")
	if format, err := queries.ParseFormat(name); err == nil && name != string(queries.Table) {
		t, err := queries.ReadTimeline(ctx, s.api.Store(), f)
		if err != nil {
			fail(err)
			return
		}
		media := map[queries.Format]string{queries.CSV: "text/csv; charset=utf-8", queries.JSON: "application/json", queries.JSONLines: "application/jsonl", queries.Markdown: "text/markdown; charset=utf-8"}
		attach(w, media[format], "timeline."+name)
		if err := t.Write(w, format, 0); err != nil {
			s.opts.Log.Debug("export not sent", "error", err)
		}
		return
	}
	all := slices.Concat(export.Timelines(), slices.DeleteFunc(export.Graphs(), func(f export.Format) bool { return f.Name == "csv" }))
	format, err := export.Named(all, name)
	if err != nil {
		fail(&api.RequestError{Status: http.StatusBadRequest, Err: fmt.Errorf("%w, csv, json, jsonl, md", err)})
		return
	}
	p, err := format.Read(ctx, s.api.Store(), f)
	if err != nil {
		fail(err)
		return
	}
	attach(w, format.Media, "demarche"+format.Extension)
	if err := format.Write(ctx, w, p); err != nil {
		s.opts.Log.Debug("export not sent", "error", err)
	}
}

// attach has a browser save what follows instead of showing it, so that a page
// made of articles never runs under this server's name.
func attach(w http.ResponseWriter, media, name string) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.ReplaceAll(name, `"`, "")+`"`)
}
