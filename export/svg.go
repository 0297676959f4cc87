package export

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/queries"
)

// Sizes of the picture, in its own units.
const (
	svgRow    = 24
	svgTop    = 46
	svgDates  = 190 // where the time scale begins
	svgScale  = 300 // its length
	svgTexts  = svgDates + svgScale + 20
	svgWidth  = 1200
	svgLetter = 7.2 // how wide a letter is, about
)

// writeSVG writes a picture: a line for each event with its date as told, its
// place on a scale of time, and what it was. A day is a dot, a longer date a bar
// from its first to its last day, and an event without a date a ring at the day
// on which it was told.
func writeSVG(w *bufio.Writer, p *Part) error {
	s := newScale(p.Timeline.Entries)
	height := svgTop + svgRow*len(p.Timeline.Entries) + 20
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title" font-family="sans-serif" font-size="13">
<title id="title">Timeline of %d events</title>
<style>.bg{fill:#fff}text{fill:#1a1a1a}.axis{stroke:#c8c8c8}.small{fill:#555;font-size:11px}.call{fill:#0b63a5;stroke:#0b63a5}.talks{fill:#a33b00;stroke:#a33b00}.statement{fill:#5b5b5b;stroke:#5b5b5b}.open{fill:none}.faint{opacity:.55}</style>
<rect class="bg" width="100%%" height="100%%"/>
`, svgWidth, height, svgWidth, height, len(p.Timeline.Entries))
	for _, tick := range s.ticks() {
		x := s.at(tick)
		fmt.Fprintf(w, `<line class="axis" x1="%.1f" y1="30" x2="%.1f" y2="%d"/><text class="small" x="%.1f" y="24" text-anchor="middle">%s</text>`+"\n", x, x, height-10, x, tick.Format(s.layout))
	}
	for i := range p.Timeline.Entries {
		e := &p.Timeline.Entries[i]
		y := svgTop + svgRow*i
		class := e.Type
		if e.Modality != string(event.Held) {
			class += " faint"
		}
		fmt.Fprintf(w, `<g><title>%s %s</title><text x="10" y="%d">%s</text>`, escapeXML(e.When()), escapeXML(e.Summary), y+4, escapeXML(e.When()))
		s.mark(w, e, class, y)
		fmt.Fprintf(w, `<text x="%d" y="%d">%s</text></g>`+"\n", svgTexts, y+4, escapeXML(cut(e.Summary, svgWidth-svgTexts)))
	}
	fmt.Fprint(w, "</svg>\n")
	return nil
}

// cut shortens a text to about that width.
func cut(s string, width int) string {
	limit := int(float64(width) / svgLetter)
	if s = strings.Join(strings.Fields(s), " "); utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:limit-1]), " ,;:") + "…"
}

// scale is a scale of time.
type scale struct {
	first, last time.Time
	layout      string
}

func newScale(entries []queries.Entry) *scale {
	s := &scale{layout: "2006"}
	for i := range entries {
		for _, day := range []string{cmp.Or(entries[i].Start, entries[i].Reported), cmp.Or(entries[i].End, entries[i].Reported)} {
			t, err := time.Parse(time.DateOnly, day)
			if err != nil {
				continue
			}
			if s.first.IsZero() || t.Before(s.first) {
				s.first = t
			}
			if t.After(s.last) {
				s.last = t
			}
		}
	}
	return s
}

// at is where a day stands.
func (s *scale) at(t time.Time) float64 {
	length := s.last.Sub(s.first).Hours() + 24
	return svgDates + svgScale*t.Sub(s.first).Hours()/length
}

// ticks are at most seven beginnings of years or months.
func (s *scale) ticks() []time.Time {
	if s.first.IsZero() {
		return nil
	}
	months := (s.last.Year()-s.first.Year())*12 + int(s.last.Month()-s.first.Month()) + 1
	step := 12
	for _, n := range []int{1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200} {
		if step = n; months/n <= 6 {
			break
		}
	}
	if step < 12 {
		s.layout = "2006-01"
	}
	var list []time.Time
	t := time.Date(s.first.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	if step > 12 {
		t = time.Date(s.first.Year()/(step/12)*(step/12), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for ; !t.After(s.last); t = t.AddDate(0, step, 0) {
		if !t.Before(s.first) {
			list = append(list, t)
		}
	}
	return list
}

// mark draws when an event was.
func (s *scale) mark(w *bufio.Writer, e *queries.Entry, class string, y int) {
	start, err := time.Parse(time.DateOnly, cmp.Or(e.Start, e.Reported))
	if err != nil {
		return // nothing is known
	}
	day := s.at(start.AddDate(0, 0, 1)) - s.at(start)
	switch {
	case e.Date == "":
		fmt.Fprintf(w, `<circle class="%s open" cx="%.1f" cy="%d" r="4"/>`, class, s.at(start)+day/2, y)
	case e.Precision == string(event.Day):
		fmt.Fprintf(w, `<circle class="%s" cx="%.1f" cy="%d" r="4"/>`, class, s.at(start)+day/2, y)
	default:
		end, err := time.Parse(time.DateOnly, e.End)
		if err != nil {
			return
		}
		fmt.Fprintf(w, `<rect class="%s" x="%.1f" y="%d" width="%.1f" height="6" rx="2"/>`, class, s.at(start), y-3, max(s.at(end)+day-s.at(start), 2))
	}
}
