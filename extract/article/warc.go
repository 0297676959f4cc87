package article

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// warc reads the pages and texts of a web archive, ISO 28500. The format is a
// line with its version, headers as in HTTP, and as many bytes as Content-Length
// says; no library for it that is kept can be had for Go without a crawler
// around it.
func (in *intake) warc(s *source, r *bufio.Reader) bool {
	for n := 1; ; n++ {
		head, err := warcHead(r)
		if errors.Is(err, io.EOF) {
			return in.ctx.Err() == nil
		}
		record := s.inside(nth(s.path, n), nil)
		record.crawl = true
		if err != nil {
			// Where the next record begins cannot be known.
			return in.refuse(record, err)
		}
		block := &io.LimitedReader{R: r, N: head.length}
		if !in.warcRecord(record, head, block) {
			return false
		}
		if _, err := io.Copy(io.Discard, block); err == nil && block.N > 0 {
			return in.refuse(record, because(ErrDamaged, "the record ends in the middle"))
		} else if err != nil {
			return in.refuse(record, reading(err))
		}
	}
}

// warcHeader is what the head of a record says.
type warcHeader struct {
	kind, url, contentType string
	length                 int64
}

// warcHead reads the head of a record; io.EOF when there is none left.
func warcHead(r *bufio.Reader) (warcHeader, error) {
	// Two line ends follow each record, and now and then more.
	for {
		c, err := r.Peek(1)
		if err != nil {
			if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return warcHeader{}, io.EOF
			}
			return warcHeader{}, reading(err)
		}
		if c[0] != '\r' && c[0] != '\n' {
			break
		}
		_, _ = r.Discard(1) // it has just been looked at
	}
	t := textproto.NewReader(bufio.NewReader(&headReader{r: r}))
	version, err := t.ReadLine()
	if err != nil || !strings.HasPrefix(version, "WARC/") {
		return warcHeader{}, because(ErrSyntax, "a record of a web archive begins with WARC/ and its version, this one with %.40q", version)
	}
	h, err := t.ReadMIMEHeader()
	if err != nil {
		return warcHeader{}, because(ErrSyntax, "the head of a record: %.200v", err)
	}
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return warcHeader{}, because(ErrSyntax, "a record without a Content-Length")
	}
	return warcHeader{
		kind:        strings.ToLower(h.Get("WARC-Type")),
		url:         strings.Trim(h.Get("WARC-Target-URI"), "<>"),
		contentType: h.Get("Content-Type"),
		length:      length,
	}, nil
}

// headReader gives the bytes of r up to the first empty line and not one more,
// so that what reads through a buffer takes nothing of the block.
type headReader struct {
	r     *bufio.Reader
	given int
	line  int // bytes in the line at hand
	done  bool
}

// headMost bounds the head of a record.
const headMost = 256 << 10

func (h *headReader) Read(p []byte) (int, error) {
	for n := range p {
		if h.done {
			return n, io.EOF
		}
		c, err := h.r.ReadByte()
		if err != nil {
			return n, err
		}
		if h.given++; h.given > headMost {
			return n, errors.New("longer than a head may be")
		}
		p[n] = c
		switch c {
		case '\n':
			h.done = h.line == 0
			h.line = 0
			if h.done {
				return n + 1, nil
			}
		case '\r':
		default:
			h.line++
		}
	}
	return len(p), nil
}

// warcRecord reads one record, if it may hold an article.
func (in *intake) warcRecord(s *source, h warcHeader, block io.Reader) bool {
	s.url = addressOf(h.url)
	switch h.kind {
	case "warcinfo", "request", "metadata":
		return true // of the crawl, not of the web
	case "revisit":
		return in.refuse(s, because(ErrSeen, "the archive has it from an earlier visit"))
	case "response":
		if !strings.HasPrefix(h.contentType, "application/http") {
			return in.refuse(s, because(ErrNotArticle, "an answer of type %.60q", h.contentType))
		}
		return in.answer(s, block)
	case "resource", "conversion":
		s.contentType = h.contentType
		return in.body(s, block)
	}
	return in.refuse(s, because(ErrNotArticle, "a record of type %.60q", h.kind))
}

