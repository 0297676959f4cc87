package extract

import (
	"regexp"
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

// Extractor turns articles into events. It holds the dictionaries and the models,
// does not change, and may be used by many goroutines at once.
type Extractor struct {
	lex    *lexicon.Lexicon
	reader *document.Reader
	places *where.Gazetteer
	model  *syntax.Model
}

// New loads what extraction needs. dirs are directories with the user's own
// dictionary tables.
func New(dirs ...string) (*Extractor, error) {
	// The models are read beside the dictionaries.
	models := make(chan func() (*syntax.Model, error), 1)
	go func() {
		model, err := syntax.Load()
		models <- func() (*syntax.Model, error) { return model, err }
	}()
	lex, err := lexicon.Load(dirs...)
	if err != nil {
		return nil, err
	}
	reader, err := document.NewReader(lex.Navigation())
	if err != nil {
		return nil, err
	}
	places, err := where.Load(states(lex))
	if err != nil {
		return nil, err
	}
	model, err := (<-models)()
	if err != nil {
		return nil, err
	}
	return &Extractor{lex: lex, reader: reader, places: places, model: model}, nil
}

// version counts the changes of what is read out of a text, so that a graph knows
// which articles to read again.
const version = "1"

// Version names what events are read by: the program's rules and models, and the
// dictionaries. Where it is the same, the same text gives the same events.
func (x *Extractor) Version() string { return version + "+" + x.lex.Hash() }

// Version is what the Version of New's extractor would be; it loads no models.
func Version(dirs ...string) (string, error) {
	hash, err := lexicon.Hash(dirs...)
	return version + "+" + hash, err
}

// Article is what is read of an article.
type Article struct {
	// ID names the article in the events.
	ID string
	// Title may be empty, and so may Published, its day ("2006-01-02"), when it is not
	// known.
	Title, Published string
	Text             string
}

// Extract reads an article's text. id names the article in the events; title may
// be empty; published is its day, "2006-01-02", or empty when not known.
func (x *Extractor) Extract(id, title, published, text string) []event.Event {
	return x.ExtractAll([]Article{{id, title, published, text}})[0]
}

// ExtractAll reads several articles and returns the events of each. They are the
// same that Extract finds, sooner: see syntax.Model.Read on how the models are
// used for many sentences at a time. A dozen articles are enough for that.
func (x *Extractor) ExtractAll(articles []Article) [][]event.Event {
	readings := make([]*reading, len(articles))
	for i, a := range articles {
		readings[i] = x.cut(a.Title, a.Published, a.Text)
	}
	x.analyse(readings...)
	out := make([][]event.Event, len(articles))
	for i, r := range readings {
		x.resolve(r)
		out[i] = r.output(articles[i].ID)
		readings[i] = nil
	}
	return out
}

// read reads one article to the end.
func (x *Extractor) read(title, published, text string) *reading {
	r := x.cut(title, published, text)
	x.analyse(r)
	x.resolve(r)
	return r
}

// cut cuts an article into sentences, and these into tokens.
func (x *Extractor) cut(title, published, text string) *reading {
	r := &reading{lex: x.lex, title: title, text: text, doc: x.reader.Read(text), published: published, private: map[*who.Actor]bool{}}
	if published == "" {
		if d, ok := when.Published(text); ok {
			r.published = d.String()
		}
	}
	if day, err := when.ParseDay(r.published); err == nil {
		r.clock = when.Reference{Published: day, Dateline: when.Dateline(text, day)}
	}
	for _, sp := range r.doc.Sentences {
		l := &r.doc.Lines[sp.Line]
		for _, part := range segments(text, sp.Span) {
			s := &sentence{lex: x.lex, index: len(r.sentences), Span: part, whole: sp.Span, line: l, headline: l.Kind == document.Headline}
			r.tokens = append(r.tokens, syntax.Tokenize(text, part.Start, part.End))
			r.sentences = append(r.sentences, s)
		}
	}
	if title != "" {
		r.tokens = append(r.tokens, syntax.Tokenize(title, 0, len(title)))
	}
	return r
}

// analyse gives the tokens of readings their tags, heads and names.
func (x *Extractor) analyse(readings ...*reading) {
	var all [][]syntax.Token
	for _, r := range readings {
		all = append(all, r.tokens...)
	}
	x.model.Read(all, func(ts []syntax.Token) { retag(ts, x.lex) })
}

// resolve reads the sentences of an article, one after the other.
func (x *Extractor) resolve(r *reading) {
	title, text := r.title, r.text
	for i, s := range r.sentences {
		repair(r.tokens[i], x.lex)
		s.clause = newClause(r.tokens[i])
		s.markQuotes(text, r.doc.Quotes)
	}
	r.readout = isReadout(title, text)
	if title != "" {
		// The title names people in full, and whose diary it is.
		ts := r.tokens[len(r.sentences)]
		r.readout = r.readout && !x.reports(ts)
		for i := range ts {
			// Before the text, with the spaces between its words.
			ts[i].Start -= len(title) + 1
			ts[i].End -= len(title) + 1
		}
	}
	r.listing(title)
	r.gazetteer = x.places
	r.where = x.places.Read(where.Document{Text: text, Names: r.names()})
	r.who = who.Read(x.lex, r.tokens, r.published, r.home(), r.isPlace)
	r.who.Quoted(func(i, k int) bool { return r.sentences[i].quoted[k] })
	if title != "" && schedule(title) {
		// "Prime minister's schedule": who is named in its first lines.
		if r.owner = r.who.Named(len(r.sentences)); r.owner == nil && theirs.MatchString(title) {
			for i, s := range r.sentences {
				if s.line.Clock.Len() > 0 {
					break
				}
				if r.owner = r.who.Named(i); r.owner != nil {
					break
				}
			}
		}
	}
	for i, s := range r.sentences {
		s.who = r.who.Sentences[i]
		r.sentence(i)
	}
	r.settle()
	r.besides()
	if r.lead == "" {
		r.lead = r.published
	}
	r.scene()
}

// markQuotes tells which tokens stand within quotations, and whether one ends right
// before the sentence.
func (s *sentence) markQuotes(text string, quotes []document.Quote) {
	s.quoted = make([]bool, len(s.tokens))
	for _, q := range quotes {
		if q.End <= s.Start && s.Start-q.End < 5 && strings.Trim(text[q.End:s.Start], "\"”» ") == "" {
			s.afterQuote = true
		}
		if !q.Overlaps(s.Span) {
			continue
		}
		for k, t := range s.tokens {
			if t.Start >= q.Start && t.End <= q.End {
				s.quoted[k] = true
			}
		}
	}
}

// theirs matches the title of a schedule of one person, by office.
var theirs = regexp.MustCompile(`(?i)\b(minister|president|premier|chancellor|secretary|king|emir|commissioner)\b`)

// schedule reports whether a title is that of somebody's list of engagements.
func schedule(title string) bool {
	t := strings.ToLower(title)
	for _, w := range []string{"schedule", "agenda", "diary", "programme of", "program of", "engagements", "movements", "activities of", "minister's day", "president's day"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}

// isPlace reports whether the bytes from start to end are, or lie in, the name of
// a place.
func (r *reading) isPlace(start, end int) bool {
	for _, m := range r.where.Mentions {
		if m.Start <= start && end <= m.End && m.Use != where.Adjective {
			return true
		}
	}
	return false
}

// names are the spans of the names tagger.
func (r *reading) names() []where.Span {
	var out []where.Span
	for i := range r.doc.Lines {
		// What the head of an entry puts before its dash is a place.
		if l := &r.doc.Lines[i]; l.Dateline.Len() > 0 && l.Where.Len() > 0 {
			out = append(out, where.Span{Start: l.Where.Start, End: l.Where.End, Label: "GPE"})
		}
	}
	for _, s := range r.sentences {
		for i := 0; i < len(s.tokens); i++ {
			label, ok := strings.CutPrefix(s.tokens[i].Name, "B-")
			if !ok || label == "ORG" {
				continue // too often a building or a town
			}
			j := i
			for j+1 < len(s.tokens) && s.tokens[j+1].Name == "I-"+label {
				j++
			}
			if label == "PERSON" && s.located(i) {
				i = j
				continue
			}
			out = append(out, where.Span{Start: s.tokens[i].Start, End: s.tokens[j].End, Label: label})
			i = j
		}
	}
	return out
}

// located reports whether the words before token i say that a place follows: "in
// the truce village of".
func (s *sentence) located(i int) bool {
	if i < 1 {
		return false
	}
	switch strings.ToLower(s.tokens[i-1].Text) {
	case "in", "at", "near":
		return true
	case "to":
		// "will travel to Yerevan", "a trip to Asmara"; but "wrote to Ashraf".
		for j := i - 2; j >= 0 && j > i-9; j-- {
			if l := s.tokens[j].Lemma; goes[l] || l == "trip" || l == "stop" {
				return true
			}
			if strings.HasPrefix(s.tokens[j].Tag, "VB") {
				break
			}
		}
	case "visit", "visits", "visited", "visiting", "left", "leaves":
		return strings.HasPrefix(s.tokens[i-1].Tag, "VB")
	case "of":
		if i > 1 {
			switch s.tokens[i-2].Lemma {
			case "village", "town", "city", "resort", "port", "island", "province", "region", "district", "capital":
				return true
			}
		}
	}
	return false
}

// segments cuts a sentence at its semicolons: what stands after one is a
// sentence of its own to the grammar.
func segments(text string, s document.Span) []document.Span {
	var out []document.Span
	start := s.Start
	for i := s.Start; i+2 < s.End; i++ {
		if text[i] != ';' || text[i+1] != ' ' {
			continue
		}
		if strings.Count(text[start:i], " ") < 2 || strings.Count(text[i+2:s.End], " ") < 2 {
			continue
		}
		out = append(out, document.Span{Start: start, End: i})
		start = i + 2
	}
	return append(out, document.Span{Start: start, End: s.End})
}

// home is the state from which the article reports: that of its dateline.
func (r *reading) home() string {
	for _, l := range r.doc.Lines {
		for _, s := range []document.Span{l.Where, l.Speaker} {
			if s.Len() == 0 {
				continue
			}
			if st := r.stateAt(s); st != "" {
				return st
			}
		}
		if l.Dateline.Len() > 0 {
			return ""
		}
	}
	return ""
}

// stateAt returns the state that a label names, empty when it names none.
func (r *reading) stateAt(label document.Span) string {
	for _, e := range r.lex.Lookup(strings.FieldsFunc(label.Of(r.text), func(c rune) bool { return c == ' ' || c == ',' })...) {
		if e.Sense == lexicon.Capital || e.Sense == lexicon.CountryName {
			return e.Country.Code
		}
	}
	return ""
}

// afterwards matches the head of a headline that goes on from an event.
var afterwards = regexp.MustCompile(`\b(after|before|following|in|during|hours|ahead|by|over|with|as)\b`)

// isReadout reports whether the text is an official account of contacts.
func isReadout(title, text string) bool {
	t := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(title, "’", "'")))
	t = strings.ReplaceAll(t, "readouts", "") // of several contacts, with other news
	for _, w := range []string{"readout", "'s call with", "'s calls with", "s meeting with", "s meetings with", "'s travel to", "s call to"} {
		if strings.Contains(t, w) {
			return true
		}
	}
	for _, w := range []string{"telephone conversation", "telephone call", "telephone talk", "phone call", "phone conversation", "on the phone"} {
		// "Telephone conversation with", "President's phone call with", not "After the call".
		if at := strings.Index(t, w); at >= 0 && !afterwards.MatchString(t[:at]) {
			return true
		}
	}
	// The first lines of a release name the body that issues it.
	head := strings.ToLower(text[:min(len(text), 400)])
	for _, w := range []string{"office of the spokesperson", "statements and releases", "office of the press secretary", "the kremlin, moscow", "ministry of foreign affairs\n", "readout of"} {
		if strings.Contains(head, w) {
			return true
		}
	}
	return false
}

