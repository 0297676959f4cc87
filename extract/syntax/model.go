package syntax

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/syntax/internal/linear"
	"github.com/demarche-graph/demarche/extract/syntax/internal/namer"
	"github.com/demarche-graph/demarche/extract/syntax/internal/parser"
	"github.com/demarche-graph/demarche/extract/syntax/internal/prosetagger"
	"github.com/demarche-graph/demarche/extract/syntax/internal/tagger"
	"github.com/demarche-graph/demarche/extract/syntax/internal/word"
)

// The weights lie in the program and are read there.
var (
	//go:embed data/weights/tags.bin
	tagWeights []byte
	//go:embed data/weights/actions.bin
	actionWeights []byte
	//go:embed data/weights/labels.bin
	labelWeights []byte
	//go:embed data/weights/names.bin
	nameWeights []byte
	//go:embed data/weights/heads-glance.bin
	headGlances []byte
	//go:embed data/weights/tags-glance.bin
	tagGlances []byte
	//go:embed data/weights/sure.bin
	sureWords []byte
)

// Model holds the trained weights. It does not change, and any number of
// goroutines may use it at once.
type Model struct {
	prose                        *prosetagger.Tagger
	tags, actions, labels, names *linear.Matrix
	kinds                        []parser.Kind // of the tags
	headGlances                  *parser.Glances
	tagGlances                   *tagger.Glances
	tagHashes                    [len(tagNames)]uint64 // of their names
	sure                         *tagger.Table
	lemmas                       *lemmatizer
	scratch                      sync.Pool
}

// scratch is what the work on one sentence needs, kept for the next one.
type scratch struct {
	words    []word.Word
	texts    []string
	first    []uint8
	own      []uint32
	tags     []uint8
	labels   []uint8
	buf      []byte
	prose    prosetagger.Scratch
	state    parser.State
	features linear.Features
	lemmas   map[memoKey]string
}

// Load reads the weights that are built into the program. An error means that
// the program was built wrongly.
func Load() (*Model, error) {
	m := &Model{kinds: parser.KindsOf(tagNames[:])}
	m.scratch.New = func() any { return &scratch{lemmas: make(map[memoKey]string)} }
	for _, f := range []struct {
		name    string
		classes int
		rows    []byte
		into    **linear.Matrix
	}{
		{"tags", len(tagNames), tagWeights, &m.tags}, {"actions", int(parser.Actions), actionWeights, &m.actions},
		{"labels", int(Deps), labelWeights, &m.labels}, {"names", len(nameLabels), nameWeights, &m.names},
	} {
		var err error
		if *f.into, err = linear.NewMatrix(f.classes, f.rows); err != nil {
			return nil, fmt.Errorf("syntax: weights of the %s: %w", f.name, err)
		}
	}
	var err error
	if m.headGlances, err = parser.ReadGlances(headGlances, int(Deps)); err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	if m.tagGlances, err = tagger.ReadGlances(tagGlances, len(tagNames)); err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	for i, name := range tagNames {
		m.tagHashes[i] = linear.HashString(name)
	}
	sure, err := tagger.ReadSure(sureWords, len(tagNames))
	if err != nil {
		return nil, fmt.Errorf("syntax: words with one tag: %w", err)
	}
	m.sure = sure.Table()
	if m.lemmas, err = newLemmatizer(); err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	if m.prose, err = prosetagger.New(); err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	return m, nil
}

// Read does what Tag, Parse and Names do, one after the other, for all the
// sentences. mend may change the tags of a sentence before it is parsed; it may be
// nil.
//
// Each stage goes through all sentences before the next one begins: the weights of
// one stage just fit into the processor's cache, those of all don't. Read many
// sentences at once therefore.
func (m *Model) Read(sentences [][]Token, mend func([]Token)) {
	for len(sentences) > 0 {
		n, tokens := 0, 0
		for n < len(sentences) && (n == 0 || tokens+len(sentences[n]) <= maxTogether) {
			tokens += len(sentences[n])
			n++
		}
		m.read(sentences[:n], tokens, mend)
		sentences = sentences[n:]
	}
}

// maxTogether bounds the tokens that are read at once, and so the memory that it
// takes.
const maxTogether = 1 << 14

func (m *Model) read(sentences [][]Token, tokens int, mend func([]Token)) {
	x := m.scratch.Get().(*scratch)
	defer m.scratch.Put(x)
	x.words, x.tags = grow(x.words, tokens), grow(x.tags, tokens)
	stage := func(do func(words []word.Word, tags []uint8, ts []Token)) {
		from := 0
		for _, ts := range sentences {
			to := from + len(ts)
			do(x.words[from:to:to], x.tags[from:to:to], ts)
			from = to
		}
	}
	stage(func(words []word.Word, tags []uint8, ts []Token) {
		x.look(words, ts)
		m.tag(x, words, tags, ts)
		if mend != nil {
			mend(ts)
			retag(tags, ts)
		}
	})
	stage(func(words []word.Word, tags []uint8, ts []Token) { m.parse(x, words, tags, ts) })
	stage(func(words []word.Word, tags []uint8, ts []Token) { m.name(x, words, tags, ts) })
}

