package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// These tests are of attacks by whoever writes articles, feeds and archives.
// SECURITY.md tells what was tried, and where the tests of the rest are.

const secret = "Sergey Lavrov and Marco Rubio held secret talks in Riyadh on Tuesday."

// files lists everything below a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	if err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		list = append(list, path)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// Members of archives are read where they stand: their names lead nowhere, and
// links in them are not followed.
func TestArchivesWriteNothingAndLeadNowhere(t *testing.T) {
	w := newWorkplace(t)
	if err := os.WriteFile("secret.txt", []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(w.dir, "secret.txt")
	const article = "Emmanuel Macron and Friedrich Merz held talks in Berlin on Monday. They agreed to meet again."
	names := []string{"../../escaped.txt", "/tmp/escaped.txt", `..\..\escaped.txt`, `C:\escaped.txt`, "a/../../escaped.txt", "./-rf.txt", "$(touch escaped).txt", "a\x1b]0;x\x07.txt"}
	var zipped, tarred bytes.Buffer
	z, a := zip.NewWriter(&zipped), tar.NewWriter(&tarred)
	put := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range names {
		text := article + strings.Repeat(" It was one of many.", i+1)
		m, err := z.CreateHeader(&zip.FileHeader{Name: name})
		put(err)
		_, err = io.WriteString(m, text)
		put(err)
		put(a.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}))
		_, err = io.WriteString(a, text)
		put(err)
	}
	link := &zip.FileHeader{Name: "link.txt"}
	link.SetMode(fs.ModeSymlink | 0o777)
	m, err := z.CreateHeader(link)
	put(err)
	_, err = io.WriteString(m, outside)
	put(err)
	for _, kind := range []byte{tar.TypeSymlink, tar.TypeLink} {
		put(a.WriteHeader(&tar.Header{Name: "link.txt", Typeflag: kind, Linkname: outside}))
	}
	for _, kind := range []byte{tar.TypeChar, tar.TypeBlock, tar.TypeFifo} {
		put(a.WriteHeader(&tar.Header{Name: "device.txt", Typeflag: kind, Devmajor: 1, Devminor: 5}))
	}
	put(z.Close())
	put(a.Close())
	put(os.Mkdir("in", 0o700))
	put(os.WriteFile("in/a.zip", zipped.Bytes(), 0o600))
	put(os.WriteFile("in/b.tar", tarred.Bytes(), 0o600))
	before := files(t, filepath.Dir(w.dir))
	r := demarche(t, "", "extract", "in", "--format", "jsonl")
	if n := strings.Count(r.stdout, "Macron"); n == 0 {
		t.Errorf("the members were not read: %s", r.stderr)
	}
	if strings.Contains(r.stdout, "Riyadh") || strings.ContainsAny(r.stderr, "\x1b\x07") {
		t.Errorf("a link was followed, or a name obeyed: %s %q", r.stdout, r.stderr)
	}
	if after := files(t, filepath.Dir(w.dir)); !slices.Equal(before, after) {
		t.Errorf("files before %q, after %q", before, after)
	}
	if _, err := os.Stat("/tmp/escaped.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a member was written to where its name said: %v", err)
	}
}

