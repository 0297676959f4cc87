package article

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// warcOf writes a record of a web archive.
func warcOf(kind, url, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, contentType, len(block), block)
}

// answerOf writes an answer of a web server, with more lines of its head.
func answerOf(status, contentType, body string, lines ...string) string {
	return warcOf("response", "https://fjord-herald.example/a", "application/http; msgtype=response",
		"HTTP/1.1 "+status+"\r\nContent-Type: "+contentType+"\r\n"+strings.Join(append(lines, ""), "\r\n")+"\r\n"+body)
}

func TestReadWARC(t *testing.T) {
	deflated := func(zlibbed bool) string {
		var b bytes.Buffer
		var w io.WriteCloser = zlib.NewWriter(&b)
		if !zlibbed {
			w, _ = flate.NewWriter(&b, 6)
		}
		_, _ = io.WriteString(w, webpage) // into memory
		_ = w.Close()
		return b.String()
	}
	chunked := fmt.Sprintf("%x;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 100, webpage[:100], len(webpage)-100, webpage[100:])
	read := `read in#1 id=` + IDOf(english+"\n"+english) + ` published=2025-05-19T18:40:00+02:00 language=en source="The Fjord Herald" title="Ministers meet" url=https://fjord-herald.example/a `
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"a page", answerOf("200 OK", "text/html; charset=utf-8", webpage), []string{read}},
		{"a page in Windows-1252, as the server says", answerOf("200 OK", "text/html; charset=windows-1252", strings.Replace(webpage, "The Fjord Herald", "\xd8rsta Avis", 2)), []string{`source="Ørsta Avis"`}},
		{"a page in chunks", answerOf("200 OK", "text/html", chunked, "Transfer-Encoding: chunked"), []string{read}},
		{"a page whose chunks the crawler took apart", answerOf("200 OK", "text/html", webpage, "Transfer-Encoding: chunked"), []string{read}},
		{"gzip", answerOf("200 OK", "text/html", packed(t, gzipped, webpage), "Content-Encoding: gzip"), []string{read}},
		{"gzip that the crawler unpacked", answerOf("200 OK", "text/html", webpage, "Content-Encoding: gzip"), []string{read}},
		{"deflate", answerOf("200 OK", "text/html", deflated(true), "Content-Encoding: deflate"), []string{read}},
		{"bare deflate", answerOf("200 OK", "text/html", deflated(false), "Content-Encoding: deflate"), []string{read}},
		{"zstd", answerOf("200 OK", "text/html", packed(t, zstded, webpage), "Content-Encoding: zstd"), []string{read}},
		{"brotli", answerOf("200 OK", "text/html", "x", "Content-Encoding: br"), []string{`failed in#1: packed in a way that cannot be read here: unpack it first (the server packed it as "br")`}},
		{"a line that is no header", answerOf("200 OK", "text/html", webpage, "broken line", "X-Y: z"), []string{read}},
		{"no type", strings.Replace(answerOf("200 OK", "text/html", webpage), "\r\nContent-Type: text/html", "\r\nX-Other-Name: text/html", 1), []string{read}},
		{"a page that is gone", answerOf("404 Not Found", "text/html", webpage), []string{`skipped in#1: not an article (the server answered "404 Not Found")`}},
		{"a picture", answerOf("200 OK", "image/png", "\x89PNG"), []string{`skipped in#1: not an article (of type "image/png")`}},
		{"a page without running text", answerOf("200 OK", "text/html", "<html><body></body></html>"), []string{"skipped in#1: not an article (a page without running text)"}},
		{"an empty page", answerOf("200 OK", "text/html", ""), []string{"skipped in#1: not an article (an empty page)"}},
		{"what is of the crawl", warcOf("warcinfo", "", "application/warc-fields", "a: b") + warcOf("request", "x", "application/http", "GET /"), nil},
		{"a page seen before", warcOf("revisit", "https://x.example/a", "application/http", "HTTP/1.1 200 OK\r\n\r\n"), []string{"skipped in#1: already read under another name (the archive has it from an earlier visit)"}},
		{"text taken out by the crawler", warcOf("conversion", "https://fjord-herald.example/a", "text/plain", story), []string{`title="Ministers of Norway and Sweden meet in Oslo" url=https://fjord-herald.example/a text=`}},
		{"a page stored as it is", warcOf("resource", "<https://fjord-herald.example/a>", "text/html", webpage), []string{read}},
		{"an answer of another protocol", warcOf("response", "dns:x", "text/dns", "x"), []string{"skipped in#1: not an article"}},
		{"a page after others", warcOf("warcinfo", "", "x", "a: b\r\n\r\nc") + answerOf("200 OK", "image/png", strings.Repeat("x", 9000)) + "\r\n" + answerOf("200 OK", "text/html", webpage),
			[]string{"skipped in#2: ", strings.Replace(read, "in#1", "in#3", 1)}},
		{"records that are packed one by one", packed(t, gzipped, warcOf("warcinfo", "", "x", "a: b")) + packed(t, gzipped, answerOf("200 OK", "text/html", webpage)), []string{strings.Replace(read, "in#1", "in#2", 1)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{"in": c.in})
			compare(t, items(t, Options{}, "in"), c.want)
		})
	}
}
