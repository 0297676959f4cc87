package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/sqlitestore"
	"github.com/demarche-graph/demarche/graph/storetest"
	"github.com/demarche-graph/demarche/serve/api"
)

const world = `
article a1 published=2025-05-18 title="<b>Plan</b>" source="Wire" url=https://example.org/a1
event p1 call planned 2025-05-19 medium=phone "Moreau is to call Béla Novák on Monday."
participant person:ada-moreau "Ada Moreau" represents=FRA title=President
participant person:bela-novak "Béla Novák" represents=CZE
article a2 published=2025-05-20 title="<script>alert(1)</script>" source="Agency"
event c1 call held 2025-05-19 medium=video place=Vienna country=AUT "Ada Moreau spoke with Béla Novák."
participant person:ada-moreau "Ada Moreau" represents=FRA title=President
participant person:bela-novak "Béla Novák" represents=CZE
event s1 statement held 2025-05-20 "“It was useful,” Ada Moreau said."
speaker person:ada-moreau "Ada Moreau"
about c1
event t1 talks held 2025-06 place=Vienna country=AUT "They met in June."
participant person:ada-moreau "Ada Moreau"
participant person:cem-aydin "Cem Aydın"
load
`

func store(t *testing.T) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "graph.db"), Linker: graph.Exact{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.WithoutCancel(t.Context())) })
	if err := s.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := storetest.RunScript(t.Context(), s, world); err != nil {
		t.Fatal(err)
	}
	return s
}

var page = fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>page</title>")}, "main.js": {Data: []byte("let x")}}

func server(t *testing.T, s api.Store, l api.Limits, o Options) *httptest.Server {
	t.Helper()
	o.Page, o.Version = page, "test"
	handler, err := New(api.New(s, l), o)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(handler)
	t.Cleanup(h.Close)
	h.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return h
}

// answer is the head of an answer.
type answer struct {
	StatusCode int
	Header     http.Header
}

// ask sends a request and returns the answer with its body.
func ask(t *testing.T, h *httptest.Server, method, path string, change ...func(*http.Request)) (answer, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, h.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(r)
	}
	got, err := h.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{got.StatusCode, got.Header}, string(b)
}

func get(t *testing.T, h *httptest.Server, path string, into any) {
	t.Helper()
	answer, body := ask(t, h, "GET", path)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", path, answer.StatusCode, body)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// The document promises the form of every answer: hold it to that.
func TestAnswersAreThoseOfTheDocument(t *testing.T) {
	s := store(t)
	h := server(t, s, api.DefaultLimits(), Options{})
	var events api.List[api.Entry]
	get(t, h, "/api/v1/events", &events)
	operations, err := api.New(s, api.DefaultLimits()).Operations()
	if err != nil {
		t.Fatal(err)
	}
	for i := range operations {
		o := &operations[i]
		path := strings.NewReplacer("{actor}", "moreau", "{event}", events.Items[0].ID, "{query}", "monthly").Replace(o.Path)
		switch o.Name {
		case "contacts", "statements":
			path += "?actor=moreau"
		case "search_actors":
			path += "?q=Moreua"
		}
		var answer any
		get(t, h, "/api/v1"+path, &answer)
		schema, err := o.Out.Resolve(nil)
		if err != nil {
			t.Fatalf("%s: %v", o.Name, err)
		}
		if err := schema.Validate(answer); err != nil {
			t.Errorf("%s: %v\n%v", o.Name, err, answer)
		}
		if m, ok := answer.(map[string]any); !ok || len(m) == 0 {
			t.Errorf("%s answers with nothing", o.Name)
		}
	}
	if len(operations) < 12 {
		t.Errorf("%d operations", len(operations))
	}
}

func TestWrongRequestsAreExplained(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	for path, want := range map[string]string{
		"/events?actr=x":                             "400 there is no parameter \"actr\"",
		"/events?limit=5000":                         "400 from 1 to 1000",
		"/events?limit=many":                         "400 give a whole number",
		"/events?offset=-1":                          "400 offset",
		"/events?type=chat":                          "400 none of call, talks, statement",
		"/events?from=soon":                          "400 \"soon\" is not a date",
		"/events?a=moreau":                           "400 a and b belong together",
		"/events?actor=nobody":                       "404 no actor of the graph is called",
		"/events?actor=a&actor=b":                    "400 given twice",
		"/events/none":                               "404 the graph has no event",
		"/actors/nobody":                             "404 no actor of the graph is called",
		"/contacts":                                  "400 actor is missing",
		"/actors?q=" + strings.Repeat("x", 201):      "400 longer than 200",
		"/events?place=" + strings.Repeat("x", 5000): "414 too long",
		"/queries/none":                              "404 there are",
		"/queries/monthly?shoe=1":                    "400 takes no \"shoe\"",
		"/nothing":                                   "404 openapi.json",
		"/export?format=docx":                        "400 html, ics",
		"/export?format=csv&shoe=1":                  "400 there is no parameter",
		"/export?format=csv&actor=no":                "404 no actor",
		"/export?format=csv&format=ics":              "400 given twice",
		"/export?format=csv&a=moreau":                "400 a and b belong together",
	} {
		answer, body := ask(t, h, "GET", "/api/v1"+path)
		var p struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Errorf("%s: %v: %s", path, err, body)
			continue
		}
		status, words, _ := strings.Cut(want, " ")
		if fmt.Sprint(answer.StatusCode) != status || p.Status != answer.StatusCode || !strings.Contains(p.Detail, words) || answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.60s: have %d %+v, want %s", path, answer.StatusCode, p, want)
		}
	}
}

