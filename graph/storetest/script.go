package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// script runs the lines of a script, see the package's documentation.
type script struct {
	store graph.Store
	// pending are the articles since the last load.
	pending []graph.Claims
	// labels are event labels by ID; ids the reverse.
	labels, ids map[string]string
	lastResult  graph.Result
	// got are the lines that the last query returned and nobody has looked at.
	got []string
	err error // of the last command, until ! has looked at it
}

// RunScript runs a script on an empty store and returns the first difference,
// with its line.
func RunScript(ctx context.Context, s graph.Store, text string) error {
	sc := &script{store: s, labels: map[string]string{}, ids: map[string]string{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		if err := sc.line(ctx, strings.TrimSpace(line)); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := sc.settled(); err != nil {
		return fmt.Errorf("at the end: %w", err)
	}
	return nil
}

// settled makes sure that nothing that the last command said was overlooked.
func (s *script) settled() error {
	if s.err != nil {
		return fmt.Errorf("unexpected error: %w", s.err)
	}
	if len(s.got) > 0 {
		return fmt.Errorf("unexpected line: > %s", s.got[0])
	}
	return nil
}

func (s *script) line(ctx context.Context, line string) error {
	if line == "" || strings.HasPrefix(line, "#") {
		return nil
	}
	if want, ok := strings.CutPrefix(line, ">"); ok {
		want = strings.TrimSpace(want)
		if s.err != nil || len(s.got) == 0 {
			return errors.Join(s.err, fmt.Errorf("missing line: > %s", want))
		}
		got := s.got[0]
		s.got = s.got[1:]
		if got != want {
			return fmt.Errorf("\n have > %s\n want > %s", got, want)
		}
		return nil
	}
	if want, ok := strings.CutPrefix(line, "!"); ok {
		want = strings.TrimSpace(want)
		if s.err == nil || !strings.Contains(s.err.Error(), want) {
			return fmt.Errorf("have error %v, want one that says %q", s.err, want)
		}
		s.err = nil
		return nil
	}
	if err := s.settled(); err != nil {
		return err
	}
	words, err := split(line)
	if err != nil {
		return err
	}
	return s.command(ctx, words[0], words[1:])
}

func (s *script) command(ctx context.Context, verb string, args []string) error {
	switch verb {
	case "article":
		return s.article(args)
	case "event":
		return s.event(args)
	case "about":
		e := s.current()
		for _, label := range args {
			e.About = append(e.About, s.given(e.ArticleID, label))
		}
		return nil
	case "load":
		s.lastResult, s.err = s.store.Load(ctx, s.pending)
		s.pending = nil
		return s.counts(args)
	case "withdraw":
		s.lastResult, s.err = s.store.Withdraw(ctx, args)
		return nil
	case "rebuild":
		s.lastResult, s.err = s.store.Rebuild(ctx)
		return nil
	case "check":
		s.got, s.err = s.store.Check(ctx)
		return nil
	case "query":
		return s.query(ctx, args)
	case "table":
		return s.table(ctx, args)
	}
	if slices.Contains([]event.Role{event.Participating, event.Speaker, event.Addressee, event.Host, event.Mediator}, event.Role(verb)) {
		return s.participant(event.Role(verb), args)
	}
	return fmt.Errorf("unknown command %q", verb)
}

// article ID [published= title= source= url=]
func (s *script) article(args []string) error {
	plain, options := options(args)
	if len(plain) != 1 {
		return errors.New("an article has one id")
	}
	s.pending = append(s.pending, graph.Claims{Article: graph.Article{ID: plain[0], Published: options["published"], Title: options["title"],
		Source: options["source"], URL: options["url"]}})
	return nil
}

// given is the ID by which a script names an event before it has one.
func (s *script) given(article, label string) string { return article + "/" + label }

// event LABEL TYPE MODALITY DATE [place= country= lat= lon= medium= cameo= confidence=] [QUOTE...]
func (s *script) event(args []string) error {
	plain, options := options(args)
	if len(plain) < 4 || len(s.pending) == 0 {
		return errors.New("an event follows an article and is written: event LABEL TYPE MODALITY DATE|- [QUOTE...]")
	}
	c := &s.pending[len(s.pending)-1]
	e := event.Event{Schema: event.Schema, ArticleID: c.Article.ID, ID: s.given(c.Article.ID, plain[0]), Type: event.Type(plain[1]), Modality: event.Modality(plain[2]),
		Medium: options["medium"], CAMEO: options["cameo"]}
	if plain[3] != "-" {
		d, err := event.ParseDate(plain[3])
		if err != nil {
			return err
		}
		e.Date = d
	}
	if options["place"] != "" {
		e.Place = &event.Place{Name: options["place"], Country: options["country"]}
		if lat, err := strconv.ParseFloat(options["lat"], 64); err == nil {
			lon, err := strconv.ParseFloat(options["lon"], 64)
			if err != nil {
				return err
			}
			e.Place.Lat, e.Place.Lon = &lat, &lon
		}
	}
	e.Confidence, _ = strconv.ParseFloat(options["confidence"], 64)
	quotes := plain[4:]
	if len(quotes) == 0 {
		quotes = []string{"Words of " + e.ID + "."}
	}
	start := 1000 * len(c.Events)
	for _, q := range quotes {
		e.Mentions = append(e.Mentions, event.Mention{Start: start, End: start + len([]rune(q)), Text: q, Rule: "test/script"})
		start += len([]rune(q)) + 1
	}
	c.Events = append(c.Events, e)
	return nil
}

// ROLE ID NAME [canonical= kind= title= represents=]
func (s *script) participant(role event.Role, args []string) error {
	plain, options := options(args)
	if len(plain) != 2 {
		return fmt.Errorf("a %s is written: %s ID NAME", role, role)
	}
	kind := event.Person
	switch prefix, _, _ := strings.Cut(plain[0], ":"); prefix {
	case "country":
		kind = event.Country
	case "org":
		kind = event.Organization
	}
	e := s.current()
	e.Participants = append(e.Participants, event.Participant{ID: plain[0], Name: plain[1], Canonical: options["canonical"], Kind: kind, Role: role,
		Title: options["title"], Represents: options["represents"], Text: plain[1]})
	// The ID is made from what the event is, so the label is tied to it anew.
	c := s.pending[len(s.pending)-1]
	events := slices.Clone(c.Events)
	event.AssignIDs(events)
	for i := range events {
		label := strings.TrimPrefix(c.Events[i].ID, c.Article.ID+"/")
		s.labels[events[i].ID] = label
		s.ids[label] = events[i].ID
	}
	return nil
}

func (s *script) current() *event.Event {
	events := s.pending[len(s.pending)-1].Events
	return &events[len(events)-1]
}

// counts compares what a load says that it did.
func (s *script) counts(args []string) error {
	_, want := options(args)
	have := map[string]int{"new": s.lastResult.New, "changed": s.lastResult.Changed, "unchanged": s.lastResult.Unchanged,
		"failed": len(s.lastResult.Failed), "claims": s.lastResult.Claims,
		"nodes": s.lastResult.Nodes.Made - s.lastResult.Nodes.Deleted, "edges": s.lastResult.Edges.Made - s.lastResult.Edges.Deleted}
	for name, n := range want {
		if strconv.Itoa(have[name]) != n {
			return fmt.Errorf("load: %s is %d, want %s", name, have[name], n)
		}
	}
	return nil
}

// query NAME [PARAM=VALUE...] [: COLUMN...]
func (s *script) query(ctx context.Context, args []string) error {
	args, columns := cut(args)
	plain, params := options(args)
	if len(plain) != 1 {
		return errors.New("a query is written: query NAME [PARAM=VALUE...] [: COLUMN...]")
	}
	if id := s.ids[params["event"]]; id != "" {
		params["event"] = id
	}
	a, err := queries.Run(ctx, s.store, plain[0], params)
	if err != nil {
		s.err = err
		return nil //nolint:nilerr // the script's next line may expect it: "! text"
	}
	return s.lines(a.Columns, columns, a.Rows)
}

// table NAME [: COLUMN...]
func (s *script) table(ctx context.Context, args []string) error {
	args, columns := cut(args)
	t := graph.TableNamed(args[0])
	all := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		all[i] = c.Name
	}
	var rows [][]any
	if s.err = s.store.Dump(ctx, t.Name, func(r graph.Row) error {
		rows = append(rows, r)
		return nil
	}); s.err != nil {
		return nil //nolint:nilerr // as in query
	}
	return s.lines(all, columns, rows)
}
