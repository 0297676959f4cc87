package queue

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// What the queue reports, for callers that act on it.
var (
	// ErrUnreachable: no server of NATS answers, or not as long as we wait.
	ErrUnreachable = errors.New("queue not reachable")
	// ErrUnauthorized: the server does not let us in, or not to JetStream.
	ErrUnauthorized = errors.New("access to the queue refused")
	// ErrSettings: a stream or consumer of that name has other settings.
	ErrSettings = errors.New("the queue has other settings")
	// ErrTooBig: the server takes no message of that size.
	ErrTooBig = errors.New("too large for the queue")
	// ErrFormat: a message that this version can't read.
	ErrFormat = errors.New("not an article that this version of demarche can read")
	// ErrLapsed: the lease was not renewed in time; others may have the articles.
	ErrLapsed = errors.New("the lease of the articles has lapsed")
	// ErrNoDead: there is no such failed article.
	ErrNoDead = errors.New("no failed article of that number")
)

// Codes of the server that the client has no names for.
const (
	codeInsufficient  jetstream.ErrorCode = 10023 // insufficient resources
	codeNoQuorum      jetstream.ErrorCode = 10008 // system temporarily unavailable
	codeNoPeers       jetstream.ErrorCode = 10005 // no suitable peers for placement
	codeStoreFailed   jetstream.ErrorCode = 10077 // message could not be stored, and why
	codeMemory        jetstream.ErrorCode = 10028
	codeStorage       jetstream.ErrorCode = 10047
	codeReplicasAlone jetstream.ErrorCode = 10074 // replicas > 1 not supported in non-clustered mode
)

// code is the number of an error of the server, 0 when it is none.
func code(err error) jetstream.ErrorCode {
	var e jetstream.JetStreamError
	if errors.As(err, &e) && e.APIError() != nil {
		return e.APIError().ErrorCode
	}
	return 0
}

// full reports whether the server has no room for a message: its disk, or a limit
// that somebody has set. That passes when workers have worked.
func full(err error) bool {
	switch code(err) {
	case codeStoreFailed, codeStorage, codeMemory, codeInsufficient:
		return true
	}
	return false
}

// passing reports whether an error may be gone in a moment.
func passing(err error) bool {
	switch code(err) {
	case codeNoQuorum:
		return true
	case 0:
	default:
		// A server that has just started may not have read its streams yet.
		var e jetstream.JetStreamError
		return errors.As(err, &e) && e.APIError().Code == 503
	}
	for _, passes := range []error{nats.ErrNoResponders, nats.ErrTimeout, nats.ErrConnectionReconnecting, nats.ErrDisconnected, nats.ErrReconnectBufExceeded,
		nats.ErrStaleConnection, nats.ErrNoServers, context.DeadlineExceeded, jetstream.ErrNoStreamResponse, jetstream.ErrAsyncPublishTimeout,
		jetstream.ErrTooManyStalledMsgs, jetstream.ErrConsumerLeadershipChanged, jetstream.ErrNoHeartbeat, jetstream.ErrServerShutdown} {
		if errors.Is(err, passes) {
			return true
		}
	}
	return false
}

// wrap says which queue an error is about, what it means and what to do.
func (q *Queue) wrap(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	at := "queue " + strings.Join(q.opts.URLs, ",") + ": " + doing
	refused := errors.Is(err, nats.ErrAuthorization) || errors.Is(err, nats.ErrAuthExpired) || errors.Is(err, nats.ErrAuthRevoked) || errors.Is(err, nats.ErrPermissionViolation)
	switch {
	case refused || strings.Contains(strings.ToLower(err.Error()), "authorization violation"):
		return fmt.Errorf("%s: %w: set nats.creds or nats.nkey to what the server knows (%w)", at, ErrUnauthorized, err)
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount):
		return fmt.Errorf("%s: %w: JetStream is off: start the server with -js, or allow it for the account (%w)", at, ErrUnauthorized, err)
	case code(err) == codeReplicasAlone || code(err) == codeNoPeers:
		return fmt.Errorf("%s: %w: there are fewer servers than replicas: set nats.replicas to 1, or start more servers (%w)", at, ErrSettings, err)
	case errors.Is(err, nats.ErrNoServers) || errors.Is(err, nats.ErrConnectionClosed) || passing(err):
		return fmt.Errorf("%s: %w: check nats.url and that NATS is running with JetStream (%w)", at, ErrUnreachable, err)
	}
	return fmt.Errorf("%s: %w", at, err)
}
