package article

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// source is a stream that holds one input or many.
type source struct {
	path string // in the form of Item.Path
	file string // the file that was opened
	r    io.Reader
	// at and size are set for a regular file, which a zip needs.
	at   io.ReaderAt
	size int64
	// named is set when the user gave this very input, and not a folder or an
	// archive that holds it: what was merely found beside articles may be skipped.
	named bool
	// crawl is set for the pages of a web archive, most of which are lists of
	// links: they are skipped, where one saved by hand would have failed.
	crawl bool
	depth int // of archives around it
	meter *meter

	contentType string // as the server called it, or ""
	url         string // where it came from, or ""
}

// inside makes the source of something that lies in s.
func (s *source) inside(path string, r io.Reader) *source {
	return &source{path: path, file: s.file, r: r, crawl: s.crawl, depth: s.depth, meter: s.meter, url: s.url}
}

const (
	// headSize is how much of a stream is looked at to recognise it.
	headSize = 64 << 10
	// headEnough is how much suffices where more is slow to come, as it may be on
	// standard input: a line of JSON typed there should not wait for 64 KiB.
	headEnough = 4 << 10
)

// look gives the head of a stream without taking it. The error is that of
// reading, and nil at the end.
func look(r *bufio.Reader) ([]byte, error) {
	for {
		have := r.Buffered()
		if have >= headEnough {
			head, _ := r.Peek(have)
			return head, nil
		}
		head, err := r.Peek(have + 1)
		if err == nil {
			continue
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return head, err
	}
}

// all reads a stream that is one article. Its text names the limit.
func (in *intake) all(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, in.opts.Limits.Article+1))
	if err != nil {
		return nil, reading(err)
	}
	if int64(len(b)) > in.opts.Limits.Article {
		return nil, in.tooLarge()
	}
	return b, nil
}

func (in *intake) tooLarge() error {
	return because(ErrTooLarge, "the limit is %s", size(in.opts.Limits.Article))
}

// size writes a number of bytes for people.
func size(n int64) string {
	for _, u := range []struct {
		name  string
		bytes int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= u.bytes {
			return fmt.Sprintf("%.4g %s", float64(n)/float64(u.bytes), u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// reading gives an error of reading its sentinel, if it has none yet.
func reading(err error) error {
	switch {
	case errors.Is(err, ErrDamaged), errors.Is(err, ErrBomb), errors.Is(err, ErrPacked), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return ErrNotFound
	case errors.Is(err, io.ErrUnexpectedEOF):
		return because(ErrDamaged, "it ends in the middle")
	}
	return because(ErrUnreadable, "%v", bare(err))
}

// bare takes the path off an error: the item names the input, and a temporary
// file is nobody's business.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// counter counts what was read of a file.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// cancellable ends a stream when the context is done. A read that waits for
// somebody to type is left behind to wait: nothing can wake it.
type cancellable struct {
	ctx  context.Context
	r    io.Reader
	wait chan int // of bytes in buf, while a read is under way
	buf  []byte
	rest []byte
	err  error
}

func (c *cancellable) Read(p []byte) (int, error) {
	for {
		if err := c.ctx.Err(); err != nil {
			return 0, err
		}
		if len(c.rest) > 0 {
			n := copy(p, c.rest)
			c.rest = c.rest[n:]
			return n, nil
		}
		if c.err != nil {
			return 0, c.err
		}
		if c.wait == nil {
			if c.buf == nil {
				c.buf = make([]byte, headSize)
			}
			done := make(chan int, 1)
			c.wait = done
			go func() {
				n, err := c.r.Read(c.buf)
				c.err = err // seen by the reader after it receives n
				done <- n
			}()
		}
		select {
		case <-c.ctx.Done():
			return 0, c.ctx.Err()
		case n := <-c.wait:
			c.rest, c.wait = c.buf[:n], nil
		}
	}
}
