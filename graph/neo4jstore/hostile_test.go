package neo4jstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"time"
)

// bolt answers each connection with the same bytes, after a handshake if wanted.
func bolt(t *testing.T, handshake bool, answer []byte) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				asked := make([]byte, 4096)
				_, err := io.ReadFull(c, asked[:20])
				if handshake && err == nil {
					if _, err = c.Write([]byte{0, 0, 4, 5}); err == nil { // Bolt 5.4
						_, err = c.Read(asked)
					}
				}
				if err == nil {
					_, err = c.Write(answer)
				}
				for err == nil { // until the client leaves
					_, err = c.Read(asked)
				}
			}()
		}
	}()
	return "bolt://" + l.Addr().String()
}

// message cuts a message into chunks, as Bolt wants it.
func message(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		n := min(len(b), 0xffff)
		out = append(binary.BigEndian.AppendUint16(out, uint16(n)), b[:n]...)
		b = b[n:]
	}
	return append(out, 0, 0)
}

// A server that is no Neo4j, or that wants to do harm, gets an error and no more.
func TestHostileServers(t *testing.T) {
	success := []byte{0xb1, 0x70}
	answers := map[string][]byte{
		"a string of 4 GB": message(append(success, 0xa1, 0x81, 'a', 0xd2, 0xff, 0xff, 0xff, 0xff)),
		"bytes of 4 GB":    message(append(success, 0xa1, 0x81, 'a', 0xce, 0xff, 0xff, 0xff, 0xff)),
		"a long list":      message(append(success, 0xd6, 0x00, 0x0f, 0xff, 0xff)),
		"nested lists":     message(append(append(success, 0xa1, 0x81, 'a'), bytes.Repeat([]byte{0x91}, 10_000)...)),
		"no string":        message(append(success, 0xa1, 0x81, 'a', 0xc0)),
		"half a message":   {0xff, 0xff, 0xb1},
		"nothing":          {},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 40 {
		b := make([]byte, 1+random.IntN(300))
		for j := range b {
			b[j] = byte(random.Uint32())
		}
		answers["noise "+string(rune('A'+i))] = message(append([]byte{0xb1, []byte{0x70, 0x71, 0x7e, 0x7f}[i%4], 0xa1, 0x81, 'a'}, b...))
	}
	for name, answer := range answers {
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		s, err := Open(ctx, Options{URI: bolt(t, true, answer), User: "neo4j", Password: "hunter2"})
		cancel()
		if err == nil {
			s.Close(t.Context())
			t.Errorf("%s: a server that sends this was taken for a Neo4j", name)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: the error tells the password: %v", name, err)
		}
	}
	for name, answer := range map[string]string{"HTTP": "HTTP/1.1 400 Bad Request\r\n\r\n", "TLS": "\x15\x03\x01\x00\x02\x02\x16", "SSH": "SSH-2.0-OpenSSH_9.2\r\n"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		if _, err := Open(ctx, Options{URI: bolt(t, false, []byte(answer))}); err == nil {
			t.Errorf("%s was taken for Bolt", name)
		}
		cancel()
	}
}
