package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
)

const (
	english = "The foreign ministers of the two countries met in the capital on Monday and agreed that their talks would go on in the week after. "
	french  = "Les ministres des affaires étrangères des deux pays se sont rencontrés dans la capitale et ont décidé de poursuivre leurs entretiens. "
)

// server is a site whose pages a test can change, and that counts who asks.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	asked []string // path and status
	at    []time.Time
}

func newServer(t *testing.T) *server {
	s := &server{pages: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.UserAgent(), "demarche/test") {
			t.Errorf("asked by %q", r.UserAgent())
		}
		s.mu.Lock()
		page := s.pages[r.URL.RequestURI()]
		s.mu.Unlock()
		rec := &recorder{w, 200}
		if page == nil {
			page = http.NotFound
		}
		page(rec, r)
		s.mu.Lock()
		s.asked = append(s.asked, fmt.Sprintf("%s %d", r.URL.RequestURI(), rec.status))
		s.at = append(s.at, time.Now())
		s.mu.Unlock()
	}))
	t.Cleanup(s.Close)
	return s
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Flush() { r.ResponseWriter.(http.Flusher).Flush() }

// set makes a path answer with a text, marked with an ETag.
func (s *server) set(path, text string) {
	s.handle(path, func(w http.ResponseWriter, r *http.Request) {
		tag := `"` + hash(text) + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, text)
	})
}

func (s *server) handle(path string, h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = h
}

// took returns what was asked since the last time.
func (s *server) took() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := strings.Join(s.asked, ", ")
	s.asked = nil
	return all
}

