package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const talks = "Sergey Lavrov and Marco Rubio held talks in Riyadh on Tuesday."

// newsServer has a feed with a summary and the page that it leads to.
func newsServer(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.xml":
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>The Herald</title><item><title>Ministers meet</title><link>http://%s/talks</link>
				<guid isPermaLink="false">urn:herald:1</guid><pubDate>Wed, 19 Feb 2025 08:00:00 +0300</pubDate><description>They met.</description></item></channel></rss>`, r.Host)
		case "/talks":
			fmt.Fprintf(w, "<html><body><article><h1>Ministers meet</h1><p>%s</p><p>They spoke for four hours about how their embassies could work again.</p></article></body></html>", talks)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func TestWatch(t *testing.T) {
	newWorkplace(t)
	s := newsServer(t)
	args := []string{"watch", "--once", "--allow-local", "--delay", "0", "--every", "1ms", s.URL + "/feed.xml"}
	demarche(t, "", append(args, "--report", "r.jsonl")...).must(t, codeDone).says(t, "articles  1: 1 new")
	if ends := readReport(t, "r.jsonl"); len(ends) != 1 || ends[0].Outcome != endLoaded || ends[0].Article != "urn:herald:1" || ends[0].Input != s.URL+"/talks" || ends[0].File != s.URL+"/feed.xml" {
		t.Errorf("the report says %+v", ends)
	}
	out := demarche(t, "", "timeline").must(t, codeDone).stdout
	if !strings.Contains(out, "2025-02-18") || !strings.Contains(out, "Rubio") {
		t.Errorf("the timeline is\n%s", out)
	}
	// There is nothing new, and nothing to say.
	if r := demarche(t, "", args...).must(t, codeDone); r.stderr != "" {
		t.Errorf("of a poll without news it says\n%s", r.stderr)
	}
	write(t, "feeds.txt", "# the only one\n\n "+s.URL+"/feed.xml \n")
	demarche(t, "", "watch", "--once", "--allow-local", "--delay", "0", "--state", "other.json", "--list", "feeds.txt").must(t, codeDone).says(t, "articles  1: 0 new, 0 changed, 1 unchanged")
}

func TestWatchFaults(t *testing.T) {
	newWorkplace(t)
	s := newsServer(t)
	demarche(t, "", "watch", "--once", s.URL+"/feed.xml").must(t, codeFailed).says(t, "failed: "+s.URL+"/feed.xml: an address of this machine or of the local network, which is not asked: allow it (--allow-local) if you trust the feed (127.0.0.1)")
	write(t, "broken.json", "{")
	for _, c := range []struct {
		words string
		args  []string
	}{
		{"requires at least 1 arg", nil},
		{`"news.example": not an address of the web`, []string{"news.example"}},
		{"--list: open none.txt", []string{"--list", "none.txt"}},
		{"no feed to watch", []string{"--list", "/dev/null"}},
		{"use auto, always or never", []string{"--pages", "some", "https://news.example/"}},
		{"above zero", []string{"--every", "0s", "https://news.example/"}},
		{"in broken.json can't be read", []string{"--state", "broken.json", "https://news.example/"}},
	} {
		demarche(t, "", append([]string{"watch", "--once"}, c.args...)...).must(t, codeUsage).says(t, c.words)
	}
}

// A watch goes on until it is asked to end, through what fails meanwhile.
func TestWatchGoesOn(t *testing.T) {
	newWorkplace(t)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var polls atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch n := polls.Add(1); n {
		case 2:
			w.WriteHeader(http.StatusInternalServerError)
		case 4:
			stop()
		default:
			fmt.Fprintf(w, `<rss version="2.0"><channel><item><guid>urn:herald:%d</guid><description>%s</description></item></channel></rss>`, n, talks)
		}
	}))
	defer s.Close()
	r := demarcheIn(ctx, "", "watch", "--allow-local", "--delay", "0", "--every", "10ms", s.URL).must(t, codeDone)
	r.says(t, "articles  1: 1 new", "failed: "+s.URL+": the server does not give it (500 Internal Server Error)")
	if n := loaded(t); n != 2 {
		t.Errorf("%d articles are loaded of the two in the feed:\n%s", n, r.stderr)
	}
	if _, err := os.Stat("demarche-watch.json"); err != nil {
		t.Error(err)
	}
}
