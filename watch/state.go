package watch

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/demarche-graph/demarche/extract/article"
)

// stateSchema names the form of the state, in the file itself.
const stateSchema = "demarche.watch/1"

// state is what a watcher remembers, as it stands in its file.
type state struct {
	Schema string           `json:"schema"`
	Feeds  map[string]*feed `json:"feeds"`
}

// feed is what is remembered of a feed, by the address that the user gave.
type feed struct {
	// Moved is where the feed says that it is now, for good.
	Moved string `json:"moved,omitempty"`
	// ETag and Modified are the server's marks of the version that was read.
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	// Next is when to ask again, Faults how often in a row it failed.
	Next   time.Time `json:"next"`
	Faults int       `json:"faults,omitempty"`
	// Gone: the server says that there is no such feed any more.
	Gone bool `json:"gone,omitempty"`
	// Seen are the entries that are done with, by key.
	Seen map[string]seen `json:"seen,omitempty"`
	// Waiting are entries whose page could not be had, by key.
	Waiting map[string]waiting `json:"waiting,omitempty"`
}

// seen is an entry that is done with.
type seen struct {
	// Content is a hash of it: an entry that changes is read again.
	Content string `json:"content"`
	// Last is the last day on which it stood in the feed.
	Last string `json:"last"`
}

// waiting is an entry whose page is to be tried again.
type waiting struct {
	Entry article.Article `json:"entry"`
	Tries int             `json:"tries"`
}

// seenFor is how long an entry is remembered that no longer stands in its feed.
const seenFor = 60 * 24 * time.Hour

// readState reads the file, which need not exist yet.
func readState(path string) (*state, error) {
	s := &state{Schema: stateSchema, Feeds: map[string]*feed{}}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		err = json.Unmarshal(b, s)
	}
	if err == nil && s.Schema != stateSchema {
		err = fmt.Errorf("it is not of the form %s", stateSchema)
	}
	if err != nil {
		return nil, fmt.Errorf("the state of the watch in %s can't be read: give another file, or remove it to begin anew: %w", path, err)
	}
	for address, f := range s.Feeds {
		if f == nil {
			delete(s.Feeds, address)
		}
	}
	return s, nil
}

// write puts the state into the file, whole or not at all.
func (s *state) write(path string) error {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".demarche-watch-*")
	if err != nil {
		return fmt.Errorf("the state of the watch can't be kept: %w", err)
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // it is of no use now
		return fmt.Errorf("the state of the watch can't be kept: %w", err)
	}
	return nil
}

// forget drops entries that have long left the feed.
func (f *feed) forget(now time.Time) {
	since := now.Add(-seenFor).Format(time.DateOnly)
	for key, s := range f.Seen {
		if s.Last < since {
			delete(f.Seen, key)
		}
	}
}

// keyOf tells entries of a feed apart: by their ID, else by their address, else
// by their title.
func keyOf(e *article.Article) string {
	switch {
	case e.ID != "":
		return hash("id", e.ID)
	case e.URL != "":
		return hash("url", e.URL)
	}
	return hash("title", e.Title, e.Text)
}

// contentOf changes when an entry does.
func contentOf(e *article.Article) string { return hash(e.URL, e.Title, e.Published, e.Text) }

func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