func TestPagesJoinToTheWhole(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	var whole, joined api.List[api.Entry]
	get(t, h, "/api/v1/events", &whole)
	if len(whole.Items) != 3 || whole.Next != nil {
		t.Fatalf("have %+v", whole)
	}
	for path := "/api/v1/events?limit=1"; ; {
		var one api.List[api.Entry]
		get(t, h, path, &one)
		joined.Items = append(joined.Items, one.Items...)
		if one.Next == nil {
			break
		}
		path = fmt.Sprintf("/api/v1/events?limit=1&offset=%d", *one.Next)
	}
	if !reflect.DeepEqual(joined.Items, whole.Items) {
		t.Errorf("have %+v\nwant %+v", joined.Items, whole.Items)
	}
}

// The page of an event shows its evidence, who announced it, and in what its
// articles differ.
func TestAnEvent(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	var list api.List[api.Entry]
	get(t, h, "/api/v1/events?type=call", &list)
	var e api.EventOut
	get(t, h, "/api/v1/events/"+url.PathEscape(list.Items[0].ID), &e)
	if e.Modality != "held" || len(e.Reports) != 2 || e.Reports[0].Modality != "planned" || e.Reports[1].Title != "<script>alert(1)</script>" {
		t.Errorf("reports %+v", e.Reports)
	}
	if e.Announced == nil || e.Announced.Published != "2025-05-18" || e.Announced.Date != "2025-05-19" || e.Announced.Quote == "" {
		t.Errorf("announced %+v", e.Announced)
	}
	var slots []string
	for _, d := range e.Disagreements {
		slots = append(slots, d.Slot)
	}
	if fmt.Sprint(slots) != "[medium]" { // the first article tells no place and plans, which is no disagreement
		t.Errorf("disagreements %+v", e.Disagreements)
	}
	if len(e.Statements) != 1 || e.Statements[0].Quote != "“It was useful,” Ada Moreau said." {
		t.Errorf("statements %+v", e.Statements)
	}
	if len(e.Participants) != 2 || e.Participants[0].Title != "President" || e.Participants[0].Represents != "FRA" {
		t.Errorf("participants %+v", e.Participants)
	}
	m := e.Reports[1].Mentions[0]
	var joined, marked []string
	for _, p := range m.Pieces {
		joined = append(joined, p.Text)
		if p.Kind != "" {
			marked = append(marked, p.Kind+":"+p.Text)
		}
	}
	if strings.Join(joined, "") != m.Text || fmt.Sprint(marked) != "[actor:Ada Moreau actor:Béla Novák]" {
		t.Errorf("pieces %+v", m.Pieces)
	}
	var said api.EventOut
	get(t, h, "/api/v1/events/"+url.PathEscape(e.Statements[0].Event), &said)
	if len(said.About) != 1 || said.About[0].ID != e.ID {
		t.Errorf("about %+v", said.About)
	}
}

