package article

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type Article struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Text      string `json:"text"`
	Language  string `json:"-"`
	Path      string `json:"-"`
}

func (a *Article) Day() string {
	if len(a.Published) < 10 {
		return ""
	}
	return a.Published[:10]
}

type Outcome string

const (
	Ready   Outcome = "read"
	Skipped Outcome = "skipped"
	Failed  Outcome = "failed"
)

type Item struct {
	Path    string
	File    string
	Outcome Outcome
	Article *Article
	Err     error
}

type Error struct {
	Path string
	Err  error
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

type Format string

func Formats() []Format { return []Format{"text", "jsonl"} }

var ErrOptions = errors.New("not a valid setting for reading articles")

func (o *Options) Validate() error {
	if _, err := ParsePublished(o.Published); err != nil {
		return fmt.Errorf("%w: %w", ErrOptions, err)
	}
	return nil
}

func ParseMap(s string) (map[string]string, error) { return nil, nil }

type Options struct {
	Format    Format
	Workers   int
	Map       map[string]string
	Published string
	Stdin     io.Reader
}

var ErrPublished = errors.New("not a date of publication")

func ParsePublished(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, s); err == nil {
		return s, nil
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return s, nil
	}
	return "", fmt.Errorf("%w: %q", ErrPublished, s)
}

func Read(ctx context.Context, paths []string, opts Options) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, p := range paths {
			if p == "-" {
				if !one(ctx, p, opts.Stdin, opts, yield) {
					return
				}
				continue
			}
			stop := errors.New("stop")
			err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
				if ctx.Err() != nil {
					return stop
				}
				if err != nil {
					if !yield(Item{Path: path, Outcome: Failed, Err: &Error{path, err}}) {
						return stop
					}
					return nil
				}
				if d.IsDir() {
					return nil
				}
				f, err := os.Open(path)
				if err != nil {
					if !yield(Item{Path: path, Outcome: Failed, Err: &Error{path, err}}) {
						return stop
					}
					return nil
				}
				defer f.Close()
				if !one(ctx, path, f, opts, yield) {
					return stop
				}
				return nil
			})
			if err != nil {
				return
			}
		}
	}
}

func one(ctx context.Context, path string, r io.Reader, opts Options, yield func(Item) bool) bool {
	give := func(a *Article, path string) bool {
		if strings.TrimSpace(a.Text) == "" {
			return yield(Item{Path: path, Outcome: Failed, Err: &Error{path, errors.New("an article without text")}})
		}
		a.Path = path
		if a.ID == "" {
			h := sha256.Sum256([]byte(a.Text))
			a.ID = hex.EncodeToString(h[:])[:20]
		}
		if a.Published == "" {
			a.Published = opts.Published
		}
		return yield(Item{Path: path, Article: a, Outcome: Ready})
	}
	if !strings.HasSuffix(path, ".jsonl") && path != "-" {
		b, err := io.ReadAll(r)
		if err != nil {
			return yield(Item{Path: path, Outcome: Failed, Err: &Error{path, err}})
		}
		return give(&Article{Text: string(b)}, path)
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<26)
	for n := 1; s.Scan(); n++ {
		if ctx.Err() != nil {
			return false
		}
		var a Article
		at := fmt.Sprintf("%s:%d", path, n)
		if err := json.Unmarshal(s.Bytes(), &a); err != nil {
			if !yield(Item{Path: at, Outcome: Failed, Err: &Error{path, err}}) {
				return false
			}
			continue
		}
		if !give(&a, at) {
			return false
		}
	}
	return true
}
