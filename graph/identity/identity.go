// Package identity says which actors of different articles are the same: the
// identity that demarche uses.
//
// The dictionaries know the people who matter most, with every spelling of their
// names; whom they know is left alone, as are states and organisations. For other
// people it goes by name and country:
//
//   - The spellings of a full name meet in one form, see name.go, whatever the
//     transliteration, the order, accents, particles, middle names' initials and
//     nicknames.
//   - The state or organisation for which an article says that they act is part of
//     who they are: a namesake of another country is another person.
//   - Whom an article names by surname alone, or not at all ("the spokesman"), is
//     somebody of this article: nothing says that another article's is the same.
//
// Decisions of people come last and always win, see decision.go.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// version changes whenever the answers can change.
const version = "identity/1"

// Identity implements [graph.Identity]. Use New to make one.
type Identity struct {
	decisions *Decisions
	hash      string
}

// New makes an identity. Decisions may be nil.
func New(d *Decisions) *Identity {
	if d == nil {
		d = &Decisions{}
	}
	return &Identity{decisions: d, hash: d.hash()}
}

// Name implements graph.Identity. It changes with the decisions.
func (x *Identity) Name() string {
	if x.hash == "" {
		return version
	}
	return version + " decisions/" + x.hash
}

// Actor implements graph.Identity.
func (x *Identity) Actor(a *graph.Article, _ *event.Event, p *event.Participant) string {
	id, _ := x.Explain(a, p)
	return id
}

// Body implements graph.Identity: only decisions change what is represented.
func (x *Identity) Body(represents string) string {
	if !strings.HasPrefix(represents, "org:") {
		return represents
	}
	return x.decisions.merged(represents)
}

// Explain returns the ID under which the graph keeps a participant, and why.
func (x *Identity) Explain(a *graph.Article, p *event.Participant) (id, why string) {
	id, why = recognise(a, p)
	for _, d := range x.decisions.apply(&id, a, p) {
		why += "; " + d.String()
	}
	return id, why
}

// recognise identifies a participant without decisions.
func recognise(a *graph.Article, p *event.Participant) (id, why string) {
	how, row, _ := strings.Cut(p.Via, ":")
	switch {
	case strings.HasPrefix(p.ID, "local:"):
		return p.ID + "@" + short(a.ID), "named in this article only as " + quoted(p.Name)
	case row != "":
		return p.ID, "dictionary row " + row + ", by " + how
	case p.Kind == event.Organization && how == "group":
		return p.ID + "@" + short(a.ID), "people whom this article names only as " + quoted(p.Name)
	case p.Kind != event.Person:
		return p.ID, "the name of " + article(p.Kind)
	case p.Via == "":
		return p.ID, "the ID that the events came with"
	}
	key, full := nameKey(p.Name, p.Represents)
	if !full {
		return p.ID + "@" + short(a.ID), "in no dictionary, and this article gives no full name: " + quoted(p.Name)
	}
	if p.Represents == "" {
		return "person:" + key, "in no dictionary; by the name " + quoted(p.Name)
	}
	return "person:" + key + "@" + suffix(p.Represents), "in no dictionary; by the name " + quoted(p.Name) + " and " + p.Represents
}

func article(k event.Kind) string {
	if k == event.Country {
		return "a state"
	}
	return "an organisation"
}

func quoted(s string) string { return "“" + s + "”" }

// suffix is what somebody represents as part of an ID.
func suffix(represents string) string {
	return strings.ToLower(strings.TrimPrefix(represents, "org:"))
}

// short stands for the ID of an article, which may be long.
func short(article string) string {
	sum := sha256.Sum256([]byte(article))
	return hex.EncodeToString(sum[:5])
}
