package config

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// NATS says where the queue of articles is, for those who work on many machines.
type NATS struct {
	// URLs are addresses of servers, one or more of a cluster, without user and
	// password.
	URLs []string
	// Stream is the name of the stream; that of failed articles is made from it.
	Stream string
	// Replicas is on how many servers an article is kept; 0 for as many as the
	// stream has, and one for a stream that is made.
	Replicas int
	// Lease is how long a worker may be silent before its articles go to another.
	Lease time.Duration
	// Tries is how often an article is given out before it is put aside.
	Tries int
	// Creds is a credentials file, NKey a file with the seed of an NKey; of the two
	// at most one is set.
	Creds, NKey string
	// CA, Cert and Key are PEM files: who is trusted to certify the server, and what
	// this program shows of itself.
	CA, Cert, Key string
}

// natsSchemes are the schemes of an address of NATS.
var natsSchemes = []string{"nats", "tls", "ws", "wss"}

// natsSettings are the rows of the table about NATS.
func natsSettings() []setting {
	file := func(field func(*NATS) *string, key, means string) setting {
		return setting{key: key, takes: "FILE", means: means, read: readFilePath(func(s *Settings) *string { return field(&s.NATS) })}
	}
	return []setting{
		{key: "nats.url", flag: "nats", takes: "ADDRESS", fallback: "nats://127.0.0.1:4222", read: readNATS,
			means: "where NATS is, for submit, worker and queue: nats://HOST:PORT or tls://HOST:PORT; several of a cluster are divided by commas"},
		{key: "nats.stream", fallback: "demarche", read: readStream,
			means: "name of the stream of articles; the one of failed articles has _dead after it"},
		{key: "nats.replicas", fallback: "0", read: readReplicas,
			means: "on how many servers of the cluster each article is kept: 1, 3 or 5; 0: what the stream has, 1 when it is made"},
		{key: "nats.lease", fallback: "30s", read: readLease,
			means: "how long a worker may be silent before its articles are given to another"},
		{key: "nats.tries", fallback: "5", read: readTries,
			means: "how often an article is given to a worker before it is put aside as dead"},
		file(func(n *NATS) *string { return &n.Creds }, "nats.creds", "credentials file of NATS (JWT and seed)"),
		{key: "nats.nkey", takes: "FILE", means: "file with the seed of an NKey", read: func(raw any, base string, into *Settings) (string, error) {
			shown, err := readFilePath(func(s *Settings) *string { return &s.NATS.NKey })(raw, base, into)
			if err == nil && shown != "" && into.NATS.Creds != "" {
				return shown, errors.New("nats.creds is set too: leave one of the two out")
			}
			return shown, err
		}},
		file(func(n *NATS) *string { return &n.CA }, "nats.tls_ca", "PEM file of the authorities that certify the server, besides those of the system"),
		file(func(n *NATS) *string { return &n.Cert }, "nats.tls_cert", "PEM file of the certificate that is shown to the server"),
		{key: "nats.tls_key", takes: "FILE", means: "PEM file of the key of that certificate", read: func(raw any, base string, into *Settings) (string, error) {
			shown, err := readFilePath(func(s *Settings) *string { return &s.NATS.Key })(raw, base, into)
			if err == nil && (into.NATS.Key == "") != (into.NATS.Cert == "") {
				return shown, errors.New("nats.tls_cert and nats.tls_key belong together: set both or none")
			}
			return shown, err
		}},
	}
}

// readNATS reads addresses of NATS. Its errors never repeat one that may hold a
// password.
func readNATS(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	into.NATS.URLs = nil
	for one := range strings.SplitSeq(s, ",") {
		one = strings.TrimSpace(one)
		scheme, _, ok := strings.Cut(one, "://")
		u, err := url.Parse(one)
		switch {
		case !ok || !slices.Contains(natsSchemes, scheme) || err != nil || u.Host == "":
			return "", fmt.Errorf("%q is no address of NATS: give nats://HOST:PORT (also %s)", hidden(one), strings.Join(natsSchemes[1:], ", "))
		case u.User != nil:
			return "", fmt.Errorf("%s: take the user and the password out of the address and set nats.creds or nats.nkey", hidden(one))
		}
		into.NATS.URLs = append(into.NATS.URLs, one)
	}
	return strings.Join(into.NATS.URLs, ","), nil
}

// readStream reads the name of a stream, of which subjects and files are made.
func readStream(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	ok := s != "" && len(s) <= 32
	for _, r := range s {
		ok = ok && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}
	if !ok {
		return s, fmt.Errorf("%q can't name a stream: take 1 to 32 letters, digits, - and _", s)
	}
	into.NATS.Stream = s
	return s, nil
}

func readReplicas(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 5 || n > 0 && n%2 == 0 {
		return s, fmt.Errorf("%q is no number of replicas: give 1, 3 or 5, or 0 for what the stream has", s)
	}
	into.NATS.Replicas = n
	return s, nil
}

func readTries(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1000 {
		return s, fmt.Errorf("%q is no number of tries: give a whole number from 1 to 1000", s)
	}
	into.NATS.Tries = n
	return s, nil
}

// The bounds of a lease: shorter ones are missed by a worker that is merely busy,
// longer ones leave the articles of a dead worker lying about.
const (
	leastLease = time.Second
	mostLease  = time.Hour
)

func readLease(raw any, _ string, into *Settings) (string, error) {
	s, err := word(raw)
	if err != nil {
		return "", err
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < leastLease || d > mostLease {
		return s, fmt.Errorf("%q is no such time: give one from %v to %v, such as 30s", s, leastLease, mostLease)
	}
	into.NATS.Lease = d
	return s, nil
}

// readFilePath reads the path of a file that must be there and may be read. What
// is in it is never shown.
func readFilePath(field func(*Settings) *string) func(any, string, *Settings) (string, error) {
	return func(raw any, base string, into *Settings) (string, error) {
		path, err := word(raw)
		if err != nil || path == "" {
			return "", err
		}
		path = from(base, path)
		*field(into) = path
		info, err := os.Stat(path)
		if err == nil && info.IsDir() {
			return path, fmt.Errorf("%q is a folder: give a file", path)
		}
		f, err := os.Open(path)
		if err != nil {
			return path, fmt.Errorf("%w: give the path of a file that you may read", err)
		}
		return path, f.Close()
	}
}