// Entities of XML that name files or addresses stay what they are.
func TestFeedsReadNoFiles(t *testing.T) {
	w := newWorkplace(t)
	if err := os.WriteFile("secret.txt", []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	entity := "<!DOCTYPE r [<!ENTITY % d SYSTEM \"file://" + w.dir + "/secret.txt\"><!ENTITY x SYSTEM \"file://" + w.dir + "/secret.txt\"><!ENTITY y PUBLIC \"a\" \"" + w.dir + "/secret.txt\">]>"
	for name, feed := range map[string]string{
		"rss.xml":  `<?xml version="1.0"?>` + entity + `<rss version="2.0"><channel><item><title>&x;</title><description>&x; &y; Emmanuel Macron met Friedrich Merz in Berlin on Monday.</description></item></channel></rss>`,
		"atom.xml": `<?xml version="1.0"?>` + entity + `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title><content>&x; &y; Emmanuel Macron met Friedrich Merz in Berlin on Monday.</content></entry></feed>`,
		"inc.xml":  `<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><description><xi:include href="secret.txt" parse="text"/> Emmanuel Macron met Friedrich Merz in Berlin on Monday.</description></item></channel></rss>`,
		"a.html":   `<html><body><object data="secret.txt"></object><iframe src="secret.txt"></iframe><p>Emmanuel Macron met Friedrich Merz in Berlin on Monday. They spoke for an hour.</p></body></html>`,
	} {
		if err := os.WriteFile(name, []byte(feed), 0o600); err != nil {
			t.Fatal(err)
		}
		r := demarche(t, "", "extract", name, "--format", "jsonl")
		if strings.Contains(r.stdout+r.stderr, "Riyadh") {
			t.Errorf("%s: a file was read: %s", name, r.stdout)
		}
		if !strings.Contains(r.stdout, "Macron") {
			t.Errorf("%s: nothing was read: %s", name, r.stderr)
		}
	}
}

// hostileArticle holds all that a terminal, a page or a spreadsheet may act on, in
// every field.
func hostileArticle(t *testing.T) string {
	t.Helper()
	const bad = "\x1b]0;owned\x07\x1b[2J\u009b31m\u202e<script>alert(1)</script><img src=x onerror=alert(2)>"
	b, err := json.Marshal(map[string]string{
		"id": "=1+1" + bad, "published": "2025-02-18", "title": "=HYPERLINK(\"x\")" + bad, "source": "@SUM(1)" + bad, "url": "javascript:alert(3)//" + bad,
		"text": "Sergey Lavrov " + bad + "and Marco Rubio held talks in Riyadh on Tuesday. Lavrov said \"" + bad + " no\" to <b onclick=alert(4)>them</b>. Rubio will call Lavrov in March.",
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(b) + "\n"
}

// Whatever a command prints, a terminal is not obeyed.
func TestNoCommandPrintsWhatATerminalObeys(t *testing.T) {
	newWorkplace(t)
	input := hostileArticle(t)
	demarche(t, input, "ingest", "--timeline", "-").must(t, codeDone)
	first := demarche(t, "", "timeline", "--format", "jsonl").must(t, codeDone)
	line, _, _ := strings.Cut(first.stdout, "\n")
	var e struct{ Event string }
	if err := json.Unmarshal([]byte(line), &e); err != nil {
		t.Fatal(err)
	}
	events := demarche(t, input, "extract", "-", "--format", "jsonl").must(t, codeDone).stdout
	commands := [][]string{
		{"explain", e.Event}, {"explain", e.Event, "--format", "json"}, {"explain", "-"}, {"annotate", "-"}, {"annotate", "-", "--format", "jsonl"}, {"annotate", "-", "--format", "html"},
		{"extract", "-", "--format", "table"}, {"extract", "-", "--format", "json"}, {"extract", "-"}, {"ingest", "-"}, {"--verbose", "ingest", "-"}, {"--log", "json", "--verbose", "ingest", "-"},
		{"actors", "list"}, {"actors", "list", "Lavrov"}, {"store", "check"}, {"store", "stats"}, {"query", "evidence", "--param", "event=" + e.Event},
	}
	for _, f := range timelineFormats() {
		commands = append(commands, []string{"timeline", "--format", f})
	}
	for _, f := range []string{"table", "csv", "json", "jsonl", "md"} {
		commands = append(commands, []string{"query", "reports", "--format", f}, []string{"query", "statements-by", "--param", "actor=Lavrov", "--format", f}, []string{"query", "--sql", "SELECT title, source, url, id FROM Article", "--format", f})
	}
	for _, f := range []string{"graphml", "gexf", "jsonld", "cypher"} {
		commands = append(commands, []string{"export", "--format", f})
	}
	for _, args := range commands {
		r := demarche(t, input, args...).must(t, codeDone)
		// In files, what turns the direction of writing is part of a language.
		obeyed := "\x1b\x07\u009b"
		if !slices.Contains([]string{"html", "ics", "timelinejs", "svg", "graphml", "gexf", "jsonld"}, args[len(args)-1]) && args[0] != "annotate" {
			obeyed += "\u202e"
		}
		if i := strings.IndexAny(r.stdout+r.stderr, obeyed); i >= 0 || r.stdout+r.stderr == "" {
			t.Errorf("%v prints nothing or control characters: %.300q", args, (r.stdout + r.stderr)[max(0, i-100):])
		}
	}
	r := demarche(t, events+"{\x1b]0;owned\x07\n", "load", "-").must(t, codeFailed)
	if strings.ContainsAny(r.stdout+r.stderr, "\x1b\x07") {
		t.Errorf("load prints control characters: %q", r.stderr)
	}
	for _, args := range [][]string{{"query", "\x1b[2J"}, {"timeline", "--actor", "\x1b[2J"}, {"timeline", "--from", "\x1b[2J"}, {"explain", "\x1b[2J"}, {"--store", "\x1b[2J://x", "timeline"}, {"ingest", "\x1b[2J.txt"}, {"\x1b[2J"}, {"timeline", "--\x1b[2J"},
		{"query", "--sql", "SELECT \x1b[2J"}, {"--config", "\x1b[2J.yaml", "timeline"}, {"export", "--format", "\x1b[2J"}} {
		if r := demarche(t, "", args...); r.code == codeDone || strings.Contains(r.stdout+r.stderr, "\x1b") || r.stderr == "" {
			t.Errorf("%q ends with %d and prints %q", args, r.code, r.stdout+r.stderr)
		}
	}
}

// Pages that commands write hold no element or attribute that an article brought.
func TestPagesHoldNoMarkupOfArticles(t *testing.T) {
	newWorkplace(t)
	input := hostileArticle(t)
	demarche(t, input, "ingest", "-").must(t, codeDone)
	for _, args := range [][]string{{"timeline", "--format", "html"}, {"timeline", "--format", "svg"}, {"annotate", "--format", "html", "-"}} {
		page := demarche(t, input, args...).must(t, codeDone).stdout
		if !strings.Contains(page, "alert(1)") && !strings.Contains(page, "Lavrov") {
			t.Errorf("%v lacks what the article says: %.500s", args, page)
		}
		scripts := 0
		for z := html.NewTokenizer(strings.NewReader(page)); ; {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			token := z.Token()
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			switch token.Data {
			case "script":
				scripts++
			case "img", "iframe", "object", "embed", "link", "base", "form":
				if token.Data != "form" || args[0] != "timeline" { // that of the filters
					t.Errorf("%v holds <%s>", args, token.Data)
				}
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
					t.Errorf("%v holds %s=%q in <%s>", args, a.Key, a.Val, token.Data)
				}
			}
		}
		if want := map[bool]int{true: 1}[args[0] == "timeline" && args[2] == "html"]; scripts != want {
			t.Errorf("%v holds %d scripts, want %d", args, scripts, want)
		}
	}
}

// Passwords and tokens are nowhere but where they are given.
func TestSecretsAreNotTold(t *testing.T) {
	newWorkplace(t)
	const password, token = "hunter2-hunter2-hunter2", "tok3n-tok3n-tok3n-tok3n"
	for name, value := range map[string]string{"DEMARCHE_NEO4J_PASSWORD": password, "DEMARCHE_SERVE_TOKEN": token, "DEMARCHE_STORE": "neo4j://127.0.0.1:1"} {
		t.Setenv(name, value)
	}
	for _, args := range [][]string{
		{"config", "show"}, {"config", "show", "--format", "json"}, {"--verbose", "timeline"}, {"--log", "json", "--verbose", "ingest", "-"}, {"serve", "--listen", "127.0.0.1:0"}, {"serve", "--listen", "nowhere:x"}, {"mcp"}, {"store", "check"},
		{"--store", "neo4j://neo4j:" + password + "@127.0.0.1:1", "timeline"}, {"--store", "bolt://127.0.0.1:1/" + password + "?password=" + password, "timeline"}, {"--store", "postgres://u:" + password + "@h/d", "timeline"},
		{"version"}, {"help"},
	} {
		r := demarche(t, brief, args...)
		if told := r.stdout + r.stderr; strings.Contains(told, "hunter2") || strings.Contains(told, "tok3n") {
			t.Errorf("%v tells a secret: %s", args[:1], told)
		}
	}
	if err := os.WriteFile("demarche.yaml", []byte("neo4j:\n  password: "+password+"\n  pasword: "+password+"\nserve:\n  token: [\""+token+"\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := demarche(t, "", "timeline").must(t, codeUsage)
	if strings.Contains(r.stderr, "hunter2") || strings.Contains(r.stderr, "tok3n") {
		t.Errorf("a fault of the settings tells a secret: %s", r.stderr)
	}
}

// SECURITY.md promises tests: they exist.
func TestSecurityNamesTestsThatExist(t *testing.T) {
	promise, err := os.ReadFile(filepath.Join(root, "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	exist := map[string]bool{}
	if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		for _, m := range testFunction.FindAllSubmatch(b, -1) {
			exist[string(m[1])] = true
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(string(promise), -1)
	for _, name := range named {
		if !exist[name] {
			t.Errorf("SECURITY.md names %s, which is no test", name)
		}
	}
	if len(named) < 15 {
		t.Errorf("only %d tests are named", len(named))
	}
}

var testFunction = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
