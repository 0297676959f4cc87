package article

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadBad gives for each bad input the words that its reason must have, and
// what is read of the rest all the same. Beside it lies a good article, which
// must not be lost.
func TestReadBad(t *testing.T) {
	good := `{"id":"a","text":` + quotedText + `}`
	for _, c := range []struct {
		name, in string
		opts     Options
		sentinel error // of the first item that is not an article
		want     []string
	}{
		{"nothing", "", Options{}, ErrEmpty, []string{"failed in: empty"}},
		{"white space", " \n\t\n", Options{}, ErrNoText, []string{"failed in: an article without text"}},
		{"a PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Options{}, ErrBinary, []string{"failed in: not text: convert it to text or HTML first (it looks like a PDF)"}},
		{"an RTF document", `{\rtf1\ansi ` + english + "}", Options{}, ErrBinary, []string{"an RTF document"}},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Options{}, ErrBinary, []string{"image/png"}},
		{"random bytes", randomBytes(5000), Options{}, ErrBinary, []string{"binary data"}},
		{"random bytes, forced", randomBytes(5000), Options{Format: Text}, ErrBinary, []string{"binary data"}},
		{"an old Word document", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512), Options{}, ErrBinary, []string{"an old Office document"}},
		{"an xz file", "\xfd7zXZ\x00\x00\x04", Options{}, ErrPacked, []string{"failed in: packed in a way that cannot be read here: unpack it first (it looks like an xz file)"}},
		{"a text over the limit", strings.Repeat(english, 20), Options{Limits: Limits{Article: 2000}}, ErrTooLarge, []string{"failed in: larger than one article may be", "1.953 KiB"}[:1]},
		{"a text that is longer than one article", `{"text":"` + strings.Repeat(english+" ", 5000) + `"}` + "\n" + good, Options{}, ErrTooLarge, []string{"failed in:1: larger than one article may be: cut it into its articles or raise the limit (the limit for a text is 512 KiB)", "read in:2 "}},
		{"a broken line", good + "\n" + `{"id":"b","text":"The talks` + "\n" + good, Options{}, ErrSyntax,
			[]string{"read in:1 ", "failed in:2: broken: mend or remove it (not JSON: unexpected end of JSON input)", "read in:3 "}},
		{"a line that is no object", good + "\n[1,2]\nnull\n\"x\"\n" + good, Options{}, ErrSyntax,
			[]string{"read in:1 ", "failed in:2: broken: mend or remove it (not a JSON object)", "failed in:3: ", "failed in:4: ", "read in:5 "}},
		{"a line without text", `{"id":"b","body":"x","date":"2025-05-19"}` + "\n" + good, Options{}, ErrNoText,
			[]string{`failed in:1: an article without text ("text" is empty or missing: if another field holds the text, map it; there is body, date, id)`, "read in:2 "}},
		{"the answer of a web service", `{"status":"ok","tags":["a"],"articles":[{"text":"x"}]}`, Options{}, ErrNoText, []string{`the articles seem to lie in "articles": take them out of it, as with jq -c '.articles[]'`}},
		{"a saved page without a page", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n", Options{}, ErrNoText, []string{"failed in: an article without text (no page among the parts of the file)"}},
		{"a saved page without a boundary", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\n", Options{}, ErrSyntax, []string{"no boundary between its parts"}},
		{"a text that is an object", `{"text":{"html":"x","plain":"y"}}`, Options{}, ErrSyntax, []string{`"text" is an object: map a field of it, such as text.html`}},
		{"a text that is a list of objects", `{"text":[{"p":"x"}]}`, Options{}, ErrSyntax, []string{`"text" is a list of something else`}},
		{"a title that is true", `{"title":true,"text":` + quotedText + `}`, Options{}, ErrSyntax, []string{`"title" is true, not text`}},
		{"a day that cannot be", `{"published":"2025-02-30","text":` + quotedText + `}` + "\n" + good, Options{}, ErrPublished,
			[]string{`failed in:1: not a date of publication that can be read: write it as 2006-01-02 or 2006-01-02T15:04:05+01:00: "2025-02-30"`, "read in:2 "}},
		{"a day that is two days", `{"published":"5/6/2025","text":` + quotedText + `}`, Options{}, ErrPublished, []string{`"5/6/2025"`}},
		{"a line over the limit", good + "\n" + `{"text":"` + strings.Repeat("x", 3000) + "\"}\n" + good, Options{Limits: Limits{Article: 2000}}, ErrTooLarge,
			[]string{"read in:1 ", "failed in:2: larger than one article may be", "read in:3 "}},
		{"a value over the limit", "[" + good + "," + `{"text":"` + strings.Repeat("x", 3000) + "\"}," + good + "]", Options{Limits: Limits{Article: 2000}}, ErrTooLarge,
			[]string{"read in#1 ", "failed in#2: larger than one article may be", "read in#3 "}},
		{"an array that is not closed", "[" + good + "," + good, Options{}, ErrSyntax, []string{"read in#1 ", "read in#2 ", "failed in#3: broken: mend or remove it (not JSON: it ends before its brackets close)"}},
		{"an array with a broken value", "[" + good + `,{"text":nothing},` + good + "]", Options{}, ErrSyntax, []string{"read in#1 ", "failed in#2: broken", "read in#3 "}},
		{"an empty array", "[]", Options{}, ErrNothing, []string{"skipped in: no articles in it"}},
		{"brackets inside each other", `{"text":` + strings.Repeat("[", 200_000), Options{}, ErrSyntax, []string{"failed in:1: broken"}},
		{"a row with a cell too many", "id,text\na,\"" + english + "\"\nb,c,d\ne,\"" + english + "\"\n", Options{}, ErrSyntax,
			[]string{"read in:2 ", "failed in:3: broken: mend or remove it (3 cells where the first line names 2 columns)", "read in:4 "}},
		{"a row with a quote in it", "id,text\na,b \"c\" d\ne,\"" + english + "\"\n", Options{}, ErrSyntax, []string{`failed in:2: broken: mend or remove it (not CSV: bare " in non-quoted-field)`, "read in:3 "}},
		{"a quote that is not closed", "id,text\ne,\"" + english + "\"\na,\"b\nc,d\n", Options{}, ErrSyntax, []string{"read in:2 ", "failed in:3: broken: mend or remove it (not CSV: "}},
		{"a quote that is not closed, in a large file", "id,text\ne,\"" + english + "\"\na,\"b\n" + strings.Repeat("c,d\n", 200_000), Options{Limits: Limits{Article: 2000}}, ErrTooLarge,
			[]string{"read in:2 ", "look for a quote that is not closed"}},
		{"a table without the column", "id;body\na;b\n", Options{Format: CSV}, ErrNoText, []string{`failed in: an article without text (there is no column "text": map the one that holds it; there is id, body)`}},
		{"a table without a mapped column", "id,text\na,b\n", Options{Map: map[string]string{"published": "day"}}, ErrNoText, []string{`no column "day"`}},
		{"a table without rows", "id,text\n", Options{}, ErrNothing, []string{"skipped in: no articles in it"}},
		{"a feed that is cut short", `<rss version="2.0"><channel><title>x</title><item><title>`, Options{}, ErrSyntax, []string{"failed in: broken: mend or remove it (not RSS, Atom or JSON Feed: "}},
		{"a feed without entries", `<rss version="2.0"><channel><title>x</title></channel></rss>`, Options{}, ErrNothing, []string{"skipped in: no articles in it"}},
		{"a feed whose elements lie inside each other", "<rss><channel>" + strings.Repeat("<item>", 2000), Options{}, ErrNested, []string{"failed in: too many elements"}},
		{"a page whose elements lie inside each other", "<html>" + strings.Repeat("<div>", 2000), Options{}, ErrNested, []string{"failed in: too many elements"}},
		{"a page without text", "<html><head><title>x</title></head><body><script>go()</script></body></html>", Options{}, ErrNoText, []string{"save it after its scripts have run"}},
		{"XML of another kind", `<?xml version="1.0"?><sitemapindex xmlns="x"><sitemap/></sitemapindex>`, Options{}, ErrMarkup, []string{"its first element is <sitemapindex>"}},
		{"gzip that is cut short", packed(t, gzipped, strings.Repeat(good+"\n", 500))[:300], Options{}, ErrDamaged, nil},
		{"gzip with a broken head", "\x1f\x8b\x08\xff", Options{}, ErrDamaged, []string{"failed in: packed data is damaged or cut short: get the file again"}},
		{"zstd that is cut short", packed(t, zstded, strings.Repeat(good+"\n", 500))[:100], Options{}, ErrDamaged, nil},
		{"bzip2 that is broken", "BZh91AY&SY" + strings.Repeat("\x55", 100), Options{}, ErrDamaged, []string{"failed in: packed data is damaged"}},
		{"a zip that is cut short", packed(t, zipped, good)[:60], Options{}, ErrDamaged, []string{"failed in: packed data is damaged"}},
		{"a tar that is cut short", packed(t, tarred, strings.Repeat(good+"\n", 500))[:5000], Options{}, ErrDamaged, nil},
		{"a Word document", packed(t, zipped, "<Types/>", "[Content_Types].xml"), Options{}, ErrBinary, []string{"an Office document"}},
		{"an empty zip", "PK\x05\x06" + strings.Repeat("\x00", 18), Options{}, ErrNothing, []string{"skipped in: no articles in it"}},
		{"a web archive that is cut short", "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", Options{}, ErrNotArticle,
			[]string{"skipped in#1", "failed in#1: packed data is damaged or cut short: get the file again (the record ends in the middle)"}},
		{"a web archive with junk in it", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\njunk\r\n\r\n", Options{}, ErrSyntax, []string{"failed in#2: broken"}},
		{"a web archive without a length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", Options{}, ErrSyntax, []string{"without a Content-Length"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{"in": c.in, "z": story})
			got := items(t, c.opts, "in", "z")
			if last := got[len(got)-1]; last.Path != "z" || last.Outcome != Ready && c.opts.Limits.Article == 0 && c.opts.Format == "" && c.opts.Map == nil {
				t.Errorf("the article beside it: %s", inWords(last))
			}
			got = got[:len(got)-1]
			if c.want != nil {
				compare(t, got, c.want)
			}
			for _, item := range got {
				if item.Err != nil {
					if !errors.Is(item.Err, c.sentinel) {
						t.Errorf("%v is not %v", item.Err, c.sentinel)
					}
					var e *Error
					if !errors.As(item.Err, &e) || e.Path != item.Path || item.File != "in" {
						t.Errorf("%v names %q in %q, its item %q", item.Err, e.Path, item.File, item.Path)
					}
					return
				}
			}
			t.Error("nothing failed")
		})
	}
}

func randomBytes(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}

func TestReadPathsThatCannotBe(t *testing.T) {
	folder(t, map[string]string{"a.txt": story, "secret.txt": story, "dir/.keep": ""})
	if err := os.Chmod("secret.txt", 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path     string
		sentinel error
		words    string
	}{
		{"missing.txt", ErrNotFound, "missing.txt: no such file or folder: check the path"},
		{"missing/*.html", ErrNotFound, "missing/*.html: no such file or folder: check the path (nothing matches the pattern)"},
		{"[a", ErrNotFound, "[a: no such file"},
		{"https://fjord-herald.example/a", ErrAddress, "save the page"},
		{"secret.txt", ErrUnreadable, "secret.txt: cannot be read: check its permissions (permission denied)"},
		{"a.txt/b", ErrUnreadable, "not a directory"},
	} {
		if c.path == "secret.txt" && os.Geteuid() == 0 {
			continue // root may read anything
		}
		got := items(t, Options{}, c.path, "a.txt")
		if len(got) != 2 || got[0].Outcome != Failed || !errors.Is(got[0].Err, c.sentinel) || !strings.Contains(got[0].Err.Error(), c.words) || got[1].Outcome != Ready {
			t.Errorf("%s: %v", c.path, got)
		}
	}
}

// A file that fails while it is read is a fault of that file, whatever the
// system says.
func TestReadErrorInTheMiddle(t *testing.T) {
	for _, in := range []string{story, `{"id":"a","text":` + quotedText + "}\n{\"id\":", "[{\"id\":", "id,text\na,", "WARC/1.0\r\n", webpage, "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"} {
		var last Item
		for item := range ReadStream(context.Background(), Stream{Path: "x", Reader: &failing{strings.NewReader(in)}}, Options{}) {
			last = item
		}
		if last.Outcome != Failed || !errors.Is(last.Err, ErrUnreadable) && !errors.Is(last.Err, ErrSyntax) && !errors.Is(last.Err, ErrDamaged) || !strings.Contains(last.Err.Error(), "the disk is on fire") {
			t.Errorf("%.20q: %s", in, inWords(last))
		}
	}
}

type failing struct{ r *strings.Reader }

func (f *failing) Read(p []byte) (int, error) {
	if f.r.Len() == 0 {
		return 0, &os.PathError{Op: "read", Path: filepath.Join("some", "path"), Err: errors.New("the disk is on fire")}
	}
	return f.r.Read(p)
}
