package extract

import (
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
const version = "3"

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
		r.clock = when.ReferenceOf(text, day)
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
		r.release = isRelease(title, text) && !x.reports(ts)
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
