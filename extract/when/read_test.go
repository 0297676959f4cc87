package when

import "github.com/demarche-graph/demarche/extract/event"

// resolved is an expression of a text with the date that it means.
type resolved struct {
	Expression
	Date *event.Date
}

// read finds and resolves the dates of a whole text, whose sentences are the bytes
// [start, end) of each, as its words alone tell which way they look.
func read(text string, sentences [][2]int, ref Reference) []resolved {
	var out []resolved
	for _, s := range sentences {
		for _, e := range Find(text, s[0], s[1]) {
			direction := Unknown
			if e.NeedsDirection() {
				direction = Tense(text, s[0], s[1], e.Start)
			}
			d := e.Resolve(ref, direction)
			out = append(out, resolved{e, d})
			ref.Follow(e, d)
		}
	}
	return out
}
