package who

import (
	"slices"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/extract/lexicon"
	"github.com/demarche-graph/demarche/extract/syntax"
)

// stage is what stands before this package: the dictionaries and the syntax.
type stage struct {
	lex   *lexicon.Lexicon
	model *syntax.Model
}

func load(t testing.TB) stage {
	t.Helper()
	lex, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	model, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	return stage{lex, model}
}

// read resolves the sentences of an article of a day.
func (st stage) read(day string, sentences ...string) *Reader {
	var tokens [][]syntax.Token
	for _, s := range sentences {
		ts := syntax.Tokenize(s, 0, len(s))
		st.model.Tag(ts)
		st.model.Parse(ts)
		st.model.Names(ts)
		tokens = append(tokens, ts)
	}
	r := Read(st.lex, tokens, day, "", nil)
	for i := range sentences {
		r.Resolve(i)
	}
	return r
}

// marked is a sentence with the words that name actors in brackets, and after a
// bar whom they name: "[Rubio|person:marco-rubio] met [him|-]". Several are joined
// by "+"; "-" is nobody.
type marked struct {
	text string
	at   []mark
}

type mark struct {
	start, end int
	ids        string
}

func parse(t *testing.T, line string) marked {
	t.Helper()
	var m marked
	for line != "" {
		open := strings.IndexByte(line, '[')
		if open < 0 {
			m.text += line
			break
		}
		bar, end := strings.IndexByte(line, '|'), strings.IndexByte(line, ']')
		if bar < open || end < bar {
			t.Fatalf("%q: want [words|actor]", line)
		}
		m.text += line[:open]
		start := len(m.text)
		m.text += line[open+1 : bar]
		m.at = append(m.at, mark{start, len(m.text), line[bar+1 : end]})
		line = line[end+1:]
	}
	return m
}

// named gives whom the words from start to end name: the outermost phrase of
// which they hold the head. An adjective names nobody by itself.
func named(s *Sentence, start, end int) string {
	for k, t := range s.Tokens {
		p := s.At(k)
		if t.Start < start || t.End > end || p == nil || p.Head != k || p.Form == Adjective || len(p.Actors) == 0 {
			continue
		}
		var ids []string
		for _, a := range p.Actors {
			ids = append(ids, a.ID)
		}
		slices.Sort(ids)
		return strings.Join(ids, "+")
	}
	return "-"
}

// mustName reads articles of a day, each of marked sentences parted by " // ", and
// checks every mark.
func (st stage) mustName(t *testing.T, day string, articles ...string) {
	t.Helper()
	for _, article := range articles {
		st.mustNameIn(t, day, article)
	}
}

func (st stage) mustNameIn(t *testing.T, day, article string) {
	t.Helper()
	var all []marked
	var texts []string
	for _, line := range strings.Split(article, " // ") {
		m := parse(t, line)
		all, texts = append(all, m), append(texts, m.text)
	}
	r := st.read(day, texts...)
	for i, m := range all {
		for _, w := range m.at {
			want := strings.Split(w.ids, "+")
			slices.Sort(want)
			if have := named(r.Sentences[i], w.start, w.end); have != strings.Join(want, "+") {
				t.Errorf("%s\n%q is %s, want %s", strings.Join(texts, " // "), m.text[w.start:w.end], have, w.ids)
			}
		}
	}
}

func tokensOf(r *Reader) [][]syntax.Token {
	var out [][]syntax.Token
	for _, s := range r.Sentences {
		out = append(out, s.Tokens)
	}
	return out
}
