package article_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/extract/article"
)

func ExampleRead() {
	stdin := strings.NewReader(`{"id":"1","date":"Mon, 19 May 2025 18:40:00 +0200","body":"The ministers met in Oslo."}
{"id":"2","date":"32 May","body":"They will meet again."}
`)
	opts := article.Options{Stdin: stdin, Map: map[string]string{"text": "body", "published": "date"}}
	for item := range article.Read(context.Background(), []string{"-", "missing.html"}, opts) {
		if item.Outcome != article.Ready {
			fmt.Println(item.Outcome, item.Err)
			continue
		}
		fmt.Println(item.Path, item.Article.Published, item.Article.Text)
	}
	// Output:
	// -:1 2025-05-19T18:40:00+02:00 The ministers met in Oslo.
	// failed -:2: not a date of publication that can be read: write it as 2006-01-02 or 2006-01-02T15:04:05+01:00: "32 May"
	// failed missing.html: no such file or folder: check the path
}