// reports tells whether a title, in tokens, is that of a news report rather than
// of an official account: it tells what somebody says ("After call with Putin,
// Trump confirms").
func (x *Extractor) reports(title []syntax.Token) bool {
	return slices.ContainsFunc(title, func(t syntax.Token) bool {
		sp := x.lex.Speech(t.Lemma)
		return t.Tag == "VBZ" && sp != nil && sp.Takes("that") && x.lex.Trigger(t.Lemma, false) == nil
	})
}

// sentence reads sentence i: who, who said what, what took place, when, where.
func (r *reading) sentence(i int) {
	s := r.sentences[i]
	r.who.Here(r.stateAt(s.line.Where))
	if s.line.Speaker.Len() > 0 {
		r.who.Here(r.stateAt(s.line.Speaker))
	}
	if s.line.Speaker.Len() > 0 {
		// A transcript's label holds until the next one.
		r.who.Voice(nil)
		if who := r.transcript(s.line); len(who) == 1 {
			r.who.Voice(who[0])
		}
	}
	r.who.Resolve(i)
	r.callings(s)
	scope := r.scope(s.line)
	s.headed = r.headed(s.line)
	dates := r.dates(s)
	s.dates = dates
	r.leadDay(s, dates)
	// A transcript's label says who speaks in its line.
	labelled := false
	if s.line.Speaker.Len() > 0 {
		speakers := r.transcript(s.line)
		labelled = true
		if len(speakers) == 1 {
			r.who.Spoke(speakers[0])
			r.who.First(i, speakers[0])
			if i == 0 || r.sentences[i-1].line != s.line {
				r.statements = append(r.statements, &utterance{sentence: i, token: 0, rule: "statement/transcript", speakers: speakers, modality: event.Held})
			}
		} else {
			r.who.Spoke(nil)
		}
	}
	places := r.places(s)
	said := r.utterances(i)
	for _, u := range said {
		u.date = r.saidOn(s, u, dates)
		r.delivered(s, u, places)
		if u.date == nil {
			u.date = scope
		}
		r.statements = append(r.statements, u)
		if !labelled && len(u.speakers) == 1 && !s.quoted[u.token] {
			r.who.Spoke(u.speakers[0])
			r.who.First(i, u.speakers[0])
		}
		r.speaker = u.speakers
	}
	r.named(s)
	if i == 0 || r.sentences[i-1].line != s.line {
		r.enter(s.line)
	}
	found := r.triggers(i)
	for _, t := range found {
		r.slots(s, t, surroundings{dates: dates, places: places, scope: scope, found: found})
		if t.visit() && len(t.parties) == 1 && t.place != nil && t.place.Country != "" {
			// "a visit by Costa to Hefei": its host is the state in which that lies.
			if host := r.who.Of(t.place.Country); !t.parties[0].For(host.ID) && t.parties[0] != host {
				t.left, t.right = t.parties, []*who.Actor{host}
				t.complete()
			}
		}
		if t.typ == "" && (t.noun == "speak" || t.noun == "talk" || t.noun == "conversation") && t.place == nil && t.both && abroad(t) && (t.modality == event.Held || t.modality == event.Planned && !s.quoted[t.token]) {
			t.typ, t.medium = event.Call, "phone" // leaders of two states, in no place
		}
		var parts []*told
		for _, one := range r.distribute(s, t, dates, places) {
			parts = append(parts, r.separate(s, one)...)
		}
		for _, one := range parts {
			s.told = append(s.told, one)
			r.account(one)
			if s.has(t.token, "twice") && one.both {
				again := *one
				again.another = true
				r.events = append(r.events, &account{typ: t.typ})
				r.events[len(r.events)-1].add(&again)
			}
		}
	}
	if n := len(places); n > 0 {
		r.lastPlace = r.place(places[n-1].Mention)
		for _, p := range places {
			if p.Place.Kind == where.Town {
				r.lastTown = r.place(p.Mention)
			}
		}
	}
	// What one said to another within a call or a meeting is told of it, not said in
	// public: "phoned Tudjman, asking him to give up land".
	for _, u := range said {
		u.private = u.private || r.between(s, u)
	}
}

