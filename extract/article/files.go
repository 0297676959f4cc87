package article

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// path reads what one path of the caller names. It reports whether to go on, as
// all of these do.
func (in *intake) path(p string) bool {
	if in.ctx.Err() != nil {
		return false
	}
	missing := &source{path: printable(p), file: p}
	switch {
	case p == "-":
		r := &counter{r: &cancellable{ctx: in.ctx, r: in.opts.Stdin}}
		return in.read(&source{path: "-", file: "-", r: r, named: true, meter: in.meter(r)})
	case strings.HasPrefix(p, "http://"), strings.HasPrefix(p, "https://"):
		return in.refuse(missing, ErrAddress)
	}
	info, err := os.Stat(p)
	if err == nil && info.IsDir() {
		return in.folder(filepath.Clean(p))
	}
	if err == nil {
		return in.file(p, true)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return in.refuse(missing, reading(err))
	}
	if !strings.ContainsAny(p, "*?[") {
		return in.refuse(missing, ErrNotFound)
	}
	found, err := filepath.Glob(p)
	if err != nil {
		return in.refuse(missing, because(ErrNotFound, "the pattern has a [ without a ]"))
	}
	if len(found) == 0 {
		return in.refuse(missing, because(ErrNotFound, "nothing matches the pattern"))
	}
	for _, f := range found {
		if !in.path(f) {
			return false
		}
	}
	return true
}

// folder reads all that is in a folder, sorted by name, and the folders in it.
// Each real folder is read once, so that links in a circle end.
func (in *intake) folder(dir string) bool {
	s := &source{path: printable(dir), file: dir}
	if !in.holds(s.path) {
		return true
	}
	target, err := filepath.EvalSymlinks(dir)
	if err == nil {
		target, err = filepath.Abs(target)
	}
	if err != nil {
		return in.refuse(s, reading(err))
	}
	if first, again := in.seen[target]; again {
		return in.refuse(s, because(ErrSeen, "as %s", first))
	}
	in.seen[target] = s.path
	names, err := namesIn(dir)
	for _, name := range names {
		if in.ctx.Err() != nil || !in.entry(filepath.Join(dir, name), name) {
			return false
		}
	}
	if err != nil {
		return in.refuse(s, reading(err))
	}
	if len(names) == 0 {
		return in.refuse(s, ErrNothing)
	}
	return true
}

// namesIn lists a folder. Only names are kept, since there may be a million.
func namesIn(dir string) ([]string, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }() // only read
	names, err := d.Readdirnames(-1)
	slices.Sort(names)
	return names, err
}

// entry reads what was found in a folder.
func (in *intake) entry(p, name string) bool {
	s := &source{path: printable(p), file: p}
	if !in.holds(s.path) {
		return true
	}
	if strings.HasPrefix(name, ".") {
		return in.refuse(s, ErrHidden)
	}
	info, err := os.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return in.refuse(s, because(ErrNotFound, "a link to something that is gone"))
	case err != nil:
		return in.refuse(s, reading(err))
	case info.IsDir():
		return in.folder(p)
	case !info.Mode().IsRegular():
		return in.refuse(s, because(ErrNotArticle, "no regular file"))
	}
	return in.file(p, false)
}

// file reads a file. One that the user named may be a pipe.
func (in *intake) file(p string, named bool) bool {
	s := &source{path: printable(p), file: p, named: named}
	if !in.holds(s.path) {
		return true
	}
	if why := byName(p); why != "" && !named {
		return in.refuse(s, because(ErrNotArticle, "%s", why))
	}
	f, err := os.Open(p)
	if err != nil {
		return in.refuse(s, reading(err))
	}
	defer func() { _ = f.Close() }() // only read
	watched := &shared{f, f, &share{of: in.opts.Progress}}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		s.at, s.size = watched, info.Size()
		watched.left = s.size
	}
	defer func() { watched.add(watched.left) }() // what needed no reading is done too
	c := &counter{r: &interruptible{in.ctx, watched}}
	s.r, s.meter = c, in.meter(c)
	return in.read(s)
}

// byName tells by its name what a file is that was found beside articles, where
// its content is text but no article: the parts of a saved page.
func byName(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".css":
		return "a style sheet"
	case ".js", ".mjs", ".map":
		return "a script"
	case ".svg":
		return "a picture"
	}
	return ""
}

// interruptible ends a file when the context is done.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (r *interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
