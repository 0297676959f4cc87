package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// behaviours are what scripts can't tell.
var behaviours = []struct {
	name  string
	check func(ctx context.Context, s graph.Store) error
}{
	{"bad-articles", badArticles},
	{"hostile-text", hostileText},
	{"read-only", readOnly},
	{"cancelled", cancelled},
	{"order-of-names", orderOfNames},
	{"init-again", initAgain},
	{"last-one-wins", lastOneWins},
}

// badArticles are listed with the reason, the others are loaded.
func badArticles(ctx context.Context, s graph.Store) error {
	good := Simple("good", "2025-05-19", "Ada Moreau", "Béla Novák")
	other := Simple("other", "2025-05-20", "Ada Moreau", "Béla Novák")
	bad := []struct {
		says  string
		spoil func(*graph.Claims)
	}{
		{"no article id", func(c *graph.Claims) { c.Article.ID = "" }},
		{"neither a day", func(c *graph.Claims) { c.Article.Published = "last Monday" }},
		{"not that of the article", func(c *graph.Claims) { c.Events[0].ArticleID = "else" }},
		{"unknown type", func(c *graph.Claims) { c.Events[0].Type = "phonecall" }},
		{"unknown role", func(c *graph.Claims) { c.Events[0].Participants[0].Role = "boss" }},
		{"unknown kind", func(c *graph.Claims) { c.Events[0].Participants[0].Kind = "robot" }},
		{"at most 1000", func(c *graph.Claims) { c.Events[0].Participants[0].Name = strings.Repeat("x", 9000) }},
		{"at most 500", func(c *graph.Claims) { c.Events[0].Participants[0].ID = strings.Repeat("x", 9000) }},
		{"control character", func(c *graph.Claims) { c.Events[0].Participants[0].ID = "person:a\x00b" }},
		{"twice", func(c *graph.Claims) { c.Events = append(c.Events, c.Events[0]) }},
		{"is about", func(c *graph.Claims) { c.Events[0].About = []string{"nothing"} }},
		{"date", func(c *graph.Claims) { c.Events[0].Date.End = "2025-01-01" }},
	}
	batch := []graph.Claims{good}
	for i, b := range bad {
		c := Simple(fmt.Sprintf("bad%d", i), "2025-05-19", "Ada Moreau", "Béla Novák")
		b.spoil(&c)
		batch = append(batch, c)
	}
	res, err := s.Load(ctx, append(batch, other))
	if err != nil {
		return err
	}
	if !slices.Equal(res.Landed, []string{"good", "other"}) || len(res.Failed) != len(bad) {
		return fmt.Errorf("landed %v, failed %d, want good and other, and %d failed", res.Landed, len(res.Failed), len(bad))
	}
	for i, b := range bad {
		if err := res.Failed[i]; !errors.Is(err, graph.ErrInvalid) || !strings.Contains(err.Error(), b.says) {
			return fmt.Errorf("bad%d: %v, want an error that says %q", i, err, b.says)
		}
	}
	return Same(ctx, s, []graph.Claims{good, other}, graph.Exact{}, Names)
}

