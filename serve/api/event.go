package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/demarche-graph/demarche/extract/event"
	"github.com/demarche-graph/demarche/graph"
	"github.com/demarche-graph/demarche/queries"
)

// EventIn are the parameters of Event.
type EventIn struct {
	Event string `json:"event" jsonschema:"ID of the event, or of one article's claim of it"`
}

// EventOut is everything about one event.
type EventOut struct {
	ID           string  `json:"id"`
	Type         string  `json:"type"`
	Medium       string  `json:"medium,omitempty"`
	Modality     string  `json:"modality" jsonschema:"as its reports together tell"`
	Date         string  `json:"date,omitempty" jsonschema:"as exactly as told"`
	Start        string  `json:"start,omitempty"`
	End          string  `json:"end,omitempty"`
	Precision    string  `json:"precision,omitempty"`
	Reported     string  `json:"reported,omitempty" jsonschema:"first day on which an article told of it"`
	Summary      string  `json:"summary"`
	CAMEO        string  `json:"cameo,omitempty"`
	Confidence   float64 `json:"confidence"`
	Place        *Place  `json:"place,omitempty"`
	Participants []Party `json:"participants"`
	// Reports are what articles tell.
	Reports       []Report       `json:"reports" jsonschema:"what each article tells, the earliest first"`
	Disagreements []Disagreement `json:"disagreements" jsonschema:"in what the articles contradict each other"`
	Announced     *Announcement  `json:"announced,omitempty" jsonschema:"the first article that told of it as planned or proposed"`
	Statements    []Statement    `json:"statements" jsonschema:"what was said about it"`
	About         []Entry        `json:"about" jsonschema:"the calls and talks that a statement is about"`
}

// Party is an actor's part in an event.
type Party struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Kind       string `json:"kind"`
	Role       string `json:"role"`
	Title      string `json:"title,omitempty"`
	Represents string `json:"represents,omitempty" jsonschema:"ISO code of a state or ID of an organisation for which the actor acted"`
}

// Report is what one article tells of an event.
type Report struct {
	Article   string    `json:"article"`
	Title     string    `json:"title,omitempty"`
	Source    string    `json:"source,omitempty"`
	Published string    `json:"published,omitempty"`
	URL       string    `json:"url,omitempty"`
	Modality  string    `json:"modality"`
	Date      string    `json:"date,omitempty"`
	Place     string    `json:"place,omitempty"`
	CopyOf    string    `json:"copy_of,omitempty" jsonschema:"ID of an earlier article with the same text, which is therefore no further source"`
	Mentions  []Mention `json:"mentions" jsonschema:"the sentences that tell of it"`
}

