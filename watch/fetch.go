package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
)

// product is what this program calls itself to servers and is called by in
// robots.txt.
const product = "demarche"

// Why an address was not fetched, besides ErrLocal.
var (
	ErrAddress  = errors.New("not an address of the web: give http:// or https://, without user and password")
	ErrRobots   = errors.New("the site asks programs not to fetch it (robots.txt)")
	ErrRedirect = errors.New("leads from one address to the next without end")
	ErrTimeout  = errors.New("no whole answer within the time limit")
	ErrServer   = errors.New("the server does not give it")
	ErrReach    = errors.New("the server can't be reached")
)

const (
	redirectsMost = 5
	headersMost   = 64 << 10
)

// fetcher asks servers, politely and within limits. It may be used by many
// goroutines.
type fetcher struct {
	opts   *Options
	client http.Client
	pace   pace
	robots robots
}

func newFetcher(opts *Options) *fetcher {
	f := &fetcher{opts: opts, pace: pace{free: map[string]time.Time{}}, robots: robots{sites: map[string]*site{}}}
	dialer := &net.Dialer{Timeout: opts.Timeout, Control: f.control}
	f.client = http.Client{
		Transport: &http.Transport{
			// No proxy: where one connects to can't be seen from here.
			Proxy:                  nil,
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			TLSHandshakeTimeout:    opts.Timeout,
			ResponseHeaderTimeout:  opts.Timeout,
			MaxResponseHeaderBytes: headersMost,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        time.Minute,
		},
		// Redirects are followed below, each asked for like a request of its own.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

// request is what is to be fetched.
type request struct {
	address        string
	etag, modified string // what is there already, or ""
	most           int64  // bytes
	// cut: what is longer is cut off, else it is an error.
	cut bool
	// unasked: robots.txt is not asked, for what the user named and for itself.
	unasked bool
}

// answer is what a server gave. Only one of status 200 has a body.
type answer struct {
	status      int
	body        []byte
	contentType string
	address     string // after redirects
	// moved is set when the address has changed for good.
	moved          bool
	etag, modified string
	retryAfter     time.Duration
}

// get fetches an address. A status that is no success is no error, see
// answer.fault. Errors wrap one of the sentinels, article.ErrTooLarge, or are the
// context's.
func (f *fetcher) get(ctx context.Context, r request) (*answer, error) {
	u, err := parseAddress(r.address)
	if err != nil {
		return nil, err
	}
	moved := true
	for hop := 0; hop <= redirectsMost; hop++ {
		delay := f.opts.Delay
		if !r.unasked {
			rules := f.robots.of(ctx, f, u)
			switch {
			case rules.closed != nil:
				return nil, rules.closed
			case !rules.allow(u):
				return nil, ErrRobots
			}
			delay = max(delay, rules.delay)
		}
		if err := f.pace.wait(ctx, u.Host, delay); err != nil {
			return nil, err
		}
		a, next, err := f.ask(ctx, u, r)
		if err != nil {
			return nil, err
		}
		if next == nil {
			a.moved = moved && hop > 0
			return a, nil
		}
		moved = moved && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect)
		if u, err = parseAddress(next.String()); err != nil {
			return nil, err
		}
	}
	return nil, ErrRedirect
}

func parseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	// The address is not repeated: it may hold a password.
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return nil, ErrAddress
	}
	u.Fragment = ""
	return u, nil
}

// ask makes one request. It returns the address to which the server points, if
// it does.
func (f *fetcher) ask(ctx context.Context, u *url.URL, r request) (*answer, *url.URL, error) {
	limited, cancel := context.WithTimeout(ctx, f.opts.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(limited, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, ErrAddress
	}
	req.Header.Set("User-Agent", f.opts.Agent)
	req.Header.Set("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5")
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	if r.modified != "" {
		req.Header.Set("If-Modified-Since", r.modified)
	}
	res, err := f.client.Do(req)
	if err != nil {
		return nil, nil, fetching(ctx, err)
	}
	defer res.Body.Close()
	a := &answer{status: res.StatusCode, contentType: res.Header.Get("Content-Type"), address: u.String(),
		etag: res.Header.Get("ETag"), modified: res.Header.Get("Last-Modified"), retryAfter: f.retryAfter(res.Header.Get("Retry-After"))}
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if next, err := res.Location(); err == nil {
			return a, next, nil
		}
	case http.StatusOK:
		a.body, err = io.ReadAll(io.LimitReader(res.Body, r.most+1))
		switch {
		case err != nil:
			return nil, nil, fetching(ctx, err)
		case int64(len(a.body)) > r.most && !r.cut:
			return nil, nil, fmt.Errorf("%w (the limit is %d bytes)", article.ErrTooLarge, r.most)
		}
		a.body = a.body[:min(int64(len(a.body)), r.most)]
	}
	return a, nil, nil
}

// fetching gives an error of the network its sentinel.
func fetching(ctx context.Context, err error) error {
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err // the address stands in front of it already
	}
	var dial *net.OpError
	var timeout net.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrLocal) && errors.As(err, &dial):
		return dial.Err
	case errors.As(err, &timeout) && timeout.Timeout():
		return ErrTimeout
	}
	return fmt.Errorf("%w (%w)", ErrReach, err)
}

// fault is why an answer is of no use, nil for one that is. 304 is none.
func (a *answer) fault() error {
	if a.status == http.StatusOK || a.status == http.StatusNotModified {
		return nil
	}
	return fmt.Errorf("%w (%s)", ErrServer, statusText(a.status))
}

func statusText(status int) string {
	text := strconv.Itoa(status)
	if t := http.StatusText(status); t != "" {
		text += " " + t
	}
	return text
}

// passing reports whether a fault may be gone the next time.
func passing(a *answer, err error) bool {
	if err != nil {
		return errors.Is(err, ErrTimeout) || errors.Is(err, ErrReach)
	}
	return a.status >= 500 || a.status == http.StatusTooManyRequests || a.status == http.StatusRequestTimeout || a.status == http.StatusTooEarly
}

// retryAfter reads the header of that name: seconds, or a time.
func (f *fetcher) retryAfter(s string) time.Duration {
	if seconds, err := strconv.Atoi(s); err == nil {
		return time.Duration(max(0, min(seconds, 1<<20))) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(0, at.Sub(f.opts.Now()))
	}
	return 0
}
