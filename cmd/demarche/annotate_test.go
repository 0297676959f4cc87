package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract"
	"github.com/demarche-graph/demarche/extract/article"
)

func TestAnnotateText(t *testing.T) {
	newWorkplace(t)
	r := demarche(t, "", "annotate", "examples/kremlin-call-2025.txt").must(t, codeDone)
	for _, want := range []string{`(?m)^# \S+ .*2025-02-12$`, `(?m)^\d+-\d+ Vladimir Putin had a telephone conversation`, `(?m)^ +trigger +\d+-\d+ .* = call$`} {
		if !regexp.MustCompile(want).MatchString(r.stdout) {
			t.Errorf("no line like %q in\n%s", want, r.stdout)
		}
	}
}

// Offsets of every span lie in the text, and the words at them are the span's.
func TestAnnotateLines(t *testing.T) {
	newWorkplace(t)
	const text = "“Ärger”: Sergey Lavrov and Marco Rubio held talks in Riyadh on Tuesday."
	input, err := json.Marshal(map[string]string{"id": "a", "published": "2025-02-18", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	r := demarche(t, string(input)+"\n", "annotate", "--format", "jsonl", "-").must(t, codeDone)
	type span struct {
		Start, End int
		Text       *string
	}
	var got struct {
		ArticleID                                  string `json:"article_id"`
		Sentences, Actors, Dates, Places, Triggers []span
	}
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatalf("%v in %s", err, r.stdout)
	}
	if got.ArticleID != "a" || len(got.Sentences) == 0 || len(got.Triggers) == 0 || len(got.Actors) < 2 || len(got.Dates) != 1 || len(got.Places) != 1 {
		t.Errorf("got %s", r.stdout)
	}
	runes := []rune(text)
	for _, s := range slices.Concat(got.Sentences, got.Actors, got.Dates, got.Places, got.Triggers) {
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End || s.Text != nil && *s.Text != string(runes[s.Start:s.End]) {
			t.Errorf("span %d-%d does not fit the text", s.Start, s.End)
		}
	}
}

func TestAnnotatePage(t *testing.T) {
	newWorkplace(t)
	const hostile = `Sergey Lavrov and <script>alert(1)</script> Marco Rubio held talks in Riyadh on Tuesday. "</style><img src=x onerror=alert(1)>" said Lavrov.`
	input, err := json.Marshal(map[string]string{"id": `a"><b>`, "title": "<script>alert(2)</script>", "published": "2025-02-18", "text": hostile})
	if err != nil {
		t.Fatal(err)
	}
	page := demarche(t, string(input)+"\n", "annotate", "--format", "html", "-").must(t, codeDone).stdout
	for _, bad := range []string{"<script", "<img", "<b>", "onclick", `style="`, "http://", "https://"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q:\n%s", bad, page)
		}
	}
	// What the policy allows is the page's own style sheet, and nothing else.
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(page)
	if policy == nil || style == nil {
		t.Fatalf("no policy or no style sheet in\n%s", page)
	}
	sum := sha256.Sum256([]byte(style[1]))
	if got, want := html.UnescapeString(policy[1]), "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'"; got != want {
		t.Errorf("the policy is %q, want %q", got, want)
	}
	// The text is all there, in order.
	body := regexp.MustCompile(`(?s)<div class="text">(.*?)</div>`).FindStringSubmatch(page)
	if body == nil || html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body[1], "")) != hostile {
		t.Errorf("the text of the article is not in\n%s", page)
	}
}

func TestPiecesOfOverlappingMarks(t *testing.T) {
	a := annotated{article: newArticle("ab cd ef gh"), Annotation: extract.Annotation{
		Sentences: []extract.Span{{Start: 0, End: 8}},
		Triggers:  []extract.TriggerSpan{{Span: extract.Span{Start: 0, End: 5}, Type: "talks"}, {Span: extract.Span{Start: 3, End: 8}, Type: "call"}},
	}}
	var got []string
	for _, p := range a.pieces() {
		got = append(got, p.Text+"|"+p.Class+"|"+strings.ReplaceAll(p.Means, "\n", "+"))
	}
	want := []string{
		"ab |begins trigger|trigger: talks",
		"cd|trigger|trigger: talks+trigger: call",
		" ef|trigger|trigger: call",
		" gh|outside|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func newArticle(text string) *article.Article { return &article.Article{ID: "a", Text: text} }
