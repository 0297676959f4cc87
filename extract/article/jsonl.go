package article

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// jsonl reads JSON Lines. A line that cannot be read costs that line.
func (in *intake) jsonl(s *source, r *bufio.Reader) bool {
	for n := 1; ; n++ {
		line, err := in.line(r)
		if errors.Is(err, ErrTooLarge) {
			if !in.send(at(s.path, n), s.file, 0, func() (*Article, error) { return nil, err }) {
				return false
			}
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			// What was read of the line is not tried: half a line may look whole.
			broken := *s
			broken.path = at(s.path, n)
			return in.refuse(&broken, reading(err))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if !in.send(at(s.path, n), s.file, len(line), func() (*Article, error) {
				o, err := parseObject(utf8Record(line))
				if err != nil {
					return nil, err
				}
				return in.fill(o)
			}) {
				return false
			}
		}
		if err != nil {
			return in.ctx.Err() == nil
		}
	}
}

// line reads a line. One that is longer than an article may be is read to its
// end, not kept, and gives ErrTooLarge.
func (in *intake) line(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			if int64(len(line)+len(part)) > in.opts.Limits.Article {
				line, long = nil, true
			} else {
				line = append(line, part...)
			}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || errors.Is(err, io.EOF)) {
			return nil, in.tooLarge()
		}
		return line, err
	}
}
