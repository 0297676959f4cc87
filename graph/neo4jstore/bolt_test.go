package neo4jstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Messages of the Bolt protocol, by their signature.
const (
	reset    = 0x0f
	runText  = 0x10
	begin    = 0x11
	commit   = 0x12
	goodbye  = 0x02
	route    = 0x66
	success  = 0x70
	ignored  = 0x7e
	failure  = 0x7f
	greeting = 20 // bytes: a mark and four versions
)

// member stands before a real server and speaks Bolt: it can answer for the server,
// as a user without rights or a member of a cluster would be answered, and
// remembers what it was asked.
type member struct {
	address  string
	listener net.Listener
	to       string
	mu       sync.Mutex
	// answer returns the answer to a message, nil to let the server answer.
	answer func(signature byte, body []byte) []byte
	asked  [][]byte
	open   map[net.Conn]bool
}

func newMember(t *testing.T, to string, answer func(byte, []byte) []byte) *member {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m := &member{address: l.Addr().String(), listener: l, to: to, answer: answer, open: map[net.Conn]bool{}}
	t.Cleanup(m.die)
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go m.serve(in)
		}
	}()
	return m
}

// die closes every connection and takes no more.
func (m *member) die() {
	m.listener.Close()
	m.mu.Lock()
	defer m.mu.Unlock()
	for c := range m.open {
		c.Close()
	}
}

// count returns how many messages there were with that signature and text.
func (m *member) count(signature byte, text string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, a := range m.asked {
		if a[1] == signature && bytes.Contains(a, []byte(text)) {
			n++
		}
	}
	return n
}

// serve passes on one message after the other, each with all that is answered, so
// that answers of its own stand in their place.
func (m *member) serve(in net.Conn) {
	defer in.Close()
	out, err := net.Dial("tcp", m.to)
	if err != nil {
		return
	}
	defer out.Close()
	m.mu.Lock()
	m.open[in], m.open[out] = true, true
	m.mu.Unlock()
	hello := make([]byte, greeting)
	if _, err := io.ReadFull(in, hello); err != nil {
		return
	}
	copy(hello[4:8], make([]byte, 4)) // no list of versions, only one to choose from
	if _, err := out.Write(hello); err != nil {
		return
	}
	if _, err := io.CopyN(in, out, 4); err != nil {
		return
	}
	failed := false
	for {
		msg, err := readMessage(in)
		if err != nil {
			return
		}
		signature := msg[1]
		m.mu.Lock()
		m.asked = append(m.asked, msg)
		own := m.answer(signature, msg[2:])
		m.mu.Unlock()
		switch {
		case signature == reset:
			failed = false
		case failed:
			own = []byte{0xb0, ignored}
		case own != nil && own[1] == failure:
			failed = true
		}
		if own != nil {
			if err := writeMessage(in, own); err != nil {
				return
			}
			continue
		}
		if err := writeMessage(out, msg); err != nil || signature == goodbye {
			return
		}
		for {
			reply, err := readMessage(out)
			if err != nil {
				return
			}
			if err := writeMessage(in, reply); err != nil {
				return
			}
			if s := reply[1]; s == success || s == failure || s == ignored {
				break // the last one
			}
		}
	}
}

// readMessage joins the chunks of a message.
func readMessage(r io.Reader) ([]byte, error) {
	var msg []byte
	for {
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return nil, err
		}
		n := int(binary.BigEndian.Uint16(size[:]))
		if n == 0 {
			if len(msg) > 1 {
				return msg, nil
			}
			continue // nothing but a sign of life
		}
		from := len(msg)
		msg = append(msg, make([]byte, n)...)
		if _, err := io.ReadFull(r, msg[from:]); err != nil {
			return nil, err
		}
	}
}

func writeMessage(w io.Writer, msg []byte) error {
	var b []byte
	for chunk := range slices.Chunk(msg, 0xffff) {
		b = binary.BigEndian.AppendUint16(b, uint16(len(chunk)))
		b = append(b, chunk...)
	}
	_, err := w.Write(append(b, 0, 0))
	return err
}

// pack writes a value as Bolt does.
func pack(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		b = append(b, 0xd1)
		return append(binary.BigEndian.AppendUint16(b, uint16(len(v))), v...)
	case int:
		return binary.BigEndian.AppendUint32(append(b, 0xca), uint32(v))
	case []any:
		b = append(b, 0xd4, byte(len(v)))
		for _, x := range v {
			b = pack(b, x)
		}
		return b
	case map[string]any:
		b = append(b, 0xd8, byte(len(v)))
		for k, x := range v {
			b = pack(pack(b, k), x)
		}
		return b
	}
	panic(errors.New("a kind of value that tests don't send"))
}

// fails is the answer of a server that refuses.
func fails(code, message string) []byte {
	return pack([]byte{0xb1, failure}, map[string]any{"code": code, "neo4j_code": code, "message": message, "gql_status": "50N42", "description": message})
}

// routes is the answer to who does what in a cluster.
func routes(writer string, readers, routers []string) []byte {
	servers := func(role string, addresses ...string) any {
		var list []any
		for _, a := range addresses {
			list = append(list, a)
		}
		return map[string]any{"role": role, "addresses": list}
	}
	return pack([]byte{0xb1, success}, map[string]any{"rt": map[string]any{"ttl": 300, "db": "neo4j",
		"servers": []any{servers("WRITE", writer), servers("READ", readers...), servers("ROUTE", routers...)}}})
}

// mentions reports whether a statement holds one of some words.
func mentions(body []byte, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(string(body), w) })
}
