package article

import (
	"errors"
	"fmt"
)

// Outcome is what became of an input.
type Outcome string

// The outcomes. Skipped is as it should be (a picture in a folder, an article in
// French); Failed is for somebody to look at.
const (
	Ready   Outcome = "read"
	Skipped Outcome = "skipped"
	Failed  Outcome = "failed"
)

// Item is what became of one input.
type Item struct {
	// Path names the input: "a.html", "a.jsonl:12" (line 12), "a.json#3" (the
	// third), "a.zip!b/c.html" (a member), "-" (standard input), and any of these
	// inside each other. Given in Options.Only it reads that input again.
	Path string
	// File is the file that was opened for it, "-" for standard input: what to
	// give to Read to read it again.
	File    string
	Outcome Outcome
	// Article is set when Outcome is Ready.
	Article *Article
	// Err is set when it is not: an *Error that wraps one of the sentinels below.
	Err error
}

// Error is why an input gave no article. Its text names the input and says what
// to do.
type Error struct {
	Path string
	Err  error
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Reasons for Failed.
var (
	ErrNotFound   = errors.New("no such file or folder: check the path")
	ErrAddress    = errors.New("an address on the web: save the page, or watch the feed, and give the file")
	ErrUnreadable = errors.New("cannot be read: check its permissions")
	ErrEmpty      = errors.New("empty: nothing to read in it, get the file again")
	ErrBinary     = errors.New("not text: convert it to text or HTML first")
	ErrTooLarge   = errors.New("larger than one article may be: cut it into its articles or raise the limit")
	ErrBomb       = errors.New("unpacks to far more than news does: not read on, because it looks made to fill the machine; unpack it yourself if you trust it")
	ErrDepth      = errors.New("archives inside archives, deeper than the limit: unpack it first")
	ErrPacked     = errors.New("packed in a way that cannot be read here: unpack it first")
	ErrDamaged    = errors.New("packed data is damaged or cut short: get the file again")
	ErrSyntax     = errors.New("broken: mend or remove it")
	ErrNoText     = errors.New("an article without text")
	ErrPublished  = errors.New("not a date of publication that can be read: write it as 2006-01-02 or 2006-01-02T15:04:05+01:00")
	ErrMarkup     = errors.New("XML of a kind that is not read: convert it to HTML, JSON Lines or RSS")
	ErrNested     = errors.New("too many elements, or too deeply nested, to be news: get it again, or cut it into smaller files")
	ErrReader     = errors.New("its reader gave up, which is a fault of demarche: please report it with the file")
	ErrOptions    = errors.New("not a valid setting for reading articles")
)

// Reasons for Skipped.
var (
	ErrForeign    = errors.New("not in English, which is all that is read")
	ErrNotArticle = errors.New("not an article")
	ErrHidden     = errors.New("hidden: name it to have it read")
	ErrNothing    = errors.New("no articles in it")
	ErrSeen       = errors.New("already read under another name")
)

// skips are the reasons that make an item Skipped.
var skips = []error{ErrForeign, ErrNotArticle, ErrHidden, ErrNothing, ErrSeen}

func outcomeOf(err error) Outcome {
	for _, s := range skips {
		if errors.Is(err, s) {
			return Skipped
		}
	}
	return Failed
}

// because gives a reason with what was seen.
func because(reason error, format string, a ...any) error {
	return fmt.Errorf("%w (%s)", reason, fmt.Sprintf(format, a...))
}
