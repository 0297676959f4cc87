// Package lexicon is what demarche knows of the world before it reads an
// article: states and their capitals, buildings that stand for governments,
// ministries, organisations, and people with their dated terms of office. The
// knowledge lies in tab-separated tables (FORMAT.md), embedded in the program,
// over which a user may layer tables of the same form.
package lexicon

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

//go:embed data/*.tsv
var embedded embed.FS

// Lexicon is the dictionaries, indexed. It does not change after Load and may be
// used by many goroutines at once.
type Lexicon struct {
	countries     map[string]*Country
	people        map[string]*Person
	offices       map[string]*Office
	bodies        map[string]*Body
	organisations map[string]*Organisation
	// holders lists the terms of one office of one body, oldest first.
	holders   map[holding][]*Term
	triggers  map[string]*Trigger // by lemma and "n" or "v"
	speech    map[string]*Speech
	remarks   map[string]Remark
	private   map[string]bool
	combining map[string]*Country
	coverage  map[string]int
	// navigation lists the phrases of lines that are no part of an article.
	navigation []Phrase
	index      index
	hash       string
}

type holding struct{ office, body string }

// Load reads the embedded tables and, over them, the tables in the directories
// given: a row there with the id of an embedded row takes its place. The error
// joins every fault found, each with file and line.
func Load(dirs ...string) (*Lexicon, error) {
	tables, hash, err := read(dirs)
	if err != nil {
		return nil, err
	}
	l := &Lexicon{
		countries:     map[string]*Country{},
		people:        make(map[string]*Person, 1<<14),
		offices:       map[string]*Office{},
		bodies:        map[string]*Body{},
		organisations: make(map[string]*Organisation, 1<<13),
		holders:       make(map[holding][]*Term, 1<<13),
		triggers:      map[string]*Trigger{},
		speech:        map[string]*Speech{},
		remarks:       map[string]Remark{},
		private:       map[string]bool{},
		coverage:      map[string]int{},
		combining:     map[string]*Country{},
		hash:          hash,
	}
	l.fill(tables)
	return l, nil
}

// Hash is what Load's Hash would be, for those who need nothing else.
func Hash(dirs ...string) (string, error) {
	_, hash, err := read(dirs)
	return hash, err
}

// read reads the tables, embedded and layered, and makes their hash.
func read(dirs []string) (map[string][]*table, string, error) {
	sum := sha256.New()
	tables, faults := readTables(embedded, "data", sum, true)
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			faults = append(faults, fmt.Errorf("dictionaries: %s is no folder that can be read", dir))
			continue
		}
		more, ff := readTables(os.DirFS(dir), ".", sum, false)
		faults = append(faults, ff...)
		layer(tables, more)
	}
	if faults == nil && len(dirs) > 0 {
		faults = lint(tables) // those in the program are sound, which its tests see to
	}
	if faults != nil {
		return nil, "", fmt.Errorf("dictionaries are not usable:\n%w", errors.Join(faults...))
	}
	return tables, hex.EncodeToString(sum.Sum(nil))[:12], nil
}

// layer puts the rows of more over those of tables; a row with an id that is
// there already takes its place. Terms are only added.
func layer(tables, more map[string][]*table) {
	for kind, ts := range more {
		if columns[kind][0] == "id" {
			given := map[string]bool{}
			for _, t := range ts {
				for _, r := range t.rows {
					given[r.cells[0]] = true
				}
			}
			for _, t := range tables[kind] {
				t.rows = slices.DeleteFunc(t.rows, func(r row) bool { return given[r.cells[0]] })
			}
		}
		tables[kind] = append(tables[kind], ts...)
	}
}

// Hash identifies the state of all tables, embedded and layered.
func (l *Lexicon) Hash() string { return l.hash }

// Country returns the state with the ISO 3166-1 alpha-3 code, or nil.
func (l *Lexicon) Country(code string) *Country { return l.countries[code] }

// Combining returns the state whose adjective has a form inside compounds ("Sino"
// in "Sino-Indian"), or nil.
func (l *Lexicon) Combining(form string) *Country { return l.combining[form] }

// Countries returns every state, in the order of their codes.
func (l *Lexicon) Countries() []*Country {
	return slices.SortedFunc(maps.Values(l.countries), func(a, b *Country) int { return strings.Compare(a.Code, b.Code) })
}

// Person returns the person with the id ("vladimir-putin"), or nil.
func (l *Lexicon) Person(id string) *Person { return l.people[id] }

// Office returns the kind of office with the id ("foreign-minister"), or nil.
func (l *Lexicon) Office(id string) *Office { return l.offices[id] }

// Body returns the kind of body with the id ("foreign-ministry"), or nil.
func (l *Lexicon) Body(id string) *Body { return l.bodies[id] }

// Organisation returns the organisation with the id ("nato"), or nil.
func (l *Lexicon) Organisation(id string) *Organisation { return l.organisations[id] }

// Trigger returns the row of a verb's or a noun's lemma, or nil.
func (l *Lexicon) Trigger(lemma string, noun bool) *Trigger {
	if noun {
		return l.triggers["n"+lemma]
	}
	return l.triggers["v"+lemma]
}

// Speech returns the row of a verb's lemma, or nil.
func (l *Lexicon) Speech(lemma string) *Speech { return l.speech[lemma] }

// Remark returns what a noun's lemma is to speech; the zero Remark for most nouns.
func (l *Lexicon) Remark(lemma string) Remark { return l.remarks[lemma] }

// Private reports whether a noun's lemma is a calling by which a person speaks for
// no state, body or party: analyst, player, resident.
func (l *Lexicon) Private(lemma string) bool { return l.private[lemma] }

// Navigation returns the phrases of lines that are no part of an article.
func (l *Lexicon) Navigation() []Phrase { return l.navigation }

// Coverage tells how much the dictionary has of a state, in people: a measure of
// how often news is of it, for choosing between namesakes.
func (l *Lexicon) Coverage(code string) int { return l.coverage[code] }

// Holders returns the terms of those who held the office of the body on the day
// ("2006-01-02"), the latest to come into office first. The body is a state
// ("TUR"), an organisation ("org:nato") or a body of a state
// ("RUS/foreign-ministry").
func (l *Lexicon) Holders(office, body, day string) []*Term {
	var in []*Term
	for _, t := range l.holders[holding{office, body}] {
		if t.Covers(day) {
			in = append(in, t)
		}
	}
	slices.Reverse(in)
	return in
}

// check reads the tables in dir and returns them with what is wrong.
func check(fsys fs.FS, dir string) (map[string][]*table, []error) {
	tables, faults := readTables(fsys, dir, sha256.New(), false)
	if faults == nil {
		faults = lint(tables)
	}
	return tables, faults
}
