package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// Report is a stretch of an article that tells of an event of the graph: a row of
// the query reports.
type Report struct {
	Event      string
	Type       event.Type
	Article    string
	Start, End int
	Modality   event.Modality
}

// Part is an actor's part in an event of the graph: a row of the query
// participants.
type Part struct {
	Event, Actor, Name string
	Role               event.Role
}

// BCubed says how well clusters agree with those of the gold (Bagga and Baldwin
// 1998): of what stands together with an item, the share that belongs with it, and
// of what belongs with it, the share that stands there; on average over all items.
type BCubed struct {
	P, R, F1 float64
	N        int
}

// Identities is how well a graph keeps occasions and actors apart and together,
// over articles that tell of the same ones.
type Identities struct {
	// Occasions are calls and talks, Statements utterances that several articles
	// give, Actors those who took part.
	Occasions, Statements, Actors BCubed
	// Mentions is how many occasions and statements the gold has, an article at a
	// time, and Aligned how many of them the graph has at all; likewise for actors.
	Mentions, Aligned, Parts, AlignedParts int
	// FinalRight counts the events of which the graph tells what came of them, of
	// FinalOf that are annotated and that the graph has.
	FinalRight, FinalOf int
	// MergedActors lists actors of the graph that are several people, and
	// MergedEvents likewise; Split what is several in the graph and one in truth.
	MergedActors, MergedEvents, SplitActors, SplitEvents []string
}

// mention is an event of the gold as one article tells of it.
type mention struct {
	gold       *Gold
	label      string
	spans, all []span // of the evidence; with the continuations
}

// aside are the roles of those who are no parties.
var aside = []event.Role{event.Addressee, event.Mediator, event.Host}

// CompareIdentities scores a graph against annotated articles of which several
// tell of the same events (Gold.GID) and actors (Gold.Actors). Only mentions that
// the graph has are compared: what was not found in an article is another score.
func CompareIdentities(gold []Article, reports []Report, parts []Part) *Identities {
	c := &identities{people: map[string][][2]string{}, rows: map[string]map[string][]span{}}
	c.read(reports, parts)
	for i := range gold {
		for _, typ := range event.Types() {
			c.article(&gold[i], typ)
		}
	}
	c.reconsider()
	s := c.score()
	s.FinalRight, s.FinalOf = c.final(gold, reports)
	return s
}

// identities is the state of one comparison.
type identities struct {
	people map[string][][2]string       // name and actor, by event
	rows   map[string]map[string][]span // by article and type, then event
	order  []string                     // events as they were given
	cells  []*cell
}

// cell is the mentions of one type in one article, with the events that they were
// aligned to and how well each would fit.
type cell struct {
	mentions []mention
	got      map[int]string
	ranks    map[fit]float64
}

type fit struct {
	mention int
	event   string
}

func (c *identities) read(reports []Report, parts []Part) {
	for _, p := range parts {
		x := [2]string{p.Name, p.Actor}
		if !slices.Contains(aside, p.Role) && !slices.Contains(c.people[p.Event], x) {
			c.people[p.Event] = append(c.people[p.Event], x)
		}
	}
	seen := map[string]bool{}
	for _, r := range reports {
		if !seen[r.Event] {
			seen[r.Event] = true
			c.order = append(c.order, r.Event)
		}
		k := r.Article + "\x00" + string(r.Type)
		if c.rows[k] == nil {
			c.rows[k] = map[string][]span{}
		}
		c.rows[k][r.Event] = append(c.rows[k][r.Event], span{r.Start, r.End})
	}
}

