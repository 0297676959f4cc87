package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/demarche-graph/demarche/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// place names the database for people: never the user, never the password.
func (s *Store) place() string {
	if s.opts.Database == "" {
		return "neo4j store " + s.opts.URI
	}
	return "neo4j store " + s.opts.URI + ", database " + s.opts.Database
}

func isEmpty(err error) bool { return errors.Is(err, graph.ErrEmpty) }

// made reports whether a transaction failed because somebody else made the same
// node.
func made(err error) bool {
	var e *neo4j.Neo4jError
	return errors.As(err, &e) && e.Code == "Neo.ClientError.Schema.ConstraintValidationFailed"
}

// wrap says which database an error is about, what it means and what to do.
func (s *Store) wrap(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || explained(err) {
		return err
	}
	at := s.place() + ": " + doing
	var e *neo4j.Neo4jError
	if errors.As(err, &e) {
		switch title := e.Title(); {
		case e.Code == "Neo.ClientError.Security.Unauthorized" || e.Code == "Neo.ClientError.Security.AuthenticationRateLimit" || e.Code == "Neo.ClientError.Security.CredentialsExpired":
			return fmt.Errorf("%s: %w: set neo4j.user and neo4j.password (%s)", at, graph.ErrUnauthorized, e.Msg)
		case e.Code == "Neo.ClientError.Security.Forbidden":
			return fmt.Errorf("%s: %w: have an administrator give the user the right to read, write and make constraints here, or run demarche store init as one (%s)",
				at, graph.ErrForbidden, e.Msg)
		case title == "DatabaseNotFound":
			return fmt.Errorf("%s: %w: there is no database of that name: set neo4j.database (%s)", at, graph.ErrUnreachable, e.Msg)
		case title == "DatabaseUnavailable" || title == "NotALeader" || title == "ForbiddenOnReadOnlyDatabase":
			return fmt.Errorf("%s: %w: the database takes no writes at the moment (%s)", at, graph.ErrUnreachable, e.Msg)
		case strings.Contains(e.Msg, "No space left"):
			return fmt.Errorf("%s: %w: make room on the server's disk and run it again; what was loaded is safe (%s)", at, graph.ErrFull, e.Msg)
		}
		return fmt.Errorf("%s: %w", at, err)
	}
	if says := distrust(err); says != "" {
		return fmt.Errorf("%s: %w: %s (%w)", at, graph.ErrUnreachable, says, err)
	}
	var lost *neo4j.ConnectivityError
	if errors.As(err, &lost) {
		return fmt.Errorf("%s: %w: check the address and that Neo4j is running%s (%w)", at, graph.ErrUnreachable, s.encrypt(), err)
	}
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) {
		return fmt.Errorf("%s: %w: it kept failing; what was loaded before is safe, run it again (%w)", at, graph.ErrUnreachable, err)
	}
	return fmt.Errorf("%s: %w", at, err)
}

// encrypt adds advice to an error of a connection without encryption: a server that
// wants some closes it without a word.
func (s *Store) encrypt() string {
	if scheme, _, _ := strings.Cut(s.opts.URI, "://"); !strings.Contains(scheme, "+") {
		return ", or, if it takes encrypted connections only, begin the address with " + scheme + "+s://"
	}
	return ""
}

// distrusts are what Go's TLS says of certificates, and what to do about it. The
// driver passes on the words alone.
var distrusts = []struct{ says, do string }{
	{"certificate signed by unknown authority", "nobody that is trusted vouches for the server's certificate: set neo4j.ca to the file of its authority"},
	{"certificate is not valid for any names", "the server's certificate is for another name: write the address with the name that it is for"},
	{"certificate is valid for ", "the server's certificate is for another name: write the address with the name that it is for"},
	{"certificate has expired or is not yet valid", "the server's certificate is out of date, or the clock of this machine is wrong"},
	{"first record does not look like a TLS handshake", "the server does not encrypt: begin the address with neo4j:// or bolt://, if the way to it is safe"},
}

// distrust says what to do about a certificate that is not accepted; empty when the
// error is another.
func distrust(err error) string {
	for _, d := range distrusts {
		if strings.Contains(err.Error(), d.says) {
			return d.do
		}
	}
	return ""
}

// wrapQuery is wrap for the text of a user.
func (s *Store) wrapQuery(err error) error {
	var e *neo4j.Neo4jError
	if errors.As(err, &e) {
		switch {
		case e.Code == "Neo.ClientError.Statement.AccessMode":
			return fmt.Errorf("%s: %w: the query would change the graph: allow it with --write (%s)", s.place(), graph.ErrReadOnly, e.Msg)
		case strings.HasPrefix(e.Code, "Neo.ClientError.Statement."):
			return fmt.Errorf("%s: %w: %s", s.place(), graph.ErrQuery, e.Msg)
		}
	}
	return s.wrap("query", err)
}

// explained reports whether an error already says what it is about.
func explained(err error) bool {
	for _, known := range []error{graph.ErrEmpty, graph.ErrForeign, graph.ErrSchema, graph.ErrRebuild, graph.ErrUnreachable, graph.ErrUnauthorized, graph.ErrForbidden} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
