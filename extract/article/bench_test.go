package article

import (
	"context"
	"strings"
	"testing"
)

func benchmark(b *testing.B, opts Options, content string, items int) {
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for item := range ReadStream(context.Background(), Stream{Path: "x", Reader: strings.NewReader(content)}, opts) {
			if item.Outcome != Ready {
				b.Fatal(item.Err)
			}
			n++
		}
		if n != items {
			b.Fatalf("%d items", n)
		}
	}
	b.ReportMetric(float64(b.N*items)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkReadJSONL reads lines of 2,500 bytes, as long as news is.
func BenchmarkReadJSONL(b *testing.B) {
	line := `{"id":"","title":"Ministers meet","published":"2025-05-19","text":"` + strings.Repeat(english+`\n`, 12) + "\"}\n"
	benchmark(b, Options{Workers: 1}, strings.Repeat(line, 2000), 2000)
}

// BenchmarkReadPages reads pages of 60 KB, most of it around the article.
func BenchmarkReadPages(b *testing.B) {
	around := strings.Repeat(`<div class="teaser card small" data-id="123456789"><a href="/world/2025/another-article-of-the-day"><img src="/i.jpg" alt=""><span class="title">Another headline</span></a></div>`, 300)
	page := strings.Replace(webpage, "</article>", strings.Repeat("<p>"+english+"</p>", 12)+"</article>"+around, 1)
	benchmark(b, Options{Workers: 1}, strings.Repeat(answerOf("200 OK", "text/html", page), 50), 50)
}
