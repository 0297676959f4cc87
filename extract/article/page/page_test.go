package page

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// story is an article with what stands around one.
const story = `<!DOCTYPE html>
<html lang="en"><head><title>Ministers of Norway and Sweden meet in Oslo | The Fjord Herald</title>
<meta property="og:site_name" content="The Fjord Herald">
HEAD
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<header><a href="/subscribe">Subscribe now for one krone a week</a></header>
<main><article>
<h1>Ministers of Norway and Sweden meet in Oslo</h1>
TOP
<figure><img src="/a.jpg"><figcaption>The two ministers at an earlier meeting in Bergen, 2 March 2019.</figcaption></figure>
<p>The foreign minister of Norway, Kari Example, met her Swedish colleague, Sven Sample, in&nbsp;Oslo on
Monday to discuss the situation in the Baltic Sea, her ministry said.</p>
<p>The talks lasted <b>two hours</b>, and both sides called them &ldquo;useful&rdquo;.<br>They will meet again in June, according to a spokesman of the ministry.</p>
<h2>A call before the meeting</h2>
<p>The two had spoken by phone on Friday, when they agreed on the list of questions, which includes fishing, cables and the search for mines.</p>
<ul><li>Fishing rights, which the two countries have negotiated about since last year,</li><li>cables on the sea floor, two of which were cut in January.</li></ul>
<p>&ldquo;We left no question open,&rdquo; the Norwegian minister told reporters after the meeting, &ldquo;and I expect that June will bring an agreement.&rdquo;</p>
</article>
<aside class="related"><h3>Related</h3><ul><li><a href="/x">King opens exhibition</a> <time datetime="2001-01-01T00:00:00Z">1 January 2001</time></li><li><a href="/y">Ferry late again</a></li></ul></aside>
</main>
<footer><p>Copyright The Fjord Herald. All rights reserved. Terms of use apply to all content of this site.</p></footer>
</body></html>`

func with(head, top string) string {
	return strings.NewReplacer("HEAD", head, "TOP", top).Replace(story)
}

const address = "https://www.fjord-herald.example/world/ministers-meet?utm_source=mail&id=7#top"

func TestReadBody(t *testing.T) {
	p, err := Read(with("", ""), address)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"met her Swedish colleague, Sven Sample, in\u00a0Oslo on Monday to discuss the situation in the Baltic Sea, her ministry said.",
		"The talks lasted two hours, and both sides called them “useful”.",
		"They will meet again in June, according to a spokesman of the ministry.",
		"A call before the meeting",
		"Fishing rights, which the two countries have negotiated about since last year,",
	} {
		if !slices.Contains(strings.Split(p.Text, "\n"), want) && !strings.Contains(p.Text, want) {
			t.Errorf("no line %q in:\n%s", want, p.Text)
		}
	}
	if n := len(strings.Split(p.Text, "\n")); n != 8 {
		t.Errorf("%d lines, want one for each of 8 paragraphs:\n%s", n, p.Text)
	}
	for _, around := range []string{"Subscribe", "Home", "King opens", "Ferry", "Copyright", "earlier meeting in Bergen"} {
		if strings.Contains(p.Text, around) {
			t.Errorf("%q, which is not of the article, is in its text", around)
		}
	}
	if p.Title != "Ministers of Norway and Sweden meet in Oslo" || p.Source != "The Fjord Herald" {
		t.Errorf("title %q, source %q", p.Title, p.Source)
	}
	if p.URL != "https://www.fjord-herald.example/world/ministers-meet?id=7" {
		t.Errorf("address %q", p.URL)
	}
	if len(p.Published) > 0 {
		t.Errorf("published %q, though only a teaser has a date", p.Published)
	}
}