// answer reads the answer of a web server.
func (in *intake) answer(s *source, block io.Reader) bool {
	buffered := bufio.NewReader(block)
	head := &headReader{r: buffered}
	t := textproto.NewReader(bufio.NewReader(head))
	status, err := t.ReadLine()
	if err != nil || !strings.HasPrefix(status, "HTTP/") {
		return in.refuse(s, because(ErrSyntax, "an answer that is not HTTP: %.40q", status))
	}
	header, err := t.ReadMIMEHeader()
	if err != nil && len(header) == 0 {
		return in.refuse(s, because(ErrSyntax, "the head of an answer: %.200v", err))
	}
	// A line that is no header ends the reading of headers, not the head.
	if _, err := io.Copy(io.Discard, head); err != nil {
		return in.refuse(s, because(ErrSyntax, "the head of an answer: %.200v", err))
	}
	fields := strings.Fields(status)
	if len(fields) < 2 || fields[1] != "200" {
		return in.refuse(s, because(ErrNotArticle, "the server answered %.60q", strings.Join(fields[1:], " ")))
	}
	s.contentType = header.Get("Content-Type")
	if kind := mediaType(s.contentType); !readable(kind) {
		return in.refuse(s, because(ErrNotArticle, "of type %.60q", kind))
	}
	body := io.Reader(buffered)
	if strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") {
		// Some crawlers take the chunks apart and leave the header.
		if start, _ := buffered.Peek(20); chunk(start) {
			body = httputil.NewChunkedReader(buffered)
		}
	}
	body, err = in.contentCoded(header.Get("Content-Encoding"), body)
	if err != nil {
		return in.refuse(s, err)
	}
	return in.body(s, body)
}

// body reads the page or text of a record.
func (in *intake) body(s *source, r io.Reader) bool {
	kind := mediaType(s.contentType)
	if kind == "" {
		head := make([]byte, 512)
		n, _ := io.ReadFull(r, head)
		kind = mediaType(http.DetectContentType(head[:n]))
		r = io.MultiReader(bytes.NewReader(head[:n]), r)
	}
	if !readable(kind) {
		return in.refuse(s, because(ErrNotArticle, "of type %.60q", kind))
	}
	b, err := in.all(r)
	switch {
	case err != nil:
		return in.refuse(s, err)
	case len(b) == 0:
		return in.refuse(s, because(ErrNotArticle, "an empty page"))
	}
	if err := notText(b[:min(len(b), headSize)], false); err != nil {
		return in.refuse(s, err)
	}
	switch {
	case strings.Contains(kind, "html"):
		return in.whole(s, b, HTML)
	case kind == "text/plain":
		return in.whole(s, b, Text)
	}
	return in.whole(s, b, Feed)
}

// readable reports whether a type of the web may be an article.
func readable(kind string) bool {
	switch kind {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml", "application/feed+json":
		return true
	}
	return false
}

func mediaType(contentType string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	return strings.TrimSpace(kind)
}

// chunk reports whether a body begins with the length of a chunk.
func chunk(start []byte) bool {
	line, _, ok := bytes.Cut(start, []byte("\r\n"))
	if !ok {
		return false
	}
	line, _, _ = bytes.Cut(line, []byte(";"))
	_, err := strconv.ParseUint(strings.TrimSpace(string(line)), 16, 63)
	return err == nil
}

// contentCoded unpacks what a server packed.
func (in *intake) contentCoded(coding string, r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	var out io.Reader
	var err error
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "", "identity":
		return b, nil
	case "gzip", "x-gzip":
		if start, _ := b.Peek(2); string(start) != "\x1f\x8b" {
			return b, nil // the crawler unpacked it and left the header
		}
		out, err = gzip.NewReader(b)
	case "deflate":
		// Zlib by the book, bare deflate by some servers.
		if start, _ := b.Peek(2); len(start) == 2 && (int(start[0])<<8|int(start[1]))%31 == 0 && start[0]&15 == 8 {
			out, err = zlib.NewReader(b)
		} else {
			out = flate.NewReader(b)
		}
	case "zstd":
		var z *zstd.Decoder
		z, err = zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(windowMost))
		if err == nil {
			out = z
		}
	default:
		return nil, because(ErrPacked, "the server packed it as %.20q", coding)
	}
	if err != nil {
		return nil, because(ErrDamaged, "%v", err)
	}
	return &unpacked{out}, nil
}
