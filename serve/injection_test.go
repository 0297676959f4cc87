package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/neo4jstore"
	"github.com/demarche-graph/demarche/graph/neo4jtest"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/queries"
	"github.com/demarche-graph/demarche/serve/api"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// hostile are texts that end a literal, a pattern or a statement in one language
// or another.
var hostile = []string{
	`' OR 1=1 --`, `" OR ""="`, `'; DROP TABLE Event; --`, `x') UNION SELECT claim, 1, 2 FROM REPORTS --`, `%`, `_`, `*`,
	"`}) DETACH DELETE n //", `"}) MATCH (n) DETACH DELETE n RETURN n //`, `\u0027 OR true //`, `\`, `$actor`, `:actor`, `{}`, `[]`, `["person:ada-moreau"]`, `null`,
	`' + toString(1/0) + '`, `country:' + 'FRA`, "\x00", "a\x00b", "\xff\xfe", "\n", "\u2028", `${jndi:ldap://localhost/x}`, `{{7*7}}`, `../../../../etc/passwd`, `%27`, `1e999`, `-1`,
	strings.Repeat("x' OR ", 200),
}

// What somebody asks for is a parameter in every query, never part of its text:
// whatever it holds, nothing changes and nothing is answered that was not meant.
func TestNoParameterBecomesPartOfAQuery(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { noParameterBecomesPart(t, store(t)) })
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Open(t)
		s, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: server.URI, User: server.User, Password: server.Password, Linker: graph.Exact{}})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close(context.WithoutCancel(t.Context()))
		if err := s.Init(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := storetest.RunScript(t.Context(), s, world); err != nil {
			t.Fatal(err)
		}
		noParameterBecomesPart(t, s)
	})
}

func noParameterBecomesPart(t *testing.T, s graph.Store) {
	before := whole(t, s)
	h := server(t, s, api.DefaultLimits(), Options{})
	var events api.List[api.Entry]
	get(t, h, "/api/v1/events", &events)
	// What else a request needs is right, so that the query is reached.
	needed := map[string]string{"actor": "person:ada-moreau", "from": "person:ada-moreau", "to": "person:cem-aydin", "a": "person:ada-moreau", "b": "person:bela-novak", "event": events.Items[0].ID, "q": "ada"}
	type request struct {
		what, path, param string
		others            url.Values
	}
	var requests []request
	with := func(param string, required []string) url.Values {
		v := url.Values{}
		for _, name := range required {
			if name != param {
				v.Set(name, needed[name])
			}
		}
		return v
	}
	operations, err := api.New(s, api.DefaultLimits()).Operations()
	if err != nil {
		t.Fatal(err)
	}
	for i := range operations {
		o := &operations[i]
		for _, p := range o.In.PropertyOrder {
			if !inPath(o, p) && !strings.Contains(o.Path, "{") {
				requests = append(requests, request{o.Name, o.Path, p, with(p, o.In.Required)})
			}
		}
	}
	qs, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	for i := range qs {
		var required []string
		for _, p := range qs[i].Params {
			if p.Required {
				required = append(required, p.Name)
			}
		}
		for _, p := range qs[i].Params {
			requests = append(requests, request{"query " + qs[i].Name, "/queries/" + qs[i].Name, p.Name, with(p.Name, required)})
		}
	}
	for _, p := range []string{"actor", "type", "modality", "place", "from", "to", "format"} {
		requests = append(requests, request{"export", "/export", p, url.Values{"format": {"csv"}}})
	}
	if len(requests) < 60 {
		t.Fatalf("only %d parameters were found", len(requests))
	}
	for _, r := range requests { // and without anything hostile they are answered
		r.others.Set(r.param, "")
		if r.others.Get("format") == "" && r.path == "/export" {
			r.others.Set("format", "csv")
		}
		if needed[r.param] != "" && r.path != "/export" {
			continue // it is wrong without
		}
		if answer, body := ask(t, h, http.MethodGet, "/api/v1"+r.path+"?"+r.others.Encode()); answer.StatusCode != http.StatusOK {
			t.Errorf("%s without %s: %d %.300s", r.what, r.param, answer.StatusCode, body)
		}
	}
	paths := []string{"/actors/", "/events/", "/queries/"}
	for _, text := range hostile {
		for _, r := range requests {
			r.others.Set(r.param, text)
			answer, body := ask(t, h, http.MethodGet, "/api/v1"+r.path+"?"+r.others.Encode())
			// Text to search for may find nothing; all else is no name, no date, no type.
			if found := r.param == "q" || answer.StatusCode == http.StatusBadRequest || answer.StatusCode == http.StatusNotFound; !found && !ignorable(text) || answer.StatusCode >= 500 {
				t.Errorf("%s: %s=%.60q: %d %.300s", r.what, r.param, text, answer.StatusCode, body)
			}
			if strings.Contains(body, "syntax") || strings.Contains(body, "SQL logic") {
				t.Errorf("%s: %s=%.60q became part of a query: %.300s", r.what, r.param, text, body)
			}
		}
		for _, p := range paths {
			if answer, body := ask(t, h, http.MethodGet, "/api/v1"+p+url.PathEscape(text)); answer.StatusCode >= 500 {
				t.Errorf("%s%.60q: %d %.300s", p, text, answer.StatusCode, body)
			}
		}
	}
	if after := whole(t, s); after != before {
		t.Error("a question changed the graph")
	}
}

