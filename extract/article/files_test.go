package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outcomes gives outcome and path of items.
func outcomes(got []Item) string {
	var out []string
	for _, item := range got {
		out = append(out, string(item.Outcome)+" "+filepath.ToSlash(item.Path))
	}
	return strings.Join(out, "\n")
}

func TestReadFolders(t *testing.T) {
	folder(t, map[string]string{
		"news/b.txt": story, "news/a.html": webpage, "news/a_files/x.css": "a{}", "news/a_files/y.png": "\x89PNG\r\n\x1a\n", "news/.git/config": "x", "news/.hidden.txt": story,
		"news/10/c.jsonl": `{"text":` + quotedText + "}\n", "news/empty.txt": "", "news/f.pdf": "%PDF-1.7", "other.txt": story,
	})
	if err := os.Mkdir("news/nothing", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		paths []string
		want  string
	}{
		{[]string{"news"}, "skipped news/.git\nskipped news/.hidden.txt\nread news/10/c.jsonl:1\nread news/a.html\nskipped news/a_files/x.css\nskipped news/a_files/y.png\nread news/b.txt\nfailed news/empty.txt\nfailed news/f.pdf\nskipped news/nothing"},
		{[]string{"other.txt", "news/.hidden.txt"}, "read other.txt\nread news/.hidden.txt"},
		{[]string{"*/*.txt"}, "read news/.hidden.txt\nread news/b.txt\nfailed news/empty.txt"},
		{[]string{"news/10/", "./news/10"}, "read news/10/c.jsonl:1\nskipped news/10"},
		{[]string{"news/a_files/y.png", "news/a_files/x.css"}, "failed news/a_files/y.png\nread news/a_files/x.css"}, // named, they are read
	} {
		if got := outcomes(items(t, Options{}, c.paths...)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.paths, got, c.want)
		}
	}
}

func TestReadLinks(t *testing.T) {
	folder(t, map[string]string{"a/b/c.txt": story, "d/e.txt": story})
	for link, to := range map[string]string{"a/b/up": "..", "a/b/self": "self", "a/d": "../d", "d/a": "../a", "a/c.txt": "b/c.txt", "a/gone.txt": "nowhere"} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	got := items(t, Options{}, "a")
	want := "read a/b/c.txt\nfailed a/b/self\nskipped a/b/up\nread a/c.txt\nskipped a/d/a\nread a/d/e.txt\nfailed a/gone.txt"
	if outcomes(got) != want {
		t.Errorf("got\n%s\nwant\n%s", outcomes(got), want)
	}
	for _, item := range got {
		if item.Path == filepath.Join("a", "b", "up") && !strings.Contains(item.Err.Error(), "already read under another name (as a)") {
			t.Error(item.Err)
		}
		if item.Path == filepath.Join("a", "gone.txt") && !strings.Contains(item.Err.Error(), "a link to something that is gone") {
			t.Error(item.Err)
		}
	}
}

// What failed can be read again, and nothing else is.
func TestReadOnly(t *testing.T) {
	line := `{"text":` + quotedText + "}\n"
	folder(t, map[string]string{
		"n/a.jsonl": line + line + line, "n/a.jsonl2": line, "n/b.zip": packed(t, zipped, line+line, "x.jsonl"), "n/c/d.txt": story, "n/e.json": "[" + line + "," + line + "]",
	})
	for _, c := range []struct {
		only []string
		want string
	}{
		{[]string{"n/a.jsonl:2"}, "read n/a.jsonl:2"},
		{[]string{"n/a.jsonl"}, "read n/a.jsonl:1\nread n/a.jsonl:2\nread n/a.jsonl:3"},
		{[]string{"n/b.zip!x.jsonl:2", "n/e.json#1"}, "read n/b.zip!x.jsonl:2\nread n/e.json#1"},
		{[]string{"n/b.zip"}, "read n/b.zip!x.jsonl:1\nread n/b.zip!x.jsonl:2"},
		{[]string{"n/c"}, "read n/c/d.txt"},
		{[]string{"n/"}, "read n/a.jsonl:1\nread n/a.jsonl:2\nread n/a.jsonl:3\nread n/a.jsonl2:1\nread n/b.zip!x.jsonl:1\nread n/b.zip!x.jsonl:2\nread n/c/d.txt\nread n/e.json#1\nread n/e.json#2"},
		{[]string{"m"}, ""},
	} {
		if got := outcomes(items(t, Options{Only: c.only}, "n")); got != c.want {
			t.Errorf("only %s:\n%s\nwant\n%s", c.only, got, c.want)
		}
	}
}

func TestReadStdin(t *testing.T) {
	got := items(t, Options{Stdin: strings.NewReader(`{"text":` + quotedText + "}\n")}, "-")
	if len(got) != 1 || got[0].Path != "-:1" || got[0].File != "-" || got[0].Outcome != Ready {
		t.Errorf("%v", got)
	}
	if got := items(t, Options{Stdin: strings.NewReader(packed(t, zipped, story))}, "-"); outcomes(got) != "read -!member" {
		t.Errorf("a zip: %v", got)
	}
	if got := items(t, Options{}, "-"); len(got) != 1 || got[0].Outcome != Failed {
		t.Errorf("nothing: %v", got)
	}
}
