package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
)

// ErrInvalid is wrapped by the error of an article whose claims can't be loaded.
var ErrInvalid = errors.New("not loadable")

// idLimit and nameLimit bound what the databases' indexes have to take; longer
// values come from faulty input and would fail the batch they are in.
const (
	idLimit   = 500
	nameLimit = 1000
)

// Claim is one event as one article tells of it.
type Claim struct {
	Article *Article
	// Event is the event as told, with the actors under the IDs of the graph.
	// Don't change it.
	Event *event.Event
	// JSON is the event in the form in which it is kept: as the article tells it.
	JSON string
	// parties are the IDs of the principal participants, sorted, each once.
	parties []string
	// node is the Event node under which the claim is stored, empty when it is
	// not stored yet.
	node string
	// keys are those of the linker keyedBy, remembered.
	keys    Keys
	keyedBy string
	// memo is what the linker memoOf found out about the claim.
	memo   any
	memoOf string
}

// Memo keeps what a linker finds out about a claim, so that comparing it with
// many others does not find it out every time. Name is the linker's.
func (c *Claim) Memo(name string, find func() any) any {
	if c.memoOf != name {
		c.memo, c.memoOf = find(), name
	}
	return c.memo
}

// keysOf returns the linker's keys of the claim, with their prefixes, sorted,
// each once.
func (c *Claim) keysOf(l Linker) *Keys {
	if name := l.Name(); c.keyedBy != name {
		k := l.Keys(c)
		c.keys = Keys{Meet: under(meetPrefix, k.Meet), Offer: under(offerPrefix, k.Offer), Seek: under(seekPrefix, k.Seek)}
		if k.Pool != "" {
			c.keys.Pool = poolPrefix + k.Pool
		}
		c.keyedBy = name
	}
	return &c.keys
}

// Parties returns the IDs of the actors between whom the event took place,
// sorted. Don't change the slice.
func (c *Claim) Parties() []string { return c.parties }

// Told returns the event as the article tells it, with the IDs of actors that its
// reader gave.
func (c *Claim) Told() (*event.Event, error) {
	e := new(event.Event)
	if err := json.Unmarshal([]byte(c.JSON), e); err != nil {
		return nil, fmt.Errorf("%w: claim of article %s: %w", ErrDamaged, c.Article.ID, err)
	}
	return e, nil
}

// Prepared is one article's claims, checked and ready to be written.
type Prepared struct {
	Article Article
	Claims  []*Claim
	// Digest is the same when the article and all its claims are.
	Digest string
}

// Prepare checks one article's claims and brings them to the form in which they
// are stored. Who may be nil. Event IDs are assigned anew from content, so that no two events
// can share one, whatever a hand-written file says; About follows. The error
// wraps ErrInvalid.
func Prepare(c Claims, who Identity) (*Prepared, error) {
	a := c.Article
	if err := checkID("article id", a.ID); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	for _, s := range []*string{&a.URL, &a.Title, &a.Source, &a.Published, &a.SHA256, &a.Reader, &a.Sketch} {
		*s = strings.ToValidUTF8(*s, "\uFFFD")
	}
	if a.Published != "" && instant(a.Published) == "" {
		return nil, fmt.Errorf("%w: published %q is neither a day (2006-01-02) nor an instant of RFC 3339", ErrInvalid, a.Published)
	}
	events := make([]event.Event, len(c.Events))
	copy(events, c.Events)
	given := make(map[string]int, len(events))
	for i := range events {
		e := &events[i]
		if err := checkEvent(e, a.ID); err != nil {
			return nil, fmt.Errorf("%w: event %q: %w", ErrInvalid, e.ID, err)
		}
		if _, twice := given[e.ID]; twice {
			return nil, fmt.Errorf("%w: event id %q twice", ErrInvalid, e.ID)
		}
		given[e.ID] = i
	}
	event.AssignIDs(events)
	p := &Prepared{Article: a, Claims: make([]*Claim, len(events))}
	h := sha256.New()
	for _, s := range []string{a.ID, a.URL, a.Title, a.Source, a.Published, a.SHA256, a.Reader, a.Sketch} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	for i := range events {
		e := &events[i]
		about := make([]string, len(e.About))
		for j, id := range e.About {
			k, ok := given[id]
			if !ok || k == i {
				return nil, fmt.Errorf("%w: event %q is about %q, which is no other event of the article", ErrInvalid, c.Events[i].ID, id)
			}
			about[j] = events[k].ID
		}
		e.About = about
		claim, err := newClaim(&p.Article, e, who)
		if err != nil {
			return nil, fmt.Errorf("%w: event %q: %w", ErrInvalid, c.Events[i].ID, err)
		}
		p.Claims[i] = claim
	}
	slices.SortFunc(p.Claims, compareClaims) // the digest depends on what is claimed, not on the order
	for _, c := range p.Claims {
		h.Write([]byte(c.JSON))
	}
	p.Digest = hex.EncodeToString(h.Sum(nil)[:16])
	return p, nil
}

