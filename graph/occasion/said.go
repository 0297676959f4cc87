package occasion

import (
	_ "embed" // words.tsv
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// Where an article gives no day, a statement was made when it appeared or before:
// the day before, or another earlier where the words are the same.
const (
	saidDays    = 1
	reprintDays = 2
)

// saidKeys: a statement is looked up by who made it and when.
func saidKeys(c *graph.Claim) graph.Keys {
	a := of(c).said
	if a.who == "" {
		return graph.Keys{}
	}
	var keys []string
	who := digest([]string{a.who})
	for day := a.reprint; day <= a.last; day++ {
		keys = append(keys, date(day).Format(time.DateOnly)+" "+who)
	}
	return graph.Keys{Meet: keys}
}

// when sets the days on which a statement can have been made. Without any day the
// last comes before the first.
func (s *said) when(c *graph.Claim) {
	s.last = -1
	day, ok := dayNumber(c.Article.Published)
	if d := c.Event.Date; d != nil && d.Precision == event.Day {
		day, ok = dayNumber(d.Start)
		if ok && (d.Text != "" || d.Via == "") { // no conclusion from the rest of the article
			s.reprint, s.first, s.last = day, day, day
			return
		}
	}
	if ok {
		s.reprint, s.first, s.last = day-reprintDays, day-saidDays, day
	}
}

// saidTheSame reports whether two articles give the same statement of the same
// speakers: in the same words, or at least half of the shorter account's content
// words are in the other.
func saidTheSame(a, b *account) bool {
	x, y := a.said, b.said
	if a.article == b.article || a.event.Modality != b.event.Modality || x.who != y.who {
		return false
	}
	if x.words == y.words {
		return x.reprint <= y.last && y.reprint <= x.last
	}
	if x.first > y.last || y.first > x.last {
		return false
	}
	least := min(len(x.content), len(y.content))
	shared := 0
	for w := range x.content {
		if y.content[w] {
			shared++
		}
	}
	return shared >= 3 && 2*shared >= least
}

// content are the words of a statement that carry what it says: long ones and
// numbers, without the speaker's names and what every report of a statement has.
func content(e *event.Event, speakers []*event.Participant) map[string]bool {
	names := map[string]bool{}
	for _, p := range speakers {
		for _, n := range []string{p.Name, p.Canonical, p.Title, p.Text} {
			for _, w := range strings.Fields(graph.Fold(n)) {
				names[w] = true
			}
		}
	}
	found := map[string]bool{}
	for i := range e.Mentions {
		text := strings.ReplaceAll(e.Mentions[i].Text, ",", "") // 6,000
		number := 0                                             // of the words before
		flush := func() {
			if number > 0 {
				found[strconv.Itoa(number)] = true
			}
			number = 0
		}
		for _, w := range strings.Fields(graph.Fold(text)) {
			figure, special := common()[w]
			if n, err := strconv.Atoi(figure); err == nil {
				if n >= 100 {
					number = max(number, 1) * n // six thousand
				} else {
					number += n
				}
				continue
			}
			flush()
			switch {
			case (len(w) > 3 || w[0] <= '9') && !special && !names[w]:
				found[w] = true
			}
		}
		flush()
	}
	return found
}

//go:embed words.tsv
var wordsTable string

// common are the words that reports of statements have whatever was said, and the
// words for numbers with their figures.
var common = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(wordsTable) {
		if word, figure, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
			table[word] = figure
		}
	}
	return table
})