// article aligns the events of one article and type: one to one, the best first.
// An event takes a second mention of the same article only with words of its own.
func (c *identities) article(a *Article, typ event.Type) {
	x := &cell{got: map[int]string{}, ranks: map[fit]float64{}}
	for i := range a.Events {
		g := &a.Events[i]
		if g.Type != typ {
			continue
		}
		m := mention{gold: g, label: cmp.Or(g.GID, fmt.Sprintf("%s#%d", a.ID, i)), spans: spans(a.Text, g.Evidence)}
		m.all = slices.Concat(m.spans, spans(a.Text, g.Continuation))
		x.mentions = append(x.mentions, m)
	}
	rows := c.rows[a.ID+"\x00"+string(typ)]
	var fits []fit
	place := map[fit][2]int{}
	for i := range x.mentions {
		for j, e := range slices.DeleteFunc(slices.Clone(c.order), func(e string) bool { return rows[e] == nil }) {
			if r, ok := rank(&x.mentions[i], x.mentions, rows[e], c.names(e)); ok {
				f := fit{i, e}
				x.ranks[f] = r
				place[f] = [2]int{i, j}
				fits = append(fits, f)
			}
		}
	}
	slices.SortFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(x.ranks[b], x.ranks[a]), cmp.Compare(place[a][0], place[b][0]), cmp.Compare(place[a][1], place[b][1]))
	})
	taken := map[string][]int{}
	for _, f := range fits {
		if x.got[f.mention] == "" && taken[f.event] == nil {
			x.got[f.mention] = f.event
			taken[f.event] = append(taken[f.event], f.mention)
		}
	}
	for _, f := range fits {
		if x.got[f.mention] != "" {
			continue
		}
		var first []span
		for _, k := range taken[f.event] {
			first = append(first, x.mentions[k].all...)
		}
		if slices.ContainsFunc(rows[f.event], func(r span) bool { return touches(x.mentions[f.mention].spans, r) && !touches(first, r) }) {
			x.got[f.mention] = f.event
			taken[f.event] = append(taken[f.event], f.mention)
		}
	}
	c.cells = append(c.cells, x)
}

func (c *identities) names(e string) []string {
	var names []string
	for _, p := range c.people[e] {
		names = append(names, p[0])
	}
	return names
}

func hit(a, b span) bool { return a.start < b.end && a.end > b.start }

func touches(spans []span, s span) bool {
	return slices.ContainsFunc(spans, func(o span) bool { return hit(o, s) })
}

// rank says how well the words of an event of the graph fit a mention.
func rank(g *mention, others []mention, rows []span, names []string) (float64, bool) {
	var over []span
	for _, s := range g.spans {
		if touches(rows, s) {
			over = append(over, s)
		}
	}
	if len(over) == 0 && !slices.ContainsFunc(rows, func(r span) bool { return touches(g.all, r) }) {
		return 0, false
	}
	own := slices.ContainsFunc(over, func(s span) bool {
		for i := range others {
			if others[i].gold != g.gold && touches(others[i].spans, s) {
				return false
			}
		}
		return true
	})
	f := parties(names, g.gold).F1()
	if f == 0 && !own {
		return 0, false
	}
	used := 0
	for _, r := range rows {
		if touches(g.all, r) {
			used++
		}
	}
	n := 2*f + 0.5*Counts{TP: len(over), FP: len(rows) - used, FN: len(g.spans) - len(over)}.F1()
	return n + number(own) + 0.01*number(len(over) > 0), true
}

// reconsider swaps the events of two mentions which their sentences and names
// leave undecided, where that agrees better with the other articles.
func (c *identities) reconsider() {
	seen := map[[2]string]int{}
	for _, x := range c.cells {
		for i, e := range x.got {
			seen[[2]string{x.mentions[i].label, e}]++
		}
	}
	for _, x := range c.cells {
		aligned := slices.Sorted(maps.Keys(x.got))
		for n, i := range aligned {
			for _, k := range aligned[n+1:] {
				a, b := x.got[i], x.got[k]
				ib, ok := x.ranks[fit{i, b}]
				ka, ok2 := x.ranks[fit{k, a}]
				if a == b || !ok || !ok2 || Round(ib+ka) != Round(x.ranks[fit{i, a}]+x.ranks[fit{k, b}]) {
					continue
				}
				g, h := x.mentions[i].label, x.mentions[k].label
				if seen[[2]string{g, b}]+seen[[2]string{h, a}] > seen[[2]string{g, a}]-1+seen[[2]string{h, b}]-1 {
					seen[[2]string{g, b}]++
					seen[[2]string{h, a}]++
					seen[[2]string{g, a}]--
					seen[[2]string{h, b}]--
					x.got[i], x.got[k] = b, a
				}
			}
		}
	}
}

// item is something of the gold with what it is in the graph.
type item struct{ gold, graph string }

