package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/demarche-graph/demarche/extract/event"
)

// Article is an annotated article, a line of a gold file.
type Article struct {
	ID        string `json:"id"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	Events    []Gold `json:"events"`
	// FinalModality says, by Gold.GID, what came of events that several articles
	// tell; it may stand with any of them.
	FinalModality map[string]event.Modality `json:"final_modality"`
}

// Gold is an event as a person annotated it.
type Gold struct {
	Type     event.Type     `json:"type"`
	Modality event.Modality `json:"modality"`
	// Participants holds for each party every name by which it may be called.
	Participants [][]string `json:"participants"`
	// Optional are parties that are neither asked for nor counted against.
	Optional []Names `json:"optional"`
	// GID is the same for every article that tells of the event; empty for an event
	// that only one tells.
	GID string `json:"gid"`
	// Actors holds for each of Participants who that is in every article; nil where
	// it was not annotated.
	Actors []*string `json:"actors"`
	// Date is empty when the article does not tell.
	Date  string `json:"date"`
	Place string `json:"place"`
	// Evidence is every sentence that tells of the event, verbatim.
	Evidence []string `json:"evidence"`
	// Continuation is sentences of a quotation without an attribution of their
	// own: neither asked for nor counted against.
	Continuation []string `json:"continuation"`
}

// Names is one name or a list of them.
type Names []string

// UnmarshalJSON reads either form.
func (n *Names) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*n = Names{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(n))
}

// ErrGold is wrapped by the error of a file that is no gold.
var ErrGold = errors.New("not a gold file")

// ReadGold reads annotated articles, one a line. name is that of the file, for
// errors.
func ReadGold(r io.Reader, name string) ([]Article, error) {
	var articles []Article
	seen := map[string]bool{}
	err := eachLine(r, name, func(line []byte) error {
		var a Article
		if err := json.Unmarshal(line, &a); err != nil {
			return fmt.Errorf("%w: %w", ErrGold, err)
		}
		switch {
		case a.ID == "" || a.Text == "":
			return fmt.Errorf("%w: an article needs id and text", ErrGold)
		case seen[a.ID]:
			return fmt.Errorf("%w: id %q was used before", ErrGold, a.ID)
		}
		seen[a.ID] = true
		for i, g := range a.Events {
			for _, s := range g.Evidence {
				if !strings.Contains(a.Text, s) {
					return fmt.Errorf("%w: event %d of %s: evidence %q is not in the text", ErrGold, i+1, a.ID, s)
				}
			}
		}
		articles = append(articles, a)
		return nil
	})
	if err == nil && len(articles) == 0 {
		err = fmt.Errorf("%s: %w: it holds no article", name, ErrGold)
	}
	return articles, err
}

// ReadEvents reads events, one a line, by the ID of their article.
func ReadEvents(r io.Reader, name string) (map[string][]event.Event, error) {
	by := map[string][]event.Event{}
	err := eachLine(r, name, func(line []byte) error {
		var e event.Event
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("not an event: %w", err)
		}
		by[e.ArticleID] = append(by[e.ArticleID], e)
		return nil
	})
	return by, err
}

// eachLine passes every line that is not blank to f and says where it failed.
func eachLine(r io.Reader, name string, f func([]byte) error) error {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if text := bytes.TrimSpace(line); len(text) > 0 {
			if err := f(text); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// span is a stretch of an article in code points, end exclusive.
type span struct{ start, end int }

// spans finds sentences in a text, each where it first stands.
func spans(text string, sentences []string) []span {
	var out []span
	for _, s := range sentences {
		if i := strings.Index(text, s); i >= 0 {
			start := utf8.RuneCountInString(text[:i])
			out = append(out, span{start, start + utf8.RuneCountInString(s)})
		}
	}
	return out
}

func (s span) meets(m event.Mention) bool { return m.Start < s.end && m.End > s.start }
