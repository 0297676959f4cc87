package article

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"errors"
	"io"
	"os"
	"path"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// directoryMost bounds the list of members that a zip may have, in bytes: some
// three hundred thousand of them. The list is the one part of a zip that must be
// held in memory.
const directoryMost = 32 << 20

// zip reads the members of a zip, which has its list of members at its end.
func (in *intake) zip(s *source, r *bufio.Reader) bool {
	file, length := s.at, s.size
	if file == nil {
		aside, n, err := in.aside(r)
		if err != nil {
			return in.refuse(s, err)
		}
		defer func() {
			_ = aside.Close()
			_ = os.Remove(aside.Name()) // the system clears what cannot be removed
		}()
		file, length = aside, n
	}
	opened := &bounded{at: file, left: directoryMost}
	z, err := zip.NewReader(opened, length)
	if errors.Is(err, ErrTooLarge) {
		return in.refuse(s, because(ErrTooLarge, "its list of members is over %s: unpack it first", size(directoryMost)))
	}
	if err != nil {
		return in.refuse(s, because(ErrDamaged, "%v", bare(err)))
	}
	opened.left = -1
	if kind := document(z); kind != "" {
		return in.refuse(s, because(ErrBinary, "it looks like %s", kind))
	}
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(windowMost)))
	// Members may overlap, so that a small zip holds many large ones; all of them
	// together are held against the size of the zip.
	m := s.meter
	if s.at != nil {
		m = &meter{packed: func() int64 { return length }, ratio: in.opts.Limits.Ratio}
	}
	if len(z.File) == 0 {
		return in.refuse(s, ErrNothing)
	}
	for _, f := range z.File {
		if in.ctx.Err() != nil {
			return false
		}
		if !strings.HasSuffix(f.Name, "/") && !in.zipMember(s, f, m) {
			return false
		}
	}
	return true
}

func (in *intake) zipMember(s *source, f *zip.File, m *meter) bool {
	inner := s.inside(member(s.path, printable(f.Name)), nil)
	if !in.holds(inner.path) {
		return true
	}
	inner.depth, inner.meter = s.depth+1, m
	if why := passed(f.Name); why != nil {
		return in.refuse(inner, why)
	}
	if f.Flags&1 != 0 {
		return in.refuse(inner, because(ErrPacked, "it has a password"))
	}
	opened, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return in.refuse(inner, because(ErrPacked, "by method %d of zip", f.Method))
	}
	if err != nil {
		return in.refuse(inner, because(ErrDamaged, "%v", bare(err)))
	}
	defer func() { _ = opened.Close() }() // only read
	inner.r = m.limit(&unpacked{&interruptible{in.ctx, opened}})
	return in.read(inner)
}

// tar reads the members of a tar, one after the other.
func (in *intake) tar(s *source, r *bufio.Reader) bool {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			if errors.Is(err, tar.ErrHeader) {
				err = because(ErrDamaged, "%v", err)
			}
			return in.refuse(s, reading(err))
		}
		inner := s.inside(member(s.path, printable(h.Name)), s.meter.limit(&unpacked{t}))
		inner.depth++
		switch {
		case h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader || !in.holds(inner.path):
			continue
		case h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse:
			if !in.refuse(inner, because(ErrNotArticle, "a link or a device")) {
				return false
			}
			continue
		}
		if why := passed(h.Name); why != nil {
			if !in.refuse(inner, why) {
				return false
			}
			continue
		}
		if !in.read(inner) {
			return false
		}
	}
}

// passed says why a member is passed over by its name, or nil.
func passed(name string) error {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return ErrHidden
		}
	}
	if why := byName(path.Base(name)); why != "" {
		return because(ErrNotArticle, "%s", why)
	}
	return nil
}

// document names the kind of document that is a zip itself, or "".
func document(z *zip.Reader) string {
	for _, f := range z.File[:min(len(z.File), 16)] {
		switch f.Name {
		case "[Content_Types].xml":
			return "an Office document"
		case "mimetype":
			return "an OpenDocument or EPUB file"
		case "META-INF/MANIFEST.MF", "AndroidManifest.xml":
			return "a program"
		}
	}
	return ""
}

// aside copies a zip that comes as a stream into a temporary file.
func (in *intake) aside(r io.Reader) (*os.File, int64, error) {
	f, err := os.CreateTemp("", "demarche-*.zip")
	if err != nil {
		return nil, 0, because(ErrUnreadable, "no temporary file to put a zip aside: %v", bare(err))
	}
	n, err := io.Copy(f, io.LimitReader(r, in.opts.Limits.Aside+1))
	if err == nil && n > in.opts.Limits.Aside {
		err = because(ErrTooLarge, "a zip inside another archive may have %s: unpack it first", size(in.opts.Limits.Aside))
	} else if err != nil {
		err = reading(err)
	}
	if err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		return nil, 0, err
	}
	return f, n, nil
}

// bounded is a file of which only so much may be read; with left below zero, all.
type bounded struct {
	at   io.ReaderAt
	left int64
}

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left >= 0 {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, ErrTooLarge
		}
	}
	return b.at.ReadAt(p, off)
}
