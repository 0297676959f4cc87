package graph

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
)

// tally counts how often each value of a node that many claims share was told.
// It is kept with the node, so that one more claim, or one less, can be counted
// without reading all the others.
type tally map[string]votes

func (t tally) add(field, value string, n int) {
	if value == "" {
		return
	}
	v := t[field]
	if v == nil {
		v = votes{}
		t[field] = v
	}
	if v.add(value, n); len(v) == 0 {
		delete(t, field)
	}
}

// merge adds another tally, whose counts may be negative.
func (t tally) merge(o tally) {
	for field, v := range o {
		for value, n := range v {
			t.add(field, value, n)
		}
	}
}

func (t tally) json() string {
	b, err := json.Marshal(t) // with sorted keys: the same tally is the same text
	if err != nil {
		panic(err) // maps of strings and numbers always have a JSON form
	}
	return string(b)
}

func readTally(table, id string, v any) (tally, error) {
	t := tally{}
	if v == nil {
		return t, nil
	}
	if err := json.Unmarshal([]byte(str(v)), &t); err != nil {
		return nil, fmt.Errorf("%w: the tally of %s %s: %w", ErrDamaged, table, id, err)
	}
	return t, nil
}

// tallies are those of many nodes, by ID.
type tallies map[string]tally

func (ts tallies) of(id string) tally {
	t := ts[id]
	if t == nil {
		t = tally{}
		ts[id] = t
	}
	return t
}

// Fields of an actor's tally. An actor exists as long as it has a part.
const (
	partField      = "part" // a role, or represented
	represented    = "represented"
	kindField      = "kind"
	nameField      = "name"
	canonicalField = "canonical"
	countryField   = "country"
)

// countActors adds what a claim tells of actors n times.
func (ts tallies) countActors(c *Claim, n int) {
	for i := range c.Event.Participants {
		p := &c.Event.Participants[i]
		t := ts.of(p.ID)
		t.add(partField, string(p.Role), n)
		t.add(kindField, string(p.Kind), n)
		t.add(nameField, p.Name, n)
		t.add(canonicalField, p.Canonical, n)
		if p.Represents != "" {
			if state(p.Represents) {
				t.add(countryField, p.Represents, n)
			}
			ts.of(BodyID(p.Represents)).add(partField, represented, n)
		}
	}
}

// BodyID is the actor that a Represents value names: "country:RUS" for the code
// of a state, an organisation's ID as it is.
func BodyID(represents string) string {
	if state(represents) {
		return "country:" + represents
	}
	return represents
}

// state reports whether s has the form of an ISO 3166-1 alpha-3 code.
func state(s string) bool {
	return len(s) == 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// actorRow makes the Actor node of a tally, nil when nothing tells of the actor.
func actorRow(id string, t tally, names Names) Row {
	if len(t[partField]) == 0 {
		return nil
	}
	prefix, tail, _ := strings.Cut(id, ":")
	kind := cmp.Or(t[kindField].best(), kindOf(prefix))
	country := t[countryField].best()
	if kind == string(event.Country) && state(tail) {
		country = tail
	}
	usual := ""
	if names != nil {
		usual = names(id)
	}
	name := cmp.Or(t[canonicalField].best(), usual, t[nameField].bestName(), tail, id)
	all := slices.Concat(slices.Collect(maps.Keys(t[nameField])), slices.Collect(maps.Keys(t[canonicalField])))
	slices.Sort(all)
	aliases := slices.Compact(all)
	var list any
	if len(aliases) > 0 {
		list = aliases
	}
	return Row{id, name, kind, text(country), list, foldNames(append([]string{name}, aliases...)), t.json()}
}

// kindOf is the kind of an actor that is only known as represented.
func kindOf(prefix string) string {
	if prefix == "country" {
		return string(event.Country)
	}
	return string(event.Organization)
}
