package queue

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

const helloOf = `INFO {"server_id":"X","version":"2.11.0","headers":true,"max_payload":1048576,"jetstream":true}` + "\r\n"

// hostile is a server that answers as no server of NATS does: first what it says at
// once, then to each line that it gets.
func hostile(t *testing.T, first string, answer func(line string, w io.Writer) error) string {
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
				if _, err := io.WriteString(c, first); err != nil || answer == nil {
					return
				}
				for lines := bufio.NewScanner(c); lines.Scan(); {
					if answer(lines.Text(), c) != nil {
						return
					}
				}
			}()
		}
	}()
	return "nats://" + l.Addr().String()
}

// What is no server of NATS, or a wicked one, ends in an error, and soon. The client
// reserves as much memory as a message is said to have: SECURITY.md.
func TestHostileServers(t *testing.T) {
	pong := func(line string, w io.Writer) error {
		if line == "PING" {
			_, err := io.WriteString(w, "PONG\r\n")
			return err
		}
		return nil
	}
	// after says something as soon as the client is greeted and begins to ask.
	after := func(what string) func(string, io.Writer) error {
		return func(line string, w io.Writer) error {
			if err := pong(line, w); err != nil || !strings.HasPrefix(line, "PUB") && !strings.HasPrefix(line, "HPUB") {
				return err
			}
			_, err := io.WriteString(w, what)
			return err
		}
	}
	for _, c := range []struct {
		name, first string
		answer      func(string, io.Writer) error
	}{
		{"closes at once", "", nil},
		{"another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n", nil},
		{"noise", strings.Repeat("\x00\xff\x1b]0;x\x07", 4096) + "\r\n", nil},
		{"a line without an end", "INFO " + strings.Repeat("x", 8<<20), nil},
		{"no JSON", "INFO {\"server_id\":\r\n", nil},
		{"says nothing of JetStream", helloOf, pong},
		{"noise in the place of an answer", helloOf, after("\x00\xff\x00\xff\r\n")},
		{"a message of two gigabytes", helloOf, after("MSG _INBOX.x 1 2147483647\r\nshort")},
		{"a message of no length", helloOf, after("MSG _INBOX.x 1 -5\r\n\r\n")},
		{"an answer that is too long a line", helloOf, after("MSG " + strings.Repeat("y", 4<<20) + "\r\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			begun := time.Now()
			q, err := Open(t.Context(), Options{URLs: []string{hostile(t, c.first, c.answer)}, Stream: "articles", Patience: time.Second})
			if err == nil {
				q.Close()
				t.Fatal("it was taken for a queue")
			}
			if strings.ContainsAny(err.Error(), "\x00\x1b\x07") {
				t.Errorf("the error repeats what the server sent: %q", err)
			}
			if d := time.Since(begun); d > 30*time.Second {
				t.Errorf("took %v", d)
			}
			t.Log(time.Since(begun).Round(time.Millisecond), err)
		})
	}
}
