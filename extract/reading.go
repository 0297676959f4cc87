package extract

import (
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/document"
	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
	"github.com/demarche-graph/demarche/extract/when"
	"github.com/demarche-graph/demarche/extract/where"
	"github.com/demarche-graph/demarche/extract/who"
)

// sentence is one sentence with all that was read in it.
type sentence struct {
	*clause
	lex   *lexicon.Lexicon
	index int
	document.Span
	// whole is the sentence as written, of which this may be the part before or
	// after a semicolon.
	whole document.Span
	line  *document.Line
	who   *who.Sentence
	// quoted tells of each token whether it stands within a quotation.
	quoted []bool
	// afterQuote is set when a quotation ends right before the sentence: "“When?” she
	// asked."
	afterQuote bool
	// headline is set for lines without a full stop, whose present tense tells of
	// the past and whose infinitive of the future.
	headline bool
	// headed is set when the head of its line dates it.
	headed bool
	// dates and told are what was found in it.
	dates []dated
	told  []*told
}

// reading is one article on its way from text to events. Sentences are read in
// order, each with what the ones before it have told.
type reading struct {
	lex         *lexicon.Lexicon
	title, text string
	doc         *document.Document
	// tokens are those of the sentences, and of the title after them when there is one.
	tokens [][]syntax.Token
	who    *who.Reader
	// published is the article's day, empty when not known.
	published string
	sentences []*sentence
	// readout is set when the text is a government's own account of contacts: in
	// it, what the participants "said" was said to each other, and "spoke with"
	// means a call.
	readout bool
	// release is set when it is an office's account of a contact by its head and title.
	release bool

	// owner is whose engagements the text lists, nil for other texts.
	owner *who.Actor

	// lead is the day that the report begins with.
	lead string
	// live is set when the text is a report that goes on through the day; what "has
	// happened" in it is of that day.
	live bool
	// titleDay is the day that the title of a list of hours gives.
	titleDay *event.Date
	// diary is set when the text is a list of events under heads of places, days when
	// there are heads of days, agenda when it lists what is to come.
	diary, days, agenda bool

	// clock is what dates are counted from; scoped and scopeDate are the label or
	// the head that dates the line being read.
	clock         when.Reference
	scoped, label document.Span
	scopeDate     *event.Date

	where     *where.Reading
	gazetteer *where.Gazetteer
	// lastPlace is the place named last, for "there"; lastTown the last town, for "the
	// city".
	lastPlace, lastTown *event.Place
	// briefing is whose spokesperson speaks in a transcript that does not name him.
	briefing *who.Actor
	// speaker is who spoke last, for "the statement said".
	speaker []*who.Actor
	// issuers are those who issued the document that was cited last, and issuedAt is
	// where: "it said".
	issuers  []*who.Actor
	issuedAt int

	// private are the persons whose words are no statements.
	private map[*who.Actor]bool

	events     []*account
	statements []*utterance
	points     *ruler
}

// actorsAt returns whom the phrase at a token and those coordinated with it
// name, and the phrases.
func (r *reading) actorsAt(s *sentence, token int) []*who.Actor {
	var out []*who.Actor
	for _, p := range s.coordinated(token) {
		if p.Form == who.Adjective {
			continue
		}
		out = union(out, p.Actors)
	}
	return out
}

// phraseAt returns the phrase at a token.
func (s *sentence) phraseAt(token int) *who.Phrase { return s.who.At(token) }

