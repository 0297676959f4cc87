package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// faultLimit is how many differences Check describes; the rest are counted.
const faultLimit = 50

// Check compares what a store holds, read with dump, with what its claims imply,
// and describes the differences. The whole graph passes through memory: about 5
// kB for each event.
func Check(ctx context.Context, dump func(ctx context.Context, table string, each func(Row) error) error, r Rules) ([]string, error) {
	claims, err := storedClaims(ctx, dump, r.Actors)
	if err != nil {
		return nil, err
	}
	want := Project(claims, r.Linker, r.Names)
	var faults []string
	for i := range tables {
		t := &tables[i]
		missing := make(map[string]Row, len(want[t.Name]))
		for _, r := range want[t.Name] {
			missing[t.KeyOf(r)] = r
		}
		seen := make(map[string]bool, len(missing))
		err := dump(ctx, t.Name, func(r Row) error {
			k := t.KeyOf(r)
			switch w := missing[k]; {
			case seen[k]:
				faults = append(faults, t.describe(r)+": is there twice")
			case w == nil:
				faults = append(faults, t.describe(r)+": no claim implies it")
			default:
				faults = append(faults, t.differences(r, w)...)
			}
			seen[k] = true
			delete(missing, k)
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, k := range slices.Sorted(maps.Keys(missing)) {
			faults = append(faults, t.describe(missing[k])+": is missing")
		}
	}
	if more := len(faults) - faultLimit; more > 0 {
		faults = append(faults[:faultLimit:faultLimit], fmt.Sprintf("and %d more", more))
	}
	return faults, nil
}

// storedClaims reads every article with its claims.
func storedClaims(ctx context.Context, dump func(context.Context, string, func(Row) error) error, who Identity) ([]*Prepared, error) {
	var stored []Stored
	articles := map[string]Article{}
	err := dump(ctx, ArticleNode, func(r Row) error {
		a := ArticleOf(r)
		articles[a.ID] = a
		stored = append(stored, Stored{Article: a})
		return nil
	})
	if err != nil {
		return nil, err
	}
	claim := TableNamed(ReportsEdge).Column("claim")
	err = dump(ctx, ReportsEdge, func(r Row) error {
		a, ok := articles[r[0].(string)]
		if !ok {
			return fmt.Errorf("%w: article %s tells of an event but is not there; or something was written meanwhile", ErrDamaged, r[0])
		}
		stored = append(stored, Stored{Article: a, Node: r[1].(string), Claim: str(r[claim])})
		return nil
	})
	if err != nil {
		return nil, err
	}
	put, err := Reload(stored, who)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return put, nil
}

// ArticleOf reads an Article row.
func ArticleOf(r Row) Article {
	return Article{ID: str(r[0]), URL: str(r[1]), Title: str(r[2]), Source: str(r[3]), Published: str(r[4]), SHA256: str(r[5]), Reader: str(r[6]), Sketch: str(r[7])}
}

// describe names a row for people.
func (t *Table) describe(r Row) string {
	s := t.Name
	for i := range t.Key {
		s += fmt.Sprintf(" %s", r[i])
	}
	return s
}

func (t *Table) differences(have, want Row) []string {
	var faults []string
	for i := range t.Columns {
		if !equalValues(have[i], want[i]) {
			faults = append(faults, fmt.Sprintf("%s: %s is %s, its claims imply %s", t.describe(want), t.Columns[i].Name, show(have[i]), show(want[i])))
		}
	}
	return faults
}

func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "empty"
	case string:
		return fmt.Sprintf("%q", oneLine(v, 200))
	}
	return fmt.Sprint(v)
}
