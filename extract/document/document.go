// Package document cuts an article's text into what is prose and what is not:
// lines (headline, paragraph, caption, heading, navigation), the datelines and
// labels at their heads, sentences, and quotations. It never changes the text
// and never moves an offset: everything it returns are spans of the text as it
// was given, in bytes.
package document

import "strings"

// Span is a stretch of the text: byte offsets, End exclusive.
type Span struct{ Start, End int }

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the words of the span.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Kind says what a line of the text is.
type Kind uint8

// The kinds of line. Only the first four are read for events.
const (
	Prose      Kind = iota + 1
	Headline        // short, without a full stop: headline, sub-heading, brief
	Caption         // stands beside a picture
	Label           // a date or a place alone, for the lines below it
	Navigation      // masthead, menu, credit, link, code
)

// Line is one line of the text, or the part of one that a caption was stuck to.
type Line struct {
	Span
	Kind Kind
	// Bullet is set when the line is an item of a list.
	Bullet bool
	// Dateline is the head of the line that names place, date and agency, and
	// Speaker that which names who speaks in a transcript; empty spans if absent.
	Dateline Span
	Speaker  Span
	// Where and When are the head of an item, or the Label above it, that give its
	// place and date ("Baku: ...", "June 5 — ..."); empty spans if absent.
	Where, When Span
	// Label is the date of the Label above, also where the line's own head gives one:
	// "2021" above "13 August: ...".
	Label Span
	// Clock is the hour at the line's head: "09.30 Meeting with".
	Clock Span
	// Body is the line without bullet, dateline, speaker, place, date and hour.
	Body Span
	// Paragraph numbers the lines between empty ones.
	Paragraph int
}

// Sentence is one sentence of a line's Body.
type Sentence struct {
	Span
	// Line is the index of its line.
	Line int
}

// Document is an article's text, cut.
type Document struct {
	Text      string
	Lines     []Line
	Sentences []Sentence
	// Quotes are the quotations, without their marks, in order.
	Quotes []Quote
}

// Read cuts a text.
func (r *Reader) Read(text string) *Document {
	d := &Document{Text: text}
	d.Lines = r.lines(text)
	for i, l := range d.Lines {
		if l.Kind == Navigation || l.Kind == Label || l.Body.Len() == 0 {
			continue
		}
		for _, s := range r.sentences(text, l.Body) {
			d.Sentences = append(d.Sentences, Sentence{s, i})
		}
	}
	d.Quotes = quotes(text, d.Lines)
	return d
}

// trim narrows a span to leave out white space (no-break spaces too) at its ends.
func trim(text string, s Span) Span {
	w := s.Of(text)
	s.Start += len(w) - len(strings.TrimLeftFunc(w, space))
	s.End -= len(w) - len(strings.TrimRightFunc(w, space))
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}

func space(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u202f', '\u2009', '\u200b', '\ufeff', '\u2003', '\u2002':
		return true
	}
	return false
}
