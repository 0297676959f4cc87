package who

import (
	"cmp"
	"slices"

	"github.com/demarche-graph/demarche/extract/event"
)

// focus is whom the article is talking of at the moment. Pronouns and "the
// president" are resolved by it, in the manner of Lappin and Leass (1994, "An
// Algorithm for Pronominal Anaphora Resolution"): each mention gives weight by
// its place in the sentence, and weight halves with every sentence.
type focus struct {
	sentence int
	mentions []mention
	// circles are those who met, spoke or were named side by side.
	circles []circle
	// voice is who speaks the line that is being read, as a transcript's label tells;
	// "he" is somebody else.
	voice *Actor
	// speaker is who spoke last, and spokeAt in which sentence.
	speaker *Actor
	spokeAt int
}

type mention struct {
	actor    *Actor
	sentence int
	token    int
	weight   int
}

// Weights of a mention, after Lappin and Leass.
const (
	weightRecency = 100
	weightSubject = 80
	weightObject  = 50
	weightOther   = 40
	weightHead    = 80 // not within another noun phrase
	// weightParallel is more than in the paper: news goes on with its subject.
	weightParallel = 200
)

func (f *focus) note(a *Actor, sentence, token, weight int) {
	f.mentions = append(f.mentions, mention{a, sentence, token, weight})
	// Nothing further back than this weighs anything.
	if len(f.mentions) > 400 {
		f.mentions = slices.Delete(f.mentions, 0, 200)
	}
}

// salience is the weight of an actor at a token of a sentence: the sum of its
// mentions before, halved for each sentence between.
func (f *focus) salience(a *Actor, sentence, token int) int {
	var best [7]int // the weightiest mention of each sentence, as in the paper
	for _, m := range f.mentions {
		if m.actor != a || m.sentence == sentence && m.token >= token {
			continue
		}
		if d := sentence - m.sentence; d >= 0 && d < len(best) {
			best[d] = max(best[d], m.weight)
		}
	}
	w := 0
	for d, b := range best {
		w += b >> d
	}
	return w
}

// recency orders the bearers of one surname: the one named last comes first.
func (f *focus) recency(a *Actor) int {
	for i := len(f.mentions) - 1; i >= 0; i-- {
		if m := f.mentions[i]; m.actor == a {
			return max(0, 20-(f.sentence-m.sentence))
		}
	}
	return 0
}

// best returns the actor of highest salience that ok accepts, or nil.
func (f *focus) best(sentence, token int, ok func(*Actor) bool) *Actor {
	return f.bestOf(sentence, token, ok, func(*Actor) int { return 0 })
}

// bestOf is best with weight added by more.
func (f *focus) bestOf(sentence, token int, ok func(*Actor) bool, more func(*Actor) int) *Actor {
	var top *Actor
	most := 0
	seen := map[*Actor]bool{}
	for i := len(f.mentions) - 1; i >= 0; i-- {
		m := f.mentions[i]
		if m.sentence < sentence-6 {
			break
		}
		if seen[m.actor] || !ok(m.actor) {
			continue
		}
		seen[m.actor] = true
		if w := f.salience(m.actor, sentence, token) + more(m.actor); w > most {
			top, most = m.actor, w
		}
	}
	return top
}

// last returns the n actors named last before a token, in the order in which
// they were named, of those that ok accepts.
func (f *focus) last(n, sentence, token int, ok func(*Actor) bool) []*Actor {
	var out []*Actor
	// Pronouns are resolved after the names of their sentence.
	order := slices.Clone(f.mentions[max(0, len(f.mentions)-100):])
	slices.SortStableFunc(order, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.token, b.token))
	})
	for i := len(order) - 1; i >= 0 && len(out) < n; i-- {
		m := order[i]
		if m.sentence > sentence || m.sentence == sentence && m.token >= token || m.sentence < sentence-5 {
			continue
		}
		if ok(m.actor) && !slices.Contains(out, m.actor) {
			out = append(out, m.actor)
		}
	}
	slices.Reverse(out)
	return out
}

// Leaders returns the n persons of different states who lead them and were named
// last, in the order in which they were named.
func (r *Reader) Leaders(n int) []*Actor {
	var seen []string
	return r.focus.last(n, r.focus.sentence, 1<<30, func(a *Actor) bool {
		if !isPerson(a) || !a.leads(stateOf(a.Represents)) || slices.Contains(seen, a.ID) {
			return false
		}
		seen = append(seen, a.ID)
		return true
	})
}

// Salient returns the person named last as a subject, in this sentence or the two
// before, whom ok accepts; nil when there is none.
func (r *Reader) Salient(sentence, token int, ok func(*Actor) bool) *Actor {
	for i := len(r.focus.mentions) - 1; i >= 0; i-- {
		m := r.focus.mentions[i]
		if m.sentence < sentence-2 {
			break
		}
		if (m.sentence < sentence || m.token < token) && m.weight >= weightRecency+weightSubject && isPerson(m.actor) && ok(m.actor) {
			return m.actor
		}
	}
	return nil
}

func isPerson(a *Actor) bool { return a.Kind == event.Person }
