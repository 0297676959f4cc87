package article

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/demarche-graph/demarche/extract/article/charset"
)

// magics are how files that are no text begin. Those that may hold an article
// have a reason, and fail wherever they are found; the others, when found beside
// articles, are skipped.
var magics = []struct {
	magic, kind string
	reason      error
}{
	{"%PDF-", "a PDF", ErrBinary},
	{"{\\rtf", "an RTF document", ErrBinary},
	{"\xd0\xcf\x11\xe0", "an old Office document", ErrBinary},
	{"bplist00", "a web archive of Safari", ErrBinary},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", ErrPacked},
	{"\xfd7zXZ", "an xz file", ErrPacked},
	{"Rar!\x1a\x07", "a RAR archive", ErrPacked},
	{"\x04\x22\x4d\x18", "an lz4 file", ErrPacked},
	{"\x1f\x9d", "a file of compress", ErrPacked},
	{"PAR1", "a Parquet file", ErrBinary},
	{"Obj\x01", "an Avro file", ErrBinary},
	{"SQLite format 3", "a SQLite database", nil},
	{"\x7fELF", "a program", nil},
	{"MZ", "a program", nil},
}

// notText says why what begins with head cannot be read as text, or nil. named
// is whether the user gave this very input.
func notText(head []byte, named bool) error {
	if name, _ := charset.Detect(head, ""); strings.HasPrefix(string(name), "utf-16") || strings.HasPrefix(string(name), "utf-32") {
		return nil
	}
	kind, reason := "", error(nil)
	for _, m := range magics {
		// Two letters could open a text, so a program must have its NULs as well.
		if bytes.HasPrefix(head, []byte(m.magic)) && (m.magic != "MZ" || bytes.IndexByte(head, 0) >= 0) {
			kind, reason = m.kind, m.reason
			break
		}
	}
	if kind == "" {
		if kind = mediaKind(head); kind == "" {
			return nil
		}
	}
	if reason == nil {
		if reason = ErrNotArticle; named {
			reason = ErrBinary
		}
	}
	return because(reason, "it looks like %s", kind)
}

// mediaKind names a picture, a recording or other bytes that nobody wrote as
// text, or "".
func mediaKind(head []byte) string {
	kind := mediaType(http.DetectContentType(head))
	switch major, _, _ := strings.Cut(kind, "/"); major {
	case "image", "audio", "video", "font":
		return "a file of type " + kind
	}
	control := 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b' || c == 0x7f {
			control++
		}
	}
	// A few may have got into a text; of random bytes they are a tenth.
	if control*50 > len(head) {
		return "binary data"
	}
	return ""
}
