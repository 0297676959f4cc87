package graph

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// sums are the changes of the nodes and edges that sum up what many events or
// claims tell: counts to be added to those in the store, negative ones to be
// taken away.
type sums struct {
	actors, places tallies
	contacts       map[pair]counts[contact]
	services       map[pair]counts[service]
}

// counts says how often values were added, or taken away when n is negative.
type counts[V comparable] []counted[V]

type counted[V comparable] struct {
	value V
	n     int
}

// net returns the counts with each value once and without those that add up to
// nothing. Most hold one value, few hold thousands.
func net[V comparable](all map[pair]counts[V]) map[pair]counts[V] {
	left := make(map[pair]counts[V], len(all))
	for p, c := range all {
		if len(c) > 1 {
			sum := make(map[V]int, len(c))
			for _, counted := range c {
				sum[counted.value] += counted.n
			}
			c = c[:0]
			for v, n := range sum {
				if n != 0 {
					c = append(c, counted[V]{v, n})
				}
			}
		}
		if len(c) > 0 {
			left[p] = c
		}
	}
	return left
}

// apply reads the rows that change, adds the counts, and puts what becomes of
// them into changes. It returns, by table, the rows for which adding is not
// enough: the first or last of what they sum up went.
func (s *sums) apply(ctx context.Context, tx Tx, changes *Changes, names Names) (map[string][]Row, error) {
	actors := map[string]bool{}
	for id, t := range s.actors {
		if len(t) > 0 {
			actors[id] = true
		}
	}
	// The edges are locked by the actors at their ends.
	for p := range s.contacts {
		actors[p[0]], actors[p[1]] = true, true
	}
	for p := range s.services {
		actors[p[0]], actors[p[1]] = true, true
	}
	err := addTallies(ctx, tx, changes, ActorNode, slices.Sorted(maps.Keys(actors)), s.actors,
		func(id string, t tally) Row { return actorRow(id, t, names) })
	if err != nil {
		return nil, err
	}
	var places []string
	for id, t := range s.places {
		if len(t) > 0 {
			places = append(places, id)
		}
	}
	slices.Sort(places)
	if err := addTallies(ctx, tx, changes, PlaceNode, places, s.places, placeRow); err != nil {
		return nil, err
	}
	again := map[string][]Row{}
	if err := addPairs(ctx, tx, changes, again, TalkedToEdge, s.contacts, addContacts); err != nil {
		return nil, err
	}
	if err := addPairs(ctx, tx, changes, again, RepresentsEdge, s.services, addServices); err != nil {
		return nil, err
	}
	return again, nil
}

// addTallies adds tallies to those of stored nodes and makes their rows anew.
// All ids are read, and so locked, also those without a tally.
func addTallies(ctx context.Context, tx Tx, changes *Changes, table string, ids []string, ts tallies, rowOf func(string, tally) Row) error {
	if len(ids) == 0 {
		return nil
	}
	stored, err := tx.Rows(ctx, table, singles(ids))
	if err != nil {
		return err
	}
	rows := map[string]Row{}
	for _, r := range stored {
		rows[r[0].(string)] = r
	}
	column := TableNamed(table).Column("tally")
	for _, id := range ids {
		change := ts[id]
		if len(change) == 0 {
			continue
		}
		old := rows[id]
		t := tally{}
		if old != nil {
			if t, err = readTally(table, id, old[column]); err != nil {
				return err
			}
		}
		t.merge(change)
		changes.put(table, old, rowOf(id, t))
	}
	return nil
}

// addPairs adds counts to those of stored edges and makes their rows anew.
func addPairs[V comparable](ctx context.Context, tx Tx, changes *Changes, again map[string][]Row, table string,
	all map[pair]counts[V], add func(pair, Row, counts[V]) (Row, bool)) error {
	if len(all) == 0 {
		return nil
	}
	pairs := slices.SortedFunc(maps.Keys(all), func(a, b pair) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	keys := make([][]string, len(pairs))
	for i, p := range pairs {
		keys[i] = []string{p[0], p[1]}
	}
	stored, err := tx.Rows(ctx, table, keys)
	if err != nil {
		return err
	}
	rows := make(map[pair]Row, len(stored))
	for _, r := range stored {
		rows[pair{r[0].(string), r[1].(string)}] = r
	}
	for _, p := range pairs {
		row, recount := add(p, rows[p], all[p])
		if recount && rows[p] != nil {
			again[table] = append(again[table], rows[p])
			continue
		}
		changes.put(table, rows[p], row)
	}
	return nil
}

// recount returns the changes of rows, given as they are stored, to what the
// events now imply.
func recount(ctx context.Context, tx Tx, again map[string][]Row) (*Changes, error) {
	changes := newChanges()
	for _, table := range []string{TalkedToEdge, RepresentsEdge} {
		if len(again[table]) == 0 {
			continue
		}
		var keys [][]string
		for _, r := range again[table] {
			keys = append(keys, []string{r[0].(string), r[1].(string)})
		}
		rows, err := tx.Recount(ctx, table, keys)
		if err != nil {
			return nil, err
		}
		now := map[string]Row{}
		t := TableNamed(table)
		for _, r := range rows {
			now[t.KeyOf(r)] = r
		}
		for _, old := range again[table] {
			changes.put(table, old, now[t.KeyOf(old)])
		}
	}
	changes.sort()
	return changes, nil
}

// singles makes IDs keys of one part.
func singles(ids []string) [][]string {
	keys := make([][]string, len(ids))
	for i, id := range ids {
		keys[i] = []string{id}
	}
	return keys
}
