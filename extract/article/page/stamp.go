package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// stamp is an element of the page that may show when it was published.
type stamp struct {
	value string
	rank  int // 2: says that it is the date of publication; 1: says that it is a date; 0: is one
}

// words of class, id and itemprop that announce the date of publication, and
// those that announce another one.
var (
	saysPublished = regexp.MustCompile(`(date|time)[-_]?(published|posted|created|issued)|(publi|post|entry|article|story|news|byline|issue|release|press)[a-z]*[-_]*(date|time)|(publi|post)[a-z]*[-_]on|pubdate|published`)
	saysDate      = regexp.MustCompile(`(^|[-_ ])(date|datetime|timestamp|dateline)($|[-_ ])`)
	saysOther     = regexp.MustCompile(`modif|updat|expir|comment|related|teaser|sidebar|recent|latest|popular|most|footer|copyright|event|archive|calendar|current|today|widget|menu|nav`)
)

// stampOf looks at one element. Dates among teasers, comments and notices are
// those of other articles and are not taken.
func stampOf(n *html.Node) (stamp, bool) {
	switch n.DataAtom {
	case atom.Meta, atom.Script, atom.Link, atom.Style, atom.Body, atom.Html:
		return stamp{}, false
	}
	marks := marksOf(n)
	s := stamp{}
	switch {
	case n.DataAtom != atom.Time && n.DataAtom != atom.A && isDate(n):
		s.value = strings.TrimSpace(n.FirstChild.Data)
		if !saysDate.MatchString(marks) && !saysPublished.MatchString(marks) {
			return s, !saysOther.MatchString(marks) && !elsewhere(n)
		}
		s.rank = 1
		if saysPublished.MatchString(marks) {
			s.rank = 2
		}
	case n.DataAtom != atom.Time && !strings.Contains(marks, "date") && !strings.Contains(marks, "time") && !strings.Contains(marks, "publi") && !strings.Contains(marks, "post"):
		return s, false // nearly every element; the patterns cost more than all the rest
	case n.DataAtom == atom.Time:
		s.value = attr(n, "datetime")
		s.rank = 1
		if _, ok := find(n, "pubdate"); ok || saysPublished.MatchString(marks) {
			s.rank = 2
		}
	case saysPublished.MatchString(marks):
		s.rank = 2
		s.value = attr(n, "datetime")
		if s.value == "" {
			s.value = attr(n, "content")
		}
	case saysDate.MatchString(marks):
		s.rank = 1
	default:
		return s, false
	}
	if saysOther.MatchString(marks) || elsewhere(n) {
		return s, false
	}
	if s.value == "" {
		if s.value = shortText(n); s.value == "" {
			return s, false
		}
	}
	s.value = strings.TrimSpace(s.value)
	return s, true
}

// written is a date as pages show it: "19 May 2025", "Monday, May 19, 2025 18:40".
var written = regexp.MustCompile(`^(?:[A-Z][a-z]{2,8}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)(?:,? [-|•]? ?(?:at )?\d{1,2}:\d\d.{0,12})?$`)

// isDate reports whether an element holds a date and nothing else.
func isDate(n *html.Node) bool {
	c := n.FirstChild
	if c == nil || c != n.LastChild || c.Type != html.TextNode || len(c.Data) > 100 {
		return false
	}
	text := line(c.Data)
	return len(text) >= 8 && len(text) <= 48 && strings.ContainsAny(text, "0123456789") && written.MatchString(text)
}

// marksOf gives what the page's authors call an element, in lower case.
func marksOf(n *html.Node) string {
	var b strings.Builder
	for _, key := range []string{"class", "id", "itemprop"} {
		if v := attr(n, key); v != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(v)
		}
	}
	return strings.ToLower(b.String())
}

func find(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// shortText gives the text of an element that holds little more than a date;
// "" when it holds more.
func shortText(n *html.Node) string {
	size := 0
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			if size += len(c.Data); size > 200 {
				return ""
			}
		}
	}
	if t := textOf(n); len(t) <= 80 {
		return t
	}
	return ""
}

// elsewhere reports whether an element stands in a part of the page that is
// about something else.
func elsewhere(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		case atom.A:
			// A date inside a link is the date of what is linked to.
			return true
		case atom.Body:
			return false
		}
		if marks := marksOf(p); marks != "" && inOther.MatchString(marks) {
			return true
		}
	}
	return false
}

// inOther is saysOther for what stands around an element: fewer words, because
// the name of a whole page's layout often has one of them.
var inOther = regexp.MustCompile(`(^|[-_ ])(comments?|related|teasers?|sidebar|recent|latest|popular|most|footer|widget|menu|navigation|recommended|recirculation)($|[-_ ])`)

// publishedMetas are the metas that hold the date of publication, the plainest
// first. Those of modification are not read: a page that was touched years later
// would be dated by that.
var publishedMetas = []string{
	"article:published_time", "og:published_time", "og:article:published_time", "datepublished", "article:published", "rnews:datepublished",
	"dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created", "dcterms.date", "dc.date", "dc:date", "dc:created",
	"citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
	"pubdate", "publishdate", "publish-date", "publish_date", "publicationdate", "publication_date", "published_date", "published-date", "published_time", "publishtime",
	"article.published", "article_date_original", "originalpublicationdate", "bt:pubdate", "ptime", "displaydate", "date_published", "datecreated", "date", "created",
}

// inAddress is a day in an address: /2025/05/19/, /2025-05-19-talks.
var inAddress = regexp.MustCompile(`/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_-]|$)`)

// published lists what may tell when the page was published, the surest first.
func (h *head) published(address string) []string {
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	add(h.linked.published)
	for _, k := range publishedMetas {
		add(h.meta[k])
	}
	for rank := 2; rank > 0; rank-- {
		for _, s := range h.times {
			if s.rank == rank {
				add(s.value)
			}
		}
		if m := inAddress.FindStringSubmatch(address); m != nil && rank == 2 {
			add(m[1] + "-" + pad(m[2]) + "-" + pad(m[3]))
		}
	}
	// Dates that nothing says anything about count if the page shows one only.
	only := ""
	for _, s := range h.times {
		if s.rank == 0 {
			if only != "" && only != s.value {
				return out
			}
			only = s.value
		}
	}
	add(only)
	return out
}

func pad(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}