// Mention is a stretch of an article.
type Mention struct {
	Start int    `json:"start" jsonschema:"where it begins, in code points of the article's text"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Rule  string `json:"rule" jsonschema:"the rule that found it"`
	// Pieces are the same text, cut where something was read.
	Pieces []Piece `json:"pieces" jsonschema:"the same text cut into pieces, with what was read in each"`
}

// Piece is a part of a mention's text.
type Piece struct {
	Text  string `json:"text"`
	Kind  string `json:"kind,omitempty" jsonschema:"actor, date or place; absent for plain text"`
	Means string `json:"means,omitempty" jsonschema:"what the words were understood as"`
}

// Announcement is how an event was announced.
type Announcement struct {
	Article   string `json:"article"`
	Title     string `json:"title,omitempty"`
	Source    string `json:"source,omitempty"`
	Published string `json:"published,omitempty"`
	Modality  string `json:"modality"`
	Date      string `json:"date,omitempty" jsonschema:"the date that was announced"`
	Quote     string `json:"quote,omitempty"`
}

// account is one article's claim.
type account struct {
	Report
	claim event.Event
}

// Event is everything about one event.
func (a *API) Event(ctx context.Context, in EventIn) (*EventOut, error) {
	rows, _, err := a.run(ctx, "event", map[string]string{"event": in.Event})
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%w: the graph has no event %q", queries.ErrNone, in.Event)
	}
	r := rows[0]
	confidence, _ := r.cell("confidence").(float64)
	out := &EventOut{ID: r.text("event"), Type: r.text("type"), Medium: r.text("medium"), Modality: r.text("modality"), Date: r.text("date"),
		Start: r.text("date_start"), End: r.text("date_end"), Precision: r.text("precision"), Reported: r.text("reported"),
		Summary: r.text("summary"), CAMEO: r.text("cameo"), Confidence: confidence}
	if id := r.text("place_id"); id != "" {
		out.Place = &Place{ID: id, Name: r.text("place"), Country: r.text("country"), Lat: r.degrees("lat"), Lon: r.degrees("lon")}
	}
	accounts, err := a.accounts(ctx, out.ID)
	if err != nil {
		return nil, err
	}
	out.Reports = []Report{}
	for i := range accounts {
		out.Reports = append(out.Reports, accounts[i].Report)
	}
	if out.Participants, err = a.parties(ctx, out.ID); err != nil {
		return nil, err
	}
	out.Disagreements = disagreements(accounts)
	out.Announced = announcement(accounts)
	if out.Statements, err = a.saidAbout(ctx, out.ID); err != nil {
		return nil, err
	}
	out.About, err = a.about(ctx, accounts)
	return out, err
}

// accounts are the claims of an event, the earliest article first.
func (a *API) accounts(ctx context.Context, id string) ([]account, error) {
	rows, _, err := a.run(ctx, "claims", map[string]string{"event": id})
	if err != nil {
		return nil, err
	}
	var list []account
	var articles []*graph.Article
	for _, r := range rows {
		articles = append(articles, &graph.Article{ID: r.text("article"), SHA256: r.text("sha256"), Sketch: r.text("sketch")})
		one := account{Report: Report{Article: r.text("article"), Title: r.text("title"), Source: r.text("source"), Published: r.text("published"),
			URL: r.text("url"), Modality: r.text("modality"), Mentions: []Mention{}}}
		if err := json.Unmarshal([]byte(r.text("claim")), &one.claim); err != nil {
			return nil, fmt.Errorf("the claim of article %s: %w", one.Article, err)
		}
		if one.claim.Date != nil {
			one.Date = one.claim.Date.Value
		}
		if one.claim.Place != nil {
			one.Place = one.claim.Place.Name
		}
		for _, m := range one.claim.Mentions {
			one.Mentions = append(one.Mentions, Mention{m.Start, m.End, m.Text, m.Rule, pieces(&one.claim, m.Text)})
		}
		list = append(list, one)
	}
	for i, of := range graph.CopyOf(articles) {
		if of >= 0 && articles[of].ID != articles[i].ID { // an article may tell of one event twice
			list[i].CopyOf = articles[of].ID
		}
	}
	return list, nil
}

// pieces cuts a text where the words stand from which participants, date and
// place were read. Where two begin at the same letter the longer one counts.
func pieces(e *event.Event, s string) []Piece {
	var marks []Piece
	mark := func(words, kind, means string) {
		if words = strings.TrimSpace(words); words != "" {
			marks = append(marks, Piece{words, kind, means})
		}
	}
	for i := range e.Participants {
		p := &e.Participants[i]
		means := cmp.Or(p.Canonical, p.Name) + ", " + string(p.Role)
		mark(p.Text, "actor", means)
		mark(p.Name, "actor", means)
	}
	if e.Date != nil {
		mark(e.Date.Text, "date", e.Date.Value)
	}
	if e.Place != nil {
		mark(e.Place.Text, "place", strings.TrimSuffix(e.Place.Name+", "+e.Place.Country, ", "))
	}
	slices.SortStableFunc(marks, func(x, y Piece) int { return cmp.Compare(len(y.Text), len(x.Text)) })
	out := []Piece{}
	plain := 0
	for i := 0; i < len(s); i++ {
		at := slices.IndexFunc(marks, func(m Piece) bool { return strings.HasPrefix(s[i:], m.Text) && whole(s, i, i+len(m.Text)) })
		if at < 0 {
			continue
		}
		if plain < i {
			out = append(out, Piece{Text: s[plain:i]})
		}
		out = append(out, marks[at])
		plain = i + len(marks[at].Text)
		i = plain - 1
	}
	if plain < len(s) {
		out = append(out, Piece{Text: s[plain:]})
	}
	return out
}

// whole reports whether a stretch neither begins nor ends within a word.
func whole(s string, start, end int) bool {
	letter := func(b byte) bool { return b >= 0x80 || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' }
	return (start == 0 || !letter(s[start-1]) || !letter(s[start])) && (end == len(s) || !letter(s[end]) || !letter(s[end-1]))
}

// parties are those who took part.
func (a *API) parties(ctx context.Context, id string) ([]Party, error) {
	rows, _, err := a.run(ctx, "participants", map[string]string{"event": id})
	if err != nil {
		return nil, err
	}
	list := []Party{}
	for _, r := range rows {
		list = append(list, Party{ID: r.text("actor"), Name: r.text("name"), Kind: r.text("kind"), Role: r.text("role"), Title: r.text("title"), Represents: r.text("represents")})
	}
	// Parties come before those who hosted or mediated.
	slices.SortStableFunc(list, func(x, y Party) int {
		principal := func(p Party) int {
			if event.Role(p.Role).Principal() {
				return 0
			}
			return 1
		}
		return cmp.Compare(principal(x), principal(y))
	})
	return list, nil
}

// announcement is the first account of the event as planned or proposed, nil
// when there is none.
func announcement(accounts []account) *Announcement {
	for i := range accounts {
		one := &accounts[i]
		if m := event.Modality(one.Modality); m != event.Planned && m != event.Proposed {
			continue
		}
		a := &Announcement{Article: one.Article, Title: one.Title, Source: one.Source, Published: one.Published, Modality: one.Modality, Date: one.Date}
		if len(one.Mentions) > 0 {
			a.Quote = one.Mentions[0].Text
		}
		return a
	}
	return nil
}

// saidAbout are the statements about a call or talks.
func (a *API) saidAbout(ctx context.Context, id string) ([]Statement, error) {
	rows, _, err := a.run(ctx, "statements-about", map[string]string{"event": id, "limit": "100"})
	if err != nil {
		return nil, err
	}
	list := []Statement{}
	for _, r := range rows {
		list = append(list, Statement{Date: r.text("date"), Reported: r.text("reported"), Speakers: r.texts("speakers"), Quote: r.text("quote"),
			Title: r.text("title"), Article: r.text("article"), Event: r.text("event")})
	}
	return list, nil
}

// about are the events that a statement is about, as entries without parties.
func (a *API) about(ctx context.Context, accounts []account) ([]Entry, error) {
	list := []Entry{}
	for i := range accounts {
		for _, claim := range accounts[i].claim.About {
			rows, _, err := a.run(ctx, "event", map[string]string{"event": claim})
			if errors.Is(err, queries.ErrNone) {
				continue // another article was loaded meanwhile
			}
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				e := Entry{ID: r.text("event"), Type: r.text("type"), Modality: r.text("modality"), Date: r.text("date"), Start: r.text("date_start"), End: r.text("date_end"),
					Precision: r.text("precision"), Reported: r.text("reported"), Summary: r.text("summary"), Place: r.text("place"), Country: r.text("country"), Participants: []string{}}
				if !slices.ContainsFunc(list, func(x Entry) bool { return x.ID == e.ID }) {
					list = append(list, e)
				}
			}
		}
	}
	return list, nil
}