// A column that a query no longer has would leave its field empty.
func TestEveryFieldIsFilled(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	for path, want := range map[string]string{
		"/network":                          `{"a":{"id":"person:ada-moreau","name":"Ada Moreau","kind":"person","country":"FRA"},"b":{"id":"person:bela-novak","name":"Béla Novák","kind":"person","country":"CZE"},"calls":1,"talks":0}`,
		"/contacts?actor=moreau":            `{"id":"person:bela-novak","name":"Béla Novák","kind":"person","calls":1,"talks":0,"first":"2025-05-19","last":"2025-05-19"}`,
		"/statements?actor=moreau":          `"date":"2025-05-20","reported":"2025-05-20","speakers":["Ada Moreau"],"quote":"“It was useful,” Ada Moreau said.","source":"Agency","title":"\u003cscript\u003ealert(1)\u003c/script\u003e","article":"a2"}`,
		"/places":                           `"name":"Vienna","country":"AUT","calls":1,"talks":1,"statements":0,"first":"2025-05-19",`,
		"/months?actor=moreau":              `{"month":"2025-05","calls":1,"talks":0,"statements":1}`,
		"/actors/moreau":                    `{"actor":"Ada Moreau","actor_id":"person:ada-moreau","title":"President","body":"FRA","body_id":"country:FRA","first":"2025-05-19","last":"2025-05-19","events":1}`,
		"/actors?q=novak&kind=person":       `{"id":"person:bela-novak","name":"Béla Novák","kind":"person","country":"CZE","aliases":["Béla Novák"],"events":1,"near":false}`,
		"/events?place=Vienna&from=2025-06": `"date":"2025-06","start":"2025-06-01","end":"2025-06-30","precision":"month","reported":"2025-05-20","type":"talks","modality":"held","participants":["Ada Moreau","Cem Aydın"],"place":"Vienna","country":"AUT","summary":"Talks between Ada Moreau and Cem Aydın in Vienna","reports":1}`,
		"/graph":                            `{"articles":2,"events":3,"actors":5,"places":1,"store":"sql"}`,
	} {
		if _, body := ask(t, h, "GET", "/api/v1"+path); !strings.Contains(body, want) {
			t.Errorf("%s: %s\nlacks %s", path, body, want)
		}
	}
}

func TestOnlyReads(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		if answer, body := ask(t, h, method, "/api/v1/events"); answer.StatusCode != http.StatusMethodNotAllowed || answer.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %d %s", method, answer.StatusCode, body)
		}
	}
}

func TestHeadersKeepThePageToItself(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{})
	for _, path := range []string{"/", "/actor?actor=x", "/main.js", "/api/v1/graph", "/api/v1/none", "/api/v1/export?format=html"} {
		answer, body := ask(t, h, "GET", path)
		if p := answer.Header.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") || strings.Contains(p, "*") {
			t.Errorf("%s: policy %q", path, p)
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" || answer.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: headers %v", path, answer.Header)
		}
		if path == "/actor?actor=x" && !strings.Contains(body, "<title>page") {
			t.Errorf("%s is not the page: %s", path, body)
		}
		if strings.Contains(path, "export") && !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("a browser would show %s: %v", path, answer.Header)
		}
	}
	if answer, _ := ask(t, h, "GET", "/none.js"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", answer.StatusCode)
	}
	answer, _ := ask(t, h, "GET", "/main.js")
	again, _ := ask(t, h, "GET", "/main.js", func(r *http.Request) { r.Header.Set("If-None-Match", answer.Header.Get("ETag")) })
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("an unchanged file is sent again: %d", again.StatusCode)
	}
}

