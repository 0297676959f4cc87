// Package neo4jtest gives tests a real Neo4j.
//
// Tests call [Open]. It takes the server at DEMARCHE_TEST_NEO4J_URI (with
// DEMARCHE_TEST_NEO4J_USER and _PASSWORD), or starts one when
// DEMARCHE_TEST_NEO4J is "start": in Docker when that runs, else with Java (17, or
// 21 for the latest release) and the jars that Maven fetches. Without either the test is skipped, which
// DEMARCHE_TEST_NEO4J=required turns into a failure.
//
// The program in folder run starts one server for a whole `go test ./...`.
package neo4jtest

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// Releases of Neo4j that are started: the one with long-term support, unless
// DEMARCHE_TEST_NEO4J_VERSION names another, and the latest one.
const (
	LongTerm = "5.26.30"
	Latest   = "2026.08.1"
)

// The variables that tests and this package read.
const (
	ModeVariable     = "DEMARCHE_TEST_NEO4J"
	URIVariable      = "DEMARCHE_TEST_NEO4J_URI"
	UserVariable     = "DEMARCHE_TEST_NEO4J_USER"
	PasswordVariable = "DEMARCHE_TEST_NEO4J_PASSWORD"
	VersionVariable  = "DEMARCHE_TEST_NEO4J_VERSION"
)

// startLimit is how long a server may take until it answers.
const startLimit = 3 * time.Minute

// Server is a Neo4j for tests, which may delete all that is in it.
type Server struct {
	URI, User, Password string
	// Authority is the file of the authority by whose certificate the server proves
	// itself, empty when connections are not encrypted.
	Authority string
	// How says how the server came to be, for people.
	How  string
	stop func() error
	// Of a server under Java: its folder, and how it is started there.
	home  string
	begin func() *exec.Cmd
}

// FromEnvironment returns the server that the variables name, nil when none is.
func FromEnvironment() *Server {
	uri := os.Getenv(URIVariable)
	if uri == "" {
		return nil
	}
	s := &Server{URI: uri, User: os.Getenv(UserVariable), Password: os.Getenv(PasswordVariable), How: "the server of " + URIVariable}
	if s.User == "" {
		s.User = "neo4j"
	}
	return s
}

// Start starts a server of its own and waits until it answers. Progress goes to
// log.
func Start(ctx context.Context, log io.Writer) (*Server, error) {
	version := cmp.Or(os.Getenv(VersionVariable), LongTerm)
	if exec.CommandContext(ctx, "docker", "info").Run() == nil {
		return startDocker(ctx, log, version)
	}
	return startJava(ctx, log, setup{version: version})
}

// Stop ends a server that Start started and removes what it kept.
func (s *Server) Stop() error {
	if s.stop == nil {
		return nil
	}
	return s.stop()
}

// Environment is the server as variables for a child process.
func (s *Server) Environment() []string {
	return []string{ModeVariable + "=required", URIVariable + "=" + s.URI, UserVariable + "=" + s.User, PasswordVariable + "=" + s.Password}
}

// Driver connects to the server.
func (s *Server) Driver() (neo4j.DriverWithContext, error) {
	var trust *tls.Config
	if s.Authority != "" {
		pem, err := os.ReadFile(s.Authority)
		if err != nil {
			return nil, err
		}
		trust = &tls.Config{RootCAs: x509.NewCertPool(), MinVersion: tls.VersionTLS12}
		trust.RootCAs.AppendCertsFromPEM(pem)
	}
	return neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""), func(c *config.Config) { c.TlsConfig = trust })
}

// wait returns when the server answers over Bolt: an open port is not enough.
// Gone reports whether it ended.
func (s *Server) wait(ctx context.Context, gone func() error) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	driver, err := s.Driver()
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	for {
		err := driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		if end := gone(); end != nil {
			return end
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("no answer within %v: %w", startLimit, err)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func startDocker(ctx context.Context, log io.Writer, version string) (*Server, error) {
	image := "neo4j:" + version + "-community"
	s := &Server{User: "neo4j", Password: password(), How: "a container of " + image}
	fmt.Fprintln(log, "neo4j for tests: starting", s.How)
	out, err := exec.CommandContext(ctx, "docker", "run", "--rm", "--detach", "--publish", "127.0.0.1::7687",
		"--env", "NEO4J_AUTH=neo4j/"+s.Password, "--env", "NEO4J_dbms_usage__report_enabled=false", image).Output()
	if err != nil {
		return nil, fmt.Errorf("docker run: %w", explain(err))
	}
	id := strings.TrimSpace(string(out))
	s.stop = func() error { return exec.Command("docker", "stop", id).Run() }
	out, err = exec.CommandContext(ctx, "docker", "port", id, "7687/tcp").Output()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("docker port: %w", explain(err)), s.Stop())
	}
	address, _, _ := strings.Cut(string(out), "\n")
	s.URI = "bolt://" + address
	err = s.wait(ctx, func() error {
		if exec.Command("docker", "inspect", id).Run() != nil {
			return errors.New("the container ended")
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// explain adds what a program wrote to stderr.
func explain(err error) error {
	var e *exec.ExitError
	if errors.As(err, &e) && len(e.Stderr) > 0 {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(e.Stderr)))
	}
	return err
}

func password() string {
	b := make([]byte, 12)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// freePort returns a port of this machine that nobody uses at the moment.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
