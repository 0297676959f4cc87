package watch

import (
	"net/url"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	const groups = "\ufeffUser-agent: other\nDisallow: /\n\n# for us\nUser-Agent: first\nuser-agent: Demarche/2\nDisallow: /private # not that\nAllow: /private/open\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /\n" +
		"User-agent: demarche\nDisallow: /*.pdf$\nDisallow: /search?q=\nDisallow:\nDisallow: /caf%C3%A9/%7Ex\nAllow: /private/open/not$\nSitemap: https://example.org/s.xml\nDisallow: /same\nAllow: /same\n"
	for _, c := range []struct {
		robots, path string
		want         bool
	}{
		{groups, "/", true},
		{groups, "", true},
		{groups, "/private", false},
		{groups, "/private/x", false},
		{groups, "/privateer", false},
		{groups, "/private/open/x", true},
		{groups, "/a/b.pdf", false},
		{groups, "/a/b.pdf?x", true},
		{groups, "/search?q=x", false},
		{groups, "/search?p=x", true},
		{groups, "/café/~x/y", false},
		{groups, "/caf%c3%a9/%7ex", false},
		{groups, "/same/x", true},
		{"User-agent: *\nDisallow: /a\n", "/a/b", false},
		{"User-agent: *\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n", "/b", true},
		{"User-agent: *\nDisallow: /a*b*c\n", "/axxbyyc/z", false},
		{"User-agent: *\nDisallow: /a*b*c\n", "/axxcyyb", true},
		{"User-agent: *\nDisallow: /*x$\n", "/axbx", false},
		{"User-agent: *\nDisallow: /ab*b$\n", "/ab", true},
		{"Disallow: /\n", "/", true}, // for nobody
		{"<html>not found</html>", "/", true},
		{"", "/", true},
	} {
		r := parseRobots(c.robots, product)
		u, err := url.Parse("https://example.org" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.allow(u); got != c.want {
			t.Errorf("%s by\n%s\n%v, want %v", c.path, c.robots, got, c.want)
		}
	}
	if r := parseRobots(groups, product); r.delay != 2500*time.Millisecond {
		t.Errorf("a delay of %v", r.delay)
	}
	if r := parseRobots("User-agent: *\nCrawl-delay: 86400\n", product); r.delay != crawlDelayMost {
		t.Errorf("a delay of %v", r.delay)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%7e%zz\nCrawl-delay: 1e9", "/a%")
	f.Fuzz(func(t *testing.T, robots, path string) {
		r := parseRobots(robots, product)
		u := &url.URL{Scheme: "https", Host: "example.org", Path: "/" + path}
		r.allow(u)
		if n := normal(path); normal(n) != n {
			t.Errorf("%q is written %q and then %q", path, n, normal(n))
		}
		if r.delay < 0 || r.delay > crawlDelayMost {
			t.Errorf("a delay of %v", r.delay)
		}
	})
}
