package article

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // of what a test wrote
	}
	return string(b)
}

// quoted is english as JSON and CSV write it: it has no quote in it.
var quotedText = jsonOf(english)

// TestReadFormats gives for each input what is read of it, by content alone: the
// name of the file says nothing.
func TestReadFormats(t *testing.T) {
	id := IDOf(english)
	pageText := english + "\n" + english
	pageLine := func(path string) string {
		return fmt.Sprintf(`read %s id=%s published=2025-05-19T18:40:00+02:00 language=en source="The Fjord Herald" title="Ministers meet" url=https://fjord-herald.example/a text=%q`, path, IDOf(pageText), pageText)
	}
	for _, c := range []struct {
		name, in string
		opts     Options
		want     []string
	}{
		{name: "a text with a headline", in: story,
			want: []string{fmt.Sprintf("read in id=%s published= language=en source=\"\" title=\"Ministers of Norway and Sweden meet in Oslo\" url= text=%q", IDOf(story), story)}},
		{name: "a text with a day of its own", in: "By our correspondent\n19 May 2025\n\n" + english,
			want: []string{"published=2025-05-19"}},
		{name: "a text with a day that the user gives", in: english, opts: Options{Published: "19 May 2025"},
			want: []string{fmt.Sprintf("read in id=%s published=2025-05-19 language=en source=\"\" title=\"\" url= text=%q", id, english)}},
		{name: "a text that begins with a bracket", in: "[Editor's note: mended on Tuesday.]\n" + english, want: []string{"text=\"[Editor's"}},
		{name: "a text that begins with a brace", in: "{Oslo} " + english, want: []string{"text=\"{Oslo}"}},
		{name: "a text with line ends of Windows", in: strings.ReplaceAll(story, "\n", "\r\n"), want: []string{`title="Ministers of Norway and Sweden meet in Oslo"`}},
		{name: "a text with NULs and escapes", in: "Oslo\x00 \x1b[31m" + english, want: []string{`text="Oslo   [31mThe`}},
		{name: "a page", in: webpage, want: []string{pageLine("in")}},
		{name: "a page after space and a comment", in: "\n\n <!-- made by hand -->\n" + webpage, want: []string{pageLine("in")}},
		{name: "XHTML", in: `<?xml version="1.0" encoding="utf-8"?>` + "\n" + webpage, want: []string{pageLine("in")}},
		{name: "a piece of a page", in: "<p>" + english + "</p>", want: []string{fmt.Sprintf("text=%q", english)}},
		{name: "a page in UTF-16", in: utf16Of(webpage), want: []string{pageLine("in")}},
		{name: "a page that a browser saved as one file", in: "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://fjord-herald.example/b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n" +
			"----b--\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.ReplaceAll(strings.Replace(webpage, "Ministers meet", "Ministers meet in \u00d8rsta", 2), "=", "=3D") + "\r\n----b----\r\n",
			want: []string{`title="Ministers meet in Ørsta" url=https://fjord-herald.example/a`}},
		{name: "a text that begins with an address", in: "<kari@fjord-herald.example> " + english, want: []string{"text=\"<kari@"}},
		{name: "JSON Lines", in: `{"id":"a","url":"https://x.example/a","title":"T","source":"S","published":"2025-05-19","text":` + quotedText + "}\n\n" + `{"text":` + quotedText + `}`,
			want: []string{
				fmt.Sprintf(`read in:1 id=a published=2025-05-19 language=en source="S" title="T" url=https://x.example/a text=%q`, english),
				fmt.Sprintf(`read in:3 id=%s published= language=en source="" title="" url= text=%q`, id, english),
			}},
		{name: "JSON Lines with a mark", in: "\xEF\xBB\xBF" + `{"text":` + quotedText + "}\n", want: []string{"read in:1 id=" + id}},
		{name: "JSON Lines in UTF-16", in: utf16Of(`{"text":` + quotedText + "}\n" + `{"text":` + quotedText + "}\n"), want: []string{"read in:1 id=" + id, "read in:2 id=" + id}},
		{name: "JSON Lines in Latin-1", in: "{\"id\":\"\xd8rsta\",\"text\":" + quotedText + "}\n", want: []string{"read in:1 id=Ørsta"}},
		{name: "JSON Lines with other names", in: `{"_id":7,"Body":` + quotedText + `,"meta":{"when":1747680000,"by":{"name":"S"}}}`,
			opts: Options{Map: map[string]string{"text": "body", "id": "_id", "published": "meta.when", "source": "meta.by.name"}},
			want: []string{fmt.Sprintf(`read in:1 id=7 published=2025-05-19T18:40:00Z language=en source="S" title="" url= text=%q`, english)}},
		{name: "JSON Lines with paragraphs", in: `{"text":["One two.",` + quotedText + `]}`, want: []string{fmt.Sprintf("text=%q", "One two.\n"+english)}},
		{name: "JSON Lines with markup in the text", in: `{"text":"<p>One two.</p><p>` + english + `</p>"}`, want: []string{fmt.Sprintf("text=%q", "One two.\n"+english)}},
		{name: "JSON Lines with an empty date", in: `{"published":null,"text":` + quotedText + `}`, opts: Options{Published: "2025-05-19"}, want: []string{"published=2025-05-19 "}},
		{name: "an array of JSON", in: "[\n{\"id\":\"a\",\"text\":" + quotedText + "},\n {\"id\":\"b\",\"text\":" + quotedText + ",\"tags\":[\"]\",\"}\\\"\"]}]\n",
			want: []string{"read in#1 id=a ", "read in#2 id=b "}},
		{name: "an array of JSON on one line, and another after it", in: `[{"id":"a","text":` + quotedText + `}][{"id":"b","text":` + quotedText + `}]`, want: []string{"read in#1 id=a ", "read in#2 id=b "}},
		{name: "objects of JSON over several lines", in: "{\n \"id\":\"a\",\n\"text\":" + quotedText + "\n}\n{\n\"id\":\"b\",\n\"text\":" + quotedText + "}", want: []string{"read in#1 id=a ", "read in#2 id=b "}},
		{name: "CSV", in: "id,text,published,title\r\na,\"" + english + "\nHe said \"\"no\"\".\",2025-05-19,T\r\nb," + strings.ReplaceAll(english, ",", "") + ",,\r\n",
			want: []string{fmt.Sprintf(`read in:2 id=a published=2025-05-19 language=en source="" title="T" url= text=%q`, english+"\nHe said \"no\"."), "read in:4 id=b "}},
		{name: "CSV with semicolons and other names", in: "Body;Date\n" + english + ";19.5.2025\n", opts: Options{Map: map[string]string{"text": "body", "published": "date"}},
			want: []string{"read in:2 id=" + id + " published=2025-05-19 "}},
		{name: "CSV in Latin-1", in: "id,text\n\xd8rsta,\"" + english + "\"\n", want: []string{"read in:2 id=Ørsta "}},
		{name: "TSV", in: "id\ttext\na\t\"We left no question open,\" she said. " + english + "\nb\t\"" + english + "\"\n",
			want: []string{fmt.Sprintf("read in:2 id=a published= language=en source=\"\" title=\"\" url= text=%q", `"We left no question open," she said. `+english), fmt.Sprintf("text=%q", english)}},
		{name: "RSS with full text", in: `<?xml version="1.0" encoding="utf-8"?><!-- x --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Fjord Herald</title><link>https://fjord-herald.example/</link>` +
			`<item><title>Ministers &amp;amp; others meet</title><link>https://fjord-herald.example/a</link><guid>https://fjord-herald.example/?p=1</guid><pubDate>Mon, 19 May 2025 18:40:00 +0200</pubDate><description>In short</description><content:encoded><![CDATA[<p>` + english + `</p>]]></content:encoded></item>` +
			`<item><title>Another</title><guid isPermaLink="false">17</guid><description>` + english + `</description></item><item><title>A picture of the day</title></item></channel></rss>`,
			want: []string{
				fmt.Sprintf(`read in#1 id=https://fjord-herald.example/?p=1 published=2025-05-19T18:40:00+02:00 language=en source="The Fjord Herald" title="Ministers & others meet" url=https://fjord-herald.example/a text=%q`, english),
				fmt.Sprintf(`read in#2 id=%s published= language=en source="The Fjord Herald" title="Another" url= text=%q`, id, english),
				"skipped in#3: not an article (an entry with neither text nor summary)",
			}},
		{name: "RSS in Windows-1252, declared", in: "<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss version=\"2.0\"><channel><title>\xd8rsta Avis</title><item><description>" + english + "</description></item></channel></rss>",
			want: []string{`source="Ørsta Avis"`}},
		{name: "Atom", in: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><id>tag:herald.example,2025:1</id><title>T</title><updated>2025-05-19T18:40:00Z</updated><link href="https://herald.example/1"/><content type="html">&lt;p&gt;` + english + `&lt;/p&gt;</content></entry></feed>`,
			want: []string{fmt.Sprintf(`read in#1 id=tag:herald.example,2025:1 published=2025-05-19T18:40:00Z language=en source="Herald" title="T" url=https://herald.example/1 text=%q`, english)}},
		{name: "JSON Feed", in: `{"version":"https://jsonfeed.org/version/1.1","title":"Herald","items":[{"id":"1","url":"https://herald.example/1","date_published":"2025-05-19T18:40:00Z","content_html":"<p>` + english + `</p>"}]}`,
			want: []string{fmt.Sprintf(`read in#1 id=%s published=2025-05-19T18:40:00Z language=en source="Herald" title="" url=https://herald.example/1 text=%q`, id, english)}},
		{name: "another language", in: german, want: []string{"skipped in: not in English, which is all that is read (German)"}},
		{name: "another language, wanted", in: german, opts: Options{AnyLanguage: true}, want: []string{"language=de"}},
		{name: "another language in Windows-1251", in: "\xcc\xe8\xed\xe8\xf1\xf2\xf0 \xe8\xed\xee\xf1\xf2\xf0\xe0\xed\xed\xfb\xf5 \xe4\xe5\xeb \xef\xf0\xee\xe2\xb8\xeb \xf2\xe5\xeb\xe5\xf4\xee\xed\xed\xfb\xe9 \xf0\xe0\xe7\xe3\xee\xe2\xee\xf0 \xf1\xee \xf1\xe2\xee\xe8\xec \xea\xee\xeb\xeb\xe5\xe3\xee\xe9. \xd1\xf2\xee\xf0\xee\xed\xfb \xe4\xee\xe3\xee\xe2\xee\xf0\xe8\xeb\xe8\xf1\xfc \xef\xf0\xee\xe4\xee\xeb\xe6\xe8\xf2\xfc \xea\xee\xed\xf2\xe0\xea\xf2\xfb.",
			want: []string{"skipped in: not in English, which is all that is read (Russian)"}},
		{name: "a format that is forced", in: "<p>" + english + "</p>", opts: Options{Format: Text}, want: []string{fmt.Sprintf("text=%q", "<p>"+english+"</p>")}},
		{name: "a short text is not judged", in: "Treffen in Oslo am Montag", want: []string{"language= "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{"in": c.in})
			compare(t, items(t, c.opts, "in"), c.want)
		})
	}
}

