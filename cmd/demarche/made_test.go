package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/demarche-graph/demarche/graph"
)

// many makes articles, a line each, that tell of as many events.
func many(n int) string {
	people := []string{"Sergey Lavrov", "Marco Rubio", "Hakan Fidan", "Wang Yi", "Abbas Araghchi", "Prince Faisal bin Farhan", "Radoslaw Sikorski"}
	cities := []string{"Geneva", "Istanbul", "Vienna", "Doha", "Cairo"}
	var b strings.Builder
	day := time.Date(2025, 1, 6, 0, 0, 0, 0, time.UTC)
	for i := range n {
		one, other := people[i%len(people)], people[(i+1+i/len(people)%(len(people)-1))%len(people)]
		on := day.AddDate(0, 0, i%300)
		line, _ := json.Marshal(map[string]string{
			"id": fmt.Sprintf("made-%05d", i), "title": "Ministers meet", "published": on.Format(time.DateOnly),
			"text": fmt.Sprintf("%s and %s held talks in %s on %s. %s said that the talks had been useful.", one, other, cities[i%len(cities)], on.Weekday(), one),
		})
		fmt.Fprintf(&b, "%s\n", line)
	}
	return b.String()
}

// counts are the numbers of rows in the store, table by table.
func counts(t *testing.T) string {
	t.Helper()
	return demarche(t, "", "store", "stats").must(t, codeDone).stdout
}

// loaded is how many articles the store holds, 0 while there is none.
func loaded(t *testing.T) int {
	t.Helper()
	r := demarche(t, "", "store", "stats")
	for line := range strings.Lines(r.stdout) {
		if f := strings.Fields(line); len(f) == 2 && f[0] == graph.ArticleNode {
			n := 0
			if _, err := fmt.Sscan(f[1], &n); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			return n
		}
	}
	return 0
}

// stores runs a test on SQLite and, when there is one, on Neo4j.
func stores(t *testing.T, f func(t *testing.T)) {
	t.Run("sqlite", func(t *testing.T) {
		newWorkplace(t)
		f(t)
	})
	t.Run("neo4j", func(t *testing.T) {
		newWorkplace(t)
		withNeo4j(t)
		f(t)
	})
}

func TestManyIsRead(t *testing.T) {
	newWorkplace(t)
	lines := strings.Split(strings.TrimSpace(demarche(t, many(50), "extract", "-").must(t, codeDone).stdout), "\n")
	talks := slices.DeleteFunc(lines, func(l string) bool { return !strings.Contains(l, `"type":"talks"`) })
	if len(talks) != 50 {
		t.Errorf("%d talks in 50 articles: other tests lean on one in each", len(talks))
	}
}

// diverse makes articles, a line each, about so many states that few of them are
// about the same: of most events one article tells, of some two or three.
func diverse(n int) string {
	states := []string{"France", "Chile", "Japan", "Kenya", "Norway", "Brazil", "Egypt", "Vietnam", "Poland", "Mexico", "Ghana", "Jordan", "Canada", "Peru", "Greece", "Nepal", "Morocco", "Finland",
		"Cuba", "Angola", "Sweden", "Iraq", "Spain", "Kuwait", "Malta", "Laos", "Senegal", "Hungary", "Bolivia", "Oman", "Latvia", "Zambia", "Austria", "Mongolia", "Tunisia", "Portugal"}
	cities := []string{"Geneva", "Istanbul", "Vienna", "Doha", "Cairo"}
	var b strings.Builder
	day := time.Date(2015, 1, 5, 0, 0, 0, 0, time.UTC)
	for i := range n {
		event := i * 2 / 3 // every second event is told twice
		one := states[event%len(states)]
		other := states[(event%len(states)+1+event/len(states)%(len(states)-1))%len(states)]
		on := day.AddDate(0, 0, event/40)
		line, _ := json.Marshal(map[string]string{
			"id": fmt.Sprintf("made-%06d", i), "title": "Ministers meet", "published": on.Format(time.DateOnly),
			"text": fmt.Sprintf("The foreign ministers of %s and %s held talks in %s on %s. They met for the %d. time, said the foreign ministry of %s.", one, other, cities[event%len(cities)], on.Weekday(), i, one),
		})
		fmt.Fprintf(&b, "%s\n", line)
	}
	return b.String()
}

func TestDiverseIsRead(t *testing.T) {
	newWorkplace(t)
	lines := strings.Split(strings.TrimSpace(demarche(t, diverse(60), "extract", "-").must(t, codeDone).stdout), "\n")
	talks := slices.DeleteFunc(lines, func(l string) bool { return !strings.Contains(l, `"type":"talks"`) })
	if len(talks) < 60 {
		t.Errorf("%d talks in 60 articles: other tests lean on one in each", len(talks))
	}
	demarche(t, diverse(60), "ingest", "-").must(t, codeDone)
	for line := range strings.Lines(counts(t)) {
		if f := strings.Fields(line); len(f) == 2 && f[0] == graph.EventNode && f[1] != "100" {
			t.Errorf("%s events, want 40 talks, half of them told twice, and 60 statements", f[1])
		}
	}
}
