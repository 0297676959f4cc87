package identity

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
)

// ErrDecision is wrapped by every error about a decision that can't be taken.
var ErrDecision = errors.New("not a decision")

// The actions.
const (
	Merge = "merge" // one actor is another
	Split = "split" // some of what was taken for an actor is about another
)

// Header begins a file of decisions.
const Header = `# demarche decisions, format 1: who is whom, decided by people. docs/identity.md tells what the columns mean.
action	actor	into	where	day	why
`

// Decision is a line of the file.
type Decision struct {
	// Action is Merge or Split.
	Action string
	// Actor is the ID that the graph would have, and Into the ID that it is to have.
	Actor, Into string
	// Where says, for a split, which articles' or whose part: conditions divided
	// by "|", of which one has to hold. See docs/identity.md.
	Where string
	// Day is when it was decided, and Why for what reason; both for people.
	Day, Why string
	// at is the line of the file.
	at string
}

// String tells the decision.
func (d *Decision) String() string {
	s := "decision " + d.Action + " " + d.Actor + " into " + d.Into
	if d.Where != "" {
		s += " where " + d.Where
	}
	if d.at != "" {
		s += " (" + d.at + ")"
	}
	if d.Why != "" {
		s += ": " + d.Why
	}
	return s
}

// Decisions are those of one file. The zero value is none.
type Decisions struct {
	all    []Decision
	merges map[string]*Decision
	splits map[string][]*Decision
}

// Read reads a file of decisions; one that does not exist holds none. An error
// names the line and what to do.
func Read(path string) (*Decisions, error) {
	d := &Decisions{}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" || strings.HasPrefix(line, "action\t") {
			continue
		}
		cells := append(strings.Split(line, "\t"), "", "", "", "", "")
		x := Decision{Action: cells[0], Actor: cells[1], Into: cells[2], Where: cells[3], Day: cells[4], Why: cells[5], at: fmt.Sprintf("%s:%d", path, n)}
		if err := d.add(x); err != nil {
			return nil, fmt.Errorf("%s: %w", x.at, err)
		}
	}
	return d, nil
}