func newClaim(a *Article, e *event.Event, who Identity) (*Claim, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // quotes stay readable for those who look at the graph
	if err := enc.Encode(e); err != nil {
		return nil, err
	}
	s := strings.TrimSuffix(b.String(), "\n")
	if strings.Contains(s, `\ufffd`) {
		// Invalid UTF-8 was replaced; the graph has to agree with what is kept.
		return readClaim(a, s, who)
	}
	view, err := identify(a, e, who)
	if err != nil {
		return nil, err
	}
	return &Claim{Article: a, Event: view, JSON: s, parties: parties(view)}, nil
}

// readClaim makes a claim from the JSON that a store kept.
func readClaim(a *Article, s string, who Identity) (*Claim, error) {
	e := new(event.Event)
	if err := json.Unmarshal([]byte(s), e); err != nil {
		return nil, fmt.Errorf("claim of article %s: %w", a.ID, err)
	}
	view, err := identify(a, e, who)
	if err != nil {
		return nil, fmt.Errorf("claim of article %s: %w", a.ID, err)
	}
	return &Claim{Article: a, Event: view, JSON: s, parties: parties(view)}, nil
}

func checkEvent(e *event.Event, article string) error {
	if err := e.Validate(); err != nil {
		return err
	}
	if e.ArticleID != article {
		return fmt.Errorf("article_id %q is not that of the article, %q", e.ArticleID, article)
	}
	for i := range e.Participants {
		p := &e.Participants[i]
		if err := checkID("participant id", p.ID); err != nil {
			return err
		}
		if p.Represents != "" {
			if err := checkID("represents", p.Represents); err != nil {
				return err
			}
		}
		for _, name := range []string{p.Name, p.Canonical} {
			if len(name) > nameLimit {
				return fmt.Errorf("the name of %s has %d bytes, at most %d are taken", p.ID, len(name), nameLimit)
			}
		}
		switch p.Kind {
		case event.Person, event.Country, event.Organization:
		default:
			return fmt.Errorf("%s is of unknown kind %q", p.ID, p.Kind)
		}
		if roleRank(p.Role) == len(roles) {
			return fmt.Errorf("%s has unknown role %q", p.ID, p.Role)
		}
	}
	if e.Place != nil && (len(e.Place.Name) > nameLimit || len(e.Place.Country) > idLimit) {
		return fmt.Errorf("the place's name has more than %d bytes", nameLimit)
	}
	return nil
}

// checkID refuses what can't be a key: nothing, control characters, bytes that
// are no text, and more than an index takes.
func checkID(what, id string) error {
	switch {
	case id == "":
		return fmt.Errorf("no %s", what)
	case len(id) > idLimit:
		return fmt.Errorf("%s has %d bytes, at most %d are taken", what, len(id), idLimit)
	case !utf8.ValidString(id):
		return fmt.Errorf("%s %q is not UTF-8", what, id)
	case strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return fmt.Errorf("%s %q holds a control character", what, id)
	}
	return nil
}

// instant brings a publication time to a form that sorts: UTC with seconds. A
// day counts from its beginning. Empty when published is neither.
func instant(published string) string {
	for _, layout := range []string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, published); err == nil {
			return t.UTC().Format("2006-01-02T15:04:05Z")
		}
	}
	return ""
}

// day is the day of a publication time, as its own clock has it.
func day(published string) string {
	if len(published) < len(time.DateOnly) {
		return ""
	}
	return published[:len(time.DateOnly)]
}
