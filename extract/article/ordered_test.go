package article

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The items and their order are the same however many are made at a time.
func TestReadOrderHangsOnNothing(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		switch i % 3 {
		case 0:
			files[fmt.Sprintf("n/%02d.html", i)] = strings.ReplaceAll(webpage, "Monday", fmt.Sprint("day ", i))
		case 1:
			files[fmt.Sprintf("n/%02d.jsonl", i)] = strings.Repeat(fmt.Sprintf(`{"id":"%d","text":%s}`+"\n", i, quotedText), 5) + "broken\n"
		default:
			files[fmt.Sprintf("n/%02d.txt", i)] = german
		}
	}
	folder(t, files)
	var first string
	for _, workers := range []int{1, 2, 8, 0} {
		var b strings.Builder
		for _, item := range items(t, Options{Workers: workers}, "n") {
			b.WriteString(inWords(item) + "\n")
		}
		if first == "" {
			first = b.String()
		} else if b.String() != first {
			t.Errorf("%d workers give something else than one", workers)
		}
	}
	if n := strings.Count(first, "\n"); n != 20+120+20 {
		t.Errorf("%d items", n)
	}
}

// A caller may stop after any item, wherever the intake stands.
func TestReadMayStopAnywhere(t *testing.T) {
	line := `{"text":` + quotedText + "}\n"
	folder(t, map[string]string{
		"n/a.jsonl": line + "broken\n" + line, "n/b.json": "[" + line + ",1," + line, "n/c.csv": "id,text\n1,\"" + english + "\"\n2\n", "n/d.zip": packed(t, zipped, line+line), "n/e.tar": packed(t, tarred, line),
		"n/f.warc": answerOf("200 OK", "text/html", webpage) + answerOf("404 Gone", "", "") + "junk", "n/g.gz": packed(t, gzipped, packed(t, tarred, story)), "n/h.xml": `<rss version="2.0"><channel><item/><item><title>x</title><description>y</description></item></channel></rss>`,
		"n/i.html": webpage, "n/j.png": "\x89PNG\r\n\x1a\n", "n/k/l.txt": "", "n/m.txt": story, "n/.n": "",
	})
	all := len(items(t, Options{}, "n", "missing", "n"))
	if all < 20 {
		t.Fatalf("%d items", all)
	}
	for _, workers := range []int{1, 3} {
		for stop := 1; stop < all; stop++ {
			n := 0
			for range Read(context.Background(), []string{"n", "missing", "n"}, Options{Workers: workers}) {
				if n++; n == stop {
					break
				}
			}
			if n != stop {
				t.Errorf("%d items, want %d", n, stop)
			}
		}
	}
}

// endless gives the same line for ever.
type endless struct{ line string }

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e.line) <= len(p) {
		n += copy(p[n:], e.line)
	}
	return n, nil
}

func TestReadStops(t *testing.T) {
	line := `{"text":` + quotedText + "}\n"
	for _, workers := range []int{1, 4} {
		before := runtime.NumGoroutine()
		n := 0
		for range Read(context.Background(), []string{"-"}, Options{Stdin: endless{line}, Workers: workers}) {
			if n++; n == 100 {
				break
			}
		}
		ctx, cancel := context.WithCancel(context.Background())
		n = 0
		for item := range Read(ctx, []string{"-"}, Options{Stdin: endless{line}, Workers: workers}) {
			if item.Outcome != Ready {
				t.Errorf("stopping gave %v", item.Err)
			}
			if n++; n == 100 {
				cancel()
			}
		}
		cancel()
		if n > 300 {
			t.Errorf("%d items after the context was done", n-100)
		}
		for range 100 {
			if runtime.NumGoroutine() <= before {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if now := runtime.NumGoroutine(); now > before {
			t.Errorf("with %d workers %d goroutines were left", workers, now-before)
		}
	}
}

// Somebody who types nothing does not keep the program from ending.
func TestReadStopsWhileStdinWaits(t *testing.T) {
	r, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		n := 0
		for range Read(ctx, []string{"-"}, Options{Stdin: r}) {
			n++
		}
		done <- n
	}()
	time.Sleep(20 * time.Millisecond)
	cancel()
	select {
	case n := <-done:
		if n != 0 {
			t.Errorf("%d items", n)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still waits for standard input")
	}
}

// A line that is typed is read before the next one comes.
func TestReadDoesNotWaitForMore(t *testing.T) {
	r, w := io.Pipe()
	next := make(chan Item)
	go func() {
		for item := range Read(context.Background(), []string{"-"}, Options{Stdin: r, Format: JSONL}) {
			next <- item
		}
		close(next)
	}()
	long := strings.Repeat(" ", headEnough)
	for range 3 {
		if _, err := io.WriteString(w, `{"text":`+quotedText+"}"+long+"\n"); err != nil {
			t.Fatal(err)
		}
		select {
		case <-next:
		case <-time.After(10 * time.Second):
			t.Fatal("waits for more than a line")
		}
	}
	_ = w.Close()
	if _, more := <-next; more {
		t.Error("one more")
	}
}

// A reader that panics costs the file, not the run.
func TestPanicsAreFaults(t *testing.T) {
	in := &intake{}
	item := in.done(job{path: "a", make: func() (*Article, error) { panic("index out of range") }})
	if item.Outcome != Failed || !strings.Contains(item.Err.Error(), "a: its reader gave up, which is a fault of demarche: please report it with the file (index out of range)") {
		t.Errorf("%v", item.Err)
	}
}
