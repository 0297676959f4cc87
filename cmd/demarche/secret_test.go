package main

import (
	"net"
	"os"
	"strings"
	"testing"

	"github.com/demarche-graph/demarche/graph/neo4jtest"
)

// The password comes from the environment or a file. It is in nothing that the
// program tells, at whatever level and in whatever form, whether it is right or
// wrong; and since no flag takes it, it is in no list of processes.
func TestPasswordIsToldNowhere(t *testing.T) {
	newWorkplace(t)
	s := neo4jtest.Open(t)
	t.Setenv("DEMARCHE_STORE", s.URI)
	t.Setenv("DEMARCHE_NEO4J_USER", s.User)
	silent := func(password string, r result) {
		t.Helper()
		if strings.Contains(r.stdout+r.stderr, password) {
			t.Errorf("the password is told:\n%s\n%s", r.stdout, r.stderr)
		}
	}
	if err := os.WriteFile("secret", []byte(s.Password+"\nwhat else stands there\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DEMARCHE_NEO4J_PASSWORD_FILE", "secret")
	for _, args := range [][]string{
		{"ingest", "-"}, {"config", "show"}, {"store", "check"}, {"store", "stats"}, {"timeline"},
		{"query", "--cypher", "RETURN nonsense"}, {"query", "--cypher", "SHOW USERS"},
	} {
		silent(s.Password, demarche(t, brief, append([]string{"--verbose", "--log", "json"}, args...)...))
	}
	demarche(t, "", "timeline").must(t, codeDone) // it was the right one

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := l.Addr().String()
	l.Close()
	const wrong = "correct-horse-battery"
	t.Setenv("DEMARCHE_NEO4J_PASSWORD_FILE", "")
	t.Setenv("DEMARCHE_NEO4J_PASSWORD", wrong)
	for _, store := range []string{s.URI, "bolt://" + nobody, "bolt+s://" + nobody, "neo4j://neo4j:" + wrong + "@" + nobody, "neo4j://neo4j:" + wrong + "@%zz"} {
		r := demarche(t, brief, "--verbose", "--store", store, "ingest", "-")
		if r.code == codeDone {
			t.Errorf("%s was used", store)
		}
		silent(wrong, r)
	}
	demarche(t, "", "--neo4j-password", wrong, "timeline").must(t, codeUsage)
}