// rss is a feed of entries, each "path|summary" or "path|summary|id".
func (s *server) rss(entries ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>`)
	for _, e := range entries {
		f := append(strings.Split(e, "|"), "")
		link := ""
		if f[0] != "" {
			link = "<link>" + s.URL + f[0] + "</link>"
		}
		if f[2] != "" {
			f[2] = "<guid>" + f[2] + "</guid>"
		}
		fmt.Fprintf(&b, "<item><title>News of %s</title>%s%s<pubDate>Mon, 19 May 2025 18:40:00 +0200</pubDate><description>%s</description></item>", f[0], link, f[2], f[1])
	}
	return b.String() + "</channel></rss>"
}

func page(text string) string {
	return "<html><head><title>A page</title></head><body><article>" + strings.Repeat("<p>"+text+"</p>", 6) + "</article></body></html>"
}

// watch is a watcher of one feed on the server, on a clock that the test moves.
type watch struct {
	t     *testing.T
	opts  Options
	now   time.Time
	notes []string
}

func newWatch(t *testing.T, s *server, feeds ...string) *watch {
	w := &watch{t: t, now: time.Date(2025, 5, 20, 12, 0, 0, 0, time.UTC)}
	own := netip.MustParseAddrPort(s.Listener.Addr().String())
	w.opts = Options{
		State: filepath.Join(t.TempDir(), "state.json"), Every: time.Hour, Pages: Auto, Timeout: 5 * time.Second, Agent: "demarche/test",
		Allow: func(a netip.AddrPort) bool { return a == own }, Now: func() time.Time { return w.now },
		Note: func(format string, a ...any) { w.notes = append(w.notes, fmt.Sprintf(format, a...)) },
	}
	for _, f := range feeds {
		w.opts.Feeds = append(w.opts.Feeds, s.URL+f)
	}
	return w
}

// poll starts the program anew, polls what is due an hour later, and settles all.
func (w *watch) poll() string {
	w.t.Helper()
	return w.pollBut("")
}

// pollBut settles all but the item whose path ends so.
func (w *watch) pollBut(unsettled string) string {
	w.t.Helper()
	watcher, err := New(w.opts)
	if err != nil {
		w.t.Fatal(err)
	}
	var got []string
	for item := range watcher.Poll(context.Background()) {
		path := item.Path
		if i := strings.Index(path, "127.0.0.1"); i >= 0 {
			_, path, _ = strings.Cut(path[i:], "/")
		}
		words := string(item.Outcome) + " " + path
		if item.Article != nil {
			first, _, _ := strings.Cut(item.Article.Text, " ")
			words += fmt.Sprintf(" %s %s %d %s", item.Article.Published[:10], first, strings.Count(item.Article.Text, "capital"), item.Article.Source)
		} else if e := new(article.Error); errors.As(item.Err, &e) {
			words += " " + e.Err.Error()
		}
		got = append(got, words)
		if unsettled == "" || !strings.HasSuffix(item.Path, unsettled) {
			watcher.Settle(item.Path)
		}
	}
	if err := watcher.Commit(); err != nil {
		w.t.Fatal(err)
	}
	w.now = w.now.Add(time.Hour)
	return strings.Join(got, "\n")
}

func (w *watch) wants(got, want string) {
	w.t.Helper()
	if got != want {
		w.t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFeedsAreReadOnceAndAgainWhenTheyChange(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	s.set("/feed", s.rss("/a|"+english, "/fr|"+french, "|A note: "+english))
	s.set("/a", page(english))
	s.set("/fr", page(french))
	w.wants(w.poll(), "read a 2025-05-19 The 6 The Herald\nskipped fr not in English, which is all that is read (French)\nread feed#3 2025-05-19 A 1 The Herald")
	w.wants(s.took(), "/feed 200, /robots.txt 404, /a 200, /fr 200")

	// Nothing new, by the word of the server and of the feed.
	w.wants(w.poll(), "")
	w.wants(s.took(), "/feed 304")
	s.set("/feed", s.rss("/a|"+english, "/fr|"+french, "|A note: "+english)+"<!-- -->")
	w.wants(w.poll(), "")
	w.wants(s.took(), "/feed 200")

	// A new entry, and one that has changed.
	s.set("/b", page("Later. "+english))
	s.set("/feed", s.rss("/b|"+english, "/a|Corrected: "+english))
	w.wants(w.poll(), "read b 2025-05-19 Later. 6 The Herald\nread a 2025-05-19 The 6 The Herald")

	// Not due yet.
	w.now = w.now.Add(-30 * time.Minute)
	w.wants(w.poll(), "")
	w.wants(s.took(), "/feed 200, /robots.txt 404, /b 200, /a 200")
}

func TestWhatIsNotLoadedIsGivenAgain(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	w.opts.Pages = Never
	s.set("/feed", s.rss("/a|"+english, "/b|"+english))
	w.wants(w.pollBut("/b"), "read a 2025-05-19 The 1 The Herald\nread b 2025-05-19 The 1 The Herald")
	w.wants(w.pollBut("/b"), "read b 2025-05-19 The 1 The Herald")
	w.wants(w.poll(), "read b 2025-05-19 The 1 The Herald")
	w.wants(w.poll(), "")
	w.wants(s.took(), "/feed 200, /feed 200, /feed 200, /feed 304")
}

func TestAPollThatIsStoppedIsRepeated(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	s.set("/feed", s.rss("/a|"+english, "/b|"+english))
	s.set("/a", page(english))
	s.handle("/b", func(http.ResponseWriter, *http.Request) { stop() })
	watcher, err := New(w.opts)
	if err != nil {
		t.Fatal(err)
	}
	for item := range watcher.Poll(ctx) {
		watcher.Settle(item.Path)
	}
	if err := watcher.Commit(); err != nil {
		t.Fatal(err)
	}
	s.set("/b", page(english))
	if got := w.poll(); !strings.Contains(got, "read b ") || strings.Contains(got, "failed") {
		t.Errorf("after a stop: %s", got)
	}
	w.wants(w.poll(), "")
}

func TestFullTextNeedsNoPage(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	long := strings.Repeat(english, 15)
	s.set("/feed", s.rss("/a|"+long, "/wall|"+english+english))
	s.set("/wall", page("Subscribe!"))
	w.wants(w.poll(), "read a 2025-05-19 The 15 The Herald\nread wall 2025-05-19 The 2 The Herald")
	w.wants(s.took(), "/feed 200, /robots.txt 404, /wall 200")
	w = newWatch(t, s, "/feed")
	w.opts.Pages = Always
	s.set("/a", page(english+english+english))
	w.wants(w.poll(), "read a 2025-05-19 The 18 The Herald\nread wall 2025-05-19 The 2 The Herald")
}

func TestPagesThatCannotBeHad(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	w.opts.Timeout = 300 * time.Millisecond
	s.set("/robots.txt", "User-agent: *\nDisallow: /private\n")
	s.set("/feed", s.rss("/private|"+english, "/gone|"+english, "/none|", "/slow|"+english, "/drip|"+english, "/round|"+english, "/large|"+english, "/busy|"))
	w.opts.Read.Limits.Article = 20_000
	s.set("/large", page(strings.Repeat(english, 100)))
	s.handle("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s.handle("/drip", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "<p>"+english)
			w.(http.Flusher).Flush()
			time.Sleep(50 * time.Millisecond)
		}
	})
	s.handle("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	busy := 0
	s.handle("/busy", func(w http.ResponseWriter, _ *http.Request) {
		if busy++; busy < 2 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		fmt.Fprint(w, page(english))
	})
	later := "its page can't be had: it is tried again at the next poll: "
	w.wants(w.poll(), "read private 2025-05-19 The 1 The Herald\nread gone 2025-05-19 The 1 The Herald\nfailed none the server does not give it (404 Not Found)\n"+
		"failed slow "+later+"no whole answer within the time limit\nfailed drip "+later+"no whole answer within the time limit\n"+
		"read round 2025-05-19 The 1 The Herald\nread large 2025-05-19 The 1 The Herald\nfailed busy "+later+"the server does not give it (503 Service Unavailable)")
	for i, want := range []string{"(robots.txt)", "404", "without end", "larger than one article"} {
		if len(w.notes) != 4 || !strings.Contains(w.notes[i], want) {
			t.Errorf("notes are %q", w.notes)
		}
	}
	// Those that may be better are tried again, also when the feed has not changed,
	// and in the end the summary has to do.
	got := w.poll()
	if !strings.Contains(got, "read busy 2025-05-19 The 6") || !strings.Contains(got, "failed slow "+later) || strings.Count(got, "\n") != 2 {
		t.Errorf("the second time:\n%s", got)
	}
	got = w.poll()
	if !strings.Contains(got, "read slow 2025-05-19 The 1") || strings.Count(got, "\n") != 1 {
		t.Errorf("the third time:\n%s", got)
	}
	w.wants(w.poll(), "")
}

func TestFeedsThatFail(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed", "/other")
	s.set("/other", "<html><p>no feed")
	s.handle("/feed", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	got := w.poll()
	if !strings.Contains(got, "failed feed the server does not give it (500 Internal Server Error)") || !strings.Contains(got, "failed other broken: mend or remove it (not RSS, Atom or JSON Feed: ") {
		t.Error(got)
	}
	s.took()
	w.wants(w.poll(), "") // an hour later it is left alone
	w.wants(s.took(), "")
	s.set("/feed", s.rss("|"+english))
	s.handle("/other", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	got = w.poll()
	if !strings.Contains(got, "read feed#1 ") || !strings.Contains(got, "failed other the server does not give it (410 Gone): it is not asked again") {
		t.Error(got)
	}
	w.now = w.now.Add(48 * time.Hour)
	s.took()
	w.wants(w.poll(), "")
	w.wants(s.took(), "/feed 304")
	s.handle("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "14400")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	w.poll()
	w.now = w.now.Add(2 * time.Hour)
	s.took()
	w.poll()
	w.wants(s.took(), "")
}

func TestFeedsThatMove(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/old", "/for-now")
	s.handle("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusMovedPermanently) })
	s.handle("/for-now", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new2", http.StatusFound) })
	s.set("/new", s.rss("|"+english))
	s.set("/new2", s.rss("|Also. "+english))
	if got := w.poll(); strings.Count(got, "read ") != 2 || len(w.notes) != 1 || !strings.Contains(w.notes[0], "has moved to ") {
		t.Errorf("%s\n%q", got, w.notes)
	}
	s.took()
	w.poll()
	if got := s.took(); strings.Contains(got, "/old") || !strings.Contains(got, "/new 304") || !strings.Contains(got, "/for-now 302") {
		t.Errorf("the second time %s is asked", got)
	}
}

// Nothing on the local network is asked, whether its address stands in a feed, a
// name leads there, or a server that is allowed points to it.
func TestLocalAddressesAreRefused(t *testing.T) {
	s, secret := newServer(t), newServer(t)
	secret.set("/keys", page(english))
	secret.set("/feed", secret.rss("|"+english))
	w := newWatch(t, s, "/feed", "/away")
	_, port, _ := strings.Cut(strings.TrimPrefix(secret.URL, "http://"), ":")
	s.handle("/hop", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, secret.URL+"/keys", http.StatusFound)
	})
	s.handle("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, secret.URL+"/feed", http.StatusFound)
	})
	links := []string{s.URL + "/hop"}
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "127.1", "2130706433"} {
		links = append(links, "http://"+host+":"+port+"/keys")
	}
	feed := "<rss><channel>"
	for _, l := range links {
		feed += "<item><link>" + l + "</link><guid>" + l + "</guid><description></description></item>"
	}
	s.set("/feed", feed+"</channel></rss>")
	got := w.poll()
	if n := strings.Count(got, "\n") + 1; n != len(links)+1 || strings.Contains(got, "read ") {
		t.Errorf("%d items, want %d failures:\n%s", n, len(links)+1, got)
	}
	if !strings.Contains(got, "failed away an address of this machine or of the local network, which is not asked: allow it (--allow-local) if you trust the feed (127.0.0.1)") {
		t.Errorf("a redirect of the feed: %s", got)
	}
	if n := strings.Count(got, "an address of this machine or of the local network"); n < 5 {
		t.Errorf("%d say that the address is local:\n%s", n, got)
	}
	if asked := secret.took(); asked != "" {
		t.Errorf("a server that is not allowed was asked for %s", asked)
	}
}

func TestRequestsToOneHostAreKeptApart(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	w.opts.Delay = 30 * time.Millisecond
	s.set("/robots.txt", "User-agent: demarche\nCrawl-delay: 0.1\n")
	s.set("/feed", s.rss("/a|", "/b|", "/c|"))
	for _, p := range []string{"/a", "/b", "/c"} {
		s.set(p, page(english))
	}
	w.poll()
	if len(s.at) != 5 {
		t.Fatalf("asked %s", s.took())
	}
	for i := 1; i < len(s.at); i++ {
		least := 25 * time.Millisecond // feed, robots.txt, first page
		if i >= 3 {
			least = 90 * time.Millisecond
		}
		if apart := s.at[i].Sub(s.at[i-1]); apart < least {
			t.Errorf("requests %d and %d are %v apart", i, i+1, apart)
		}
	}
}

// A site that can't say what is allowed is not fetched from, and asked later.
func TestRobotsThatCannotBeHad(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	s.handle("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	s.set("/feed", s.rss("/a|"+english, "/b|"+english))
	s.set("/a", page(english))
	if got := w.poll(); strings.Count(got, "it did not say what may be fetched (robots.txt: 502 Bad Gateway)") != 2 {
		t.Error(got)
	}
	w.wants(s.took(), "/feed 200, /robots.txt 502")
}

func TestOptionsAndStateThatCannotBe(t *testing.T) {
	s := newServer(t)
	w := newWatch(t, s, "/feed")
	good := w.opts
	for _, c := range []struct {
		change func(*Options)
		words  string
	}{
		{func(o *Options) { o.Feeds = nil }, "give the address of one"},
		{func(o *Options) { o.Feeds = []string{"ftp://x/y"} }, `"ftp://x/y": not an address of the web`},
		{func(o *Options) { o.Feeds = []string{"https://a:b@x/y"} }, "without user and password"},
		{func(o *Options) { o.Pages = "some" }, "use auto, always or never"},
		{func(o *Options) { o.Every = 0 }, "above zero"},
		{func(o *Options) { _ = os.WriteFile(o.State, []byte("{"), 0o600) }, "remove it to begin anew"},
		{func(o *Options) { _ = os.WriteFile(o.State, []byte(`{"schema":"other/1"}`), 0o600) }, "it is not of the form demarche.watch/1"},
	} {
		opts := good
		c.change(&opts)
		if _, err := New(opts); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%v, want %q", err, c.words)
		}
		_ = os.Remove(good.State)
	}
	opts := good
	opts.State = filepath.Join(t.TempDir(), "none", "state.json")
	watcher, err := New(opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := watcher.Commit(); err == nil || !strings.Contains(err.Error(), "can't be kept") {
		t.Errorf("a state that can't be written: %v", err)
	}
}