// coordinated returns the phrase at a token and those that commas and "and" join
// to it on its right.
func (s *sentence) coordinated(token int) []*who.Phrase {
	p := s.who.At(token)
	if p == nil {
		// A coordination may hang on a noun that names nobody: "envoys of X and Y".
		for _, k := range s.children(token, syntax.Conj) {
			if q := s.coordinated(k); q != nil {
				return q
			}
		}
		return nil
	}
	list := []*who.Phrase{p}
	// The parser may take the last of a list for its head.
	for q := p; ; {
		before := s.before(q)
		if before == nil {
			break
		}
		if h := s.tokens[before.Head].Head; (h < p.First || h > p.Last) && !s.listed(before, q, p) && !(s.headline && personal(before) && personal(p) && q == p && !(before.First > 0 && s.tokens[before.First-1].Tag == "IN")) {
			break
		}
		list = append([]*who.Phrase{before}, list...)
		q = before
	}
	first := len(list)
	var waiting []*who.Phrase // after a comma, until an "and" shows that it is a list
	for {
		last := p
		if n := len(waiting); n > 0 {
			last = waiting[n-1]
		} else if n := len(list); n > 0 {
			last = list[n-1]
		}
		q, and := s.next(last)
		if q == nil || q.Form == who.Adjective || q.Form == who.Pronoun && q.Noun == "it" {
			break
		}
		if s.otherSubject(q, p) && !(and && len(list) == 1 && s.between(p)) {
			break
		}
		waiting = append(waiting, q)
		if and || s.tokens[q.Head].Dep == syntax.Conj && s.joins(q, p) {
			list = append(list, waiting...)
			waiting = nil
		}
		if len(list)+len(waiting) > 30 {
			break
		}
	}
	if len(list) == first && len(waiting) == 0 {
		// "the minister for borders, Agio Pereira, and Julie Bishop": over words that name
		// nobody.
		for _, q := range s.who.Phrases {
			if h := s.tokens[q.Head]; q.First > p.Last && h.Dep == syntax.Conj && h.Head >= p.First && h.Head <= p.Last && q.Form != who.Adjective && s.who.At(q.First) == q {
				list = append(list, q)
			}
		}
	}
	// "his counterparts of Brazil, Lula, and of Mexico, López Obrador"
	if n := len(list); n > 0 && len(waiting) > 0 && len(list[n-1].Actors) == 1 && len(waiting[0].Actors) == 1 {
		x, y := list[n-1].Actors[0], waiting[0].Actors[0]
		if x.Kind == event.Country && y.Kind == event.Person && y.Represents == x.Represents {
			list = append(list, waiting[0])
		}
	}
	if s.headline && len(waiting) > 0 && len(list) == first {
		// Headlines leave out "and": "Philippines, China hold talks".
		list = append(list, waiting...)
	}
	return list
}

// listed reports whether "X and Y" or "X, Y and Z" before a verb are one list for
// all that the parser hung X elsewhere: "In a statement, Turkey, Sweden and the
// Secretary General said".
func (s *sentence) listed(x, y, last *who.Phrase) bool {
	t := s.tokens[last.Head]
	if t.Dep != syntax.Nsubj && t.Dep != syntax.Nsubjpass || x.Form == who.Pronoun {
		return false
	}
	if s.tokens[y.First-1].Text == "," && y == last {
		return false // an "and" must join the last two
	}
	switch d := s.tokens[x.Head]; d.Dep {
	case syntax.Nsubj, syntax.Nsubjpass:
		return d.Head == t.Head // two subjects of one verb are one list
	case syntax.Dobj, syntax.Poss:
		return false
	case syntax.Pobj:
		// Right after its preposition it belongs to that.
		for i := x.First - 1; i >= 0 && i > x.First-3; i-- {
			if s.tokens[i].Tag == "IN" {
				return false
			}
		}
	}
	return true
}

// before returns the phrase that "and" joins to p on its left.
func (s *sentence) before(p *who.Phrase) *who.Phrase {
	i := p.First - 1
	if i < 1 || s.tokens[i].Text != "and" && s.tokens[i].Text != "," {
		return nil
	}
	q := s.who.At(i - 1)
	if q == nil || q.Last != i-1 || q.Form == who.Adjective {
		return nil
	}
	return q
}

// joins reports whether q hangs on p, over other members of the list.
func (s *sentence) joins(q, p *who.Phrase) bool {
	for i, n := q.Head, 0; i >= 0 && n < 12; n++ {
		if i >= p.First && i <= p.Last {
			return true
		}
		i = s.tokens[i].Head
	}
	return false
}

// next returns the phrase that a comma or "and" joins to p, and whether there
// was an "and" or the like.
func (s *sentence) next(p *who.Phrase) (q *who.Phrase, and bool) {
	i := p.Last + 1
	for ; i < len(s.tokens); i++ {
		switch low := strings.ToLower(s.tokens[i].Text); low {
		case "then", "later":
			and = true // "phones Mohamud, then Abiy"
		case "in", "during":
			// "rang Rutte and, in a separate call, Kristersson"
			if !and || s.tokens[i-1].Text != "," {
				return nil, false
			}
			for i++; i < len(s.tokens) && s.tokens[i].Text != ","; i++ {
				if s.verb(i) || s.who.At(i) != nil {
					return nil, false
				}
			}
		case ",", "both", "also", "by", "with", "between", "from", "of", "for":
			// "between X and between Y", "along with Z"; a preposition may be repeated
			// only after "and".
			if low != "," && low != "both" && !and {
				return nil, false
			}
		case "and", "&", "plus":
			and = true
		case "as":
			if i+2 < len(s.tokens) && strings.EqualFold(s.tokens[i+1].Text, "well") && strings.EqualFold(s.tokens[i+2].Text, "as") {
				and = true
				i += 2
				continue
			}
			return nil, false
		case "along", "together":
			if i+1 < len(s.tokens) && strings.EqualFold(s.tokens[i+1].Text, "with") {
				and = true
				i++
				continue
			}
			return nil, false
		default:
			q = s.who.At(i)
			if q == nil || q.First != i {
				return nil, false
			}
			return q, and
		}
	}
	return nil, false
}

