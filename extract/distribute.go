package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/who"
)

// occasion is a part of a sentence that tells of one of several events of one
// verb: its own date and place, and the party that only it names.
type occasion struct {
	date  *event.Date
	place *event.Place
	// first and last are the tokens of its dates and places, from the token where it
	// begins.
	first, last, from int
	parties           []*who.Actor
}

// distribute splits what one trigger tells of several occasions: "met in Seychelles
// in March and in Djibouti in June", "spoke on Saturday to Lavrov and on Sunday to
// Kerry", "saw his deputy in Tehran on Wednesday and the Italian in Rome on
// Saturday".
func (r *reading) distribute(s *sentence, t *told, dates []dated, places []located) []*told {
	list := r.occasions(s, t, dates, places)
	if len(list) < 2 {
		return []*told{t}
	}
	// Whom only one of them names. A party belongs to the occasion in whose words it
	// stands.
	named := 0
	for _, p := range s.who.Phrases {
		if p.First <= t.token || s.who.At(p.First) != p {
			continue
		}
		for _, a := range p.Actors {
			if !slices.Contains(t.right, a) {
				continue
			}
			k := 0
			for i := range list {
				if p.First >= list[i].from {
					k = i
				}
			}
			if list[k].parties == nil {
				named++
			}
			list[k].parties = union(list[k].parties, []*who.Actor{a})
		}
	}
	r.gapped(s, t, list, &named)
	var out []*told
	for i := range list {
		one := *t
		one.date, one.place = list[i].date, list[i].place
		if one.typ == event.Call {
			one.place = nil
		}
		if named == len(list) {
			one.right = list[i].parties
			one.complete()
		}
		one.another = t.another && i == 0
		out = append(out, &one)
	}
	return out
}

// gapped finds the parties of later occasions whose verb is left out: "met Wang in
// Beijing on Monday and Kamikawa in Tokyo on Tuesday". named is how many occasions
// have parties of their own.
func (r *reading) gapped(s *sentence, t *told, list []occasion, named *int) {
	if !s.verb(t.token) || *named > 1 || list[0].parties == nil {
		return
	}
	for i := 1; i < len(list); i++ {
		if list[i].parties != nil {
			continue
		}
		for k := list[i].from; k < list[i].first; k++ {
			p := s.phraseAt(k)
			if p == nil || p.First != k || p.Last >= list[i].first || p.Form == who.State || p.Form == who.Adjective || p.Form == who.Pronoun {
				continue
			}
			if d := s.tokens[p.Head].Dep; d == syntax.Nsubj || d == syntax.Nsubjpass {
				break
			}
			if list[i].parties = r.party(s, p.Head); list[i].parties != nil {
				*named++
			}
			break
		}
	}
}

// occasions finds the dates and places of a trigger and groups them, a group for
// each occasion; one group or none when they are of one.
func (r *reading) occasions(s *sentence, t *told, dates []dated, places []located) []occasion {
	k := t.token
	carrier, _ := s.clauseOf(k)
	type item struct {
		first, last int
		date        *event.Date
		place       *event.Place
		bracket     bool
	}
	var items []item
	for _, d := range dates {
		if _, lasting := d.Lasting(); lasting || d.date == nil || s.bounds(d) || s.fits(d, k, carrier) <= 60 {
			continue
		}
		coarse := slices.ContainsFunc(dates, func(e dated) bool {
			return e.date != nil && e.first != d.first && within(e.date, d.date) && finer(e.date, d.date)
		})
		if coarse {
			continue
		}
		items = append(items, item{first: d.first, last: d.last, date: d.date, bracket: d.first > 0 && s.tokens[d.first-1].Text == "("})
	}
	for i := range places {
		p := &places[i]
		if p.first <= k && s.verb(k) {
			continue
		}
		switch s.prepositionOf(p.first) {
		case "in", "at", "near", "outside", "aboard", "inside":
		case "to":
			if !t.visit() {
				continue // "visits to Kyiv on Thursday and to Moscow on Friday"
			}
		default:
			continue
		}
		if s.fits(dated{first: p.first, last: p.last}, k, carrier) <= 60 {
			continue
		}
		// "Geneva, Switzerland" is one place.
		if n := len(items); n > 0 && items[n-1].place != nil && p.first-items[n-1].last <= 2 {
			continue
		}
		items = append(items, item{first: p.first, last: p.last, place: r.place(p.Mention)})
	}
	slices.SortFunc(items, func(a, b item) int { return a.first - b.first })
	var out []occasion
	for _, it := range items {
		n := len(out)
		if n == 0 || it.date != nil && out[n-1].date != nil || it.place != nil && out[n-1].place != nil {
			if n > 0 {
				from := s.again(out[n-1].last, it.first)
				if from < 0 {
					return nil
				}
				out = append(out, occasion{first: it.first, last: it.last, from: from})
			} else {
				out = append(out, occasion{first: it.first, last: it.last, from: 0})
			}
			n = len(out)
		}
		o := &out[n-1]
		o.last = it.last
		if it.bracket {
			o.last++ // the bracket closes
		}
		if it.date != nil {
			o.date = it.date
		} else {
			o.place = it.place
		}
	}
	for i := range out {
		if out[i].date == nil {
			return nil // "met in Cairo and Al-Arish last April": talks may move
		}
	}
	return out
}

// again returns the token from which the words between two groups belong to the
// second: after the "and" that joins them, -1 when nothing does or a verb stands
// between.
func (s *sentence) again(last, next int) int {
	at := -1
	for i := last + 1; i < next; i++ {
		switch low := strings.ToLower(s.tokens[i].Text); {
		case low == "and" || low == "then" || low == ";" || low == "again":
			at = i + 1
		case low == "," && at < 0:
			at = i + 1
		case low == ")":
			at = i + 1
		case strings.HasPrefix(s.tokens[i].Tag, "VB") || s.tokens[i].Tag == "MD" || s.tokens[i].Tag == "WDT" || s.tokens[i].Tag == "WP":
			return -1
		}
	}
	if at < 0 {
		return -1
	}
	// The second group must have its own preposition or adverb: "on Monday and
	// Tuesday" is one span.
	for i := last + 1; i < next; i++ {
		if t := s.tokens[i]; t.Tag == "IN" || strings.EqualFold(t.Text, "again") || strings.EqualFold(t.Text, "then") || t.Text == ")" {
			return at
		}
	}
	switch strings.ToLower(s.tokens[next].Text) {
	case "on", "in", "at", "last", "next", "yesterday", "today", "tomorrow", "earlier":
		return at
	}
	return -1
}
