package article

import (
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// most is how much memory reading may have at any time, of the 512 MB that the
// whole program may.
const most = 128 << 20

// TestMemory reads more than fits, and looks at the memory while it does.
func TestMemory(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("reads half a gigabyte and measures memory, which the race detector multiplies: run go test without -race and -short")
	}
	long := func(n int) string { return strings.Repeat(english+" ", n/len(english)) }
	for _, c := range []struct {
		name    string
		content func(io.Writer)
		least   int // items that must be read
	}{
		{"a hundred megabytes of JSON Lines", func(w io.Writer) {
			line := `{"text":"` + long(4000) + "\"}\n"
			for range 32_000 {
				_, _ = io.WriteString(w, line)
			}
		}, 32_000},
		{"lines of 10 MB", func(w io.Writer) {
			line := `{"text":"` + long(10<<20) + "\"}\n"
			for range 12 {
				_, _ = io.WriteString(w, line)
			}
		}, 12},
		{"a line of 300 MB", func(w io.Writer) {
			_, _ = io.WriteString(w, `{"text":"`)
			for range 300 {
				_, _ = io.WriteString(w, long(1<<20))
			}
			_, _ = io.WriteString(w, "\"}\n"+`{"text":`+quotedText+"}\n")
		}, 1},
		{"an array of 60 MB", func(w io.Writer) {
			value := `{"text":"` + long(20_000) + `"},`
			_, _ = io.WriteString(w, "[")
			for range 3_000 {
				_, _ = io.WriteString(w, value)
			}
			_, _ = io.WriteString(w, `{"text":`+quotedText+"}]")
		}, 3_001},
		{"a text of 50 MB", func(w io.Writer) {
			for range 50 {
				_, _ = io.WriteString(w, long(1<<20))
			}
		}, 0},
		{"a table whose quote is not closed", func(w io.Writer) {
			_, _ = io.WriteString(w, "id,text\na,\""+english+"\"\nb,\"")
			for range 100 {
				_, _ = io.WriteString(w, long(1<<20))
			}
		}, 1},
		{"pages of 4 MB", func(w io.Writer) {
			page := "<html><body>" + strings.Repeat("<div class=x><p>"+english+"</p></div>", (4<<20)/len(english))
			for range 6 {
				_, _ = io.WriteString(w, answerOf("200 OK", "text/html", page))
			}
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, w := io.Pipe()
			go func() {
				z := gzip.NewWriter(w)
				c.content(z)
				_ = z.Close()
				_ = w.Close()
			}()
			// What is needed is measured, and not how late the collector comes.
			defer debug.SetGCPercent(debug.SetGCPercent(20))
			runtime.GC()
			var before, now runtime.MemStats
			runtime.ReadMemStats(&before)
			peak, n, ready := uint64(0), 0, 0
			look := func() {
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapInuse-min(now.HeapInuse, before.HeapInuse))
			}
			for item := range ReadStream(context.Background(), Stream{Path: "x", Reader: &watched{r, look, 0}}, Options{Limits: Limits{Text: 16 << 20, Ratio: 100_000}}) {
				if n++; item.Outcome == Ready {
					ready++
				}
			}
			look()
			t.Logf("%d items, %d read, at most %d MiB", n, ready, peak>>20)
			if ready < c.least {
				t.Errorf("%d items were read, want %d", ready, c.least)
			}
			if peak > most {
				t.Errorf("%d MiB of memory", peak>>20)
			}
		})
	}
}

// watched looks at the memory now and then as a stream is read.
type watched struct {
	r    io.Reader
	look func()
	n    int
}

func (w *watched) Read(p []byte) (int, error) {
	if w.n++; w.n%8 == 0 {
		w.look()
	}
	return w.r.Read(p)
}
