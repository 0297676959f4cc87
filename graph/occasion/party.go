package occasion

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// principals are the parties of an event ordered by ID, each once.
func principals(e *event.Event) []*event.Participant {
	ps := make([]*event.Participant, 0, len(e.Participants))
	for i := range e.Participants {
		if e.Participants[i].Role.Principal() {
			ps = append(ps, &e.Participants[i])
		}
	}
	slices.SortStableFunc(ps, func(a, b *event.Participant) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(ps, func(a, b *event.Participant) bool { return a.ID == b.ID })
}

// body is what a party acts for: a state for its people and the bodies of its
// government, itself for any other.
func body(p *event.Participant) string {
	switch p.Kind {
	case event.Person:
		return cmp.Or(graph.BodyID(p.Represents), p.ID)
	case event.Organization:
		// "org:tur-foreign-ministry" is Turkey; a movement that sits in Colombia is not.
		if strings.HasPrefix(p.ID, "org:"+strings.ToLower(p.Represents)+"-") {
			return graph.BodyID(p.Represents)
		}
	}
	return p.ID
}

// bodiesLimit is for how many bodies pairs are made. Of more, always the same are
// taken, so that two lists of who came to a summit share some.
const bodiesLimit = 6

// pairs returns every two bodies of an event, ordered, as keys. Two parties of
// one body make it a pair with itself.
func (a *account) pairs() []string {
	if len(a.parties) < 2 {
		return nil
	}
	bodies := slices.Clone(a.bodies)
	slices.Sort(bodies)
	bodies = slices.Compact(bodies)
	if len(bodies) == 1 {
		return []string{pair(bodies[0], bodies[0])}
	}
	if len(bodies) > bodiesLimit {
		slices.SortFunc(bodies, func(a, b string) int {
			x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
			return slices.Compare(x[:], y[:])
		})
		bodies = bodies[:bodiesLimit]
		slices.Sort(bodies)
	}
	var all []string
	for i := range bodies {
		for j := i + 1; j < len(bodies); j++ {
			all = append(all, pair(bodies[i], bodies[j]))
		}
	}
	return all
}

// pair is two IDs as one, short enough for a key.
func pair(a, b string) string {
	if s := a + "|" + b; len(s) <= 200 {
		return s
	}
	return digest([]string{a, b})
}

// parties is how far the parties of two accounts agree.
type parties struct {
	ok bool
	// score counts 2 for every actor that both name and 1 for one who stands for
	// another, less what only one of them names.
	score int
}

// partiesOf compares the parties of two accounts. SamePlace allows one of them to
// name more than the other.
func partiesOf(a, b *account, samePlace bool) parties {
	if len(a.parties) > len(b.parties) {
		a, b = b, a
	}
	as, bs := a.parties, b.parties
	var spent [16]bool // on the stack: this is asked very often
	used := spent[:]
	if len(bs) > len(spent) {
		used = make([]bool, len(bs))
	}
	exact := 0
	for _, p := range as {
		if j := indexOf(bs, p.ID); j >= 0 {
			used[j] = true
			exact++
		}
	}
	matched := exact
	for i, p := range as {
		if indexOf(bs, p.ID) >= 0 {
			continue
		}
		for j, q := range bs {
			// One acts for the other, or a body of its government is meant. Two
			// different people never stand for each other.
			if !used[j] && a.bodies[i] == b.bodies[j] && (p.Kind != event.Person || q.Kind != event.Person) {
				used[j] = true
				matched++
				break
			}
		}
	}
	n := parties{score: 2*exact + (matched - exact) - (len(as) - matched) - (len(bs) - matched)}
	switch {
	case matched < 2:
	case len(as) == len(bs) && matched == len(as):
		n.ok = true
	case len(as) == 2 && len(bs) == 3:
		// A third who was there, or a meeting of two beside one of three.
		n.ok = samePlace || a.event.Type == event.Call && b.event.Type == event.Call
	case len(as) == 2:
		// Two states may stand for a round of many; two people who met beside
		// it are another occasion.
		n.ok = samePlace && exact == 0
	default:
		n.ok = 5*matched >= 3*len(as)
	}
	return n
}

func indexOf(ps []*event.Participant, id string) int {
	for i := range ps {
		if ps[i].ID == id {
			return i
		}
	}
	return -1
}
