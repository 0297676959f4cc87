package lexicon

import "slices"

// Country is a state, a past state or a territory that acts in diplomacy.
type Country struct {
	// Code is ISO 3166-1 alpha-3, or a user-assigned code for what has none.
	Code string
	Name string
	// Also are its official and other names.
	Also []string
	// Adjective is the usual one of Adjectives: "Russian".
	Adjective  string
	Adjectives []string
	// People are nouns for its people: "Russians".
	People   []string
	Capitals []string
	// From and To bound a past state, as in the table; empty otherwise.
	From, To string
}

// Person is somebody that diplomacy news names.
type Person struct {
	ID     string
	Name   string
	Second []string
	// Gender is "m", "f" or empty.
	Gender string
	// State is the code of the state they are of, or empty.
	State string
	// Terms are their terms of office, oldest first.
	Terms []*Term
}

// Term is one person's time in one office.
type Term struct {
	Person *Person
	Office *Office
	// Body is a state, "org:ID", or STATE/FUNCTION.
	Body string
	// From and To are ISO 8601 days, months or years; an empty To is still in
	// office on the day up to which the table was brought.
	From, To string
	// Title is the office's own name, where the table gives one.
	Title string
}

// Covers reports whether the term covers the day, "2006-01-02". A term known to
// the month or the year covers the whole of its first and last month or year.
func (t *Term) Covers(day string) bool {
	return t.From <= day && (t.To == "" || day <= t.To || len(t.To) < len(day) && day[:len(t.To)] == t.To)
}

// State returns the state that the office acts for, or empty when it is an
// organisation's.
func (t *Term) State() string {
	if len(t.Body) >= 3 && (len(t.Body) == 3 || t.Body[3] == '/') {
		return t.Body[:3]
	}
	return ""
}

// Row identifies the term in its table, for explanations.
func (t *Term) Row() string {
	return "terms/" + t.Person.ID + "/" + t.Office.ID + "/" + t.Body + "/" + t.From
}

// Office is a kind of office.
type Office struct {
	ID string
	// Class groups offices: "head-of-state", "minister", "spokesperson" ...
	Class string
	// Body is the function of the body that the holder heads or speaks for.
	Body string
	// Terms is the ID of the office under which its holders' terms stand: its own,
	// or for a name that some states have for an office ("foreign secretary", of
	// Britain) that office's.
	Terms string
}

// Body is a kind of body that every state has: its foreign ministry, its army.
type Body struct {
	ID string
	// Pattern makes the name of one state's body from the state's adjective.
	Pattern string
}

// Organisation is an international organisation, a group of states, an armed
// movement, a party, a state's body with a name of its own, or one that does not
// act in diplomacy but is named in its news (a newspaper).
type Organisation struct {
	ID   string
	Name string
	Type string
	// Of is the state, STATE/FUNCTION or org:ID that it is a body or a party of.
	Of string
	// Members are the states of a format.
	Members []string
}

// Political reports whether the organisation's utterances count as statements.
func (o *Organisation) Political() bool {
	switch o.Type {
	case "media", "company", "ngo":
		return false
	}
	return true
}

// Phrase is how a line begins, or is, that is no part of an article: a menu, a
// credit, a link to another article.
type Phrase struct {
	// Text is folded, see Fold.
	Text string
	// Line says when a line is meant: "is" when it is the phrase, "begins" when it
	// begins with it, "heads" when it is the phrase and the list below it is of the
	// same kind ("Top stories").
	Line string
}

// Trigger is a word that can tell of a call or of talks.
type Trigger struct {
	Lemma string
	Noun  bool
	// Type is "call", "talks", or "either" when the medium decides.
	Type string
	// Frame says how the participants stand to the word, see FORMAT.md.
	Frame map[string]bool
}

// Speech is a verb that attributes words or a position to its subject.
type Speech struct {
	Lemma string
	// takes says in which ways it can do so, see FORMAT.md.
	takes []string
	// CAMEO is the code of the CAMEO codebook for what is said so, empty for a plain
	// statement.
	CAMEO string
}

// Ways returns the ways, in the order in which they are to be tried.
func (s *Speech) Ways() []string { return s.takes }

// Takes reports whether the verb attributes words in the way given.
func (s *Speech) Takes(way string) bool { return slices.Contains(s.takes, way) }

// Remark is a noun for words spoken or written, or for those who hear them.
type Remark struct {
	// Stance is set for what one voices or makes: concern, a statement. Issued is set for
	// what is a statement only when it is published: a report.
	Stance, Issued bool
	// Text is set for what can speak for its author: "the communique said".
	Text bool
	// Medium is how words go out that are spoken of by it, in an event's words: "post",
	// "letter"; empty for most.
	Medium string
	// Hearers is set for those to whom one speaks for all to hear: reporters.
	Hearers bool
}