// compare wants items in these words, or with these words in them.
func compare(t *testing.T, got []Item, want []string) {
	t.Helper()
	for i, item := range got {
		if i >= len(want) {
			t.Errorf("one more: %s", inWords(item))
		} else if !strings.Contains(inWords(item), want[i]) {
			t.Errorf("item %d is\n\t%s\nwant\n\t%s", i+1, inWords(item), want[i])
		}
	}
	for _, w := range want[min(len(got), len(want)):] {
		t.Errorf("not there: %s", w)
	}
}

func utf16Of(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func TestHeadline(t *testing.T) {
	for in, want := range map[string]string{
		"The Fjord Herald\n\nMinisters of Norway and Sweden meet\n\nOSLO - They met.":                               "Ministers of Norway and Sweden meet",
		"Fjord news world Herald.no\nMinisters of Norway and Sweden meet\nText":                                     "Ministers of Norway and Sweden meet",
		"19 May 2025 Oslo time\nMinisters of Norway and Sweden meet\nText":                                          "Ministers of Norway and Sweden meet",
		"Ministers of Norway and Sweden meet":                                                                       "", // nothing below it
		"The ministers of Norway and Sweden met.\nThey will meet again.":                                            "",
		"the ministers of both\nthey will meet again":                                                               "",
		"OSLO, May 19 - The ministers of Norway and Sweden met here on Monday to speak of fish,\ncables and mines.": "",
		"": "",
	} {
		if got := headline(in); got != want {
			t.Errorf("headline(%q) = %q, want %q", in, got, want)
		}
	}
}
