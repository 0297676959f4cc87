package extract

import (
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// foretold reports whether a plan was told of before an event's day, by somebody
// whose words lie back: "reported on Saturday that he would speak to him", "hours
// before it was confirmed that they would meet".
func (r *reading) foretold(t *told, day *event.Date) bool {
	if t.modality != event.Planned || t.date != nil {
		return false
	}
	s := r.sentences[t.sentence]
	v, _ := s.clauseOf(t.token)
	if v < 0 || !s.has(v, "would") {
		return false
	}
	for i, n := v, 0; i >= 0 && n < 6; i, n = s.governor(i), n+1 {
		if i != v && (s.pluperfect(i) || s.has(i, "already", "earlier", "previously")) {
			return true
		}
		if i != v && s.tokens[i].Dep == syntax.Advcl && s.has(i, "before") || s.tokens[i].Dep == syntax.Pcomp && s.tokens[i].Head >= 0 && s.lemma(s.tokens[i].Head) == "before" {
			return true
		}
		for _, d := range s.dates {
			if i != v && day != nil && d.date != nil && d.date.End < day.Start && s.fits(d, i, i) > 60 {
				return true
			}
		}
	}
	return false
}

// future reports whether the words, of no day, tell of what lies ahead: "will meet".
func (r *reading) future(t *told) bool {
	if t.modality != event.Planned || t.date != nil || len(t.parties) < 2 {
		return false
	}
	s := r.sentences[t.sentence]
	v, _ := s.clauseOf(t.token)
	return v >= 0 && s.has(v, "will", "'ll")
}

// ahead reports whether a plan's date lies after the day of the article.
func (r *reading) ahead(d *event.Date, m event.Modality) bool {
	return m == event.Planned && d != nil && r.published != "" && d.End > r.published
}
