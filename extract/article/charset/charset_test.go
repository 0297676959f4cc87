package charset

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	english    = "The prime minister’s office said – after a call with José Ñáñez – that “talks in São Paulo” would go on."
	plainASCII = "The foreign ministers met in Oslo on Monday and agreed to meet again."
	russian    = "Министр иностранных дел провёл телефонный разговор со своим коллегой. Стороны обсудили подготовку встречи и договорились продолжить контакты."
	chinese    = "外交部长同挪威外交大臣通电话，就双边关系和国际形势交换意见，双方同意继续保持沟通。"
	japanese   = "外務大臣は本日、ノルウェーの外務大臣と電話会談を行い、地域情勢について意見交換を行いました。"
	arabic     = "أجرى وزير الخارجية اتصالا هاتفيا مع نظيره النرويجي بحثا خلاله آخر التطورات في المنطقة وسبل تعزيز التعاون."
)

// written gives a text in a charset, with "?" for what it lacks.
func written(t testing.TB, text string, name Name) []byte {
	t.Helper()
	b, err := encoding.ReplaceUnsupported(find(name).NewEncoder()).Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name     string
		in       []byte
		declared string
		want     string
		charset  Name
	}{
		{"ascii", []byte(plainASCII), "", plainASCII, UTF8},
		{"utf-8", []byte(english), "", english, UTF8},
		{"utf-8 with mark", []byte("\xEF\xBB\xBF" + english), "", english, UTF8},
		{"utf-8 declared as latin-1, as browsers save pages", []byte(english), "iso-8859-1", english, UTF8},
		{"windows-1252, not declared", written(t, english, "windows-1252"), "", english, "windows-1252"},
		{"windows-1252, declared as latin-1, as the web does", written(t, english, "windows-1252"), "ISO-8859-1", english, "windows-1252"},
		{"windows-1252, declared as nonsense", written(t, english, "windows-1252"), "klingon", english, "windows-1252"},
		{"windows-1252, declared as utf-8", written(t, english, "windows-1252"), "utf-8", english, "windows-1252"},
		{"windows-1251, declared", written(t, russian, "windows-1251"), "Windows-1251", russian, "windows-1251"},
		{"windows-1251, declared in quotes", written(t, russian, "windows-1251"), ` "cp1251" `, russian, "windows-1251"},
		{"windows-1251, not declared", written(t, russian, "windows-1251"), "", russian, "windows-1251"},
		{"koi8-r, not declared", written(t, russian, "koi8-r"), "", russian, "koi8-r"},
		{"ibm866, not declared", written(t, russian, "ibm866"), "", russian, "ibm866"},
		{"iso-8859-5, not declared", written(t, russian, "iso-8859-5"), "", russian, "iso-8859-5"},
		{"windows-1256, not declared", written(t, arabic, "windows-1256"), "", arabic, "windows-1256"},
		{"gb18030, not declared", written(t, chinese, "gb18030"), "", chinese, "gb18030"},
		{"shift_jis, not declared", written(t, japanese, "shift_jis"), "", japanese, "shift_jis"},
		{"utf-16le with mark", append([]byte("\xFF\xFE"), written(t, english, "utf-16le")...), "", english, "utf-16le"},
		{"utf-16be with mark", append([]byte("\xFE\xFF"), written(t, english, "utf-16be")...), "", english, "utf-16be"},
		{"utf-16le without mark", written(t, english, "utf-16le"), "", english, "utf-16le"},
		{"utf-16be without mark", written(t, english, "utf-16be"), "", english, "utf-16be"},
		{"utf-16le without mark, Russian", written(t, russian, "utf-16le"), "", russian, "utf-16le"},
		{"utf-16 declared by a page in single bytes", []byte(plainASCII), "utf-16", plainASCII, UTF8},
		{"utf-32le with mark", append([]byte("\xFF\xFE\x00\x00"), mustUTF32(t, english)...), "", english, "utf-32le"},
		{"utf-8 with one odd byte", []byte("José and Zoë met in São Paulo, said Jürgen \xe9."), "", "José and Zoë met in São Paulo, said Jürgen \uFFFD.", UTF8},
		{"nothing", nil, "", "", UTF8},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, name := Decode(c.in, c.declared)
			if got != c.want || name != c.charset {
				t.Errorf("Decode() = %q in %s\nwant %q in %s", got, name, c.want, c.charset)
			}
		})
	}
}

func mustUTF32(t *testing.T, s string) []byte {
	b, err := utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM).NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A character that the end of what is looked at cuts in two must not turn a
// stream of UTF-8 into Latin-1.
func TestReaderCutsNoCharacter(t *testing.T) {
	text := strings.Repeat("é", 200)
	for size := 16; size < 24; size++ {
		r := bufio.NewReaderSize(strings.NewReader(text), size)
		if _, err := r.Peek(1); err != nil {
			t.Fatal(err)
		}
		out, name := Reader(r, "")
		got, err := io.ReadAll(out)
		if err != nil || string(got) != text || name != UTF8 {
			t.Errorf("with a buffer of %d: %d bytes in %s, %v", size, len(got), name, err)
		}
	}
}

func TestReaderDecodesStreams(t *testing.T) {
	text := strings.Repeat(english+"\n", 400)
	for _, name := range []Name{"utf-16le", "utf-16be", "windows-1252"} {
		r := bufio.NewReader(bytes.NewReader(written(t, text, name)))
		if _, err := r.Peek(1); err != nil {
			t.Fatal(err)
		}
		out, got := Reader(r, "")
		b, err := io.ReadAll(out)
		if err != nil || string(b) != text || got != name {
			t.Errorf("%s: %d of %d bytes, read as %s, %v", name, len(b), len(text), got, err)
		}
	}
}

func TestOf(t *testing.T) {
	for in, want := range map[string]string{
		"text/html; charset=UTF-8":              "utf-8",
		`text/html;charset="windows-1251"; q=1`: "windows-1251",
		"text/html":                             "",
		"":                                      "",
	} {
		if got := Of(in); got != want {
			t.Errorf("Of(%q) = %q, want %q", in, got, want)
		}
	}
}

// Bytes of no charset at all have one answer, today and tomorrow.
func TestGuessIsSteady(t *testing.T) {
	b := make([]byte, 4096)
	for i := range b {
		b[i] = byte(i*i*31>>3) | 0x80
	}
	_, first := Decode(b, "")
	for range 50 {
		if _, again := Decode(b, ""); again != first {
			t.Fatalf("read as %s, then as %s", first, again)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, name := range []Name{"windows-1252", "windows-1251", "koi8-r", "ibm866", "gb18030", "shift_jis", "euc-kr", "big5", "utf-16le", "utf-16be"} {
		f.Add(written(f, russian+english+chinese, name), string(name))
		f.Add(written(f, chinese, name), "")
	}
	f.Add([]byte("\xFF\xFE\x00\x00\x01"), "utf-8")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		text, _ := Decode(b, declared)
		if strings.ToValidUTF8(text, "") != text {
			t.Errorf("not UTF-8: %q", text)
		}
		r := bufio.NewReader(bytes.NewReader(b))
		_, _ = r.Peek(1)
		out, _ := Reader(r, declared)
		if _, err := io.ReadAll(out); err != nil {
			t.Error(err)
		}
	})
}
