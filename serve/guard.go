package serve

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/serve/api"
)

// policy is the content security policy of the page. Positions of elements are
// set by its script, which is no inline style.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// cookie holds the token of a browser.
const cookie = "demarche"

// guard refuses what may not be asked, before anything else is done.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer") // sources don't learn who reads what
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			s.problem(w, r, &api.RequestError{Status: http.StatusMethodNotAllowed, Err: errors.New("the graph is only read here: use GET")})
			return
		}
		if len(r.URL.RawQuery) > 4<<10 {
			s.problem(w, r, &api.RequestError{Status: http.StatusRequestURITooLong, Err: errors.New("the address is too long")})
			return
		}
		if !s.host(r) {
			s.problem(w, r, &api.RequestError{Status: http.StatusMisdirectedRequest, Err: fmt.Errorf("this server is not asked as %q: start it with --host %s if that is its name", r.Host, hostname(r.Host))})
			return
		}
		if !s.allowed(w, r) {
			return
		}
		next.ServeHTTP(w, r)
	})
}

func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// host reports whether the request was meant for this server. A numeric address
// can't be another site's name.
func (s *Server) host(r *http.Request) bool {
	name := hostname(r.Host)
	return loopback(name) || net.ParseIP(name) != nil || slices.Contains(s.opts.Hosts, name)
}

// allowed reports whether the request shows the token, in a header as programs
// do or in a cookie. A browser that opens the page with ?token= gets the cookie,
// and the token leaves the address, which people share.
func (s *Server) allowed(w http.ResponseWriter, r *http.Request) bool {
	if s.opts.Token == "" {
		return true
	}
	if given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && s.same(given) {
		return true
	}
	if c, err := r.Cookie(cookie); err == nil && s.same(c.Value) {
		return true
	}
	if given := r.URL.Query().Get("token"); given != "" && s.same(given) && !strings.HasPrefix(r.URL.Path, "/api/") {
		// Behind a proxy that speaks HTTPS the cookie stays on HTTPS; elsewhere it
		// could not be set at all.
		secure := r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
		http.SetCookie(w, &http.Cookie{Name: cookie, Value: given, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: secure}) // #nosec G124
		query := r.URL.Query()
		query.Del("token")
		http.Redirect(w, r, (&urlPath{r.URL.Path, query.Encode()}).String(), http.StatusSeeOther)
		return false
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="demarche"`)
	s.problem(w, r, &api.RequestError{Status: http.StatusUnauthorized, Err: errors.New("a token is needed: send the header Authorization: Bearer TOKEN, or open the page once with ?token=TOKEN")})
	return false
}

// urlPath is an address on this server. A path that begins with two slashes
// would lead to another one.
type urlPath struct{ path, query string }

func (u *urlPath) String() string {
	address := "/" + strings.TrimLeft(u.path, "/\\")
	if u.query != "" {
		address += "?" + u.query
	}
	return address
}
