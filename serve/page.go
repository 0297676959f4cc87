package serve

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/demarche-graph/demarche/serve/api"
)

// asset is a file of the page, ready to be sent.
type asset struct {
	media, tag   string
	plain, gzips []byte
}

// page sends the files of the page. Every other address that is no file gets
// index.html, whose script knows what to show.
func (s *Server) page() http.Handler {
	read := sync.OnceValues(func() (map[string]*asset, error) { return assets(s.opts.Page) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all, err := read()
		if err != nil {
			s.problem(w, r, api.Fail(err))
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		a := all[name]
		if a == nil && path.Ext(name) == "" {
			a = all["index.html"]
		}
		if a == nil {
			s.problem(w, r, &api.RequestError{Status: http.StatusNotFound, Err: errors.New("there is no such file")})
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.media)
		h.Set("Cache-Control", "no-cache") // asked each time, sent only when it changed
		h.Set("ETag", a.tag)
		h.Set("Vary", "Accept-Encoding")
		if r.Header.Get("If-None-Match") == a.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			s.send(w, a.gzips)
			return
		}
		s.send(w, a.plain)
	})
}

func assets(files fs.FS) (map[string]*asset, error) {
	all := map[string]*asset{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		var packed bytes.Buffer
		z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(b); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		media := mime.TypeByExtension(path.Ext(name))
		switch path.Ext(name) { // what the machine knows of types differs
		case ".js":
			media = "text/javascript; charset=utf-8"
		case ".css":
			media = "text/css; charset=utf-8"
		case ".html":
			media = "text/html; charset=utf-8"
		case ".svg":
			media = "image/svg+xml"
		case ".json":
			media = "application/json"
		case ".txt":
			media = "text/plain; charset=utf-8"
		}
		all[name] = &asset{media, `"` + hex.EncodeToString(sum[:8]) + `"`, b, packed.Bytes()}
		return nil
	})
	return all, err
}
