package where

import "strings"

// mentions turns the accepted spans into what the caller gets.
func (r *reader) mentions() []Mention {
	var ms []Mention
	unknown := r.unknowns()
	lastEnd := 0
	for i := range r.spans {
		s := &r.spans[i]
		if !s.accepted {
			continue
		}
		start, end := int(r.words[s.from].start), int(r.words[s.to-1].end)
		if start < lastEnd {
			continue
		}
		if s.group != noPlace && strings.HasPrefix(r.groups[s.group].key, ",") && end < len(r.doc.Text) && r.doc.Text[end] == '.' {
			end++ // the stop of "Ky."
		}
		m := Mention{Start: start, End: end, Text: r.doc.Text[start:end], Use: s.use, Dateline: s.dateline, Why: s.why}
		if s.group == noPlace {
			r.key = fold(r.key[:0], m.Text)
			m.Place = unknown[string(r.key)]
		} else {
			m.Place = r.g.place(r.groups[s.group].candidates[s.chosen].ref)
		}
		ms = append(ms, m)
		lastEnd = end
	}
	return ms
}

// unknowns makes the places that no gazetteer has, by key, so that each is one
// wherever the article names it, in the first country that the text tells.
func (r *reader) unknowns() map[string]Place {
	var places map[string]Place
	for i := range r.spans {
		s := &r.spans[i]
		if s.group != noPlace || !s.accepted {
			continue
		}
		if places == nil {
			places = map[string]Place{}
		}
		r.key = fold(r.key[:0], r.doc.Text[r.words[s.from].start:r.words[s.to-1].end])
		if places[string(r.key)].Country == "" {
			places[string(r.key)] = r.unknown(i)
		}
	}
	return places
}

// unknown makes a place of a name that no gazetteer has. It lies in the country
// of the place that its sentence names nearest to it, if there is one.
func (r *reader) unknown(i int) Place {
	s := &r.spans[i]
	text := r.doc.Text[r.words[s.from].start:r.words[s.to-1].end]
	p := Place{Name: text, Kind: s.kind}
	if s.within != noPlace {
		g := &r.groups[s.within]
		q := r.g.place(g.candidates[max(g.best, 0)].ref)
		p.Country, p.Division, p.Lat, p.Lon, p.Located = q.Country, q.Division, q.Lat, q.Lon, q.Kind == Town
		if q.Kind == Town {
			p.In = q.Name
		}
	} else if o := r.neighbour(i); o != nil {
		q := r.g.place(r.groups[o.group].candidates[o.chosen].ref)
		p.Country, p.Division = q.Country, q.Division
		if q.Kind == Town && p.Kind == Venue {
			p.In = q.Name
		}
	}
	p.ID = "name:"
	if p.Country != "" {
		p.ID += p.Country + "/"
	}
	p.ID += strings.ReplaceAll(string(fold(nil, text)), " ", "-")
	return p
}

// neighbour returns the nearest known place of the same sentence, or nil.
func (r *reader) neighbour(i int) *span {
	known := func(j int) *span {
		if o := &r.spans[j]; o.accepted && o.use == Literal && o.group != noPlace && o.chosen >= 0 && r.groups[o.group].candidates[o.chosen].country != "" {
			return o
		}
		return nil
	}
	// "the Croatian border town of Miljana"
	if s := &r.spans[i]; i > 0 && s.from > 1 && r.text(s.from-1) == "of" && s.from-r.spans[i-1].to <= 4 {
		if o := &r.spans[i-1]; o.accepted && o.use == Adjective && o.chosen >= 0 {
			return o
		}
	}
	for d := 1; d < len(r.spans); d++ {
		if j := i + d; j < len(r.spans) && r.oneSentence(r.spans[i].to, r.spans[j].from) {
			if o := known(j); o != nil {
				return o
			}
		}
		if j := i - d; j >= 0 && r.oneSentence(r.spans[j].to, r.spans[i].from) {
			if o := known(j); o != nil {
				return o
			}
		}
		if d > 6 {
			break
		}
	}
	return nil
}

// oneSentence tells that no sentence ends between words from and to.
func (r *reader) oneSentence(from, to int) bool {
	for k := from; k <= to && k < len(r.words); k++ {
		if g := r.words[k].gap; g == stop || g == blank {
			return false
		}
	}
	return true
}
