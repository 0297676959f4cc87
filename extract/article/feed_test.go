package article

import (
	"errors"
	"strings"
	"testing"
)

// A feed that is watched gives the entries whose text is still to be fetched.
func TestEntries(t *testing.T) {
	entries, err := Entries([]byte("<?xml version='1.0' encoding='iso-8859-1'?>\n<rss version=\"2.0\"><channel><title>\xd8rsta\nAvis</title>"+
		"<item><title>One</title><link>https://fjord-herald.example/1</link><pubDate>19 May 2025 18:40 GMT</pubDate></item>"+
		"<item><title>Two</title><link>/2</link><guid>17</guid><description>&lt;b&gt;Text&lt;/b&gt;</description></item></channel></rss>"), "application/rss+xml")
	if err != nil || len(entries) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	if e := entries[0]; e.Title != "One" || e.URL != "https://fjord-herald.example/1" || e.Published != "2025-05-19T18:40:00Z" || e.Source != "Ørsta Avis" || e.Text != "" {
		t.Errorf("%+v", e)
	}
	if e := entries[1]; e.URL != "" || e.ID != "" || e.Text != "Text" {
		t.Errorf("%+v", e)
	}
	for in, want := range map[string]error{
		"<html></html>": ErrSyntax, "": ErrSyntax,
		"<rss>" + strings.Repeat("<a>", 1000):                          ErrNested,
		"<rss>" + strings.Repeat("<item/>", entriesMost+1):             ErrNested,
		"<rss>" + strings.Repeat("<a/>", elementsMost+1):               ErrNested,
		`{"items":[` + strings.Repeat("{},", 4*entriesMost+4) + "{}]}": ErrNested,
	} {
		if _, err := Entries([]byte(in), ""); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", in, err, want)
		}
	}
	// What stands in the text of entries is not counted.
	in := `<rss version="2.0"><channel><item><description><![CDATA[` + strings.Repeat("<p>", 1000) + `]]></description></item></channel></rss>`
	if _, err := Entries([]byte(in), ""); err != nil {
		t.Error(err)
	}
}

// Entities that stand for each other, to fill the memory of those who put them in.
func TestEntriesOfABillionEntities(t *testing.T) {
	in := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">`
	for c := 'b'; c <= 'j'; c++ {
		in += "<!ENTITY " + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	in += `<!ENTITY file SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&file;</title><description>&j;</description></item></channel></rss>`
	entries, err := Entries([]byte(in), "")
	if err != nil || len(entries) != 1 || len(entries[0].Text) > 100 || strings.Contains(entries[0].Title, "root") {
		t.Errorf("%.300v, %v", entries, err)
	}
}
