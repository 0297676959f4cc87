package syntax

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestTagNamesAreSorted(t *testing.T) {
	if !slices.IsSorted(tagNames[:]) || tagNames[xx] != "XX" {
		t.Error("tagNumber looks tags up by their order")
	}
}

var loaded = sync.OnceValues(Load)

func load(tb testing.TB) *Model {
	tb.Helper()
	m, err := loaded()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

func analyse(m *Model, s string) []Token {
	ts := Tokenize(s, 0, len(s))
	m.Tag(ts)
	m.Parse(ts)
	m.Names(ts)
	return ts
}

// Every want is "dependent label head", or "dependent=lemma".
func TestParse(t *testing.T) {
	m := load(t)
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"President Macron met Chancellor Merz in Toulon on Friday.", []string{"Macron nsubj met", "Merz dobj met", "in prep met", "Toulon pobj in", "met=meet"}},
		{"Lavrov was received by the king.", []string{"Lavrov nsubjpass received", "was auxpass received", "by agent received", "king pobj by", "received=receive"}},
		{"The minister held talks with his Indian counterpart.", []string{"minister nsubj held", "talks dobj held", "counterpart pobj with", "talks=talk", "held=hold"}},
		{"Fidan met with Araghchi.", []string{"Fidan nsubj met", "with prep met", "Araghchi pobj with"}},
		{"The envoy, who had flown to Doha, left on Sunday.", []string{"who nsubj flown", "flown relcl envoy", "envoy nsubj left", "flown=fly"}},
		{"Rubio, the secretary of state, spoke to reporters.", []string{"secretary appos Rubio", "Rubio nsubj spoke"}},
		{"Xi and Putin discussed trade and energy.", []string{"Putin conj Xi", "energy conj trade", "trade dobj discussed"}},
		{"They did not meet.", []string{"not neg meet", "did aux meet"}},
		{"The spokesman said that the two leaders would speak by phone.", []string{"speak ccomp said", "leaders nsubj speak", "would aux speak", "that mark speak"}},
		{"He agreed to visit Ankara.", []string{"visit xcomp agreed", "Ankara dobj visit"}},
		{"Modi's visit to Moscow was postponed.", []string{"Modi poss visit", "'s case Modi", "visit nsubjpass postponed"}},
		{"A meeting is planned for next week.", []string{"meeting nsubjpass planned"}},
	} {
		ts := analyse(m, c.in)
		find := func(word string) int {
			return slices.IndexFunc(ts, func(t Token) bool { return t.Text == word })
		}
		for _, w := range c.want {
			if word, lemma, ok := strings.Cut(w, "="); ok {
				if got := ts[find(word)].Lemma; got != lemma {
					t.Errorf("%s: lemma of %s is %s, want %s", c.in, word, got, lemma)
				}
				continue
			}
			f := strings.Fields(w)
			dep := ts[find(f[0])]
			head := "nothing"
			if dep.Head >= 0 {
				head = ts[dep.Head].Text
			}
			if got := fmt.Sprintf("%s %s %s", f[0], dep.Dep, head); got != w {
				t.Errorf("%s: %s, want %s", c.in, got, w)
			}
		}
	}
}

func TestParseIsATree(t *testing.T) {
	m := load(t)
	for _, s := range []string{
		"", "Yes", "...", "- - -", "PUTIN, XI, MODI TO MEET IN KAZAN", "\"We will\", he said, \"not talk, or meet, or write.\"",
		"Talks; talks; talks and (again) talks — no result", strings.Repeat("and the man who ", 300), strings.Repeat("ab", 100_000), "\xff\xfe ‘",
	} {
		mustBeTree(t, s, analyse(m, s))
	}
}

func FuzzAnalyse(f *testing.F) {
	m := load(f)
	f.Add("Lavrov, who met Fidan (again), said: “We’ll talk.”")
	f.Add("\xff\x00 IN IN IN — -- ''")
	f.Fuzz(func(t *testing.T, s string) { mustBeTree(t, s, analyse(m, s)) })
}

