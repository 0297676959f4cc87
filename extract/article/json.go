package article

import (
	"bufio"
	"errors"
	"io"
)

// json reads objects that stand in an array, or one after the other over several
// lines. One that cannot be read costs that one, as long as its brackets close.
func (in *intake) json(s *source, r *bufio.Reader) bool {
	v := values{r: r, most: int(in.opts.Limits.Article)}
	for n := 1; ; n++ {
		raw, err := v.next()
		if errors.Is(err, io.EOF) {
			if n == 1 {
				return in.refuse(s, ErrNothing)
			}
			return in.ctx.Err() == nil
		}
		path := nth(s.path, n)
		if err != nil && !errors.Is(err, ErrTooLarge) {
			broken := *s
			broken.path = path
			if errors.Is(err, errUnclosed) {
				err = because(ErrSyntax, "not JSON: it ends before its brackets close")
			} else {
				err = reading(err)
			}
			return in.refuse(&broken, err)
		}
		if !in.send(path, s.file, len(raw), func() (*Article, error) {
			if err != nil {
				return nil, in.tooLarge()
			}
			o, err := parseObject(utf8Record(raw))
			if err != nil {
				return nil, err
			}
			return in.fill(o)
		}) {
			return false
		}
	}
}

// values cuts a stream of JSON into the values of its outermost array, or the
// values that stand one after the other, by brackets and quotes alone. Whether a
// value is JSON is for others to say; so one that is not does not end the rest,
// and none needs more memory than its own text.
type values struct {
	r     *bufio.Reader
	most  int // bytes that a value may have
	array bool
	begun bool
	ended bool
}

var errUnclosed = errors.New("a bracket is not closed")

// next gives the text of the next value: io.EOF after the last, ErrTooLarge for
// one that is too long, which is passed over, and errUnclosed when the stream
// ends inside one.
func (v *values) next() ([]byte, error) {
	c, err := v.separator()
	if err != nil {
		return nil, err
	}
	var value []byte
	size, depth, quoted := 0, 0, false
	for {
		if size++; size <= v.most {
			value = append(value, c)
		}
		switch {
		case quoted && c == '\\':
			if c, err = v.r.ReadByte(); err == nil {
				if size++; size <= v.most {
					value = append(value, c)
				}
			}
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if err == nil {
			if depth <= 0 && !quoted && (c == '}' || c == ']') {
				break
			}
			c, err = v.r.ReadByte()
		}
		if err != nil {
			if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				if depth == 0 && !quoted && !v.array {
					v.ended = true
					break
				}
				return nil, errUnclosed
			}
			return nil, err
		}
		if depth == 0 && !quoted && (c == ',' || c == ']' || c == '{' || c <= ' ') {
			_ = v.r.UnreadByte() // cannot fail after ReadByte
			break
		}
	}
	if size > v.most {
		return nil, ErrTooLarge
	}
	return value, nil
}

// separator passes over what stands between values and gives the first byte of
// the next.
func (v *values) separator() (byte, error) {
	for {
		if v.ended {
			return 0, io.EOF
		}
		c, err := v.r.ReadByte()
		switch {
		case err != nil:
			if errors.Is(err, io.EOF) && v.array {
				return 0, errUnclosed
			}
			return 0, err
		case c <= ' ':
			continue
		case c == '[' && !v.begun:
			v.array, v.begun = true, true
		case c == ']' && v.array:
			v.array, v.begun = false, false // another array may follow
		case c == ',':
		default:
			v.begun = true
			return c, nil
		}
	}
}
