// Package when reads the dates of English news: it finds the expressions that
// tell a time ("on Friday", "late next month", "April 6-7, 2017", "18 days
// later") and works out which days they mean.
//
// # Two steps
//
// Find looks at the words alone and gives Expressions, not yet resolved.
// Expression.Resolve then needs three things that stand elsewhere: when the
// article appeared, what it spoke of just before (both in a Reference), and
// whether the verb around the expression looks back or ahead (a Direction). A
// caller that has parsed the sentence gives the direction itself; Tense reads
// it from the words when there is no parse.
//
// # What is a date
//
// The values are those of event.Date: a day, an ISO week, a month, a year or a
// range of these. What the article leaves open stays open: "in recent weeks"
// and "about two years ago" are found and resolve to nil, so that a reader can
// tell "no date given" from "date given vaguely". A season gives its year, a
// weekend its two days. Times of day give none.
//
// Nothing here reads the clock: the same text and reference give the same dates.
//
// # Where the words stand
//
// The words of English that tell a time are tables under data: words.tsv (the
// closed classes), verbs.tsv (what a verb says of its direction), names.tsv
// (names that hold a date, "Black Friday", or stand for one, "Christmas Eve")
// and context.tsv (words that make a number no year). Their headers explain
// their columns. The rules that put the words together are code, one file a kind
// of expression.
package when

// Direction says which way a verb looks from the day of publication.
type Direction int

// The directions. Unknown is a headline without a verb, or a date that stands
// before a noun ("Friday's summit"); it is taken for the nearest past, which is
// what news mostly tells. Present is a verb that may be a plan or a chronicle
// ("the envoy arrives on Monday"); it is taken for what is nearest.
const (
	Unknown Direction = iota
	Past
	Present
	Future
)

func (d Direction) String() string {
	return [...]string{"unknown", "past", "present", "future"}[d]
}

// Order is the order of day and month in a source's dates in figures.
type Order int

// The orders. With UnknownOrder 04/05/2024 has no date, since it has two.
const (
	UnknownOrder Order = iota
	DayFirst
	MonthFirst
)

// Expression is a stretch of text that tells a time, not yet resolved.
type Expression struct {
	// Start and End are bytes of the text, End exclusive, and Text is that slice.
	Start, End int
	Text       string
	// Rule is the name of the form that was recognised, such as "weekday/last".
	Rule string
	// Parts holds the dates that the expression names inside it, expressions
	// themselves: the two ends of a range, the Friday of "two days after Friday".
	Parts []Expression
	// Heading is set when the expression opens a line of its own or is parted from
	// the rest of the line by a dash or a colon: it dates what follows.
	Heading bool
	// Background is set inside a relative or adverbial clause ("the meeting, which
	// took place on Friday"): the story doesn't move to that date.
	Background bool

	means meaning
	// lead is the preposition or the like before it.
	lead class
	// attributive is set when it stands before a noun: "Friday's talks".
	attributive bool
	// local is set when "local time" follows: the place may be a day ahead.
	local bool
	// afterComma is set when it opens the sentence or stands after a comma.
	afterComma bool
	// sentence is the byte at which its sentence begins.
	sentence int
}

// Vague reports whether the expression tells a time that has no days: "in the
// coming weeks". An event dated by it has no date, rather than today's.
func (e Expression) Vague() bool { return e.means.kind == vague }

// Lasting gives the length in days of an expression that tells how long
// something takes ("two days of talks", "week-long") and whether such a length
// it is. Resolve gives nil for it; Stretch applies it to a date.
func (e Expression) Lasting() (n int, ok bool) {
	return e.means.days(), e.means.kind == lasting
}

// Relational reports whether the expression dates an event by another that is
// told in words: "two days after the summit".
func (e Expression) Relational() bool { return e.means.kind == offset && e.means.base == fromEvent }

// Apart gives how many days a relational expression puts between the event told
// in words and the one that it dates: -1 for "the day before the vote", 2 for "two
// days after it", 0 for minutes and hours, which are of the same day.
func (e Expression) Apart() (days int, ok bool) {
	if !e.Relational() || e.means.wide && e.means.unit > unitHour {
		return 0, false
	}
	switch e.means.unit {
	case unitMinute, unitHour:
		return 0, e.means.n > -12 && e.means.n < 12
	case unitDay:
		return e.means.n, true
	case unitWeek:
		return 7 * e.means.n, e.means.n == 1 || e.means.n == -1
	}
	return 0, false
}

// days is the length of a lasting meaning, at least one.
func (m *meaning) days() int {
	switch m.unit {
	case unitWeekend:
		return 2 * m.n
	case unitWeek:
		return 7 * m.n
	case unitFortnight:
		return 14 * m.n
	case unitDay:
		return m.n
	case unitHour:
		return max(1, m.n/24)
	}
	return 0
}