// hostileText comes back as it was, wherever it stands, and does nothing else.
func hostileText(ctx context.Context, s graph.Store) error {
	texts := []string{
		`'; DROP TABLE Event; --`, `"}) DETACH DELETE n //`, "`) RETURN 1 //", `\u0027 OR 1=1`, `$actor :actor ?1 {x}`,
		"line\nbreak\ttab\r", "a\x00b", "\x1b[31mred\x1b[0m", "\u202eright to left", "😀 𝔘𝔫𝔦", "e\u0301 and é", strings.Repeat("long ", 180), "%_|*'", `<b>&amp;</b>`, `=1+1`,
	}
	var claims []graph.Claims
	for i, text := range texts {
		c := Simple(fmt.Sprintf("a%d", i), "2025-05-19", text, "Béla Novák")
		c.Article.Title, c.Article.Source, c.Article.URL = text, text, text
		c.Events[0].Mentions[0].Text = text
		c.Events[0].Place = &event.Place{Name: text}
		c.Events[0].Participants[0].Title = text
		claims = append(claims, c)
	}
	odd := Simple("id '; DROP TABLE Event; -- \"})", "2025-05-19", "Ada Moreau", "Béla Novák")
	odd.Events[0].Participants[0].ID = "person:'\"`})--"
	claims = append(claims, odd)
	if res, err := s.Load(ctx, claims); err != nil || len(res.Failed) > 0 {
		return fmt.Errorf("load: %w, failed %v", err, res.Failed)
	}
	if err := Same(ctx, s, claims, graph.Exact{}, Names); err != nil {
		return err
	}
	for _, text := range texts {
		// What a user types is a parameter, too.
		if _, err := queries.Run(ctx, s, "timeline", map[string]string{"actor": text, "place": text}); err != nil && !errors.Is(err, queries.ErrParam) {
			return fmt.Errorf("asking for %q: %w", text, err)
		}
	}
	a, err := queries.Run(ctx, s, "timeline", map[string]string{"actor": odd.Events[0].Participants[0].ID})
	if err != nil || len(a.Rows) != 1 {
		return fmt.Errorf("asking for an odd ID: %v, %w", a, err)
	}
	return Same(ctx, s, claims, graph.Exact{}, Names)
}

// readOnly queries can't write, with Write they can, and wrong ones say so.
func readOnly(ctx context.Context, s graph.Store) error {
	claims := []graph.Claims{Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}
	if _, err := s.Load(ctx, claims); err != nil {
		return err
	}
	writes := map[graph.Dialect][]string{
		graph.SQL:    {"DELETE FROM TALKED_TO", "UPDATE Actor SET name = 'x'", "DROP TABLE HELD_AT", "CREATE TABLE x (y)", "PRAGMA user_version = 7", "PRAGMA query_only = 0; DELETE FROM TALKED_TO"},
		graph.Cypher: {"MATCH ()-[t:TALKED_TO]->() DELETE t", "MATCH (a:Actor) SET a.name = 'x'", "CREATE (:X)", "CREATE INDEX x FOR (n:X) ON (n.y)", "MATCH (a:Actor) DETACH DELETE a", "CALL () { CREATE (:X) } IN TRANSACTIONS", "CALL db.createLabel('X')"},
	}
	for _, text := range writes[s.Dialect()] {
		if _, err := s.Query(ctx, graph.Query{Text: text}); !errors.Is(err, graph.ErrReadOnly) {
			return fmt.Errorf("%s: %v, want ErrReadOnly", text, err)
		}
	}
	if err := Same(ctx, s, claims, graph.Exact{}, Names); err != nil {
		return err
	}
	for _, text := range []string{"", "nonsense", "MATCH (n:Actor RETURN n", "SELECT * FROM nothing"} {
		if _, err := s.Query(ctx, graph.Query{Text: text}); !errors.Is(err, graph.ErrQuery) {
			return fmt.Errorf("%q: %v, want ErrQuery", text, err)
		}
	}
	change := map[graph.Dialect]string{
		graph.SQL:    "UPDATE TALKED_TO SET calls = calls + 1",
		graph.Cypher: "MATCH ()-[t:TALKED_TO]->() SET t.calls = t.calls + 1",
	}
	if _, err := s.Query(ctx, graph.Query{Text: change[s.Dialect()], Write: true}); err != nil {
		return err
	}
	faults, err := s.Check(ctx)
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0], "calls is 2, its claims imply 1") {
		return fmt.Errorf("after the graph was changed by hand, check says %q, %w", faults, err)
	}
	if _, err := s.Rebuild(ctx); err != nil {
		return err
	}
	return Same(ctx, s, claims, graph.Exact{}, Names)
}

