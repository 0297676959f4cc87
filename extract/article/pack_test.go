package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packed packs a content, as a member of that name where there are members.
func packed(t testing.TB, as packing, content string, name ...string) string {
	t.Helper()
	name = append(name, "member")
	var b bytes.Buffer
	var w io.WriteCloser
	switch as {
	case gzipped:
		w = gzip.NewWriter(&b)
	case zstded:
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	case zipped:
		z := zip.NewWriter(&b)
		m, err := z.Create(name[0])
		if err != nil {
			t.Fatal(err)
		}
		w = two{m, z}
	case tarred:
		z := tar.NewWriter(&b)
		if err := z.WriteHeader(&tar.Header{Name: name[0], Mode: 0o644, Size: int64(len(content))}); err != nil {
			t.Fatal(err)
		}
		w = two{z, z}
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type two struct {
	io.Writer
	io.Closer
}

// bzippedLine is `{"id":"a","text":"The ministers met."}` and a line end, packed
// by bzip2, for which Go has no writer.
const bzippedLine = "QlpoOTFBWSZTWZ40UzsAABLbgAAQUAUAEAQAJmMcSiAAMUwmmgNMQiYgGRiaS6bhUCUVbiAMxuL2OIDHfFJxkpL4u5IpwoSE8aKZ2A=="

func TestReadPacked(t *testing.T) {
	line := `{"id":"a","text":` + quotedText + "}\n"
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"gzip", packed(t, gzipped, line), []string{"read in:1 id=a "}},
		{"gzip in parts", packed(t, gzipped, line) + packed(t, gzipped, line), []string{"read in:1 id=a ", "read in:2 id=a "}},
		{"zstd", packed(t, zstded, line), []string{"read in:1 id=a "}},
		{"zip", packed(t, zipped, line), []string{"read in!member:1 id=a "}},
		{"tar", packed(t, tarred, line, "deep/er.jsonl"), []string{"read in!deep/er.jsonl:1 id=a "}},
		{"tar.gz", packed(t, gzipped, packed(t, tarred, line)), []string{"read in!member:1 id=a "}},
		{"zip in tar.gz", packed(t, gzipped, packed(t, tarred, packed(t, zipped, line))), []string{"read in!member!member:1 id=a "}},
		{"gz in zip", packed(t, zipped, packed(t, gzipped, webpage)), []string{"read in!member id="}},
		{"tar in zst in zip", packed(t, zipped, packed(t, zstded, packed(t, tarred, line))), []string{"read in!member!member:1 id=a "}},
		{"deeper than the limit", packed(t, gzipped, packed(t, gzipped, packed(t, gzipped, packed(t, gzipped, packed(t, gzipped, line))))),
			[]string{"failed in: archives inside archives, deeper than the limit: unpack it first (the limit is 4)"}},
		{"a zip in itself", packed(t, zipped, packed(t, zipped, packed(t, zipped, packed(t, zipped, packed(t, zipped, line))))), []string{"failed in!member!member!member!member: archives inside archives"}},
		{"a member with a bad name", packed(t, tarred, line, "../../etc/\x1b[2Jpasswd"), []string{"read in!../../etc/\uFFFD[2Jpasswd:1 id=a "}},
		{"a password", zipWith(t, 8, 1), []string{"failed in!member: packed in a way that cannot be read here: unpack it first (it has a password)"}},
		{"another method", zipWith(t, 10, 9), []string{"failed in!member: packed in a way that cannot be read here: unpack it first (by method 9 of zip)"}},
		{"a content that is not what was packed", zipWith(t, 16, 7), []string{"read in!member:1 ", "failed in!member:2: packed data is damaged"}},
		{"what is no article", packed(t, zipped, "\x89PNG\r\n\x1a\n", "a.png"), []string{"skipped in!a.png: not an article (it looks like a file of type image/png)"}},
		{"what is hidden", packed(t, tarred, "x", "__MACOSX/._a.txt"), []string{"skipped in!__MACOSX/._a.txt: hidden"}},
		{"a script", packed(t, tarred, "x()", "page_files/a.js"), []string{"skipped in!page_files/a.js: not an article (a script)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{"in": c.in})
			compare(t, items(t, Options{}, "in"), c.want)
		})
	}
}

// zipWith is a zip with another byte at some place in the entry of its list: at 8
// are flags, at 10 the method, at 16 the sum.
func zipWith(t *testing.T, at int, value byte) string {
	z := []byte(packed(t, zipped, `{"id":"a","text":`+quotedText+"}\n"))
	z[bytes.Index(z, []byte("PK\x01\x02"))+at] = value
	return string(z)
}

