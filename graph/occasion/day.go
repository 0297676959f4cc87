package occasion

import (
	"fmt"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// How far from the day of an article that gives no date what it tells of can be:
// back for what was, ahead for what is to come. What was is nearly always the
// latest of its kind; an announced visit may be weeks off, a call is soon made.
const (
	backDays      = 10
	aheadDays     = 30
	aheadCallDays = 7
)

// firmDays is how many days a range can have that still tells one occasion from
// the next. Longer ones would connect all that two parties did in weeks.
const firmDays = 4

// preference is which of several occasions a claim without a date means.
type preference int

const (
	onlyOne preference = iota // the only one; none where there are several
	next                      // the next one after it was written
	last                      // the last one before
)

// window is the days on which the occasion of a claim can have been.
type window struct {
	// first and last are days, counted from 1970-01-01.
	first, last int
	// firm is set for a claim that gives the days itself.
	firm bool
	// pool names the loose claims that one is put with when it finds no dated
	// occasion; empty, and not firm, when it is never linked.
	pool string
	// year is set for a loose claim that only knows the year: it needs a place to
	// find anything.
	year      bool
	prefers   preference
	published int
}

func windowOf(c *graph.Claim) window {
	d := c.Event.Date
	pub, known := dayNumber(c.Article.Published)
	if d == nil {
		if !known {
			return window{}
		}
		w := window{published: pub, prefers: next, first: pub - 1, last: pub + aheadDays, pool: c.Article.Published[:len("2006-01")]}
		if c.Event.Type == event.Call {
			w.last = pub + aheadCallDays
		}
		if c.Event.Modality == event.Held {
			w.prefers, w.first, w.last = last, pub-backDays, pub
		}
		return w
	}
	first, ok := dayNumber(d.Start)
	end, ok2 := dayNumber(d.End)
	if !ok || !ok2 {
		return window{}
	}
	w := window{first: first, last: end, published: pub}
	switch {
	case d.Text == "" && d.Via != "":
		// Concluded from the other events of the article.
		w.pool = d.Start[:len("2006-01")]
	case d.Precision == event.Day, d.Precision == event.Range && end-first < firmDays:
		w.firm = true
	case d.Precision == event.Year:
		w.pool, w.year = d.Value, true
	default:
		w.pool = d.Start[:len("2006-01")]
		if c.Event.Modality != event.Held && known {
			w.prefers = next
		}
	}
	return w
}

// meets reports whether two windows have a day in common.
func (w window) meets(o window) bool { return w.first <= o.last && o.first <= w.last }

// days returns the days of a firm window as keys.
func (w window) days() []string {
	var days []string
	for d := w.first; d <= w.last; d++ {
		days = append(days, date(d).Format(time.DateOnly))
	}
	return days
}

// months returns the months in which a window lies as keys.
func (w window) months() []string {
	var months []string
	from, to := date(w.first), date(w.last)
	for y, m := from.Year(), int(from.Month()); y < to.Year() || y == to.Year() && m <= int(to.Month()); m++ {
		if m > 12 {
			y, m = y+1, 1
		}
		months = append(months, fmt.Sprintf("%d-%02d", y, m))
	}
	return months
}

// yearIn returns the year in which a window begins with a place as a key, none
// when there is no place.
func (w window) yearIn(city string) []string {
	if city == "" || len(city) > 100 {
		return nil
	}
	return []string{fmt.Sprintf("%d in %s", date(w.first).Year(), city)}
}

func date(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

// dayNumber reads the day at the beginning of a date or instant.
func dayNumber(s string) (int, bool) {
	if len(s) < len(time.DateOnly) {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}
