package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// robotsMost is how much of a robots.txt is read, the least that RFC 9309 asks.
	robotsMost = 512 << 10
	// robotsFor is how long a robots.txt is believed.
	robotsFor = 24 * time.Hour
	// closedFor is how long a site is left alone that could not give it.
	closedFor = 5 * time.Minute
	// crawlDelayMost bounds what a site may ask: with more, its pages would come
	// days late.
	crawlDelayMost = time.Minute
)

// rules are what a robots.txt says to one program.
type rules struct {
	list  []rule
	delay time.Duration
	// closed is why nothing may be fetched for now: the site could not say.
	closed error
}

type rule struct {
	allow   bool
	pattern string
}

// robots are the rules of sites, fetched when they are first needed.
type robots struct {
	mu    sync.Mutex
	sites map[string]*site
}

type site struct {
	mu      sync.Mutex // held while the rules are fetched: others wait for them
	rules   rules
	fetched time.Time
}

// of returns the rules for an address.
func (r *robots) of(ctx context.Context, f *fetcher, u *url.URL) rules {
	root := u.Scheme + "://" + u.Host
	r.mu.Lock()
	s := r.sites[root]
	if s == nil {
		s = &site{}
		r.sites[root] = s
	}
	r.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	age := f.opts.Now().Sub(s.fetched)
	if s.fetched.IsZero() || age > robotsFor || s.rules.closed != nil && age > closedFor {
		s.rules = f.robotsAt(ctx, root+"/robots.txt")
		s.fetched = f.opts.Now()
	}
	return s.rules
}

// robotsAt fetches and reads a robots.txt: with none everything is allowed, and
// nothing where the server failed, as RFC 9309 has it.
func (f *fetcher) robotsAt(ctx context.Context, address string) rules {
	a, err := f.get(ctx, request{address: address, most: robotsMost, cut: true, unasked: true})
	switch {
	case errors.Is(err, ErrLocal):
		return rules{closed: err}
	case err != nil:
		return rules{closed: fmt.Errorf("%w, asked what may be fetched (robots.txt)", err)}
	case a.status == http.StatusOK:
		return parseRobots(string(a.body), product)
	case a.status >= 500 || a.status == http.StatusTooManyRequests:
		return rules{closed: fmt.Errorf("%w: it did not say what may be fetched (robots.txt: %s)", ErrReach, statusText(a.status))}
	}
	return rules{}
}

// parseRobots reads the groups that name the program, or else those for all.
func parseRobots(text, product string) rules {
	var named, all rules
	var found bool
	var into []*rules
	inRules := true // after the rules of a group, a name begins the next
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		field, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		field, value = strings.ToLower(strings.TrimSpace(field)), strings.TrimSpace(value)
		switch field {
		case "user-agent":
			if inRules {
				into, inRules = nil, false
			}
			name, _, _ := strings.Cut(value, "/")
			switch {
			case value == "*":
				into = append(into, &all)
			case strings.EqualFold(name, product):
				into, found = append(into, &named), true
			}
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue // "Disallow:" allows everything, which no rule does too
			}
			for _, r := range into {
				r.list = append(r.list, rule{field == "allow", normal(value)})
			}
		case "crawl-delay":
			inRules = true
			if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
				for _, r := range into {
					r.delay = time.Duration(min(seconds, crawlDelayMost.Seconds()) * float64(time.Second))
				}
			}
		}
	}
	if found {
		return named
	}
	return all
}

// allow reports whether an address may be fetched: the longest rule that fits
// decides, and between two of one length the one that allows.
func (r *rules) allow(u *url.URL) bool {
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normal(path)
	longest, allowed := -1, true
	for _, rule := range r.list {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && fits(rule.pattern, path) {
			longest, allowed = n, rule.allow
		}
	}
	return allowed
}

// fits reports whether a path begins with a pattern, in which * stands for
// anything and $ at the end for the end.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			return false
		}
		rest = after
	}
	return !whole || rest == ""
}

// normal writes a path in the one way in which two that are the same are equal:
// letters, figures and -._~ bare, other escapes in capitals.
func normal(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				c = byte(n)
				i += 2
				if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
					b.WriteByte(c)
				} else {
					b.Write([]byte{'%', hex[c>>4], hex[c&15]})
				}
				continue
			}
		}
		if c > 0x7e || c <= ' ' {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
