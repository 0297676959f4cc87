package when

// class says what a token can be in a date expression. Most words of a text
// have the class other.
type class uint8

const (
	wOther class = iota
	// Punctuation.
	wComma
	wDot
	wColon
	wDash  // hyphen or en dash: joins
	wPause // em dash, double hyphen: parts
	wSlash
	wPossessive
	wOpenBracket
	wCloseBracket
	wQuote
	wSymbol
	// Numbers.
	wNumber      // digits
	wOrdinal     // 29th, ninth
	wCardinal    // nine
	wDecade      // 1990s, '80s
	wShortYear   // '98
	wNumericDate // 2025-05-19, 19/05/2025
	wClock       // 18:40, 3pm
	wQuantity    // 1,200 or 3.5 or 40km: a number that counts or measures
	// Names of the calendar.
	wMonth
	wMonthAbbr // needs a number, a year or "in" beside it
	wWeekday
	wWeekdayAbbr // needs a date beside it
	wSeason
	wUnit
	wDayPart // morning
	wLong    // the end of "week-long"
	// Words that place a time.
	wDeictic // today: value is the number of days from it
	wTonight
	wShift // last, next, same: value is the shift
	wThat
	wAgo
	wEarlier
	wLater
	wBefore
	wAfter
	wHence
	wEarly // early, late, mid: a part of the time named next
	wPiece // end, beginning, half
	// Words around them.
	wArticle
	wThe
	wEach
	wOf
	wIn
	wOn
	wAt
	wTo
	wFrom
	wUntil
	wBy
	wAnd
	wFor
	wSince
	wDuring
	wBetween
	wApprox
	wFew
	wLimit // due, no later than
	wRelative
	wFunction
)

// classNames are the names of the classes that data/words.tsv gives to words.
var classNames = map[string]class{
	"month": wMonth, "month-abbr": wMonthAbbr, "weekday": wWeekday, "weekday-abbr": wWeekdayAbbr, "season": wSeason,
	"unit": wUnit, "day-part": wDayPart, "long": wLong, "deictic": wDeictic, "tonight": wTonight, "shift": wShift, "that": wThat,
	"cardinal": wCardinal, "ordinal": wOrdinal, "ago": wAgo, "earlier": wEarlier, "later": wLater, "before": wBefore, "after": wAfter,
	"hence": wHence, "early": wEarly, "piece": wPiece, "article": wArticle, "the": wThe, "each": wEach, "of": wOf, "in": wIn, "on": wOn,
	"at": wAt, "to": wTo, "from": wFrom, "until": wUntil, "by": wBy, "and": wAnd, "for": wFor, "since": wSince, "during": wDuring,
	"between": wBetween, "approx": wApprox, "few": wFew, "limit": wLimit, "relative": wRelative, "function": wFunction,
}

// word is an entry of the vocabulary.
type word struct {
	class class
	value int
	// plural tells "weeks" from "week".
	plural bool
	// name is set on the first word of a row of data/names.tsv.
	name bool
}

// unit is a length of the calendar.
type unit int

const (
	noUnit unit = iota
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitFortnight
	unitMonth
	unitQuarter
	unitSeason
	unitYear
	unitDecade
	unitCentury
)

// shift says where a named or counted time stands to the one that it is told
// from.
type shift int

const (
	shiftNone      shift = iota
	shiftThis            // this week: the one that holds the day of publication
	shiftLast            // last week
	shiftNext            // next week
	shiftSame            // that week, the same week: the one that the text spoke of
	shiftPrevious        // the previous week: before the one that the text spoke of
	shiftFollowing       // the following week
)