// cancelled loads leave whole batches or nothing.
func cancelled(ctx context.Context, s graph.Store) error {
	var claims []graph.Claims
	for i := range 40 {
		claims = append(claims, Simple(fmt.Sprintf("a%02d", i), "2025-05-19", "Ada Moreau", "Béla Novák"))
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := s.Load(stopped, claims); err == nil {
		return errors.New("a load that was cancelled before it began reports no error")
	}
	res, err := s.Load(ctx, claims)
	if err != nil || len(res.Landed) != len(claims) {
		return fmt.Errorf("the load after it: landed %d of %d, %w", len(res.Landed), len(claims), err)
	}
	return Same(ctx, s, claims, graph.Exact{}, Names)
}

// orderOfNames is that of code points, in every store.
func orderOfNames(ctx context.Context, s graph.Store) error {
	want := []string{"Ada", "Zoe", "ada", "Émile", "中", "ﬁ", "Ａda", "😀"}
	var claims []graph.Claims
	for i, name := range want {
		claims = append(claims, Simple(fmt.Sprintf("a%d", i), "2025-05-19", name, "\U0010FFFD"))
	}
	slices.Reverse(claims)
	if _, err := s.Load(ctx, claims); err != nil {
		return err
	}
	a, err := queries.Run(ctx, s, "actors", map[string]string{"kind": "person"})
	if err != nil {
		return err
	}
	var have []string
	for _, r := range a.Rows[:len(a.Rows)-1] {
		have = append(have, r[0].(string))
	}
	if !slices.Equal(have, want) {
		return fmt.Errorf("names are ordered %q, want %q", have, want)
	}
	return nil
}

// initAgain changes nothing.
func initAgain(ctx context.Context, s graph.Store) error {
	claims := []graph.Claims{Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")}
	if _, err := s.Load(ctx, claims); err != nil {
		return err
	}
	if err := s.Init(ctx); err != nil {
		return err
	}
	st, err := s.Stats(ctx)
	if err != nil {
		return err
	}
	if st.Schema != graph.SchemaVersion || st.Linker != "exact/1" || len(st.Counts) != len(graph.Tables()) {
		return fmt.Errorf("stats are %+v", st)
	}
	for _, n := range st.Counts {
		if n.Table == graph.ActorNode && n.Rows != 2 {
			return fmt.Errorf("%d actors, want 2", n.Rows)
		}
	}
	return Same(ctx, s, claims, graph.Exact{}, Names)
}

// lastOneWins where an article is given twice.
func lastOneWins(ctx context.Context, s graph.Store) error {
	first := Simple("a", "2025-05-19", "Ada Moreau", "Béla Novák")
	second := Simple("a", "2025-05-20", "Ada Moreau", "Cem Aydın")
	res, err := s.Load(ctx, []graph.Claims{first, second})
	if err != nil || res.New != 1 {
		return fmt.Errorf("new %d, want 1, %w", res.New, err)
	}
	articles, err := s.Articles(ctx, []string{"nothing", "a"})
	if err != nil || len(articles) != 1 || articles[0] != second.Article {
		return fmt.Errorf("articles: %+v, %w", articles, err)
	}
	return Same(ctx, s, []graph.Claims{second}, graph.Exact{}, Names)
}

// Simple is an article that tells of one call between two people.
func Simple(article, day, one, other string) graph.Claims {
	d, err := event.ParseDate(day)
	if err != nil {
		panic(err) // the suite is wrong
	}
	person := func(name string) event.Participant {
		return event.Participant{ID: "person:" + strings.ReplaceAll(strings.Map(func(r rune) rune {
			if r < ' ' {
				return '-'
			}
			return r
		}, name[:min(len(name), 12)]), " ", "-"), Name: name, Kind: event.Person, Role: event.Participating, Text: name}
	}
	return graph.Claims{Article: graph.Article{ID: article, Published: day}, Events: []event.Event{{Schema: event.Schema, ArticleID: article, ID: "e", Type: event.Call,
		Modality: event.Held, Participants: []event.Participant{person(one), person(other)}, Date: d,
		Mentions: []event.Mention{{Start: 0, End: 10, Text: "They spoke", Rule: "test"}}}}}
}