func TestReadHead(t *testing.T) {
	const ld = `<script type="application/ld+json">`
	for _, c := range []struct {
		name, head, top string
		published       string // the first
		title           string
		url             string
		source          string
	}{
		{name: "JSON-LD of an article", published: "2025-05-19T18:40:00+02:00", title: "Talks in Oslo", url: "https://www.fjord-herald.example/a", source: "Fjord Press",
			head: ld + `{"@context":"https://schema.org","@type":"NewsArticle","headline":"Talks in Oslo","datePublished":"2025-05-19T18:40:00+02:00","dateModified":"2025-05-20T08:00:00+02:00","url":"/a","publisher":{"@type":"Organization","name":"Fjord Press"}}</script>`},
		{name: "JSON-LD of a graph, the article among others", published: "2025-05-19",
			head: ld + `{"@graph":[{"@type":"WebSite","name":"X","datePublished":"1999-01-01"},{"@type":["ReportageNewsArticle"],"headline":"","datePublished":"2025-05-19"},{"@type":"BreadcrumbList"}]}</script>`},
		{name: "JSON-LD: the article outranks the page", published: "2025-05-19",
			head: ld + `[{"@type":"WebPage","datePublished":"2011-11-11","name":"Page"},{"@type":"https://schema.org/Article","datePublished":"2025-05-19"}]</script>`, title: "Page"},
		{name: "JSON-LD wrapped as a script, and broken JSON-LD before it", published: "2025-05-19",
			head: ld + `{"@type":"NewsArticle",</script>` + ld + "//<![CDATA[\n" + `{"@type":"NewsArticle","datePublished":"2025-05-19"};` + "\n//]]></script>"},
		{name: "Open Graph", published: "2025-05-19T16:40:00Z", title: "Talks “in” Oslo", url: "https://www.fjord-herald.example/og",
			head: `<meta property="article:published_time" content="2025-05-19T16:40:00Z"><meta property="article:modified_time" content="2025-06-19T16:40:00Z"><meta property="og:title" content="Talks &amp;ldquo;in&amp;rdquo; Oslo"><meta property="og:url" content="/og">`},
		{name: "Dublin Core", head: `<meta name="DC.date.issued" content="2025-05-19">`, published: "2025-05-19"},
		{name: "microdata", top: `<span itemprop="datePublished" content="2025-05-19T18:40+02:00">Monday</span>`, published: "2025-05-19T18:40+02:00"},
		{name: "<time>", top: `<time datetime="2025-05-19T18:40:00+02:00">19 May</time>`, published: "2025-05-19T18:40:00+02:00"},
		{name: "<time> of the publication, not of the update", top: `<time class="updated" datetime="2025-05-21">21 May</time><time class="published" datetime="2025-05-19">19 May</time>`, published: "2025-05-19"},
		{name: "<time> of a comment", top: `<div class="comments"><time datetime="2025-05-21">21 May</time></div>`},
		{name: "shown, not marked up", top: `<div class="article-date">19 May 2025, 18:40</div>`, published: "19 May 2025, 18:40"},
		{name: "shown alone", top: `<p><span>Monday, 19 May 2025 18:40</span></p>`, published: "Monday, 19 May 2025 18:40"},
		{name: "two dates shown alone", top: `<p><span>19 May 2025</span><span>20 May 2025</span></p>`},
		{name: "a date in a sentence", top: `<p>They met on <b>Monday</b>, 19 May 2025.</p>`},
		{name: "a date that is a link", top: `<p><a href="/d">19 May 2025</a></p>`},
		{name: "canonical address", head: `<link rel="canonical" href="https://fjord-herald.example/c?utm_medium=x">`, url: "https://fjord-herald.example/c"},
		{name: "canonical address that is the front page", head: `<link rel=canonical href="https://www.fjord-herald.example/">`},
		{name: "canonical address of another scheme", head: `<link rel=canonical href="javascript:alert(1)">`},
		{name: "title with the site before it", head: `<meta property="og:title" content="The Fjord Herald - Talks in Oslo">`, title: "Talks in Oslo"},
		{name: "site name that is a slogan", head: `<meta property="og:site_name" content="x">` + ld + `{"@type":"NewsArticle","publisher":[{"name":"Herald Group"}]}</script>`, source: "Herald Group"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Read(with(c.head, c.top), address)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(p.Published) > 0 {
				got = p.Published[0]
			}
			if got != c.published {
				t.Errorf("published %q, want %q", p.Published, c.published)
			}
			for _, f := range []struct{ name, got, want, usual string }{
				{"title", p.Title, c.title, "Ministers of Norway and Sweden meet in Oslo"},
				{"address", p.URL, c.url, "https://www.fjord-herald.example/world/ministers-meet?id=7"},
				{"source", p.Source, c.source, "The Fjord Herald"},
			} {
				if f.want == "" {
					f.want = f.usual
				}
				if f.got != f.want {
					t.Errorf("%s %q, want %q", f.name, f.got, f.want)
				}
			}
		})
	}
}

