package article

import (
	"bytes"
	"context"
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"
)

// fuzz reads anything as a format, and holds what comes out to what Read
// promises of any input.
func fuzz(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		opts := Options{Format: format, Workers: 1, Limits: Limits{Article: 1 << 20, Aside: 1 << 20}}
		read := func() string {
			var b strings.Builder
			for item := range ReadStream(context.Background(), Stream{Path: "x", Reader: bytes.NewReader(in)}, opts) {
				b.WriteString(inWords(item) + "\n")
				a := item.Article
				switch {
				case !strings.HasPrefix(item.Path, "x") || item.File != "x":
					t.Errorf("the item is called %q in %q", item.Path, item.File)
				case strings.ContainsAny(item.Path, "\x00\x1b\n"):
					t.Errorf("the path has control characters: %q", item.Path)
				case (a != nil) != (item.Outcome == Ready) || (item.Err == nil) != (item.Outcome == Ready):
					t.Errorf("%s with article %v and error %v", item.Outcome, a, item.Err)
				case a == nil:
				case a.ID == "" || strings.TrimSpace(a.Text) == "" || a.Path != item.Path:
					t.Errorf("%+v", a)
				case !utf8.ValidString(a.Text) || strings.ContainsAny(a.Text, "\x00\x1b"):
					t.Errorf("the text is not clean: %q", a.Text)
				case !utf8.ValidString(a.ID+a.URL+a.Title+a.Source) || strings.ContainsAny(a.ID+a.URL+a.Title+a.Source, "\x00\x1b\n"):
					t.Errorf("a label is not clean: %+v", a)
				case a.Published != "" && a.Day() == "":
					t.Errorf("published %q", a.Published)
				}
			}
			return b.String()
		}
		first := read()
		if len(in) > 0 && first == "" && format != WARC && !bytes.HasPrefix(in, []byte("WARC/")) && packedAs(in) == plain && strings.TrimSpace(string(in)) != "" && format != JSONL {
			t.Error("lost without a word")
		}
		if again := read(); again != first {
			t.Errorf("read once\n%s\nand then\n%s", first, again)
		}
	})
}

func FuzzReadAny(f *testing.F) {
	fuzz(f, "", story, webpage, `{"text":"x"}`, "[{}]", "id,text\n1,2", "<rss>", "WARC/1.0\r\n", utf16Of(story), "\x1f\x8b\x08", "%PDF",
		"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+eDwvcD4=\n--b--\n")
}

func FuzzReadText(f *testing.F) {
	fuzz(f, Text, story, "\xff\xfe", "Oslo\x00\x1b", "\xe9", utf16Of(story), "\x00\x1b")
}

func FuzzReadHTML(f *testing.F) {
	fuzz(f, HTML, webpage, `<meta charset=koi8-r><p>`+english, `<?xml version="1.0" encoding='x'?><p>`+english, "<table><p><svg><title>")
}

func FuzzReadJSONL(f *testing.F) {
	fuzz(f, JSONL, `{"id":1,"text":["a","b"],"published":"2025-05-19"}`+"\n"+`{"text":"<p>a</p>"}`, `{"text":{"a":1}}`, `{"text":"\ud800"}`, "{\n", `{"text":"\u0000"}`)
}

func FuzzReadJSON(f *testing.F) {
	fuzz(f, JSON, `[{"text":"a"},{"text":"b"}]`, `{"text":"a"}{"text":"b"}`, `[[],"",1,{}}]`, `[{"a":"\"]}"}`)
}

func FuzzReadCSV(f *testing.F) {
	fuzz(f, CSV, "id,text\n1,\"a\"\"b\nc\"\n2,d\n", "text;id\na;1", "text\tid\n\"a\"\t1\n", "text|id\na|\"")
}

func FuzzReadFeed(f *testing.F) {
	fuzz(f, Feed, `<rss version="2.0"><channel><title>x</title><item><title>t</title><guid>urn:x</guid><pubDate>Mon, 19 May 2025 18:40:00 GMT</pubDate><description>&lt;p&gt;a</description></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div>x</div></content></entry></feed>`,
		`<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><item><description>a</description></item></rdf:RDF>`,
		`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"a"}]}`, `<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><title>&a;</title>`)
}

func FuzzReadWARC(f *testing.F) {
	fuzz(f, WARC, answerOf("200 OK", "text/html", webpage), answerOf("200 OK", "text/html", "5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
		warcOf("conversion", "x", "text/plain", story), warcOf("resource", "x", "", "<rss>"), answerOf("200 OK", "text/html", packed(f, gzipped, webpage), "Content-Encoding: gzip"))
}

func FuzzReadArchive(f *testing.F) {
	b, _ := base64.StdEncoding.DecodeString(bzippedLine)
	line := `{"text":"a"}`
	fuzz(f, "", packed(f, gzipped, line), packed(f, zstded, line), string(b), packed(f, zipped, line), packed(f, tarred, line), packed(f, zipped, packed(f, tarred, line)), packed(f, gzipped, packed(f, tarred, line)), sparse()[:2048])
}
