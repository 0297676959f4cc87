package page

import (
	"encoding/json"
	"strings"
)

// linked is what the JSON-LD of a page says of its article, in the vocabulary of
// schema.org.
type linked struct {
	headline, publisher, url, published, body string
	rank                                      int // how surely it speaks of the article
}

// blockMost is the size of the largest block that is read: in memory it takes
// up to forty times as much.
const blockMost = 1 << 20

// read takes in one block of JSON-LD. Blocks that are not JSON are passed over,
// as search engines do: the page says the same elsewhere.
func (l *linked) read(block string) {
	if len(block) > blockMost {
		return
	}
	block = strings.TrimSpace(block)
	// Some wrap the block as if it were a script.
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		if strings.HasPrefix(block, wrap[0]) {
			block = strings.TrimSuffix(strings.TrimPrefix(block, wrap[0]), wrap[1])
		}
	}
	var v any
	if json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(block), ";")), &v) == nil {
		l.walk(v, 0)
	}
}

// walk looks for the article among the things that the block describes: a page
// of news also describes its site, its breadcrumbs and the articles it links to.
func (l *linked) walk(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.walk(e, depth+1)
		}
	case map[string]any:
		if r := rankOf(v["@type"]); r > l.rank {
			l.take(v, r)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			l.walk(v[key], depth+1)
		}
	}
}

// rankOf says how surely a thing of this type is the page's article: 0, not at
// all.
func rankOf(t any) int {
	best := 0
	for _, name := range texts(t) {
		name = name[strings.LastIndexAny(name, "/#:")+1:]
		switch {
		case strings.HasSuffix(name, "NewsArticle"), strings.HasSuffix(name, "Article") && name != "Article", name == "LiveBlogPosting":
			best = max(best, 3)
		case name == "Article", name == "BlogPosting", name == "Report", name == "SpecialAnnouncement":
			best = max(best, 2)
		case name == "WebPage", name == "ItemPage":
			best = max(best, 1)
		}
	}
	return best
}

// take keeps what a thing says; what it leaves open stays as a thing of lower
// rank said it.
func (l *linked) take(v map[string]any, rank int) {
	l.rank = rank
	set := func(field *string, values ...any) {
		for _, value := range values {
			for _, s := range texts(value) {
				if s = strings.TrimSpace(s); s != "" {
					*field = s
					return
				}
			}
		}
	}
	set(&l.headline, v["headline"], v["name"])
	set(&l.published, v["datePublished"], v["dateCreated"])
	set(&l.body, v["articleBody"])
	set(&l.publisher, under(v["publisher"], "name"), under(v["sourceOrganization"], "name"))
	set(&l.url, under(v["mainEntityOfPage"], "@id"), v["mainEntityOfPage"], v["url"], v["@id"])
}

// under gives a field of a thing, or of the first of several.
func under(v any, key string) any {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	if m, ok := v.(map[string]any); ok {
		return m[key]
	}
	return nil
}

// texts gives the strings of a value that may be one or a list.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}