func TestReadAddresses(t *testing.T) {
	for _, c := range []struct{ name, source, from, want, published string }{
		{"a page that a browser saved", "<!DOCTYPE html>\n<!-- saved from url=(0044)https://fjord-herald.example/2025/05/19/talks -->" + story[15:], "", "https://fjord-herald.example/2025/05/19/talks", "2025-05-19"},
		{"a day in the address", story, "https://fjord-herald.example/2025/5/9/talks", "https://fjord-herald.example/2025/5/9/talks", "2025-05-09"},
		{"a month in the address", story, "https://fjord-herald.example/2025/05/talks-19", "https://fjord-herald.example/2025/05/talks-19", ""},
		{"no address", story, "", "", ""},
		{"an address that is none", story, "file:///home/a.html", "", ""},
		{"a password in the address", story, "https://kari:secret@fjord-herald.example/a", "https://fjord-herald.example/a", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Read(c.source, c.from)
			if err != nil {
				t.Fatal(err)
			}
			if p.URL != c.want || strings.Join(p.Published, " ") != c.published {
				t.Errorf("address %q, published %q; want %q, %q", p.URL, p.Published, c.want, c.published)
			}
		})
	}
}

// A page that a script fills has nothing but what JSON-LD says; a page of the
// nineties, nothing but paragraphs.
func TestReadWithoutArticle(t *testing.T) {
	body := "The ministers met in Oslo on Monday. They spoke for two hours about fishing, cables and mines, and will meet again in June."
	for name, source := range map[string]string{
		"filled by a script":   `<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + body + `"}</script></head><body><div id="root"></div></body></html>`,
		"marked up in JSON-LD": `<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"&lt;p&gt;` + body + `&lt;/p&gt;"}</script></head><body><div id="root"></div></body></html>`,
		"a bare paragraph":     "<p>" + body,
	} {
		p, err := Read(source, "")
		if err != nil || p.Text != body {
			t.Errorf("%s: %q, %v", name, p.Text, err)
		}
	}
}

func TestReadHostile(t *testing.T) {
	for _, c := range []struct {
		name, source string
		want         error
	}{
		{"elements inside each other", strings.Repeat("<div>", 5000) + "text", ErrDeep},
		{"more elements than a page has", strings.Repeat("<br>", MaxTags+1), ErrManyTags},
		{"a large block of JSON-LD", `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle"},`, 100_000) + `{}]</script>` + story, nil},
		{"JSON-LD inside itself", `<script type="application/ld+json">` + strings.Repeat(`{"@graph":`, 5000) + strings.Repeat("}", 5000) + `</script>` + story, nil},
		{"no end of anything", "<html><body><p class='", nil},
		{"nothing", "", nil},
	} {
		if _, err := Read(c.source, address); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := Text(strings.Repeat("<div>", 5000)); !errors.Is(err, ErrDeep) {
		t.Errorf("markup inside markup: %v", err)
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain  text\nof two lines":                                     "plain text of two lines",
		"<p>One &amp; two.</p><p>Three<br/>four.</p>":                   "One & two.\nThree\nfour.",
		"<div>One<div>two</div>three</div>":                             "One\ntwo\nthree",
		"a<b>b</b> <i>c</i>d<script>e</script><style>f</style>":         "ab cd",
		"<table><tr><td>One</td><td>two</td></tr></table>":              "One\ntwo",
		"<pre>One\n  two</pre>":                                         "One\ntwo",
		"<p>One</p><figure><figcaption>A picture</figcaption></figure>": "One",
		"<p>\u00a0</p><p>One</p>":                                       "One",
		"<ul><li>One<li>two</ul>":                                       "One\ntwo",
	} {
		got, err := Text(in)
		if err != nil || got != want {
			t.Errorf("Text(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(story, address)
	f.Add(with(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","publisher":[{"name":["x"]}]}]}</script>`, `<time pubdate>May</time>`), "")
	f.Add("<!-- saved from url=(0", "http://[::1")
	f.Add("<svg><title>x</title></svg><table><p><select><math><mi></table>", "x")
	f.Fuzz(func(t *testing.T, source, from string) {
		p, err := Read(source, from)
		if err != nil {
			return
		}
		if strings.Contains(p.Text, "\n\n") || strings.TrimRight(p.Text, "\n") != p.Text {
			t.Errorf("empty lines in %q", p.Text)
		}
		if p.URL != "" && !strings.HasPrefix(p.URL, "http") {
			t.Errorf("address %q", p.URL)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	source := with("", "") + strings.Repeat("<!-- "+strings.Repeat("x", 500)+" --><div class=\"teaser small\"><a href=\"/a\">Another headline</a></div>", 150)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		if _, err := Read(source, address); err != nil {
			b.Fatal(err)
		}
	}
}
