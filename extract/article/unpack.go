package article

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packing is how a stream is packed.
type packing string

const (
	plain   packing = "" // not packed
	gzipped packing = "gzip"
	zstded  packing = "zstd"
	bzipped packing = "bzip2"
	zipped  packing = "zip"
	tarred  packing = "tar"
)

const (
	// slack is how much any file may unpack to before Limits.Ratio counts.
	slack = 32 << 20
	// windowMost is the largest window of zstd that is given memory.
	windowMost = 64 << 20
)

// packedAs recognises packing by the head of a stream.
func packedAs(head []byte) packing {
	for _, m := range []struct {
		magic string
		as    packing
	}{{"\x1f\x8b\x08", gzipped}, {"\x28\xb5\x2f\xfd", zstded}, {"BZh", bzipped}, {"PK\x03\x04", zipped}, {"PK\x05\x06", zipped}} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			// "BZh" may open a text; a size and the block's magic follow it.
			if m.as == bzipped && (len(head) < 10 || string(head[4:7]) != "1AY" && string(head[4:7]) != "\x17rE") {
				continue
			}
			return m.as
		}
	}
	if isTar(head) {
		return tarred
	}
	return plain
}

// isTar checks the sum in the first header of a tar, which every variant has.
func isTar(head []byte) bool {
	const block = 512
	if len(head) < block || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[148:156]), " \x00"), 8, 32)
	if err != nil {
		return false
	}
	sum := int64(0)
	for i, c := range head[:block] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

// unpack reads what is packed in a stream.
func (in *intake) unpack(s *source, r *bufio.Reader, as packing) bool {
	if s.depth >= in.opts.Limits.Depth {
		return in.refuse(s, because(ErrDepth, "the limit is %d", in.opts.Limits.Depth))
	}
	switch as {
	case zipped:
		return in.zip(s, r)
	case tarred:
		return in.tar(s, r)
	}
	opened, err := open(r, as)
	if err != nil {
		return in.refuse(s, because(ErrDamaged, "%v", err))
	}
	defer func() { _ = opened.Close() }() // only read
	inner := s.inside(s.path, s.meter.limit(&unpacked{opened}))
	inner.named, inner.url, inner.contentType = s.named, s.url, s.contentType
	inner.depth++
	return in.read(inner)
}

// open starts a decompressor. Each works on the calling goroutine and with a
// bounded window.
func open(r io.Reader, as packing) (io.ReadCloser, error) {
	switch as {
	case gzipped:
		return gzip.NewReader(r)
	case zstded:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(windowMost), zstd.WithDecoderMaxMemory(windowMost))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	}
	return io.NopCloser(bzip2.NewReader(r)), nil
}

// unpacked says of the errors of a decompressor that the packed data is at
// fault. Errors from below keep their name.
type unpacked struct{ r io.Reader }

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return n, err
	}
	if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrBomb) && !errors.Is(err, ErrUnreadable) {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("it ends in the middle")
		}
		err = because(ErrDamaged, "%v", bare(err))
	}
	return n, err
}

// meter watches how much comes out of how little, over all that is packed in one
// file.
type meter struct {
	packed func() int64 // bytes of the file that were read
	ratio  int64
	out    int64
}

func (in *intake) meter(c *counter) *meter {
	return &meter{packed: func() int64 { return c.n }, ratio: in.opts.Limits.Ratio}
}

// limit counts what comes out of one packing.
func (m *meter) limit(r io.Reader) io.Reader { return &metered{m, r} }

type metered struct {
	*meter
	r io.Reader
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.out += int64(n)
	if in := m.packed(); m.out > slack+m.ratio*in {
		return 0, because(ErrBomb, "%s came out of %s", size(m.out), size(in))
	}
	return n, err
}
