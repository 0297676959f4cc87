package article

import (
	"context"
	"strings"
	"testing"
)

// Whatever the files are, reading them all comes to their size, so that what is
// left reaches nothing at the end and not before.
func TestProgressEndsAtTheSize(t *testing.T) {
	line := `{"text":` + quotedText + "}\n"
	folder(t, map[string]string{
		"n/a.jsonl": strings.Repeat(line, 300), "n/b.zip": packed(t, zipped, strings.Repeat(line, 3), "x.jsonl"), "n/c.gz": packed(t, gzipped, line),
		"n/cut.gz": packed(t, gzipped, strings.Repeat(line, 3))[:30], "n/d.txt": story, "n/e.bin": randomBytes(5000), "n/.hidden": line, "n/s.css": "p {}", "n/.git/x": line,
	})
	for _, paths := range [][]string{{"n"}, {"n/*.gz", "n/d.txt"}, {"n/b.zip"}, {"n/missing"}} {
		want, ok := Size(context.Background(), paths)
		if !ok || want == 0 && paths[0] != "n/missing" {
			t.Errorf("%v: size %d, %v", paths, want, ok)
		}
		var p Progress
		last := int64(0)
		for range Read(context.Background(), paths, Options{Progress: &p, Workers: 1}) {
			if now := p.Bytes(); now < last || now > want {
				t.Errorf("%v: %d bytes after %d, of %d", paths, now, last, want)
			}
			last = p.Bytes()
		}
		if got := p.Bytes(); got != want {
			t.Errorf("%v: %d bytes were gone through, the size is %d", paths, got, want)
		}
	}
	if _, ok := Size(context.Background(), []string{"n", "-"}); ok {
		t.Error("the size of standard input is known")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, ok := Size(ctx, []string{"n"}); ok {
		t.Error("goes on after it was told to stop")
	}
}