// ignorable texts hold nothing but what an empty field of a form holds, or are
// what some parameters take: a number that is too small is told by its size.
func ignorable(text string) bool { return strings.TrimSpace(text) == "" }

// whole is everything that a store holds.
func whole(t *testing.T, s graph.Store) string {
	t.Helper()
	var all strings.Builder
	for _, table := range graph.Tables() {
		if err := s.Dump(t.Context(), table.Name, func(r graph.Row) error {
			b, err := json.Marshal(r)
			fmt.Fprintf(&all, "%s %s\n", table.Name, b)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// What no browser sends: paths that lead out of the page, headers without end, two
// lengths of one body.
func TestRequestsThatNoBrowserSends(t *testing.T) {
	const token = "0123456789abcdef"
	s, err := New(api.New(store(t), api.DefaultLimits()), Options{Token: token, Page: page})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, l) }()
	for name, c := range map[string]struct{ request, want string }{
		"a path out of the page":  {"GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n", ""},
		"an escaped path":         {"GET /..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n", ""},
		"an address of another":   {"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "421"},
		"another's name":          {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
		"no name":                 {"GET / HTTP/1.1\r\n\r\n", "400"},
		"two names":               {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "400"},
		"headers without end":     {"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n", "431"},
		"two lengths":             {"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nGET /x", "400"},
		"a body in chunks, too":   {"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/graph HTTP/1.1\r\nHost: localhost\r\n\r\n", "4"},
		"a line break in a path":  {"GET /\r\nX: y HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"},
		"no token":                {"GET /api/v1/graph HTTP/1.1\r\nHost: localhost\r\n\r\n", "401"},
		"a token that is nearly":  {"GET /api/v1/graph HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "x\r\n\r\n", "401"},
		"an empty token":          {"GET /api/v1/graph HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \r\nCookie: demarche=\r\n\r\n", "401"},
		"the token of the API":    {"GET /api/v1/graph?token=" + token + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "401"},
		"the token, as it has to": {"GET /api/v1/graph HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n", "200"},
	} {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		err = conn.SetDeadline(time.Now().Add(2 * time.Second))
		if err == nil {
			_, err = io.WriteString(conn, strings.Replace(c.request, " HTTP/1.1\r\n", " HTTP/1.1\r\nConnection: close\r\n", 1))
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(conn)
		if err != nil && len(b) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		conn.Close()
		line, rest, _ := strings.Cut(string(b), "\r\n")
		if !strings.HasPrefix(strings.TrimPrefix(line, "HTTP/1.1 "), c.want) || line == "" {
			t.Errorf("%s: %q, want %s", name, line, c.want)
		}
		if strings.Contains(rest, "root:") || strings.Contains(rest, "evil.example\r\n") || c.want != "200" && strings.Contains(rest, `"articles"`) {
			t.Errorf("%s: %.500s", name, rest)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