func (c *identities) score() *Identities {
	s := &Identities{}
	var occasions, statements, actors []item
	for _, x := range c.cells {
		for i := range x.mentions {
			m := &x.mentions[i]
			s.Mentions++
			for _, a := range m.gold.Actors {
				if a != nil {
					s.Parts++
				}
			}
			e := x.got[i]
			if e == "" {
				continue
			}
			s.Aligned++
			if it := (item{m.label, e}); m.gold.Type == event.Statement {
				statements = append(statements, it)
			} else {
				occasions = append(occasions, it)
			}
			actors = append(actors, matchActors(m.gold, c.people[e])...)
		}
	}
	s.AlignedParts = len(actors)
	s.Occasions, s.Statements, s.Actors = bcubed(occasions), bcubed(statements), bcubed(actors)
	s.MergedEvents, s.SplitEvents = confused(append(occasions, statements...))
	s.MergedActors, s.SplitActors = confused(actors)
	return s
}

// final compares what became of events. That of several in the graph counts which
// most articles tell of.
func (c *identities) final(gold []Article, reports []Report) (right, of int) {
	modality := map[string]event.Modality{}
	for _, r := range reports {
		modality[r.Event] = r.Modality
	}
	aligned := map[string]map[string]int{}
	for _, x := range c.cells {
		for i, e := range x.got {
			if m := &x.mentions[i]; m.gold.Type != event.Statement {
				if aligned[m.label] == nil {
					aligned[m.label] = map[string]int{}
				}
				aligned[m.label][e]++
			}
		}
	}
	for i := range gold {
		for label, want := range gold[i].FinalModality {
			if len(aligned[label]) == 0 {
				continue
			}
			best := slices.MinFunc(slices.Sorted(maps.Keys(aligned[label])), func(a, b string) int {
				return cmp.Compare(aligned[label][b], aligned[label][a])
			})
			of++
			if modality[best] == want {
				right++
			}
		}
	}
	return right, of
}

// matchActors finds the actors of the gold among those of an event of the graph:
// by the first name first, then by any, by surname, by a word.
func matchActors(g *Gold, people [][2]string) []item {
	tests := []func(string, []string) bool{
		func(n string, names []string) bool { return fold(n) == fold(names[0]) },
		func(n string, names []string) bool {
			return slices.ContainsFunc(names, func(a string) bool { return fold(n) == fold(a) || core(n) == core(a) })
		},
		same,
		sharesWord,
	}
	free := slices.Clone(people)
	done := map[int]bool{}
	var found []item
	for _, test := range tests {
		for k, a := range g.Actors {
			if a == nil || done[k] {
				continue
			}
			i := slices.IndexFunc(free, func(p [2]string) bool { return test(p[0], g.Participants[k]) })
			if i < 0 {
				continue
			}
			found = append(found, item{*a, free[i][1]})
			free = slices.Delete(free, i, i+1)
			done[k] = true
		}
	}
	return found
}

// weak are words of names that say little of whose name it is.
var weak = words(`bin ibn abu von van der del the and ministry foreign government`)

func sharesWord(name string, names []string) bool {
	for _, w := range strings.Fields(core(name)) {
		if len(w) <= 2 || weak[w] {
			continue
		}
		for _, a := range names {
			if slices.Contains(strings.Fields(core(a)), w) {
				return true
			}
		}
	}
	return false
}

func bcubed(items []item) BCubed {
	if len(items) == 0 {
		return BCubed{}
	}
	both, gold, graph := map[item]int{}, map[string]int{}, map[string]int{}
	for _, it := range items {
		both[it]++
		gold[it.gold]++
		graph[it.graph]++
	}
	b := BCubed{N: len(items)}
	for _, it := range items { // not the map: floats add up differently in another order
		n := float64(both[it])
		b.P += n / float64(graph[it.graph])
		b.R += n / float64(gold[it.gold])
	}
	b.P /= float64(b.N)
	b.R /= float64(b.N)
	b.F1 = 2 * b.P * b.R / (b.P + b.R)
	return b
}

// confused describes what is one in the graph and several in the gold, and the
// other way round.
func confused(items []item) (merged, split []string) {
	golds, graphs := map[string]map[string]bool{}, map[string]map[string]bool{}
	add := func(m map[string]map[string]bool, k, v string) {
		if m[k] == nil {
			m[k] = map[string]bool{}
		}
		m[k][v] = true
	}
	for _, it := range items {
		add(golds, it.graph, it.gold)
		add(graphs, it.gold, it.graph)
	}
	list := func(m map[string]map[string]bool) []string {
		var out []string
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if len(m[k]) > 1 {
				out = append(out, k+": "+strings.Join(slices.Sorted(maps.Keys(m[k])), ", "))
			}
		}
		return out
	}
	return list(golds), list(graphs)
}