func TestReadBzip2(t *testing.T) {
	b, err := base64.StdEncoding.DecodeString(bzippedLine)
	if err != nil {
		t.Fatal(err)
	}
	folder(t, map[string]string{"in": string(b)})
	compare(t, items(t, Options{}, "in"), []string{`read in:1 id=a published= language= source="" title="" url= text="The ministers met."`})
}

// TestReadBombs has files of a few kilobytes that unpack to a hundred megabytes
// and more. A line to read stands first, then lines of nothing but spaces, which
// no limit but that of the meter ends.
func TestReadBombs(t *testing.T) {
	line := `{"id":"a","text":` + quotedText + "}\n"
	spaces := strings.Repeat(strings.Repeat(" ", 65535)+"\n", 16) // a MiB
	gz := packed(t, gzipped, line) + strings.Repeat(packed(t, gzipped, spaces), 100)
	zst := packed(t, zstded, line) + strings.Repeat(packed(t, zstded, spaces), 100)
	zipOf := packed(t, zipped, line+strings.Repeat(spaces, 100), "a.jsonl")
	var many bytes.Buffer
	z := zip.NewWriter(&many)
	member := packed(t, gzipped, line) + strings.Repeat(packed(t, gzipped, spaces), 10)
	for i := range 20 {
		m, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i, ".gz"), Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(m, member) // into memory
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{
		"gzip": gz, "zstd": zst, "zip": zipOf, "layers of gzip": packed(t, gzipped, gz), "layers of zip": packed(t, zipped, zipOf, "b.zip"), "zip of gzips": many.String(), "tar with a hole": sparse(),
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, map[string]string{"in": in, "z": story})
			got := items(t, Options{}, "in", "z")
			bomb := false
			for _, item := range got {
				bomb = bomb || errors.Is(item.Err, ErrBomb)
			}
			if !bomb || got[0].Outcome != Ready || got[len(got)-1].Outcome != Ready {
				t.Errorf("%d bytes: %s", len(in), outcomes(got))
			}
		})
	}
}

// sparse is a small tar with a file of a line and a hundred gigabytes of
// nothing after it.
func sparse() string {
	const data = 128 << 10 // more than is looked at to recognise a format
	head := make([]byte, 512+data)
	copy(head, "hole.jsonl")
	copy(head[100:], "0000644\x00")
	copy(head[124:], fmt.Sprintf("%011o ", data)) // the size in the archive
	copy(head[136:], "00000000000 ")
	head[156] = 'S'
	copy(head[257:], "ustar  \x00")
	copy(head[386:], fmt.Sprintf("%011o ", 0))                           // where the data stands
	copy(head[398:], fmt.Sprintf("%011o ", data))                        // how much of it
	copy(head[483:], "\x80\x00\x00\x00\x00\x00\x00\x18\xC0\x00\x00\x00") // the true size, in base 256
	copy(head[148:], "        ")
	sum := 0
	for _, c := range head[:512] {
		sum += int(c)
	}
	copy(head[148:], fmt.Sprintf("%06o\x00 ", sum))
	copy(head[512:], `{"id":"a","text":`+quotedText+"}\n"+strings.Repeat("\n", data))
	return string(head)
}

// A zip inside another archive is put aside in a temporary file, which does not
// stay, and which may not be larger than the limit.
func TestReadZipPutAside(t *testing.T) {
	folder(t, map[string]string{"in": packed(t, tarred, packed(t, zipped, story))})
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	compare(t, items(t, Options{}, "in"), []string{"read in!member!member id="})
	compare(t, items(t, Options{Limits: Limits{Aside: 100}}, "in"), []string{"failed in!member: larger than one article may be: cut it into its articles or raise the limit (a zip inside another archive may have 100 bytes: unpack it first)"})
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// The list of members is held in memory, so it may not be of any length.
func TestReadZipOfTooManyMembers(t *testing.T) {
	one := packed(t, zipped, "")
	end := len(one) - 22 // where the record of the end begins
	start := int(binary.LittleEndian.Uint32([]byte(one[end+16:])))
	directory := strings.Repeat(one[start:end], directoryMost/(end-start)+1)
	tail := []byte(one[end:])
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(directory)))
	folder(t, map[string]string{"in": one[:start] + directory + string(tail)})
	compare(t, items(t, Options{}, "in"), []string{"its list of members is over 32 MiB"})
}
