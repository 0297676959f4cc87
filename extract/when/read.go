package when

import "github.com/demarche-graph/demarche/extract/event"

// Resolved is an expression of a document with the date that it means.
type Resolved struct {
	Expression
	// Date is nil when the article does not tell the days.
	Date *event.Date
	// Direction is what the words around the expression said, Unknown where the
	// expression needed none.
	Direction Direction
	// Part is set for a date inside another expression, which stands before it.
	Part bool
}

// Read finds and resolves the dates of a whole document. Sentences are the
// bytes [start, end) of each, in order; a line that is no sentence (a heading, a
// caption) is best given as one of its own. With published zero the article's
// first and last lines are searched for its date. The result is in the order of
// the text, parts after what they are part of.
func Read(text string, sentences [][2]int, published Day) []Resolved {
	return read(text, sentences, ReferenceOf(text, published))
}

// ReferenceOf gathers what an article tells of its own time before its first
// sentence is read: the dateline, the order of its dates in figures, and, with
// published zero, the day of its appearance where its lines hold one.
func ReferenceOf(text string, published Day) Reference {
	if published == 0 {
		published, _ = Published(text)
	}
	return Reference{Published: published, Dateline: Dateline(text, published), Order: Habit(text)}
}

// read is Read for what is known of the article.
func read(text string, sentences [][2]int, ref Reference) []Resolved {
	var out []Resolved
	for _, s := range sentences {
		for _, e := range Find(text, s[0], s[1]) {
			r := Resolved{Expression: e}
			if e.NeedsDirection() {
				r.Direction = Tense(text, s[0], s[1], e.Start)
			}
			r.Date = e.Resolve(ref, r.Direction)
			out = append(out, r)
			for i, d := range e.Ends(ref, r.Direction) {
				out = append(out, Resolved{Expression: e.Parts[i], Date: d, Direction: r.Direction, Part: true})
			}
			if r.Date == nil && len(e.Parts) > 0 {
				last := out[len(out)-1] // "eight trading days after Oct. 12"
				ref.Follow(last.Expression, last.Date)
			}
			ref.Follow(e, r.Date)
		}
	}
	return out
}
