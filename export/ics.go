package export

import (
	"bufio"
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// writeICS writes a calendar of RFC 5545. An event is an entry of whole days
// that lasts from the first to the last day of its date: one of which the month
// is known lasts that month, and its title begins with the month. What has no
// date is a journal entry without one (VJOURNAL), which calendars list and
// don't place.
func writeICS(w *bufio.Writer, p *Part) error {
	c := calendar{w}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//demarche//timeline//EN")
	c.line("X-WR-CALNAME", "demarche")
	for i := range p.Timeline.Entries {
		if err := c.entry(p, &p.Timeline.Entries[i]); err != nil {
			return err
		}
	}
	c.line("END", "VCALENDAR")
	return nil
}

type calendar struct{ w *bufio.Writer }

func (c calendar) entry(p *Part, e *queries.Entry) error {
	kind := "VEVENT"
	if e.Date == "" {
		kind = "VJOURNAL"
	}
	compact := strings.NewReplacer("-", "")
	c.line("BEGIN", kind)
	c.line("UID", escapeICS(e.Event)+"@demarche")
	// When the entry was made, which RFC 5545 wants. The clock would make each
	// export another one, so it is the day that the event was first told of.
	c.line("DTSTAMP", compact.Replace(cmp.Or(e.Reported, e.Start, "1970-01-01"))+"T000000Z")
	if e.Date != "" {
		end, err := dayAfter(e.End)
		if err != nil {
			return err
		}
		c.line("DTSTART;VALUE=DATE", compact.Replace(e.Start))
		c.line("DTEND;VALUE=DATE", compact.Replace(end))
		c.line("TRANSP", "TRANSPARENT") // nobody who looks at it is busy then
		if e.Modality == string(event.Cancelled) || e.Modality == string(event.Denied) {
			c.line("STATUS", "CANCELLED")
		} else if e.Modality == string(event.Held) {
			c.line("STATUS", "CONFIRMED")
		} else {
			c.line("STATUS", "TENTATIVE")
		}
	}
	title := e.Summary
	if e.Date != "" && e.Precision != string(event.Day) {
		title = e.Date + ": " + title
	}
	c.line("SUMMARY", escapeICS(title))
	c.line("CATEGORIES", strings.ToUpper(e.Type))
	if e.Place != "" && kind == "VEVENT" { // a journal entry has no place
		c.line("LOCATION", escapeICS(strings.TrimSuffix(e.Place+", "+e.Country, ", ")))
		if lat, lon, ok := p.position(e.Event); ok {
			c.line("GEO", fmt.Sprintf("%s;%s", degrees(lat), degrees(lon)))
		}
	}
	told := []string{"Date as told: " + cmp.Or(e.Date, "none"), "Modality: " + e.Modality}
	for _, q := range p.quotes(e.Event) {
		told = append(told, "“"+q.text+"” ("+q.source()+")")
	}
	c.line("DESCRIPTION", escapeICS(strings.Join(told, "\n")))
	if e.Date != "" {
		c.line("X-DEMARCHE-DATE", escapeICS(e.Date))
		c.line("X-DEMARCHE-PRECISION", strings.ToUpper(e.Precision))
	}
	c.line("END", kind)
	return nil
}

// line writes a property, folded so that no line has more than 75 bytes, as RFC
// 5545 demands, and none is cut within a letter.
func (c calendar) line(name, value string) {
	rest, limit := name+":"+value, 75
	for len(rest) > limit {
		cut := limit
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		fmt.Fprint(c.w, rest[:cut]+"\r\n ")
		rest, limit = rest[cut:], 74 // the space counts
	}
	fmt.Fprint(c.w, rest+"\r\n")
}

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escapeICS makes a value of type TEXT. Control characters may not stand in one.
func escapeICS(s string) string { return icsEscapes.Replace(controlled(s)) }

// degrees writes an angle as people and programs read it.
func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// position is where an event was held, in degrees.
func (p *Part) position(id string) (lat, lon float64, ok bool) {
	place := p.placeOf(id)
	if place == nil {
		return 0, 0, false
	}
	t := graph.TableNamed(graph.PlaceNode)
	lat, one := place[t.Column("lat")].(float64)
	lon, two := place[t.Column("lon")].(float64)
	return lat, lon, one && two
}
