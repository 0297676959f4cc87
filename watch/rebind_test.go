package watch

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers each question for an address with the next of a list, and
// with the last from then on.
func nameServer(t *testing.T, addresses ...[4]byte) *net.Resolver {
	t.Helper()
	c, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	go func() {
		b := make([]byte, 4096)
		for {
			n, from, err := c.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Authoritative = true, true
			m.Additionals = nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: addresses[0]}}}
				if len(addresses) > 1 {
					addresses = addresses[1:]
				}
			}
			out, err := m.Pack()
			if err == nil {
				_, err = c.WriteTo(out, from)
			}
			if err != nil {
				return // who asks gets no answer
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", c.LocalAddr().String())
	}}
}

// A name that leads to a machine of the local network is refused, also one that
// led elsewhere when it was asked before (DNS rebinding): what counts is the
// address to which the connection is made.
func TestNamesThatLeadToTheLocalNetwork(t *testing.T) {
	system := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = system })
	net.DefaultResolver = nameServer(t, [4]byte{127, 0, 0, 1})
	s, secret := newServer(t), newServer(t)
	secret.set("/keys", page(english))
	_, port, _ := strings.Cut(strings.TrimPrefix(secret.URL, "http://"), ":")
	s.set("/feed", "<rss><channel><item><link>http://news.test:"+port+"/keys</link><guid>1</guid></item></channel></rss>")
	if got := newWatch(t, s, "/feed").poll(); !strings.Contains(got, "an address of this machine or of the local network") || strings.Contains(got, "read ") {
		t.Errorf("have %s", got)
	}
	// The check of a name would have seen the public address, that of the connection sees the other.
	net.DefaultResolver = nameServer(t, [4]byte{8, 8, 8, 8}, [4]byte{127, 0, 0, 1})
	if first, err := net.DefaultResolver.LookupHost(t.Context(), "news.test"); err != nil || first[0] != "8.8.8.8" {
		t.Fatalf("%v, %v", first, err)
	}
	if got := newWatch(t, s, "/feed").poll(); !strings.Contains(got, "an address of this machine or of the local network") {
		t.Errorf("have %s", got)
	}
	if asked := secret.took(); asked != "" {
		t.Errorf("a server that is not allowed was asked for %s", asked)
	}
}

// Links of feeds and redirects lead to the web and nowhere else.
func TestOtherSchemesAreRefused(t *testing.T) {
	s := newServer(t)
	feed := "<rss><channel>"
	for _, l := range []string{"file:///etc/passwd", "gopher://127.0.0.1:70/", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:text/html,<p>x", "unix:///var/run/docker.sock", "//evil.test@127.0.0.1/x", "http://user:secret@127.0.0.1/x"} {
		feed += "<item><link>" + strings.ReplaceAll(l, "<", "&lt;") + "</link><guid>" + strings.ReplaceAll(l, "<", "&lt;") + "</guid></item>"
	}
	s.handle("/hop", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	s.set("/feed", feed+"<item><link>"+s.URL+"/hop</link><guid>hop</guid></item></channel></rss>")
	got := newWatch(t, s, "/feed").poll()
	if strings.Contains(got, "read ") || strings.Contains(got, "root:") || strings.Contains(got, "secret") || !strings.Contains(got, "failed hop not an address of the web") {
		t.Errorf("have %s", got)
	}
}
