package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// memoryMost is how much memory the program may have, whatever it is given.
const memoryMost = 512 << 20

// hostile makes a folder of inputs that are broken, huge, or made to do harm, and
// says for each what must become of it: "loaded", or the words of the reason.
func hostile(t *testing.T, dir string) map[string]string {
	t.Helper()
	const sentence = talks + " They agreed that their talks would go on in the week after. "
	const cyrillic = " Путин и Трамп."
	put := func(name string, content ...string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(content, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	different := func() string { // a text of its own: the same twice would be skipped
		n++
		return strings.Repeat(fmt.Sprintf("This is report %d. ", n)+sentence, 3)
	}
	utf16of := func(s string, big bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(s)) {
			if big {
				b.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				b.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		return b.String()
	}
	encoded := func(c *charmap.Charmap, s string) string {
		e, err := c.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	zipped := func(name, content string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, content)
		}
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	gzipped := func(write func(io.Writer)) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		write(z)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	object := func(text string) string { return fmt.Sprintf(`{"published":"2025-02-19","text":%q}`+"\n", text) }

	put("empty.txt")
	put("huge.txt", strings.Repeat(sentence, (50<<20)/len(sentence)))
	put("line.jsonl", object(strings.Repeat(sentence, (10<<20)/len(sentence))), object(different()))
	put("invalid.txt", different(), "\xff\xfe\xfa caf\xe9 \x80.")
	put("utf16le.txt", "\xff\xfe", utf16of(different(), false))
	put("utf16be.txt", utf16of(different(), true))
	put("cyrillic.html", `<html><head><meta charset="windows-1251"></head><body><p>`, encoded(charmap.Windows1251, different()+cyrillic))
	put("cyrillic.txt", encoded(charmap.Windows1251, different()+cyrillic))
	put("latin.html", `<html><head><meta charset="iso-8859-1"></head><body><p>`, encoded(charmap.ISO8859_1, different()+"São Tomé."))
	put("latin.txt", encoded(charmap.ISO8859_1, different()+"São Tomé."))
	deep := zipped("a.jsonl", object(different()))
	for i := range 7 {
		deep = zipped(fmt.Sprintf("in%d.zip", i), deep)
	}
	put("deep.zip", deep)
	inner := zipped("a.jsonl", object(different()))
	put("nested.tar.gz", gzipped(func(w io.Writer) {
		z := tar.NewWriter(w)
		_ = z.WriteHeader(&tar.Header{Name: "x/in.zip", Mode: 0o600, Size: int64(len(inner))})
		_, _ = io.WriteString(z, inner)
		_ = z.Close()
	}))
	lines := strings.Repeat(object(different()), 100)
	put("bomb.jsonl.gz", gzipped(func(w io.Writer) {
		for range 4000 {
			_, _ = io.WriteString(w, strings.Repeat(" \n", 100_000))
		}
	}))
	put("lines.jsonl.gz", gzipped(func(w io.Writer) {
		for range 1000 {
			_, _ = io.WriteString(w, "{\"text\":\"x\"}"+strings.Repeat("\n", 400_000))
		}
	}))
	put("bomb.zip", zipped("a.txt", strings.Repeat("talks ", 50<<20)))
	cut := gzipped(func(w io.Writer) { _, _ = io.WriteString(w, object(different())+lines) })
	put("cut.jsonl.gz", cut[:len(cut)/2])
	put("deep.html", "<html><body>", strings.Repeat("<div>", 1_000_000), different())
	var laughs strings.Builder
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&laughs, `<!ENTITY lol%d "%s">`, i, strings.Repeat(fmt.Sprintf("&lol%d;", i-1), 10))
	}
	put("laughs.xml", `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY lol0 "lol">`, laughs.String(), `]><rss version="2.0"><channel><item><title>&lol9;</title><description>&lol9;</description></item></channel></rss>`)
	put("entities.html", "<html><body><p>", strings.Repeat("&amp;", 3_000_000), different())
	put("cells.csv", "id,text\n", strings.Repeat(",", 30_000_000))
	put("tag.html", "<html ", strings.Repeat(`a="b" `, 1_200_000), "><body><p>", different())
	put("good.txt", different())
	return map[string]string{
		"empty.txt": "empty", "huge.txt": "larger than one article", "line.jsonl:1": "larger than one article", "line.jsonl:2": endLoaded,
		"invalid.txt": endLoaded, "utf16le.txt": endLoaded, "utf16be.txt": endLoaded, "cyrillic.html": endLoaded, "cyrillic.txt": endLoaded, "latin.html": endLoaded, "latin.txt": endLoaded,
		"deep.zip!in6.zip!in5.zip!in4.zip!in3.zip": "archives inside archives", "nested.tar.gz!x/in.zip!a.jsonl:1": endLoaded,
		"bomb.jsonl.gz": "larger than one article", "lines.jsonl.gz:1": endLoaded, "lines.jsonl.gz": "unpacks to far more", "bomb.zip!a.txt": "larger than one article", "deep.html": "too many elements",
		"cut.jsonl.gz:1": endLoaded, "laughs.xml#1": endLoaded, "entities.html": "larger than one article",
		"cells.csv:2": "larger than one article", "tag.html": endLoaded, "good.txt": endLoaded,
	}
}

// Whatever lies in a folder, each input ends with a reason, the rest goes on, and
// the memory stays in bounds.
func TestHostileInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and reads 200 MB: run go test without -short")
	}
	newWorkplace(t)
	if err := os.Mkdir("in", 0o700); err != nil {
		t.Fatal(err)
	}
	want := hostile(t, "in")
	// Not this test's own program: the race detector takes several times the memory.
	program := filepath.Join(t.TempDir(), "demarche")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".")
	build.Dir = filepath.Join(root, "cmd/demarche")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), program, "ingest", "--report", "../r.jsonl", ".")
	cmd.Dir = "in"
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	most := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	if cmd.ProcessState.ExitCode() != codeFailed {
		t.Fatalf("%v: %.3000s", err, out.String())
	}
	peak := <-most
	t.Logf("at most %d MiB", peak>>20)
	if peak > memoryMost || peak == 0 {
		t.Errorf("it had %d MiB of memory, at most %d are allowed", peak>>20, memoryMost>>20)
	}
	got := map[string]ending{}
	for _, e := range readReport(t, "r.jsonl") {
		input := e.Input
		if strings.Contains(e.Reason, "unpacks to far more") {
			input = e.File // at which line it was too much does not matter
		}
		got[input] = e
	}
	for input, words := range want {
		switch e := got[input]; {
		case words == endLoaded && e.Outcome != endLoaded:
			t.Errorf("%s: %q %s, want it loaded", input, e.Outcome, e.Reason)
		case words != endLoaded && (e.Outcome != endFailed || !strings.Contains(e.Reason, words)):
			t.Errorf("%s: %q %s, want it to fail: %s", input, e.Outcome, e.Reason, words)
		}
	}
}

// watchMemory looks at the most memory that a process has had, until it ends. What
// the system tells afterwards counts the memory of this test too, from which the
// process was made.
func watchMemory(pid int) <-chan int64 {
	peak := make(chan int64, 1)
	go func() {
		last := int64(0)
		for {
			b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, rest, ok := strings.Cut(string(b), "VmHWM:")
			if err != nil || !ok { // it has ended
				peak <- last
				return
			}
			kb := int64(0)
			fmt.Sscan(rest, &kb)
			last = kb << 10
			time.Sleep(5 * time.Millisecond)
		}
	}()
	return peak
}
