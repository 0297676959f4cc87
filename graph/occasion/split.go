package occasion

import (
	"cmp"
	"slices"

	"github.com/demarche-graph/demarche/graph"
)

// class is claims that tell the same, one of each article.
type class struct {
	name   string
	rank   int // where articles tell of several such occasions, the how-manieth
	claims []*graph.Claim
}

// divide puts claims into groups of which every two may be about one occasion,
// those that are most alike first. Two claims of one article end in two groups:
// where several articles tell of two such occasions on one day, the first of one
// is the first of the other.
func divide(claims []*graph.Claim, name func(*account) string, like func(a, b *account) (int, bool)) [][]*graph.Claim {
	classes := classesOf(claims, name)
	type edge struct{ score, i, j int }
	var edges []edge
	may := make([][]bool, len(classes))
	for i := range classes {
		may[i] = make([]bool, len(classes))
		for j := range i {
			score, ok := like(of(classes[i].claims[0]), of(classes[j].claims[0]))
			may[i][j], may[j][i] = ok, ok
			if ok {
				if classes[i].rank != classes[j].rank {
					score-- // the first with the first, rather
				}
				edges = append(edges, edge{score, j, i})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	group := make([]int, len(classes))
	members := make([][]int, len(classes))
	articles := make([]map[string]bool, len(classes))
	for i, c := range classes {
		group[i], members[i], articles[i] = i, []int{i}, map[string]bool{}
		for _, cl := range c.claims {
			articles[i][cl.Article.ID] = true
		}
	}
	for _, e := range edges {
		a, b := group[e.i], group[e.j]
		if a == b || share(articles[a], articles[b]) || !all(members[a], members[b], may) {
			continue
		}
		for _, m := range members[b] {
			group[m] = a
		}
		members[a] = append(members[a], members[b]...)
		for id := range articles[b] {
			articles[a][id] = true
		}
	}
	var groups [][]*graph.Claim
	for i := range classes {
		if group[i] != i {
			continue
		}
		var g []*graph.Claim
		for _, m := range members[i] {
			g = append(g, classes[m].claims...)
		}
		groups = append(groups, g)
	}
	return groups
}

func share(a, b map[string]bool) bool {
	for id := range a {
		if b[id] {
			return true
		}
	}
	return false
}

func all(a, b []int, may [][]bool) bool {
	for _, i := range a {
		for _, j := range b {
			if !may[i][j] {
				return false
			}
		}
	}
	return true
}

// classesOf sorts claims into classes, ordered by name.
func classesOf(claims []*graph.Claim, name func(*account) string) []class {
	byName := map[string][]*graph.Claim{}
	for _, c := range claims {
		n := name(of(c))
		byName[n] = append(byName[n], c)
	}
	var classes []class
	for n, cs := range byName {
		slices.SortFunc(cs, func(a, b *graph.Claim) int {
			return cmp.Or(cmp.Compare(a.Article.ID, b.Article.ID),
				cmp.Compare(a.Event.Mentions[0].Start, b.Event.Mentions[0].Start), cmp.Compare(a.Event.ID, b.Event.ID))
		})
		rank := map[string]int{}
		var ranked []class
		for _, c := range cs {
			r := rank[c.Article.ID]
			rank[c.Article.ID]++
			if r == len(ranked) {
				ranked = append(ranked, class{name: n, rank: r})
			}
			ranked[r].claims = append(ranked[r].claims, c)
		}
		classes = append(classes, ranked...)
	}
	slices.SortFunc(classes, func(a, b class) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.rank, b.rank)) })
	return classes
}
