package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/graph/identity"
	"github.com/demarche-graph/demarche/graph/occasion"
)

// explanationWriter prints explanations, for people or as JSON, one a line.
type explanationWriter struct {
	out  *bufio.Writer
	json bool
	who  *identity.Identity
}

func newExplanationWriter(w io.Writer, format string, who *identity.Identity) *explanationWriter {
	return &explanationWriter{out: bufio.NewWriter(w), json: format == "json", who: who}
}

func (w *explanationWriter) close() error { return w.out.Flush() }

// The JSON form of an explanation.
type (
	explainedEvent struct {
		Event    string          `json:"event"`
		Summary  string          `json:"summary"`
		Articles int             `json:"articles"`
		Sources  int64           `json:"sources"`
		Slots    []explainedSlot `json:"slots"`
		Accounts []explained     `json:"accounts"`
	}
	explainedSlot struct {
		Slot    string          `json:"slot"`
		Value   string          `json:"value"`
		Because string          `json:"because,omitempty"`
		Told    []explainedTold `json:"told"`
	}
	explainedTold struct {
		Value    string   `json:"value"`
		Articles []string `json:"articles"`
	}
	// explained is one article's account of an event.
	explained struct {
		Article   string           `json:"article"`
		Title     string           `json:"title,omitempty"`
		Source    string           `json:"source,omitempty"`
		Published string           `json:"published,omitempty"`
		CopyOf    string           `json:"copy_of,omitempty"`
		Linked    string           `json:"linked,omitempty"`
		Claim     string           `json:"claim"`
		Type      event.Type       `json:"type"`
		Modality  event.Modality   `json:"modality"`
		Date      *event.Date      `json:"date,omitempty"`
		Place     *event.Place     `json:"place,omitempty"`
		Actors    []explainedActor `json:"actors"`
		Mentions  []event.Mention  `json:"mentions"`
	}
	explainedActor struct {
		Actor string `json:"actor"`
		Name  string `json:"name"`
		Role  string `json:"role"`
		Text  string `json:"text,omitempty"`
		Via   string `json:"via,omitempty"`
		Why   string `json:"why"`
	}
)

// account is what one article tells, with where each part came from.
func (w *explanationWriter) account(a *graph.Article, e *event.Event) explained {
	x := explained{Article: a.ID, Title: a.Title, Source: a.Source, Published: a.Published, Claim: e.ID, Type: e.Type, Modality: e.Modality,
		Date: e.Date, Place: e.Place, Mentions: e.Mentions}
	for i := range e.Participants {
		p := &e.Participants[i]
		id, why := w.who.Explain(a, p)
		x.Actors = append(x.Actors, explainedActor{id, cmp.Or(p.Canonical, p.Name), string(p.Role), p.Text, p.Via, why})
	}
	return x
}

// event explains an event of the graph.
func (w *explanationWriter) event(x *graph.Explanation) error {
	out := explainedEvent{Event: x.ID, Summary: x.Summary, Sources: x.Sources}
	var claims []*graph.Claim
	articles := map[string]bool{}
	for _, a := range x.Accounts {
		claims = append(claims, a.Claim)
		articles[a.Claim.Article.ID] = true
	}
	out.Articles = len(articles)
	for _, a := range x.Accounts {
		told, err := a.Claim.Told()
		if err != nil {
			return err
		}
		e := w.account(a.Claim.Article, told)
		e.CopyOf, e.Linked = a.CopyOf, occasion.Why(a.Claim, claims)
		out.Accounts = append(out.Accounts, e)
	}
	for _, s := range x.Slots {
		slot := explainedSlot{Slot: s.Name, Value: s.Value, Because: s.Because}
		for _, t := range s.Told {
			slot.Told = append(slot.Told, explainedTold(t))
		}
		out.Slots = append(out.Slots, slot)
	}
	if w.json {
		return w.line(out)
	}
	fmt.Fprintf(w.out, "%s\n  %s\n  told by %s\n\n", printable(out.Summary), out.Event, sourcesTold(out.Articles, out.Sources))
	for _, s := range out.Slots {
		fmt.Fprintf(w.out, "%s: %s\n", printable(s.Slot), printable(cmp.Or(s.Value, "not told")))
		if s.Because == "" {
			continue
		}
		fmt.Fprintf(w.out, "    chosen as %s\n", s.Because)
		for _, t := range s.Told {
			fmt.Fprintf(w.out, "    %s: %s\n", printable(t.Value), printable(strings.Join(t.Articles, ", ")))
		}
	}
	for i := range out.Accounts {
		fmt.Fprintln(w.out)
		w.print(&out.Accounts[i])
	}
	return w.close()
}

func sourcesTold(articles int, sources int64) string {
	s := fmt.Sprintf("%d articles", articles)
	if articles == 1 {
		s = "1 article"
	}
	if int64(articles) != sources {
		s += fmt.Sprintf(", of which %d are copies", int64(articles)-sources)
	}
	return s
}

// claim explains an event of an article.
func (w *explanationWriter) claim(a *graph.Article, e *event.Event) error {
	x := w.account(a, e)
	if w.json {
		return w.line(x)
	}
	w.print(&x)
	fmt.Fprintln(w.out)
	return w.close()
}

func (w *explanationWriter) line(v any) error {
	line, err := marshal(v)
	if err != nil {
		return err
	}
	if _, err := w.out.Write(append(line, '\n')); err != nil {
		return err
	}
	return w.close()
}

// print prints an account for people.
func (w *explanationWriter) print(x *explained) {
	head := []string{x.Article}
	for _, s := range []string{x.Published, x.Source, x.Title} {
		if s != "" {
			head = append(head, s)
		}
	}
	fmt.Fprintf(w.out, "%s\n", printable(strings.Join(head, " | ")))
	fmt.Fprintf(w.out, "  %s, %s (%s)\n", x.Type, x.Modality, x.Claim)
	if x.CopyOf != "" {
		fmt.Fprintf(w.out, "  a copy of %s\n", printable(x.CopyOf))
	}
	if x.Linked != "" {
		fmt.Fprintf(w.out, "  taken for this event by %s\n", printable(x.Linked))
	}
	if d := x.Date; d != nil {
		fmt.Fprintf(w.out, "  date %s%s\n", d.Value, printable(origin(d.Text, d.Via)))
	}
	if p := x.Place; p != nil {
		fmt.Fprintf(w.out, "  place %s%s\n", printable(p.Name), printable(origin(p.Text, p.Via)))
	}
	for _, a := range x.Actors {
		fmt.Fprintf(w.out, "  %s %s, %s%s: %s\n", a.Role, printable(a.Name), printable(a.Actor), printable(origin(a.Text, "")), printable(a.Why))
	}
	for _, m := range x.Mentions {
		told := ""
		if m.Modality != "" && m.Modality != x.Modality {
			told = ", " + string(m.Modality)
		}
		fmt.Fprintf(w.out, "  [%d-%d] %s%s\n    %s\n", m.Start, m.End, m.Rule, told, printable(m.Text))
	}
}

// origin tells the words and the rule from which a value came.
func origin(text, via string) string {
	switch {
	case text == "" && via == "":
		return ""
	case text == "":
		return " (by " + via + ")"
	case via == "":
		return " (“" + text + "”)"
	}
	return " (“" + text + "”, by " + via + ")"
}
