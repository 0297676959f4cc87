// Package queuetest gives tests real servers of NATS with JetStream, as processes
// that can be killed and started again.
//
// A server is the test binary itself, started again: call [Child] from TestMain.
package queuetest

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// configVariable makes a test binary a server with that file of settings.
const configVariable = "DEMARCHE_TEST_NATS_CONFIG"

// Child is a server when this process was started as one, until its standard input
// ends, which it does when the test that started it is gone. It reports whether it
// was.
func Child() bool {
	path := os.Getenv(configVariable)
	if path == "" {
		return false
	}
	opts, err := server.ProcessConfigFile(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, "nats for tests:", err)
		return true
	}
	opts.NoSigs = true
	s, err := server.NewServer(opts)
	if err != nil {
		fmt.Fprintln(os.Stderr, "nats for tests:", err)
		return true
	}
	if opts.LogFile != "" {
		s.ConfigureLogger()
	}
	s.Start()
	_, _ = io.Copy(io.Discard, os.Stdin) // its end is all that matters
	s.Shutdown()
	s.WaitForShutdown()
	return true
}

// Cluster is one or more servers that know each other.
type Cluster struct {
	t       testing.TB
	servers []*process
}

type process struct {
	name, config, address string
	cmd                   *exec.Cmd
	leash                 io.WriteCloser
}

// Start starts n servers and waits until JetStream answers. More are lines of
// settings for each of them, such as max_payload: 64KB.
func Start(t testing.TB, n int, more ...string) *Cluster {
	t.Helper()
	c := &Cluster{t: t}
	dir := t.TempDir()
	ports := freePorts(t, 2*n)
	var routes []string
	for i := range n {
		routes = append(routes, "nats-route://127.0.0.1:"+ports[n+i])
	}
	for i := range n {
		name := fmt.Sprintf("n%d", i+1)
		store := filepath.Join(dir, name)
		if err := os.Mkdir(store, 0o700); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("server_name: %s\nlisten: 127.0.0.1:%s\njetstream {store_dir: %q}\nlog_file: %q\n", name, ports[i], store, filepath.Join(dir, name+".log"))
		if n > 1 {
			text += fmt.Sprintf("cluster {name: test, listen: 127.0.0.1:%s, routes: [%s]}\n", ports[n+i], strings.Join(routes, ", "))
		}
		s := &process{name: name, config: filepath.Join(dir, name+".conf"), address: "127.0.0.1:" + ports[i]}
		if err := os.WriteFile(s.config, []byte(text+strings.Join(more, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		c.servers = append(c.servers, s)
	}
	t.Cleanup(func() {
		for i := range c.servers {
			c.Kill(i)
		}
	})
	for i := range c.servers {
		c.Begin(i)
	}
	if len(more) == 0 { // with other settings only the test knows how to connect
		c.wait()
	} else {
		c.listening()
	}
	return c
}

// URL is the addresses of all servers.
func (c *Cluster) URL() string {
	var urls []string
	for _, s := range c.servers {
		urls = append(urls, "nats://"+s.address)
	}
	return strings.Join(urls, ",")
}

// Address is the host and port of a server.
func (c *Cluster) Address(i int) string { return c.servers[i].address }

// PID is the process of a server that runs.
func (c *Cluster) PID(i int) int { return c.servers[i].cmd.Process.Pid }

// Begin starts a server that does not run, on the files that it left.
func (c *Cluster) Begin(i int) {
	c.t.Helper()
	s := c.servers[i]
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	s.cmd = exec.Command(self, "-test.run=^$")
	s.cmd.Env = append(os.Environ(), configVariable+"="+s.config)
	s.cmd.Stderr = os.Stderr
	if s.leash, err = s.cmd.StdinPipe(); err != nil {
		c.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
}

// Kill ends a server with SIGKILL, if it runs.
func (c *Cluster) Kill(i int) {
	s := c.servers[i]
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill() // it may have ended
	s.cmd.Wait()
	s.leash.Close()
	s.cmd = nil
}

// Leader returns the server that leads a stream.
func (c *Cluster) Leader(stream string) int {
	c.t.Helper()
	leader := ""
	c.Do(func(ctx context.Context, js jetstream.JetStream) error {
		s, err := js.Stream(ctx, stream)
		if err != nil {
			return err
		}
		info := s.CachedInfo()
		if info.Cluster == nil || info.Cluster.Leader == "" {
			return fmt.Errorf("stream %s has no leader", stream)
		}
		leader = info.Cluster.Leader
		return nil
	})
	for i, s := range c.servers {
		if s.name == leader {
			return i
		}
	}
	c.t.Fatalf("nats for tests: leader %q is none of the servers", leader)
	return -1
}

// wait returns when JetStream answers.
func (c *Cluster) wait() {
	c.t.Helper()
	c.Do(func(ctx context.Context, js jetstream.JetStream) error {
		if _, err := js.AccountInfo(ctx); err != nil || len(c.servers) == 1 {
			return err
		}
		// A stream on all of them can be made only once all have met.
		const probe = "probe"
		if _, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: probe, Subjects: []string{probe}, Replicas: min(3, len(c.servers))}); err != nil {
			return err
		}
		return js.DeleteStream(ctx, probe)
	})
}

// listening returns when the ports are open.
func (c *Cluster) listening() {
	c.t.Helper()
	for _, s := range c.servers {
		for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			conn, err := net.Dial("tcp", s.address)
			if err == nil {
				conn.Close()
				break
			}
			if time.Now().After(deadline) {
				c.t.Fatalf("nats for tests: %v\n%s", err, c.Log())
			}
		}
	}
}

// Do repeats f until it succeeds, and fails the test when it does not.
func (c *Cluster) Do(f func(context.Context, jetstream.JetStream) error) {
	c.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		err := c.try(f)
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("nats for tests: %v\n%s", err, c.Log())
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func (c *Cluster) try(f func(context.Context, jetstream.JetStream) error) error {
	conn, err := nats.Connect(c.URL(), nats.Timeout(time.Second))
	if err != nil {
		return err
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
	defer stop()
	return f(ctx, js)
}

// Log is the end of what the servers wrote.
func (c *Cluster) Log() string {
	var b strings.Builder
	for _, s := range c.servers {
		text, err := os.ReadFile(strings.TrimSuffix(s.config, ".conf") + ".log")
		if err != nil {
			continue
		}
		fmt.Fprintf(&b, "%s:\n%s\n", s.name, text[max(0, len(text)-2000):])
	}
	return b.String()
}

// freePorts returns ports that nobody uses at the moment.
func freePorts(t testing.TB, n int) []string {
	t.Helper()
	var ports []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		_, port, err := net.SplitHostPort(l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		ports = append(ports, port)
	}
	return ports
}
