package queue

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/nats-io/nats.go"

	"github.com/demarche-graph/demarche/extract/article"
)

// Format is the version of what a message holds: an article as JSON.
const Format = "demarche.article/1"

// The headers of messages. The ID of an article stands in its JSON alone: it may
// hold any sign.
const (
	formatHeader   = "Demarche-Format"
	encodingHeader = "Content-Encoding" // gzip, or none
	// Of failed articles:
	reasonHeader   = "Demarche-Reason"
	triesHeader    = "Demarche-Tries"
	workerHeader   = "Demarche-Worker"
	timeHeader     = "Demarche-Time"
	sequenceHeader = "Demarche-Sequence" // the number in the stream of articles
)

// headerRoom is what headers may add to a message, of which the server bounds the
// whole.
const headerRoom = 1 << 10

// articleBound is what an article may unpack to. The reader of articles bounds
// their texts far below; messages may come from anyone.
const articleBound = 16 << 20

// key names an article in subjects.
func key(id string) string { return article.IDOf(id) }

// encode makes a message of at most limit bytes. Its ID comes from all that the
// article says: the same article makes the same message on every machine.
// ErrTooBig when it does not fit even packed.
func encode(a *article.Article, subject string, limit int64) (*nats.Msg, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b.Bytes())
	m := nats.NewMsg(subject)
	m.Header.Set(nats.MsgIdHdr, hex.EncodeToString(sum[:16]))
	m.Header.Set(formatHeader, Format)
	m.Data = b.Bytes()
	if int64(len(m.Data))+headerRoom <= limit {
		return m, nil
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(m.Data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if int64(packed.Len())+headerRoom > limit {
		return nil, fmt.Errorf("%w: %d bytes, %d packed, and the server takes %d: raise its max_payload", ErrTooBig, len(m.Data), packed.Len(), limit)
	}
	m.Header.Set(encodingHeader, "gzip")
	m.Data = packed.Bytes()
	return m, nil
}

// decode reads a message. ErrFormat when it can't.
func decode(header nats.Header, data []byte) (*article.Article, error) {
	if f := header.Get(formatHeader); f != Format {
		return nil, fmt.Errorf("%w: its format is %q, not %s: update the worker, or find out who else writes to this stream", ErrFormat, f, Format)
	}
	switch e := header.Get(encodingHeader); e {
	case "":
	case "gzip":
		r, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		if data, err = io.ReadAll(io.LimitReader(r, articleBound+1)); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
	default:
		return nil, fmt.Errorf("%w: it is packed as %q", ErrFormat, e)
	}
	if len(data) > articleBound {
		return nil, fmt.Errorf("%w: it unpacks to more than %d bytes", ErrFormat, articleBound)
	}
	var a article.Article
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if a.ID == "" || a.Text == "" {
		return nil, fmt.Errorf("%w: it has no ID or no text", ErrFormat)
	}
	return &a, nil
}