// Tag sets Tag and Lemma of every token of one sentence.
func (m *Model) Tag(ts []Token) {
	x := m.take(ts)
	defer m.scratch.Put(x)
	m.tag(x, x.words, x.tags, ts)
}

// Parse sets Head and Dep of every token of one sentence that was tagged.
func (m *Model) Parse(ts []Token) {
	x := m.take(ts)
	defer m.scratch.Put(x)
	retag(x.tags, ts)
	m.parse(x, x.words, x.tags, ts)
}

// Names sets Name of every token of one sentence that was tagged.
func (m *Model) Names(ts []Token) {
	x := m.take(ts)
	defer m.scratch.Put(x)
	retag(x.tags, ts)
	m.name(x, x.words, x.tags, ts)
}

func (m *Model) tag(x *scratch, words []word.Word, tags []uint8, ts []Token) {
	x.texts = x.texts[:0]
	for i := range ts {
		x.texts = append(x.texts, ts[i].Text)
	}
	x.first = grow(x.first, len(ts))
	s := tagger.Sentence{
		Words: words, First: x.first, Tags: tags, Sure: m.sure, Glances: m.tagGlances, Own: x.own,
		Around: m.around(x, tags),
	}
	s.Run(&x.features, m.tags)
	x.own = s.Own
	for i := range ts {
		ts[i].Tag = tagNames[tags[i]]
		ts[i].Lemma = m.lemma(x, ts[i].Text, ts[i].Tag)
	}
	clear(x.texts) // so that no article's text is kept alive
}

// around returns what has prose tag the words that its tags are asked of, and those
// up to two words from them. What prose gave the words before is known only where it
// was asked; else the tags count that they got in the end.
func (m *Model) around(x *scratch, tags []uint8) func(i int) {
	x.prose.Begin(x.texts)
	done := 0 // the words before this one have prose's tag, or are of no interest
	return func(i int) {
		from, to := max(0, i-2), min(i+3, len(tags))
		before := prosetagger.Before(tags, m.tagHashes[:], from)
		if done >= from {
			from = done
			before = prosetagger.Before(x.first, m.prose.Hashes(), from)
		}
		m.prose.Range(x.first, from, to, before, &x.prose)
		done = max(done, to)
	}
}

// ready hands a sentence to the parser.
func (m *Model) ready(x *scratch, words []word.Word, tags []uint8) *parser.State {
	s := &x.state
	s.Words, s.Tags, s.Glances = words, tags, m.headGlances
	s.Kinds = grow(s.Kinds, len(tags))
	for i, t := range tags {
		s.Kinds[i] = m.kinds[t]
	}
	return s
}

func (m *Model) parse(x *scratch, words []word.Word, tags []uint8, ts []Token) {
	s := m.ready(x, words, tags)
	s.Run(&x.features, m.actions, m.labels)
	for i := range ts {
		ts[i].Head, ts[i].Dep = int(s.Heads[i]), Dep(s.Deps[i])
		if s.Heads[i] < 0 {
			ts[i].Dep = Root
		}
	}
}

func (m *Model) name(x *scratch, words []word.Word, tags []uint8, ts []Token) {
	x.labels = grow(x.labels, len(ts))
	s := namer.Sentence{Words: words, Tags: tags, Labels: x.labels}
	s.Run(&x.features, m.names)
	for i := range ts {
		ts[i].Name = nameLabels[x.labels[i]]
	}
}

// take gets scratch with the words of one sentence and room for its tags. The
// caller gives it back.
func (m *Model) take(ts []Token) *scratch {
	x := m.scratch.Get().(*scratch)
	x.words, x.tags = grow(x.words, len(ts)), grow(x.tags, len(ts))
	x.look(x.words, ts)
	return x
}

// look looks at the words by themselves.
func (x *scratch) look(words []word.Word, ts []Token) {
	for i := range ts {
		words[i], x.buf = word.Of(ts[i].Text, x.buf)
	}
}

// retag takes over the tokens' tags. Those that are the same already cost no
// search.
func retag(tags []uint8, ts []Token) {
	for i := range ts {
		if t := tags[i]; int(t) >= len(tagNames) || tagNames[t] != ts[i].Tag {
			tags[i] = tagNumber(ts[i].Tag)
		}
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

type memoKey struct{ text, tag string }

// maxLemmas bounds what a goroutine remembers.
const maxLemmas = 1 << 13

// lemma remembers the lemmas of words that are inflected or have capitals;
// making them anew would allocate.
func (m *Model) lemma(x *scratch, text, tag string) string {
	if isLower(text) && inflectionOf(tag) == uninflected {
		return text
	}
	key := memoKey{text, tag}
	if l, ok := x.lemmas[key]; ok {
		return l
	}
	if len(x.lemmas) >= maxLemmas {
		clear(x.lemmas)
	}
	key.text = strings.Clone(text) // the text of the article must not stay alive with it
	l := m.lemmas.lemma(strings.ToLower(key.text), tag)
	x.lemmas[key] = l
	return l
}

func isLower(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}
