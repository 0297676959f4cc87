package article

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// Progress counts the bytes of the files that Read has gone through, packed as
// they are, while others watch. Set against Size they tell how much is left.
type Progress struct{ bytes atomic.Int64 }

// Bytes is how much was gone through so far.
func (p *Progress) Bytes() int64 { return p.bytes.Load() }

// share is what one file adds to a Progress: its size, neither more nor less, also
// when parts of it are read twice or not at all.
type share struct {
	of   *Progress // nil when nobody watches
	left int64
}

func (s *share) add(n int64) {
	if n = min(n, s.left); s.of == nil || n <= 0 {
		return
	}
	s.left -= n
	s.of.bytes.Add(n)
}

// shared counts what is read of a file into its share.
type shared struct {
	io.Reader
	io.ReaderAt
	*share
}

func (s *shared) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.add(int64(n))
	return n, err
}

func (s *shared) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.ReaderAt.ReadAt(p, off)
	s.add(int64(n))
	return n, err
}

// Size is how many bytes the files of some paths have, as Read would find them.
// It is not known, and ok false, where one is standard input or a pipe, or when
// ctx is done first: of a million files it takes seconds.
func Size(ctx context.Context, paths []string) (bytes int64, ok bool) {
	for _, p := range paths {
		all := []string{p}
		if _, err := os.Stat(p); err != nil && strings.ContainsAny(p, "*?[") {
			all, _ = filepath.Glob(p) // a pattern that is none matches nothing
		}
		for _, p := range all {
			n, ok := sizeOf(ctx, p)
			if !ok {
				return 0, false
			}
			bytes += n
		}
	}
	return bytes, true
}

// sizeOf adds up a file, or the files of a folder. Faults are left for Read to
// tell.
func sizeOf(ctx context.Context, p string) (bytes int64, ok bool) {
	info, err := os.Stat(p)
	switch {
	case p == "-":
		return 0, false
	case err != nil:
		return 0, true
	case !info.IsDir():
		return info.Size(), info.Mode().IsRegular()
	}
	err = filepath.WalkDir(p, func(file string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return nil //nolint:nilerr // what can't be read is told when it is to be read
		}
		if file != p && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() && byName(file) == "" {
			if info, err := d.Info(); err == nil {
				bytes += info.Size()
			}
		}
		return nil
	})
	return bytes, err == nil
}