// Append adds a decision to the file, which is made when it is missing. One that
// contradicts another, or changes nothing, is refused.
func Append(path string, x Decision) error {
	d, err := Read(path)
	if err != nil {
		return err
	}
	if err := d.add(x); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, cell := range []string{x.Actor, x.Into, x.Where, x.Day, x.Why} {
		if strings.ContainsAny(cell, "\t\n\r") {
			return fmt.Errorf("%w: %q holds a tab or a line break", ErrDecision, cell)
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	line := strings.TrimRight(strings.Join([]string{x.Action, x.Actor, x.Into, x.Where, x.Day, x.Why}, "\t"), "\t") + "\n"
	if end, err := f.Seek(0, 2); err == nil && end == 0 {
		line = Header + line
	} else if last := make([]byte, 1); err == nil {
		if _, err := f.ReadAt(last, end-1); err == nil && last[0] != '\n' {
			line = "\n" + line
		}
	}
	_, err = f.WriteString(line)
	return errors.Join(err, f.Close())
}

// add takes a decision after it was checked against the others.
func (d *Decisions) add(x Decision) error {
	kind, _, ok := strings.Cut(x.Actor, ":")
	into, _, ok2 := strings.Cut(x.Into, ":")
	switch {
	case x.Action != Merge && x.Action != Split:
		return fmt.Errorf("%w: the action is %q, it can be %s or %s", ErrDecision, x.Action, Merge, Split)
	case !ok || !ok2:
		return fmt.Errorf("%w: %q and %q must be IDs of actors, such as person:vladimir-putin: demarche actors lists them", ErrDecision, x.Actor, x.Into)
	case x.Actor == x.Into:
		return fmt.Errorf("%w: %s is to become itself", ErrDecision, x.Actor)
	case kind != into && kind != "local":
		return fmt.Errorf("%w: %s and %s are of different kinds", ErrDecision, x.Actor, x.Into)
	case kind == "country":
		return fmt.Errorf("%w: a state can't be merged or split: correct the dictionaries", ErrDecision)
	}
	if d.merges == nil {
		d.merges, d.splits = map[string]*Decision{}, map[string][]*Decision{}
	}
	if x.Action == Split {
		if err := checkWhere(x.Where); err != nil {
			return err
		}
		d.all = append(d.all, x)
		d.splits[x.Actor] = append(d.splits[x.Actor], &x)
		return nil
	}
	if x.Where != "" {
		return fmt.Errorf("%w: a merge is of all of %s: %q has no place here", ErrDecision, x.Actor, x.Where)
	}
	if o := d.merges[x.Actor]; o != nil {
		return fmt.Errorf("%w: %s is merged into %s already", ErrDecision, x.Actor, o.Into)
	}
	if d.merged(x.Into) == x.Actor {
		return fmt.Errorf("%w: %s is merged into %s already: both can't be", ErrDecision, x.Into, x.Actor)
	}
	d.all = append(d.all, x)
	d.merges[x.Actor] = &x
	return nil
}

// merged follows merges from an ID to the last one.
func (d *Decisions) merged(id string) string {
	for d.merges[id] != nil { // in no circle: see add
		id = d.merges[id].Into
	}
	return id
}

// apply brings the ID of a participant to the one that decisions give it, and
// returns these in the order in which they did: a split of an actor comes before
// its merge, and each decision counts once.
func (d *Decisions) apply(id *string, a *graph.Article, p *event.Participant) []*Decision {
	var by []*Decision
	for {
		next := d.merges[*id]
		for _, x := range d.splits[*id] {
			if !slices.Contains(by, x) && x.concerns(a, p) {
				next = x
				break
			}
		}
		if next == nil || slices.Contains(by, next) {
			return by
		}
		by = append(by, next)
		*id = next.Into
	}
}

// concerns reports whether one of a split's conditions holds.
func (d *Decision) concerns(a *graph.Article, p *event.Participant) bool {
	for c := range strings.SplitSeq(d.Where, "|") {
		if holds(c, a, p) {
			return true
		}
	}
	return false
}

// Conditions of a split.
const (
	articleIs    = "article:"
	representsIs = "represents:"
	beforeDay    = "before:"
	sinceDay     = "since:"
)

func checkWhere(where string) error {
	if where == "" {
		return fmt.Errorf("%w: a split has to say where the other actor is meant: article:ID, represents:CODE, before:DAY or since:DAY", ErrDecision)
	}
	for c := range strings.SplitSeq(where, "|") {
		kind, value, _ := strings.Cut(c, ":")
		switch kind + ":" {
		case articleIs, representsIs:
			if value != "" {
				continue
			}
		case beforeDay, sinceDay:
			if _, err := time.Parse(time.DateOnly, value); err == nil {
				continue
			}
		}
		return fmt.Errorf("%w: %q is no condition: give article:ID, represents:CODE, before:2001-12-31 or since:2001-12-31", ErrDecision, c)
	}
	return nil
}

// holds reports whether a condition is true of a participant in an article.
func holds(c string, a *graph.Article, p *event.Participant) bool {
	kind, value, _ := strings.Cut(c, ":")
	day := a.Published[:min(len(a.Published), len(time.DateOnly))]
	switch kind + ":" {
	case articleIs:
		return a.ID == value
	case representsIs:
		return p.Represents == value
	case beforeDay:
		return day != "" && day < value
	case sinceDay:
		return day >= value
	}
	return false
}

// hash is the same for decisions that do the same; empty for none.
func (d *Decisions) hash() string {
	if len(d.all) == 0 {
		return ""
	}
	var lines []string
	for i, x := range d.all {
		n := 0
		if x.Action == Split {
			n = i // of several splits of one actor the first decides
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s\t%d", x.Action, x.Actor, x.Into, x.Where, n))
	}
	slices.SortFunc(lines, cmp.Compare)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:6])
}

// All returns the decisions in the order of the file.
func (d *Decisions) All() []Decision { return slices.Clone(d.all) }
