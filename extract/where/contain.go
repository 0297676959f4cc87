package where

// contain looks whether the name after the i-th span tells what it lies in:
// "Paris, Texas", "Tripoli (Lebanon)", "Redding, northern California".
func (r *reader) contain(i int) {
	s := &r.spans[i]
	if s.group == noPlace || r.groups[s.group].adjective {
		return
	}
	if s.container < 0 && i+1 < len(r.spans) {
		next := &r.spans[i+1]
		at := s.to
		if at < next.from && r.kind(at)&(directionWord|neverWord) != 0 && r.words[at].gap == comma {
			at++
		}
		if at == next.from && next.group != noPlace && !r.groups[next.group].adjective && !r.words[s.to-1].possessive &&
			(r.words[s.to].gap == comma || r.words[s.to].gap == open) {
			s.container = i + 1
		}
	}
	if s.container >= 0 {
		s.inside = r.inside(s.group, r.spans[s.container].group)
		if len(s.inside) == 0 {
			s.container = -1
			return
		}
		r.spans[s.container].accepted = true
		return
	}
	// "the Turkish city of Kayseri", "China's Hunan".
	if i > 0 {
		b := &r.spans[i-1]
		near := s.from == b.to && r.words[b.to-1].possessive ||
			s.from == b.to+2 && r.text(s.from-1) == "of" && r.kind(b.to)&settlementWord != 0
		if near && b.group != noPlace {
			s.inside = r.inside(s.group, b.group)
		}
	}
}

// inside returns the places named a that lie in a place named b. A town lies in
// its division and country, a division in its country, nothing in itself.
func (r *reader) inside(a, b int) []candidate {
	var in []candidate
	for _, c := range r.groups[a].candidates {
		for _, d := range r.groups[b].candidates {
			if d.ref == c.ref {
				continue
			}
			country := (d.kind == Country || d.kind == Region && d.country != "") && d.country == c.country && c.kind != Country
			division := d.kind == Division && c.kind != Division && c.kind != Country && d.division == c.division && c.division != noDivision
			county := d.kind == County && c.kind == Town && d.division == c.division && c.vec.km(d.vec) < 80
			if country || division || county {
				in = append(in, c)
				break
			}
		}
	}
	return in
}
