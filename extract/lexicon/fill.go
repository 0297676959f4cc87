package lexicon

import (
	"cmp"
	"slices"
	"strings"
)

// fill turns the checked tables into the indexed dictionaries.
func (l *Lexicon) fill(tables map[string][]*table) {
	surfaces := 0
	for _, kind := range []string{"countries", "people", "organisations", "offices", "bodies", "titles", "metonyms"} {
		for _, t := range tables[kind] {
			surfaces += len(t.rows) + t.bars
		}
	}
	l.index = newIndex(surfaces + 4096)
	each := func(kind string, do func(c []string)) {
		for _, t := range tables[kind] {
			for _, r := range t.rows {
				do(r.cells)
			}
		}
	}
	add := func(e Entry, surfaces ...string) {
		for _, s := range surfaces {
			if s != "" {
				e.Surface = s
				l.index.add(e)
			}
		}
	}
	each("countries", func(c []string) {
		k := &Country{Code: c[0], Name: c[2], Also: list(c[3]), People: list(c[5]), Capitals: list(c[6]), From: c[7], To: c[8]}
		for _, adj := range list(c[4]) {
			if form, ok := strings.CutSuffix(adj, "-"); ok {
				l.combining[form] = k
				continue
			}
			k.Adjectives = append(k.Adjectives, adj)
		}
		if len(k.Adjectives) > 0 {
			k.Adjective = k.Adjectives[0]
		}
		l.countries[k.Code] = k
		add(Entry{Sense: CountryName, Country: k}, k.Name)
		add(Entry{Sense: CountryName, Country: k}, list(c[3])...)
		add(Entry{Sense: CountryAdjective, Country: k}, k.Adjectives...)
		add(Entry{Sense: CountryPeople, Country: k}, list(c[5])...)
		add(Entry{Sense: Capital, Country: k}, k.Capitals...)
	})
	each("bodies", func(c []string) {
		b := &Body{ID: c[0], Pattern: c[1]}
		l.bodies[b.ID] = b
		add(Entry{Sense: BodyName, Body: b, lower: true}, list(c[2])...)
	})
	each("offices", func(c []string) {
		o := &Office{ID: c[0], Class: c[1], Body: c[2], Terms: cmp.Or(c[5], c[0])}
		l.offices[o.ID] = o
		add(Entry{Sense: OfficeName, Office: o, States: list(c[4]), lower: true}, list(c[3])...)
	})
	each("organisations", func(c []string) {
		o := &Organisation{ID: c[0], Name: c[1], Type: c[4], Of: c[5], Members: list(c[6])}
		l.organisations[o.ID] = o
		add(Entry{Sense: OrganisationName, Organisation: o}, o.Name)
		add(Entry{Sense: OrganisationName, Organisation: o}, list(c[2])...)
		for _, s := range list(c[3]) {
			// The article is no part of it: "the Quartet". "The group" is whichever was
			// named last, and no surface.
			if name, ok := strings.CutPrefix(s, "the "); !ok {
				add(Entry{Sense: OrganisationSecond, Organisation: o}, s)
			} else if strings.ToLower(name) != name {
				add(Entry{Sense: OrganisationSecond, Organisation: o}, name)
			}
		}
	})
	each("metonyms", func(c []string) {
		add(Entry{Sense: Metonym, Target: c[1]}, c[0])
	})
	each("titles", func(c []string) {
		add(Entry{Sense: TitleWord, TitleKind: c[1], Gender: c[2]}, c[0])
	})
	each("triggers", func(c []string) {
		t := &Trigger{Lemma: c[0], Noun: c[1] == "n", Type: c[2], Frame: map[string]bool{}}
		for _, f := range strings.Split(c[3], ",") {
			t.Frame[f] = true
		}
		l.triggers[c[1]+c[0]] = t
	})
	each("speech", func(c []string) {
		l.speech[c[0]] = &Speech{Lemma: c[0], takes: list(c[1]), CAMEO: c[2]}
	})
	each("remarks", func(c []string) {
		var m Remark
		for _, kind := range list(c[1]) {
			switch kind {
			case "stance":
				m.Stance = true
			case "issued":
				m.Issued = true
			case "text":
				m.Text = true
			case "hearers":
				m.Hearers = true
			}
		}
		m.Medium = c[2]
		l.remarks[c[0]] = m
	})
	each("callings", func(c []string) {
		l.private[c[0]] = true
	})
	each("navigation", func(c []string) {
		l.navigation = append(l.navigation, Phrase{Text: Fold(c[0]), Line: c[1]})
	})
	each("people", func(c []string) {
		p := &Person{ID: c[0], Name: c[1], Second: list(c[3]), Gender: c[4], State: c[5]}
		l.people[p.ID] = p
		l.coverage[p.State]++
		add(Entry{Sense: PersonName, Person: p}, p.Name)
		add(Entry{Sense: PersonName, Person: p}, list(c[2])...)
		add(Entry{Sense: PersonSecond, Person: p}, p.Second...)
	})
	each("terms", func(c []string) {
		p := l.people[c[0]]
		t := &Term{Person: p, Office: l.offices[c[1]], Body: c[2], From: c[3], To: c[4], Title: c[5]}
		p.Terms = append(p.Terms, t)
		h := holding{c[1], c[2]}
		l.holders[h] = append(l.holders[h], t)
	})
	byFrom := func(a, b *Term) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Person.ID, b.Person.ID), cmp.Compare(a.Office.ID, b.Office.ID))
	}
	for _, ts := range l.holders {
		slices.SortFunc(ts, byFrom)
	}
	for _, p := range l.people {
		slices.SortFunc(p.Terms, byFrom)
	}
	l.index.close()
}