func TestTheNameByWhichItIsAsked(t *testing.T) {
	h := server(t, store(t), api.DefaultLimits(), Options{Hosts: []string{"graph.example"}})
	for host, status := range map[string]int{"localhost:8427": 200, "127.0.0.1": 200, "[::1]:80": 200, "10.0.0.5:80": 200, "graph.example": 200, "evil.example": 421, "localhost.evil.example:8427": 421} {
		if answer, body := ask(t, h, "GET", "/api/v1/graph", func(r *http.Request) { r.Host = host }); answer.StatusCode != status {
			t.Errorf("%s: %d, want %d: %s", host, answer.StatusCode, status, body)
		}
	}
}

func TestToken(t *testing.T) {
	const token = "0123456789abcdef"
	h := server(t, store(t), api.DefaultLimits(), Options{Token: token})
	with := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for _, c := range []struct {
		path   string
		change func(*http.Request)
		status int
	}{
		{"/", nil, 401}, {"/api/v1/graph", nil, 401}, {"/main.js", nil, 401}, {"/api/v1/graph?token=" + token, nil, 401},
		{"/api/v1/graph", with("Authorization", "Bearer wrong"), 401}, {"/api/v1/graph", with("Authorization", "Bearer "), 401},
		{"/api/v1/graph", with("Authorization", "Bearer "+token), 200}, {"/api/v1/graph", with("Cookie", cookie+"="+token), 200},
		{"/?token=wrong", nil, 401},
	} {
		change := c.change
		if change == nil {
			change = func(*http.Request) {}
		}
		answer, body := ask(t, h, "GET", c.path, change)
		if answer.StatusCode != c.status || strings.Contains(body, token) {
			t.Errorf("%s: %d %s, want %d", c.path, answer.StatusCode, body, c.status)
		}
	}
	answer, _ := ask(t, h, "GET", "//evil.example/x?from=2025&token="+token)
	if to := answer.Header.Get("Location"); answer.StatusCode >= 300 && answer.StatusCode < 400 && (strings.HasPrefix(to, "//") || strings.Contains(to, "token")) {
		t.Errorf("led to %q", to)
	}
	answer, _ = ask(t, h, "GET", "/timeline?from=2025&token="+token)
	c := answer.Header.Get("Set-Cookie")
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/timeline?from=2025" || !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Strict") {
		t.Errorf("%d %v", answer.StatusCode, answer.Header)
	}
}

func TestCheck(t *testing.T) {
	for address, want := range map[string]string{"127.0.0.1:1": "", "[::1]:1": "", "localhost:1": "", "0.0.0.0:1": "set a token", ":1": "set a token", "192.0.2.1:1": "set a token", "graph.example:1": "set a token", "x": "HOST:PORT"} {
		err := Check(address, "")
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
	if err := Check("0.0.0.0:1", "0123456789abcdef"); err != nil {
		t.Error(err)
	}
	if err := Check("0.0.0.0:1", "short"); err == nil {
		t.Error("a short token is taken")
	}
}

// slow is a store of which queries end only when they are given up.
type slow struct {
	*sqlitestore.Store
	asked chan struct{}
}

func (s slow) Query(ctx context.Context, _ graph.Query) (*graph.Answer, error) {
	s.asked <- struct{}{}
	<-ctx.Done()
	return nil, errors.New("interrupted, as SQLite says it")
}

func TestLimits(t *testing.T) {
	s := slow{store(t), make(chan struct{}, 9)}
	limits := api.DefaultLimits()
	limits.Time = 300 * time.Millisecond
	h := server(t, s, limits, Options{Requests: 1, Patience: 20 * time.Millisecond})
	first := make(chan int, 1)
	go func() {
		answer, _ := ask(t, h, "GET", "/api/v1/months")
		first <- answer.StatusCode
	}()
	<-s.asked
	if answer, body := ask(t, h, "GET", "/api/v1/months"); answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("the second of one at once: %d %s", answer.StatusCode, body)
	}
	if status := <-first; status != http.StatusGatewayTimeout {
		t.Errorf("an answer that takes too long: %d, want 504", status)
	}
}

func TestFaultsOfTheServerStayInside(t *testing.T) {
	s := store(t)
	h := server(t, s, api.DefaultLimits(), Options{})
	s.Close(t.Context())
	answer, body := ask(t, h, "GET", "/api/v1/months")
	if answer.StatusCode < 500 || strings.Contains(body, "graph.db") {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
}