// between reports whether an utterance has one party of an account for its
// speaker and another for its addressee.
func (r *reading) between(s *sentence, u *utterance) bool {
	if !s.verb(u.token) {
		return false
	}
	o := s.child(u.token, syntax.Dobj, syntax.Dative)
	if o < 0 {
		return false
	}
	p := s.phraseAt(o)
	if p == nil || !personal(p) {
		return false
	}
	switch s.lemma(u.token) {
	case "tell", "ask", "urge", "warn", "assure", "inform", "thank", "congratulate", "remind", "advise", "encourage":
	default:
		return false
	}
	for _, a := range r.events {
		if a.last() < s.index-1 {
			continue
		}
		n, _, _ := compare(u.speakers, a.parties)
		m, _, _ := compare(p.Actors, a.parties)
		if n > 0 && m > 0 {
			return true
		}
	}
	return false
}

func plural2(t syntax.Token) bool { return t.Tag == "NNS" }

// abroad reports whether the two sides are people of different states.
func abroad(t *told) bool {
	if len(t.left) == 0 || len(t.right) == 0 {
		return false
	}
	a, b := t.left[0], t.right[0]
	return a.Kind == event.Person && b.Kind == event.Person && a.Represents != "" && b.Represents != "" && a.Represents != b.Represents && len(a.Represents) == 3 && len(b.Represents) == 3
}