// between reports whether "between" stands before a phrase, which then has a second
// after "and", whatever the parser makes of that.
func (s *sentence) between(p *who.Phrase) bool {
	return p.First > 0 && strings.EqualFold(s.tokens[p.First-1].Text, "between")
}

// otherSubject reports whether q begins a clause of its own: "Trump met Putin
// and Zelensky flew home".
func (s *sentence) otherSubject(q, p *who.Phrase) bool {
	t := s.tokens[q.Head]
	if t.Dep != syntax.Nsubj && t.Dep != syntax.Nsubjpass {
		return false
	}
	u := s.tokens[p.Head]
	return !(u.Dep == t.Dep && u.Head == t.Head)
}

// union appends to a those of b that it lacks.
func union(a, b []*who.Actor) []*who.Actor {
	for _, x := range b {
		if x != nil && !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}

// under returns the tokens that stand after one of the prepositions and belong to
// the clause of the verb v: "spoke by phone with X" has X under "with", whatever
// the parser hung it on.
func (s *sentence) under(v int, words ...string) []int {
	return s.underEvent(v, -1, words...)
}

// underEvent does the same for the verb that carries the event's noun n, to which
// the parser may have hung them.
func (s *sentence) underEvent(v, n int, words ...string) []int {
	var out []int
	for k, t := range s.tokens {
		if k <= v && !s.verb(v) && !(k+1 < len(s.tokens) && s.tokens[k+1].Tag == "WP") || !slices.Contains(words, strings.ToLower(t.Text)) || t.Tag != "IN" && t.Tag != "TO" && t.Dep != syntax.Prep && t.Dep != syntax.Agent {
			continue
		}
		g := s.governor(k)
		if s.eventBetween(k, v, n) {
			continue
		}
		if g != v && t.Dep == syntax.Mark && g >= 0 && (strings.EqualFold(t.Text, "with")) {
			g = s.governor(g) // "spoke with Abbas to convey": no clause with a subject of its own
		}
		if g != v {
			continue
		}
		// The phrase right after it is surer than the parser's object.
		if k+1 < len(s.tokens) && s.who.At(k+1) != nil && s.who.At(k+1).First == k+1 && s.who.At(k+1).Form != who.Adjective {
			out = append(out, s.who.At(k+1).Head)
		} else if o := s.child(k, syntax.Pobj, syntax.Pcomp, syntax.Dobj); o >= 0 {
			out = append(out, o)
		}
	}
	return out
}

// eventBetween reports whether a preposition hangs on the noun of an event of its
// own below v: "discussed it with X, a day after a call with Y".
func (s *sentence) eventBetween(k, v, n int) bool {
	for i := s.tokens[k].Head; i >= 0 && i != v; i = s.tokens[i].Head {
		if l := s.lemma(i); i != n && l != "link" && l != "video" && s.noun(i) && s.lex.Trigger(s.lemma(i), true) != nil && !s.topical(i) {
			return true
		}
	}
	return false
}

// object returns the token of a verb's object: the parser's, or the phrase that
// follows the verb over adverbs and what commas insert. -1 when there is none.
func (s *sentence) object(v int) int {
	o := s.child(v, syntax.Dobj, syntax.Dative)
	i := v + 1
	for n := 0; i < len(s.tokens) && n < 3; n++ {
		switch {
		case strings.HasPrefix(s.tokens[i].Tag, "RB") || s.tokens[i].Text == "together":
			i++
			continue
		case s.tokens[i].Text == ",":
			// "received, separately, the adviser"
			j := i + 1
			for j < len(s.tokens) && j < i+8 && s.tokens[j].Text != "," {
				if s.verb(j) || s.who.At(j) != nil {
					return o
				}
				j++
			}
			if j >= len(s.tokens) || s.tokens[j].Text != "," {
				return o
			}
			i = j + 1
			continue
		}
		break
	}
	if p := s.who.At(i); p != nil && p.First == i && p.Form != who.Adjective {
		if o < 0 || o < p.First || o > p.Last {
			if d := s.tokens[p.Head].Dep; d != syntax.Nsubj && d != syntax.Nsubjpass && (o < 0 || i > v+1 || o > p.Last && s.tokens[p.Head].Dep == syntax.Compound || s.temporal(o)) {
				return p.Head
			}
		} else {
			return p.Head
		}
	}
	return o
}
