package article

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// isMHTML recognises a page that a browser saved as one file: a message with
// the page and its pictures as parts, RFC 2557.
func isMHTML(head string) bool {
	headers, _, ok := strings.Cut(strings.ReplaceAll(head[:min(len(head), headEnough)], "\r\n", "\n"), "\n\n")
	return ok && strings.Contains(strings.ToLower(headers), "multipart/related") &&
		(strings.HasPrefix(headers, "From:") || strings.HasPrefix(headers, "MIME-Version:") || strings.HasPrefix(headers, "Snapshot-Content-Location:"))
}

// mhtml reads the page of such a file: the first part that is one.
func (in *intake) mhtml(s *source, b []byte) bool {
	message, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return in.refuse(s, because(ErrSyntax, "not MHTML: %.200v", err))
	}
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return in.refuse(s, because(ErrSyntax, "not MHTML: no boundary between its parts"))
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return in.refuse(s, because(ErrNoText, "no page among the parts of the file"))
		}
		if err != nil {
			return in.refuse(s, because(ErrSyntax, "not MHTML: %.200v", err))
		}
		if kind := mediaType(part.Header.Get("Content-Type")); kind != "text/html" && kind != "application/xhtml+xml" {
			continue
		}
		var body io.Reader = part
		switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
		case "quoted-printable":
			body = quotedprintable.NewReader(part)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, part)
		}
		content, err := in.all(body)
		if err != nil {
			return in.refuse(s, because(ErrSyntax, "not MHTML: %.200v", err))
		}
		inner := *s
		inner.contentType = part.Header.Get("Content-Type")
		for _, at := range []string{message.Header.Get("Snapshot-Content-Location"), part.Header.Get("Content-Location")} {
			if inner.url == "" {
				inner.url = addressOf(at)
			}
		}
		return in.html(&inner, content)
	}
}