// named notes subjects that are several: "Christodoulides and Tatar arrived", so
// that "they" and "both" are known.
func (r *reading) named(s *sentence) {
	for k, t := range s.tokens {
		if t.Dep != syntax.Nsubj && t.Dep != syntax.Nsubjpass {
			continue
		}
		if p := s.phraseAt(k); p != nil && p.Form != who.Pronoun {
			if actors := r.actorsAt(s, k); len(actors) > 1 {
				r.who.Together(actors)
			}
		}
	}
}

// saidOn is the date of a statement, of those that belong to its verb.
func (r *reading) saidOn(s *sentence, u *utterance, dates []dated) *event.Date {
	best, top := (*event.Date)(nil), 60
	for _, d := range dates {
		if d.date == nil {
			continue
		}
		if score := s.fits(d, u.token, u.token); score > top && s.verb(u.token) {
			best, top = d.date, score
		}
	}
	return best
}

// separate splits "separate calls with X and Y" into one for each.
func (r *reading) separate(s *sentence, t *told) []*told {
	one, many := t.left, t.right
	if len(many) < 2 {
		one, many = many, one
	}
	if len(many) < 2 || len(one) == 0 {
		return []*told{t}
	}
	apart := s.oneAfterAnother(t, many) || t.typ == event.Call && plural2(s.tokens[t.token]) && len(one) > 0
	for k, tok := range s.tokens {
		// "with A, with B and with C in turn", "sees, one after the other, A, B and C"
		switch low := strings.ToLower(tok.Text); {
		case low == "successively" || low == "consecutively" || low == "respectively":
			apart = apart || s.governor(k) == t.token
		case low == "turn" && k > 0 && strings.EqualFold(s.tokens[k-1].Text, "in"):
			apart = true
		case low == "succession" && k > 0:
			apart = true
		case low == "other" && k > 2 && strings.EqualFold(s.tokens[k-2].Text, "after"):
			apart = true
		case low == "one" && k > 1 && strings.EqualFold(s.tokens[k-1].Text, "by") && strings.EqualFold(s.tokens[k-2].Text, "one"):
			apart = true
		}
		// "called both leaders, in separate conversations"
		if low := strings.ToLower(tok.Text); (low == "separate" || low == "separately") && s.governor(k) == t.token {
			apart = true
		}
	}
	for _, k := range s.kids[t.token] {
		if low := strings.ToLower(s.tokens[k].Text); low == "separate" || low == "separately" || low == "individual" {
			apart = true
		}
	}
	if carrier, _ := s.carrier(t.token); !s.verb(t.token) && carrier >= 0 && s.has(carrier, "separately") {
		apart = true
	}
	if !apart {
		return []*told{t}
	}
	var out []*told
	for _, x := range many {
		part := *t
		part.left, part.right, part.both, part.another = one, []*who.Actor{x}, true, false
		out = append(out, part.complete())
	}
	// A headline may have told of all of them as one.
	r.events = slices.DeleteFunc(r.events, func(a *account) bool {
		same, onlyT, onlyA := compare(t.parties, a.parties)
		if same < 3 || onlyA > 0 || onlyT > 1 {
			return false
		}
		for _, x := range a.told {
			if !r.sentences[x.sentence].headline {
				return false
			}
		}
		for _, part := range out {
			part.elsewhere = append(part.elsewhere, a.told...)
		}
		return true
	})
	return out
}

// oneAfterAnother reports whether words between those on one side tell that each
// had their own turn: "phones Mohamud, then Abiy", "with Blair and, a few minutes
// after that, with Schroeder".
func (s *sentence) oneAfterAnother(t *told, many []*who.Actor) bool {
	first, last := -1, -1
	for _, p := range s.who.Phrases {
		for _, a := range p.Actors {
			if slices.Contains(many, a) && s.who.At(p.First) == p && p.First > t.token {
				if first < 0 {
					first = p.Last
				}
				last = p.First
			}
		}
	}
	for i := first + 1; first >= 0 && i < last; i++ {
		switch strings.ToLower(s.tokens[i].Text) {
		case "then", "later", "afterwards", "afterward", "subsequently", "second", "secondly":
			return true
		case "after":
			return i+1 < len(s.tokens) && strings.EqualFold(s.tokens[i+1].Text, "that")
		}
	}
	return false
}
