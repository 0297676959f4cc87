package article

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/demarche-graph/demarche/extract/article/language"
)

// Read reads the articles of some paths: files, folders (with all that is in
// them, sorted by name), patterns such as "news/*.html", and "-" for standard
// input. It goes on after an input that fails. It ends early when ctx is done:
// ask ctx. With options that Validate refuses it gives one item that says so.
func Read(ctx context.Context, paths []string, opts Options) iter.Seq[Item] {
	return sequence(ctx, opts, func(in *intake) {
		for _, p := range paths {
			if !in.path(p) {
				return
			}
		}
	})
}

// Stream is an input that is already open, such as the body of an answer from a
// web server.
type Stream struct {
	// Path names it in items.
	Path   string
	Reader io.Reader
	// ContentType is what the server called it, or "": its charset is believed
	// where the bytes do not say otherwise.
	ContentType string
	// URL is the address that it came from, or "".
	URL string
}

// ReadStream is Read for one open stream.
func ReadStream(ctx context.Context, s Stream, opts Options) iter.Seq[Item] {
	return sequence(ctx, opts, func(in *intake) {
		r := &counter{r: &cancellable{ctx: in.ctx, r: s.Reader}}
		in.read(&source{path: printable(s.Path), file: s.Path, r: r, named: true, meter: in.meter(r), contentType: s.ContentType, url: s.URL})
	})
}

// intake is one run of Read.
type intake struct {
	ctx      context.Context
	opts     Options
	emit     func(job) bool // false: stop
	detector *language.Detector
	seen     map[string]string // folders by their real path, with the name they were first read under
	selection
}

// job is an input whose article is still to be made.
type job struct {
	path, file string
	size       int // bytes that are held for it
	make       func() (*Article, error)
}

// sequence runs an intake and gives its items.
func sequence(ctx context.Context, opts Options, run func(*intake)) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if err := opts.Validate(); err != nil {
			yield(Item{Outcome: Failed, Err: err})
			return
		}
		detector, err := language.New()
		if err != nil {
			yield(Item{Outcome: Failed, Err: err})
			return
		}
		in := &intake{opts: opts.filled(), detector: detector, seen: map[string]string{}, selection: newSelection(opts.Only)}
		ordered(ctx, in, run, yield)
	}
}

// done makes the item of a job. A reader of somebody else's that panics on a
// hostile file costs that file, not the run.
func (in *intake) done(j job) (item Item) {
	item = Item{Path: j.path, File: j.file}
	defer func() {
		if r := recover(); r != nil {
			item.Outcome, item.Article = Failed, nil
			item.Err = &Error{j.path, because(ErrReader, "%.200v", r)}
		}
	}()
	a, err := j.make()
	if err == nil {
		err = in.finish(a)
	}
	if err != nil {
		item.Outcome, item.Err = outcomeOf(err), &Error{j.path, err}
		return item
	}
	a.Path = j.path
	item.Outcome, item.Article = Ready, a
	return item
}

// finish fills in what every article has, and judges it.
func (in *intake) finish(a *Article) error {
	a.Text = clean(a.Text)
	if strings.TrimSpace(a.Text) == "" {
		return because(ErrNoText, "nothing but white space")
	}
	if int64(len(a.Text)) > in.opts.Limits.Text {
		return because(ErrTooLarge, "the limit for a text is %s", size(in.opts.Limits.Text))
	}
	a.ID, a.URL, a.Title, a.Source = label(a.ID), label(a.URL), label(a.Title), label(a.Source)
	if a.Published == "" {
		a.Published = in.opts.Published
	}
	guess := in.detector.Detect(a.Text)
	a.Language = guess.Code
	if guess.Code != "" && guess.Code != language.English && !in.opts.AnyLanguage {
		return because(ErrForeign, "%s", guess.Name)
	}
	if a.ID == "" {
		a.ID = IDOf(a.Text)
	}
	return nil
}

// send hands on an input of some bytes whose article is still to be made. It
// reports whether to go on.
func (in *intake) send(path, file string, size int, read func() (*Article, error)) bool {
	if !in.wanted(path) {
		return true
	}
	return in.emit(job{path, file, size, read})
}

// refuse hands on an input that gives no article.
func (in *intake) refuse(s *source, err error) bool {
	if in.ctx.Err() != nil {
		return false // what failed is that we were told to stop
	}
	return in.send(s.path, s.file, 0, func() (*Article, error) { return nil, err })
}

// at names a line, and nth one of several, in a path.
func at(path string, line int) string { return fmt.Sprintf("%s:%d", path, line) }
func nth(path string, n int) string   { return fmt.Sprintf("%s#%d", path, n) }
func member(path, name string) string { return path + "!" + name }