func mustBeTree(t *testing.T, s string, ts []Token) {
	roots := 0
	for i := range ts {
		if ts[i].Head < 0 {
			roots++
			if ts[i].Dep != Root {
				t.Errorf("%.80q: the root's label is %s", s, ts[i].Dep)
			}
		}
		if ts[i].Tag == "" || ts[i].Lemma == "" || ts[i].Dep == NoDep || ts[i].Dep >= Deps {
			t.Errorf("%.80q: %+v", s, ts[i])
		}
		steps := 0
		for j := i; j >= 0; j = ts[j].Head {
			if steps++; steps > len(ts) {
				t.Fatalf("%.80q: a cycle through %d", s, i)
			}
		}
	}
	if len(ts) > 0 && roots != 1 {
		t.Errorf("%.80q: %d roots", s, roots)
	}
}

func TestNames(t *testing.T) {
	m := load(t)
	ts := analyse(m, "President Vladimir Putin met officials of the United Nations in Geneva, Switzerland.")
	want := map[string]string{"Vladimir": "B-PERSON", "Putin": "I-PERSON", "Geneva": "B-GPE", "Switzerland": "B-GPE", "met": "", "Nations": "I-ORG"}
	for _, tok := range ts {
		if w, ok := want[tok.Text]; ok && tok.Name != w {
			t.Errorf("%s is %q, want %q", tok.Text, tok.Name, w)
		}
	}
}

// One Model serves many goroutines, and gives the same to each.
func TestModelIsShared(t *testing.T) {
	m := load(t)
	s := "The foreign ministers of Turkey and Greece, who met in Athens, agreed to hold further talks."
	want := analyse(m, s)
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 20 {
				if !slices.Equal(analyse(m, s), want) {
					t.Error("another goroutine got another result")
					return
				}
			}
		}()
	}
	wait.Wait()
}

func TestLemma(t *testing.T) {
	l, err := newLemmatizer()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lower, tag, want string }{
		{"met", "VBD", "meet"}, {"talks", "NNS", "talk"}, {"talks", "VBZ", "talk"}, {"held", "VBN", "hold"}, {"said", "VBD", "say"},
		{"'s", "VBZ", "be"}, {"'s", "POS", "'s"}, {"’re", "VBP", "be"}, {"n't", "RB", "not"}, {"'d", "MD", "would"}, {"'d", "VBD", "have"},
		{"hosting", "VBG", "host"}, {"agreed", "VBD", "agree"}, {"discussed", "VBD", "discuss"}, {"postponed", "VBN", "postpone"},
		{"cancelled", "VBN", "cancel"}, {"visited", "VBD", "visit"}, {"announced", "VBD", "announce"}, {"denies", "VBZ", "deny"},
		{"countries", "NNS", "country"}, {"spokesmen", "NNS", "spokesman"}, {"crises", "NNS", "crisis"}, {"meeting", "NN", "meeting"},
		{"vice-presidents", "NNS", "vice-president"}, {"urged", "VBD", "urge"}, {"conferred", "VBD", "confer"}, {"dialled", "VBD", "dial"},
		{"reaffirmed", "VBD", "reaffirm"}, {"stressed", "VBD", "stress"}, {"negotiating", "VBG", "negotiate"}, {"planned", "VBN", "plan"},
		{"phoned", "VBD", "phone"}, {"telephoned", "VBD", "telephone"}, {"nations", "NNPS", "nation"}, {"sanctions", "NNS", "sanction"},
		{"will", "MD", "will"}, {"wo", "MD", "will"}, {"lying", "VBG", "lie"}, {"earlier", "RBR", "early"}, {"visits", "VBZ", "visit"},
	} {
		if got := l.lemma(c.lower, c.tag); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.lower, c.tag, got, c.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnalyse(b *testing.B) {
	m := load(b)
	text := strings.Join([]string{
		"President Aliyev received the delegation led by Foreign Minister Mirzoyan in Baku on Thursday, his office said.",
		"The two sides discussed the agenda of the coming summit, including trade, transport links and the release of prisoners.",
		"“We have agreed to keep the channel open,” the minister told reporters after the talks, which lasted three hours.",
	}, " ")
	var ts []Token
	ends := []int{strings.Index(text, " The two"), strings.Index(text, " “We"), len(text)}
	stage := func(name string, work func(ts []Token)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				start := 0
				for _, end := range ends {
					ts = AppendTokens(ts[:0], text, start, end)
					work(ts)
					start = end
				}
			}
		})
	}
	stage("tokens", func([]Token) {})
	stage("tokens+tags", m.Tag)
	stage("tokens+tags+heads", func(ts []Token) { m.Tag(ts); m.Parse(ts) })
	stage("all", func(ts []Token) { m.Tag(ts); m.Parse(ts); m.Names(ts) })
}
