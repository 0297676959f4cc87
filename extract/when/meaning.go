package when

// kind says how a meaning becomes days.
type kind uint8

const (
	noKind     kind = iota
	calendar        // a year, a month or a day of the calendar, told whole or in part
	weekdays        // Friday, last Friday, Monday of last week
	dayOfMonth      // the 29th
	dayCount        // today, yesterday, tonight
	period          // this week, next month, the same year, the weekend
	seasonal        // in the spring, the summer of 2024
	part            // the first half, the third quarter of a year
	decadeLong      // the 1990s
	offset          // two days earlier, a week after Friday, in three months
	between2        // from Monday to Wednesday
	ordering        // a date in figures that reads two ways
	holder          // the week, the weekend, the month of another date
	fixed           // September 11 attacks: a value of the table of names
	lasting         // two days of talks: a length of time, and no date
	vague           // recently, in the coming weeks: a time that nobody can name
)

// base says what an offset counts from.
type base uint8

const (
	fromPublished base = iota // ago, in two weeks
	fromText                  // earlier, later: what the text spoke of
	fromEvent                 // two days after the summit: an event told in words
	fromInner                 // two days after Friday: another date
)

// meaning is what an expression says before anything is known of the article
// that it stands in. Which fields count depends on the kind.
type meaning struct {
	kind             kind
	year, month, day int
	weekday          int
	shift            shift
	yearShift        shift // of the year, where the month has none: "July last year"
	unit             unit
	n                int
	base             base
	// wide is set where the words hedge: "about two years ago".
	wide bool
	// future is set where the form itself points ahead: "in two days' time".
	future bool
	// whole is set where a unit is meant whole: "the week before the vote" is a
	// week, "a week before the vote" a day.
	whole bool
	inner *meaning // the date that an offset or holder counts from
	from  *meaning // the ends of a range
	to    *meaning
	value string // of a fixed meaning
}

// rule is the readable name of how the words were understood.
func (m *meaning) rule() string {
	switch m.kind {
	case calendar:
		switch {
		case m.day > 0:
			return "calendar/day"
		case m.month > 0:
			return "calendar/month"
		}
		return "calendar/year"
	case weekdays:
		return "weekday" + m.shift.suffix()
	case dayOfMonth:
		return "day-of-month"
	case dayCount:
		return "today"
	case period:
		return m.unit.String() + m.shift.suffix()
	case seasonal:
		return "season" + m.shift.suffix()
	case part:
		return "part-of-year"
	case decadeLong:
		return "decade"
	case offset:
		return "count/" + [...]string{"published", "text", "event", "date"}[m.base]
	case between2:
		return "range"
	case ordering:
		return "calendar/figures"
	case holder:
		return m.unit.String() + "-of"
	case fixed:
		return "name"
	case lasting:
		return "length"
	}
	return "vague"
}

// shiftNames are the names that data/words.tsv gives to shifts.
var shiftNames = [...]string{"", "this", "last", "next", "same", "previous", "following"}

func (s shift) suffix() string {
	if s == shiftNone {
		return ""
	}
	return "/" + shiftNames[s]
}

// pieceNames are the names that data/words.tsv gives to pieces that change the
// days of what they are a piece of.
var pieceNames = [...]string{"", "half", "eve"}

const (
	pieceHalf = 1
	pieceEve  = 2
)

func (u unit) String() string {
	return [...]string{"", "minute", "hour", "day", "weekend", "week", "fortnight", "month", "quarter", "season", "year", "decade", "century"}[u]
}
