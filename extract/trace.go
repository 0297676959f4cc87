package extract

import (
	"fmt"
	"io"

	"github.com/demarche-graph/demarche/extract/who"
)

// Trace writes how an article was read, a sentence at a time.
func (x *Extractor) Trace(w io.Writer, title, published, text string) {
	r := x.read(title, published, text)
	names := func(as []*who.Actor) string {
		out := ""
		for _, a := range as {
			out += " " + a.ID
		}
		return out
	}
	for i, s := range r.sentences {
		fmt.Fprintf(w, "-- %d %s\n", i, s.Of(text))
		for _, p := range s.who.Phrases {
			fmt.Fprintf(w, "     %-12v [%s] =>%s  (%s)\n", p.Form, s.who.Words(p.First, p.Last), names(p.Actors), p.Via)
		}
		for _, m := range r.where.In(s.Start, s.End) {
			fmt.Fprintf(w, "  WHERE %s %s %s %s\n", m.Text, m.Use, m.Place.ID, m.Place.In)
		}
		for _, u := range r.statements {
			if u.sentence == i {
				fmt.Fprintf(w, "  SAID %s by%s private=%v\n", u.rule, names(u.speakers), u.private)
			}
		}
		for n, a := range r.events {
			for _, t := range a.told {
				if t.sentence == i {
					d, p := "-", "-"
					if t.date != nil {
						d = t.date.Value
					}
					if t.place != nil {
						p = t.place.Name
					}
					fmt.Fprintf(w, "  TOLD #%d %s %s@%s {%s } both=%v anaphoric=%v another=%v weak=%v %s date=%s place=%s\n", n, t.typ, t.rule, s.tokens[t.token].Text, names(t.parties), t.both, t.anaphoric, t.another, t.weak, t.modality, d, p)
				}
			}
		}
	}
	for n, a := range r.events {
		d := "-"
		if a.date() != nil {
			d = a.date().Value
		}
		fmt.Fprintf(w, "EVENT #%d %s %s {%s } date=%s counts=%v\n", n, a.typ, a.modality(), names(a.parties), d, r.counts(a))
	}
}
