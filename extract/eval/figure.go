package eval

import (
	"encoding/json"
	"math"
	"strconv"
)

// Figure is one number of a score, between 0 and 1; NaN when nothing was there to
// be measured.
type Figure struct {
	Name  string
	Value float64
	// Counts are those behind an F1, nil for a share.
	Counts *Counts
	Means  string
}

// Figures are the numbers by which a score is told, and for which floors can be
// set.
func (s *Score) Figures() []Figure {
	both := s.CallAndTalks()
	f1 := func(name string, c Counts, means string) Figure { return Figure{name, c.F1(), &c, means} }
	return []Figure{
		f1("call", s.Call, "F1 of calls found"),
		f1("talks", s.Talks, "F1 of talks found"),
		f1("call+talks", both, "F1 of both"),
		{"all-slots", s.AllSlots(), nil, "F1 of calls and talks with type, participants, date, place and modality right"},
		f1("participants", s.Participants, "F1 of the participants of matched calls and talks"),
		{"date", s.Date.Value(), nil, "share of matched calls and talks with the right date"},
		{"place", s.Place.Value(), nil, "share of matched talks with the right place"},
		{"modality", s.Modality.Value(), nil, "share of matched calls and talks with the right modality"},
		f1("statement", s.Statement, "F1 of pairs of speaker and sentence"),
		{"statement-date", s.StatementDate.Value(), nil, "share of matched statements with the right date"},
		{"sure", s.Sure.Value(), nil, "share of events of confidence above 0.9 that are right in all"},
	}
}

// Round gives a number three decimals, as it is shown.
func Round(x float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 3, 64), 64) // what was just formatted can be parsed
	return r
}

// MarshalJSON writes the score as one object, with the keys that earlier scorers
// of this gold used, so that records of scores stay comparable.
func (s *Score) MarshalJSON() ([]byte, error) {
	type counted struct {
		P  float64 `json:"p"`
		R  float64 `json:"r"`
		F1 float64 `json:"f1"`
		Counts
	}
	of := func(c Counts) counted {
		return counted{Round(c.Precision()), Round(c.Recall()), Round(c.F1()), c}
	}
	share := func(s Share) *float64 {
		v := s.Value()
		if math.IsNaN(v) {
			return nil
		}
		v = Round(v)
		return &v
	}
	return json.Marshal(map[string]any{
		"articles":                      s.Articles,
		"call":                          of(s.Call),
		"talks":                         of(s.Talks),
		"call+talks":                    of(s.CallAndTalks()),
		"participants (of matched)":     of(s.Participants),
		"statement (speaker, sentence)": of(s.Statement),
		"accuracy of matched": map[string]*float64{
			"date": share(s.Date), "place": share(s.Place), "modality": share(s.Modality), "statement date": share(s.StatementDate),
		},
		"all slots right F1 (call+talks)": Round(s.AllSlots()),
	})
}
