package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/demarche-graph/demarche/config"
)

// How often progress is told: drawn on a terminal, where it takes one line that
// changes; elsewhere a line is written, which stays.
const (
	drawnEvery   = 200 * time.Millisecond
	writtenEvery = time.Minute
)

// progress is how far a command has come.
type progress struct {
	doing, unit string
	// gone returns the bytes of the input that are gone through and how many there
	// are, 0 when that is not known; nil when it never will be.
	gone func() (bytes, of int64)

	begun     time.Time
	n, failed int
	// marks are where things stood in the last minute, the oldest first: the rate
	// is that of now, not that of articles that needed no reading an hour ago.
	marks []standing
	stop  chan struct{}

	screen *os.File // the terminal on which it is drawn, nil for none
	shown  int      // how many columns it takes there
}

type standing struct {
	at    time.Time
	n     int
	bytes int64
}

// window is how far back the rate looks.
const window = time.Minute

// watch tells of progress until done is called: on a terminal all the time, else
// once a minute; not at all with --quiet.
func (t *teller) watch(doing, unit string, gone func() (bytes, of int64)) {
	if t.level == config.Quiet {
		return
	}
	p := &progress{doing: doing, unit: unit, gone: gone, begun: time.Now(), stop: make(chan struct{})}
	every := t.written
	if !t.json && terminal(t.out) {
		p.screen, every = t.out.(*os.File), drawnEvery
	}
	p.mark(p.begun)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bar = p
	go func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-p.stop:
				return
			case now := <-tick.C:
				t.tick(p, now)
			}
		}
	}()
}

func (t *teller) tick(p *progress, now time.Time) {
	t.mu.Lock()
	select {
	case <-p.stop: // while this waited
		t.mu.Unlock()
		return
	default:
	}
	p.mark(now)
	if p.screen != nil {
		p.draw(now)
		t.mu.Unlock()
		return
	}
	text, attrs := p.text(now), p.attrs(now)
	t.mu.Unlock()
	if t.json {
		t.log.Info("progress", attrs...)
		return
	}
	t.line("%s", text)
}

// step counts one more.
func (t *teller) step() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.bar != nil {
		t.bar.n++
	}
}

// mark remembers where things stand.
func (p *progress) mark(now time.Time) {
	m := standing{at: now, n: p.n}
	if p.gone != nil {
		m.bytes, _ = p.gone()
	}
	p.marks = append(p.marks, m)
	for len(p.marks) > 2 && now.Sub(p.marks[1].at) >= window {
		p.marks = p.marks[1:]
	}
}

// rate is how many are done a second.
func (p *progress) rate() float64 {
	first, last := p.marks[0], p.marks[len(p.marks)-1]
	if took := last.at.Sub(first.at); took > 0 {
		return float64(last.n-first.n) / took.Seconds()
	}
	return 0
}

// left is how long the rest will take if it goes on like this; false when that is
// not known.
func (p *progress) left() (time.Duration, bool) {
	if p.gone == nil {
		return 0, false
	}
	first, last := p.marks[0], p.marks[len(p.marks)-1]
	_, of := p.gone()
	read := last.bytes - first.bytes
	if of == 0 || read <= 0 || last.bytes > of {
		return 0, false
	}
	return time.Duration(float64(of-last.bytes) / float64(read) * float64(last.at.Sub(first.at))), true
}

// text is progress for people: "reading: 1234 articles, 56/s, 2 failed, 1m20s left".
func (p *progress) text(now time.Time) string {
	parts := []string{fmt.Sprintf("%d %s", p.n, p.unit), perSecond(p.rate())}
	if p.failed > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", p.failed))
	}
	if left, ok := p.left(); ok {
		parts = append(parts, left.Round(time.Second).String()+" left")
	} else {
		parts = append(parts, "for "+now.Sub(p.begun).Round(time.Second).String())
	}
	return p.doing + ": " + strings.Join(parts, ", ")
}

func perSecond(rate float64) string {
	if rate < 10 {
		return fmt.Sprintf("%.1f/s", rate)
	}
	return fmt.Sprintf("%.0f/s", rate)
}

// attrs are progress for a log. Times are seconds.
func (p *progress) attrs(now time.Time) []any {
	attrs := []any{"doing", p.doing, p.unit, p.n, "per_second", float64(int(p.rate()*10)) / 10, "failed", p.failed, "seconds", int(now.Sub(p.begun).Seconds())}
	if left, ok := p.left(); ok {
		attrs = append(attrs, "seconds_left", int(left.Seconds()))
	}
	return attrs
}

// draw writes progress over what it wrote before. A line that is wider than the
// terminal would not be overwritten, and is cut.
func (p *progress) draw(now time.Time) {
	text := p.text(now)
	if columns, _, err := term.GetSize(int(p.screen.Fd())); err == nil && columns > 1 {
		text = text[:min(len(text), columns-1)]
	}
	fmt.Fprintf(p.screen, "\r%-*s", p.shown, text)
	p.shown = len(text)
}

// clear takes progress off the line; it is drawn again before long.
func (p *progress) clear() {
	if p.shown > 0 {
		fmt.Fprintf(p.screen, "\r%*s\r", p.shown, "")
		p.shown = 0
	}
}
